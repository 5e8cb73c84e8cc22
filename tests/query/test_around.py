"""The neighbourhood of an actor, asked for by queries, is what one finds by looking through the whole graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories import ATTORNEYS, DHS, DOJ, HHS, HOSTILE, OIG, RELATIONS, hostile, release, second
from tests.store.test_store import made
from ztgraph.graph.build import build_quads
from ztgraph.graph.load import extractions_of, statements_of
from ztgraph.graph.terms import flattened
from ztgraph.graph.vocabulary import Names
from ztgraph.model import Extraction, Statement
from ztgraph.query import Session
from ztgraph.query.around import Ask, around, asker, called, documents, extractions, neighbourhood_title, statements
from ztgraph.query.session import Engine

ALL = [release(), second(), *(made(f"d{number}", number) for number in range(40))]
QUADS = build_quads(ALL, RELATIONS)
NAMES = Names()
STATED = {NAMES.statement(each.id): each for extraction in extractions_of(QUADS) for each in extraction.statements}


@pytest.fixture(scope="module", params=["pyoxigraph", "rdflib"])
def ask(request: pytest.FixtureRequest) -> Iterator[Ask]:
    """The graph in either engine."""
    engine: Engine = request.param
    with Session(QUADS, named=False, engine=engine) as session:
        yield asker(session)


def ends(statement: Statement) -> set[str]:
    return {end.id for end in (statement.subject, statement.object, statement.attribution) if end is not None}


def reached(start: str, steps: int) -> set[str]:
    """By looking at every statement."""
    known, found = {start}, set[str]()
    for _ in range(steps):
        found |= {iri for iri, statement in STATED.items() if ends(statement) & known}
        known |= {end for iri in found for end in ends(STATED[iri])}
    return found


@pytest.mark.parametrize("steps", [1, 2, 3])
@pytest.mark.parametrize("actor", [DOJ, HHS, OIG, ATTORNEYS], ids=lambda actor: actor.id)
def test_it_is_what_stands_in_the_graph(ask: Ask, actor: object, steps: int) -> None:
    identifier = str(getattr(actor, "id"))  # noqa: B009
    found = around(ask, [NAMES.entity(identifier)], steps=steps, most=1000)
    assert set(found.statements) == reached(identifier, steps)
    assert (found.total, found.whole) == (len(reached(identifier, 1)), True)


def test_no_more_than_asked_for_and_the_nearest_first(ask: Ask) -> None:
    near = reached(DOJ.id, 1)
    few = around(ask, [NAMES.entity(DOJ.id)], steps=2, most=5)
    assert len(few.statements) == 5
    assert set(few.statements) <= near
    assert (few.total, few.whole) == (len(near), False)
    more = around(ask, [NAMES.entity(DOJ.id)], steps=2, most=len(near) + 1)
    assert set(more.statements[: len(near)]) == near
    assert not more.whole
    assert around(ask, [NAMES.entity("nobody")], steps=3, most=5).statements == ()


def test_statements_are_as_they_were_built(ask: Ask) -> None:
    whole = statements_of(flattened(QUADS))
    order = sorted(STATED, reverse=True)
    found = statements(ask, [*order, NAMES.statement("st-none")])
    assert list(found) == order
    assert {iri: statement for iri, (statement, _) in found.items()} == whole
    assert found[order[0]][1].startswith(found[order[0]][0].subject.label[:3])


def test_documents_come_with_their_statements_as_far_as_the_characters_go(ask: Ask) -> None:
    found = extractions(ask, sorted(STATED), characters=10**6)
    assert [each.document for each in found] == sorted((each.document for each in ALL if each.statements), key=lambda each: each.id)
    assert [each.statements for each in found] == [each.statements for each in extractions_of(QUADS) if each.statements]
    least = extractions(ask, sorted(STATED), characters=1)
    assert len(least) == 1, "one at least, however long"
    assert list(documents(ask, ["letter-2", "none"])) == ["letter-2"]


def test_names_in_whatever_case_and_spelled_ones_first(ask: Ask) -> None:
    for name in ("DOJ", "doj", "Department of Justice", "department OF justice"):
        assert called(ask, name) == [NAMES.entity("doj")], name
    assert called(ask, "nobody") == []
    assert called(ask, '"} ?x { ') == []


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_names_are_found_and_harmless(name: str) -> None:
    extraction: Extraction = hostile(HOSTILE[name])
    with Session(build_quads([extraction], RELATIONS), named=False) as session:
        ask = asker(session)
        target = extraction.statements[0].object
        assert NAMES.entity(target.id) in called(ask, target.label)
        found = around(ask, [NAMES.entity(target.id)], most=10)
        assert extractions(ask, found.statements, characters=10**6)[0].document.text == extraction.document.text


def test_the_heading_says_how_much_is_shown() -> None:
    assert neighbourhood_title("dhs", [release()], 2) == f"{DHS.label}: 2 statements"
    assert neighbourhood_title("dhs", [release()], 2000) == f"{DHS.label}: 2 of 2,000 statements"


def test_a_store_is_asked_as_a_file_is(tmp_path: Path) -> None:
    from ztgraph.export import export
    from ztgraph.store.load import load_shards

    (tmp_path / "x.nq").write_text(export(QUADS, "nquads"), encoding="utf-8")
    load_shards(tmp_path / "s", [tmp_path / "x.nq"])
    with Session(tmp_path / "s") as session:
        found = around(asker(session), [NAMES.entity(DOJ.id)], most=1000)
        assert set(found.statements) == reached(DOJ.id, 1)


def test_an_actor_that_two_builds_name_differently_is_one_with_both_names(tmp_path: Path) -> None:
    """Shards of two versions of the rules stand in one store."""
    from ztgraph.export import export
    from ztgraph.graph.terms import Literal
    from ztgraph.graph.vocabulary import RDFS
    from ztgraph.store.load import load_shards

    label, node = RDFS + "label", NAMES.entity("doj")
    old = build_quads([second()], RELATIONS)
    new = [quad._replace(object=Literal("Justice")) if (quad.subject, quad.predicate) == (node, label) else quad for quad in old]
    (tmp_path / "x.nq").write_text(export(build_quads([release()], RELATIONS), "nquads"), encoding="utf-8")
    (tmp_path / "y.nq").write_text(export(new, "nquads"), encoding="utf-8")
    load_shards(tmp_path / "s", [tmp_path])
    with Session(tmp_path / "s") as session:
        ask = asker(session)
        found = statements(ask, around(ask, [node], most=1000).statements)
        assert {statement.subject.label for statement, _ in found.values() if statement.subject.id == "doj"} == {"DOJ"}
        assert "Justice" in next(s.subject.mentions for s, _ in found.values() if s.subject.id == "doj")
