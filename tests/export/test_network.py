"""The exports that are no RDF, each read back by the tool or library that it is for."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest

from tests.factories import HOSTILE, RELATIONS, hostile, release, second
from ztgraph.errors import GraphError, UsageError
from ztgraph.export import WRITERS, export, export_file, format_of_path
from ztgraph.export.markdown import markdown_text
from ztgraph.graph.build import build_quads

QUADS = build_quads([release(), second()], RELATIONS)
STATEMENTS = {each.id for extraction in (release(), second()) for each in extraction.statements}
NETWORKS = (
    "graphml",
    "gexf",
    "gephi-nodes",
    "gephi-edges",
    "neo4j-nodes",
    "neo4j-edges",
    "ftm",
    "webannotation",
    "markdown",
    "quickstatements",
)
SEASON = next(each for each in release().statements if each.time == "2018-21")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_networkx_reads_every_statement(name: str) -> None:
    data = io.BytesIO(export(QUADS, name).encode())
    graph = nx.read_graphml(data, force_multigraph=True) if name == "graphml" else nx.read_gexf(data)
    assert isinstance(graph, nx.MultiDiGraph)
    assert graph.number_of_edges() == len(STATEMENTS)
    assert graph.nodes["doj"]["label"] == "DOJ"
    edges = {key if name == "graphml" else data["id"]: data for _, _, key, data in graph.edges(keys=True, data=True)}
    assert set(edges) == STATEMENTS
    assert edges[SEASON.id]["polarity"] == "negative"
    assert edges[SEASON.id]["time"] == "2018-21", "a season stays a season"


def test_gexf_dates_are_dynamics() -> None:
    tree = ElementTree.fromstring(export(QUADS, "gexf"))
    space = {"g": "http://gexf.net/1.3"}
    edges = {each.get("id"): each for each in tree.iterfind(".//g:edge", space)}
    assert (edges[SEASON.id].get("start"), edges[SEASON.id].get("end")) == ("2018-03-01", "2018-05-31")
    graph = tree.find("g:graph", space)
    assert graph is not None
    assert graph.get("timeformat") == "date"
    assert "lastmodifieddate" not in export(QUADS, "gexf")


def test_gephi_tables_fit_each_other() -> None:
    nodes, edges = rows(export(QUADS, "gephi-nodes")), rows(export(QUADS, "gephi-edges"))
    ids = {row["Id"] for row in nodes}
    assert {row["Source"] for row in edges} | {row["Target"] for row in edges} <= ids
    assert {row["Id"] for row in edges} == STATEMENTS
    assert {row["Type"] for row in edges} == {"Directed"}


def test_neo4j_tables_have_the_importers_columns() -> None:
    nodes, edges = rows(export(QUADS, "neo4j-nodes")), rows(export(QUADS, "neo4j-edges"))
    assert {row[":LABEL"] for row in nodes} == {f"Entity;{kind}" for kind in ("Agency", "Person", "Group", "Population", "Instrument")}
    assert {row[":START_ID"] for row in edges} <= {row["id:ID"] for row in nodes}
    kinds = {row["id"]: row[":TYPE"] for row in edges}
    assert kinds[SEASON.id] == "NOT_INFORMED"
    assert "MAYBE_CONSULTED" in kinds.values()
    assert all(re.fullmatch(r"[A-Z_]+", kind) for kind in kinds.values())


def test_followthemoney_takes_every_line() -> None:
    model = pytest.importorskip("followthemoney").model
    schemas = {}
    for line in export(QUADS, "ftm").splitlines():
        record = json.loads(line)
        proxy = model.get_proxy(record, cleaned=False)
        proxy.schema.validate(record)
        kept = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        assert kept == {name: sorted(value.strip() for value in values) for name, values in record["properties"].items()}
        schemas[record["id"]] = record["schema"]
    made = {each.id: each for each in release().statements}
    for name, statement in made.items():
        if statement.predicate == "affiliated_with":
            assert schemas[name] == "Employment"
        if statement.polarity == "negative" or statement.modality == "other":
            assert schemas[name] == "UnknownLink", "what is denied is no fact of a specific schema"
    assert schemas["doj"] == "PublicBody"
    assert schemas["jeff-sessions"] == "Person"


def test_followthemoney_dates_stay_as_exact_as_they_are() -> None:
    records = {each["id"]: each["properties"] for each in map(json.loads, export(QUADS, "ftm").splitlines())}
    month = next(each.id for each in release().statements if each.time == "2018-05")
    assert records[month]["date"] == ["2018-05"]
    assert "date" not in records[SEASON.id]
    assert "2018-21" in records[SEASON.id]["description"][0]
    assert records[SEASON.id]["summary"] == [each.quote for each in SEASON.evidence]
    assert records[records[SEASON.id]["proof"][0]]["bodyText"] == [release().document.text]


def test_annotations_point_at_their_words() -> None:
    text = {extraction.document.url: extraction.document.text for extraction in (release(),)}
    found = json.loads(export(build_quads([release()], RELATIONS), "webannotation"))
    assert len(found) == len(release().statements)
    for each in found:
        position, quote = each["target"]["selector"]
        whole = text[each["target"]["source"]]
        assert whole[position["start"] : position["end"]] == quote["exact"]
        assert whole[: position["start"]].endswith(quote["prefix"])
        assert whole[position["end"] :].startswith(quote["suffix"])
        assert each["@context"] == "http://www.w3.org/ns/anno.jsonld"


def test_the_report_cites_every_statement() -> None:
    text = export(QUADS, "markdown")
    marks = set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    assert marks == set(re.findall(r"(?<!^)\[\^(\d+)\]", text))
    assert text.index("## What it says happened") < text.index("## What it says did not happen")
    assert "DOJ did not coordinate with Southwest border U\\.S\\. Attorneys" in text


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_the_report_shows_markup_as_text(name: str) -> None:
    shown = markdown_text(HOSTILE[name])
    assert "\n" not in shown
    assert "<" not in shown
    assert not re.search(r"(?<!\\)[\[\]`*_#]", shown.replace("\\\\", ""))


def test_quickstatements_are_about_linked_actors_only() -> None:
    lines = export(QUADS, "quickstatements").splitlines()
    assert 'Q7889737\tP749\tQ1553390\tS854\t"https://oig.justice.gov/news"' in lines
    assert all(re.match(r"Q[0-9]+\t(?:Aen|P[0-9]+)\t", line) for line in lines)
    assert not any('"We"' in line or '"The OIG"' in line for line in lines)


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("text", sorted(HOSTILE))
def test_hostile_texts_are_one_statement_in_one_out(name: str, text: str) -> None:
    written = export(build_quads([hostile(HOSTILE[text])], RELATIONS), name)
    written.encode("utf-8")
    if name == "graphml":
        assert nx.read_graphml(io.BytesIO(written.encode())).number_of_edges() == 1
    elif name == "gexf":
        assert nx.read_gexf(io.BytesIO(written.encode())).number_of_edges() == 1
    elif name.endswith("edges"):
        (row,) = rows(written)
        assert (row.get("Theme") or row.get("theme")) == HOSTILE[text]
    elif name.endswith("nodes"):
        assert len(rows(written)) == 3
    elif name == "ftm":
        records = [json.loads(line) for line in written.split("\n") if line]
        assert [each["schema"] for each in records].count("UnknownLink") == 1
    elif name == "webannotation":
        assert len(json.loads(written)) == 1
    elif name == "markdown":
        assert written.count("[^1]") == 2


@pytest.mark.parametrize("name", NETWORKS)
def test_a_graph_of_others_is_a_clear_error(name: str) -> None:
    with pytest.raises(GraphError, match="no document of ztgraph"):
        export((), name)


def test_formats_are_found_by_name_and_suffix(tmp_path: Path) -> None:
    for name, each in WRITERS.items():
        assert all(format_of_path(tmp_path / f"graph{suffix}").name == name for suffix in each.suffixes)
        assert each.writer() is each.writer()
    export_file(QUADS, tmp_path / "deep" / "graph.ttl")
    assert (tmp_path / "deep" / "graph.ttl").read_text(encoding="utf-8") == export(QUADS, "turtle")
    with pytest.raises(UsageError, match="no export is called"):
        export(QUADS, "dot")
    with pytest.raises(UsageError, match="no export has this suffix"):
        format_of_path(tmp_path / "graph.png")
