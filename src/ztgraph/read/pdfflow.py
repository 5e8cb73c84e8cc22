"""Lines of pages to blocks: paragraphs with their words joined across lines, columns and pages, headings, items, rows and footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from ztgraph.model import Piece
from ztgraph.read.blocks import Block, row_blocks
from ztgraph.read.characters import joins, vocabulary
from ztgraph.read.metadata import stands_alone
from ztgraph.read.pdflines import BULLETS, Line
from ztgraph.read.pdfpages import Page, body_size
from ztgraph.read.publishers import is_letterhead
from ztgraph.read.turns import begins_turn

_NUMBER: Final = re.compile(r"(?:\(?\d{1,2}[.)]|\([a-z]\)|[a-z][.)])\s+(?=\S)")
_BULLET: Final = re.compile(rf"(?:[{re.escape(''.join(BULLETS))}]|o(?=\s+[A-Z]))\s+(?=\S)")
_CLOSED: Final = re.compile(r"[.!?:;][\"'”’)\]]*\d{0,2}$")
_NOTE_START: Final = re.compile(r"(?:\d{1,3}|[*†‡§])\s+(?=[A-Z“\"(§])")
_HEADING_WORDS: Final = 24
_LARGER: Final = 1.08


class Paragraph:
    """Lines that make one block."""

    def __init__(self, first: Line) -> None:
        self.lines = [first]

    @property
    def size(self) -> float:
        """The size of most of its text."""
        sizes: Counter[float] = Counter()
        for line in self.lines:
            sizes[round(line.size, 1)] += len(line.text)
        return max(sizes, key=lambda size: sizes[size])

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)

    @property
    def last(self) -> Line:
        """Its last line."""
        return self.lines[-1]

    @property
    def is_item(self) -> bool:
        """Whether it begins with a bullet or a number."""
        return bool(_BULLET.match(self.lines[0].text) or _NUMBER.match(self.lines[0].text))


def blocks_of(pages: Sequence[Page]) -> list[Block]:
    """The blocks of a document in reading order, with pages and pieces; footnotes follow the paragraph that they interrupt."""
    words = vocabulary("\n".join(page.raw for page in pages))
    size = body_size([[line for region in page.regions for line in region] for page in pages])
    edges = _edges(pages)
    blocks: list[Block] = []
    pending: list[Block] = []
    open_: Paragraph | None = None
    sizes = _heading_sizes(pages, size)
    note: Paragraph | None = None

    def close(after: Paragraph | None = None) -> None:
        nonlocal open_
        listed = open_ is not None and after is not None and after.is_item and (open_.is_item or open_.last.text.endswith(":"))
        if open_ is not None:
            blocks.append(_block(open_, size, sizes, words))
        open_ = None
        if not listed:  # a list is not interrupted either
            blocks.extend(pending)
            pending.clear()

    for page in pages:
        paragraphs = [paragraph for region in page.regions for paragraph in _paragraphs(region)]
        resumed = -1
        for place, paragraph in enumerate(paragraphs):
            if paragraph.lines[0].cells:
                close()
                blocks.extend(_rows(paragraph))
            elif open_ is not None and place <= resumed:
                if place == resumed:
                    open_.lines += paragraph.lines
                else:
                    pending.append(_block(paragraph, size, sizes, words))
            elif open_ is not None and _goes_on(open_, paragraph, edges, size):
                open_.lines += paragraph.lines
            elif open_ is not None and (resumed := _resumes(open_, paragraphs, place, size)) > place:
                pending.append(_block(paragraph, size, sizes, words))
            else:
                close(paragraph)
                broken = _hand_broken(paragraph, edges, size)
                blocks.extend(_block(line, size, sizes, words) for line in broken[:-1])
                open_ = broken[-1]
        for number, each in enumerate(_notes(page.notes)):
            if number == 0 and note is not None and not _begins_note(each.lines[0]) and pending:
                note.lines += each.lines
                pending[-1] = _note(note, words)
            else:
                note = each
                pending.append(_note(each, words))
        if open_ is None:
            blocks.extend(pending)
            pending.clear()
    close()
    return blocks


def _edges(pages: Sequence[Page]) -> dict[int, tuple[float, float]]:
    """The left and right edge of the region of each line, by the line's id."""
    found: dict[int, tuple[float, float]] = {}
    for page in pages:
        for region in page.regions:
            left, right = min(line.x0 for line in region), max(line.x1 for line in region)
            for line in region:
                found[id(line)] = (left, right)
    return found


def _paragraphs(region: Sequence[Line]) -> Iterable[Paragraph]:
    """The paragraphs of one region, from its gaps, indents, styles and bullets."""
    if not region:
        return
    left, right = min(line.x0 for line in region), max(line.x1 for line in region)
    gaps = [
        above.y - below.y
        for above, below in pairwise(region)
        if abs(above.size - below.size) < 0.6 and 0 < above.y - below.y < 2.2 * above.size
    ]
    leading = _leading(gaps)
    here: Paragraph | None = None
    for line in region:
        if here is not None and not _begins(here, line, left, right, leading):
            here.lines.append(line)
            continue
        if here is not None:
            yield here
        here = Paragraph(line)
    if here is not None:
        yield here


