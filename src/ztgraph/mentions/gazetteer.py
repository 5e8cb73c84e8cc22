"""The curated names as a table of token sequences: longest match at a place, case-sensitive, both kinds of apostrophe.

A trie over tokens. Names are looked for only where a capital begins, so it costs what an automaton (Aho & Corasick 1975) would, and it can
be extended while a document is read.
"""

from __future__ import annotations

from collections.abc import Iterable

from ztgraph.language.tokens import Token, tokenize


def sequence(name: str) -> tuple[str, ...]:
    """The token sequence of a name."""
    return tuple([token.surface for token in tokenize(name)])


class _Node:
    """A node of the trie: the value of the sequence that ends here, and the nodes of the tokens that can follow."""

    __slots__ = ("next", "value")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.value: str | None = None


class Gazetteer:
    """Token sequences → values; ``overlay`` starts a document's own table on top of a shared one."""

    def __init__(self, base: Gazetteer | None = None) -> None:
        self._base = base
        self._root = _Node()

    def add(self, tokens: tuple[str, ...], value: str) -> None:
        """Add one sequence; the first value of a sequence stays."""
        if not tokens:
            return
        node = self._root
        for token in tokens:
            node = node.next.setdefault(token, _Node())
        if node.value is None:
            node.value = value

    def add_all(self, names: Iterable[tuple[str, str]]) -> None:
        """Add (name, value) pairs."""
        for name, value in names:
            self.add(sequence(name), value)

    def overlay(self) -> Gazetteer:
        """An empty table that falls back on this one."""
        return Gazetteer(self)

    def match(self, tokens: list[Token], i: int, last: int) -> tuple[int, str] | None:
        """The longest sequence that begins at token ``i`` and ends by ``last``: (end, value). A document's own entry wins a tie."""
        if i >= last:
            return None
        word = tokens[i].surface
        here = self._root.next.get(word)
        best = _longest(here, tokens, i + 1, last) if here is not None else None
        if self._base is not None and (there := self._base._root.next.get(word)) is not None:
            other = _longest(there, tokens, i + 1, last)
            if other is not None and (best is None or other[0] > best[0]):
                return other
        return best


def _longest(node: _Node, tokens: list[Token], i: int, last: int) -> tuple[int, str] | None:
    """The longest sequence from ``node``, which was reached before token ``i``."""
    end, value = i, node.value
    while i < last:
        following = node.next.get(tokens[i].surface)
        if following is None:
            break
        node, i = following, i + 1
        if node.value is not None:
            end, value = i, node.value
    return (end, value) if value is not None else None
