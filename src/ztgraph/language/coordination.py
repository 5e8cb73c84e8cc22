"""Coordination of verbs and clauses, and what a comma inside a clause leads to."""

from __future__ import annotations

from typing import Final

from ztgraph.language.conjuncts import Conjuncts
from ztgraph.language.cursor import FINITE, LOOK
from ztgraph.language.relatives import NEVER_PASSIVE
from ztgraph.language.trees import Clause, Phrase
from ztgraph.language.units import Unit

# What authors of a report do beside finding.
_AUTHORS: Final = frozenset("recommend make issue conclude determine urge suggest call find publish release".split())
# What is done with papers rather than with whom they are about.
_ON_PAPERS: Final = frozenset(
    """release issue publish conduct complete prepare write make date sign request lead dub call name announce approve order commission
 perform send submit deliver adopt begin open launch base""".split()
)
_NEXT: Final = frozenset({"then", "later", "subsequently", "eventually", "ultimately"})
_COURTS: Final = frozenset({"court", "judge", "panel", "justice", "circuit", "tribunal", "claims"})
_RULINGS: Final = frozenset("enjoin vacate remand reverse affirm dismiss order overturn uphold sentence".split())
# Verbs with which who says something goes on: "…, adding that", "…, accusing B of".
_COMMENTING: Final = frozenset(
    "say add accuse note warn argue cite call urge complain insist claim contend charge blame fault respond react".split()
)
_COMMA_STEPS: Final = frozenset({"SUB", "P", "R", "TO", "T", "NEG"})


