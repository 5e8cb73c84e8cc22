"""Candidates → statements: polarity, modality, time, source, theme, quantities and evidence; each distinct statement once."""

from __future__ import annotations

from collections.abc import Iterator

from ztgraph.extract.frames import Candidate
from ztgraph.extract.quantities import Part, quantity
from ztgraph.extract.references import speaking
from ztgraph.extract.times import Clock
from ztgraph.extract.writers import REPORTS, writer
from ztgraph.identity import discovered_entity_id, statement_id
from ztgraph.language.dates import Time
from ztgraph.language.factuality import Factuality, Judge
from ztgraph.language.quotations import Quotations
from ztgraph.language.trees import Clause, Phrase
from ztgraph.mentions.forms import Forms
from ztgraph.mentions.referents import Referent
from ztgraph.mentions.register import Register
from ztgraph.model import Document, Entity, Evidence, Modality, Polarity, Quantity, Statement, Step
from ztgraph.rules.objects import Actor


class Assembler:
    """Makes the statements of one document from its candidates, in the order of the text."""

    def __init__(self, document: Document, register: Register, forms: Forms, quotations: Quotations) -> None:
        self.document, self.register, self.forms, self.quotations = document, register, forms, quotations
        self.voice: Referent | None = None  # whose section this is
        self.drafts: dict[tuple[str, str, str, str, str], Draft] = {}
        self.entities: dict[str, Entity] = {}  # by the key of the referent, as they stand at the end

    def add(self, candidate: Candidate, judge: Judge, clock: Clock, first: int, last: int) -> None:
        """Take one candidate of the sentence that spans tokens ``first`` to ``last`` (exclusive)."""
        subject, thing = candidate.subject_referent, candidate.object_referent
        if subject is None or thing is None or subject is thing:
            return
        status = self._status(candidate, judge)
        polarity: Polarity = "positive" if status.positive != candidate.negative else "negative"
        modality: Modality = "asserted" if status.asserted and not candidate.open else "other"
        time = self._noun_time(candidate, judge, clock) if candidate.nominal else clock.of(candidate.clause, judge)
        both = polarity == "negative" and candidate.clause is not None and _until(candidate.clause)
        for value in ("negative", "positive") if both else (polarity,):
            self._draft(candidate, value, modality, time, status, first, last)

    def _noun_time(self, candidate: Candidate, judge: Judge, clock: Clock) -> tuple[str, Time] | None:
        """The time of an event noun is its own, not that of its clause."""
        phrase = judge.headed(candidate.trigger)
        return clock.of_noun(phrase, candidate.clause) if phrase is not None else None

    def _status(self, candidate: Candidate, judge: Judge) -> Factuality:
        if candidate.clause is None:
            return Factuality(True, True, [], [])
        status = judge.of(candidate.clause)
        if candidate.nominal:
            # A noun without support is presupposed: the clause's negation does not reach it, its openness does.
            opens = any(p.head is candidate.trigger for p in candidate.clause.subject) and candidate.clause.modal is not None
            return Factuality(True, not opens, list(status.source), [])
        return status

    def _draft(
        self,
        candidate: Candidate,
        polarity: Polarity,
        modality: Modality,
        time: tuple[str, Time] | None,
        status: Factuality,
        first: int,
        last: int,
    ) -> None:
        subject, thing = candidate.subject_referent, candidate.object_referent
        assert subject is not None
        assert thing is not None
        source = self._source(candidate, status, subject)
        evidence = self._evidence(candidate, first, last)
        key = (subject.key, candidate.relation, thing.key, polarity, modality)
        draft = self.drafts.get(key)
        if draft is None:
            quantities, theme, steps = self._quantities(candidate), self._theme(candidate), self._steps(candidate, status, time)
            self.drafts[key] = Draft(candidate, polarity, modality, time[0] if time else None, source, [evidence], quantities, theme, steps)
        else:
            if evidence not in draft.evidence:
                draft.evidence.append(evidence)
            draft.time = draft.time or (time[0] if time else None)

    def _source(self, candidate: Candidate, status: Factuality, subject: Referent) -> Referent | None:
        if candidate.relation in ("affiliated_with", "part_of"):
            return None
        for phrase in status.source:
            found = self._voice(phrase)
            if found is not None:
                return found
        if candidate.trigger.quoted and (speaker := speaking(self.register, self.quotations, candidate.trigger.first)) is not None:
            return speaker
        return self.voice if self.voice is not subject or subject.kind == "person" else None

    def _voice(self, phrase: Phrase) -> Referent | None:
        """The actor that speaks in a phrase: a report speaks for its owner or else the author; an indictment for itself."""
        found = self.register.resolve(phrase)
        if phrase.head.noun in REPORTS and (found is None or found.kind == "instrument"):
            return writer(self.register, phrase) or found
        return found

    # --- evidence ------------------------------------------------------------------------------------------------------------------

    def _evidence(self, candidate: Candidate, first: int, last: int) -> Evidence:
        """The words from the first to the last of trigger, subject and object inside the sentence."""
        low, high = candidate.trigger.first, candidate.trigger.last
        for phrase in (candidate.subject, candidate.object):
            start, end = phrase.units[0].first, phrase.units[-1].last
            if first <= start and end <= last:
                low, high = min(low, start), max(high, end)
        tokens = self.forms.tokens
        start, end = tokens[low].start, tokens[high - 1].end
        return Evidence(start, end, self.document.text[start:end], self.document.page(start))

    def _steps(self, candidate: Candidate, status: Factuality, time: tuple[str, Time] | None) -> tuple[Step, ...]:
        tokens = self.forms.tokens
        trigger = candidate.trigger
        word = "be" if trigger.tag == "BE" else trigger.verb if trigger.tag.startswith("V") else trigger.noun
        steps = [Step("trigger", tokens[trigger.first].start, tokens[trigger.last - 1].end, word)]
        ends = (("subject", candidate.subject, candidate.subject_referent), ("object", candidate.object, candidate.object_referent))
        for role, phrase, referent in ends:
            start, end = self.forms.span(phrase)
            steps.append(Step(role, start, end, f"refers to {referent.label}" if referent is not None else ""))
            self._antecedent(role, phrase, steps)
        for cue in status.cues:
            what = "negation" if cue.tag in ("NEG", "CC", "R") else "modality"
            steps.append(Step(what, tokens[cue.first].start, tokens[cue.last - 1].end, cue.norm))
        for phrase in status.source[:1]:
            start, end = self.forms.span(phrase)
            steps.append(Step("attribution", start, end, self.document.text[start:end]))
            self._antecedent("attribution", phrase, steps)
        if time is not None:
            steps.append(Step("time", tokens[time[1].first].start, tokens[time[1].last - 1].end, time[0]))
        return tuple(steps)

    def _antecedent(self, role: str, phrase: Phrase, steps: list[Step]) -> None:
        """Add the words that a pronoun or description goes back to."""
        found = self.register.antecedents.get(id(phrase))
        if found is not None:
            start, end = found
            steps.append(Step("antecedent", start, end, f"of the {role}"))

    def _theme(self, candidate: Candidate) -> str | None:
        if candidate.theme is None:
            return None
        start, end = self.forms.span(candidate.theme)
        return " ".join(self.document.text[start:end].split())

    def _quantities(self, candidate: Candidate) -> tuple[Quantity, ...]:
        found = []
        parts: tuple[tuple[Part, Phrase | None], ...] = (
            ("subject", candidate.subject),
            ("object", candidate.object),
            ("theme", candidate.theme),
        )
        for role, phrase in parts:
            if phrase is not None and (made := quantity(role, phrase, self.forms)) is not None:
                found.append(made)
        return tuple(found)

    # --- the end -------------------------------------------------------------------------------------------------------------------

    def statements(self) -> Iterator[Statement]:
        """All statements, in the order of their first evidence."""
        made = [draft.statement(self) for draft in self.drafts.values()]
        yield from sorted(made, key=_order)

    def entity(self, referent: Referent) -> Entity:
        """The entity of a referent as it stands at the end of the document, when all its forms are known."""
        made = self.entities.get(referent.key)
        if made is None:
            made = self.entities[referent.key] = self._entity(referent)
        return made

    def _entity(self, referent: Referent) -> Entity:
        forms = list(referent.forms)
        if referent.actor is not None:
            actor = self.register.rules.actors[referent.actor]
            label = _name_used(forms, actor, self.document.text)
            mentions = tuple(dict.fromkeys([label, *forms, actor.label, *actor.abbreviations, *actor.aliases]))
            return Entity(actor.id, label, actor.kind, mentions, actor.part_of, actor.same_as, None, True, actor.label)
        label = referent.label
        return Entity(discovered_entity_id(self.document.id, referent.key), label, referent.kind, tuple(dict.fromkeys([label, *forms])))


