"""The commands that begin with a built graph: query, export, view, validate, explain, gaps, diff."""

from __future__ import annotations

import io
import json
import shlex
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import TEXT, Run

SELECT = "SELECT ?label WHERE { ?s a zt:Statement ; rdfs:label ?label } ORDER BY ?label"
PREFIXES = "PREFIX zt: <https://w3id.org/ztgraph/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "


def test_query_with_sparql(run: Run, built: Path) -> None:
    for graph in (built, built / "graph.ttl", built / "graph.trig", built / "graph.nq"):
        result = run("query", graph, PREFIXES + SELECT, "--json")
        assert result.code == 0, result.err
        rows = json.loads(result.out)["results"]["bindings"]
        assert len(rows) == 2
        assert "did not coordinate with" in " ".join(row["label"]["value"] for row in rows)


def test_query_forms(run: Run, built: Path) -> None:
    assert run("query", built, PREFIXES + "ASK { ?a zt:referredTo ?b }").out == "yes\n"
    assert run("query", built, PREFIXES + SELECT, "--format", "csv").out.startswith("label\r\n")
    assert "zt:referredTo" in run("query", built, PREFIXES + "CONSTRUCT { ?a zt:referredTo ?b } WHERE { ?a zt:referredTo ?b }").out
    assert run("query", built, PREFIXES + SELECT, "--format", "turtle").code == 2


def test_query_from_standard_input(run: Run, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(PREFIXES + SELECT))
    assert "referred to" in run("query", built, "-").out


def test_query_from_a_file(run: Run, built: Path, tmp_path: Path) -> None:
    path = tmp_path / "q.rq"
    path.write_text(PREFIXES + SELECT, encoding="utf-8")
    assert "referred to" in run("query", built, path).out
    missing = run("query", built, tmp_path / "no.rq")
    assert missing.code == 2
    assert "no.rq: cannot read the query" in missing.err
    path.write_bytes(b'SELECT * { ?s ?p "\xff" }')
    assert "not UTF-8" in run("query", built, path).err


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "LOAD <http://127.0.0.1:9/>",
        "SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }",
        "DELETE WHERE { ?s ?p ?o }",
        "SELECT * WHERE { ?s ?p",
    ],
)
def test_query_refuses(run: Run, built: Path, text: str) -> None:
    before = (built / "graph.nq").read_bytes()
    result = run("query", built, text)
    assert (result.code, result.out) == (2, "")
    assert result.err
    assert (built / "graph.nq").read_bytes() == before


def test_named_queries(run: Run, built: Path) -> None:
    listed = json.loads(run("query", "--list", "--json").out)
    assert len(listed) >= 8
    assert run("query", "--list").out.count("\n") == len(listed) + 2
    for query in listed:
        if not any(name for name in query["parameters"]):
            assert run("query", built, query["name"]).code == 0, query["name"]
    unknown = run("query", built, "no-such-question")
    assert unknown.code == 2
    assert "no query is called" in unknown.err
    assert run("query", built, listed[0]["name"], "--param", "broken").code == 2


def test_parameters_of_named_queries(run: Run, built: Path) -> None:
    asked = [
        run("query", built, "did-not", "--actor", "DOJ", "--format", "csv"),
        run("query", built, "did-not", "--actor=DOJ", "--format", "csv"),
        run("query", built, "--param", "actor=DOJ", "did-not", "--format", "csv"),
    ]
    assert {(result.code, result.out) for result in asked} == {(0, asked[0].out)}
    assert asked[0].out.count("\n") == 2
    assert run("query", built, "did-not", "--actor", "FBI", "--format", "csv").out.count("\n") == 1
    assert "no parameter 'colour'" in run("query", built, "did-not", "--colour", "red").err
    assert run("query", built, "did-not", "--actor").code == 2
    assert run("query", built, "evidence-word").code == 2


def test_the_examples_of_the_library_are_commands_that_work(run: Run, built: Path) -> None:
    for query in json.loads(run("query", "--list", "--json").out):
        name, *words = shlex.split(query["example"])
        assert name == "query"
        assert run("query", built, *words).code == 0, query["example"]


@pytest.mark.parametrize("arguments", [[], ["a", "b", "c"], ["missing", "ASK { ?s ?p ?o }"]])
def test_query_usage(run: Run, arguments: list[str]) -> None:
    assert run("query", *arguments).code in {2, 5}


def test_export(run: Run, built: Path, tmp_path: Path) -> None:
    assert run("export", built, "--to", "nquads").out == (built / "graph.nq").read_text(encoding="utf-8")
    assert run("export", built / "graph.trig", "-o", tmp_path / "x.nq").code == 0
    assert (tmp_path / "x.nq").read_bytes() == (built / "graph.nq").read_bytes()
    assert run("export", built, "-o", tmp_path / "x.ttl").code == 0
    assert (tmp_path / "x.ttl").read_bytes() == (built / "graph.ttl").read_bytes()
    assert "turtle" in run("export", "--list").out


