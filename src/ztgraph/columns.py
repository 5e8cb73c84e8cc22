"""Rows of text as aligned columns for a terminal, harmless whatever the text holds."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

WIDEST = 60  # most characters of a cell


def one_line(text: str) -> str:
    """``text`` on one line, white space collapsed; what would move a cursor or turn text round becomes U+FFFD."""
    return "".join(character if character.isprintable() else "\ufffd" for character in " ".join(text.split()))


def columns(header: Sequence[str], rows: Sequence[Sequence[str]], widest: int = WIDEST) -> str:
    """``rows`` under ``header`` in aligned columns, cells cut at ``widest`` characters with an ellipsis; ends with a line end."""
    table = [[_cut(one_line(cell), widest) for cell in row] for row in (header, *rows)]
    widths = [max(_width(row[at]) for row in table) for at in range(len(header))]
    table.insert(1, ["-" * _width(name) for name in table[0]])
    lines = ("  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table)
    return "\n".join(lines) + "\n"


def _cut(text: str, widest: int) -> str:
    return text if len(text) <= widest else text[: widest - 1] + "…"


def _width(text: str) -> int:
    """Columns that ``text`` takes on a terminal."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
