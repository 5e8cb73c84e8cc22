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


class Token:
    """One token: place, words as written, normal form, whether it begins with a capital, and ``surface``: as written, but with straight
    apostrophes and plain hyphens."""

    __slots__ = ("capital", "end", "norm", "start", "surface", "text")

    def __init__(self, start: int, text: str) -> None:
        self.start, self.end, self.text = start, start + len(text), text
        self.capital = text[0].isupper()
        if text.isascii():
            self.surface = text
            self.norm = text.lower() if text != "`" else "'"
        else:
            self.surface = text.translate(_CURLED)
            self.norm = text.lower().translate(_APOSTROPHES)

    def __repr__(self) -> str:
        return f"{self.text}@{self.start}"


def tokenize(text: str) -> list[Token]:
    """All tokens of ``text`` in order; white space is dropped, nothing else."""
    tokens: list[Token] = []
    place = 0
    addresses = "@" in text or "://" in text or "www." in text
    for piece in (_TOKEN_OR_ADDRESS if addresses else _TOKEN).findall(text.rstrip()):
        start = text.index(piece, place)  # only white space lies between
        place = start + len(piece)
        if not piece.isalpha() and ("'" in piece or "’" in piece) and (found := _CONTRACTED.match(piece)) is not None:
            stem = found["stem"]
            tokens.append(Token(start, stem))
            tokens.append(Token(start + len(stem), found["rest"]))
        else:
            tokens.append(Token(start, piece))
    return tokens
