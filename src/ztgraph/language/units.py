"""Tokens → units: the words of one sentence as the phrase grammar sees them.

A unit is a word, a name of several words, an expression of time, or a preposition or subordinator of several words ("according to"). Each
has one tag; what the inflection table leaves open ("order", "reports", "found") is decided by ``ztgraph.language.tagging``.
"""

from __future__ import annotations

from typing import Final

from ztgraph.language import closed
from ztgraph.language.dates import Time
from ztgraph.language.morphology import ADJECTIVE, ADVERB, BASE, ING, NOUN, PARTICIPLE, PAST, PLURAL, THIRD, VERB, Word, analyse
from ztgraph.language.tokens import Token


class Name:
    """A name found on tokens (end exclusive): an organisation, person, title, instrument, place, or an unknown capitalised name.

    ``key`` is the identity that later stages use: an actor's id or a normal form of the name.
    """

    __slots__ = ("first", "key", "kind", "label", "last")

    def __init__(self, first: int, last: int, kind: str, key: str, label: str) -> None:
        self.first, self.last, self.kind, self.key, self.label = first, last, kind, key, label


class Unit:
    """One unit: its tokens (end exclusive), normal form and tag.

    Tags: NM name · N NS noun · J adjective · # number · D determiner · PP possessive pronoun · PO 's · PR pronoun · EX there ·
    T time · R adverb · NEG · MD modal · BE HV DO · VB VZ VD VN VG verb forms · VX past or participle · TO · P preposition · CC · SUB · WH ·
    TH that ·
    , ; : ( ) — " . punctuation.
    """

    __slots__ = ("bits", "capital", "first", "last", "name", "norm", "quoted", "tag", "time", "word")

    def __init__(self, first: int, last: int, norm: str, tag: str, word: Word | None = None) -> None:
        self.first, self.last, self.norm, self.tag = first, last, norm, tag
        self.word = word
        self.bits = word.pos if word else 0
        self.name: Name | None = None
        self.time: Time | None = None
        self.capital = False
        self.quoted = False

    @property
    def verb(self) -> str:
        """The lemma as a verb."""
        return self.word.verb if self.word else self.norm

    @property
    def noun(self) -> str:
        """The lemma as a noun."""
        return self.word.noun or self.norm if self.word else self.norm

    def __repr__(self) -> str:
        return f"{self.norm}/{self.tag}"


_PUNCTUATION: Final = {
    ",": ",",
    ";": ";",
    ":": ":",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
    "—": "—",
    "–": "—",
    "--": "—",
    "---": "—",
    '"': '"',
    "“": '"',
    "”": '"',
    "'": '"',
    "‘": '"',
    "’": '"',
    ".": ".",
    "?": ".",
    "!": ".",
    "...": ".",
    "…": ".",
    "/": "CC",
    "&": "CC",
    "-": "—",
}

_CLOSED: Final[dict[str, str]] = {}
for _tag, _words in (
    ("R", closed.ADVERBS),
    ("SUB", closed.SUBORDINATORS),
    ("P", closed.PREPOSITIONS),
    ("D", closed.DETERMINERS),
    ("PP", closed.POSSESSIVES),
    ("PR", closed.PRONOUNS),
    ("WH", closed.RELATIVES | frozenset({"what", "how", "why", "where", "whether"})),
    ("BE", closed.BE),
    ("HV", closed.HAVE),
    ("DO", closed.DO),
    ("MD", closed.MODALS),
    ("NEG", frozenset({"not", "n't", "never", "hardly", "scarcely"})),
    ("CC", closed.COORDINATORS),
    ("TO", frozenset({"to"})),
    ("TH", frozenset({"that"})),
    ("EX", frozenset({"there"})),
    ("R", frozenset({"neither", "either", "both"})),
    ("D", frozenset({"no", "another", "each", "all", "both"})),
    ("PP", frozenset({"whose"})),
):
    for _word in _words:
        _CLOSED[_word] = _tag
