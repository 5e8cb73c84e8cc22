"""Duplicates, ids and the number of documents of a run, settled in the order of the input whatever the order in which batches were done."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace

from ztgraph.read.selection import duplicate_of, settle
from ztgraph.scale.job import Outcome, Result, Task

_CACHE_KIB = 4096


class SeenOnDisk:
    """The texts and ids of a run in a database of its own, which is gone with it; its use of memory is bounded."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level=None, check_same_thread=False)  # a temporary file that nobody else sees
        for line in (
            f"PRAGMA cache_size = -{_CACHE_KIB}",
            "PRAGMA journal_mode = OFF",
            "PRAGMA synchronous = OFF",
            "CREATE TABLE texts (sha256 BLOB PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID",
            "CREATE TABLE names (name TEXT PRIMARY KEY) WITHOUT ROWID",
        ):
            self._base.execute(line)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def first(self, sha256: str) -> str | None:
        """The id under which a text was taken."""
        row = self._base.execute("SELECT name FROM texts WHERE sha256 = ?", (bytes.fromhex(sha256),)).fetchone()
        return None if row is None else str(row[0])

    def knows(self, name: str) -> bool:
        """Whether a document of that id was taken."""
        return self._base.execute("SELECT 1 FROM names WHERE name = ?", (name,)).fetchone() is not None

    def add(self, sha256: str, name: str) -> None:
        """Take a text under an id."""
        self._base.execute("INSERT INTO texts VALUES (?, ?)", (bytes.fromhex(sha256), name))
        self._base.execute("INSERT OR IGNORE INTO names VALUES (?)", (name,))
        self._count += 1

    def close(self) -> None:
        """Forget everything."""
        self._base.close()


@dataclass(frozen=True, slots=True)
class Admitted:
    """A batch as it belongs to the run: its outcomes, and which stretches (start, length) of the data of ``result`` are kept."""

    result: Result
    outcomes: tuple[Outcome, ...]
    kept: tuple[tuple[int, int], ...]
    whole: bool
    """Whether the data are those that the batch gives by itself, and all of them."""


class Admission:
    """Takes results in the order of the input."""

    def __init__(self, limit: int | None, again: Callable[[Task], Result]) -> None:
        """``again`` works on a batch once more, with other ids for some of its documents."""
        self.limit, self.again = limit, again
        self.seen = SeenOnDisk()

    @property
    def full(self) -> bool:
        """Whether as many documents were taken as were asked for."""
        return self.limit is not None and len(self.seen) >= self.limit

    def admit(self, task: Task, result: Result) -> Admitted:
        """Settle a batch. What comes after the last document that is asked for is left out without a word."""
        settled: list[Outcome] = []
        names: dict[int, str] = {}
        number = -1
        for outcome in result.outcomes:
            number += outcome.admissible
            if not outcome.admissible:
                settled.append(outcome)
                continue
            if self.full:
                break
            name, duplicate = settle(self.seen, outcome.asked, outcome.sha256)
            if duplicate:
                settled.append(Outcome("duplicate", outcome.source, duplicate_of(name), asked=outcome.asked, sha256=outcome.sha256))
                continue
            if name != outcome.id:
                names[number] = name
            settled.append(outcome)
        if names:
            result = self.again(replace(task, names=names))
            settled = [new if old.status != "duplicate" else old for old, new in zip(settled, result.outcomes, strict=False)]
        kept = tuple((each.start, each.length) for each in settled if each.length)
        whole = not names and len(kept) == sum(1 for each in result.outcomes if each.length)
        return Admitted(result, tuple(settled), kept, whole)

    def close(self) -> None:
        """Forget which documents were taken."""
        self.seen.close()


def cut(data: bytes, kept: tuple[tuple[int, int], ...]) -> bytes:
    """The stretches of ``data`` that are kept."""
    return b"".join(data[start : start + length] for start, length in kept)
