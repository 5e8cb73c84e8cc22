"""Corpora of the benchmark's grammar and what one process makes of them, to compare all else with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from benchmarks.corpus import corpus

DOCUMENTS = 360


@dataclass(frozen=True, slots=True)
class Done:
    """How a run of the command line ended."""

    code: int
    err: str


def ztgraph(*words: str | Path, environment: dict[str, str] | None = None) -> Done:
    """Run the command line in a process of its own."""
    command = [sys.executable, "-m", "ztgraph", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=110, env={**os.environ, **(environment or {})})
    return Done(done.returncode, done.stderr)


@dataclass(slots=True)
class Running:
    """A run that goes on while the test does something to it."""

    process: subprocess.Popen[str]
    place: Path | None = None
    killed: list[int] = field(default_factory=list)

    def workers(self) -> list[int]:
        """The processes that work for it now."""
        found: list[int] = []
        for path in Path(f"/proc/{self.process.pid}/task").glob("*/children"):
            found += map(int, path.read_text().split())
        return found

    def ended(self) -> Done:
        """Wait for its end."""
        _, err = self.process.communicate(timeout=110)
        return Done(self.process.returncode, err)


@pytest.fixture
def start() -> Iterator[Callable[..., Running]]:
    """Starts runs of the command line; what is still there after the test is ended."""
    runs: list[Running] = []

    def begin(*words: str | Path, environment: dict[str, str] | None = None) -> Running:
        command = [sys.executable, "-m", "ztgraph", *map(str, words)]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, **(environment or {})})
        runs.append(Running(process))
        return runs[-1]

    yield begin
    for run in runs:
        if run.process.poll() is None:
            run.process.kill()
            run.process.communicate()


def until(true: Callable[[], Any], seconds: float = 60.0) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came to be"
        time.sleep(0.02)


def contents(place: Path) -> dict[str, bytes]:
    """Every file of a place of shards but those that tell of the runs: what must be the same however it was made."""
    files = [path for path in place.rglob("*") if path.is_file() and path.name != ".lock" and path.parent.name != "receipts"]
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in files}


def manifest(place: Path) -> list[dict[str, Any]]:
    """The lines of a manifest."""
    return [json.loads(line) for line in (place / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]


def named(place: Path) -> list[str]:
    """The ids of the documents in the order of the manifest."""
    return [each["id"] for line in manifest(place) for each in line["documents"]]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus in several batches."""
    path = tmp_path_factory.mktemp("corpus") / "made.jsonl"
    path.write_text("".join(corpus(DOCUMENTS, sentences=5)), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def serial(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shards of the corpus by one process that nothing happened to."""
    place = tmp_path_factory.mktemp("serial") / "shards"
    done = ztgraph("build", made, "--shards", place)
    assert done.code == 0, done.err
    return place
