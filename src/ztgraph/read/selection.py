"""Which documents of a run are taken, and what the user says of them: duplicates, ids, ``--since``, ``--limit``, ``--meta``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Final, Protocol

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


class Seen(Protocol):
    """The texts and ids of a run so far."""

    def __len__(self) -> int:
        """How many documents were taken."""

    def first(self, sha256: str) -> str | None:
        """The id under which a text was taken; None where it was not."""

    def knows(self, name: str) -> bool:
        """Whether a document of that id was taken."""

    def add(self, sha256: str, name: str) -> None:
        """Take a text under an id."""


class SeenInMemory:
    """The texts and ids of a run as a mapping and a set."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._ids: set[str] = set()

    def __len__(self) -> int:
        return len(self._texts)

    def first(self, sha256: str) -> str | None:
        """The id under which a text was taken."""
        return self._texts.get(sha256)

    def knows(self, name: str) -> bool:
        """Whether a document of that id was taken."""
        return name in self._ids

    def add(self, sha256: str, name: str) -> None:
        """Take a text under an id."""
        self._texts[sha256] = name
        self._ids.add(name)


def settle(seen: Seen, asked: str, sha256: str) -> tuple[str, bool]:
    """The id that a document gets, and whether it is a duplicate: then the id is that of the document with its text, else it is taken."""
    first = seen.first(sha256)
    if first is not None:
        return first, True
    name = f"{asked}-{sha256[:_DUPLICATE_DIGITS]}" if seen.knows(asked) else asked
    seen.add(sha256, name)
    return name, False


def duplicate_of(first: str) -> str:
    """What is said of a text that came before."""
    return f"the same text came before as {first}; read once"


class Selection:
    """The texts and ids of a run so far, and what is still wanted."""

    def __init__(self, wish: Wish, seen: Seen | None = None) -> None:
        self.wish = wish
        self.seen = SeenInMemory() if seen is None else seen
        self.meant: set[str] = set()
        """The rows of the table of metadata that spoke of a document."""

    @property
    def full(self) -> bool:
        """Whether as many documents were taken as were asked for."""
        return self.wish.limit is not None and len(self.seen) >= self.wish.limit

    def admit(self, document: Document) -> Document | ReadFailure:
        """The document as it is taken, or why it is not."""
        wanted = self.wanted(document)
        if isinstance(wanted, ReadFailure):
            return wanted
        name, duplicate = settle(self.seen, wanted.id, wanted.sha256)
        if duplicate:
            return ReadFailure(wanted.source, duplicate_of(name), duplicate=True)
        return wanted if name == wanted.id else replace(wanted, id=name)

    def wanted(self, document: Document) -> Document | ReadFailure:
        """The document with what the table says of it, or why the user does not want it."""
        document = self._told(document)
        reason = self._too_old(document)
        return document if reason is None else ReadFailure(document.source or document.id, reason, skipped=True)

    def unused(self) -> Iterator[ReadFailure]:
        """A note for each row of the table of metadata that meant no document of a run that was read to its end."""
        if not self.full:
            for key in sorted(set(self.wish.meta) - self.meant):
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
        self.meant.add(key)
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
