"""What must be one before a graph is built: an entity's label, a statement that two frames found, a text that came under two names."""

from __future__ import annotations

from collections.abc import Iterable

from ztgraph.errors import GraphError
from ztgraph.model import Entity, Extraction, Statement, replace


def _entities(extraction: Extraction) -> dict[str, Entity]:
    """The entities of a document by id: its register, and any that only a statement names."""
    found: dict[str, Entity] = {}
    for statement in extraction.statements:
        for entity in (statement.subject, statement.object, statement.attribution):
            if entity is not None:
                found.setdefault(entity.id, entity)
    found.update({entity.id: entity for entity in extraction.entities})
    return found


def _labels(extractions: Iterable[Extraction]) -> dict[str, str]:
    """One label an entity over all documents, so that the union of their graphs has one too; the smallest wins where they differ."""
    labels: dict[str, str] = {}
    for extraction in extractions:
        for entity in _entities(extraction).values():
            labels[entity.id] = min(entity.label, labels.get(entity.id, entity.label))
    return labels


def _relabelled(entity: Entity, label: str) -> Entity:
    """A curated actor is called by its own name everywhere, so what other documents call it is nothing to the graph of this one."""
    return (
        entity
        if entity.name is not None or entity.label == label
        else replace(entity, label=label, mentions=(label, entity.label, *entity.mentions))
    )


def _place(statement: Statement) -> tuple[int, int, str]:
    first = min(((each.start, each.end) for each in statement.evidence), default=(0, 0))
    return (*first, statement.rule)


def merged_statements(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """One statement an id, with the evidence of all; rule, theme and the rest are those of the first by place."""
    found: dict[str, Statement] = {}
    for statement in sorted(statements, key=_place):
        first = found.get(statement.id)
        if first is None:
            found[statement.id] = statement
        else:
            places = {(each.start, each.end): each for each in (*first.evidence, *statement.evidence)}
            found[statement.id] = replace(first, evidence=tuple(places[place] for place in sorted(places)))
    return tuple(found.values())


def merged(extractions: Iterable[Extraction]) -> list[tuple[Extraction, str | None]]:
    """The extractions ready to build, sorted by document id, each with the id of the document that has the same text and comes first.

    Such a later document keeps what is known of it and loses its statements, whose ids would be those of the first. Raises GraphError
    where two documents with different texts have one id.
    """
    documents: dict[str, Extraction] = {}
    for extraction in extractions:
        known = documents.setdefault(extraction.document.id, extraction)
        if known.document.sha256 != extraction.document.sha256:
            raise GraphError(f"two documents have the id {extraction.document.id!r}", remedy="give one another id or file name")
    labels = _labels(documents.values())
    originals: dict[str, str] = {}
    ready: list[tuple[Extraction, str | None]] = []
    for name in sorted(documents):
        extraction = documents[name]
        original = originals.setdefault(extraction.document.sha256, name)
        if original != name:
            ready.append((Extraction(extraction.document), original))
            continue
        found = _entities(extraction)
        entities = tuple(_relabelled(found[key], labels[key]) for key in sorted(found))
        ready.append((Extraction(extraction.document, entities, merged_statements(extraction.statements)), None))
    return ready
