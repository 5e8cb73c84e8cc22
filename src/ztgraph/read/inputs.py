"""From what the user names (files, folders, globs, ``-``) to Documents, one after the other, with a failure in place of each that fails."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from ztgraph.errors import ReadError
from ztgraph.limits import DEFAULT_LIMITS, Limits
from ztgraph.model import Document
from ztgraph.read.corpus import looks_like_corpus, read_corpus, read_lines
from ztgraph.read.markdown import document_from_markdown
from ztgraph.read.plain import document_from_text
from ztgraph.read.sniff import check_encoding, decode

MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
CORPUS_SUFFIXES = frozenset({".jsonl", ".ndjson"})
SUFFIXES = frozenset({".txt", ".text"}) | MARKDOWN_SUFFIXES | CORPUS_SUFFIXES
_DUPLICATE_DIGITS = 8


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """A document that is not among the results: where it stood, what was wrong, what to try.

    ``duplicate`` marks one that was left out because the same text came before, which is no error.
    """

    place: str
    message: str
    remedy: str | None = None
    duplicate: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" + (f" ({self.remedy})" if self.remedy else "")


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    name: str
    """The name that documents carry: without the folders above the input, so that results do not depend on where it lies."""


def read_inputs(inputs: Sequence[str], limits: Limits = DEFAULT_LIMITS, *, encoding: str | None = None) -> Iterator[Document | ReadFailure]:
    """Documents of ``inputs`` in the order given (folders and globs sorted by name), a ReadFailure for each that cannot be read.

    A text is read once in a run: a later document of the same text, under whatever id, is left out as a duplicate, since statements
    are named by the text that makes them. Ids are unique in a run: of two texts with one id the later gets the head of its hash as
    suffix. Raises UsageError for an unknown ``encoding``; nothing else stops the run.
    """
    encoding = check_encoding(encoding) if encoding else None
    seen = _Seen()
    for item in _read_all(inputs, limits, encoding):
        yield seen.admit(item) if isinstance(item, Document) else item


class _Seen:
    """The texts and ids of a run so far."""

    def __init__(self) -> None:
        self.by_text: dict[str, str] = {}
        self.ids: set[str] = set()

    def admit(self, document: Document) -> Document | ReadFailure:
        first = self.by_text.get(document.sha256)
        if first is not None:
            return ReadFailure(document.source, f"the same text came before as {first}; read once", duplicate=True)
        name = document.id
        if name in self.ids:
            name = f"{name}-{document.sha256[:_DUPLICATE_DIGITS]}"
        self.ids.add(name)
        self.by_text[document.sha256] = name
        return document if name == document.id else replace(document, id=name)


def _read_all(inputs: Sequence[str], limits: Limits, encoding: str | None) -> Iterator[Document | ReadFailure]:
    count, done = 0, set[str]()
    for given in inputs:
        if given == "-":
            yield from _guarded("standard input", _read_stdin(limits, encoding))
            continue
        for item in _expand(given):
            if isinstance(item, ReadFailure):
                yield item
                continue
            real = os.path.realpath(item.path)
            if real in done:
                continue
            done.add(real)
            count += 1
            if count > limits.input_files:
                yield ReadFailure(given, f"more than {limits.input_files:,} files", "name fewer at a time")
                return
            yield from _guarded(str(item.path), _read_file(item, limits, encoding))


def _guarded(place: str, items: Iterator[Document | ReadError]) -> Iterator[Document | ReadFailure]:
    """``items`` with each error, raised or handed over, as a ReadFailure."""
    try:
        for item in items:
            yield item if isinstance(item, Document) else _failure(item, place)
    except ReadError as error:
        yield _failure(error, place)
    except OSError as error:
        yield ReadFailure(place, f"cannot read: {error.strerror or error}")


def _failure(error: ReadError, place: str) -> ReadFailure:
    return ReadFailure(error.place or place, error.message, error.remedy)


def _expand(given: str) -> Iterator[_File | ReadFailure]:
    path = Path(given)
    if path.is_dir():
        yield from _folder(path)
    elif path.exists() or path.is_symlink():
        yield _File(path, path.name)
    elif glob.has_magic(given):
        matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207 (a pattern may be absolute)
        if not matches:
            yield ReadFailure(given, "no file matches")
        for match in matches:
            if not Path(match).is_dir():
                yield _File(Path(match), Path(match).name)
            elif not given.endswith("**"):  # "**" itself lists what is inside its folders
                yield from _folder(Path(match))
    else:
        yield ReadFailure(given, "no such file or folder")


def _folder(folder: Path) -> Iterator[_File | ReadFailure]:
    """The files of known kind in ``folder`` and below, sorted by name; hidden ones and links to folders are left alone."""
    found: list[_File] = []
    failures: list[ReadFailure] = []

    def refuse(error: OSError) -> None:
        failures.append(ReadFailure(str(error.filename or folder), f"cannot read the folder: {error.strerror or error}"))

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            path = Path(place, name)
            if path.suffix.lower() in SUFFIXES and not name.startswith(".") and path.is_file():
                found.append(_File(path, path.relative_to(folder).as_posix()))
    if not found and not failures:
        yield ReadFailure(str(folder), "the folder holds no file of a known kind", f"known are {', '.join(sorted(SUFFIXES))}")
    yield from failures
    yield from sorted(found, key=lambda file: file.name)


def _read_file(file: _File, limits: Limits, encoding: str | None) -> Iterator[Document | ReadError]:
    suffix = file.path.suffix.lower()
    name = file.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if suffix in CORPUS_SUFFIXES:
        with file.path.open("rb") as stream:
            if os.fstat(stream.fileno()).st_size > limits.corpus_bytes:
                raise ReadError(f"larger than the bound of {limits.corpus_bytes:,} bytes", place=str(file.path), remedy="split the corpus")
            yield from read_corpus(read_lines(stream, limits), str(file.path), name, limits, encoding)
        return
    with file.path.open("rb") as stream:
        data = _bounded(stream, str(file.path), limits)
    text = decode(data, str(file.path), encoding)
    make = document_from_markdown if suffix in MARKDOWN_SUFFIXES else document_from_text
    yield make(text, id=Path(name).stem, source=name, limits=limits)


def _bounded(stream: BinaryIO, place: str, limits: Limits) -> bytes:
    data = stream.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        raise ReadError(f"larger than the bound of {limits.file_bytes:,} bytes", place=place, remedy="split the document")
    return data


def _read_stdin(limits: Limits, encoding: str | None) -> Iterator[Document | ReadError]:
    """Standard input: a corpus where its first line is an object in JSON, else one plain text."""
    stream = sys.stdin.buffer
    first = stream.readline(limits.corpus_line_bytes + 1)
    if looks_like_corpus(first):
        lines: Iterable[bytes] = chain([first], read_lines(stream, limits))
        yield from read_corpus(lines, "standard input", "stdin", limits, encoding)
        return
    data = first + stream.read(max(0, limits.file_bytes + 1 - len(first)))
    if len(data) > limits.file_bytes:
        raise ReadError(f"larger than the bound of {limits.file_bytes:,} bytes", place="standard input", remedy="split the document")
    yield document_from_text(decode(data, "standard input", encoding), id="stdin", source="stdin", limits=limits)
