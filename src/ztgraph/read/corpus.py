"""Corpora: JSON Lines, one document a line. A line that is broken is refused with its file and line, and the next one is read.

Known keys are ``id`` and ``text``, and as they are there ``date`` (or ``dateline``), ``title``, ``url``, ``publisher`` and
``number``; others (such as the ``statements`` of annotated passages) are not looked at.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from ztgraph.errors import ReadError
from ztgraph.limits import DEFAULT_LIMITS, Limits
from ztgraph.model import Document
from ztgraph.read.blocks import Body
from ztgraph.read.layout import headed_blocks
from ztgraph.read.metadata import Metadata, edtf_date
from ztgraph.read.plain import document_from_body
from ztgraph.read.sections import mark_sections

_SURROGATE = re.compile("[\ud800-\udfff]")
_SHOWN = 40


def looks_like_corpus(line: bytes) -> bool:
    """Whether ``line``, the first of a stream without a name, is a document of a corpus."""
    if not line.lstrip(codecs.BOM_UTF8 + b" \t\r\n").startswith(b"{"):
        return False
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and "text" in record


def read_lines(stream: BinaryIO, limits: Limits = DEFAULT_LIMITS) -> Iterator[bytes]:
    """The lines of ``stream``; of one that is longer than the bound only its head, one byte longer than the bound, comes out."""
    bound = limits.corpus_line_bytes + 1
    while line := stream.readline(bound):
        yield line
        while len(line) == bound and not line.endswith(b"\n"):
            line = stream.readline(bound)


def read_corpus(
    lines: Iterable[bytes], place: str, name: str, limits: Limits = DEFAULT_LIMITS, encoding: str | None = None, first: int = 1
) -> Iterator[Document | ReadError]:
    """A Document or the ReadError of each line that is not blank; ``place`` is the file for errors, ``name`` that for sources.

    ``first`` is the number of the first line, where the lines are a stretch of a corpus.
    """
    count = 0
    for number, raw in enumerate(lines, first):
        line = raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw
        if not line.strip():
            continue
        count += 1
        here = f"{place}:{number}"
        try:
            yield document_of(_record(line, here, limits, encoding), here, f"{name}:{number}", limits)
        except ReadError as error:
            yield error
    if not count:
        yield ReadError("the corpus is empty", place=place)


def _record(line: bytes, place: str, limits: Limits, encoding: str | None) -> dict[str, Any]:
    if len(line) > limits.corpus_line_bytes:
        raise ReadError(f"the line is longer than the bound of {limits.corpus_line_bytes:,} bytes", place=place)
    try:
        record = json.loads(line.decode(encoding or "utf-8"))
    except UnicodeError as error:
        raise ReadError(f"not valid {(encoding or 'utf-8').upper()}: {error}", place=place, remedy="save the corpus as UTF-8") from error
    except json.JSONDecodeError as error:
        raise ReadError(
            f"broken JSON: {error.msg} at column {error.colno}", place=place, remedy="each line is one object in JSON"
        ) from error
    except RecursionError as error:
        raise ReadError("the JSON is nested too deep", place=place) from error
    if not isinstance(record, dict):
        raise ReadError("not an object in JSON", place=place, remedy='a line looks like {"id": "…", "text": "…"}')
    return record


def document_of(
    record: Mapping[str, Any], place: str, source: str, limits: Limits, *, media_type: str = "application/jsonl", reader: str = "corpus"
) -> Document:
    """The Document of a record, whose text stays as it is. Raises ReadError where a field is missing or no text."""
    identifier = record.get("id")
    if isinstance(identifier, int) and not isinstance(identifier, bool):
        identifier = str(identifier)
    if not isinstance(identifier, str) or not identifier.strip():
        raise ReadError("the document has no id", place=place, remedy='add "id": "…"')
    text = record.get("text")
    if not isinstance(text, str):
        raise ReadError(f"document {identifier} has no text", place=place, remedy='add "text": "…"')
    if not text.strip():
        raise ReadError(f"the text of document {identifier} is empty", place=place)
    if "\0" in text or _SURROGATE.search(text):
        raise ReadError(f"the text of document {identifier} holds characters that are none (NUL or half of a pair)", place=place)
    date = _string(record, "date", place) or _string(record, "dateline", place)
    known = Metadata(
        _date(date, place) if date else None,
        _string(record, "title", place),
        _string(record, "publisher", place),
        _string(record, "number", place),
    )
    return document_from_body(
        Body(text, sections=mark_sections(list(headed_blocks(text)))),
        id=identifier,
        source=source,
        known=known,
        url=_string(record, "url", place),
        media_type=media_type,
        reader=reader,
        limits=limits,
    )


def _string(record: Mapping[str, Any], key: str, place: str) -> str | None:
    value = record.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or _SURROGATE.search(value):
        raise ReadError(f"{key} is not a text", place=place, remedy=f'write "{key}": "…", or leave it out')
    return " ".join(value.replace("\0", " ").split()) or None


def _date(value: str, place: str) -> str:
    """``value`` as EDTF, whichever way it is written."""
    if parsed := edtf_date(value):
        return parsed
    shown = value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"
    raise ReadError(f"not a date: {shown}", place=place, remedy="write it as 2021-01-13, 2021-01 or 2021")