# Subordinators that are prepositions too ("after", "before", "since", "until"): the parser decides by what follows.
EITHER: Final = closed.PREPOSITIONS & closed.SUBORDINATORS
for _word in EITHER:
    _CLOSED[_word] = "SUB"
_ORDERS: Final = frozenset({"order", "orders", "letter", "letters", "notice", "notices", "directive", "demand", "hearing"})
_CLOSED["her"] = "PP"
_CLOSED["so"] = "R"
_CLOSED["like"] = "P"
_CLOSED["need"] = "N"
_CLOSED["zero"] = "J"
_CLOSED["ought"] = "MD"


def _open_tag(bits: int) -> str:
    """The tag of an open-class word that has only one reading, else ``?``."""
    verbal, nominal = bits & VERB, bits & (NOUN | PLURAL)
    if not verbal:
        if nominal:
            return "NS" if bits & PLURAL and not bits & NOUN else "N"
        if bits & ADJECTIVE:
            return "J"
        return "R" if bits & ADVERB else "N"
    if nominal or bits & ADJECTIVE:
        return "?"
    if verbal == BASE:
        return "VB"
    if verbal == THIRD:
        return "VZ"
    if verbal == ING:
        return "VG"
    if verbal == PAST:
        return "VD"
    if verbal == PARTICIPLE:
        return "VN"
    return "VX" if verbal == PAST | PARTICIPLE else "?"


# Open-class words that read the same wherever they stand, as they are met; so each is looked at once.
_MOST_PLAIN: Final = 1 << 16
_PLAIN: Final[dict[str, tuple[str, Word]]] = {}


def _number(token: Token) -> bool:
    return token.text[0].isdigit() or (token.text[0] in "$€£" and len(token.text) > 1)


