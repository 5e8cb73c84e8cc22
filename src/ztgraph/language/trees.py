"""What the grammar makes of a sentence: phrases, prepositional phrases and clauses, linked but not yet interpreted."""

from __future__ import annotations

from ztgraph.language.dates import Time
from ztgraph.language.units import Unit


class Phrase:
    """A noun phrase. ``units`` are the premodifiers and the head (no determiner); indices are those of the sentence's units.

    ``possessor`` is the phrase before 's (or the one that a possessive pronoun stands for); ``outer`` is "nine" in "nine of its offices",
    where the phrase itself is "its offices".
    """

    __slots__ = ("appositions", "clauses", "determiner", "first", "head", "last", "negation", "outer", "possessor", "pps", "roles", "units")

    def __init__(
        self, first: int, last: int, head: Unit, units: list[Unit], determiner: Unit | None = None, possessor: Phrase | None = None
    ) -> None:
        self.first, self.last, self.head, self.units = first, last, head, units
        self.determiner, self.possessor = determiner, possessor
        self.pps: list[Preposition] = []
        self.appositions: list[Phrase] = []
        self.clauses: list[Clause] = []
        self.outer: Phrase | None = None
        self.negation: Unit | None = None

    @property
    def plural(self) -> bool:
        """Whether the head is plural in form."""
        return self.head.tag == "NS" or self.head.norm in ("they", "them", "we", "us", "these", "those", "both", "all", "many", "several")

    @property
    def pronoun(self) -> bool:
        """Whether the phrase is a pronoun or a bare determiner that stands for a noun."""
        return self.head.tag in ("PR", "D", "PP", "TH", "WH")

    def __repr__(self) -> str:
        words = " ".join(u.norm for u in self.units)
        owner = f"{self.possessor!r}'s " if self.possessor else ""
        return f"[{owner}{words}]"


class Preposition:
    """A prepositional phrase: its complement is a group of phrases, a clause ("without notifying B") or a time."""

    __slots__ = ("clause", "first", "group", "host", "last", "negation", "time", "word")

    def __init__(self, word: str, first: int) -> None:
        self.word, self.first, self.last = word, first, first + 1
        self.group: list[Phrase] = []
        self.clause: Clause | None = None
        self.time: Time | None = None
        self.host: Phrase | None = None
        self.negation: Unit | None = None

    def __repr__(self) -> str:
        return f"{self.word}({self.group or self.clause or self.time})"


class Clause:
    """One predication: a verb group with what depends on it.

    ``relation`` to ``parent``: main, that, to, ing, bare, wh, adv (with ``connective``), rel (restrictive; ``commented`` after a comma),
    part (participial), reduced (participle on a noun), conj (coordinated with ``parent``), prep (gerund after a preposition).
    """

    __slots__ = (
        "adverbs",
        "antecedent",
        "commented",
        "complements",
        "connective",
        "first",
        "gap",
        "head",
        "last",
        "modal",
        "negation",
        "objects",
        "parent",
        "particles",
        "passive",
        "perfect",
        "plural",
        "pps",
        "predicate",
        "progressive",
        "relation",
        "shared",
        "speaker",
        "subject",
        "times",
        "verb",
    )

    def __init__(self, relation: str, parent: Clause | None = None, connective: str = "") -> None:
        self.relation, self.parent, self.connective = relation, parent, connective
        self.subject: list[Phrase] = []
        self.objects: list[list[Phrase]] = []
        self.pps: list[Preposition] = []
        self.complements: list[Clause] = []
        self.predicate: Phrase | Unit | None = None
        self.adverbs: list[Unit] = []
        self.particles: list[str] = []
        self.times: list[tuple[str, Time]] = []
        self.verb = ""
        self.head: Unit | None = None
        self.modal: Unit | None = None
        self.negation: Unit | None = None
        self.passive = self.perfect = self.progressive = False
        self.commented = self.plural = False
        self.antecedent: Phrase | None = None
        self.gap = ""
        self.shared: Clause | None = None
        self.speaker: list[Phrase] = []
        self.first = self.last = 0

    def __repr__(self) -> str:
        flags = ("¬" if self.negation else "") + (f"{self.modal.norm} " if self.modal else "") + ("pass " if self.passive else "")
        parts = [f"{self.relation}{'/' + self.connective if self.connective else ''}: {flags}{self.verb}", f"S={self.subject}"]
        if self.objects:
            parts.append(f"O={self.objects}")
        if self.pps:
            parts.append(f"P={self.pps}")
        if self.predicate is not None:
            parts.append(f"={self.predicate}")
        if self.times:
            parts.append(f"T={[(p, t.kind) for p, t in self.times]}")
        return " ".join(parts)


class Tree:
    """The grammar of one sentence: all clauses and phrases in the order of their making, and the units."""

    __slots__ = ("clauses", "phrases", "units")

    def __init__(self, units: list[Unit]) -> None:
        self.units = units
        self.clauses: list[Clause] = []
        self.phrases: list[Phrase] = []

    def dissolve(self) -> None:
        """Part what refers to each other, when the sentence is done: its memory is free at once, and a book needs no more than a page."""
        for clause in self.clauses:
            clause.parent = clause.shared = clause.antecedent = None
            clause.complements = []
            for pp in clause.pps:
                pp.host = pp.clause = None
        for phrase in self.phrases:
            phrase.clauses = []
            for pp in phrase.pps:
                pp.host = pp.clause = None
