"""Pages laid out by hand: pull quotes and boxes beside columns, letters with their addresses and signatures, transcripts with counted lines."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from ztgraph.limits import Limits
from ztgraph.model import Document
from ztgraph.read.layout import document_from_layout
from ztgraph.read.pdf import document_from_pdf

FIRST = (
    "The Forest Service did not notify the Bureau of Land Management of the closure until June 3, 2019, although an agreement of the two "
    "agencies required notice within five days. Rangers told the auditors that they had not seen it. The bureau learned of the closure from "
    "a rancher, and it had to move its crews twice in one week."
)
SECOND = (
    "In July 2019, the bureau asked the Forest Service to explain the delay. The Forest Service never answered. Its regional office said that "
    "it had forwarded the request to headquarters, but headquarters kept no record of it."
)
QUOTE = "“Nobody told us that the road was shut.”"
BOX = "The Forest Service may close a road by order. It must inform the bureau and the county of each order within five days."


def wrapped(text: str, width: float, font: str = "Times-Roman", size: float = 10) -> list[str]:
    found = [""]
    for word in text.split():
        if found[-1] and stringWidth(f"{found[-1]} {word}", font, size) > width:
            found.append("")
        found[-1] = f"{found[-1]} {word}".strip()
    return found


class Sheet:
    """Pages to draw on; ``put`` sets lines from ``y`` down and tells where they end."""

    def __init__(self) -> None:
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=LETTER, invariant=1)

    def put(self, lines: list[str], x: float, y: float, font: str = "Times-Roman", size: float = 10, leading: float = 12) -> float:
        self.canvas.setFont(font, size)
        for line in lines:
            self.canvas.drawString(x, y, line)
            y -= leading
        return y

    def read(self) -> Document:
        self.canvas.save()
        return document_from_pdf(self.buffer.getvalue(), id="x", limits=Limits(pdf_seconds=60))[0]


def magazine(cut: int, boxed: bool) -> Document:
    """Two columns; a pull quote stands after the first ``cut`` lines of the left one, a grey box in the right one."""
    sheet, wide = Sheet(), 226.0
    sheet.put(["Closed Roads, Closed Doors"], 60, 730, "Times-Bold", 18)
    left, right = wrapped(FIRST, wide), wrapped(SECOND, wide)
    y = sheet.put(left[:cut], 60, 690)
    sheet.canvas.line(60, y + 2, 60 + wide, y + 2)
    y = sheet.put(wrapped(QUOTE, wide - 20, "Times-BoldItalic", 15), 70, y - 14, "Times-BoldItalic", 15, 18)
    sheet.canvas.line(60, y + 8, 60 + wide, y + 8)
    y = sheet.put(left[cut:], 60, y - 8)
    sheet.put(right[:3], 60, y - 6)
    y = sheet.put(right[3:], 326, 690)
    if boxed:
        lines = wrapped(BOX, wide - 20, "Helvetica", 9)
        sheet.canvas.setFillGray(0.9)
        sheet.canvas.rect(326, y - len(lines) * 11 - 36, wide, len(lines) * 11 + 34, stroke=0, fill=1)
        sheet.canvas.setFillGray(0)
        sheet.put(["What the Rules Say"], 336, y - 20, "Helvetica-Bold", 10)
        y = sheet.put(lines, 336, y - 34, "Helvetica", 9, 11)
    sheet.put(
        wrapped("The auditors recommended that the Forest Service train its rangers and that it write to the bureau.", wide), 326, y - 36
    )
    return sheet.read()


@pytest.mark.parametrize("cut", [2, 4, 5])
@pytest.mark.parametrize("boxed", [True, False])
def test_a_sentence_goes_on_behind_a_pull_quote_and_a_box_stays_apart(cut: int, boxed: bool) -> None:
    blocks = magazine(cut, boxed).text.split("\n\n")
    assert blocks[:4] == ["Closed Roads, Closed Doors", FIRST, QUOTE, SECOND]
    assert blocks[4:-1] == (["What the Rules Say", BOX] if boxed else [])


def test_a_heading_between_two_paragraphs_keeps_its_place() -> None:
    sheet = Sheet()
    y = sheet.put(wrapped("The auditors found no record of the order.", 400), 72, 700)
    y = sheet.put(["Who Was Told"], 72, y - 14, "Times-Bold", 15)
    sheet.put(wrapped("iPads of the rangers held the order, but nobody read it.", 400), 72, y - 14)
    assert [block.split()[0] for block in sheet.read().text.split("\n\n")] == ["The", "Who", "iPads"]


LETTERHEAD = ["OFFICE OF INSPECTOR GENERAL", "U.S. Department of Agriculture"]
ADDRESS = ["The Honorable Dana Whitfield", "Chairwoman", "Committee on Agriculture", "House of Representatives", "Washington, D.C. 20515"]
BODY = (
    "You asked us to review how the Forest Service handled closures. We found that the Forest Service did not notify the Bureau of Land "
    "Management of three closures. A copy of our report is enclosed."
)
SIGNATURE = ["/s/", "Mara Ellsworth", "Inspector General"]
COPIES = ["cc: Chief, Forest Service", "Director, Bureau of Land Management", "Ranking Member Lee Marsh"]


def letter() -> Document:
    sheet = Sheet()
    sheet.canvas.setFont("Times-Bold", 13)
    for number, line in enumerate(LETTERHEAD):
        sheet.canvas.drawCentredString(306, 750 - 16 * number, line)
    y = sheet.put(["June 21, 2022"], 72, 700, size=11)
    y = sheet.put(ADDRESS, 72, y - 14, size=11, leading=13)
    y = sheet.put(["Dear Madam Chairwoman:"], 72, y - 12, size=11)
    y = sheet.put(wrapped(BODY, 468, size=11), 72, y - 12, size=11, leading=13)
    y = sheet.put(["Sincerely,"], 320, y - 12, size=11)
    y = sheet.put(SIGNATURE, 320, y - 20, size=11, leading=13)
    y = sheet.put(["Enclosures (2)", "As stated"], 72, y - 14, size=11, leading=13)
    sheet.put(COPIES, 72, y - 14, size=11, leading=13)
    return sheet.read()


def test_lines_that_were_ended_by_hand_stay_lines() -> None:
    found = letter()
    blocks = found.text.split("\n\n")
    assert blocks == [
        *LETTERHEAD, "June 21, 2022", *ADDRESS, "Dear Madam Chairwoman:", BODY, "Sincerely,", *SIGNATURE, "Enclosures (2)", "As stated", *COPIES
    ]  # fmt: skip


def test_a_letter_is_of_its_letterhead_not_of_its_addressee() -> None:
    found = letter()
    assert (found.publisher, found.date, found.title) == ("Office of Inspector General, U.S. Department of Agriculture", "2022-06-21", None)


def test_short_lines_of_a_narrow_paragraph_are_one() -> None:
    sheet = Sheet()
    text = "Rangers of the Forest Service told Agents of the Bureau of Land Management that Crews had left the Valley."
    sheet.put(wrapped(FIRST, 460), 72, 700)
    sheet.put(wrapped(text, 150), 150, 620)
    assert text in sheet.read().text.split("\n\n")


ANSWER = (
    "Nobody did. The Forest Service notified the Bureau of Land Management on June 3, 2019, after the crews had left. We asked the regional "
    "forester why, and he declined to answer."
)
TURNS = [
    ("Mr. HARLOW.", "Thank you, Madam Chair. Who told the Bureau of Land Management of the closure before the road was shut?"),
    ("Ms. ELLSWORTH.", ANSWER),
    ("Mr. HARLOW.", "And who told the county?"),
    ("Ms. ELLSWORTH.", "The Bureau of Land Management told the county. The Forest Service never consulted the county at all."),
]
SPOKEN = [f"{who} {words}" for who, words in TURNS * 3]


def typed() -> list[str]:
    """The lines of a transcript, turns indented."""
    return [
        ("          " if not number else "") + line
        for turn in SPOKEN
        for number, line in enumerate(wrapped("xxxx " + turn, 400, "Courier", 12))
    ]


LINES = [line.replace("xxxx ", "") for line in typed()]


def transcript(left: bool) -> Document:
    sheet = Sheet()
    for first in range(0, len(LINES), 25):
        sheet.canvas.setFont("Courier", 12)
        sheet.canvas.drawRightString(540, 750, str(first // 25 + 3))
        for number in range(25):
            y = 720 - 24 * number
            (sheet.canvas.drawString if left else sheet.canvas.drawRightString)(70 if left else 84, y, str(number + 1))
            if first + number < len(LINES):
                sheet.canvas.drawString(108, y, LINES[first + number])
        sheet.canvas.showPage()
    return sheet.read()


@pytest.mark.parametrize("left", [True, False])
def test_the_counts_of_lines_are_no_text(left: bool) -> None:
    assert transcript(left).text.split("\n\n") == SPOKEN


def test_each_turn_is_the_words_of_its_speaker() -> None:
    found = transcript(left=False)
    said = [(section.speaker, found.text[section.start : section.end]) for section in found.sections]
    assert said == [("Mr. Harlow" if "HAR" in who else "Ms. Ellsworth", words) for who, words in TURNS * 3]
    assert {section.role for section in found.sections} == {"quotation"}


COUNTED: list[tuple[str, Callable[[int, str], str]]] = [
    ("indented", lambda number, line: f"{number:>6}   {line}"),
    ("at the edge", lambda number, line: f"{number} {line}"),
    ("double-spaced", lambda number, line: f"{number:>4}  {line}\n"),
]


@pytest.mark.parametrize("count", [count for _, count in COUNTED], ids=[name for name, _ in COUNTED])
def test_the_counts_of_lines_of_a_text_are_no_text(count: Callable[[int, str], str]) -> None:
    raw = "\n".join(count(place % 25 + 1, line) for place, line in enumerate(LINES))
    found = document_from_layout(raw, id="x")
    assert [" ".join(line.split()) for line in found.text.splitlines() if line.strip()] == [" ".join(line.split()) for line in LINES]
    assert found.origin is not None
    start = found.text.index("Nobody did")
    low, high = found.origin.span(start, start + 10)
    assert raw[low:high] == "Nobody did"


def test_the_first_column_of_a_table_is_no_count_of_lines() -> None:
    sheet = Sheet()
    for number in range(16):
        for x, cell in zip(
            (72, 110, 300, 400), (str(number + 1), f"Office of region {number * 7 % 16}", "open", str(number * 3)), strict=True
        ):
            sheet.put([cell], x, 700 - 16 * number)
    assert sheet.read().text.splitlines()[4].startswith("5 | Office of region 12 | open")


def test_short_rows_of_numbers_stay() -> None:
    raw = "\n".join(f"{number} ranger{'s' * (number > 1)} of district {number}" for number in range(1, 10))
    assert document_from_layout(raw, id="x").text == raw


def test_the_rule_of_a_table_parts_off_no_footnotes() -> None:
    sheet = Sheet()
    y = sheet.put(wrapped(FIRST, 460), 72, 600)
    for cells in (("Region", "Late", "Total"), ("North", "12", "40"), ("South", "3", "9")):
        y -= 16
        for x, cell in zip((72, 160, 230), cells, strict=True):
            sheet.put([cell], x, y)
        if cells[0] == "Region":
            sheet.canvas.line(72, y - 4, 260, y - 4)
    sheet.put(wrapped(SECOND, 460), 72, y - 40)
    sheet.canvas.line(72, 120, 200, 120)
    sheet.put(["1"], 72, 108, size=6)
    sheet.put(["The agreement was signed in 2018."], 77, 105, size=8)
    found = sheet.read()
    assert found.text.split("\n\n") == [
        FIRST,
        "Region | Late | Total\nNorth | 12 | 40\nSouth | 3 | 9",
        SECOND,
        "The agreement was signed in 2018.",
    ]
    assert [section.role for section in found.sections] == ["footnote"]
