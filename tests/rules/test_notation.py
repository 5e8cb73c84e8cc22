"""The notation of examples: parsing, rendering, and the round trip between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ztgraph.errors import RulesError
from ztgraph.rules.notation import ROLES, MarkedSpan, parse_notation, render_notation


def test_a_marked_sentence() -> None:
    text, spans = parse_notation("{subject: CBP} referred {theme: the driver} to {object: the FBI}.")
    assert text == "CBP referred the driver to the FBI."
    assert [(role, text[start:end]) for role, start, end in spans] == [("subject", "CBP"), ("theme", "the driver"), ("object", "the FBI")]


def test_offsets_are_code_points() -> None:
    text, spans = parse_notation("𝒜 é {subject: Ünï 𝒜gency} x")
    assert spans == (("subject", 4, 14),)
    assert text[4:14] == "Ünï 𝒜gency"


def test_markers_may_nest_and_the_outer_comes_first() -> None:
    text, spans = parse_notation("The {subject: {object: DOJ} OIG} said so.")
    assert text == "The DOJ OIG said so."
    assert spans == (("subject", 4, 11), ("object", 4, 7))
    assert parse_notation("{subject: OIG of {object: DOJ}}")[1] == (("subject", 0, 10), ("object", 7, 10))


def test_doubled_braces_are_literal() -> None:
    assert parse_notation("a {{b}} c") == ("a {b} c", ())
    assert parse_notation("{subject: {{x}") == ("{x", (("subject", 0, 2),))


def test_a_role_needs_no_blank_after_its_colon() -> None:
    assert parse_notation("{subject:CBP}") == parse_notation("{subject: CBP}")


@pytest.mark.parametrize(
    ("say", "column", "message"),
    [
        ("{subjct: CBP} left", 1, "'subjct' is not a role"),
        ("the {CBP} left", 5, "is not a role"),
        ("the {subject: CBP left", 5, "the marker of subject is not closed"),
        ("the CBP} left", 8, "closing brace without a marker"),
        ("{subject: } left", 1, "empty"),
        ("{subject:  CBP} left", 1, "blank"),
        ("{subject: CBP } left", 1, "blank"),
        ("{subject", 1, "is not a role"),
        ("{", 1, "is not a role"),
    ],
)
def test_errors_name_the_column(say: str, column: int, message: str) -> None:
    with pytest.raises(RulesError) as caught:
        parse_notation(say, "f.yaml:7")
    assert caught.value.place == "f.yaml:7"
    assert caught.value.message.startswith(f"column {column} of the example")
    assert message in caught.value.message
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("abc", [("subject", 0, 4)]),
        ("abc", [("subject", 1, 1)]),
        ("abcdef", [("subject", 0, 3), ("object", 2, 5)]),
        ("a}c", [("subject", 0, 3)]),
        ("a c", [("subject", 0, 2)]),
    ],
)
def test_render_refuses_what_cannot_be_written(text: str, spans: list[MarkedSpan]) -> None:
    with pytest.raises(RulesError):
        render_notation(text, spans)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, tuple[MarkedSpan, ...]]:
    """A text of any characters with flat and once nested spans."""
    words = st.text(min_size=1, max_size=8).map(lambda word: word.replace("}", "{")).filter(lambda word: word == word.strip())
    text = ""
    spans: list[MarkedSpan] = []
    for _ in range(draw(st.integers(0, 4))):
        text += draw(st.text(max_size=6))
        start = len(text)
        inner = draw(words)
        if draw(st.booleans()):
            before = draw(words)
            spans.append((draw(st.sampled_from(ROLES)), start + len(before), start + len(before) + len(inner)))
            inner = before + inner + draw(words)
        text += inner
        spans.append((draw(st.sampled_from(ROLES)), start, len(text)))
    text += draw(st.text(max_size=6))
    return text, tuple(sorted(spans, key=lambda span: (span[1], -span[2], ROLES.index(span[0]))))


@given(marked())
def test_round_trip(case: tuple[str, tuple[MarkedSpan, ...]]) -> None:
    text, spans = case
    assert parse_notation(render_notation(text, spans)) == (text, spans)


@given(st.text(alphabet="ab {}:subject", max_size=40))
def test_whatever_parses_renders_to_what_parses_the_same(say: str) -> None:
    try:
        parsed = parse_notation(say)
    except RulesError:
        return
    try:
        again = render_notation(*parsed)
    except RulesError:  # equal spans of one place can be written in one order only
        return
    assert parse_notation(again) == parsed
