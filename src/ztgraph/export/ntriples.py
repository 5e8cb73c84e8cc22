"""N-Triples: the union of all named graphs, one triple a line, sorted."""

from __future__ import annotations

from collections.abc import Sequence

from ztgraph.export.nquads import write_triples
from ztgraph.graph.terms import Quad


def write_ntriples(quads: Sequence[Quad]) -> str:
    """The graph as N-Triples. Raises GraphError where a term cannot be written."""
    return write_triples(quads)
