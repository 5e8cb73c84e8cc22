"""Verbs left out after an auxiliary: "A agreed to notify B but did not", "A told C; B had not", "nor did B", "declined to do so"."""

from __future__ import annotations

from typing import Final

from ztgraph.language.trees import Clause, Preposition, Tree

_AUXILIARY: Final = frozenset({"HV", "DO", "MD"})
_EMPTY: Final = frozenset({"", "be", "have", "do"})
_INFINITIVES: Final = frozenset({"to", "noun", "purpose"})
_HOSTS: Final = frozenset({"main", "conj", "that", "adv"})
_BACK: Final = 6  # clauses that the verb left out may stand back


def restore(tree: Tree) -> None:
    """Give each clause whose verb is left out the verb, objects and phrases of the clause that it repeats (in place)."""
    for n, clause in enumerate(tree.clauses):
        if clause.relation == "to" and not clause.verb:
            _complete(tree, n)
        if not _lacks_verb(clause, tree):
            continue
        source = _shared(clause) if clause.relation == "conj" and clause.shared is not None else _before(tree, n)
        if source is not None and source is not clause:
            _copy(source, clause)


def _complete(tree: Tree, n: int) -> None:
    """ "was required to notify B but failed to": the infinitive whose verb is left out repeats the one before."""
    clause = tree.clauses[n]
    for before in reversed(tree.clauses[max(0, n - _BACK) : n]):
        if before.relation in _INFINITIVES and before.verb not in _EMPTY and before.parent is not clause.parent:
            clause.verb, clause.head = before.verb, before.head
            clause.objects, clause.pps = list(before.objects), [pp for pp in before.pps if pp.group]
            clause.particles = list(before.particles)
            return


def _does_so(clause: Clause) -> bool:
    return clause.verb == "do" and ("so" in clause.particles or any(u.norm == "so" for u in clause.adverbs))


def _lacks_verb(clause: Clause, tree: Tree) -> bool:
    """Whether an auxiliary stands alone, or "do so" for a verb with its objects."""
    if clause.head is None or clause.objects or clause.predicate is not None or clause.complements or clause.passive:
        return False
    if any(pp.group or pp.clause is not None for pp in clause.pps):
        return False
    if _does_so(clause):
        return True
    if clause.head.tag not in _AUXILIARY or clause.relation not in _HOSTS or clause.connective in ("as", "than"):
        return False
    after = tree.units[clause.last].tag if clause.last < len(tree.units) else "."
    return after in (".", ",", ";", "CC", "SUB", ")") and (clause.negation is not None or clause.relation in ("main", "conj"))


def _shared(clause: Clause) -> Clause | None:
    """What a verb with the same subject takes up: the infinitive or the reported clause of the one before, or a modal one itself."""
    before = clause.shared
    if before is None:
        return None
    for inner in reversed(before.complements):
        if inner.relation in _INFINITIVES and inner.verb not in _EMPTY:
            return inner
        if inner.relation == "that" and inner.modal is not None and inner.subject and inner.subject[0].pronoun:
            return inner
    return before if before.verb not in _EMPTY and (before.modal is not None or _does_so(clause)) else None


def _before(tree: Tree, n: int) -> Clause | None:
    """The clause that one with its own subject repeats."""
    clause = tree.clauses[n]
    own = bool(clause.subject) and not clause.subject[0].pronoun
    if clause.relation in ("to", "noun", "purpose", "ing", "prep", "part") and _does_so(clause):
        return _above(clause)
    if clause.relation == "adv" and clause.parent is not None and clause.parent.first < clause.first:
        return clause.parent if clause.parent.verb not in _EMPTY else None
    for before in reversed(tree.clauses[max(0, n - _BACK) : n]):
        if before.relation not in ("main", "that", "conj") or before.head is None:
            continue
        for inner in reversed(before.complements) if not own else ():
            if inner.relation in _INFINITIVES and inner.verb not in _EMPTY:
                return inner
        return before if before.verb not in _EMPTY else None
    return None


def _above(clause: Clause) -> Clause | None:
    """What "failed to do so" and "without doing so" take up: the clause that theirs is joined to, or its infinitive."""
    inner, above = clause, clause.parent
    for _ in range(_BACK):
        if above is None or above.first > clause.first:
            return None
        if inner.relation not in _INFINITIVES or not any(c is inner for c in above.complements):
            others = [c for c in above.complements if c.relation in _INFINITIVES and c.verb not in _EMPTY and c is not clause]
            return others[-1] if others else above
        inner, above = above, above.shared or above.parent
    return None


def _copy(source: Clause, clause: Clause) -> None:
    clause.verb, clause.head = source.verb, source.head
    clause.objects = list(source.objects)
    clause.particles = list(source.particles)
    held: list[Preposition] = [pp for pp in source.pps if pp.group]
    clause.pps = clause.pps + held
    clause.passive = source.passive
    if clause.subject and clause.subject[0].head.norm in ("it", "they") and source.relation in _INFINITIVES and source.subject:
        clause.subject = source.subject  # "asked B to act, but it did not": B
