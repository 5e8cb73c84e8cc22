"""Typed access to the tables of rule files: each reader returns a checked value or raises a RulesError that names the place."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from typing import Any, NoReturn, TypeVar

from ztgraph.errors import RulesError
from ztgraph.rules.strict_yaml import Row, Table

Choice = TypeVar("Choice", bound=str)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that ``word`` most likely means, if one is near."""
    found = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return found[0] if found else None


def fail(message: str, place: str, remedy: str) -> NoReturn:
    """Raise the RulesError of a rule file."""
    raise RulesError(message, place=place, remedy=remedy)


def unknown(what: str, word: str, known: Collection[str], place: str) -> NoReturn:
    """Refuse ``word`` and name the nearest of ``known``, or all of them where none is near."""
    near = nearest(word, known)
    if near is not None:
        raise RulesError(f"unknown {what} '{word}' — did you mean '{near}'?", place=place, remedy=f"correct the {what}")
    fail(f"unknown {what} '{word}'", place, f"use one of: {', '.join(sorted(known))}")


def check_keys(table: Table, known: Collection[str], required: Collection[str] = ()) -> None:
    """Refuse keys outside ``known`` and the lack of ``required`` ones."""
    for key in table:
        if key not in known:
            unknown("key", key, known, table.place(key))
    for key in required:
        if key not in table:
            fail(f"the key '{key}' is missing", table.place(), f"add '{key}: …'")


def as_table(value: Any, what: str, place: str) -> Table:
    """``value`` as a mapping."""
    if not isinstance(value, Table):
        fail(f"{what} is not a mapping", place, "write 'key: value' lines")
    return value


def table_at(table: Table, key: str) -> Table:
    """The mapping under a required ``key``."""
    check_keys(table, table.keys(), (key,))
    return as_table(table[key], f"'{key}'", table.place(key))


def tables_at(table: Table, key: str) -> list[Table]:
    """The list of mappings under ``key``; empty if absent."""
    if key not in table:
        return []
    row = table[key]
    if not isinstance(row, Row):
        fail(f"'{key}' is not a list", table.place(key), "write its items on lines that begin with '- '")
    return [as_table(item, f"an item of '{key}'", f"{row.file}:{line}") for item, line in zip(row, row.lines, strict=True)]


def text_at(table: Table, key: str) -> str:
    """The non-empty text under a required ``key``."""
    check_keys(table, table.keys(), (key,))
    return as_text(table[key], f"'{key}'", table.place(key))


def text_or_none(table: Table, key: str) -> str | None:
    """The non-empty text under ``key``, ``None`` if absent."""
    return text_at(table, key) if key in table else None


def as_text(value: Any, what: str, place: str) -> str:
    """``value`` as one non-empty text without blanks at its ends."""
    if not isinstance(value, str):
        fail(f"{what} is not one text", place, "write one value, without brackets or dashes")
    if not value or value != value.strip():
        fail(f"{what} is empty or has blanks at its ends", place, "remove the blanks or the key")
    return value


def texts_at(table: Table, key: str) -> tuple[str, ...]:
    """The text or list of texts under ``key`` without repetition; empty if absent."""
    return as_texts(table[key], key, table.place(key)) if key in table else ()


def as_texts(value: Any, what: str, place: str) -> tuple[str, ...]:
    """``value``, a text or a list of texts, as a tuple of different texts."""
    if isinstance(value, str):
        return (as_text(value, f"'{what}'", place),)
    if not isinstance(value, Row):
        fail(f"'{what}' is neither a text nor a list of texts", place, "write [one, two]")
    seen: dict[str, int] = {}
    for item, line in zip(value, value.lines, strict=True):
        word = as_text(item, f"an item of '{what}'", f"{value.file}:{line}")
        if word in seen:
            fail(f"'{word}' stands twice in '{what}'", f"{value.file}:{line}", "keep one of them")
        seen[word] = line
    if not seen:
        fail(f"'{what}' is an empty list", place, "remove the key")
    return tuple(seen)


def choice_at(table: Table, key: str, choices: Collection[Choice]) -> Choice:
    """The text under a required ``key``, which must be one of ``choices``."""
    word = text_at(table, key)
    for choice in choices:
        if choice == word:
            return choice
    unknown(f"value of '{key}'", word, choices, table.place(key))


def choice_or_none(table: Table, key: str, choices: Collection[Choice]) -> Choice | None:
    """Like ``choice_at``, ``None`` if absent."""
    return choice_at(table, key, choices) if key in table else None


def choices_at(table: Table, key: str, choices: Collection[Choice]) -> frozenset[Choice]:
    """The set of ``choices`` under ``key``, a text or a list; empty if absent."""
    found: list[Choice] = []
    for word in texts_at(table, key):
        hit = [choice for choice in choices if choice == word]
        if not hit:
            unknown(f"value of '{key}'", word, choices, table.place(key))
        found.extend(hit)
    return frozenset(found)
