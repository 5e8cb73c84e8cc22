"""Plain text as programs and people lay it out: what stands in the way of reading is mended, with a map back to the text as it was.

A text in which nothing is to be mended stays as it is, to the character. Mended are odd characters, words broken at line ends, headings in
letters set apart, foreign bullets, headings and release lines run into what follows, and, in texts with page breaks, running heads and
page numbers; tables of contents are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from ztgraph.limits import DEFAULT_LIMITS, Limits
from ztgraph.model import Document, Origin, PageStart, Piece
from ztgraph.read.blocks import Body
from ztgraph.read.characters import ACCENTED, MENDED, ODD, close_up, composed, is_spaced_out, joins, vocabulary
from ztgraph.read.linenumbers import numbered_lines
from ztgraph.read.metadata import Metadata, is_release_line
from ztgraph.read.plain import document_from_body
from ztgraph.read.sections import Headed, mark_sections

LEADER: Final = re.compile(r"(?:\.[ \u00a0]?){4,}[ \t]*(?:\d{1,4}|[ivxlc]{1,6})?[ \t]*$|[…·_]{3,}[ \t]*(?:\d{1,4}|[ivxlc]{1,6})[ \t]*$")
PAGE_NUMBER: Final = re.compile(
    r"[ \t]*(?:[-–—|][ \t]*)?(?:page[ \t]+)?(?:\d{1,4}|[ivxlc]{1,6}|[A-Z]-\d{1,3})(?:[ \t]*(?:of|/)[ \t]*\d{1,4})?(?:[ \t]*[-–—|])?[ \t]*",
    re.IGNORECASE,
)
_PAGE_OF: Final = re.compile(
    r"[ \t]*(?:[-–—][ \t]*)?page[ \t]+\d{1,4}(?:[ \t]+of[ \t]+\d{1,4})?[ \t]*(?:[-–—][ \t]*)?|[ \t]*-[ \t]?\d{1,4}[ \t]?-[ \t]*",
    re.IGNORECASE,
)
_FOREIGN_BULLET: Final = re.compile(r"^(?P<space>[ \t]*)(?P<mark>[○◉❑❒❖➢➤✓✔‣⁃∙»◆◇▸▶☐¤§]|o)(?=[ \t]+\S)")
_ITEM: Final = re.compile(r"[ \t]*(?:[•●▪◦■–—*·►-]|\(?\d{1,2}[.)]|\([a-z]\))[ \t]+\S")
_BROKEN: Final = re.compile(r"[^\W\d_](?P<cut>-[ \t]*\r?\n[ \t]*)(?=[^\W\d_])")
_NOTE_MARK: Final = re.compile(r"(?<=[\w.,;:!?”’\")])\[\d{1,3}\](?:,?\[\d{1,3}\])*(?=[\s.,;:!?”’\")]|$)")
_NOTE_LINE: Final = re.compile(r"^[ \t]*\[\d{1,3}\][ \t]+(?=\S)")
_END: Final = re.compile(r"[.!?:;,][\"'”’)\]]*$")
_ENDS: Final = re.compile(r"#{2,4}|-{1,2}[ \t]*30[ \t]*-{1,2}|\*(?:[ \t]*\*){2,}|[-=_*]{5,}")
_SMALL_WORDS: Final = frozenset("of the and for on in to with a an at by its from or as not were is was".split())
_HEADING_WORDS: Final = 14
_SHORT: Final = 72  # characters; a line of prose in hard-wrapped text is about as long as this


class _Line(NamedTuple):
    start: int
    end: int
    """Without the line end."""
    text: str


class _Edit(NamedTuple):
    start: int
    end: int
    words: str


def document_from_layout(
    text: str,
    *,
    id: str,
    source: str = "",
    known: Metadata | None = None,
    url: str | None = None,
    media_type: str = "text/plain",
    reader: str = "plain",
    limits: Limits = DEFAULT_LIMITS,
) -> Document:
    """A Document of a plain text, mended where it must be; metadata and errors are those of ``document_from_text``."""
    return document_from_body(
        lay_out(text), id=id, source=source, known=known, url=url, media_type=media_type, reader=reader, limits=limits
    )


def lay_out(text: str) -> Body:
    """The text, mended, with its pages where it has page breaks, its sections, and the way back where anything was mended."""
    edits = _without_overlaps(sorted({*_characters(text), *_lines(text), *_broken_words(text)}))
    mended, pieces = _apply(text, edits)
    pages = _pages(text, pieces, mended)
    return Body(mended, pages, mark_sections(list(headed_blocks(mended))), (), Origin(text, pieces) if edits else None)


def headed_blocks(text: str) -> Iterator[Headed]:
    """The blocks of a text between its empty lines, as sections see them: headings are single short lines that end no sentence."""
    for found in re.finditer(r"\S(?:[^\n]|\n(?![ \t\r]*\n))*", text):
        words = found[0].rstrip()
        heading = "\n" not in words and is_heading(words)
        kind = "heading" if heading else "footnote" if _NOTE_LINE.match(words) else "item" if _ITEM.match(words) else "paragraph"
        yield Headed(found.start(), found.start() + len(words), kind, 0, words)


def is_heading(line: str) -> bool:
    """Whether a line that stands alone is a heading rather than a sentence or an item."""
    words = line.split()
    if not words or len(words) > _HEADING_WORDS + 4 or _END.search(line.strip()) or _ITEM.match(line):
        return line.strip().endswith(":") and len(words) <= 6 and _is_title(words)
    return any(character.isalpha() for character in line)


def _is_title(words: list[str]) -> bool:
    """Whether all but the small words begin with a capital, or all is in capitals."""
    plain = [word for word in (word.strip("\"'“”‘’():,") for word in words) if word]
    return (
        bool(plain)
        and plain[0][0].isupper()
        and all(word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL_WORDS for word in plain)
    )


def _characters(text: str) -> Iterator[_Edit]:
    for found in () if text.isascii() else ACCENTED.finditer(text):
        yield _Edit(found.start(), found.end(), composed(found[0]))
    for found in ODD.finditer(text):
        yield _Edit(found.start(), found.end(), MENDED[found[0]])
    for found in re.finditer(r"\r(?!\n)|[\x85\u2028\u2029]", text):
        yield _Edit(found.start(), found.end(), "\n")
    for found in _NOTE_MARK.finditer(text):
        yield _Edit(found.start(), found.end(), "")


def _broken_words(text: str) -> Iterator[_Edit]:
    """Words broken at line ends: the hyphen goes with the break, or stays where it is the word's own."""
    known: frozenset[str] | None = None
    for found in _BROKEN.finditer(text):
        known = vocabulary(text) if known is None else known
        start, end = found.span("cut")
        if not text[end].islower():
            continue
        keep = 0 if joins(text[max(0, start - 40) : start], text[end : end + 40], known) else 1
        yield _Edit(start + keep, end, "")


