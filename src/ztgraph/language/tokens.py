"""Text → tokens with offsets.

A token keeps its place in the text (code points, end exclusive), its words as written, and a normal form: lower case, straight
apostrophe. Possessive endings and "n't" are tokens of their own, so that grammar sees them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_DOTTED = (
    r"(?:[A-Z]\.){2,}(?:-[A-Z][A-Za-z]+)?"  # U.S., D.C., U.S.-Mexico
    r"|(?:Inc|Corp|Ltd|Co|No|Nos|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Cmdr|Dr|Mr|Mrs|Ms|Messrs|Prof|Hon|St|Jr|Sr|Esq|vs|v|al"
    r"|Dept|Bros|Assn|Univ|Fig|Sec|Art|App|Supp|Cir|Stat|approx|est|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Ariz|Calif|Colo|Conn|Del|Fla"
    r"|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|R-[A-Z][a-z]+|D-[A-Z][a-z]+)\.(?=[\s,;:)\]’'\"”]|$)"
    r"|[A-Z]\.(?=\s[A-Z])"  # an initial
    r"|[ap]\.m\."
    r"|e\.g\.|i\.e\."
)
_TOKEN = re.compile(
    r"(?P<url><?(?:https?://|www\.)[^\s<>\"”]*[^\s<>\"”.,;:)\]]>?)"
    r"|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    rf"|(?P<dotted>{_DOTTED})"
    r"|(?P<number>(?<![\d-])\d{1,3}-\d{1,4}\b(?!-)|[$€£]?\d+(?:[,.]\d+)*(?:%|st|nd|rd|th\b)?(?:-[A-Za-z]+)*)"
    r"|(?P<poss>(?<=[\w.)\]])['’](?:s|S)(?![\w])|(?<=[sSzZxX])['’](?![\w]))"
    r"|(?P<word>[^\W\d_](?:[^\W_]|[&](?=[A-Z])|[-‑](?=\w)|['’](?=[^\W\d_]{2}|t\b))*)"
    r"|(?P<ellipsis>\.\.\.+)"
    r"|(?P<dash>—|–|--+)"
    r"|(?P<other>\S)"
)
_CONTRACTED = re.compile(r"(?P<stem>[A-Za-z]+?)(?P<rest>n['’]t|['’](?:ll|re|ve|m|d))$", re.IGNORECASE)
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‑": "-"})


class Token(NamedTuple):
    """One token: place, words as written, normal form."""

    start: int
    end: int
    text: str
    norm: str


def normal(text: str) -> str:
    """The normal form of a token's text: lower case with straight apostrophes and plain hyphens."""
    return text.lower().translate(_APOSTROPHES)


def _split(start: int, text: str) -> Iterator[Token]:
    """A word, with a contracted ending as a token of its own."""
    if ("'" in text or "’" in text) and (found := _CONTRACTED.match(text)):
        cut = start + found.end("stem")
        yield Token(start, cut, found["stem"], normal(found["stem"]))
        yield Token(cut, start + len(text), found["rest"], normal(found["rest"]))
    else:
        yield Token(start, start + len(text), text, normal(text))


def tokenize(text: str) -> list[Token]:
    """All tokens of ``text`` in order; white space is dropped, nothing else."""
    tokens: list[Token] = []
    for found in _TOKEN.finditer(text):
        piece = found.group()
        if found.lastgroup == "word" and ("'" in piece or "’" in piece):
            tokens.extend(_split(found.start(), piece))
        else:
            tokens.append(Token(found.start(), found.end(), piece, normal(piece)))
    return tokens
