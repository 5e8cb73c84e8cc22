"""Titles before the names of persons, and what a capital tells: the ground on which runs of capitalised words are read."""

from __future__ import annotations

from typing import Final

from ztgraph.language import closed
from ztgraph.language.dates import MONTHS, WEEKDAYS
from ztgraph.language.morphology import PLURAL, analyse
from ztgraph.language.morphology import known as known_word
from ztgraph.language.tokens import Token, token_of
from ztgraph.mentions.gazetteer import Gazetteer
from ztgraph.mentions.labels import Labels
from ztgraph.mentions.vocabulary import Vocabulary

_CLOSED: Final = (
    closed.DETERMINERS
    | closed.POSSESSIVES
    | closed.PRONOUNS
    | closed.PREPOSITIONS
    | closed.COORDINATORS
    | closed.SUBORDINATORS
    | closed.QUESTIONS
    | closed.RELATIVES
    | closed.BE
    | closed.HAVE
    | closed.DO
    | closed.ADVERBS
    | closed.NEGATIONS
    | closed.DEMONSTRATIVES
    | frozenset({"to", "there", "former", "then"})
)
# What laws and papers called after an office are: "Inspector General Act", "Attorney General Guidelines".
_PAPERS: Final = frozenset(
    "Act Acts Guidelines Order Orders Opinion Directive Manual Memorandum Instruction Bulletin Circular Reform".split()
)
_INNER: Final = frozenset({"of", "for", "on", "and", "the", "&", "in", "to", "with"})


# Titles that are given names after another title.
_NAMES: Final = frozenset({"Dean", "Earl", "Duke", "Major"})


def is_acronym(text: str) -> bool:
    """Whether a token is written like an abbreviation: OIG, USDA, FinCEN, U.S.-free."""
    if len(text) > 9 or text[1:].islower() or not text[0].isupper() or text.endswith("."):
        return False
    capitals = sum([c.isupper() for c in text])
    return capitals >= 2 and capitals * 2 >= len(text) - text.count("-")


class Titles:
    """Reads titles in one document. ``labels`` maps keys to kind and label of what is defined or discovered."""

    def __init__(self, tokens: list[Token], words: Vocabulary, local: Gazetteer, labels: Labels) -> None:
        self.tokens, self.words, self.local = tokens, words, local
        self.labels = labels
        self.surnames: dict[str, str] = {}
        self.short: dict[str, str] = {}
        self.firsts: dict[str, str] = {}

    def _title(self, i: int, last: int) -> tuple[int, str] | None:
        """A title with its prefixes ("Deputy Assistant Director"): (end, the longest curated title in it)."""
        if i and self.tokens[i].text in _NAMES:
            apposed = self.tokens[i - 1].text == "," and i + 2 < last and self.tokens[i + 2].text in (",", ".")
            if apposed or self.words.titles.match(self.tokens, i - 1, i) is not None:
                return None  # "Senator Dean Carver", "a lawyer, Dean Cole,"
        best, j = None, i
        while j < last:
            if best is not None and self.tokens[j].text in _NAMES and j + 1 < last and self._capital(j + 1):
                break  # "Senator Dean Carver"
            hit = self.words.titles.match(self.tokens, j, last) or self._loud_title(j, last)
            if (
                hit is not None
                and best is not None
                and self.tokens[j - 1].text.isupper()
                and len(self.tokens[j - 1].text) > 4
                and not self.tokens[j].text.isupper()
            ):
                break
            if hit is not None:
                best = hit if best is None or hit[0] > best[0] else best
                j = hit[0]
            elif j > i and self.tokens[j].norm == "in" and j + 1 < last and self.tokens[j + 1].text == "Charge":
                j += 2
                best = (j, best[1]) if best else None
            elif self.tokens[j].text in self.words.prefixes and self.tokens[j].capital:
                j += 1
            else:
                break
        if best is None or self._tail_of_name(best[0]) or (best[0] < last and self.tokens[best[0]].text in _PAPERS):
            return None
        if best[0] == i + 1 and best[1] == "General" and self._headed_name(best[0], last):
            return None
        return self._past_field(best[0], last), best[1]

    def _headed_name(self, i: int, last: int) -> bool:
        """Whether capitalised words from ``i`` on end in the head of an organisation: "General Services Office"."""
        j = i
        while j < last and j < i + 3 and self._capital(j):
            j += 1
        return j > i and self.tokens[j - 1].text in self.words.organisation_heads

    def _past_field(self, end: int, last: int) -> int:
        """The end of a title with its field before a name: "Deputy Inspector General for Audit Carol Gorman"."""
        if end + 2 >= last or self.tokens[end].norm not in ("for", "of"):
            return end
        j = end + 1
        while j < last and j < end + 7 and (self._common(j) or (self.tokens[j].norm in ("and", "&", ",") and j > end + 1)):
            j += 1
        named = j > end + 1 and j < last and self.tokens[j - 1].capital and self.tokens[j].text in self.words.given
        return j if named else end

    def _loud_title(self, j: int, last: int) -> tuple[int, str] | None:
        """A title in capitals: "STATEMENT OF DANA WHITCOMBE, INSPECTOR GENERAL"."""
        if not (self.tokens[j].text.isupper() and len(self.tokens[j].text) > 4):
            return None
        row = [
            token_of(t.start, t.text.title() if t.text.isupper() and len(t.text) > 3 else t.text) for t in self.tokens[j : min(j + 6, last)]
        ]
        hit = self.words.titles.match(row, 0, len(row))
        return (j + hit[0], hit[1]) if hit is not None and all(t.text.isupper() for t in self.tokens[j : j + hit[0]]) else None

    def _follows_name(self, i: int) -> bool:
        """Whether a name goes on after a title; "General Hospital" is none."""
        return (
            i < len(self.tokens)
            and self._capital(i)
            and (self.tokens[i].text not in self.words.organisation_heads or self.tokens[i].text in self.words.given)
        )

    def _tail_of_name(self, end: int) -> bool:
        """Whether a title goes on as the name of an office: "Attorney General's Office"."""
        return end + 1 < len(self.tokens) and self.tokens[end].norm == "'s" and self.tokens[end + 1].text in self.words.possessor_tails

    def _capital(self, i: int) -> bool:
        token = self.tokens[i]
        return (
            token.capital
            and not (token.norm in _CLOSED and (token.norm in _INNER or not is_acronym(token.text)))
            and token.norm not in WEEKDAYS
            and token.norm not in MONTHS
        )

    def _person_before(self, token: Token | None) -> bool:
        """Whether a title or a role noun stands right before."""
        if token is None:
            return False
        word = analyse(token.norm)
        return (
            token.norm in self.words.roles
            or (token.capital and word.pos & PLURAL and word.noun in self.words.roles)
            or token.norm.rstrip(".")
            in (
                "mr",
                "mrs",
                "ms",
                "dr",
                "judge",
                "justice",
                "senator",
                "sen",
                "rep",
                "gov",
                "chairman",
                "sheriff",
                "president",
                "secretary",
                "sir",
                "dame",
                "lord",
                "baroness",
                "rev",
            )
        )

    def _common(self, i: int) -> bool:
        """Whether a capitalised word is a common noun of English, as in "Office of Planning and Budget"."""
        return (
            self._capital(i)
            and not is_acronym(self.tokens[i].text)
            and known_word(self.tokens[i].norm)
            and self.tokens[i].text not in self.words.given
        )

    def _place(self, i: int, j: int) -> bool:
        """Whether tokens ``i`` to ``j`` (exclusive) are the name of a place."""
        place = self.words.places.match(self.tokens, i, j)
        return place is not None and place[0] == j
