"""Tokens: offsets, possessives, contractions, abbreviations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ztgraph.language.tokens import tokenize


@given(st.text())
def test_every_token_is_a_piece_of_the_text_in_order(text: str) -> None:
    last = 0
    for token in tokenize(text):
        assert text[token.start : token.end] == token.text
        assert token.start >= last
        assert token.end > token.start
        assert not set(token.norm) & set("’‘ʼ‑")
        assert token.surface.lower().replace("ʼ", "'") == token.norm or "`" in token.text
        last = token.end


@given(st.text())
def test_nothing_but_white_space_is_left_out(text: str) -> None:
    covered: set[int] = set()
    for token in tokenize(text):
        covered.update(range(token.start, token.end))
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Bureau's plan", ["The", "Bureau", "'s", "plan"]),
        ("the U.S. Attorneys’ offices", ["the", "U.S.", "Attorneys", "’", "offices"]),
        ("It didn't answer", ["It", "did", "n't", "answer"]),
        ("They’re late", ["They", "’re", "late"]),
        ("Sen. Mara E. Hale (D-Minn.)", ["Sen.", "Mara", "E.", "Hale", "(", "D-Minn.", ")"]),
        ("$1.1 million and 3,000 men", ["$1.1", "million", "and", "3,000", "men"]),
        ("Program Letter 23-20", ["Program", "Letter", "23-20"]),
        ("on 2018-05-04", ["on", "2018", "-", "05", "-", "04"]),
        ("see <https://oig.example.gov/a_b?c=1>.", ["see", "<https://oig.example.gov/a_b?c=1>", "."]),
        ("WASHINGTON—The court", ["WASHINGTON", "—", "The", "court"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [token.text for token in tokenize(text)] == words
