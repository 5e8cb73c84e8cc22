"""What the user names becomes documents: files, folders, patterns, standard input, with a failure in place of each that fails."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
from pathlib import Path

import pytest

from ztgraph.errors import UsageError
from ztgraph.limits import Limits
from ztgraph.model import Document
from ztgraph.read import ReadFailure, read_inputs
from ztgraph.read.plain import document_id

SEED = Path(__file__).parents[2] / "seeds" / "doj-oig-2021-01-13-zero-tolerance.txt"


def documents(*inputs: Path | str, limits: Limits | None = None) -> list[Document]:
    return [item for item in read_inputs([str(given) for given in inputs], limits or Limits()) if isinstance(item, Document)]


def failures(*inputs: Path | str, limits: Limits | None = None) -> list[ReadFailure]:
    return [item for item in read_inputs([str(given) for given in inputs], limits or Limits()) if isinstance(item, ReadFailure)]


def write(path: Path, text: str = "Some words.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def test_a_text_file_is_its_decoded_bytes(tmp_path: Path) -> None:
    words = "\n\n The OIG’s review.\r\nEnd \t\r\n"
    (document,) = documents(write(tmp_path / "a report.txt", "\ufeff" + words))
    assert document.text == words
    assert document.sha256 == hashlib.sha256(words.encode()).hexdigest()
    assert (document.id, document.source, document.media_type, document.reader) == ("a-report", "a report.txt", "text/plain", "plain")


def test_the_seed() -> None:
    (document,) = documents(SEED)
    assert document.text == SEED.read_bytes().decode("utf-8")
    assert (document.id, document.date, document.publisher) == ("doj-oig-2021-01-13-zero-tolerance", "2021-01-13", "DOJ OIG")


def test_folders_are_read_in_order_of_name_without_hidden_and_foreign_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.txt", ".hidden.txt", ".git/d.txt", "picture.png"):
        write(tmp_path / name, f"Words of {name}.")
    write(tmp_path / "z.jsonl", json.dumps({"id": "zz", "text": "Words."}))
    found = documents(tmp_path)
    assert [document.source for document in found] == ["a.md", "b.txt", "sub/c.txt", "z.jsonl:1"]
    assert not failures(tmp_path)


def test_sources_do_not_tell_where_the_folder_lies(tmp_path: Path) -> None:
    first, second = tmp_path / "one", tmp_path / "two" / "deep"
    for folder in (first, second):
        write(folder / "a.txt")
        write(folder / "sub" / "b.txt", "Other words.")
    assert documents(first) == documents(second)


def test_patterns(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md", "sub/d.txt"):
        write(tmp_path / name, f"Words of {name}.")
    assert [document.id for document in documents(tmp_path / "*.txt")] == ["a", "b"]
    assert [document.id for document in documents(tmp_path / "**" / "*.txt")] == ["a", "b", "d"]
    (failure,) = failures(tmp_path / "*.nothing")
    assert failure.message == "no file matches"


def test_a_file_whose_name_looks_like_a_pattern(tmp_path: Path) -> None:
    assert [document.id for document in documents(write(tmp_path / "a[1].txt"))] == ["a-1"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    assert len(documents(path, tmp_path, path)) == 1


def test_ids_are_unique_by_a_content_suffix(tmp_path: Path) -> None:
    write(tmp_path / "x" / "a.txt", "First words.")
    second = write(tmp_path / "y" / "a.txt", "Second words.")
    write(tmp_path / "z" / "a.txt", "First words.")
    found = list(read_inputs([str(tmp_path)]))
    digest = hashlib.sha256(second.read_bytes()).hexdigest()[:8]
    assert [item.id for item in found if isinstance(item, Document)] == ["a", f"a-{digest}"]
    (left_out,) = [item for item in found if isinstance(item, ReadFailure)]
    assert left_out.duplicate
    assert left_out.place == "z/a.txt"


def test_the_same_text_under_another_name_is_read_once(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "First words.")
    write(tmp_path / "b.txt", "First words.")
    write(tmp_path / "c.jsonl", json.dumps({"id": "c", "text": "First words."}))
    assert [document.id for document in documents(tmp_path)] == ["a"]
    assert [(failure.place, failure.duplicate) for failure in failures(tmp_path)] == [("b.txt", True), ("c.jsonl:1", True)]


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("dev-001", "dev-001"),
        ("A report: № 7", "A-report-No-7"),
        ("Überprüfung", "Uberprufung"),
        ("..", None),
        ("報告", None),
        ("x" * 200, None),
    ],
)
def test_ids(name: str, id: str | None) -> None:
    found = document_id(name)
    assert found == id or id is None
    assert 0 < len(found) <= Limits().id_characters
    assert found.isascii()
    assert found == document_id(found)
    assert document_id(name + "y") != found


def test_one_failure_does_not_end_the_run(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt", "")
    (tmp_path / "c.txt").write_bytes(b"\xff\xfe\xfd")
    (tmp_path / "d.txt").write_bytes(b"%PDF-1.4")
    write(tmp_path / "e.txt", "Other words.")
    assert [document.id for document in documents(tmp_path)] == ["a", "e"]
    assert [Path(failure.place).name for failure in failures(tmp_path) if not failure.note] == ["b.txt", "c.txt", "d.txt"]


@pytest.mark.parametrize("name", ["nothing.txt", "nothing/"])
def test_missing(tmp_path: Path, name: str) -> None:
    (failure,) = failures(tmp_path / name)
    assert failure.message == "no such file or folder"


def test_an_empty_folder_is_a_failure(tmp_path: Path) -> None:
    write(tmp_path / "picture.png")
    (failure,) = failures(tmp_path)
    assert "no file of a known kind" in failure.message
    assert ".txt" in (failure.remedy or "")


def test_a_dead_link_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    (failure,) = failures(tmp_path / "a.txt")
    assert "cannot read" in failure.message


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "again").symlink_to(tmp_path)
    assert [document.id for document in documents(tmp_path)] == ["a"]


def test_bounds(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        write(tmp_path / name, f"Words of {name}.")
    (failure,) = failures(tmp_path / "a.txt", limits=Limits(file_bytes=5))
    assert "bound of 5 bytes" in failure.message
    assert len(documents(tmp_path, limits=Limits(input_files=2))) == 2
    assert "more than 2 files" in failures(tmp_path, limits=Limits(input_files=2))[0].message
    (failure,) = failures(write(tmp_path / "c.jsonl", '{"id": "a", "text": "b"}'), limits=Limits(corpus_bytes=5))
    assert "bound of 5 bytes" in failure.message


class _Stdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes, limits: Limits | None = None) -> list[Document | ReadFailure]:
    monkeypatch.setattr(sys, "stdin", _Stdin(data))
    return list(read_inputs(["-"], limits or Limits()))


def test_standard_input_is_a_text_or_a_corpus(monkeypatch: pytest.MonkeyPatch) -> None:
    (document,) = stdin(monkeypatch, b"First line.\nSecond line.\n")
    assert isinstance(document, Document)
    assert (document.id, document.text) == ("stdin", "First line.\nSecond line.\n")
    found = stdin(monkeypatch, b'{"id": "a", "text": "x"}\n{"id": "b"}\n{"id": "c", "text": "y"}\n')
    assert [item.id if isinstance(item, Document) else item.place for item in found] == ["a", "standard input:2", "c"]


def test_standard_input_is_bounded_and_may_be_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    (failure,) = stdin(monkeypatch, b"", None)
    assert isinstance(failure, ReadFailure)
    assert "empty" in failure.message
    (failure,) = stdin(monkeypatch, b"x\n" * 10, Limits(file_bytes=9))
    assert isinstance(failure, ReadFailure)
    assert "bound" in failure.message


def test_another_encoding_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("The OIG’s".encode("windows-1252"))
    guessed, note = read_inputs([str(path)])
    assert isinstance(guessed, Document)
    assert guessed.text == "The OIG’s"
    assert isinstance(note, ReadFailure)
    assert note.note
    assert "windows-1252" in note.message
    (document,) = read_inputs([str(path)], encoding="windows-1252")
    assert isinstance(document, Document)
    assert document.text == "The OIG’s"
    with pytest.raises(UsageError):
        list(read_inputs([str(path)], encoding="klingon"))


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes on POSIX only")
def test_a_file_name_that_is_no_utf8(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(raw, "wb") as file:  # noqa: PTH123 (the name is bytes)
            file.write(b"Some words.")
    except OSError:
        pytest.skip("this file system takes no such name")
    (document,) = documents(tmp_path)
    document.source.encode("utf-8")
    assert document.id.isascii()
