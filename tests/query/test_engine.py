"""Running queries: answers, order, bounds, and nothing that reaches out even where the gate is not asked."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.factories import HOSTILE, RELATIONS, hostile, release, second
from ztgraph.errors import GraphError, QueryError
from ztgraph.export import export_file
from ztgraph.graph.build import build_quads
from ztgraph.graph.terms import LANG_STRING, XSD, Literal, Quad, Term
from ztgraph.graph.vocabulary import EDTF, ZT, Names
from ztgraph.limits import Limits
from ztgraph.query import Session, ask, run_query
from ztgraph.query.results import Result, format_result, plain, to_csv, to_json, to_table
from ztgraph.query.session import child_environment

QUADS = build_quads([release(), second()], RELATIONS)
FAST = Limits(query_seconds=2.0, query_memory_bytes=1024 * 1024 * 1024)
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.mark.parametrize("suffix", [".ttl", ".trig", ".nq", ".nt", ".rdf", ".jsonld"])
def test_every_syntax_gives_the_same_rows(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"graph{suffix}"
    export_file(QUADS, path)
    text = "SELECT ?s ?o { ?s <https://w3id.org/ztgraph/ns#notCoordinatedWith> ?o }"
    found = run_query(path, text)
    assert found == run_query(QUADS, text)
    assert len(found.rows) == 4


def test_the_union_counts_no_triple_twice_and_graphs_are_there_by_name() -> None:
    (count,) = run_query(QUADS, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").records()
    assert int(count["n"]) == len({quad._replace(graph="") for quad in QUADS})
    (count,) = run_query(QUADS, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").records()
    assert int(count["n"]) == len(QUADS)


def test_ask_construct_describe() -> None:
    assert run_query(QUADS, "ASK { ?s a <https://w3id.org/ztgraph/ns#Person> }").truth
    assert not run_query(QUADS, "ASK { ?s a <http://example.org/None> }").truth
    made = run_query(QUADS, f"CONSTRUCT {{ ?o <{ZT}wasTold> ?s }} WHERE {{ ?s <{ZT}informed> ?o }}")
    assert made.quads == (Quad(Names().entity("dhs"), ZT + "wasTold", Names().entity("hhs")),)
    described = run_query(QUADS, f"DESCRIBE <{Names().entity('dhs')}>")
    assert {quad.subject for quad in described.quads} == {Names().entity("dhs")}
    assert "id:dhs a zt:Agency" in format_result(described)


def test_rows_without_order_are_sorted_and_order_is_kept() -> None:
    text = "SELECT ?s { ?s a <https://w3id.org/ztgraph/ns#Statement> }"
    rows = [str(row[0]) for row in run_query(QUADS, text).rows]
    assert rows == sorted(rows)
    down = [str(row[0]) for row in run_query(QUADS, text + " ORDER BY DESC(?s)").rows]
    assert down == rows[::-1]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("SELECT * {\n ?s ?p }", "line 2, column"),
        ("SELEC * { }", "line 1, column"),
        ("", "line 1, column"),
        ("SELECT ?s WHERE { ?s ex:p ?o }", ""),
    ],
)
def test_syntax_errors_have_their_place(text: str, place: str) -> None:
    with pytest.raises(QueryError) as caught:
        run_query(QUADS, text)
    assert place in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("text", [CROSS, CROSS.replace("(COUNT(*) AS ?n)", "*") + " ORDER BY ?a"])
def test_the_deadline_or_the_memory_limit_ends_a_bomb(text: str) -> None:
    start = time.monotonic()
    with pytest.raises(QueryError, match=r"no answer within|more memory"):
        run_query(QUADS, text, limits=FAST)
    assert time.monotonic() - start < FAST.query_seconds + 1


def test_regular_expressions_are_no_bomb() -> None:
    quads = [Quad("http://a/s", "http://a/p", Literal("a" * 5000))]
    found = run_query(quads, 'SELECT ?o { ?s ?p ?o FILTER(REGEX(?o, "^(a+)+$") && !REGEX(?o, "^(a|aa)+b$")) }', limits=FAST)
    assert len(found.rows) == 1


def test_a_crash_of_the_child_is_an_error_of_the_query() -> None:
    with pytest.raises(QueryError, match=r"ended the process|expected|deep"):
        run_query(QUADS, "SELECT * { BIND(" + "!" * 60000 + "true AS ?x) }", limits=FAST)


def test_rows_are_bounded() -> None:
    with pytest.raises(QueryError, match="more than 10 rows"):
        run_query(QUADS, "SELECT * { ?s ?p ?o }", limits=Limits(query_rows=10))
    assert len(run_query(QUADS, "SELECT * { ?s ?p ?o } LIMIT 10", limits=Limits(query_rows=10)).rows) == 10


def test_bad_graphs_are_errors_of_the_graph(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<a> <b>", encoding="utf-8")
    for name in ("a.ttl", "missing.ttl", "graph.txt"):
        with pytest.raises(GraphError) as caught:
            run_query(tmp_path / name, "ASK { ?s ?p ?o }")
        assert name in str(caught.value)
        assert caught.value.exit_code == 5
    with pytest.raises(GraphError, match="larger than"):
        run_query(tmp_path / "a.ttl", "ASK { ?s ?p ?o }", limits=Limits(graph_bytes=2))


@contextmanager
def listener() -> Iterator[tuple[int, list[object]]]:
    """A port of this machine and the list of connections that came."""
    came: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        stop = threading.Event()

        def accept() -> None:
            while not stop.is_set():
                try:
                    connection, address = server.accept()
                except TimeoutError:
                    continue
                connection.close()
                came.append(address)

        thread = threading.Thread(target=accept)
        thread.start()
        try:
            yield server.getsockname()[1], came
        finally:
            stop.set()
            thread.join()


def child(query: str) -> dict[str, object]:
    """Ask the child process itself, past the gate."""
    with Session(QUADS, limits=FAST) as session:
        return session.ask(query)


def test_the_child_reaches_nothing_even_without_the_gate(tmp_path: Path) -> None:
    canary = tmp_path / "canary.ttl"
    canary.write_text("<http://a/canary> <http://a/p> <http://a/o> .", encoding="utf-8")
    with listener() as (port, came):
        for query in (
            f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
            f"SELECT * {{ SERVICE SILENT <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
            f"SELECT * FROM <http://127.0.0.1:{port}/> {{ ?s ?p ?o }}",
            f"SELECT * FROM <{canary.as_uri()}> {{ ?s ?p ?o }}",
        ):
            assert "canary" not in json.dumps(child(query))
        for name in ("SERVICE", "FROM"):
            with pytest.raises(QueryError, match="is refused"):
                run_query(QUADS, f"SELECT * {{ {name} <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}")
        time.sleep(0.3)
        assert came == []


def test_proxies_and_credentials_do_not_reach_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ZTGRAPH_TOKEN", "secret")
    assert not {"HTTPS_PROXY", "ZTGRAPH_TOKEN"} & set(child_environment())


def test_formats() -> None:
    rows = Result("select", ("a", "b"), ((Literal('say "x", y'), None), ("http://a/<", Literal("\x1b[31mred\u202e\nline"))))
    assert to_csv(rows) == 'a,b\r\n"say ""x"", y",\r\nhttp://a/<,"\x1b[31mred\u202e\nline"\r\n'
    assert json.loads(to_json(rows))["results"]["bindings"][0] == {"a": {"type": "literal", "value": 'say "x", y'}}
    safe = Result("select", ("a",), ((Literal("\x1b[31mred\u202e\nline"),), (Literal("長い"),), (Literal("x" * 100),)))
    table = to_table(safe)
    assert "\x1b" not in table
    assert "\u202e" not in table
    assert table.splitlines()[0] == "a"
    assert len(table.splitlines()) == 5
    assert "…" in table
    assert format_result(Result("ask", truth=True)) == "yes\n"
    assert json.loads(format_result(Result("ask", truth=True), "json")) == {"head": {}, "boolean": True}
    assert format_result(Result("ask"), "csv") == "boolean\r\nfalse\r\n"
    for name in ("turtle", "ods"):
        with pytest.raises(QueryError):
            format_result(rows, name)


@pytest.mark.parametrize("name", ["json", "xml", "tsv"])
def test_other_parsers_read_the_answers(name: str) -> None:
    import pyoxigraph

    rows: list[tuple[Term | None, ...]] = [
        (Literal('say "x"\ty'), None, "http://a.org/b"),
        (Literal("2018-21", EDTF), Literal("grüß\n<&>", LANG_STRING, "de"), Literal("3", XSD + "integer")),
    ]
    result = Result("select", ("a", "b", "c"), tuple(rows))
    form = getattr(pyoxigraph.QueryResultsFormat, name.upper())
    found = pyoxigraph.parse_query_results(format_result(result, name), format=form)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    read = [[row[variable] for variable in ("a", "b", "c")] for row in found]
    texts = [[None if term is None else getattr(term, "value", None) for term in row] for row in read]
    assert texts == [[None if term is None else plain(term) for term in row] for row in rows]
    truth = pyoxigraph.parse_query_results(format_result(Result("ask", truth=True), name), format=form) if name != "tsv" else True
    assert bool(truth)


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_texts_come_out_of_a_query_as_they_went_in(name: str) -> None:
    quads = build_quads([hostile(HOSTILE[name])], RELATIONS)
    found = run_query(quads, f"SELECT ?theme {{ ?s <{ZT}theme> ?theme }}")
    assert found.rows == ((Literal(HOSTILE[name]),),)
    assert json.loads(to_json(found))["results"]["bindings"][0]["theme"]["value"] == HOSTILE[name]
    assert len(to_table(found).splitlines()) == 3


def test_a_session_answers_many_queries_and_outlives_a_bomb() -> None:
    with Session(QUADS, limits=FAST) as session:
        first = ask(session, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        start = time.monotonic()
        for _ in range(50):
            assert ask(session, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == first
        assert time.monotonic() - start < 2
        with pytest.raises(QueryError, match=r"no answer within|more memory"):
            ask(session, CROSS)
        with pytest.raises(QueryError, match="syntax error"):
            ask(session, "SELECT * {")
        assert ask(session, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == first
        assert ask(session, "ASK { GRAPH ?g { ?s ?p ?o } }").truth


def test_a_session_is_shared_by_threads() -> None:
    answers: list[Result] = []
    with Session(QUADS, limits=FAST) as session:
        threads = [threading.Thread(target=lambda: answers.append(ask(session, "ASK { ?s ?p ?o }"))) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert answers == [Result("ask", truth=True)] * 8


def test_a_graph_that_needs_too_much_memory_is_a_clear_error() -> None:
    with pytest.raises((GraphError, QueryError), match="memory"):
        run_query([Quad("http://a/s", "http://a/p", Literal("x" * 200_000_000))], "ASK {}", limits=Limits(query_memory_bytes=300_000_000))
