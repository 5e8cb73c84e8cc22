"""Characters as typesetters leave them, to characters as the engine reads them: ligatures, soft hyphens, odd spaces, spaced-out letters."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LIGATURES: Final = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "ft", "\ufb06": "st",
    "\u0132": "IJ", "\u0133": "ij",
}  # fmt: skip
# Soft hyphen, joiners, marks of direction, the word joiner, the byte-order mark inside a text: they show nothing.
INVISIBLE: Final = frozenset(
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
SPACES: Final = frozenset(
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v\x1c\x1d\x1e\x1f"
)
_OTHER: Final = {"\u2010": "-", "\u2011": "-", "\u2024": ".", "\u2027": "·", "\u02bc": "’", "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "►"}
MENDED: Final[dict[str, str]] = {**LIGATURES, **dict.fromkeys(INVISIBLE, ""), **dict.fromkeys(SPACES, " "), **_OTHER}
"""What becomes of each character that is not kept as it stands."""
ODD: Final = re.compile("[" + "".join(re.escape(character) for character in sorted(MENDED) if character != "\t") + "]")
"""A character that a plain text should not hold, but for the tab."""

_MOST_MARKS: Final = 6  # a letter and its marks; no writing of English names needs more
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


_MARKS: Final = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
ACCENTED: Final = re.compile(f"[^\\W\\d_]?[{_MARKS}]+")
"""A letter with the marks that follow it as characters of their own."""


def composed(letters: str) -> str:
    """A letter and its marks as one character where there is one; marks that no letter can bear are left out."""
    made = unicodedata.normalize("NFC", letters[:_MOST_MARKS])
    return made if len(made) == 1 and made.isalpha() else letters[0] if letters[0].isalpha() else ""


def clean(text: str) -> str:
    """``text`` mended and in one line: white space collapsed, control characters and halves of pairs gone."""
    mended = ODD.sub(lambda found: MENDED[found[0]], text)
    if not mended.isascii():
        mended = ACCENTED.sub(lambda found: composed(found[0]), mended)
    return " ".join(_CONTROL.sub(" ", mended).split())


# Words of headings that are set with wide letters; where all spaces are alike only knowledge of the words tells them apart.
_HEADING_WORDS: Final = frozenset(
    """a about action actions agency an and appendix are as at attorney audit audits background brief bureau by chapter comments commission
 conclusion conclusions contents coordination corrective criminal customs defense department did do doing education energy enforcement
 evaluation evaluations executive federal finding findings fiscal for found from fy gao general glance government health highlights homeland
 how immigration in information inspection inspections inspector integrity interior internal introduction investigation investigations is
 issue issued it its justice labor law learned management memorandum methodology national needs not objective objectives of office oig on
 operations oversight policy program programs protection public purpose recommend recommendation recommendations recommended report reports
 response results review reviews scope security service services special state states statement status summary table that the this to
 transportation treasury u.s. united veterans was we what why with""".split()
)
_LETTERS: Final = re.compile(r"[A-Z&]{1,3}(?:[ \u00a0]+[A-Z&]{1,3}){4,}(?![\w’'])")


def is_spaced_out(line: str) -> bool:
    """Whether a line is a heading in letters set apart: "E VA L U AT I O N"."""
    pieces = line.split()
    if len(pieces) < 5 or not all(piece.isalpha() or piece == "&" for piece in pieces) or line.upper() != line:
        return False
    single = sum(len(piece) == 1 for piece in pieces)
    return max(map(len, pieces)) <= 3 and single * 2 >= len(pieces)


def close_up(line: str) -> str:
    """A spaced-out line as words: by its wider gaps where it has them, else by the words that headings are made of.

    A stretch that is no such word stays one word.
    """
    runs = re.split(r"[ \u00a0]{2,}", line.strip())
    if len(runs) > 1:
        return " ".join("".join(run.split()) for run in runs if run)
    return " ".join(_words("".join(line.split())))


def _words(letters: str) -> list[str]:
    """``letters`` cut into as few known words as possible; unknown stretches cost more the longer they are."""
    best: list[tuple[int, int]] = [(0, 0)]
    lower = letters.lower()
    for end in range(1, len(letters) + 1):
        options = []
        for start in range(max(0, end - 16), end):
            known = lower[start:end] in _HEADING_WORDS
            options.append((best[start][0] + (2 if known else 8 + 4 * (end - start)), start))
        best.append(min(options))
    cuts, end = [], len(letters)
    while end:
        start = best[end][1]
        cuts.append(letters[start:end])
        end = start
    if sum(word.lower() not in _HEADING_WORDS for word in cuts) and best[-1][0] > 6 * len(letters):
        return [letters]
    return cuts[::-1]


# Parts before which a hyphen at a line end is more often the word's own than the line's.
_PREFIXES: Final = frozenset(
    """self non anti ex pre post cross well long short high low mid year day month week state third second first full part one two three
 four  five six seven eight nine ten twenty thirty forty fifty decision law fact""".split()
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def vocabulary(text: str) -> frozenset[str]:
    """The words of a text in small letters, hyphenated ones whole: what ``joins`` takes to know a document's own spelling."""
    return frozenset(word.lower() for word in _WORD.findall(text))


def joins(left: str, right: str, known: frozenset[str] = frozenset()) -> bool:
    """Whether a word broken at a line end loses its hyphen: "coordi-" and "nation", not "short-" and "term" nor "U.S.-" and "Mexico".

    ``left`` is the part before the hyphen, ``right`` that after it; how the document (``known``) writes the word elsewhere decides first.
    """
    head, tail = re.search(r"[^\W\d_]+$", left[-60:]), re.match(r"[^\W\d_]+", right[:60])
    if head is None or tail is None or not tail[0].islower():
        return False
    before = head.string[head.start() - 1] if head.start() else " "
    if before in "-.’'" or (len(head[0]) > 1 and head[0].isupper()):
        return False
    first, second = head[0].lower(), tail[0].lower()
    if first + second in known:
        return True
    return f"{first}-{second}" not in known and first not in _PREFIXES
