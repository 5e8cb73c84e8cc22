"""How far a run is, on one line of a terminal: documents, rate, and the time that is left where it can be told."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable

import click

WINDOW = 30.0  # seconds over which the rate is taken
_EVERY = 0.1  # seconds between two lines


class Progress:
    """Writes to stderr where that is a terminal, and is silent elsewhere. ``total`` is the input's bytes, None where they are unknown."""

    def __init__(self, total: int | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._total, self._clock = total, clock
        self._marks: deque[tuple[float, int, int]] = deque([(clock(), 0, 0)])
        self._shown = 0.0

    def update(self, documents: int, size: int) -> None:
        """``documents`` and ``size`` bytes are done."""
        now = self._clock()
        self._marks.append((now, documents, size))
        while len(self._marks) > 2 and now - self._marks[1][0] > WINDOW:
            self._marks.popleft()
        if now - self._shown >= _EVERY:
            self._shown = now
            show(self.line())

    def line(self) -> str:
        """What is shown: ``1,200 documents, 56.0/s, 0:10:02 left``."""
        (start, before, past), (now, documents, size) = self._marks[0], self._marks[-1]
        text = f"{documents:,} document{'s' * (documents != 1)}"
        if now > start and documents > before:
            text += f", {(documents - before) / (now - start):.1f}/s"
            if self._total is not None and size > past:
                text += f", {_clock_time((self._total - size) * (now - start) / (size - past))} left"
        return text


def _clock_time(seconds: float) -> str:
    whole = max(0, round(seconds))
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def show(text: str) -> None:
    """One line of a terminal, in place of the one before; nothing where stderr is none."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{text}", nl=False, err=True)
