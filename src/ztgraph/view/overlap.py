"""Pushing boxes apart until none touches another."""

from __future__ import annotations

from ztgraph.view.labels import Box
from ztgraph.view.stress import Point

_GAP = 8  # pixels left between two boxes
_ROUNDS = 240


def separated(points: list[Point], boxes: list[Box]) -> list[Point]:
    """``points`` pushed apart until no two boxes touch; a sweep along x keeps it near linear for large graphs."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    widest = max((b.width for b in boxes), default=0)
    for attempt in range(_ROUNDS):
        order = sorted(range(len(boxes)), key=lambda i: (xs[i], i))
        moved = False
        for rank, i in enumerate(order):
            for j in order[rank + 1 :]:
                if xs[j] - xs[i] > (boxes[i].width + widest) / 2 + _GAP:
                    break
                moved = _push(i, j, xs, ys, boxes) or moved
        if not moved:
            break
        if attempt % 40 == 39:  # crowded: give everything more room
            xs, ys = [x * 1.12 for x in xs], [y * 1.12 for y in ys]
    return list(zip(xs, ys, strict=True))


def _push(i: int, j: int, xs: list[float], ys: list[float], boxes: list[Box]) -> bool:
    over_x = (boxes[i].width + boxes[j].width) / 2 + _GAP - abs(xs[i] - xs[j])
    over_y = (boxes[i].height + boxes[j].height) / 2 + _GAP - abs(ys[i] - ys[j])
    if over_x <= 0 or over_y <= 0:
        return False
    if over_y <= over_x:
        step = over_y / 2 + 0.5
        sign = 1 if (ys[j], j) > (ys[i], i) else -1
        ys[i] -= sign * step
        ys[j] += sign * step
    else:
        step = over_x / 2 + 0.5
        sign = 1 if (xs[j], j) > (xs[i], i) else -1
        xs[i] -= sign * step
        xs[j] += sign * step
    return True
