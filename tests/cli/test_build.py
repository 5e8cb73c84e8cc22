"""``ztgraph build``: all files or none, whatever the input."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import TEXT, Run
from ztgraph.errors import GraphError

FILES = ["graph.nq", "graph.trig", "graph.ttl", "page.html", "statements.jsonl"]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_everything_is_written(run: Run, source: Path, tmp_path: Path) -> None:
    result = run("build", source, "-o", tmp_path / "deep" / "out")
    assert (result.code, result.out) == (0, "")
    assert "1 document read, 2 statements" in result.err
    assert names(tmp_path / "deep" / "out") == FILES
    records = [json.loads(line) for line in (tmp_path / "deep" / "out" / "statements.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(record["document"], record["predicate"]) for record in records] == [("note", "referred_to"), ("note", "coordinated_with")]
    for record in records:
        for evidence in record["evidence"]:
            assert TEXT[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_the_same_input_gives_the_same_bytes_and_foreign_files_stay(run: Run, source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("build", source, "-o", out)
    first = {name: (out / name).read_bytes() for name in FILES}
    (out / "mine.txt").write_text("mine", encoding="utf-8")
    assert run("build", source, "-o", out).code == 0
    assert {name: (out / name).read_bytes() for name in FILES} == first
    assert names(out) == sorted([*FILES, "mine.txt"])


def test_the_order_of_the_inputs_does_not_matter(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"{name}: {TEXT}", encoding="utf-8")
    run("build", tmp_path / "a.txt", tmp_path / "b.txt", "-o", tmp_path / "one")
    run("build", tmp_path / "b.txt", tmp_path / "a.txt", "-o", tmp_path / "two")
    for name in FILES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_base_changes_the_names(run: Run, source: Path, tmp_path: Path) -> None:
    assert run("build", source, "-o", tmp_path / "out", "--base", "https://example.org/g/").code == 0
    assert "<https://example.org/g/doc/note>" in (tmp_path / "out" / "graph.nq").read_text(encoding="utf-8")


def test_failures_are_listed_and_the_rest_is_built(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_bytes(b"")
    (folder / "c.txt").write_text("Please crash the engine.", encoding="utf-8")
    result = run("build", folder, "-o", tmp_path / "out")
    assert result.code == 1
    assert "b.txt: the file is empty" in result.err
    assert "c.txt: a bug of ours: RuntimeError: as asked" in result.err
    assert "2 failed" in result.err
    assert names(tmp_path / "out") == FILES


def test_an_engine_that_fails_on_everything_is_a_bug_of_ours(run: Run, tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text("Please crash the engine.", encoding="utf-8")
    result = run("build", tmp_path / "c.txt", "-o", tmp_path / "out")
    assert result.code == 70
    assert "RuntimeError: as asked" in result.err
    assert not (tmp_path / "out").exists()


def test_a_duplicate_is_no_failure(run: Run, tmp_path: Path) -> None:
    for name in ("x", "y"):
        (tmp_path / "in" / name).mkdir(parents=True)
        (tmp_path / "in" / name / "a.txt").write_text(TEXT, encoding="utf-8")
    result = run("build", tmp_path / "in", "-o", tmp_path / "out")
    assert result.code == 0
    assert "note: y/a.txt: the same text came before as a" in result.err


def bad_input(folder: Path, name: str) -> Path:
    data = {
        "empty.txt": b"",
        "blank.txt": b"\n \n",
        "binary.txt": bytes(range(256)) * 4,
        "report.pdf": b"%PDF-1.7 \x00",
        "broken.jsonl": b'{"id": "a", "text": \n',
    }
    path = folder / name
    if name in data:
        path.write_bytes(data[name])
    return path


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("missing.txt", "missing.txt: no such file or folder"),
        ("empty.txt", "empty.txt: the file is empty"),
        ("blank.txt", "only white space"),
        ("binary.txt", "binary data"),
        ("report.pdf", "report.pdf: not a whole PDF"),
        ("broken.jsonl", "broken.jsonl:1: broken JSON"),
    ],
)
def test_nothing_is_written_where_nothing_could_be_read(run: Run, tmp_path: Path, name: str, says: str) -> None:
    result = run("build", bad_input(tmp_path, name), "-o", tmp_path / "out")
    assert result.code == 4
    assert says in result.err
    assert "nothing could be read" in result.err
    assert result.out == ""
    assert not (tmp_path / "out").exists()


def test_a_broken_line_is_named_and_the_others_are_built(run: Run, tmp_path: Path) -> None:
    corpus = tmp_path / "c.jsonl"
    corpus.write_text(
        json.dumps({"id": "a", "text": TEXT}) + "\n{oops\n" + json.dumps({"id": "b", "text": f"Again: {TEXT}"}) + "\n", encoding="utf-8"
    )
    result = run("build", corpus, "-o", tmp_path / "out")
    assert result.code == 1
    assert "c.jsonl:2: broken JSON" in result.err
    assert (tmp_path / "out" / "statements.jsonl").read_text(encoding="utf-8").count("\n") == 4


@pytest.mark.parametrize("inside", [False, True])
def test_an_output_that_is_no_folder(run: Run, source: Path, tmp_path: Path, inside: bool) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine", encoding="utf-8")
    result = run("build", source, "-o", taken / "deeper" if inside else taken)
    assert result.code == 2
    assert f"{taken}: not a folder" in result.err
    assert taken.read_text(encoding="utf-8") == "mine"


def test_a_name_that_is_taken_by_a_folder_leaves_the_old_files(run: Run, source: Path, built: Path) -> None:
    (built / "statements.jsonl").unlink()
    (built / "statements.jsonl").mkdir()
    before = names(built)
    result = run("build", source, "-o", built)
    assert result.code == 2
    assert names(built) == before


def test_an_invalid_graph_is_not_written(run: Run, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise GraphError("the graph is invalid in 1 places", remedy="build it again")

    monkeypatch.setattr("ztgraph.graph.validate.validate", refuse)
    result = run("build", source, "-o", tmp_path / "out")
    assert result.code == 5
    assert "the graph is invalid" in result.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("text", "line"),
    [("id: mine\nlabel: [\n", 3), ("id: mine\nlable: x\n", 2), ("id: mine\nid: mine\n", 2), ("a: &x 1\nb: *x\n", 1)],
)
def test_a_broken_rule_file(run: Run, source: Path, tmp_path: Path, text: str, line: int) -> None:
    folder = tmp_path / "rules" / "relations"
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    result = run("build", source, "-o", tmp_path / "out", "--rules", tmp_path / "rules")
    assert result.code == 3
    assert f"mine.yaml:{line}" in result.err
    assert not (tmp_path / "out").exists()


def test_a_folder_of_rules_that_is_none(run: Run, source: Path, tmp_path: Path) -> None:
    assert run("build", source, "-o", tmp_path / "out", "--rules", tmp_path / "no").code == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ["build"],
        ["build", "x.txt"],
        ["build", "-o", "out"],
        ["biuld"],
        [],
        ["build", "x", "-o", "y", "--no-such"],
        ["build", "x", "-o", "y", "--encoding", "klingon"],
    ],
)
def test_usage(run: Run, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err
    assert names(tmp_path) == []


def test_another_encoding(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode("windows-1252"))
    assert run("build", path, "-o", tmp_path / "out", "--encoding", "windows-1252").code == 0
    assert "very much" in (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")


def test_a_title_of_the_users_own(run: Run, source: Path, tmp_path: Path) -> None:
    assert run("build", source, "-o", tmp_path / "out", "--title", "Notes & more").code == 0
    assert "<title>Notes &amp; more" in (tmp_path / "out" / "page.html").read_text(encoding="utf-8")


def test_progress_is_for_terminals_only(run: Run, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\r" not in run("build", source, "-o", tmp_path / "out").err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    result = run("build", source, "-o", tmp_path / "out")
    assert "\r\x1b[K1 note" in result.err
    assert result.err.rindex("\r\x1b[K") < result.err.index("1 document read")
