"""Text to Document: the hash, the id and the metadata that every reader gives its documents in the same way."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from ztgraph.errors import ReadError
from ztgraph.limits import DEFAULT_LIMITS, Limits
from ztgraph.model import Document
from ztgraph.read.blocks import Body
from ztgraph.read.metadata import Metadata, find_metadata

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def text_digest(text: str) -> str:
    """The sha256 of ``text`` in UTF-8, in hex. Lone surrogates (from JSON escapes) are hashed as they stand."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def document_id(name: str, limits: Limits = DEFAULT_LIMITS) -> str:
    """``name`` as a document id: ASCII letters, digits, ``.``, ``_``, ``-``; never empty, never longer than the bound.

    A name that had to be changed into nothing, or cut, ends with a hash of the whole name, so that two names stay two ids.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    slug = _UNSAFE.sub("-", plain).strip("-.") or "document"
    lossy = slug == "document" and name != "document"
    if lossy or len(slug) > limits.id_characters:
        digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        slug = f"{slug[: limits.id_characters - 9].rstrip('-.')}-{digest}"
    return slug


def document_from_text(
    text: str,
    *,
    id: str,
    source: str = "",
    known: Metadata | None = None,
    url: str | None = None,
    media_type: str = "text/plain",
    reader: str = "plain",
    limits: Limits = DEFAULT_LIMITS,
) -> Document:
    """A Document of ``text`` as it stands, its metadata from ``known`` first and from the text's own head where ``known`` is silent.

    Raises ReadError where the text is longer than the bound.
    """
    body = Body(text)
    return document_from_body(body, id=id, source=source, known=known, url=url, media_type=media_type, reader=reader, limits=limits)


def document_from_body(
    body: Body,
    *,
    id: str,
    source: str = "",
    known: Metadata | None = None,
    url: str | None = None,
    media_type: str = "text/plain",
    reader: str = "plain",
    limits: Limits = DEFAULT_LIMITS,
) -> Document:
    """A Document of a text with its pages, sections and links; metadata and errors are those of ``document_from_text``."""
    text = body.text
    if len(text) > limits.text_characters:
        raise ReadError(
            f"the text has {len(text):,} characters, more than the bound of {limits.text_characters:,}",
            place=source or id,
            remedy="split the document",
        )
    given = known or Metadata()
    found = find_metadata(text, limits)
    return Document(
        id=document_id(id, limits),
        text=text,
        sha256=text_digest(text),
        date=given.date or found.date,
        title=given.title or found.title,
        publisher=given.publisher or found.publisher,
        url=url,
        source=source,
        media_type=media_type,
        reader=reader,
        number=given.number or found.number,
        pages=body.pages,
        sections=body.sections,
        links=body.links,
        origin=body.origin,
    )
