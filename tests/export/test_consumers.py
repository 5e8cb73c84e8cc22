"""The exports that are no RDF by the schema, grammar or reader of those who take them in."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from lxml import etree
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from tests.factories import HOSTILE, RELATIONS, hostile, release, second
from ztgraph.export import export
from ztgraph.graph.build import build_quads
from ztgraph.graph.vocabulary import OA

QUADS = build_quads([release(), second()], RELATIONS)
GEXF = etree.RelaxNG(etree.parse(Path(__file__).with_name("gexf-1.3.rng")))


@pytest.mark.parametrize("text", ["", *sorted(HOSTILE)])
def test_gexf_is_valid_by_its_schema(text: str) -> None:
    written = export(build_quads([hostile(HOSTILE[text])], RELATIONS) if text else QUADS, "gexf")
    tree = etree.fromstring(written.encode())
    assert GEXF.validate(tree), GEXF.error_log


@pytest.mark.parametrize(
    ("old", "new"), [('start="2018-05-04"', 'start="May 4"'), ('class="node"', 'class="vertex"'), ("<nodes>", "<nodes x='1'>")]
)
def test_the_schema_would_see_a_fault(old: str, new: str) -> None:
    written = export(QUADS, "gexf")
    assert old in written
    assert not GEXF.validate(etree.fromstring(written.replace(old, new).encode()))


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_edges_join_nodes_that_are_there(name: str) -> None:
    tree = etree.fromstring(export(QUADS, name).encode())
    ids = {each.get("id") for each in tree.iter("{*}node")}
    edges = list(tree.iter("{*}edge"))
    assert edges
    assert {each.get(end) for each in edges for end in ("source", "target")} <= ids


# The header of a column as neo4j-admin reads it: a name, then an optional type or role.
NEO4J_FIELD = re.compile(
    r"(?P<name>[^:]*)(?::(?P<type>ID|START_ID|END_ID|TYPE|LABEL|IGNORE|string|boolean|int|long|float|double|date)(?:\([^)]*\))?)?"
)


@pytest.mark.parametrize("text", ["", *sorted(HOSTILE)])
def test_neo4j_headers_and_rows_are_what_the_importer_takes(text: str) -> None:
    quads = build_quads([hostile(HOSTILE[text])], RELATIONS) if text else QUADS
    ids: set[str] = set()
    for name, roles in (("neo4j-nodes", {"ID", "LABEL"}), ("neo4j-edges", {"START_ID", "END_ID", "TYPE"})):
        head, *rows = csv.reader(io.StringIO(export(quads, name), newline=""), strict=True)
        fields = [NEO4J_FIELD.fullmatch(field) for field in head]
        assert all(fields)
        found = {field["type"] for field in fields if field is not None and field["type"] is not None}
        assert roles <= found
        assert all(len(row) == len(head) for row in rows)
        at = {field["type"]: index for index, field in enumerate(fields) if field is not None and field["type"] in roles}
        if name == "neo4j-nodes":
            ids = {row[at["ID"]] for row in rows}
            assert len(ids) == len(rows), "ids are unique"
            assert all(row[at["LABEL"]].split(";")[0] == "Entity" for row in rows)
        else:
            assert {row[at[end]] for row in rows for end in ("START_ID", "END_ID")} <= ids
            assert all(re.fullmatch("[A-Z][A-Z_]*", row[at["TYPE"]]) for row in rows)


def markdown_tokens(text: str) -> list[Any]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin).parse(text)


def shown(tokens: list[Any]) -> str:
    """What a reader sees of a parsed text, without its markup."""
    parts: list[str] = []
    for token in tokens:
        parts += [child.content if child.type in ("text", "text_special") else " " for child in token.children or ()]
    return "".join(parts)


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_markdown_reader_shows_the_words_and_no_markup_of_the_document(name: str) -> None:
    tokens = markdown_tokens(export(build_quads([hostile(HOSTILE[name])], RELATIONS), "markdown"))
    kinds = {child.type for token in tokens for child in token.children or ()} | {token.type for token in tokens}
    assert not kinds & {
        "html_block",
        "html_inline",
        "image",
        "code_inline",
        "fence",
        "code_block",
        "table_open",
        "em_open",
        "strong_open",
        "s_open",
    }
    links = [child.attrGet("href") for token in tokens for child in token.children or () if child.type == "link_open"]
    assert all(link.startswith("https://x.org/") for link in links), "only the document's own address is a link"
    assert kinds >= {"footnote_ref", "footnote_anchor"}
    words = re.findall(r"[A-Za-z0-9]{3,}", HOSTILE[name])
    assert all(word in shown(tokens) for word in words)


def test_every_footnote_of_the_report_is_defined_and_used() -> None:
    tokens = markdown_tokens(export(QUADS, "markdown"))
    used = [child.meta["id"] for token in tokens for child in token.children or () if child.type == "footnote_ref"]
    defined = [token.meta["id"] for token in tokens if token.type == "footnote_open"]
    assert set(used) == set(defined)
    assert len(defined) >= 10
    assert "[^" not in shown(tokens)


# The terms of the Web Annotation vocabulary that we use, as its context defines them.
ANNOTATION_CONTEXT: dict[str, object] = {
    "oa": OA, "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "dc": "http://purl.org/dc/elements/1.1/", "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": {"@type": "@id", "@id": "@id"}, "type": {"@type": "@id", "@id": "@type"}, "Annotation": "oa:Annotation", "TextualBody": "oa:TextualBody",
    "SpecificResource": "oa:SpecificResource", "TextPositionSelector": "oa:TextPositionSelector", "TextQuoteSelector": "oa:TextQuoteSelector",
    "describing": "oa:describing", "identifying": "oa:identifying", "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"}, "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"}, "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"}, "value": "rdf:value", "format": "dc:format",
    "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
    "start": {"@type": "xsd:nonNegativeInteger", "@id": "oa:start"}, "end": {"@type": "xsd:nonNegativeInteger", "@id": "oa:end"},
}  # fmt: skip


@pytest.mark.parametrize("text", ["", *sorted(HOSTILE)])
def test_annotations_are_the_triples_of_the_recommendation(text: str) -> None:
    quads = build_quads([hostile(HOSTILE[text])], RELATIONS) if text else QUADS
    records = json.loads(export(quads, "webannotation"))
    for record in records:
        record["@context"] = ANNOTATION_CONTEXT
    triples = [
        (str(quad.subject), quad.predicate.value, quad.object)
        for record in records
        for quad in pyoxigraph.parse(json.dumps(record), format=pyoxigraph.RdfFormat.JSON_LD)
    ]
    by: dict[str, list[Any]] = {}
    for _, predicate, value in triples:
        by.setdefault(predicate.removeprefix(OA), []).append(value)
    assert len(by["motivatedBy"]) == len(records)
    assert {each.value for each in by["motivatedBy"]} == {OA + "describing"}
    assert len(by["hasTarget"]) * 2 == len(by["hasSelector"]) == len(by["exact"]) + len(by["start"])
    assert {str(each.datatype.value).rpartition("#")[2] for each in by["start"]} == {"nonNegativeInteger"}
    if text:
        assert HOSTILE[text] in by["exact"][0].value


# A line of QuickStatements: item, property or alias, value, and sources.
QUICK = re.compile(r'Q[1-9][0-9]*\t(?:Aen\t"[^"\t\n]+"|P[0-9]+\tQ[1-9][0-9]*(?:\tS[0-9]+\t"[^"\t\n]+")?)')


def test_quickstatements_are_lines_of_their_grammar() -> None:
    lines = export(QUADS, "quickstatements").splitlines()
    assert lines
    assert [line for line in lines if QUICK.fullmatch(line) is None] == []
