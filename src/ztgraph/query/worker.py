"""The child process that runs queries: a head line and a graph on stdin, then a query a line; answers on stdout, all lines JSON.

It is run as a file, not as a module of its package, so that it starts in a tenth of a second. It bounds its memory before it reads the
graph, and once that is loaded it may open no further descriptor, so that neither a file nor a socket can be reached whatever the engine
is asked to do. Its own alarm ends it should a query take too long and nobody be there to kill it.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from collections.abc import Iterator
from typing import Any

import pyoxigraph

FLAT = ("TURTLE", "N_TRIPLES", "RDF_XML")  # syntaxes without named graphs


def _bound(memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _close_doors() -> None:
    """From here on no descriptor can be opened: no file, no socket."""
    lowest = os.open(os.devnull, os.O_RDONLY)
    os.close(lowest)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, lowest))


def _quads(data: bytes, syntax: str, named: bool) -> Iterator[pyoxigraph.Quad]:
    """Every triple in the default graph, and in its own graph too where the query asks for graphs."""
    for quad in pyoxigraph.parse(data, format=getattr(pyoxigraph.RdfFormat, syntax)):
        yield pyoxigraph.Quad(quad.subject, quad.predicate, quad.object)
        if named:
            yield quad


def _load(data: bytes, syntax: str, named: bool) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    if syntax in FLAT:
        store.bulk_load(data, format=getattr(pyoxigraph.RdfFormat, syntax))
    else:
        store.bulk_extend(_quads(data, syntax, named))
    return store


def _term(term: object) -> list[str] | str | None:
    """A term as JSON: an address or ``_:name`` as a string, a literal as value, datatype, language."""
    if term is None:
        return None
    if isinstance(term, pyoxigraph.Literal):
        return [term.value, term.datatype.value, term.language or ""]
    if isinstance(term, pyoxigraph.NamedNode):
        return term.value
    if isinstance(term, pyoxigraph.Triple):
        return [str(term), "http://www.w3.org/2001/XMLSchema#string", ""]
    return str(term)


def _take(answers: Any, most: int) -> Iterator[Any]:
    for number, answer in enumerate(answers):
        if number >= most:
            raise OverflowError
        yield answer


def _answer(result: object, most: int) -> dict[str, Any]:
    if isinstance(result, pyoxigraph.QueryBoolean):
        return {"kind": "ask", "truth": bool(result)}
    if isinstance(result, pyoxigraph.QuerySolutions):
        names = [variable.value for variable in result.variables]
        width = range(len(names))
        return {"kind": "select", "variables": names, "rows": [[_term(row[i]) for i in width] for row in _take(result, most)]}
    triples = [[_term(t.subject), _term(t.predicate), _term(t.object)] for t in _take(result, most)]
    return {"kind": "graph", "rows": triples}


def _query(store: pyoxigraph.Store, text: str, most: int) -> dict[str, Any]:
    """The answer to one query, or ``{"error": kind, "message": text}``."""
    try:
        return _answer(store.query(text), most)
    except SyntaxError as error:
        return {"error": "syntax", "message": str(error)}
    except OverflowError:
        return {"error": "rows", "message": f"more than {most} rows"}
    except MemoryError:
        return {"error": "memory", "message": "out of memory"}
    except (ValueError, OSError, RuntimeError) as error:
        return {"error": "evaluation", "message": str(error)}


def _open(head: dict[str, Any]) -> pyoxigraph.Store | dict[str, Any]:
    """The store with the graph, or why there is none."""
    try:
        if head["path"] is None:
            data = sys.stdin.buffer.read(head["bytes"])
        else:
            with open(head["path"], "rb") as file:  # noqa: PTH123 - pathlib would be imported for this alone
                data = file.read()
        return _load(data, head["syntax"], head["named"])
    except MemoryError:
        return {"error": "memory", "message": "out of memory"}
    except OSError as error:
        return {"error": "graph", "message": f"cannot read: {error.strerror or error}"}
    except (SyntaxError, ValueError) as error:
        return {"error": "graph", "message": str(error)}


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer, ensure_ascii=True) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Take the head line and the graph, say whether it is loaded, then answer one query a line until there are no more."""
    head = json.loads(sys.stdin.buffer.readline())
    _bound(head["memory"])
    store = _open(head)
    if isinstance(store, dict):
        _say(store)
        return
    _close_doors()
    _say({"ready": len(store)})
    for line in sys.stdin.buffer:
        request = json.loads(line)
        signal.alarm(request["seconds"])  # ends the process even inside the engine, and where the parent has gone
        answer = _query(store, request["query"], request["rows"])
        signal.alarm(0)
        _say(answer)


if __name__ == "__main__":
    main()
