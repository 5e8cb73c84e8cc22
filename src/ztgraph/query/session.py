"""A child process with a graph loaded, kept for as many queries as one likes: for a server, and for many questions of one graph.

``run_query`` uses one for a single query. A query that is late or brings the child down ends that child only; the next gets a new one.
"""

from __future__ import annotations

import json
import math
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from ztgraph import children
from ztgraph.errors import GraphError, QueryError
from ztgraph.export.nquads import write_nquads
from ztgraph.graph.load import format_of
from ztgraph.graph.terms import Quad
from ztgraph.limits import DEFAULT_LIMITS, MIB, Limits
from ztgraph.store.layout import current_snapshot, is_store

if TYPE_CHECKING:
    import rdflib

    Source: TypeAlias = Path | Sequence[Quad] | rdflib.Graph

Engine = Literal["auto", "pyoxigraph", "rdflib"]
GROWTH = 512 * MIB  # what a child's memory may have grown by before it is replaced, in bytes
ANEW = 20  # times that a child is begun where a busy writer takes its snapshot away
LOAD_SECONDS = 600.0  # a graph near the size limit takes minutes to load; a query's own deadline begins when it is loaded
_WORKER = Path(__file__).with_name("worker.py")
_PACKAGES = str(Path(__file__).resolve().parents[2])


