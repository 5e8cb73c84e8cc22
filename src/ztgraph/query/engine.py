"""Running a query: the gate first, then a child process with a deadline, bounded memory and nothing to reach out with."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ztgraph.errors import QueryError
from ztgraph.graph.terms import Literal, Quad, Term, sorted_quads, term_key
from ztgraph.limits import DEFAULT_LIMITS, Limits
from ztgraph.query.byname import by_name
from ztgraph.query.catalog import bind, bind_named, load_query
from ztgraph.query.gate import check_query, is_ordered, names_graphs
from ztgraph.query.results import Result
from ztgraph.query.session import Engine, Session, too_much_memory
from ztgraph.store.layout import is_store

if TYPE_CHECKING:
    from ztgraph.query.session import Source

_PLACE = re.compile(r"error at (\d+):(\d+): ")
_EXPECTED = re.compile(r'"(?:[^"\\]|\\.)+"|\b[A-Z]{2,}\b')
_CLASSES = re.compile(r"\['.*?\]", re.DOTALL)


def _expectation(message: str) -> str:
    """What the parser says it expected, without its classes of characters."""
    expected = _EXPECTED.findall(_CLASSES.sub("", message))
    return f"expected one of {' '.join(expected)}" if message.startswith("expected one of") and expected else " ".join(message.split())


def _raise(answer: Mapping[str, Any]) -> None:
    """Turn the child's error into ours."""
    kind, message = answer["error"], answer["message"]
    if kind == "memory":
        raise too_much_memory()
    if kind == "size":
        raise QueryError(f"the answer has {message}", remedy="add LIMIT")
    found = _PLACE.match(message)
    if kind == "syntax" and found is not None:
        raise QueryError(f"syntax error: {_expectation(message[found.end() :])}", place=f"line {found[1]}, column {found[2]}")
    raise QueryError(" ".join(message.split()))


def _term(value: list[str] | str | None) -> Term | None:
    return Literal(*value) if isinstance(value, list) else value


def _row_key(row: Sequence[Term | None]) -> list[tuple[str, str, str]]:
    return [("", "", "") if term is None else term_key(term) for term in row]


def _result(answer: Mapping[str, Any], text: str) -> Result:
    if answer["kind"] == "ask":
        return Result("ask", truth=answer["truth"])
    rows = [tuple(_term(value) for value in row) for row in answer["rows"]]
    if answer["kind"] == "graph":
        return Result("graph", quads=sorted_quads(Quad(str(s), str(p), o) for s, p, o in rows if o is not None))
    return Result("select", tuple(answer["variables"]), tuple(rows if is_ordered(text) else sorted(rows, key=_row_key)))


def ask(
    session: Session,
    text: str,
    params: Mapping[str, str] | None = None,
    *,
    base: str | None = None,
    default: Sequence[str] | None = None,
    named: Sequence[str] | None = None,
    seconds: float | None = None,
) -> Result:
    """Run a query in a session that is kept for more. As ``run_query``, with a dataset and a base as ``Session.ask`` has them."""
    bound = bind(text, params or {})
    check_query(bound, session.limits)
    return answer_of(session.ask(bound, base=base, default=default, named=named, seconds=seconds), bound)


def answer_of(answer: Mapping[str, Any], text: str) -> Result:
    """What a session answered to the query ``text``, as a result. Raises QueryError where it answered with an error."""
    if "error" in answer:
        _raise(answer)
    return _result(answer, text)


def run_query(
    source: Source,
    text: str,
    params: Mapping[str, str] | None = None,
    limits: Limits = DEFAULT_LIMITS,
    *,
    engine: Engine = "auto",
) -> Result:
    """Run a SPARQL query (SELECT, ASK, CONSTRUCT, DESCRIBE) over a graph file, a store, quads in memory or an rdflib graph.

    Named graphs are merged into the default graph, and are there under their names too where the query says GRAPH. ``params`` bind the
    ``VALUES ?name { UNDEF }`` lines of a library query. Rows come in the query's order, or sorted where it has none. ``engine`` is
    ``pyoxigraph`` or ``rdflib``; ``auto`` takes the first that is installed. Raises QueryError (refused, wrong, late, too large) or
    GraphError (the graph cannot be read).
    """
    bound = bind(text, params or {})
    check_query(bound, limits)
    with Session(source, named=names_graphs(text), limits=limits, engine=engine) as session:
        if isinstance(source, Path) and is_store(source):
            bound = by_name(bound, lambda own: answer_of(session.ask(own), own))
        return answer_of(session.ask(bound), bound)


def run_named(
    source: Source,
    name: str,
    params: Mapping[str, str] | None = None,
    limits: Limits = DEFAULT_LIMITS,
    *,
    engine: Engine = "auto",
) -> Result:
    """Ask a question of the library by its name. Raises QueryError (no such question, a parameter is missing) and as ``run_query``."""
    return run_query(source, bind_named(load_query(name), params or {}), None, limits, engine=engine)
