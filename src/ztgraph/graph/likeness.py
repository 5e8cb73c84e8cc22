"""How like each other two names are: without accents, case, punctuation and usual shortenings, by words and by groups of three letters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset("the a an of for and on in to at".split())
# What names are shortened to in lists and tables.
_SHORT = {
    "dept": "department", "depts": "departments", "govt": "government", "natl": "national", "intl": "international", "assn": "association",
    "assoc": "association", "comm": "commission", "comn": "commission", "cmte": "committee", "admin": "administration", "atty": "attorney",
    "attys": "attorneys", "gen": "general", "insp": "inspector", "ofc": "office", "off": "office", "bur": "bureau", "svc": "service",
    "svcs": "services", "dir": "director", "div": "division", "fed": "federal", "univ": "university", "mgmt": "management",
}  # fmt: skip
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")


@dataclass(frozen=True, slots=True)
class Named:
    """An entity: its names with the label first, the bodies that it is known to be part of, and how many documents mention it."""

    id: str
    kind: str
    names: tuple[str, ...]
    curated: bool = False
    parents: frozenset[str] = frozenset()
    documents: int = 1

    @property
    def label(self) -> str:
        """The first of its names."""
        return self.names[0]


def plain(name: str) -> str:
    """A name without accents, case, points of abbreviations and punctuation."""
    text = _DOTTED.sub(lambda match: match.group().replace(".", ""), name)
    text = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each)).casefold()
    words = _WORD.findall(text.replace("'s", "").replace("’s", "").replace("'", "").replace("’", "").replace("&", " and "))
    return " ".join(_SHORT.get(word, word) for word in words)


def words_of(text: str) -> frozenset[str]:
    """The words of a plain name but for articles and prepositions, unless it has no others."""
    found = frozenset(text.split())
    return found - _SMALL or found


def trigrams(text: str) -> Counter[str]:
    """The groups of three letters of a plain name, its ends marked."""
    padded = f"  {text} "
    return Counter(padded[at : at + 3] for at in range(len(padded) - 2))


def similarity(first: str, second: str) -> float:
    """How like each other two plain names are, from 0 to 100: the same, the same words, or shared words and groups of letters."""
    if first == second:
        return 100.0
    ours, theirs = words_of(first), words_of(second)
    if ours == theirs:
        return 97.0
    shared = 2 * len(ours & theirs) / (len(ours) + len(theirs))
    a, b = trigrams(first), trigrams(second)
    letters = 2 * sum((a & b).values()) / (sum(a.values()) + sum(b.values()))
    return round(94.0 * max(letters, (shared + letters) / 2), 1)
