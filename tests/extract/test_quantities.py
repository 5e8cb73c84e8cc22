"""Quantities of a role: the words of the text, the number and its bound."""

from __future__ import annotations

import hashlib
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ztgraph.extract.pipeline import extract
from ztgraph.model import Document, Quantity
from ztgraph.rules.load import load_rules

_rules = cache(load_rules)


def quantities(text: str) -> list[Quantity]:
    document = Document("table", text, hashlib.sha256(text.encode()).hexdigest())
    return [q for s in extract(document, _rules()).statements for q in s.quantities]


ROWS = [
    ("12 children", "12", 12, "exact"),
    ("twelve children", "twelve", 12, "exact"),
    ("3,000 children", "3,000", 3000, "exact"),
    ("over 3,000 children", "over 3,000", 3000, "more_than"),
    ("more than 3,000 children", "more than 3,000", 3000, "more_than"),
    ("at least 3,000 children", "at least 3,000", 3000, "at_least"),
    ("up to 300 children", "up to 300", 300, "at_most"),
    ("fewer than 300 children", "fewer than 300", 300, "less_than"),
    ("nearly 300 children", "nearly 300", 300, "about"),
    ("about 300 children", "about 300", 300, "about"),
    ("some 300 children", "some 300", 300, "about"),
    ("only one child", "only one", 1, "exact"),
    ("two dozen children", "two dozen", 24, "exact"),
    ("1.2 million children", "1.2 million", 1_200_000, "exact"),
    ("300 or more children", "300 or more", 300, "at_least"),
    ("2,019 children", "2,019", 2019, "exact"),
]


@pytest.mark.parametrize(("phrase", "words", "value", "bound"), ROWS, ids=[row[0] for row in ROWS])
def test_a_quantity_is_words_value_and_bound(phrase: str, words: str, value: float, bound: str) -> None:
    found = quantities(f"CBP transferred {phrase} to ICE.")
    assert [(q.words, q.value, q.bound) for q in found] == [(words, value, bound)]


@pytest.mark.parametrize("phrase", ["children", "the children", "the 2019 graduates", "45 percent of the children", "45% of the children"])
def test_years_and_shares_are_no_quantity(phrase: str) -> None:
    assert quantities(f"CBP transferred {phrase} to ICE.") == []


@given(st.integers(0, 10**9))
@settings(max_examples=60, deadline=None)
def test_any_number_reads_back(number: int) -> None:
    assert [q.value for q in quantities(f"CBP transferred at least {number:,} children to ICE.")] == [float(number)]
