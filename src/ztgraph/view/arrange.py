"""The second pass of the layout: every box tries a grid of places and takes the one with the fewest faults.

Faults are boxes that touch, edges that run under a box, edges that cross, and edges that are long. All places of one box are tried at
once with numpy; faults are whole numbers, whose sums do not depend on their order, so the result is the same on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ztgraph.view.labels import Box
from ztgraph.view.stress import Point

Link = tuple[int, int, bool]  # two indices of boxes, and whether its words must be read
Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

GAP_X, GAP_Y = 26.0, 20.0  # pixels of air that a box wants around it
# Pixels that a link wants between its boxes, beside or above each other: for its line and end, or for words that must be read as well.
_ROOM, _ROOM_FOR_WORDS = (64.0, 44.0), (150.0, 58.0)
_OVERLAP, _UNDER, _CROSS, _LENGTH, _TIGHT, _SHORT = 40_000, 1900, 1000, 0.5, 550, 1500  # points of fault
_SHIFTS = ((0.5, 0.5), (0.0, 0.0), (0.5, 0.0), (0.0, 0.5))


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Centres of the boxes in pixels around the origin, and the sum of their faults (lower is better)."""

    points: list[Point]
    faults: int


def arrange(points: list[Point], boxes: list[Box], links: list[Link], width: float, height: float, rounds: int) -> Arrangement:
    """Improve ``points`` within a canvas of ``width`` by ``height``; at most ``rounds`` passes over all boxes."""
    state = _State(points, boxes, links, width, height)
    order = sorted(range(len(boxes)), key=lambda node: (-len(state.near[node]), node))
    quiet = 0
    for number in range(rounds):
        grid = _grid(width, height, number)
        moved = [state.settle(node, *grid) for node in order]
        quiet = 0 if any(moved) else quiet + 1
        if quiet == len(_SHIFTS):
            break
    return Arrangement(list(zip(state.x.tolist(), state.y.tolist(), strict=True)), state.total())


class _State:
    def __init__(self, points: list[Point], boxes: list[Box], links: list[Link], width: float, height: float) -> None:
        self.x = np.array([p[0] for p in points], dtype=np.float64)
        self.y = np.array([p[1] for p in points], dtype=np.float64)
        self.half_w = np.array([b.width / 2 for b in boxes], dtype=np.float64)
        self.half_h = np.array([b.height / 2 for b in boxes], dtype=np.float64)
        self.near: list[list[int]] = [[] for _ in boxes]
        self.room: dict[tuple[int, int], tuple[float, float]] = {}
        for a, b, read in links:
            self.near[a].append(b)
            self.near[b].append(a)
            self.room[a, b] = self.room[b, a] = _ROOM_FOR_WORDS if read else _ROOM
        self.tails = np.array([a for a, _, _ in links], dtype=np.int64)
        self.heads = np.array([b for _, b, _ in links], dtype=np.int64)
        self.width, self.height = width, height

    def settle(self, node: int, grid_x: Floats, grid_y: Floats) -> bool:
        """Move ``node`` to its best place on the grid; whether it moved.

        Faults only add up: a place that has as many as the present one is given up before the costly ones are counted.
        """
        here = self.faults(node, self.x[node : node + 1], self.y[node : node + 1])
        px = np.clip(grid_x, self.half_w[node] - self.width / 2, self.width / 2 - self.half_w[node])
        py = np.clip(grid_y, self.half_h[node] - self.height / 2, self.height / 2 - self.half_h[node])
        px, py, faults = self._counted(node, px, py, int(here[0]))
        if not len(faults):
            return False
        best = int(np.argmin(faults))
        self.x[node], self.y[node] = px[best], py[best]
        return True

    def faults(self, node: int, px: Floats, py: Floats) -> Integers:
        """The faults of ``node`` at each of the places, in whole points: sums of integers do not depend on their order."""
        return self._counted(node, px, py, None)[2]

    def _counted(self, node: int, px: Floats, py: Floats, below: int | None) -> tuple[Floats, Floats, Integers]:
        """Those of the places that have fewer faults than ``below`` (all where that is None), in their order, and their faults."""
        total = self._box_faults(node, px[:, None], py[:, None])
        px, py, total = _fewer(px, py, total, below)
        for other in self.near[node]:
            total = total + (_LENGTH * np.sqrt((px - self.x[other]) ** 2 + ((py - self.y[other]) * 1.25) ** 2)).astype(np.int64)
            total += self._too_short(node, other, px, py)
        px, py, total = _fewer(px, py, total, below)
        if not len(total):
            return px, py, total
        free = (self.tails != node) & (self.heads != node)
        a, b = self.tails[free], self.heads[free]
        ax, ay, bx, by = self.x[a], self.y[a], self.x[b], self.y[b]
        under = _runs_under(ax, ay, bx, by, px[:, None], py[:, None], self.half_w[node] + 5, self.half_h[node] + 5)
        px, py, total = _fewer(px, py, total + _UNDER * under.sum(axis=1), below)
        for other in self.near[node]:
            x, y, ox, oy = px[:, None], py[:, None], self.x[other], self.y[other]
            thirds = np.ones(len(self.x), dtype=np.bool_)
            thirds[[node, other]] = False
            wide, high = self.half_w[thirds] + 5, self.half_h[thirds] + 5
            total = total + _UNDER * _runs_under(x, y, ox, oy, self.x[thirds], self.y[thirds], wide, high).sum(axis=1)
            apart = (a != other) & (b != other)
            total += _CROSS * _crosses(x, y, ox, oy, ax[apart], ay[apart], bx[apart], by[apart]).sum(axis=1)
            px, py, total = _fewer(px, py, total, below)
        return px, py, total

    def _too_short(self, node: int, other: int, px: Floats, py: Floats) -> Integers:
        """Points for a link with no room for its line, its end and a label."""
        free_x = np.abs(px - self.x[other]) - (self.half_w[node] + self.half_w[other])
        free_y = np.abs(py - self.y[other]) - (self.half_h[node] + self.half_h[other])
        beside, above = self.room[node, other]
        missing = np.minimum(np.clip(1 - free_x / beside, 0.0, 2.0), np.clip(1 - free_y / above, 0.0, 2.0))
        points: Integers = (_SHORT * missing).astype(np.int64)
        return points

    def _box_faults(self, node: int, x: Floats, y: Floats) -> Integers:
        others = np.arange(len(self.x)) != node
        free_x = np.abs(x - self.x[others]) - (self.half_w[node] + self.half_w[others])
        free_y = np.abs(y - self.y[others]) - (self.half_h[node] + self.half_h[others])
        depth = np.minimum(6 - free_x, 6 - free_y)
        tight = np.clip(1 - free_x / GAP_X, 0.0, 1.0) * np.clip(1 - free_y / GAP_Y, 0.0, 1.0)
        faults: Integers = np.where(depth > 0, _OVERLAP + 20 * depth, _TIGHT * tight).astype(np.int64).sum(axis=1)
        return faults

    def total(self) -> int:
        """The faults of all boxes at their places; what two boxes share counts for both, which ranks drawings as well."""
        return sum(int(self.faults(n, self.x[n : n + 1], self.y[n : n + 1])[0]) for n in range(len(self.x)))


