"""The other parts of the server: negotiation, service description, Graph Store Protocol, API, pages, who may ask."""

from __future__ import annotations

import html
import io
import json
import re
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph
import pytest
import rdflib

from tests.factories import HOSTILE, RELATIONS, hostile, release, second
from tests.serve.conftest import QUADS, Client, served
from tests.store.test_store import Engine, made, opened
from ztgraph.export import export_file
from ztgraph.graph.build import build_quads
from ztgraph.graph.load import parse_quads
from ztgraph.graph.terms import flattened
from ztgraph.graph.vocabulary import Names
from ztgraph.model import statement_record
from ztgraph.query import list_queries, run_named
from ztgraph.query.gate import form_of
from ztgraph.serve.negotiate import GRAPH, ROWS, Form, choose, likes_html

SELECT = "SELECT ?s ?o { ?s <https://w3id.org/ztgraph/ns#informed> ?o }"
SYNTAX = {"text/turtle": "TURTLE", "application/n-triples": "N_TRIPLES", "application/ld+json": "JSON_LD", "application/rdf+xml": "RDF_XML"}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "application/sparql-results+json"), ("", "application/sparql-results+json"), ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"), ("text/csv", "text/csv"), ("text/*", "text/csv"),
        ("text/csv;q=0.5, text/tab-separated-values", "text/tab-separated-values"), ("application/json", "application/sparql-results+json"),
        ("application/*;q=0.2, text/csv;q=0.3", "text/csv"), ("TEXT/CSV ; Q=1.0", "text/csv"), ("*/*;q=0", None), ("image/png", None),
        ("text/csv;q=0, */*;q=0.1", "application/sparql-results+json"), ("nonsense, text/csv", "text/csv"), ("text/csv;q=2", None),
        ("application/sparql-results+xml;q=0.9, application/sparql-results+json;q=0.9", "application/sparql-results+json"),
    ],
)  # fmt: skip
def test_the_client_gets_what_it_likes_best(accept: str | None, expected: str | None) -> None:
    chosen = choose(accept, ROWS)
    assert (None if chosen is None else chosen.media_type) == expected


def test_a_browser_gets_a_page() -> None:
    assert likes_html(BROWSER)
    assert not likes_html("*/*")
    assert not likes_html("application/sparql-results+json, text/html;q=0.5")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("PREFIX ask: <http://a/> SELECT * {}", "SELECT"),
        ("# SELECT\nask{}", "ASK"),
        ("BASE <http://select/> DESCRIBE <x>", "DESCRIBE"),
        ("x", ""),
    ],
)
def test_the_form_of_a_query_is_seen(text: str, form: str) -> None:
    assert form_of(text) == form


@pytest.mark.parametrize("form", ROWS, ids=lambda form: form.formatter)
def test_rows_in_every_form_as_another_reads_them(server: Client, form: Form) -> None:
    answer = server.ask(SELECT, form.media_type)
    assert (answer.status, answer.kind) == (200, form.media_type)
    if answer.kind == "text/csv":
        assert answer.text == f"s,o\r\n{Names().entity('hhs')},{Names().entity('dhs')}\r\n"
        return
    read = pyoxigraph.parse_query_results(answer.body, format=getattr(pyoxigraph.QueryResultsFormat, form.formatter.upper()))
    assert isinstance(read, pyoxigraph.QuerySolutions)
    assert [(row["s"].value, row["o"].value) for row in read] == [(Names().entity("hhs"), Names().entity("dhs"))]


@pytest.mark.parametrize("form", GRAPH, ids=lambda form: form.formatter)
@pytest.mark.parametrize("path", ["construct", "store"])
def test_graphs_in_every_form(server: Client, form: Form, path: str) -> None:
    kind = form.media_type
    everything = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    answer = server.ask(everything, kind) if path == "construct" else server.get("/graphs?default", Accept=kind)
    assert (answer.status, answer.kind) == (200, kind)
    assert flattened(parse_quads(answer.body, SYNTAX[kind])) == flattened(QUADS)


