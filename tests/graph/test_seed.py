"""The graph that the engine's statements of the seeds make: valid, whole in every syntax, and consistent with the ontology."""

from __future__ import annotations

import pytest
import rdflib

from ztgraph.cli.work import Run, load
from ztgraph.export import export
from ztgraph.graph.build import build_quads
from ztgraph.graph.load import extractions_of, parse_quads
from ztgraph.graph.ontology import ontology_quads
from ztgraph.graph.rdf import from_rdflib, to_rdflib
from ztgraph.graph.terms import Quad, flattened
from ztgraph.graph.validate import problems_of, shacl_problems
from ztgraph.model import Extraction
from ztgraph.query import list_queries, run_query
from ztgraph.resources import resource


@pytest.fixture(scope="module")
def extractions() -> tuple[Extraction, ...]:
    return tuple(Run((str(resource("seeds")),)).extractions(load(None)))


@pytest.fixture(scope="module")
def quads(extractions: tuple[Extraction, ...]) -> tuple[Quad, ...]:
    return build_quads(extractions, load(None).relations)


def test_it_is_valid_for_us_and_for_pyshacl(quads: tuple[Quad, ...]) -> None:
    assert problems_of(quads) == ()
    assert shacl_problems(quads) == ()


def test_nothing_is_lost_on_the_way(extractions: tuple[Extraction, ...], quads: tuple[Quad, ...]) -> None:
    for before, after in zip(extractions, extractions_of(parse_quads(export(quads, "trig"), "TRIG")), strict=True):
        assert after.document == before.document
        assert {each.id for each in after.statements} == {each.id for each in before.statements}
        for statement in after.statements:
            for each in statement.evidence:
                assert before.document.text[each.start : each.end] == each.quote


def test_two_parsers_agree(quads: tuple[Quad, ...]) -> None:
    text = export(quads, "turtle")
    assert parse_quads(text, "TURTLE") == flattened(quads)
    assert from_rdflib(rdflib.Graph().parse(data=text, format="turtle")) == flattened(quads)


def test_it_is_consistent_with_the_ontology(quads: tuple[Quad, ...]) -> None:
    import owlrl

    graph = to_rdflib([*ontology_quads(), *quads])
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    assert not list(graph.subject_objects(rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")))


def test_every_question_can_be_asked_of_it(quads: tuple[Quad, ...]) -> None:
    for query in list_queries():
        run_query(quads, query.text)
