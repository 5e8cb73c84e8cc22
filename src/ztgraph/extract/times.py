"""When a statement holds: the times of its clause, of its noun and of what the clause depends on, as EDTF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ztgraph.language.dates import Time
from ztgraph.language.factuality import Judge
from ztgraph.language.resolution import shifted
from ztgraph.language.trees import Clause, Phrase, Preposition

Found = tuple[str, Time]

_DATING: Final = frozenset(
    """on in by before after since until till during at from through throughout around about following late early within between under
 beginning starting of for over as prior to""".split()
) | {"", "as of", "prior to"}  # fmt: skip
# Prepositions whose phrase dates the clause where the phrase itself is dated: "in a letter of May 4", "at the June 2 hearing".
_CARRYING: Final = frozenset({"in", "at", "during", "by", "on", "upon", "since", "until", "till", "before", "after", "following"})
# Prepositions that set the event apart from that of their noun: "After a referral in May, B sued." ("before T" takes T itself.)
_APART: Final = frozenset({"after", "following", "since", "until", "till"})
_EVENT_TIMES: Final = frozenset({"until", "till", "when", "after", "before", "once", "by the time", "since", "as"})
# Fronted, these tell what led up to the event: "After members of Congress asked it in July, the OIG interviewed …".
_APART_FRONTED: Final = frozenset({"after", "since", "as"})
# A gerund after these tells of the same occasion: "approved the award in May without consulting B".
_SAME_OCCASION: Final = frozenset({"without", "by", "in", "instead of", "rather than"})
# Adverbs that move a further verb away from the date of the first: "announced the rule on June 2 and later withdrew it".
_LATER: Final = frozenset(
    "later since then subsequently afterward afterwards eventually ultimately now finally soon thereafter previously earlier".split()
)
# What dates a paper: "a letter dated April 3", "a report released last November".
_PUT_OUT: Final = frozenset("date release publish issue send write sign file submit post".split())
# Things that a year before them does not date: the year is their name.
_NAMED_BY_YEAR: Final = frozenset({"budget", "act", "law", "appropriation", "season", "election", "census", "model", "class", "standard"})


class Clock:
    """Finds the time of clauses; ``resolved`` maps the first token of an expression to its EDTF date."""

    def __init__(self, resolved: dict[int, str | None], verbs: dict[str, dict[str, str]]) -> None:
        self.resolved, self.verbs = resolved, verbs
        self.events: dict[tuple[str, str], Found] = {}  # dated events of the document, by verb and what was done to

    def note(self, clauses: list[Clause]) -> None:
        """Remember the dated events of a sentence, so that "until after the policy was issued" finds when that was."""
        for clause in clauses:
            if clause.times and clause.verb and clause.negation is None and clause.modal is None:
                preposition, time = clause.times[0]
                value = self.resolved.get(time.first)
                if value is not None and preposition in ("", "on", "in"):
                    for noun in _patients(clause):
                        self.events.setdefault((clause.verb, noun), (value, time))

    def of(self, clause: Clause | None, judge: Judge) -> Found | None:
        """The date that governs a clause, with its expression; ``None`` where the text gives none."""
        seen: set[int] = set()
        while clause is not None and id(clause) not in seen:
            seen.add(id(clause))
            found = self._own(clause, judge)
            if found is not None:
                return found
            clause = self._inherits(clause, judge)
        return None

    def of_noun(self, phrase: Phrase, host: Clause | None) -> Found | None:
        """The date of an event that a noun names: "the May 4 referral", "its letter of May 4", "After a referral by A in May, …"."""
        found = self._of_phrase(phrase)
        if found is not None or host is None or host.head is None:
            return found
        for pp in _trailing(phrase):
            # Before the verb a date belongs to its noun; after it, to the verb.
            if pp.time is not None and pp.time.first < host.head.first and (value := self.resolved.get(pp.time.first)) is not None:
                return value, pp.time
        return None

    # --- the clause's own dates ------------------------------------------------------------------------------------------------------

    def _own(self, clause: Clause, judge: Judge) -> Found | None:
        taken = _of_nouns_before(clause)
        found = [
            (value, time)
            for preposition, time in clause.times
            if preposition in _DATING and id(time) not in taken and (value := self.resolved.get(time.first)) is not None
        ]
        found += self._of_subject(clause, judge)
        if found:
            return max(found, key=lambda f: len(f[0]))  # "This year … on 17 May": the closest date; the first of equals
        return (
            self._carried(clause, judge)
            or self._adverbial(clause, judge)
            or self._beginning(clause, judge)
            or self._apart(clause)
            or self._embedded(clause)
            or self._by_act(clause, judge)
        )

    def _of_subject(self, clause: Clause, judge: Judge) -> list[Found]:
        """ "The Department on Friday unveiled …": after an actor the date is the verb's, after "the inspection" it is the noun's."""
        if not clause.subject or clause.head is None:
            return []
        last = clause.subject[-1]
        if last.first < clause.first:
            return []
        if last.head.tag not in ("NM", "PR") and judge.grammar.kind_of(last.head.noun) in ("event", "instrument"):
            return []
        return [
            (value, pp.time)
            for pp in last.pps
            if pp.time is not None
            and pp.word in _DATING
            and pp.time.first < clause.head.first
            and (value := self.resolved.get(pp.time.first)) is not None
        ]

    def _carried(self, clause: Clause, judge: Judge) -> Found | None:
        for pp in clause.pps:
            if pp.word not in _CARRYING:
                continue
            for phrase in pp.group:
                kind = judge.grammar.kind_of(phrase.head.noun)
                if pp.word in ("in", "on") and kind not in ("instrument", "event"):
                    continue
                if phrase.head.noun == "deadline" and clause.negation is not None:
                    continue  # the deadline of what did not happen
                if (found := self._of_phrase(phrase)) is not None:
                    return found
                if pp.word == "during" and (found := self._first(p for p in _trailing(phrase) if p.word in _DATING)) is not None:
                    return found
        return None

    def _of_phrase(self, phrase: Phrase) -> Found | None:
        """The date in or right behind a noun: "a June 20 order", "a letter of August 10", "a letter dated April 3"."""
        lead = phrase.determiner or (phrase.possessor.head if phrase.possessor is not None else None)
        if lead is not None and phrase.head.noun not in _NAMED_BY_YEAR:
            for start in (lead.last, lead.last + 1):
                value = self.resolved.get(start) if start < phrase.head.first else None
                if value is not None:
                    return value, Time(start, start + 1, "date")
        for unit in phrase.units[:-1]:
            year = unit.norm if len(unit.norm) == 4 and unit.norm.isascii() and unit.norm.isdigit() else ""
            if unit.tag == "#" and phrase.head.noun not in _NAMED_BY_YEAR and "1800" <= year <= "2199":
                return year, Time(unit.first, unit.last, "date", int(year))
        found = self._first(pp for pp in phrase.pps if pp.word in ("of", "from"))
        if found is not None:
            return found
        for below in phrase.clauses:
            if below.relation == "reduced" and below.verb in _PUT_OUT and below.times:
                value = self.resolved.get(below.times[0][1].first)
                if value is not None:
                    return value, below.times[0][1]
        return None

    def _first(self, pps: Iterable[Preposition]) -> Found | None:
        for pp in pps:
            if pp.time is not None and (value := self.resolved.get(pp.time.first)) is not None:
                return value, pp.time
        return None

    def _adverbial(self, clause: Clause, judge: Judge) -> Found | None:
        for inner in judge.below(clause):
            if inner.relation == "adv" and inner.connective in _EVENT_TIMES:
                if inner.connective in _APART_FRONTED and clause.subject and inner.first < clause.subject[0].first:
                    continue
                for _, time in inner.times:
                    value = self.resolved.get(time.first)
                    span = _span_to(clause, inner)
                    if value is not None and span is not None:
                        value = shifted(value, span)
                    if value is not None:
                        return value, time
        return (self._limit_below(clause, 3) if clause.negation is not None else None) or self._known_event(clause, 3)

    def _limit_below(self, clause: Clause, depth: int) -> Found | None:
        """ "did not require B to act until May": the "until" at the end is that of the negated verb."""
        for inner in clause.complements:
            if inner.relation not in ("to", "purpose", "ing"):
                continue
            for preposition, time in inner.times:
                if preposition in ("until", "till") and (value := self.resolved.get(time.first)) is not None:
                    return value, time
            if depth > 0 and (found := self._limit_below(inner, depth - 1)) is not None:
                return found
        return None

    def _known_event(self, clause: Clause, depth: int) -> Found | None:
        """ "did not begin to work with B until the policy was issued": the day of an event that the document has dated."""
        for pp in clause.pps:
            for phrase in pp.group if pp.word in ("until", "till") else ():
                # "until after Varga's arrest"
                owner = phrase.possessor.head.norm.split()[-1] if phrase.possessor is not None else phrase.head.noun
                if (known := self.events.get((phrase.head.noun, owner))) is not None:
                    return known
        for inner in clause.complements:
            if inner.relation == "adv" and inner.connective in ("until", "till") and not inner.times:
                for noun in _patients(inner):
                    if (known := self.events.get((inner.verb, noun))) is not None:
                        return known
            if depth > 0 and inner.relation in ("to", "purpose", "ing") and (found := self._known_event(inner, depth - 1)) is not None:
                return found
        return None

    def _beginning(self, clause: Clause, judge: Judge) -> Found | None:
        """ "Beginning in 2010, A paid B", "A paid B starting in May 2019"."""
        inside = [p for group in clause.objects[-1:] for p in group[-1:]] + [p for pp in clause.pps[-1:] for p in pp.group[-1:]]
        for inner in (*judge.below(clause), *(below for phrase in inside for below in phrase.clauses)):
            going = inner.relation in ("part", "reduced") and inner.verb in ("begin", "start") and inner.head is not None
            if not going or inner.head is None or inner.head.tag != "VG" or inner.objects:
                continue
            for _, time in inner.times:
                if (value := self.resolved.get(time.first)) is not None:
                    return value, time
        return None

    def _apart(self, clause: Clause) -> Found | None:
        """ "was arrested on May 4, two days after agents had interviewed him": what lies a span from its main clause."""
        parent, span = clause.parent, None
        if clause.relation in ("adv", "prep") and parent is not None:
            span = _span_to(parent, clause)
        if parent is None or span is None:
            return None
        for preposition, time in parent.times:
            value = self.resolved.get(time.first)
            if value is not None and preposition in _DATING and (moved := shifted(value, _turned(span))) is not None:
                return moved, time
        return None

    def _by_act(self, clause: Clause, judge: Judge) -> Found | None:
        """ "A June 20 order halted …": what an instrument does, it does on its date (a bare year is its name)."""
        if clause.passive or judge.grammar.kind_of(clause.subject[0].head.noun if clause.subject else "") != "instrument":
            return None
        found = self._of_phrase(clause.subject[0])
        return found if found is not None and len(found[0]) > 4 else None

    def _embedded(self, clause: Clause) -> Found | None:
        """A date behind an implicative's complement is the whole's: "stopped reviewing the cases in 2017"."""
        for inner in clause.complements:
            if inner.relation in ("to", "ing") and self._implies(clause, inner.relation):
                for preposition, time in inner.times:
                    value = self.resolved.get(time.first)
                    if value is not None and preposition in _DATING:
                        return value, time
        return None

    # --- what it depends on ----------------------------------------------------------------------------------------------------------

    def _implies(self, clause: Clause, relation: str) -> bool:
        signature = self.verbs.get(clause.verb, {}).get(relation, "o/o")
        return signature[0] in "+-" or (signature[-1] == "-" and clause.negation is not None)

    def _inherits(self, clause: Clause, judge: Judge) -> Clause | None:
        """The clause whose date holds of this one too: what it is coordinated with, or an implicative verb above."""
        if clause.shared is not None:
            return clause.shared if self._same_time(clause, clause.shared, judge) else None
        if clause.relation in ("to", "ing", "bare") and clause.parent is not None:
            return clause.parent if self._implies(clause.parent, "to" if clause.relation == "to" else clause.relation) else None
        if clause.relation == "prep" and clause.connective in _SAME_OCCASION:
            return clause.parent
        if clause.relation == "part":
            return clause.parent
        before = judge.joined(clause)
        if before is not None and before.subject and before.perfect == clause.perfect and _fronted(before, before.subject[0].head.first):
            return before
        return None

    def _same_time(self, clause: Clause, shared: Clause, judge: Judge) -> bool:
        """Whether a further verb falls under the date of the one before it: always under a fronted one, else if nothing sets it apart."""
        if any(unit.norm in _LATER for unit in (*clause.adverbs, *judge.lead_in(clause))):
            return False
        found = self.of(shared, judge)
        if found is not None and shared.head is not None and found[1].first < shared.head.first:
            return True
        if _present(clause) and not _present(shared):
            return False  # "pleaded guilty in May and is cooperating with B"
        own_negation = clause.negation is not None and shared.negation is None
        return not own_negation and clause.perfect == shared.perfect and all(u.norm not in ("but", "yet") for u in judge.lead_in(clause))


def _patients(clause: Clause) -> list[str]:
    """The nouns or names of what was done to: objects, or the subject of a passive."""
    group = clause.subject if clause.passive else clause.objects[0] if clause.objects else []
    return [phrase.head.name.label.split()[-1].lower() if phrase.head.name is not None else phrase.head.noun for phrase in group]


def _span_to(clause: Clause, inner: Clause) -> Time | None:
    """The span that stands between a clause and one after or before it: "two weeks" in "two weeks after agents questioned him"."""
    for _, time in clause.times:
        if time.kind == "span" and time.word in ("after", "before") and time.word == inner.connective:
            return time
    return None


def _present(clause: Clause) -> bool:
    """Whether a clause tells of the present: "is cooperating", "manages"."""
    head = clause.head
    if head is None or clause.perfect or clause.modal is not None or clause.passive:
        return False
    return head.tag == "VZ" or (clause.progressive and head.tag == "VG")


def _turned(span: Time) -> Time:
    """The span as seen from its other end."""
    return span._replace(word="before" if span.word == "after" else "after")


def _fronted(clause: Clause, before: int) -> bool:
    return any(time.first < before for _, time in clause.times)


def _trailing(phrase: Phrase) -> Iterator[Preposition]:
    """The prepositional phrases after a noun: its own and those of what ends it."""
    for pp in phrase.pps:
        yield pp
        for inner in pp.group[-1:]:
            yield from _trailing(inner)


def _of_nouns_before(clause: Clause) -> set[int]:
    """The fronted times (by id) that belong to an event set apart: "After a referral from A in May, …"."""
    found: set[int] = set()
    if not clause.subject:
        return found
    for pp in clause.pps:
        if pp.word in _APART and pp.first < clause.subject[0].first:
            found |= {id(inner.time) for phrase in pp.group for inner in _trailing(phrase) if inner.time is not None}
    return found
