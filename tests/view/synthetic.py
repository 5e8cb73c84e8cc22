"""Graphs of any size in the shape that oversight reports give: communities, hubs, dates, and things that did not happen."""

from __future__ import annotations

import random

from ztgraph.model import KINDS, Document, Entity, Evidence, Extraction, Statement
from ztgraph.view import RelationInfo

RELATIONS = {f"relation_{i}": RelationInfo(f"relation {i}", f"did not relation {i}", "coordination") for i in range(12)}
_SENTENCE = "Alpha told beta. "
_COMMUNITY = 40  # actors


def graph(actors: int, statements: int) -> Extraction:
    """An extraction of one document with ``statements`` statements on ``actors`` actors; always the same for the same numbers."""
    chance = random.Random(actors)
    entities = [Entity(f"e{i:05}", f"Office of Matter {i}", KINDS[i % 5], (f"Office of Matter {i}",)) for i in range(actors)]
    found: list[Statement] = []
    while len(found) < statements:
        index = len(found)
        start = chance.randrange(max(1, actors // _COMMUNITY)) * _COMMUNITY
        a = entities[(start + int(chance.random() ** 2 * _COMMUNITY)) % actors]
        b = entities[(start + int(chance.random() * _COMMUNITY)) % actors] if chance.random() < 0.9 else entities[chance.randrange(actors)]
        if a is b:
            continue
        when = f"20{chance.randrange(10, 22)}-{chance.randrange(1, 13):02}" if chance.random() < 0.3 else None
        found.append(
            Statement(
                id=f"st-{index:06}", document="doc", subject=a, predicate=f"relation_{chance.randrange(12)}", object=b,
                polarity="negative" if chance.random() < 0.2 else "positive", modality="other" if chance.random() < 0.2 else "asserted",
                rule=f"r/{index % 7}", evidence=(Evidence(index * len(_SENTENCE), index * len(_SENTENCE) + 5, "Alpha"),), time=when,
            )
        )  # fmt: skip
    text = _SENTENCE * (statements + 1)
    return Extraction(Document("doc", text, "0" * 64, title=f"{actors} actors"), tuple(entities), tuple(found))


__all__ = ["RELATIONS", "graph"]