def child_environment() -> dict[str, str]:
    """The child's environment: enough to find its libraries, nothing that names a proxy or a credential."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join([_PACKAGES, *(part for part in sys.path if part)]), "PYTHONDONTWRITEBYTECODE": "1"}


class Session:
    """A graph that answers queries one after the other, each bounded by ``limits``; safe to share by threads.

    The graph is a file, a store on disk (whose newest state is asked each time), quads in memory, or an rdflib graph. Use a session as a
    context manager, or ``close`` it.
    """

    def __init__(self, source: Source, *, named: bool = True, limits: Limits = DEFAULT_LIMITS, engine: Engine = "auto") -> None:
        """``named`` loads named graphs under their names as well, which takes twice the memory.

        ``engine`` is the library that answers; ``auto`` is pyoxigraph where it is installed, else rdflib. Raises GraphError for a bad
        file name.
        """
        self.limits = limits
        self.place = str(source) if isinstance(source, Path) else "graph"
        self._store = source if isinstance(source, Path) and is_store(source) else None
        self._opened: Path | None = None
        path = source if isinstance(source, Path) and self._store is None else None
        if path is not None and path.is_file() and path.stat().st_size > limits.graph_bytes:
            raise GraphError(f"larger than {limits.graph_bytes} bytes", place=self.place, remedy="build a store: ztgraph build --store DIR")
        self._data = b"" if isinstance(source, Path) else write_nquads(_quads(source)).encode("utf-8")
        self._head = {
            "path": str(path.resolve()) if path is not None else None,
            "store": self._store is not None,
            "bytes": len(self._data),
            "syntax": format_of(path) if path is not None else "N_QUADS",
            "named": named,
            "memory": limits.query_memory_bytes,
            "engine": engine,
        }
        self._child: subprocess.Popen[bytes] | None = None
        self._peak = 0  # of the child's memory when its graph was loaded, in KiB
        self._lock = threading.Lock()

    def __enter__(self) -> Session:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def alive(self) -> bool:
        """Whether a child with the graph is there."""
        return self._child is not None

    def close(self) -> None:
        """End the child. The session can be used again and then starts a new one."""
        child, self._child = self._child, None
        if child is not None:
            children.end(child)

    def start(self) -> None:
        """Load the graph now rather than with the first query. Raises GraphError."""
        with self._lock:
            self._ready()

    def ask(
        self,
        query: str,
        *,
        base: str | None = None,
        default: Sequence[str] | None = None,
        named: Sequence[str] | None = None,
        seconds: float | None = None,
    ) -> dict[str, Any]:
        """The child's answer to a query that has passed the gate. Raises QueryError (late, large, crashed) or GraphError.

        ``base`` resolves relative addresses; ``default`` and ``named`` are the graphs of the query's dataset where it is not the whole;
        ``seconds`` is the time that is left, by default the limit's.
        """
        with self._lock:
            try:
                child = self._ready()
                wait = self.limits.query_seconds if seconds is None else min(seconds, self.limits.query_seconds)
                request = {
                    "query": query,
                    "base": base,
                    "default": None if default is None else list(default),
                    "named": None if named is None else list(named),
                    "rows": self.limits.query_rows,
                    "bytes": self.limits.query_answer_characters,
                    "seconds": math.ceil(wait) + 1,
                }
                answer = self._exchange(child, json.dumps(request).encode("ascii") + b"\n", wait)
            except BaseException:
                self.close()
                raise
            if answer["peak"] - self._peak > GROWTH // 1024:
                self.close()  # a child does not give back what a large answer took
            return answer

    def _ready(self) -> subprocess.Popen[bytes]:
        """The child with the graph loaded, and with the store's newest state."""
        if self._store is not None and self._child is not None and current_snapshot(self._store) != self._opened:
            self.close()
        return self._child or self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        answer = self._begun()
        for _ in range(ANEW):
            if "error" not in answer or self._opened is None or self._opened.exists():
                break
            self.close()  # the snapshot went while the child began: a newer one is there
            answer = self._begun()
        if "error" in answer:
            if answer["error"] == "memory":
                raise GraphError("the graph needs more memory than a query may have", place=self.place, remedy="allow more memory")
            raise GraphError(answer["message"], place=self.place)
        self._peak = answer["peak"]
        assert self._child is not None
        return self._child

    def _begun(self) -> dict[str, Any]:
        """What a new child says of the graph when it has loaded it, or failed to."""
        pipe = subprocess.PIPE
        if self._store is not None:
            self._opened = current_snapshot(self._store)
            self._head["path"] = str(self._opened.resolve())
        self._child = subprocess.Popen(
            [sys.executable, "-P", str(_WORKER)], stdin=pipe, stdout=pipe, stderr=pipe, env=child_environment(), bufsize=0
        )
        return self._exchange(self._child, json.dumps(self._head).encode("ascii") + b"\n" + self._data, LOAD_SECONDS)

    def _exchange(self, child: subprocess.Popen[bytes], message: bytes, seconds: float) -> dict[str, Any]:
        """Send a message and take the line that answers it."""
        end = time.monotonic() + seconds
        try:
            _send(child, message)
        except BrokenPipeError:
            raise self._ended(child) from None
        line = self._line(child, end, seconds)
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _line(self, child: subprocess.Popen[bytes], end: float, seconds: float) -> bytes:
        assert child.stdout is not None
        parts: list[bytes] = []
        poll = select.poll()  # select itself knows no descriptor above 1023, which a server may have
        poll.register(child.stdout.fileno(), select.POLLIN)
        while not parts or not parts[-1].endswith(b"\n"):
            if not poll.poll(max(0.0, end - time.monotonic()) * 1000):
                raise QueryError(f"no answer within {seconds:g} seconds", remedy="ask for less, or allow more time")
            part = os.read(child.stdout.fileno(), 1 << 20)
            if not part:
                raise self._ended(child)
            parts.append(part)
        return b"".join(parts)

    def _ended(self, child: subprocess.Popen[bytes]) -> QueryError:
        """Why the child is no more."""
        child.kill()
        code = child.wait()
        lines = child.stderr.read().decode("utf-8", "replace").strip().splitlines() if child.stderr is not None else []
        if any("memory" in line or "MemoryError" in line for line in lines):
            return too_much_memory()
        why = f"signal {-code}" if code < 0 else lines[-1] if lines else f"code {code}"
        return QueryError(f"the query ended the process that ran it ({why})", remedy="simplify the query: it may be nested too deeply")


def _quads(source: Sequence[Quad] | rdflib.Graph) -> Sequence[Quad]:
    """The quads of a graph in memory, whichever way it is held."""
    if isinstance(source, Sequence):
        return source
    from ztgraph.graph.rdf import from_rdflib

    return from_rdflib(source)


def _send(child: subprocess.Popen[bytes], message: bytes) -> None:
    assert child.stdin is not None
    view = memoryview(message)
    while view:
        view = view[os.write(child.stdin.fileno(), view[: 1 << 20]) :]


def too_much_memory() -> QueryError:
    """The error of a query that needs too much memory."""
    return QueryError("the query needs more memory than it may have", remedy="ask for less, or allow more memory")
