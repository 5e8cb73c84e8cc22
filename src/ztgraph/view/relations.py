"""What the page has to know of a relation: how it reads, how its negation reads, and to which family it belongs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

FAMILIES: tuple[str, ...] = ("coordination", "direction", "oversight", "enforcement", "structure")
OTHER_FAMILY = "other"


@dataclass(frozen=True, slots=True)
class RelationInfo:
    """How a relation is shown; ``negative_label`` is the reading of its negation ("did not refer to")."""

    label: str
    negative_label: str
    family: str = OTHER_FAMILY
    symmetric: bool = False


def relation_infos(records: Mapping[str, Any] | Iterable[Any]) -> dict[str, RelationInfo]:
    """The relations of ``records`` by predicate: the adapter from whatever holds relations to what the page takes.

    ``records`` is a mapping from predicate to record, or an iterable of records that carry their own ``id``. A record is a mapping or
    an object with ``label``, ``negative_label``, ``family`` and ``symmetric``; whatever lacks is made up from the predicate.
    """
    pairs = records.items() if isinstance(records, Mapping) else ((str(_field(record, "id", "")), record) for record in records)
    return {predicate: _info(predicate, record) for predicate, record in sorted(pairs, key=lambda pair: pair[0])}


def info_for(predicate: str, relations: Mapping[str, RelationInfo]) -> RelationInfo:
    """The relation of ``predicate``, or a readable stand-in where the rules do not know it (a graph built with other rules)."""
    known = relations.get(predicate)
    return known if known is not None else _info(predicate, None)


def _info(predicate: str, record: object) -> RelationInfo:
    if isinstance(record, RelationInfo):
        return record
    label = str(_field(record, "label", "") or predicate.replace("_", " "))
    negative = str(_field(record, "negative_label", "") or f"not: {label}")
    family = str(_field(record, "family", "") or OTHER_FAMILY)
    symmetric = _field(record, "symmetric", False)
    return RelationInfo(label, negative, family if family in FAMILIES else OTHER_FAMILY, symmetric is True or symmetric in ("yes", "true"))


def _field(record: object, name: str, default: object) -> object:
    if isinstance(record, Mapping):
        return record.get(name, default)
    return getattr(record, name, default)
