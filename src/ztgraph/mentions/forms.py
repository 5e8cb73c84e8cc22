"""The surface forms of phrases: what an annotator would write for a mention, and a normal form that tells phrases apart."""

from __future__ import annotations

from typing import Final

from ztgraph.language.tokens import Token
from ztgraph.language.trees import Phrase
from ztgraph.language.units import Unit

_NO_PART: Final = frozenset({"own", "other", "same"})  # words that set a phrase against others and do not name it
# Nouns that a bare noun after "of" specifies: "code of conduct", "notice of violation".
_COMPOUNDING: Final = frozenset(
    """chief director head board department office bureau division memorandum code letter notice rule statement plan terms
 writ bill certificate power order request scope standard chain duty conflict freedom abuse breach declaration proof record right""".split()
)

_SUFFIXES: Final = 12  # shorter forms of a long phrase that are made: a phrase of a thousand words has no thousand names
_GERUNDS: Final = frozenset({"understanding", "nursing", "training", "hearing", "planning", "funding", "operating"})


class Forms:
    """Forms of the phrases of one document; ``text`` is the document's text."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text, self.tokens = text, tokens
        self._last: Phrase | None = None  # the phrase asked for last, which is often asked for again
        self._found: list[str] = []

    def place(self, phrase: Phrase) -> int:
        """Where a phrase's head stands (code points)."""
        return self.tokens[phrase.head.first].start

    def span(self, phrase: Phrase) -> tuple[int, int]:
        """Where the words of a phrase stand (code points, end exclusive)."""
        return self.tokens[phrase.units[0].first].start, self.tokens[phrase.units[-1].last - 1].end

    def slice(self, first: int, last: int) -> str:
        """The words of tokens ``first`` to ``last`` (exclusive), white space folded."""
        if last - first == 1:
            return self.tokens[first].text
        words = self.text[self.tokens[first].start : self.tokens[last - 1].end]
        return words if words.isprintable() and "  " not in words else " ".join(words.split())

    def unit(self, unit: Unit) -> str:
        """The words of a unit; a name without the parenthesis that defines it."""
        if unit.name is not None and self.tokens[unit.last - 1].text == ")":
            first = next((i for i in range(unit.first, unit.last) if self.tokens[i].text == "("), unit.last)
            return self.slice(unit.first, first) if first > unit.first else self.slice(unit.first, unit.last)
        return self.slice(unit.first, unit.last)

    def _join(self, units: list[Unit]) -> str:
        return self.unit(units[0]) if len(units) == 1 else " ".join([self.unit(u) for u in units])

    def of(self, phrase: Phrase) -> list[str]:
        """All forms of a phrase, the best first: modifiers and head, with possessor, without numbers, with "of" phrase, the head alone."""
        if phrase is not self._last:
            self._found = self._of(phrase)
            self._last = phrase
        return self._found

    def _of(self, phrase: Phrase) -> list[str]:
        units = phrase.units
        core = [u for u in units if u.tag != "#" and u.norm not in _NO_PART] or units
        found = [self._join(core)]
        last = self._compound(phrase)
        if last:
            found.insert(0, self.slice(core[0].first, last))
        if len(core) != len(units):
            found.append(self._join(units))
        if phrase.possessor is not None and not phrase.possessor.pronoun:
            owner = self.of(phrase.possessor)[0]
            found += [f"{owner}'s {found[0]}", f"{owner} {found[0]}"]
        head = phrase.head
        if head.tag == "NM":
            found.append(self.unit(head))
            found.append(self.slice(head.first, head.last))
        for pp in phrase.pps[:1]:
            if pp.group and pp.first - phrase.first < 12:
                end = pp.group[-1].units[-1].last
                first = units[0].first
                if end > first:
                    found.append(self.slice(first, end))
                    if core is not units and core[0] is not units[0]:
                        found.append(self.slice(core[0].first, end))
        if phrase.outer is not None:
            found.append(self.slice(phrase.outer.units[0].first, units[-1].last))
        if head.tag != "NM":
            for n in range(max(1, len(core) - _SUFFIXES), len(core)):
                found.append(self._join(core[n:]))
        return list(dict.fromkeys([f for f in found if f])) if len(found) > 1 else found

    def _compound(self, phrase: Phrase) -> int:
        """The end of a bare noun after "of" that is part of what a thing is called ("chief of staff", "board of nursing"), or 0."""
        head, tokens = phrase.head, self.tokens
        end = head.last + 2
        if head.tag == "NM" or head.noun not in _COMPOUNDING or end > len(tokens) or tokens[head.last].norm != "of":
            return 0
        if tokens[end - 1].norm in _GERUNDS:
            return end
        for pp in phrase.pps[:1]:
            inner = pp.group[0] if pp.word == "of" and pp.group else None
            if inner is not None and len(inner.units) == 1 and inner.determiner is None and inner.possessor is None:
                return end if inner.head.tag == "N" and inner.head.first == head.last + 1 and inner.head.last == end else 0
        return 0

    def identity(self, phrase: Phrase) -> str:
        """A normal form that tells phrases of one head apart: lower-case modifiers, possessor and lemma of the head."""
        words = [
            u.norm if u is not phrase.head else u.noun
            for u in phrase.units
            if u.tag != "#" and u.norm not in ("current", "former", "other", "certain", "own", "new", "such", "same")
        ]
        if phrase.possessor is not None and not phrase.possessor.pronoun:
            words = [w for u in phrase.possessor.units for w in [u.norm]] + words
        for pp in phrase.pps[:1]:
            if pp.word == "of" and pp.group:
                words += [pp.group[0].head.noun]
        return " ".join(words)
