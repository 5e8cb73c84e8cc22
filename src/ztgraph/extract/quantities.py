"""Numbers that the text gives for a role: "over 3,000 children", "at least two of the facilities"."""

from __future__ import annotations

from typing import Final, Literal

from ztgraph.language.closed import NUMBER_WORDS
from ztgraph.language.trees import Phrase
from ztgraph.language.units import Unit
from ztgraph.mentions.forms import Forms
from ztgraph.model import Bound, Quantity

Part = Literal["subject", "object", "theme"]
"""The end of a statement that a quantity counts."""

# Words before a number and what they make of it; the longest that fit win.
_PHRASES: Final[tuple[tuple[Bound, tuple[str, ...]], ...]] = (
    ("more_than", ("over", "more than", "upwards of", "in excess of", "well over", "greater than", "exceeding")),
    ("at_least", ("at least", "no fewer than", "not fewer than", "no less than", "not less than", "a minimum of", "between")),
    ("at_most", ("at most", "up to", "as many as", "no more than", "not more than", "a maximum of")),
    ("less_than", ("fewer than", "less than", "under", "just under", "below")),
    ("about", ("nearly", "almost", "about", "approximately", "roughly", "some", "around", "an estimated", "close to")),
    ("exact", ("a total of", "exactly", "only", "just")),
)
_BOUNDS: Final[dict[tuple[str, ...], Bound]] = {tuple(words.split()): bound for bound, phrases in _PHRASES for words in phrases}
_BEHIND: Final[dict[tuple[str, ...], Bound]] = {
    ("or", "more"): "at_least",
    ("or", "so"): "about",
    ("or", "fewer"): "at_most",
    ("or", "less"): "at_most",
}
_SCALES: Final = frozenset("hundred thousand million billion dozen".split())
_MOST: Final = 1e15  # a row of digits longer than this counts nothing
_PERCENT: Final = frozenset({"percent", "per", "%", "percentage"})


def _value(unit: Unit) -> float | None:
    text = unit.norm.strip("$€£").replace(",", "")
    if text.isascii() and text.replace(".", "", 1).isdigit():
        return float(text)
    value = NUMBER_WORDS.get(unit.norm)
    return float(value) if value is not None else None


def _is_year(unit: Unit) -> bool:
    return len(unit.norm) == 4 and unit.norm.isdigit() and "1800" <= unit.norm <= "2199"


def quantity(role: Part, phrase: Phrase, forms: Forms) -> Quantity | None:
    """The quantity of a phrase, ``None`` where it gives none (a year, a share and an age are none)."""
    source = phrase.outer if phrase.outer is not None and phrase.outer.head.tag == "#" else phrase
    numbers = [u for u in source.units if u.tag == "#"]
    if not numbers or (value := _value(numbers[0])) is None:
        return None
    end = numbers[0].last
    for unit in numbers[1:]:
        if unit.first == end and unit.norm in _SCALES:
            value, end = value * NUMBER_WORDS[unit.norm], unit.last
    if value > _MOST:
        return None
    norms = [token.norm for token in forms.tokens[end : end + 2]]
    if norms[:1] and norms[0] in _PERCENT:
        return None
    ranged = len(norms) > 1 and norms[0] in ("to", "or", "and", "-", "–") and norms[1].replace(",", "").isdigit()
    bound, start = _bound_before(numbers[0].first, forms)
    if start == numbers[0].first and _is_year(numbers[0]):
        return None
    if bound == "exact" and (behind := _BEHIND.get(tuple(norms))) is not None:
        bound, end = behind, end + 2
    if ranged and norms[0] != "and":
        bound, end = "at_least", end + 2  # "300 to 400"
    return Quantity(role, forms.slice(start, end), value, bound)


def _bound_before(first: int, forms: Forms) -> tuple[Bound, int]:
    """What the words before a number make of it, and where they begin."""
    for length in (3, 2, 1):
        begin = first - length
        found = _BOUNDS.get(tuple(token.norm for token in forms.tokens[begin:first])) if begin >= 0 else None
        if found is not None:
            return found, begin
    return "exact", first