def _split(text: str) -> list[_Line]:
    lines, start = [], 0
    for found in re.finditer(r"\r\n|[\n\r\f\x85\u2028\u2029]", text):
        lines.append(_Line(start, found.start(), text[start : found.start()]))
        start = found.end()
    lines.append(_Line(start, len(text), text[start:]))
    return lines


def _lines(text: str) -> Iterator[_Edit]:
    lines = _split(text)
    yield from _page_edits(text, lines)
    yield from _count_edits(text, lines)
    width = _wrapped_at(lines)
    for number, line in enumerate(lines):
        words = line.text.strip()
        if not words:
            continue
        if len(words) < 200 and is_spaced_out(words):
            yield _Edit(line.start, line.end, close_up(words))
        elif len(words) < 300 and LEADER.search(line.text):
            yield _Edit(line.start, line.end, "")
        elif found := _FOREIGN_BULLET.match(line.text):
            at = line.start + found.start("mark")
            yield _Edit(at, at + 1, "•")
        before = lines[number - 1].text.strip() if number else ""
        after = lines[number + 1].text.strip() if number + 1 < len(lines) else ""
        if after and _stands_alone(words, before, after, width):
            yield _Edit(line.end, line.end, "\n")
        if before and _is_mark_line(words):
            yield _Edit(line.start, line.start, "\n")


def _count_edits(text: str, lines: list[_Line]) -> Iterator[_Edit]:
    """The counts before the lines of a transcript, and the empty lines between two lines that are counted one after the other."""
    if text.count("\n") < 12:
        return
    counted = numbered_lines([line.text for line in lines])
    for place, taken in counted.items():
        line = lines[place]
        above = place - 1
        while above >= 0 and not lines[above].text.strip():
            above -= 1
        start = lines[above].end if above in counted and "\f" not in text[lines[above].end : line.start] else line.start
        yield _Edit(start, line.start + taken, "\n" if start < line.start else "")


def _wrapped_at(lines: list[_Line]) -> int:
    """The usual length of a full line, 0 where the text is not hard-wrapped: where lines run on into paragraphs."""
    lengths = [len(line.text.rstrip()) for line, after in pairwise(lines) if line.text.strip() and after.text.strip()]
    if len(lengths) < 3:
        return 0
    usual = sorted(lengths)[int(len(lengths) * 0.8)]
    return usual if usual < 140 else 0


def _is_mark_line(words: str) -> bool:
    return bool(_ENDS.fullmatch(words)) or (len(words) < 120 and is_release_line(words))


