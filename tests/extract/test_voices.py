"""Whose claim a statement is where a document is built of sections."""

from __future__ import annotations

import pytest

from ztgraph.extract.pipeline import extract
from ztgraph.read.layout import document_from_layout
from ztgraph.rules.load import load_rules

HEAD = "DHS OIG Releases a Report on Lists\n\n"


def claims(text: str) -> list[tuple[str, str, str, str | None]]:
    """Subject, relation, object and source of what a text states, without what it says of parts and posts."""
    found = extract(document_from_layout(text, id="x"), load_rules()).statements
    return [
        (s.subject.label, s.predicate, s.object.label, s.attribution.label if s.attribution else None)
        for s in found
        if s.predicate not in ("part_of", "affiliated_with", "issued")
    ]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("What We Found\n\nCBP did not warn ICE.", ("CBP", "informed", "ICE", "DHS OIG")),
        ("Background\n\nCBP did not warn ICE.", ("CBP", "informed", "ICE", None)),
        ("What We Found\n\nAccording to ICE, CBP did not warn FEMA.", ("CBP", "informed", "FEMA", "ICE")),
        ("DHS Response\n\nCBP did not warn ICE.", ("CBP", "informed", "ICE", None)),
        (
            "Appendix B: Comments from the Federal Bureau of Prisons\n\nCBP did not warn ICE.",
            ("CBP", "informed", "ICE", "Federal Bureau of Prisons"),
        ),
        ("What We Found\n\nFEMA met.\n\nAppendix A: Scope\n\nCBP did not warn ICE.", ("CBP", "informed", "ICE", None)),
        ("What We Found\n\nDirector Ana Ruiz wrote:\n\nCBP did not warn ICE.", ("CBP", "informed", "ICE", "Ana Ruiz")),
    ],
)
def test_the_section_says_whose_claim_it_is(text: str, claim: tuple[str, str, str, str | None]) -> None:
    assert claim in claims(HEAD + text)


def test_we_in_a_letter_is_its_writer_and_after_it_the_author_again() -> None:
    text = "Appendix B: Comments from the Federal Emergency Management Agency\n\nWe did not warn ICE.\n\nAppendix C: Methods\n\nWe asked CBP for its files."
    found = claims(HEAD + text)
    assert ("Federal Emergency Management Agency", "informed", "ICE", None) in found
    assert ("DHS OIG", "requested_of", "CBP", None) in found


def test_evidence_tells_its_page() -> None:
    document = document_from_layout("CBP warned ICE.\n\n\f\nFEMA warned the FBI.\n", id="x")
    assert [statement.evidence[0].page for statement in extract(document, load_rules()).statements] == [1, 2]
