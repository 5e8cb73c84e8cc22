"""The line of progress: what it says, when it is written, and that it is for terminals only."""

from __future__ import annotations

import sys

import pytest

from ztgraph.cli.progress import WINDOW, Progress


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_rate_and_the_time_that_is_left() -> None:
    clock = Clock()
    progress = Progress(1000, clock)
    clock.now += 2
    progress.update(1, 10)
    assert progress.line() == "1 document, 0.5/s, 0:03:18 left"
    clock.now += 8
    progress.update(1500, 250)
    assert progress.line() == "1,500 documents, 150.0/s, 0:00:30 left"
    progress.update(1600, 1000)
    assert progress.line().endswith("0:00:00 left")


def test_the_rate_is_that_of_the_last_half_minute() -> None:
    clock = Clock()
    progress = Progress(None, clock)
    for second in range(200):
        clock.now += 1
        progress.update(second * 10 if second < 100 else 1000 + (second - 100), 0)
    assert WINDOW == 30
    assert progress.line() == "1,099 documents, 1.0/s"


def test_without_bytes_there_is_no_time_left() -> None:
    clock = Clock()
    progress = Progress(5000, clock)
    assert progress.line() == "0 documents"
    clock.now += 1
    progress.update(7, 0)
    assert progress.line() == "7 documents, 7.0/s"


@pytest.mark.parametrize("terminal", [True, False])
def test_it_is_for_terminals_and_not_for_every_document(
    terminal: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    clock = Clock()
    progress = Progress(None, clock)
    for number in range(1000):
        clock.now += 0.001
        progress.update(number, 0)
    said = capsys.readouterr().err
    assert said.count("\r\x1b[K") == (10 if terminal else 0)
    assert "\n" not in said
