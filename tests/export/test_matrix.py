"""Every export × every hostile text: one statement in, one statement out, or an error that says what to do; never something else."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import networkx as nx
import pytest

from tests.factories import HOSTILE, RELATIONS, hostile, second
from ztgraph.errors import GraphError
from ztgraph.export import WRITERS, export
from ztgraph.graph.build import build_quads
from ztgraph.graph.load import extractions_of, parse_quads
from ztgraph.graph.terms import LANG_STRING, XSD_STRING, Literal, Quad, flattened, sorted_quads
from ztgraph.graph.vocabulary import ZT
from ztgraph.model import replace

TEXTS = {
    **HOSTILE,
    "surrogate": "half a pair \ud83d alone",
    "surrogate pair": "\ud83d\ude00 as two halves",
    "long": "word " * 20_000,
    "brackets": "[" * 500 + "]" * 500,
    "percent": "%s %d %(x)s {0} {x!r} $x ${x} %00 %0A",
    "json": '"}], "@context": "http://127.0.0.1:9/", "x": [{"',
    "xml": '"/><x a="\' xmlns:y="z">&lol;<!DOCTYPE a [<!ENTITY lol "x">]>',
    "sparql": '" } ; DROP ALL ; INSERT DATA { <a> <b> "',
    "shell": "$(touch /tmp/x) `id` ; rm -rf . | cat",
    "combining": "e" + "\u0301" * 300,
    "empty lines": "\n\n\n",
}


def statements(quads: tuple[Quad, ...]) -> int:
    return len({quad.subject for quad in quads if quad.object == ZT + "Statement"})


def rdf(syntax: str) -> Callable[[str], int]:
    return lambda written: statements(parse_quads(written, syntax))


def table(column: str) -> Callable[[str], int]:
    """The number of rows; each must be as wide as the head."""

    def count(written: str) -> int:
        csv.field_size_limit(10_000_000)
        head, *rows = csv.reader(io.StringIO(written, newline=""), strict=True)
        assert column in head
        assert {len(row) for row in rows} <= {len(head)}
        return len(rows)

    return count


def ftm(written: str) -> int:
    return sum(json.loads(line)["schema"] == "UnknownLink" for line in written.split("\n") if line)


COUNT: dict[str, Callable[[str], int]] = {
    "turtle": rdf("TURTLE"),
    "trig": rdf("TRIG"),
    "nquads": rdf("N_QUADS"),
    "ntriples": rdf("N_TRIPLES"),
    "jsonld": rdf("JSON_LD"),
    "rdfxml": rdf("RDF_XML"),
    "graphml": lambda written: int(nx.read_graphml(io.BytesIO(written.encode())).number_of_edges()),
    "gexf": lambda written: int(nx.read_gexf(io.BytesIO(written.encode())).number_of_edges()),
    "gephi-nodes": lambda written: table("Id")(written) - 2,  # three entities: subject, object, source
    "gephi-edges": table("Source"),
    "neo4j-nodes": lambda written: table("id:ID")(written) - 2,
    "neo4j-edges": table(":START_ID"),
    "ftm": ftm,
    "webannotation": lambda written: len(json.loads(written)),
    "markdown": lambda written: sum(line.startswith("- ") and "[^1]" in line for line in written.split("\n")),
    "quickstatements": lambda written: len(written.splitlines()),  # the other name of the one actor that has an item
}


@pytest.mark.parametrize("text", sorted(TEXTS))
@pytest.mark.parametrize("name", sorted(WRITERS))
def test_one_in_one_out_or_a_clear_error(name: str, text: str) -> None:
    quads = [hostile(TEXTS[text])]
    unwritable = text.startswith("surrogate") or (name == "rdfxml" and text in ("formfeed", "nul", "controls", "noncharacters"))
    if unwritable:
        with pytest.raises(GraphError, match=r"surrogate|XML cannot hold") as caught:
            export(build_quads(quads, RELATIONS), name)
        assert caught.value.remedy
        return
    written = export(build_quads(quads, RELATIONS), name)
    assert written.encode("utf-8").decode("utf-8") == written
    assert COUNT[name](written) == 1


@pytest.mark.parametrize("text", sorted(set(TEXTS) - {"surrogate", "surrogate pair"}))
@pytest.mark.parametrize("name", ["turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml"])
def test_rdf_holds_the_very_text_and_the_statement_comes_back(name: str, text: str) -> None:
    extraction = hostile(TEXTS[text])
    quads = build_quads([extraction], RELATIONS)
    try:
        written = export(quads, name)
    except GraphError:
        return
    syntax = {"turtle": "TURTLE", "trig": "TRIG", "nquads": "N_QUADS", "ntriples": "N_TRIPLES", "jsonld": "JSON_LD", "rdfxml": "RDF_XML"}[
        name
    ]
    back = parse_quads(written, syntax)
    assert flattened(back) == flattened(quads)
    (statement,) = extractions_of(back)[0].statements
    assert statement.theme == TEXTS[text]
    assert statement == replace(
        extraction.statements[0], subject=statement.subject, object=statement.object, attribution=statement.attribution
    )


SUBJECT, PREDICATE = "http://a.org/s", "http://a.org/p"
BAD = {
    "space": Quad(SUBJECT, PREDICATE, "http://a.org/a b"),
    "angle": Quad(SUBJECT, PREDICATE, "http://a.org/> . <x:y> <x:z> <x:w"),
    "quote": Quad(SUBJECT, PREDICATE, 'http://a.org/"'),
    "newline": Quad(SUBJECT, "http://a.org/\n", Literal("x")),
    "brace": Quad("http://a.org/{x}", PREDICATE, Literal("x")),
    "backslash": Quad("http://a.org/\\u003e", PREDICATE, Literal("x")),
    "relative": Quad("s", PREDICATE, Literal("x")),
    "no scheme": Quad("//a.org/s", PREDICATE, Literal("x")),
    "surrogate": Quad("http://a.org/\ud800", PREDICATE, Literal("x")),
    "datatype": Quad(SUBJECT, PREDICATE, Literal("x", "http://a.org/t> . <x:y> <x:z> <x:w")),
    "datatype word": Quad(SUBJECT, PREDICATE, Literal("x", "integer")),
    "language": Quad(SUBJECT, PREDICATE, Literal("x", LANG_STRING, "en . <x:y> <x:z> <x:w>")),
    "language of XML": Quad(SUBJECT, PREDICATE, Literal("x", LANG_STRING, 'en"><y>')),
    "blank": Quad("_:a . <x:y> <x:z> <x:w> . _:b", PREDICATE, Literal("x")),
    "blank of punctuation": Quad("_:a,b", PREDICATE, Literal("x")),
    "graph": Quad(SUBJECT, PREDICATE, Literal("x"), "http://a.org/> { } <x:y"),
}  # fmt: skip
FLAT = ("turtle", "ntriples", "rdfxml")


@pytest.mark.parametrize("fault", sorted(BAD))
@pytest.mark.parametrize("name", ["turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml"])
def test_hostile_addresses_datatypes_and_tags_are_clear_errors(name: str, fault: str) -> None:
    if fault == "graph" and name in FLAT:
        assert parse_quads(export([BAD[fault]], name), {"turtle": "TURTLE", "ntriples": "N_TRIPLES", "rdfxml": "RDF_XML"}[name]) == (
            Quad(SUBJECT, PREDICATE, Literal("x")),
        )
        return
    with pytest.raises(GraphError) as caught:
        export([BAD[fault]], name)
    assert caught.value.remedy


@pytest.mark.parametrize("name", sorted(set(WRITERS) - {"turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml"}))
@pytest.mark.parametrize("time", ["2018", "2018-05", "2018-21", "../2018-05-04", "2018/2019-03"])
def test_partial_dates_never_become_days(name: str, time: str) -> None:
    first = second()
    dated = replace(first.statements[0], time=time)
    quads = build_quads([replace(first, statements=(dated,))], RELATIONS)
    written = export(quads, name)
    if name in ("graphml", "gexf", "gephi-edges", "neo4j-edges"):
        assert f">{time}<" in written or f'"{time}"' in written, "the time stands as it is"
    elif name == "ftm":
        (link,) = [each for each in map(json.loads, written.splitlines()) if each["schema"] == "UnknownLink"]
        ends = [value for key in ("date", "startDate", "endDate") for value in link["properties"].get(key, ())]
        assert set(ends) <= set(time.split("/"))
    else:
        assert "2018-01-01" not in written
        assert "2018-05-01" not in written


def test_terms_that_differ_in_their_parts_only_stay_apart() -> None:
    quads = sorted_quads(
        Quad(SUBJECT, PREDICATE, Literal("1", datatype, language))
        for datatype, language in (
            (XSD_STRING, ""), (LANG_STRING, "en"), (LANG_STRING, "en-gb"), ("http://www.w3.org/2001/XMLSchema#integer", ""),
            ("http://www.w3.org/2001/XMLSchema#gYear", ""), ("http://id.loc.gov/datatypes/edtf/EDTF", ""),
        )
    )  # fmt: skip
    for name, syntax in (("turtle", "TURTLE"), ("nquads", "N_QUADS"), ("jsonld", "JSON_LD"), ("rdfxml", "RDF_XML")):
        assert parse_quads(export(quads, name), syntax) == quads


def test_blank_nodes_keep_apart_whatever_their_labels() -> None:
    quads = sorted_quads(Quad(f"_:{label}", PREDICATE, f"_:{label}x") for label in ("a", "1", "n1", "nn1", "_1", "a.b", "n"))
    for name, syntax in (("turtle", "TURTLE"), ("nquads", "N_QUADS"), ("jsonld", "JSON_LD"), ("rdfxml", "RDF_XML")):
        back = parse_quads(export(quads, name), syntax)
        assert len({quad.subject for quad in back}) == len(back) == len(quads)
