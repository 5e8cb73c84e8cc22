"""Two engines, one answer: rdflib is the fallback where pyoxigraph is missing, and both run behind the same fence."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
import rdflib

from tests.factories import RELATIONS, release, second
from tests.query.test_engine import FAST, listener
from ztgraph.errors import QueryError
from ztgraph.graph.build import build_quads
from ztgraph.graph.rdf import to_rdflib
from ztgraph.graph.terms import Quad, flattened
from ztgraph.graph.vocabulary import Names
from ztgraph.limits import Limits
from ztgraph.model import Extraction
from ztgraph.query import Session, ask, list_queries, load_query, run_named, run_query
from ztgraph.query.catalog import bind_named
from ztgraph.query.session import Engine, child_environment
from ztgraph.store.store import Store

ROOT = Path(__file__).parents[2]
QUADS = build_quads([release(), second()], RELATIONS)
REQUIRED = {"actor": "DOJ", "other": "DHS", "word": "effectively"}
ENGINES: tuple[Engine, ...] = ("pyoxigraph", "rdflib")


@pytest.mark.parametrize("source", [QUADS, ROOT / "exports" / "graph.nq"], ids=["factories", "built-in graph"])
def test_both_engines_give_the_same_answer_to_every_question(source: Path | tuple[Quad, ...]) -> None:
    with Session(source, engine="pyoxigraph") as ours, Session(source, engine="rdflib") as theirs:
        for query in list_queries():
            needed = {each.name: REQUIRED[each.name] for each in query.parameters if each.required}
            first, other = (ask(session, bind_named(query, needed)) for session in (ours, theirs))
            assert first == other, query.name
            assert first.rows or source is not QUADS, query.name


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("suffix", [".ttl", ".trig", ".nq", ".nt", ".rdf", ".jsonld"])
def test_both_read_every_syntax(tmp_path: Path, engine: Engine, suffix: str) -> None:
    from ztgraph.export import export_file

    export_file(QUADS, tmp_path / f"g{suffix}")
    (row,) = run_query(tmp_path / f"g{suffix}", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", engine=engine).records()
    assert int(row["n"]) == len({quad._replace(graph="") for quad in QUADS})


@pytest.mark.parametrize("engine", ENGINES)
def test_a_dataset_is_what_the_request_names(engine: Engine) -> None:
    first, other = Names().document("release"), Names().document("letter-2")
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    with Session(QUADS, engine=engine) as session:

        def number(text: str, **more: list[str]) -> int:
            return int(ask(session, text, **more).records()[0]["n"])  # type: ignore[arg-type]

        assert number(count, default=[first]) == sum(quad.graph == first for quad in QUADS)
        assert number(count, default=[first, other]) == len({quad._replace(graph="") for quad in QUADS})
        assert number(count, default=["http://example.org/none"]) == 0
        assert number(count, named=[first]) == 0
        inside = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
        assert number(inside, named=[other]) == sum(quad.graph == other for quad in QUADS)
        assert number(inside, default=[first]) == 0
        assert number(count) == len({quad._replace(graph="") for quad in QUADS}), "the next query has the whole again"


@pytest.mark.parametrize("engine", ENGINES)
def test_relative_addresses_have_a_base(engine: Engine) -> None:
    with Session(QUADS, engine=engine) as session:
        made = ask(session, "CONSTRUCT { <s> <p> 1 } WHERE { }", base="http://127.0.0.1:1/sparql")
    assert [(quad.subject, quad.predicate) for quad in made.quads] == [("http://127.0.0.1:1/s", "http://127.0.0.1:1/p")]


@pytest.mark.parametrize("engine", ENGINES)
def test_syntax_errors_have_their_place_in_both(engine: Engine) -> None:
    with pytest.raises(QueryError, match=r"line 2, column"):
        run_query(QUADS, "SELECT * {\n ?s ?p }", engine=engine)


@pytest.mark.parametrize("engine", ENGINES)
def test_neither_reaches_out_past_the_gate(tmp_path: Path, engine: Engine) -> None:
    canary = tmp_path / "canary.ttl"
    canary.write_text("<http://a/canary> <http://a/p> <http://a/o> .", encoding="utf-8")
    with listener() as (port, came), Session(QUADS, limits=FAST, engine=engine) as session:
        for text in (
            f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
            f"SELECT * {{ SERVICE SILENT <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
            f"SELECT * FROM <http://127.0.0.1:{port}/> {{ ?s ?p ?o }}",
            f"SELECT * FROM <{canary.as_uri()}> {{ ?s ?p ?o }}",
            f"SELECT * FROM NAMED <{canary.as_uri()}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        ):
            assert "canary" not in str(session.ask(text).get("rows"))
        time.sleep(0.3)
        assert came == []


@pytest.mark.parametrize("engine", ENGINES)
def test_a_bomb_ends_in_time_in_both(engine: Engine) -> None:
    limits = Limits(query_seconds=1.0, query_memory_bytes=1024**3)
    bomb = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with Session(QUADS, limits=limits, engine=engine) as session:
        session.start()
        start = time.monotonic()
        with pytest.raises(QueryError, match=r"no answer within|more memory"):
            ask(session, bomb)
        assert time.monotonic() - start < limits.query_seconds + 1
        assert ask(session, "ASK { ?s ?p ?o }").truth


def test_rdflib_answers_where_pyoxigraph_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child finds a pyoxigraph that is not there, as on a machine for which there is none."""
    (tmp_path / "pyoxigraph.py").write_text("raise ModuleNotFoundError('pyoxigraph')", encoding="utf-8")
    expected = run_named(QUADS, "did-not", {}, engine="rdflib")
    environment = child_environment()
    monkeypatch.setattr(
        "ztgraph.query.session.child_environment",
        lambda: {**environment, "PYTHONPATH": os.pathsep.join([str(tmp_path), environment["PYTHONPATH"]])},
    )
    assert run_named(QUADS, "did-not", {}) == expected
    with pytest.raises(QueryError, match="pyoxigraph"):
        run_named(QUADS, "did-not", {}, engine="pyoxigraph")


