"""Clauses that depend on a verb: infinitives, that- and wh-clauses, gerunds and participles."""

from __future__ import annotations

from typing import Final

from ztgraph.language.adjuncts import BLAMING, Adjuncts
from ztgraph.language.tagwords import SUBJUNCTIVE
from ztgraph.language.trees import Clause, Phrase, Preposition
from ztgraph.language.units import Unit

_RAISING: Final = frozenset({"know", "see", "hear", "think", "believe", "show", "consider", "presume", "rumor"})
# What is agreed with or objected to, with its content: "concurred with the finding that …".
_VIEWS: Final = frozenset(
    {"recommendation", "finding", "conclusion", "suggestion", "view", "claim", "assertion", "request", "demand", "proposal"}
)
_WRITING: Final = frozenset({"write", "respond", "reply", "appeal", "speak", "testify"})  # "wrote to B urging it to act"
# Nouns with what somebody else should do: "their request to …".
_ADVICE: Final = frozenset({"recommendation", "order", "demand", "instruction", "suggestion", "advice", "directive"})
# Nouns with "from" of who would do what the infinitive says.
_OFFERS: Final = frozenset({"offer", "promise", "pledge", "commitment", "proposal", "bid", "vow", "assurance"})
# Verbs that name their hearer before what they say.
ADDRESSED: Final = frozenset(
    {"notify", "inform", "tell", "warn", "advise", "remind", "assure", "brief", "alert", "caution", "convince", "persuade"}
)


