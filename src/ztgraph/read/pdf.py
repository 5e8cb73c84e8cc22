"""PDFs, read by a child process with bounds of memory, processor time and wall time; the child reads one file after the other.

A file that is late or brings the child down ends that child only; the next file gets a new one.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, Final

from ztgraph import children
from ztgraph.errors import ReadError
from ztgraph.limits import DEFAULT_LIMITS, MIB, Limits
from ztgraph.model import Document, Origin, PageStart, Piece, Section
from ztgraph.read.blocks import Body
from ztgraph.read.metadata import Metadata
from ztgraph.read.plain import document_from_body

GROWTH: Final = 1024 * MIB  # bytes of memory at its peak, above which a child is replaced
MEDIA_TYPE: Final = "application/pdf"
_PACKAGES: Final = str(Path(__file__).resolve().parents[2])
_STRANGE: Final = 0.3  # the share of characters without meaning, above which a text is none


class PdfReader:
    """A child process and what is sent to it. Safe to share by threads; close it, or use it as a context manager."""

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self.limits = limits
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> PdfReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the child; the next file starts a new one."""
        child, self._child = self._child, None
        if child is not None:
            children.end(child)

    def read(self, data: bytes, place: str) -> dict[str, Any]:
        """The child's answer for one file. Raises ReadError where it is late, needs too much, or ends the child."""
        limits = self.limits
        head = {
            "bytes": len(data),
            "pages": limits.pdf_pages,
            "page_characters": limits.pdf_page_characters,
            "seconds": int(limits.pdf_seconds) + 1,
        }
        with self._lock:
            try:
                child = self._child or self._start()
                answer = self._exchange(child, json.dumps(head).encode("ascii") + b"\n" + data, place)
            except BaseException:
                self.close()
                raise
            if answer.get("fatal") or answer.get("peak", 0) * 1024 > GROWTH:
                self.close()
            return answer

    def _start(self) -> subprocess.Popen[bytes]:
        kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
        paths = os.pathsep.join([_PACKAGES, *(part for part in sys.path if part)])
        environment = {**kept, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
        pipe = subprocess.PIPE
        command = [sys.executable, "-P", "-m", "ztgraph.read.pdfworker"]
        child = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environment, bufsize=0)
        self._child = child
        _send(child, json.dumps({"memory": self.limits.pdf_memory_bytes}).encode("ascii") + b"\n")
        return child

    def _exchange(self, child: subprocess.Popen[bytes], message: bytes, place: str) -> dict[str, Any]:
        end = time.monotonic() + self.limits.pdf_seconds
        try:
            _send(child, message)
        except BrokenPipeError:
            raise self._ended(child, place) from None
        assert child.stdout is not None
        parts: list[bytes] = []
        while not parts or not parts[-1].endswith(b"\n"):
            ready, _, _ = select.select([child.stdout], [], [], max(0.0, end - time.monotonic()))
            if not ready:
                raise ReadError(f"not read within {self.limits.pdf_seconds:g} seconds", place=place, remedy="split the document")
            part = os.read(child.stdout.fileno(), 1 << 20)
            if not part:
                raise self._ended(child, place)
            parts.append(part)
        answer: dict[str, Any] = json.loads(b"".join(parts))
        return answer

    def _ended(self, child: subprocess.Popen[bytes], place: str) -> ReadError:
        """Why the child is no more."""
        child.kill()
        code = child.wait()
        why = {-24: "it takes too much processor time", -9: "it was killed, as for want of memory"}.get(code, f"code {code}")
        return ReadError(f"the file ended the process that read it ({why})", place=place, remedy="save or print it anew as PDF")


def _send(child: subprocess.Popen[bytes], message: bytes) -> None:
    assert child.stdin is not None
    view = memoryview(message)
    while view:
        view = view[os.write(child.stdin.fileno(), view[: 1 << 20]) :]


_readers: dict[Limits, PdfReader] = {}


def _reader(limits: Limits) -> PdfReader:
    """The reader of this process for these bounds, ended with it."""
    if limits not in _readers:
        _readers[limits] = PdfReader(limits)
        atexit.register(_readers[limits].close)
    return _readers[limits]


def document_from_pdf(
    data: bytes,
    *,
    id: str,
    name: str = "",
    place: str = "",
    known: Metadata | None = None,
    url: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[Document, list[str]]:
    """A Document of a PDF, and what its reader should be told: pages that are scans, pages that could not be read.

    Raises ReadError where the file is damaged, encrypted, too large or too slow, or holds no text.
    """
    answer = _reader(limits).read(data, place or name)
    if "error" in answer:
        raise ReadError(answer["error"], place=place or name, remedy=answer.get("remedy"))
    if not answer["text"].strip():
        scans = "; ".join(_notes(answer)) or "its pages are empty"
        raise ReadError(
            f"the file holds no text: {scans}", place=place or name, remedy="run it through optical character recognition first"
        )
    if answer["undefined"] > _STRANGE:
        raise ReadError(
            "the fonts do not tell which letters they show", place=place or name, remedy="run it through optical character recognition"
        )
    body = Body(
        answer["text"],
        tuple(PageStart(*each) for each in answer["pages"]),
        tuple(Section(*each) for each in answer["sections"]),
        (),
        Origin(answer["raw"], tuple(Piece(*each) for each in answer["pieces"])),
    )
    given = known or Metadata()
    document = document_from_body(body, id=id, source=name, known=given, url=url, media_type=MEDIA_TYPE, reader="pdf", limits=limits)
    if document.title is None and answer["title"]:
        document = document_from_body(
            body, id=id, source=name, known=Metadata(given.date, answer["title"], given.publisher, given.number), url=url,
            media_type=MEDIA_TYPE, reader="pdf", limits=limits,
        )  # fmt: skip
    return document, _notes(answer)


def _notes(answer: dict[str, Any]) -> list[str]:
    notes = []
    for key, what in (("scanned", "a picture without text, not read"), ("broken", "damaged, not read")):
        if answer[key]:
            pages = answer[key]
            shown = ", ".join(map(str, pages[:10])) + (" …" if len(pages) > 10 else "")
            notes.append(f"page{'s' * (len(pages) > 1)} {shown} of {answer['count']}: {what}")
    return notes
