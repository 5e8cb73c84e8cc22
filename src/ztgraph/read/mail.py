"""Press releases as they are mailed (``.eml``) and pages as browsers save them (``.mhtml``): the readable part, with what the head says."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final

from ztgraph.errors import ReadError
from ztgraph.limits import DEFAULT_LIMITS, Limits
from ztgraph.model import Document
from ztgraph.read.characters import clean
from ztgraph.read.html import document_from_html
from ztgraph.read.layout import document_from_layout
from ztgraph.read.metadata import Metadata, is_organisation
from ztgraph.read.sniff import decode

_LONGEST: Final = 500


def document_from_mail(data: bytes, *, id: str, name: str = "", place: str = "", limits: Limits = DEFAULT_LIMITS) -> Document:
    """A Document of the first readable part: the page where there is one, else the plain text.

    The head gives title, date and, where it is an organisation's, the sender as publisher; a saved page gives its address. Raises ReadError
    where no part is a text, where there are too many of them, or where the mail is nested too deep.
    """
    try:
        return _read(data, id, name, place, limits)
    except RecursionError as error:
        raise ReadError("the mail is nested too deep", place=place) from error
    except (ValueError, LookupError, TypeError, AttributeError, MessageError) as error:  # what the library raises for broken heads
        raise ReadError(f"not a whole mail: {str(error)[:120]}", place=place) from error


def _read(data: bytes, id: str, name: str, place: str, limits: Limits) -> Document:
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    parts = list(_leaves(message, place, limits))
    saved = message.get("Snapshot-Content-Location") or _own_address(message, parts)
    address = str(saved).strip() if saved and str(saved).strip().lower().startswith(("http://", "https://")) else None
    known = Metadata(_date(message), _header(message, "Subject"), None if address else _sender(message))
    kind = "mhtml" if address or "multipart/related" in message.get_content_type() else "mail"
    media_type = "multipart/related" if kind == "mhtml" else "message/rfc822"
    for wanted in ("text/html", "text/plain"):
        for part in parts:
            if part.get_content_type() == wanted and (text := _text(part, place)):
                if wanted == "text/html":
                    return document_from_html(
                        text, id=id, name=name, place=place, known=known, url=address, reader=kind, media_type=media_type, limits=limits
                    )
                return document_from_layout(
                    text, id=id, source=name, known=known, url=address, reader=kind, media_type=media_type, limits=limits
                )
    raise ReadError("no part of the mail is a text", place=place)


def _leaves(message: Message, place: str, limits: Limits) -> Iterator[Message]:
    """The parts that hold no parts; files that are attached are left alone."""
    waiting, count = [message], 0
    while waiting:
        part = waiting.pop()
        count += 1
        if count > limits.mail_parts:
            raise ReadError(f"more than {limits.mail_parts:,} parts", place=place)
        inner = part.get_payload()
        if part.is_multipart() and isinstance(inner, list):
            waiting += [each for each in reversed(inner) if isinstance(each, Message)]
        elif part.get_content_disposition() != "attachment":
            yield part


def _text(part: Message, place: str) -> str | None:
    """The text of a part, by the encoding that it names, else as a file of unknown encoding is read; None where it is none."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return None
    named = part.get_content_charset()
    try:
        text = payload.decode(named) if named else decode(payload, place).text
    except (LookupError, UnicodeError, ReadError):
        text = payload.decode("windows-1252", "replace")
    return text if text.strip() else None


def _header(message: Message, name: str) -> str | None:
    value = message.get(name)
    if value is None:
        return None
    try:
        words = str(make_header(decode_header(str(value))))
    except (LookupError, UnicodeError, ValueError, MessageError):
        words = str(value)
    return clean(words.encode("utf-8", "replace").decode("utf-8"))[:_LONGEST] or None


def _date(message: Message) -> str | None:
    """The day on which it was sent, where it was sent."""
    try:
        return (
            parsedate_to_datetime(str(message["Date"])).date().isoformat()
            if message["Date"] and not message["Snapshot-Content-Location"]
            else None
        )
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _sender(message: Message) -> str | None:
    """The sender's name where it is an organisation's."""
    words = _header(message, "From")
    name = parseaddr(words)[0] if words else ""
    return name if name and is_organisation(name) else None


def _own_address(message: Message, parts: list[Message]) -> str | None:
    """The address of a saved page: where its first page says that it came from."""
    if message.get_content_type() != "multipart/related":
        return None
    return next(
        (str(part["Content-Location"]) for part in parts if part.get_content_type() == "text/html" and part["Content-Location"]), None
    )
