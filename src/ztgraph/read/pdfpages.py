"""What of the pages of a PDF is text of the document: running heads, page numbers and tables of contents go, footnotes stand apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from ztgraph.read.layout import LEADER, PAGE_NUMBER, running_shape
from ztgraph.read.linenumbers import line_numbers
from ztgraph.read.pdfchars import Box, RawPage, uncovered
from ztgraph.read.pdflines import Line, in_reading_order, rows_of, stretches

_EDGE: Final = 0.14  # of the page's height: running heads and feet stand in it
_WIDE_EDGE: Final = 0.22  # likewise, where a gap parts them from the text
_EDGE_ROWS: Final = 3
_MARGIN: Final = 0.065  # of the page's height: no text of the body stands so near to the edge
_CONTENTS: Final = re.compile(r"(?:table\s+of\s+)?contents|(?:list\s+of\s+)?(?:tables|figures)", re.IGNORECASE)
_ENTRY: Final = re.compile(r"\s(?:\d{1,3}|[ivxlc]{1,5})\s*$")
_NOTE_START: Final = re.compile(r"(?P<mark>\d{1,3}|[*†‡§])\s+(?=[A-Z“\"(§])")
_SMALL: Final = 0.93  # of the size of the body: footnotes are set smaller


@dataclass(slots=True)
class Page:
    """One page as lines: its body by regions in reading order, and its footnotes."""

    number: int
    regions: list[list[Line]] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    raw: str = ""
    """All its text, line by line, before anything was left out."""


def lay_out_pages(pages: Sequence[RawPage]) -> list[Page]:
    """The pages of a document with its running heads, page numbers and contents left out and its footnotes apart."""
    lines = [stretches(uncovered(page)) for page in pages]
    for page, stretch in zip(pages, lines, strict=True):
        for line in stretch:
            line.page = page.number
    counts = [line for stretch in lines for line in line_numbers(stretch)]
    counted = {id(line) for line in counts}
    running = counted | _running(pages, [[line for line in stretch if id(line) not in counted] for stretch in lines])
    size = body_size(lines)
    made: list[Page] = []
    place = 0
    for page, stretch in zip(pages, lines, strict=True):
        ordered = in_reading_order([line for line in stretch if id(line) not in running])
        aside = [line for line in stretch if id(line) in running]
        above, below = [line for line in aside if line.y > page.height / 2], [line for line in aside if line.y <= page.height / 2]
        raw = _raw([*above, *(line for region in ordered for line in region), *below], place)
        place += len(raw) + 1  # the page break
        regions: list[list[Line]] = []
        notes: list[Line] = []
        for region in ordered:
            body, small = _without_notes(page, _without_contents(region), size)
            notes += small
            if body:
                regions.append(rows_of(body))
        made.append(Page(page.number, regions, notes, raw))
    return made


def _raw(lines: Sequence[Line], place: int) -> str:
    """The text of a page line by line, which begins at ``place`` of the file's; each line is told where it stands."""
    parts: list[str] = []
    for line in lines:
        line.raw = place
        parts.append(line.text)
        place += len(line.text) + 1
    return "".join(f"{part}\n" for part in parts)


def body_size(lines: Sequence[Sequence[Line]]) -> float:
    """The size in which most of the document is set."""
    sizes: Counter[float] = Counter()
    for page in lines:
        for line in page:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 10.0


def _running(pages: Sequence[RawPage], lines: Sequence[Sequence[Line]]) -> set[int]:
    """The ids of lines that come again at the same height of several pages, and of page numbers alone at an edge."""
    edges: list[tuple[RawPage, list[Line]]] = []
    dropped: set[int] = set()
    close: set[int] = set()
    for page, stretch in zip(pages, lines, strict=True):
        ordered = sorted({round(line.y): line for line in stretch}.items())
        outer = {*_apart(ordered), *_apart(ordered[::-1])}
        near = {height for height, _ in (*ordered[:_EDGE_ROWS], *ordered[-_EDGE_ROWS:])}
        inside = [line for line in stretch if round(line.y) in near and _at_edge(line, page, round(line.y) in outer)]
        close.update(id(line) for line in inside if round(line.y) not in outer)
        edges.append((page, inside))
        dropped.update(id(line) for line in inside if _in_margin(line, stretch, page))
    seen: Counter[tuple[str, int]] = Counter()
    for _, inside in edges:
        for shape, height in {(running_shape(line.text), round(line.y / 6)) for line in inside}:
            seen[shape, height] += 1
    enough = 2 if len(pages) < 5 else 3
    elsewhere = Counter(running_shape(line.text) for stretch in lines for line in stretch)
    for _, inside in edges:
        for line in inside:
            shape, height = running_shape(line.text), round(line.y / 6)
            often = sum(seen[shape, each] for each in (height - 1, height, height + 1))
            # A line that stands close to the text may be one of it that comes again by chance.
            wanted = max(enough, 0.4 * len(pages)) if id(line) in close else enough
            alone = sum(round(other.y) == round(line.y) for other in inside) == 1
            if (len(pages) > 1 and often >= wanted) or (alone and PAGE_NUMBER.fullmatch(line.text) and id(line) not in close):
                dropped.add(id(line))
            elif len(pages) > 1 and id(line) not in close and elsewhere[shape] > 1 and len(shape) > 8 and line.page > 1:
                dropped.add(id(line))  # the title or the publisher once more
        rows = {round(line.y) for line in inside if id(line) in dropped and id(line) not in close}
        dropped.update(id(line) for line in inside if round(line.y) in rows)
    return dropped


