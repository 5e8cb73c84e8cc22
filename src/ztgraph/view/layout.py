"""Where the boxes of a network stand: computed once, when the page is written, and the same on every machine."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from ztgraph.view.communities import communities, place_by_community
from ztgraph.view.labels import Box
from ztgraph.view.overlap import separated
from ztgraph.view.stress import Point, fitted, hop_distances, stress_layout, turned

if TYPE_CHECKING:
    from ztgraph.view.arrange import Arrangement, Link

_FINE = 70  # boxes: up to here several starts are drawn, improved and compared
WHOLE = 260  # boxes: up to here the whole graph is drawn by stress; above, community by community
_STARTS = 7
_TURNS = (0.0, 0.2, 0.41, 0.67, 1.0, 1.5, 2.4, 5.0)  # tangents of half angles: eight turns between 0 and 160 degrees
_READABLE, _MOST = 40, 1.2  # boxes that must be readable at a glance, and how much larger than the screen their canvas may be
_AIR = 2.7  # times the area of all boxes that a canvas has at least


def place(
    boxes: list[Box],
    links: list[Link],
    *,
    width: float,
    height: float,
    fine: bool = True,
    groups: list[list[int]] | None = None,
) -> list[tuple[int, int]]:
    """Centres for ``boxes`` in whole pixels around the origin, no two boxes touching, in about the shape ``width`` : ``height``.

    ``links`` join pairs of ``boxes``, each pair once. The canvas grows beyond ``width`` by ``height`` where the boxes need it.
    ``fine`` false skips the costly improvement. Graphs of more than ``WHOLE`` boxes are drawn by ``groups``, by default their communities.
    """
    if not boxes:
        return []
    area = sum((b.width + 20) * (b.height + 16) for b in boxes)
    grow = max(1.0, sqrt(area * _AIR / (width * height)))
    if len(boxes) <= _READABLE:
        grow = min(grow, _MOST)
    wide, high = width * grow, height * grow
    pairs = [(a, b) for a, b, _ in links]
    if len(boxes) > WHOLE:
        return _whole(place_by_community(boxes, pairs, groups or communities(len(boxes), pairs), wide / high))
    distances = hop_distances(len(boxes), pairs)
    margin_x, margin_y = max(b.width for b in boxes), max(b.height for b in boxes)
    count = (_STARTS if len(boxes) <= _READABLE else 2) if fine and len(boxes) <= _FINE else 1
    starts = [_best_turn(stress_layout(distances, seed), pairs, wide - margin_x, high - margin_y) for seed in range(1, count + 1)]
    points = _tournament(starts, boxes, links, wide, high) if len(boxes) <= _FINE else starts[0]
    return _whole(separated(points, boxes))


def _tournament(starts: list[list[Point]], boxes: list[Box], links: list[Link], wide: float, high: float) -> list[Point]:
    """The best of ``starts`` after improving all a little, the better ones more, and the best to the end."""
    from ztgraph.view.arrange import arrange  # with numpy

    drawn = [arrange(start, boxes, links, wide, high, 2) for start in starts]
    better = sorted(drawn, key=_faults)[: 3 if len(boxes) <= _READABLE else 1]
    drawn = [arrange(one.points, boxes, links, wide, high, 4) for one in better] if len(better) > 1 else better
    return arrange(min(drawn, key=_faults).points, boxes, links, wide, high, 12 if len(boxes) <= _READABLE else 4).points


def _faults(arrangement: Arrangement) -> int:
    return arrangement.faults


def _best_turn(points: list[Point], links: list[tuple[int, int]], width: float, height: float) -> list[Point]:
    """The turn of ``points`` whose edges come out shortest when stretched to the canvas."""

    def length(candidate: list[Point]) -> float:
        return sum(sqrt((candidate[a][0] - candidate[b][0]) ** 2 + (candidate[a][1] - candidate[b][1]) ** 2) for a, b in links)

    return min((fitted(turned(points, t), width, height) for t in _TURNS), key=length)


def _whole(points: list[Point]) -> list[tuple[int, int]]:
    """Whole pixels around the middle of the drawing."""
    mid_x = (min(x for x, _ in points) + max(x for x, _ in points)) / 2
    mid_y = (min(y for _, y in points) + max(y for _, y in points)) / 2
    return [(round(x - mid_x), round(y - mid_y)) for x, y in points]