def _stands_alone(words: str, before: str, after: str, width: int) -> bool:
    """Whether a line is a heading or a release line that runs into the next line without an empty one."""
    if _is_mark_line(words):
        return True
    if before and not _END.search(before) and not _is_mark_line(before):
        return False  # the end of a sentence that began above
    many = words.split()
    if _ITEM.match(words) or _END.search(words) or len(many) > _HEADING_WORDS or not _is_title(many) or many[-1].lower() in _SMALL_WORDS:
        return False
    if words.upper() == words and sum(map(str.isalpha, words)) > 7:
        return after.upper() != after
    # A title over a paragraph: shorter than a full line, and what follows begins anew.
    return 0 < len(words) < 0.75 * max(width, _SHORT) and len(many) > 1 and (after[0].isupper() and len(after) > max(len(words), 40))


def _page_edits(text: str, lines: list[_Line]) -> Iterator[_Edit]:
    """Running heads, feet and page numbers of a text with page breaks, and the page breaks themselves."""
    pages: list[list[_Line]] = [[]]
    for line in lines:
        pages[-1].append(line)
        if text[line.end : line.end + 1] == "\f":
            pages.append([])
    edges: list[tuple[int, _Line]] = []
    for number, page in enumerate(pages):
        edges += [(number, line) for line in dict.fromkeys([*_edge(page), *_edge(page[::-1])])]
    shapes = Counter(shape for _, shape in {(number, running_shape(line.text)) for number, line in edges})
    enough = 2 if len(pages) < 4 else 3
    dropped: set[_Line] = set()
    if len(pages) > 1:
        dropped = {line for _, line in edges if shapes[running_shape(line.text)] >= enough or PAGE_NUMBER.fullmatch(line.text)}
    dropped |= {line for line in lines if _PAGE_OF.fullmatch(line.text)}
    for line in dropped:
        yield _Edit(line.start, line.end, "")
    for page, after in pairwise(pages):
        yield from _page_break([line for line in page if line not in dropped], [line for line in after if line not in dropped])


def _edge(page: list[_Line]) -> list[_Line]:
    """The first one or two lines of a page where an empty line parts them from the rest."""
    filled: list[_Line] = []
    for line in page:
        if line.text.strip():
            filled.append(line)
        elif filled:
            break
    return filled if len(filled) <= 2 else []


def running_shape(line: str) -> str:
    """What a running head has in common with the next one: its words without numbers and spaces."""
    return re.sub(r"\b[ivxlc]+\b|\d+|\s+", "", line.lower())[:80] or "#"


def _page_break(page: list[_Line], after: list[_Line]) -> Iterator[_Edit]:
    """Between two pages one line end where a sentence goes on, else an empty line."""
    last = next((line for line in reversed(page) if line.text.strip()), None)
    first = next((line for line in after if line.text.strip()), None)
    if last is None or first is None:
        return
    goes_on = not re.search(r"[.!?:][\"'”’)\]]*\s*$", last.text) and first.text.lstrip()[0].islower()
    yield _Edit(last.end, first.start, "\n" if goes_on else "\n\n")


def _without_overlaps(edits: list[_Edit]) -> list[_Edit]:
    """The edits, in order, without those that lie in what one before takes away."""
    kept: list[_Edit] = []
    for edit in sorted(edits, key=lambda each: (each.start, -each.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
        elif edit.end > kept[-1].end:
            kept[-1] = _Edit(kept[-1].start, edit.end, kept[-1].words or edit.words)
    return kept


def _apply(text: str, edits: list[_Edit]) -> tuple[str, tuple[Piece, ...]]:
    parts: list[str] = []
    pieces: list[Piece] = []
    done = length = 0

    def add(words: str, place: int, span: int) -> None:
        nonlocal length
        if words:
            pieces.append(Piece(length, place, span))
            parts.append(words)
            length += len(words)

    for edit in edits:
        add(text[done : edit.start], done, edit.start - done)
        add(edit.words, edit.start, edit.end - edit.start)
        done = edit.end
    add(text[done:], done, len(text) - done)
    return "".join(parts), tuple(pieces)


def _pages(text: str, pieces: tuple[Piece, ...], mended: str) -> tuple[PageStart, ...]:
    """Where each page begins in the mended text."""
    breaks = [found.end() for found in re.finditer("\f", text)]
    if not breaks:
        return ()
    starts = [PageStart(0, 1)]
    number, at = 1, 0
    for place in breaks:
        number += 1
        while at + 1 < len(pieces) and pieces[at + 1].place <= place:
            at += 1
        after = pieces[at + 1].start if at + 1 < len(pieces) else len(mended)
        start = min(pieces[at].start + max(0, place - pieces[at].place), after) if pieces else 0
        if start == starts[-1].start:
            starts[-1] = PageStart(start, number)
        elif start < len(mended):
            starts.append(PageStart(start, number))
    return tuple(starts)
