"""Who a text names as the source of a clause, beside the verbs that embed it: "according to A", "in A's view", "as A reported".

Verbs of saying and finding are matters of ``ztgraph.language.factuality``; here stands what is said in passing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ztgraph.language.grammarwords import GrammarWords
from ztgraph.language.trees import Clause, Phrase, Preposition
from ztgraph.language.units import Unit

# Nouns of an opinion whose owner is the source: "in the view of A", "by A's own account". Papers are none ("in its assessment, A …").
_OPINIONS: Final = {
    "in": frozenset("view opinion judgment judgement estimation telling reckoning word".split()),
    "by": frozenset("account telling admission reckoning estimate".split()),
}
# Verbs of saying after which "as A …" is no report of the clause: "as it agreed", "as A charged B".
_NO_REPORT: Final = frozenset(
    "agree rule hold see charge brief learn tell answer respond reply expect promise pledge vow establish identify".split()
)
# Nouns that state something: their that-clause is what their owner says.
_CLAIMS: Final = frozenset(
    """finding conclusion determination claim allegation assertion statement opinion view account testimony estimate verdict admission
 argument contention accusation belief theory assurance complaint charge declaration observation acknowledgment acknowledgement disclosure
 revelation suggestion insistence explanation report representation""".split()
)


def passing_source(clause: Clause, below: Iterable[Clause], grammar: GrammarWords) -> list[Phrase]:
    """The phrases that a clause names in passing as its source; empty if none."""
    for pp in clause.pps:
        if found := _in_phrase(pp):
            return found
    for inner in below:
        if inner.relation == "adv" and inner.connective == "as" and (found := _as_reported(inner, grammar)):
            return found
    return []


def closing_source(last: Clause | None, units: list[Unit]) -> list[Phrase]:
    """The source after a comma at the end of joined verbs, which is that of all: "paid A, told B and sued C, according to D"."""
    for pp in last.pps if last is not None else ():
        if pp.word == "according to" and pp.first > 0 and units[pp.first - 1].tag == ",":
            return pp.group
    return []


def fronted_source(clause: Clause, below: Iterable[Clause]) -> bool:
    """Whether the source named in passing stands before the subject, so that it holds for the whole sentence."""
    start = clause.subject[0].first if clause.subject else -1
    return any(pp.first < start and _in_phrase(pp) for pp in clause.pps) or any(
        inner.first < start for inner in below if inner.relation == "adv" and inner.connective == "as"
    )


def claimant(noun: Phrase) -> list[Phrase]:
    """Whose claim a noun like "finding" or "allegation" is: its possessor or the phrase after "by" or "of"; empty if another noun."""
    if noun.head.noun not in _CLAIMS:
        return []
    if noun.possessor is not None:
        return [noun.possessor]
    return next((pp.group for pp in noun.pps if pp.word in ("by", "of", "from") and pp.group), [])


def content_of(clause: Clause, inside: tuple[str, Phrase] | None) -> Phrase | None:
    """The noun whose content a seeming relative clause states: "a finding by A that B had …" leaves no gap for A."""
    antecedent = clause.antecedent
    if clause.relation != "rel" or antecedent is None or inside is None or clause.commented:
        return None
    word, noun = inside
    if word not in ("by", "of", "from") or noun.head.noun not in _CLAIMS:
        return None
    filled = [*clause.subject, *(p for g in clause.objects for p in g), *(p for pp in clause.pps for p in pp.group)]
    return None if any(p is antecedent for p in filled) else noun


def _in_phrase(pp: Preposition) -> list[Phrase]:
    """The source in "according to A", "per A", "in A's view"."""
    if pp.word == "according to":
        return pp.group
    if pp.word == "per":
        return [p for p in pp.group if p.head.tag == "NM"]
    if not pp.group or pp.group[0].head.noun not in _OPINIONS.get(pp.word, ()):
        return []
    noun = pp.group[0]
    if noun.possessor is not None:
        return [noun.possessor] if pp.word == "by" or not noun.possessor.pronoun else []  # "in its opinion, the court …" is a paper
    return next((inner.group for inner in noun.pps if inner.word == "of"), [])


def _as_reported(inner: Clause, grammar: GrammarWords) -> list[Phrase]:
    """The source in "As A reported, …", "as reported by A", "as she put it"."""
    if inner.verb == "put" and inner.objects and inner.objects[0][0].head.norm == "it":
        return inner.subject
    if not grammar.reports(inner.verb) or inner.verb in _NO_REPORT or inner.objects or inner.complements:
        return []
    if inner.passive:
        return next((pp.group for pp in inner.pps if pp.word == "by" and pp.group), [])
    return inner.subject
