"""Queries by rdflib, inside the child process: the fallback where pyoxigraph is not there, and the second opinion of the tests.

Loaded by path; imports nothing of ztgraph. rdflib would fetch what FROM and LOAD name: that is switched off, and there is no network.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

import rdflib
from pyparsing.exceptions import ParseException
from rdflib.plugins import sparql
from rdflib.plugins.sparql import prepareQuery

STRING = "http://www.w3.org/2001/XMLSchema#string"
_PARSERS = {
    "TURTLE": "turtle", "TRIG": "trig", "N_QUADS": "nquads", "N_TRIPLES": "nt", "RDF_XML": "xml", "JSON_LD": "json-ld",
}  # fmt: skip
_WARM = 'SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o FILTER(REGEX(STR(?s), "x") || EXISTS { ?s ?p "x" }) } GROUP BY ?s ORDER BY ?s'

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)  # nobody reads a child's standard error while it runs, and a full pipe would stop it
rdflib.NORMALIZE_LITERALS = False
sparql.SPARQL_LOAD_GRAPHS = False
sparql.SPARQL_DEFAULT_GRAPH_UNION = True


class Graph:
    """A dataset whose default graph is the union of its named graphs."""

    def __init__(self, dataset: rdflib.Dataset) -> None:
        self.dataset = dataset
        self.answer(
            {"query": _WARM, "base": None, "default": None, "named": None, "rows": 10**6, "bytes": 10**9}
        )  # loads what is loaded late

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer as JSON. Raises SyntaxError, OverflowError (too large) and what the engine raises."""
        try:
            prepared = prepareQuery(request["query"], base=request["base"])
        except ParseException as error:
            raise SyntaxError(f"error at {error.lineno}:{error.column}: {error.msg}") from error
        except Exception as error:  # rdflib raises plain exceptions for unknown prefixes and the like
            raise SyntaxError(str(error)) from error
        result = self._dataset(request["default"], request["named"]).query(prepared)
        if result.type == "ASK":
            return {"kind": "ask", "truth": bool(result.askAnswer)}
        most, size = request["rows"], request["bytes"]
        if result.type == "SELECT":
            names = [str(name) for name in result.vars or ()]
            return {"kind": "select", "variables": names, "rows": _bounded(_rows(result), most, size)}
        return {"kind": "graph", "rows": _bounded(_rows(result), most, size)}

    def _dataset(self, default: list[str] | None, named: list[str] | None) -> rdflib.Dataset:
        """The dataset of a query: this one, or one of the graphs that the request names."""
        if default is None and named is None:
            return self.dataset
        made = rdflib.Dataset(default_union=False)
        for name in default or ():
            for triple in self.dataset.graph(rdflib.URIRef(name)):
                made.default_graph.add(triple)
        for name in named or ():
            graph = made.graph(rdflib.URIRef(name))
            for triple in self.dataset.graph(rdflib.URIRef(name)):
                graph.add(triple)
        return made


def _rows(result: Iterable[Any]) -> Iterator[list[Any]]:
    return ([_term(value) for value in row] for row in result)


def _bounded(rows: Iterable[list[Any]], most: int, size: int) -> list[list[Any]]:
    """The rows. Raises OverflowError where they are more than ``most`` or hold more than ``size`` characters."""
    found: list[list[Any]] = []
    total = 0
    for row in rows:
        if len(found) >= most:
            raise OverflowError(f"more than {most} rows")
        total += sum(len(value) if isinstance(value, str) else len(value[0]) for value in row if value is not None)
        if total > size:
            raise OverflowError(f"more than {size} characters")
        found.append(row)
    return found


def _term(term: object) -> list[str] | str | None:
    """A term as JSON: an address or ``_:name`` as a string, a literal as value, datatype, language."""
    if term is None:
        return None
    if isinstance(term, rdflib.Literal):
        kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString" if term.language else str(term.datatype or STRING)
        return [str(term), kind, term.language or ""]
    return f"_:{term}" if isinstance(term, rdflib.BNode) else str(term)


def load(data: bytes, syntax: str, named: bool) -> Graph:
    """A graph in memory; its union has each triple once, so ``named`` makes no difference. Raises SyntaxError."""
    dataset = rdflib.Dataset(default_union=True)
    try:
        dataset.parse(data=data, format=_PARSERS[syntax])
    except Exception as error:  # each of its parsers has errors of its own
        raise SyntaxError(re.sub(r"\s+", " ", str(error))[:300]) from error
    return Graph(dataset)


def open_store(path: str) -> Graph:
    """Raises ValueError: a store on disk is read by pyoxigraph alone."""
    raise ValueError("a store on disk needs pyoxigraph")
