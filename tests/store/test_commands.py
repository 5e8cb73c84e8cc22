"""The commands that keep a graph on disk, and those that read from it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run, run
from ztgraph.limits import Limits

__all__ = ["run"]  # the fixture

TEXTS = {
    "one": "On May 4, 2018, DHS referred the case to DOJ.\n",
    "two": "DOJ did not coordinate with DHS.\n",
    "three": "Nobody did a thing.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three documents."""
    (tmp_path / "in").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path / "in"


def test_a_store_is_what_build_writes(run: Run, folder: Path, tmp_path: Path) -> None:
    first = run("build", folder, "--store", tmp_path / "s")
    assert first.code == 0
    assert "3 documents read: 3 added, 0 changed, 0 unchanged" in first.err
    (folder / "three.txt").write_text("DOJ did not coordinate with DHS. So it was.\n", encoding="utf-8")
    assert "3 documents read: 0 added, 1 changed, 2 unchanged" in run("build", folder, "--store", tmp_path / "s").err
    assert run("build", folder, "-o", tmp_path / "out").code == 0
    assert run("export", tmp_path / "s", "--to", "nquads").out == (tmp_path / "out" / "graph.nq").read_text(encoding="utf-8")
    assert run("view", tmp_path / "s", "-o", tmp_path / "page.html").code == 0
    assert (tmp_path / "page.html").read_bytes() == (tmp_path / "out" / "page.html").read_bytes()
    assert run("validate", tmp_path / "s").code == 0
    assert run("diff", tmp_path / "s", tmp_path / "out").out == ""
    for name in ("did-not", "documents", "timeline"):
        assert run("query", tmp_path / "s", name).out == run("query", tmp_path / "out", name).out


def test_remove_forgets(run: Run, folder: Path, tmp_path: Path) -> None:
    run("build", folder, "--store", tmp_path / "s")
    gone = run("remove", "two", "three", "--store", tmp_path / "s")
    assert (gone.code, gone.out) == (0, "")
    assert "2 removed, 1 left" in gone.err
    assert [row["document"] for row in json_rows(run, tmp_path / "s")] == ["one"]
    again = run("remove", "one", "two", "--store", tmp_path / "s")
    assert again.code == 5
    assert "holds no document 'two'" in again.err
    assert [row["document"] for row in json_rows(run, tmp_path / "s")] == ["one"], "none of them, where one is missing"
    assert run("remove", "one", "--store", tmp_path / "nothing").code == 5
    assert not (tmp_path / "nothing").exists()


def json_rows(run: Run, store: Path) -> list[dict[str, str]]:
    text = "SELECT ?document { ?d a <https://w3id.org/ztgraph/ns#Document> ; <http://purl.org/dc/terms/identifier> ?document } ORDER BY ?document"
    found = json.loads(run("query", store, text, "--json").out)["results"]["bindings"]
    return [{name: value["value"] for name, value in row.items()} for row in found]


def test_documents_that_fail_are_listed_and_the_rest_is_kept(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "bad.txt").write_text("Please crash the engine.", encoding="utf-8")
    result = run("build", folder, "--store", tmp_path / "s")
    assert result.code == 1
    assert "bad.txt: a bug of ours: RuntimeError: as asked" in result.err
    assert "4 documents read: 3 added, 0 changed, 0 unchanged, 1 failed" in result.err
    assert len(json_rows(run, tmp_path / "s")) == 3


@pytest.mark.parametrize("arguments", [[], ["-o", "a", "--store", "b"]])
def test_one_of_output_and_store(run: Run, folder: Path, arguments: list[str]) -> None:
    result = run("build", folder, *arguments)
    assert result.code == 2
    assert "--store" in result.err


def test_what_is_no_store(run: Run, folder: Path) -> None:
    result = run("build", folder, "--store", folder)
    assert result.code == 2
    assert "neither a store nor an empty folder" in result.err
    assert run("remove", "one", "--store", folder).code == 5


def test_the_page_of_a_neighbourhood_of_a_store_or_a_file(run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("build", folder, "--store", tmp_path / "s")
    run("build", folder, "-o", tmp_path / "out")
    pages = []
    for graph in (tmp_path / "s", tmp_path / "out"):
        done = run("view", graph, "--actor", "doj", "-o", tmp_path / "doj.html")
        assert (done.code, done.out) == (0, "")
        assert "2 statements" in done.err
        pages.append((tmp_path / "doj.html").read_bytes())
    assert pages[0] == pages[1]
    assert b"Department of Justice: 2 statements" in pages[0]
    assert "1 statement " in run("view", tmp_path / "s", "--actor", "DOJ", "--most", "1", "-o", tmp_path / "one.html").err
    assert "DOJ: 1 of 2 statements" in (tmp_path / "one.html").read_text(encoding="utf-8").replace("Department of Justice", "DOJ")
    nobody = run("view", tmp_path / "s", "--actor", "Nobody", "-o", tmp_path / "none.html")
    assert nobody.code == 5
    assert "says nothing of an actor called 'Nobody'" in nobody.err
    assert not (tmp_path / "none.html").exists()
    monkeypatch.setattr("ztgraph.cli.view.DEFAULT_LIMITS", Limits(page_statements=1))
    large = run("view", tmp_path / "s", "-o", tmp_path / "all.html")
    assert large.code == 2
    assert "2 statements are more than a browser can draw" in large.err


def test_what_was_built_in_shards_and_loaded_is_what_build_writes(folder: Path, tmp_path: Path) -> None:
    """With the rules as they are: the processes that build shards know no others."""

    def call(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "ztgraph", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)

    call("build", folder, "--shards", tmp_path / "shards")
    assert "3 documents" in call("load", tmp_path / "shards", "--store", tmp_path / "s").stderr
    call("build", folder, "-o", tmp_path / "out")
    written = (tmp_path / "out" / "graph.nq").read_text(encoding="utf-8")
    assert call("export", tmp_path / "s", "--to", "nquads").stdout == written
    call("validate", tmp_path / "s")
    assert "3 documents read: 0 added, 3 changed, 0 unchanged" in call("build", folder, "--store", tmp_path / "s").stderr
    assert call("export", tmp_path / "s", "--to", "nquads").stdout == written
