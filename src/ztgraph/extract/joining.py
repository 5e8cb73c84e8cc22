"""Bodies that several documents name alike: one node for all of them where that is safe, whichever documents are built together.

What no rule file knows is of its document only, for "the contractor" of one report is not that of the next. A component with a name of its
own is another matter: "TIGTA's Office of Investigations" is the same wherever a document says that it is TIGTA's. So an agency whose
name a document gives, and which the document makes part of exactly one curated body, has an id over that name and that body."""

from __future__ import annotations

from typing import Final

from ztgraph.identity import component_id, statement_id
from ztgraph.model import Entity, Extraction, Statement, replace

_CONNECTING: Final = frozenset({"&", "and", "at", "de", "for", "in", "of", "on", "the", "to"})


def joined(extraction: Extraction) -> Extraction:
    """The extraction with such components under the ids that all documents share, and the ids of their statements accordingly."""
    known = _components(extraction.statements)
    if not known:
        return extraction
    made: dict[str, Entity] = {}
    for statement in extraction.statements:
        for entity in (statement.subject, statement.object, statement.attribution):
            if entity is not None and entity.id in known:
                made[entity.id] = replace(entity, id=known[entity.id])
    statements: list[Statement] = []
    for statement in extraction.statements:
        subject, thing = made.get(statement.subject.id, statement.subject), made.get(statement.object.id, statement.object)
        source = statement.attribution
        if source is not None:
            source = made.get(source.id, source)
        if subject.id != thing.id:
            statements.append(_renamed(statement, extraction.document.sha256, subject, thing, source))
    entities: dict[str, Entity] = {}
    for each in extraction.entities:
        entity = made.get(each.id, each)
        other = entities.get(entity.id)
        if other is not None:  # one name that the document gave twice
            entity = replace(other, mentions=tuple(dict.fromkeys([*other.mentions, *entity.mentions])))
        entities[entity.id] = entity
    return Extraction(extraction.document, tuple([entities[key] for key in sorted(entities)]), tuple(statements))


def _components(statements: tuple[Statement, ...]) -> dict[str, str]:
    """The ids of named components of one curated body, and the ids that they get."""
    parents: dict[str, set[str]] = {}
    labels: dict[str, str] = {}
    for statement in statements:
        body = statement.subject
        if statement.predicate != "part_of" or statement.polarity != "positive" or statement.modality != "asserted":
            continue
        if not body.curated and body.kind == "agency" and statement.object.curated and _is_name(body.label):
            parents.setdefault(body.id, set()).add(statement.object.id)
            labels[body.id] = body.label
    return {key: component_id(min(above), labels[key]) for key, above in parents.items() if len(above) == 1}


def _is_name(label: str) -> bool:
    """Whether a label is a name of its own: capitalised throughout, and of several words or an abbreviation."""
    words = label.split()
    if any(mark in label for mark in "()[]'’"):
        return False
    for word in words:
        if not (word[0].isupper() or word[0].isdigit() or word in _CONNECTING):
            return False
    return words[0][0].isupper() and (len(words) > 1 or (label.isupper() and len(label) > 2))


def _renamed(statement: Statement, sha256: str, subject: Entity, thing: Entity, source: Entity | None) -> Statement:
    if subject is statement.subject and thing is statement.object and source is statement.attribution:
        return statement
    key = statement_id(
        sha256,
        subject.id,
        statement.predicate,
        thing.id,
        statement.polarity,
        statement.modality,
        statement.time,
        source.id if source is not None else None,
    )
    return replace(statement, id=key, subject=subject, object=thing, attribution=source)
