"""Who puts a document out: by its headline, its first sentence, or the names of organisations that stand alone in its head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

# How a headline or a first sentence presents what its publisher puts out: "X Releases …", "X today released a report …".
_HEADLINE_VERB = r"(?i:releases|issues|publishes|announces|completes|posts|unveils|finds|audits|reviews|examines|recommends|reports)"
_SENTENCE_VERB = r"(?:released|issued|published|announced|posted|unveiled|is\s+releasing|is\s+issuing|is\s+publishing)"
_PRODUCT = r"(?:report|review|audit|evaluation|inspection|investigation|study|statement|memorandum|results|findings|advisory|alert)"
_DAY_WORD = r"(?:on\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_NAME_WORD = rf"(?!{_DAY_WORD})(?:[A-Z][\w.&'’-]*|\([A-Z][\w.&]*\))"
_NAME = rf"{_NAME_WORD}(?:,?\s+(?:(?:of|for|the|and|on|to)\s+){{0,3}}{_NAME_WORD}){{0,11}}"
_HEADLINE_PUBLISHER = re.compile(rf"^(?:The\s+)?(?P<name>{_NAME}?)\s+{_HEADLINE_VERB}\b")
_SENTENCE_PUBLISHER = re.compile(
    rf"^(?:[^–—]{{0,60}}[–—]\s*)?(?:The\s+)?(?P<name>{_NAME}),?\s+"
    rf"(?:(?:(?:today|also|publicly|{_DAY_WORD}),?\s+){{1,2}}{_SENTENCE_VERB}\b|(?:(?:has|have)\s+)?{_SENTENCE_VERB}\s+(?:\S+\s+){{1,4}}{_PRODUCT}\b)"
)
_ORGANISATION = re.compile(
    r"\b(?:OIG|IG|GAO|Office|Department|Agency|Bureau|Commission|Administration|Board|Service|Inspector\s+General|Authority|Committee|Council"
    r"|Court|Institute|Division|Center|Centre|Ministry|Auditor|Comptroller|University|Corporation|Foundation|Association)\b|^[A-Z][A-Z&.]+$"
)
_PERSON_TITLE = re.compile(
    r"\b(?:Inspector|Attorney|Comptroller|Auditor|Surgeon)\s+General\s+(?!of\b|for\b)[A-Z][\w.'’-]+|\b(?:Secretary|Director|Administrator)\s+[A-Z]\w+"
)
_HEAD = (
    r"(?:office|department|agency|bureau|commission|administration|board|service|inspector\s+general|authority|committee|subcommittee|council"
    r"|courts?|institute|division|center|centre|ministry|auditor(?:[\s-]general)?|comptroller(?:\s+general)?|controller|ombudsman|university|corporation"
    r"|foundation|association|house|senate|congress|parliament|assembly|treasury|reserve|guard|corps|directorate|trust)"
)
# "U.S. Department of Labor", "VA Office of Inspector General": the head word ends the name, or what follows begins with a preposition.
_LETTERHEAD = re.compile(
    rf"(?:the\s+)?(?:[\w.&'’()-]+,?\s+){{0,7}}?{_HEAD}(?:s)?(?:(?:,|\s+\(?(?:of|for|on|to)\b|\s+\([A-Z]).*)?", re.IGNORECASE
)
# What names do not hold, and titles do.
_VERBAL = re.compile(
    r"\b(?:did|does|do|not|no|was|were|is|are|be|been|has|have|had|needs?|should|could|can|must|will|would|may|its|their|how|why|what|when|who|where"
    r"|improve\w*|strengthen\w*|increas\w*|continues?|challenges?|weaknesses|lacks?|faces?|enhance\w*|better|more)\b"
    r"|\b(?!united\b|allied\b|integrated\b|unified\b|combined\b|related\b|incorporated\b|limited\b|red\b|federated\b|associated\b|disabled\b)\w{3,}ed\b",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"(?:(?:follow-up|joint|special|annual|final|interim|quality\s+control|peer|limited)\s+){0,2}(?:audit|review|evaluation|inspection|investigation|examination"
    r"|assessment|survey|study|oversight|management|implementation|report|semiannual\s+report|statement|memorandum|analysis|summary|update|allegations?|status)\s+"
    r"(?:of|on|into|by|to|from|regarding|concerning|over|and)\b|.*[’'](?:s\s|\s)(?!office\b|department\b|court\b|board\b|council\b|inspector\b)",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"(?:[A-Z]\.){2,6}|[A-Z][A-Z&]{1,6}")
_WATCHDOG = re.compile(
    r"\b(?:inspectors?\s+general|auditors?\b|audit\s+(?:office|service|commission)|accountability\s+office|comptroller|controller|ombudsman|OIG|GAO"
    r"|office\s+of\s+special\s+counsel|tigta|sigar|committee|court\s+of\s+auditors|integrity\s+commission)",
    re.IGNORECASE,
)
_PLAIN_WATCHDOG = re.compile(r"(?:the\s+)?office\s+of\s+(?:the\s+)?inspector\s+general|inspector\s+general|oig", re.IGNORECASE)
_PARENT = re.compile(rf"\b(?!(?:committee|house|senate|court|division)\b){_HEAD}\b", re.IGNORECASE)
_SMALL = frozenset("of the and for on in to".split())
_INITIALS = frozenset("US U.S. UK EU VA OIG IG GAO DOE HHS EPA NASA USDA USAID SIGAR TIGTA FDIC FHFA DOD NCUA OPM SSA GSA SBA HUD".split())
_SENTENCE: Final = 400


def organisation(name: str) -> str | None:
    """``name`` where it is an organisation's: with a head word of one, or an abbreviation; never a person's with a title."""
    words = name.strip(" ,")
    return words if _ORGANISATION.search(words) and not _PERSON_TITLE.search(words) else None


def headline_publisher(line: str) -> str | None:
    """Whom a headline names as the one who puts something out: "X Releases …"."""
    match = _HEADLINE_PUBLISHER.match(line)
    return organisation(match["name"]) if match else None


def is_letterhead(line: str) -> bool:
    """Whether a line is nothing but the name of an organisation, or several of them."""
    parts = [part.strip(" .,•*") for part in re.split(r"\s[|•·]\s", line)]
    return len(line) < 150 and all(map(_is_name, parts))


def _is_name(words: str) -> bool:
    if any(character.isdigit() for character in words) and not re.match(r"1\d\d(?:st|nd|rd|th)\b", words, re.IGNORECASE):
        return False
    if _ABBREVIATION.fullmatch(words):
        return words.strip(".") in _INITIALS or not any(vowel in words for vowel in "AEIOU") or len(words) < 4
    if not words[:1].isupper() or _WORK.match(words) or _VERBAL.search(words) or _HEADLINE_PUBLISHER.match(words) or ":" in words:
        return False
    if not all(word[0].isupper() or word[0] in "(&" or word.lower() in _SMALL or word[0].isdigit() for word in words.split()):
        return False
    return bool(_LETTERHEAD.fullmatch(words)) and not _PERSON_TITLE.search(words)


def find_publisher(lines: Sequence[str], title_at: int | None, title: str | None, number: str | None) -> str | None:
    """The headline's "X Releases …", the first sentence's "X today released …", else the letterhead, else the number's letters."""
    before = _names(lines[: title_at or 0])
    found = _from_letterhead(before, _names(lines[title_at + 1 :] if title_at is not None else lines))
    said = (headline_publisher(title) if title else None) or _announced(lines[(-1 if title_at is None else title_at) + 1 :][:3])
    if said and not (found and _PLAIN_WATCHDOG.fullmatch(said)):
        return said
    if found is None and before:
        found = ", ".join(map(spelled, reversed(before[:2])))
    return found or (number[: number.index("-")] if number and number.startswith(("GAO-", "SIGAR-", "TIGTA-")) else None)


