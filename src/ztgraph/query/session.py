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
from typing import Any

from ztgraph.errors import GraphError, QueryError
from ztgraph.export.nquads import write_nquads
from ztgraph.graph.load import format_of
from ztgraph.graph.terms import Quad
from ztgraph.limits import DEFAULT_LIMITS, Limits

LOAD_SECONDS = 600.0  # a graph near the size limit takes minutes to load; a query's own deadline begins when it is loaded
_WORKER = Path(__file__).with_name("worker.py")
_PACKAGES = str(Path(__file__).resolve().parents[2])


def child_environment() -> dict[str, str]:
    """The child's environment: enough to find its libraries, nothing that names a proxy or a credential."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join([_PACKAGES, *(part for part in sys.path if part)]), "PYTHONDONTWRITEBYTECODE": "1"}


class Session:
    """A graph (a file, or quads in memory) that answers queries one after the other, each bounded by ``limits``; safe to share by threads.

    Use it as a context manager, or ``close`` it.
    """

    def __init__(self, source: Path | Sequence[Quad], *, named: bool = True, limits: Limits = DEFAULT_LIMITS) -> None:
        """``named`` loads named graphs under their names as well, which takes twice the memory. Raises GraphError for a bad file name."""
        self.limits = limits
        self.place = str(source) if isinstance(source, Path) else "graph"
        if isinstance(source, Path) and source.is_file() and source.stat().st_size > limits.graph_bytes:
            raise GraphError(f"larger than {limits.graph_bytes} bytes", place=self.place, remedy="load it into a server")
        self._data = b"" if isinstance(source, Path) else write_nquads(source).encode("utf-8")
        self._head = {
            "path": str(source.resolve()) if isinstance(source, Path) else None,
            "bytes": len(self._data),
            "syntax": format_of(source) if isinstance(source, Path) else "N_QUADS",
            "named": named,
            "memory": limits.query_memory_bytes,
        }
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Session:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the child. The session can be used again and then starts a new one."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for stream in (child.stdin, child.stdout, child.stderr):
                if stream is not None:
                    stream.close()

    def ask(self, query: str) -> dict[str, Any]:
        """The child's answer to a query that has passed the gate. Raises QueryError (late, large, crashed) or GraphError."""
        with self._lock:
            try:
                child = self._child or self._start()
                seconds = self.limits.query_seconds
                request = {"query": query, "rows": self.limits.query_rows, "seconds": math.ceil(seconds) + 1}
                return self._exchange(child, json.dumps(request).encode("ascii") + b"\n", seconds)
            except BaseException:
                self.close()
                raise

    def _start(self) -> subprocess.Popen[bytes]:
        pipe = subprocess.PIPE
        child = subprocess.Popen(
            [sys.executable, "-P", str(_WORKER)], stdin=pipe, stdout=pipe, stderr=pipe, env=child_environment(), bufsize=0
        )
        self._child = child
        head = json.dumps(self._head).encode("ascii") + b"\n"
        answer = self._exchange(child, head + self._data, LOAD_SECONDS)
        if "error" in answer:
            if answer["error"] == "memory":
                raise GraphError("the graph needs more memory than a query may have", place=self.place, remedy="allow more memory")
            raise GraphError(answer["message"], place=self.place)
        return child

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
        while not parts or not parts[-1].endswith(b"\n"):
            ready, _, _ = select.select([child.stdout], [], [], max(0.0, end - time.monotonic()))
            if not ready:
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


def _send(child: subprocess.Popen[bytes], message: bytes) -> None:
    assert child.stdin is not None
    view = memoryview(message)
    while view:
        view = view[os.write(child.stdin.fileno(), view[: 1 << 20]) :]


def too_much_memory() -> QueryError:
    """The error of a query that needs too much memory."""
    return QueryError("the query needs more memory than it may have", remedy="ask for less, or allow more memory")