def _name_used(forms: list[str], actor: Actor, text: str) -> str:
    """The name that a document uses for a curated actor: the first full one that stands there, else what it calls it for short.

    A full name that a parenthesis parts ("Department of X (DX) Office of Y") comes after a short one that stands in one piece.
    """
    known = {actor.label, *actor.aliases, *actor.abbreviations}
    full = known - set(actor.abbreviations)
    named = [form for form in dict.fromkeys(form.replace("’", "'") for form in forms) if form in known]
    long = [form for form in named if form in full and not form.isupper()]
    whole = next((form for form in long if form in text or form.replace("'", "’") in text), None)
    short = next((form for form in named if form not in long), None)
    return whole or short or next(iter(long), None) or next((form for form in forms if _names(form)), actor.label)


def _names(form: str) -> bool:
    """Whether a form is a name of its own: "VA OIG", "Office of Inspector General", but not "agency" or "the Department's auditors"."""
    return form[0].isupper() and (" " in form or form.isupper()) and "'s " not in form and not form.split()[-1].islower()


class Draft:
    """A statement in the making: further evidence and a missing time may still be added."""

    def __init__(
        self,
        candidate: Candidate,
        polarity: Polarity,
        modality: Modality,
        time: str | None,
        source: Referent | None,
        evidence: list[Evidence],
        quantities: tuple[Quantity, ...],
        theme: str | None,
        steps: tuple[Step, ...],
    ) -> None:
        assert candidate.subject_referent is not None
        assert candidate.object_referent is not None
        self.subject, self.object = candidate.subject_referent, candidate.object_referent
        self.ours = Register.speaks_for_many(candidate.subject), Register.speaks_for_many(candidate.object)
        self.relation, self.rule = candidate.relation, candidate.rule
        self.polarity, self.modality, self.time, self.source = polarity, modality, time, source
        self.evidence, self.quantities, self.theme, self.steps = evidence, quantities, theme, steps

    def statement(self, assembler: Assembler) -> Statement:
        """The finished statement."""
        document, house = assembler.document, assembler.register.house
        subject = assembler.entity(house(self.subject) if self.ours[0] else self.subject)
        thing = assembler.entity(house(self.object) if self.ours[1] else self.object)
        source = assembler.entity(self.source) if self.source is not None else None
        speaker = source.id if source else None
        said = (subject.id, self.relation, thing.id, self.polarity, self.modality, self.time, speaker)
        evidence = self.evidence if len(self.evidence) == 1 else sorted(self.evidence, key=lambda e: (e.start, e.end))
        return Statement(  # by place: a named tuple takes names through a dictionary
            statement_id(document.sha256, *said),
            document.id,
            subject,
            self.relation,
            thing,
            self.polarity,
            self.modality,
            self.rule,
            tuple(evidence),
            self.time,
            source,
            self.theme,
            self.quantities,
            self.steps,
        )


