"""Queries by pyoxigraph, inside the child process: loaded by path, imports nothing of ztgraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph

FLAT = ("TURTLE", "N_TRIPLES", "RDF_XML")  # syntaxes without named graphs
STRING = "http://www.w3.org/2001/XMLSchema#string"


class Graph:
    """A store whose default graph is the union of its named graphs."""

    def __init__(self, store: pyoxigraph.Store) -> None:
        self.store = store
        self._merged: tuple[tuple[str, ...], pyoxigraph.Store] | None = None

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer as JSON. Raises SyntaxError, OverflowError (too large) and what the engine raises."""
        if request["default"] is None and request["named"] is None:
            result = self.store.query(request["query"], base_iri=request["base"])
        else:
            default, named = (sorted(set(request[name] or ())) for name in ("default", "named"))
            result = self._dataset(default, named, request)
        most, size = request["rows"], request["bytes"]
        if isinstance(result, pyoxigraph.QueryBoolean):
            return {"kind": "ask", "truth": bool(result)}
        if isinstance(result, pyoxigraph.QuerySolutions):
            names = [variable.value for variable in result.variables]
            width = range(len(names))
            rows = _bounded(([_term(row[i]) for i in width] for row in result), most, size)
            return {"kind": "select", "variables": names, "rows": rows}
        return {"kind": "graph", "rows": _bounded(([_term(t.subject), _term(t.predicate), _term(t.object)] for t in result), most, size)}

    def _dataset(self, default: list[str], named: list[str], request: dict[str, Any]) -> Any:
        """What the query finds in a dataset of the graphs that are named.

        The engine's own union of default graphs has a triple once for each graph that holds it, so several are merged here; the last
        dataset is kept, for such requests come in rows.
        """
        if len(default) < 2:
            given: dict[str, Any] = {"default_graph": _graphs(default), "named_graphs": _graphs(named)}
            return self.store.query(request["query"], base_iri=request["base"], **given)
        key = (*default, "", *named)
        if self._merged is None or self._merged[0] != key:
            self._merged = None  # the old one goes before the new one comes
            merged = pyoxigraph.Store()
            for name in _graphs(default):
                merged.extend(
                    pyoxigraph.Quad(q.subject, q.predicate, q.object) for q in self.store.quads_for_pattern(None, None, None, name)
                )
            for name in _graphs(named):
                merged.extend(self.store.quads_for_pattern(None, None, None, name))
            self._merged = key, merged
        return self._merged[1].query(request["query"], base_iri=request["base"])


def _graphs(names: Iterable[str]) -> list[pyoxigraph.NamedNode]:
    return [pyoxigraph.NamedNode(name) for name in names]


def _bounded(rows: Iterable[list[Any]], most: int, size: int) -> list[list[Any]]:
    """The rows. Raises OverflowError where they are more than ``most`` or hold more than ``size`` characters."""
    found: list[list[Any]] = []
    total = 0
    for row in rows:
        if len(found) >= most:
            raise OverflowError(f"more than {most} rows")
        for value in row:
            if value is not None:
                total += len(value) if isinstance(value, str) else len(value[0])
        if total > size:
            raise OverflowError(f"more than {size} characters")
        found.append(row)
    return found


def _term(term: object) -> list[str] | str | None:
    """A term as JSON: an address or ``_:name`` as a string, a literal as value, datatype, language."""
    if term is None:
        return None
    if isinstance(term, pyoxigraph.Literal):
        return [term.value, term.datatype.value, term.language or ""]
    if isinstance(term, pyoxigraph.NamedNode):
        return term.value
    if isinstance(term, pyoxigraph.Triple):
        return [str(term), STRING, ""]
    return str(term)


def _quads(data: bytes, syntax: str, named: bool) -> Iterator[pyoxigraph.Quad]:
    """Every triple in the default graph, and in its own graph too where the query asks for graphs."""
    for quad in pyoxigraph.parse(data, format=getattr(pyoxigraph.RdfFormat, syntax)):
        yield pyoxigraph.Quad(quad.subject, quad.predicate, quad.object)
        if named:
            yield quad


def load(data: bytes, syntax: str, named: bool) -> Graph:
    """A graph in memory. Raises SyntaxError."""
    store = pyoxigraph.Store()
    if syntax in FLAT:
        store.bulk_load(data, format=getattr(pyoxigraph.RdfFormat, syntax))
    else:
        store.bulk_extend(_quads(data, syntax, named))
    return Graph(store)


def open_store(path: str) -> Graph:
    """The snapshot of a store on disk, to read. Raises OSError or RuntimeError."""
    return Graph(pyoxigraph.Store.read_only(path))
