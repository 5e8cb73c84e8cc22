"""Clauses: the parser proper.

It goes from left to right and never gives back what it has read, except for single phrases that turn out not to belong. It returns
from an inner clause when it meets what only an outer one can take (a finite verb after a relative clause, "and that …"), so the recursion
stack is the stack of open clauses. Each layer below is a class of one purpose: cursor, noun phrases, lists, looks ahead, relative clauses,
appositions, adjuncts, complements, coordination.
"""

from __future__ import annotations

from typing import Final

from ztgraph.language import closed
from ztgraph.language.coordination import Coordination
from ztgraph.language.cursor import DEPTH
from ztgraph.language.ellipsis import restore
from ztgraph.language.grammarwords import GrammarWords
from ztgraph.language.morphology import BASE
from ztgraph.language.trees import Clause, Phrase, Preposition, Tree
from ztgraph.language.units import EITHER, Unit
from ztgraph.language.verbgroups import verb_group

_NEGATIVE_STARTS: Final = frozenset({"nor", "neither", "never", "rarely", "seldom", "hardly", "scarcely"})
# Their participle has the surface subject of a passive: "had been paid by B while supervising C".
_OF_SURFACE: Final = frozenset({"while", "when", "if", "although", "though"})
_OPEN: Final = frozenset({",", "CC", ";", ":", "—", ".", ")", "("})


