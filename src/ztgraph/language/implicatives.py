"""Phrasal implicatives: a verb and a noun that together tell whether the infinitive happened (Karttunen 2012).

"Took the time to brief B" says that it did, "missed the chance to" that it did not; the noun alone ("opportunity") leaves it open.
"""

from __future__ import annotations

from typing import Final

_CHANCE: Final = frozenset("opportunity chance occasion".split())
_DUTY: Final = frozenset("duty obligation commitment promise responsibility pledge mandate agreement".split())
_NERVE: Final = frozenset(
    """courage foresight gall nerve audacity temerity decency wisdom sense presence fortitude effrontery grace wit discipline kindness
 misfortune fortune luck""".split()
)
_MEANS: Final = frozenset(
    "ability capacity means authority power resource time will capability competence expertise jurisdiction right".split()
)

# Verbs, nouns, and the signature "in a positive context/in a negative one" of their infinitive.
_TABLE: Final[tuple[tuple[frozenset[str], frozenset[str], str], ...]] = (
    (frozenset({"take"}), _CHANCE | frozenset("trouble time care pain initiative precaution liberty occasion".split()), "+/-"),
    (frozenset({"take"}), frozenset("day week month year hour decade".split()), "+/+"),
    (frozenset({"see"}), frozenset({"fit"}), "+/-"),
    (frozenset("use seize grab exploit".split()), _CHANCE, "+/-"),
    (frozenset("miss waste lose squander forgo forego".split()), _CHANCE, "-/+"),
    (frozenset("have find show muster".split()), _NERVE, "+/-"),
    (frozenset("lack lose".split()), _NERVE | _MEANS, "-/o"),
    (frozenset("meet fulfill fulfil honor honour keep discharge perform satisfy".split()), _DUTY, "+/-"),
    (frozenset("neglect shirk ignore break violate disregard breach abdicate evade".split()), _DUTY, "-/+"),
    (frozenset({"overcome"}), frozenset("reluctance hesitation unwillingness".split()), "+/-"),
)

# Nouns that tell whether something happened: "found no evidence that A had …", "identified no case in which A …".
EVIDENCE: Final = frozenset(
    """evidence indication sign proof record documentation case instance example occasion suggestion hint trace confirmation incident
 circumstance situation""".split()
)


def phrasal_signature(verb: str, noun: str) -> str:
    """The signature of the infinitive after a verb and its object noun, "" if they are no phrasal implicative."""
    return next((signature for verbs, nouns, signature in _TABLE if verb in verbs and noun in nouns), "")
