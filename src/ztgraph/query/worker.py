"""The child process that runs queries: a head line and a graph on stdin, then a query a line; answers on stdout, all lines JSON.

It is run as a file, not as a module of its package, so that it starts in a tenth of a second. Before it reads the graph it bounds its
memory and gives up sockets and programs; a graph in memory needs no file once it is loaded, so then it gives up opening descriptors too.
Its own alarm ends it should a query take too long and nobody be there to kill it.
"""

from __future__ import annotations

import importlib.util
import json
import os
import resource
import signal
import sys
from types import ModuleType
from typing import Any

_FOLDER = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 - pathlib would be imported for this alone


def _part(name: str) -> ModuleType:
    """A module of this folder, or of the one above, without the package round it."""
    spec = importlib.util.spec_from_file_location(f"ztgraph_{name.removeprefix('../')}", os.path.join(_FOLDER, f"{name}.py"))  # noqa: PTH118
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _engine(name: str) -> ModuleType:
    """The engine of that name; ``auto`` is pyoxigraph where it is installed, else rdflib."""
    if name == "rdflib":
        return _part("engine_rdflib")
    try:
        return _part("engine_oxigraph")
    except ModuleNotFoundError:
        if name != "auto":
            raise
        return _part("engine_rdflib")


def _open(head: dict[str, Any]) -> Any:
    """The graph ready to be asked, or why there is none."""
    engine = _engine(head["engine"])
    try:
        if head["store"]:
            return engine.open_store(head["path"])
        if head["path"] is None:
            data = sys.stdin.buffer.read(head["bytes"])
        else:
            with open(head["path"], "rb") as file:  # noqa: PTH123
                data = file.read()
        return engine.load(data, head["syntax"], head["named"])
    except MemoryError:
        return {"error": "memory", "message": "out of memory"}
    except OSError as error:
        return {"error": "graph", "message": f"cannot read: {error.strerror or error}"}
    except (SyntaxError, ValueError, RuntimeError) as error:
        return {"error": "graph", "message": str(error)}


def _query(graph: Any, request: dict[str, Any]) -> dict[str, Any]:
    """The answer to one query, or ``{"error": kind, "message": text}``."""
    try:
        answer: dict[str, Any] = graph.answer(request)
    except SyntaxError as error:
        return {"error": "syntax", "message": str(error)}
    except OverflowError as error:
        return {"error": "size", "message": str(error)}
    except (MemoryError, RecursionError) as error:
        return {"error": "memory" if isinstance(error, MemoryError) else "evaluation", "message": str(error) or "out of memory"}
    except (ValueError, OSError, RuntimeError, TypeError, AttributeError, NotImplementedError) as error:
        return {"error": "evaluation", "message": str(error)}
    return answer


def _say(answer: dict[str, Any]) -> None:
    answer["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # KiB on Linux
    sys.stdout.write(json.dumps(answer, ensure_ascii=True) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Take the head line and the graph, say whether it is loaded, then answer one query a line until there are no more."""
    fence = _part("../fence")
    head = json.loads(sys.stdin.buffer.readline())
    fence.bound_memory(head["memory"])
    fence.close_network()
    graph = _open(head)
    if isinstance(graph, dict):
        _say(graph)
        return
    if not head["store"]:
        fence.close_doors()
    _say({"ready": True})
    for line in sys.stdin.buffer:
        request = json.loads(line)
        signal.alarm(request["seconds"])  # ends the process even inside the engine, and where the parent has gone
        answer = _query(graph, request)
        signal.alarm(0)
        _say(answer)


if __name__ == "__main__":
    main()
