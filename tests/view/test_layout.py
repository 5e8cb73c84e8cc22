"""Boxes and their places."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ztgraph.view.arrange import Link
from ztgraph.view.communities import communities
from ztgraph.view.labels import PADDING_X, Box, box, text_width, wrap
from ztgraph.view.layout import place


def touching(boxes: list[Box], places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [
        (i, j)
        for i in range(len(boxes))
        for j in range(i)
        if abs(places[i][0] - places[j][0]) < (boxes[i].width + boxes[j].width) / 2
        and abs(places[i][1] - places[j][1]) < (boxes[i].height + boxes[j].height) / 2
    ]


def random_graph(count: int, links: int, seed: int = 5) -> tuple[list[Box], list[Link]]:
    chance = random.Random(seed)
    boxes = [box("Office of " * chance.randint(1, 4) + "Matters") for _ in range(count)]
    pairs = {tuple(sorted(chance.sample(range(count), 2))) for _ in range(links)}
    return boxes, sorted((a, b, (a + b) % 4 == 0) for a, b in pairs)


@pytest.mark.parametrize(("count", "links"), [(1, 0), (2, 1), (12, 14), (40, 60), (120, 200), (320, 500)])
def test_no_two_boxes_touch(count: int, links: int) -> None:
    boxes, pairs = random_graph(count, links)
    assert touching(boxes, place(boxes, pairs, width=840, height=600)) == []


def test_the_same_every_time() -> None:
    boxes, pairs = random_graph(30, 45)
    assert place(boxes, pairs, width=840, height=600) == place(boxes, pairs, width=840, height=600)


def test_nothing_to_place() -> None:
    assert place([], [], width=840, height=600) == []


def test_takes_the_shape_of_the_canvas() -> None:
    boxes, pairs = random_graph(30, 45)
    spots = place(boxes, pairs, width=840, height=600)
    wide = max(x for x, _ in spots) - min(x for x, _ in spots)
    high = max(y for _, y in spots) - min(y for _, y in spots)
    assert 1.0 < wide / high < 2.2
    tall = place(boxes, pairs, width=420, height=620)
    assert max(y for _, y in tall) - min(y for _, y in tall) > max(x for x, _ in tall) - min(x for x, _ in tall)


def test_few_edges_run_under_a_box() -> None:
    boxes, pairs = random_graph(24, 30)
    spots = place(boxes, pairs, width=840, height=600)
    hits = 0
    for a, b, _ in pairs:
        for node in set(range(len(boxes))) - {a, b}:
            (x, y), size = spots[node], boxes[node]
            for step in range(1, 40):
                px = spots[a][0] + (spots[b][0] - spots[a][0]) * step / 40
                py = spots[a][1] + (spots[b][1] - spots[a][1]) * step / 40
                if abs(px - x) < size.width / 2 - 1 and abs(py - y) < size.height / 2 - 1:
                    hits += 1
                    break
    assert hits <= 2


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 9), st.data())
def test_any_small_graph(count: int, data: st.DataObject) -> None:
    labels = data.draw(st.lists(st.text(max_size=120), min_size=count, max_size=count))
    pairs = data.draw(st.sets(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda p: p[0] < p[1])))
    boxes = [box(label) for label in labels]
    assert touching(boxes, place(boxes, sorted((a, b, data.draw(st.booleans())) for a, b in pairs), width=840, height=600)) == []


def test_communities_hold_every_node_once() -> None:
    _, pairs = random_graph(80, 100)
    groups = communities(90, [pair[:2] for pair in pairs])
    assert sorted(node for group in groups for node in group) == list(range(90))


@given(st.text(max_size=400))
def test_lines_fit_their_box(label: str) -> None:
    drawn = box(label)
    assert 1 <= len(drawn.lines) <= 4
    assert all(text_width(line) <= drawn.width - 2 * PADDING_X + 20 for line in drawn.lines)
    assert drawn.width < 230


def test_usual_names_are_not_cut() -> None:
    name = "DOJ Office of the Inspector General, Evaluation and Inspections Division"
    assert " ".join(wrap(name)) == name
    assert wrap("DOJ") == ["DOJ"]
    assert wrap("x" * 300)[-1].endswith("…")
    assert wrap("   ") == ["(no name)"]
