"""Tokens → sentences.

A sentence ends at a full stop, question or exclamation mark that closes it, at an empty line, and at the end of a bullet. A heading that
runs into its paragraph ("What We Found The bureau …", "HIGHLIGHTS Private …") is a sentence of its own, marked as heading; a dateline
("SAN DIEGO — ") is skipped.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from ztgraph.language.tokens import Token

_STOPS: Final = ".!?"
_CLOSERS: Final = frozenset("\"”’')]")
_OPENERS: Final = frozenset("\"“‘'([")
_BULLETS: Final = frozenset("•●▪◦■–—*-·►")
# Abbreviations after which a sentence seldom ends: a title or a number follows.
_LEADING: Final = frozenset(
    (
        "sen. sens. rep. reps. gov. gen. lt. col. maj. capt. sgt. adm. cmdr. dr. drs. mr. mrs. ms. messrs. prof. hon. st. no. nos. v. vs."
        " fig. sec. art. app. e.g. i.e. dept."
    ).split()
)
_QUESTION_HEADS: Final = frozenset({"what", "why", "how"})
_QUESTION_ENDS: Final = frozenset(
    {"found", "recommend", "recommended", "recommends", "did", "do", "does", "concluded", "reviewed", "audited", "examined", "learned"}
)
_SMALL: Final = frozenset({"of", "the", "and", "for", "on", "in", "to", "with", "a", "an", "at", "by", "its", "from"})


_NOT_HEADING: Final = frozenset(":;,.?!")


class Sentence(NamedTuple):
    """Token indices of one sentence, end exclusive. ``lead`` is the line that leads in a list ("We recommend that the bureau:")."""

    first: int
    last: int
    heading: bool = False
    lead: tuple[int, int] | None = None


def _closes(tokens: list[Token], i: int, text: str) -> bool:
    """Whether token ``i`` ends a sentence."""
    token = tokens[i]
    mark = token.text
    if mark[-1] not in _STOPS:
        return False
    if mark not in (".", "!", "?") and not (mark[-1] == "." and len(mark) > 1 and mark[0].isalpha()) and not mark.startswith("..."):
        return False
    j = i + 1
    while j < len(tokens) and tokens[j].text in _CLOSERS and tokens[j].start - tokens[j - 1].end == 0:
        j += 1
    if j >= len(tokens):
        return True
    after = tokens[j]
    if after.start == tokens[j - 1].end:
        return False
    head = after.text
    if head in _OPENERS and j + 1 < len(tokens):
        head = tokens[j + 1].text
    starts = head[0].isupper() or head[0].isdigit() or head[0] in _BULLETS
    if mark[-1] == "." and len(mark) > 1:
        if len(mark) == 2 and i and tokens[i - 1].text in _NUMBERED:
            return starts  # "Finding B. The contractor …"
        if token.norm in _LEADING or len(mark) == 2:
            return False
        return starts and head[0].isupper() and after.norm in _STARTERS
    return starts


# After "U.S." or "Inc." only a word that begins sentences tells that one begins.
_STARTERS: Final = frozenset(
    """the a an this that these those it its they their he his she her we our i in on at by for from after before as although though
 while when
