"""Who is one and the same in several documents: curated actors always, named components of one curated body, nobody else."""

from __future__ import annotations

import hashlib

import pytest

from ztgraph.extract.joining import joined
from ztgraph.extract.pipeline import extract
from ztgraph.graph.build import build_quads
from ztgraph.graph.validate import validate
from ztgraph.identity import component_id, discovered_entity_id
from ztgraph.model import Entity, Extraction, replace
from ztgraph.rules.load import load_rules

RULES = load_rules()


def found(identifier: str, text: str) -> Extraction:
    from ztgraph.model import Document

    return extract(Document(identifier, text, hashlib.sha256(text.encode()).hexdigest()), RULES)


def by_name(extraction: Extraction, name: str) -> Entity:
    return next(entity for entity in extraction.entities if name in entity.mentions)


ONE = found(
    "one", "TIGTA's Office of Applied Mathematics warned the IRS in March 2019. The Office of Applied Mathematics later informed the FBI."
)
TWO = found("two", "In 2021, the FBI consulted TIGTA's Office of Applied Mathematics.")


def test_a_named_component_of_one_body_is_one_node() -> None:
    name = "Office of Applied Mathematics"
    first, second = by_name(ONE, name), by_name(TWO, name)
    assert first.id == second.id == component_id("tigta", name)
    assert not first.curated
    assert {statement.predicate for statement in ONE.statements} >= {"informed", "part_of"}
    for extraction in (ONE, TWO):
        assert all(name not in (end.id for end in (s.subject, s.object)) for s in extraction.statements)
        assert discovered_entity_id(extraction.document.id, name) not in str(extraction)
    assert {s.subject.id for s in ONE.statements if s.predicate == "informed"} == {first.id}, "also where its parent is not named beside it"
    quads = build_quads([ONE, TWO], RULES.relations, actors=RULES.actors)
    validate(quads)
    assert len({quad.graph for quad in quads if quad.subject.endswith(first.id)}) == 2


def test_the_same_curated_actor_is_one_node_by_any_of_its_names() -> None:
    texts = (
        "The Government Accountability Office informed DHS.",
        "GAO informed DHS.",
        "The U.S. Government Accountability Office (GAO) informed DHS.",
    )
    assert {found(f"d{at}", text).statements[0].subject.id for at, text in enumerate(texts)} == {"gao"}


@pytest.mark.parametrize(
    ("first", "second", "name", "why"),
    [
        ("TIGTA's Office of Applied Mathematics warned the IRS.", "GAO's Office of Applied Mathematics warned the IRS.",
         "Office of Applied Mathematics", "another parent"),
        ("TIGTA's Office of Applied Mathematics warned the IRS.", "The Office of Applied Mathematics warned the IRS.",
         "Office of Applied Mathematics", "no parent"),
        ("TIGTA's Office of Applied Mathematics warned the IRS.", "TIGTA's Office of Applied Physics warned the IRS.",
         "Office of Applied", "another name"),
        ("The contractor informed the FBI.", "The contractor informed the FBI.", "contractor", "a description"),
        ("Inspector Dana Whitlow informed the FBI.", "Inspector Dana Whitlow informed the FBI.", "Dana Whitlow", "a person"),
        ("The IRS's Denver office informed the FBI.", "The IRS's Denver office informed the FBI.", "Denver office", "a description"),
        ("Harbor Freight Lines Inc. informed the FBI.", "Harbor Freight Lines Inc. informed the FBI.", "Harbor", "a firm without a parent"),
    ],
)  # fmt: skip
def test_all_others_stay_two(first: str, second: str, name: str, why: str) -> None:
    ids = []
    for identifier, text in (("one", first), ("two", second)):
        entities = [entity for entity in found(identifier, text).entities if not entity.curated]
        ids.append({entity.id for entity in entities if any(name in mention for mention in entity.mentions)})
    assert ids[0], text
    assert ids[1], text
    assert not ids[0] & ids[1], why


def test_a_component_of_two_bodies_is_left_alone() -> None:
    first = next(statement for statement in ONE.statements if statement.predicate == "part_of")
    plain = replace(first.subject, id=discovered_entity_id("one", "office"))
    parent = next(s.subject for s in TWO.statements if s.subject.curated)
    both = (replace(first, subject=plain), replace(first, id="st-2", subject=plain, object=parent))
    extraction = Extraction(ONE.document, (plain, first.object, parent), both)
    assert joined(extraction) == extraction
    denied = replace(extraction, statements=(replace(both[0], polarity="negative"),))
    assert joined(denied) == denied


def test_one_name_given_twice_in_a_document_becomes_one() -> None:
    first = next(statement for statement in ONE.statements if statement.predicate == "part_of")
    one, two = replace(first.subject, id="x-1", mentions=("a",)), replace(first.subject, id="x-2", mentions=("b",))
    other = replace(first, id="st-2", subject=two)
    between = replace(first, id="st-3", subject=one, object=two, predicate="informed")
    done = joined(Extraction(ONE.document, (first.object, one, two), (replace(first, subject=one), other, between)))
    assert [entity.mentions for entity in done.entities if not entity.curated] == [("a", "b")]
    assert [statement.predicate for statement in done.statements] == ["part_of", "part_of"], "and says nothing to itself"
    assert len({statement.id for statement in done.statements}) == 1
