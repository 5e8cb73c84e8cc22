"""Regular English inflection, so that the shipped table needs to hold the exceptions only."""

from __future__ import annotations

from typing import Final

_VOWELS: Final = "aeiou"


def _doubles(lemma: str) -> bool:
    """One-syllable consonant-vowel-consonant words double the last letter (stop, plan), w, x and y do not."""
    return (
        2 < len(lemma) <= 5
        and lemma[-1] not in _VOWELS + "wxy"
        and lemma[-2] in _VOWELS
        and lemma[-3] not in _VOWELS
        and sum(c in _VOWELS for c in lemma) == 1
    )


def regular_noun(lemma: str) -> str:
    """The regular plural of a noun."""
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def regular_verb(lemma: str) -> tuple[str, str, str, str]:
    """The regular past, past participle, -ing form and third person of a verb."""
    third = regular_noun(lemma)
    if lemma.endswith("e"):
        past, ing = lemma + "d", (lemma if lemma.endswith(("ee", "oe", "ye")) else lemma[:-1]) + "ing"
    elif lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        past, ing = lemma[:-1] + "ied", lemma + "ing"
    else:
        stem = lemma + lemma[-1] if _doubles(lemma) else lemma
        past, ing = stem + "ed", stem + "ing"
    return past, past, ing, third
