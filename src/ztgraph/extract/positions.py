"""The grammatical positions that frames name, filled from clauses and noun phrases.

Positions are deep: ``agent`` is the subject of an active and the by-phrase of a passive verb.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ztgraph.language.factuality import Judge
from ztgraph.language.trees import Clause, Phrase, Preposition
from ztgraph.language.units import Unit
from ztgraph.mentions.register import Register
from ztgraph.rules.objects import Cues

Fillers = list[Phrase]
_NAMING: Final = frozenset({"name", "appoint", "elect", "make", "designate", "nominate", "choose", "select", "crown"})
# Whose post an as-phrase names: in "took office as head of B" the subject's, in "A succeeded C as head of B" that of both.
_ENTERING: Final = frozenset({"take", "assume", "join", "rejoin", "leave", "enter", "hold", "spend", "retain"})
_SUCCEEDING: Final = frozenset({"succeed", "replace"})
_ADJUNCT: Final = frozenset(
    {
        "during",
        "in",
        "within",
        "out of",
        "after",
        "following",
        "upon",
        "through",
        "by",
        "at",
        "on",
        "under",
        "with",
        "without",
        "as part of",
        "before",
        "since",
        "via",
    }
)
_COMPLEMENTS: Final = {"to": "infinitive", "that": "that", "ing": "ing", "wh": "whether", "bare": "infinitive"}
_BODIES: Final = frozenset(
    "board court council committee commission police management headquarters cabinet parliament jury congress".split()
)
_HAPPENING: Final = frozenset({"begin", "start", "commence", "occur", "happen", "continue", "resume", "exist", "ensue", "materialize"})
_STAFF: Final = frozenset({"staff", "agent", "investigator", "auditor", "inspector", "counsel", "attorney", "lawyer", "examiner"})
_STATES: Final = frozenset({"in", "at", "under", "out of", "within"})
_CLAUSE_RELATIONS: Final = {"that": ("that",), "infinitive": ("to", "purpose"), "ing": ("ing", "prep"), "whether": ("wh",)}


class SupportVerbs:
    """Verbs whose object names the event: who the event's agent or receiver is."""

    def __init__(self, cues: Cues) -> None:
        self.agentive = cues.words("support", "verbs")
        self.converse = cues.words("support", "converse")
        self.negative = cues.words("support", "negative")
        self.open = cues.words("support", "open")
        self.issuing = cues.words("support", "issuing")
        self.topics = cues.words("support", "topics")


def agent(clause: Clause) -> Fillers:
    """The deep subject of a clause."""
    if clause.passive:
        return [p for pp in clause.pps if pp.word == "by" for p in pp.group]
    return clause.subject


def patient(clause: Clause) -> Fillers:
    """The deep object of a clause: the last of two objects; the subject of a passive without another object."""
    if clause.passive:
        return clause.objects[-1] if clause.objects else clause.subject
    return clause.objects[-1] if clause.objects else []


def recipient(clause: Clause) -> Fillers:
    """The indirect object: the first of two objects, the only object before a that- or wh-clause, or the subject of "was given access"."""
    if clause.passive:
        return clause.subject if clause.objects or clause.complements else []
    if len(clause.objects) > 1:
        return clause.objects[0]
    return []


_TRANSPARENT: Final = frozenset(
    {"custody", "care", "attention", "possession", "hand", "hands", "jurisdiction", "keeping", "satisfaction", "hearing"}
)


_NOTICE: Final = frozenset({"attention"})  # seen through as well, yet what tells "brought to B's attention" from "brought to B"


def seen_through(phrase: Phrase) -> Fillers:
    """What a noun of holding leads to: "the custody of B" and "B's attention" are B."""
    if phrase.head.noun not in _TRANSPARENT:
        return [phrase]
    inner = [p for pp in phrase.pps if pp.word == "of" for p in pp.group] or owners([phrase])
    return inner or [phrase]


def owners(phrases: Fillers) -> Fillers:
    """The possessors of phrases: "the Department's planning" gives "the Department"."""
    return [p.possessor for p in phrases if p.possessor is not None]


