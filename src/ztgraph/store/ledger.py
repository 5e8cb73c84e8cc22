"""What each document's graph was made from, so that a document that has not changed is passed over without work.

A row is written only after the graph that it speaks of is safely on disk, and taken away before that graph changes: a row may be missing,
which costs work, but is never wrong.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path

from ztgraph.errors import WriteError

_SCHEMA = "CREATE TABLE IF NOT EXISTS documents (id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL) WITHOUT ROWID"


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
            connection.execute(_SCHEMA)
            connection.execute("SELECT COUNT(*) FROM documents").fetchone()
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection

    def get(self, identifier: str) -> str | None:
        """The fingerprint of a document, None where there is none."""
        row = self._connection.execute("SELECT fingerprint FROM documents WHERE id = ?", (identifier,)).fetchone()
        return None if row is None else str(row[0])

    def forget(self, identifier: str) -> None:
        """Take a row away, at once."""
        with self._connection:
            self._connection.execute("DELETE FROM documents WHERE id = ?", (identifier,))

    def record(self, rows: Mapping[str, str]) -> None:
        """Write rows, all or none."""
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO documents VALUES (?, ?)", sorted(rows.items()))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
