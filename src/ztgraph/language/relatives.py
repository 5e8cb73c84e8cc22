"""Relative clauses: with pronoun, with preposition, reduced to a participle, and without any pronoun ("the agencies it reviewed")."""

from __future__ import annotations

from typing import Final

from ztgraph.language import closed
from ztgraph.language.cursor import DEPTH, FINITE
from ztgraph.language.lookahead import Lookahead
from ztgraph.language.trees import Clause, Phrase, Preposition
from ztgraph.language.verbgroups import verb_group

# Verbs that have no passive participle to stand on a noun: "HHS agreed with …" is no "HHS, agreed with by …".
NEVER_PASSIVE: Final = frozenset(
    """agree concur disagree respond reply comply coordinate collaborate cooperate testify refuse decline fail vow pledge refrain abstain
 insist argue seem appear happen occur arrive remain consist belong depend rely react object dissent resign""".split()
)
# Of these, those that hand over a thing.
_HANDING: Final = frozenset("give send show hand lend offer provide grant award promise teach supply write pay owe fine cost deny".split())
# What is done with orders, claims and requests: without another object these are what the verb is about.
_PUTTING: Final = frozenset(
    """issue make send give receive sign approve reject raise submit file publish release provide deliver ignore get obtain adopt enforce
 violate impose follow implement cite use accept deny settle resolve investigate review bring lodge offer present draft withdraw""".split()
)
# Verbs that keep an object or a name in the passive: "the money owed the Navy", "a plan called the Compact".
_TWO_OBJECTS: Final = frozenset(
    """give grant deny provide offer allow refuse send show tell ask pay award owe hand lend serve issue promise
    guarantee teach write supply
 accord afford bring call name title entitle dub label deem consider term nickname style make elect appoint worth charge""".split()
)


