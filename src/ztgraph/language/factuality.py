"""Polarity, modality and source of each clause: what the text commits itself, or somebody, to.

Signatures of embedding words (Karttunen 1971, 2012) travel down from the main clause: "failed to" makes its complement negative,
"agreed to" leaves it open, "did not agree to" makes it negative. Verbs of saying and finding pass on their agent as the source
(Saurí & Pustejovsky 2009).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ztgraph.language.grammarwords import GrammarWords
from ztgraph.language.trees import Clause, Phrase, Preposition, Tree
from ztgraph.language.units import Unit


@dataclass(slots=True)
class Factuality:
    """The status of one clause. ``cues`` are the units that made it negative or open; ``source`` who says so."""

    positive: bool = True
    asserted: bool = True
    source: list[Phrase] = field(default_factory=list)
    cues: list[Unit] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FactualityWords:
    """Word lists for factuality, from the cue files."""

    open_conjunctions: frozenset[str]
    negative_modals: frozenset[str]
    negative_prepositions: frozenset[str]
    open_prepositions: frozenset[str]
    open_adverbs: frozenset[str]
    negative_nouns: frozenset[str]
    negative_adverbs: frozenset[str]


_BEFORE_OPEN = frozenset({"before", "until", "once", "when", "after", "as"})


class Judge:
    """Computes the factuality of the clauses of one tree, each once."""

    def __init__(self, tree: Tree, grammar: GrammarWords, words: FactualityWords) -> None:
        self.grammar, self.words = grammar, words
        self.memo: dict[int, Factuality] = {}
        self.hosts: dict[int, Clause] = {}
        self.owners: dict[int, Phrase] = {}
        self.children: dict[int, list[Clause]] = {}
        self.heads: dict[int, Phrase] = {}
        self.previous: dict[int, Clause] = {}  # of a coordinated main clause, the one before it
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

    def _link(self, tree: Tree) -> None:
        """Which clauses stand below which, which phrase a unit heads, which main clauses are joined."""
        for phrase in tree.phrases:
            self.heads.setdefault(phrase.head.first, phrase)
        last: Clause | None = None
        for clause in tree.clauses:
            if clause.parent is not None:
                self.children.setdefault(id(clause.parent), []).append(clause)
            if clause.relation != "main" or clause.head is None:
                continue
            if last is not None and tree.units[clause.first - 1].norm in ("and", "but", "or", "yet"):
                self.previous[id(clause)] = last
            last = clause

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

    def of(self, clause: Clause) -> Factuality:
        """The factuality of a clause."""
        found = self.memo.get(id(clause))
        if found is None:
            self.memo[id(clause)] = Factuality()  # guards against cycles
            found = self._own(clause, self._outer(clause))
            self.memo[id(clause)] = found
        return found

    # --- what the clause itself adds -----------------------------------------------------------------------------------------------

    def _own(self, clause: Clause, outer: Factuality) -> Factuality:
        result = Factuality(outer.positive, outer.asserted, list(outer.source), list(outer.cues))
        negated = clause.negation is not None or any(a.norm in self.words.negative_adverbs for a in clause.adverbs)
        if negated and clause.connective == "not until" and clause.negation is None:
            negated = True
        if clause.connective == "not until":
            negated = True
        if clause.negation is not None:
            result.cues.append(clause.negation)
        if clause.modal is not None:
            result.cues.append(clause.modal)
            if not (negated and clause.modal.norm in self.words.negative_modals):
                result.asserted = False
        if clause.modal is None and any(a.norm in self.words.open_adverbs for a in clause.adverbs) and not result.source:
            result.asserted = False
        if negated:
            result.positive = not result.positive
        if clause.speaker:
            result.source = clause.speaker
        for pp in clause.pps:
            if pp.word == "according to" and pp.group:
                result.source = pp.group
        return result

    # --- what it inherits ----------------------------------------------------------------------------------------------------------

    def _outer(self, clause: Clause) -> Factuality:
        if clause.shared is not None:
            shared = self._outer(clause.shared)
            own = self.of(clause.shared)
            return Factuality(shared.positive, shared.asserted, list(own.source), list(shared.cues))
        relation = clause.relation
        if relation in ("rel", "reduced", "nounthat", "noun"):
            return self._on_noun(clause)
        parent = clause.parent
        if parent is None:
            return Factuality()
        above = self.of(parent)
        if relation == "that":
            return self._reported(clause, parent, above)
        if relation == "to":
            result = self._signed(above, parent, self._to_signature(clause, parent))
            if parent.passive and self.grammar.reports(parent.verb) and (source := _agent(parent)):
                result.source = source
            return result
        if relation == "purpose":
            return Factuality(True, False, list(above.source), [])
        if relation == "ing":
            return self._signed(above, parent, self._entry(parent).get("ing", "+/-"))
        if relation == "bare":
            return self._signed(above, parent, self._entry(parent).get("bare", "+/o"))
        if relation == "wh":
            return self._question(clause, parent, above)
        if relation == "adv":
            return self._adverbial(clause, above)
        if relation == "prep":
            return self._gerund(clause, parent, above)
        if relation == "cleft":
            return Factuality(True, above.asserted, list(above.source), [])
        if relation == "part":
            return Factuality(True, above.asserted, list(above.source), [])
        return Factuality(True, True, list(above.source), [])

    def _entry(self, parent: Clause) -> dict[str, str]:
        if isinstance(parent.predicate, Unit):
            entry = self.grammar.adjectives.get(parent.predicate.norm)
            if entry is not None:
                return dict(entry)
        return dict(self.grammar.entry(parent.verb, parent.particles))

    def _to_signature(self, clause: Clause, parent: Clause) -> str:
        entry = self._entry(parent)
        if any(a.norm == "too" for a in parent.adverbs) and isinstance(parent.predicate, Unit):
            return "-/o"
        if parent.verb == "be" and isinstance(parent.predicate, Phrase) and parent.predicate.head.norm in ("first", "last", "only", "one"):
            return "+/-"
        if parent.verb == "have" and any(a.norm == "yet" for a in parent.adverbs):
            return "-/-"
        if parent.passive and (self.grammar.reports(parent.verb) or parent.verb in _RAISING):
            return "+/-"
        objects = (parent.objects and clause.subject is parent.objects[0]) or parent.passive
        if objects and "obj-to" in entry:
            return entry["obj-to"]
        if parent.verb == "be" and not isinstance(parent.predicate, Unit):
            return "o/o"
        return entry.get("to") or entry.get("obj-to") or "o/o"

    def _signed(self, above: Factuality, parent: Clause, signature: str) -> Factuality:
        """Apply a signature "in positive context/in negative context"."""
        sign = signature.split("/")[0 if above.positive else -1]
        cues = list(above.cues)
        if sign != "+" and parent.head is not None:
            cues.append(parent.predicate if isinstance(parent.predicate, Unit) else parent.head)
        if sign == "o":
            return Factuality(True, False, list(above.source), cues)
        return Factuality(sign == "+", above.asserted, list(above.source), cues)

    def _reported(self, clause: Clause, parent: Clause, above: Factuality) -> Factuality:
        entry = self._entry(parent)
        reports = self.grammar.reports(parent.verb)
        signature = entry.get("that", "+/o" if parent.verb in self.grammar.finding else "+/+")
        if (
            reports
            and "that" in entry
            and entry["that"] == "o/o"
            and parent.verb in self.grammar.saying | self.grammar.finding
            and parent.verb not in _OPEN_SPEECH
        ):
            signature = "+/o"
        result = self._signed(above, parent, signature)
        if reports:
            speaker = _agent(parent)
            if speaker:
                result.source = speaker
            result.cues = [c for c in result.cues if c is not parent.negation]
        if not reports and above.positive is False and signature == "+/+":
            result.positive = True
        if reports and result.positive is False and signature.startswith("+"):
            result.positive = True
        return result

    def _question(self, clause: Clause, parent: Clause, above: Factuality) -> Factuality:
        signature = self._entry(parent).get("wh", "")
        opens = clause.connective in ("whether", "if", "") or signature == "o/o"
        source = _agent(parent) if self.grammar.reports(parent.verb) else []
        return Factuality(True, not opens and above.asserted, source or list(above.source), [])

    def _adverbial(self, clause: Clause, above: Factuality) -> Factuality:
        if clause.connective in self.words.open_conjunctions:
            return Factuality(True, False, list(above.source), [])
        if clause.connective == "before" and clause.modal is not None and clause.modal.norm in ("could", "can"):
            clause.modal = None
            return Factuality(False, True, list(above.source), [])
        present = clause.head is not None and clause.head.tag in ("VZ", "VB", "VG")
        opens = not above.asserted and clause.connective in _BEFORE_OPEN and present
        return Factuality(True, not opens, list(above.source), [])

    def _gerund(self, clause: Clause, parent: Clause, above: Factuality) -> Factuality:
        word = clause.connective
        if word in self.words.negative_prepositions:
            return Factuality(False, above.asserted, list(above.source), [])
        entry = self._entry(parent)
        if word in entry:
            return self._signed(above, parent, entry[word])
        if (
            word in self.words.open_prepositions
            and not isinstance(parent.predicate, Unit)
            and parent.verb in ("be", "have", "plan", "use", "need")
        ):
            return Factuality(True, False, list(above.source), [])
        opens = not above.asserted or (word in ("before", "until") and not above.positive)
        return Factuality(True, not opens, list(above.source), [])

    def _on_noun(self, clause: Clause) -> Factuality:
        """Clauses on nouns: relative ones are asserted; infinitives and that-clauses follow the noun's signature."""
        host = self.hosts.get(id(clause.antecedent)) if clause.antecedent is not None else clause.parent
        above = self.of(host) if host is not None else Factuality()
        if clause.relation in ("rel", "reduced"):
            source = [] if clause.commented else list(above.source)
            return Factuality(True, True, source, [])
        noun = clause.antecedent.head.noun if clause.antecedent is not None else ""
        entry = self.grammar.nouns.get(noun, {})
        signature = entry.get("that" if clause.relation == "nounthat" else "to", "o/o")
        sign = signature.split("/")[0]
        negative = clause.antecedent is not None and clause.antecedent.determiner is not None and clause.antecedent.determiner.norm == "no"
        if (negative or not above.positive) and host is not None and (negative or clause.parent is host):
            sign = signature.split("/")[-1]
        cues = [clause.antecedent.head] if clause.antecedent is not None and sign != "+" else []
        if sign == "o":
            return Factuality(True, False, list(above.source), cues)
        return Factuality(sign == "+", True, list(above.source), cues)


_RAISING = frozenset({"know", "see", "hear", "think", "believe", "show", "consider", "presume", "rumor"})
_OPEN_SPEECH = frozenset(
    {
        "expect",
        "promise",
        "predict",
        "pledge",
        "vow",
        "suggest",
        "recommend",
        "insist",
        "warn",
        "caution",
        "propose",
        "estimate",
        "fear",
        "agree",
    }
)


def _agent(clause: Clause) -> list[Phrase]:
    if clause.passive:
        for pp in clause.pps:
            if pp.word == "by" and pp.group:
                return pp.group
        return []
    return clause.subject


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


def negative_preposition(pp: Preposition) -> bool:
    """Whether a prepositional phrase is negated in place ("not from Main Justice")."""
    return pp.negation is not None
