"""What follows the verb of a clause: objects, predicates, adverbs, prepositional phrases; clauses are read by the layer below."""

from __future__ import annotations

from typing import Final

from ztgraph.language import closed
from ztgraph.language.cursor import DEPTH, FINITE
from ztgraph.language.embedded import ADDRESSED, Embedded
from ztgraph.language.trees import Clause, Phrase, Preposition
from ztgraph.language.units import Unit

# Complex prepositions that after a verb are its particle and a preposition: "lived up to", "backed out of".
_PARTING: Final = frozenset({"keep", "hold", "set", "tear", "pull", "drive", "live", "stay", "force", "grow", "stand"})
_SPLIT: Final = {
    "up to": ("up", "to"),
    "out of": ("out", "of"),
    "ahead of": ("ahead", "of"),
    "apart from": ("apart", "from"),
    "along with": ("along", "with"),
}
_DITRANSITIVE: Final = frozenset(
    """give grant deny provide offer allow refuse send show tell ask pay award owe hand lend serve permit issue promise guarantee assure
 teach write mail email fax forward pass read supply accord afford bring deal""".split()
)
_NAMING: Final = frozenset({"name", "appoint", "elect", "designate", "make"})
# Verbs whose object is hardly ever a noun with an insertion after it: "say the Navy's supplier, Barrow Corp., paid".
_CLAUSAL: Final = frozenset({"say", "allege", "claim", "argue", "contend", "insist", "think", "believe"})
_SUBJUNCTIVE: Final = frozenset({"recommend", "request", "suggest"})
_PARTICLES: Final = frozenset(
    {"up", "out", "off", "over", "down", "in", "on", "back", "away", "along", "through", "around", "forward", "together", "aside"}
)
_OF_VERBS: Final = frozenset(
    "accuse convict suspect acquit inform notify advise apprise remind warn tell assure deprive rid strip cure relieve absolve".split()
)
_AFTER_TO: Final = frozenset({"VB", "BE", "HV", "DO", "R", "NEG"})


