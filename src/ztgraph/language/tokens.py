"""Text → tokens with offsets.

A token keeps its place in the text (code points, end exclusive), its words as written, and a normal form: lower case, straight
apostrophe. Possessive endings and "n't" are tokens of their own, so that grammar sees them.
"""

from __future__ import annotations

import re
from typing import Final

_DOTTED: Final = (
    r"(?:[A-Z]\.){2,}(?:-[A-Z][A-Za-z]+)?"  # U.S., D.C., U.S.-Mexico
    r"|(?:Inc|Corp|Ltd|Co|No|Nos|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Cmdr|Dr|Mr|Mrs|Ms|Messrs|Prof|Hon|St|Jr|Sr|Esq|vs|v|al"
    r"|Dept|Bros|Drs|Assn|Univ|Fig|Sec|Art|App|Supp|Cir|Stat|approx|est|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Ariz|Calif|Colo|Conn|Del|Fla"
    r"|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|R-[A-Z][a-z]+|D-[A-Z][a-z]+)\.(?=[\s,;:)\]’'\"”]|$)"
    r"|[A-Z]\.(?=\s[A-Z])"  # an initial
    r"|[ap]\.m\."
    r"|e\.g\.|i\.e\."
)
# Most tokens are plain words and marks before a space: the first lines take them without a look at the rarer shapes.
_PLAIN: Final = r"[A-Za-z]++(?=[ ,\n])|[.,;:)](?=[ \n])"
_ADDRESS: Final = r"|<?(?:https?://|www\.)[^\s<>\"”]*[^\s<>\"”.,;:)\]]>?|[\w.+-]++@[\w-]+(?:\.[\w-]+)+"
_OTHER: Final = (
    rf"|(?=[A-Za-z-]{{1,14}}+\.)(?:{_DOTTED})"
    r"|(?<![\d-])\d{1,3}-\d{1,4}\b(?!-)|[$€£]?\d+(?:[,.]\d+)*(?:%|st|nd|rd|th\b)?(?:-[A-Za-z]+)*"
    r"|(?<=[\w.)\]])['’](?:s|S)(?![\w])|(?<=[sSzZxX])['’](?![\w])"
    r"|[A-Za-z]++(?![\w&‑'’-])"
    r"|[^\W\d_](?:[^\W_]|[&](?=[A-Z])|[-‑](?=\w)|['’](?=[^\W\d_]{2}|t\b))*"
    r"|\.\.\.+"
    r"|—|–|--+"
    r"|\S"
)
_TOKEN: Final = re.compile(rf"\s*+({_PLAIN}{_OTHER})")
_TOKEN_OR_ADDRESS: Final = re.compile(rf"\s*+({_PLAIN}{_ADDRESS}{_OTHER})")
_CONTRACTED: Final = re.compile(r"(?P<stem>[A-Za-z]+?)(?P<rest>n['’]t|['’](?:ll|re|ve|m|d))$", re.IGNORECASE)
_CURLED: Final = str.maketrans({"’": "'", "‘": "'", "‑": "-"})
_APOSTROPHES: Final = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‑": "-"})


_NAME: Final = " A"  # what stands for the next piece of the text where that begins with a capital
_REMEMBERED: Final = 1 << 16  # pieces of text between spaces whose tokens are kept, so that each is read once
_LONGEST: Final = 48  # characters of such a piece; longer ones seldom come again


class Token:
    """One token: place, words as written, normal form, whether it begins with a capital, and ``surface``: as written, but with straight
    apostrophes and plain hyphens."""

    __slots__ = ("capital", "end", "norm", "start", "surface", "text")

    def __init__(self, start: int, end: int, text: str, surface: str, norm: str, capital: bool) -> None:
        self.start, self.end, self.text = start, end, text
        self.surface, self.norm, self.capital = surface, norm, capital

    def __repr__(self) -> str:
        return f"{self.text}@{self.start}"


_KNOWN: Final[dict[str, list[Token]]] = {}


def tokenize(text: str) -> list[Token]:
    """All tokens of ``text`` in order; white space is dropped, nothing else."""
    tokens: list[Token] = []
    pieces = text.split(" ")
    last = len(pieces) - 1
    place = 0
    for n, piece in enumerate(pieces):
        if piece:
            key = piece
            if piece[-1] == "." and n < last and _before_name(piece, pieces[n + 1]):
                key = piece + _NAME
            known = _KNOWN.get(key)
            if known is None:
                known = _read(key, len(piece))
            for token in known:
                here = Token(place + token.start, place + token.end, token.text, token.surface, token.norm, token.capital)
                tokens.append(here)
        place += len(piece) + 1
    return tokens


def _before_name(piece: str, after: str) -> bool:
    """Whether a piece ends like an initial and the next begins like a name: only there, "J." is one token."""
    return len(piece) > 1 and "A" <= piece[-2] <= "Z" and after != "" and "A" <= after[0] <= "Z"


def _read(key: str, length: int) -> list[Token]:
    """The tokens in the first ``length`` characters of ``key``, whose end is a name where the next piece is one; kept for the next time."""
    tokens: list[Token] = []
    place = 0
    text = key.rstrip()
    pattern = _TOKEN_OR_ADDRESS if "@" in key or "://" in key or "www." in key else _TOKEN
    for found in pattern.findall(text):
        start = text.index(found, place)  # only white space lies between
        place = start + len(found)
        if start >= length:
            break
        if not found.isalpha() and ("'" in found or "’" in found) and (parts := _CONTRACTED.match(found)) is not None:
            stem = parts["stem"]
            tokens.append(token_of(start, stem))
            tokens.append(token_of(start + len(stem), parts["rest"]))
        else:
            tokens.append(token_of(start, found))
    if length <= _LONGEST:
        if len(_KNOWN) >= _REMEMBERED:
            _KNOWN.clear()
        _KNOWN[key] = tokens
    return tokens


def token_of(start: int, text: str) -> Token:
    """One token at ``start``; ``text`` is not parted."""
    capital, end = text[0].isupper(), start + len(text)
    if text.isascii():
        return Token(start, end, text, text, text.lower() if text != "`" else "'", capital)
    return Token(start, end, text, text.translate(_CURLED), text.lower().translate(_APOSTROPHES), capital)