since because if however moreover further furthermore additionally also but and nor neither both no not one two three several many
 most some
 according under during despite in among between such there when where which who to with without what""".split()
)


def _question_heading(tokens: list[Token], first: int, last: int) -> int:
    """End of a heading such as "What We Found" or "Why We Did This Audit" at the start of a sentence, else ``first``."""
    if tokens[first].norm not in _QUESTION_HEADS or not tokens[first].capital:
        return first
    for i in range(first + 1, min(first + 7, last)):
        word = tokens[i]
        if word.norm not in _SMALL and not word.capital:
            return first
        if word.norm in _QUESTION_ENDS and word.capital:
            end = i + 1
            if word.norm in ("did", "do", "does") and end + 1 < last and tokens[end].norm in ("this", "these", "the"):
                end += 2
            return end if end < last and tokens[end].text[0] not in ",.;" else first
    return first


_TITLE: Final = 16  # tokens that a heading in title case may have
_NUMBERED: Final = frozenset(
    {"Finding", "Findings", "Recommendation", "Objective", "Appendix", "Exhibit", "Attachment", "Annex", "Enclosure"}
)
_DATELINE: Final = 10  # tokens between the place of a dateline and its dash


def _capitals_heading(tokens: list[Token], first: int, last: int) -> int:
    """End of a run of capitals ("WHAT WE FOUND In …") at the start of a sentence, else ``first``."""
    i = first
    while i < last and tokens[i].text.isupper() and tokens[i].text[0].isalpha():
        i += 1
    words = i - first
    if words > 1 and i < last and tokens[i].text[0].isdigit():
        i = _past_number(tokens, i, last)  # "HIGHLIGHTS OF OIG REPORT 19-A-0045 The …"
    if words and i < last and tokens[i].text in ("—", "–", "--", "-", ":"):
        return i + 1
    if words and i < last and tokens[i].text in (",", "(") and (dash := _dateline_end(tokens, i, last)):
        return dash
    long = sum(len(t.text) > 4 for t in tokens[first:i])
    if words == 0 or i >= last or not tokens[i].capital or not long or (words == 1 and len(tokens[first].text) < 8):
        return first
    if words >= 2 and i < last and len(tokens[i].text) > 1 and not all(len(t.text) < 5 for t in tokens[first:i]):
        return i
    return i if words == 1 and len(tokens[i].text) > 1 else first


def _past_number(tokens: list[Token], i: int, last: int) -> int:
    """The token after the number of a report that begins at ``i``, its parts joined by hyphens."""
    while i < last and (
        tokens[i].text in ("-", "–", "/") or tokens[i].text[0].isdigit() or (tokens[i - 1].text in ("-", "–") and tokens[i].text.isupper())
    ):
        i += 1
    return i


def _dateline_end(tokens: list[Token], i: int, last: int) -> int:
    """End of a dateline whose state, agency or day stands before its dash ("DOVER, Del. (AP) —"), or 0."""
    for j in range(i, min(i + _DATELINE, last)):
        text = tokens[j].text
        if text in ("—", "–", "--", "-"):
            return j + 1 if tokens[j].start > tokens[j - 1].end else 0
        if not (tokens[j].capital or text[0].isdigit() or text in (",", "(", ")", ".")):
            return 0
    return 0


def _heading_end(tokens: list[Token], first: int, last: int) -> int:
    end = _capitals_heading(tokens, first, last)
    deeper = _question_heading(tokens, end, last) if end < last else end
    return max(end, deeper)


def split(tokens: list[Token], text: str) -> list[Sentence]:
    """The sentences of a text, in order; every token belongs to at most one (bullet marks and datelines to none)."""
    sentences: list[Sentence] = []
    first, count = 0, len(tokens)
    lead: tuple[int, int] | None = None
    for i in range(count):
        ends = i + 1 == count or _closes(tokens, i, text)
        gap = i + 1 < count and text.find("\n", tokens[i].end, tokens[i + 1].start) >= 0
        broken = gap and _breaks(tokens, i, text)
        if not (ends or broken):
            continue
        last = i + 1
        if ends:
            while last < count and tokens[last].text in _CLOSERS and tokens[last].start == tokens[last - 1].end:
                last += 1
        if last <= first:
            continue
        bullet = _bullet(tokens, first, last, text)
        if bullet:
            lead = lead or _lead(sentences, tokens)
            _add_item(sentences, tokens, bullet, last, lead)
        else:
            lead = None
            _add(sentences, tokens, first, last, broken and not ends)
        first = last
    return sentences


def _bullet(tokens: list[Token], first: int, last: int, text: str) -> int:
    """The token after the mark of a list item that begins at ``first``, 0 if none does: "• ", "- ", "1. ", "(a) "."""
    if first and "\n" not in text[tokens[first - 1].end : tokens[first].start]:
        return 0
    if tokens[first].text in _BULLETS and first + 1 < last:
        return first + 1
    if tokens[first].text.isdigit() and len(tokens[first].text) < 3 and first + 2 < last and tokens[first + 1].text in (".", ")"):
        return first + 2
    if tokens[first].text == "(" and first + 3 < last and tokens[first + 2].text == ")" and len(tokens[first + 1].text) < 3:
        return first + 3
    return 0


def _lead(sentences: list[Sentence], tokens: list[Token]) -> tuple[int, int] | None:
    """The line before a list, where it ends in a colon."""
    if not sentences or tokens[sentences[-1].last - 1].text != ":":
        return None
    return sentences[-1].first, sentences[-1].last - 1


def _add_item(sentences: list[Sentence], tokens: list[Token], first: int, last: int, lead: tuple[int, int] | None) -> None:
    """Append one item of a list, without "; and" at its end."""
    while last > first and (tokens[last - 1].text in (";", ",") or tokens[last - 1].norm in ("and", "or")):
        last -= 1
    if last > first:
        sentences.append(Sentence(first, last, heading=lead is None and last - first < 4, lead=lead))


def _breaks(tokens: list[Token], i: int, text: str) -> bool:
    """Whether the line break after token ``i`` ends a block: an empty line, or a bullet on the next line."""
    between = text[tokens[i].end : tokens[i + 1].start]
    return between.count("\n") > 1 or (between.count("\n") == 1 and _bullet(tokens, i + 1, len(tokens), text) > 0)


def _add(sentences: list[Sentence], tokens: list[Token], first: int, last: int, broken: bool) -> None:
    """Append the sentence of these tokens, its heading or dateline split off."""
    while first < last and tokens[first].text in _BULLETS:
        first += 1
    if first >= last:
        return
    if broken and tokens[last - 1].text not in _NOT_HEADING:
        sentences.append(Sentence(first, last, heading=True))
        return
    start = _heading_end(tokens, first, last)
    if start > first:
        sentences.append(Sentence(first, start, heading=True))
    if start < last:
        short = last - start <= _TITLE and tokens[last - 1].text == "." and _title_case(tokens, start, last)
        sentences.append(Sentence(start, last, heading=short))


def _title_case(tokens: list[Token], first: int, last: int) -> bool:
    """Whether all words but the small ones are capitalised: "Failure to Share Tips."."""
    words = [t for t in tokens[first:last] if t.text[0].isalpha()]
    return len(words) > 1 and all(t.capital or t.norm in _SMALL for t in words)