@pytest.mark.parametrize(
    ("query", "accept"), [(SELECT, "text/turtle"), ("ASK {}", "text/csv"), ("DESCRIBE <a:b>", "text/csv"), (SELECT, "image/*")]
)
def test_what_cannot_be_had_is_406_with_what_can(server: Client, query: str, accept: str) -> None:
    answer = server.ask(query, accept)
    assert answer.status == 406
    assert "/" in answer.text


def test_head_and_get_agree(server: Client) -> None:
    for path in ("/sparql?query=ASK%7B%7D", "/graphs?default", "/api", "/documents", "/query", "/reconcile"):
        first, second_ = server.get(path), server("HEAD", path)
        assert (second_.status, second_.body) == (200, b"")
        assert first.headers["content-length"] == second_.headers["content-length"]
        assert first.headers["content-type"] == second_.headers["content-type"]


def test_the_service_describes_itself(server: Client) -> None:
    answer = server.get("/sparql", Accept="text/turtle")
    graph = rdflib.Graph().parse(data=answer.text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    service = graph.value(None, rdflib.RDF.type, sd.Service)
    assert graph.value(service, sd.endpoint) == rdflib.URIRef(f"http://127.0.0.1:{server.port}/sparql")
    assert (service, sd.supportedLanguage, sd.SPARQL11Query) in graph
    assert len(list(graph.objects(service, sd.resultFormat))) == 8
    assert graph.value(graph.value(service, sd.defaultDataset), sd.defaultGraph) is not None
    assert server.get("/sparql", Accept="image/png").status == 406
    page = server.get("/sparql", Accept=BROWSER)
    assert (page.status, page.headers["location"]) == (303, f"http://127.0.0.1:{server.port}/query")


def test_the_graph_store_reads_each_graph_and_writes_none(server: Client) -> None:
    for name in ("release", "letter-2"):
        graph = Names().document(name)
        answer = server.get("/graphs", parameters={"graph": graph}, Accept="application/n-triples")
        assert parse_quads(answer.body, "N_TRIPLES") == flattened(quad for quad in QUADS if quad.graph == graph)
    assert server.get("/graphs", parameters={"graph": "http://example.org/none"}).status == 404
    for path in (
        "/graphs",
        "/graphs?graph=x y",
        "/graphs?graph=relative",
        "/graphs?default&graph=http://a/b",
        "/graphs?graph=http://a/%3E",
    ):
        assert server.get(path.replace(" ", "%20")).status == 400, path
    assert server.get("/graphs?default", Accept="text/csv").status == 406
    for method in ("PUT", "POST", "DELETE", "PATCH"):
        answer = server(method, "/graphs?default", "<a:b> <a:b> <a:b> ." if method != "DELETE" else None, Content_Type="text/turtle")
        assert answer.status == 405
        assert "GET" in answer.headers["allow"]


def test_other_clients_of_sparql_can_use_it(server: Client) -> None:
    """rdflib's own client of the protocol."""
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    store = SPARQLStore(f"http://127.0.0.1:{server.port}/sparql", returnFormat="json")
    graph = rdflib.Graph(store)
    rows = list(graph.query(SELECT))
    assert [tuple(map(str, row)) for row in rows] == [(Names().entity("hhs"), Names().entity("dhs"))]  # type: ignore[arg-type]
    assert len(list(graph.triples((None, rdflib.RDF.type, rdflib.URIRef("https://w3id.org/ztgraph/ns#Statement"))))) == 16


def test_cors(server: Client, graph_file: Path) -> None:
    ask: dict[str, Any] = {"Access_Control_Request_Method": "POST", "Access_Control_Request_Headers": "content-type"}
    for origin in ("http://localhost:3333", "http://127.0.0.1", "https://[::1]:8000"):
        answer = server("OPTIONS", "/sparql", Origin=origin, **ask)
        assert answer.status == 204
        assert answer.headers["access-control-allow-origin"] == origin
        assert "POST" in answer.headers["access-control-allow-methods"]
        assert "content-type" in answer.headers["access-control-allow-headers"].lower()
        assert server.ask("ASK {}", Origin=origin).headers["access-control-allow-origin"] == origin
    for origin in ("http://example.org", "null", "http://localhost.example.org", "http://127.0.0.1.example.org", "http://[", "file://"):
        answer = server("OPTIONS", "/sparql", Origin=origin, **ask)
        assert answer.status == 403
        assert "--allow-origin" in answer.text
        assert "access-control-allow-origin" not in server.ask("ASK {}", Origin=origin).headers
    assert server("OPTIONS", "/sparql").headers["allow"] == "GET, HEAD, POST, OPTIONS"
    with served(graph_file, "--workers", "1", "--allow-origin", "https://yasgui.example") as other:
        answer = other("OPTIONS", "/sparql", Origin="https://yasgui.example", **ask)
        assert (answer.status, answer.headers["access-control-allow-origin"]) == (204, "https://yasgui.example")
        assert other("OPTIONS", "/sparql", Origin="https://other.example", **ask).status == 403


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1.evil.example", ""])
def test_a_name_that_is_not_ours_is_not_answered(server: Client, host: str) -> None:
    assert server.get("/api", Host=host).status in (400, 421)
    assert server.get("/api", Host=f"localhost:{server.port}").status == 200


def test_it_listens_on_the_loopback_alone(server: Client) -> None:
    assert server.process is not None
    inodes = {line.split()[9]: line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines()[1:] if line.split()[3] == "0A"}
    ours = set()
    for link in Path(f"/proc/{server.process.pid}/fd").iterdir():
        found = re.fullmatch(r"socket:\[(\d+)\]", str(link.readlink()))
        if found and found[1] in inodes:
            ours.add(inodes[found[1]].split(":")[0])
    assert ours == {"0100007F"}
    with socket.socket() as probe:
        probe.settimeout(1)
        name = socket.gethostbyname(socket.gethostname())
        if not name.startswith("127."):
            assert probe.connect_ex((name, server.port)) != 0


def test_the_api_gives_the_stable_records(server: Client) -> None:
    expected = {each.id: statement_record(each) for extraction in (release(), second()) for each in extraction.statements}
    found = server.get("/api/statements?limit=100").json
    assert found["total"] == len(expected) == len(found["statements"])
    for each in found["statements"]:
        wanted = expected[each["id"]]
        for key in ("document", "predicate", "polarity", "modality", "time", "theme", "evidence", "rule", "quantities"):
            assert each[key] == wanted[key], key
        assert (each["subject"]["id"], each["object"]["id"]) == (wanted["subject"]["id"], wanted["object"]["id"])
        assert server.get(f"/api/statements/{each['id']}").json == each
    pages = [server.get(f"/api/statements?limit=5&offset={offset}").json["statements"] for offset in (0, 5, 10, 15)]
    assert [each["id"] for page in pages for each in page] == [each["id"] for each in found["statements"]]


@pytest.mark.parametrize(
    ("parameters", "number"),
    [
        ("polarity=negative", 4), ("actor=HHS", 3), ("subject=doj&predicate=coordinated_with", 3), ("document=letter-2", 2),
        ("modality=other", 1), ("from=2020", 1), ("to=2018-04", 2), ("from=2018-04&to=2018-04", 2), ("object=nobody", 0), ("actor=%22%7D", 0),
    ],
)  # fmt: skip
def test_statements_are_filtered(server: Client, parameters: str, number: int) -> None:
    assert server.get(f"/api/statements?{parameters}").json["total"] == number


@pytest.mark.parametrize(
    "path",
    [
        "/api/statements?limit=x",
        "/api/statements?limit=1001",
        "/api/statements?from=May",
        "/api/statements?predicate=a%20b",
        "/api/actors?kind=dog",
        "/api/statements?document=",
        "/api/queries/evidence-word",
        "/api/queries/timeline?colour=red",
    ],
)
def test_wrong_parameters_are_400_with_a_reason(server: Client, path: str) -> None:
    answer = server.get(path)
    assert answer.status == 400
    assert answer.json["error"]


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/api/nothing",
        "/api/statements/st-0",
        "/api/actors/none",
        "/api/documents/none",
        "/api/queries/none",
        "/documents/none",
        "/actors/none",
        "/assets/none",
        "/assets/..%2f..%2fpages.py",
        "/documents/%00",
        "/actors/%22%3E",
    ],
)
def test_what_is_not_there_is_404(server: Client, path: str) -> None:
    answer = server.get(path)
    assert answer.status == 404
    assert "Traceback" not in answer.text