def _at_edge(line: Line, page: RawPage, apart: bool) -> bool:
    edge = _WIDE_EDGE if apart else _EDGE
    return not edge < line.y / page.height < 1 - edge


def _apart(rows: Sequence[tuple[int, Line]]) -> list[int]:
    """The heights of the outermost rows that a gap parts from the text, from the edge inward; none where no gap comes soon."""
    for number, ((here, line), (after, _)) in enumerate(pairwise(rows[: _EDGE_ROWS + 1]), 1):
        if abs(after - here) > 1.45 * line.size:
            return [height for height, _ in rows[:number]]
    return []


def _in_margin(line: Line, others: Sequence[Line], page: RawPage) -> bool:
    """Whether a line stands in the outer margin, small and well apart from the text: a running head that may come on this page only."""
    if _MARGIN < line.y / page.height < 1 - _MARGIN or line.size > _SMALL * body_size([others]):
        return False
    away = [abs(other.y - line.y) for other in others if abs(other.y - line.y) > 0.5 * line.size]
    return bool(away) and min(away) > 2 * line.size


def _without_contents(lines: list[Line]) -> list[Line]:
    """The lines without the entries of a table of contents; its heading stays."""
    heights: dict[int, list[Line]] = {}
    for line in lines:
        heights.setdefault(round(line.y / 3), []).append(line)
    rows = [heights[key] for key in sorted(heights, reverse=True)]
    texts = ["  ".join(line.text for line in sorted(row, key=lambda line: line.x0)) for row in rows]
    titled = next((number for number, text in enumerate(texts) if _CONTENTS.fullmatch(text.strip())), None)
    entries = [
        number
        for number, text in enumerate(texts)
        if LEADER.search(text) or (titled is not None and number > titled and _ENTRY.search(text))
    ]
    leaders = sum(1 for number in entries if LEADER.search(texts[number]))
    if len(entries) < 3 or (titled is None and leaders < 3):
        return lines
    first = entries[0] if titled is None else titled + 1
    # What stands between two entries is the first line of a long one, unless it is much.
    dropped: set[int] = set()
    for here, after in zip([first - 1, *entries], entries, strict=False):
        if after - here <= 3:
            dropped.update(range(here + 1, after + 1))
        else:
            dropped.add(after)
    kept = {id(line) for number, row in enumerate(rows) if number not in dropped for line in row}
    return [line for line in lines if id(line) in kept]


def _without_notes(page: RawPage, region: list[Line], size: float) -> tuple[list[Line], list[Line]]:
    """The body and the footnotes of one region: small lines at its foot that begin with a mark, or what stands below a short rule."""
    ordered = sorted(region, key=lambda line: (line.y, line.x0))
    count = 0
    while count < len(ordered) and ordered[count].size < _SMALL * size:
        count += 1
    small = ordered[:count]
    below = _below_rule(page, ordered)
    if below and any(_note_mark(line) for line in below):
        notes = below  # the rest of a note of the page before may come first
    else:
        top = max((number for number, line in enumerate(small) if _note_mark(line)), default=None)
        if top is None:
            return region, []
        # Lines of one row with the topmost mark belong to it.
        notes = [line for line in small if line.y <= small[top].y + 0.5 * small[top].size]
    chosen = {id(line) for line in notes}
    return [line for line in region if id(line) not in chosen], sorted(notes, key=lambda line: (-round(line.y), line.x0))


def _note_mark(line: Line) -> str:
    """The number that a footnote begins with, if a line begins one."""
    if line.mark:
        return line.mark
    found = _NOTE_START.match(line.text)
    return found["mark"] if found else ""


def _below_rule(page: RawPage, ordered: list[Line]) -> list[Line]:
    """The lines below a short rule in the lower half of a page, where such a rule parts footnotes off."""
    left, right = min((line.x0 for line in ordered), default=0.0), max((line.x1 for line in ordered), default=0.0)
    rules = [rule for rule in page.rules if _parts_off(rule, page, left, right)]
    if not rules:
        return []
    # A rule may stand in a table as well: the lowest with notes below it is theirs.
    for height in sorted(rule.y0 for rule in rules):
        below = [line for line in ordered if line.y < height]
        if any(_note_mark(line) for line in below):
            return below
    return []


def _parts_off(rule: Box, page: RawPage, left: float, right: float) -> bool:
    wide = rule.x1 - rule.x0
    return (
        wide < 0.7 * (right - left)
        and rule.y0 < 0.6 * page.height
        and 0.08 * page.width < wide < 0.45 * page.width
        and abs(rule.x0 - left) < 12
    )
