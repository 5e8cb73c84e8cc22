"""Who speaks in a transcript, and whose claim its statements are."""

from __future__ import annotations

import pytest

from ztgraph.extract.pipeline import extract
from ztgraph.read.layout import document_from_layout
from ztgraph.read.turns import find_turns
from ztgraph.rules.load import load_rules

HEARING = """Closed Roads: Who Told the County?

STATEMENT OF MARA ELLSWORTH, INSPECTOR GENERAL

Mara Ellsworth testified before the panel.

The CHAIRMAN. The panel will come to order.

Ms. ELLSWORTH. Thank you. The Forest Service did not notify the Bureau of Land Management of the closure.

We had no answer for months. The Forest Service never consulted FEMA.

Mr. McCARTHY of Ohio. FEMA warned the Forest Service.

Ms. ELLSWORTH. It did.

APPENDIX

The Forest Service sued FEMA."""


def test_a_statement_is_the_claim_of_who_takes_the_turn() -> None:
    found = extract(document_from_layout(HEARING, id="x"), load_rules()).statements
    claims = {(s.subject.label, s.predicate, s.object.label): s.attribution.label if s.attribution else None for s in found}
    assert claims["Forest Service", "informed", "Bureau of Land Management"] == "Mara Ellsworth"
    assert claims["Forest Service", "consulted", "FEMA"] == "Mara Ellsworth"
    assert "McCarthy" in str(claims["FEMA", "informed", "Forest Service"])
    assert (
        next(who for (subject, _, thing), who in claims.items() if (subject, thing) == ("Forest Service", "FEMA") and who is None) is None
    )


def test_turns_go_on_over_paragraphs_and_end_at_headings() -> None:
    document = document_from_layout(HEARING, id="x")
    spoken = [(section.speaker, document.text[section.start : section.end]) for section in document.sections if section.role == "quotation"]
    assert [speaker for speaker, _ in spoken] == ["The Chairman", "Ms. Ellsworth", "Ms. Ellsworth", "Mr. McCarthy of Ohio", "Ms. Ellsworth"]
    assert spoken[2][1] == "We had no answer for months. The Forest Service never consulted FEMA."
    assert not any("sued" in words for _, words in spoken)


@pytest.mark.parametrize(
    ("texts", "speakers"),
    [
        (["Ms. LEE. Yes.", "Mr. VAN DYKE. No.", "Senator O'NEIL. Yes.", "Chairman B. ROE: No."], ["Ms. Lee", "Mr. Van Dyke", "Senator O'Neil", "Chairman B. Roe"]),
        (["Ms. LEE. Yes.\nMr. ROE. No.", "Ms. LEE. Yes.\nMr. ROE. No."], ["Ms. Lee", "Mr. Roe", "Ms. Lee", "Mr. Roe"]),
        (["Ms. LEE. Who told the mayor? Mr. ROE. Nobody. Ms. LEE. Why?"], ["Ms. Lee", "Mr. Roe", "Ms. Lee"]),
        # No transcript: few turns, one voice alone, names in running text.
        (["Ms. LEE. Yes.", "Mr. ROE. No."], []),
        (["Ms. LEE. Yes."] * 6, []),
        (["They asked Ms. LEE. She said so.", "Mr. Roe. He left."] * 4, []),
        (["The FBI. It left.", "The EPA: It came."] * 4, []),
    ],
)  # fmt: skip
def test_turns(texts: list[str], speakers: list[str]) -> None:
    assert [turn.speaker for turns in find_turns(texts) for turn in turns] == speakers


@pytest.mark.parametrize("piece", ["Mr. ", "Mr. A", "The AAAA ", "Ms. O'O'", "Mr. MCMC ", "Dr. VAN VAN of "])
def test_hostile_turns_take_no_time(piece: str) -> None:
    find_turns([piece * 20_000, (piece + "\n") * 10_000])
