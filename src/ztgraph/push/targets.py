"""The two ways to bring a graph to a server: the Graph Store Protocol, and SPARQL Update."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol
from urllib.parse import quote, urlencode

from ztgraph.errors import GraphError, WriteError
from ztgraph.export.ntriples import write_ntriples
from ztgraph.graph.load import parse_quads
from ztgraph.graph.terms import Quad, flattened, ntriples_term
from ztgraph.push.client import Connection, Credentials, Reply

__all__ = ["Credentials", "GraphStore", "Target", "UpdateEndpoint"]

LINES = 400  # triples of one update; some servers compile an update as a whole and refuse a long one
CHARACTERS = 500_000  # of one update
NTRIPLES = "application/n-triples"


class Target(Protocol):
    """A server that graphs are sent to."""

    def replace(self, graph: str, quads: Sequence[Quad]) -> None:
        """Make the named graph hold just these triples. Raises WriteError."""

    def delete(self, graph: str) -> None:
        """Make the server forget the named graph; no error where it does not have it. Raises WriteError."""

    def read(self, graph: str) -> tuple[Quad, ...]:
        """The triples of the named graph as the server has them. Raises WriteError."""

    def close(self) -> None:
        """End the connection."""


def _need(reply: Reply, place: str, graph: str, *also: int) -> None:
    if not reply.good and reply.status not in also:
        remedy = "set ZTGRAPH_PUSH_USER and ZTGRAPH_PUSH_PASSWORD, or ZTGRAPH_PUSH_TOKEN" if reply.status in (401, 403) else None
        raise WriteError(f"the server refused {graph}: {reply.explanation}", place=place, remedy=remedy)


def _parsed(reply: Reply, place: str) -> tuple[Quad, ...]:
    """The triples of an answer in N-Triples or Turtle."""
    kind = reply.headers.get_content_type()
    try:
        return flattened(parse_quads(reply.body, "N_TRIPLES" if kind in (NTRIPLES, "text/plain") else "TURTLE", place=place))
    except GraphError as error:
        raise WriteError(f"the server answered with what is no graph: {error.message}", place=place) from error


class GraphStore:
    """A server by the SPARQL 1.1 Graph Store Protocol: a graph is one PUT, which takes place whole or not at all."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _path(self, graph: str) -> str:
        return self._connection.path(f"graph={quote(graph, safe='')}")

    def replace(self, graph: str, quads: Sequence[Quad]) -> None:
        """Make the named graph hold just these triples. Raises WriteError."""
        body = write_ntriples(quads).encode("utf-8")
        _need(self._connection.send("PUT", self._path(graph), body, Content_Type=NTRIPLES), self._connection.url, graph)

    def delete(self, graph: str) -> None:
        """Make the server forget the named graph. Raises WriteError."""
        _need(self._connection.send("DELETE", self._path(graph)), self._connection.url, graph, 404)

    def read(self, graph: str) -> tuple[Quad, ...]:
        """The triples of the named graph. Raises WriteError."""
        reply = self._connection.send("GET", self._path(graph), Accept=f"{NTRIPLES}, text/turtle;q=0.5")
        if reply.status == 404:
            return ()
        _need(reply, self._connection.url, graph)
        return _parsed(reply, self._connection.url)

    def close(self) -> None:
        """End the connection."""
        self._connection.close()


def _updates(graph: str, quads: Sequence[Quad]) -> Iterator[str]:
    """Updates that empty a graph and fill it again, none of them too long for a server."""
    name = ntriples_term(graph)
    yield f"DROP SILENT GRAPH {name}"
    lines = write_ntriples(quads).splitlines(keepends=True)
    part: list[str] = []
    size = 0
    for line in lines:
        if part and (len(part) >= LINES or size + len(line) > CHARACTERS):
            yield f"INSERT DATA {{ GRAPH {name} {{\n{''.join(part)}}} }}"
            part, size = [], 0
        part.append(line)
        size += len(line)
    if part:
        yield f"INSERT DATA {{ GRAPH {name} {{\n{''.join(part)}}} }}"


class UpdateEndpoint:
    """A server by SPARQL 1.1 Update: a graph is emptied and filled in steps; a break leaves it in part until it is sent again."""

    def __init__(self, connection: Connection, query: Connection | None = None, *, form: bool = False) -> None:
        """``query`` is the server's endpoint for queries, which only reading needs; ``form`` sends updates as a form's field."""
        self._connection, self._query, self._form = connection, query, form

    def _update(self, text: str, graph: str) -> None:
        if self._form:
            body, kind = urlencode({"update": text}).encode("ascii"), "application/x-www-form-urlencoded"
        else:
            body, kind = text.encode("utf-8"), "application/sparql-update"
        _need(self._connection.send("POST", self._connection.path(), body, Content_Type=kind), self._connection.url, graph)

    def replace(self, graph: str, quads: Sequence[Quad]) -> None:
        """Make the named graph hold just these triples. Raises WriteError."""
        for text in _updates(graph, quads):
            self._update(text, graph)

    def delete(self, graph: str) -> None:
        """Make the server forget the named graph. Raises WriteError."""
        self._update(f"DROP SILENT GRAPH {ntriples_term(graph)}", graph)

    def read(self, graph: str) -> tuple[Quad, ...]:
        """The triples of the named graph. Raises WriteError."""
        if self._query is None:
            raise WriteError("the server's address for queries is not known", place=self._connection.url, remedy="give it with --query-url")
        text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {ntriples_term(graph)} {{ ?s ?p ?o }} }}"
        body = urlencode({"query": text}).encode("ascii")
        kind, accept = "application/x-www-form-urlencoded", f"{NTRIPLES}, text/turtle;q=0.5"
        reply = self._query.send("POST", self._query.path(), body, Content_Type=kind, Accept=accept)
        _need(reply, self._query.url, graph)
        return _parsed(reply, self._query.url)

    def close(self) -> None:
        """End the connections."""
        self._connection.close()
        if self._query is not None:
            self._query.close()
