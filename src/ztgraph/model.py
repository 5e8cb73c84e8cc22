"""The statement model: what the engine produces and everything after it consumes.

All objects are immutable; offsets are Unicode code points into ``Document.text``, end exclusive. The vocabulary is that of ACE event
annotation (mention, argument, polarity, modality) and FactBank (the source of a claim).
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeVar

Kind = Literal["agency", "person", "group", "population", "instrument"]
Polarity = Literal["positive", "negative"]
Modality = Literal["asserted", "other"]
SectionRole = Literal["findings", "recommendations", "response", "quotation", "footnote"]
Bound = Literal["exact", "at_least", "at_most", "more_than", "less_than", "about"]

KINDS: tuple[Kind, ...] = ("agency", "person", "group", "population", "instrument")
ACTOR_KINDS: frozenset[Kind] = frozenset({"agency", "person", "group"})


class Section(NamedTuple):
    """A stretch of ``Document.text`` that speaks for somebody: where it lies, what it is, and whose words it gives.

    ``speaker`` is a name as the document writes it; ``None`` is the document's own author for findings and recommendations, and nobody
    that can be told for the other roles. Sections come in order of place and do not overlap.
    """

    start: int
    end: int
    role: SectionRole
    speaker: str | None = None


class PageStart(NamedTuple):
    """From ``start`` on, ``Document.text`` stands on page ``number`` of the file (the first is 1). A footnote may go back a page."""

    start: int
    number: int


class Link(NamedTuple):
    """The words ``text[start:end]`` are a link to ``address``."""

    start: int
    end: int
    address: str


class Piece(NamedTuple):
    """``text[start : start + length]`` stands at ``raw[place : place + length]`` of the source, or for what stands there."""

    start: int
    place: int
    length: int


@dataclass(frozen=True, slots=True)
class Origin:
    """The characters of the source before lines were joined and marks taken out, and where each stretch of the text comes from."""

    raw: str
    pieces: tuple[Piece, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` stands in ``raw``, from its first to its last character that comes from there."""
        low, high = self._place(start), self._place(end - 1) + 1
        return low, max(low, high)

    def _place(self, offset: int) -> int:
        number = bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1
        if number < 0:
            return 0
        piece = self.pieces[number]
        return piece.place + min(offset - piece.start, max(0, piece.length - 1))


@dataclass(frozen=True, slots=True)
class Document:
    """One source document as the engine reads it.

    ``text`` is the only text that offsets refer to. ``date`` is the dateline as EDTF (``2021-01-13``), ``None`` where unknown.
    ``sha256`` is the hex digest of ``text`` in UTF-8; ``source`` is the name of the file or corpus line it came from. ``number`` is that
    of the report. ``pages``, ``sections`` and ``links`` lie on ``text``; ``origin`` leads back to the source where ``text`` is not it.
    """

    id: str
    text: str
    sha256: str
    date: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    source: str = ""
    media_type: str = "text/plain"
    reader: str = "plain"
    number: str | None = None
    pages: tuple[PageStart, ...] = ()
    sections: tuple[Section, ...] = ()
    links: tuple[Link, ...] = ()
    origin: Origin | None = field(default=None, compare=False, repr=False)

    def page(self, offset: int) -> int | None:
        """The page of the file on which the character at ``offset`` stands; None where the file has no pages."""
        number = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return self.pages[max(0, number)].number if self.pages else None


class Evidence(NamedTuple):
    """The words of the document on which a statement stands: ``text[start:end] == quote``, on ``page`` where the file has pages."""

    start: int
    end: int
    quote: str
    page: int | None = None


class Entity(NamedTuple):
    """An actor or thing of the document's register; co-referring mentions are one entity.

    ``label`` is the best form, ``mentions`` all surface forms (label first). ``part_of`` is the id of the parent, from curated data
    only (what the text itself says of parents is a statement). ``same_as`` holds checked identifiers (Wikidata); ``curated`` says
    that the id is one of the lexicon and means the same in every document; a discovered entity's id is of this document only.
    ``label`` is the name that this document uses; ``name`` is the lexicon's own name of a curated actor, the same everywhere.
    """

    id: str
    label: str
    kind: Kind
    mentions: tuple[str, ...] = ()
    part_of: str | None = None
    same_as: tuple[str, ...] = ()
    url: str | None = None
    curated: bool = False
    name: str | None = None


class Quantity(NamedTuple):
    """A number that the text gives for one role of a statement: "over 3,000 children" is (object, "over 3,000", 3000, more_than)."""

    role: Literal["subject", "object", "theme"]
    words: str
    value: float
    bound: Bound = "exact"


class Step(NamedTuple):
    """One reason for what a statement says, for ``explain``: a role filler, a cue, an antecedent, a date.

    ``what`` is one of trigger, subject, object, theme, negation, modality, attribution, time, antecedent; ``note`` says how.
    """

    what: str
    start: int
    end: int
    note: str


class Statement(NamedTuple):
    """One statement of the graph; ``rule`` is ``relation/frame``, ``time`` EDTF, evidence in order of place."""

    id: str
    document: str
    subject: Entity
    predicate: str
    object: Entity
    polarity: Polarity
    modality: Modality
    rule: str
    evidence: tuple[Evidence, ...]
    time: str | None = None
    attribution: Entity | None = None
    theme: str | None = None
    quantities: tuple[Quantity, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that the engine found in one document: its entities (sorted by id) and statements (sorted by place)."""

    document: Document
    entities: tuple[Entity, ...] = field(default=())
    statements: tuple[Statement, ...] = field(default=())


Record = TypeVar("Record")


def replace(record: Record, **changes: Any) -> Record:
    """A copy of a record of this module (or of any data class or named tuple) with some fields changed."""
    if isinstance(record, tuple):
        return record._replace(**changes)  # type: ignore[attr-defined,no-any-return]
    return dataclasses.replace(record, **changes)  # type: ignore[type-var]


def entity_record(entity: Entity | None) -> dict[str, Any] | None:
    """The JSON form of an entity in the stable statement record."""
    if entity is None:
        return None
    return {"id": entity.id, "label": entity.label, "type": entity.kind, "mentions": list(entity.mentions)}


def evidence_record(evidence: Evidence) -> dict[str, Any]:
    """The JSON form of evidence in the stable statement record; ``page`` is there where the file has pages."""
    record: dict[str, Any] = {"start": evidence.start, "end": evidence.end, "quote": evidence.quote}
    return record if evidence.page is None else {**record, "page": evidence.page}


def statement_record(statement: Statement) -> dict[str, Any]:
    """The stable record of one statement, as ``ztgraph extract --format jsonl`` writes it, keys in a fixed order."""
    return {
        "document": statement.document,
        "id": statement.id,
        "subject": entity_record(statement.subject),
        "predicate": statement.predicate,
        "object": entity_record(statement.object),
        "polarity": statement.polarity,
        "modality": statement.modality,
        "time": statement.time,
        "attribution": entity_record(statement.attribution),
        "theme": statement.theme,
        "quantities": [{"role": q.role, "words": q.words, "value": q.value, "bound": q.bound} for q in statement.quantities],
        "evidence": [evidence_record(e) for e in statement.evidence],
        "rule": statement.rule,
    }
