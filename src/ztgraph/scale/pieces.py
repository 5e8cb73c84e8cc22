"""The input cut into batches whose bounds depend on the input alone, and the parts of a batch, read one by one where it is worked on."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields

from ztgraph.identity import digest
from ztgraph.model import Document
from ztgraph.read.corpus import read_corpus, read_lines
from ztgraph.read.formats import CORPORA, HEAD_BYTES, SUFFIXES, kind_of, suffix_of
from ztgraph.read.inputs import File, Stream, guarded, read_source, sources
from ztgraph.read.selection import ReadFailure
from ztgraph.scale.job import Files, Job, Lines, Piece, Read, Task

Items = Iterator[Document | ReadFailure]


def total_size(inputs: Sequence[str], job: Job) -> int | None:
    """The bytes of all inputs; None where that cannot be told beforehand."""
    total = 0
    for source in sources(inputs, job.limits):
        if isinstance(source, Stream) or (isinstance(source, File) and source.size < 0):
            return None
        total += source.size if isinstance(source, File) else 0
    return total


def tasks(inputs: Sequence[str], job: Job) -> Iterator[Task]:
    """The batches of the input, in its order. Small files come together; large corpora are cut, by lines where they have lines."""
    print_, limits = job.fingerprint(), job.limits
    waiting: list[File] = []

    def flush() -> Iterator[Task]:
        if waiting:
            key = digest(print_, "files", *(part for file in waiting for part in (file.place, file.name, file.mark)), length=32)
            yield Task(key, Files(tuple(waiting)), sum(max(0, file.size) for file in waiting))
            waiting.clear()

    for source in sources(inputs, limits):
        if isinstance(source, File) and not _large_corpus(source, limits.batch_bytes):
            waiting.append(source)
            if len(waiting) >= limits.batch_documents or sum(file.size for file in waiting) >= limits.batch_bytes:
                yield from flush()
            continue
        yield from flush()
        if isinstance(source, ReadFailure):
            yield _read_task((source,), 0, print_)
        elif isinstance(source, File) and _by_lines(source, job):
            yield from _lines_tasks(source, job, print_)
        else:
            yield from _read_tasks(source, job, print_)
    yield from flush()


def _large_corpus(file: File, bound: int) -> bool:
    return file.size > bound and SUFFIXES.get(suffix_of(file.name)) in CORPORA


def _by_lines(file: File, job: Job) -> bool:
    """Whether a large corpus is what its name says, JSON Lines in an encoding in which a byte ends a line, and within the bound."""
    if file.size > job.limits.corpus_bytes or (job.encoding or "utf-8").lower().startswith(("utf-16", "utf_16", "utf-32", "utf_32")):
        return False
    try:
        with file.open() as stream:
            return kind_of(file.name, stream.read(HEAD_BYTES)) == ("jsonl", None)
    except Exception:  # it is said when it is read
        return False


def _lines_tasks(file: File, job: Job, print_: str) -> Iterator[Task]:
    """Stretches of a corpus of about the size of a batch, each of whole lines."""
    first, start, blank = 1, 0, True
    try:
        with file.open() as stream:
            while chunk := stream.read(job.limits.batch_bytes):
                content, length, lines = hashlib.sha256(chunk), len(chunk), chunk.count(b"\n")
                blank = blank and not chunk.strip()
                while not chunk.endswith(b"\n") and (chunk := stream.readline(1 << 20)):
                    content.update(chunk)
                    length, lines = length + len(chunk), lines + chunk.count(b"\n")
                key = digest(print_, "lines", file.place, file.name, str(first), content.hexdigest(), length=32)
                yield Task(key, Lines(file, first, start, length), length)
                first, start = first + lines, start + length
    except OSError as error:
        yield _read_task((ReadFailure(file.place, f"cannot read: {error.strerror or error}"),), 0, print_)
    if blank:
        yield _read_task((ReadFailure(file.place, "the corpus is empty"),), 0, print_)


def _read_tasks(source: File | Stream, job: Job, print_: str) -> Iterator[Task]:
    """Batches of documents that are read here: of packed corpora, of tables, of addresses, of standard input."""
    items: list[Document | ReadFailure] = []
    size = 0
    for item in read_source(source, job.limits, job.encoding, job.wish):
        items.append(item)
        size += len(item.text) if isinstance(item, Document) else 0
        if size >= job.limits.batch_bytes or len(items) >= job.limits.batch_documents:
            yield _read_task(tuple(items), size, print_)
            items.clear()
            size = 0
    if items:
        yield _read_task(tuple(items), size, print_)


def _read_task(items: tuple[Document | ReadFailure, ...], size: int, print_: str) -> Task:
    said = [f"{each.name}={getattr(item, each.name)!r}" for item in items for each in fields(item) if each.repr and each.name != "text"]
    return Task(digest(print_, "read", *said, length=32), Read(items), size)


def parts(piece: Piece, job: Job) -> Iterator[Callable[[], Items]]:
    """The parts of a batch, each read when it is called for."""
    if isinstance(piece, Files):
        for file in piece.files:
            yield lambda file=file: read_source(file, job.limits, job.encoding, job.wish)  # type: ignore[misc]
    elif isinstance(piece, Read):
        for item in piece.items:
            yield lambda item=item: iter((item,))  # type: ignore[misc]
    else:
        file = piece.file
        with file.open() as stream:
            stream.seek(piece.start)
            data = stream.read(piece.length)
        for number, line in enumerate(read_lines(io.BytesIO(data), job.limits), piece.first):
            if line.strip():
                yield lambda line=line, number=number: guarded(  # type: ignore[misc]
                    file.place, read_corpus([line], file.place, file.name, job.limits, job.encoding, number)
                )
