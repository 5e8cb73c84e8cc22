"""What a conjunction joins to a clause: verbs with its subject, clauses of their own, clauses whose verb is left out."""

from __future__ import annotations

from ztgraph.language.complements import Complements
from ztgraph.language.cursor import FINITE
from ztgraph.language.morphology import PAST
from ztgraph.language.relatives import NEVER_PASSIVE
from ztgraph.language.trees import Clause, Phrase, Preposition
from ztgraph.language.units import Unit
from ztgraph.language.verbgroups import verb_group


class Conjuncts(Complements):
    """Reads what is joined to a clause."""

    def _lacks_object(self, j: int) -> bool:
        """Whether a subject and a verb without object stand at ``j``: "that the Navy consulted and the Army ignored"."""
        end = self._skip_core(j)
        end = end + 1 if self.tag_at(end) == "HV" else end
        return self.tag_at(end) == "VX" and self.tag_at(end + 1) in FINITE | {"VX", ".", ",", "T"}

    def _joined_relative(self, clause: Clause, j: int) -> bool:
        """A second relative clause on the same noun, without a pronoun of its own."""
        self.k = j
        inner = self.open("rel", clause.parent)
        inner.antecedent, inner.commented, inner.gap = clause.antecedent, clause.commented, "object"
        gap, self.gap = self.gap, True
        inner.subject = self.group("subject")
        self.gap = gap
        if verb_group(self, inner):
            self.rest(inner)
            if clause.antecedent is not None:
                self._fill_gap(inner, clause.antecedent)
        inner.last = self.k
        return True

    def _gapped(self, clause: Clause, j: int) -> bool:
        """ "A fined B, and C its subsidiary", "A wrote to B, and C to D": a further subject and object, the verb left out (gapping)."""
        if clause.passive or not (clause.objects or clause.pps) or clause.relation not in ("main", "that", "conj"):
            return False
        mark, made = self.k, len(self.tree.phrases)
        self.k = j
        subject = self.core()
        own = self.tag() in ("D", "PP", "NM") or (self.tag() == "N" and self.units[self.k].capital)
        matched = self.tag() in ("P", "TO") and not clause.objects and clause.pps and clause.pps[0].word == self.norm()
        if subject is None or subject.head.tag not in ("NM", "N", "NS") or not (matched or (own and clause.objects)):
            self.k = mark
            del self.tree.phrases[made:]
            return False
        inner = self.open("conj", clause.parent)
        inner.shared, inner.subject, inner.head, inner.verb = clause, [subject], clause.head, clause.verb
        inner.modal, inner.negation, inner.perfect = clause.modal, clause.negation, clause.perfect
        inner.particles = list(clause.particles)
        self.rest(inner)
        return True

    def _take_inserted(self, clause: Clause, inner: Clause, times: int, pps: int, bare: bool) -> None:
        """What stood between "and" and the verb belongs to this verb: "and, five months later, charged B"."""
        inner.times.extend(clause.times[times:])
        inner.pps.extend(clause.pps[pps:])
        del clause.times[times:], clause.pps[pps:]
        if bare and inner.objects and not clause.objects and not clause.passive:
            self._share_object(clause, inner.objects)

    def _is_base(self, clause: Clause) -> bool:
        return clause.head is not None and (clause.head.tag == "VB" or clause.relation in ("to", "purpose", "noun"))

    def _finite(self, clause: Clause) -> bool:
        return clause.relation in ("main", "that", "adv", "wh", "rel", "cleft", "nounthat") or (
            clause.relation == "conj" and clause.shared is not None and self._finite(clause.shared)
        )

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
        if clause.gap == "object" and clause.antecedent is not None and not inner.objects and not inner.passive and not inner.complements:
            inner.objects.append([clause.antecedent])  # "which the office issued and later revoked"
        if bare and inner.objects and not clause.objects and not clause.passive and clause.verb not in NEVER_PASSIVE:
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
        denied = clause.negation is not None and negation is None and bool(clause.objects) and takes_object and self.norm_at(j - 1) == "and"
        shares = (clause.passive and not takes_object) or (clause.perfect and not (denied and self.units[j].bits & PAST))
        if not shares and not self._finite(clause):
            if clause.relation in ("reduced", "part") and clause.passive and not takes_object:
                shares = True
            else:
                return False
        if (
            shares
            and clause.passive
            and clause.relation in ("rel", "main", "that", "conj", "adv", "reduced", "part", "cleft", "wh", "to", "noun", "prep")
        ) or (shares and clause.perfect):
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

    def _joined_that(self, clause: Clause, j: int, comma: bool) -> bool:
        if comma and clause.relation == "that":
            return False  # "said that A did not tell B that …, and that C …": C is said too
        if not any(c.relation == "that" for c in clause.complements):
            if clause.relation == "rel" and clause.antecedent is not None and clause.gap != "":
                self.k = j
                return self.relative(clause.antecedent, clause.parent, clause.commented)
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
        if clause.relation in (
            "main",
            "that",
            "conj",
            "rel",
            "to",
            "adv",
            "prep",
            "reduced",
            "part",
            "purpose",
            "noun",
            "cleft",
            "wh",
            "ing",
        ):
            if tag == "P" and self._fronts_clause(j):
                return False
            if tag == "P" and not self._finite(clause) and self.tag_at(self._skip_core(j + 1)) in FINITE:
                return False  # "neglected to file the plan and in the end did not …"
            self.joining = clause if tag == "P" else None
            return self._skip_to(j)
        return False

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
