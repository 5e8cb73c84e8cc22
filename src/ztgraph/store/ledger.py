"""What each document's graph was made from, so that a document that has not changed is passed over without work.

A row is written only after the graph that it speaks of is safely on disk, and taken away before that graph changes: a row may be missing,
which costs work, but is never wrong.

Files that are loaded in bulk are known by the digest of their content: begun before anything of them is written, done when all of it is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from ztgraph.errors import WriteError

_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS documents (id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS shards (digest TEXT PRIMARY KEY, file TEXT NOT NULL, done INTEGER NOT NULL) WITHOUT ROWID",
)


class Ledger:
    """Fingerprints by document id."""

    def __init__(self, path: Path) -> None:
        """Open or make it. A file that is broken is made anew: its rows only save work. Raises WriteError."""
        try:
            self._connection = self._open(path)
        except sqlite3.DatabaseError:
            for suffix in ("", "-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            try:
                self._connection = self._open(path)
            except sqlite3.DatabaseError as error:
                raise WriteError(f"cannot be used: {error}", place=str(path)) from error

    @staticmethod
    def _open(path: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(path)
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            for table in _SCHEMA:
                connection.execute(table)
            for table in ("documents", "shards"):  # looks through all of it: what is broken shows now
                connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection

    def get(self, identifier: str) -> str | None:
        """The fingerprint of a document, None where there is none."""
        row = self._connection.execute("SELECT fingerprint FROM documents WHERE id = ?", (identifier,)).fetchone()
        return None if row is None else str(row[0])

    def forget(self, identifiers: Iterable[str]) -> None:
        """Take rows away, at once."""
        with self._connection:
            self._connection.executemany("DELETE FROM documents WHERE id = ?", ((each,) for each in identifiers))

    def record(self, rows: Mapping[str, str]) -> None:
        """Write rows, all or none."""
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO documents VALUES (?, ?)", sorted(rows.items()))

    def shard(self, digest: str) -> bool | None:
        """Whether a file has been loaded: None where not, False where that was begun and broke off."""
        row = self._connection.execute("SELECT done FROM shards WHERE digest = ?", (digest,)).fetchone()
        return None if row is None else bool(row[0])

    def begun(self) -> dict[str, str]:
        """The files whose loading broke off, digest to path."""
        return dict(self._connection.execute("SELECT digest, file FROM shards WHERE NOT done ORDER BY file"))

    def mark(self, shards: Mapping[str, str], *, done: bool) -> None:
        """Write that files, digest to path, are begun or done, all or none."""
        rows = [(digest, file, done) for digest, file in sorted(shards.items())]
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO shards VALUES (?, ?, ?)", rows)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
