"""Clauses: verb groups, complements, coordination, subordination, relative and participial clauses.

The parser goes from left to right and never gives back what it has read, except for single phrases that turn out not to belong. It returns
from an inner clause when it meets what only an outer one can take (a finite verb after a relative clause, "and that …"), so the recursion
stack is the stack of open clauses.
"""

from __future__ import annotations

from collections.abc import Mapping

from ztgraph.language import closed
from ztgraph.language.grammarwords import GrammarWords
from ztgraph.language.insertions import Insertions
from ztgraph.language.phrases import FINITE
from ztgraph.language.trees import Clause, Phrase, Preposition, Tree
from ztgraph.language.units import EITHER, Unit
from ztgraph.language.verbgroups import verb_group

_NEGATIVE_STARTS = frozenset({"nor", "neither", "never", "rarely", "seldom", "hardly", "scarcely"})
_CLAUSAL = frozenset({"main", "that", "adv", "wh", "conj", "cleft"})
_RAISING = frozenset({"know", "see", "hear", "think", "believe", "show", "consider", "presume", "rumor"})
# Complex prepositions that after a verb are its particle and a preposition: "lived up to", "backed out of".
_SPLIT = {"up to": ("up", "to"), "out of": ("out", "of"), "ahead of": ("ahead", "of"), "apart from": ("apart", "from"), "along with": ("along", "with")}
# Verbs that name their hearer before what they say.
_ADDRESSED = frozenset({"notify", "inform", "tell", "warn", "advise", "remind", "assure", "brief", "alert", "caution", "convince", "persuade"})
_DITRANSITIVE = frozenset(
    "give grant deny provide offer allow refuse send show tell ask pay award owe hand lend serve permit issue promise guarantee assure teach write mail email fax forward pass read supply accord afford bring deal".split()
)
_SUBJUNCTIVE = frozenset({"recommend", "request", "suggest"})
_PARTICLES = frozenset({"up", "out", "off", "over", "down", "in", "on", "back", "away", "along", "through", "around", "forward", "together", "aside"})
_OPEN = frozenset({",", "CC", ";", ":", "—", ".", ")", "("})
_COMMA_STEPS = frozenset({"SUB", "P", "R", "TO", "T", "NEG"})


