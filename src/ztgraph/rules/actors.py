"""Files of actors into Actor objects, and the checks that hold across all of them: unique ids, known parents, names that collide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ztgraph.model import KINDS
from ztgraph.rules import fields
from ztgraph.rules.objects import Actor
from ztgraph.rules.strict_yaml import Table

ACTOR_KEYS = (
    "id", "label", "aliases", "abbreviations", "collides", "kind", "part_of", "generic", "same_as", "dates", "examples",
)  # fmt: skip

_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
_DATES = re.compile(r"(\d{4}(-\d\d){0,2}|\.\.)?/(\d{4}(-\d\d){0,2}|\.\.)?|\d{4}(-\d\d){0,2}")


def read_actors(table: Table) -> list[Actor]:
    """The actors of one parsed file, in its order. Raises RulesError."""
    fields.check_keys(table, ("actors",), ("actors",))
    return [_actor(item) for item in fields.tables_at(table, "actors")]


def _actor(table: Table) -> Actor:
    fields.check_keys(table, ACTOR_KEYS, ("id", "label", "kind"))
    identifier = _matching(table, "id", fields.text_at(table, "id"), _SLUG, "write lower-case words joined by '-', like doj-oig")
    for item in fields.texts_at(table, "same_as"):
        _matching(table, "same_as", item, _WIKIDATA, "write the Wikidata id, like Q1553390")
    dates = fields.text_or_none(table, "dates")
    if dates is not None:
        _matching(table, "dates", dates, _DATES, "write EDTF, like 2003/ or 1933/1942")
    for word in fields.texts_at(table, "generic"):
        if word != word.lower():
            fields.fail(f"the generic noun '{word}' is not in lower case", table.place("generic"), f"write '{word.lower()}'")
    actor = Actor(
        id=identifier,
        label=fields.text_at(table, "label"),
        kind=fields.choice_at(table, "kind", KINDS),
        aliases=fields.texts_at(table, "aliases"),
        abbreviations=fields.texts_at(table, "abbreviations"),
        collides=fields.texts_at(table, "collides"),
        part_of=fields.text_or_none(table, "part_of"),
        generic=fields.texts_at(table, "generic"),
        same_as=fields.texts_at(table, "same_as"),
        dates=dates,
        examples=fields.texts_at(table, "examples"),
        file=table.file,
        line=table.line,
    )
    _own_names(table, actor)
    return actor


def _matching(table: Table, key: str, value: str, pattern: re.Pattern[str], remedy: str) -> str:
    if not pattern.fullmatch(value):
        fields.fail(f"'{value}' is not a valid {key}", table.place(key), remedy)
    return value


def _own_names(table: Table, actor: Actor) -> None:
    """An actor names itself once by each name, and only its own names can collide."""
    names: list[str] = [actor.label, *actor.aliases, *actor.abbreviations]
    for name in sorted(set(names)):
        if names.count(name) > 1:
            fields.fail(f"'{name}' stands twice among the names of '{actor.id}'", table.place(), "keep it as label, alias or abbreviation")
    for name in actor.collides:
        if name not in names:
            fields.unknown(f"name in 'collides' of '{actor.id}'", name, names, table.place("collides"))


def check_actors(actors: Iterable[Actor]) -> dict[str, Actor]:
    """All actors by id, sorted. Raises RulesError for double ids, unknown or circular parents, and names of two that do not collide."""
    by_id: dict[str, Actor] = {}
    for actor in actors:
        if actor.id in by_id:
            other = by_id[actor.id]
            fields.fail(f"the actor '{actor.id}' stands twice (first in {_place(other)})", _place(actor), "merge the two entries")
        by_id[actor.id] = actor
    for actor in by_id.values():
        _check_parents(actor, by_id)
    _check_shared_names(by_id)
    return dict(sorted(by_id.items()))


def _place(actor: Actor) -> str:
    return f"{actor.file}:{actor.line}"


def _check_parents(actor: Actor, by_id: Mapping[str, Actor]) -> None:
    seen = [actor.id]
    current = actor
    while current.part_of is not None:
        if current.part_of not in by_id:
            fields.unknown(f"parent of '{current.id}'", current.part_of, by_id, _place(current))
        if current.part_of in seen:
            fields.fail(f"'{actor.id}' is part of itself ({' > '.join([*seen, current.part_of])})", _place(actor), "correct 'part_of'")
        current = by_id[current.part_of]
        seen.append(current.id)


def _check_shared_names(by_id: Mapping[str, Actor]) -> None:
    """Of the actors that share a name at most one may have it for itself; the others list it in ``collides``."""
    holders: dict[str, Actor] = {}
    for actor in by_id.values():
        for name in (actor.label, *actor.aliases, *actor.abbreviations):
            if name in actor.collides:
                continue
            if name in holders:
                other = holders[name]
                message = f"'{name}' names both '{actor.id}' and '{other.id}' ({_place(other)})"
                fields.fail(message, _place(actor), "list the name in 'collides' of the one that it means less often, or of both")
            holders[name] = actor
