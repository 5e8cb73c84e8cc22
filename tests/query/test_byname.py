"""A question whose actor is looked up first has the answer of the question as it stands in the library."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.factories import RELATIONS, hostile, release, second
from tests.store.test_store import made
from ztgraph.graph.build import build_quads
from ztgraph.query import Session, ask, list_queries
from ztgraph.query.byname import by_name
from ztgraph.query.catalog import NamedQuery, bind
from ztgraph.query.engine import answer_of

QUADS = build_quads([release(), second(), hostile('a "q" \\ b'), *(made(f"d{number}", number) for number in range(20))], RELATIONS)
NAMES = ("DOJ", "doj", "the department", "the oig", "DHS", "Jeff Sessions", "U.S. Marshals Service", "nobody", 'a "q" \\ b', "")
ABOUT = [query for query in list_queries() if {"actor", "source", "department"} & {each.name for each in query.parameters}]


def changed(query: NamedQuery, session: Session, params: dict[str, str]) -> tuple[str, str]:
    text = bind(query.text, params)
    return text, by_name(text, lambda own: answer_of(session.ask(own), own))


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    with Session(QUADS, named=False) as opened:
        yield opened


@pytest.mark.parametrize("query", ABOUT, ids=lambda query: query.name)
def test_the_answer_is_the_same(session: Session, query: NamedQuery) -> None:
    rows = 0
    slot = next(each.name for each in query.parameters if each.name in ("actor", "source", "department"))
    for name in NAMES:
        before, after = changed(query, session, {slot: name})
        if query.name != "between-actors":  # which needs two names, and stays as it is
            assert before != after
            assert "EXISTS { ?a" not in after
        first, then = ask(session, before), answer_of(session.ask(after), after)
        assert first.variables == then.variables
        assert sorted(map(str, first.records())) == sorted(map(str, then.records()))
        rows += len(then.rows)
    assert rows, "some name has an answer"


def test_the_order_is_kept(session: Session) -> None:
    query = next(each for each in ABOUT if each.name == "did-not")
    before, after = changed(query, session, {"actor": "doj"})
    assert ask(session, before).rows == answer_of(session.ask(after), after).rows


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1",
        'SELECT DISTINCT ?s WHERE {\n  VALUES ?actor { "x" }\n  ?s ?p ?actor\n}',
        "ASK { ?s ?p ?o }",
        "nonsense WHERE {\n}",
        "",
    ],
)
def test_other_queries_stay_as_they_are(session: Session, text: str) -> None:
    assert by_name(text, lambda own: answer_of(session.ask(own), own)) == text


def test_unbound_questions_stay_as_they_are(session: Session) -> None:
    for query in ABOUT:
        assert changed(query, session, {})[1] == query.text
