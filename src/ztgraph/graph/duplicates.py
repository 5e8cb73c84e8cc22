"""Entities that may be one and the same: a report for people, who then write an alias into the data or leave them apart.

Nothing is joined here. Names are compared within groups that share something (the whole name, all words but one, a surname), so that the
time grows with the number of names and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from ztgraph.graph.likeness import Named, plain, words_of
from ztgraph.graph.mentions import is_name

COMPARED = 60  # members up to which a group is compared one by one; a larger one by the words that miss one letter
LONG = 5  # letters of a word from which one that differs by a letter may be a slip


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Entities that may be one: why, how surely (of 100), by which names."""

    score: int
    reason: str
    kind: str
    names: tuple[str, ...]
    ids: tuple[str, ...]
    documents: int

    def record(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "score": self.score, "reason": self.reason, "kind": self.kind, "names": list(self.names), "ids": list(self.ids),
            "documents": self.documents,
        }  # fmt: skip


@dataclass(slots=True)
class _Name:
    """One name of one kind, without case and punctuation, and who bears it."""

    kind: str
    plain: str
    shown: str
    bearers: list[Named]

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.plain.split())


def duplicates(entities: Iterable[Named], *, least: int = 0) -> list[Duplicate]:
    """Likely duplicates with a score of at least ``least``, the surest first. Descriptions ("the contractor") are no names and left out."""
    names = _names(entities)
    found: list[Duplicate] = []
    for name in names:
        if len(name.bearers) > 1:
            made = _made(95 if any(each.curated for each in name.bearers) else 80 if name.kind == "person" else 90, "the same name", [name])
            found += [] if made is None else [made]
    for score, reason, pairs in (
        (85, "the same words", _same_words(names)),
        (75, "one letter differs", _one_letter(names)),
        (70, "a shorter form of the name", _persons(names)),
        (60, "an abbreviation", _initials(names)),
    ):
        found += [made for pair in pairs if (made := _made(score, reason, pair)) is not None]
    seen: dict[tuple[str, ...], Duplicate] = {}
    for each in sorted(found, key=lambda each: (-each.score, each.kind, each.names, each.ids)):
        if each.score >= least:
            seen.setdefault(each.ids, each)
    return list(seen.values())


def _names(entities: Iterable[Named]) -> list[_Name]:
    """All names of all entities, sorted."""
    found: dict[tuple[str, str], _Name] = {}
    for entity in sorted(entities, key=lambda each: each.id):
        own: set[str] = set()
        for shown in entity.names:
            key = plain(shown)
            if key and key not in own and is_name(shown):
                own.add(key)
                found.setdefault((entity.kind, key), _Name(entity.kind, key, shown, [])).bearers.append(entity)
    return [found[key] for key in sorted(found)]


def _made(score: int, reason: str, names: Sequence[_Name]) -> Duplicate | None:
    """The finding, unless all of it is curated, it is one entity, or each is known to be part of another body."""
    bearers = {entity.id: entity for name in names for entity in name.bearers}
    if len(bearers) < 2 or all(entity.curated for entity in bearers.values()) or _all_apart(list(bearers.values())):
        return None
    shown = tuple(dict.fromkeys(name.shown for name in names))
    documents = sum(entity.documents for entity in bearers.values())
    return Duplicate(score, reason, names[0].kind, shown, tuple(sorted(bearers)), documents)


def _all_apart(entities: Sequence[Named]) -> bool:
    """Whether no two can be one: all have parents, and no parent is shared."""
    seen: set[str] = set()
    for entity in entities:
        if not entity.parents or entity.parents & seen:
            return False
        seen |= entity.parents
    return True


Pairs = Iterator[tuple[_Name, _Name]]


def _same_words(names: Sequence[_Name]) -> Pairs:
    """The same words in another order, or with other articles and prepositions."""
    groups: dict[tuple[str, frozenset[str]], list[_Name]] = defaultdict(list)
    for name in names:
        groups[name.kind, words_of(name.plain)].append(name)
    for group in groups.values():
        yield from combinations(group[:COMPARED], 2)


def _one_letter(names: Sequence[_Name]) -> Pairs:
    """Names that are the same but for one word, which differs by one letter; numbers never are a slip."""
    groups: dict[tuple[str, int, str], list[tuple[str, _Name]]] = defaultdict(list)
    for name in names:
        words = name.words
        for at, word in enumerate(words):
            if len(word) >= LONG and word.isalpha():
                groups[name.kind, at, " ".join((*words[:at], "", *words[at + 1 :]))].append((word, name))
    for group in groups.values():
        if len(group) <= COMPARED:
            yield from ((a, b) for (one, a), (two, b) in combinations(group, 2) if differ_by_one(one, two))
        else:
            yield from _by_missing_letters(group)


def _by_missing_letters(group: Sequence[tuple[str, _Name]]) -> Pairs:
    """As comparing all with all: two words differ by one letter only where they are alike without it."""
    lacking: dict[str, list[tuple[str, _Name]]] = defaultdict(list)
    for word, name in group:
        for shorter in {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}:
            lacking[shorter].append((word, name))
    seen: set[tuple[str, str]] = set()
    for alike in lacking.values():
        for (one, a), (two, b) in combinations(alike[:COMPARED], 2):
            if (a.plain, b.plain) not in seen and differ_by_one(one, two):
                seen.add((a.plain, b.plain))
                yield a, b


def differ_by_one(first: str, second: str) -> bool:
    """Whether two words differ by one letter that is there, missing or another, or by two neighbours that are exchanged."""
    if first == second or abs(len(first) - len(second)) > 1:
        return False
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    a, b = first[start:], second[start:]
    if a[1:] == b[1:] or a[1:] == b or a == b[1:]:
        return True
    return len(a) == len(b) > 1 and a[0] == b[1] and a[1] == b[0] and a[2:] == b[2:]


def _persons(names: Sequence[_Name]) -> Pairs:
    """Persons of one surname whose first names do not contradict each other: "M. Horn", "Mara Horn", "Mara E. Horn"."""
    groups: dict[str, list[_Name]] = defaultdict(list)
    for name in names:
        if name.kind == "person" and len(name.words) > 1:
            groups[name.words[-1]].append(name)
    for group in groups.values():
        yield from ((a, b) for a, b in combinations(group[: 4 * COMPARED], 2) if _agree(a.words[:-1], b.words[:-1]))


def _agree(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether two rows of first names may be of one person: the first of one is that of the other or begins it, and so on."""
    if len(first) > len(second):
        first, second = second, first
    pairs = zip(first, second if len(first) == len(second) else second[: len(first)], strict=True)
    return all(a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in pairs)


def _initials(names: Sequence[_Name]) -> Pairs:
    """A capital abbreviation, and the only name of that kind whose words begin with its letters."""
    full: dict[tuple[str, str], list[_Name]] = defaultdict(list)
    for name in names:
        initials = "".join(word[0] for word in name.words if word in words_of(name.plain))
        if len(initials) > 2:
            full[name.kind, initials].append(name)
    for name in names:
        if len(name.words) == 1 and name.shown.isupper() and len(full.get((name.kind, name.plain), ())) == 1:
            yield name, full[name.kind, name.plain][0]