def test_an_rdflib_graph_goes_in_and_one_comes_out() -> None:
    graph = to_rdflib(QUADS)
    assert run_named(graph, "not-coordinated", {"actor": "doj"}) == run_named(QUADS, "not-coordinated", {"actor": "doj"})
    made = run_query(graph, "CONSTRUCT { ?s ?p ?o } WHERE { ?s a <https://w3id.org/ztgraph/ns#Person> ; ?p ?o }").graph()
    assert isinstance(made, rdflib.Graph)
    assert set(made) < set(graph)
    dataset = rdflib.Dataset()
    dataset.graph(rdflib.URIRef("http://a.org/g")).add((rdflib.URIRef("http://a.org/s"), rdflib.RDF.type, rdflib.Literal("x")))
    assert run_query(dataset, "ASK { GRAPH <http://a.org/g> { ?s ?p 'x' } }").truth
    assert run_query(dataset, "ASK { ?s ?p 'x' }").truth


def test_a_store_on_disk_answers_behind_the_same_fence(tmp_path: Path) -> None:
    extraction = second()
    with Store(tmp_path / "s", RELATIONS, lambda document: extraction) as store:
        store.add(extraction.document)
    text = bind_named(load_query("did-not"), {})
    with listener() as (port, came), Session(tmp_path / "s", limits=FAST) as session:
        assert ask(session, text) == run_query(build_quads([extraction], RELATIONS), text)
        assert "error" in session.ask(f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}")
        time.sleep(0.2)
        assert came == []
        other = release()
        with Store(tmp_path / "s", RELATIONS, lambda document: other) as store:
            store.add(other.document)
            assert len(ask(session, text).rows) == 1, "what is being written is not seen"
        assert len(ask(session, text).rows) > 1, "what has been written is"
        with Store(tmp_path / "s", RELATIONS, Extraction) as store:
            store.remove("release")
        assert len(ask(session, text).rows) == 1


@pytest.mark.parametrize(("form", "begins"), [("xml", "<?xml"), ("tsv", "?s\t?o"), ("csv", "s,o"), ("json", "{")])
@pytest.mark.parametrize("engine", ENGINES)
def test_the_command_writes_every_form_with_either_engine(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str, begins: str, engine: Engine
) -> None:
    from ztgraph.cli import main
    from ztgraph.export import export_file

    export_file(QUADS, tmp_path / "g.nq")
    select = "SELECT ?s ?o { ?s <https://w3id.org/ztgraph/ns#informed> ?o }"
    assert main(["query", str(tmp_path / "g.nq"), select, "--format", form, "--engine", engine]) == 0
    assert capsys.readouterr().out.startswith(begins)


@pytest.mark.parametrize("form", ["turtle", "ntriples", "jsonld", "rdfxml"])
def test_the_command_writes_graphs(tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    from ztgraph.cli import main
    from ztgraph.export import export, export_file

    export_file(QUADS, tmp_path / "g.nq")
    assert main(["query", str(tmp_path / "g.nq"), "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "--format", form]) == 0
    assert capsys.readouterr().out == export(flattened(QUADS), form)
    assert main(["query", str(tmp_path / "g.nq"), "ASK { ?s ?p ?o }", "--format", form]) == 2
    assert main(["query", str(tmp_path / "g.nq"), "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--seconds", "0.3"]) == 2
    assert "no answer within 0.3 seconds" in capsys.readouterr().err


def test_many_odd_addresses_do_not_stop_rdflib() -> None:
    """It would warn of each on a pipe that nobody reads."""
    quads = [Quad(f"urn:x:{number}%zz", "http://a.org/p", "urn:odd:\u00e9%zz%" + "x" * 200 + str(number)) for number in range(800)]
    (row,) = run_query(quads, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", engine="rdflib").records()
    assert row["n"] == "800"


def test_a_child_that_has_grown_is_replaced() -> None:
    with Session(QUADS) as session:
        session.start()
        before = session._child
        assert ask(session, "ASK { ?s ?p ?o }").truth
        assert session._child is before
        session._peak = -(10**9)  # as if the graph had needed far less
        assert ask(session, "ASK { ?s ?p ?o }").truth
        assert session._child is None
        assert ask(session, "ASK { ?s ?p ?o }").truth