class Relatives(Lookahead):
    """Reads relative clauses."""

    def relative(self, phrase: Phrase, parent: Clause | None, commented: bool) -> bool:
        """A relative clause on ``phrase`` from its pronoun (or "to which", "one of which", "whose staff") on."""
        if self.depth >= DEPTH:
            return False
        self.depth += 1
        try:
            return self._read_relative(phrase, parent, commented)
        finally:
            self.depth -= 1

    def _read_relative(self, phrase: Phrase, parent: Clause | None, commented: bool) -> bool:
        clause = self.open("rel", parent)
        clause.antecedent, clause.commented = phrase, commented
        phrase.clauses.append(clause)
        front: Preposition | None = None
        if self.tag() in ("P", "TO"):
            front = Preposition(self.norm(), self.k)
            self.k += 1
        elif self.tag() in ("#", "D", "N", "NS", "J", "PR", "R") and self.norm(1) == "of":
            if self.norm() in ("none", "neither"):
                clause.negation = self.units[self.k]
            self.k += 2  # "one of which": the antecedent stands for its part
        word = self.norm()
        self.k += 1
        pied: Phrase | None = None
        if word == "whose":
            self.k -= 1
            pied = self.core()
            if pied is not None:
                pied.possessor = phrase
                gap, self.gap = self.gap, True  # "whose reports of theft it had closed": no clause on "theft"
                self.of_phrase(pied)
                self.gap = gap
                if self.tag() == "," and self.tag(1) == "NM":
                    self._apposition(pied, "subject")
        if front is not None:
            front.group = [pied or phrase]
            front.last = self.k
            clause.gap = front.word
            clause.pps.append(front)
        self._relative_body(clause, phrase, pied if front is None else None, front is not None)
        clause.last = self.k
        return True

    def _relative_in_parenthesis(self, phrase: Phrase) -> bool:
        """ "the bank (which the board had sued twice)"."""
        close = next((i for i in range(self.k, self.count) if self.units[i].tag == ")"), self.count)
        end, self.count = self.count, close
        self.k += 1
        self.relative(phrase, None, commented=True)
        self.count = end
        self.k = min(close + 1, end)
        return True

    def _relative_body(self, clause: Clause, phrase: Phrase, pied: Phrase | None, fronted: bool) -> None:
        self._inner_comma()
        self._before_verb(clause)
        if self.starts_phrase(self.k) and not (self.tag() == "R" and self.tag(1) in FINITE):
            gap, self.gap = self.gap, True
            clause.subject = self.group("subject")
            self.gap = gap
            if verb_group(self, clause):
                if pied is not None:
                    clause.objects.append([pied])
                elif not fronted:
                    clause.gap = "object"
                self.rest(clause)
                self._fill_gap(clause, phrase)
            return
        clause.subject = [pied or phrase]
        clause.gap = clause.gap or "subject"
        if verb_group(self, clause):
            self.rest(clause)

    def _before_verb(self, clause: Clause) -> None:
        """Times and adverbs between the pronoun and the verb: "which in 2022 received …"."""
        while self.k < self.count:
            if self.tag() == "T":
                clause.times.append(("", self.units[self.k].time))  # type: ignore[arg-type]
                self.k += 1
            elif self.tag() == "P" and (self.tag(1) == "T" or (not self.starts_phrase(self.k) and self.starts_phrase(self.k + 1))):
                pp = self.prepositional(clause)
                if pp is None:
                    return
                self.attach(clause, pp)
            else:
                return

    def _inner_comma(self) -> None:
        """Skip an insertion right after the pronoun: "some of whom, the union said, were …"."""
        if self.tag() != ",":
            return
        j = self.k + 1
        while j < self.count and j < self.k + 12 and self.units[j].tag != ",":
            j += 1
        if self.tag_at(j) == "," and self.tag_at(j + 1) in FINITE | {"VX", "R"}:
            self.k = j + 1

    def _fill_gap(self, clause: Clause, phrase: Phrase) -> None:
        """The antecedent is the object that the clause lacks, or the complement of a stranded preposition."""
        if clause.gap != "object":
            return
        if clause.particles and clause.particles[-1] in self.prepositions and not clause.objects:
            stranded = Preposition(clause.particles[-1], clause.last)
            stranded.group = [phrase]
            clause.pps.append(stranded)
            return
        controlled = [c for c in clause.complements if c.relation in ("to", "purpose")]
        if controlled and not clause.objects and "obj-to" in self.words.entry(clause.verb, clause.particles):
            clause.objects.append([phrase])
            controlled[0].subject, controlled[0].relation = [phrase], "to"
            return
        deepest = clause
        while deepest.complements and not deepest.objects and deepest.complements[-1].relation in ("to", "that", "ing"):
            deepest = deepest.complements[-1]
        given = len(deepest.objects) == 1 and deepest.verb in _HANDING  # "the memo that A sent B"
        if given and self._gets(phrase) and not self._gets(deepest.objects[0][0]):
            deepest.objects.insert(0, [phrase])  # "the monitor, whom the city has paid $6 million"
        elif (not deepest.objects or given) and not deepest.passive:
            deepest.objects.append([phrase])

    def _gets(self, phrase: Phrase) -> bool:
        """Whether a phrase denotes somebody to whom a thing can be given."""
        if phrase.head.name is not None:
            return phrase.head.name.kind in ("agency", "person", "title")
        return self.kind_of(phrase.head.noun) in ("agency", "group", "population")

    def _contact_name(self, phrase: Phrase) -> bool:
        """ "the plan HHS issued": a name right after a noun, then a past verb without object."""
        if self.tag() in ("D", "PP"):
            return self._contact_noun(phrase)
        if self.tag() == "NM" and self.subject_level and self.tag(1) == "VX" and self.tag(2) in FINITE | {"VX"}:
            return self.name_kind(self.k) == "agency"  # "the contractors GAO interviewed said"
        if self.tag() != "NM" or self.units[self.k].name is None or self.kind_of(phrase.head.noun) in ("group", "agency", "population"):
            return False
        return (self.tag(1) == "VX" and self.tag(2) in ("P", ",", ".", "R", "T", "TO")) or (
            self.tag(1) in ("HV", "BE") and self.tag(2) in ("VX", "VN")
        )

    def _contact_here(self, context: str) -> bool:
        """Whether a relative clause without pronoun can begin here with a name or noun."""
        return context != "subject" or self.tag() != "NM" or self.name_kind(self.k) == "agency"

    def _contact_noun(self, phrase: Phrase) -> bool:
        """ "the memorandum the department issued", "an agency few people know": a noun phrase and a verb that lacks its object."""
        if self.fronting or self.reporting or self.ditransitive or phrase.head.noun in closed.TEMPORAL_HEADS:
            return False
        end = self._skip_core(self.k)
        while self.tag_at(end) in ("R", "NEG"):
            end += 1
        verb = end + 1 if self.tag_at(end) == "HV" else end
        if self.tag_at(verb) not in ("VX", "VZ", "VD", "VB", "VN") or self.units[verb].verb in NEVER_PASSIVE:
            return False
        after = self.tag_at(verb + 1)
        if self.subject_level:
            given = self.units[verb].verb in _TWO_OBJECTS and after in ("D", "PP", "NM", "PR")  # "the memo the director sent the Navy"
            return (given or after in FINITE | {"VX", "T"}) and self._later_finite(verb + 1)
        counted = phrase.determiner is not None or self.norm() in ("no", "few")  # "tablets no pupil ever saw"
        return after in (".", ",", ";", "T") and counted

    def _contact(self, phrase: Phrase) -> bool:
        """A relative clause without relative pronoun: "the agencies it reviewed"."""
        clause = self.open("rel", None)
        clause.antecedent = phrase
        core = self.core()
        clause.subject = [core] if core is not None else []
        if not verb_group(self, clause):
            self.tree.clauses.remove(clause)
            return False
        clause.gap = "object"
        if clause.verb not in ("need", "want", "require", "desire"):
            self.rest(clause)  # "obtained the data it needed from B": from B it obtained them
        self._fill_gap(clause, phrase)
        phrase.clauses.append(clause)
        return True

    def _that_after(self, phrase: Phrase, context: str) -> bool:
        """ "that" after a noun: a relative clause, or the content of "the claim that …"."""
        verb_next = self.tag(1) in FINITE | {"VX", "VB", "VD"} or (self.tag(1) in ("R", "NEG") and self.tag(2) in FINITE | {"VX", "VB"})
        if verb_next and phrase.head.tag not in ("PR",):
            return self.relative(phrase, None, commented=False)
        after = self.tag_at(self._skip_core(self.k + 1)) if self.starts_phrase(self.k + 1) else "."
        if (
            context == "object"
            or (self.reporting and not self.subject_level)
            or not (self.subject_at(self.k + 1) or after in FINITE | {"VX"})
        ):
            return False
        if "that" in self.words.nouns.get(phrase.head.noun, ()):
            return self._noun_content(phrase, "that")
        return self.relative(phrase, None, commented=False)

    def _noun_content(self, noun: Phrase, relation: str) -> bool:
        """The that-clause of a noun: its content, or a relative clause where the verb lacks its object ("the order that B issued")."""
        end = self._skip_core(self.k + 1)
        if self.tag_at(end) == "HV":
            end += 1
            while self.tag_at(end) == "R":
                end += 1
        given = self.units[end].verb in _HANDING and self.tag_at(end + 1) in ("PR", "NM") if self.tag_at(end) in ("VX", "VD") else False
        if given and self.tag_at(end + 2) in (".", ",", ";", "P", "T", "CC"):
            return self.relative(noun, None, commented=False)  # "evidence that the union gave him"
        if self.tag_at(end) == "VX" and self.norm_at(end) == "entered" and self.norm_at(end + 1) == "into" and self.tag_at(end + 2) == "P":
            return self.relative(noun, None, commented=False)  # "the decree that A entered into with B"
        if self.tag_at(end) == "VX" and self.units[end].verb in _PUTTING and self.tag_at(end + 1) in FINITE | {"VX", "P", "T", ",", "."}:
            return self.relative(noun, None, commented=False)
        self.k += 1
        inner = self.clause(relation, None)
        inner.antecedent, inner.relation = noun, "nounthat"
        noun.clauses.append(inner)
        empty = not (inner.objects or inner.complements or inner.passive or inner.predicate is not None)
        given = inner.verb in _HANDING and len(inner.objects) == 1 and not inner.complements and noun.head.tag == "NS"
        if given and self.kind_of(inner.objects[0][-1].head.noun) in ("agency", "group", "population"):
            inner.relation, inner.gap = "rel", "object"  # "statements that she gave the auditor"
            inner.objects.append([noun])
        if empty and inner.subject and inner.verb in _PUTTING:
            inner.relation, inner.gap = "rel", "object"
            inner.objects.append([noun])
        return True

    def _active_past(self) -> bool:
        """Whether a past form has an object, which a participle on a noun has not: "the lawyer who read the file warned B"."""
        if self.tag() != "VX" or self.tag(1) not in ("D", "PP", "NM", "PR"):
            return False
        return self.units[self.k].verb not in _TWO_OBJECTS or (self.awaited and not self._later_finite(self.k + 1))

    def _reduced_here(self, phrase: Phrase, context: str) -> bool:
        """Whether a past form right after a phrase is a participle on it rather than its verb."""
        if phrase.head.tag == "PR" or self.tag(1) == "CC" or (self.units[self.k].verb == "say" and self.tag(1) not in ("TO", "P")):
            return False
        if self.gap or (self.resultative and context == "object") or self.units[self.k].verb in NEVER_PASSIVE:
            return False
        if context != "subject" and not self.subject_level:
            return not self._active_past()
        if self.tag() == "VN":
            return True
        after = self.tag(1)
        entry = self.words.verbs.get(self.units[self.k].verb, {})
        if after == "TO" and "to" in entry and "obj-to" not in entry:
            return False  # "The chancellor promised to …": such verbs have no passive with an infinitive
        if after in ("D", "PP", "NM", "PR", "TH", "N", "NS", "#", "J"):
            return False
        return self._later_finite(self.k + 1) or (self.norm(1) == "by" and phrase.plural and self._shows_ahead())

    def _shows_ahead(self) -> bool:
        """Whether a plural verb of telling comes soon: "records seized by the county show that …"."""
        for j in range(self.k + 2, min(self.k + 14, self.count)):
            unit = self.units[j]
            if unit.tag in (",", ".", ";", "WH", "TH"):
                return False
            if unit.tag == "VB" and unit.norm in ("show", "say", "indicate", "suggest", "allege", "claim"):
                return True
        return False