class Coordination(Conjuncts):
    """Reads conjunctions and commas inside clauses."""

    def _conjunction(self, clause: Clause, comma: bool) -> bool:
        """At a conjunction: take over what it joins to this clause, or leave it to an outer one."""
        j = self.k + 1
        if self.norm() in ("nor", "and", "but") and self._inverted_at(j if self.norm() == "nor" else j + 1):
            return False
        if (
            self.norm() == "nor"
            and clause.relation in ("rel", "reduced")
            and (clause.negation is None or clause.negation.norm != "neither")
        ):
            return False  # "neither tested patients whom A had treated nor told them"
        negation: Unit | None = self.units[self.k] if self.norm() == "nor" else None
        while self.tag_at(j) in ("R", "NEG") and not (self.tag_at(j) == "R" and self.starts_phrase(j)):
            if self.tag_at(j) == "NEG" or self.norm_at(j) == "neither":
                negation = self.units[j]
            j += 1
        if self.tag_at(j) == "T" and self.tag_at(j + 1) in FINITE | {"VX", "VN", "R"}:
            return self._timed_verb(clause, j, negation)
        tag = self.tag_at(j)
        if tag == "," and self.norm() in ("but", "and", "yet", "nor", "or"):
            return self._after_inserted(clause, j, negation)
        if (negation is not None and tag in ("P", "TO")) or (
            negation is not None and self.norm() in ("but", "and") and self.starts_phrase(j) and not self.subject_at(j)
        ):
            self.k = j - 1
            if self.units[self.k].tag == "NEG":
                return self._adverb(clause)
        if tag in ("VZ", "VD", "HV", "VX") and self._outer_verb(clause, j):
            return False
        if tag in ("VZ", "VD", "MD", "HV", "BE", "DO"):
            if clause.relation == "adv" and clause.connective == "as" and self._outer_tense(clause, tag, j):
                return False
            if comma and clause.relation == "rel" and clause.commented:
                return False
            return self._joined_verb(clause, j, negation, finite=True)
        if tag in ("VX", "VN"):
            if self._back_to_court(clause, j) or (comma and (self._past_relative(clause) or self._back_to_author(clause, j))):
                return False
            return self._joined_past(clause, j, negation)
        if tag == "VB":
            return self._joined_verb(clause, j, negation, finite=False) if self._is_base(clause) else False
        if tag == "VG":
            return (
                self._joined_verb(clause, j, negation, finite=False)
                if (clause.head is not None and clause.head.tag == "VG" and not clause.progressive) or clause.progressive
                else False
            )
        if tag == "TO" and self.tag_at(j + 1) in ("VB", "R"):
            return self._joined_infinitive(clause, j)
        if tag == "TO" and self.starts_phrase(j + 1):
            return self._joined_other(clause, j, "P")  # "sent it to A and also to B"
        if tag == "TH" and self.subject_at(j + 1):
            return self._joined_that(clause, j, comma)
        if tag == "SUB" and self.tag_at(j + 1) == "T" and self.as_preposition(j) and self.subject_at(j + 2):
            return False  # "but since 2010 a memorandum has required …"
        if tag in ("WH", "SUB", "P", "T"):
            return self._joined_other(clause, j, tag)
        if self.starts_phrase(j):
            if clause.relation == "rel" and clause.gap == "object" and self._lacks_object(j):
                return self._joined_relative(clause, j)
            if self.subject_at(j):
                return self._joined_clause(clause, j, comma)
            if comma and self.norm() == "and" and self._gapped(clause, j):
                return True
            if negation is None and self.norm() == "but" and not clause.objects:
                return False  # "interviewed not A, who had fled, but B"
            self.k = j
            group = self.group("object")
            if group and clause.objects:
                clause.objects[-1].extend(group)
                self._refocus(clause, clause.objects[-1])
            return bool(group)
        return False

    def _back_to_court(self, clause: Clause, j: int) -> bool:
        """ "The court held that B erred and enjoined it": what courts do; "warned that two units were short and recommended that …"."""
        first = clause.shared if clause.shared is not None else clause
        reporter = first.parent
        if first.relation != "that" or reporter is None or not reporter.subject:
            return False
        if clause.verb == "be" and self.units[j].verb in _AUTHORS and self.tag_at(j + 1) == "TH":
            return True
        head = reporter.subject[0].head
        words = {*head.norm.split(), head.noun, *(u.norm for u in reporter.subject[0].units)}
        return bool(words & _COURTS) and self.units[j].verb in _RULINGS

    def _back_to_author(self, clause: Clause, j: int) -> bool:
        """Whether ", and" after what is reported goes on with the reporter: "found that B erred, and issued a report"."""
        first = clause.shared if clause.shared is not None else clause
        reporter = first.parent
        return (
            first.relation == "that"
            and reporter is not None
            and reporter.verb in self.words.finding
            and self.units[j].verb in _AUTHORS
            and reporter.relation in ("main", "conj")
        )

    def _outer_verb(self, clause: Clause, j: int) -> bool:
        """Whether a verb after what is reported of a thing is the reporter's: "found that the claim was true and sent it to B"."""
        first = clause.shared if clause.shared is not None else clause
        reporter = first.parent
        if first.relation != "that" or reporter is None or len(first.subject) != 1 or reporter.relation not in ("main", "conj"):
            return False
        head = first.subject[0].head
        if head.tag != "N" or head.name is not None or self.kind_of(head.noun) in ("agency", "group", "population"):
            return False
        if self.norm_at(j + 1) in ("it", "them"):
            return self.tag_at(j) in ("VX", "VD")
        present = reporter.head is not None and reporter.head.tag in ("VZ", "VB")
        past = first.head is not None and (first.head.tag in ("VX", "VD") or first.head.norm in ("was", "were"))
        return self.norm() == "but" and self.norm_at(j) in ("has", "have") and present and past

    def _past_relative(self, clause: Clause) -> bool:
        """Whether ", and" after a comma-"which" goes on with the main verb: "asked B, which declined, and then sued it"."""
        main = self.root
        return (
            clause.relation == "rel"
            and clause.commented
            and clause.gap == "subject"
            and main is not None
            and bool(main.verb)
            and not clause.passive
        )

    def _outer_tense(self, clause: Clause, tag: str, j: int) -> bool:
        """ "had not tested the creek as its permit requires and had not told B": the tense is that of the clause above."""
        head = clause.head
        if head is None or head.tag != "VZ" or clause.objects:
            return False
        return tag == "VD" or self.norm_at(j) in ("had", "did", "was", "were", "would", "could")

    def _timed_verb(self, clause: Clause, j: int, negation: Unit | None) -> bool:
        """ "and, a year later, sued" without commas: the time belongs to the second verb."""
        time = self.units[j].time
        made = len(self.tree.clauses)
        going = (
            self._joined_past(clause, j + 1, negation)
            if self.tag_at(j + 1) in ("VX", "VN")
            else self._joined_verb(clause, j + 1, negation, finite=True)
        )
        if going and time is not None and made < len(self.tree.clauses):
            self.tree.clauses[made].times.append(("", time))
        return going

    def _after_inserted(self, clause: Clause, j: int, negation: Unit | None = None) -> bool:
        """ "but, commenting on the draft, said": skip to the second comma, keeping the participle."""
        if clause.relation not in ("main", "that", "conj"):
            return False
        adverb = j > self.k + 1
        bare = self.units[self.k - 1] is clause.head
        times, pps = len(clause.times), len(clause.pps)
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
        made = len(self.tree.clauses)
        if self.tag() in ("P", "TO") and any(pp.word == self.norm() for pp in clause.pps):
            return self._preposition(clause)  # "to B and, since the well lay on federal land, to C"
        if self.tag() in FINITE | {"VX"}:
            going = (
                self._joined_past(clause, self.k, negation)
                if self.tag() == "VX"
                else self._joined_verb(clause, self.k, negation, finite=True)
            )
            if going and made < len(self.tree.clauses):
                self._take_inserted(clause, self.tree.clauses[made], times, pps, bare)
            return going
        return self.starts_phrase(self.k) and self.subject_at(self.k) and self._joined_clause(clause, self.k, True)

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
        if tag == "R" and self._adverbial_verb(clause):
            return self._joined_verb(clause, self.k + 1, None, finite=True)
        if tag == "R" and self.norm(1) in _NEXT and self.tag(2) in FINITE | {"VX"} and self._finite(clause):
            return self._joined_verb(clause, self.k + 2, None, finite=True)  # "locked the room, then refused to …"
        last = self._last_phrase(clause)
        if tag == "TH" and last is not None and last.last == self.k and self._is_cleft(clause):
            self.k += 1
            return self._focused(clause, last) or self._that(clause)
        dated = tag == "TH" and last is not None and self.tag(2) in FINITE | {"VX"} and self._only_time_since(last)
        if (dated or self._relative_ahead()) and last is not None:
            target = last if last.last == self.k or dated else None
            if target is not None:
                self.k += 1
                return self.relative(self._who(clause, target), clause, commented=True)
        if self.said_ahead(clause):
            return True
        if clause.relation != "main" and (
            (tag not in ("VX", "VN") and self.subject_at(self.k + 1)) or (tag == "P" and self._fronts_clause(self.k + 1))
        ):
            return False
        nonfinite = clause.relation in ("rel", "reduced", "prep", "ing", "part", "to", "purpose", "noun", "bare")
        if tag == "VG":
            if clause.relation in ("that", "wh", "nounthat") and self.units[self.k + 1].verb in _COMMENTING:
                return False  # "demanded that B hand over the files, saying …": who demands says so
            if nonfinite and not (clause.relation in ("to", "purpose", "noun") and clause.parent is None):
                return False
            self.k += 1
            clause.complements.append(self.participle("part", clause, self.agent(clause)))
            return True
        if tag in ("VX", "VN") and self._participle_ahead(last):
            if nonfinite and (last is None or (tag == "VX" and self.awaited and not self._later_finite(self.k + 2))):
                return False  # "B, a group that won the files in a lawsuit, called on C": the verb of B
            last = self._nearest(last)
            self.k += 1
            inner = self.participle("reduced", clause, [last] if last is not None else clause.subject, last)
            inner.commented = True
            return True
        if (
            tag == "VB"
            and last is not None
            and last.last == self.k
            and last.appositions
            and "bare" in self.words.verbs.get(clause.verb, {})
        ):
            self.k += 1  # "let a contractor, NAME, run the network"
            clause.complements.append(self.participle("bare", clause, clause.objects[-1] if clause.objects else [last]))
            return True
        if tag == "VB" and self._is_base(clause) and self._base_list():
            return self._joined_verb(clause, self.k + 1, None, finite=False)
        if tag in FINITE | {"VX"} and clause.relation in ("main", "conj", "that") and self._verb_list(clause):
            return self._joined_verb(clause, self.k + 1, None, finite=True)
        if (
            tag in ("NEG", "R")
            and self.tag(2) in FINITE | {"VX"}
            and self._verb_list(clause)
            and (self.norm(1) == "then" or self._verb_joined_later(self.k + 3))
        ):
            negation = self.units[self.k + 1] if tag == "NEG" else None
            return self._joined_verb(clause, self.k + 2, negation, finite=True)  # "paid B, never told C, and sued D"
        inserted = clause.relation == "part" and self.tag_at(clause.first - 1) == "," and tag == "P" and self.norm(1) in ("from", "by")
        if clause.relation == "reduced" and tag == "TO" and self.tag_at(clause.first - 1) == "," and clause.parent is not None:
            outer = clause.parent
            if "obj-to" in self.words.entry(outer.verb, outer.particles) and outer.objects:
                return False  # "ordered a panel, led by B, to review …"
        if (
            clause.relation == "adv"
            and tag in ("P", "TO")
            and self.tag_at(clause.first - 2) == ","
            and self.tag_at(clause.first - 3) == "CC"
        ):
            return False  # "and, since the well lay there, to C"
        if tag in _COMMA_STEPS:
            if inserted:
                return False  # "learned of a case, involving a ranger, from B"
            apposed = last is not None and last.last == self.k and bool(last.appositions) and tag in ("P", "TO")
            if nonfinite and (self._closes_insertion() or (clause.relation == "rel" and not apposed)):
                return False  # but "barred a sheriff, Leroy Bacall, from leaving"
            self.k += 1
            return self._constituent(clause, self.tag()) if tag != "R" else self._adverb(clause)
        if clause.relation in ("main", "conj") and not self.subject_at(self.k + 1):
            self.k += 1
            return self.tag() not in FINITE
        return False

    def _adverbial_verb(self, clause: Clause) -> bool:
        """Whether a verb with its adverb and object goes on with a list: "adopted nine, partially adopted six and rejected one"."""
        if not self.norm(1).endswith("ly") or self.tag(2) != "VX" or clause.passive:
            return False
        return (
            self.tag(3) in ("D", "PP", "NM", "PR", "#", "NS")
            and clause.relation in ("main", "conj", "that")
            and bool(clause.objects or clause.pps)
            and self._verb_list(clause)
        )

    def _base_list(self) -> bool:
        """Whether base forms go on to an "and": "refund B, revise C, and work with D"."""
        ahead = range(self.k + 2, min(self.count, self.k + LOOK))
        return any(self.tag_at(i) == "CC" and self.tag_at(i + 1) == "VB" for i in ahead)

    def _closes_insertion(self) -> bool:
        """Whether after the phrase behind this comma the outer clause goes on with its verb."""
        return self._verb_beyond(self.k + 1)

    def _participle_ahead(self, last: Phrase | None) -> bool:
        """Whether ", VX" is a participle on the phrase before and not a further verb."""
        after = self.tag(2)
        if self.tag(1) == "VN":
            return True
        if self.units[self.k + 1].verb in NEVER_PASSIVE or (self.units[self.k + 1].verb == "meet" and self.norm(2) == "with"):
            return False  # "visited Peru, met with the miners and reviewed the files"
        return (
            after in ("P", "R")
            and (self.norm(2) in ("by", "in", "on", "under", "at", "with", "from", "without") or after == "R")
            and last is not None
            and last.last == self.k
        )

    def _verb_joined_later(self, i: int) -> bool:
        """Whether an "and" with a further finite verb closes the list of verbs that goes on at ``i``."""
        for j in range(i, min(self.count, i + LOOK)):
            if self.tag_at(j) == "CC" and self.norm_at(j) in ("and", "but", "or"):
                k = j + 1
                while self.tag_at(k) in ("NEG", "R"):
                    k += 1
                if self.tag_at(k) in FINITE | {"VX"}:
                    return True
            elif self.tag_at(j) in (".", ";"):
                return False
        return False

    def _nearest(self, last: Phrase | None) -> Phrase | None:
        """Whom a participle after a comma is on: the bank in "a review of the bank, closed by B", not in "…, released by B"."""
        if last is None or last.head.name is not None or self.units[self.k + 1].verb in _ON_PAPERS:
            return last
        inner = next((pp.group[-1] for pp in reversed(last.pps) if pp.word == "of" and pp.group and pp.group[-1].last == self.k), None)
        named = inner is not None and inner.head.name is not None and inner.head.name.kind in ("agency", "person")
        return inner if named else last

    def _verb_list(self, clause: Clause) -> bool:
        """Whether finite verbs with one subject go on after a comma: "called …, accepted … and requires …"."""
        first = clause.shared if clause.shared is not None else clause
        return first.relation == "main" or (first.relation == "that" and self._inner_list())

    def _inner_list(self) -> bool:
        """Whether the verbs of a list from the comma here on go on with what is reported: no verb of reporting among them."""
        closed = False
        for i in range(self.k, min(self.count, self.k + LOOK)):
            tag = self.tag_at(i)
            if tag in (".", ";"):
                break
            if tag not in (",", "CC"):
                continue
            j = i + 2 if tag == "," and self.tag_at(i + 1) == "CC" else i + 1
            joined = self.tag_at(j - 1) == "CC"
            if joined and self.tag_at(j) == ",":
                j = self._past_inserted(j)  # "and, in four cases, referred"
            while self.tag_at(j) in ("R", "NEG", "HV"):
                j += 1
            if self.tag_at(j) in ("VX", "VD", "VZ") and (self.tag_at(j + 1) == "TH" or self.units[j].verb in _AUTHORS):
                return False  # "found that …, determined that …, and recommended …"
            closed = closed or ((joined or self.tag_at(j - 1) != ",") and self.tag_at(j) in FINITE | {"VX", "VN"})
        return closed
