"""What the graph of the press release must hold and must not, with evidence."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from ztgraph.extract.pipeline import extract
from ztgraph.limits import Limits
from ztgraph.model import Document, Statement
from ztgraph.read.inputs import read_inputs
from ztgraph.rules.load import load_rules

SEED = Path(__file__).parents[2] / "seeds" / "doj-oig-2021-01-13-zero-tolerance.txt"


@cache
def statements() -> tuple[Statement, ...]:
    (document,) = read_inputs([str(SEED)], Limits())
    assert isinstance(document, Document)
    return extract(document, load_rules()).statements


def found(subject: str, predicate: str, thing: str, polarity: str = "positive", modality: str = "asserted") -> list[Statement]:
    return [
        s
        for s in statements()
        if s.predicate == predicate
        and subject in (s.subject.label, *s.subject.mentions)
        and thing in (s.object.label, *s.object.mentions)
        and (s.polarity, s.modality) == (polarity, modality)
    ]


@pytest.mark.parametrize(
    ("subject", "predicate", "thing", "polarity", "time"),
    [
        ("DHS", "referred_to", "DOJ", "positive", "2018-05-04"),
        ("DOJ", "coordinated_with", "Southwest border U.S. Attorneys", "negative", "2018-05-04"),
        ("DOJ officials", "coordinated_with", "USMS", "negative", None),
        ("DOJ officials", "coordinated_with", "HHS", "negative", None),
        ("DOJ officials", "coordinated_with", "federal courts", "negative", None),
        ("DOJ officials", "coordinated_with", "USMS", "positive", None),
        ("Sessions", "announced", "zero tolerance policy", "positive", "2018-04-06"),
        ("OIG", "interviewed", "Sessions", "negative", None),
        ("the Department", "agreed_with", "recommendations", "positive", None),
        ("USMS", "agreed_with", "recommendations", "positive", None),
        ("OIG", "provided_to", "DOJ", "positive", "2020-08-27"),
    ],
)
def test_the_release_says(subject: str, predicate: str, thing: str, polarity: str, time: str | None) -> None:
    subject, thing = subject.removeprefix("the "), thing.removeprefix("the ")
    hits = found(subject, predicate, thing, polarity)
    assert hits, f"{subject} {predicate} {thing} [{polarity}] is missing"
    assert any(e.quote for e in hits[0].evidence)
    if time is not None:
        assert time in {s.time for s in hits}


def test_that_doj_coordinated_with_dhs_is_no_fact() -> None:
    assert not found("DOJ", "coordinated_with", "DHS")
    assert not found("DHS", "coordinated_with", "DOJ")


def test_numbers_of_the_text_stay_on_the_statement() -> None:
    numbers = {(q.words, q.value, q.bound) for s in statements() for q in s.quantities}
    assert ("over 3,000", 3000.0, "more_than") in numbers
    assert ("three", 3.0, "exact") in numbers


def test_every_quote_is_where_it_says() -> None:
    text = SEED.read_text(encoding="utf-8")
    for statement in statements():
        for evidence in statement.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote


def test_gold_of_the_seed_is_of_this_text() -> None:
    gold = json.loads((Path(__file__).parents[1] / "gold" / "seed.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert gold["text"] == SEED.read_text(encoding="utf-8")
