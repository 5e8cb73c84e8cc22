"""The gate refuses what reaches out or changes data, with its place, and nothing else."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ztgraph.errors import QueryError
from ztgraph.limits import Limits
from ztgraph.query.gate import check_query, dataset_clauses, is_ordered, names_graphs, position, tokens

REFUSED = [
    ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE", "line 1, column 12"),
    ("SELECT * {\n  service silent <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE", "line 2, column 3"),
    ("SELECT * { SERVICESILENT<http://127.0.0.1:1/>{} }", "SERVICE", "column 12"),
    ("SELECT * { SERVICE?where{} }", "SERVICE", "column 12"),
    ("PREFIX : <http://a/> SELECT * { SERVICE:x {} }", "SERVICE", "column 33"),
    ("SELECT * { ?s ?p true.SERVICE<http://a/>{} }", "SERVICE", "column 23"),
    ("SELECT * { ?s ?p trueSERVICE<http://a/>{} }", "SERVICE", "column 18"),
    ("SELECT * { ?s ?p 1SERVICE<http://a/>{} }", "SERVICE", "column 19"),
    ('SELECT * { ?s ?p "x"SERVICE<http://a/>{} }', "SERVICE", "column 21"),
    ("SELECT * # comment\nFROM <file:///etc/passwd> { ?s ?p ?o }", "FROM", "line 2, column 1"),
    ("SELECT * FROM NAMED <file:///etc/passwd> { ?s ?p ?o }", "FROM", "column 10"),
    ("SELECT*FROM<file:///etc/passwd>{ ?s ?p ?o }", "FROM", "column 8"),
    ("LOAD <http://a/>", "LOAD", "column 1"),
    ("INSERT DATA { <a> <b> <c> }", "INSERT", "column 1"),
    ("PREFIX a: <http://a/> DELETE WHERE { ?s ?p ?o }", "DELETE", "column 23"),
    ("CLEAR ALL", "CLEAR", "column 1"),
    ("DROP ALL", "DROP", "column 1"),
    ("SELECT * { SERV\\u0049CE <http://a/> {} }", "SERVICE", "column 12"),
    ('SELECT * { ?s ?p "\\u0022 . SERVICE <http://a/> { } #" }', "SERVICE", ""),
]


@pytest.mark.parametrize(("text", "word", "place"), REFUSED)
def test_what_reaches_out_or_changes_is_refused_with_its_place(text: str, word: str, place: str) -> None:
    with pytest.raises(QueryError, match=f"{word} is refused") as caught:
        check_query(text)
    assert place in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s ?p "SERVICE <x> FROM LOAD" }',
        "SELECT * { ?s ?p '''it's\nFROM''' }",
        'SELECT * { ?s ?p """a "SERVICE" b""" }',
        "SELECT * { ?service ?from ?load }",
        "SELECT * { ?s <http://a/SERVICE#FROM> ?o } # FROM <x>",
        "PREFIX ex: <http://a/> SELECT * { ex:service ex:from ex:LOAD }",
        "SELECT * { ?s ?p 'x'@from }",
        "SELECT * { _:from ?p ?o }",
        "SELECT * { ?s ?p ?o FILTER(?a<?b && ?c>?d) }",
        "ASK { ?s ?p ?o }",
    ],
)
def test_the_words_inside_texts_names_and_comments_are_fine(text: str) -> None:
    check_query(text)


@given(st.text(max_size=200))
def test_tokens_cover_the_text_and_never_fail(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert token.start >= end
        assert text[token.start : token.start + len(token.text)] == token.text
        end = token.start + len(token.text)
    assert end <= len(text)


def test_depth_and_length_are_bounded() -> None:
    with pytest.raises(QueryError, match="nested deeper"):
        check_query("SELECT * " + "{" * 5000 + "}" * 5000)
    with pytest.raises(QueryError, match="longer than"):
        check_query("SELECT * { }" + " " * 200, Limits(query_characters=100))
    check_query("SELECT * " + "{" * 40 + "}" * 40)


def test_unclosed_strings_take_no_time() -> None:
    with pytest.raises(QueryError, match="SERVICE is refused"):
        check_query('SELECT * { ?s ?p """' + '"\\' * 20000 + " SERVICE <http://a/> {}")
    check_query("<" * 20000 + "'" * 20000 + '"""' * 5000)


@pytest.mark.parametrize(
    "text",
    ['"\\' * 13_000, "'\\" * 13_000, '"""' * 10_000, "'" * 30_001, "a." * 15_000, "a-" * 15_000, "a:" * 15_000, "<" * 30_000, "_:" * 15_000, "?" * 30_000,
     "\\u0041" * 5_000, "#" * 30_000, "9e" * 15_000, "'\n" * 15_000, '"""a\\"' * 5_000, "@a-" * 10_000],
)  # fmt: skip
def test_no_text_takes_the_gate_long(text: str) -> None:
    start = time.process_time()
    assert sum(len(token.text) for token in tokens(text)) > 0 or text.startswith("#")
    check_query(text)
    is_ordered(text)
    names_graphs(text)
    assert time.process_time() - start < 1.2


def test_from_may_name_the_graphs_at_hand_and_no_others() -> None:
    graphs = {"http://a/g", "http://a/h"}
    for text in (
        "SELECT * FROM <http://a/g> FROM NAMED <http://a/h> { ?s ?p ?o }",
        "ask\nfrom#x\n<http://a/g>{}",
        "ASK FROM<http://a/g>FROM NAMED<http://a/h>{}",
    ):
        check_query(text, graphs=graphs)
        assert set(dataset_clauses(text)) <= graphs
        with pytest.raises(QueryError, match="FROM is refused"):
            check_query(text)
    for text in (
        "ASK FROM <http://a/g> FROM <file:///etc/passwd> {}", "ASK FROM a:g {}", "ASK FROM NAMED {}", "ASK FROM", "ASK FROM <http://a/\\u0067> {}",
        "ASK FROM <g> {}", "ASK FROMNAMED <http://a/g> {}", "ASK FROM NAMED NAMED <http://a/g> {}",
    ):  # fmt: skip
        with pytest.raises(QueryError, match="FROM is refused"):
            check_query(text, graphs=graphs)
    assert dataset_clauses("SELECT * FROM <http://a/g> FROM NAMED <http://a/x> { ?s <http://a/p> <http://a/o> }") == (
        "http://a/g",
        "http://a/x",
    )


def test_order_and_graphs_are_seen() -> None:
    assert is_ordered("SELECT * { ?s ?p ?o } ORDER BY ?s")
    assert is_ordered("SELECT * { ?s ?p ?o } order\nby desc(?s)")
    assert not is_ordered("SELECT * { { SELECT * { ?s ?p ?o } ORDER BY ?s } }")
    assert not is_ordered('SELECT * { ?s ?p "ORDER BY" } # ORDER BY ?s')
    assert names_graphs("SELECT * { graph ?g { ?s ?p ?o } }")
    assert not names_graphs("SELECT * { ?graph ?p 'GRAPH' }")


def test_positions_count_from_one() -> None:
    assert position("abc", 0) == "line 1, column 1"
    assert position("ab\ncd", 4) == "line 2, column 2"
