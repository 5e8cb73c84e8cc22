"""Which words of a document to show around a piece of evidence, and offsets that a browser understands."""

from __future__ import annotations

import re
from bisect import bisect_left

_REACH = 360  # code points shown before and after a quote at most: two or three sentences of official prose
_PARAGRAPH = re.compile(r"\n\s*\n")
_BOUNDARY = re.compile(r"[.?!][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")
_NO_END = re.compile(r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Inc|No|Sen|Rep|Gov|Gen|St|v|vs|Co|Corp|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.)$")


def surroundings(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets of the sentences around ``text[start:end]``: its paragraph, or the nearest sentences where that is long."""
    low, high = _paragraph(text, start, end)
    if start - low > _REACH:
        low = _sentence_start(text, max(low, start - _REACH), start)
    if high - end > _REACH:
        high = _sentence_end(text, end, min(high, end + _REACH))
    while low < start and text[low].isspace():
        low += 1
    while high > end and text[high - 1].isspace():
        high -= 1
    return low, high


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    window_low, window_high = max(0, start - 4 * _REACH), min(len(text), end + 4 * _REACH)
    low = window_low
    for match in _PARAGRAPH.finditer(text, window_low, start):
        low = match.end()
    after = _PARAGRAPH.search(text, end, window_high)
    return min(low, start), (after.start() if after else window_high)


def _ends(text: str, low: int, high: int) -> list[int]:
    return [m.end() for m in _BOUNDARY.finditer(text, low, high) if not _NO_END.search(text, max(0, m.start() - 6), m.start() + 1)]


def _sentence_start(text: str, low: int, start: int) -> int:
    ends = _ends(text, low, start)
    if ends:
        return ends[0]
    space = text.find(" ", low, start)
    return space + 1 if space >= 0 else low


def _sentence_end(text: str, end: int, high: int) -> int:
    ends = _ends(text, end, high)
    if ends:
        return ends[-1]
    space = text.rfind(" ", end, high)
    return space if space >= 0 else high


class Utf16:
    """Turns offsets in code points into offsets in UTF-16 code units, which is how a browser counts."""

    def __init__(self, text: str) -> None:
        self._astral = [index for index, character in enumerate(text) if ord(character) > 0xFFFF]

    def __call__(self, offset: int) -> int:
        """The UTF-16 offset of the code point offset ``offset``."""
        return offset + bisect_left(self._astral, offset)