class Embedded(Adjuncts):
    """Reads clauses that depend on a verb."""

    def _last_phrase(self, clause: Clause) -> Phrase | None:
        """The phrase of this clause that ended last."""
        candidates = [g[-1] for g in clause.objects if g]
        candidates += [pp.group[-1] for pp in clause.pps if pp.group]
        if isinstance(clause.predicate, Phrase):
            candidates.append(clause.predicate)
        return max(candidates, key=lambda p: p.last) if candidates else None

    def _infinitival(self, clause: Clause, negation: Unit | None) -> bool:
        """ "to" and a verb, or "to" alone where the verb is left out."""
        if self.tag(1) in (".", ",", ";", ")", "CC"):
            inner = self.open("to", clause)  # "as the law obliges it to": the verb is left out
            inner.subject = self._controller(clause, self.words.entry(clause.verb, clause.particles), None)
            clause.complements.append(inner)
            self.k += 1
            return True
        last = self._last_phrase(clause)
        entry = self.words.entry(clause.verb, clause.particles)
        governor = None
        if last is not None and last.last == self.k and last.head.noun in self.words.nouns and "to" in self.words.nouns[last.head.noun]:
            governor = last
        if governor is not None and "obj-to" in entry and clause.objects and governor in clause.objects[0] and self._body(governor):
            governor = None  # "instructed the authority to pay": a body, not the right to
        offered = next((pp.host for pp in reversed(clause.pps) if pp.word == "from" and pp.host is not None and last in pp.group), None)
        if governor is None and last is not None and offered is not None and last.last == self.k and offered.head.noun in _OFFERS:
            governor = offered
        raised = clause.passive and (self.words.reports(clause.verb) or clause.verb in _RAISING)
        first = (
            clause.verb == "be" and isinstance(clause.predicate, Phrase) and clause.predicate.head.norm in ("first", "last", "only", "one")
        )
        controlled = (
            clause.verb in self.words.phrase_control
            and bool(clause.pps)
            and self._right_before(clause.pps[-1])
            and bool(clause.pps[-1].group)
        )
        purpose = not (
            controlled
            or raised
            or first
            or "to" in entry
            or "obj-to" in entry
            or governor is not None
            or isinstance(clause.predicate, Unit)
        )
        inner = self.infinitive(clause, self._controller(clause, entry, governor), purpose)
        inner.antecedent = governor
        if governor is not None:
            governor.clauses.append(inner)
            inner.relation = "noun"
        inner.negation = inner.negation or negation
        clause.complements.append(inner)
        return True

    def _body(self, phrase: Phrase) -> bool:
        """Whether a definite phrase is headed by a noun that may name a body."""
        return self.kind_of(phrase.head.noun) == "agency" and phrase.determiner is not None and phrase.determiner.norm in ("the", "this")

    def _controller(self, clause: Clause, entry: dict[str, str], governor: Phrase | None) -> list[Phrase]:
        """Who does what an infinitive says: object, phrase of a preposition, possessor of a noun, or subject."""
        if governor is not None and governor.possessor is not None and governor.head.noun in _ADVICE:
            return clause.subject  # "accepted our recommendation to bar B"
        blamed = clause.verb in BLAMING or clause.verb in self.words.faulting
        if governor is not None and governor.possessor is not None and governor.possessor.pronoun and blamed and clause.objects:
            return clause.objects[0]  # "criticized B for its failure to …"
        if governor is not None and governor.possessor is not None:
            return [governor.possessor]
        if governor is not None and governor.head.noun in _OFFERS:
            givers = next((pp.group for pp in governor.pps if pp.word == "from" and pp.group), None)
            if givers is not None:
                return givers  # "an offer from B to lend …"
        wanted = (
            clause.verb in ("ask", "press", "petition")
            and bool(clause.pps)
            and clause.pps[-1].word == "for"
            and clause.pps[-1].last == self.k
        )
        if wanted:
            return clause.subject  # "asked B for funds to pay C"
        if "obj-to" in entry and not clause.passive and clause.objects:
            return clause.objects[0]
        if clause.verb in self.words.phrase_control and clause.pps and clause.pps[-1].group and self._right_before(clause.pps[-1]):
            return clause.pps[-1].group
        return clause.subject

    def _right_before(self, pp: Preposition) -> bool:
        """Whether the infinitive here follows a phrase, or the apposition that ends it: "relied on a laboratory, B, to alert C"."""
        if pp.last == self.k:
            return True
        return pp.last == self.k - 1 and self.tag_at(self.k - 1) == "," and bool(pp.group[-1].appositions)

    def _that(self, clause: Clause) -> bool:
        last = self._last_phrase(clause)
        if clause.verb == "be" and clause.subject and clause.subject[0].head.norm == "it" and self.subject_at(self.k + 1):
            return self._cleft(clause)
        noun = self._noun_with_content(clause) or self._accepted_noun(clause, last)
        if noun is not None and self.starts_phrase(self.k + 1):
            return self._noun_content(noun, "nounthat")
        lodged = bool(clause.objects and clause.pps and clause.pps[-1].word == "from" and last in clause.pps[-1].group)
        told = last is not None and clause.objects and self.kind_of(last.head.noun) == "instrument" and clause.verb not in ADDRESSED
        if (
            (not self.words.takes_clause(clause.verb) or told or lodged)  # "announced a plan that B had not approved"
            and not isinstance(clause.predicate, Unit)
            and last is not None
            and last.last == self.k
            and (last.head.noun not in self.words.nouns or (told and "that" not in self.words.nouns[last.head.noun]))
            and self.tag(1) != "TH"
        ):
            return self._focused(clause, last) or self.relative(last, clause, commented=False)
        self.k += 1
        if self.tag() == ",":
            self.k += 1
        inner = self.clause("that", clause)
        inner.antecedent = last if last is not None and last.last == inner.first - 1 and not self.words.takes_clause(clause.verb) else None
        clause.complements.append(inner)
        return True

    def _cleft(self, clause: Clause) -> bool:
        """ "It was in May that A told B", "It was to B that A sent the case", "It was B that A chose": the focus goes back to its place."""
        focus = clause.objects[0] if clause.objects else []
        self._contrasted(clause, focus)
        self.k += 1
        inner = self.clause("cleft", clause)
        inner.times.extend(clause.times)
        inner.pps.extend(pp for pp in clause.pps if pp.group and not focus)
        empty = not (inner.objects or inner.passive or inner.complements or inner.predicate is not None)
        if focus and empty and inner.verb not in ("", "be"):
            inner.objects.append(focus)
        if clause.negation is not None and (
            any(p == "until" for p, _ in clause.times) or any(c.connective == "until" for c in clause.complements)
        ):
            inner.connective = "not until"
        return True

    def _late_content(self, clause: Clause, pp: Preposition) -> None:
        """ "No evidence was put to the jury that A had paid B": a seeming relative clause without a gap is the content of the subject."""
        noun = clause.subject[-1] if clause.passive and clause.subject and pp.group else None
        if noun is None or "that" not in self.words.nouns.get(noun.head.noun, ()) or not pp.group[-1].clauses:
            return
        last = pp.group[-1]
        made = last.clauses[-1]
        others = [group for group in made.objects if not any(p is last for p in group)]
        if made.relation != "rel" or made.gap != "object" or (made.objects and not others):
            return
        made.objects = others
        made.relation, made.antecedent, made.gap = "nounthat", noun, ""
        noun.clauses.append(last.clauses.pop())

    def _contrasted(self, clause: Clause, focus: list[Phrase]) -> None:
        """ "It was not A but B that …": the first of the two is denied, not the clause."""
        if clause.negation is not None and len(focus) == 2 and any(u.norm == "but" for u in self.units[focus[0].last : focus[1].first]):
            focus[0].negation = clause.negation

    def _focused(self, clause: Clause, last: Phrase) -> bool:
        """ "It is A, not B, that monitors C": the relative clause of a cleft is on all that it contrasts."""
        focus = clause.objects[0] if clause.objects else []
        if not self._is_cleft(clause) or len(focus) < 2 or focus[-1] is not last:
            return False
        self.relative(last, clause, commented=False)
        self._refocus(clause, focus)
        return True

    def _is_cleft(self, clause: Clause) -> bool:
        return clause.verb == "be" and bool(clause.subject) and clause.subject[0].head.norm == "it"

    def _refocus(self, clause: Clause, focus: list[Phrase], pp: Preposition | None = None) -> None:
        """A relative clause read on the last of what a cleft contrasts is on all of it, or on its prepositional phrase."""
        made = next((c for c in reversed(focus[-1].clauses) if c.relation == "rel"), None) if focus else None
        if made is None or not self._is_cleft(clause):
            return
        self._contrasted(clause, focus)
        if pp is not None and made.gap == "object":
            made.relation, made.antecedent, made.gap, made.parent = "cleft", None, "", clause
            made.objects = [g for g in made.objects if g != [focus[-1]]]
            made.pps.append(pp)
        elif made.subject == [focus[-1]]:
            made.subject = list(focus)

    def _determiner_that(self) -> bool:
        """Whether "that" is a determiner here: "accepted that finding."."""
        if self.tag(1) not in ("N", "NS", "J", "#"):
            return False
        end = self._skip_core(self.k + 1)
        after = self.tag_at(end) if self.tag_at(end - 1) != "NS" else ""  # "that two firms, A and B, …": no determiner
        return after in (".", ",", ";", ")", "CC", "SUB") and not self.subject_at(self.k + 1, comma=False)

    def _accepted_noun(self, clause: Clause, last: Phrase | None) -> Phrase | None:
        """The noun whose that-clause follows in "agreed with our recommendation that B act": not the verb's."""
        if last is None or last.last != self.k or last.head.noun not in _VIEWS or "that" not in self.words.nouns.get(last.head.noun, ()):
            return None
        return last if any(last in pp.group and pp.word in ("with", "to", "in") for pp in clause.pps) else None

    def _noun_with_content(self, clause: Clause) -> Phrase | None:
        """The object whose that-clause follows after a prepositional phrase: "a recommendation to B that it close …"."""
        if not clause.objects:
            return None
        noun = clause.objects[-1][-1]
        if "that" not in self.words.nouns.get(noun.head.noun, ()):
            return None
        if noun.last == self.k:
            return noun if noun.head.noun in SUBJUNCTIVE or not self.words.takes_clause(clause.verb) else None
        if not clause.pps or clause.pps[-1].last != self.k or self.words.takes_clause(clause.verb):
            return None
        return noun if noun.last == clause.pps[-1].first else None

    def _wh(self, clause: Clause) -> bool:
        last = self._last_phrase(clause)
        asked = (
            self.norm() == "who" and clause.verb in ADDRESSED and last is not None and (last.pronoun or not self.is_person(last))
        )  # "told the court who paid"
        if self.norm() in ("who", "which", "whom", "whose") and last is not None and last.last == self.k and not asked:
            return self._focused(clause, last) or self.relative(self._who(clause, last), clause, commented=False)
        word = self.norm()
        self.k += 1
        if (word in ("what", "which", "whose") and self.tag() in ("J", "N", "NS")) or (word == "how" and self.norm() in ("many", "much")):
            object_first = self.core()
        else:
            object_first = None
        if self.tag() == "TO":
            inner = self.infinitive(clause, clause.objects[0] if clause.objects else clause.subject)
            inner.relation = "wh"
        else:
            inner = self.clause("wh", clause, word)
        if object_first is not None and not inner.objects and inner.subject:
            inner.objects.append([object_first])
        clause.complements.append(inner)
        return True

    def _who(self, clause: Clause, last: Phrase) -> Phrase:
        """Of whom "who" after a phrase is said: in "a nurse at the clinic who …" the nurse."""
        word = self.norm(2) if self.norm(1) == "of" else self.norm()  # "11 of whom"
        if self.norm(1) == "of" and word == "which" and self.norm() != "one" and last.head.tag in ("N", "NM"):
            return next((g[-1] for g in reversed(clause.objects) if g and g[-1].head.tag == "NS"), last)  # "both of which"
        if word not in ("who", "whom", "which"):
            return last
        which = word == "which"
        while self._no_which(last) if which else not self.is_person(last):
            host = next((pp.host for pp in clause.pps if pp.host is not None and any(p is last for p in pp.group)), None)
            if host is None:
                break
            last = host
        return last

    def _ing(self, clause: Clause) -> bool:
        last = self._last_phrase(clause)
        entry = self.words.entry(clause.verb, clause.particles)
        if "ing" in entry and not clause.objects:
            inner = self.participle("ing", clause, self.agent(clause))
            clause.complements.append(inner)
            return True
        addressed = any(last in pp.group and pp.word == "to" for pp in clause.pps) and (clause.objects or clause.verb in _WRITING)
        if last is not None and not addressed and (last.last == self.k or self._only_time_since(last)):
            inner = self.participle("reduced", clause, [last], last)
            last.clauses.append(inner)
            return True
        inner = self.participle("part", clause, self.agent(clause))
        clause.complements.append(inner)
        return True

    def _only_time_since(self, phrase: Phrase) -> bool:
        """Whether only a time stands between a thing that speaks and the participle: "an order on Monday directing B to …"."""
        between = self.units[phrase.last : self.k]
        return (
            self.kind_of(phrase.head.noun) == "instrument"
            and any(u.tag == "T" for u in between)
            and all(u.tag in ("T", "P") for u in between)
        )

    def _past(self, clause: Clause) -> bool:
        """A past participle after a phrase of this clause: a reduced relative, or the predicate of "have B done"."""
        last = self._last_phrase(clause)
        if clause.relation in ("rel", "reduced") and self._active_past():
            return False
        if last is not None and last.last == self.k:
            if clause.verb in ("keep", "leave", "have", "get") and clause.objects and clause.objects[-1][-1] is last:
                clause.particles.append(self.norm())
                self.k += 1
                return True
            inner = self.participle("reduced", clause, [last], last)
            last.clauses.append(inner)
            return True
        if clause.verb in ("keep", "be", "remain", "become", "get") and self.tag() in ("VX", "VN"):
            clause.particles.append(self.norm())
            self.k += 1
            return True
        return False