def _leading(gaps: list[float]) -> float:
    """The usual distance of two base lines inside a paragraph: the smallest that is common."""
    if not gaps:
        return 0.0
    counts = Counter(round(gap * 2) / 2 for gap in gaps)
    common = [gap for gap, count in counts.items() if count >= 0.2 * len(gaps)]
    return min(common) if common else median(gaps)


def _begins(here: Paragraph, line: Line, left: float, right: float, leading: float) -> bool:
    """Whether a line begins a new paragraph below the lines of ``here``."""
    last, first = here.last, here.lines[0]
    if line.cells or last.cells or line.page != last.page:
        return True
    gap = last.y - line.y
    usual = leading or 1.25 * last.size
    if gap < 0 or gap > max(usual * 1.28, usual + 2.0) or gap > 2.2 * max(last.size, line.size):
        # In large type the lines of one heading stand further apart than those of the body.
        same = abs(line.size - last.size) < 0.6 and line.size > 1.25 * (usual / 1.2) and 0 < gap < 1.45 * line.size
        if not same:
            return True
    if abs(line.size - last.size) > 0.08 * max(line.size, last.size) or (
        line.bold != last.bold and (here.bold or line.bold) and _is_whole(here, line)
    ):
        return True
    if _BULLET.match(line.text) or (_NUMBER.match(line.text) and (_CLOSED.search(last.text) or here.is_item) and line.x0 <= first.x0 + 2):
        return True
    if here.is_item:
        # The lines of an item hang below its words, not below its bullet.
        return line.x0 < first.x0 + 1 and _CLOSED.search(last.text) is not None and len(here.lines) > 1 and here.lines[1].x0 > first.x0 + 2
    if last.x1 < right - 0.25 * (right - left) and len(here.lines) == 1 and (stands_alone(last.text) or stands_alone(line.text)):
        return True
    if begins_turn(line.text) and line.x0 > left + 0.8 * line.size and _CLOSED.search(last.text):
        return True
    indented = line.x0 - left > 0.8 * line.size and last.x0 - left < 0.4 * line.size
    if indented and line.x0 - left < 6 * line.size and _CLOSED.search(last.text):
        return True
    short = last.x1 < right - 0.25 * (right - left)
    return short and bool(re.search(r"[.!?:][\"'”’)\]]*$", last.text)) and line.text[:1].isupper()


def _is_whole(here: Paragraph, line: Line) -> bool:
    """Whether a change of weight between two lines parts them: not where a bold run-in head breaks within its first lines."""
    return (here.bold and not line.bold and bool(_CLOSED.search(here.last.text) is None)) or (not here.bold and line.bold)


def _goes_on(open_: Paragraph, paragraph: Paragraph, edges: dict[int, tuple[float, float]], size: float) -> bool:
    """Whether a paragraph of the next column or page goes on with the open one."""
    last, first = open_.last, paragraph.lines[0]
    if edges.get(id(last)) == edges.get(id(first)) and last.page == first.page:
        return False
    if abs(last.size - first.size) > 0.08 * last.size or open_.bold or paragraph.bold or paragraph.is_item or open_.size > _LARGER * size:
        return False
    if _CLOSED.search(last.text):
        return False
    left, right = edges.get(id(last), (last.x0, last.x1))
    return first.text[:1].islower() or last.text.endswith("-") or last.x1 > right - 0.2 * (right - left)


def _resumes(open_: Paragraph, paragraphs: Sequence[Paragraph], place: int, size: float) -> int:
    """Where an unfinished paragraph goes on behind what is set into it in other type, as a pull quote is; -1 where it does not."""
    last = open_.last
    if _CLOSED.search(last.text) or open_.bold or open_.size > _LARGER * size:
        return -1
    for number, paragraph in enumerate(paragraphs[place : place + 4], place):
        first = paragraph.lines[0]
        if first.cells:
            return -1
        other = abs(first.size - last.size) > 0.08 * last.size or paragraph.bold
        if not other:
            return number if number > place and first.text[:1].islower() and not paragraph.is_item else -1
    return -1


