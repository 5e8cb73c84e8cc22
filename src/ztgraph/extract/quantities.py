"""Numbers that the text gives for a role: "over 3,000 children", "at least two of the facilities"."""

from __future__ import annotations

from typing import Literal

from ztgraph.language.closed import NUMBER_WORDS
from ztgraph.language.trees import Phrase
from ztgraph.language.units import Unit
from ztgraph.mentions.forms import Forms
from ztgraph.model import Bound, Quantity

Part = Literal["subject", "object", "theme"]
"""The end of a statement that a quantity counts."""

_BOUNDS: dict[tuple[str, ...], Bound] = {
    ("over",): "more_than",
    ("more", "than"): "more_than",
    ("at", "least"): "at_least",
    ("at", "most"): "at_most",
    ("up", "to"): "at_most",
    ("fewer", "than"): "less_than",
    ("less", "than"): "less_than",
    ("under",): "less_than",
    ("nearly",): "about",
    ("almost",): "about",
    ("about",): "about",
    ("approximately",): "about",
    ("roughly",): "about",
    ("some",): "about",
    ("around",): "about",
    ("as", "many", "as"): "at_most",
}


def _value(unit: Unit) -> float | None:
    text = unit.norm.strip("$€£%").replace(",", "")
    try:
        return float(text)
    except ValueError:
        value = NUMBER_WORDS.get(unit.norm)
        return float(value) if value is not None else None


def quantity(role: Part, phrase: Phrase, forms: Forms) -> Quantity | None:
    """The quantity of a phrase, ``None`` where it gives none."""
    source = phrase.outer if phrase.outer is not None and phrase.outer.head.tag == "#" else phrase
    numbers = [u for u in source.units if u.tag == "#"]
    if not numbers or (value := _value(numbers[0])) is None:
        return None
    if len(numbers) > 1 and numbers[1].norm in ("million", "billion", "thousand", "hundred", "dozen"):
        value *= NUMBER_WORDS[numbers[1].norm]
    first = numbers[0].first
    bound: Bound = "exact"
    start = first
    for words, meaning in _BOUNDS.items():
        begin = first - len(words)
        if begin >= 0 and all(forms.tokens[begin + n].norm == word for n, word in enumerate(words)):
            bound, start = meaning, begin
    return Quantity(role, forms.slice(start, numbers[-1].last), value, bound)
