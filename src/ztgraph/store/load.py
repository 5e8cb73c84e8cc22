"""Loading files of N-Quads into a store in bulk: past the transactions, so that millions of documents take minutes.

What a transaction gives is had in other ways. A file is looked through before anything of it is written. The ledger knows it by its content
as begun, then as done, and what was begun is written again, which adds nothing twice. Until all is whole, a mark in the folder keeps
readers at the state before and other writers out. So the load may be killed at any moment, and the same command completes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ztgraph.errors import GraphError, WriteError
from ztgraph.graph.terms import Quad, ntriples_term, sorted_quads
from ztgraph.graph.vocabulary import ZT, identifier_of
from ztgraph.store.layout import Layout, is_store, locked, make, read_head, take_snapshot
from ztgraph.store.ledger import Ledger
from ztgraph.store.shards import Shard, Stream, base_in, find_shards, line_print, scan, shard_of

if TYPE_CHECKING:
    import pyoxigraph

BATCH_BYTES = 96 << 20  # of text that is written at once, which takes half a gigabyte of memory and makes some ten files of the database
REMOVED_AT_ONCE = 50  # documents whose graphs one transaction takes away
SAME_TEXT, MENTIONS, DIGEST = ZT + "sameTextAs", ZT + "mentions", ZT + "sha256"

Report = Callable[[int], None]


@dataclass(slots=True)
class Loaded:
    """What became of the files."""

    loaded: int = 0
    known: int = 0
    """Files that had been loaded before."""
    documents: int = 0
    quads: int = 0
    settled: int = 0
    """Documents that now leave their statements to another with the same text."""
    orphans: int = 0
    """Documents that point to one with the same text which the store does not hold."""
    failed: list[GraphError] = field(default_factory=list)


def load_shards(folder: Path, places: Sequence[Path], *, replace: bool = False, report: Report = lambda quads: None) -> Loaded:
    """Load files of N-Quads, and those of folders, into the store in ``folder``, which is made where it is none.

    A file that has been loaded is passed over; one that cannot be, in whole, is kept out and listed in ``failed``. A document that the
    store has already with other statements keeps its file out, unless ``replace`` says that the new one counts. ``report`` is told how
    many quads have been written. Raises GraphError (no such files, the store is in use, an earlier load of other files broke off) and
    WriteError (disk full).
    """
    paths = find_shards(places)
    if not is_store(folder):
        make(folder, next(filter(None, map(base_in, paths)), None))
    layout = Layout(folder)
    with locked(folder) as free:
        if not free:
            raise GraphError("another process is writing to the store", place=str(folder), remedy="wait until it has ended")
        loader = _Loader(layout, read_head(folder), replace, report)
        try:
            return loader.run(paths)
        except OSError as error:
            raise WriteError(f"the store cannot be written: {error}", place=str(folder), remedy="give the same command again") from error
        finally:
            loader.close()


class _Loader:
    """One load, by the holder of the lock."""

    def __init__(self, layout: Layout, base: str, replace: bool, report: Report) -> None:
        import pyoxigraph

        self.layout, self.base, self.replace, self._report = layout, base, replace, report
        try:
            self._database: pyoxigraph.Store = pyoxigraph.Store(str(layout.data))
            self._ledger = Ledger(layout.ledger)
        except (OSError, RuntimeError) as error:
            raise GraphError(f"the store cannot be opened: {error}", place=str(layout.folder)) from error
        self._batch: list[Shard] = []
        self._in_batch: set[str] = set()
        self._replaced: list[str] = []  # of the batch: graphs that go before the new ones come
        self._done = Loaded()

    def close(self) -> None:
        """Close the database and the ledger."""
        self._ledger.close()
        del self._database

    def run(self, paths: Sequence[Path]) -> Loaded:
        shards = [shard for path in paths if (shard := self._known(path)) is not None]
        missing = sorted(set(self._ledger.begun()) - {shard.name for shard in shards})
        if missing:
            place = self._ledger.begun()[missing[0]]
            raise GraphError("the load of this file broke off", place=place, remedy="load it again, alone or together with others")
        if not shards and not self.layout.loading.exists() and self.layout.newest() is not None:
            return self._done
        self.layout.loading.touch()
        for shard in shards:
            try:
                self._take(shard)
            except GraphError as error:
                self._done.failed.append(error)
        self._write()
        self._settle()
        self._database.flush()
        take_snapshot(self._database, self.layout)
        self.layout.loading.unlink()
        return self._done

    def _known(self, path: Path) -> Shard | None:
        """The file where it has to be loaded."""
        try:
            shard = shard_of(path)
        except GraphError as error:
            self._done.failed.append(error)
            return None
        if self._ledger.shard(shard.name):
            self._done.known += 1
            return None
        return shard

    def _take(self, shard: Shard) -> None:
        """Look through a file and have it written with others. Raises GraphError."""
        others = self._others(shard)
        if shard.graphs & self._in_batch:  # it was compared with what is not written yet
            self._write()
            others = self._others(shard)
        if shard.base != self.base:
            raise GraphError(f"names things under {shard.base}, the store under {self.base}", place=str(shard.path))
        if others and not self.replace and self._ledger.shard(shard.name) is None:
            raise GraphError(
                f"the store holds the document {identifier_of(min(others))!r} with other statements" + _and_more(len(others) - 1),
                place=str(shard.path),
                remedy="--replace takes what the file says",
            )
        if sum(each.bytes for each in (*self._batch, shard)) > BATCH_BYTES:
            self._write()
        self._replaced += others
        self._batch.append(shard)
        self._in_batch |= shard.graphs

    def _others(self, shard: Shard) -> list[str]:
        """The graphs of which the store says something that the file, which is looked through here, does not."""
        others: list[str] = []
        scan(shard, self._has, lambda name, prints: others.append(name) if self._differs(name, prints) else None)
        return others

    def _has(self, graph: str) -> bool:
        import pyoxigraph

        return self._database.contains_named_graph(pyoxigraph.NamedNode(graph))

    def _differs(self, graph: str, prints: frozenset[int]) -> bool:
        """Whether the store says of a document what the file does not; of one that came in part all is in the file."""
        from ztgraph.store.graphs import graph_quads

        held = (tuple(ntriples_term(term).encode() for term in quad[:3]) for quad in graph_quads(self._database, graph))
        return any(line_print(*triple) not in prints for triple in held)

    def _write(self) -> None:
        """Write the files that wait, each quad in its graph and as a triple in the union of all."""
        import pyoxigraph

        if not self._batch:
            return
        marks, paths = {shard.name: str(shard.path) for shard in self._batch}, [shard.path for shard in self._batch]
        self._ledger.mark(marks, done=False)
        self._remove_replaced()
        # Two passes: one of both forms together would take three times the memory and more time.
        self._database.bulk_load(Stream(paths, triples=False, seen=self._seen), format=pyoxigraph.RdfFormat.N_QUADS)  # type: ignore[arg-type]
        self._database.bulk_load(Stream(paths, triples=True), format=pyoxigraph.RdfFormat.N_TRIPLES)  # type: ignore[arg-type]
        self._database.flush()
        self._ledger.mark(marks, done=True)
        self._done.loaded += len(self._batch)
        self._done.documents += len(self._in_batch)
        self._batch.clear()
        self._in_batch.clear()

    def _seen(self, lines: int) -> None:
        self._done.quads += lines
        self._report(self._done.quads)

    def _remove_replaced(self) -> None:
        from ztgraph.store.graphs import replace_graphs

        self._ledger.forget(map(identifier_of, self._replaced))
        for start in range(0, len(self._replaced), REMOVED_AT_ONCE):
            replace_graphs(self._database, dict.fromkeys(self._replaced[start : start + REMOVED_AT_ONCE], ()))
        self._replaced.clear()

    # --- documents of one text ----------------------------------------------------------------------------------------------------

    def _settle(self) -> None:
        """Of documents with one and the same text, the first by id has the statements and the others point to it, as in a build of all."""
        import pyoxigraph

        from ztgraph.store.graphs import replace_graphs

        for group in list(self._same_texts()):
            points = {name: self._points_to(name) for name in group}
            original = next((name for name in group if points[name] is None), None)
            if original is None:
                continue
            changes = {name: self._emptied(name, original) for name in group if name != original and points[name] != original}
            if changes:
                self._ledger.forget(map(identifier_of, changes))
                replace_graphs(self._database, changes)
                self._done.settled += len(changes)
        for quad in self._database.quads_for_pattern(None, pyoxigraph.NamedNode(SAME_TEXT), None, pyoxigraph.DefaultGraph()):
            self._done.orphans += isinstance(quad.object, pyoxigraph.NamedNode) and not self._has(quad.object.value)

    def _same_texts(self) -> Iterator[list[str]]:
        """The documents with one text, where they are several, sorted by id."""
        import pyoxigraph

        text, group = "", list[str]()
        # The database gives what has one predicate in the order of its objects: documents of one text follow each other.
        for quad in self._database.quads_for_pattern(None, pyoxigraph.NamedNode(DIGEST), None, pyoxigraph.DefaultGraph()):
            value, name = str(quad.object), quad.subject
            if value != text:
                if len(group) > 1:
                    yield sorted(group, key=identifier_of)
                text, group = value, []
            if isinstance(name, pyoxigraph.NamedNode):
                group.append(name.value)
        if len(group) > 1:
            yield sorted(group, key=identifier_of)

    def _points_to(self, name: str) -> str | None:
        import pyoxigraph

        node, pointing = pyoxigraph.NamedNode(name), pyoxigraph.NamedNode(SAME_TEXT)
        found = self._database.quads_for_pattern(node, pointing, None, node)
        return next((quad.object.value for quad in found if isinstance(quad.object, pyoxigraph.NamedNode)), None)

    def _emptied(self, name: str, original: str) -> tuple[Quad, ...]:
        """What is left of a document whose statements another has."""
        from ztgraph.store.graphs import graph_quads

        own = (quad for quad in graph_quads(self._database, name) if quad.subject == name and quad.predicate not in (MENTIONS, SAME_TEXT))
        return sorted_quads([*own, Quad(name, SAME_TEXT, original, name)])


def _and_more(count: int) -> str:
    return f", and {count} more" if count else ""
