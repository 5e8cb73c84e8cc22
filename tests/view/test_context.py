"""The words around a quote, and offsets as a browser counts them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.view.fixtures import gold_extractions, seed
from ztgraph.view.context import Utf16, surroundings


def test_keeps_to_the_paragraph() -> None:
    text = "One.\n\nTwo is short. DOJ acted. It ended.\n\nThree."
    start = text.index("DOJ acted")
    low, high = surroundings(text, start, start + 9)
    assert text[low:high] == "Two is short. DOJ acted. It ended."


def test_cuts_a_long_paragraph_at_sentences() -> None:
    text = "Mr. Smith of the U.S. office waited a long time. " * 40 + "DOJ acted. " + "The rest is silence, says the play. " * 40
    start = text.index("DOJ acted")
    low, high = surroundings(text, start, start + 9)
    assert high - low < 1000
    assert text[low:high].startswith("Mr. Smith of the")
    assert text[low:high].endswith("play.")


def test_every_quote_of_the_annotated_passages_lies_within() -> None:
    for extraction in [seed(), *gold_extractions("dev")]:
        text = extraction.document.text
        for statement in extraction.statements:
            for piece in statement.evidence:
                low, high = surroundings(text, piece.start, piece.end)
                assert low <= piece.start < piece.end <= high
                assert high - low <= piece.end - piece.start + 900


@given(st.text(alphabet=st.sampled_from('a.!? \nA😀\t"'), max_size=200), st.data())
def test_any_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low, high = surroundings(text, start, end)
    assert 0 <= low <= start <= end <= high <= len(text)


@given(st.text(max_size=60))
def test_utf16_offsets(text: str) -> None:
    units = Utf16(text)
    for offset in range(len(text) + 1):
        assert units(offset) == len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2
