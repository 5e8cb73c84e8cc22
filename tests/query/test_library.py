"""The named questions: each answers what it says, with and without parameters, and rdflib agrees with pyoxigraph on all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.factories import RELATIONS, release, second
from ztgraph.errors import QueryError
from ztgraph.graph.build import build_quads
from ztgraph.graph.load import read_quads
from ztgraph.graph.rdf import to_rdflib
from ztgraph.query import list_queries, load_query, run_named, run_query
from ztgraph.query.catalog import bind, bind_named, parse_query
from ztgraph.query.gate import check_query
from ztgraph.query.manual import manual
from ztgraph.query.results import plain

ROOT = Path(__file__).parents[2]
QUADS = build_quads([release(), second()], RELATIONS)
NAMES = [query.name for query in list_queries()]
REQUIRED = {"actor": "DOJ", "other": "DHS", "word": "effectively"}


def required(name: str) -> dict[str, str]:
    return {each.name: REQUIRED[each.name] for each in load_query(name).parameters if each.required}


def ask(name: str, /, **params: str) -> list[dict[str, str]]:
    return run_named(QUADS, name, params).records()


def test_there_are_enough_and_each_is_documented() -> None:
    assert len(NAMES) >= 15
    for query in list_queries():
        assert query.title.endswith("?")
        assert query.description.endswith(".")
        assert query.example.startswith(f"query {query.name}")
        check_query(query.text)


@pytest.mark.parametrize("name", NAMES)
def test_every_question_has_an_answer_in_a_fixed_order(name: str) -> None:
    found = run_named(QUADS, name, required(name))
    assert found.rows
    assert "ORDER BY" in load_query(name).text


@pytest.mark.parametrize("name", NAMES)
def test_rdflib_gives_the_same_rows(name: str) -> None:
    text = bind_named(load_query(name), required(name))
    ours = run_query(QUADS, text)
    theirs = to_rdflib(QUADS).query(text)
    assert [str(variable) for variable in theirs.vars or []] == list(ours.variables)
    expected = sorted([None if term is None else str(term) for term in row] for row in theirs)  # type: ignore[union-attr]
    assert sorted([None if term is None else plain(term) for term in row] for row in ours.rows) == expected


def test_who_did_not_coordinate_and_who_says_so() -> None:
    rows = ask("not-coordinated", actor="doj")
    assert {"who": "DOJ", "whom": "Southwest border U.S. Attorneys", "time": "2018-05-04", "according_to": "DOJ OIG"}.items() <= rows[
        0
    ].items()
    assert rows[0]["quote"].startswith("DOJ had not effectively coordinated")
    assert ask("not-coordinated", actor="Department of Justice") == rows
    assert ask("not-coordinated", actor="usms") == [row for row in rows if row["whom"].startswith("U.S. Marshals")]
    assert ask("not-coordinated", actor="nobody") == []


def test_between_dates_takes_partial_dates_and_open_ends() -> None:
    times = [row["time"] for row in ask("between-dates", **{"from": "2018-04", "to": "2018-05-04"})]
    assert times == ["2018-21", "2018-04-06", "2018-05", "2018-05", "2018-05-04", "2018-05-04"]
    assert {row["time"] for row in ask("between-dates", **{"from": "2020"})} == {"2020-08-27"}
    assert len(ask("between-dates")) == len([each for each in (*release().statements, *second().statements) if each.time])


def test_planned_is_what_nothing_asserts() -> None:
    assert [row["what"] for row in ask("planned-not-done")] == ["DOJ consulted HHS (not stated as a fact)"]


def test_findings_and_sources() -> None:
    assert [row["according_to"] for row in ask("findings-by", source="the oig")] == ["DOJ OIG"]
    assert [row["according_to"] for row in ask("findings-by", source="doj-oig")] == ["DOJ OIG"]
    assert {row["source"]: row["statements"] for row in ask("sources")} == {"the document itself": "15", "DOJ OIG": "1"}


def test_components_pairs_words_and_actors() -> None:
    assert {row["component"] for row in ask("components-did", department="DOJ")} == {"DOJ OIG", "U.S. Marshals Service"}
    assert len(ask("both-did-and-did-not")) == 1
    assert len(ask("evidence-word", word="EFFECTIVELY")) == 1
    everything = {row["what"] for row in ask("everything-on-actor", actor="doj oig")}
    assert "DOJ did not coordinate with Southwest border U.S. Attorneys (2018-05-04, according to DOJ OIG)" in everything
    assert {row["what"] for row in ask("between-actors", actor="DHS", other="DOJ")} == {
        row["what"] for row in ask("between-actors", actor="DOJ", other="DHS")
    }


def test_an_actor_gets_what_concerns_it_and_nothing_else() -> None:
    for name in ("HHS", "hhs"):
        assert {row["what"] for row in ask("everything-on-actor", actor=name)} == {
            "DOJ consulted HHS (not stated as a fact)",
            "DOJ did not consult HHS",
            "HHS informed DHS (2018-06-20)",
        }
    assert {row["what"] for row in ask("everything-on-actor", actor="The OIG")} == {
        row["what"] for row in ask("everything-on-actor", actor="doj-oig")
    }
    for query in list_queries():
        names = [each.name for each in query.parameters if each.name in ("actor", "source", "department", "other", "word", "name")]
        if names:
            assert ask(query.name, **dict.fromkeys(names, "nobody at all")) == [], query.name


def test_parameters_are_texts_and_nothing_else() -> None:
    hostile = '" } } SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } #\\'
    assert ask("evidence-word", word=hostile) == []
    assert ask("not-coordinated", actor="x\ny\x00\u202e'") == []


def test_mistakes_are_named() -> None:
    with pytest.raises(QueryError, match="did you mean not-coordinated"):
        load_query("not-cordinated")
    with pytest.raises(QueryError, match="needs word"):
        run_named(QUADS, "evidence-word")
    with pytest.raises(QueryError, match="no parameter 'colour'"):
        run_named(QUADS, "timeline", {"colour": "red"})
    with pytest.raises(QueryError, match="is no date"):
        run_named(QUADS, "between-dates", {"from": "last May"})
    with pytest.raises(QueryError, match="lacks a title"):
        parse_query("x", "SELECT * { VALUES ?a { UNDEF } }")
    with pytest.raises(QueryError, match="not a parameter"):
        parse_query("x", "# title: T?\n# description: D.\n# param: a\nSELECT * { }")
    with pytest.raises(QueryError, match="is no number"):
        bind("SELECT * { VALUES ?a { UNDEF } # number\n }", {"a": "many"})


def test_binding_fills_the_slot_only() -> None:
    assert bind("VALUES ?a { UNDEF } # date\nVALUES ?to { UNDEF } # date", {"a": "2018", "to": "2018"}) == (
        'VALUES ?a { "2018-01-01"^^<http://www.w3.org/2001/XMLSchema#date> }\nVALUES ?to { "2018-12-31"^^<http://www.w3.org/2001/XMLSchema#date> }'
    )


@pytest.mark.parametrize("name", NAMES)
def test_no_parameter_is_a_column(name: str) -> None:
    query = load_query(name)
    assert {each.name for each in query.parameters}.isdisjoint(run_named(QUADS, name, required(name)).variables), (
        "it would have to equal the answer"
    )


def test_the_documented_page_is_what_is_generated() -> None:
    page = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
    assert page == manual(read_quads(ROOT / "exports" / "graph.nq")), "run make generate"
    assert "DOJ did not coordinate" in manual(QUADS)
