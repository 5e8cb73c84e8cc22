"""Numbers that count the lines of a page at its left, as transcripts, pleadings and bills have them: they are no part of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # a text needs no reader of PDFs
    from ztgraph.read.pdflines import Line

_COUNT: Final = re.compile(r"\d{1,2}")
_NUMBERED: Final = re.compile(r"[ \t]{0,12}(?P<number>\d{1,2})(?:[ \t]+(?=\S)|[ \t]*$)")
_MOST_WITHOUT: Final = 0.15  # the share of the lines between the first number and the last that may have none
_LEAST: Final = 12


def line_numbers(lines: Sequence[Line]) -> list[Line]:
    """The stretches that count the lines of a page: 1, 2, 3 … down, left of all else, one to nearly each line; no table's first column."""
    counts = sorted((line for line in lines if _COUNT.fullmatch(line.text)), key=lambda line: -line.y)
    if len(counts) < _LEAST:
        return []
    run = _run(counts)
    if len(run) < _LEAST:
        return []
    top, bottom = run[0].y + run[0].size, run[-1].y - run[-1].size
    mine = {id(line) for line in run}
    others = [line for line in lines if id(line) not in mine and bottom <= line.y <= top]
    if any(line.x0 < max(each.x1 for each in run) for line in others):
        return []
    heights = {round(line.y / 4) for line in run}
    rows = {round(line.y / 4) for line in others}
    without = sum(not {row - 1, row, row + 1} & heights for row in rows)
    cells = len(others) - len(rows)
    return run if rows and without <= _MOST_WITHOUT * len(rows) and cells <= 0.3 * len(rows) else []


def _run(counts: Sequence[Line]) -> list[Line]:
    """The longest row of stretches that count 1, 2, 3 … down the page at one place."""
    best: list[Line] = []
    for number, first in enumerate(counts):
        if first.text != "1":
            continue
        run = [first]
        for line in counts[number + 1 :]:
            level = min(abs(line.x0 - first.x0), abs(line.x1 - first.x1), abs(line.x0 - run[-1].x0), abs(line.x1 - run[-1].x1)) < 4
            if level and int(line.text) == len(run) + 1:
                run.append(line)
        best = max(best, run, key=len)
    return best


def numbered_lines(lines: Sequence[str]) -> dict[int, int]:
    """Which lines of a plain text begin with their count, by their places, and how many characters it takes with the space behind it.

    One row of twelve makes a text one of counted lines; then rows of three count as well. Empty lines between two counts are passed over.
    """
    runs: list[list[tuple[int, int]]] = []
    before = 0
    for place, line in enumerate(lines):
        found = _NUMBERED.match(line)
        if found is None:
            before = before if not line.strip() else -1
            continue
        number = int(found["number"])
        if before > 0 and number == before + 1:
            runs[-1].append((place, found.end()))
            before = number
        else:
            runs.append([(place, found.end())])
            before = number if number == 1 else -1
    if max(map(len, runs), default=0) < _LEAST:
        return {}
    return dict(each for run in runs if len(run) >= 3 for each in run)
