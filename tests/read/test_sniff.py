"""Bytes to text: what is read, what is refused, and that nothing is guessed silently."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ztgraph.errors import ReadError, UsageError
from ztgraph.read.sniff import check_encoding, decode

WORDS = "DOJ’s review — “not coordinated” with the Café.\r\nNext line.\n"


def test_utf8_is_exact_with_line_ends_kept() -> None:
    assert decode(WORDS.encode(), "x.txt") == (WORDS, None)


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_left_out(mark: bytes, codec: str) -> None:
    assert decode(mark + WORDS.encode(codec), "x.txt") == (WORDS, None)


def test_another_encoding_is_guessed_and_told_and_read_when_named() -> None:
    data = WORDS.encode("windows-1252")
    text, note = decode(data, "x.txt")
    assert text == WORDS
    assert note == "not valid UTF-8 at byte 3 (line 1); read as windows-1252 (--encoding names another)"
    assert decode(data, "x.txt", "cp1252") == (WORDS, None)


def test_the_place_of_the_bad_byte_is_named() -> None:
    with pytest.raises(ReadError, match=r"line 3") as caught:
        decode(b"one\ntwo\nth\xffree\n", "x.txt", "utf-8")
    assert caught.value.place == "x.txt"
    assert "--encoding" in (caught.value.remedy or "")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\t \r\n", "only white space"),
        (codecs.BOM_UTF8, "only white space"),
        (b"text with \0 in it", "binary"),
        (bytes(range(1, 9)) * 30, "binary"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x1f\x8b\x08...", "gzip"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        decode(data, "x.txt")


def test_a_stray_control_character_is_no_reason_to_refuse() -> None:
    assert decode(b"page one\x0cpage two\x01 with a mark", "x.txt").text.startswith("page one")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_known_by_its_zeros(codec: str) -> None:
    data = WORDS.encode(codec)
    assert decode(data, "x.txt") == (WORDS, f"no byte-order mark, read as {codec}")
    assert decode(data, "x.txt", check_encoding(codec.upper())) == (WORDS, None)
    with pytest.raises(ReadError, match="binary"):
        decode(b"\0\0\0\1" * 50, "x.txt")


@pytest.mark.parametrize("name", ["no-such-code", "", "base64", "utf-8\0"])
def test_an_unknown_encoding_is_a_usage_error(name: str) -> None:
    with pytest.raises(UsageError):
        check_encoding(name)


@given(
    st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: bool(text.strip()) and text[0] != "\ufeff")
)
def test_every_text_without_controls_comes_back_unchanged(text: str) -> None:
    data = text.encode()
    if not data.startswith((b"%PDF-", b"PK\x03\x04", b"GIF8", b"{\\rtf")):
        assert decode(data, "x.txt") == (text, None)


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_but_a_read_error(data: bytes) -> None:
    try:
        text, _ = decode(data, "x.txt")
    except ReadError:
        return
    assert text.strip()
