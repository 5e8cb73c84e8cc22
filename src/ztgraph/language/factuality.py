"""Polarity, modality and source of each clause: what the text commits itself, or somebody, to.

Signatures of embedding words (Karttunen 1971, 2012) travel down from the main clause: "failed to" makes its complement negative,
"agreed to" leaves it open, "did not agree to" makes it negative. Verbs of saying and finding pass on their agent as the source
(Saurí & Pustejovsky 2009).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ztgraph.language.grammarwords import GrammarWords
from ztgraph.language.implicatives import EVIDENCE, phrasal_signature
from ztgraph.language.links import Links
from ztgraph.language.sources import claimant, closing_source, content_of, fronted_source, passing_source
from ztgraph.language.trees import Clause, Phrase, Tree
from ztgraph.language.units import Unit


class Factuality:
    """The status of one clause. ``cues`` are the units that made it negative or open; ``source`` who says so."""

    __slots__ = ("asserted", "cues", "positive", "source")

    def __init__(self, positive: bool, asserted: bool, source: list[Phrase], cues: list[Unit]) -> None:
        self.positive, self.asserted, self.source, self.cues = positive, asserted, source, cues


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


_TOLD: Final = frozenset("tell ask advise warn order direct instruct request urge remind command".split())  # "told by B to go": no claim
_BEFORE_OPEN: Final = frozenset({"before", "until", "once", "when", "after", "as"})


class Judge(Links):
    """Computes the factuality of the clauses of one tree, each once."""

    def __init__(self, tree: Tree, grammar: GrammarWords, words: FactualityWords) -> None:
        super().__init__(tree)
        self.grammar, self.words = grammar, words
        self.memo: dict[int, Factuality] = {}

    def of(self, clause: Clause) -> Factuality:
        """The factuality of a clause."""
        found = self.memo.get(id(clause))
        if found is None:
            self.memo[id(clause)] = Factuality(True, True, [], [])  # guards against cycles
            found = self._own(clause, self._outer(clause))
            self.memo[id(clause)] = found
        return found

    # --- what the clause itself adds -----------------------------------------------------------------------------------------------

    def _own(self, clause: Clause, outer: Factuality) -> Factuality:
        result = Factuality(outer.positive, outer.asserted, list(outer.source), list(outer.cues))
        negated = clause.negation is not None or (clause.modal is not None and clause.modal.norm == "cannot")
        negated = negated or any(a.norm in self.words.negative_adverbs for a in clause.adverbs)
        if clause.connective == "not until":
            negated = True
        if clause.negation is not None:
            result.cues.append(clause.negation)
        if clause.modal is not None:
            result.cues.append(clause.modal)
            if not ((negated or self._denied(clause.subject)) and clause.modal.norm in self.words.negative_modals) or self._foretold(
                clause
            ):
                result.asserted = False
        if clause.modal is None and any(a.norm in self.words.open_adverbs for a in clause.adverbs) and not result.source:
            result.asserted = False
        if negated:
            result.positive = not result.positive
        if source := self._stated(clause) or (self._of_sentence(clause) if clause.relation == "main" else []):
            result.source = source
        noun = clause.antecedent
        if noun is not None and noun in result.source and noun.first and self.units[noun.first - 1].norm == "according to":
            result.source = []  # "according to a memo that B leaked"
        return result

    def _foretold(self, clause: Clause) -> bool:
        """ "A said that it would not …" tells of the future; elsewhere "would not" is a refusal."""
        parent = clause.parent
        modal = clause.modal.norm if clause.modal is not None else ""
        if modal not in ("would", "wo", "'d") or clause.relation != "that" or parent is None:
            return False
        return parent.verb in self.grammar.saying and parent.verb not in self.grammar.finding

    def _stated(self, clause: Clause) -> list[Phrase]:
        """The source that stands beside a clause: a said-clause, "according to A"."""
        own = passing_source(clause, self.below(clause), self.grammar)
        return own or clause.speaker or closing_source(self.closing.get(id(clause)), self.units) or self.final.get(id(clause), [])

    def _of_sentence(self, clause: Clause) -> list[Phrase]:
        """What one of several joined clauses gives as its source at the edge of the sentence holds for all of them."""
        before = self.previous.get(id(clause))
        while before is not None:
            if before.speaker or fronted_source(before, self.below(before)):
                return self._stated(before)
            before = self.previous.get(id(before))
        after, last = self.following.get(id(clause)), None
        while after is not None:
            last, after = after, self.following.get(id(after))
        if last is None or fronted_source(last, self.below(last)) or self.grammar.reports(clause.verb):
            return []
        return self._stated(last)

    def _evaluation(self, clause: Clause, host: Clause) -> str:
        """The signature of an adjective that passes for a noun: "was right to consult B"."""
        noun = clause.antecedent
        bare = noun is not None and host.verb == "be" and noun is host.predicate and noun.determiner is None
        return self.grammar.adjectives.get(noun.head.noun, {}).get("to", "") if bare and noun is not None else ""

    def _opened(self, clause: Clause) -> bool:
        return not self.of(clause).asserted

    @staticmethod
    def _denied(phrases: list[Phrase]) -> bool:
        """Whether a subject denies: "no agency", "neither of them", "nobody"."""
        return any(
            p.head.norm in _NOBODY
            or (p.determiner is not None and p.determiner.norm in ("no", "neither"))
            or (p.outer is not None and p.outer.head.norm in _NOBODY)
            or (p.negation is not None and p.negation.norm == "neither")
            for p in phrases
        )

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
            return Factuality(True, True, [], [])
        above = self.of(parent)
        if relation == "that":
            return self._reported(clause, parent, above)
        if relation == "to":
            result = self._signed(above, parent, self._to_signature(clause, parent), clause)
            if parent.passive and parent.verb not in _TOLD and self.grammar.reports(parent.verb) and (source := _agent(parent)):
                result.source = source
            return result
        if relation == "purpose" and parent.verb == "do" and any(p.head.norm in ("nothing", "little") for g in parent.objects for p in g):
            return Factuality(not above.positive, above.asserted, list(above.source), list(above.cues))  # "did nothing to prepare for B"
        if relation == "purpose" and clause.first > 0 and (phrasal := phrasal_signature(parent.verb, self.units[clause.first - 1].noun)):
            return self._signed(above, parent, phrasal)
        if relation == "purpose":
            return Factuality(True, False, list(above.source), [])
        if relation == "ing":
            return self._signed(above, parent, self._entry(parent).get("ing", "+/-"), clause)
        if relation == "bare":
            return self._signed(above, parent, self._entry(parent).get("bare", "+/o"), clause)
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
        return dict(self.grammar.entry(parent.verb, [*parent.particles, *[unit.norm for unit in parent.adverbs]]))

    def _to_signature(self, clause: Clause, parent: Clause) -> str:
        entry = self._entry(parent)
        if any(a.norm == "too" for a in parent.adverbs) and isinstance(parent.predicate, Unit):
            return "-/o"
        if parent.verb == "be" and isinstance(parent.predicate, Phrase) and parent.predicate.head.norm in ("first", "last", "only", "one"):
            return "+/-"
        if parent.verb == "have" and any(a.norm == "yet" for a in parent.adverbs):
            return "-/-"
        if parent.passive and parent.verb not in _TOLD and (self.grammar.reports(parent.verb) or parent.verb in _RAISING):
            return "+/-"
        objects = (parent.objects and clause.subject is parent.objects[0]) or parent.passive
        if objects and "obj-to" in entry:
            return entry["obj-to"]
        if parent.verb == "be" and not isinstance(parent.predicate, Unit):
            return "o/o"
        return entry.get("to") or entry.get("obj-to") or "o/o"

    def _signed(self, above: Factuality, parent: Clause, signature: str, clause: Clause | None = None) -> Factuality:
        """Apply a signature "in positive context/in negative context"."""
        positive = above.positive
        if clause is not None and clause.subject is not parent.subject and self._denied(parent.subject):
            positive = not positive  # "Neither agency let B do it"; a subject that is the same denies its own clause
        sign = signature.split("/")[0 if positive else -1]
        cues = list(above.cues)
        if sign != "+" and parent.head is not None:
            cues.append(parent.predicate if isinstance(parent.predicate, Unit) else parent.head)
        if sign == "o":
            return Factuality(True, False, list(above.source), cues)
        return Factuality(sign == "+", above.asserted, list(above.source), cues)

    def _reported(self, clause: Clause, parent: Clause, above: Factuality) -> Factuality:
        if (unfound := self._unfound(_content_noun(clause, parent), parent)) is not None:
            return unfound
        entry = self._entry(parent)
        reports = self.grammar.reports(parent.verb)
        if not reports and clause.antecedent is not None and (claimed := claimant(clause.antecedent)):
            return Factuality(True, True, claimed, [])  # "rejected A's claim that B had …"
        noun = parent.pps[-1].group[-1] if parent.pps and parent.pps[-1].group else None
        if reports and noun is not None and noun.last in (clause.first, clause.first - 1) and (claimed := claimant(noun)):
            return Factuality(True, True, claimed, [])  # "agreed with A's finding that B had …"
        signature = entry.get("that", "+/o" if parent.verb in self.grammar.finding else "+/+")
        if (
            reports
            and "that" in entry
            and entry["that"] == "o/o"
            and parent.verb in self.grammar.saying | self.grammar.finding
            and (parent.verb not in _OPEN_SPEECH or (parent.verb in _FACTUAL_TOO and self._of_fact(clause)))
        ):
            signature = "+/o"
        result = self._signed(above, parent, signature)
        if reports:
            speaker = _agent(self._outer_report(parent))
            if speaker:
                result.source = speaker
            result.cues = [c for c in result.cues if c is not parent.negation]
        if not reports and above.positive is False and signature == "+/+":
            result.positive = True
        if reports and result.positive is False and signature.startswith("+"):
            result.positive = True
        return result

    def _unfound(self, noun: Phrase | None, host: Clause | None) -> Factuality | None:
        """ "found no evidence that A had …", "did not identify a case in which A …": what is denied is the clause."""
        if noun is None or host is None or noun.head.noun not in EVIDENCE:
            return None
        above = self.of(host)
        lacking = noun.determiner.norm == "no" if noun.determiner is not None else noun.units[0].norm == "little"
        if lacking != above.positive:
            return None
        source = _agent(host) if self.grammar.reports(host.verb) and _agent(host) and noun not in host.subject else list(above.source)
        able = host.modal is not None and host.modal.norm in ("could", "can")  # "could find no evidence"
        return Factuality(False, above.asserted or able, source, [*above.cues, noun.head])

    def _of_fact(self, clause: Clause) -> bool:
        """Whether a complement tells of a fact and not of what shall be: "insisted that he had told B", not "insisted that B be told"."""
        if clause.head is None or clause.modal is not None:
            return False
        group = [unit.norm for unit in self.units if clause.head.first - 6 < unit.first < clause.head.first]
        if clause.passive or clause.progressive:
            return "be" not in group
        return clause.perfect or clause.head.tag in ("VZ", "VD", "VX") or "did" in group or "does" in group

    def _outer_report(self, parent: Clause) -> Clause:
        """ "He said that A had paid him but insisted that …": a contrasted report goes on from "said", not from "had paid"."""
        shared = parent.shared
        if shared is None or shared.relation != "that" or shared.parent is None or not self.grammar.reports(shared.parent.verb):
            return parent
        backward = shared.perfect and any(unit.norm == "but" for unit in self.lead_in(parent))
        return shared.parent if backward and not parent.passive else parent

    def _question(self, clause: Clause, parent: Clause, above: Factuality) -> Factuality:
        signature = self._entry(parent).get("wh", "")
        opens = clause.connective in ("whether", "if", "") or signature == "o/o"
        if (unfound := self._unfound(_content_noun(clause, parent), parent)) is not None:
            return unfound
        if clause.connective == "where" and clause.first > 1 and self.units[clause.first - 2].tag == ",":
            return Factuality(True, True, list(above.source), [])  # "at ports of entry, where …" is no question
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
        if word == "without" and not above.positive:
            return Factuality(True, False, list(above.source), [])  # "did not pay B without telling C"
        if word in self.words.negative_prepositions:
            return Factuality(False, above.asserted, list(above.source), [])
        entry = self._entry(parent)
        if parent.verb in self.grammar.faulting and word in ("of", "for", "with"):
            return Factuality(True, True, _agent(parent) or list(above.source), [])  # its "not" is added below
        if (signature := self.grammar.verbs.get(f"{parent.verb} {word}", {}).get("ing")) is not None:
            return self._signed(above, parent, signature)  # "gave up consulting B"
        if word in entry:
            return self._signed(above, parent, entry[word], clause)  # "no law prevents B from paying"
        if (
            word in self.words.open_prepositions
            and not isinstance(parent.predicate, Unit)
            and parent.verb in ("be", "have", "plan", "use", "need")
        ):
            return Factuality(True, False, list(above.source), [])
        opens = not above.asserted
        return Factuality(True, not opens, list(above.source), [])

    def _on_noun(self, clause: Clause) -> Factuality:
        """Clauses on nouns: relative ones are asserted; infinitives and that-clauses follow the noun's signature."""
        host = self.hosts.get(id(clause.antecedent)) if clause.antecedent is not None else clause.parent
        above = self.of(host) if host is not None else Factuality(True, True, [], [])
        if (unfound := self._unfound(clause.antecedent, host)) is not None:
            return unfound
        stated = content_of(clause, self.inside.get(id(clause.antecedent)))
        if stated is not None:
            return Factuality(True, True, claimant(stated), [])
        if clause.relation in ("rel", "reduced"):
            source = [] if clause.commented else list(above.source)
            return Factuality(True, True, source, [])
        if clause.relation == "nounthat" and clause.antecedent is not None and (source := claimant(clause.antecedent)):
            return Factuality(True, True, source, [])
        noun = clause.antecedent.head.noun if clause.antecedent is not None else ""
        entry = self.grammar.nouns.get(noun, {})
        signature = entry.get("that" if clause.relation == "nounthat" else "to", "o/o")
        if host is not None and (evaluated := self._evaluation(clause, host)):
            return self._signed(above, host, evaluated)
        phrasal = phrasal_signature(host.verb, noun) if host is not None and clause.relation == "noun" else ""
        if phrasal and host is not None and not self._opened(host):
            return self._signed(above, host, phrasal)
        sign = signature.split("/")[0]
        negative = clause.antecedent is not None and clause.antecedent.determiner is not None and clause.antecedent.determiner.norm == "no"
        if (negative or not above.positive) and host is not None and (negative or clause.parent is host):
            sign = signature.split("/")[-1]
        cues = [clause.antecedent.head] if clause.antecedent is not None and sign != "+" else []
        if sign == "o":
            return Factuality(True, False, list(above.source), cues)
        return Factuality(sign == "+", True, list(above.source), cues)