def prepositions(clause: Clause, word: str) -> Iterator[Preposition]:
    """The prepositional phrases of a clause with this word."""
    for pp in clause.pps:
        if pp.word == word:
            yield pp


def _mood(clause: Clause) -> str:
    """The modal of a that-clause; ``subjunctive`` for a bare form: "suggested that the bureau retrain its guards"."""
    if clause.modal is not None:
        return clause.modal.norm
    return "subjunctive" if clause.head is not None and clause.head.tag == "VB" else ""


class VerbPositions:
    """Positions of a verb or adjective clause; ``particle`` is the second word of the trigger if it has one."""

    def __init__(self, clause: Clause, particle: str = "", writers: Fillers | None = None) -> None:
        self.clause, self.particle = clause, particle
        self.writers = writers or []  # the agents of a participle that has none of its own

    def fill(self, position: str) -> Fillers:
        """The phrases in a position; empty if there are none."""
        clause = self.clause
        if position == "agent":
            return agent(clause) or self.writers
        if position == "coagent":
            found = agent(clause)
            if len(found) > 1:
                joint = all(p.negation is None or p.negation.norm == "neither" for p in found)  # "A, not B, agreed": not together
                return found[1:] if joint and not self._has_other() else []
            return patient(clause)[1:]
        if position == "patient":
            return self._patient()
        if position == "recipient":
            return recipient(clause)
        if position == "ing":
            return self._gerund()
        if position == "host":
            return self._governing()
        if position == "patient.of":
            return [p for thing in self._patient() for pp in thing.pps if pp.word == "of" for p in pp.group]
        if position.endswith(".possessor"):
            return owners(self.fill(position.removesuffix(".possessor")))
        if "." in position:
            return self._inner(*position.split("."))
        if self.particle == position:
            return []
        return [inner for pp in prepositions(clause, position) for p in pp.group for inner in seen_through(p)]

    def _governing(self) -> Fillers:
        """The agent of the clause that an as-clause comments on: "as the act requires, B filed"."""
        clause = self.clause
        if clause.relation != "adv" or clause.connective != "as" or clause.parent is None or clause.objects:
            return []
        return agent(clause.parent)

    def _has_other(self) -> bool:
        return any(pp.word in ("with", "to") for pp in self.clause.pps) or bool(self.clause.objects)

    def _patient(self) -> Fillers:
        found = patient(self.clause)
        if self.particle and not found:
            found = [p for pp in prepositions(self.clause, self.particle) for p in pp.group]
        return found

    def _gerund(self) -> Fillers:
        for inner in self.clause.complements:
            if inner.relation == "ing" and inner.head is not None and inner.objects:
                units = [inner.head, *inner.objects[0][0].units]
                return [Phrase(inner.first, inner.last, inner.head, units)]
        return []

    def _inner(self, kind: str, role: str) -> Fillers:
        found: Fillers = []
        for inner in self.clause.complements:
            if inner.relation in _CLAUSE_RELATIONS[kind]:
                found += agent(inner) if role == "agent" else patient(inner)
        if kind == "ing":
            for pp in self.clause.pps:
                if pp.clause is not None:
                    found += agent(pp.clause) if role == "agent" else patient(pp.clause)
        return found

    def heads(self, position: str) -> list[str]:
        """The head lemmas in a position, for constraints; gerunds and clauses count by their verb."""
        if position == "infinitive":
            return [c.verb for c in self.clause.complements if c.relation in ("to", "bare")]
        if position == "modal":
            return [_mood(c) for c in self.clause.complements if c.relation == "that"]
        found: list[str] = []
        for phrase in self.fill(position):
            found += [phrase.head.noun, phrase.head.norm]
            if len(phrase.units) > 1 and phrase.units[-1] is phrase.head:
                found.append(f"{phrase.units[-2].norm} {phrase.head.noun}")  # "bank statement"
            if phrase.head.norm[:1] in ("$", "€", "£"):
                found.append("$")
            found += [w for u in phrase.units for w in (u.noun,) if phrase.head.tag == "NM"]
        for pp in prepositions(self.clause, position):
            found += [p.head.noun for p in pp.group if p.head.noun in _NOTICE]
            if pp.clause is not None:
                found.append(pp.clause.verb or "any")
            if pp.time is not None:
                found.append("any")
        return found

    def complements(self) -> set[str]:
        """The kinds of clause that depend on the verb, in the words of the rules."""
        return {_COMPLEMENTS[c.relation] for c in self.clause.complements if c.relation in _COMPLEMENTS}


