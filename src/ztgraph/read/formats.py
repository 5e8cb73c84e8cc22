"""What a file is, by its content first and its name second, and which reader reads it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO, Final, Literal

from ztgraph.errors import ReadError
from ztgraph.limits import DEFAULT_LIMITS, Limits
from ztgraph.model import Document
from ztgraph.read.sniff import decode

Kind = Literal["text", "markdown", "html", "pdf", "docx", "mail", "jsonl", "csv", "zip", "gzip"]

SUFFIXES: Final[dict[str, Kind]] = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx", ".eml": "mail", ".mht": "mail", ".mhtml": "mail", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv",
    ".jsonl.gz": "gzip", ".ndjson.gz": "gzip", ".csv.gz": "gzip", ".zip": "zip",
}  # fmt: skip
CORPORA: Final = frozenset({"jsonl", "csv", "zip", "gzip"})
HEAD_BYTES: Final = 4096  # enough of a file to tell what it is
_NAMES: Final[dict[Kind, str]] = {
    "pdf": "a PDF", "html": "a web page", "docx": "a Word document", "mail": "a mail or a saved page", "zip": "a ZIP archive",
    "gzip": "a gzip file",
}  # fmt: skip
_PAGE: Final = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:[^-]|-(?!->))*-->\s*){0,5}<(?:!doctype\s+html|html[\s>])", re.IGNORECASE)
_MAIL: Final = re.compile(
    rb"(?:(?:From|Return-Path|Received|MIME-Version|Delivered-To|Message-ID|X-[\w-]+):[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)"
    rb"(?:[\w-]+:[^\n]*\r?\n|[ \t][^\n]*\r?\n)+",
    re.IGNORECASE,
)
_OLD_MARKS: Final = (b"\xef\xbb\xbf",)


@dataclass(frozen=True, slots=True)
class Remark:
    """What a user should be told of a document that was read: a guess that was made, a page that was not."""

    place: str
    message: str


def suffix_of(name: str) -> str:
    """The known ending of a file name in small letters, or nothing."""
    lower = name.lower()
    return next((ending for ending in sorted(SUFFIXES, key=len, reverse=True) if lower.endswith(ending)), "")


def kind_of(name: str, head: bytes) -> tuple[Kind, str | None]:
    """The kind of a file from its name and first bytes, and a remark where the two do not agree: then the bytes decide."""
    named = SUFFIXES.get(suffix_of(name), "text")
    found = _told(head)
    if found is None or found == named or (found == "zip" and named == "docx"):
        return named, None
    if named in ("text", "markdown", "mail") and found == "html" and not _PAGE.match(head):
        return named, None
    if found == "mail" and named != "text":
        return named, None
    return found, f"it is {_NAMES[found]}, whatever its name says"


def _told(head: bytes) -> Kind | None:
    """The kind that the first bytes tell, where they do."""
    if b"%PDF-" in head[:1024] and head.lstrip()[:1] != b"<":
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    bare = head.removeprefix(_OLD_MARKS[0])
    if _PAGE.match(bare):
        return "html"
    return "mail" if _MAIL.match(bare) else None


def is_word(stream: BinaryIO) -> bool:
    """Whether a ZIP archive is a Word document."""
    try:
        with zipfile.ZipFile(stream) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def read_one(
    kind: Kind, data: bytes, name: str, place: str, limits: Limits = DEFAULT_LIMITS, encoding: str | None = None, url: str | None = None
) -> Iterator[Document | Remark]:
    """The document of a file that holds one, then what is to be told of it. Raises ReadError; corpora are not read here."""
    identifier = id_name(name)
    if kind == "pdf":
        from ztgraph.read.pdf import document_from_pdf

        document, notes = document_from_pdf(data, id=identifier, name=name, place=place, url=url, limits=limits)
        yield document
        for note in notes:
            yield Remark(place, note)
        return
    if kind == "docx":
        from ztgraph.read.docx import document_from_docx

        yield document_from_docx(data, id=identifier, name=name, place=place, limits=limits)
        return
    if kind == "mail":
        from ztgraph.read.mail import document_from_mail

        yield document_from_mail(data, id=identifier, name=name, place=place, limits=limits)
        return
    if kind == "html":
        from ztgraph.read.html import document_from_html, page_text

        text, told = page_text(data, place, encoding)
        yield document_from_html(text, id=identifier, name=name, place=place, url=url, limits=limits)
    else:
        text, told = decode(data, place, encoding)
        yield _plain(kind, text, identifier, name, place, url, limits)
    if told:
        yield Remark(place, told)


def _plain(kind: Kind, text: str, identifier: str, name: str, place: str, url: str | None, limits: Limits) -> Document:
    from ztgraph.read.layout import document_from_layout
    from ztgraph.read.markdown import document_from_markdown

    if len(text) > limits.text_characters:
        raise ReadError(
            f"the text has {len(text):,} characters, more than the bound of {limits.text_characters:,}",
            place=place,
            remedy="split the document",
        )
    if kind == "markdown":
        return document_from_markdown(text, id=identifier, source=name, limits=limits)
    return document_from_layout(text, id=identifier, source=name, url=url, limits=limits)


def id_name(name: str) -> str:
    """What of a file name becomes the id: its last part without the known ending."""
    last = PurePosixPath(name.rsplit(":", 1)[-1] if name.count(":") == 1 and ".zip:" in name.lower() else name).name
    ending = suffix_of(last)
    return (last[: -len(ending)] if ending and len(last) > len(ending) else PurePosixPath(last).stem) or last
