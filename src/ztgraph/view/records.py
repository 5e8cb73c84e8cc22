"""What the page shows, as plain records: documents, entities, statements, and the edges into which statements are bundled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ztgraph.model import KINDS, Document, Entity, Extraction, Statement
from ztgraph.view.context import Utf16, surroundings
from ztgraph.view.dates import extent
from ztgraph.view.relations import FAMILIES, OTHER_FAMILY, RelationInfo, info_for

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bundle:
    """One drawn edge: all statements of one ordered pair of entities with the same polarity and modality.

    ``symmetric`` edges have no direction (all their relations hold both ways); their ends are in order of id.
    """

    start: str
    end: str
    negative: bool
    other: bool
    symmetric: bool
    statements: tuple[int, ...]


@dataclass(slots=True)
class _Merged:
    """One entity over all documents that name it."""

    entity: Entity
    mentions: list[str] = field(default_factory=list)
    same_as: list[str] = field(default_factory=list)


def merged_entities(extractions: Sequence[Extraction]) -> list[Entity]:
    """The entities that stand in a statement, by id; forms and links of all documents together."""
    found: dict[str, _Merged] = {}
    for extraction in extractions:
        for statement in extraction.statements:
            for entity in (statement.subject, statement.object, statement.attribution):
                if entity is not None:
                    _merge(found.setdefault(entity.id, _Merged(entity)), entity)
    return [_entity(found[key]) for key in sorted(found)]


def _merge(merged: _Merged, entity: Entity) -> None:
    merged.mentions += [form for form in entity.mentions if form not in merged.mentions]
    merged.same_as += [link for link in entity.same_as if link not in merged.same_as]


def _entity(merged: _Merged) -> Entity:
    first = merged.entity
    return Entity(first.id, first.label, first.kind, tuple(merged.mentions), first.part_of, tuple(merged.same_as), first.url, first.curated)


def in_order(extractions: Sequence[Extraction]) -> list[Extraction]:
    """``extractions`` by document id, statements by place: the order in which everything on the page is numbered."""

    def place(statement: Statement) -> tuple[int, int, str]:
        first = statement.evidence[0] if statement.evidence else None
        return (first.start, first.end, statement.id) if first else (-1, -1, statement.id)

    ordered = sorted(extractions, key=lambda e: (e.document.id, e.document.sha256))
    return [Extraction(e.document, e.entities, tuple(sorted(e.statements, key=place))) for e in ordered]


def bundles(statements: Sequence[Statement], relations: Mapping[str, RelationInfo]) -> list[Bundle]:
    """The drawn edges of ``statements``, which are referred to by their index; sorted by ends."""
    groups: dict[tuple[str, str, bool, bool, bool], list[int]] = {}
    for index, statement in enumerate(statements):
        start, end = statement.subject.id, statement.object.id
        if start == end:
            continue
        symmetric = info_for(statement.predicate, relations).symmetric
        if symmetric and start > end:
            start, end = end, start
        key = (start, end, statement.polarity == "negative", statement.modality == "other", symmetric)
        groups.setdefault(key, []).append(index)
    return [Bundle(*key, tuple(groups[key])) for key in sorted(groups)]


def document_record(document: Document) -> Record:
    """A document as the page holds it."""
    return {
        "id": document.id,
        "title": document.title or document.source or document.id,
        "date": document.date,
        "publisher": document.publisher,
        "url": document.url if _is_web(document.url) else None,
        "source": document.source,
        "text": document.text,
    }


def entity_record(entity: Entity) -> Record:
    """An entity as the page holds it; only web addresses become links."""
    return {
        "id": entity.id,
        "label": entity.label or entity.id,
        "kind": entity.kind,
        "mentions": [form for form in entity.mentions if form != entity.label],
        "partOf": entity.part_of,
        "sameAs": [link for link in entity.same_as if link],
        "url": entity.url if _is_web(entity.url) else None,
    }


def statement_records(extraction: Extraction, document: int) -> list[Record]:
    """The statements of one document, offsets in UTF-16 code units; ``document`` is the document's index."""
    text, units = extraction.document.text, Utf16(extraction.document.text)
    records: list[Record] = []
    for statement in extraction.statements:
        evidence = []
        for piece in statement.evidence:
            low, high = surroundings(text, piece.start, piece.end)
            evidence.append([units(piece.start), units(piece.end), units(low), units(high)])
        days = extent(statement.time)
        records.append(
            {
                "id": statement.id,
                "doc": document,
                "s": statement.subject.id,
                "p": statement.predicate,
                "o": statement.object.id,
                "neg": statement.polarity == "negative",
                "other": statement.modality == "other",
                "time": statement.time,
                "days": [days.first, days.last, days.interval] if days else None,
                "by": statement.attribution.id if statement.attribution else None,
                "theme": statement.theme,
                "amounts": [[quantity.role, quantity.words] for quantity in statement.quantities],
                "rule": statement.rule,
                "ev": evidence,
            }
        )
        if extraction.document.pages and statement.evidence:
            records[-1]["page"] = extraction.document.page(statement.evidence[0].start)
    return records


def relation_records(statements: Sequence[Statement], relations: Mapping[str, RelationInfo]) -> Record:
    """The relations that occur, by predicate."""
    used = {predicate: info_for(predicate, relations) for predicate in sorted({s.predicate for s in statements})}
    return {
        predicate: {"label": info.label, "negative": info.negative_label, "family": info.family, "symmetric": info.symmetric}
        for predicate, info in used.items()
    }


def vocabulary() -> Record:
    """The closed lists of the page in the order in which they are shown."""
    return {"kinds": list(KINDS), "families": [*FAMILIES, OTHER_FAMILY]}


def _is_web(address: str | None) -> bool:
    return bool(address) and str(address).lower().startswith(("https://", "http://"))
