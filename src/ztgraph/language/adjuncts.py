"""Prepositional phrases, insertions after the subject, and said-clauses in the middle or at the end of a sentence."""

from __future__ import annotations

from typing import Final

from ztgraph.language.appositions import Appositions
from ztgraph.language.cursor import DEPTH, FINITE
from ztgraph.language.trees import Clause, Phrase, Preposition
from ztgraph.language.units import Unit
from ztgraph.language.verbgroups import verb_group

# Verbs whose object did (or is said to have done) what the gerund says: "charged B with misleading C", "thanked B for helping".
BLAMING: Final = frozenset(
    """charge accuse convict sentence fine sue blame fault criticize praise thank punish discipline suspect arrest indict fire reprimand
 cite commend censure credit retaliate prosecute investigate admonish condemn rebuke""".split()
)
# Verbs of saying that can stand before their subject after a quotation: ", said Nia Cole".
_INVERTING: Final = frozenset(
    """say state add announce write note explain argue contend conclude acknowledge report testify claim recall insist observe comment
 reply declare respond warn continue""".split()
)
_AFTER_SUBJECT: Final = frozenset({"P", "R", "SUB", "NEG"})


class Adjuncts(Appositions):
    """Reads prepositional phrases and insertions."""

    def prepositional(self, owner: Clause | None = None) -> Preposition | None:
        """A preposition with its complement; ``None`` (and no move) if it has none."""
        if self.depth >= DEPTH:
            return None
        self.depth += 1
        try:
            return self._complemented(owner)
        finally:
            self.depth -= 1

    def _complemented(self, owner: Clause | None) -> Preposition | None:
        start = self.k
        pp = Preposition(self.norm(), start)
        self.k += 1
        while self.tag() == "R" and not self.starts_phrase(self.k):
            self.k += 1
        if (pp.word != "instead of" and self.tag() == "P" and self.norm() not in ("of",) and self.starts_phrase(self.k + 1)) or (
            self.tag() == "P" and self.tag(1) == "T"
        ):
            pp.word = self.norm() if pp.word in ("until", "from", "since") and self.norm() != "after" else pp.word
            self.k += 1
        if (
            self.tag() == "SUB"
            and (self.tag(1) == "T" or self.starts_phrase(self.k + 1))
            and pp.word in ("until", "till", "since", "from", "shortly")
        ):
            self.k += 1
        if self.tag() == "T":
            pp.time = self.units[self.k].time
            self.k += 1
            if self.tag() == "CC" and self.tag(1) == "T":
                self.k += 2
        elif pp.word == "instead of" and self.tag() in ("P", "TO"):
            inner = self.prepositional(owner)
            if inner is None:
                self.k = start
                return None
            inner.negation = self.units[start]  # "rather than by B"
            return inner
        elif self.tag() in ("VG", "VB") or self.norm() in ("being", "having") or (self.tag() == "NEG" and self.tag(1) == "VG"):
            if self.tag() == "VB" and pp.word not in ("instead of", "except", "than"):
                self.k = start
                return None
            pp.clause = self.participle("prep", owner, self._gerund_subject(pp.word, owner))
            pp.clause.connective = pp.word
        elif self.tag() == "WH":
            if self.norm() in ("which", "whom", "whose"):
                self.k = start
                return None
            word = self.norm()
            self.k += 1
            pp.clause = self.clause("wh", owner, word)
        else:
            joint, self.joint = self.joint, pp.word in ("with", "jointly with") and owner is not None and self._works(owner)
            pp.group = self.group("between" if pp.word in ("between", "among") else "prep")
            self.joint = joint
            if not pp.group:
                self.k = start
                return None
            if (self.tag() == "VG" or self.norm() in ("having", "being")) and pp.word in ("without", "with"):
                pp.clause = self.participle("prep", owner, pp.group)
                pp.clause.connective = pp.word
                pp.group = []
            if pp.word == "without":
                self._deny_participles(pp, self.units[start])
        pp.last = self.k
        return pp

    def _works(self, owner: Clause) -> bool:
        """Whether a clause is a participle of joint work inside a subject whose verb is still to come."""
        return (
            owner.relation == "reduced"
            and self.awaited
            and owner.verb in ("work", "cooperate", "act", "partner", "collaborate", "coordinate")
        )

    @staticmethod
    def _deny_participles(pp: Preposition, negation: Unit) -> None:
        """ "without a plan approved by B": B approved none."""
        for phrase in pp.group:
            if phrase.determiner is None or phrase.determiner.norm in ("a", "an", "any"):
                for inner in phrase.clauses:
                    if inner.relation == "reduced" and inner.passive:
                        inner.negation = inner.negation or negation

    def _gerund_subject(self, word: str, owner: Clause | None) -> list[Phrase]:
        """Who does what a gerund says: the object of "bar B from", else the subject."""
        if owner is None:
            return []
        blamed = word in ("for", "of", "with") and (owner.verb in BLAMING or owner.verb in self.words.faulting)
        if (blamed or word in self.words.entry(owner.verb, owner.particles)) and owner.objects and not owner.passive:
            return owner.objects[0]
        if owner.verb == "retaliate" and word == "for":
            return next((pp.group for pp in owner.pps if pp.word == "against" and pp.group), owner.subject)
        if owner.verb == "join" and word == "in" and owner.objects and not owner.passive:
            return owner.subject + owner.objects[0]  # "joined B in warning C"
        return owner.subject

    def inserted(self, clause: Clause) -> None:
        """What stands between subject and verb: adverbs, ", for its part,", ", the report said,"."""
        while self.k < self.count:
            mark = self.k
            if self.tag() == ",":
                if self.tag(1) in ("J", "VN", "VX") and self.tag(2) == "," and self.tag(3) in FINITE | {"VX"}:
                    self.k += 3  # "Solano, undeterred, said"
                elif self.tag(1) in _AFTER_SUBJECT and self._own_verb_beyond(self.k + 1, clause):
                    self.k += 1
                    self._insert_one(clause)
                    while self.tag() in ("P", "TO", "T") and self._own_verb_beyond(self.k, clause):
                        self._insert_one(clause)  # "in a letter to us dated May 3, agreed"
                    if self.tag() == "," and self.tag(1) in ("NM", "D", "N") and self._verb_beyond(self.k + 1):
                        self._skip_apposed()
                    if self.tag() == ",":
                        self.k += 1
                elif self.said_ahead(clause) and self.tag() == ",":
                    self.k += 1
                elif (
                    self.tag(1) in FINITE | {"VX"}
                    and clause.subject
                    and (
                        clause.subject[-1].appositions
                        or clause.subject[-1].clauses
                        or len(clause.subject) > 1
                        or any(p.appositions for pp in clause.subject[-1].pps for p in pp.group)
                    )
                ):
                    self.k += 1
            elif self.norm() == "as" and self.tag(1) in ("VX", "VN", "J") and self.tag(2) in FINITE and clause.subject:
                self.k += 2  # "the rule as adopted does not …"
            elif self.tag() in ("P",) and clause.subject:
                pp = self.prepositional(clause)
                if pp is not None:
                    pp.host = clause.subject[-1]
                    clause.subject[-1].pps.append(pp)
            elif self.tag() == "T":
                clause.times.append(("", self.units[self.k].time))  # type: ignore[arg-type]
                self.k += 1
            if self.k == mark:
                break

    def _own_verb_beyond(self, i: int, clause: Clause) -> bool:
        """Whether the verb of the clause follows an insertion; in "recommended that B, in consultation with C, end it" a base form."""
        return self._verb_beyond(i) or (clause.relation == "that" and self._base_beyond(i))

    def _skip_apposed(self) -> None:
        """On to the comma before the verb: "at the urging of the miller, Kern Foods of Ohio, dropped"."""
        end = self._skip_core(self.k + 1)
        if self.tag_at(end) == "," and self.tag_at(end + 1) in FINITE | {"VX", "R"}:
            self.k = end

    def _insert_one(self, clause: Clause) -> None:
        if self.norm() in ("among", "including") and self.norm(1) in ("them", "these", "those") and self.starts_phrase(self.k + 2):
            self.k += 2  # "agencies, among them the Navy,"
            self.group("prep")
        elif self.tag() in ("P", "TO") or self.as_preposition(self.k):
            before = clause.pps[-1] if clause.pps else None
            pp = self.prepositional(clause)
            if pp is not None and before is not None and before.group and before.last == pp.first:
                pp.host = before.group[-1]
                before.group[-1].pps.append(pp)
            if pp is not None:
                self.attach(clause, pp)
            else:
                self.k += 1
        elif self.tag() == "T":
            clause.times.append(("", self.units[self.k].time))  # type: ignore[arg-type]
            self.k += 1
        elif self.tag() == "SUB":
            word = self.norm()
            self.k += 1
            inner = self.participle("adv", clause, clause.subject) if self.tag() in ("VG", "VX", "VN") else self.clause("adv", clause, word)
            inner.connective = word
        else:
            self.k += 1

    def said_ahead(self, clause: Clause) -> bool:
        """At a comma: a said-clause in the middle or at the end (", she added,", ", said Nia Cole, who …")."""
        mark, made, phrases = self.k, len(self.tree.clauses), len(self.tree.phrases)
        i = self.k + 1
        if i < self.count and self.units[i].quoted and self.units[self.k - 1].quoted:
            return False  # who is quoted is not named inside the quotation
        if (
            self.tag_at(i) in ("VX", "VD", "VZ")
            and self.units[i].verb in _INVERTING
            and (bool(self.root is not None and self.root.verb) or self.units[self.k - 1].quoted)
            and self._inverted_subject(i + 1)
            and self.starts_phrase(i + 1)
            and self.tag_at(i + 1) != "PR"
        ):
            self.k = i + 1
            said = self.open("said", None)
            said.head, said.verb = self.units[i], self.units[i].verb
            said.subject = self.group("object")
        elif self.starts_phrase(i):
            end = self._past_speaker(i)
            while self.tag_at(end) == "R":
                end += 1
            end = self._past_have(end)
            if not self._speech_at(end):
                return False
            if not self._ends_said(end + 1) or not self._something_said(end + 1):
                return False
            self.k = i
            said = self.open("said", None)
            said.subject = self.group("said")
            whole, self.count = self.count, end
            while self.tag() == "P" and (pp := self.prepositional()) is not None:
                said.subject[-1].pps.append(pp)  # "a report from the auditor found"
            self.count = whole
            if self.tag() in ("VX", "VN") and self.tag(1) == "T" and self.k + 2 == end:
                self.k = end  # "a report released Thursday says"
            if self.tag() == "," and self.k < end:
                self._apposition(said.subject[-1], "subject")
            if not verb_group(self, said) or not said.subject:
                self.k = mark
                del self.tree.clauses[made:]
                del self.tree.phrases[phrases:]
                return False
        else:
            return False
        self.rest_of_said(said)
        root = clause
        if root.shared is not None and root.parent is None:
            root = root.shared
        while root.parent is not None and root.relation in ("that", "conj", "adv", "to", "part", "purpose", "noun", "wh", "ing", "prep"):
            root = root.parent
        root.speaker = said.subject
        clause.speaker = clause.speaker or said.subject
        if clause.verb and root.relation in ("rel", "reduced", "prep") and self.root is not None:
            self.root.speaker = self.root.speaker or said.subject  # after a clause on a noun: of the whole sentence
        if self.tag() == ":":
            self.quoting = said.subject  # "…, she wrote: Its engineers …": what follows is hers too
        return True

    def _something_said(self, i: int) -> bool:
        """Whether there is something that a said-clause could be about: not in "In a memo leaked Friday, the Navy said …"."""
        before = self.root is None or bool(self.root.verb or self.root.subject) or self.units[self.k - 1].quoted
        return before or self._resumes(i) or (self.tag_at(i) in (",", ":") and i + 1 < self.count and self.units[i + 1].quoted)

    def _resumes(self, i: int) -> bool:
        """Whether what is said goes on after the said-clause that ends at ``i``: "In 2012, the report said, the Navy paid B"."""
        while self.tag_at(i) in ("R", "T") or (self.tag_at(i) == "P" and self.tag_at(i + 1) == "T"):
            i += 1
        inverted = self.tag_at(i + 1) in ("DO", "HV", "MD", "BE") and self.starts_phrase(i + 2)
        return self.tag_at(i) == "," and (inverted or self.subject_at(i + 1))

    def _ends_said(self, i: int) -> bool:
        """Whether what stands at ``i``, after the verb of a said-clause, is its end, hearer or time and no object clause."""
        if self.tag_at(i) == "TO":
            return self.tag_at(i + 1) not in ("VB", "BE", "HV", "DO", "R")  # "the senators wrote to B"
        return self.tag_at(i) in (",", ".", ":", "P", "NM", "D", "PR", "T", "NS")

    def _past_speaker(self, i: int) -> int:
        """The unit after the speaker at ``i``, an apposition between commas included: "the state auditor, Rita Solano,"."""
        end = self._skip_speaker(i)
        if self.tag_at(end) == "," and self.starts_phrase(end + 1):
            inner = self._skip_core(end + 1)
            if inner > end + 1 and self.tag_at(inner) == "," and self._speech_at(inner + 1):
                return inner + 1
        return end

    def rest_of_said(self, said: Clause) -> None:
        """The hearer and time of a said-clause, up to the next comma."""
        while self.k < self.count and self.tag() not in (",", ".", ";", "CC", "—"):
            mark = self.k
            if self.tag() == "T":
                said.times.append(("", self.units[self.k].time))  # type: ignore[arg-type]
                self.k += 1
            elif self.tag() in ("P", "TO") or self.as_preposition(self.k):
                pp = self.prepositional(said)
                if pp is not None:
                    self.attach(said, pp)
            elif self.starts_phrase(self.k) and not said.objects:
                said.objects.append(self.group("object"))
            elif self.tag() in ("VX", "VN") and said.pps and said.pps[-1].group and said.pps[-1].last == self.k:
                paper = said.pps[-1].group[-1]  # "investigators wrote in a memo obtained by B"
                paper.clauses.append(self.participle("reduced", None, [paper], paper))
            elif self.tag() == "VG":
                self.participle("part", said, said.subject)
            if self.k == mark:
                break
        if self.tag() == "," and self.tag(1) == "VG":
            self.k += 1
            self.participle("part", said, said.subject)
