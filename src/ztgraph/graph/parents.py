"""The bodies above those that a document speaks of, from curated data, so that questions of what is part of what find them."""

from __future__ import annotations

from collections.abc import Mapping

from ztgraph.model import Entity, Extraction, replace
from ztgraph.rules.objects import Actor


def actor_entity(actor: Actor) -> Entity:
    """A curated actor that no document speaks of: an entity without a mention."""
    return Entity(actor.id, actor.label, actor.kind, (), actor.part_of, actor.same_as, curated=True, name=actor.label)


def with_parents(extraction: Extraction, actors: Mapping[str, Actor]) -> Extraction:
    """``extraction`` with the parents of its entities, and theirs, where ``actors`` has them; entities sorted by id."""
    entities = {entity.id: entity for entity in extraction.entities}
    above = [entity.part_of for entity in extraction.entities]
    while above:
        parent = above.pop()
        if parent is not None and parent not in entities and parent in actors:
            entities[parent] = actor_entity(actors[parent])
            above.append(actors[parent].part_of)
    return replace(extraction, entities=tuple(entities[name] for name in sorted(entities)))
