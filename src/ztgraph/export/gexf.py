"""GEXF 1.3 for Gephi: edges appear and vanish with the bounds of their time; the time itself stands as an attribute, as exact as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ztgraph.export.graphml import EDGE_KEYS, NODE_KEYS, node_attributes
from ztgraph.export.network import Edge, network_of
from ztgraph.export.xml import xml_text
from ztgraph.graph.terms import Quad

_COLOURS = {
    "agency": (31, 92, 153), "person": (178, 88, 16), "group": (94, 110, 35), "population": (130, 60, 130), "instrument": (90, 90, 90),
}  # fmt: skip
_NODE_KEYS, _EDGE_KEYS = NODE_KEYS[1:], EDGE_KEYS[1:]  # the label is GEXF's own


def _declarations(target: str, keys: Sequence[str]) -> str:
    lines = "".join(f'      <attribute id="{key}" title="{key}" type="string"/>\n' for key in keys)
    return f'    <attributes class="{target}" mode="static">\n{lines}    </attributes>\n'


def _values(values: Mapping[str, str], keys: Sequence[str]) -> str:
    lines = "".join(f'          <attvalue for="{key}" value="{xml_text(values[key])}"/>\n' for key in keys if values[key])
    return f"        <attvalues>\n{lines}        </attvalues>\n" if lines else ""


def _colour(red: int, green: int, blue: int) -> str:
    return f'        <viz:color r="{red}" g="{green}" b="{blue}"/>\n'


def _edge(edge: Edge) -> str:
    statement, (earliest, latest) = edge.statement, edge.bounds
    dates = (f' start="{earliest}"' if earliest else "") + (f' end="{latest}"' if latest else "")
    head = (
        f'id="{xml_text(statement.id)}" source="{xml_text(statement.subject.id)}" target="{xml_text(statement.object.id)}" type="directed" '
        f'label="{xml_text(edge.label)}" kind="{xml_text(statement.predicate)}"{dates}'
    )
    colour = _colour(190, 30, 45) if statement.polarity == "negative" else _colour(120, 120, 120)
    return f"      <edge {head}>\n{_values(edge.attributes(), _EDGE_KEYS)}{colour}      </edge>\n"


def write_gexf(quads: Sequence[Quad]) -> str:
    """The network as GEXF. Control characters that XML cannot hold become U+FFFD. Raises GraphError where it is not our graph."""
    network = network_of(quads)
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n',
        '  <graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">\n',
        _declarations("node", _NODE_KEYS),
        _declarations("edge", _EDGE_KEYS),
        "    <nodes>\n",
    ]
    for entity in network.entities:
        values = _values(node_attributes(entity), _NODE_KEYS)
        colour = _colour(*_COLOURS[entity.kind])
        parts.append(f'      <node id="{xml_text(entity.id)}" label="{xml_text(entity.label)}">\n{values}{colour}      </node>\n')
    parts += ["    </nodes>\n", "    <edges>\n", *(_edge(edge) for edge in network.edges), "    </edges>\n  </graph>\n</gexf>\n"]
    return "".join(parts)
