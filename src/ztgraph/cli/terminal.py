"""What is said on stderr, and how data is laid out on stdout."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ztgraph.errors import ZtgraphError


def say(text: str, colour: str | None = None) -> None:
    """``text`` on stderr; in ``colour`` on a terminal where NO_COLOR is not set."""
    plain = colour is None or bool(os.environ.get("NO_COLOR"))
    click.echo(text if plain else click.style(text, fg=colour), err=True)


def complain(error: ZtgraphError) -> None:
    """An error as people read it: place and message, then the remedy on its own line."""
    head = f"{error.place}: {error.message}" if error.place else error.message
    say(f"ztgraph: {head}", colour="red")
    if error.remedy:
        say(f"  → {error.remedy}")


def progress(done: int, name: str) -> None:
    """How far the run is, on one line of a terminal; nothing where stderr is none."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{done} {name[:60]}", nl=False, err=True)


def clear_progress() -> None:
    """The line of ``progress`` emptied."""
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)


def one_line(text: str) -> str:
    """``text`` on one line, without what a terminal would take for a command."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def columns(header: Sequence[str], rows: Sequence[Sequence[str]], widest: int = 60) -> str:
    """``rows`` under ``header`` in aligned columns, cells cut at ``widest`` with an ellipsis; ends with a line end."""
    table = [[_cut(one_line(cell), widest) for cell in row] for row in (header, *rows)]
    widths = [max(_width(row[at]) for row in table) for at in range(len(header))]
    table.insert(1, ["-" * width for width in widths])
    lines = ("  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table)
    return "\n".join(lines) + "\n"


def _cut(text: str, widest: int) -> str:
    return text if len(text) <= widest else text[: widest - 1] + "…"


def _width(text: str) -> int:
    """Columns that ``text`` takes on a terminal."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
