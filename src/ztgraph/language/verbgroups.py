"""Verb groups: auxiliaries, negation, adverbs and the main verb."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ztgraph.language.trees import Clause
from ztgraph.language.units import Unit

if TYPE_CHECKING:
    from ztgraph.language.cursor import Cursor

_MAIN: Final = frozenset({"VB", "VZ", "VD", "VX", "VN", "VG"})
_REFLEXIVE: Final = frozenset({"itself", "himself", "herself", "themselves", "ourselves", "myself"})
_BE_LEMMA: Final = "be"


class _State:
    """What the auxiliaries read so far ask for."""

    __slots__ = ("be", "do", "have", "modal")

    def __init__(self, after: Unit | None) -> None:
        tag = after.tag if after else ""
        self.modal = after if tag == "MD" else None
        self.have, self.be, self.do = tag == "HV", tag == "BE", tag == "DO"


def verb_group(grammar: Cursor, clause: Clause, after: Unit | None = None, participle: bool = False) -> bool:
    """Read a verb group into ``clause``; whether there was one. ``after`` is an auxiliary already read before the subject.

    ``participle``: the clause has no finite verb, so that a bare past participle is passive.
    """
    start, state = grammar.k, _State(after)
    seen: Unit | None = after
    while grammar.k < grammar.count:
        unit = grammar.units[grammar.k]
        tag = unit.tag
        if tag == "NEG" and grammar.norm(1) in ("merely", "simply", "just", "only"):
            grammar.k += 1  # "not only …": the event took place
        elif tag == "NEG":
            clause.negation = clause.negation or unit
        elif tag == "R" or (tag == "D" and unit.norm in ("all", "both", "each") and grammar.tag(1) in _MAIN):
            if unit.norm in ("neither", "nor"):
                clause.negation = clause.negation or unit
            clause.adverbs.append(unit)
        elif tag == "PR" and unit.norm in _REFLEXIVE and seen is not None and grammar.tag(1) in _MAIN | {"BE", "NEG"}:
            pass  # "did not itself audit B"
        elif tag == "MD":
            state.modal, seen = unit, unit
        elif tag == "HV":
            state.have, seen = True, unit
            clause.plural = clause.plural or unit.norm == "have"
        elif tag == "BE":
            state.be, seen = True, unit
            clause.plural = clause.plural or unit.norm in ("are", "were", "'re")
        elif tag == "DO":
            state.do, seen = True, unit
        elif tag == "SUB" and unit.norm == "since" and state.have and grammar.tag(1) in _MAIN | {"BE"}:
            clause.adverbs.append(unit)
        elif tag == "," and seen is not None and _inserted(grammar):
            continue
        elif tag in _MAIN and _fits(unit, state, grammar):
            return _finish(grammar, clause, unit, state, participle)
        else:
            break
        grammar.k += 1
    if seen is None or (seen is after and not state.be and not state.have):
        grammar.k = start
        return False
    return _auxiliary_as_main(clause, seen, state)


def _inserted(grammar: Cursor) -> bool:
    """Skip ", however," and the like inside a verb group."""
    j = grammar.k + 1
    while grammar.tag_at(j) in ("R", "P", "N", "NS", "D", "NM", "PP", "T", "J") and j < grammar.k + 7:
        j += 1
    if j > grammar.k + 1 and grammar.tag_at(j) == "," and grammar.tag_at(j + 1) in _MAIN | {"BE", "R"}:
        grammar.k = j + 1
        return True
    return False


def _fits(unit: Unit, state: _State, grammar: Cursor) -> bool:
    """Whether a verb form can follow the auxiliaries."""
    if unit.tag == "VG":
        return state.be or not (state.modal or state.have or state.do)
    if unit.tag in ("VB",):
        return not state.be and not state.have
    return True


def _finish(grammar: Cursor, clause: Clause, unit: Unit, state: _State, participle: bool) -> bool:
    grammar.k += 1
    clause.head, clause.verb = unit, unit.verb
    clause.modal = clause.modal or state.modal
    past = unit.tag in ("VX", "VN")
    clause.passive = past and (state.be or (participle and not state.have))
    clause.perfect = state.have
    clause.progressive = state.be and unit.tag == "VG"
    if unit.verb == "get" and grammar.tag() in ("VX", "VN"):
        clause.head, clause.verb, clause.passive = grammar.units[grammar.k], grammar.units[grammar.k].verb, True
        grammar.k += 1
    return True


def _auxiliary_as_main(clause: Clause, seen: Unit, state: _State) -> bool:
    """No main verb after the auxiliaries: be, have or do is the verb itself."""
    clause.head = seen
    clause.verb = _BE_LEMMA if state.be else "have" if state.have else "do" if state.do else seen.norm
    clause.modal = clause.modal or (state.modal if state.modal is not seen else None)
    return clause.verb in (_BE_LEMMA, "have", "do")
