"""The parts of a large graph: communities as cards, with places of their own, on which the page opens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ztgraph.view.labels import LINE_HEIGHT, Box, box, text_width
from ztgraph.view.layout import place

if TYPE_CHECKING:
    from ztgraph.view.arrange import Link

_CARDS = 15  # parts drawn as cards: what a screen holds
_SMALLEST = 3  # members of a part that is worth a card
_BOLD = 1.1  # how much wider bold type is
_COUNTS = 176  # pixels for "1,234 statements · 123 not", which the page writes under the names
_EDGE = 8  # pixels by which the sheets of a card stick out


def part_records(
    groups: Sequence[Sequence[int]], labels: Sequence[str], links: Sequence[Link], *, wide: tuple[float, float], tall: tuple[float, float]
) -> list[dict[str, Any]]:
    """The largest of ``groups`` as cards with places for a ``wide`` and a ``tall`` canvas; none where there is only one to show.

    ``groups`` hold indices into ``labels``, and so do ``links``. A card bears the name of its most linked member in bold.
    """
    chosen = [number for number, group in enumerate(groups) if len(group) >= _SMALLEST][:_CARDS]
    if len(chosen) < 2:
        return []
    degree = [0] * len(labels)
    for a, b, _ in links:
        degree[a] += 1
        degree[b] += 1
    cards = [_card(groups[number], labels, degree) for number in chosen]
    boxes = [size for size, _ in cards]
    between = _between(chosen, groups, links)
    spots = place(boxes, between, width=wide[0], height=wide[1])
    upright = place(boxes, between, width=tall[0], height=tall[1], fine=False)
    return [
        {
            "part": number,
            "size": len(groups[number]),
            "label": "\n".join(size.lines),
            "bold": bold,
            "box": [size.width, size.height],
            "x": spot[0],
            "y": spot[1],
            "tall": list(high),
        }
        for number, (size, bold), spot, high in zip(chosen, cards, spots, upright, strict=True)
    ]


def _card(group: Sequence[int], labels: Sequence[str], degree: Sequence[int]) -> tuple[Box, int]:
    """The box of a part, and how many of its lines are the name in bold."""
    first, *others = sorted(group, key=lambda node: (-degree[node], node))
    name = box(labels[first])
    lines = (*name.lines[:3], f"and {len(others):,} more")
    width = max(_COUNTS, *(text_width(line) * _BOLD for line in lines)) + 24
    return Box(lines, 2 * round(width / 2) + _EDGE, (len(lines) + 1) * LINE_HEIGHT + 24 + _EDGE), len(name.lines[:3])


def _between(chosen: Sequence[int], groups: Sequence[Sequence[int]], links: Sequence[Link]) -> list[Link]:
    """The pairs of cards with a link between their members."""
    card = {node: rank for rank, number in enumerate(chosen) for node in groups[number]}
    pairs = {(min(card[a], card[b]), max(card[a], card[b])) for a, b, _ in links if a in card and b in card and card[a] != card[b]}
    return [(a, b, False) for a, b in sorted(pairs)]
