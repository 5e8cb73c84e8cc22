"""Escaping: whatever Unicode a text holds, two parsers read back what was written."""

from __future__ import annotations

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from ztgraph.errors import GraphError
from ztgraph.export.nquads import write_nquads
from ztgraph.export.turtle import write_turtle
from ztgraph.graph import terms
from ztgraph.graph.load import parse_quads
from ztgraph.graph.terms import Literal, Quad, check_iri, escape, flattened, ntriples_term, sorted_quads

SCALARS = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
NASTY = st.text(alphabet=st.sampled_from('"\\\n\r\t\x00\x0c\x1b\x7f\x85\u2028\u202e\ufeff\ufffe\uffffn"u0041\U0001f600 '), max_size=12)


def one(value: str) -> tuple[Quad, ...]:
    return (Quad("http://example.org/s", "http://example.org/p", Literal(value)),)


@given(st.one_of(SCALARS, NASTY))
def test_pyoxigraph_reads_back_any_text(value: str) -> None:
    assert parse_quads(write_turtle(one(value)), "TURTLE") == one(value)
    assert parse_quads(write_nquads(one(value)), "N_QUADS") == one(value)


@settings(max_examples=60, deadline=None)
@given(st.one_of(SCALARS, NASTY))
def test_rdflib_reads_back_any_text(value: str) -> None:
    for text, form in ((write_turtle(one(value)), "turtle"), (write_nquads(one(value)), "nt")):
        graph = rdflib.Graph().parse(data=text, format=form)
        assert [str(each) for each in graph.objects()] == [value]


@given(st.one_of(SCALARS, NASTY))
def test_no_raw_control_or_direction_character_is_written(value: str) -> None:
    written = escape(value)
    assert not any(ord(character) < 32 or 0x202A <= ord(character) <= 0x202E for character in written)
    assert len(write_nquads(one(value)).splitlines()) == 1


@given(st.text(), st.sampled_from(["\ud800", "\udbff", "\udc00", "\udfff"]), st.text())
def test_lone_surrogates_are_a_clear_error(before: str, surrogate: str, after: str) -> None:
    for write in (write_turtle, write_nquads):
        with pytest.raises(GraphError, match="lone surrogate U\\+D"):
            write(one(before + surrogate + after))


@pytest.mark.parametrize(
    "iri", ["http://a/<", "http://a/ b", "http://a/{", "http://a/\x00", "http://a/\\", "relative", "", "http://a/\ud800"]
)
def test_what_is_no_iri_is_refused(iri: str) -> None:
    with pytest.raises(GraphError, match="not an IRI"):
        check_iri(iri)
    with pytest.raises(GraphError):
        ntriples_term(Literal("x", iri)) if iri else check_iri(iri)


def test_order_is_total_and_without_repetition() -> None:
    quads = [
        Quad("http://a/s", "http://a/p", value, graph)
        for value in ("http://a/o", Literal("http://a/o"), Literal("x"))
        for graph in ("", "http://a/g")
    ]
    assert sorted_quads(reversed(quads)) == sorted_quads(quads + quads)
    assert len(sorted_quads(quads)) == 6
    assert len(flattened(quads)) == 3


def test_what_is_printable_needs_no_escape() -> None:
    """The writer takes printable texts as they are: no character that must be escaped may be among them but quote and backslash."""
    escaped = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000 and terms._ESCAPED.fullmatch(chr(code))]
    assert {each for each in escaped if each.isprintable()} == {'"', "\\"}
    for each in escaped:
        assert terms.escape(f"a{each}b") != f"a{each}b"