class Complements(Embedded):
    """Reads what follows a verb."""

    def rest(self, clause: Clause) -> None:
        """What follows the verb, as far as this clause can take it."""
        if self.depth >= DEPTH:
            return
        self.depth += 1
        level, self.subject_level = self.subject_level, 0
        awaited, self.awaited = self.awaited, self.awaited or level > 0
        gap, self.gap = self.gap, False
        flags = self.ditransitive, self.resultative, self.reporting, self.of_verb
        self.of_verb = clause.verb in _OF_VERBS
        self.ditransitive = False
        self.resultative = clause.verb in ("keep", "leave", "have", "get")
        self.reporting = self.words.takes_clause(clause.verb) and not (clause.passive and clause.verb == "charge")
        while self.k < self.count:
            mark = self.k
            tag = self.tag()
            if tag == "," or (tag == "—" and clause.relation not in ("main", "conj")):
                going = self._comma(clause)
            elif tag == "CC":
                going = self._conjunction(clause, False)
            else:
                going = self._constituent(clause, tag)
            if not going:
                break
            if self.k == mark:
                self.k += 1
        self.depth -= 1
        self.subject_level, self.awaited, self.gap = level, awaited, gap
        self.ditransitive, self.resultative, self.reporting, self.of_verb = flags
        clause.last = self.k

    def _constituent(self, clause: Clause, tag: str) -> bool:
        """One constituent that begins here; whether the clause goes on."""
        if tag == "T" and self.tag(1) != "PO":
            clause.times.append(("", self.units[self.k].time))  # type: ignore[arg-type]
            self.k += 1
            return True
        if tag == "NEG" or (tag == "R" and not (self.starts_phrase(self.k) and self.norm() not in ("only", "just", "even"))):
            return self._adverb(clause)
        if tag == "SUB":
            return self._subordinator(clause)
        if tag == "P" and (not self.starts_phrase(self.k) or self._beyond_object(clause)):
            return self._preposition(clause)
        if tag == "TO":
            return self._to(clause)
        if tag == "TH":
            return self._object(clause) if self._determiner_that() else self._that(clause)
        if tag == "WH":
            return self._wh(clause)
        if tag in ("VG",) or self.norm() in ("being", "having"):
            return self._ing(clause)
        if self.joining is clause and (tag in FINITE or tag == "VX") and self._finite(clause):
            self.joining = None
            return self._joined_verb(clause, self.k, None, finite=True)  # "and in the end did not answer"
        if tag in ("VX", "VN"):
            return self._past(clause)
        if tag == "VB" and self.words.verbs.get(clause.verb, {}).get("bare") and clause.objects:
            inner = self.participle("bare", clause, clause.objects[-1])
            clause.complements.append(inner)
            return True
        if tag == "J" and not self._noun_after_adjectives():
            clause.particles.append(self.norm())
            if clause.predicate is None:
                clause.predicate = self.units[self.k]
            self.k += 1
            return True
        if self.starts_phrase(self.k):
            return self._object(clause)
        if tag == "(":
            return self._parenthesis(clause)
        return False

    def _beyond_object(self, clause: Clause) -> bool:
        """Whether "over" and a number after an object are no second object: "indicted B for theft over $60,000"."""
        return (
            self.norm() in ("over", "under", "about") and self.tag(1) == "#" and bool(clause.objects) and clause.verb not in _DITRANSITIVE
        )

    def _parenthesis(self, clause: Clause) -> bool:
        """A parenthesis inside a clause: its time is the clause's, a clause in it is read later."""
        j = self.k + 1
        while j < self.count and self.units[j].tag != ")":
            j += 1
        time = next((u for u in self.units[self.k : j] if u.tag == "T"), None)
        if time is not None and time.time is not None and j - self.k < 5:
            before = self.units[self.k + 1]
            clause.times.append((before.norm if before.tag == "P" else "", time.time))
        elif any(u.tag in FINITE | {"VX", "VB"} for u in self.units[self.k : j]) and self.tag(1) != "WH":
            self.asides.append((self.k + 1, j))
        self.k = min(j + 1, self.count)
        return True

    def _adverb(self, clause: Clause) -> bool:
        unit = self.units[self.k]
        if unit.tag == "NEG":
            after = self.tag(1)
            if self.norm(1) in ("only", "just", "merely", "simply"):
                self.k += 2
                return True
            if after == "VG" or self.norm(1) == "having":
                self.k += 1
                going = self._ing(clause)
                if clause.complements:
                    clause.complements[-1].negation = unit  # "regretted not having told B"
                return going
            if after == "P" or (after == "TO" and self.tag(2) not in ("VB", "HV", "BE", "DO", "R")) or self.starts_phrase(self.k + 1):
                return self._contrast(clause, unit)
            if after == "TO":
                self.k += 1
                return self._to(clause, negation=unit)
            self.k += 1
            return True
        clause.adverbs.append(unit)
        clause.particles.append(unit.norm)
        self.k += 1
        return True

    def _contrast(self, clause: Clause, negation: Unit) -> bool:
        """ "from the Border Patrol, not from Main Justice"; "but not to C": a negated phrase of the same kind."""
        self.k += 1
        if self.tag() in ("P", "TO"):
            pp = self.prepositional(clause)
            if pp is not None:
                pp.negation = negation
                self.attach(clause, pp)
            return pp is not None
        last = self._last_phrase(clause)
        holder = next(
            (pp.group for pp in clause.pps if last is not None and last in pp.group), clause.objects[-1] if clause.objects else None
        )
        for phrase in self.group("object"):
            phrase.negation = negation
            if holder is None:
                holder = []
                clause.objects.append(holder)
            holder.append(phrase)
        if holder is not None:
            self._refocus(clause, holder)
        return True

    def _subordinator(self, clause: Clause) -> bool:
        if self.as_preposition(self.k):
            return self._preposition(clause)
        if self.norm() == "than" and self.starts_phrase(self.k + 1) and not self.subject_at(self.k + 1):
            self.k += 1
            self.group("prep")
            return True
        if self.norm() == "as" and self.starts_phrase(self.k + 1) and not self.subject_at(self.k + 1):
            return self._preposition(clause)
        inner = self.subordinate(clause, self.agent(clause))
        clause.complements.append(inner)
        return True

    def _to(self, clause: Clause, negation: Unit | None = None) -> bool:
        """ "to": an infinitive, or a preposition."""
        left_out = self.tag(1) in (".", ",", ";", ")", "CC") and bool(clause.objects)
        entry = self.words.entry(clause.verb, clause.particles)
        if (left_out and "obj-to" in entry) or ("to" in entry and self.tag(1) in (".", ",", ";") and not clause.objects):
            return self._infinitival(clause, negation)  # "but it failed to"
        listed = self.tag(1) == "R" and self.norm(1) in ("either", "both", "neither") and self.starts_phrase(self.k + 1)
        return self._infinitival(clause, negation) if self.tag(1) in _AFTER_TO and not listed else self._preposition(clause)

    def _in_place(self, clause: Clause) -> bool:
        """ "put in place new procedures", "has in place a policy": the object after the phrase that goes with the verb."""
        if clause.verb not in ("put", "have", "set") or clause.objects or self.norm() != "in" or self.norm(1) != "place":
            return False
        pp = Preposition("in", self.k)
        place = self.units[self.k + 1]
        pp.group = [Phrase(self.k + 1, self.k + 2, place, [place])]
        self.k = pp.last = self.k + 2
        self.attach(clause, pp)
        return True

    def _preposition(self, clause: Clause) -> bool:
        if self._in_place(clause):
            return True
        last = self._last_phrase(clause)
        if self.norm() == "including" and self.tag(1) == "TH" and last is not None and "that" in self.words.nouns.get(last.head.noun, ()):
            self.k += 1  # "made six recommendations, including that B …"
            return self._noun_content(last, "nounthat")
        if (
            self.norm() in _PARTICLES
            and self.tag(1) in ("P", "TO", ",", ".", "CC", "R", "SUB")
            and not (self.tag(1) == "P" and self.tag(2) == "T")
        ):
            clause.particles.append(self.norm())
            self.k += 1
            return True
        parting = self.norm() == "apart from" and clause.verb in _PARTING  # "kept the girls apart from their mothers"
        split = _SPLIT.get(self.norm()) if parting or (self.tag_at(self.k - 1)[:1] == "V" and self.tag(1) != "#") else None
        hosted = last is not None and last.last == self.k
        outer, self.of_role = self.of_role, hosted and last is not None and self.is_person(last)
        pp = self.prepositional(clause)
        self.of_role = outer
        if split is not None and pp is not None:
            clause.particles.append(split[0])
            pp.word = split[1]
        if pp is None:
            clause.particles.append(self.norm())
            self.k += 1
            return True
        if last is not None and hosted:
            pp.host = last
            last.pps.append(pp)
        self.attach(clause, pp)
        self._late_content(clause, pp)
        if clause.verb == "be" and pp.group:
            self._refocus(clause, pp.group, pp)
        if not clause.objects and not clause.passive and pp.group:
            self._shifted_object(clause, pp)
        return True

    def _shifted_object(self, clause: Clause, pp: Preposition) -> None:
        """A heavy object after a prepositional phrase: "referring to B for prosecution adults who …" (heavy noun phrase shift)."""
        phrase = pp.group[-1]
        if len(phrase.units) < 2 or phrase.head is not phrase.units[-1] or phrase.head.tag != "NS" or not phrase.clauses:
            return
        before = phrase.units[-2]
        if (
            self.kind_of(phrase.head.noun) not in ("population", "group")
            or self.kind_of(before.noun) not in ("event", "instrument")
            or before.tag != "N"
        ):
            return
        shifted = Phrase(phrase.last - 1, phrase.last, phrase.head, [phrase.head])
        shifted.clauses, phrase.clauses = phrase.clauses, []
        for inner in shifted.clauses:
            inner.antecedent = shifted
            inner.subject = [shifted if p is phrase else p for p in inner.subject]
            for deeper in inner.complements:
                deeper.subject = [shifted if p is phrase else p for p in deeper.subject]
        phrase.head, phrase.units = before, phrase.units[:-1]
        self.tree.phrases.append(shifted)
        clause.objects.append([shifted])

    def _object(self, clause: Clause) -> bool:
        entry = self.words.entry(clause.verb, clause.particles)
        direct = (clause.objects or clause.verb not in ADDRESSED) and (
            self.words.reports(clause.verb) or "obj-to" not in entry or clause.verb in _SUBJUNCTIVE
        )
        if direct and "obj-to" in entry and not clause.objects and self.tag_at(self._skip_core(self.k)) == "TO":
            direct = False  # "asked B to pay C, told it to …"
        if (
            direct
            and self.words.takes_clause(clause.verb)
            and self.subject_at(self.k)
            and (self.tag() == "PR" or self.subject_at(self.k, strict=not clause.objects and clause.verb not in _CLAUSAL))
        ):
            clause.complements.append(self.clause("that", clause))
            return True
        if len(clause.objects) >= 2 or (clause.passive and clause.objects):
            return False
        if (
            clause.pps
            and clause.pps[-1].last == self.k
            and not clause.objects
            and clause.verb
            not in (
                "refer",
                "bring",
                "provide",
                "include",
                "make",
                "place",
                "put",
                "keep",
                "take",
                "bring",
                "add",
                "submit",
                "send",
                "transfer",
                "announce",
                "issue",
                "have",
                "begin",
                "hand",
                "turn",
            )
            and self.subject_at(self.k)
        ):
            return False
        first = self.k
        self.ditransitive = clause.verb in _DITRANSITIVE and not clause.objects
        self.naming = clause.verb in _NAMING and not clause.objects and not clause.passive
        group = self.group("object")
        self.ditransitive = self.naming = False
        if not group:
            return False
        if clause.objects and len(group) == 1 and group[0].head.norm.endswith(("self", "selves")):
            return True  # "approved the transfer himself"
        if clause.objects and group[0].negation is not None and group[0].negation.norm == "neither":
            clause.negation = clause.negation or group[0].negation  # "gave B neither an apology nor a copy"
        if clause.objects and self.tag_at(first - 1) in (",", "CC") and clause.verb not in _DITRANSITIVE:
            clause.objects[-1].extend(group)  # "interviewed A in March, B in April and C"
            return True
        if clause.verb in ("be", "become", "remain"):
            clause.predicate = clause.predicate or group[0]
            if len(group) > 1 or not clause.objects:
                clause.objects.append(group)
            self._refocus(clause, group)
            return True
        if group[0].head.noun in closed.TEMPORAL_HEADS and group[0].head.tag in ("N", "NS") and group[0].possessor is None:
            return True  # "that evening"
        clause.objects.append(group)
        return self.k > first
