"""The real program as a process, with the rules of the package, on input that it must refuse."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def ztgraph(*arguments: str | Path, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "ztgraph", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, check=False, env={**os.environ, "NO_COLOR": "1"})


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("missing.txt", None, b"missing.txt: no such file or folder"),
        ("empty.txt", b"", b"empty.txt: the file is empty"),
        ("binary.txt", b"\x00\x01\x02" * 100, b"binary.txt: binary data, not a text"),
        ("cut.pdf", b"%PDF-1.7 1 0 obj", b"cut.pdf: not a whole PDF"),
        ("broken.jsonl", b'{"id": 1, "text"', b"broken.jsonl:1: broken JSON"),
    ],
)
def test_bad_input_is_4_and_leaves_nothing(tmp_path: Path, name: str, data: bytes | None, says: bytes) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    done = ztgraph("build", name, "-o", "out", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (4, b"")
    assert says in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"\x1b" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_bad_standard_input(tmp_path: Path) -> None:
    done = ztgraph("extract", "-", cwd=tmp_path, stdin=b"")
    assert (done.returncode, done.stdout) == (4, b"")
    assert b"standard input: the file is empty" in done.stderr


def test_an_output_that_cannot_be_written_is_2(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Some words.", encoding="utf-8")
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    done = ztgraph("build", "note.txt", "-o", "taken", cwd=tmp_path)
    assert done.returncode == 2
    assert b"taken: not a folder" in done.stderr
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_2(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Some words.", encoding="utf-8")
    (tmp_path / "locked").mkdir(mode=0o500)
    assert ztgraph("build", "note.txt", "-o", "locked/out", cwd=tmp_path).returncode == 2


def test_a_broken_rule_file_is_3(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Some words.", encoding="utf-8")
    (tmp_path / "rules" / "relations").mkdir(parents=True)
    (tmp_path / "rules" / "relations" / "mine.yaml").write_text("id: mine\nlabel: x\nfamly: structure\n", encoding="utf-8")
    done = ztgraph("build", "note.txt", "-o", "out", "--rules", "rules", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"mine.yaml:3" in done.stderr
    assert b"family" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_document_without_statements_is_still_a_graph(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Rain fell on the hills all day.", encoding="utf-8")
    done = ztgraph("build", "note.txt", "-o", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "statements.jsonl").read_bytes() == b""
    assert ztgraph("validate", "out", cwd=tmp_path).returncode == 0
    assert ztgraph("query", "out", "not-coordinated", cwd=tmp_path).returncode == 0


def test_a_full_round(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(
        "On May 4, 2018, the Department of Labor did not coordinate with the Department of Energy.\n", encoding="utf-8"
    )
    assert ztgraph("build", "note.txt", "-o", "out", cwd=tmp_path).returncode == 0
    answer = ztgraph("query", "out", "not-coordinated", "--format", "csv", cwd=tmp_path).stdout.decode()
    assert "Labor" in answer
    assert "Energy" in answer
    assert ztgraph("view", "out", "-o", "page.html", cwd=tmp_path).returncode == 0
    assert ztgraph("diff", "note.txt", "out", cwd=tmp_path).stdout == b""