def test_actors_and_documents(server: Client) -> None:
    found = server.get("/api/actors?q=marshals").json
    assert [each["label"] for each in found["actors"]] == ["U.S. Marshals Service"]
    doj = server.get("/api/actors/doj").json
    assert (doj["label"], doj["type"], doj["curated"], doj["same_as"]) == (
        "DOJ",
        "agency",
        True,
        ["http://www.wikidata.org/entity/Q1553390"],
    )
    assert "Department of Justice" in doj["names"]
    assert doj["statements"]["as_subject"] == 6
    assert [each["id"] for each in server.get("/api/documents").json["documents"]] == ["letter-2", "release"]
    document = server.get("/api/documents/release").json
    assert document["text"] == release().document.text
    assert document["sha256"] == release().document.sha256


def test_named_questions_over_the_api(server: Client) -> None:
    assert [each["name"] for each in server.get("/api/queries").json] == [query.name for query in list_queries()]
    answer = server.get("/api/queries/did-not?actor=DOJ").json
    assert answer["rows"] == run_named(QUADS, "did-not", {"actor": "DOJ"}).records()
    assert server("POST", "/api/queries/did-not", "").status == 405


def test_the_page_and_the_document_view(server: Client) -> None:
    page = server.get("/")
    assert (page.status, page.kind) == (200, "text/html")
    assert "vis" in page.text
    for extraction in (release(), second()):
        answer = server.get(f"/documents/{extraction.document.id}")
        text = re.search(r'<div class="text">(.*?)</div>', answer.text, re.DOTALL)
        assert text is not None
        assert html.unescape(re.sub(r"<[^>]*>", "", text[1])) == extraction.document.text, "the text as it is"
        for statement in extraction.statements:
            assert f'id="{statement.id}"' in answer.text
            for each in statement.evidence:
                assert f'id="char={each.start},{each.end}"' in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "DOJ did not consult HHS" in server.get("/actors/doj").text


