"""A first drawing by stress: points as far apart as their steps in the graph (Zheng, Pawar & Goodman, "Graph drawing by SGD", 2019).

Plain Python on purpose: only ``+ - * /`` and square roots, which IEEE 754 fixes to the last bit, so every machine draws the same.
"""

from __future__ import annotations

import random
from collections import deque
from math import sqrt

Point = tuple[float, float]

_EPOCHS = 24


def hop_distances(count: int, links: list[tuple[int, int]]) -> list[list[int]]:
    """Steps between all pairs; unconnected parts stand one step further apart than anything connected."""
    near: list[list[int]] = [[] for _ in range(count)]
    for a, b in links:
        near[a].append(b)
        near[b].append(a)
    table = []
    for source in range(count):
        row = [-1] * count
        row[source] = 0
        queue = deque([source])
        while queue:
            node = queue.popleft()
            for other in near[node]:
                if row[other] < 0:
                    row[other] = row[node] + 1
                    queue.append(other)
        table.append(row)
    far = max((max(row) for row in table), default=0) + 1
    return [[far if steps < 0 else steps for steps in row] for row in table]


def stress_layout(distances: list[list[int]], seed: int, epochs: int = _EPOCHS) -> list[Point]:
    """Positions in units of steps, around the origin."""
    count = len(distances)
    chance = random.Random(seed)
    side = sqrt(count) + 1
    xs = [(chance.random() - 0.5) * side for _ in range(count)]
    ys = [(chance.random() - 0.5) * side for _ in range(count)]
    pairs = [(i, j) for i in range(count) for j in range(i + 1, count)]
    longest = max((max(row) for row in distances), default=1) or 1
    for epoch in range(epochs):
        _shuffle(pairs, chance)
        rate = longest * longest * (0.1 / (longest * longest)) ** (epoch / (epochs - 1)) if longest > 1 else 1.0 / (1 + epoch)
        rate = round(rate, 6)  # a power is not fixed to the last bit; six digits are
        for i, j in pairs:
            want = distances[i][j]
            dx, dy = xs[i] - xs[j], ys[i] - ys[j]
            length = sqrt(dx * dx + dy * dy) or 1e-3
            pull = min(1.0, rate / (want * want)) * (length - want) / (2 * length)
            xs[i] -= pull * dx
            ys[i] -= pull * dy
            xs[j] += pull * dx
            ys[j] += pull * dy
    return list(zip(xs, ys, strict=True))


def _shuffle(pairs: list[tuple[int, int]], chance: random.Random) -> None:
    """Fisher-Yates on ``random()``, whose stream Python promises to keep."""
    for index in range(len(pairs) - 1, 0, -1):
        other = int(chance.random() * (index + 1))
        pairs[index], pairs[other] = pairs[other], pairs[index]


def turned(points: list[Point], t: float) -> list[Point]:
    """``points`` turned by twice the angle whose tangent is ``t``: a rotation without sine and cosine."""
    cosine, sine = (1 - t * t) / (1 + t * t), 2 * t / (1 + t * t)
    return [(x * cosine - y * sine, x * sine + y * cosine) for x, y in points]


def fitted(points: list[Point], width: float, height: float) -> list[Point]:
    """``points`` stretched to fill ``width`` by ``height`` around the origin."""
    if not points:
        return []
    low_x, high_x = min(x for x, _ in points), max(x for x, _ in points)
    low_y, high_y = min(y for _, y in points), max(y for _, y in points)
    scale_x = width / (high_x - low_x) if high_x - low_x > 1e-9 else 0.0
    scale_y = height / (high_y - low_y) if high_y - low_y > 1e-9 else 0.0
    left, top = (width / 2 if scale_x else 0.0), (height / 2 if scale_y else 0.0)
    return [((x - low_x) * scale_x - left, (y - low_y) * scale_y - top) for x, y in points]
