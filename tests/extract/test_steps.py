"""What a statement says of itself for ``explain``: trigger, roles, antecedents, negation, modality, source and time, each by its words."""

from __future__ import annotations

import hashlib

import pytest

from ztgraph.extract.pipeline import extract
from ztgraph.model import Document, Statement
from ztgraph.rules.load import load_rules

TEXT = (
    "The FBI inspected Barrow Corp. in May 2019. It did not tell the Coast Guard, which it had promised to warn. Mayor Rita Solano said that"
    " she had asked the bureau for the records. The company, auditors found, never answered Boone County."
)


def statements(text: str) -> tuple[Statement, ...]:
    return extract(Document("d", text, hashlib.sha256(text.encode()).hexdigest(), "2020-06-15"), load_rules()).statements


def steps(statement: Statement, text: str = TEXT) -> list[tuple[str, str]]:
    return [(step.what, text[step.start : step.end]) for step in statement.steps]


@pytest.fixture(scope="module")
def found() -> dict[str, Statement]:
    return {f"{s.predicate} {s.polarity} {s.modality}": s for s in statements(TEXT)}


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (
            "investigated positive asserted",
            [("trigger", "inspected"), ("subject", "FBI"), ("object", "Barrow Corp."), ("time", "May 2019")],
        ),
        (
            "informed negative asserted",
            [("trigger", "tell"), ("subject", "It"), ("antecedent", "FBI"), ("object", "Coast Guard"), ("negation", "not")],
        ),
        (
            "informed positive other",
            [("trigger", "warn"), ("subject", "it"), ("antecedent", "FBI"), ("object", "Coast Guard"), ("modality", "promised")],
        ),
        (
            "requested_of positive asserted",
            [
                ("trigger", "asked"),
                ("subject", "she"),
                ("antecedent", "Mayor Rita Solano"),
                ("object", "bureau"),
                ("antecedent", "FBI"),
                ("attribution", "Mayor Rita Solano"),
            ],
        ),
        (
            "responded_to negative asserted",
            [
                ("trigger", "answered"),
                ("subject", "company"),
                ("antecedent", "Barrow Corp."),
                ("object", "Boone County"),
                ("negation", "never"),
                ("attribution", "auditors"),
            ],
        ),
    ],
)
def test_steps(found: dict[str, Statement], key: str, expected: list[tuple[str, str]]) -> None:
    assert steps(found[key]) == expected


def test_a_name_goes_back_to_nothing() -> None:
    text = "The Navy warned the Coast Guard. The Navy then sued Barrow Corp."
    assert all(what != "antecedent" for statement in statements(text) for what, _ in steps(statement, text))
