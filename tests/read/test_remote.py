"""Files of places with a scheme: what an address names, how documents from there are called, and what is said where there is nothing."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Iterator

import pytest

from ztgraph.errors import ReadError
from ztgraph.model import Document
from ztgraph.read import ReadFailure, read_inputs
from ztgraph.read.inputs import File, sources
from ztgraph.read.remote import file_system, is_remote

fsspec = pytest.importorskip("fsspec")


@pytest.fixture
def place() -> Iterator[str]:
    """A file system in memory with reports, a hidden file, and one of no known kind."""
    system, root = fsspec.filesystem("memory"), f"/{uuid.uuid4().hex}"
    for name, data in {
        "a.txt": b"FEMA consulted NASA.\n", "deep/b.txt": b"NASA consulted FEMA.\n", "deep/.c.txt": b"no\n", "d.bin": b"\0\1",
        "deep/e.jsonl": b'{"id": "one", "text": "NASA funded FEMA."}\n{"id": "two", "text": "FEMA funded NASA."}\n',
    }.items():  # fmt: skip
        system.pipe_file(f"{root}/{name}", data)
    yield f"memory:/{root}"
    system.rm(root, recursive=True)


@pytest.mark.parametrize(
    ("given", "remote"),
    [
        ("s3://b/x", True),
        ("gs://b", True),
        ("file:///x", True),
        ("https://x.org/a", False),
        ("http://x", False),
        ("a/b", False),
        ("C:/x", False),
    ],
)
def test_what_is_remote(given: str, remote: bool) -> None:
    assert is_remote(given) is remote


def read(*given: str) -> tuple[list[Document], list[ReadFailure]]:
    items = list(read_inputs(given))
    return [each for each in items if isinstance(each, Document)], [each for each in items if isinstance(each, ReadFailure)]


def test_a_folder_is_read_to_the_bottom_by_names_below_it(place: str) -> None:
    found, failures = read(place)
    assert [(each.id, each.source) for each in found] == [
        ("a", "a.txt"), ("b", "deep/b.txt"), ("one", "deep/e.jsonl:1"), ("two", "deep/e.jsonl:2"),
    ]  # fmt: skip
    assert failures == []


@pytest.mark.parametrize(("pattern", "names"), [("deep/*.txt", ["b.txt"]), ("*.txt", ["a.txt"]), ("*/*.jsonl", ["deep/e.jsonl"])])
def test_patterns(place: str, pattern: str, names: list[str]) -> None:
    assert [each.name for each in sources([f"{place}/{pattern}"]) if isinstance(each, File)] == names


def test_one_that_is_named_is_read_whatever_its_name(place: str) -> None:
    assert [each.source for each in read(f"{place}/deep/.c.txt")[0]] == [".c.txt"]
    (failure,) = read(f"{place}/d.bin")[1]
    assert "binary data" in failure.message
    assert failure.place.endswith("/d.bin")


def test_each_is_read_once_and_a_change_is_seen(place: str) -> None:
    assert len([each for each in sources([place, f"{place}/a.txt"]) if isinstance(each, File)]) == 3
    before = {each.name: each.mark for each in sources([place]) if isinstance(each, File)}
    system, path = file_system(f"{place}/a.txt")
    system.pipe_file(path, b"FEMA never consulted NASA.\n")
    after = {each.name: each.mark for each in sources([place]) if isinstance(each, File)}
    assert [name for name in before if before[name] != after[name]] == ["a.txt"]


def test_where_there_is_nothing(place: str) -> None:
    for given, words in ((f"{place}/none", "no file of a known kind is there"), ("nosuch://x/y", "nosuch")):
        (failure,) = read(given)[1]
        assert words in str(failure)


def test_without_fsspec_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(ReadError, match=r"ztgraph\[cluster\]"):
        file_system("s3://bucket/x")
