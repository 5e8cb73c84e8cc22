"""The rules as frozen objects: what the lexicon's YAML files mean, and the indices the engine looks things up in.

Everything here is plain data (tuples, frozensets, dicts that nobody writes to), so that rules pickle for worker processes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ztgraph.errors import RulesError
from ztgraph.model import Kind, Modality, Polarity
from ztgraph.rules.notation import MarkedSpan

TriggerPos = Literal["verb", "noun", "adjective"]
Voice = Literal["active", "passive"]
Complement = Literal["infinitive", "that", "ing", "whether", "none"]
Family = Literal["coordination", "direction", "oversight", "enforcement", "structure"]
Constraint = tuple[str, tuple[str, ...]]
"""A position and the lemmas of which one must head it; ``("any",)`` asks for mere presence."""

ANY: tuple[str, ...] = ("any",)

CueTable: TypeAlias = "str | tuple[CueTable, ...] | Mapping[str, CueTable]"
"""What a cue file holds under a key: words, lists of words, mappings of words, nested."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of saying a relation: a trigger and the grammatical positions of the roles.

    ``subject``, ``object`` and ``theme`` list positions in order of preference. ``needs`` and ``unless`` are constraints, sorted by
    position: all of ``needs`` must hold, none of ``unless`` may. The kinds are those of the frame, or of its relation if it names none.
    """

    id: str
    relation: str
    trigger_pos: TriggerPos
    triggers: tuple[str, ...]
    subject: tuple[str, ...]
    object: tuple[str, ...]
    theme: tuple[str, ...] = ()
    needs: tuple[Constraint, ...] = ()
    unless: tuple[Constraint, ...] = ()
    polarity: Polarity = "positive"
    modality: Modality | None = None
    voice: Voice | None = None
    complement: Complement | None = None
    subject_kinds: frozenset[Kind] = frozenset()
    object_kinds: frozenset[Kind] = frozenset()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with the answer in it: ``say`` as written, ``text`` plain, ``spans`` its marked roles."""

    say: str
    text: str
    spans: tuple[MarkedSpan, ...] = ()
    time: str | None = None
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    attribution: str | None = None
    frame: str | None = None
    why: str | None = None
    line: int = 0
    file: str = ""

    def words(self, role: str) -> tuple[str, ...]:
        """The words marked with ``role``, in order of place."""
        return tuple(self.text[start:end] for name, start, end in self.spans if name == role)

    @property
    def place(self) -> str:
        """``file:line`` of the example."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Relation:
    """One predicate of the graph with all frames that express it and the examples that prove them."""

    id: str
    label: str
    negative_label: str
    meaning: str
    family: Family
    symmetric: bool
    subject_kinds: frozenset[Kind]
    object_kinds: frozenset[Kind]
    frames: tuple[Frame, ...]
    match: tuple[Example, ...] = ()
    no_match: tuple[Example, ...] = ()
    not_yet: tuple[Example, ...] = ()
    file: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """A curated actor. ``collides`` are those of its names that bind only where the document defines or fully names it."""

    id: str
    label: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    collides: tuple[str, ...] = ()
    part_of: str | None = None
    generic: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    dates: str | None = None
    examples: tuple[str, ...] = ()
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Title:
    """A title of office; ``agency`` and ``office`` are ids of the actors that the title alone implies."""

    title: str
    agency: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles that stand before or after names, words that may precede a title (Acting, former), and role nouns (president, sheriff)."""

    titles: tuple[Title, ...] = ()
    prefixes: frozenset[str] = frozenset()
    lower: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Heads:
    """Head nouns by kind (singular, lower case), and the words that mark names of organisations and persons (as written)."""

    agency: frozenset[str] = frozenset()
    group: frozenset[str] = frozenset()
    population: frozenset[str] = frozenset()
    instrument: frozenset[str] = frozenset()
    place: frozenset[str] = frozenset()
    event: frozenset[str] = frozenset()
    organisation_suffixes: frozenset[str] = frozenset()
    organisation_heads: frozenset[str] = frozenset()
    person_suffixes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Cues:
    """The function words of the grammar, by file stem and key: embedding verbs, verbs of saying, negators, modals, word lists."""

    tables: Mapping[str, Mapping[str, CueTable]] = field(default_factory=dict)

    def table(self, stem: str, key: str) -> CueTable:
        """The structure under ``key`` of ``cues/STEM.yaml``: nested dicts and tuples of strings; an empty tuple if absent.

        Do not write to it. Raises RulesError where no file of that stem was loaded.
        """
        if stem not in self.tables:
            raise RulesError(f"there is no cue file '{stem}'", place=f"cues/{stem}.yaml", remedy="add it to the lexicon")
        return self.tables[stem].get(key, ())

    def words(self, stem: str, key: str) -> frozenset[str]:
        """The words under ``key``: the items of a list or the keys of a mapping."""
        table = self.table(stem, key)
        if isinstance(table, str):
            return frozenset({table})
        return frozenset(item for item in table if isinstance(item, str))

    def strings(self, stem: str, key: str) -> Mapping[str, str]:
        """A flat mapping of word to word under ``key``; empty if absent. Raises RulesError where it is not one."""
        return {word: _text(value, stem, key) for word, value in _mapping(self.table(stem, key), stem, key).items()}

    def signatures(self, stem: str, key: str) -> Mapping[str, Mapping[str, str]]:
        """A mapping of word to mapping of word under ``key``; empty if absent. Raises RulesError where it is not one."""
        outer = _mapping(self.table(stem, key), stem, key)
        return {word: {name: _text(item, stem, key) for name, item in _mapping(inner, stem, key).items()} for word, inner in outer.items()}


