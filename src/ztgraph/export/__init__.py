"""Exports: one writer a module, found by name or by the suffix of a file, imported when used.

Every writer is a pure function from the quads of a graph to text: the same graph gives the same bytes under every hash seed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from ztgraph.errors import UsageError
from ztgraph.files import write_atomic
from ztgraph.graph.terms import Quad, without_collector


@dataclass(frozen=True, slots=True)
class Format:
    """One export: its suffixes (the first is the usual one), media type, and the module and function that write it."""

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    module: str
    function: str
    description: str

    def writer(self) -> Callable[[Sequence[Quad]], str]:
        """The function that writes it, imported now."""
        function: Callable[[Sequence[Quad]], str] = getattr(import_module(f"ztgraph.export.{self.module}"), self.function)
        return function


_FORMATS = (
    Format("turtle", (".ttl",), "text/turtle", "turtle", "write_turtle", "Turtle: the whole graph, readable"),
    Format("trig", (".trig",), "application/trig", "trig", "write_trig", "TriG: one named graph a document"),
    Format("nquads", (".nq",), "application/n-quads", "nquads", "write_nquads", "N-Quads: one line a quad"),
    Format("ntriples", (".nt",), "application/n-triples", "ntriples", "write_ntriples", "N-Triples: one line a triple"),
    Format("jsonld", (".jsonld",), "application/ld+json", "jsonld", "write_jsonld", "JSON-LD 1.1 with its context inside"),
    Format("rdfxml", (".rdf", ".xml"), "application/rdf+xml", "rdfxml", "write_rdfxml", "RDF/XML for older tools"),
    Format(
        "graphml",
        (".graphml",),
        "application/graphml+xml",
        "graphml",
        "write_graphml",
        "GraphML: actors and statements for yEd, Gephi, networkx",
    ),
    Format("gexf", (".gexf",), "application/gexf+xml", "gexf", "write_gexf", "GEXF 1.3 with dates as dynamics, for Gephi"),
    Format("gephi-nodes", (".nodes.csv",), "text/csv", "tables", "write_gephi_nodes", "CSV of nodes for Gephi"),
    Format("gephi-edges", (".edges.csv",), "text/csv", "tables", "write_gephi_edges", "CSV of edges for Gephi"),
    Format("neo4j-nodes", (".neo4j-nodes.csv",), "text/csv", "tables", "write_neo4j_nodes", "CSV of nodes for neo4j-admin import"),
    Format("neo4j-edges", (".neo4j-edges.csv",), "text/csv", "tables", "write_neo4j_edges", "CSV of relationships for neo4j-admin import"),
    Format("ftm", (".ftm.json",), "application/json+ftm", "ftm", "write_ftm", "FollowTheMoney entities, one JSON object a line"),
    Format(
        "webannotation",
        (".anno.jsonld",),
        "application/ld+json",
        "webannotation",
        "write_webannotation",
        "W3C Web Annotations, one a statement",
    ),
    Format("markdown", (".md",), "text/markdown", "markdown", "write_markdown", "A report with citations, in Markdown"),
    Format(
        "quickstatements",
        (".qs.tsv",),
        "text/tab-separated-values",
        "quickstatements",
        "write_quickstatements",
        "QuickStatements for actors with a Wikidata id",
    ),
)

WRITERS: dict[str, Format] = {each.name: each for each in _FORMATS}


def find_format(name: str) -> Format:
    """The format called ``name``. Raises UsageError naming those there are."""
    found = WRITERS.get(name.lower())
    if found is None:
        raise UsageError(f"no export is called {name!r}", remedy=f"choose one of {', '.join(sorted(WRITERS))}")
    return found


def format_of_path(path: Path) -> Format:
    """The format that a file's name asks for; the longest suffix wins. Raises UsageError where none fits."""
    fitting = [(suffix, each) for each in _FORMATS for suffix in each.suffixes if path.name.lower().endswith(suffix)]
    if not fitting:
        raise UsageError("no export has this suffix", place=str(path), remedy=f"name a format: {', '.join(sorted(WRITERS))}")
    return max(fitting, key=lambda pair: len(pair[0]))[1]


def export(quads: Sequence[Quad], name: str) -> str:
    """The graph in the format called ``name``. Raises UsageError (no such format) or GraphError (a term that it cannot hold)."""
    writer = find_format(name).writer()
    with without_collector():
        return writer(quads)


def export_file(quads: Sequence[Quad], path: Path, name: str | None = None) -> Format:
    """Write the graph to ``path`` in the format ``name``, or in the one that its suffix asks for, whole or not at all."""
    chosen = format_of_path(path) if name is None else find_format(name)
    write_atomic(path, export(quads, chosen.name))
    return chosen
