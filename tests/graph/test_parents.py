"""The bodies above those that a document speaks of are in its graph, from curated data, and are not said to be mentioned."""

from __future__ import annotations

import pytest

from tests.factories import RELATIONS, release
from ztgraph.graph.build import build_quads
from ztgraph.graph.load import extractions_of
from ztgraph.graph.parents import with_parents
from ztgraph.graph.terms import Literal, Quad, flattened
from ztgraph.graph.validate import problems_of
from ztgraph.graph.vocabulary import RDFS, ZT, Names
from ztgraph.model import Entity, Extraction, replace
from ztgraph.query import run_named
from ztgraph.rules.load import load_rules
from ztgraph.rules.objects import Actor

ACTORS = {
    "bureau": Actor("bureau", "Bureau of Bridges", "agency", part_of="department"),
    "department": Actor("department", "Department of Roads", "agency", part_of="state", same_as=("Q1",)),
    "state": Actor("state", "State of Calder", "agency"),
}
BUREAU = Entity("bureau", "Bureau of Bridges", "agency", ("Bureau of Bridges",), "department", curated=True, name="Bureau of Bridges")


def spoken() -> Extraction:
    """The release, in which the bureau did what the department did."""
    found = release()
    asserted = next(each for each in found.statements if each.predicate == "coordinated_with" and each.modality == "asserted")
    first = replace(asserted, subject=BUREAU)
    return replace(found, entities=(*found.entities, BUREAU), statements=(first,))


@pytest.fixture(scope="module")
def quads() -> tuple[Quad, ...]:
    return build_quads([spoken()], RELATIONS, actors=ACTORS)


def test_all_that_is_above_is_added_once_and_in_order() -> None:
    found = with_parents(Extraction(release().document, (BUREAU,)), ACTORS)
    assert [entity.id for entity in found.entities] == ["bureau", "department", "state"]
    assert with_parents(found, ACTORS) == found
    assert with_parents(Extraction(release().document, (BUREAU,)), {}).entities == (BUREAU,)


def test_a_circle_of_parents_ends() -> None:
    circle = {"a": Actor("a", "A", "agency", part_of="b"), "b": Actor("b", "B", "agency", part_of="a")}
    found = with_parents(Extraction(release().document, (Entity("a", "A", "agency", ("A",), "b"),)), circle)
    assert [entity.id for entity in found.entities] == ["a", "b"]


def test_they_have_a_label_and_are_not_mentioned(quads: tuple[Quad, ...]) -> None:
    state = Names().entity("state")
    assert (state, RDFS + "label", Literal("State of Calder")) in {quad[:3] for quad in quads}
    assert [quad for quad in quads if quad.predicate == ZT + "mentions" and quad.object == state] == []
    assert problems_of(quads) == ()


def test_questions_of_parts_find_them(quads: tuple[Quad, ...]) -> None:
    rows = run_named(quads, "part-of-tree", {"actor": "State of Calder"}).records()
    assert [row["component"] for row in rows] == ["Bureau of Bridges", "Department of Roads"]
    assert run_named(quads, "components-did", {"department": "Department of Roads"}).records()
    assert run_named(quads, "components-did", {"department": "department"}).records(), "by its id"


def test_reading_and_building_again_gives_the_same(quads: tuple[Quad, ...]) -> None:
    assert build_quads(extractions_of(quads), RELATIONS) == quads
    assert {each.id for each in extractions_of(flattened(quads))[0].entities} >= {"bureau", "department", "state"}


def test_the_lexicon_of_the_program_has_no_parent_that_it_does_not_know() -> None:
    actors = load_rules().actors
    assert [actor.id for actor in actors.values() if actor.part_of is not None and actor.part_of not in actors] == []
