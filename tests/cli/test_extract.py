"""``ztgraph extract``: the stable record, the table, and what the scorer reads."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import TEXT, Run

GOLD = Path(__file__).parents[1] / "gold"
KEYS = [
    "document",
    "id",
    "subject",
    "predicate",
    "object",
    "polarity",
    "modality",
    "time",
    "attribution",
    "theme",
    "quantities",
    "evidence",
    "rule",
]


def test_the_record(run: Run, source: Path) -> None:
    result = run("extract", source)
    assert (result.code, result.err) == (0, "")
    records = [json.loads(line) for line in result.out.splitlines()]
    assert [record["predicate"] for record in records] == ["referred_to", "coordinated_with"]
    assert list(records[0]) == KEYS
    assert records[0]["subject"]["mentions"] == ["Department of Homeland Security", "DHS"]
    assert [TEXT[e["start"] : e["end"]] == e["quote"] for record in records for e in record["evidence"]] == [True, True]


def test_the_table(run: Run, source: Path) -> None:
    result = run("extract", source, "--format", "table")
    assert "did not coordinate with" in result.out
    assert result.out.splitlines()[0].split() == ["document", "time", "subject", "relation", "object", "says", "evidence"]
    assert "1 document read, 2 statements" in result.err


def test_a_line_for_the_scorer_even_where_nothing_is_found(run: Run, tmp_path: Path) -> None:
    corpus = tmp_path / "c.jsonl"
    corpus.write_text(
        "".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in (("a", TEXT), ("b", "Nothing here."))), encoding="utf-8"
    )
    result = run("extract", corpus, "--format", "score")
    assert [(line["id"], len(line["statements"])) for line in map(json.loads, result.out.splitlines())] == [("a", 2), ("b", 0)]


def test_the_scorer_takes_it(run: Run, tmp_path: Path) -> None:
    found = tmp_path / "found.jsonl"
    found.write_text(run("extract", GOLD / "dev.jsonl", "--format", "score").out, encoding="utf-8")
    done = subprocess.run([sys.executable, GOLD / "score.py", GOLD / "dev.jsonl", found], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[1].startswith("all")


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(TEXT.encode())

    monkeypatch.setattr(sys, "stdin", Stdin())
    result = run("extract", "-")
    assert [json.loads(line)["document"] for line in result.out.splitlines()] == ["stdin", "stdin"]


def test_some_failed(run: Run, source: Path) -> None:
    result = run("extract", source, source.parent / "missing.txt")
    assert result.code == 1
    assert len(result.out.splitlines()) == 2
    assert "missing.txt: no such file" in result.err


def test_nothing_read(run: Run, tmp_path: Path) -> None:
    result = run("extract", tmp_path / "missing.txt")
    assert (result.code, result.out) == (4, "")
