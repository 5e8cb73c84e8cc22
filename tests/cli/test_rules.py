"""``ztgraph rules``: listing, showing, testing and beginning rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_list(run: Run) -> None:
    assert [row["id"] for row in json.loads(run("rules", "list", "--json").out)] == ["coordinated_with", "referred_to"]
    assert "A and B worked together." in run("rules", "list").out
    assert [row["id"] for row in json.loads(run("rules", "list", "--actors", "--json").out)] == ["dhs", "doj"]


@pytest.mark.parametrize("name", ["doj", "DOJ", "Department of Justice"])
def test_show_an_actor(run: Run, name: str) -> None:
    assert "doj (agency): Department of Justice" in run("rules", "show", name).out


def test_show_a_relation(run: Run) -> None:
    out = run("rules", "show", "referred_to").out
    assert "referred_to/refer: verb refer" in out
    assert "no_match: The report refers to DOJ." in out
    assert run("rules", "show", "nothing").code == 2


def test_the_examples_run_against_the_engine(run: Run) -> None:
    result = run("rules", "test", "coordinated_with", "--json")
    assert result.code == 0
    report = json.loads(result.out)
    assert (report["match"], report["no_match"]) == ({"passed": 1, "failed": 0}, {"passed": 1, "failed": 0})
    assert run("rules", "test", "no_such_relation").code == 3
    assert "match 2 passed, 0 failed · no_match 2 passed, 0 failed" in run("rules", "test").out


def test_a_failing_example_is_exit_code_one(run: Run, tmp_path: Path) -> None:
    # The engine of these tests does not know the sentences of the new relation.
    run("rules", "new", "negotiated_with", "-o", tmp_path)
    result = run("rules", "test", "negotiated_with", "--rules", tmp_path)
    assert result.code == 1
    assert "negotiated_with.yaml:" in result.out


def test_new_begins_a_relation_that_loads(run: Run, tmp_path: Path) -> None:
    assert run("rules", "new", "negotiated_with", "-o", tmp_path / "mine").code == 0
    assert "negotiated_with" in run("rules", "list", "--rules", tmp_path / "mine").out
    again = run("rules", "new", "negotiated_with", "-o", tmp_path / "mine")
    assert again.code == 2
    assert "there already" in again.err


@pytest.mark.parametrize("name", ["Worked", "worked-with", "../x", "", "worked with", "wörked"])
def test_new_refuses_what_is_no_id(run: Run, tmp_path: Path, name: str) -> None:
    assert run("rules", "new", name, "-o", tmp_path / "mine").code == 2
    assert not (tmp_path / "mine").exists()
