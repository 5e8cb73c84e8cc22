"""What a word form can be: parts of speech and lemmas, from the shipped inflection table and closed classes.

Parts of speech are bits of an integer, so that a test of several costs one operation. Open-class words that the table lacks are guessed
by ending; an unknown word is a noun.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from ztgraph.language.inflection import regular_noun, regular_verb

BASE, THIRD, PAST, PARTICIPLE, ING = 1, 2, 4, 8, 16  # forms of verbs
NOUN, PLURAL, ADJECTIVE, ADVERB = 32, 64, 128, 256
VERB: Final = BASE | THIRD | PAST | PARTICIPLE | ING
_TABLE: Final = Path(__file__).parents[1] / "lexicon" / "words" / "inflections.tsv"


class Word:
    """Possible parts of speech of a form (bits), its lemma as a verb and as a noun."""

    __slots__ = ("noun", "pos", "verb")

    def __init__(self, pos: int, verb: str, noun: str) -> None:
        self.pos, self.verb, self.noun = pos, verb, noun


@cache
def _table() -> dict[str, Word]:
    """All forms of the table."""
    words: dict[str, Word] = {}

    def add(form: str, bit: int, verb: str = "", noun: str = "") -> None:
        old = words.get(form)
        if old is None:
            words[form] = Word(bit, verb, noun)
        elif verb and old.verb and old.verb != verb and not bit & BASE:
            # "found" is the past of "find" before it is the base of "found"; "left" likewise.
            words[form] = Word(old.pos | bit, verb if old.pos & BASE else old.verb, old.noun or noun)
        else:
            words[form] = Word(old.pos | bit, old.verb or verb, old.noun or noun)

    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        lemma, letter, *given = line.split("\t")
        if (
            letter == "v"
            and "-" in lemma
            and lemma.replace("-", "") not in words
            and lemma.split("-", 1)[0] in ("over", "under", "pre", "re", "out", "un")
        ):
            joined = lemma.replace("-", "")
            forms = given[0].split(",") if given else list(regular_verb(lemma))
            for form, bit in zip((lemma, *forms), (BASE, PAST, PARTICIPLE, ING, THIRD), strict=False):
                add(form.replace("-", ""), bit, joined)
        if letter == "v":
            past, participle, ing, third = given[0].split(",") if given else regular_verb(lemma)
            add(lemma, BASE, lemma)
            add(third, THIRD, lemma)
            add(past, PAST, lemma)
            add(participle, PARTICIPLE, lemma)
            add(ing, ING, lemma)
        elif letter == "n":
            add(lemma, NOUN, noun=lemma)
            add(given[0] if given else regular_noun(lemma), PLURAL, noun=lemma)
        else:
            add(lemma, ADJECTIVE if letter == "a" else ADVERB)
    for form, lemma in _OVERRIDES.items():
        known = words.get(form)
        words[form] = Word(known.pos, lemma, known.noun) if known is not None else Word(PAST | PARTICIPLE, lemma, "")
    return words


# Forms that two verbs share, or that British spelling doubles: the reading of oversight prose.
_OVERRIDES: Final = {
    "lied": "lie",
    "routed": "route",
    "rerouted": "reroute",
    "installed": "install",
    "installing": "install",
    "founded": "found",
    "cancelled": "cancel",
    "cancelling": "cancel",
    "levelled": "level",
    "channelled": "channel",
    "labelled": "label",
    "travelled": "travel",
    "modelled": "model",
    "fuelled": "fuel",
    "signalled": "signal",
    "counselled": "counsel",
    "underwent": "undergo",
    "undergone": "undergo",
    "overrode": "override",
    "overridden": "override",
    "rewrote": "rewrite",
    "rewritten": "rewrite",
    "overpaid": "overpay",
    "prepaid": "prepay",
    "undertook": "undertake",
    "undertaken": "undertake",
    "enrolled": "enroll",
    "fulfilled": "fulfill",
    "instilled": "instill",
    "greenlit": "greenlight",
}
_ADJECTIVE_ENDINGS: Final = ("able", "ible", "al", "ful", "ic", "ive", "less", "ous", "ary")


@lru_cache(maxsize=1 << 16)
def analyse(form: str) -> Word:
    """The analysis of a lower-case form. Hyphenated words are read by their last part, as nouns or adjectives."""
    found = _table().get(form)
    if found is not None:
        return found
    if "-" in form:
        last = _table().get(form.rsplit("-", 1)[1])
        if form.startswith(("re-", "co-", "pre-")) and (rest := _table().get(form.split("-", 1)[1])) is not None and rest.pos & VERB:
            return Word(rest.pos, form.split("-", 1)[0] + "-" + rest.verb if rest.verb else "", rest.noun and form)
        if last is not None and last.pos & (NOUN | PLURAL):
            return Word(NOUN | ADJECTIVE if last.pos & NOUN else PLURAL, "", form)
        return Word(ADJECTIVE, "", form)
    for prefix in ("re", "un", "mis", "over", "under", "out", "non", "pre"):
        if (
            form.startswith(prefix)
            and len(form) > len(prefix) + 3
            and (rest := _table().get(form[len(prefix) :])) is not None
            and rest.pos & VERB
        ):
            return Word(
                rest.pos & ~(NOUN | PLURAL) | (rest.pos & (NOUN | PLURAL)),
                prefix + rest.verb if rest.verb else "",
                form if rest.noun else "",
            )
    if form.endswith("ly"):
        return Word(ADVERB, "", form)
    if form.endswith("ing"):
        return Word(ING | NOUN, form[:-3], form)
    if form.endswith("ed"):
        return Word(PAST | PARTICIPLE, form[:-2], form)
    if form.endswith("s") and not form.endswith(("ss", "us", "is")):
        return Word(PLURAL, "", form[:-1] if not form.endswith("ies") else form[:-3] + "y")
    return Word(ADJECTIVE | NOUN if form.endswith(_ADJECTIVE_ENDINGS) else NOUN, "", form)


def known(form: str) -> bool:
    """Whether a lower-case form stands in the table, rather than being guessed by its ending."""
    return form in _table()