class UnitBuilder:
    """Builds the units of sentences; holds the names and times of one document by the token where they begin."""

    def __init__(self, tokens: list[Token], names: dict[int, Name], times: dict[int, Time], marks: dict[int, bool] | None = None) -> None:
        self.tokens, self.names, self.times = tokens, names, times
        self.marks = marks or {}  # the quotation marks that open (or else close) a quotation, which may be of several sentences
        self.quoting = False  # whether the sentence before ended inside one

    def build(self, first: int, last: int) -> list[Unit]:
        """The units of tokens ``first`` to ``last`` (exclusive); quotation marks are left out, but mark what they enclose."""
        units: list[Unit] = []
        i, quoted = first, self.quoting
        while i < last:
            token = self.tokens[i]
            name, time = self.names.get(i), self.times.get(i)
            if name is not None and name.last <= last and (time is None or time.last <= name.last):  # "FY 2018" is no name
                unit = Unit(i, name.last, name.label.lower(), "NM")
                unit.name, unit.capital = name, True
            elif time is not None and time.last <= last:
                unit = Unit(i, time.last, token.norm, "T")
                unit.time = time
            elif (plain := _PLAIN.get(token.norm)) is not None:
                unit = Unit(i, i + 1, token.norm, plain[0], plain[1])
                unit.capital = token.capital
            else:
                unit = self._phrase(i, last) or self._ordering(i, last) or self._word(i)
            i = unit.last
            if unit.tag == '"':
                mark = self.marks.get(unit.first)
                if mark is not None:
                    quoted = self.quoting = mark
                else:
                    quoted = not quoted
                continue
            unit.quoted = quoted
            units.append(unit)
        return units

    def _phrase(self, i: int, last: int) -> Unit | None:
        """A preposition or subordinator of several words."""
        norm = self.tokens[i].norm
        if norm not in _COMPLEX:
            return None
        for words, (value, tag) in _COMPLEX[norm]:
            end = i + len(words)
            if end <= last and all(self.tokens[i + n].norm == word for n, word in enumerate(words)):
                return Unit(i, end, value, tag)
        return None

    def _ordering(self, i: int, last: int) -> Unit | None:
        """Verbs that together tell what an order is for: "a cease and desist order"."""
        if self.tokens[i].norm not in ("cease", "stop", "show") or i + 2 >= last:
            return None
        words = (self.tokens[i].norm, self.tokens[i + 1].norm, self.tokens[i + 2].norm)
        end = i + 3 if words == ("cease", "and", "desist") else i + 2 if words[:2] in (("stop", "work"), ("show", "cause")) else 0
        if not end or end >= last or self.tokens[end].norm not in _ORDERS:
            return None
        return Unit(i, end, "-".join(words[: end - i]), "J")

    def _existential(self, i: int) -> bool:
        """Whether "there" at ``i`` announces existence and is no adverb of place."""
        return i + 1 < len(self.tokens) and self.tokens[i + 1].norm in closed.BE | closed.MODALS | {
            "has",
            "have",
            "had",
            "exists",
            "existed",
            "never",
            "seemed",
            "appeared",
        }

    def _word(self, i: int) -> Unit:
        token = self.tokens[i]
        norm, text = token.norm, token.text
        if text in _PUNCTUATION and not (
            text in "'’" and i and self.tokens[i - 1].end == token.start and self.tokens[i - 1].norm[-1] in "szx"
        ):
            return Unit(i, i + 1, norm, _PUNCTUATION[text])
        if norm in ("'s", "'"):
            before = self.tokens[i - 1].norm if i else ""
            is_verb = norm == "'s" and before in ("it", "he", "she", "that", "what", "there", "who", "here", "let")
            return Unit(i, i + 1, norm, "BE" if is_verb else "PO")
        if _number(token) or (
            norm in closed.NUMBER_WORDS and norm not in ("once", "twice", "one", "zero", "dozens", "hundreds", "thousands")
        ):
            return Unit(i, i + 1, norm, "#")
        if norm == "as" and i + 1 < len(self.tokens) and self.tokens[i + 1].norm in ("many", "much", "few", "little"):
            return Unit(i, i + 1, norm, "R")
        if norm == "as" and i + 2 < len(self.tokens) and self.tokens[i + 2].norm == "as":
            return Unit(i, i + 1, norm, "R")
        if norm == "yet" and i + 1 < len(self.tokens) and self.tokens[i + 1].norm == "to":
            return Unit(i, i + 1, norm, "R")
        if norm == "one":
            return Unit(i, i + 1, norm, "#")
        tag = _CLOSED.get(norm)
        if tag == "EX" and not self._existential(i):
            tag = "R"
        if tag is not None and not (norm in ("may", "will", "might") and token.capital and i and self.tokens[i - 1].norm not in (".", '"')):
            unit = Unit(i, i + 1, norm, tag)
        elif tag is None:
            word = analyse(norm)
            open_tag = _open_tag(word.pos)
            unit = Unit(i, i + 1, norm, open_tag, word)
            if norm not in _COMPLEX and norm not in closed.NUMBER_WORDS and len(_PLAIN) < _MOST_PLAIN:
                _PLAIN[norm] = (open_tag, word)
        else:
            unit = Unit(i, i + 1, norm, tag)
        unit.capital = token.capital
        return unit


_COMPLEX: Final[dict[str, list[tuple[tuple[str, ...], tuple[str, str]]]]] = {}
for _table, _tag in (
    (closed.COMPLEX_PREPOSITIONS, "P"),
    (closed.COMPLEX_SUBORDINATORS, "SUB"),
    (closed.COMPLEX_ADVERBS, "R"),
    (closed.COMPLEX_NEGATIONS, "NEG"),
    (closed.COMPLEX_PRONOUNS, "PR"),
):
    for _key, _value in _table.items():
        if _value:
            _COMPLEX.setdefault(_key[0], []).append((_key, (_value, _tag)))
for _entries in _COMPLEX.values():
    _entries.sort(key=lambda entry: -len(entry[0]))
