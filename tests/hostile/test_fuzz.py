"""A short run of the fuzzing targets, and all that longer runs have found."""

from __future__ import annotations

import logging
import random

import pytest

from tests.hostile.fuzz import FINDINGS, TARGETS, attempt, mutated, seeds

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
TRIES = {"engine": 60, "docx": 40, "pdf": 100}


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_changed_files_raise_nothing_but_read_errors(name: str) -> None:
    chance = random.Random(f"{name} 1")
    others = seeds()[name]
    for number in range(TRIES.get(name, 250)):
        data = mutated(chance.choice(others), chance, others)
        try:
            attempt(name, data)
        except Exception as error:
            raise AssertionError(f"try {number}: {data!r}") from error


@pytest.mark.parametrize("path", sorted(FINDINGS.glob("*")), ids=lambda path: path.name)
def test_what_was_found_once(path: object) -> None:
    from pathlib import Path

    assert isinstance(path, Path)
    attempt(path.name.split("-", 1)[0], path.read_bytes())
