"""Bytes to text: what is a text at all, and in which encoding; a guess is never acted upon silently."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

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
_FEW_HIGH = 0.03
# Quotation marks, dashes, bullet, ellipsis, trade mark, section, degree, fractions and the letters of Western names in windows-1252.
_WESTERN = frozenset({0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, *range(0xA0, 0xC0), *range(0xC0, 0x100)} - {0xD7, 0xF7})


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


class Decoded(NamedTuple):
    """A text, and what a reader should be told of how it was decoded."""

    text: str
    note: str | None = None


def decode(data: bytes, place: str, encoding: str | None = None) -> Decoded:
    """The text of ``data``: by its byte-order mark, as ``encoding`` where the user named one, as UTF-8, else in the likeliest encoding.

    A likeliest encoding is told in the note. The byte-order mark is left out; line ends stay as they are, so that offsets into the text are
    offsets into the file as decoded. Raises ReadError for an empty file, for binary data, and where no encoding fits.
    """
    if not data:
        raise ReadError("the file is empty", place=place)
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise ReadError(f"this is {what}, not a text", place=place, remedy="save it as plain text in UTF-8")
    mark = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), None)
    if mark:
        data, encoding = data[len(mark[0]) :], mark[1]
    elif encoding is None and (wide := _wide(data)):
        return Decoded(_checked(data.decode(wide), place), f"no byte-order mark, read as {wide}")
    elif encoding is None and b"\0" in data:
        raise ReadError("binary data, not a text", place=place, remedy="save it as plain text in UTF-8")
    try:
        return Decoded(_checked(data.decode(encoding or "utf-8"), place))
    except UnicodeError as error:
        if encoding is None and (guess := guess_encoding(data)):
            try:
                text = data.decode(guess)
            except (UnicodeError, LookupError):
                raise _undecodable(data, error, place, encoding) from error
            return Decoded(_checked(text, place), f"{_bad_byte(data, error, None)}; read as {guess} (--encoding names another)")
        raise _undecodable(data, error, place, encoding) from error


def _checked(text: str, place: str) -> str:
    if _is_binary(text):
        raise ReadError("binary data, not a text", place=place, remedy="save it as plain text in UTF-8")
    if not text.strip():
        raise ReadError("the file holds no text, only white space", place=place)
    return text


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of its beginning is NUL, as it is in the letters of Western texts."""
    head = data[:_GUESSED_BYTES]
    if len(data) < 8 or len(data) % 2:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    for zeros, others, name in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros > 0.7 * half and others < 0.02 * half:
            try:
                data.decode(name)
            except UnicodeError:
                return None
            return name
    return None


def _is_binary(text: str) -> bool:
    """Whether control characters that no text needs are more than stray ones."""
    return "\0" in text or len(_CONTROL.findall(text)) > max(8, _MOST_CONTROLS * len(text))


def _bad_byte(data: bytes, error: UnicodeError, encoding: str | None) -> str:
    start = error.start if isinstance(error, UnicodeDecodeError) else 0
    line = data.count(b"\n", 0, start) + 1
    return f"not valid {(encoding or 'utf-8').upper()} at byte {start} (line {line})"


def _undecodable(data: bytes, error: UnicodeError, place: str, encoding: str | None) -> ReadError:
    return ReadError(_bad_byte(data, error, encoding), place=place, remedy="name its encoding with --encoding, or save it as UTF-8")


def guess_encoding(data: bytes) -> str | None:
    """The likeliest encoding of ``data`` (its head is enough), ``None`` where nothing fits."""
    from charset_normalizer import from_bytes

    head = data[:_GUESSED_BYTES]
    high = bytes(byte for byte in head if byte >= 0x80)
    if 0 < len(high) <= _FEW_HIGH * len(head) + 8 and len(high) < len(head) and all(byte in _WESTERN for byte in high):
        return "windows-1252"  # English with typographic marks and some accents; too little for statistics
    best = from_bytes(data[:_GUESSED_BYTES]).best()
    if best is None:
        return None
    # Western single-byte pages differ in a handful of signs; oversight prose in them is in practice the Windows one.
    western = {"cp1250", "cp1252", "latin_1", "iso8859_15", "cp1254", "cp1257", "cp1258", "iso8859_9", "mac_roman", "cp437", "cp850"}
    return "windows-1252" if best.encoding in western else best.encoding.replace("_", "-")
