"""How the clauses and phrases of one sentence hang together, for those who read the finished tree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ztgraph.language.trees import Clause, Phrase, Tree
from ztgraph.language.units import Unit

_FINITE: Final = frozenset({"BE", "HV", "DO", "MD", "VD", "VZ"})
_JOINTS: Final = frozenset({"and", "but", "or", "yet", "nor"})


class Links:
    """Looks up, for the clauses and phrases of a tree, what stands above, below and beside them."""

    def __init__(self, tree: Tree) -> None:
        self.hosts: dict[int, Clause] = {}
        self.owners: dict[int, Phrase] = {}
        self.children: dict[int, list[Clause]] = {}
        self.heads: dict[int, Phrase] = {}
        self.previous: dict[int, Clause] = {}  # of a coordinated main clause, the one before it
        self.following: dict[int, Clause] = {}
        self.closing: dict[int, Clause] = {}  # of a main clause, the last verb that is joined to it
        self.final: dict[int, list[Phrase]] = {}  # of a main clause, the source after a comma at the end of its sentence
        self.inside: dict[int, tuple[str, Phrase]] = {}  # the preposition and the noun that a phrase depends on
        for phrase in tree.phrases:
            for pp in phrase.pps:
                for inner in pp.group:
                    self.inside.setdefault(id(inner), (pp.word, phrase))
        for phrase in tree.phrases:
            for other in phrase.appositions:
                self.owners[id(other)] = phrase
        for clause in tree.clauses:
            self._host(clause, _phrases(clause))
        for clause in tree.clauses:
            for deeper in clause.complements:
                if deeper.parent is None and deeper.relation in ("to", "purpose", "noun"):
                    deeper.parent = clause

        self.units = tree.units
        self._link(tree)
        self._controlled(tree)

    def _link(self, tree: Tree) -> None:
        """Which clauses stand below which, which phrase a unit heads, which main clauses are joined."""
        for phrase in tree.phrases:
            self.heads.setdefault(phrase.head.first, phrase)
        last: Clause | None = None
        for clause in tree.clauses:
            if clause.parent is not None:
                self.children.setdefault(id(clause.parent), []).append(clause)
            if clause.relation == "conj":
                self._close(clause)
            if clause.relation != "main" or clause.head is None:
                self._end_source(clause, last)
                continue
            if not clause.subject:
                self._end_source(clause, last)  # the rest of a clause that was not understood
            joints = {unit.norm for unit in tree.units[max(0, clause.first - 1) : clause.first + 1] if unit.tag in ("CC", "NEG")}
            if last is not None and joints & _JOINTS:
                self.previous[id(clause)] = last
                self.following[id(last)] = clause
            last = clause

    def _end_source(self, clause: Clause, last: Clause | None) -> None:
        """ "…, by which time two had died, according to A": a source at the end of the sentence is that of its last main clause too."""
        for pp in clause.pps:
            if pp.word != "according to" or not pp.first or self.units[pp.first - 1].tag != "," or last is None or last.head is None:
                continue
            if last.head.first < self.units[pp.first].first and not any(unit.tag in _FINITE for unit in self.units[pp.first :]):
                self.final[id(last)] = pp.group

    def _close(self, clause: Clause) -> None:
        first = clause
        while first.shared is not None:
            first = first.shared
        if first.relation == "main":
            self.closing[id(first)] = clause

    @staticmethod
    def _controlled(tree: Tree) -> None:
        """Whoever took a step acts in its infinitive, not the step: "took steps to coordinate with B"."""
        for clause in tree.clauses:
            noun, parent, given = clause.antecedent, clause.parent, clause.subject
            if clause.relation != "noun" or noun is None or parent is None or given != [noun] or parent.passive:
                continue
            for other in tree.clauses:
                if other.subject is given and (other is clause or other.parent is clause or other.shared is clause):
                    other.subject = parent.subject

    def below(self, clause: Clause) -> list[Clause]:
        """The clauses that depend on a clause directly."""
        return self.children.get(id(clause), [])

    def headed(self, unit: Unit) -> Phrase | None:
        """The phrase that a unit heads."""
        return self.heads.get(unit.first)

    def joined(self, clause: Clause) -> Clause | None:
        """The main clause that this one is coordinated with, if it stands before it."""
        return self.previous.get(id(clause))

    def lead_in(self, clause: Clause) -> list[Unit]:
        """The conjunction that joins a clause to the one before, and what stands between it and the verb."""
        found: list[Unit] = []
        for unit in reversed(self.units[max(0, clause.first - 3) : clause.first]):
            found.append(unit)
            if unit.tag == "CC":
                return found
        return []

    def _host(self, clause: Clause, phrases: Iterable[Phrase]) -> None:
        for phrase in phrases:
            if id(phrase) in self.hosts:
                continue
            self.hosts[id(phrase)] = clause
            self._host(clause, phrase.appositions)
            self._host(clause, [p for pp in phrase.pps for p in pp.group])
            if phrase.possessor is not None:
                self._host(clause, [phrase.possessor])
            if phrase.outer is not None:
                self._host(clause, [phrase.outer])

    def host(self, phrase: Phrase) -> Clause | None:
        """The clause that a phrase stands in."""
        return self.hosts.get(id(phrase))


def _phrases(clause: Clause) -> list[Phrase]:
    """The phrases that stand in a clause's own positions."""
    found = (
        list(clause.subject) if clause.gap != "subject" and clause.relation not in ("reduced", "conj", "to", "ing", "prep", "part") else []
    )
    found += [p for group in clause.objects for p in group if p is not clause.antecedent]
    found += [p for pp in clause.pps for p in pp.group if p is not clause.antecedent]
    if isinstance(clause.predicate, Phrase):
        found.append(clause.predicate)
    return found
