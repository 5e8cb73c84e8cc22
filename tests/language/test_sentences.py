"""Sentences: ends, headings, datelines, lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ztgraph.language.sentences import split
from ztgraph.language.tokens import tokenize


def pieces(text: str) -> list[tuple[str, bool]]:
    tokens = tokenize(text)
    return [(text[tokens[s.first].start : tokens[s.last - 1].end], s.heading) for s in split(tokens, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. agency left. It was late.", [("The U.S. agency left.", False), ("It was late.", False)]),
        (
            "He met Sen. Hale in Jan. 2019 at Acme Inc. The firm paid.",
            [("He met Sen. Hale in Jan. 2019 at Acme Inc.", False), ("The firm paid.", False)],
        ),
        ("What We Found The bureau did not act.", [("What We Found", True), ("The bureau did not act.", False)]),
        ("HIGHLIGHTS The bureau did not act.", [("HIGHLIGHTS", True), ("The bureau did not act.", False)]),
        ("SAN DIEGO — The court ruled.", [("SAN DIEGO —", True), ("The court ruled.", False)]),
        ("Failure to Share Tips. The bureau slept.", [("Failure to Share Tips.", True), ("The bureau slept.", False)]),
        ("Summary of Events\n\nThe court ruled.", [("Summary of Events", True), ("The court ruled.", False)]),
        ("A sentence over\ntwo lines ends here. Next.", [("A sentence over\ntwo lines ends here.", False), ("Next.", False)]),
        ('He said "no." She left.', [('He said "no."', False), ("She left.", False)]),
    ],
)
def test_split(text: str, expected: list[tuple[str, bool]]) -> None:
    assert pieces(text) == expected


def test_items_of_a_list_know_their_lead() -> None:
    text = "We recommend that the bureau:\n- notify the court;\n- audit its office.\n\nThe bureau agreed."
    tokens = tokenize(text)
    found = split(tokens, text)
    leads = [text[tokens[s.lead[0]].start : tokens[s.lead[1] - 1].end] for s in found if s.lead is not None]
    assert leads == ["We recommend that the bureau"] * 2
    assert found[-1].lead is None


@given(st.text(alphabet="abc ABC.!?\n-•:;,()\"'’", max_size=200))
def test_sentences_do_not_overlap_and_stay_in_order(text: str) -> None:
    tokens = tokenize(text)
    last = 0
    for sentence in split(tokens, text):
        assert last <= sentence.first < sentence.last <= len(tokens)
        last = sentence.last
