"""Warm child processes that answer queries: a query waits for a free one no longer than its deadline.

One that brings a child down costs the others nothing but that child until its successor has loaded the graph.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ztgraph.errors import GraphError, QueryError
from ztgraph.limits import Limits
from ztgraph.query.engine import answer_of
from ztgraph.query.gate import check_query
from ztgraph.query.results import Result
from ztgraph.query.session import Session

if TYPE_CHECKING:
    from ztgraph.query.session import Source

LEAST = 0.05  # seconds that a query gets however long it had to wait
MOST_WAITING = 64  # queries that may wait for a child


class BusyError(QueryError):
    """All children are at work and stay so, or the query was late: the same query may succeed later."""


class Pool:
    """A fixed number of sessions with one graph. Safe to share by threads; ``close`` it, or use it as a context manager."""

    def __init__(self, source: Source, *, size: int, limits: Limits) -> None:
        """Load the graph into ``size`` children. Raises GraphError where it cannot be read."""
        self.limits = limits
        self._sessions = [Session(source, limits=limits) for _ in range(size)]
        self._free: queue.SimpleQueue[Session] = queue.SimpleQueue()
        self._waiting = threading.BoundedSemaphore(MOST_WAITING)
        self._closed = False
        try:
            for session in self._sessions:
                session.start()
                self._free.put(session)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the children."""
        self._closed = True
        for session in self._sessions:
            session.close()

    def ask(
        self,
        text: str,
        *,
        base: str | None = None,
        default: Sequence[str] | None = None,
        named: Sequence[str] | None = None,
        graphs: Sequence[str] = (),
        trusted: bool = False,
    ) -> Result:
        """The answer to a query, within the limits' deadline whether it waits or works; FROM may name ``graphs``.

        A query of our own is ``trusted``: it may be longer than a client's. Raises QueryError (refused, wrong, large), BusyError (no child
        was free, or the answer was late) or GraphError.
        """
        if not trusted:
            check_query(text, self.limits, graphs)
        if not self._waiting.acquire(blocking=False):
            raise BusyError("too many queries are waiting", remedy="ask again later")
        try:
            return self._asked(text, base, default, named)
        finally:
            self._waiting.release()

    def _asked(self, text: str, base: str | None, default: Sequence[str] | None, named: Sequence[str] | None) -> Result:
        end = time.monotonic() + self.limits.query_seconds
        try:
            session = self._free.get(timeout=self.limits.query_seconds)
        except queue.Empty:
            raise BusyError("no process was free to run the query", remedy="ask again later") from None
        try:
            answer = session.ask(text, base=base, default=default, named=named, seconds=max(LEAST, end - time.monotonic()))
        except QueryError as error:
            if error.message.startswith("no answer within"):
                raise BusyError(error.message, remedy=error.remedy) from error
            raise
        except GraphError as error:  # the file or the store has gone, or is being changed by hand
            raise BusyError(f"the graph cannot be read: {error.message}", place=error.place, remedy="ask again later") from error
        finally:
            self._give_back(session)
        return answer_of(answer, text)

    def _give_back(self, session: Session) -> None:
        """The session is free again: at once, or when its new child has loaded the graph."""
        if session.alive:
            self._free.put(session)
        elif not self._closed:
            threading.Thread(target=self._revive, args=(session,), daemon=True).start()

    def _revive(self, session: Session) -> None:
        try:
            session.start()
        except GraphError:
            pass  # the next query that gets the session says why
        finally:
            if not self._closed:
                self._free.put(session)
            else:
                session.close()
