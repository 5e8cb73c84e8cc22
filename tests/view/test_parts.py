"""The parts on which a large graph opens."""

from __future__ import annotations

from itertools import combinations

from tests.view.synthetic import RELATIONS, graph
from ztgraph.view.page import page_data
from ztgraph.view.parts import part_records

WIDE, TALL = (800.0, 555.0), (420.0, 510.0)


def test_cards_of_the_largest_groups_apart_from_each_other() -> None:
    groups = [list(range(number * 5, number * 5 + 5)) for number in range(20)]
    labels = [f"Office of Matter {index}" for index in range(100)]
    links = [(node, node + 1, False) for node in range(99)]
    cards = part_records(groups, labels, links, wide=WIDE, tall=TALL)
    assert [card["part"] for card in cards] == list(range(15))
    for a, b in combinations(cards, 2):
        assert abs(a["x"] - b["x"]) >= (a["box"][0] + b["box"][0]) / 2 or abs(a["y"] - b["y"]) >= (a["box"][1] + b["box"][1]) / 2


def test_a_card_is_named_after_its_most_linked_member() -> None:
    groups, labels = [[0, 1, 2], [3, 4, 5]], ["a", "b", "c", "d", "e", "f"]
    cards = part_records(groups, labels, [(0, 2, False), (1, 2, False), (2, 5, True), (3, 5, False)], wide=WIDE, tall=TALL)
    assert [card["label"] for card in cards] == ["c\nand 2 more", "f\nand 2 more"]
    assert [card["size"] for card in cards] == [3, 3]


def test_no_cards_where_there_is_little_to_show() -> None:
    assert part_records([], [], [], wide=WIDE, tall=TALL) == []
    assert part_records([[0, 1, 2], [3, 4]], list("abcde"), [], wide=WIDE, tall=TALL) == []


def test_every_actor_of_a_large_graph_belongs_to_a_part() -> None:
    data = page_data([graph(200, 500)], RELATIONS)
    sizes: dict[int, int] = {}
    for node in data["nodes"]:
        sizes[node["part"]] = sizes.get(node["part"], 0) + 1
    assert len(data["parts"]) > 1
    assert all(sizes[card["part"]] == card["size"] for card in data["parts"])
    assert page_data([graph(100, 200)], RELATIONS)["parts"] == []
