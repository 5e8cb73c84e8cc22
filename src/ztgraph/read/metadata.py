"""Date, title, publisher and number from a document's own head: letterheads, release lines, datelines and the sentence that presents it.

These are conventions of releases and reports in general; where a head follows none of them the answer is None, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ztgraph.limits import DEFAULT_LIMITS, Limits
from ztgraph.read.dates import DATE_LABEL, date_of_line, dateline, edtf_date, is_day, parse_date, without_date
from ztgraph.read.publishers import find_publisher, headline_publisher, is_letterhead, organisation
from ztgraph.read.reportnumbers import LABELLED, find_number, is_number_line, number_of_line

__all__ = ["Metadata", "edtf_date", "find_metadata", "is_organisation", "is_release_line", "parse_date", "stands_alone"]

_BOILERPLATE = re.compile(
    r"(?:for\s+(?:immediate\s+|public\s+)?release|(?:news|press|media)\s+(?:release|advisory|statement)|memorandum|embargoed.*|contacts?\b.*"
    r"|media\s+contacts?\b.*|www\..*|https?:.*|#+|\*+|[-=_]{3,}|page\s+\d+.*|(?:report|audit|evaluation)?\s*(?:no|number)\.?\s*:?\s*[\w-]*\d[\w-]*)\W*",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:title|subject|re|headline)\s*:\s*", re.IGNORECASE)
_CLOSING = re.compile(r"""[.!?;,][)"'”’]*$""")
_ABBREVIATED_END = re.compile(r"\b(?:[A-Z]\.){2,}$|\b(?:Inc|Corp|Co|Jr|Sr|Ltd|No)\.$")
# What kind of paper it is, to whom it goes and from whom it comes: lines of covers that are no titles.
_KIND = (
    r"(?:final|draft|interim|special|annual|performance|financial|(?:semi|bi)annual|audit|evaluation|inspection|investigative|management|review|oversight"
    r"|information|advisory|alert|report|reports|summary|memorandum|opinion|order|testimony|hearing|statement|highlights|fact\s+sheet|in\s+brief|brief"
    r"|and|news|letter|advisories|notification|follow-up|healthcare|national|joint|public|print|staff|majority|minority|business\s+meeting)"
)
_COVER = re.compile(
    rf"{_KIND}(?:[\s,&-]+{_KIND}){{0,5}}"
    r"|(?:a\s+)?(?:report|report\s+in\s+brief|testimony|statement|briefing|letter|memorandum)\s+(?:to|for|before|by|of|from)\b.*|highlights\s+of\b.*"
    r"|(?:before|by)\s+(?:the|a)\b.*|(?:in|for)\s+the\s+(?=[A-Z\s]+$).*|a\s+(?:report|audit|review)\s+(?:by|to|of|prepared)\b.*|(?:prepared|presented|submitted|transmitted|ordered"
    r"|printed|published|available|laid)\s+(?:by|to|for|via|before|pursuant)\b.*|(?:\w+\s+){1,3}report\s+of\s+session\b.*|session\s+\d{4}.*|(?:volume|vol\.|part|chapter)\s+[\divxlc]+"
    r"|.*\bcongress\b,?\s*(?:\|\s*)?(?:first|second|1st|2d|2nd)\s+session|(?:first|second|1st|2d|2nd)\s+session|.*\b(?:[A-Z]{2}|D\.C\.)\s+\d{5}(?:-\d{4})?|(?:the\s+)?(?:right\s+|rt\.?\s+)?hon(?:ou?rable|\.)?\s.*|\d+\s+[\w.]+(?:\s[\w.]+){0,3}\s(?:street|st\.|avenue|ave\.|road|boulevard|blvd\.?|drive|way|nw|sw|ne|se)\b.*"
    r"|(?:to|from|cc|through|thru|date)\s*:.*|dear\b.*|at\s+a\s+glance|(?:what|why)\s+(?:we|gao|oig|the\s+oig|we)\s+(?:found|did|recommends?)\b.*|(?:executive\s+)?summary|table\s+of\s+contents"
    r"|fy\s*\d.*|.*,\s*(?:plaintiffs?|defendants?|petitioners?|respondents?|appell\w+),?",
    re.IGNORECASE,
)
_ADDRESSEE = re.compile(r"(?:the\s+)?(?:right\s+|rt\.?\s+)?hon(?:ou?rable|\.)\s|(?:mr|mrs|ms|dr|gen|lt|col|adm)\.\s", re.IGNORECASE)
_HEAD_LINES = 24
_SENTENCE = 400


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a head tells: ``date`` as EDTF, ``title``, ``publisher`` and report ``number`` as written; None where it tells nothing."""

    date: str | None = None
    title: str | None = None
    publisher: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    isolated: bool
    """Whether a blank line, or the end, follows."""


def find_metadata(text: str, limits: Limits = DEFAULT_LIMITS) -> Metadata:
    """The metadata that the head of ``text`` gives, each part None where the head follows no known convention."""
    lines = list(_head(text[: limits.metadata_characters]))
    title_at, title = _find_title(lines)
    texts = [line.text for line in lines]
    number = find_number(texts, title_at)
    # A line of a cover names others: whom a report is made to, before whom one testifies.
    texts = _without_addressee(texts)
    named = ["" if _COVER.fullmatch(line) and not line.lower().startswith("by ") else line for line in texts]
    return Metadata(_find_date(texts), title, find_publisher(named, title_at, title, number), number)


def _without_addressee(lines: list[str]) -> list[str]:
    """The lines with those blank that say to whom a letter goes."""
    first = next((number for number, line in enumerate(lines) if _ADDRESSEE.match(line)), None)
    last = next((number for number, line in enumerate(lines) if line.lower().startswith("dear ")), None)
    if first is None or last is None or last < first:
        return lines
    return [*lines[:first], *[""] * (last + 1 - first), *lines[last + 1 :]]


def _head(text: str) -> Iterator[_Line]:
    """The first lines that hold words, white space collapsed, those of a line that strokes divide ("A | B") apart."""
    rows = text.splitlines()
    count = 0
    for number, row in enumerate(rows):
        words = " ".join(row.lstrip("\ufeff#*>•– ").split()).rstrip("*# ")
        if not words:
            continue
        after = rows[number + 1].strip() if number + 1 < len(rows) else ""
        parts = [part for part in re.split(r"\s*\|\s+", words) if part] if len(words) < 200 else [words]
        for place, part in enumerate(parts, 1):
            yield _Line(part, not after and place == len(parts))
        count += 1
        if count == _HEAD_LINES:
            return


def _find_date(lines: Sequence[str]) -> str | None:
    """The date that stands alone on a line of the head (with a label at most), else that of a dateline, else what follows the number."""
    other: str | None = None
    for line in lines:
        alone = date_of_line(line)
        if is_day(alone):
            return alone
        if found := dateline(line):
            return found
        if alone is None and len(line) < 120 and is_number_line(line):
            alone = without_date(line)[1]
        other = other if other and (is_day(other) or not is_day(alone)) else alone or other
    return other


def _find_title(lines: list[_Line]) -> tuple[int | None, str | None]:
    """The last line of the headline and its words: lines that are no sentence, date, name or line of a cover, with more after."""
    start = 0
    for number, line in enumerate(lines):
        if _LABEL.match(line.text):
            return number, _LABEL.sub("", line.text, count=1)
        if _is_furniture(line.text):
            start = number + 1
        elif line.isolated:
            block = " ".join(each.text for each in lines[start : number + 1])
            if number + 1 < len(lines) and len(block.split()) >= 3 and len(block) <= _SENTENCE and _reads_as_title(block):
                return number, _without_number(block)
            start = number + 1
    return None, None


def _reads_as_title(words: str) -> bool:
    """Whether a block ends as headlines end: without a stop, or with a question in capitals."""
    if words.endswith("?") and len(words) < 160:
        return all(not word[0].islower() or len(word) < 5 for word in words.split())
    return not _CLOSING.search(words) or bool(_ABBREVIATED_END.search(words))


def _without_number(title: str) -> str:
    """A title without the report's number and a colon before it."""
    number, colon, rest = title.partition(": ")
    return rest if colon and number_of_line(number) and len(rest.split()) >= 3 else title


def _is_furniture(line: str) -> bool:
    """Whether a line of a head is none of its headline."""
    if _BOILERPLATE.fullmatch(line) or parse_date(line) or DATE_LABEL.fullmatch(line) or is_number_line(line):
        return True
    if _COVER.fullmatch(line.strip(" .*")):
        return True
    return is_letterhead(line) and headline_publisher(line) is None


def is_release_line(line: str) -> bool:
    """Whether a line is one of those round a release that say nothing of its matter: "FOR IMMEDIATE RELEASE", a date alone, a contact."""
    return bool(_BOILERPLATE.fullmatch(line) or DATE_LABEL.fullmatch(line) or parse_date(DATE_LABEL.sub("", line, count=1)))


def stands_alone(line: str) -> bool:
    """Whether a line is a date or a report number and nothing else, and so no part of a sentence."""
    if line.endswith((".", ",", ";")):
        return False
    return parse_date(line) is not None or LABELLED.fullmatch(line) is not None


def is_organisation(name: str) -> bool:
    """Whether a name is an organisation's: with a head word of one, or an abbreviation; never a person's with a title."""
    return organisation(name) is not None