def _until_below(clause: Clause, depth: int) -> bool:
    """Whether an "until" stands at the end of what the clause embeds: "did not begin to work with B to solve this until …"."""
    if any(p in ("until", "till") for p, _ in clause.times) or any(pp.word in ("until", "till") for pp in clause.pps):
        return True
    if any(c.relation == "adv" and c.connective in ("until", "till") for c in clause.complements):
        return True
    return depth > 0 and any(_until_below(c, depth - 1) for c in clause.complements if c.relation in ("to", "purpose", "ing"))


def _until(clause: Clause) -> bool:
    """Whether a negative clause has an "until", which says that the event then happened."""
    if clause.connective == "not until":
        return True
    if _until_below(clause, 4):
        return True
    seen: set[int] = set()
    here: Clause | None = clause
    while here is not None and id(here) not in seen:
        seen.add(id(here))
        if any(p in ("until", "till") for p, _ in here.times) or any(pp.word in ("until", "till") for pp in here.pps):
            return True
        if any(c.relation == "adv" and c.connective in ("until", "till") for c in here.complements):
            return True
        if here.connective == "not until":
            return True
        here = here.parent if here.relation in ("to", "ing") else None
    return False


def _order(statement: Statement) -> tuple[int, int, str, str, str, str, str]:
    """The order of statements: as their first evidence stands in the text, then by what they say."""
    first = statement.evidence[0]
    said = (statement.predicate, statement.subject.id, statement.object.id, statement.polarity, statement.modality)
    return (first.start, first.end, *said)
