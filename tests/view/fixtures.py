"""Realistic input for the page without the engine: the annotated press release, turned into the model's objects."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from ztgraph.identity import discovered_entity_id, slug, statement_id
from ztgraph.model import Document, Entity, Evidence, Extraction, Kind, Modality, Polarity, Statement
from ztgraph.view.relations import RelationInfo

GOLD = Path(__file__).parents[1] / "gold"

_LABELS = {
    "DOJ": ("doj", "Department of Justice", "Q1553390"),
    "DHS": ("dhs", "Department of Homeland Security", "Q11231"),
    "HHS": ("hhs", "Department of Health and Human Services", "Q942326"),
    "USMS": ("usms", "U.S. Marshals Service", None),
    "DOJ OIG": ("doj-oig", "DOJ Office of the Inspector General", "Q7889737"),
    "Office of the Attorney General": ("oag", "Office of the Attorney General", None),
}
_PARTS = {"doj-oig": "doj", "usms": "doj", "oag": "doj"}
_FAMILIES = {
    "coordination": "coordinated_with consulted informed provided_to transferred_to referred_to reunified_with responded_to agreed_with",
    "direction": "directed urged expected_of approved requested_of announced issued implemented changed ended prepared_for",
    "oversight": "investigated interviewed recommended_to complied_with oversaw",
    "enforcement": "prosecuted apprehended separated_from",
    "structure": "affiliated_with part_of funded",
}
_NEGATIVE = {
    "coordinated_with": "did not coordinate with", "informed": "did not inform", "interviewed": "did not interview",
    "prepared_for": "did not prepare for", "referred_to": "did not refer to", "agreed_with": "did not agree with",
}  # fmt: skip


def relations() -> dict[str, RelationInfo]:
    """The relations of the guidelines with simple readings."""
    return {
        name: RelationInfo(name.replace("_", " "), _NEGATIVE.get(name, f"did not: {name.replace('_', ' ')}"), family, name in {"coordinated_with", "reunified_with"})
        for family, names in _FAMILIES.items()
        for name in names.split()
    }  # fmt: skip


def gold_extractions(name: str = "seed", count: int | None = None) -> list[Extraction]:
    """The passages of tests/gold/NAME.jsonl as the engine would ideally give them."""
    lines = (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [_extraction(json.loads(line)) for line in lines[:count]]


def seed() -> Extraction:
    """The press release."""
    return gold_extractions()[0]


def document(text: str, **fields: Any) -> Document:
    """A document on ``text``."""
    return Document(**{"id": "doc", "text": text, "sha256": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), **fields})


def statement(text: str, subject: Entity, predicate: str, object_: Entity, quote: str, **fields: Any) -> Statement:
    """A statement on ``text`` with the first place of ``quote`` as its evidence."""
    start = text.index(quote)
    values: dict[str, Any] = {
        "polarity": "positive",
        "modality": "asserted",
        "time": None,
        "attribution": None,
        "document": "doc",
        **fields,
    }
    by = values["attribution"]
    identity = statement_id(
        text, subject.id, predicate, object_.id, values["polarity"], values["modality"], values["time"], by.id if by else None
    )
    return Statement(
        id=identity, subject=subject, predicate=predicate, object=object_, rule=f"{predicate}/x", evidence=(Evidence(start, start + len(quote), quote),), **values
    )  # fmt: skip


def _extraction(record: dict[str, Any]) -> Extraction:
    text = record["text"]
    doc = document(
        text,
        id="doj-oig-2021-01-13-zero-tolerance" if record["id"] == "seed" else record["id"],
        date=record["dateline"],
        title="DOJ OIG Releases Report on the Zero Tolerance Policy" if record["id"] == "seed" else None,
        publisher="DOJ Office of the Inspector General" if record["id"] == "seed" else None,
        url="https://oig.justice.gov/reports/" if record["id"] == "seed" else None,
        source=f"{record['id']}.txt",
    )
    entities: dict[str, Entity] = {}
    statements = [_statement(doc, gold, entities) for gold in record["statements"]]
    statements.sort(key=lambda s: (s.evidence[0].start, s.evidence[0].end, s.id))
    return Extraction(doc, tuple(sorted(entities.values(), key=lambda e: e.id)), tuple(statements))


def _statement(doc: Document, gold: dict[str, Any], entities: dict[str, Entity]) -> Statement:
    subject = _entity(doc, gold["subject"], gold["subject_type"], entities)
    object_ = _entity(doc, gold["object"], gold["object_type"], entities)
    source = _entity(doc, gold["attribution"], "agency", entities) if gold["attribution"] else None
    polarity: Polarity = gold["polarity"]
    modality: Modality = gold["modality"]
    start = doc.text.index(gold["quote"])
    identity = statement_id(
        doc.sha256, subject.id, gold["predicate"], object_.id, polarity, modality, gold["time"], source.id if source else None
    )
    return Statement(
        identity, doc.id, subject, gold["predicate"], object_, polarity, modality, f"{gold['predicate']}/gold",
        (Evidence(start, start + len(gold["quote"]), gold["quote"]),), gold["time"], source, gold.get("theme"),
    )  # fmt: skip


def _entity(doc: Document, forms: list[str], kind: Kind, entities: dict[str, Entity]) -> Entity:
    known = _LABELS.get(forms[0])
    identity, label, same = known or (discovered_entity_id(doc.id, forms[0]), forms[0], None)
    if identity not in entities:
        entities[identity] = Entity(
            identity, label, kind, (label, *forms), _PARTS.get(identity), (same,) if same else (), None, bool(known)
        )
    return entities[identity]


__all__ = ["document", "gold_extractions", "relations", "seed", "slug", "statement"]
