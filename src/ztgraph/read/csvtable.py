"""Corpora as tables: CSV with a column of texts, one document a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any, BinaryIO, Final, TextIO

from ztgraph.errors import ReadError
from ztgraph.limits import DEFAULT_LIMITS, Limits
from ztgraph.model import Document
from ztgraph.read.corpus import document_of
from ztgraph.read.sniff import guess_encoding

_HEAD: Final = 1 << 16  # bytes that are enough to tell the encoding
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "text": ("text", "full_text", "fulltext", "body", "content", "contents"),
    "id": ("id", "doc_id", "document_id", "document", "identifier", "name", "file", "filename", "file_name"),
    "date": ("date", "dateline", "publication_date", "published", "date_published", "issued", "release_date"),
    "title": ("title", "headline", "subject"),
    "url": ("url", "link", "address", "source_url"),
    "publisher": ("publisher", "agency", "office", "organization", "organisation", "source"),
    "number": ("number", "report_number", "report_no", "report"),
}
"""For each part of a document the names that its column may have, in small letters with underscores; the first that is there counts."""


def read_table(
    stream: BinaryIO, place: str, name: str, limits: Limits = DEFAULT_LIMITS, encoding: str | None = None
) -> Iterator[Document | ReadError]:
    """A Document or the ReadError of each row; a row without an id is named by file and row. Raises ReadError
    where there is no column of texts."""
    head = stream.read(_HEAD)
    if not head.strip():
        raise ReadError("the table is empty", place=place)
    codec = encoding or _encoding(head)
    joined: Any = _Joined(head, stream)
    text = io.TextIOWrapper(joined, encoding=codec, errors="strict", newline="")
    before = csv.field_size_limit(limits.corpus_line_bytes)
    try:
        yield from _rows(text, place, name, limits)
    finally:
        csv.field_size_limit(before)
        text.detach()


class _Joined(io.BufferedIOBase):
    """The head of a stream that was looked at, and the rest of it."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        """Always."""
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        """The next bytes."""
        if self._head:
            head, self._head = self._head, b""
            return head
        return self._rest.read(size if size is not None and size > 0 else 1 << 16)

    def read1(self, size: int = -1, /) -> bytes:
        """The next bytes."""
        return self.read(size)


def _encoding(head: bytes) -> str:
    """The encoding of the table, told by its first bytes; the last line of them may break off inside a character."""
    if len(head) >= _HEAD:
        head = head[: head.rfind(b"\n") + 1] or head
    try:
        head.decode("utf-8-sig")
    except UnicodeError:
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            return "utf-16"
        return guess_encoding(head) or "windows-1252"
    return "utf-8-sig"


def column_of(header: list[str], part: str) -> int | None:
    """The number of the column that holds a part of a document, None where there is none."""
    plain = [title.strip().lower().replace(" ", "_").replace("-", "_") for title in header]
    return next((plain.index(title) for title in COLUMNS[part] if title in plain), None)


def _rows(text: TextIO, place: str, name: str, limits: Limits) -> Iterator[Document | ReadError]:
    try:
        first = text.readline(1 << 16)
        delimiter = max(",;\t|", key=lambda mark: (first.count(mark), mark == ","))
        header = next(csv.reader([first], delimiter=delimiter), [])
        columns = {part: number for part in COLUMNS if (number := column_of(header, part)) is not None}
        if "text" not in columns:
            raise ReadError(
                f"no column of texts among {', '.join(header)[:200] or 'none'}",
                place=place,
                remedy=f"name it one of {', '.join(COLUMNS['text'])}",
            )
        reader = csv.reader(text, delimiter=delimiter)
        stem = name.rsplit(".", 1)[0]
        count = 0
        for number, row in enumerate(reader, 2):
            if not any(cell.strip() for cell in row):
                continue
            count += 1
            here = f"{place}:row {number}"
            record = {part: row[column] for part, column in columns.items() if column < len(row) and row[column].strip()}
            record.setdefault("id", f"{stem}-{number}")
            try:
                yield document_of(record, here, f"{name}:row {number}", limits, media_type="text/csv", reader="csv")
            except ReadError as error:
                yield error
        if not count:
            yield ReadError("the table has no rows", place=place)
    except UnicodeError as error:
        raise ReadError(
            f"not one encoding throughout: {error}", place=place, remedy="name it with --encoding, or save the table as UTF-8"
        ) from error
    except csv.Error as error:
        raise ReadError(f"broken CSV: {error}", place=place) from error
