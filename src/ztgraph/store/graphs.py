"""Replacing named graphs in an Oxigraph database in one transaction, its default graph always the union of all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypeAlias

import pyoxigraph

from ztgraph.graph.load import quads_from
from ztgraph.graph.terms import Literal, Quad, Term, ntriples_term

Triple: TypeAlias = tuple[str, str, Term]


def graph_quads(database: pyoxigraph.Store, graph: str) -> list[Quad]:
    """The quads of one named graph."""
    return list(quads_from(database.quads_for_pattern(None, None, None, pyoxigraph.NamedNode(graph))))


def graph_names(database: pyoxigraph.Store) -> Iterator[str]:
    """The names of the named graphs, in no order."""
    for name in database.named_graphs():
        if isinstance(name, pyoxigraph.NamedNode):
            yield name.value


def _term(term: Term) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal:
    if isinstance(term, Literal):
        if term.language:
            return pyoxigraph.Literal(term.value, language=term.language)
        return pyoxigraph.Literal(term.value, datatype=pyoxigraph.NamedNode(term.datatype))
    return pyoxigraph.BlankNode(term[2:]) if term.startswith("_:") else pyoxigraph.NamedNode(term)


def _subject(name: str) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode:
    return pyoxigraph.BlankNode(name[2:]) if name.startswith("_:") else pyoxigraph.NamedNode(name)


def _stands_elsewhere(database: pyoxigraph.Store, triple: Triple, changed: Collection[str]) -> bool:
    """Whether a named graph other than those that change holds the triple."""
    subject, predicate, value = triple
    for quad in database.quads_for_pattern(_subject(subject), pyoxigraph.NamedNode(predicate), _term(value), None):
        graph = quad.graph_name
        if isinstance(graph, pyoxigraph.NamedNode) and graph.value not in changed:
            return True
    return False


def _block(quads: Iterable[Quad]) -> str:
    """The body of INSERT DATA or DELETE DATA."""
    by_graph: dict[str, list[str]] = {}
    for s, p, o, g in quads:
        by_graph.setdefault(g, []).append(f"{ntriples_term(s)} {ntriples_term(p)} {ntriples_term(o)} .")
    parts = ("\n".join(lines) if not g else f"GRAPH {ntriples_term(g)} {{\n" + "\n".join(lines) + "\n}" for g, lines in by_graph.items())
    return "\n".join(parts)


def replace_graphs(database: pyoxigraph.Store, graphs: Mapping[str, Collection[Quad]]) -> bool:
    """Make the named graphs hold just these quads, an empty one vanishing; all of it or nothing. Whether anything changed.

    No blank nodes: ztgraph writes none. Raises OSError where the database cannot be written.
    """
    removed: list[Quad] = []
    added: list[Quad] = []
    for graph, quads in graphs.items():
        old, new = set(graph_quads(database, graph)), set(quads)
        removed += old - new
        added += new - old
    if not removed and not added:
        return False
    kept = {(quad.subject, quad.predicate, quad.object) for quads in graphs.values() for quad in quads}
    gone = {(quad.subject, quad.predicate, quad.object) for quad in removed} - kept
    removed += [Quad(*triple) for triple in gone if not _stands_elsewhere(database, triple, graphs)]
    added += [Quad(*triple) for triple in {(quad.subject, quad.predicate, quad.object) for quad in added}]
    if not removed:
        database.extend(
            pyoxigraph.Quad(_subject(s), pyoxigraph.NamedNode(p), _term(o), pyoxigraph.NamedNode(g) if g else pyoxigraph.DefaultGraph())
            for s, p, o, g in added
        )
        return True
    parts = [f"DELETE DATA {{\n{_block(removed)}\n}}"]
    parts += [f"INSERT DATA {{\n{_block(added)}\n}}"] if added else []
    parts += [f"DROP SILENT GRAPH {ntriples_term(graph)}" for graph, quads in graphs.items() if not quads]
    database.update(" ;\n".join(parts))
    return True
