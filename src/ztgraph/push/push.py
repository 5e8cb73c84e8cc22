"""Sending the graphs of a dataset one after the other, and knowing which of them a server has already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ztgraph.errors import GraphError, WriteError
from ztgraph.export.ntriples import write_ntriples
from ztgraph.graph.load import read_quads
from ztgraph.graph.terms import Quad, flattened
from ztgraph.identity import digest
from ztgraph.push.state import State
from ztgraph.push.targets import Target
from ztgraph.store.layout import current_snapshot, is_store

Graphs = Iterator[tuple[str, Sequence[Quad]]]


@dataclass(slots=True)
class Pushed:
    """What a push did: graphs sent, passed over because the server has them, deleted there, and how some failed."""

    sent: int = 0
    passed: int = 0
    deleted: int = 0
    failed: list[str] = field(default_factory=list)


def named_graphs(source: Path | Sequence[Quad]) -> Graphs:
    """The named graphs of a graph file, a store or quads, sorted by name. Raises GraphError where there is a triple outside them."""
    if isinstance(source, Path) and is_store(source):
        import pyoxigraph

        from ztgraph.store.graphs import graph_names, graph_quads

        database = pyoxigraph.Store.read_only(str(current_snapshot(source)))
        for name in sorted(graph_names(database)):
            yield name, graph_quads(database, name)
        return
    by_graph: dict[str, list[Quad]] = defaultdict(list)
    for quad in read_quads(source) if isinstance(source, Path) else source:
        by_graph[quad.graph].append(quad)
    if "" in by_graph:
        raise GraphError(
            "triples that stand in no named graph cannot be sent document by document",
            place=str(source) if isinstance(source, Path) else "graph",
            remedy="push graph.nq, graph.trig, a built folder or a store, which keep a graph for each document",
        )
    for name in sorted(by_graph):
        yield name, by_graph[name]


def push(
    source: Path | Sequence[Quad],
    target: Target,
    state: State,
    *,
    again: bool = False,
    prune: bool = False,
    verify: bool = False,
    report: Callable[[str], None] = lambda text: None,
) -> Pushed:
    """Send what the server does not have yet, each graph on its own; a graph that fails does not keep the others back.

    ``again`` sends everything; ``prune`` deletes graphs there that an earlier push sent and ``source`` has no more; ``verify`` reads
    each graph back and compares. ``report`` is told of each. Raises GraphError for the source, WriteError where the server is gone.
    """
    done = Pushed()
    seen: set[str] = set()
    for graph, quads in named_graphs(source):
        seen.add(graph)
        value = digest("graph", write_ntriples(quads), length=32)
        if not again and state.known.get(graph) == value:
            done.passed += 1
            continue
        try:
            target.replace(graph, quads)
            if verify:
                _compare(graph, flattened(quads), target.read(graph))
        except WriteError as error:
            if "cannot be reached" in error.message:
                raise
            done.failed.append(f"{graph}: {error.message}")
            report(f"failed: {done.failed[-1]}")
            continue
        state.record(graph, value)
        done.sent += 1
        report(f"sent {graph}: {len(quads)} triples")
    for graph in sorted(set(state.known) - seen) if prune else ():
        target.delete(graph)
        state.record(graph, None)
        done.deleted += 1
        report(f"deleted {graph}")
    return done


def _compare(graph: str, sent: Sequence[Quad], found: Sequence[Quad]) -> None:
    """Raises WriteError where the server has other triples than were sent."""
    missing, more = set(sent) - set(found), set(found) - set(sent)
    if missing or more:
        example = min(missing or more)
        raise WriteError(
            f"the server does not have what was sent: {len(missing)} triples are missing and {len(more)} are others, "
            f"such as {example.predicate} of {example.subject}"
        )
