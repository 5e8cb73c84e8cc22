"""Characters of a page to lines in reading order: words, columns, the marks of footnotes, rows of tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from ztgraph.read.characters import close_up, is_spaced_out
from ztgraph.read.pdfchars import BLOCK, Glyph, mended

_WORD_GAP: Final = 0.17  # of the size: a wider gap than this between two letters is a space
_SPLIT_GAP: Final = 0.7  # of the size: a wider gap than this may lie between two columns
_LINE_GAP: Final = 1.3  # of the size: a narrower gap than this, where no columns are, lies between two words
_MARK: Final = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§]{1,2})[\])]?(?:,\s?\d{1,3})*")
_ORDINAL: Final = re.compile(r"st|nd|rd|th")
BULLETS: Final = frozenset("•●▪◦■–—*·►○◉❑❒➢➤✓✔‣⁃∙◆◇▸▶§»-\uf0b7\uf0a7\uf0d8\uf06e\uf06c\uf071")
_LABEL: Final = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2})+\.?|o")


@dataclass(slots=True)
class Line:
    """A stretch of text on one line of one column, or a row of a table (``cells``)."""

    x0: float
    x1: float
    y: float
    size: float
    text: str
    bold: bool
    page: int = 0
    mark: str = ""
    """The raised number that it begins with: that of a footnote."""
    cells: list[str] = field(default_factory=list)
    region: int = 0
    raw: int = 0
    """Where its text begins in the raw text of the file."""


@dataclass(slots=True)
class _Span:
    """Characters that follow each other on one base line."""

    glyphs: list[Glyph]
    x0: float
    x1: float
    y: float
    size: float

    @property
    def text(self) -> str:
        """Its characters, with spaces where the gaps are wide."""
        gaps = [(after.x0 - before.x1) / max(before.size, 0.1) for before, after in pairwise(self.glyphs)]
        letters = [gap for gap, g in zip(gaps, self.glyphs, strict=False) if not g.text.isspace()]
        wide = _WORD_GAP
        if len(letters) > 5 and (usual := median(letters)) > 0.1:
            wide = usual + 0.14  # letters set apart
        parts = [mended(self.glyphs[0].text)]
        for gap, glyph in zip(gaps, self.glyphs[1:], strict=True):
            if gap > wide and parts[-1] != " " and not glyph.text.isspace():
                parts.append(" ")
            parts.append(mended(glyph.text))
        return " ".join("".join(parts).split())


def spans(glyphs: Sequence[Glyph]) -> list[_Span]:
    """Runs of characters in the order of drawing; one drawn twice to look bold counts once."""
    found: list[_Span] = []
    here: _Span | None = None
    for glyph in glyphs:
        if here is not None and abs(glyph.y - here.y) <= 0.08 * max(glyph.size, here.size):
            gap = glyph.x0 - here.x1
            last = here.glyphs[-1]
            if last.text == glyph.text and abs(glyph.x0 - last.x0) < 0.08 * glyph.size and not glyph.text.isspace():
                continue
            if -0.5 * glyph.size < gap < _SPLIT_GAP * glyph.size:
                here.glyphs.append(glyph)
                here.x1 = max(here.x1, glyph.x1)
                here.size = max(here.size, glyph.size) if not glyph.text.isspace() else here.size
                continue
        if glyph.text.isspace():
            continue  # an indent of spaces: the line begins where its words do
        here = _Span([glyph], glyph.x0, glyph.x1, glyph.y, glyph.size)
        found.append(here)
    return [span for span in found if any(not glyph.text.isspace() for glyph in span.glyphs)]


def stretches(glyphs: Sequence[Glyph]) -> list[Line]:
    """The stretches of text of a page: spans on one base line, joined where no wider gap lies between them, from top to bottom."""
    lines: list[Line] = []
    raised: list[_Span] = []
    rows: list[list[_Span]] = []
    parts = sorted(spans(glyphs), key=lambda span: (-span.y, span.x0))
    for span in parts:
        row = rows[-1] if rows else None
        if row is not None and abs(row[0].y - span.y) <= 0.25 * min(row[0].size, span.size):
            row.append(span)
        else:
            rows.append([span])
    by_row = [sorted(row, key=lambda span: span.x0) for row in rows]
    marks: dict[int, list[_Span]] = {}
    kept: list[list[_Span]] = []
    for number, row in enumerate(by_row):
        below = [span for other in by_row[number + 1 : number + 4] for span in other]
        plain = []
        for span in row:
            base = next((other for other in below if _is_raised(span, other)), None)
            if base is not None:
                marks.setdefault(id(base), []).append(span)
                raised.append(span)
            else:
                plain.append(span)
        if plain:
            kept.append(plain)
    for row in kept:
        lines += _joined(row, marks)
    return lines


def _is_raised(span: _Span, other: _Span) -> bool:
    """Whether ``span`` stands raised at ``other``: smaller, a little above its base line, and touching it or inside it."""
    if span.size > 0.8 * other.size or not 0.15 * other.size < span.y - other.y < 0.75 * other.size:
        return False
    before = 2 * other.size if _MARK.fullmatch(span.text) else 0.6 * other.size  # the mark of a footnote may stand out from it
    return other.x0 - before - (span.x1 - span.x0) <= span.x0 <= other.x1 + 0.6 * other.size and len(span.glyphs) <= 12


def _joined(row: list[_Span], marks: dict[int, list[_Span]]) -> list[Line]:
    """The stretches of one row."""
    found: list[Line] = []
    for span in row:
        text, mark = span.text, ""
        for high in sorted(marks.get(id(span), ()), key=lambda each: each.x0):
            words = high.text
            if _ORDINAL.fullmatch(words):
                text = _insert(span, high, words)
            elif high.x0 <= span.x0 and _MARK.fullmatch(words):
                mark = words.strip("[]()")
            elif not _MARK.fullmatch(words):
                text = _insert(span, high, words)
        bold = sum(glyph.bold for glyph in span.glyphs) * 2 > len(span.glyphs)
        if is_spaced_out(text):
            text = close_up(text)
        last = found[-1] if found else None
        if last is not None:
            gap = span.x0 - last.x1
            label = last.text in BULLETS or _LABEL.fullmatch(last.text)
            if gap < _SPLIT_GAP * span.size or (label and gap < 5 * span.size):
                space = " " if gap > _WORD_GAP * span.size or label or BLOCK in (text, last.text[-1:]) else ""
                if abs(last.x0 - span.x0) < 0.5 and last.text == text:
                    continue  # drawn twice to look bold
                found[-1] = Line(
                    last.x0,
                    max(last.x1, span.x1),
                    last.y,
                    max(last.size, span.size),
                    last.text + space + text,
                    last.bold and bold,
                    mark=last.mark,
                )
                continue
        found.append(Line(span.x0, span.x1, span.y, _usual_size(span), text, bold, mark=mark))
    return [line for line in found if line.text]


def _usual_size(span: _Span) -> float:
    """The size of most of its characters: small capitals have two."""
    sizes = Counter(round(glyph.size, 1) for glyph in span.glyphs if not glyph.text.isspace())
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else span.size


def _insert(span: _Span, high: _Span, words: str) -> str:
    """The text of a span with what stands raised in its middle or at its end: "1st", "m2"."""
    before = [glyph for glyph in span.glyphs if glyph.x0 < high.x0]
    after = [glyph for glyph in span.glyphs if glyph.x0 >= high.x0]
    left = _Span(before, span.x0, span.x1, span.y, span.size).text if before else ""
    right = _Span(after, span.x0, span.x1, span.y, span.size).text if after else ""
    spaced = bool(after) and (after[0].text.isspace() or after[0].x0 - high.x1 > _WORD_GAP * span.size)
    return f"{left}{words}{' ' if spaced and right else ''}{right}"


def in_reading_order(lines: list[Line], depth: int = 0) -> list[list[Line]]:
    """The lines as regions in reading order, each from top to bottom: columns one after the other, what spans them in its place."""
    lines = sorted(lines, key=lambda line: (-line.y, line.x0))
    gutter = _gutter(lines) if depth < 3 and len(lines) > 5 else None
    if gutter is None:
        return [lines] if lines else []
    regions: list[list[Line]] = []
    for band, is_columns in _bands(lines, gutter):
        if is_columns:
            for side in ([line for line in band if line.x1 <= gutter], [line for line in band if line.x1 > gutter]):
                regions += in_reading_order(side, depth + 1)
        elif regions and not _was_columns(regions, gutter):
            regions[-1] += band
        else:
            regions.append(list(band))
    return regions


def _was_columns(regions: list[list[Line]], gutter: float) -> bool:
    """Whether the last region is a column, not lines across the page."""
    return all(line.x1 <= gutter for line in regions[-1]) or all(line.x0 >= gutter for line in regions[-1])


def _gutter(lines: list[Line]) -> float | None:
    """Where a gap runs down between two columns of prose, None where there is none."""
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    starts = Counter(round(line.x0 / 3) for line in lines)
    best: tuple[int, float] | None = None
    for start, count in sorted(starts.items()):
        place = start * 3 - 3.0
        if count < 3 or not left + 0.15 * (right - left) < place < left + 0.9 * (right - left):
            continue
        held = sum(len(band) for band, is_columns in _bands(lines, place) if is_columns)
        if held and (best is None or held > best[0]):
            best = (held, place)
    return best[1] if best else None


def _bands(lines: list[Line], gutter: float) -> list[tuple[list[Line], bool]]:
    """The lines cut into bands from top to bottom: those with text on both sides of the gutter and none across, and the others."""
    bands: list[tuple[list[Line], bool]] = []
    here: list[Line] = []
    for line in [*lines, None]:
        if line is not None and not line.x0 < gutter < line.x1:
            here.append(line)
            continue
        if here:
            bands.append((here, _is_columns(here, gutter)))
            here = []
        if line is not None:
            bands.append(([line], False))
    joined: list[tuple[list[Line], bool]] = []
    for band, is_columns in bands:
        if joined and not is_columns and not joined[-1][1]:
            joined[-1] = (joined[-1][0] + band, False)
        else:
            joined.append((band, is_columns))
    return joined


def _is_columns(band: list[Line], gutter: float) -> bool:
    """Whether both sides hold prose: some lines each, long enough for prose, a clear gap between them."""
    left, right = [line for line in band if line.x1 <= gutter], [line for line in band if line.x1 > gutter]
    if len(left) < 3 or len(right) < 3:
        return False
    size = median(line.size for line in band)
    # One or two lines may stand in the gutter: a page number at its foot, a mark.
    ends, starts = sorted(line.x1 for line in left), sorted(line.x0 for line in right)
    spare = 2 if len(band) > 16 else 0
    if starts[min(spare, len(starts) - 1)] - ends[max(0, len(ends) - 1 - spare)] < 0.5 * size:
        return False
    long = [_prose_share(side) for side in (left, right)]
    return min(long) > 0.4 and max(long) > 0.5


def _prose_share(side: list[Line]) -> float:
    """The share of the lines that are about as long as most and hold several words: lines of prose do, cells seldom."""
    rows: dict[int, tuple[float, float, int]] = {}
    for line in side:
        left, right, words = rows.get(round(line.y), (line.x0, line.x1, 0))
        rows[round(line.y)] = (min(left, line.x0), max(right, line.x1), words + len(line.text.split()))
    widths = sorted(right - left for left, right, _ in rows.values())
    usual = widths[int(0.8 * (len(widths) - 1))]
    if usual < 8 * median(line.size for line in side):
        return 0.0
    return sum(right - left > 0.6 * usual and words > 2 for left, right, words in rows.values()) / len(rows)


def rows_of(region: list[Line]) -> list[Line]:
    """A region with stretches on one base line made rows; the lines of a table that break inside their cells are put together."""
    rows: list[list[Line]] = []
    for line in region:
        if rows and abs(rows[-1][0].y - line.y) <= 0.3 * min(rows[-1][0].size, line.size):
            rows[-1].append(line)
        else:
            rows.append([line])
    rows = [_near_joined(sorted(row, key=lambda line: line.x0)) for row in rows]
    found: list[Line] = []
    number = 0
    while number < len(rows):
        end = number
        while end < len(rows) and (len(rows[end]) > 1 or (end > number and _continues(rows[end][0], rows[end - 1]))):
            end += 1
        if end - number > 1 and sum(len(row) > 1 for row in rows[number:end]) > 1:
            found += _table(rows[number:end])
            number = end
            continue
        row = sorted(rows[number], key=lambda line: line.x0)
        if len(row) == 1:
            found.append(row[0])
        else:
            found.append(_row(row[0], row[-1], [line.text for line in row]))
        number += 1
    return found


def _near_joined(row: list[Line]) -> list[Line]:
    """The stretches of one base line with those put together between which only a wide space lies: no columns part them."""
    found = [row[0]]
    for line in row[1:]:
        last = found[-1]
        if line.x0 - last.x1 < _LINE_GAP * max(line.size, last.size):
            last.text, last.x1, last.bold = f"{last.text} {line.text}", max(last.x1, line.x1), last.bold and line.bold
            last.size = max(last.size, line.size)
        else:
            found.append(line)
    return found


def _continues(line: Line, row: list[Line]) -> bool:
    """Whether a line alone goes on in a cell of the row above it: close below, and not in the first column."""
    first = min(each.x0 for each in row)
    return row[0].y - line.y < 1.6 * line.size and line.x0 > first + line.size and any(abs(line.x0 - each.x0) < 4 for each in row)


def _table(rows: list[list[Line]]) -> list[Line]:
    """The rows of a table by its columns; a row without a first cell goes on with the one above."""
    starts: list[float] = []
    for x in sorted(line.x0 for row in rows for line in row):
        if not starts or x - starts[-1] > 12:
            starts.append(x)
    found: list[Line] = []
    for row in rows:
        ordered = sorted(row, key=lambda line: line.x0)
        cells = [""] * len(starts)
        for line in ordered:
            column = min(range(len(starts)), key=lambda number: abs(starts[number] - line.x0))
            cells[column] = f"{cells[column]} {line.text}".strip()
        if found and not cells[0] and found[-1].cells:
            above = found[-1]
            above.cells = [f"{a} {b}".strip() for a, b in zip(above.cells, cells, strict=True)]
            above.text = " | ".join(filter(None, above.cells))
        else:
            found.append(_row(ordered[0], ordered[-1], cells))
    return found


def _row(first: Line, last: Line, cells: list[str]) -> Line:
    return Line(first.x0, last.x1, first.y, first.size, " | ".join(filter(None, cells)), first.bold, first.page, cells=cells, raw=first.raw)
