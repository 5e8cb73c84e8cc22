"""What the project says of itself agrees: versions, pins, copies."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from ztgraph import __version__

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*==[A-Za-z0-9.!+_-]+")


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins() -> list[str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_constraints_are_pins_without_addresses() -> None:
    assert [pin for pin in pins() if not PIN.fullmatch(pin)] == []
    names = [canonical(pin.partition("==")[0]) for pin in pins()]
    assert names == sorted(set(names))


def test_every_dependency_is_pinned() -> None:
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]
    names = {canonical(pin.partition("==")[0]) for pin in pins()}
    assert {canonical(re.split(r"[<>=!~ ;\[]", each)[0]) for each in wanted} <= names


def test_the_version_is_the_same_everywhere() -> None:
    assert f"version: {__version__}" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_scorer_checks_itself() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tests" / "gold" / "score.py", "--self-test"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "self-test passed\n")


def test_no_lock_file_with_addresses() -> None:
    for name in ("uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "package-lock.json"):
        assert not (ROOT / name).exists()


def test_the_commands_of_the_readme_exist() -> None:
    from ztgraph.cli.entry import COMMANDS

    used = set(re.findall(r"^(?:\$ )?ztgraph ([a-z]+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert used
    assert used <= set(COMMANDS)