def _mapping(value: CueTable, stem: str, key: str) -> Mapping[str, CueTable]:
    if isinstance(value, Mapping):
        return value
    if value == ():
        return {}
    raise RulesError(f"'{key}' is not a mapping all the way", place=f"cues/{stem}.yaml", remedy="write 'word: value' lines")


def _text(value: CueTable, stem: str, key: str) -> str:
    if isinstance(value, str):
        return value
    raise RulesError(f"a value under '{key}' is not one word", place=f"cues/{stem}.yaml", remedy="write 'word: value' lines")


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules of a run. ``digest`` is the SHA-256 over the bytes of all rule files: equal digests give equal graphs.

    The fields after ``digest`` are indices derived once.
    """

    relations: dict[str, Relation]
    actors: dict[str, Actor]
    titles: Titles
    heads: Heads
    cues: Cues
    digest: str
    frames: dict[str, Frame] = field(init=False, repr=False, compare=False)
    by_trigger: dict[tuple[TriggerPos, str], tuple[Frame, ...]] = field(init=False, repr=False, compare=False)
    components: dict[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        frames = {frame.id: frame for name in sorted(self.relations) for frame in self.relations[name].frames}
        by_trigger: dict[tuple[TriggerPos, str], list[Frame]] = {}
        for frame in frames.values():
            for trigger in frame.triggers:
                by_trigger.setdefault((frame.trigger_pos, trigger), []).append(frame)
        components: dict[str, list[str]] = {}
        for actor in self.actors.values():
            if actor.part_of is not None:
                components.setdefault(actor.part_of, []).append(actor.id)
        object.__setattr__(self, "frames", frames)
        object.__setattr__(self, "by_trigger", {key: tuple(group) for key, group in by_trigger.items()})
        object.__setattr__(self, "components", {key: tuple(sorted(group)) for key, group in sorted(components.items())})

    def frames_for(self, pos: TriggerPos, lemma: str) -> tuple[Frame, ...]:
        """The frames that ``lemma`` triggers, sorted by relation, then in file order; empty if none."""
        return self.by_trigger.get((pos, lemma), ())
