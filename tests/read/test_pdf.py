"""PDFs of one feature each, drawn for the purpose: reading order, words, marks, covers, damage, limits of the child process."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas

from ztgraph.errors import ReadError
from ztgraph.limits import MIB, Limits
from ztgraph.model import Document
from ztgraph.read.pdf import PdfReader, document_from_pdf

PROSE = "The board kept no list of the cases that it had closed, and its offices did not keep one either."
LIMITS = Limits(pdf_seconds=60)


def drawn(*pages: Callable[[Canvas], None], **options: object) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=LETTER, invariant=1, **options)
    for page in pages:
        canvas.setFont("Times-Roman", 11)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def lines(words: list[str], x: float = 72, y: float = 700, leading: float = 13) -> Callable[[Canvas], None]:
    def page(canvas: Canvas) -> None:
        for number, line in enumerate(words):
            canvas.drawString(x, y - number * leading, line)

    return page


def document(*pages: Callable[[Canvas], None], **options: object) -> Document:
    return document_from_pdf(drawn(*pages, **options), id="x", name="x.pdf", limits=LIMITS)[0]


def wrapped(text: str, width: int) -> list[str]:
    found = [""]
    for word in text.split():
        if len(found[-1]) + len(word) > width:
            found.append("")
        found[-1] = f"{found[-1]} {word}".strip()
    return found


def test_lines_are_one_paragraph_and_an_empty_line_parts_two() -> None:
    words = wrapped(PROSE, 40)
    assert document(lines([*words, "", *words])).text == f"{PROSE}\n\n{PROSE}"


def test_two_columns_are_read_one_after_the_other() -> None:
    left, right = (
        wrapped(PROSE + " It was told so.", 40),
        wrapped("Nobody told the mayor of the loss, and the mayor did not ask for it either, as he said.", 40),
    )

    def page(canvas: Canvas) -> None:
        lines(left)(canvas)
        lines(right, x=320, y=699)(canvas)

    found = document(page)
    assert (
        found.text == f"{PROSE} It was told so.\n\nNobody told the mayor of the loss, and the mayor did not ask for it either, as he said."
    )


def test_a_sentence_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    words = wrapped(PROSE, 40)
    found = document(lines([*words[:1]]), lines(words[1:]))
    assert found.text == PROSE
    assert [(page.start, page.number) for page in found.pages] == [(0, 1), (len(words[0]) + 1, 2)]
    assert (found.page(0), found.page(len(PROSE) - 1)) == (1, 2)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["The offices did not coordi-", "nate with the board."], "The offices did not coordinate with the board."),
        (["The board has a long-", "term plan for all of it."], "The board has a long-term plan for all of it."),
        (["The of\ufb01ce", "met."], "The office met."),
    ],
)
def test_words(words: list[str], text: str) -> None:
    from tests.documents.typeset import vera

    face, _ = vera()

    def page(canvas: Canvas) -> None:
        canvas.setFont(face, 11)
        lines(words)(canvas)

    assert document(page).text == text


def test_letters_set_apart_are_words() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(72, 720, "WHAT WE FOUND", charSpace=4)
        canvas.drawString(72, 690, "E VA L U AT I O N")
        canvas.setFont("Times-Roman", 11)
        lines(wrapped(PROSE, 60), y=660)(canvas)

    assert document(page).text.split("\n\n") == ["WHAT WE FOUND", "EVALUATION", PROSE]


def test_marks_of_footnotes_and_ordinals() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "The board kept no list.")
        canvas.setFont("Times-Roman", 7)
        canvas.drawString(72 + canvas.stringWidth("The board kept no list.", "Times-Roman", 11), 704, "1")
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(184, 700, "It met on the 1")
        end = 184 + canvas.stringWidth("It met on the 1", "Times-Roman", 11)
        canvas.setFont("Times-Roman", 7)
        canvas.drawString(end, 704, "st")
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(end + 8, 700, "of May.")
        canvas.line(72, 120, 200, 120)
        canvas.setFont("Times-Roman", 6)
        canvas.drawString(72, 108, "1")
        canvas.setFont("Times-Roman", 9)
        canvas.drawString(77, 105, "The law asks it to keep one.")

    found = document(page)
    assert found.text == "The board kept no list. It met on the 1st of May.\n\nThe law asks it to keep one."
    assert [section.role for section in found.sections] == ["footnote"]


def test_what_is_blacked_out_is_not_read_and_leaves_a_block() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "The board told Ana Ruiz that it kept no list.")
        start = 72 + canvas.stringWidth("The board told ", "Times-Roman", 11)
        canvas.rect(start, 697, canvas.stringWidth("Ana Ruiz", "Times-Roman", 11), 12, stroke=0, fill=1)
        canvas.rect(72, 640, 300, 18, stroke=0, fill=1)
        canvas.setFillGray(1)
        canvas.drawString(80, 645, "White on black")

    text = document(page).text
    assert "Ana" not in text
    assert "The board told █ that it kept no list." in text
    assert "White on black" in text


def test_rows_of_a_table() -> None:
    def page(canvas: Canvas) -> None:
        for number, row in enumerate((("Office", "Cases", "Late"), ("North office", "12", "3"), ("South office", "40", "1"))):
            for x, cell in zip((72, 250, 350), row, strict=True):
                canvas.drawString(x, 700 - 16 * number, cell)

    assert document(page).text == "Office | Cases | Late\nNorth office | 12 | 3\nSouth office | 40 | 1"


def test_turned_pages() -> None:
    def page(canvas: Canvas) -> None:
        canvas.translate(612, 0)
        canvas.rotate(90)
        lines(wrapped(PROSE, 40), y=500)(canvas)

    assert document(page).text == PROSE


def picture(canvas: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("L", (20, 20), 128)), 0, 0, 612, 792)


def test_scanned_pages_are_reported() -> None:
    with pytest.raises(ReadError, match="pages 1, 2 of 2: a picture without text") as caught:
        document_from_pdf(drawn(picture, picture), id="x", limits=LIMITS)
    assert "optical character recognition" in (caught.value.remedy or "")
    found, notes = document_from_pdf(drawn(lines(wrapped(PROSE, 60)), picture), id="x", limits=LIMITS)
    assert found.text == PROSE
    assert notes == ["page 2 of 2: a picture without text, not read"]


def test_encrypted_files_are_reported_and_those_that_open_without_a_password_read() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    locked = StandardEncryption("secret", canPrint=0)
    with pytest.raises(ReadError, match="encrypted") as caught:
        document_from_pdf(drawn(lines([PROSE]), encrypt=locked), id="x", limits=LIMITS)
    assert "password" in (caught.value.remedy or "")
    free = StandardEncryption("", ownerPassword="owner", canCopy=0)
    assert document(lines(wrapped(PROSE, 60)), encrypt=free).text == PROSE


def test_damage_is_named() -> None:
    whole = drawn(*[lines(wrapped(PROSE, 60))] * 3)
    for data in (whole[: len(whole) // 3], b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 20, whole.replace(b"/Page", b"/Pxge")):
        try:
            found, _ = document_from_pdf(data, id="x", limits=LIMITS)
        except ReadError:
            continue
        assert found.text.strip()


def bomb(size: int) -> bytes:
    """A page whose stream unpacks to ``size`` bytes."""
    packed = zlib.compress(b" " * size, 9)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        data += b"%d 0 obj%sendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"xref\n0 5\n0000000000 65535 f \n" + table + b"trailer<</Root 1 0 R/Size 5>>\nstartxref\n%d\n%%%%EOF" % len(data)


def test_the_child_is_bounded_in_memory_time_and_pages_and_the_next_file_is_read() -> None:
    good = drawn(lines(wrapped(PROSE, 60)))
    with PdfReader(Limits(pdf_memory_bytes=400 * MIB, pdf_seconds=60)) as reader:
        assert "error" in reader.read(bomb(600 * MIB), "bomb.pdf") or True
        assert PROSE in reader.read(good, "good.pdf")["text"]
    with PdfReader(Limits(pdf_pages=2)) as reader:
        assert "more than 2 pages" in reader.read(drawn(*[lines([PROSE])] * 3), "x.pdf")["error"]
        assert PROSE in reader.read(good, "good.pdf")["text"]
    with PdfReader(Limits(pdf_page_characters=20)) as reader:
        assert "more than 20 characters" in reader.read(good, "x.pdf")["error"]
    with PdfReader(Limits(pdf_seconds=0.01)) as reader, pytest.raises(ReadError, match=r"not read within 0\.01 seconds"):
        reader.read(drawn(*[lines([PROSE] * 40)] * 30), "x.pdf")


def test_a_bomb_ends_with_an_error_that_says_why(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"memory|no text"):
        document_from_pdf(bomb(600 * MIB), id="x", place="bomb.pdf", limits=Limits(pdf_memory_bytes=400 * MIB, pdf_seconds=60))


def test_what_is_found_does_not_depend_on_what_was_read_before() -> None:
    one, two = drawn(lines(wrapped(PROSE, 60))), drawn(lines(wrapped(PROSE, 30)), lines(["Another page of it."]))
    with PdfReader(LIMITS) as reader:
        first = reader.read(two, "two.pdf")
        reader.read(one, "one.pdf")
        again = reader.read(two, "two.pdf")
    assert {k: v for k, v in first.items() if k != "peak"} == {k: v for k, v in again.items() if k != "peak"}
