"""CSV tables of nodes and of edges: for Gephi's spreadsheet import, and for ``neo4j-admin database import``.

A field may hold line feeds and is then quoted (Neo4j: ``--multiline-fields=true``). Cells are the document's words as they are: a
spreadsheet must be told to read them as text, for a cell that begins with ``=`` would be a formula there.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from ztgraph.export.graphml import EDGE_KEYS, NODE_KEYS, node_attributes
from ztgraph.export.network import Edge, network_of
from ztgraph.graph.terms import Quad
from ztgraph.model import Entity

_NODES, _EDGES = NODE_KEYS[1:], EDGE_KEYS[1:]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()


def _title(key: str) -> str:
    return key.replace("_", " ").capitalize()


def write_gephi_nodes(quads: Sequence[Quad]) -> str:
    """Nodes for Gephi: Id, Label and all attributes."""
    entities = network_of(quads).entities
    return _table(["Id", "Label", *map(_title, _NODES)], ([each.id, each.label, *_of(node_attributes(each), _NODES)] for each in entities))


def write_gephi_edges(quads: Sequence[Quad]) -> str:
    """Edges for Gephi: Source, Target, Type, Id, Label and all attributes."""

    def row(edge: Edge) -> list[str]:
        made = edge.statement
        return [made.subject.id, made.object.id, "Directed", made.id, edge.label, *_of(edge.attributes(), _EDGES)]

    return _table(["Source", "Target", "Type", "Id", "Label", *map(_title, _EDGES)], map(row, network_of(quads).edges))


def write_neo4j_nodes(quads: Sequence[Quad]) -> str:
    """Nodes for Neo4j, labelled ``Entity`` and with their kind."""

    def row(entity: Entity) -> list[str]:
        values = node_attributes(entity)
        return [entity.id, entity.label, *_of(values, _NODES), f"Entity;{entity.kind.capitalize()}"]

    head = ["id:ID", "name", *(f"{key}:boolean" if key == "curated" else key for key in _NODES), ":LABEL"]
    return _table(head, map(row, network_of(quads).entities))


def write_neo4j_edges(quads: Sequence[Quad]) -> str:
    """Relationships for Neo4j; a denied one has a type of its own (``NOT_…``), one that is not asserted has ``MAYBE_…``."""

    def row(edge: Edge) -> list[str]:
        made = edge.statement
        kind = made.predicate.upper()
        kind = f"NOT_{kind}" if made.polarity == "negative" else kind
        kind = f"MAYBE_{kind}" if made.modality == "other" else kind
        return [made.subject.id, made.object.id, kind, made.id, edge.label, *_of(edge.attributes(), _EDGES)]

    return _table([":START_ID", ":END_ID", ":TYPE", "id", "label", *_EDGES], map(row, network_of(quads).edges))


def _of(values: dict[str, str], keys: Iterable[str]) -> list[str]:
    return [values[key] for key in keys]
