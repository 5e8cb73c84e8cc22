"""Several processes of this machine at work on batches, their results in the order of the batches."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from types import TracebackType
from typing import Protocol, TypeVar

from ztgraph.scale.job import Job, Result, Task
from ztgraph.scale.keeper import COMMAND, Keeper

AHEAD = 32  # batches for each process that may be worked on, or be done, before the first of them is; bounds what waits in memory
Given = TypeVar("Given")
Made = TypeVar("Made", covariant=True)


class Promise(Protocol[Made]):
    """Something that will have a result."""

    def result(self) -> Made:
        """Wait for it. Raises what it failed by."""


class Done:
    """A promise that is kept already."""

    def __init__(self, made: Result) -> None:
        self._made = made

    def result(self) -> Result:
        """What there is."""
        return self._made


def in_order(given: Iterable[Given], submit: Callable[[Given], Promise[Made]], ahead: int) -> Iterator[tuple[Given, Made]]:
    """All that is given with its results, in order; at most ``ahead`` are under way or waiting to be taken."""
    pending: deque[tuple[Given, Promise[Made]]] = deque()
    for each in given:
        pending.append((each, submit(each)))
        if len(pending) >= ahead:
            first, promise = pending.popleft()
            yield first, promise.result()
    while pending:
        first, promise = pending.popleft()
        yield first, promise.result()


class Runner(Protocol):
    """Whatever works on batches: processes of this machine, or of others."""

    @property
    def ahead(self) -> int:
        """How many batches may be under way or waiting to be taken."""

    def submit(self, task: Task) -> Promise[Result]:
        """Have a batch worked on."""


class Pool:
    """``jobs`` processes. Use it as a context manager: leaving it ends them, whatever they are at."""

    def __init__(self, job: Job, jobs: int, command: Sequence[str] = COMMAND) -> None:
        self._keepers = [Keeper(job, command) for _ in range(jobs)]
        self._free: SimpleQueue[Keeper] = SimpleQueue()
        for keeper in self._keepers:
            self._free.put(keeper)
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="ztgraph-keeper")

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for keeper in self._keepers:
            keeper.close()
        self._threads.shutdown(wait=True)
        for keeper in self._keepers:
            keeper.release()

    def processes(self) -> list[int]:
        """The ids of the processes that are there now."""
        return [keeper.process for keeper in self._keepers if keeper.process is not None]

    @property
    def ahead(self) -> int:
        """How many batches may be under way or waiting to be taken."""
        return AHEAD * len(self._keepers)

    def submit(self, task: Task) -> Promise[Result]:
        """Have a batch worked on by the first process that is free."""
        return self._threads.submit(self._do, task)

    def _do(self, task: Task) -> Result:
        keeper = self._free.get()
        try:
            return keeper.do(task)
        finally:
            self._free.put(keeper)
