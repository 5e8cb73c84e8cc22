"""What a command is given as GRAPH: a graph file, a built folder, a store, documents, or nothing, which is the built-in graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ztgraph.cli.reading import Reading
from ztgraph.cli.work import Run, load
from ztgraph.errors import GraphError

if TYPE_CHECKING:
    from ztgraph.graph.terms import Quad
    from ztgraph.model import Extraction

DATASET = "graph.nq"
"""The file of a built folder that holds everything and is read fastest."""
BUILT_IN = Path("exports") / DATASET


def graph_file(argument: str) -> Path | None:
    """The graph file that ``argument`` names, itself or as a built folder; None where it names documents."""
    from ztgraph.graph.load import format_of
    from ztgraph.store.layout import is_store

    path = Path(argument)
    if path.is_dir():
        if is_store(path):
            return path
        return path / DATASET if (path / DATASET).is_file() else None
    try:
        format_of(path)
    except GraphError:
        return None
    return path


def require_graph_file(argument: str) -> Path:
    """The graph file that ``argument`` names. Raises GraphError where it names none that exists."""
    path = graph_file(argument)
    if path is None or not path.exists():
        missing = not Path(argument).exists()
        raise GraphError(
            "no such file or folder" if missing else "not a graph: neither a graph file by its name nor a folder that ztgraph build wrote",
            place=argument,
            remedy="build one with: ztgraph build INPUT... -o DIR",
        )
    return path


def built_in_quads() -> tuple[Quad, ...]:
    """The quads of the built-in graph: ``exports/`` of the working folder, or else built here from the seeds of the package."""
    from ztgraph.graph.build import build_quads
    from ztgraph.graph.load import read_quads
    from ztgraph.resources import resource

    if BUILT_IN.is_file():
        return read_quads(BUILT_IN)
    rules = load(None)
    return build_quads(list(Run([str(resource("seeds"))]).extractions(rules)), rules.relations, actors=rules.actors)


def graph_quads(argument: str | None) -> tuple[Quad, ...]:
    """The quads of a graph file or built folder, or of the built-in graph. Raises GraphError."""
    return built_in_quads() if argument is None else quads_at(require_graph_file(argument))


def quads_at(path: Path) -> tuple[Quad, ...]:
    """The quads of a graph file or a store. Raises GraphError."""
    from ztgraph.graph.load import read_quads
    from ztgraph.store.layout import is_store
    from ztgraph.store.store import store_quads

    return store_quads(path) if is_store(path) else read_quads(path)


def extractions_at(path: Path) -> tuple[Extraction, ...]:
    """The extractions of a graph file or a store. Raises GraphError."""
    from ztgraph.graph.load import extractions_of, load_extractions
    from ztgraph.store.layout import is_store
    from ztgraph.store.store import store_quads

    return extractions_of(store_quads(path)) if is_store(path) else load_extractions(path)


def extractions_of_argument(argument: str, extra_rules: Path | None, reading: Reading | None = None) -> tuple[Extraction, ...]:
    """The extractions of a graph, or what the engine finds in documents. Raises GraphError, ReadError, RulesError."""
    path = graph_file(argument)
    if path is not None:
        return extractions_at(path)
    run = Run([argument], reading or Reading())
    found = tuple(run.extractions(load(extra_rules)))
    run.require_one()
    return found
