"""GraphML: one node an entity, one directed edge a statement, all that they say as attributes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ztgraph.export.network import network_of
from ztgraph.export.xml import xml_text
from ztgraph.graph.terms import Quad
from ztgraph.model import Entity

NODE_KEYS = ("label", "kind", "other_names", "curated", "part_of", "same_as", "url")
EDGE_KEYS = (
    "label", "predicate", "polarity", "modality", "time", "earliest", "latest", "attributed_to", "theme", "quantities", "evidence",
    "document", "rule",
)  # fmt: skip


def node_attributes(entity: Entity) -> dict[str, str]:
    """All that a node says, as texts, in a fixed order; several names are joined by `` | ``."""
    return {
        "label": entity.label,
        "kind": entity.kind,
        "other_names": " | ".join(mention for mention in entity.mentions if mention != entity.label),
        "curated": "true" if entity.curated else "false",
        "part_of": entity.part_of or "",
        "same_as": " ".join(entity.same_as),
        "url": entity.url or "",
    }


def _data(prefix: str, values: Mapping[str, str]) -> str:
    return "".join(f'      <data key="{prefix}_{key}">{xml_text(value)}</data>\n' for key, value in values.items() if value)


def write_graphml(quads: Sequence[Quad]) -> str:
    """The network as GraphML. Control characters that XML cannot hold become U+FFFD. Raises GraphError where it is not our graph."""
    network = network_of(quads)
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n']
    parts += [f'  <key id="n_{key}" for="node" attr.name="{key}" attr.type="string"/>\n' for key in NODE_KEYS]
    parts += [f'  <key id="e_{key}" for="edge" attr.name="{key}" attr.type="string"/>\n' for key in EDGE_KEYS]
    parts.append('  <graph id="ztgraph" edgedefault="directed">\n')
    for entity in network.entities:
        parts.append(f'    <node id="{xml_text(entity.id)}">\n{_data("n", node_attributes(entity))}    </node>\n')
    for edge in network.edges:
        statement = edge.statement
        ends = f'source="{xml_text(statement.subject.id)}" target="{xml_text(statement.object.id)}"'
        values = {"label": edge.label, **edge.attributes()}
        parts.append(f'    <edge id="{xml_text(statement.id)}" {ends}>\n{_data("e", values)}    </edge>\n')
    parts.append("  </graph>\n</graphml>\n")
    return "".join(parts)
