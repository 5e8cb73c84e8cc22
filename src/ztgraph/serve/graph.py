"""The graph that is served: its children that answer queries, and what is asked of it so often that the answer is kept."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ztgraph.errors import GraphError
from ztgraph.graph.load import extractions_of
from ztgraph.graph.terms import Quad
from ztgraph.graph.vocabulary import BASE, Names, base_of
from ztgraph.limits import Limits
from ztgraph.model import Document, Statement
from ztgraph.query.around import PREFIXES, around, documents, extractions, neighbourhood_title, statements
from ztgraph.query.results import Result
from ztgraph.serve.pool import Pool
from ztgraph.store.layout import current_snapshot, is_store, read_head
from ztgraph.store.store import store_quads
from ztgraph.view import RelationInfo, render_page

if TYPE_CHECKING:
    from ztgraph.query.session import Source

Kept = TypeVar("Kept")
KEPT_ANSWERS = 16


class ServedGraph:
    """A graph with its pool. ``close`` it."""

    def __init__(
        self, source: Source, relations: Mapping[str, RelationInfo], *, workers: int, limits: Limits, title: str | None = None
    ) -> None:
        """Load the graph. Raises GraphError."""
        self.pool = Pool(source, size=workers, limits=limits)
        self.relations, self.title, self.limits = relations, title, limits
        self._source = source
        self._kept: dict[str, tuple[object, object]] = {}
        self._locks: dict[str, threading.RLock] = {}

    def close(self) -> None:
        """End the children."""
        self.pool.close()

    @property
    def state(self) -> object:
        """What changes when the graph does: of a store the snapshot, of anything else nothing."""
        return current_snapshot(self._source) if isinstance(self._source, Path) and is_store(self._source) else None

    def kept(self, name: str, make: Callable[[], Kept]) -> Kept:
        """What ``make`` gives, made anew only where the graph has changed."""
        with self._locks.setdefault(name, threading.RLock()):
            state = self.state
            found = self._kept.get(name)
            if found is None or found[0] != state:
                found = self._kept[name] = state, make()
            value: Kept = found[1]  # type: ignore[assignment]
            return value

    def kept_answer(self, query: str, make: Callable[[], Kept]) -> Kept:
        """As ``kept``, for one of the last queries."""
        answers = self.kept("answers", dict[str, object])
        if query not in answers:
            answers[query] = make()
            for old in list(answers)[:-KEPT_ANSWERS]:
                answers.pop(old, None)
        value: Kept = answers.get(query) or make()  # type: ignore[assignment]
        return value

    def ask(self, text: str) -> Result:
        """The answer to a query of our own. Raises QueryError, BusyError, GraphError."""
        return self.pool.ask(PREFIXES + text, trusted=True)

    @property
    def names(self) -> Names:
        """How this graph names things: a store says it, else one of its documents."""
        return self.kept("names", self._names)

    def _names(self) -> Names:
        if isinstance(self._source, Path) and is_store(self._source):
            return Names(read_head(self._source))
        found = self.ask("SELECT ?d { ?d a zt:Document } ORDER BY ?d LIMIT 1").rows
        return Names(base_of(str(found[0][0]))) if found else Names(BASE)

    def count(self, pattern: str) -> int:
        """How many solutions a pattern has."""
        return int(self.ask(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}").records()[0]["n"])

    def counts(self) -> dict[str, int]:
        """How many documents, statements and entities there are."""
        return self.kept("counts", lambda: {name: self.count(f"?x a zt:{name}") for name in ("Document", "Statement", "Entity")})

    def statements(self, iris: Sequence[str]) -> list[tuple[Statement, str]]:
        """The statements of those addresses with their labels, in that order."""
        return list(statements(self.ask, iris).values())

    def document(self, identifier: str) -> Document:
        """The document with its text. Raises GraphError where there is none."""
        found = documents(self.ask, [identifier])
        if not found:
            raise GraphError(f"no document has the id {identifier!r}")
        return found[identifier]

    def network(self, identifier: str, *, steps: int, most: int) -> str | None:
        """The interactive page of an actor's neighbourhood; None where the graph says nothing of it."""
        actors = [self.names.entity(identifier)]
        found = around(self.ask, actors, steps=steps, most=most)
        shown = extractions(self.ask, found.statements, characters=self.limits.page_characters)
        return render_page(shown, self.relations, title=neighbourhood_title(identifier, shown, found.total)) if shown else None

    def page(self) -> str | None:
        """The interactive page; None where the graph has more statements than a browser could draw, or none at all."""
        return self.kept("page", self._page)

    def _page(self) -> str | None:
        counts = self.counts()
        if not counts["Document"] or counts["Statement"] > self.limits.page_statements:
            return None
        return render_page(extractions_of(self._quads()), self.relations, title=self.title)

    def _quads(self) -> Sequence[Quad]:
        from ztgraph.graph.load import read_quads

        source = self._source
        if isinstance(source, Path):
            return store_quads(source) if is_store(source) else read_quads(source)
        if isinstance(source, Sequence):
            return source
        from ztgraph.graph.rdf import from_rdflib

        return from_rdflib(source)
