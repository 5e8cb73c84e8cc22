"""Turns of a hearing's transcript: "Mr. HARLOW. Thank you …", whose words go on until another speaks or a heading comes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

_NAME: Final = r"(?:(?:Mc|Mac|De|Di|La|Le|Van|O['’])?[A-Z][A-Z'’-]+)"
_TITLE: Final = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Chairman|Chairwoman|Chair|Vice\s+Chair(?:man|woman)?|Senator|Representative|Secretary|Director|Inspector\s+General"
    r"|Administrator|Commissioner|Governor|Judge|General|Admiral|Colonel|Captain|Sheriff|Mayor|Gen|Adm|Col|Capt)"
)
_SPEAKER: Final = rf"{_TITLE}\.?\s+(?:[A-Z]\.\s+)?{_NAME}(?:\s+{_NAME}){{0,2}}(?:\s+of\s+[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)?"
_LABEL: Final = re.compile(
    rf"(?:^[ \t]*|(?<=[.?!]\s)|(?<=[.?!][”\"]\s))(?P<speaker>{_SPEAKER}|The\s+[A-Z]{{4,}}(?:\s[A-Z]{{4,}})?)[.:]\s+(?=\S)",
    re.MULTILINE,
)
_LEAST: Final = 3


class Turn(NamedTuple):
    """Where in a block a speaker's name begins, where the words behind it do, and who speaks."""

    start: int
    words: int
    speaker: str


def find_turns(texts: Sequence[str]) -> list[list[Turn]]:
    """The turns that begin in each block; none at all where fewer than three are taken, or by one alone: that is no transcript."""
    found = [[Turn(each.start(), each.end(), _spelled(each["speaker"])) for each in _LABEL.finditer(text)] for text in texts]
    every = [turn for turns in found for turn in turns]
    if len(every) < _LEAST or len({turn.speaker for turn in every}) < 2:
        return [[] for _ in texts]
    return found


def begins_turn(line: str) -> bool:
    """Whether a line begins with a speaker's name as transcripts set it."""
    return _LABEL.match(line) is not None


def _spelled(name: str) -> str:
    """A name whose surname is in capitals as running text writes it: "Ms. McCARTHY" is "Ms. McCarthy"."""
    return " ".join(re.sub(r"(?<=[A-Z])[A-Z]+", lambda found: found[0].lower(), word) for word in name.split())
