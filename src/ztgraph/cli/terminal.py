"""What is said on stderr."""

from __future__ import annotations

import os
import sys
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