def _grid(width: float, height: float, number: int) -> tuple[Floats, Floats]:
    """Places some 48 by 40 pixels apart, shifted from round to round so that the gaps are tried as well."""
    columns, rows = max(8, min(22, round(width / 48))), max(8, min(22, round(height / 40)))
    shift_x, shift_y = _SHIFTS[number % len(_SHIFTS)]
    xs = [(column + shift_x) * width / columns - width / 2 for column in range(columns)]
    ys = [(row + shift_y) * height / rows - height / 2 for row in range(rows)]
    return np.array([x for _ in ys for x in xs], dtype=np.float64), np.array([y for y in ys for _ in xs], dtype=np.float64)


def _fewer(px: Floats, py: Floats, total: Integers, below: int | None) -> tuple[Floats, Floats, Integers]:
    """The places with fewer faults than ``below``."""
    if below is None:
        return px, py, total
    kept = total < below
    return px[kept], py[kept], total[kept]


def _crosses(x: Floats, y: Floats, ox: float, oy: float, ax: Floats, ay: Floats, bx: Floats, by: Floats) -> Bools:
    """Whether the segments from each place (x, y) to (ox, oy) meet each segment a-b."""
    turn = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
    dx, dy = ox - x, oy - y
    base = dx * y - dy * x
    side_a = dx * ay - dy * ax - base
    side_b = dx * by - dy * bx - base
    end = (bx - ax) * (oy - ay) - (by - ay) * (ox - ax)
    return np.asarray((side_a * side_b < 0) & (turn * end < 0), dtype=np.bool_)


def _runs_under(ax: Floats, ay: Floats, bx: Floats, by: Floats, x: Floats, y: Floats, half_w: Floats, half_h: Floats) -> Bools:
    """Whether the segment a-b enters the box around (x, y): separating axes of a segment and a rectangle."""
    mid_x, mid_y, reach_x, reach_y = (ax + bx) / 2 - x, (ay + by) / 2 - y, (bx - ax) / 2, (by - ay) / 2
    apart_x = np.abs(mid_x) > np.abs(reach_x) + half_w
    apart_y = np.abs(mid_y) > np.abs(reach_y) + half_h
    apart_n = np.abs(mid_x * reach_y - mid_y * reach_x) > half_w * np.abs(reach_y) + half_h * np.abs(reach_x)
    return np.asarray(~(apart_x | apart_y | apart_n), dtype=np.bool_)