@pytest.mark.parametrize("name", ["/documents", "/documents/release", "/query", "/actors/doj", "/reconcile/preview?id=doj"])
def test_pages_ask_nothing_of_others_and_hold_no_script_of_their_own(server: Client, name: str) -> None:
    text = server.get(name).text
    for address in re.findall(r'(?:src|href|action)="([^"]*)"', text):
        assert address.startswith(("/", "#", "data:,", "https://oig.justice.gov/")), address
    assert re.findall(r"<script(?![^>]*src=\"/assets/query.js\")", text) == []
    assert "style=" not in text
    assert " onclick" not in text


def test_the_query_page_has_the_questions_as_examples(server: Client) -> None:
    text = server.get("/query").text
    examples = [html.unescape(each) for each in re.findall(r'<option value="([^"]+)" data-name', text)]
    assert len(examples) == len(list_queries()) >= 15
    for example in examples:
        assert server.ask(example).status == 200


SHOWN = ("markup", "controls", "newlines", "bidi", "iri", "quotes", "nul", "csv", "spaces")


@pytest.fixture(scope="module")
def hostile_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A server of documents that are hostile wherever a document can be."""
    path = tmp_path_factory.mktemp("hostile") / "graph.nq"
    export_file(build_quads([hostile(HOSTILE[name]) for name in SHOWN], RELATIONS), path)
    with served(path, "--workers", "1") as client:
        yield client


@pytest.mark.parametrize("name", SHOWN)
def test_hostile_texts_are_shown_as_text(hostile_server: Client, name: str) -> None:
    text, client = HOSTILE[name], hostile_server
    identifier = hostile(text).document.id
    (statement,) = client.get("/api/statements", parameters={"document": identifier}).json["statements"]
    assert statement["theme"] == text
    pages = [client.get("/documents"), client.get(f"/documents/{quote(identifier, safe='')}")]
    pages += [client.get(f"/actors/{quote(each, safe='')}") for each in (statement["subject"]["id"], statement["object"]["id"])]
    for page in pages:
        assert page.status == 200, page.text[:200]
        assert "<script>alert" not in page.text
        assert "<!-- -->" not in page.text
    query = f"SELECT ?t {{ ?s zt:theme ?t ; zt:document <{Names().document(identifier)}> }}"
    query = "PREFIX zt: <https://w3id.org/ztgraph/ns#> " + query
    assert client.ask(query).rows == [{"t": text}]
    xml = client.ask(query, "application/sparql-results+xml")
    assert xml.status == (400 if name in ("controls", "nul") else 200)
    if xml.status == 200:
        read = pyoxigraph.parse_query_results(xml.body, format=pyoxigraph.QueryResultsFormat.XML)
        assert [row["t"].value for row in read] == [text]  # type: ignore[union-attr]
    else:
        assert "ask for JSON" in xml.text


def test_a_store_is_served_as_it_grows(tmp_path: Path) -> None:
    with opened(tmp_path / "s") as store:
        store.add(made("a", 1).document)
    with served(tmp_path / "s", "--workers", "2") as client:
        assert [each["id"] for each in client.get("/api/documents").json["documents"]] == ["a"]
        assert client.get("/").text.count("matter 1") >= 1
        with opened(tmp_path / "s", Engine()) as store:
            store.add(made("b", 2).document)
        for _ in range(4):  # whichever child answers
            assert [each["id"] for each in client.get("/api/documents").json["documents"]] == ["a", "b"]
        assert "matter 2" in client.get("/").text


def test_a_graph_without_named_graphs_is_served_too(tmp_path: Path) -> None:
    export_file(QUADS, tmp_path / "graph.ttl")
    with served(tmp_path / "graph.ttl", "--workers", "1") as client:
        page = client.get("/documents/letter-2").text
        assert all(f'id="{each.id}"' in page for each in second().statements)
        assert client.get("/api/statements").json["total"] == 16
        assert client.get("/graphs", parameters={"graph": Names().document("release")}).status == 404
        assert flattened(parse_quads(client.get("/graphs?default", Accept="text/turtle").body, "TURTLE")) == flattened(QUADS)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_an_ended_server_leaves_no_process(graph_file: Path, how: signal.Signals) -> None:
    with served(graph_file, "--workers", "2") as client:
        process = client.process
        assert process is not None
        children = {path.name for path in Path("/proc").iterdir() if path.name.isdigit() and parent(path) == process.pid}
        assert len(children) == 2
        process.send_signal(how)
        code = process.wait(10)
        assert code == {signal.SIGTERM: -15, signal.SIGINT: 0, signal.SIGKILL: -9}[how]
        end = time.monotonic() + 5
        while any(Path("/proc", name, "fd").exists() and "worker.py" in cmdline(name) for name in children) and time.monotonic() < end:
            time.sleep(0.05)
        assert not any("worker.py" in cmdline(name) for name in children)


def parent(path: Path) -> int:
    try:
        return int((path / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def cmdline(name: str) -> str:
    try:
        return Path("/proc", name, "cmdline").read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""


def test_usage(tmp_path: Path) -> None:
    from ztgraph.cli import main

    export_file(QUADS, tmp_path / "g.nq")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert main(["serve", str(tmp_path / "g.nq"), "--port", str(taken.getsockname()[1])]) == 2
    assert main(["serve", str(tmp_path / "none.nq"), "--port", "0"]) == 5
    (tmp_path / "bad.nq").write_text("<a> <b>", encoding="utf-8")
    assert main(["serve", str(tmp_path / "bad.nq"), "--port", "0"]) == 5


def test_json_has_no_surprises(server: Client) -> None:
    for path in ("/api", "/api/queries", "/reconcile"):
        assert json.load(io.BytesIO(server.get(path).body))
