"""Files of N-Quads that are to be loaded in bulk: found in folders, named by their content, looked through line by line.

Each line is a quad in the graph of a document, and a file holds documents whole. It is read in blocks, so that its size does not matter,
and may be packed with gzip.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ztgraph.errors import GraphError
from ztgraph.graph.vocabulary import ZT, base_of

BLOCK = 1 << 20  # bytes that are looked through at a time
LONGEST_LINE = 256 << 20  # bytes; a document's text is one literal, hence one line
MANIFEST, RUN = "manifest.jsonl", "run.json"
SUFFIXES = (".nq", ".nquads", ".nq.gz", ".nquads.gz")
_DIGEST = re.compile(r"[0-9a-f]{32}\.nq")  # the name of a file that is named by its content
_IRI = rb"<[^\x00-\x20<>\"{}|^`]*>"
_VALUE = _IRI + rb'|"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"(?:@[A-Za-z0-9-]+|\^\^' + _IRI + rb")?"
_QUAD = rb"[ \t]*(" + _IRI + rb")[ \t]*(" + _IRI + rb")[ \t]*(" + _VALUE + rb")[ \t]*(" + _IRI + rb")[ \t]*\.[ \t]*"
_LINE = re.compile(_QUAD + rb"(?:\#[^\r\n]*)?[\r\n]*")
_EMPTY = re.compile(rb"[ \t]*(?:\#[^\r\n]*)?[\r\n]*")
_HAS_DIGEST = f"<{ZT}sha256>".encode("ascii")

Check = Callable[[str, frozenset[int]], None]


@dataclass(slots=True)
class Shard:
    """One file and what was found in it; ``name`` is the digest of its bytes."""

    path: Path
    name: str
    lines: int = 0
    bytes: int = 0
    """Of the text, unpacked."""
    base: str | None = None
    graphs: set[str] = field(default_factory=set)


def find_shards(places: Sequence[Path]) -> list[Path]:
    """The files of N-Quads that ``places`` are or, as folders, hold; each once.

    Of a folder that ``build --shards`` wrote it is those that its manifest names, in that order; of another all, sorted, but for what
    begins with a point, as files do that are being written. Raises GraphError where there are none, one is missing, or the build is not
    complete.
    """
    found: dict[Path, None] = {}
    for place in places:
        if place.is_dir():
            files = _files_in(place)
        elif not place.is_file():
            raise GraphError("no such file or folder", place=str(place), remedy="name shards, or the folder that holds them")
        elif not place.name.endswith(SUFFIXES):
            raise GraphError("not N-Quads by its name", place=str(place), remedy="write them with: ztgraph export GRAPH --to nquads")
        else:
            files = [place]
        found.update(dict.fromkeys(path.resolve() for path in files))
    return list(found)


def _files_in(folder: Path) -> list[Path]:
    if (folder / MANIFEST).is_file():
        return list(_named_by(folder / MANIFEST))
    if (folder / RUN).is_file():
        raise GraphError("the build of these shards is not complete", place=str(folder), remedy="give the same ztgraph build command again")
    inside = sorted(path for path in folder.rglob("*") if path.name.endswith(SUFFIXES) and path.is_file())
    files = [path for path in inside if not any(part.startswith(".") for part in path.relative_to(folder).parts)]
    if not files:
        raise GraphError("holds no file of N-Quads", place=str(folder), remedy=f"name files {' '.join(SUFFIXES)}, or their folder")
    return files


def _named_by(manifest: Path) -> Iterator[Path]:
    """The files that a manifest names, inside its folder."""
    with manifest.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            place = f"{manifest}:{number}"
            try:
                name = json.loads(line)["shard"]
                path = (manifest.parent / name).resolve()
            except (ValueError, TypeError, KeyError, RecursionError, OSError) as error:
                raise GraphError("a line that names no shard", place=place, remedy="name the files of N-Quads themselves") from error
            if not path.is_relative_to(manifest.parent.resolve()):
                raise GraphError(f"names a file outside its folder: {name}", place=place)
            if not path.is_file():
                raise GraphError(f"names a shard that is not there: {name}", place=place, remedy="copy it, or build again")
            yield path


def shard_of(path: Path) -> Shard:
    """The file with the name of its content. Raises GraphError where it cannot be read, or is not what its own name says."""
    try:
        with path.open("rb") as file:
            name = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise GraphError(f"cannot read: {error.strerror or error}", place=str(path)) from error
    if _DIGEST.fullmatch(path.name) and not name.startswith(path.stem):
        raise GraphError(
            "not the content by which it is named: it was damaged or changed", place=str(path), remedy="copy it, or build again"
        )
    return Shard(path, name)


def _opened(path: Path) -> gzip.GzipFile | io.BufferedReader:
    return gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb")


def _blocks(path: Path) -> Iterator[bytes]:
    """The text in pieces of whole lines. Raises GraphError where it cannot be read or unpacked, or has a line without end."""
    rest = b""
    try:
        with _opened(path) as file:
            while piece := file.read(BLOCK):
                rest += piece
                end = rest.rfind(b"\n") + 1
                if end:
                    yield rest[:end]
                    rest = rest[end:]
                elif len(rest) > LONGEST_LINE:
                    raise GraphError(f"a line longer than {LONGEST_LINE} bytes", place=str(path))
    except (OSError, EOFError, zlib.error) as error:
        raise GraphError(f"cannot read: {error}", place=str(path), remedy="fetch or write the file again") from error
    if rest:
        yield rest


def line_print(subject: bytes, predicate: bytes, value: bytes) -> int:
    """A digest of a triple as it is written, of 64 bits."""
    return int.from_bytes(hashlib.blake2b(b"%b %b %b" % (subject, predicate, value), digest_size=8).digest(), "big")


@dataclass(slots=True)
class _Graph:
    """What a file holds of one document."""

    line: int
    digests: int = 0
    prints: array[int] | None = None


class _Scan:
    """One pass over a file."""

    def __init__(self, shard: Shard, known: Callable[[str], bool]) -> None:
        self.shard, self._known = shard, known
        self._graphs: dict[bytes, _Graph] = {}

    def run(self, check: Check) -> None:
        import pyoxigraph

        for block in _blocks(self.shard.path):
            before = self.shard.lines
            for line in block.splitlines(keepends=True):
                self.shard.lines += 1
                self._line(line)
            try:
                for _ in pyoxigraph.parse(block, format=pyoxigraph.RdfFormat.N_QUADS):
                    pass
            except SyntaxError as error:
                raise self._error(" ".join(str(error).split()), before + (error.lineno or 1)) from error
            except ValueError as error:  # not UTF-8
                raise self._error(" ".join(str(error).split()), before + 1) from error
            self.shard.bytes += len(block)
        if not self._graphs:
            raise GraphError("holds no document", place=str(self.shard.path), remedy="leave it out")
        for term, graph in self._graphs.items():
            name = term[1:-1].decode("utf-8")
            if graph.digests != 1:
                raise self._error(f"{name} is no whole document: it has {graph.digests} values of zt:sha256, not one", graph.line)
            if graph.prints is not None:
                check(name, frozenset(graph.prints))
            self.shard.graphs.add(name)

    def _error(self, message: str, line: int | None = None) -> GraphError:
        place = f"{self.shard.path}:{self.shard.lines if line is None else line}"
        return GraphError(message, place=place, remedy="write the graph with: ztgraph export GRAPH --to nquads")

    def _line(self, line: bytes) -> None:
        found = _LINE.fullmatch(line)
        if found is None:
            if _EMPTY.fullmatch(line) is None:
                raise self._error(_what_is_wrong(line))
            return
        subject, predicate, value, name = found.groups()
        graph = self._graphs.get(name) or self._begun(name)
        if graph.prints is not None:
            graph.prints.append(line_print(subject, predicate, value))
        if predicate == _HAS_DIGEST and subject == name:
            graph.digests += 1

    def _begun(self, term: bytes) -> _Graph:
        try:
            name = term[1:-1].decode("utf-8")
            base = base_of(name)
        except (GraphError, UnicodeError):
            raise self._error("a quad outside the graph of any document") from None
        if self.shard.base not in (None, base):
            raise self._error(f"a document under {base} among those under {self.shard.base}")
        self.shard.base = base
        made = self._graphs[term] = _Graph(self.shard.lines, prints=array("Q") if self._known(name) else None)
        return made


def _what_is_wrong(line: bytes) -> str:
    """Why a line is no quad of ours, in the words of the parser where it finds a reason."""
    import pyoxigraph

    try:
        quads = list(pyoxigraph.parse(line, format=pyoxigraph.RdfFormat.N_QUADS))
    except (SyntaxError, ValueError) as error:
        return " ".join(str(error).split())
    terms = [term for quad in quads for term in (quad.subject, quad.object, quad.graph_name)]
    if any(isinstance(term, pyoxigraph.BlankNode) for term in terms):
        return "a blank node: ztgraph writes none"
    return "a quad outside the graph of any document"


def scan(shard: Shard, known: Callable[[str], bool], check: Check) -> None:
    """Look through a file and fill ``shard``.

    ``known`` says whether a document's graph is there already; of such a one ``check`` gets the prints of all lines. Raises GraphError with
    file and line where it is no N-Quads, or holds what is no whole document.
    """
    shard.lines, shard.bytes, shard.base = 0, 0, None
    shard.graphs.clear()
    _Scan(shard, known).run(check)


def base_in(path: Path) -> str | None:
    """The base address of the first document of a file; None where it has none or cannot be read."""
    try:
        for block in _blocks(path):
            found = next((match for line in block.splitlines() if (match := _LINE.fullmatch(line))), None)
            if found is not None:
                return base_of(found[4][1:-1].decode("utf-8"))
    except (GraphError, UnicodeError):
        pass
    return None


class Stream:
    """The text of several shards as one file to read from: as it is, or as triples without their graphs."""

    def __init__(self, paths: Iterable[Path], *, triples: bool, seen: Callable[[int], None] = lambda lines: None) -> None:
        """``seen`` is told how many lines have been given out."""
        self._blocks = (block if block.endswith(b"\n") else block + b"\n" for path in paths for block in _blocks(path))
        self._triples, self._seen = triples, seen
        self._rest = memoryview(b"")

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most ``size``; none at the end."""
        while not self._rest:
            block = next(self._blocks, None)
            if block is None:
                return b""
            self._seen(block.count(b"\n"))
            self._rest = memoryview(_triples(block) if self._triples else block)
        part = self._rest if size < 0 else self._rest[:size]
        self._rest = self._rest[len(part) :]
        return bytes(part)


def _triples(block: bytes) -> bytes:
    """A block of quads that have been looked through, without their graphs."""
    lines: list[bytes] = []
    for line in block.splitlines():
        found = _LINE.fullmatch(line)
        if found is not None:
            lines.append(line[: found.end(3)])
    return b" .\n".join([*lines, b""])
