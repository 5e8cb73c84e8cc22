"""The options that say how inputs are read and which of them, the same for every command that reads."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from ztgraph.read import Wish

_OPTIONS = (
    click.option("--encoding", metavar="NAME", help="How the input is encoded where it is not UTF-8, such as windows-1252."),
    click.option("--since", metavar="DATE", help="Only documents dated DATE or later (2021-01-13, 2021-01 or 2021)."),
    click.option("--limit", metavar="N", type=click.IntRange(min=1), help="At most N documents."),
    click.option(
        "--meta",
        metavar="FILE.csv",
        type=click.Path(path_type=Path, dir_okay=False),
        help="What documents are: columns file (or id), date, title, publisher, number, url.",
    ),
    click.option(
        "--manifest",
        metavar="FILE",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Write what was read and what not, and why, to FILE.",
    ),
    click.option("--allow-private", is_flag=True, help="Let addresses of private networks and of this machine be read."),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a run reads, as the options say it."""

    encoding: str | None = None
    since: str | None = None
    limit: int | None = None
    meta: Path | None = None
    manifest: Path | None = None
    allow_private: bool = False

    def wish(self) -> Wish:
        """What the reading stage is asked for. Raises UsageError for a date that is none and for a table that cannot be used."""
        from ztgraph.read import Wish
        from ztgraph.read.selection import read_meta, since_date

        return Wish(
            since=None if self.since is None else since_date(self.since),
            limit=self.limit,
            meta={} if self.meta is None else read_meta(self.meta),
            allow_private=self.allow_private,
        )


def reading_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options, handed to the command as one ``reading``."""

    @functools.wraps(function)
    def call(**given: Any) -> Any:
        names = ("encoding", "since", "limit", "meta", "manifest", "allow_private")
        return function(reading=Reading(**{name: given.pop(name) for name in names}), **given)

    for option in reversed(_OPTIONS):
        call = option(call)
    return call
