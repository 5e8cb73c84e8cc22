"""TriG: one block a named graph, which is one a document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ztgraph.export.prefixes import Compactor, names_of
from ztgraph.export.turtle import prefix_lines, subject_blocks
from ztgraph.graph.terms import Quad


def write_trig(quads: Sequence[Quad], prefixes: Mapping[str, str] | None = None) -> str:
    """The dataset as TriG. Raises GraphError where a term cannot be written."""
    compact = Compactor(names_of(quads).prefixes() if prefixes is None else prefixes)
    by_graph: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        by_graph[quad.graph].append(quad)
    parts = []
    for graph, of_graph in sorted(by_graph.items()):
        head, indent, foot = (f"\n{compact(graph)} {{\n", "    ", "}\n") if graph else ("\n", "", "")
        parts += [head, "\n".join(subject_blocks(of_graph, compact, indent)), foot]
    return prefix_lines(compact.used) + "".join(parts)
