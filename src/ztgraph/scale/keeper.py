"""A process that works on batches, seen from outside: replaced when it dies, and kept from dying of one document again and again."""

from __future__ import annotations

import os
import pickle
import select
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, cast

from ztgraph import children
from ztgraph.errors import ReadError
from ztgraph.scale.child import LENGTH, send
from ztgraph.scale.job import Job, Result, Task

COMMAND = (sys.executable, "-P", "-m", "ztgraph.scale.child")
_PACKAGES = str(Path(__file__).resolve().parents[2])
START_SECONDS = 300.0  # to load the rules on a busy machine
_FUTILE = 5  # deaths of a batch outside of any document, after which it is given up


class ClosedError(Exception):
    """The keeper was closed while it worked."""


class _DeathError(Exception):
    """The process has ended, while it was at a part or at none."""

    def __init__(self, why: str, at: int | None) -> None:
        self.why, self.at = why, at
        super().__init__(why)


class Keeper:
    """One process. ``do`` is called by one thread at a time; ``close`` by any."""

    def __init__(self, job: Job, command: Sequence[str] = COMMAND) -> None:
        self.job, self.command = job, tuple(command)
        self._child: subprocess.Popen[bytes] | None = None
        self._closed = False

    @property
    def process(self) -> int | None:
        """The id of the process, None where there is none now."""
        return None if self._child is None else self._child.pid

    def close(self) -> None:
        """End the process, whatever it is at; to be followed by ``release`` when ``do`` has come back."""
        self._closed = True
        child = self._child
        if child is not None:
            child.kill()
            child.wait()

    def do(self, task: Task) -> Result:
        """Work on a batch; a document that ends the process as often as it may is skipped, and its outcome says so.

        Raises ZtgraphError where the shard cannot be written or the rules not be loaded, ClosedError after ``close``.
        """
        deaths: Counter[int | None] = Counter()
        dead = dict(task.dead)
        while True:
            try:
                return self._once(replace(task, dead=dead))
            except _DeathError as death:
                self.release()
                if self._closed:
                    raise ClosedError from None
                deaths[death.at] += 1
                if death.at is None:
                    if deaths[None] >= _FUTILE:
                        raise ReadError(f"the process that works on documents does not stay alive: {death.why}") from None
                elif deaths[death.at] >= self.job.limits.worker_deaths:
                    dead[death.at] = death.why

    def _once(self, task: Task) -> Result:
        child = self._child or self._start()
        at: int | None = None
        try:
            send(cast("BinaryIO", child.stdin), task)
        except BrokenPipeError:
            raise _DeathError(self._why(child), None) from None
        seconds = START_SECONDS
        while True:
            kind, *rest = self._message(child, seconds, at)
            if kind == "done":
                result: Result = rest[0]
                return result
            if kind == "at":
                at, seconds = rest[0], self.job.limits.document_seconds

    def _start(self) -> subprocess.Popen[bytes]:
        if self._closed:
            raise ClosedError
        paths = os.pathsep.join([_PACKAGES, *(part for part in sys.path if part)])
        # A group of its own, so that Ctrl-C on a terminal reaches the leading process alone, which then ends this one.
        child = subprocess.Popen(
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": paths}, process_group=0
        )
        self._child = child
        try:
            send(cast("BinaryIO", child.stdin), self.job)
        except BrokenPipeError:
            raise _DeathError(self._why(child), None) from None
        self._message(child, START_SECONDS, None)
        return child

    def _message(self, child: subprocess.Popen[bytes], seconds: float, at: int | None) -> tuple[Any, ...]:
        """The child's next message. Raises what the child says that it failed by, and _DeathError."""
        end = time.monotonic() + seconds
        (length,) = LENGTH.unpack(self._bytes(child, LENGTH.size, end, seconds, at))
        message: tuple[Any, ...] = pickle.loads(self._bytes(child, length, end, seconds, at))
        if message[0] == "failed":
            _, kind, text, place, remedy = message
            self.release()
            raise (kind or ReadError)(text, place=place, remedy=remedy)
        return message

    def _bytes(self, child: subprocess.Popen[bytes], count: int, end: float, seconds: float, at: int | None) -> bytes:
        assert child.stdout is not None
        poll = select.poll()
        poll.register(child.stdout.fileno(), select.POLLIN)
        parts: list[bytes] = []
        while count:
            if not poll.poll(max(0.0, end - time.monotonic()) * 1000):
                child.kill()
                raise _DeathError(f"not done after {seconds:g} seconds", at)
            part = os.read(child.stdout.fileno(), min(count, 1 << 20))
            if not part:
                raise _DeathError(self._why(child), at)
            parts.append(part)
            count -= len(part)
        return b"".join(parts)

    def _why(self, child: subprocess.Popen[bytes]) -> str:
        child.kill()
        code = child.wait()
        return f"signal {-code}, {signal.strsignal(-code)}" if code < 0 else f"exit code {code}"

    def release(self) -> None:
        """End the process if it is there, and close what led to it."""
        child, self._child = self._child, None
        if child is not None:
            children.end(child)
