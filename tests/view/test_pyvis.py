"""The records of the network are those that pyvis holds when it is given the same nodes and edges."""

from __future__ import annotations

from typing import Any

from tests.factories import release, second
from ztgraph.view.network import network_data
from ztgraph.view.records import bundles, in_order, merged_entities

LOOKS = {"color", "arrows", "width", "font"}  # pyvis's own, which the page sets by itself


def test_they_are_what_pyvis_holds() -> None:
    from pyvis.network import Network

    ordered = in_order([release(), second()])
    statements = [statement for extraction in ordered for statement in extraction.statements]
    data = network_data(merged_entities(ordered), bundles(statements, {}))
    assert len(data.nodes) > 8
    assert len(data.edges) > 8
    network = Network(directed=True)
    for node in data.nodes:
        network.add_node(node["id"], **{key: value for key, value in node.items() if key != "id"})
    for edge in data.edges:
        network.add_edge(edge["from"], edge["to"], **{key: value for key, value in edge.items() if key not in ("from", "to")})

    def plain(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{key: value for key, value in record.items() if key not in LOOKS} for record in records]

    assert plain(network.nodes) == data.nodes
    assert plain(network.edges) == data.edges
    assert all(list(record) == sorted(record) for record in (*data.nodes, *data.edges))
