"""The committed exports are what the seeds give, byte for byte, whatever the hash seed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXPORTS = ROOT / "exports"
FILES = ["graph.nq", "graph.trig", "graph.ttl", "page.html", "statements.jsonl"]
HASH_SEEDS = ["0", "1", "2", "42", "4294967295", "random"]


@pytest.mark.slow
@pytest.mark.parametrize("seed", HASH_SEEDS)
def test_the_seeds_give_the_exports(seed: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ztgraph", "build", str(ROOT / "seeds"), "-o", str(tmp_path / "out")]
    done = subprocess.run(command, cwd=tmp_path, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == FILES
    for name in FILES:
        assert (tmp_path / "out" / name).read_bytes() == (EXPORTS / name).read_bytes(), f"{name}: run make and look at the difference"


def test_nothing_else_is_in_exports() -> None:
    assert sorted(path.name for path in EXPORTS.iterdir()) == FILES


def test_no_place_of_a_machine_is_in_the_exports() -> None:
    for name in FILES:
        assert str(ROOT) not in (EXPORTS / name).read_text(encoding="utf-8"), name
