"""Word lists and cue files: titles, head nouns by kind, and the generic tables of ``cues/``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ztgraph.rules import fields
from ztgraph.rules.objects import Actor, CueTable, Heads, Title, Titles
from ztgraph.rules.strict_yaml import Row, Table

HEAD_KINDS = ("agency", "group", "population", "instrument", "place", "event")
HEAD_MARKS = ("organisation_suffixes", "organisation_heads", "person_suffixes")

CUE_KEYS: dict[str, frozenset[str] | None] = {
    "embedding": frozenset({"verbs", "nouns", "adjectives", "phrase_control"}),
    "speech": frozenset({"saying", "finding", "faulting", "according", "nouns", "voices"}),
    "support": frozenset({"verbs", "converse", "negative", "open", "issuing", "topics"}),
    "negation": frozenset({"determiners", "adverbs", "pronouns", "prepositions", "nouns"}),
    "modality": frozenset({"modals", "negative_modals", "adverbs", "conjunctions", "prepositions"}),
    "prepositions": frozenset({"frames"}),
    "grammar": None,
}
"""The cue files there may be (by name without suffix) and their keys; ``None`` leaves the keys free."""


def read_heads(table: Table) -> Heads:
    """``words/heads.yaml``. Raises RulesError, also for a head noun of two kinds: a mention has one kind."""
    fields.check_keys(table, (*HEAD_KINDS, *HEAD_MARKS))
    kind_of: dict[str, str] = {}
    for kind in HEAD_KINDS:
        for word in fields.texts_at(table, kind):
            if word != word.lower():
                fields.fail(f"the head noun '{word}' is not in lower case", table.place(kind), f"write '{word.lower()}'")
            if word in kind_of:
                fields.fail(f"the head noun '{word}' is both {kind_of[word]} and {kind}", table.place(kind), "keep the usual one")
            kind_of[word] = kind
    return Heads(**{key: frozenset(fields.texts_at(table, key)) for key in (*HEAD_KINDS, *HEAD_MARKS)})


def read_titles(table: Table) -> Titles:
    """``words/titles.yaml``. Raises RulesError; that agencies and offices exist is for ``check_titles``."""
    fields.check_keys(table, ("titles", "prefixes", "lower"), ("titles",))
    titles: dict[str, Title] = {}
    for item in fields.tables_at(table, "titles"):
        fields.check_keys(item, ("title", "agency", "office"), ("title",))
        title = Title(fields.text_at(item, "title"), fields.text_or_none(item, "agency"), fields.text_or_none(item, "office"))
        if title.title in titles:
            fields.fail(f"the title '{title.title}' stands twice", item.place("title"), "keep one of them")
        titles[title.title] = title
    return Titles(tuple(titles.values()), frozenset(fields.texts_at(table, "prefixes")), frozenset(fields.texts_at(table, "lower")))


def check_titles(titles: Titles, actors: Mapping[str, Actor], place: str) -> None:
    """Refuse a title whose agency or office is no known actor."""
    for title in titles.titles:
        for key, value in (("agency", title.agency), ("office", title.office)):
            if value is not None and value not in actors:
                fields.unknown(f"{key} of the title '{title.title}'", value, actors, place)


def read_cues(table: Table, stem: str, place: str) -> dict[str, CueTable]:
    """One cue file as plain immutable data: keys of ``CUE_KEYS`` to nested dicts and tuples of texts. Raises RulesError."""
    if stem not in CUE_KEYS:
        fields.unknown("cue file", stem, CUE_KEYS, place)
    allowed = CUE_KEYS[stem]
    if allowed is not None:
        fields.check_keys(table, allowed)
    return {key: _plain(value, key, table.place(key)) for key, value in table.items()}


def _plain(value: Any, what: str, place: str) -> CueTable:
    if isinstance(value, Table):
        return {key: _plain(item, key, value.place(key)) for key, item in value.items()}
    if isinstance(value, Row):
        if all(isinstance(item, str) for item in value) and value:
            return fields.as_texts(value, what, place)
        return tuple(_plain(item, f"an item of {what}", f"{value.file}:{line}") for item, line in zip(value, value.lines, strict=True))
    return fields.as_text(value, f"'{what}'", place)
