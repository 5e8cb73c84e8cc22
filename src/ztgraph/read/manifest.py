"""The account of a run: what was read, what was left out and why, one JSON object a line in the order of reading."""

from __future__ import annotations

import json
from typing import Any

from ztgraph.model import Document
from ztgraph.read.selection import ReadFailure


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


def manifest_text(records: list[dict[str, Any]]) -> str:
    """The records as JSON Lines."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
