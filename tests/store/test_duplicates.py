"""``ztgraph duplicates`` on a file, a folder and a store says the same."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run, run
from tests.factories import DHS, RELATIONS, Draft, discovered, release, second
from ztgraph.export import export_file
from ztgraph.graph.build import build_quads
from ztgraph.model import Extraction
from ztgraph.store.load import load_shards

__all__ = ["run"]  # the fixture


def found_by_itself(identifier: str) -> Extraction:
    """A document that found a commission for itself."""
    draft = Draft(f"The Harbor Commission informed DHS of {identifier}.\n", identifier)
    body = discovered("Harbor Commission", "agency", identifier)
    draft.say(body, "informed", DHS, "The Harbor Commission informed DHS", theme=identifier)
    return draft.done()


def test_file_and_store_say_the_same(run: Run, tmp_path: Path) -> None:
    documents = [found_by_itself("one"), found_by_itself("two"), release(), second()]
    export_file(build_quads(documents, RELATIONS), tmp_path / "x.nq")
    load_shards(tmp_path / "s", [tmp_path / "x.nq"])
    lines = [run("duplicates", tmp_path / place, "--format", "jsonl").out for place in ("x.nq", "s")]
    assert lines[0] == lines[1]
    found = [json.loads(line) for line in lines[0].splitlines()]
    assert [(each["score"], each["reason"], each["names"], each["documents"]) for each in found] == [
        (90, "the same name", ["Harbor Commission"], 2)
    ]
    table = run("duplicates", tmp_path / "s")
    assert "Harbor Commission" in table.out
    assert "1 finding" in table.err
    assert run("duplicates", tmp_path / "s", "--least", "91").out == ""
    assert run("duplicates", tmp_path / "none").code == 5
    assert run("duplicates").code == 0
