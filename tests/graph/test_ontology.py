"""The committed ontology is what the generator writes, it is whole, and reasoning over it with a graph finds no contradiction."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rdflib

from tests.factories import RELATIONS, release, second
from ztgraph.errors import GraphError
from ztgraph.graph.build import build_quads
from ztgraph.graph.ontology import context_json, ontology_quads, ontology_turtle
from ztgraph.graph.rdf import to_rdflib
from ztgraph.graph.relations import Relation, load_relations, relation_table
from ztgraph.graph.terms import RDF, Literal, Quad
from ztgraph.graph.vocabulary import OWL, RDFS, ZT, property_iri, property_name, relation_of
from ztgraph.graph.vocabulary_page import vocabulary_page
from ztgraph.resources import resource


def test_committed_files_are_what_is_generated() -> None:
    remedy = "run python -m ztgraph.graph.ontology ontology"
    assert resource("ontology/ztgraph.ttl").read_text(encoding="utf-8") == ontology_turtle(), remedy
    assert resource("ontology/context.jsonld").read_text(encoding="utf-8") == context_json(), remedy
    page = Path(__file__).parents[2] / "docs" / "vocabulary.md"
    assert page.read_text(encoding="utf-8") == vocabulary_page(load_relations()), remedy


def test_every_term_of_ours_has_a_label_and_a_comment() -> None:
    quads = ontology_quads()
    ours = {quad.subject for quad in quads if quad.subject.startswith(ZT)}
    for predicate in (RDFS + "label", RDFS + "comment"):
        said = [quad.subject for quad in quads if quad.predicate == predicate]
        assert ours - set(said) == set()
        assert len(said) == len(set(said)), "one value each"


def test_every_relation_has_its_twin() -> None:
    properties = {quad.subject for quad in ontology_quads() if quad.object == OWL + "ObjectProperty"}
    for relation in load_relations():
        assert {property_iri(relation), property_iri(relation, negative=True)} <= properties
        assert relation_of(property_iri(relation)) == relation
    assert len(load_relations()) == 31


def test_everything_a_graph_uses_is_declared() -> None:
    declared = {quad.subject for quad in ontology_quads(RELATIONS) if quad.predicate == RDF + "type"}
    builtin = {RDF + "type", RDFS + "label"}
    for quad in build_quads([release(), second()], RELATIONS):
        assert quad.predicate in declared | builtin
        if quad.predicate == RDF + "type":
            assert quad.object in declared


def test_no_contradiction_under_owl_rl() -> None:
    import owlrl

    graph = to_rdflib([*ontology_quads(RELATIONS), *build_quads([release(), second()], RELATIONS)])
    before = len(graph)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    errors = list(graph.subjects(rdflib.RDF.type, rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")))
    messages = [str(text) for text in graph.objects(None, rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error"))]
    assert errors == []
    assert messages == []
    assert len(graph) > before
    nothing = rdflib.OWL.Nothing
    assert not [each for each in graph.subjects(rdflib.RDF.type, nothing) if each != nothing]


def test_the_reasoner_would_see_a_contradiction() -> None:
    import owlrl

    data = (*ontology_quads(RELATIONS), *build_quads([second()], RELATIONS), Quad(ZT + "Agency", OWL + "disjointWith", ZT + "Entity"))
    graph = to_rdflib(data)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    assert list(graph.objects(None, rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")))


def test_context_expands_every_term() -> None:
    terms = json.loads(resource("ontology/context.jsonld").read_text(encoding="utf-8"))["@context"]
    for relation in load_relations():
        assert terms[property_name(relation)] == {"@id": f"zt:{property_name(relation)}", "@type": "@id"}
    assert terms["earliest"] == {"@id": "zt:earliest", "@type": "xsd:date"}
    assert terms["polarity"] == "zt:polarity"


@pytest.mark.parametrize("name", ["subject", "text", "not_informed"])
def test_relations_that_would_share_a_property_are_refused(name: str) -> None:
    with pytest.raises(GraphError, match="both need the property"):
        relation_table([*RELATIONS.values(), Relation(name, "x", "not x", "X.")])


@pytest.mark.parametrize("name", ["", "Informed", "a b", "1a", "a__b", "a_"])
def test_bad_relation_ids_are_refused(name: str) -> None:
    with pytest.raises(GraphError, match="not a relation id"):
        property_name(name)


def test_relation_meaning_is_the_comment() -> None:
    comment = next(
        quad.object for quad in ontology_quads(RELATIONS) if quad.subject == property_iri("informed") and quad.predicate == RDFS + "comment"
    )
    assert isinstance(comment, Literal)
    assert comment.value.startswith("A told B something.")