def _announced(lines: Sequence[str]) -> str | None:
    """Who "today released" the document, by one of its first sentences."""
    for line in lines:
        match = _SENTENCE_PUBLISHER.search(line[:_SENTENCE])
        if match and (name := organisation(match["name"])):
            return name
    return None


def _names(lines: Sequence[str]) -> list[str]:
    """The names that stand alone on lines, each once, those on one line apart."""
    found: dict[str, None] = {}
    for line in (re.sub(r"^by\s+(?:the\s+)?", "", line, flags=re.IGNORECASE) for line in lines):
        if is_letterhead(line):
            found.update(dict.fromkeys(part.strip(" .,•*") for part in re.split(r"\s[|•·]\s", line)))
    return list(found)


def _from_letterhead(before: Sequence[str], after: Sequence[str]) -> str | None:
    """The overseer among the names of a head, those above the title first; one that does not say whose it is, with its department."""
    for names in (before, after):
        for place, name in sorted(enumerate(names), key=lambda each: bool(_ABBREVIATION.fullmatch(each[1]))):
            if not _WATCHDOG.search(name):
                continue
            if not _PLAIN_WATCHDOG.fullmatch(name):
                chamber = next((other for other in names if re.match(r"house\s+of|senate\b", other, re.IGNORECASE)), None)
                of_chamber = chamber is not None and re.search(r"committee", name, re.IGNORECASE)
                return ", ".join(map(spelled, [name, chamber] if of_chamber and chamber else [name]))
            others = [*names[:place][::-1], *names[place + 1 :], *(after if names is before else before)]
            parent = next(
                (other for other in others if _PARENT.search(other) and not _WATCHDOG.search(other) and "Office" not in other[:7]), None
            )
            return ", ".join(map(spelled, [name, parent] if parent else [name]))
    return None


def spelled(name: str) -> str:
    """A name of several words in capitals as it is written in running text; others as they stand."""
    words = name.split()
    if not name.isupper() or len(words) < 2:
        return name
    return " ".join(
        word if "." in word or word.strip("()") in _INITIALS else word.lower() if place and word.lower() in _SMALL else word.capitalize()
        for place, word in enumerate(words)
    )
