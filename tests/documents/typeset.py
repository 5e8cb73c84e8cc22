"""A small typesetter on reportlab's canvas: the parts of a document in the layouts of oversight reports.

It breaks lines, hyphenates, justifies, fills columns, sets footnotes at the foot of the column that holds their mark, and draws running
heads, covers and contents: all that a reader of PDFs must undo.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import reportlab
from reportlab.lib.pagesizes import A4, LETTER, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.documents.texts import Part, Source

FOOTNOTE = re.compile(r"\^\[([^\]]*)\]")


@dataclass(frozen=True)
class Style:
    """How a layout looks; lengths are points."""

    page: tuple[float, float] = LETTER
    columns: int = 1
    gutter: float = 18
    margin: float = 72
    font: str = "Times-Roman"
    bold: str = "Times-Bold"
    size: float = 11
    leading: float = 13.5
    space: float = 7
    """Between paragraphs."""
    indent: float = 0
    """Of the first line."""
    justify: bool = False
    hyphenate: bool = False
    glyph_spaces: bool = True
    """Whether spaces are characters, or only gaps."""
    heading_size: float = 14
    heading_bold: bool = True
    capitals: bool = False
    tracking: float = 0
    running: bool = True
    cover: bool = False
    contents: bool = False
    sidebar: bool = False
    grid: bool = True
    turned: bool = False
    label: bool = False
    """Headings in white on a dark bar."""
    ligatures: bool = False
    rule: bool = True
    bullet: str = "\u2022"


def vera() -> tuple[str, str]:
    """A TrueType face with ligatures, registered."""
    folder = Path(reportlab.__file__).parent / "fonts"
    for name, file in (("Vera", "Vera.ttf"), ("VeraBd", "VeraBd.ttf")):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(folder / file)))
    return "Vera", "VeraBd"


STYLES = {
    "release": Style(running=False, size=12, leading=15, space=10),
    "sidebar": Style(sidebar=True, font="Helvetica", bold="Helvetica-Bold", size=10, leading=12.5, glyph_spaces=False),
    "two-column": Style(columns=2, margin=54, size=10, leading=12, justify=True, hyphenate=True, glyph_spaces=False),
    "chapters": Style(cover=True, contents=True, justify=True, hyphenate=True, rule=True),
    "indented": Style(indent=18, space=0, justify=True, hyphenate=True, page=A4, glyph_spaces=False),
    "memorandum": Style(font="Courier", bold="Courier-Bold", size=10, leading=12, space=12),
    "large": Style(size=14, leading=26, space=12, heading_size=18),
    "spaced-capitals": Style(capitals=True, tracking=2.6, heading_size=13, columns=1, font="Helvetica", bold="Helvetica-Bold", size=10.5),
    "landscape": Style(turned=True, page=LETTER, size=12, leading=15),
    "ruled-tables": Style(grid=True, font="Helvetica", bold="Helvetica-Bold", size=10, leading=12, contents=True),
    "boxed": Style(label=True, heading_size=11, columns=2, margin=50, size=9.5, leading=11.5, font="Helvetica", bold="Helvetica-Bold"),
    "narrow": Style(page=(420, 595), margin=48, size=9.5, leading=11.4, justify=True, hyphenate=True, grid=False, space=5),
    "letterhead": Style(size=11.5, leading=14, ligatures=True, running=True, bullet="\u25aa"),
    "three-column": Style(page=landscape(LETTER), columns=3, margin=40, size=9.5, leading=11.5, hyphenate=True, gutter=22),
}


@lru_cache(maxsize=50_000)
def width_of(words: str, font: str, size: float) -> float:
    """The width of a word in points."""
    return float(pdfmetrics.stringWidth(words, font, size))


@dataclass
class Word:
    """A word and the number of the footnote whose mark follows it."""

    text: str
    note: int = 0
    glued: bool = False
    """Whether it stands right after the word before, as the rest of it."""


@dataclass
class Row:
    """A line ready to be set."""

    words: list[Word]
    left: float
    width: float
    size: float
    font: str
    leading: float
    justify: bool = False
    label: str = ""
    before: float = 0
    bar: bool = False
    tracking: float = 0
    cells: list[str] = field(default_factory=list)
    keep: bool = False


class Typesetter:
    """One document set in one style."""

    def __init__(self, source: Source, style: Style) -> None:
        if style.ligatures:
            font, bold = vera()
            style = replace(style, font=font, bold=bold, size=10, leading=13)
        self.source, self.style = source, style
        self.notes: list[str] = []
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=style.page, invariant=1)
        self.canvas.setTitle(source.title)
        self.wide, self.high = style.page if not style.turned else (style.page[1], style.page[0])
        self.number = 0
        self.headings: list[str] = []

    def pdf(self) -> bytes:
        """The file."""
        style = self.style
        if style.cover:
            self._begin()
            self._centred(
                [(self.source.publisher, 16), (self.source.title, 22), (self.source.number, 12), (self.source.date, 12)], self.high - 200
            )
            self.canvas.showPage()
        if style.contents:
            self._contents()
        head, rest = list(self._head()), list(self.source.parts)
        if style.sidebar:
            rest = self._sidebar(head, rest)
            head = []
        rows = [*head, *(row for part in rest for row in self._rows(part, self._column_width()))]
        self._fill(rows, style.columns)
        self.canvas.save()
        return self.buffer.getvalue()

    # --- pages ---------------------------------------------------------------------------------------------------------------------

    def _column_width(self) -> float:
        style = self.style
        return (self.wide - 2 * style.margin - (style.columns - 1) * style.gutter) / style.columns

    def _begin(self) -> None:
        self.number += 1
        if self.style.turned:
            self.canvas.translate(self.style.page[0], 0)
            self.canvas.rotate(90)
        if self.style.running and self.number > 1:
            self.canvas.setFont(self.style.font, 8.5)
            self.canvas.drawString(self.style.margin, self.high - 34, self.source.publisher)
            self.canvas.drawRightString(self.wide - self.style.margin, self.high - 34, self.source.number)
            self.canvas.drawString(self.style.margin, 26, "www.oversight.example.gov")
            self.canvas.drawRightString(self.wide - self.style.margin, 26, str(self.number))

    def _centred(self, lines: list[tuple[str, float]], top: float) -> None:
        for words, size in lines:
            for row in self._broken([Word(each) for each in words.split()], 0, self.wide - 160, size, self.style.bold):
                self.canvas.setFont(self.style.bold, size)
                self.canvas.drawCentredString(self.wide / 2, top, " ".join(word.text for word in row.words))
                top -= 1.25 * size
            top -= 24

    def _contents(self) -> None:
        self._begin()
        style, top = self.style, self.high - 100
        self.canvas.setFont(style.bold, 14)
        self.canvas.drawString(style.margin, top, "Table of Contents")
        for number, part in enumerate(each for each in self.source.parts if each.kind == "heading"):
            top -= 16
            if top < 80:
                self.canvas.showPage()
                self._begin()
                top = self.high - 100
            words = part.text if len(part.text) < 60 else part.text[:57] + "..."
            start = style.margin + 14 * part.level
            self.canvas.setFont(style.font, style.size)
            dots = (
                int(
                    (self.wide - style.margin - 20 - start - width_of(words, style.font, style.size))
                    / width_of(".", style.font, style.size)
                )
                - 2
            )
            self.canvas.drawString(start, top, f"{words} {'.' * dots}")
            self.canvas.drawRightString(self.wide - style.margin, top, str(number + 3))
        self.canvas.showPage()

    def _head(self) -> Iterator[Row]:
        width = self._column_width()
        lines = [("FOR IMMEDIATE RELEASE", 0)] if self.source.layout in ("release", "letterhead") else [(self.source.publisher, 1)]
        lines += [(self.source.date, 0), (f"Report No. {self.source.number}", 0)]
        for words, bold in lines:
            font = self.style.bold if bold else self.style.font
            yield from self._broken([Word(each) for each in words.split()], 0, width, self.style.size, font, before=10)
        title = [Word(each) for each in self.source.title.split()]
        yield from self._broken(title, 0, width, self.style.heading_size + 3, self.style.bold, before=16)

    def _sidebar(self, head: list[Row], parts: list[Part]) -> list[Part]:
        """The page of highlights: its first two sections in a narrow column at the left, its third beside them; what is left of the parts."""
        ends = [number for number, part in enumerate(parts) if part.kind == "heading"]
        left, right, rest = parts[: ends[2]], parts[ends[2] : ends[3]], parts[ends[3] :]
        self._begin()
        style, top = self.style, self.high - 60
        for row in head:
            top -= row.leading + row.before
            self._draw(row, style.margin, top)
        narrow = 0.36 * (self.wide - 2 * style.margin)
        for part_list, x, width in (
            (left, style.margin, narrow - 12),
            (right, style.margin + narrow + 12, self.wide - 2 * style.margin - narrow - 12),
        ):
            y = top - 10
            for part in part_list:
                for row in self._rows(part, width):
                    y -= row.leading + row.before
                    self._draw(row, x, y)
            self._notes_at(x, width, sorted(self._marks(part_list)), 52)
        self.canvas.showPage()
        return rest

    def _marks(self, parts: list[Part]) -> set[int]:
        words = {note for part in parts for note in FOOTNOTE.findall(part.text)}
        return {number + 1 for number, note in enumerate(self.notes) if note in words}

    def _fill(self, rows: list[Row], columns: int) -> None:
        """Set the rows into columns and pages, each footnote at the foot of the column of its mark."""
        style, width = self.style, self._column_width()
        place = 0
        while place < len(rows):
            self._begin()
            for column in range(columns):
                left = style.margin + column * (width + style.gutter)
                y, bottom = self.high - 72, 62.0
                marks: list[int] = []
                while place < len(rows):
                    row = rows[place]
                    mine = [word.note for word in row.words if word.note]
                    need = sum(self._note_height(note, width) for note in mine) + (8 if mine and not marks else 0)
                    after = rows[place + 1].leading + 20 if row.keep and place + 1 < len(rows) else 0
                    top = 0 if y == self.high - 72 else row.before
                    if y - top - row.leading - after < bottom + need and y < self.high - 72:
                        break
                    y -= top + row.leading
                    bottom += need
                    marks += mine
                    self._draw(row, left, y)
                    place += 1
                self._notes_at(left, width, marks, bottom)
            self.canvas.showPage()

    # --- footnotes -----------------------------------------------------------------------------------------------------------------

    def _note_rows(self, note: int, width: float) -> list[Row]:
        words = [Word(each) for each in self.notes[note - 1].split()]
        return list(self._broken(words, 10, width, self.style.size - 2, self.style.font, leading=self.style.size - 0.4))

    def _note_height(self, note: int, width: float) -> float:
        return sum(row.leading for row in self._note_rows(note, width)) + 2

    def _notes_at(self, left: float, width: float, notes: list[int], top: float) -> None:
        """Draw footnotes from ``top`` down, below a rule."""
        if not notes:
            return
        if self.style.rule:
            self.canvas.setLineWidth(0.5)
            self.canvas.line(left, top - 3, left + min(144, 0.4 * width), top - 3)
        y = top - 8
        for note in notes:
            for number, row in enumerate(self._note_rows(note, width)):
                y -= row.leading
                if number == 0:
                    self.canvas.setFont(self.style.font, row.size * 0.65)
                    self.canvas.drawString(left + 2, y + row.size * 0.38, str(note))
                self._draw(row, left, y)
            y -= 2

    # --- rows ----------------------------------------------------------------------------------------------------------------------

    def _words(self, text: str) -> list[Word]:
        words: list[Word] = []
        done = 0
        for found in FOOTNOTE.finditer(text):
            words += [Word(each) for each in text[done : found.start()].split()]
            self.notes.append(found[1])
            words[-1].note = len(self.notes)
            done = found.end()
        return words + [Word(each) for each in text[done:].split()]

    def _rows(self, part: Part, width: float) -> Iterator[Row]:
        style = self.style
        if part.kind == "heading":
            yield from self._heading(part, width)
        elif part.kind == "paragraph":
            words = self._words(part.text)
            yield from self._broken(words, 0, width, style.size, style.font, style.leading, style.space, style.justify, style.indent)
        elif part.kind == "quotation":
            words = self._words(part.text)
            yield from self._broken(words, 30, width - 30, style.size, style.font, style.leading, style.space, style.justify)
        elif part.kind == "table":
            for number, cells in enumerate(part.rows):
                yield Row(
                    [],
                    0,
                    width,
                    style.size - 0.5,
                    style.bold if number == 0 else style.font,
                    style.leading + 4,
                    cells=list(cells),
                    before=style.space + 6 if not number else 0,
                )
        else:
            for number, item in enumerate(part.items, 1):
                label = style.bullet if part.kind == "list" else f"{number}."
                rows = self._broken(self._words(item), 22, width, style.size, style.font, style.leading, style.space, style.justify)
                for place, row in enumerate(rows):
                    row.label = label if place == 0 else ""
                    yield row

    def _heading(self, part: Part, width: float) -> Iterator[Row]:
        style = self.style
        size = style.heading_size - 1.5 * (part.level - 1)
        text = part.text.upper() if style.capitals else part.text
        font = style.bold if style.heading_bold else style.font
        rows = list(self._broken([Word(each) for each in text.split()], 0, width * (0.62 if style.tracking else 1), size, font, before=14))
        for number, row in enumerate(rows):
            row.bar, row.tracking, row.keep = style.label, style.tracking, True
            row.before = 14 if number == 0 else 0
            yield row

    def _broken(
        self,
        words: list[Word],
        left: float,
        width: float,
        size: float,
        font: str,
        leading: float = 0,
        before: float = 0,
        justify: bool = False,
        indent: float = 0,
    ) -> Iterator[Row]:
        """The words as rows of at most ``width``, broken and hyphenated."""
        space = width_of(" ", font, size)
        here: list[Word] = []
        used = left + indent
        first = True
        waiting = list(reversed(words))
        while waiting:
            word = waiting.pop()
            need = width_of(self._shown(word.text), font, size) + (space if here else 0) + (6 if word.note else 0)
            if used + need <= width or not here:
                here.append(word)
                used += need
                continue
            split = self._hyphenated(word, width - used - space, font, size) if self.style.hyphenate and font == self.style.font else None
            if split:
                here.append(split[0])
                waiting.append(split[1])
            else:
                waiting.append(word)
            yield Row(
                here, left + (indent if first else 0), width, size, font, leading or 1.22 * size, justify, before=before if first else 0
            )
            here, used, first = [], left, False
        if here:
            yield Row(here, left + (indent if first else 0), width, size, font, leading or 1.22 * size, before=before if first else 0)

    def _shown(self, words: str) -> str:
        return words.replace("fi", "\ufb01").replace("fl", "\ufb02") if self.style.ligatures else words

    def _hyphenated(self, word: Word, room: float, font: str, size: float) -> tuple[Word, Word] | None:
        """The word in two parts of which the first fits, broken before a consonant and a vowel, or at its own hyphen."""
        text = word.text
        if "-" in text[1:-1] and text.replace("-", "").isalpha():
            cut = text.index("-", 1)
            return (Word(text[: cut + 1]), Word(text[cut + 1 :], word.note)) if width_of(text[: cut + 1], font, size) <= room else None
        if len(text) < 8 or not text.isalpha() or not text.islower():
            return None
        for cut in range(len(text) - 3, 2, -1):
            if text[cut] not in "aeiou" and text[cut + 1] in "aeiou" and width_of(text[:cut] + "-", font, size) <= room:
                return Word(text[:cut] + "-"), Word(text[cut:], word.note)
        return None

    def _draw(self, row: Row, left: float, y: float) -> None:
        canvas, style = self.canvas, self.style
        if row.bar:
            canvas.setFillGray(0.1)
            canvas.rect(left - 3, y - 0.3 * row.size, row.width + 6, 1.25 * row.size, stroke=0, fill=1)
            canvas.setFillGray(1)
        canvas.setFont(row.font, row.size)
        if row.cells:
            self._draw_cells(row, left, y)
        if row.label:
            canvas.drawString(left + 6, y, row.label)
        x = left + row.left
        words = [self._shown(word.text) for word in row.words]
        natural = sum(width_of(word, row.font, row.size) for word in words)
        space = width_of(" ", row.font, row.size)
        if row.justify and len(words) > 4:
            marks = 6 * sum(1 for word in row.words if word.note)
            space = min(3 * space, (row.width - row.left - natural - marks) / (len(words) - 1))
        if style.glyph_spaces and not row.justify and not any(word.note for word in row.words):
            canvas.drawString(x, y, " ".join(words), charSpace=row.tracking)
        else:
            for word, shown in zip(row.words, words, strict=True):
                canvas.setFont(row.font, row.size)
                canvas.drawString(x, y, shown, charSpace=row.tracking)
                x += width_of(shown, row.font, row.size)
                if word.note:
                    canvas.setFont(row.font, row.size * 0.62)
                    canvas.drawString(x + 0.4, y + row.size * 0.36, str(word.note))
                    x += 6
                x += space
        if row.bar:
            canvas.setFillGray(0)

    def _draw_cells(self, row: Row, left: float, y: float) -> None:
        starts = [0, 0.62 * row.width, 0.8 * row.width]
        for start, cell in zip(starts, row.cells, strict=True):
            words = cell
            while width_of(words, row.font, row.size) > 0.58 * row.width:
                words = words.rsplit(" ", 1)[0]
            self.canvas.drawString(left + start + 4, y, words)
        if self.style.grid:
            self.canvas.setLineWidth(0.5)
            self.canvas.rect(left, y - 5, row.width, row.leading, stroke=1, fill=0)


def pdf(source: Source) -> bytes:
    """The document as a PDF in its layout."""
    return Typesetter(source, STYLES[source.layout]).pdf()
