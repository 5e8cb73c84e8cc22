"""Labels in boxes: how wide a text will be drawn, where its lines break, and how large its box is."""

from __future__ import annotations

from dataclasses import dataclass

FONT_SIZE = 14  # pixels of the layout; the page draws with the same number
LINE_HEIGHT = 17
PADDING_X, PADDING_Y = 11, 8
_MAX_WIDTH = 136  # pixels of text a line, before a longer word forces more
_MAX_WORD = 168
_MAX_LINES = 4

# Advance widths of Arial in thousandths of the size; Liberation Sans and Helvetica have the same.
_WIDE = {"W": 944, "M": 833, "m": 833, "@": 1015, "%": 889, "w": 722, "O": 778, "Q": 778, "G": 778, "—": 1000, "…": 1000}
_CLASSES = {
    278: " !,./:;I[\\]ft", 222: "ijl'", 191: "'", 333: "()r-`", 355: '"', 500: "Jcksvxyz", 556: "0123456789abdeghnopqu#$?_L",
    584: "+<=>~", 611: "FTZ", 667: "ABEKPSVXY&", 722: "CDHNRU",
}  # fmt: skip
_ADVANCE = {character: width for width, characters in _CLASSES.items() for character in characters} | _WIDE


@dataclass(frozen=True, slots=True)
class Box:
    """A label broken into lines and the size in pixels of the box around it."""

    lines: tuple[str, ...]
    width: int
    height: int


def text_width(text: str, size: float = FONT_SIZE) -> float:
    """The width in pixels of ``text``; letters outside the table count as wide (CJK) or middling."""
    return sum(_ADVANCE.get(c, 1000 if ord(c) > 0x2E7F else 600) for c in text) * size / 1000


def box(label: str, *, pointed: bool = False) -> Box:
    """The box for ``label``; ``pointed`` shapes need room at both ends."""
    lines = wrap(label)
    width = max(text_width(line) for line in lines) + 2 * PADDING_X + (14 if pointed else 0)
    return Box(tuple(lines), max(54, _even(width)), _even(len(lines) * LINE_HEIGHT + 2 * PADDING_Y))


def wrap(label: str) -> list[str]:
    """``label`` in at most four lines of even length, cut with an ellipsis only where it is far too long."""
    words = [piece for word in (label.split() or ["(no name)"]) for piece in _pieces(word)]
    total = text_width(" ".join(words))
    count = max(1, min(_MAX_LINES, -(-int(total) // _MAX_WIDTH)))
    lines = _fill(words, min(1.12 * _MAX_WIDTH, max(_MAX_WIDTH * 0.45, total / count * 1.12)))
    if len(lines) > count:
        lines = _fill(words, _MAX_WIDTH)
    if len(lines) > _MAX_LINES:
        lines = _fill(words, _MAX_WORD)
    if len(lines) > _MAX_LINES:
        lines = lines[:_MAX_LINES]
        lines[-1] = lines[-1][: max(1, len(lines[-1]) - 1)] + "…"
    return lines


def _fill(words: list[str], limit: float) -> list[str]:
    lines: list[str] = []
    for word in words:
        if lines and text_width(f"{lines[-1]} {word}") <= limit:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def _pieces(word: str) -> list[str]:
    """A word that no line could hold, in pieces."""
    pieces = [""]
    for character in word:
        if text_width(pieces[-1] + character) > _MAX_WORD:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _even(value: float) -> int:
    return 2 * -(-int(value + 0.999) // 2)
