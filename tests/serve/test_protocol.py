"""The SPARQL 1.1 Protocol, case by case after the W3C's list of 34: each as a request of our own against a real server.

Twenty are of queries and must pass; fourteen are of updates, which a service that only reads must refuse by a status of the client's
fault, whether the update is well formed or not, and without any effect.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pyoxigraph
import pytest

from tests.serve.conftest import Answer, Client, protocol_graph

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
ONE, TWO, THREE = map(protocol_graph, (1, 2, 3))
NOWHERE = protocol_graph(0)
BOTH = f"ASK {{ <{ONE}> a ?type . <{TWO}> a ?type . }}"
NAMED = f"ASK {{ GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }} }}"
ALL = f"ASK {{ <{THREE}> a ?type GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }} }}"
ROWS = {"application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"}
TRUTH = {"application/sparql-results+json", "application/sparql-results+xml"}
RDF_TYPES = {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"}
# Without a trailing slash or with one: both are the endpoint.
ENDPOINTS = ("/sparql", "/sparql/")


def true(answer: Answer) -> None:
    assert 200 <= answer.status < 400, answer.text
    assert answer.kind in TRUTH
    assert answer.json["boolean"] is True


def typed(kind: str | None) -> dict[str, Any]:
    """The header that names the type of the body."""
    return {"Content_Type": kind} if kind else {}


def direct(client: Client, query: str | bytes, path: str = "/sparql/", **more: Any) -> Answer:
    return client("POST", path, query, Content_Type=QUERY, **more)


# The twenty cases of queries.


@pytest.mark.parametrize("path", ENDPOINTS)
def test_query_post_form(protocol_server: Client, path: str) -> None:
    true(protocol_server("POST", f"{path}?default-graph-uri={quote(NOWHERE, safe='')}", "query=ASK%20%7B%7D", Content_Type=FORM))


def test_query_dataset_default_graphs_get(protocol_server: Client) -> None:
    pairs = [("query", BOTH), ("default-graph-uri", ONE), ("default-graph-uri", TWO)]
    true(protocol_server.get("/sparql/", parameters=pairs))
    assert protocol_server.get("/sparql/", parameters=pairs[:2]).json["boolean"] is False, "the other graph is not part of it"


def test_query_dataset_default_graphs_post(protocol_server: Client) -> None:
    true(direct(protocol_server, BOTH, f"/sparql/?default-graph-uri={quote(ONE, safe='')}&default-graph-uri={quote(TWO, safe='')}"))


def test_query_dataset_named_graphs_post(protocol_server: Client) -> None:
    true(direct(protocol_server, NAMED, f"/sparql/?named-graph-uri={quote(ONE, safe='')}&named-graph-uri={quote(TWO, safe='')}"))
    assert direct(protocol_server, NAMED, f"/sparql/?named-graph-uri={quote(ONE, safe='')}").json["boolean"] is False


def test_query_dataset_named_graphs_get(protocol_server: Client) -> None:
    true(protocol_server.get("/sparql/", parameters=[("query", NAMED), ("named-graph-uri", ONE), ("named-graph-uri", TWO)]))


def test_query_dataset_full(protocol_server: Client) -> None:
    path = f"/sparql/?default-graph-uri={quote(THREE, safe='')}&named-graph-uri={quote(ONE, safe='')}&named-graph-uri={quote(TWO, safe='')}"
    true(direct(protocol_server, ALL, path))
    false = direct(protocol_server, ALL.replace(THREE, ONE), path)
    assert false.json["boolean"] is False, "what is named only is not in the default graph"


def test_query_multiple_dataset(protocol_server: Client) -> None:
    """The dataset of the request takes the place of that of the query."""
    query = NAMED.replace("ASK {", f"ASK FROM <{THREE}> {{")
    true(direct(protocol_server, query, f"/sparql/?named-graph-uri={quote(ONE, safe='')}&named-graph-uri={quote(TWO, safe='')}"))
    own = f"ASK FROM <{THREE}> {{ <{ONE}> a ?type }}"
    true(direct(protocol_server, own, f"/sparql/?default-graph-uri={quote(ONE, safe='')}"))
    assert direct(protocol_server, own).json["boolean"] is False
    true(direct(protocol_server, own.replace(ONE, THREE)))


@pytest.mark.parametrize("path", ENDPOINTS)
def test_query_get(protocol_server: Client, path: str) -> None:
    true(protocol_server.get(path, parameters=[("query", "ASK {}"), ("default-graph-uri", NOWHERE)]))


def test_query_content_type_select(protocol_server: Client) -> None:
    answer = direct(protocol_server, "SELECT (1 AS ?value) {}", f"/sparql/?default-graph-uri={quote(NOWHERE, safe='')}")
    assert answer.status == 200
    assert answer.kind in ROWS
    assert answer.rows == [{"value": "1"}]


def test_query_content_type_ask(protocol_server: Client) -> None:
    true(direct(protocol_server, "ASK {}", f"/sparql/?default-graph-uri={quote(NOWHERE, safe='')}"))


@pytest.mark.parametrize(
    ("case", "query"), [("describe", "DESCRIBE <http://example.org/>"), ("construct", "CONSTRUCT { <s> <p> 1 } WHERE {}")]
)
def test_query_content_type_graph(protocol_server: Client, case: str, query: str) -> None:
    answer = direct(protocol_server, query, f"/sparql/?default-graph-uri={quote(NOWHERE, safe='')}")
    assert answer.status == 200
    assert answer.kind in RDF_TYPES
    triples = list(pyoxigraph.parse(answer.body, format=pyoxigraph.RdfFormat.TURTLE))
    assert len(triples) == (case == "construct")
    if triples:
        assert str(triples[0].subject) == f"<http://127.0.0.1:{protocol_server.port}/sparql/s>", "relative to the endpoint"


def test_query_post_direct(protocol_server: Client) -> None:
    true(direct(protocol_server, "ASK {}", f"/sparql/?default-graph-uri={quote(NOWHERE, safe='')}"))


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_bad_query_method(protocol_server: Client, method: str) -> None:
    answer = protocol_server(method, "/sparql/?query=ASK%20%7B%7D")
    assert answer.status == 405
    assert {"GET", "POST"} <= {each.strip() for each in answer.headers["allow"].split(",")}


def test_bad_multiple_queries(protocol_server: Client) -> None:
    assert protocol_server.get("/sparql/?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D").status == 400
    assert protocol_server("POST", "/sparql/?query=ASK%20%7B%7D", "query=ASK%20%7B%7D", Content_Type=FORM).status == 400
    assert direct(protocol_server, "ASK {}", "/sparql/?query=ASK%20%7B%7D").status == 400


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/json", "multipart/form-data; boundary=x", "application/sparql-query-x", "nonsense"]
)
def test_bad_query_wrong_media_type(protocol_server: Client, kind: str) -> None:
    assert protocol_server("POST", "/sparql/", "ASK {}", Content_Type=kind).status == 415


@pytest.mark.parametrize("body", ["query=ASK%20%7B%7D", "ASK {}"])
def test_bad_query_missing_type(protocol_server: Client, body: str) -> None:
    """Two cases: a form and a query, neither saying what it is."""
    assert protocol_server("POST", "/sparql/", body).status == 415


def test_bad_query_non_utf8(protocol_server: Client) -> None:
    query = 'ASK { BIND("grüß" AS ?x) }'
    assert direct(protocol_server, query.encode("utf-16")).status == 400
    assert direct(protocol_server, query.encode("latin-1")).status == 400
    assert protocol_server("POST", "/sparql/", query.encode("utf-16"), Content_Type=f"{QUERY}; charset=UTF-16").status == 415
    assert protocol_server.get("/sparql/?query=ASK%20%7B%20BIND%28%22%FC%22%20AS%20%3Fx%29%20%7D").status == 400
    true(protocol_server("POST", "/sparql/", query, Content_Type=f"{QUERY}; charset=UTF-8"))


def test_bad_query_syntax(protocol_server: Client) -> None:
    answer = protocol_server.get("/sparql/", parameters={"query": "ASK {\n  FOO }"})
    assert answer.status == 400
    assert "line 2, column" in answer.text


# The fourteen cases of updates: none is carried out.

INSERT = f"INSERT DATA {{ GRAPH <{ONE}> {{ <http://example.org/new> a <http://example.org/New> }} }}"
UPDATES: dict[str, tuple[str, str, str | bytes, str | None]] = {
    "update_dataset_default_graph": ("POST", f"/sparql/?using-graph-uri={quote(ONE, safe='')}", INSERT, UPDATE),
    "update_dataset_default_graphs": (
        "POST",
        f"/sparql/?using-graph-uri={quote(ONE, safe='')}&using-graph-uri={quote(TWO, safe='')}",
        INSERT,
        UPDATE,
    ),
    "update_dataset_named_graphs": ("POST", f"/sparql/?using-named-graph-uri={quote(ONE, safe='')}", INSERT, UPDATE),
    "update_dataset_full": (
        "POST",
        f"/sparql/?using-graph-uri={quote(ONE, safe='')}&using-named-graph-uri={quote(TWO, safe='')}",
        INSERT,
        UPDATE,
    ),
    "update_post_form": ("POST", "/sparql/", f"update={quote(INSERT)}", FORM),
    "update_post_direct": ("POST", "/sparql/", INSERT, UPDATE),
    "update_base_uri": ("POST", "/sparql/", "INSERT DATA { GRAPH <g> { <s> <p> <o> } }", UPDATE),
    "bad_update_get": ("GET", f"/sparql/?update={quote(INSERT)}", b"", None),
    "bad_multiple_updates": ("POST", "/sparql/", "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", FORM),
    "bad_update_wrong_media_type": ("POST", "/sparql/", "CLEAR NAMED", "text/plain"),
    "bad_update_missing_form_type": ("POST", "/sparql/", "update=CLEAR%20NAMED", None),
    "bad_update_non_utf8": ("POST", "/sparql/", "CLEAR NAMED".encode("utf-16"), UPDATE),
    "bad_update_syntax": ("POST", "/sparql/", "update=CLEAR%20NAMED%20FOO%20NAMED", FORM),
    "bad_update_dataset_conflict": (
        "POST",
        f"/sparql/?using-graph-uri={quote(ONE, safe='')}",
        f"update={quote('WITH <http://a/g> ' + INSERT)}",
        FORM,
    ),
}


@pytest.mark.parametrize("case", sorted(UPDATES))
def test_updates_are_refused_and_do_nothing(protocol_server: Client, case: str) -> None:
    method, path, body, kind = UPDATES[case]
    before = protocol_server.get("/graphs?default", Accept="application/n-triples").body
    answer = protocol_server(method, path, body or None, **typed(kind))
    assert 400 <= answer.status < 500
    assert protocol_server.get("/graphs?default", Accept="application/n-triples").body == before
    assert direct(protocol_server, INSERT).status == 400, "nor as a query"


def test_there_are_34_cases() -> None:
    assert len(UPDATES) == 14
    queries = [
        test_query_post_form, test_query_dataset_default_graphs_get, test_query_dataset_default_graphs_post, test_query_dataset_named_graphs_post,
        test_query_dataset_named_graphs_get, test_query_dataset_full, test_query_multiple_dataset, test_query_get, test_query_content_type_select,
        test_query_content_type_ask, test_query_content_type_graph, test_query_post_direct, test_bad_query_method, test_bad_multiple_queries,
        test_bad_query_wrong_media_type, test_bad_query_missing_type, test_bad_query_non_utf8, test_bad_query_syntax,
    ]  # fmt: skip
    assert len(queries) + 2 == 20, "two of them hold two cases each"
