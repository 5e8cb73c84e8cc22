"""Plain text as it comes: mended where it must be, left alone where it need not, always with a way back."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ztgraph.read.characters import close_up, is_spaced_out, joins
from ztgraph.read.layout import lay_out
from ztgraph.read.sections import classify

LONG = "The bureau kept no list of the cases that it had closed in the years under review, and its"


@pytest.mark.parametrize(
    ("given_text", "text"),
    [
        (f"{LONG}\nregional offices did not keep one either.", None),
        ("One line.\r\nAnother.\r\n\r\nMore “words” – 10% of U.S.-Mexico trade.\t\n", None),
        ("• first;\n• second.\n", None),
        ("It did not coordi-\nnate with it.", "It did not coordinate with it."),
        ("It did not coordi-\r\n   nate with it.", "It did not coordinate with it."),
        ("The long-\nterm plan of non-\nprofit bodies", "The long-term plan of non-profit bodies"),
        ("A follow-up came. The follow-\nup was late.", "A follow-up came. The follow-up was late."),
        ("The U.S.-\nMexico border", None),
        ("The De\u00adpart\u00adment\u200b of\ufb01ce", "The Department office"),
        ("E VA L U AT I O N\n\nWords follow here.", "EVALUATION\n\nWords follow here."),
        ("W H A T  W E  F O U N D\n\nWords.", "WHAT WE FOUND\n\nWords."),
        ("O F F I C E O F I N S P E C T O R G E N E R A L\n\nWords.", "OFFICE OF INSPECTOR GENERAL\n\nWords."),
        ("It asks that:\n  o the board meet\n  ❖ it vote", "It asks that:\n  • the board meet\n  • it vote"),
        ("policy.[3] The board[12] met [2]", "policy. The board met [2]"),
        ("Background ........... 4\nFindings . . . . . . . 12\n\nThe board met.", "\n\n\nThe board met."),
        ("one\rtwo\u2028three", "one\ntwo\nthree"),
        (
            "FOR IMMEDIATE RELEASE\nMarch 4, 2021\nThe board met on Monday.",
            "FOR IMMEDIATE RELEASE\n\nMarch 4, 2021\n\nThe board met on Monday.",
        ),
        ("The board met.\n###\n", "The board met.\n\n###\n"),
        (f"WHAT WE FOUND HERE\n{LONG} offices.", f"WHAT WE FOUND HERE\n\n{LONG} offices."),
        (f"Bureau Kept No List\n{LONG} offices.", f"Bureau Kept No List\n\n{LONG} offices."),
        (f"The Bureau Of Lists\nand {LONG} offices.", None),
    ],
)
def test_mending(given_text: str, text: str | None) -> None:
    body = lay_out(given_text)
    assert re.sub(r"\n{3,}(?=FOR|March|The board met on)", "\n\n", body.text) == (given_text if text is None else text)
    assert (body.origin is None) == (text is None)


def test_the_way_back_leads_to_the_raw_words() -> None:
    raw = "It did not coordi-\nnate with the\u00ad of\ufb01ce of lists."
    body = lay_out(raw)
    assert body.origin is not None
    for words, there in (("coordinate", "coordi-\nnate"), ("office", "of\ufb01ce"), ("It did", "It did"), ("lists.", "lists.")):
        start = body.text.index(words)
        assert raw[slice(*body.origin.span(start, start + len(words)))] == there


def test_running_heads_feet_and_page_numbers_of_paged_text() -> None:
    pages = [
        f"Office of Lists          Report 7\n\n{LONG}\n{words}\n\n                {number}\n"
        for number, words in enumerate(("board did", "not meet.", "End."), 3)
    ]
    body = lay_out("\f".join(pages))
    assert "Report 7" not in body.text
    assert not re.search(r"^\s*\d\s*$", body.text, re.MULTILINE)
    assert [page.number for page in body.pages] == [1, 2, 3]
    assert body.text[body.pages[1].start :].lstrip().startswith("The bureau kept")


def test_a_sentence_goes_on_over_a_page() -> None:
    body = lay_out("The board met and\n\n3\n\f4\n\nvoted for it.\n\n\fIt then left.")
    assert body.text.split("\n\n") == ["The board met and\nvoted for it.", "It then left."]


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("What We Found", "findings"),
        ("WHAT GAO FOUND", "findings"),
        ("What the OIG Found", "findings"),
        ("Results of Audit", "findings"),
        ("Finding 2: Lists Were Late", "findings"),
        ("1. Findings", "findings"),
        ("What We Recommend", "recommendations"),
        ("Recommendations for Executive Action", "recommendations"),
        ("DHS Response", "response"),
        ("Agency Comments", "response"),
        ("Appendix C: Comments from the Department of Labor", "response"),
        ("Agency Comments and Our Evaluation", None),
        ("Background", None),
        ("Appendix A: Objectives, Scope, and Methodology", None),
        ("Why GAO Did This Study", None),
    ],
)
def test_titles_of_sections(title: str, role: str | None) -> None:
    found = classify(title)
    assert found is not None
    assert found.role == role


@pytest.mark.parametrize("title", ["Bureau Kept No List", "The Board Found a List", "Lists Were Not Recommended", "Smith"])
def test_titles_of_the_text_itself_end_no_section(title: str) -> None:
    assert classify(title) is None


def test_whose_comments() -> None:
    for title, speaker in (
        ("Appendix B: Comments from the Department of Labor", "Department of Labor"),
        ("Appendix II: FEMA Comments to the Draft Report", "FEMA"),
        ("APPENDIX B: COMMENTS FROM THE BUREAU OF PRISONS", "Bureau of Prisons"),
        ("Enclosure: Management's Response", None),
        ("Appendix 4: Agency Comments", None),
    ):
        found = classify(title)
        assert found is not None
        assert (found.letter, found.speaker) == (True, speaker), title


def test_sections_of_a_text() -> None:
    text = (
        "What We Found\n\nThe board kept no list.\n\nBoard Kept No List\n\nIt lost it.\n\nBackground\n\nIt was founded.\n\n"
        "Director Ana Ruiz wrote:\n\nWe lost it.\n\n[1] See the law."
    )
    found = [(section.role, text[section.start : section.end], section.speaker) for section in lay_out(text).sections]
    assert [(role, words.split("\n")[0], speaker) for role, words, speaker in found] == [
        ("findings", "The board kept no list.", None),
        ("findings", "It lost it.", None),
        ("quotation", "We lost it.", "Director Ana Ruiz"),
        ("footnote", "[1] See the law.", None),
    ]


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("coordi", "nation", True),
        ("short", "term", False),
        ("self", "made", False),
        ("U.S.", "based", False),
        ("Smith", "Jones", False),
        ("FBI", "led", False),
    ],
)
def test_hyphens(left: str, right: str, joined: bool) -> None:
    assert joins(left, right) is joined


def test_the_documents_own_spelling_decides() -> None:
    assert not joins("co", "operate", frozenset({"co-operate"}))
    assert joins("short", "cut", frozenset({"shortcut"}))


@pytest.mark.parametrize("line", ["A B C", "THE BOARD MET ON MONDAY", "A list of FBI, DEA, ATF", "I I I I a", "U.S. D.O.J. A B C D"])
def test_what_is_not_spaced_out(line: str) -> None:
    assert not is_spaced_out(line)


def test_unknown_words_are_closed_up_as_they_stand() -> None:
    assert close_up("Z Y G O T E  O F F I C E") == "ZYGOTE OFFICE"


@given(st.text(alphabet=st.sampled_from("aB .-\n\r\f\t\u00ad\ufb01•o§[1]:ABC#"), max_size=120))
def test_any_text_is_laid_out_with_a_way_back(text: str) -> None:
    body = lay_out(text)
    if body.origin is None:
        assert body.text == text
        return
    assert body.origin.raw == text
    last = 0
    for piece in body.origin.pieces:
        assert piece.start >= last
        assert 0 <= piece.place <= piece.place + piece.length <= len(text)
        last = piece.start
    for section in body.sections:
        assert 0 <= section.start < section.end <= len(body.text)
    again = lay_out(body.text)
    assert len(again.text) <= len(body.text) + 40


def test_letters_and_marks_of_their_own_are_one_letter() -> None:
    body = lay_out("Jose\u0301 Mu\u0301n\u0303ez, a\u0301\u0300\u0302\u0303x, \u0301y")
    assert body.text == "José Múñez, ax, y"
    assert len(lay_out("A" + "\u0301" * 100_000 + " b").text) == 3


def test_a_text_is_read_without_the_readers_of_other_kinds() -> None:
    code = "import sys, ztgraph.read.layout, ztgraph.read.inputs; print([m for m in ('pdfminer', 'docx', 'lxml', 'selectolax') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