class Parser(Insertions):
    """Parses the units of one sentence into a tree."""

    def parse(self) -> Tree:
        """Read the whole sentence, then the clauses that stand in parentheses."""
        self._read()
        end = self.count
        for first, last in self.asides:
            self.k, self.count = first, last
            self._read()
        self.count = end
        return self.tree

    def _read(self) -> None:
        while self.k < self.count:
            while self.k < self.count and self.tag() in _OPEN and not (self.tag() == "CC" and self.norm() in _NEGATIVE_STARTS):
                self.k += 1
            if self.k >= self.count:
                break
            mark, made = self.k, len(self.tree.clauses)
            self.clause("main")
            self._raise_object(made)
            if self.k == mark:
                self.k += 1

    def _raise_object(self, made: int) -> None:
        """ "A approved, but B rejected, the plan": the object at the end is that of both (right node raising)."""
        if made < 1 or made >= len(self.tree.clauses):
            return
        before, after = self.tree.clauses[made - 1], self.tree.clauses[made]
        joined = before.relation == "main" and self.tag_at(before.last) == "," and self.tag_at(before.last + 1) == "CC"
        if joined and before.verb and not (before.objects or before.pps or before.complements or before.passive or before.predicate) and after.objects:
            comma = self.tag_at(after.objects[-1][0].first - 1) == ","
            if comma:
                before.objects.append(after.objects[-1])

    # --- one clause ----------------------------------------------------------------------------------------------------------------

    def clause(self, relation: str, parent: Clause | None = None, connective: str = "") -> Clause:
        """A clause with its own subject."""
        clause = self.open(relation, parent, connective)
        pending = self.fronted(clause)
        if self.tag() in ("DO", "MD", "HV", "BE") and (clause.negation is not None or clause.connective == "not until" or self._inverts(clause)):
            self._inverted(clause)
        else:
            clause.subject = self.group("subject")
            if self.tag() == "," and len(clause.subject) == 1 and clause.subject[0].head.noun in closed.TEMPORAL_HEADS and self.starts_phrase(self.k + 1):
                self.k += 1  # "Each year, the office …"
                clause.subject = self.group("subject")
            self.inserted(clause)
            if verb_group(self, clause):
                self.rest(clause)
            elif clause.subject and self.tag() in ("VX", "VN", "VG", "J"):
                self.k += 1
        for inner in pending:
            inner.subject = inner.subject or self.agent(clause)
            for deeper in self._heirs(inner):
                deeper.subject = deeper.subject or inner.subject
        clause.last = self.k
        return clause

    def open(self, relation: str, parent: Clause | None, connective: str = "") -> Clause:
        """A new clause of the tree."""
        clause = Clause(relation, parent, connective)
        clause.first = self.k
        self.tree.clauses.append(clause)
        return clause

    def _heirs(self, clause: Clause) -> list[Clause]:
        """Clauses that take over the subject of ``clause``: infinitives, conjuncts, gerunds below it."""
        return [c for c in self.tree.clauses if c is not clause and not c.subject and (c.parent is clause or c.shared is clause)]

    def _inverts(self, clause: Clause) -> bool:
        """Whether an opener has turned auxiliary and subject around: "Only then did …", "In none of the cases had …" (which is negative)."""
        if self.k == clause.first or not self.starts_phrase(self.k + 1):
            return False
        for pp in clause.pps:
            for phrase in pp.group:
                word = phrase.negation or (phrase.determiner if phrase.determiner is not None and phrase.determiner.norm in ("no", "neither") else None)
                clause.negation = clause.negation or word or (phrase.outer.head if phrase.outer is not None and phrase.outer.head.norm == "none" else None)
        return True

    def _inverted(self, clause: Clause) -> None:
        """ "Nor did the office inform B": auxiliary, subject, main verb."""
        auxiliary = self.units[self.k]
        self.k += 1
        if auxiliary.tag == "MD":
            clause.modal = auxiliary
        clause.subject = self.group("subject")
        self.inserted(clause)
        if verb_group(self, clause, after=auxiliary):
            self.rest(clause)

    def fronted(self, clause: Clause) -> list[Clause]:
        """What stands before the subject; returns the clauses that wait for it (participles, infinitives)."""
        pending: list[Clause] = []
        moved = -1
        while moved < self.k < self.count:
            moved, tag, norm = self.k, self.tag(), self.norm()
            if norm in _NEGATIVE_STARTS and self.tag(1) in ("DO", "MD", "HV", "BE"):
                clause.negation = self.units[self.k]
                self.k += 1
                break
            if norm == "not" and self.norm(1) in ("until", "till"):
                clause.connective = "not until"
                self.k += 1
            elif norm == "not" and self.norm(1) == "only":
                self.k += 2
            elif tag == "R" and not self.starts_phrase(self.k):
                clause.adverbs.append(self.units[self.k])
                self.k += 1
            elif tag == "R" and self.norm() == "only" and self.tag(1) in ("SUB", "P", "T"):
                self.k += 1
            elif tag == "SUB":
                self._fronted_subordinate(clause, pending)
            elif tag == "P" and not self.starts_phrase(self.k):
                if not self._fronted_preposition(clause, pending):
                    break
            elif tag == "T" and self.tag(1) != "PO":
                clause.times.append(("", self.units[self.k].time))  # type: ignore[arg-type]
                self.k += 1
            elif tag == "J" and self.tag(1) in ("P", "TO") and self.k == clause.first:
                self.k += 1  # "consistent with …, "
            elif tag == "CC" and self.k > clause.first and self.tag(1) in ("P", "SUB") and self.norm_at(self.k - 1) != ",":
                self.k += 1
            elif tag == "TO" and self.tag(1) in ("VB", "BE", "HV", "DO", "R"):
                pending.append(self.infinitive(clause, [], purpose=True))
            elif tag == "NEG" and self.starts_phrase(self.k + 1):
                clause.negation = self.units[self.k]  # "Not one of the six had …"
                self.k += 1
            elif tag == "NEG" and self.tag(1) in ("VG", "VX", "VN") and self.k == clause.first:
                inner = self.participle("part", clause, [])
                pending.append(inner)
            elif tag in ("VG", "VN") or (tag == "VX" and self.tag(1) in ("P", "R", "TO", "T") and self.k == clause.first) or (tag in ("BE", "HV") and self.norm() in ("being", "having")):
                pending.append(self.participle("part", clause, []))
            elif tag == "CC" and self.k == clause.first and norm in ("but", "and", "yet", "or"):
                self.k += 1
            elif tag == "," and self.k > clause.first:
                self.k += 1
            else:
                break
        return pending

    def _fronted_subordinate(self, clause: Clause, pending: list[Clause]) -> None:
        if self.as_preposition(self.k):
            self._fronted_preposition(clause, pending)
            return
        inner = self.subordinate(clause, [])
        if not inner.subject:
            pending.append(inner)

    def _fronted_preposition(self, clause: Clause, pending: list[Clause]) -> bool:
        pp = self.prepositional(clause)
        if pp is None:
            return False
        before = clause.pps[-1] if clause.pps else None
        if before is not None and before.group and before.last == pp.first:
            pp.host = before.group[-1]
            before.group[-1].pps.append(pp)
        self.attach(clause, pp)
        if pp.clause is not None:
            pending.append(pp.clause)
        return True

    def as_preposition(self, i: int) -> bool:
        """Whether a word such as "after" or "until" is a preposition at ``i``: no clause follows it."""
        norm = self.norm_at(i)
        if norm not in EITHER:
            return False
        after = self.tag_at(i + 1)
        if norm in ("until", "till") and self.norm_at(i + 1) in EITHER:
            return self.as_preposition(i + 1)
        if after in ("VG", "T") or self.norm_at(i + 1) in ("being", "having"):
            return True
        if after == "R" and self.tag_at(i + 2) in ("VG", "T"):
            return True
        return self.starts_phrase(i + 1) and not self.subject_at(i + 1, comma=False)

    def subordinate(self, clause: Clause, subject: list[Phrase]) -> Clause:
        """An adverbial clause ("because …", "when calling …", "if approved")."""
        word = self.norm()
        self.k += 1
        if word in ("until", "till") and self.norm() in EITHER:
            self.k += 1
        if word in ("while", "when", "if", "although", "though", "unless", "as", "once", "where", "than", "until", "whenever", "before", "after", "since") and (
            self.tag() in ("VG", "VN", "VX") or self.norm() in ("not", "being") and self.tag(1) in ("VG", "VX", "VN")
        ) and not self.subject_at(self.k):
            inner = self.participle("adv", clause, subject)
            inner.connective = word
            return inner
        return self.clause("adv", clause, word)

    def attach(self, clause: Clause, pp: Preposition) -> None:
        """A prepositional phrase or the time in it belongs to the clause."""
        if pp.time is not None:
            clause.times.append((pp.word, pp.time))
        else:
            clause.pps.append(pp)

    def agent(self, clause: Clause) -> list[Phrase]:
        """The deep subject: the by-phrase of a passive, else the surface subject."""
        if clause.passive:
            for pp in clause.pps:
                if pp.word == "by" and pp.group:
                    return pp.group
        return clause.subject

    # --- nonfinite clauses ---------------------------------------------------------------------------------------------------------

    def infinitive(self, parent: Clause | None, subject: list[Phrase], purpose: bool = False) -> Clause:
        """An infinitive from "to" on; ``subject`` is who controls it."""
        clause = self.open("purpose" if purpose else "to", parent)
        clause.subject = subject
        self.k += 1
        if verb_group(self, clause):
            self.rest(clause)
        clause.last = self.k
        return clause

    def participle(self, relation: str, parent: Clause | None, subject: list[Phrase], antecedent: Phrase | None = None) -> Clause:
        """A participial or gerund clause from its verb on. A past participle is passive, its subject the surface subject."""
        clause = self.open(relation, parent)
        clause.subject, clause.antecedent = subject, antecedent
        if verb_group(self, clause, participle=True):
            self.rest(clause)
        else:
            self.k += 1
        clause.last = self.k
        return clause

    # --- complements ---------------------------------------------------------------------------------------------------------------

    def rest(self, clause: Clause) -> None:
        """What follows the verb, as far as this clause can take it."""
        level, self.subject_level = self.subject_level, 0
        gap, self.gap = self.gap, False
        flags = self.ditransitive, self.resultative, self.reporting
        self.ditransitive = False
        self.resultative = clause.verb in ("keep", "leave", "have", "get")
        self.reporting = self.words.takes_clause(clause.verb)
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
        self.subject_level, self.gap = level, gap
        self.ditransitive, self.resultative, self.reporting = flags
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
        if tag == "P" and not self.starts_phrase(self.k):
            return self._preposition(clause)
        if tag == "TO":
            return self._to(clause)
        if tag == "TH":
            return self._that(clause)
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

    def _noun_after_adjectives(self) -> bool:
        j = self.k
        while self.tag_at(j) in ("J", "#", "R") or (self.tag_at(j) == "CC" and self.tag_at(j + 1) == "J"):
            j += 1
        return self.tag_at(j) in ("N", "NS", "NM")

    def _adverb(self, clause: Clause) -> bool:
        unit = self.units[self.k]
        if unit.tag == "NEG":
            after = self.tag(1)
            if self.norm(1) in ("only", "just", "merely", "simply"):
                self.k += 2
                return True
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
        holder = next((pp.group for pp in clause.pps if last is not None and last in pp.group), clause.objects[-1] if clause.objects else None)
        for phrase in self.group("object"):
            phrase.negation = negation
            if holder is None:
                holder = []
                clause.objects.append(holder)
            holder.append(phrase)
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

    def _preposition(self, clause: Clause) -> bool:
        last = self._last_phrase(clause)
        if self.norm() in _PARTICLES and self.tag(1) in ("P", "TO", ",", ".", "CC", "R", "SUB") and not (self.tag(1) == "P" and self.tag(2) == "T"):
            clause.particles.append(self.norm())
            self.k += 1
            return True
        split = _SPLIT.get(self.norm()) if self.tag_at(self.k - 1)[:1] == "V" and self.tag(1) != "#" else None
        pp = self.prepositional(clause)
        if split is not None and pp is not None:
            clause.particles.append(split[0])
            pp.word = split[1]
        if pp is None:
            clause.particles.append(self.norm())
            self.k += 1
            return True
        if last is not None and last.last == pp.first:
            pp.host = last
            last.pps.append(pp)
        self.attach(clause, pp)
        if not clause.objects and not clause.passive and pp.group:
            self._shifted_object(clause, pp)
        return True

    def _shifted_object(self, clause: Clause, pp: Preposition) -> None:
        """A heavy object after a prepositional phrase: "referring to B for prosecution adults who …" (heavy noun phrase shift)."""
        phrase = pp.group[-1]
        if len(phrase.units) < 2 or phrase.head is not phrase.units[-1] or phrase.head.tag != "NS" or not phrase.clauses:
            return
        before = phrase.units[-2]
        if self.kind_of(phrase.head.noun) not in ("population", "group") or self.kind_of(before.noun) not in ("event", "instrument") or before.tag != "N":
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

    def _last_phrase(self, clause: Clause) -> Phrase | None:
        """The phrase of this clause that ended last."""
        candidates = [g[-1] for g in clause.objects if g]
        candidates += [pp.group[-1] for pp in clause.pps if pp.group]
        if isinstance(clause.predicate, Phrase):
            candidates.append(clause.predicate)
        return max(candidates, key=lambda p: p.last) if candidates else None

    def _to(self, clause: Clause, negation: Unit | None = None) -> bool:
        if self.tag(1) not in ("VB", "BE", "HV", "DO", "R", "NEG"):
            return self._preposition(clause)
        last = self._last_phrase(clause)
        entry = self.words.entry(clause.verb, clause.particles)
        governor = None
        if last is not None and last.last == self.k and last.head.noun in self.words.nouns and "to" in self.words.nouns[last.head.noun]:
            governor = last
        raised = clause.passive and (self.words.reports(clause.verb) or clause.verb in _RAISING)
        first = clause.verb == "be" and isinstance(clause.predicate, Phrase) and clause.predicate.head.norm in ("first", "last", "only", "one")
        controlled = clause.verb in self.words.phrase_control and bool(clause.pps) and clause.pps[-1].last == self.k and bool(clause.pps[-1].group)
        purpose = not (controlled or raised or first or "to" in entry or "obj-to" in entry or governor is not None or isinstance(clause.predicate, Unit))
        inner = self.infinitive(clause, self._controller(clause, entry, governor), purpose)
        inner.antecedent = governor
        if governor is not None:
            governor.clauses.append(inner)
            inner.relation = "noun"
        inner.negation = inner.negation or negation
        clause.complements.append(inner)
        return True

    def _controller(self, clause: Clause, entry: Mapping[str, str], governor: Phrase | None) -> list[Phrase]:
        """Who does what an infinitive says: object, phrase of a preposition, possessor of a noun, or subject."""
        if governor is not None and governor.possessor is not None:
            return [governor.possessor]
        if "obj-to" in entry and not clause.passive and clause.objects:
            return clause.objects[0]
        if clause.verb in self.words.phrase_control and clause.pps and clause.pps[-1].group and clause.pps[-1].last == self.k:
            return clause.pps[-1].group
        return clause.subject

    def _that(self, clause: Clause) -> bool:
        last = self._last_phrase(clause)
        if clause.verb == "be" and clause.subject and clause.subject[0].head.norm == "it" and self.subject_at(self.k + 1):
            self.k += 1
            inner = self.clause("cleft", clause)
            inner.times.extend(clause.times)
            if clause.negation is not None and (any(p == "until" for p, _ in clause.times) or any(c.connective == "until" for c in clause.complements)):
                inner.connective = "not until"
            return True
        noun = self._noun_with_content(clause)
        if noun is not None and self.starts_phrase(self.k + 1):
            self.k += 1
            inner = self.clause("nounthat", None)
            inner.antecedent = noun
            noun.clauses.append(inner)
            return True
        if not self.words.takes_clause(clause.verb) and not isinstance(clause.predicate, Unit) and last is not None and last.last == self.k and last.head.noun not in self.words.nouns and self.tag(1) != "TH":
            return self.relative(last, clause, commented=False)
        self.k += 1
        if self.tag() == ",":
            self.k += 1
        inner = self.clause("that", clause)
        inner.antecedent = last if last is not None and last.last == inner.first - 1 and not self.words.takes_clause(clause.verb) else None
        clause.complements.append(inner)
        return True

    def _noun_with_content(self, clause: Clause) -> Phrase | None:
        """The object whose that-clause follows after a prepositional phrase: "a recommendation to B that it close …"."""
        if not clause.objects or not clause.pps or clause.pps[-1].last != self.k or self.words.takes_clause(clause.verb):
            return None
        noun = clause.objects[-1][-1]
        return noun if "that" in self.words.nouns.get(noun.head.noun, ()) and noun.last == clause.pps[-1].first else None

    def _wh(self, clause: Clause) -> bool:
        last = self._last_phrase(clause)
        if self.norm() in ("who", "which", "whom", "whose") and last is not None and last.last == self.k:
            return self.relative(last, clause, commented=False)
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

    def _ing(self, clause: Clause) -> bool:
        last = self._last_phrase(clause)
        entry = self.words.entry(clause.verb, clause.particles)
        if "ing" in entry and not clause.objects:
            inner = self.participle("ing", clause, self.agent(clause))
            clause.complements.append(inner)
            return True
        addressed = any(last in pp.group and pp.word == "to" for pp in clause.pps) and clause.objects
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
        return self.kind_of(phrase.head.noun) == "instrument" and any(u.tag == "T" for u in between) and all(u.tag in ("T", "P") for u in between)

    def _past(self, clause: Clause) -> bool:
        """A past participle after a phrase of this clause: a reduced relative, or the predicate of "have B done"."""
        last = self._last_phrase(clause)
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

    def _object(self, clause: Clause) -> bool:
        entry = self.words.entry(clause.verb, clause.particles)
        direct = (clause.objects or clause.verb not in _ADDRESSED) and (self.words.reports(clause.verb) or "obj-to" not in entry or clause.verb in _SUBJUNCTIVE)
        if direct and self.words.takes_clause(clause.verb) and self.subject_at(self.k) and (self.tag() == "PR" or self.subject_at(self.k, strict=not clause.objects)):
            clause.complements.append(self.clause("that", clause))
            return True
        if len(clause.objects) >= 2 or (clause.passive and clause.objects):
            return False
        if clause.pps and not clause.objects and clause.verb not in ("refer", "bring", "provide", "include", "make", "place", "put", "keep", "take", "bring", "add", "submit", "send", "transfer", "announce", "issue", "have", "begin", "hand", "turn") and self.subject_at(self.k):
            return False
        first = self.k
        self.ditransitive = clause.verb in _DITRANSITIVE and not clause.objects
        group = self.group("object")
        self.ditransitive = False
        if not group:
            return False
        if clause.objects and self.tag_at(first - 1) in (",", "CC") and clause.verb not in _DITRANSITIVE:
            clause.objects[-1].extend(group)  # "interviewed A in March, B in April and C"
            return True
        if clause.verb in ("be", "become", "remain"):
            clause.predicate = clause.predicate or group[0]
            if len(group) > 1 or not clause.objects:
                clause.objects.append(group)
            return True
        if group[0].head.noun in closed.TEMPORAL_HEADS and group[0].head.tag in ("N", "NS") and group[0].possessor is None:
            return True  # "that evening"
        clause.objects.append(group)
        return self.k > first

    # --- coordination --------------------------------------------------------------------------------------------------------------

    def _conjunction(self, clause: Clause, comma: bool) -> bool:
        """At a conjunction: take over what it joins to this clause, or leave it to an outer one."""
        j = self.k + 1
        if self.norm() in ("nor", "and", "but") and self._inverted_at(j if self.norm() == "nor" else j + 1):
            return False
        negation: Unit | None = self.units[self.k] if self.norm() == "nor" else None
        while self.tag_at(j) in ("R", "NEG") and not (self.tag_at(j) == "R" and self.starts_phrase(j)):
            if self.tag_at(j) == "NEG":
                negation = self.units[j]
            j += 1
        if self.tag_at(j) == "T" and self.tag_at(j + 1) in FINITE | {"VX", "VN", "R"}:
            return self._timed_verb(clause, j, negation)
        tag = self.tag_at(j)
        if tag == "," and self.norm() in ("but", "and", "yet", "nor", "or"):
            return self._after_inserted(clause, j, negation)
        if negation is not None and tag in ("P", "TO") or (negation is not None and self.norm() == "but" and self.starts_phrase(j)):
            self.k = j - 1
            if self.units[self.k].tag == "NEG":
                return self._adverb(clause)
        if tag in ("VZ", "VD", "MD", "HV", "BE", "DO"):
            if comma and clause.relation == "rel" and clause.commented:
                return False
            return self._joined_verb(clause, j, negation, finite=True)
        if tag in ("VX", "VN"):
            return self._joined_past(clause, j, negation)
        if tag == "VB":
            return self._joined_verb(clause, j, negation, finite=False) if self._is_base(clause) else False
        if tag == "VG":
            return self._joined_verb(clause, j, negation, finite=False) if clause.head is not None and clause.head.tag == "VG" and not clause.progressive or clause.progressive else False
        if tag == "TO" and self.tag_at(j + 1) in ("VB", "R"):
            return self._joined_infinitive(clause, j)
        if tag == "TH" and self.subject_at(j + 1):
            return self._joined_that(clause, j)
        if tag in ("WH", "SUB", "P", "T"):
            return self._joined_other(clause, j, tag)
        if self.starts_phrase(j):
            if self.subject_at(j):
                return self._joined_clause(clause, j, comma)
            self.k = j
            group = self.group("object")
            if group and clause.objects:
                clause.objects[-1].extend(group)
            return bool(group)
        return False

    def _inverted_at(self, i: int) -> bool:
        """Whether "nor did it brief …" or "and neither had B …" stands at ``i``: a clause of its own."""
        opener = self.norm_at(i - 1) in ("nor", "neither")
        return opener and self.tag_at(i) in ("DO", "MD", "HV", "BE") and self.starts_phrase(i + 1)

    def _timed_verb(self, clause: Clause, j: int, negation: Unit | None) -> bool:
        """ "and, a year later, sued" without commas: the time belongs to the second verb."""
        time = self.units[j].time
        made = len(self.tree.clauses)
        going = self._joined_past(clause, j + 1, negation) if self.tag_at(j + 1) in ("VX", "VN") else self._joined_verb(clause, j + 1, negation, finite=True)
        if going and time is not None and made < len(self.tree.clauses):
            self.tree.clauses[made].times.append(("", time))
        return going

    def _after_inserted(self, clause: Clause, j: int, negation: Unit | None = None) -> bool:
        """ "but, commenting on the draft, said": skip to the second comma, keeping the participle."""
        if clause.relation not in ("main", "that", "conj"):
            return False
        adverb = j > self.k + 1
        self.k = j + 1
        pending: list[Clause] = []
        if adverb:
            return self._joined_verb(clause, self.k, None, finite=True) if self.tag() in FINITE | {"VX"} else False
        if self.tag() in ("VG", "VX", "VN"):
            pending.append(self.participle("part", clause, clause.subject))
        elif self.tag() in ("P", "SUB", "T"):
            self._constituent(clause, self.tag())
        elif self.tag() == "R":
            self.k += 1
        if self.tag() == ",":
            self.k += 1
        if self.tag() in FINITE | {"VX"}:
            return self._joined_verb(clause, self.k, negation, finite=True)
        return self.starts_phrase(self.k) and self.subject_at(self.k) and self._joined_clause(clause, self.k, True)

    def _is_base(self, clause: Clause) -> bool:
        return clause.head is not None and (clause.head.tag == "VB" or clause.relation in ("to", "purpose", "noun"))

    def _finite(self, clause: Clause) -> bool:
        return clause.relation in ("main", "that", "adv", "wh", "rel", "cleft") or (clause.relation == "conj" and clause.shared is not None and self._finite(clause.shared))

    def _joined_verb(self, clause: Clause, j: int, negation: Unit | None, finite: bool) -> bool:
        """A further verb with the same subject: "agreed … and said", "not coordinated … or advised"."""
        if finite and not self._finite(clause):
            return False
        self.k = j
        inner = self.open("conj", clause.parent)
        inner.shared, inner.subject = clause, clause.subject
        inner.antecedent, inner.commented = clause.antecedent, clause.commented
        inner.connective = clause.connective if clause.connective == "not until" else ""
        if not finite:
            inner.modal, inner.negation = clause.modal, negation or clause.negation
            inner.relation = "conj"
        else:
            inner.negation = negation
        bare = self.units[j - 2] is clause.head or (self.norm_at(j - 2) in clause.particles and self.units[j - 3] is clause.head)
        if verb_group(self, inner, participle=not finite and self.tag() == "VG"):
            self.rest(inner)
        if bare and inner.objects and not clause.objects and not clause.passive:
            self._share_object(clause, inner.objects)
        return True

    def _share_object(self, clause: Clause, objects: list[list[Phrase]]) -> None:
        """ "prepare for and manage B", "planned and carried out B": the object of the second verb is that of the first too."""
        if clause.particles and clause.particles[-1] in self.prepositions:
            shared = Preposition(clause.particles[-1], clause.last)
            shared.group = objects[-1]
            clause.pps.append(shared)
        else:
            clause.objects.append(objects[-1])

    def _joined_past(self, clause: Clause, j: int, negation: Unit | None) -> bool:
        """ "was arrested … and charged …" shares its auxiliaries; "agreed … and accepted the plan" does not."""
        after = self.tag_at(j + 1)
        takes_object = after in ("D", "PP", "NM", "PR", "N", "NS", "J", "#", "TH")
        shares = clause.passive and not takes_object or clause.perfect
        if not shares and not self._finite(clause):
            if clause.relation in ("reduced", "part") and clause.passive and not takes_object:
                shares = True
            else:
                return False
        if shares and clause.passive and clause.relation in ("rel", "main", "that", "conj", "adv", "reduced", "part", "cleft", "wh", "to", "noun", "prep") or clause.perfect:
            self.k = j
            inner = self.open("conj", clause.parent)
            inner.shared, inner.subject, inner.antecedent, inner.commented = clause, clause.subject, clause.antecedent, clause.commented
            inner.modal, inner.negation = clause.modal, negation or clause.negation
            inner.passive = clause.passive and not takes_object
            inner.perfect = clause.perfect
            inner.head = self.units[self.k]
            inner.verb = inner.head.verb
            self.k += 1
            self.rest(inner)
            return True
        return self._joined_verb(clause, j, negation, finite=True)

    def _joined_infinitive(self, clause: Clause, j: int) -> bool:
        if clause.relation not in ("to", "purpose", "noun"):
            if not any(c.relation in ("to", "purpose", "noun") for c in clause.complements):
                return False
            first = next(c for c in clause.complements if c.relation in ("to", "purpose", "noun"))
            self.k = j
            inner = self.infinitive(clause, first.subject)
            inner.relation, inner.antecedent = first.relation, first.antecedent
            clause.complements.append(inner)
            return True
        return False

    def _joined_that(self, clause: Clause, j: int) -> bool:
        if not any(c.relation == "that" for c in clause.complements):
            return False
        self.k = j + 1
        clause.complements.append(self.clause("that", clause))
        return True

    def _joined_other(self, clause: Clause, j: int, tag: str) -> bool:
        if tag == "WH" and clause.relation == "rel" and self.norm_at(j) in ("who", "which", "whose", "whom"):
            return False
        if tag == "WH":
            last = self._last_phrase(clause)
            if last is not None and last.clauses:
                self.k = j
                return self.relative(last, clause, commented=True)
            if not any(c.relation == "wh" for c in clause.complements):
                return clause.relation == "main" and self._skip_to(j)
        if tag == "SUB" and not self.as_preposition(j) and clause.relation in ("main", "conj") and self.tag_at(self.k - 1) == ",":
            self.k += 1
            return False
        if clause.relation in ("main", "that", "conj", "rel", "to", "adv", "prep", "reduced", "part", "purpose", "noun", "cleft", "wh", "ing"):
            if tag == "P" and self._fronts_clause(j):
                return False
            self.joining = clause if tag == "P" else None
            return self._skip_to(j)
        return False

    def _fronts_clause(self, j: int) -> bool:
        """Whether the prepositional phrase at ``j`` opens a new clause: ", and in September a judge issued …"."""
        end = self._skip_core(j + 1)
        if self.tag_at(end) == ",":
            end += 1
        return self.subject_at(end) or (self.tag_at(j + 1) == "T" and self.subject_at(j + 2))

    def _skip_to(self, j: int) -> bool:
        self.k = j
        return True

    def _joined_clause(self, clause: Clause, j: int, comma: bool) -> bool:
        """A coordinated clause with its own subject belongs to the innermost reported or main clause; after a comma to the main one."""
        if clause.relation == "conj" and clause.shared is not None:
            return False if clause.shared.relation != "main" else self._sibling(clause, j)
        if comma and clause.relation != "main":
            return False
        if clause.relation in ("that", "main"):
            return self._sibling(clause, j)
        return False

    def _sibling(self, clause: Clause, j: int) -> bool:
        if clause.relation != "that":
            return False
        self.k = j
        inner = self.clause("that", clause.parent)
        inner.antecedent = clause.antecedent
        if clause.parent is not None:
            clause.parent.complements.append(inner)
        return True

    # --- commas --------------------------------------------------------------------------------------------------------------------

    def _comma(self, clause: Clause) -> bool:
        """What a comma (or dash) inside a clause leads to."""
        tag = self.tag(1)
        if tag == "CC":
            mark = self.k
            self.k += 1
            if self._conjunction(clause, True):
                return True
            self.k = mark
            return False
        if tag == "SUB" and self.norm(1) in ("although", "though", "while", "whereas") and clause.relation in ("that", "wh"):
            return False
        if tag in ("NEG", "R") and self.tag(2) in FINITE | {"VX"} and clause.relation not in ("main", "conj", "that"):
            return False
        last = self._last_phrase(clause)
        if self._relative_ahead() and last is not None:
            target = last if last.last == self.k else None
            if target is not None:
                self.k += 1
                return self.relative(target, clause, commented=True)
        if self.said_ahead(clause):
            return True
        if clause.relation != "main" and (tag not in ("VX", "VN") and self.subject_at(self.k + 1) or (tag == "P" and self._fronts_clause(self.k + 1))):
            return False
        nonfinite = clause.relation in ("rel", "reduced", "prep", "ing", "part", "to", "purpose", "noun", "bare")
        if tag == "VG":
            if nonfinite and not (clause.relation in ("to", "purpose", "noun") and clause.parent is None):
                return False
            self.k += 1
            clause.complements.append(self.participle("part", clause, self.agent(clause)))
            return True
        if tag in ("VX", "VN") and self._participle_ahead(last):
            if nonfinite and last is None:
                return False
            self.k += 1
            inner = self.participle("reduced", clause, [last] if last is not None else clause.subject, last)
            inner.commented = True
            return True
        if tag == "VB" and self._is_base(clause):
            return self._joined_verb(clause, self.k + 1, None, finite=False)
        if tag in FINITE | {"VX"} and clause.relation in ("main", "conj", "that") and self._verb_list(clause):
            return self._joined_verb(clause, self.k + 1, None, finite=True)
        if tag in _COMMA_STEPS:
            if nonfinite and (self._closes_insertion() or clause.relation == "rel"):
                return False
            self.k += 1
            return self._constituent(clause, self.tag()) if tag != "R" else self._adverb(clause)
        if clause.relation in ("main", "conj") and not self.subject_at(self.k + 1):
            self.k += 1
            return self.tag() not in FINITE
        return False

    def _closes_insertion(self) -> bool:
        """Whether after the phrase behind this comma the outer clause goes on with its verb."""
        return self._verb_beyond(self.k + 1)

    def _participle_ahead(self, last: Phrase | None) -> bool:
        """Whether ", VX" is a participle on the phrase before and not a further verb."""
        after = self.tag(2)
        if self.tag(1) == "VN":
            return True
        return after in ("P", "R") and (self.norm(2) in ("by", "in", "on", "under", "at", "with", "from", "without") or after == "R") and last is not None and last.last == self.k

    def _verb_list(self, clause: Clause) -> bool:
        """Whether finite verbs with one subject go on after a comma: "called …, accepted … and requires …"."""
        return clause.relation == "main" or (clause.shared is not None and clause.shared.relation == "main")


def parse(units: list[Unit], words: GrammarWords) -> Tree:
    """The tree of a tagged sentence."""
    return Parser(Tree(units), words).parse()
