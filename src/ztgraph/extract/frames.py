"""Matches frames against clauses, event nouns and adjectives: which relation holds between which phrases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ztgraph.extract.agreement import AGREEING, DISAGREEING, bare_agreement
from ztgraph.extract.patterns import Pattern, Patterns
from ztgraph.extract.positions import Fillers, NounPositions, SupportVerbs, VerbPositions, agent
from ztgraph.extract.writers import REPORTS, speaks, writer
from ztgraph.language.factuality import Judge
from ztgraph.language.trees import Clause, Phrase, Tree
from ztgraph.language.units import Unit
from ztgraph.mentions.referents import Referent
from ztgraph.mentions.register import Register
from ztgraph.rules.objects import ANY, Rules


class Candidate:
    """A frame found in the text: its ends, its trigger and the clause that gives it time and factuality.

    ``negative`` is a negation beyond that of the clause (of the frame, the noun's determiner, or one filler);
    ``open`` is the same for modality.
    """

    __slots__ = (
        "clause",
        "negative",
        "nominal",
        "object",
        "object_referent",
        "open",
        "relation",
        "rule",
        "subject",
        "subject_referent",
        "theme",
        "trigger",
    )

    def __init__(
        self,
        relation: str,
        rule: str,
        subject: Phrase,
        object: Phrase,
        trigger: Unit,
        clause: Clause | None,
        theme: Phrase | None = None,
        negative: bool = False,
        open: bool = False,
        nominal: bool = False,
        subject_referent: Referent | None = None,
        object_referent: Referent | None = None,
    ) -> None:
        self.relation, self.rule, self.trigger, self.clause, self.theme = relation, rule, trigger, clause, theme
        self.subject, self.object = subject, object
        self.subject_referent, self.object_referent = subject_referent, object_referent
        self.negative, self.open, self.nominal = negative, open, nominal


Positions = VerbPositions | NounPositions


def _writers(clause: Clause, judge: Judge) -> Fillers:
    """Who put out a paper in which he or she says something: "A said in a report released Monday", "In a letter sent to B, A wrote"."""
    if clause.relation != "reduced" or not clause.passive or clause.antecedent is None or any(pp.word == "by" for pp in clause.pps):
        return []
    host = judge.host(clause.antecedent)
    if host is None or host.passive or not judge.grammar.reports(host.verb):
        return []
    inside = any(pp.word == "in" and clause.antecedent in pp.group for pp in host.pps)
    return host.subject if inside and judge.grammar.kind_of(clause.antecedent.head.noun) == "instrument" else []


def _companions(clause: Clause) -> list[str]:
    """The words that may be part of a verb's name ("refer to", "carry out"), in order, each once; "" last, for the verb by itself."""
    words: list[str] = []
    for word in clause.particles:
        if word not in words:
            words.append(word)
    for pp in clause.pps:
        if pp.word not in words:
            words.append(pp.word)
    for unit in clause.adverbs:
        if unit.norm not in words:
            words.append(unit.norm)
    words.append("")
    return words


def _couples(group: Fillers) -> list[tuple[Phrase, Phrase]]:
    """Each of a group with each after it."""
    return [(left, right) for n, left in enumerate(group) for right in group[n + 1 :]]


_ACCOMPANYING: Final = frozenset({"with", "without", "by", "from", "after", "through", "at"})  # "a plan with input from B" had the input
_ACCEPTING: Final = frozenset("accept adopt implement follow reject heed endorse embrace support address agree concur".split())
_PUBLISHING: Final = frozenset("release issue publish complete write prepare produce announce".split())
_NO: Final = frozenset({"no", "neither", "nobody", "none", "nothing", "no one"})


def _none_of(phrase: Phrase) -> bool:
    """Whether a phrase is a partitive of none: "disclosed none of the trips to B"."""
    return phrase.outer is not None and phrase.outer.head.norm in _NO


def _apart(clause: Clause) -> bool:
    """Whether the subjects of a clause do not act with each other: "A and B settled with C", "A, not B, negotiated"."""
    return any(pp.word == "with" and pp.group for pp in clause.pps) or any(
        p.negation is not None and p.negation.norm != "neither" for p in clause.subject
    )


class Matcher:
    """Finds the candidates of one sentence."""

    def __init__(self, rules: Rules, patterns: Patterns, register: Register, support: SupportVerbs) -> None:
        self.rules, self.patterns, self.register, self.support = rules, patterns, register, support
        self.before: Clause | None = None  # the clause matched last

    def find(self, tree: Tree, judge: Judge, nouns: bool = True) -> list[Candidate]:
        """All candidates of a sentence: verbs and adjectives first, then nouns (a heading's nouns are topics, so not there)."""
        found: list[Candidate] = []
        for clause in tree.clauses:
            if clause.verb:
                self._clause(clause, judge, found)
            self.before = clause
        if nouns:
            for phrase in tree.phrases:
                self._noun(phrase, judge, found)
        return found

    # --- verbs and adjectives ------------------------------------------------------------------------------------------------------

    def _clause(self, clause: Clause, judge: Judge, found: list[Candidate]) -> None:
        assert clause.head is not None
        writers = _writers(clause, judge)
        done: list[str] = []
        for word in _companions(clause):
            frames = self.patterns.verbs.get(f"{clause.verb} {word}" if word else clause.verb)
            if frames is None:
                continue
            positions = VerbPositions(clause, word, writers)
            for frame in frames:
                if frame.relation in done:
                    continue
                if self._apply(frame, positions, clause.head, clause, found):
                    done.append(frame.relation)
        if not done and clause.verb in AGREEING:
            self._bare_agreement(clause, clause.head, found)
        if isinstance(clause.predicate, Unit):
            for frame in self.patterns.adjectives.get(clause.predicate.norm, []):
                self._apply(frame, VerbPositions(clause), clause.predicate, clause, found)

    # --- nouns ---------------------------------------------------------------------------------------------------------------------

    def _bare_agreement(self, clause: Clause, trigger: Unit, found: list[Candidate]) -> None:
        for subject, actor, thing in bare_agreement(clause, self.register):
            other = self.register.stand_in(subject, thing)
            made = Candidate("agreed_with", f"agreed_with/{AGREEING[clause.verb]}", subject, other, trigger, clause)
            made.negative = (clause.verb in DISAGREEING) != (subject.negation is not None)
            made.subject_referent, made.object_referent = actor, thing
            found.append(made)

    def _noun(self, phrase: Phrase, judge: Judge, found: list[Candidate]) -> None:
        if phrase.head.tag not in ("N", "NS"):
            return
        frames = self.patterns.nouns.get(phrase.head.noun)
        if frames is None:
            return
        host = judge.host(phrase)
        positions = NounPositions(phrase, host, self.register, self.support, judge)
        done = self._made_in_relative(phrase, frames, judge, found)
        word, outer = judge.inside.get(id(phrase), ("", phrase))
        for frame in frames:
            if frame.relation in done:
                continue
            before = len(found)
            if self._apply(frame, positions, phrase.head, host, found):
                done.append(frame.relation)
            for candidate in found[before:]:
                self._noun_status(candidate, phrase, positions)
                if word == "of" and outer.head.noun in judge.words.negative_nouns:
                    candidate.negative = not candidate.negative
                if host is not None and any(phrase in pp.group and pp.word in judge.words.negative_prepositions for pp in host.pps):
                    candidate.negative, candidate.nominal = not candidate.negative, True  # "without notice from B"
                if host is not None and any(phrase in pp.group and pp.word == "with" for pp in host.pps) and not judge.of(host).asserted:
                    candidate.open = True  # "will lead the review with help from B"
                if outer is not phrase and word not in _ACCOMPANYING and outer.head.noun in self.support.topics:
                    candidate.open = True  # what a review or hearing is about

    def _made_in_relative(self, phrase: Phrase, frames: list[Pattern], judge: Judge, found: list[Candidate]) -> list[str]:
        """ "a recommendation that A made to B", "requests sent by A to B": the verb on the noun supports it; the relations found."""
        done: list[str] = []
        for clause in phrase.clauses:
            gapped = (clause.relation == "rel" and clause.gap == "object") or (clause.relation in ("rel", "reduced") and clause.passive)
            if not gapped or clause.verb not in self.support.agentive or clause.head is None:
                continue
            positions = NounPositions(phrase, clause, self.register, self.support, judge)
            for frame in frames:
                if "support" in frame.subject and frame.relation not in done and self._apply(frame, positions, phrase.head, clause, found):
                    done.append(frame.relation)
        return done

    def _noun_status(self, candidate: Candidate, phrase: Phrase, positions: NounPositions) -> None:
        """Negation and openness of an event noun: "no referral", "lack of coordination", "requested a review"."""
        support = positions.supported()
        accepted = positions.host is not None and positions.host.verb in _ACCEPTING and phrase.possessor is not None
        candidate.nominal = (not support or accepted) and not positions.copular()  # "did not accept our recommendation": it was made
        given = phrase.possessor is not None and phrase.negation is not None and phrase.negation.norm == "neither"
        if (phrase.determiner is not None and phrase.determiner.norm in _NO) or (phrase.negation is not None and not given):
            candidate.negative = not candidate.negative
        if support == "negative":
            candidate.negative = not candidate.negative
        if support == "open" or (support == "receiver" and positions.host is not None and positions.host.verb in self.support.open):
            candidate.open = True  # "needs approval from B" has none yet

    # --- one frame -----------------------------------------------------------------------------------------------------------------

    def _apply(self, frame: Pattern, positions: Positions, trigger: Unit, clause: Clause | None, found: list[Candidate]) -> bool:
        """Add the candidates of a frame at a trigger; whether there are any."""
        if not self._allowed(frame, positions, clause):
            return False
        before = len(found)
        for subject, thing in self._pairs(frame, positions):
            first = self.register.resolve(subject)
            second = self.register.resolve(thing)
            if first is None or second is None or first is second:
                continue
            if (self.register.house(first) if self.register.speaks_for_many(subject) else first) is second:
                continue
            themes = self._first(frame.theme, positions)
            made = Candidate(frame.relation, frame.rule, subject, thing, trigger, clause, themes[0] if themes else None)
            made.negative = frame.negative != self._negated(positions, subject, thing)
            if frame.negative and clause is not None and self._undecided(clause, frame.relation):
                made.negative = not made.negative
            made.open = frame.open
            made.nominal = frame.presupposed
            made.subject_referent, made.object_referent = first, second
            if frame.relation == "affiliated_with" and not first.body and not made.negative and "ommittee" not in second.label:
                first.body = second.key
            found.append(made)
        return len(found) > before

    def _undecided(self, clause: Clause, relation: str) -> bool:
        """ "Neither agreed nor disagreed with B" takes no side: the denial of the opposite affirms nothing."""
        first = self.before
        if clause.relation != "conj" or first is None or first.negation is None:
            return False
        if first.negation.norm != "neither" and not (clause.shared is first and first.verb == "agree" and clause.verb == "disagree"):
            return False  # "did not agree or disagree with B"
        return any(f.relation == relation and not f.negative for f in self.patterns.verbs.get(first.verb, []))

    def _allowed(self, frame: Pattern, positions: Positions, clause: Clause | None) -> bool:
        """Whether voice, complement and constraints of a frame hold."""
        if frame.voice and clause is not None and (frame.voice == "passive") != clause.passive:
            return False
        complements = positions.complements()
        if frame.complement and (bool(complements) if frame.complement == "none" else frame.complement not in complements):
            return False
        for position, lemmas in frame.needs:
            if position == "complement":
                if not set(lemmas) & complements:
                    return False
            elif not self._meets(positions.heads(position), lemmas) and not self._pronoun_meets(positions, position, lemmas):
                return False
        for position, lemmas in frame.unless:
            if position == "complement":
                if set(lemmas) & complements:
                    return False
            elif self._meets(positions.heads(position), lemmas) or self._pronoun_meets(positions, position, lemmas):
                return False
        return True

    def _pronoun_meets(self, positions: Positions, position: str, lemmas: tuple[str, ...]) -> bool:
        """Whether a pronoun in a position goes back to one of the words: "the rule …, which the court set aside", "set it aside"."""
        if position != "patient" or lemmas == ANY:
            return False
        for phrase in positions.fill(position):
            if phrase.pronoun:
                referent = self.register.resolve(phrase)
                if referent is not None and any(lemma in referent.heads for lemma in lemmas):
                    return True
        return False

    def _meets(self, heads: list[str], lemmas: tuple[str, ...]) -> bool:
        if lemmas == ANY:
            return bool(heads)
        return any(head in lemmas or ("-" in head and head.endswith(tuple(["-" + lemma for lemma in lemmas]))) for head in heads)

    def _first(self, names: Iterable[str], positions: Positions) -> Fillers:
        for name in names:
            found = positions.fill(name)
            if found:
                return found
        return []

    def _pairs(self, frame: Pattern, positions: Positions) -> list[tuple[Phrase, Phrase]]:
        """All pairs of subject and object phrases: the first position of each role that has fillers of a fitting kind."""
        if frame.coupled:
            return _couples(self._fitting(positions.fill(frame.subject[0]), frame.subject_kinds))
        subjects = self._role(frame.subject, positions, frame.subject_kinds)
        if not subjects:
            subjects = self._writers(frame, positions)
        objects = self._role(frame.object, positions, frame.object_kinds)
        if frame.with_coagent:
            alone = len(frame.object) == 1
            if alone and not objects and isinstance(positions, VerbPositions) and _apart(positions.clause):
                return []
            if alone or (subjects and objects and {id(p) for p in objects} < {id(p) for p in subjects}):
                return _couples(subjects)
        if len(objects) == 1 and objects[0].head.norm == "each other":
            return self._reciprocal(frame, subjects)
        return [(subject, thing) for subject in subjects for thing in objects if subject is not thing]

    def _reciprocal(self, frame: Pattern, group: Fillers) -> list[tuple[Phrase, Phrase]]:
        """ "A and B told each other": each of the group to each other; once where the relation is symmetric."""
        pairs = _couples(group)
        return pairs if self.rules.relations[frame.relation].symmetric else [*pairs, *((right, left) for left, right in pairs)]

    def _role(self, names: tuple[str, ...], positions: Positions, kinds: frozenset[str]) -> Fillers:
        for name in names:
            found = self._fitting(positions.fill(name), kinds)
            if found:
                return found
        return []

    @staticmethod
    def _publishers(clause: Clause) -> Fillers:
        """ "A released an audit examining B": A examined B."""
        paper, above = clause.antecedent, clause.parent
        if clause.relation != "reduced" or clause.passive or paper is None or above is None or above.verb not in _PUBLISHING:
            return []
        indefinite = paper.determiner is not None and paper.determiner.norm in ("a", "an") and paper.head.noun in REPORTS
        return agent(above) if indefinite and any(p is paper for group in above.objects for p in group) else []

    def _writers(self, frame: Pattern, positions: Positions) -> Fillers:
        """The authors of reports where only an actor can be the subject: "the report recommends that B act"."""
        place = "agent" if isinstance(positions, VerbPositions) else "support"
        if place not in frame.subject:
            return []
        found: Fillers = []
        if isinstance(positions, VerbPositions):
            found += self._publishers(positions.clause)
        for phrase in positions.fill(place):
            if speaks(phrase):
                author = writer(self.register, phrase)
                if author is not None and author.kind in frame.subject_kinds:
                    found.append(self.register.stand_in(phrase, author))
        return found

    def _fitting(self, phrases: Fillers, kinds: frozenset[str]) -> Fillers:
        found: Fillers = []
        for phrase in phrases:
            if phrase.head.norm == "each other":
                found.append(phrase)
                continue
            if phrase.head.tag == "#" and any(unit.norm.startswith(("$", "€", "£")) for unit in phrase.units):
                continue  # money is never "of them"
            for expanded in self._expanded(phrase):
                referent = self.register.resolve(expanded)
                if referent is not None and referent.kind in kinds:
                    found.append(expanded)
        return found

    def _expanded(self, phrase: Phrase) -> Fillers:
        """A plural phrase with names in apposition stands for these: "two of the agencies, A and B, …"."""
        named = [
            p for p in phrase.appositions if p.head.tag == "NM" and p.head.name is not None and p.head.name.kind in ("agency", "person")
        ]
        return named if len(named) > 1 else self.register.members(phrase) or [phrase]

    def _negated(self, positions: Positions, subject: Phrase, thing: Phrase) -> bool:
        """Whether one of the ends carries a negation of its own: "no official", "not from Main Justice", "neither office"."""
        clause = positions.clause if isinstance(positions, VerbPositions) else positions.host
        count = 0
        above = clause.parent.subject if clause is not None and clause.connective == "as" and clause.parent is not None else []
        commented = [phrase.head for phrase in above]
        for phrase in (subject, thing):
            if phrase.head in commented:
                continue  # "neither firm told B, as the law requires": the law does
            own = (
                phrase.negation is not None or (phrase.determiner is not None and phrase.determiner.norm in _NO) or phrase.head.norm in _NO
            )
            if not own and clause is not None and isinstance(positions, VerbPositions):
                own = any(pp.negation is not None and phrase in pp.group for pp in clause.pps)
            count += own
        if isinstance(positions, VerbPositions) and clause is not None:
            for group in (clause.subject, *clause.objects):
                count += any(
                    ((p.determiner is not None and p.determiner.norm in _NO) or p.head.norm in _NO or _none_of(p))
                    and p.head is not subject.head
                    and p.head is not thing.head
                    for p in group
                )
        return count % 2 == 1
