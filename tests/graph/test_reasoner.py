"""The ontology as OWL: owlready2 opens it, and HermiT finds it and the data consistent, where Java is there to run it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import owlready2
import pytest

from tests.factories import RELATIONS, release, second
from ztgraph.export import export
from ztgraph.graph.build import build_quads
from ztgraph.graph.load import read_quads
from ztgraph.graph.ontology import ontology_quads
from ztgraph.graph.ontology_terms import CLASSES, EXTERNAL, MATCHES, PLOVER, PROPERTIES, TERM_MATCHES
from ztgraph.graph.relations import load_relations
from ztgraph.graph.terms import RDF, Literal, Quad
from ztgraph.graph.vocabulary import OWL, RDFS, SKOS, ZT, Names, property_name
from ztgraph.resources import resource

DATA = build_quads([release(), second()], RELATIONS)
needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT runs on Java, which is not installed")


def opened(quads: Sequence[Quad], folder: Path, form: str = "ntriples") -> Any:
    """A world of owlready2 that holds the quads."""
    path = folder / ("ontology.nt" if form == "ntriples" else "ontology.owl")
    path.write_text(export(quads, form), encoding="utf-8")
    world = owlready2.World()
    world.get_ontology(path.as_uri()).load()
    return world


@pytest.mark.parametrize("form", ["ntriples", "rdfxml"])
def test_owlready_opens_the_committed_ontology(tmp_path: Path, form: str) -> None:
    world = opened(read_quads(resource("ontology/ztgraph.ttl")), tmp_path, form)
    assert {each.name for each in CLASSES} <= {each.name for each in world.classes()}
    found = {each.name for each in world.object_properties()}
    for relation in load_relations():
        assert {property_name(relation), property_name(relation, negative=True)} <= found
    agency = world[ZT + "Agency"]
    assert world[ZT + "Entity"] in agency.ancestors()
    assert agency.label == ["agency"]
    assert agency.comment


def consistent(world: Any) -> bool:
    try:
        owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return False
    return not list(world.inconsistent_classes())


@needs_java
def test_hermit_finds_ontology_and_data_consistent(tmp_path: Path) -> None:
    assert consistent(opened([*ontology_quads(), *DATA], tmp_path))


@needs_java
def test_hermit_would_see_a_contradiction_in_the_data(tmp_path: Path) -> None:
    apart = Quad(ZT + "Agency", OWL + "disjointWith", ZT + "Person")
    wrong = Quad(Names().entity("doj"), RDF + "type", ZT + "Person")
    assert consistent(opened([*ontology_quads(), *DATA, apart], tmp_path))
    assert not consistent(opened([*ontology_quads(), *DATA, apart, wrong], tmp_path))


def test_every_class_and_property_has_label_comment_and_example() -> None:
    quads = ontology_quads()
    kinds = {OWL + name for name in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")}
    ours = {quad.subject for quad in quads if quad.predicate == RDF + "type" and quad.object in kinds and quad.subject.startswith(ZT)}
    assert len(ours) > 100
    for predicate in (RDFS + "label", RDFS + "comment", SKOS + "example"):
        said = {
            quad.subject for quad in quads if quad.predicate == predicate and isinstance(quad.object, Literal) and quad.object.value.strip()
        }
        assert ours - said == set(), predicate


def test_it_lines_up_with_the_vocabularies_of_others() -> None:
    named = [name for each in CLASSES for name in each.parents]
    named += [name for names in (*TERM_MATCHES.values(), *MATCHES.values()) for name in names] + [
        name for each in PROPERTIES for name in each.parents
    ]
    assert {"prov", "org", "foaf", "sem", "oa"} <= {name.partition(":")[0] for name in named}
    assert len(PLOVER) >= 20
    assert set(PLOVER) <= set(load_relations())
    classes = {name for each in CLASSES for name in each.parents if not name.startswith("zt:")}
    assert classes <= set(EXTERNAL["class"])