class Parser(Coordination):
    """Parses the units of one sentence into a tree."""

    def parse(self) -> Tree:
        """Read the whole sentence, then the clauses that stand in parentheses."""
        self._read()
        end = self.count
        for first, last in self.asides:
            self.k, self.count = first, last
            self._read()
        self.count = end
        restore(self.tree)
        return self.tree

    def _read(self) -> None:
        while self.k < self.count:
            while self.k < self.count and self.tag() in _OPEN and not (self.tag() == "CC" and self.norm() in _NEGATIVE_STARTS):
                self.k += 1
            if self.k >= self.count:
                break
            mark, made = self.k, len(self.tree.clauses)
            speaker, self.quoting = self.quoting if self.tag_at(self.k - 1) == ":" else [], []
            main = self.clause("main")
            main.speaker = main.speaker or speaker
            self._raise_object(made)
            if self.k == mark:
                self.k += 1

    def _raise_object(self, made: int) -> None:
        """ "A approved, but B rejected, the plan": the object at the end is that of both (right node raising)."""
        if made < 1 or made >= len(self.tree.clauses):
            return
        before, after = self.tree.clauses[made - 1], self.tree.clauses[made]
        joined = before.relation == "main" and self.tag_at(before.last) == "," and self.tag_at(before.last + 1) == "CC"
        if (
            joined
            and before.verb
            and not (before.objects or before.pps or before.complements or before.passive or before.predicate)
            and after.objects
        ):
            comma = self.tag_at(after.objects[-1][0].first - 1) == ","
            if comma:
                before.objects.append(after.objects[-1])

    def clause(self, relation: str, parent: Clause | None = None, connective: str = "") -> Clause:
        """A clause with its own subject."""
        clause = self.open(relation, parent, connective)
        if self.depth >= DEPTH:
            self.k += 1
            return clause
        self.depth += 1
        pending = self.fronted(clause)
        if self.tag() == "BE" and pending and self.tag_at(self.k - 1) != "," and self.starts_phrase(self.k + 1):
            self.k += 1  # "Also interviewed by B was Captain …"
            clause.verb = "be"
            clause.head = self.units[self.k - 1]
            clause.subject = self.group("object")
            self.rest(clause)
            self._give_subject(clause, pending)
            return clause
        if self.tag() in ("DO", "MD", "HV", "BE") and (
            clause.negation is not None or clause.connective == "not until" or self._inverts(clause)
        ):
            self._inverted(clause)
        else:
            clause.subject = self.group("subject")
            if (
                self.tag() == ","
                and len(clause.subject) == 1
                and clause.subject[0].head.noun in closed.TEMPORAL_HEADS
                and self.starts_phrase(self.k + 1)
            ):
                self.k += 1  # "Each year, the office …"
                clause.subject = self.group("subject")
            self._except_fronted(clause)
            self.inserted(clause)
            if verb_group(self, clause):
                self.rest(clause)
            elif clause.subject and self.tag() in ("VX", "VN", "VG", "J"):
                self.k += 1
        self._give_subject(clause, pending)
        return clause

    def _except_fronted(self, clause: Clause) -> None:
        """ "Apart from A, nobody warned B": A did."""
        first = clause.subject[0] if clause.pps and clause.subject else None
        if first is None or not (
            first.head.norm in ("nobody", "none", "no one") or (first.determiner is not None and first.determiner.norm == "no")
        ):
            return
        for pp in clause.pps:
            if pp.word in ("apart from", "except", "besides") and pp.group:
                clause.subject = pp.group
                return

    def _give_subject(self, clause: Clause, pending: list[Clause]) -> None:
        """Close a clause: what stood before its subject takes it over."""
        for inner in pending:
            inner.subject = inner.subject or self.agent(clause)
            for deeper in self._heirs(inner):
                deeper.subject = deeper.subject or inner.subject
        self.depth -= 1
        clause.last = self.k

    def open(self, relation: str, parent: Clause | None, connective: str = "") -> Clause:
        """A new clause of the tree."""
        clause = Clause(relation, parent, connective)
        clause.first = self.k
        if relation == "main":
            self.root = clause
        self.tree.clauses.append(clause)
        return clause

    def _heirs(self, clause: Clause) -> list[Clause]:
        """Clauses that take over the subject of ``clause``: infinitives, conjuncts, gerunds below it."""
        return [c for c in self.tree.clauses if c is not clause and not c.subject and (c.parent is clause or c.shared is clause)]

    def _inverts(self, clause: Clause) -> bool:
        """Whether an opener has turned auxiliary and subject around: "Only then did …"; "In none of the cases …" negates."""
        if self.k == clause.first or not self.starts_phrase(self.k + 1):
            return False
        for pp in clause.pps:
            for phrase in pp.group:
                word = phrase.negation or (
                    phrase.determiner if phrase.determiner is not None and phrase.determiner.norm in ("no", "neither") else None
                )
                clause.negation = (
                    clause.negation
                    or word
                    or (phrase.outer.head if phrase.outer is not None and phrase.outer.head.norm == "none" else None)
                )
        return True

    def _inverted(self, clause: Clause) -> None:
        """ "Nor did the office inform B": auxiliary, subject, main verb."""
        auxiliary = self.units[self.k]
        self.k += 1
        if auxiliary.tag == "MD":
            clause.modal = auxiliary
        clause.subject = self.group("subject")
        self.inserted(clause)
        if auxiliary.tag in ("DO", "MD") and self.tag() == "N" and self.units[self.k].bits & BASE and self.starts_phrase(self.k + 1):
            self.units[self.k].tag = "VB"  # "Nor did the FDA, which polices the plant, share the complaint"
        if verb_group(self, clause, after=auxiliary):
            self.rest(clause)
        elif clause.subject:
            clause.head, clause.verb, clause.last = auxiliary, auxiliary.verb, self.k  # "nor did the Navy"

    def fronted(self, clause: Clause) -> list[Clause]:
        """What stands before the subject; returns the clauses that wait for it (participles, infinitives)."""
        pending: list[Clause] = []
        moved = -1
        while moved < self.k < self.count:
            moved, tag, norm = self.k, self.tag(), self.norm()
            inverted = norm in ("had", "should", "were") and self.k == clause.first and clause.relation == "main"
            if inverted and self.starts_phrase(self.k + 1):
                self._inverted(self.open("adv", clause, "if"))  # "Had the office asked, …"
            elif norm in _NEGATIVE_STARTS and self.tag(1) in ("DO", "MD", "HV", "BE"):
                clause.negation = self.units[self.k]
                self.k += 1
                break
            if norm == "no" and self.norm(1) == "sooner" and self.tag(2) in ("HV", "DO"):
                self.k += 2  # "No sooner had A paid B than …"
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
            elif tag == "TO" and self.k > clause.first and self.starts_phrase(self.k + 1):
                if not self._fronted_preposition(clause, pending):
                    break  # "In a reply to B, …"
            elif tag == "TO" and self.tag(1) in ("VB", "BE", "HV", "DO", "R"):
                pending.append(self.infinitive(clause, [], purpose=True))
            elif tag == "NEG" and norm == "not" and self.norm(1) in ("all", "every", "everyone"):
                self.k += 1  # "Not all of the banks sued": some did
            elif tag == "NEG" and self.starts_phrase(self.k + 1):
                clause.negation = self.units[self.k]  # "Not one of the six had …"
                self.k += 1
            elif tag == "NEG" and self.tag(1) in ("VG", "VX", "VN") and self.k == clause.first:
                inner = self.participle("part", clause, [])
                pending.append(inner)
            elif tag in ("VX", "VN") and self._on_fronted(clause):
                host = clause.pps[-1].group[-1]
                host.clauses.append(self.participle("reduced", None, [host], host))
            elif (
                tag in ("VG", "VN")
                or (tag == "VX" and self.tag(1) in ("P", "R", "TO", "T") and self._only_adverbs(clause))
                or (tag in ("BE", "HV") and self.norm() in ("being", "having"))
            ):
                pending.append(self.participle("part", clause, []))
            elif tag == "CC" and self.k == clause.first and norm in ("but", "and", "yet", "or"):
                self.k += 1
            elif tag == "," and self.k > clause.first:
                if not self.said_ahead(clause):  # "In 2012, the report said, the Navy …"
                    self.k += 1
            else:
                break
        return pending

    def _on_fronted(self, clause: Clause) -> bool:
        """Whether a participle between commas is on the phrase before the subject: "According to the complaint, filed in Reno, A …"."""
        pp = clause.pps[-1] if clause.pps else None
        if pp is None or not pp.group or pp.last != self.k - 1 or self.tag_at(self.k - 1) != ",":
            return False
        if self.kind_of(pp.group[-1].head.noun) != "instrument" or self.tag(1) not in ("P", "R", "T", "TO", "SUB"):
            return False
        j = self.k + 1
        while j < self.count and j < self.k + 24 and self.units[j].tag not in (",", ".", ";"):
            j += 1
        return self.tag_at(j) == "," and self.starts_phrase(j + 1)

    def _only_adverbs(self, clause: Clause) -> bool:
        return self.k == clause.first or (bool(clause.adverbs) and self.k == clause.first + len(clause.adverbs))

    def _fronted_subordinate(self, clause: Clause, pending: list[Clause]) -> None:
        if self.as_preposition(self.k):
            self._fronted_preposition(clause, pending)
            return
        inner = self.subordinate(clause, [])
        if not inner.subject:
            pending.append(inner)

    def _fronted_preposition(self, clause: Clause, pending: list[Clause]) -> bool:
        outer, self.fronting = self.fronting, True
        pp = self.prepositional(clause)
        self.fronting = outer
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

    def subordinate(self, clause: Clause, subject: list[Phrase]) -> Clause:
        """An adverbial clause ("because …", "when calling …", "if approved")."""
        word = self.norm()
        self.k += 1
        if word in ("until", "till") and self.norm() in EITHER:
            self.k += 1
        if (
            word
            in (
                "while",
                "when",
                "if",
                "although",
                "though",
                "unless",
                "as",
                "once",
                "where",
                "than",
                "until",
                "whenever",
                "before",
                "after",
                "since",
            )
            and (self.tag() in ("VG", "VN", "VX") or (self.norm() in ("not", "being") and self.tag(1) in ("VG", "VX", "VN")))
            and not self.subject_at(self.k)
        ):
            surface = clause.subject if word in _OF_SURFACE else subject
            inner = self.participle("adv", clause, surface)
            inner.connective = word
            return inner
        return self.clause("adv", clause, word)

    def attach(self, clause: Clause, pp: Preposition) -> None:
        """A prepositional phrase or the time in it belongs to the clause; a source after a comma to the whole sentence."""
        if (
            pp.word == "according to"
            and pp.first
            and self.tag_at(pp.first - 1) == ","
            and self.root is not None
            and clause is not self.root
        ):
            inner = clause.relation in ("rel", "reduced", "adv", "to", "purpose", "prep", "part", "ing", "noun", "that")
            if inner and self.root.verb and not self.root.speaker:
                self.root.speaker = pp.group
                if clause.relation == "that":
                    return  # what is reported in it stays who reports it
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


def parse(units: list[Unit], words: GrammarWords) -> Tree:
    """The tree of a tagged sentence."""
    return Parser(Tree(units), words).parse()