def _acts(unit: Unit) -> bool:
    """Whether a word before an event noun names who acts: "an FBI review", "board approval"."""
    if unit.name is not None:
        return unit.name.kind in ("agency", "person")
    return unit.tag == "N" and unit.noun in _BODIES


class NounPositions:
    """Positions of an event noun: possessor, modifier, prepositions, and the subject of a support verb."""

    def __init__(self, phrase: Phrase, host: Clause | None, register: Register, support: SupportVerbs, judge: Judge) -> None:
        self.phrase, self.host, self.register, self.support, self.judge = phrase, host, register, support, judge

    def supported(self) -> str:
        """How the host clause supports the noun: ``agent``, ``receiver``, ``negative``, ``open`` or ``""``."""
        host = self.host
        if host is None or not host.verb:
            return ""
        is_object = any(self.phrase in group for group in ([host.subject] if host.passive else host.objects))
        if is_object:
            verbs = [host.verb, *(f"{host.verb} {p}" for p in host.particles)]
        else:
            verbs = [f"{host.verb} {pp.word}" for pp in host.pps if self.phrase in pp.group]  # "put in a request to B"
        if any(v in self.support.negative for v in verbs):
            return "negative"
        if any(v in self.support.agentive for v in verbs):
            return "agent"
        if any(v in self.support.converse for v in verbs):
            return "receiver"
        return "open" if any(v in self.support.open for v in verbs) else ""

    def fill(self, position: str) -> Fillers:
        """The phrases in a position; empty if there are none."""
        phrase = self.phrase
        if position == "possessor":
            return [phrase.possessor] if phrase.possessor is not None else []
        if position == "modifier":
            return [self._modifier(u, n) for n, u in enumerate(phrase.units) if u is not phrase.head and _acts(u)]
        if position == "support":
            return self._support()
        if position == "receiver":
            return agent(self.host) if self.host is not None and self.supported() == "receiver" else []
        if position == "recipient":
            return recipient(self.host) if self.host is not None and self.supported() == "agent" else []
        if position == "agent":
            return self._copular()
        if position == "host":
            return self._host()
        if position == "self":
            return [phrase]
        if position.endswith(".possessor"):
            return owners(self.fill(position.removesuffix(".possessor")))
        if position.startswith(("that.", "infinitive.")):
            return self._content(*position.split("."))
        if position == "coagent" or "." in position:
            return []
        return [p for pp in self._reach() if pp.word == position for p in pp.group]

    def _support(self) -> Fillers:
        """The subject of the support verb; a person who puts out a report speaks for its author."""
        if self.host is None or self.supported() not in ("agent", "negative"):
            return []
        found = agent(self.host)
        if self.host.verb in self.support.issuing and (author := self.register.author()) is not None:
            persons = [p for p in found if (r := self.register.resolve(p)) is not None and r.kind == "person"]
            return [self.register.stand_in(p, author) for p in persons] or found
        return found

    def _modifier(self, unit: Unit, n: int) -> Phrase:
        """The unit before the noun, with people of the body: "a Committee staff interview"."""
        after = self.phrase.units[n + 1]
        staff = after is not self.phrase.head and after.tag in ("N", "NS") and after.noun in _STAFF
        units = [unit, after] if staff else [unit]
        made = Phrase(self.phrase.first, self.phrase.last, units[-1], units)
        self.register.kept.append(made)
        return made

    def _content(self, kind: str, role: str) -> Fillers:
        """The actors of a clause on the noun: "its order that B leave", "its plea to B to leave"."""
        relation = "nounthat" if kind == "that" else "noun"
        found: Fillers = []
        for inner in self.phrase.clauses:
            if inner.relation == relation:
                found += agent(inner) if role == "agent" else patient(inner)
        return found

    def copular(self) -> bool:
        """Whether the clause only says that the noun holds or takes place: its negation and time are the noun's own.

        "Was not a party to", "is under investigation by", "talks between A and B began in 2011".
        """
        host = self.host
        if host is None or host.passive:
            return False
        if self.phrase in host.subject:
            return host.verb in _HAPPENING or (host.verb == "take" and any(p.head.noun == "place" for group in host.objects for p in group))
        if host.verb not in ("be", "become", "remain"):
            return False
        if host.predicate is self.phrase or any(self.phrase in group for group in host.objects):
            return True
        return any(self.phrase in pp.group and pp.word in _STATES for pp in host.pps)  # "was not in charge of", "is under investigation by"

    def _copular(self) -> Fillers:
        """The subject of "A is a component of B", or the noun that this one is an apposition of."""
        host = self.host
        if (
            host is not None
            and host.verb in ("be", "become", "remain")
            and (host.predicate is self.phrase or any(self.phrase in g for g in host.objects))
        ):
            return host.subject
        if host is not None and host.verb in _NAMING:
            if host.passive and any(self.phrase in g for g in host.objects):
                return host.subject
            if not host.passive and len(host.objects) > 1 and self.phrase in host.objects[-1]:
                return host.objects[0]
        if host is not None and any(self.phrase in pp.group and pp.word == "as" for pp in host.pps):
            if host.passive or not host.objects or host.verb in _ENTERING:
                return host.subject
            return [*host.subject, *host.objects[0]] if host.verb in _SUCCEEDING else host.objects[0]
        owner = self.judge.owners.get(id(self.phrase))
        return [owner] if owner is not None else []

    def _host(self) -> Fillers:
        """The agent of the clause that the noun's prepositional phrase modifies: "during an inspection of B, A found …"."""
        host = self.host
        if host is None or not any(self.phrase in pp.group and (pp.word in _ADJUNCT or self._charged(pp.word)) for pp in host.pps):
            return []
        return agent(host)

    def _charged(self, word: str) -> bool:
        """Whether the noun is what its host answers for: "is responsible for oversight of"."""
        host = self.host
        if word != "for" or host is None or host.predicate is None:
            return False
        unit = host.predicate.head if isinstance(host.predicate, Phrase) else host.predicate
        return unit.norm in ("responsible", "accountable")

    def _reach(self) -> list[Preposition]:
        """The prepositional phrases that can belong to the noun: its own, those after its "of" phrase, and those of a support verb."""
        found = list(self.phrase.pps)
        frontier = [p for pp in self.phrase.pps[:2] for p in pp.group[-1:]]
        for inner in frontier:
            found += [pp for pp in inner.pps if pp.word != "of" and pp not in found]  # "interviews with staff of B" are not of B
        word, outer = self.judge.inside.get(id(self.phrase), ("", self.phrase))
        if word == "of":
            found += [pp for pp in outer.pps if pp not in found and self.phrase not in pp.group]  # "the lack of consultation with B"
        if self.host is not None and self.supported():
            found += [pp for pp in self.host.pps if pp not in found]
        return found

    def heads(self, position: str) -> list[str]:
        """The head lemmas in a position, for constraints; for ``governor`` the preposition before the noun."""
        if position == "governor":
            return [pp.word for pp in self.host.pps if self.phrase in pp.group] if self.host is not None else []
        found: list[str] = []
        for phrase in self.fill(position):
            found += [phrase.head.noun, phrase.head.norm]
        return found

    def complements(self) -> set[str]:
        """Clauses on the noun."""
        return {"infinitive" for c in self.phrase.clauses if c.relation == "noun"} | {
            "that" for c in self.phrase.clauses if c.relation == "nounthat"
        }
