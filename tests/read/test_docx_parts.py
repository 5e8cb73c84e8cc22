"""Word files whose styles are damaged: the words are read all the same."""

from __future__ import annotations

import pytest

from tests.hostile.fuzz import WORD_BODY, WORD_NOTES, WORD_STYLES, word_file
from ztgraph.read.docx import document_from_docx

WHOLE = document_from_docx(word_file(WORD_BODY.encode(), WORD_STYLES.encode(), WORD_NOTES.encode()), id="x").text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<w:name w:val="heading 1"/>', "<w:name/>"),
        ('<w:name w:val="heading 1"/>', ""),
        ('<w:basedOn w:val="N"/>', "<w:basedOn/>"),
        ('<w:basedOn w:val="N"/>', '<w:basedOn w:val="H1"/>'),
        (' w:styleId="H1"', ""),
    ],
)
def test_a_style_without_its_name_or_with_itself_as_base_costs_no_words(old: str, new: str) -> None:
    assert old in WORD_STYLES
    styles = WORD_STYLES.replace(old, new)
    assert document_from_docx(word_file(WORD_BODY.encode(), styles.encode(), WORD_NOTES.encode()), id="x").text == WHOLE


def test_the_heading_style_makes_sections_and_a_lost_one_makes_none() -> None:
    found = document_from_docx(word_file(WORD_BODY.encode(), WORD_STYLES.encode(), WORD_NOTES.encode()), id="x")
    assert "findings" in {section.role for section in found.sections}
    lost = WORD_STYLES.replace('<w:name w:val="heading 1"/>', "<w:name/>")
    bare = document_from_docx(word_file(WORD_BODY.encode(), lost.encode(), WORD_NOTES.encode()), id="x")
    assert {section.role for section in bare.sections} == {"footnote"}
