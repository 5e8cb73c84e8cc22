"""The network as pyvis would hold it: nodes with their places, edges with the statements bundled in them.

The records are those that pyvis's ``Network`` makes of the same nodes and edges, which a test compares; they are written here because
importing pyvis takes longer than all else that a page needs. Its bundled vis-network draws them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ztgraph import cache
from ztgraph.errors import ZtgraphError
from ztgraph.model import Entity
from ztgraph.view.communities import communities
from ztgraph.view.labels import Box, box
from ztgraph.view.layout import place
from ztgraph.view.parts import part_records
from ztgraph.view.records import Bundle

if TYPE_CHECKING:
    from ztgraph.view.arrange import Link

# Pixels of the room left for the network on a screen of 1440 x 900 and on a telephone.
WIDE, TALL = (800.0, 605.0), (420.0, 560.0)
_TALL_UP_TO = 70  # nodes: larger graphs are never drawn whole on a telephone
PARTED = 150  # nodes: a larger graph opens on its parts
DRAWN = 1500  # nodes: a larger graph is never drawn whole, so its nodes have no places
_NOTE = 50.0  # pixels of the room that the note above the parts takes
_POINTED = frozenset({"group", "population"})
_APART = 22.0  # pixels between the middles of neighbouring parallel edges


@dataclass(frozen=True, slots=True)
class NetworkData:
    """Nodes and edges, ready for vis-network, and the parts on which a large graph opens."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    parts: list[dict[str, Any]]


def network_data(entities: Sequence[Entity], bundles: Sequence[Bundle]) -> NetworkData:
    """The network of ``entities`` and ``bundles``, laid out; entities without an edge are left out."""
    linked = {end for bundle in bundles for end in (bundle.start, bundle.end)}
    shown = [entity for entity in entities if entity.id in linked]
    index = {entity.id: rank for rank, entity in enumerate(shown)}
    boxes = [box(entity.label or entity.id, pointed=entity.kind in _POINTED) for entity in shown]
    links = _links(index, bundles)
    groups = communities(len(boxes), [link[:2] for link in links]) if len(boxes) > PARTED else []
    part = {node: number for number, group in enumerate(groups) for node in group}
    wide, tall = _places(boxes, links, groups)
    nodes = [
        _in_order({"id": entity.id, **_node(entity, boxes[rank], wide[rank], tall[rank]), "part": part.get(rank, 0)})
        for rank, entity in enumerate(shown)
    ]
    edges = [
        _in_order({"from": bundle.start, "to": bundle.end, **_edge(number, bundle, curve)})
        for number, (bundle, curve) in enumerate(zip(bundles, _curves(bundles), strict=True))
    ]
    parts = part_records(
        groups, [entity.label or entity.id for entity in shown], links, wide=(WIDE[0], WIDE[1] - _NOTE), tall=(TALL[0], TALL[1] - _NOTE)
    )
    return NetworkData(nodes, edges, parts)


def _links(index: Mapping[str, int], bundles: Sequence[Bundle]) -> list[Link]:
    """Each linked pair once, with whether something between the two is stated not to have happened."""
    denied: dict[tuple[int, int], bool] = {}
    for bundle in bundles:
        a, b = sorted((index[bundle.start], index[bundle.end]))
        denied[a, b] = denied.get((a, b), False) or (bundle.negative and not bundle.other)
    return [(a, b, denied[a, b]) for a, b in sorted(denied)]


def _places(boxes: list[Box], links: list[Link], groups: list[list[int]]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Places for a wide and for a tall canvas."""
    if len(boxes) > DRAWN:
        nowhere = [(0, 0)] * len(boxes)
        return nowhere, nowhere
    wide = _kept_place(boxes, links, *WIDE, groups=groups or None)
    return wide, _kept_place(boxes, links, *TALL, fine=False) if len(boxes) <= _TALL_UP_TO else wide


def _kept_place(
    boxes: list[Box], links: list[Link], width: float, height: float, *, fine: bool = True, groups: list[list[int]] | None = None
) -> list[tuple[int, int]]:
    """The places of boxes, from the cache where the same were placed before: it takes a second, and a graph is often built again."""
    key = json.dumps([[[each.width, each.height] for each in boxes], links, width, height, fine, groups])
    path = cache.path_of("places", cache.code_of(Path(__file__).parent), key.encode("ascii"))
    try:
        found = [(int(x), int(y)) for x, y in json.loads(cache.get(path) or b"[]")]
    except (ValueError, TypeError):
        found = []
    if len(found) != len(boxes):
        found = place(boxes, links, width=width, height=height, fine=fine, groups=groups)
        cache.put(path, json.dumps(found).encode("ascii"))
    return found


def vis_network_script() -> str:
    """pyvis's bundled vis-network, without the pointer to a source map that a browser's tools would ask for."""
    found = find_spec("pyvis")
    if found is None or found.origin is None:
        raise ZtgraphError("pyvis is not installed, whose vis-network draws the page", remedy="install ztgraph again")
    library = Path(found.origin).parent / "templates" / "lib"
    newest = max(library.glob("vis-*/vis-network.min.js"))
    lines = newest.read_text(encoding="utf-8").replace("\r\n", "\n").split("\n")
    return "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL")).strip()


def _node(entity: Entity, size: Box, wide: tuple[int, int], tall: tuple[int, int]) -> dict[str, Any]:
    return {
        "label": "\n".join(size.lines),
        "shape": "custom",
        "kind": entity.kind,
        "x": wide[0],
        "y": wide[1],
        "tall": list(tall),
        "box": [size.width, size.height],
    }


def _edge(number: int, bundle: Bundle, curve: float) -> dict[str, Any]:
    return {
        "id": f"e{number}",
        "negative": bundle.negative,
        "other": bundle.other,
        "symmetric": bundle.symmetric,
        "curve": curve,
        "statements": list(bundle.statements),
    }


def _curves(bundles: Sequence[Bundle]) -> list[float]:
    """How many pixels the middle of each edge is bent aside, so that parallel edges stand apart; the only edge of a pair is straight."""
    pairs: dict[tuple[str, str], list[int]] = {}
    for index, bundle in enumerate(bundles):
        pairs.setdefault((min(bundle.start, bundle.end), max(bundle.start, bundle.end)), []).append(index)
    curves = [0.0] * len(bundles)
    for (low, _), members in sorted(pairs.items()):
        for rank, index in enumerate(members):
            bend = (rank - (len(members) - 1) / 2) * _APART
            curves[index] = bend if bundles[index].start == low else -bend
    return curves


def _in_order(record: dict[str, Any]) -> dict[str, Any]:
    """The keys in a fixed order."""
    return {key: record[key] for key in sorted(record)}
