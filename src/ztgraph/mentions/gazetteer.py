"""The curated names as a table of token sequences: longest match at a place, case-sensitive, both kinds of apostrophe.

Look-up is by first token and then by whole sequences from long to short, which for names of a few words is as good as an Aho-Corasick
automaton (Aho & Corasick 1975) and simpler to extend while a document is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ztgraph.language.tokens import Token, tokenize

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "‑": "-"})


def surface(token: Token) -> str:
    """A token's text as the gazetteer compares it."""
    return token.text.translate(_APOSTROPHES)


def sequence(name: str) -> tuple[str, ...]:
    """The token sequence of a name."""
    return tuple(surface(token) for token in tokenize(name))


class Gazetteer:
    """Token sequences → values; ``overlay`` starts a document's own table on top of a shared one."""

    def __init__(self, base: Gazetteer | None = None) -> None:
        self._base = base
        self._table: dict[str, list[tuple[tuple[str, ...], str]]] = {}

    def add(self, tokens: tuple[str, ...], value: str) -> None:
        """Add one sequence; the first value of a sequence stays."""
        if not tokens:
            return
        entries = self._table.setdefault(tokens[0], [])
        if any(known == tokens for known, _ in entries):
            return
        entries.append((tokens, value))
        entries.sort(key=lambda entry: -len(entry[0]))

    def add_all(self, names: Iterable[tuple[str, str]]) -> None:
        """Add (name, value) pairs."""
        for name, value in names:
            self.add(sequence(name), value)

    def overlay(self) -> Gazetteer:
        """An empty table that falls back on this one."""
        return Gazetteer(self)

    def match(self, tokens: Sequence[Token], i: int, last: int) -> tuple[int, str] | None:
        """The longest sequence that begins at token ``i`` and ends by ``last``: (end, value). A document's own entry wins a tie."""
        first = surface(tokens[i])
        best = self._longest(first, tokens, i, last)
        if self._base is not None:
            other = self._base._longest(first, tokens, i, last)
            if other is not None and (best is None or other[0] > best[0]):
                return other
        return best

    def _longest(self, first: str, tokens: Sequence[Token], i: int, last: int) -> tuple[int, str] | None:
        for entry, value in self._table.get(first, ()):
            end = i + len(entry)
            if end <= last and all(surface(tokens[i + n]) == entry[n] for n in range(1, len(entry))):
                return end, value
        return None