@pytest.mark.parametrize("arguments", [[], ["--to", "nonsense"], ["-o", "x.nonsense"]])
def test_export_usage(run: Run, built: Path, arguments: list[str]) -> None:
    result = run("export", built, *arguments)
    assert (result.code, result.out) == (2, "")


def test_view(run: Run, built: Path, tmp_path: Path) -> None:
    assert run("view", built, "-o", tmp_path / "page.html").code == 0
    assert (tmp_path / "page.html").read_bytes() == (built / "page.html").read_bytes()
    assert run("view", built, "-o", tmp_path / "titled.html", "--title", "A <b>title").code == 0
    assert "A &lt;b&gt;title" in (tmp_path / "titled.html").read_text(encoding="utf-8")
    (tmp_path / "taken").write_text("", encoding="utf-8")
    assert run("view", built, "-o", tmp_path / "taken" / "page.html").code == 2


def test_validate(run: Run, built: Path, tmp_path: Path) -> None:
    assert run("validate", built).code == 0
    record = json.loads(run("validate", built / "graph.ttl", "--json").out)
    assert record["valid"] is True
    broken = tmp_path / "broken.nq"
    text = (built / "graph.nq").read_text(encoding="utf-8")
    broken.write_text("".join(line for line in text.splitlines(keepends=True) if "ns#polarity>" not in line), encoding="utf-8")
    result = run("validate", broken)
    assert result.code == 5
    assert "polarity" in result.out
    assert json.loads(run("validate", broken, "--json").out)["problems"]


@pytest.mark.parametrize("text", ["", "this is no turtle", "<a> <b> <c>"])
def test_validate_what_is_no_graph(run: Run, tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.ttl"
    path.write_text(text, encoding="utf-8")
    if text:
        assert run("validate", path).code == 5
    assert run("view", path, "-o", tmp_path / "page.html").code == 5
    assert not (tmp_path / "page.html").exists()


def test_a_graph_that_is_missing(run: Run, tmp_path: Path) -> None:
    for arguments in (["validate"], ["export", "--to", "turtle"], ["view", "-o", tmp_path / "x.html"]):
        for name in ("missing.nq", "missing", "."):
            result = run(arguments[0], tmp_path / name, *arguments[1:])
            assert result.code == 5, (arguments, name)
            assert str(tmp_path) in result.err


def statement_id_of(run: Run, source: Path, predicate: str) -> str:
    records = [json.loads(line) for line in run("extract", source).out.splitlines()]
    return next(str(record["id"]) for record in records if record["predicate"] == predicate)


def test_explain_from_documents_and_from_a_graph(run: Run, source: Path, built: Path) -> None:
    name = statement_id_of(run, source, "referred_to")
    from_text, from_graph = run("explain", source, name), run("explain", built, name[:8])
    assert from_text.code == from_graph.code == 0
    assert from_text.out == from_graph.out
    for words in ("referred to", name, "»DHS referred the case to DOJ«", "referred_to/refer", "“referred”", "2018-05-04"):
        assert words in from_text.out
    assert json.loads(run("explain", built, name, "--json").out)["steps"][0]["what"] == "trigger"


def test_explain_what_is_not_there(run: Run, source: Path) -> None:
    assert run("explain", source, "st-0000").code == 2
    ambiguous = run("explain", source, "st-")
    assert ambiguous.code == 2
    assert "beginning of several" in ambiguous.err


def test_gaps(run: Run, source: Path) -> None:
    result = run("gaps", source, "--json")
    (gap,) = map(json.loads, result.out.splitlines())
    assert TEXT[gap["start"] : gap["end"]] == gap["sentence"]
    assert gap["sentence"].startswith("DHS liked DOJ")
    assert gap["actors"] == ["Department of Homeland Security", "Department of Justice"]
    assert "1 sentence with two actors" in result.err
    assert "DHS liked DOJ" in run("gaps", source).out


def test_diff(run: Run, source: Path, built: Path, tmp_path: Path) -> None:
    same = run("diff", source, built)
    assert (same.code, same.out) == (0, "")
    assert "0 removed, 0 added, 2 unchanged" in same.err
    shorter = tmp_path / "new" / "note.txt"
    shorter.parent.mkdir()
    shorter.write_text("A new beginning. DOJ did not coordinate with DHS.\n", encoding="utf-8")
    result = run("diff", built, shorter)
    assert result.out.startswith("- note: Department of Homeland Security referred to Department of Justice (2018-05-04)")
    assert "1 removed, 0 added, 1 unchanged" in result.err
    assert json.loads(run("diff", shorter, built, "--json").out)["change"] == "added"


def test_the_built_in_graph_is_that_of_the_working_folder(run: Run, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (built.parent / "exports").symlink_to(built)
    monkeypatch.chdir(built.parent)
    assert run("export", "--to", "nquads").out == (built / "graph.nq").read_text(encoding="utf-8")
