"""What the graph needs to know of a relation: its labels, its meaning, whether it is symmetric."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from ztgraph.errors import GraphError, RulesError
from ztgraph.graph.ontology_terms import PROPERTIES
from ztgraph.graph.vocabulary import property_name

LEXICON = Path(__file__).resolve().parent.parent / "lexicon" / "relations"


class RelationNames(Protocol):
    """What building needs of a relation; those of ``ztgraph.rules`` have it too, so ``rules.relations`` can be passed as it is."""

    @property
    def id(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def negative_label(self) -> str: ...
    @property
    def symmetric(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation of the lexicon, without its frames. ``subject`` and ``object`` are the kinds of entity that may stand there."""

    id: str
    label: str
    negative_label: str
    meaning: str
    symmetric: bool = False
    family: str = ""
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()


def relation_table(relations: Iterable[Relation]) -> dict[str, Relation]:
    """Relations by id, sorted. Raises GraphError where two of them, or one and its twin, would share a property."""
    table: dict[str, Relation] = {}
    taken: dict[str, str] = {each.name: "the vocabulary" for each in PROPERTIES}
    for relation in sorted(relations, key=lambda each: each.id):
        for negative in (False, True):
            name = property_name(relation.id, negative=negative)
            if taken.setdefault(name, relation.id) != relation.id:
                raise GraphError(f"{taken[name]} and {relation.id} both need the property {name}", remedy="rename one")
        table[relation.id] = relation
    return table


def _relation(data: Mapping[str, Any], place: str) -> Relation:
    try:
        return Relation(
            id=str(data["id"]),
            label=str(data["label"]),
            negative_label=str(data["negative_label"]),
            meaning=str(data["meaning"]),
            symmetric=str(data.get("symmetric", "")).lower() in {"yes", "true"},
            family=str(data.get("family", "")),
            subject=tuple(data.get("subject", ())),
            object=tuple(data.get("object", ())),
        )
    except KeyError as error:
        raise RulesError(
            f"the relation lacks {error.args[0]}", place=place, remedy="every relation has id, label, negative_label, meaning"
        ) from error


def load_relations(folder: Path = LEXICON) -> dict[str, Relation]:
    """The relations of a folder of relation files, without judging their frames (the rules package does that).

    Raises RulesError where a file is not YAML or lacks a key.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            data = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
        except yaml.YAMLError as error:
            raise RulesError(f"not YAML: {error}", place=str(path)) from error
        if not isinstance(data, dict):
            raise RulesError("not a relation", place=str(path), remedy="begin the file with id:")
        found.append(_relation(data, str(path)))
    return relation_table(found)
