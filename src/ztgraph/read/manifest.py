"""The account of a run: what was read, what was left out and why, one JSON object a line in the order of reading."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from ztgraph.errors import WriteError
from ztgraph.model import Document
from ztgraph.read.selection import ReadFailure

DOCUMENT_FIELDS = (
    "source", "status", "id", "sha256", "characters", "pages", "reader", "date", "title", "publisher", "number", "url"
)  # fmt: skip


def record_of(item: Document | ReadFailure) -> dict[str, Any]:
    """The record of a document that was read (its name, hash, reader and metadata) or of one that was not (where and why).

    ``status`` is ``read``, ``failed``, ``duplicate`` (the same text came before), ``skipped`` (not asked for) or
    ``note`` (on one that was read).
    """
    if isinstance(item, ReadFailure):
        status = "duplicate" if item.duplicate else "skipped" if item.skipped else "note" if item.note else "failed"
        return {"source": item.place, "status": status, "reason": item.message, "remedy": item.remedy}
    return {
        "source": item.source,
        "status": "read",
        "id": item.id,
        "sha256": item.sha256,
        "characters": len(item.text),
        "pages": max((page.number for page in item.pages), default=None),
        "reader": item.reader,
        "date": item.date,
        "title": item.title,
        "publisher": item.publisher,
        "number": item.number,
        "url": item.url,
    }


def failed_record(source: str, reason: str) -> dict[str, Any]:
    """The record of a document that was read, but on which the engine failed."""
    return {"source": source, "status": "failed", "reason": reason, "remedy": None}


class Account:
    """The records of a run as JSON Lines, written one by one beside their place and moved there at the end. Use it as a context manager."""

    def __init__(self, path: Path) -> None:
        """Raises WriteError where it cannot be written."""
        self._path = path
        self._temporary = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._temporary.open("w", encoding="utf-8", newline="\n")
        except OSError as error:
            raise WriteError(f"cannot write: {error.strerror or error}", place=str(path)) from error

    def __enter__(self) -> Account:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            self._file.close()
            if kind is None:
                os.replace(self._temporary, self._path)
            else:
                self._temporary.unlink(missing_ok=True)
        except OSError as failed:
            raise WriteError(f"cannot write: {failed.strerror or failed}", place=str(self._path)) from failed

    def add(self, record: Mapping[str, Any]) -> None:
        """Write a record."""
        self._file.write(json.dumps(record, ensure_ascii=False) + "\n")
