"""Quotations of a document: where they begin and end, and who speaks where the sentence itself does not say.

A quotation of several sentences names its speaker once: at the end (``"We sued. We won," said Ann Doyle``), before it (``Ann Doyle
said: "…"``), or not at all where it goes on with what the sentence before quoted (``"We sued," said Ann Doyle. "We won."``).
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from ztgraph.language.tokens import Token
from ztgraph.language.units import Name

_LONGEST: Final = 400  # tokens of one quotation
_AFTER: Final = 12  # tokens after a quotation among which its speaker is looked for
_MARKS: Final = frozenset({'"', "“", "”"})
_STOPS: Final = frozenset({".", "!", "?"})
_SAYING: Final = frozenset(
    """said says say saying told wrote writes added adds testified explained continued concluded argued noted insisted declared replied
 recalled warned complained asked stated""".split()
)
_PERSONAL: Final = frozenset({"he", "she"})


class Quotation:
    """Tokens from the opening mark to the closing one (both included), and the name of the speaker if it is known."""

    __slots__ = ("before", "first", "last", "speaker")

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last
        self.before: Quotation | None = None  # the one that it goes on with
        self.speaker: Name | None = None


class Quotations:
    """The quotations of one document, in order. ``names`` are its names by their first token."""

    def __init__(self, tokens: list[Token], names: dict[int, Name]) -> None:
        self.tokens, self.names = tokens, names
        self.all: list[Quotation] = self._pair()
        self.starts: list[int] = [quotation.first for quotation in self.all]
        self.marks: dict[int, bool] = {}  # by token, whether a mark opens a quotation (or else closes one)
        before: Quotation | None = None
        for quotation in self.all:
            self.marks[quotation.first], self.marks[quotation.last] = True, False
            quotation.speaker = self._speaker(quotation, before)
            before = quotation

    def at(self, i: int) -> Quotation | None:
        """The quotation in which token ``i`` stands, ``None`` outside of any."""
        number = bisect_right(self.starts, i) - 1
        if number < 0:
            return None
        found = self.all[number]
        return found if found.first < i < found.last else None

    def speaker(self, i: int) -> Name | None:
        """Who speaks the token ``i``, if it is quoted and the speaker is known."""
        found = self.at(i)
        return found.speaker if found is not None else None

    def _pair(self) -> list[Quotation]:
        found: list[Quotation] = []
        start = -1
        for i, token in enumerate(self.tokens):
            if token.text not in _MARKS:
                continue
            if self._opens(i):
                start = i
            elif start >= 0 and i - start <= _LONGEST:
                found.append(Quotation(start, i))
                start = -1
            else:
                start = -1
        return found

    def _opens(self, i: int) -> bool:
        token = self.tokens[i]
        if token.text != '"':
            return token.text == "“"
        joined = i + 1 < len(self.tokens) and self.tokens[i + 1].start == token.end
        apart = i == 0 or self.tokens[i - 1].end < token.start or self.tokens[i - 1].text in ("(", "[", "—")
        return joined and apart

    def _speaker(self, quotation: Quotation, before: Quotation | None) -> Name | None:
        """Who is named after, before, or (going on) for the quotation before."""
        ending = self.tokens[quotation.last - 1].text
        if ending in (",", "?", "!", "—"):
            return self._named_after(quotation.last + 1, before)
        first = quotation.first
        if first > 1 and self.tokens[first - 1].text in (",", ":") and self.tokens[first - 2].norm in _SAYING:
            return self._named_before(first - 2, before)
        if before is not None and self._goes_on(before, quotation):
            quotation.before = before
            return before.speaker
        return None

    def _named_after(self, i: int, before: Quotation | None) -> Name | None:
        said = False
        found: Name | None = None
        for j in range(i, min(len(self.tokens), i + _AFTER)):
            token = self.tokens[j]
            if token.text in _STOPS or token.text in _MARKS:
                break
            said = said or token.norm in _SAYING
            name = self.names.get(j)
            if found is None and name is not None and name.kind == "person":
                found = name
            if found is None and token.norm in _PERSONAL and j <= i + 1 and before is not None:
                found = before.speaker
            if said and found is not None:
                return found
        return None

    def _named_before(self, i: int, before: Quotation | None) -> Name | None:
        for j in range(i - 1, max(-1, i - _AFTER), -1):
            token = self.tokens[j]
            if token.text in _STOPS or token.text in _MARKS:
                break
            name = self.names.get(j)
            if name is not None and name.kind == "person":
                return name
            if token.norm in _PERSONAL and before is not None:
                return before.speaker
        return None

    def _goes_on(self, before: Quotation, quotation: Quotation) -> bool:
        """Whether one sentence at most stands between two quotations, and the second begins one of its own."""
        first = quotation.first
        if self.tokens[first - 1].text not in _STOPS or not self.tokens[first + 1].capital:
            return False
        stops = sum(token.text in _STOPS for token in self.tokens[before.last : first])
        return first - before.last <= 3 * _AFTER and stops <= 1
