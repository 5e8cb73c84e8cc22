"""When a statement holds: the times of its clause and of what the clause depends on, as EDTF."""

from __future__ import annotations

from collections.abc import Mapping

from ztgraph.language.dates import Time
from ztgraph.language.trees import Clause

_DATING = frozenset({"", "on", "in", "by", "before", "after", "since", "until", "till", "during", "at", "from", "as of", "through", "throughout", "around", "about", "following", "late", "early", "within", "between", "under", "beginning", "of", "for"})
_IMPLICATIVE = frozenset({"+", "-"})
_EVENT_TIMES = frozenset({"until", "when", "after", "before", "once", "by the time", "since", "as"})
_DATED = frozenset({"date", "sign", "issue", "release", "publish"})


class Clock:
    """Finds the time of clauses; ``resolved`` maps the first token of an expression to its EDTF date."""

    def __init__(self, resolved: Mapping[int, str | None], verbs: Mapping[str, Mapping[str, str]]) -> None:
        self.resolved, self.verbs = resolved, verbs

    def of(self, clause: Clause | None) -> tuple[str, Time] | None:
        """The date that governs a clause, with its expression; ``None`` where the text gives none."""
        seen: set[int] = set()
        while clause is not None and id(clause) not in seen:
            seen.add(id(clause))
            found = self._own(clause)
            if found is not None:
                return found
            clause = self._inherits(clause)
        return None

    def _own(self, clause: Clause) -> tuple[str, Time] | None:
        for preposition, time in clause.times:
            value = self.resolved.get(time.first)
            if value is not None and preposition in _DATING:
                return value, time
        for pp in clause.pps:
            if pp.word in _DATING or pp.word in ("in", "under", "with"):
                for phrase in pp.group:
                    for inner in phrase.pps:
                        if inner.time is not None and pp.word in ("after", "before", "during", "following", "since", "until", "by") and (value := self.resolved.get(inner.time.first)):
                            return value, inner.time
                    for below in phrase.clauses:
                        if below.relation == "reduced" and below.verb in _DATED and below.times and pp.word in ("in", "under", "by", "with") and below.verb == "date":
                            value = self.resolved.get(below.times[0][1].first)
                            if value is not None:
                                return value, below.times[0][1]
        for inner_clause in clause.complements:
            if inner_clause.relation == "adv" and inner_clause.connective in _EVENT_TIMES:
                for _, time in inner_clause.times:
                    value = self.resolved.get(time.first)
                    if value is not None:
                        return value, time
        return None

    def _inherits(self, clause: Clause) -> Clause | None:
        """The clause whose date holds of this one too: a fronted date of what it is coordinated with, or an implicative verb above."""
        if clause.shared is not None:
            shared = clause.shared
            return shared if any(time.first < (shared.head.first if shared.head else 0) for _, time in shared.times) else None
        if clause.relation in ("to", "ing", "bare") and clause.parent is not None:
            entry = self.verbs.get(clause.parent.verb, {})
            signature = entry.get("to" if clause.relation == "to" else clause.relation, "o/o")
            if signature[0] in _IMPLICATIVE or signature[-1] == "-":
                return clause.parent
        return None
