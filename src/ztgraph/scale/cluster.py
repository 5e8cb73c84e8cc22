"""Batches worked on by the machines of a Dask cluster. Nothing but tasks and results travels: shards are written by those who make them."""

from __future__ import annotations

import atexit
import platform
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any

from ztgraph import __version__
from ztgraph.errors import UsageError, WriteError, ZtgraphError
from ztgraph.identity import digest
from ztgraph.scale.job import Job, Result, Task
from ztgraph.scale.keeper import Keeper
from ztgraph.scale.pool import Promise

AHEAD = 8  # batches for each thread of the cluster that may be under way or waiting to be taken
CONNECT_SECONDS = 10.0
TRIES = 5  # how often a batch is handed out again whose workers were lost


class Cluster:
    """The workers of a Dask scheduler. Use it as a context manager: leaving it gives up what is not done."""

    def __init__(self, job: Job, address: str) -> None:
        """Connect. Raises UsageError where nobody answers, or where a worker would not write what this process would."""
        self._job, self._address = job, address
        self._client = connect(address)
        found = machines(self._client, job.extra)
        wrong = [f"{name}: {why}" for name, machine in found.items() if (why := difference(machine, job.rules)) is not None]
        if wrong:
            self._client.close()
            raise UsageError("\n".join(["the workers are not as this process is", *wrong]), remedy=f"ztgraph cluster doctor {address}")

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._client.close(timeout=5)  # the scheduler drops the tasks of a client that has gone

    @property
    def ahead(self) -> int:
        """How many batches may be under way or waiting to be taken."""
        threads: dict[str, int] = self._client.nthreads()
        return AHEAD * max(1, sum(threads.values()))

    def submit(self, task: Task) -> Promise[Result]:
        """Have a batch worked on by some machine."""
        return _Handed(self._client, self._job, task, self._address)


class _Handed:
    """A batch in the hands of the scheduler, which gives it to another worker when one is lost."""

    def __init__(self, client: Any, job: Job, task: Task, address: str) -> None:
        self._client, self._job, self._task, self._address = client, job, task, address
        self._future = self._submit()

    def _submit(self) -> Any:
        return self._client.submit(work_there, self._task, self._job, pure=False, retries=2)

    def result(self) -> Result:
        """Wait for it. Raises what it failed by, and WriteError where the cluster has gone."""
        from distributed import CancelledError, KilledWorker
        from distributed.client import FutureCancelledError

        for left in reversed(range(TRIES)):
            try:
                made: Result = self._future.result()
            except KilledWorker as error:
                if not left:
                    raise WriteError(f"worker after worker was lost: {error}", place=self._address, remedy="run it again") from error
                self._future = self._submit()
            except (CancelledError, FutureCancelledError, OSError, TimeoutError) as error:
                if isinstance(error, ZtgraphError):
                    raise
                what = f"the cluster has gone: {type(error).__name__}"
                raise WriteError(what, place=self._address, remedy="start it and run the same command again: it goes on") from error
            else:
                return made
        raise AssertionError("unreachable")


_keepers: dict[str, SimpleQueue[Keeper]] = {}  # by job
_guard = threading.Lock()


def work_there(task: Task, job: Job) -> Result:
    """What a worker of the cluster does: by a process of its own for each of its threads, so that no document brings down the worker."""
    name = digest(job.fingerprint(), job.output, repr(job.limits))
    with _guard:
        if name not in _keepers:
            _end_keepers()  # of an earlier run
            _keepers[name] = SimpleQueue()
        free = _keepers[name]
    try:
        keeper = free.get_nowait()
    except Empty:
        keeper = Keeper(job)
        atexit.register(keeper.close)
    try:
        return keeper.do(task)
    finally:
        free.put(keeper)


def _end_keepers() -> None:
    for free in _keepers.values():
        while not free.empty():
            keeper = free.get()
            atexit.unregister(keeper.close)
            keeper.close()
            keeper.release()
    _keepers.clear()


def connect(address: str) -> Any:
    """A client of the scheduler. Raises UsageError where Dask is not installed or nobody answers."""
    try:
        import distributed
    except ImportError as error:
        raise UsageError("Dask is not installed", remedy="pip install 'ztgraph[cluster]'") from error
    try:
        made: Any = distributed.Client
        return made(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError(f"no scheduler answers: {error}", place=address, remedy="start one: dask scheduler") from error


@dataclass(frozen=True, slots=True)
class Machine:
    """What a process of a cluster is: version of ztgraph and of Python, digest of the rules, whether the engine is compiled."""

    version: str
    rules: str
    python: str
    compiled: bool


def this_machine(extra: tuple[tuple[str, bytes], ...] = ()) -> Machine:
    """What this process is; it is called on every worker."""
    from ztgraph.extract import pipeline
    from ztgraph.scale.work import rules_with

    return Machine(__version__, rules_with(extra).digest, platform.python_version(), not pipeline.__file__.endswith(".py"))


def machines(client: Any, extra: tuple[tuple[str, bytes], ...] = ()) -> Mapping[str, Machine | str]:
    """What each worker is, by its address; a text says why it cannot be told."""
    found: dict[str, Machine | str] = {}
    for address, answer in sorted(client.run(this_machine, extra, on_error="return").items()):
        found[address] = answer if isinstance(answer, Machine) else f"{type(answer).__name__}: {answer}"
    return found


def difference(machine: Machine | str, rules: str) -> str | None:
    """Why a worker would not write what this process would; None where it would."""
    if isinstance(machine, str):
        return machine
    if machine.version != __version__:
        return f"ztgraph {machine.version}, here {__version__}"
    if machine.rules != rules:
        return f"rules {machine.rules[:12]}, here {rules[:12]}"
    if machine.python.split(".")[:2] != list(map(str, sys.version_info[:2])):
        return f"Python {machine.python}, here {platform.python_version()}"
    return None