def _hand_broken(paragraph: Paragraph, edges: dict[int, tuple[float, float]], size: float) -> list[Paragraph]:
    """The lines of an address, a signature or a list of copies as paragraphs of their own: short lines that were ended by hand.

    The first word of the next line would have had room on each; names of organisations one below the other are parted in any type.
    """
    lines = paragraph.lines
    if len(lines) < 2 or len(lines) > 12 or any(line.cells for line in lines):
        return [paragraph]
    if all(is_letterhead(line.text) for line in lines):
        return [Paragraph(line) for line in lines]
    left, right = edges.get(id(lines[0]), (lines[0].x0, lines[0].x1))
    widest = max(line.x1 for line in lines)
    if (
        paragraph.bold
        or paragraph.size > _LARGER * size
        or paragraph.is_item
        or max(line.x1 - line.x0 for line in lines) > 0.55 * (right - left)
    ):
        return [paragraph]
    if not all(line.text[0].isupper() or line.text[0] in "/(0123456789" or line.text.startswith("cc:") for line in lines):
        return [paragraph]
    needs = [line.x1 + _first_word(after) for line, after in pairwise(lines)]
    if max(needs) > right or (len(lines) > 2 and min(needs) > widest):
        return [paragraph]
    if len(lines) == 2 and widest - min(line.x0 for line in lines) > 0.4 * (right - left):
        return [paragraph]
    return [Paragraph(line) for line in lines]


def _first_word(line: Line) -> float:
    """About how much room the first word of a line needs, with a space before it."""
    return (line.x1 - line.x0) / max(1, len(line.text)) * (len(line.text.split()[0]) + 1)


def _heading_sizes(pages: Sequence[Page], size: float) -> list[float]:
    """The sizes larger than the body's, the largest first: their places are the ranks of headings."""
    sizes = {round(line.size, 0) for page in pages for region in page.regions for line in region if line.size > _LARGER * size}
    return sorted(sizes, reverse=True)


def _block(paragraph: Paragraph, size: float, sizes: list[float], words: frozenset[str]) -> Block:
    block = joined(paragraph.lines, words)
    bullet = _BULLET.match(block.text)
    if bullet:
        return cut(block, bullet.end(), "item")
    if _NUMBER.match(block.text) and not paragraph.bold and paragraph.size <= _LARGER * size:
        block.kind = "item"
        return block
    larger = paragraph.size > _LARGER * size
    many = len(block.text.split())
    ended = block.text[-1:] in ".;,"
    if many <= _HEADING_WORDS and not ended and (larger or paragraph.bold or (block.text.isupper() and many > 1)):
        block.kind = "heading"
        block.level = min(6, sizes.index(round(paragraph.size, 0)) + 1) if larger and round(paragraph.size, 0) in sizes else 7
    return block


def joined(lines: Sequence[Line], words: frozenset[str]) -> Block:
    """The lines as one text: words that a line end breaks put together, with pages and the way back to the raw characters."""
    parts: list[str] = []
    pieces: list[Piece] = []
    pages: list[tuple[int, int]] = []
    length = 0
    for number, line in enumerate(lines):
        text, place = line.text, line.raw
        after = lines[number + 1].text if number + 1 < len(lines) else ""
        if not pages or pages[-1][1] != line.page:
            pages.append((length, line.page))
        space = " " if after else ""
        if after and text.endswith("-") and len(text) > 1 and text[-2].isalpha() and after[0].isalpha():
            space = ""
            if joins(text[:-1], after, words):
                text = text[:-1]
        pieces.append(Piece(length, place, len(text)))
        parts += [text, space]
        length += len(text) + len(space)
    return Block("paragraph", "".join(parts), pages=pages, pieces=pieces)


def cut(block: Block, start: int, kind: str) -> Block:
    """The block without its first ``start`` characters."""
    pieces = [
        Piece(max(0, piece.start - start), piece.place + max(0, start - piece.start), piece.length - max(0, start - piece.start))
        for piece in block.pieces
        if piece.start + piece.length > start
    ]
    pages = [(max(0, offset - start), page) for offset, page in block.pages]
    return Block(kind, block.text[start:], block.level, pages, [], pieces)  # type: ignore[arg-type]


def _rows(paragraph: Paragraph) -> list[Block]:
    """The blocks of the rows of a table."""
    found: list[Block] = []
    for line in paragraph.lines:
        made = row_blocks(line.cells)
        for block in made:
            block.pages = [(0, line.page)]
            marks = 2 * block.text.count(" | ")  # between cells the raw text has a line end only
            block.pieces = [Piece(0, line.raw, max(1, len(block.text) - marks))]
        found += made
    return found


def _begins_note(line: Line) -> bool:
    return bool(line.mark or _NOTE_START.match(line.text))


def _notes(lines: Sequence[Line]) -> list[Paragraph]:
    """The footnotes of a page; what comes before the first mark goes on from the page before."""
    found: list[Paragraph] = []
    for line in lines:
        if found and not _begins_note(line):
            found[-1].lines.append(line)
        else:
            found.append(Paragraph(line))
    return found


def _note(paragraph: Paragraph, words: frozenset[str]) -> Block:
    block = joined(paragraph.lines, words)
    mark = _NOTE_START.match(block.text)
    return cut(block, mark.end() if mark else 0, "footnote")
