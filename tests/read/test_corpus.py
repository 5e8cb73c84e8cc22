"""Corpora: each line a document, each broken line an error with its place, and the run goes on."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from ztgraph.errors import ReadError
from ztgraph.limits import Limits
from ztgraph.model import Document
from ztgraph.read.corpus import looks_like_corpus, read_corpus, read_lines

GOLD = Path(__file__).parents[1] / "gold"


def read(data: bytes, limits: Limits | None = None) -> list[Document | ReadError]:
    bounds = limits or Limits()
    return list(read_corpus(read_lines(io.BytesIO(data), bounds), "c.jsonl", "c.jsonl", bounds))


def line(**record: object) -> bytes:
    return json.dumps(record).encode() + b"\n"


def only(data: bytes) -> Document:
    (found,) = read(data)
    assert isinstance(found, Document), found
    return found


def test_all_fields() -> None:
    text = "The OIG said so.\r\n\tTwice \u2019 "
    document = only(
        line(id="a-1", text=text, date="2021-01-13", title="T  t", url="https://example.org/", publisher="OIG", statements=[1], other={})
    )
    assert document.text == text
    assert (document.id, document.date, document.title, document.url, document.publisher) == (
        "a-1",
        "2021-01-13",
        "T t",
        "https://example.org/",
        "OIG",
    )
    assert (document.source, document.reader) == ("c.jsonl:1", "corpus")


def test_the_annotated_passages_are_a_corpus() -> None:
    for name, count in (("dev.jsonl", 60), ("seed.jsonl", 1)):
        data = (GOLD / name).read_bytes()
        found = [item for item in read(data) if isinstance(item, Document)]
        records = [json.loads(row) for row in data.splitlines()]
        assert len(found) == len(records) == count
        for document, record in zip(found, records, strict=True):
            assert (document.id, document.text) == (record["id"], record["text"])
            if record["dateline"]:
                assert document.date == record["dateline"]


@pytest.mark.parametrize(
    ("given", "date"),
    [
        ({"date": "2021"}, "2021"),
        ({"date": "2021-03"}, "2021-03"),
        ({"date": "2021-21"}, "2021-21"),
        ({"dateline": "2021-03-04"}, "2021-03-04"),
        ({"date": "2021-03-04T10:00:00Z"}, "2021-03-04"),
        ({"date": "March 4, 2021"}, "2021-03-04"),
        ({"date": None, "dateline": None}, None),
        ({"date": "", "dateline": "2020"}, "2020"),
    ],
)
def test_dates(given: dict[str, object], date: str | None) -> None:
    assert only(line(id="a", text="Words.", **given)).date == date


def test_an_id_may_be_a_number() -> None:
    assert only(line(id=7, text="Words.")).id == "7"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"id": "a", "text": "x"\n', "broken JSON"),
        (b"[1, 2]\n", "not an object"),
        (b'"text"\n', "not an object"),
        (b'{"id": "a", "text": "caf\xe9"}\n', "not valid UTF-8"),
        (line(text="x"), "no id"),
        (line(id="", text="x"), "no id"),
        (line(id=True, text="x"), "no id"),
        (line(id="a"), "no text"),
        (line(id="a", text=3), "no text"),
        (line(id="a", text=" \n"), "empty"),
        (line(id="a", text="x\0y"), "NUL"),
        (b'{"id": "a", "text": "x \\ud800 y"}\n', "half of a pair"),
        (line(id="a", text="x", date="soon"), "not a date: soon"),
        (line(id="a", text="x", date="2021-02-30"), "not a date"),
        (line(id="a", text="x", date=2021), "date is not a text"),
        (line(id="a", text="x", title=["t"]), "title is not a text"),
        (b"[" * 200_000 + b"\n", "nested too deep|broken JSON"),
    ],
)
def test_a_broken_line_names_its_place_and_the_next_is_read(data: bytes, message: str) -> None:
    first, second, third = read(line(id="one", text="Words.") + data + line(id="two", text="Words."))
    assert isinstance(first, Document)
    assert isinstance(third, Document)
    assert isinstance(second, ReadError)
    assert second.place == "c.jsonl:2"
    assert re.search(message, second.message)


def test_blank_lines_and_a_mark_are_passed_over() -> None:
    found = read(b"\xef\xbb\xbf" + line(id="one", text="Words.") + b"\n  \r\n" + line(id="two", text="Words.").rstrip())
    assert [item.id for item in found if isinstance(item, Document)] == ["one", "two"]
    assert [item.source for item in found if isinstance(item, Document)] == ["c.jsonl:1", "c.jsonl:4"]


@pytest.mark.parametrize("data", [b"", b"\n\n"])
def test_an_empty_corpus_is_an_error(data: bytes) -> None:
    (error,) = read(data)
    assert isinstance(error, ReadError)
    assert "empty" in error.message


def test_a_line_beyond_the_bound_costs_its_bound_only() -> None:
    data = line(id="a", text="x" * 5000) + line(id="b", text="Words.")
    first, second = read(data, Limits(corpus_line_bytes=1000))
    assert isinstance(first, ReadError)
    assert "1,000 bytes" in first.message
    assert isinstance(second, Document)
    assert second.source == "c.jsonl:2"


def test_a_text_beyond_the_bound_is_refused() -> None:
    (error,) = read(line(id="a", text="x" * 50), Limits(text_characters=49))
    assert isinstance(error, ReadError)
    assert error.place == "c.jsonl:1"


@pytest.mark.parametrize(
    ("first", "answer"),
    [
        (b'{"id": "a", "text": "x"}\n', True),
        (b"\xef\xbb\xbf {}\n", False),
        (b"{curly prose}\n", False),
        (b'{"a": 1}', False),
        (b"", False),
        (b"Prose.", False),
    ],
)
def test_what_a_stream_is(first: bytes, answer: bool) -> None:
    assert looks_like_corpus(first) is answer
