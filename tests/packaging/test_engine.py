"""The compiled engine says what the plain one says, and one that is older than its sources is noticed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packaging.engine import SOURCE, compiled, stale

GOLD = Path(__file__).parents[1] / "gold"
TOOLS = Path(__file__).parents[2] / "tools"


def statements(source: Path, folder: Path) -> bytes:
    """What the engine below ``source`` extracts from the gold passages, as JSON lines."""
    environment = {**os.environ, "PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1"}
    texts = [GOLD / "seed.jsonl", GOLD / "dev.jsonl"]
    command = [sys.executable, "-c", "import sys; from ztgraph.cli import main; sys.exit(main())", "extract", *map(str, texts)]
    done = subprocess.run([*command, "--format", "jsonl"], cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.mark.slow
@pytest.mark.skipif(not compiled(), reason="the engine is plain Python here")
def test_compiled_and_plain_say_the_same(tmp_path: Path) -> None:
    shutil.copytree(SOURCE / "ztgraph", tmp_path / "ztgraph", ignore=shutil.ignore_patterns("*.so", "__pycache__"))
    assert statements(SOURCE, tmp_path) == statements(tmp_path, tmp_path)


def test_a_compiled_module_that_is_older_than_its_source_is_noticed(tmp_path: Path) -> None:
    package = tmp_path / "ztgraph" / "language"
    package.mkdir(parents=True)
    for name in ("tokens", "gone", "dates"):
        (package / f"{name}.cpython-311-x86_64-linux-gnu.so").touch()
    for name, age in (("tokens", 10), ("dates", -10)):
        (package / f"{name}.py").touch()
        now = (package / f"{name}.cpython-311-x86_64-linux-gnu.so").stat().st_mtime
        os.utime(package / f"{name}.py", (now + age, now + age))
    assert [path.name.partition(".")[0] for path in stale(tmp_path)] == ["gone", "tokens"]


def test_without_a_compiler_the_engine_stays_plain(tmp_path: Path) -> None:
    environment = {**os.environ, "CC": "no-such-compiler"}
    command = [sys.executable, str(TOOLS / "compile_engine.py"), "--into", str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
    assert "no-such-compiler" in done.stderr
    assert list(tmp_path.iterdir()) == []
