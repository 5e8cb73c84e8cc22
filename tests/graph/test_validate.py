"""A built graph passes; every way of breaking one is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.factories import HOSTILE, RELATIONS, hostile, release, second
from ztgraph.errors import GraphError
from ztgraph.graph import shapes
from ztgraph.graph.build import build_quads
from ztgraph.graph.rdf import from_rdflib, to_rdflib
from ztgraph.graph.terms import LANG_STRING, RDF, XSD, Literal, Quad, flattened
from ztgraph.graph.validate import graph_problems, problems_of, shacl_problems, shape_problems, validate
from ztgraph.graph.vocabulary import EDTF, OA, RDFS, SCHEMA, ZT, Names
from ztgraph.resources import resource

QUADS = build_quads([release(), second()], RELATIONS)
N = Names()
STATEMENT = N.statement(next(each.id for each in release().statements if each.predicate == "referred_to"))


def test_a_built_graph_is_valid() -> None:
    assert problems_of(QUADS) == ()
    assert shacl_problems(QUADS) == ()
    validate(QUADS)


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_graphs_are_valid(name: str) -> None:
    assert graph_problems(build_quads([hostile(HOSTILE[name])], RELATIONS)) == ()


def without(predicate: str) -> Callable[[Quad], Quad | None]:
    return lambda quad: None if quad.predicate == predicate else quad


def changed(predicate: str, value: Literal | str) -> Callable[[Quad], Quad | None]:
    return lambda quad: quad._replace(object=value) if quad.predicate == predicate and quad.subject == STATEMENT else quad


def everywhere(predicate: str, value: Literal | str) -> Callable[[Quad], Quad | None]:
    return lambda quad: quad._replace(object=value) if quad.predicate == predicate else quad


@pytest.mark.filterwarnings("ignore:Parsing weird boolean")
@pytest.mark.parametrize(
    ("change", "words"),
    [
        (without(ZT + "evidence"), "has evidence"),
        (without(ZT + "subject"), "exactly one subject"),
        (without(RDFS + "label"), "exactly one label"),
        (without(ZT + "rule"), "exactly one rule"),
        (without(OA + "exact"), "quotes the document"),
        (without(ZT + "text"), "exactly one text"),
        (without(ZT + "sha256"), "exactly one SHA-256"),
        (without(ZT + "words"), "has its words"),
        (changed(ZT + "polarity", Literal("maybe")), "polarity is positive or negative"),
        (changed(ZT + "modality", Literal("certain")), "modality is asserted or other"),
        (changed(ZT + "object", "https://example.org/nobody"), "an entity of the graph"),
        (changed(ZT + "time", Literal("2018")), "in EDTF"),
        (changed(ZT + "latest", Literal("1999-01-01", XSD + "date")), "not after the latest"),
        (changed(ZT + "predicate", "https://example.org/p"), "a relation of the vocabulary"),
        (changed(ZT + "predicate", Literal("informed")), "a relation of the vocabulary"),
        (changed(ZT + "document", Literal("release")), "of exactly one document"),
        (changed(RDFS + "label", Literal("x", LANG_STRING, "en")), "exactly one label"),
        (everywhere(OA + "start", Literal("-1", XSD + "integer")), "starts at one offset"),
        (everywhere(OA + "start", Literal("900000", XSD + "integer")), "before its end"),
        (everywhere(OA + "end", Literal("3", XSD + "decimal")), "ends at one offset"),
        (everywhere(OA + "exact", Literal("")), "quotes the document once"),
        (everywhere(ZT + "value", Literal("many", XSD + "decimal")), "one value"),
        (everywhere(ZT + "bound", Literal("nearly")), "one of six"),
        (everywhere(ZT + "curated", Literal("yes", XSD + "boolean")), "curated or not"),
        (everywhere(SCHEMA + "sameAs", Literal("Q1")), "named by its address"),
    ],
)
def test_shapes_name_what_is_broken(change: Callable[[Quad], Quad | None], words: str) -> None:
    broken = [quad for quad in map(change, QUADS) if quad is not None]
    assert any(words in problem.message for problem in shape_problems(broken))
    assert shape_problems(broken) == shacl_problems(broken), "our reading of the shapes is pyshacl's"
    with pytest.raises(GraphError, match="the graph is invalid"):
        validate(broken)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (without(ZT + "referredTo"), "without its direct edge referredTo"),
        (without(ZT + "modality"), "that no statement asserts"),
        (
            lambda quad: quad._replace(object=Literal("other words")) if quad.predicate == OA + "exact" else quad,
            "not what the document says",
        ),
        (lambda quad: quad._replace(object=Literal("0" * 64)) if quad.predicate == ZT + "sha256" else quad, "not that of the text"),
        (changed(ZT + "document", N.document("letter-2")), "evidence of another document"),
        (changed(ZT + "object", N.entity("dhs")), "are one entity"),
        (without(RDF + "type"), "no document"),
        (lambda quad: quad._replace(subject="_:b") if quad.subject == STATEMENT else quad, "a blank node"),
    ],
)
def test_whole_graph_checks_name_what_is_broken(change: Callable[[Quad], Quad | None], words: str) -> None:
    broken = [quad for quad in map(change, QUADS) if quad is not None]
    assert any(words in problem.message for problem in graph_problems(broken))


def test_an_edge_that_nothing_asserts_is_found() -> None:
    extra = Quad(N.entity("doj"), ZT + "coordinatedWith", N.entity("dhs"))
    assert [problem.message for problem in graph_problems([*QUADS, extra])] == [
        f"a direct edge coordinatedWith to {N.entity('dhs')} that no statement asserts"
    ]


def test_rdflib_and_back_loses_nothing() -> None:
    assert from_rdflib(to_rdflib(QUADS)) == flattened(QUADS)
    odd = (Quad("http://a/s", "http://a/p", Literal("007", XSD + "integer")), Quad("http://a/s", "http://a/q", Literal("2018-21", EDTF)))
    assert from_rdflib(to_rdflib(odd)) == odd


def test_a_date_that_is_none_is_found() -> None:
    broken = [quad for quad in map(changed(ZT + "earliest", Literal("2018-13-01", XSD + "date")), QUADS) if quad is not None]
    assert [problem.message for problem in shape_problems(broken)] == ["the earliest day is one date, not after the latest"]


def test_constraints_that_are_not_known_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "shapes.ttl"
    text = resource("ontology/shapes.ttl").read_text(encoding="utf-8").replace("sh:minLength 1", "sh:uniqueLang true", 1)
    file.write_text(text, encoding="utf-8")
    monkeypatch.setattr(shapes, "resource", lambda name: file)
    shapes.shapes.cache_clear()
    try:
        with pytest.raises(GraphError, match="uniqueLang"):
            shape_problems(QUADS)
    finally:
        shapes.shapes.cache_clear()
