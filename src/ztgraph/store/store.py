"""The writer of a store: documents in, documents out, each in one transaction.

What stands in the store is what building all its documents at once would give, in whatever order they came and went: of documents with
one and the same text, the first by id has the statements and the others point to it, and that is settled anew when one of them changes.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING
from typing import Literal as Choice

from ztgraph import __version__
from ztgraph.errors import GraphError
from ztgraph.graph.build import build_quads
from ztgraph.graph.load import documents_of
from ztgraph.graph.relations import RelationNames
from ztgraph.graph.terms import Quad, sorted_quads
from ztgraph.graph.validate import validate
from ztgraph.graph.vocabulary import ZT, Names, identifier_of
from ztgraph.identity import digest
from ztgraph.model import Document, Extraction
from ztgraph.rules.objects import Actor
from ztgraph.store.layout import Layout, locked, make, open_newest, take_snapshot
from ztgraph.store.ledger import Ledger

if TYPE_CHECKING:
    import pyoxigraph

Extract = Callable[[Document], Extraction]
Outcome = Choice["added", "changed", "unchanged"]
SAVE_EVERY = 200  # documents after which the ledger is brought up to date
SHOW_SECONDS = 60.0  # how long readers may see an older state while a long build goes on
SAME_TEXT = ZT + "sameTextAs"


class Store:
    """A store open for writing; one process at a time. Use it as a context manager: leaving it shows readers what was written."""

    def __init__(
        self,
        folder: Path,
        relations: Mapping[str, RelationNames],
        extract: Extract,
        *,
        rules: str = "",
        actors: Mapping[str, Actor] | None = None,
        base: str | None = None,
    ) -> None:
        """Open or make the store in ``folder``.

        ``extract`` is the engine, ``rules`` the digest of the rules that it works by (documents made by others are made again),
        ``relations`` and ``actors`` are those of the rules. Raises GraphError (in use, another base, broken) or WriteError.
        """
        import pyoxigraph

        self.base = make(folder, base)
        self.layout = Layout(folder)
        self._relations, self._actors, self._extract, self._rules = relations, actors, extract, rules
        self._names = Names(self.base)
        self._lock = locked(folder)
        if not self._lock.__enter__():
            self._lock.__exit__(None, None, None)
            raise GraphError("another process is writing to the store", place=str(folder), remedy="wait until it has ended")
        if self.layout.loading.exists():
            self._lock.__exit__(None, None, None)
            raise GraphError("a bulk load into the store broke off", place=str(folder), remedy="give the same ztgraph load command again")
        try:
            self._database: pyoxigraph.Store = pyoxigraph.Store(str(self.layout.data))
            self._ledger = Ledger(self.layout.ledger)
        except (OSError, RuntimeError) as error:
            self._lock.__exit__(None, None, None)
            raise GraphError(f"the store cannot be opened: {error}", place=str(folder)) from error
        self._unsaved: dict[str, str] = {}
        self._seen: dict[str, str] = {}
        self._shown = time.monotonic()
        self._changed = False

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Save, show readers what was written, and let others write."""
        try:
            self.save()
            if self._changed or self.layout.newest() is None:
                take_snapshot(self._database, self.layout)
        finally:
            self._ledger.close()
            del self._database
            self._lock.__exit__(None, None, None)

    def save(self) -> None:
        """Have everything so far safely on disk, and the ledger know it."""
        if self._unsaved:
            self._database.flush()
            self._ledger.record(self._unsaved)
            self._unsaved.clear()

    def documents(self) -> list[str]:
        """The ids of the documents, sorted."""
        from ztgraph.store.graphs import graph_names

        return sorted(identifier_of(name) for name in graph_names(self._database))

    def add(self, document: Document) -> Outcome:
        """Bring one document in, or up to date. Raises GraphError where its graph is invalid, or two texts of one run share an id."""
        known = self._seen.setdefault(document.id, document.sha256)
        if known != document.sha256:
            raise GraphError(f"two documents have the id {document.id!r}", remedy="give one another id or file name")
        print_ = self._fingerprint(document)
        if (self._unsaved.get(document.id) or self._ledger.get(document.id)) == print_ and self._holds(document.id):
            return "unchanged"
        before = self._stored(document.id)
        changes: dict[str, tuple[Quad, ...]] = {}
        self._settle(document.sha256, {document.id: document}, changes, fresh=document.id)
        if before is not None and before.sha256 != document.sha256:
            self._settle(before.sha256, {}, changes, without=document.id)
        self._write(document.id, changes)
        self._unsaved[document.id] = print_
        if len(self._unsaved) >= SAVE_EVERY:
            self.save()
        self._show_now_and_then()
        return "added" if before is None else "changed"

    def remove(self, identifier: str) -> None:
        """Forget a document. Raises GraphError where the store does not hold it."""
        before = self._stored(identifier)
        if before is None:
            raise GraphError(
                f"holds no document {identifier!r}", place=str(self.layout.folder), remedy="ztgraph query DIR documents lists them"
            )
        changes: dict[str, tuple[Quad, ...]] = {self._names.document(identifier): ()}
        self._settle(before.sha256, {}, changes, without=identifier)
        self._write(identifier, changes)
        self._seen.pop(identifier, None)

    def _write(self, identifier: str, changes: Mapping[str, tuple[Quad, ...]]) -> None:
        from ztgraph.store.graphs import replace_graphs

        # A document that was settled for another's sake was made from what the graph keeps of it, and is made anew when it comes.
        names = {identifier, *map(identifier_of, changes)}
        self._ledger.forget(names)
        for name in names:
            self._unsaved.pop(name, None)
        if not self._changed:
            self.layout.dirty.touch()
        self._changed |= replace_graphs(self._database, changes)

    def _show_now_and_then(self) -> None:
        if self._changed and time.monotonic() - self._shown > SHOW_SECONDS:
            self.save()
            take_snapshot(self._database, self.layout)
            self._shown, self._changed = time.monotonic(), False

    def _fingerprint(self, document: Document) -> str:
        """A digest of all that the graph of a document is made from; its text by the text's own digest."""
        said = [f"{each.name}={getattr(document, each.name)!r}" for each in fields(document) if each.name != "text" and each.repr]
        return digest(*said, self._rules, __version__, self.base, length=32)

    def _holds(self, identifier: str) -> bool:
        import pyoxigraph

        return self._database.contains_named_graph(pyoxigraph.NamedNode(self._names.document(identifier)))

    def _quads(self, identifier: str) -> list[Quad]:
        from ztgraph.store.graphs import graph_quads

        return graph_quads(self._database, self._names.document(identifier))

    def _stored(self, identifier: str) -> Document | None:
        """The document of that id as the store has it."""
        documents = documents_of(self._quads(identifier)) if self._holds(identifier) else ()
        return next((each for each in documents if each.id == identifier), None)

    def _with_text(self, sha256: str) -> list[str]:
        """The ids of the documents of the store with that text."""
        import pyoxigraph

        predicate, value = pyoxigraph.NamedNode(ZT + "sha256"), pyoxigraph.Literal(sha256)
        found = self._database.quads_for_pattern(None, predicate, value, pyoxigraph.DefaultGraph())
        return [identifier_of(quad.subject.value) for quad in found if isinstance(quad.subject, pyoxigraph.NamedNode)]

    def _settle(
        self, sha256: str, given: Mapping[str, Document], changes: dict[str, tuple[Quad, ...]], *, fresh: str = "", without: str = ""
    ) -> None:
        """Put into ``changes`` the graphs of the documents with one text that are not as they must be.

        ``given`` are documents that come in, ``fresh`` is the one to make whatever stands there, ``without`` one that leaves.
        """
        members = sorted({*self._with_text(sha256), *given} - {without})
        for identifier in members:
            original = None if identifier == members[0] else members[0]
            if identifier != fresh and self._points_to(identifier) == original:
                continue
            document = given.get(identifier) or self._stored(identifier)
            if document is not None:
                changes[self._names.document(identifier)] = self._built(document, original)

    def _points_to(self, identifier: str) -> str | None:
        """The id of the document that has the statements of this one, None where it has them itself."""
        found = [quad.object for quad in self._quads(identifier) if quad.predicate == SAME_TEXT]
        return next((identifier_of(each) for each in found if isinstance(each, str)), None)

    def _built(self, document: Document, original: str | None) -> tuple[Quad, ...]:
        """The graph of a document: with its statements, or pointing to the one that has them."""
        extraction = self._extract(document) if original is None else Extraction(document)
        if extraction.document != document:
            raise GraphError("the engine answered for another document", place=document.id)
        quads = build_quads([extraction], self._relations, actors=self._actors, base=self.base)
        if original is not None:
            graph = self._names.document(document.id)
            quads = sorted_quads([*quads, Quad(graph, SAME_TEXT, self._names.document(original), graph)])
        validate(quads, place=document.id)
        return quads


def store_quads(folder: Path) -> tuple[Quad, ...]:
    """All quads of a store, each in its named graph, sorted, as ``build`` writes them to ``graph.nq``. Raises GraphError."""
    from ztgraph.store.graphs import graph_names, graph_quads

    database = open_newest(folder)
    return sorted_quads(quad for name in graph_names(database) for quad in graph_quads(database, name))
