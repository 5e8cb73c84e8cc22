"""Layout of graphs too large to draw in one piece: communities first, then each community by itself."""

from __future__ import annotations

from math import ceil, sqrt

from ztgraph.view.labels import Box
from ztgraph.view.overlap import separated
from ztgraph.view.stress import Point, fitted, hop_distances, stress_layout

_INNER = 160  # boxes: a community up to this size is drawn by stress, a larger one in rows by degree


def communities(count: int, links: list[tuple[int, int]]) -> list[list[int]]:
    """The communities of the graph (Louvain), largest first, members in order; isolated nodes are one community together."""
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(sorted({node for link in links for node in link}))
    graph.add_edges_from(links)
    found = [sorted(group) for group in nx.community.louvain_communities(graph, seed=7)] if links else []
    alone = [node for node in range(count) if node not in graph]
    return sorted((group for group in [*found, alone] if group), key=lambda group: (-len(group), group[0]))


def place_by_community(boxes: list[Box], links: list[tuple[int, int]], groups: list[list[int]], ratio: float) -> list[Point]:
    """Centres for ``boxes``: ``groups`` in rows towards the shape ``ratio`` (width by height), the largest first."""
    points: list[Point] = [(0.0, 0.0)] * len(boxes)
    inner = [separated(_inside(group, boxes, links, ratio), [boxes[node] for node in group]) for group in groups]
    sizes = [(max(abs(x) for x, _ in part) * 2 + 260, max(abs(y) for _, y in part) * 2 + 130) for part in inner]
    row_width = sqrt(sum(w * h for w, h in sizes) * ratio)
    x = y = tallest = 0.0
    for group, part, (width, height) in zip(groups, inner, sizes, strict=True):
        if x and x + width > row_width * 1.05:
            x, y, tallest = 0.0, y + tallest, 0.0
        for node, (dx, dy) in zip(group, part, strict=True):
            points[node] = (x + width / 2 + dx, y + height / 2 + dy)
        x, tallest = x + width, max(tallest, height)
    return points


def _inside(group: list[int], boxes: list[Box], links: list[tuple[int, int]], ratio: float) -> list[Point]:
    area = sum((boxes[node].width + 40) * (boxes[node].height + 40) for node in group) * 1.6
    width, height = sqrt(area * ratio), sqrt(area / ratio)
    index = {node: rank for rank, node in enumerate(group)}
    own = [(index[a], index[b]) for a, b in links if a in index and b in index]
    if len(group) <= _INNER and own:
        return fitted(stress_layout(hop_distances(len(group), own), 1, epochs=12), width, height)
    degree = [0] * len(group)
    for a, b in own:
        degree[a] += 1
        degree[b] += 1
    columns = max(1, ceil(sqrt(len(group) * ratio * 0.4)))
    rows = ceil(len(group) / columns)
    cells = sorted(((column, row) for row in range(rows) for column in range(columns)), key=lambda c: _from_middle(c, columns, rows))
    order = sorted(range(len(group)), key=lambda rank: (-degree[rank], rank))
    spots: list[Point] = [(0.0, 0.0)] * len(group)
    for rank, (column, row) in zip(order, cells, strict=False):
        spots[rank] = ((column + 0.5 - columns / 2) * width / columns, (row + 0.5 - rows / 2) * height / rows)
    return spots


def _from_middle(cell: tuple[int, int], columns: int, rows: int) -> tuple[float, int, int]:
    dx, dy = (cell[0] + 0.5) / columns - 0.5, (cell[1] + 0.5) / rows - 0.5
    return dx * dx + dy * dy, cell[1], cell[0]
