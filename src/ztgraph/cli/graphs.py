"""What a command is given as GRAPH: a graph file, a folder that ``ztgraph build`` wrote, documents, or nothing (the built-in graph)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

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

    path = Path(argument)
    if path.is_dir():
        return path / DATASET if (path / DATASET).is_file() else None
    try:
        format_of(path)
    except GraphError:
        return None
    return path


def require_graph_file(argument: str) -> Path:
    """The graph file that ``argument`` names. Raises GraphError where it names none that exists."""
    path = graph_file(argument)
    if path is None or not path.is_file():
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
    from ztgraph.graph.load import read_quads

    return built_in_quads() if argument is None else read_quads(require_graph_file(argument))


def extractions_of_argument(argument: str, extra_rules: Path | None, encoding: str | None = None) -> tuple[Extraction, ...]:
    """The extractions of a graph, or what the engine finds in documents. Raises GraphError, ReadError, RulesError."""
    from ztgraph.graph.load import load_extractions

    path = graph_file(argument)
    if path is not None:
        return load_extractions(path)
    run = Run([argument], encoding)
    found = tuple(run.extractions(load(extra_rules)))
    run.require_one()
    return found
