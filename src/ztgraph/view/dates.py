"""EDTF times as what a timeline can draw: the first and the last day that a time may mean, as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ztgraph.graph.edtf import bounds

_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Extent:
    """Days since 1970-01-01, both included; ``None`` is an open end. ``interval`` tells "from … to …" from a partial date."""

    first: int | None
    last: int | None
    interval: bool = False


def extent(time: str | None) -> Extent | None:
    """The days that the EDTF string ``time`` covers, or ``None`` where it is none that we can draw."""
    if not time:
        return None
    try:
        first, last = bounds(time)
        return Extent(_day(first), _day(last), interval="/" in time)
    except ValueError:
        return None


def _day(iso: str | None) -> int | None:
    return None if iso is None else date.fromisoformat(iso).toordinal() - _EPOCH
