"""Bytes to text: what is a text at all, and in which encoding; a guess is named in the error, never acted upon silently."""

from __future__ import annotations

import codecs
import re

from ztgraph.errors import ReadError, UsageError

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
)
# Control characters but for those that a text may hold: tab, line feed, vertical tab, form feed, carriage return, next line.
_CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_MOST_CONTROLS = 0.01
_GUESSED_BYTES = 65_536


def check_encoding(name: str) -> str:
    """The canonical name of an encoding that the user named; raises UsageError where Python knows none such."""
    try:
        codec = codecs.lookup(name)
        b"a".decode(codec.name)
    except UnicodeError:
        pass  # one byte may be too few for it; it is an encoding of texts all the same
    except (LookupError, ValueError) as error:
        raise UsageError(f"unknown encoding: {name!r}", remedy="name one such as utf-8, windows-1252 or utf-16") from error
    return codec.name


def decode(data: bytes, place: str, encoding: str | None = None) -> str:
    """The text of ``data``: by its byte-order mark, as UTF-8, or as ``encoding`` where the user named one. The mark is left out.

    Line ends stay as they are, so that offsets into the text are offsets into the file as decoded. Raises ReadError for an empty
    file, for binary data and for another encoding (with a guess at it in the remedy).
    """
    if not data:
        raise ReadError("the file is empty", place=place)
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise ReadError(f"this is {what}, not a text", place=place, remedy="save it as plain text in UTF-8")
    mark = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), None)
    if mark:
        data, encoding = data[len(mark[0]) :], mark[1]
    elif encoding is None and b"\0" in data:
        raise ReadError("binary data, not a text", place=place, remedy="save it as plain text in UTF-8")
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeError as error:
        raise _undecodable(data, error, place, encoding) from error
    if _is_binary(text):
        raise ReadError("binary data, not a text", place=place, remedy="save it as plain text in UTF-8")
    if not text.strip():
        raise ReadError("the file holds no text, only white space", place=place)
    return text


def _is_binary(text: str) -> bool:
    """Whether control characters that no text needs are more than stray ones."""
    return "\0" in text or len(_CONTROL.findall(text)) > max(8, _MOST_CONTROLS * len(text))


def _undecodable(data: bytes, error: UnicodeError, place: str, encoding: str | None) -> ReadError:
    start = error.start if isinstance(error, UnicodeDecodeError) else 0
    line = data.count(b"\n", 0, start) + 1
    message = f"not valid {(encoding or 'utf-8').upper()} at byte {start} (line {line})"
    guess = None if encoding else guess_encoding(data)
    remedy = f"it looks like {guess}: add --encoding {guess}" if guess else "name its encoding with --encoding, or save it as UTF-8"
    return ReadError(message, place=place, remedy=remedy)


def guess_encoding(data: bytes) -> str | None:
    """The likeliest encoding of ``data`` (its head is enough), ``None`` where nothing fits: for messages only."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_GUESSED_BYTES]).best()
    if best is None:
        return None
    # Western single-byte pages differ in a handful of signs; oversight prose in them is in practice the Windows one.
    western = {"cp1250", "cp1252", "latin_1", "iso8859_15", "cp1254", "cp1257", "cp1258", "iso8859_9", "mac_roman", "cp437", "cp850"}
    return "windows-1252" if best.encoding in western else best.encoding.replace("_", "-")
