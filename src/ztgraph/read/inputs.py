"""From what the user names (files, folders, globs, addresses, ``-``) to Documents, with a failure in place of each that fails."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from ztgraph.errors import ReadError
from ztgraph.limits import DEFAULT_LIMITS, Limits
from ztgraph.model import Document
from ztgraph.read.archive import members, unpacked
from ztgraph.read.corpus import looks_like_corpus, read_corpus, read_lines
from ztgraph.read.csvtable import read_table
from ztgraph.read.formats import CORPORA, HEAD_BYTES, SUFFIXES, Kind, Remark, is_word, kind_of, read_one, suffix_of
from ztgraph.read.remote import is_remote, open_remote, remote_files
from ztgraph.read.selection import ReadFailure, Selection, Wish
from ztgraph.read.sniff import check_encoding

_OUTPUT = frozenset({"graph.ttl", "statements.jsonl"})  # a folder that holds these was built, it is no source
Item = Document | ReadError | Remark


@dataclass(frozen=True, slots=True)
class File:
    """A file to be read: where it is (a path, or an address that fsspec opens), how large, and a mark that changes when it does.

    ``name`` is what documents carry: without the folders above the input, so that results do not depend on where it lies.
    """

    place: str
    name: str
    size: int
    mark: str

    def open(self) -> BinaryIO:
        """The file as a stream. Raises OSError, ReadError."""
        return open_remote(self.place) if is_remote(self.place) else Path(self.place).open("rb")


@dataclass(frozen=True, slots=True)
class Stream:
    """An input that is no file: ``-``, or an address of the web."""

    given: str


def _local(place: Path, name: str) -> File:
    try:
        found = place.stat()
    except OSError:  # it is said when it is read
        return File(str(place), name, -1, "")
    return File(str(place), name, found.st_size, f"{found.st_size}:{found.st_mtime_ns}")


def read_inputs(
    inputs: Sequence[str], limits: Limits = DEFAULT_LIMITS, *, encoding: str | None = None, wish: Wish | None = None
) -> Iterator[Document | ReadFailure]:
    """Documents of ``inputs`` in the order given (folders and globs sorted by name), a ReadFailure for each that cannot be read.

    A text is read once in a run: a later document of the same text, under whatever id, is left out as a duplicate, since statements
    are named by the text that makes them. Ids are unique in a run: of two texts with one id the later gets the head of its hash as
    suffix. ``wish`` chooses among the documents and says of them what they do not say themselves. Raises UsageError for an unknown
    ``encoding`` or a bad table of metadata; nothing else stops the run.
    """
    encoding = check_encoding(encoding) if encoding else None
    wish = wish or Wish()
    selection = Selection(wish)
    for item in _read_all(inputs, limits, encoding, wish):
        yield selection.admit(item) if isinstance(item, Document) else item
        if selection.full:
            break
    yield from selection.unused()


def _read_all(inputs: Sequence[str], limits: Limits, encoding: str | None, wish: Wish) -> Iterator[Document | ReadFailure]:
    for source in sources(inputs, limits):
        yield from (source,) if isinstance(source, ReadFailure) else read_source(source, limits, encoding, wish)


def read_source(source: File | Stream, limits: Limits, encoding: str | None, wish: Wish) -> Iterator[Document | ReadFailure]:
    """The documents of one source, with a ReadFailure in place of each that cannot be read."""
    if isinstance(source, File):
        yield from guarded(source.place, _read_file(source, limits, encoding))
    elif source.given == "-":
        yield from guarded("standard input", _read_stdin(limits, encoding))
    else:
        yield from guarded(source.given, _read_address(source.given, limits, encoding, wish))


def sources(inputs: Sequence[str], limits: Limits = DEFAULT_LIMITS) -> Iterator[File | Stream | ReadFailure]:
    """What ``inputs`` name, in the order given (folders and globs sorted by name), each file once."""
    count, done = 0, set[str]()
    for given in inputs:
        if given == "-" or given.lower().startswith(("http://", "https://")):
            yield Stream(given)
            continue
        for item in _expand(given):
            if isinstance(item, ReadFailure):
                yield item
                continue
            real = item.place if is_remote(item.place) else os.path.realpath(item.place)
            if real in done:
                continue
            done.add(real)
            count += 1
            if count > limits.input_files:
                yield ReadFailure(given, f"more than {limits.input_files:,} files", "name fewer at a time")
                return
            yield item


def guarded(place: str, items: Iterator[Item]) -> Iterator[Document | ReadFailure]:
    """``items`` with each error, raised or handed over, as a ReadFailure, and each remark as one that is none."""
    try:
        for item in items:
            if isinstance(item, Document):
                yield item
            elif isinstance(item, Remark):
                yield ReadFailure(item.place, item.message, note=True)
            else:
                yield _failure(item, place)
    except ReadError as error:
        yield _failure(error, place)
    except OSError as error:
        yield ReadFailure(place, f"cannot read: {error.strerror or error}")
    except (MemoryError, RecursionError) as error:
        yield ReadFailure(place, f"cannot read: {'out of memory' if isinstance(error, MemoryError) else 'nested too deep'}")


def _failure(error: ReadError, place: str) -> ReadFailure:
    return ReadFailure(error.place or place, error.message, error.remedy)


def _expand(given: str) -> Iterator[File | ReadFailure]:
    if is_remote(given):
        yield from _remote(given)
        return
    path = Path(given)
    if path.is_dir():
        yield from _folder(path)
    elif path.exists() or path.is_symlink():
        yield _local(path, path.name)
    elif glob.has_magic(given):
        matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207 (a pattern may be absolute)
        if not matches:
            yield ReadFailure(given, "no file matches")
        for match in matches:
            if not Path(match).is_dir():
                yield _local(Path(match), Path(match).name)
            elif not given.endswith("**"):  # "**" itself lists what is inside its folders
                yield from _folder(Path(match))
    else:
        yield ReadFailure(given, "no such file or folder")


def _remote(given: str) -> Iterator[File | ReadFailure]:
    """The objects that an address names, but for hidden ones and those of no known kind; one that is named itself is always read."""
    try:
        found = list(remote_files(given))
    except ReadError as error:
        yield _failure(error, given)
        return
    alone = len(found) == 1 and given.rstrip("/").endswith(f"/{found[0].name}")
    known = [each for each in found if alone or (suffix_of(each.name) and not any(p.startswith(".") for p in each.name.split("/")))]
    if not known:
        yield ReadFailure(given, "no file of a known kind is there", f"known are {', '.join(sorted(SUFFIXES))}")
    yield from (File(*each) for each in known)


def _folder(folder: Path) -> Iterator[File | ReadFailure]:
    """The files of known kind in ``folder`` and below, sorted by name.

    Left alone are hidden files, links to folders, folders that ``build`` wrote, and what a browser saved beside a page.
    """
    found: list[str] = []
    failures: list[ReadFailure] = []

    def refuse(error: OSError) -> None:
        failures.append(ReadFailure(str(error.filename or folder), f"cannot read the folder: {error.strerror or error}"))

    for place, folders, names in os.walk(folder, onerror=refuse):
        if set(names) >= _OUTPUT:
            folders.clear()
            continue
        pages = {Path(name).stem for name in names if SUFFIXES.get(suffix_of(name)) == "html"}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name.removesuffix("_files") not in pages)
        for name in names:
            path = Path(place, name)
            if suffix_of(name) and not name.startswith(".") and path.is_file():
                found.append(path.relative_to(folder).as_posix())
    if not found and not failures:
        yield ReadFailure(str(folder), "the folder holds no file of a known kind", f"known are {', '.join(sorted(SUFFIXES))}")
    yield from failures
    yield from (_local(folder / name, name) for name in sorted(found))


def _read_file(file: File, limits: Limits, encoding: str | None) -> Iterator[Item]:
    name = file.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    place = file.place
    with file.open() as stream:
        head = stream.read(HEAD_BYTES)
        stream.seek(0)
        kind, note = kind_of(name, head)
        if kind == "zip" and is_word_file(stream):
            kind, note = "docx", note and "it is a Word document, whatever its name says"
        if note:
            yield Remark(place, note)
        if kind in CORPORA:
            if file.size > limits.corpus_bytes:
                raise ReadError(f"larger than the bound of {limits.corpus_bytes:,} bytes", place=place, remedy="split the corpus")
            yield from _corpus(kind, stream, name, place, limits, encoding)
            return
        data = _bounded(stream, place, limits)
    yield from read_one(kind, data, name, place, limits, encoding)


def is_word_file(stream: BinaryIO) -> bool:
    """Whether an archive that is open is a Word document; it is left at its beginning."""
    try:
        return is_word(stream)
    finally:
        stream.seek(0)


def _corpus(kind: Kind, stream: BinaryIO, name: str, place: str, limits: Limits, encoding: str | None) -> Iterator[Item]:
    """The documents of a file that holds many."""
    if kind == "zip":
        for member, data in members(stream, place, limits):
            if member.rsplit("/", 1)[-1].startswith(".") or member.startswith("__MACOSX/") or not suffix_of(member):
                continue
            if isinstance(data, ReadError):
                yield data
            else:
                yield from _guarded_items(_member(data, f"{name}:{member}", f"{place}:{member}", limits, encoding), f"{place}:{member}")
    elif kind == "gzip":
        inner = name.removesuffix(".gz").removesuffix(".GZ")
        with unpacked(stream, place, limits.corpus_bytes) as plain:
            yield from _corpus("csv" if SUFFIXES.get(suffix_of(inner)) == "csv" else "jsonl", plain, name, place, limits, encoding)
    elif kind == "csv":
        yield from read_table(stream, place, name, limits, encoding)
    else:
        yield from read_corpus(read_lines(stream, limits), place, name, limits, encoding)


def _guarded_items(items: Iterator[Item], place: str) -> Iterator[Item]:
    """``items`` of one member, whose failure does not end the archive."""
    try:
        yield from items
    except ReadError as error:
        yield error if error.place else ReadError(error.message, place=place, remedy=error.remedy)


def _member(data: bytes, name: str, place: str, limits: Limits, encoding: str | None) -> Iterator[Item]:
    import io

    kind, note = kind_of(name, data[:HEAD_BYTES])
    if kind == "zip" and is_word(io.BytesIO(data)):
        kind, note = "docx", None
    if note:
        yield Remark(place, note)
    if kind in ("zip", "gzip"):
        raise ReadError("an archive in an archive is not opened", place=place, remedy="unpack it first")
    if kind in CORPORA:
        yield from _corpus(kind, io.BytesIO(data), name, place, limits, encoding)
    else:
        yield from read_one(kind, data, name, place, limits, encoding)


def _bounded(stream: BinaryIO, place: str, limits: Limits) -> bytes:
    data = stream.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        raise ReadError(f"larger than the bound of {limits.file_bytes:,} bytes", place=place, remedy="split the document")
    return data


def _read_stdin(limits: Limits, encoding: str | None) -> Iterator[Item]:
    """Standard input: a corpus where its first line is an object in JSON, else one document, of the kind that its first bytes tell."""
    stream, place = sys.stdin.buffer, "standard input"
    first = stream.readline(limits.corpus_line_bytes + 1)
    if looks_like_corpus(first):
        lines: Iterable[bytes] = chain([first], read_lines(stream, limits))
        yield from read_corpus(lines, place, "stdin", limits, encoding)
        return
    data = first + stream.read(max(0, limits.file_bytes + 1 - len(first)))
    if len(data) > limits.file_bytes:
        raise ReadError(f"larger than the bound of {limits.file_bytes:,} bytes", place=place, remedy="split the document")
    kind, _ = kind_of("stdin", data[:HEAD_BYTES])
    yield from (
        _member(data, "stdin", place, limits, encoding) if kind != "text" else read_one("text", data, "stdin", place, limits, encoding)
    )


def _read_address(address: str, limits: Limits, encoding: str | None, wish: Wish) -> Iterator[Item]:
    """The document at an address of the web."""
    from ztgraph.read.web import fetch

    page = fetch(address, limits, allow_private=wish.allow_private)
    if page.note:
        yield Remark(address, page.note)
    yield from read_one(page.kind, page.data, page.name, address, limits, encoding or page.encoding, url=page.address)