_RAISING: Final = frozenset({"know", "see", "hear", "think", "believe", "show", "consider", "presume", "rumor"})
_OPEN_SPEECH: Final = frozenset(
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


# Of these, those that are said of facts as well: "warned that A had paid B".
_FACTUAL_TOO: Final = frozenset({"insist", "suggest", "warn", "caution", "estimate", "agree", "fear"})


def _content_noun(clause: Clause, parent: Clause) -> Phrase | None:
    """The noun right before a that- or where-clause, or the subject of a passive whose content comes late ("no
    evidence was found that")."""
    if parent.passive and parent.subject and parent.subject[-1].head.noun in EVIDENCE:
        return parent.subject[-1]  # "no evidence was found that …"
    if parent.objects and parent.objects[-1] and parent.objects[-1][-1].last in (clause.first - 1, clause.first):
        return parent.objects[-1][-1]
    if isinstance(parent.predicate, Phrase) and parent.predicate.last == clause.first - 1:
        return parent.predicate
    if parent.pps and parent.pps[-1].group and parent.pps[-1].group[-1].last in (clause.first - 1, clause.first):
        return parent.pps[-1].group[-1]
    return parent.subject[-1] if parent.subject and not parent.objects else None  # "no record shows that …"


def _agent(clause: Clause) -> list[Phrase]:
    if clause.passive:
        for pp in clause.pps:
            if pp.word == "by" and pp.group:
                return pp.group
        return []
    return clause.subject


_NOBODY: Final = frozenset({"nobody", "none", "nothing", "neither", "no one"})
