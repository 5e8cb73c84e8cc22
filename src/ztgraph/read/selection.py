"""Which documents of a run are taken, and what the user says of them: duplicates, ids, ``--since``, ``--limit``, ``--meta``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Final

from ztgraph.errors import UsageError
from ztgraph.limits import MIB
from ztgraph.model import Document
from ztgraph.read.csvtable import column_of
from ztgraph.read.formats import id_name
from ztgraph.read.metadata import edtf_date
from ztgraph.read.plain import document_id
from ztgraph.read.sniff import decode

_DUPLICATE_DIGITS: Final = 8
_META_BYTES: Final = 64 * MIB
_PARTS: Final = ("date", "title", "publisher", "number", "url")


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """A document that is not among the results: where it stood, what was wrong, what to try.

    ``duplicate`` marks one that was left out because the same text came before, ``skipped`` one that the user did not want, and ``note`` a
    remark on one that was read; these are no errors.
    """

    place: str
    message: str
    remedy: str | None = None
    duplicate: bool = False
    skipped: bool = False
    note: bool = False

    @property
    def harmless(self) -> bool:
        """Whether nothing went wrong."""
        return self.duplicate or self.skipped or self.note

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" + (f" ({self.remedy})" if self.remedy else "")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asks for: documents dated ``since`` (EDTF) or later, at most ``limit`` of them, with the metadata of ``meta``.

    ``allow_private`` lets addresses of private networks and of this machine be read.
    """

    since: str | None = None
    limit: int | None = None
    meta: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    allow_private: bool = False


def read_meta(path: Path) -> dict[str, dict[str, str]]:
    """The table of metadata: a column that names the document (``file``, ``id`` …) and any of date, title, publisher, number, url.

    Raises UsageError with file and row where it cannot be read or says what is no date.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(_META_BYTES + 1)
    except OSError as error:
        raise UsageError(f"cannot read: {error.strerror or error}", place=str(path)) from error
    if len(data) > _META_BYTES:
        raise UsageError(f"larger than the bound of {_META_BYTES:,} bytes", place=str(path))
    text = decode(data, str(path)).text
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=lambda mark: (first.count(mark), mark == ","))
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UsageError(f"broken CSV: {error}", place=str(path)) from error
    key = column_of(rows[0], "id")
    columns = {part: number for part in _PARTS if (number := column_of(rows[0], part)) is not None}
    if key is None or not columns:
        raise UsageError("the first row must name the columns", place=str(path), remedy="such as file,date,title,publisher,number,url")
    table: dict[str, dict[str, str]] = {}
    for number, row in enumerate(rows[1:], 2):
        said = {part: " ".join(row[column].split()) for part, column in columns.items() if column < len(row) and row[column].strip()}
        if len(row) > key and row[key].strip() and said:
            table[row[key].strip()] = _checked(said, f"{path}:row {number}")
    return table


def _checked(said: dict[str, str], place: str) -> dict[str, str]:
    if "date" in said:
        date = edtf_date(said["date"])
        if date is None:
            raise UsageError(f"not a date: {said['date'][:40]}", place=place, remedy="write it as 2021-01-13, 2021-01 or 2021")
        said["date"] = date
    if "url" in said and not said["url"].lower().startswith(("http://", "https://")):
        raise UsageError(f"not an address of the web: {said['url'][:60]}", place=place)
    return said


def since_date(words: str) -> str:
    """The date of ``--since`` as EDTF; raises UsageError where it is none."""
    date = edtf_date(words)
    if date is None:
        raise UsageError(f"not a date: {words[:40]}", remedy="write it as 2021-01-13, 2021-01 or 2021")
    return date


class Selection:
    """The texts and ids of a run so far, and what is still wanted."""

    def __init__(self, wish: Wish) -> None:
        self.wish = wish
        self.by_text: dict[str, str] = {}
        self.ids: set[str] = set()
        self._meant: set[str] = set()

    @property
    def full(self) -> bool:
        """Whether as many documents were taken as were asked for."""
        return self.wish.limit is not None and len(self.ids) >= self.wish.limit

    def admit(self, document: Document) -> Document | ReadFailure:
        """The document as it is taken, or why it is not."""
        document = self._told(document)
        if (reason := self._too_old(document)) is not None:
            return ReadFailure(document.source or document.id, reason, skipped=True)
        first = self.by_text.get(document.sha256)
        if first is not None:
            return ReadFailure(document.source, f"the same text came before as {first}; read once", duplicate=True)
        name = document.id
        if name in self.ids:
            name = f"{name}-{document.sha256[:_DUPLICATE_DIGITS]}"
        self.ids.add(name)
        self.by_text[document.sha256] = name
        return document if name == document.id else replace(document, id=name)

    def unused(self) -> Iterator[ReadFailure]:
        """A note for each row of the table of metadata that meant no document of a run that was read to its end."""
        if not self.full:
            for key in sorted(set(self.wish.meta) - self._meant):
                yield ReadFailure(key, "the table of metadata names it, but it was not read", note=True)

    def _told(self, document: Document) -> Document:
        """The document with what the table says of it, under its file's path or name, with or without ending, its id or its address."""
        if not self.wish.meta:
            return document
        names = (document.source, PurePosixPath(document.source).name, id_name(document.source), document.id, document.url or "")
        key = next((name for name in names if name in self.wish.meta), None)
        if key is None:
            key = next((name for name in self.wish.meta if document_id(name) == document.id), None)
        if key is None:
            return document
        self._meant.add(key)
        said = self.wish.meta[key]
        return replace(
            document,
            date=said.get("date", document.date),
            title=said.get("title", document.title),
            publisher=said.get("publisher", document.publisher),
            number=said.get("number", document.number),
            url=said.get("url", document.url),
        )

    def _too_old(self, document: Document) -> str | None:
        since = self.wish.since
        if since is None:
            return None
        if document.date is None:
            return f"undated, and only documents since {since} are wanted"
        # A date that leaves the day or month open may be as late as its end; seasons (months 21 to 24) leave the month open.
        date = document.date if document.date[5:7] < "13" else document.date[:4]
        return None if date >= since[: len(date)] else f"of {document.date}, before {since}"
