"""Date, title and publisher from a document's own head: letterheads, release lines, datelines and the sentence that presents it.

These are conventions of releases and reports in general; where a head follows none of them the answer is None, never a guess.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ztgraph.limits import DEFAULT_LIMITS, Limits

_MONTHS = (
    ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may", "may"), ("june", "jun"), ("july", "jul"),
    ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"), ("december", "dec"),
)  # fmt: skip
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_MONTH_NAME = "|".join(sorted(_MONTH, key=len, reverse=True))
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_DATE = re.compile(
    rf"\b{_WEEKDAY}(?P<us>(?P<us_month>{_MONTH_NAME})\.?\s+(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<us_year>\d{{4}}))\b"
    rf"|\b{_WEEKDAY}(?P<uk>(?P<uk_day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<uk_month>{_MONTH_NAME})\.?,?\s+(?P<uk_year>\d{{4}}))\b"
    r"|\b(?P<iso>(?P<iso_year>\d{4})-(?P<iso_month>\d{2})-(?P<iso_day>\d{2}))(?!\d)"
    r"|\b(?P<num>(?P<num_month>\d{1,2})/(?P<num_day>\d{1,2})/(?P<num_year>\d{4}))\b",
    re.IGNORECASE,
)
_MONTH_ONLY = re.compile(rf"(?P<month>{_MONTH_NAME})\.?,?\s+(?P<year>\d{{4}})", re.IGNORECASE)
# What may stand with a date on its own line: "For immediate release: …", "Date: …", "Washington, D.C. | …".
_DATE_LABEL = re.compile(
    r"(?:for\s+immediate\s+release|(?:news|press|media)\s+release|released?|published|posted|issued|dated?(?:\s+(?:issued|published|posted))?"
    r"|publication\s+date|last\s+updated|updated)\s*(?:on\s*)?[:|–—-]*\s*",
    re.IGNORECASE,
)
_PLACE = r"[A-Z][A-Za-z.'’ ]{1,30}(?:,\s*[A-Z][A-Za-z.]{1,14})?"
_DATELINE = re.compile(rf"^\W*(?:{_PLACE})?\s*[,(–—|-]*\s*(?={_DATE.pattern})", re.IGNORECASE)
_DATELINE_END = re.compile(r"\s*\)?\s*(?:–|—|--|-|:|\|)\s")
_BOILERPLATE = re.compile(
    r"(?:for\s+(?:immediate\s+|public\s+)?release|(?:news|press|media)\s+(?:release|advisory|statement)|memorandum|embargoed.*|contacts?\b.*"
    r"|media\s+contacts?\b.*|www\..*|https?:.*|#+|\*+|[-=_]{3,}|page\s+\d+.*|(?:report|audit|evaluation)?\s*(?:no|number)\.?\s*:?\s*[\w-]*\d[\w-]*)\W*",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:title|subject|re|headline)\s*:\s*", re.IGNORECASE)
_CLOSING = re.compile(r"""[.!?;,][)"'”’]*$""")
_ABBREVIATED_END = re.compile(r"\b(?:[A-Z]\.){2,}$|\b(?:Inc|Corp|Co|Jr|Sr|Ltd|No)\.$")
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
    r"\b(?:Inspector|Attorney|Comptroller|Auditor|Surgeon)\s+General\s+[A-Z][\w.'’-]+|\b(?:Secretary|Director|Administrator)\s+[A-Z]\w+"
)
_EDTF = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?|\d{4}-(?:0[1-9]|1[0-2]|2[1-4])|\d{4}")
# "Report No. OIG-23-04", "Audit Report 22-045", "GAO-21-123": with a label, or alone on its line with letters, digits and a hyphen.
_NUMBER_SHAPE = r"(?=[\w./-]*\d)[A-Z0-9][\w./]*(?:[-–][\w./]+){0,5}"
_LABELLED_NUMBER = re.compile(
    r"\b(?:report|audit|evaluation|inspection|review|product|publication|document|project|case|memorandum|release)(?:\s+report)?"
    rf"\s*(?:(?:number|no\.?|num\.?|\#|id)\s*[:.]?|:)\s*(?P<number>{_NUMBER_SHAPE})",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"(?:[A-Z]{1,6}[-–])+\d{2,4}(?:[-–][A-Z0-9]{1,6}){1,4}|\d{2,4}[-–]\d{2,5}[-–]\d{1,4}")
_SERIES_NUMBER = re.compile(r"(?:OIG|GAO|SIGAR|TIGTA|DODIG|DOE)[-–](?:[A-Z]{1,4}[-–])*\d{2,4}(?:[-–][A-Z0-9]{1,6}){1,3}")
_HEAD_LINES = 24
_BODY_SENTENCE = 400


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
    title_at = next((number for number, line in enumerate(lines) if _is_title(line, number, lines)), None)
    title = None if title_at is None else _LABEL.sub("", lines[title_at].text, count=1)
    return Metadata(_find_date(lines), title, _find_publisher(lines, title_at, title), _find_number(lines, title_at))


def _head(text: str) -> Iterator[_Line]:
    """The first lines that hold words, white space collapsed; a title broken over lines (no blank between) stays lines here."""
    rows = text.splitlines()
    count = 0
    for number, row in enumerate(rows):
        words = " ".join(row.lstrip("\ufeff#*>•– ").split()).rstrip("*# ")
        if words:
            after = rows[number + 1].strip() if number + 1 < len(rows) else ""
            yield _Line(words, not after)
            count += 1
            if count == _HEAD_LINES:
                return


def edtf_date(value: str) -> str | None:
    """``value`` as EDTF: a day, a month, a season, a year, a moment (cut to its day), or a date in words; else None."""
    value = value.strip()
    if match := _EDTF.fullmatch(value):
        value = match["day"] or value
        if len(value) < len("2021-01-13"):
            return value
    return parse_date(value)


def parse_date(text: str) -> str | None:
    """The EDTF day (``2021-01-13``) or month (``2021-01``) that ``text`` as a whole names, US order for slashes; else None."""
    bare = text.strip(" \t.,;:()[]|")
    if match := _DATE.fullmatch(bare):
        return _edtf(match)
    if match := _MONTH_ONLY.fullmatch(bare):
        return f"{int(match['year']):04d}-{_MONTH[match['month'].lower()]:02d}"
    return None


def _edtf(match: re.Match[str]) -> str | None:
    for form in ("us", "uk", "iso", "num"):
        if match[form]:
            month_word = match[f"{form}_month"].lower()
            month = _MONTH.get(month_word) or int(month_word)
            try:
                return dt.date(int(match[f"{form}_year"]), month, int(match[f"{form}_day"])).isoformat()
            except ValueError:
                return None
    return None


def _find_date(lines: list[_Line]) -> str | None:
    """The date that stands alone on a line of the head (with a label at most), else that of a dateline."""
    month: str | None = None
    for line in lines:
        alone = parse_date(_DATE_LABEL.sub("", line.text, count=1) if _DATE_LABEL.match(line.text) else line.text)
        if alone and len(alone) == len("2021-01-13"):
            return alone
        month = month or alone
        start = _DATELINE.match(line.text)
        if start and (match := _DATE.match(line.text, start.end())):
            after = line.text[match.end() :]
            if not after.strip(" .)") or _DATELINE_END.match(after):
                return _edtf(match)
    return month


def _is_title(line: _Line, number: int, lines: list[_Line]) -> bool:
    """A headline: a line of its own, of three words or more, that is no sentence, no date and no boilerplate, with a body after it."""
    if _LABEL.match(line.text):
        return True
    if _BOILERPLATE.fullmatch(line.text) or parse_date(line.text) or _DATE_LABEL.fullmatch(line.text):
        return False
    if not line.isolated or len(line.text.split()) < 3 or len(line.text) > _BODY_SENTENCE:
        return False
    if _CLOSING.search(line.text) and not _ABBREVIATED_END.search(line.text):
        return False
    return number + 1 < len(lines) and not _is_letterhead(line.text)


def _is_letterhead(text: str) -> bool:
    """Whether a line is nothing but the name of an organisation."""
    return bool(re.fullmatch(rf"(?:The\s+)?{_NAME}", text)) and bool(_ORGANISATION.search(text)) and not _HEADLINE_PUBLISHER.match(text)


def _find_publisher(lines: list[_Line], title_at: int | None, title: str | None) -> str | None:
    """Who puts the document out: the headline's "X Releases …", the first sentence's "X today released …", else the letterhead."""
    if title and (match := _HEADLINE_PUBLISHER.match(title)) and (name := _organisation(match["name"])):
        return name
    body = lines[(-1 if title_at is None else title_at) + 1 :]
    for line in body[:3]:
        if (match := _SENTENCE_PUBLISHER.search(line.text[:_BODY_SENTENCE])) and (name := _organisation(match["name"])):
            return name
    heads = [line.text for line in lines[: title_at or 0] if _is_letterhead(line.text) and not _BOILERPLATE.fullmatch(line.text)]
    return ", ".join(reversed(heads[:2])) if heads else None


def _find_number(lines: list[_Line], title_at: int | None) -> str | None:
    """The report number of the head: with its label on any line that is no sentence, else alone on a line, else of a known series."""
    for line in lines:
        if len(line.text) < 120 and (match := _LABELLED_NUMBER.search(line.text)):
            return match["number"].rstrip(".,;:-–/")
    for line in lines:
        if _BARE_NUMBER.fullmatch(line.text.strip("()[] .")):
            return line.text.strip("()[] .")
    for line in lines[: 12 if title_at is None else title_at + 6]:
        if len(line.text) < 200 and (match := _SERIES_NUMBER.search(line.text)):
            return match[0]
    return None


def is_release_line(line: str) -> bool:
    """Whether a line is one of those round a release that say nothing of its matter: "FOR IMMEDIATE RELEASE", a date alone, a contact."""
    return bool(_BOILERPLATE.fullmatch(line) or _DATE_LABEL.fullmatch(line) or parse_date(_DATE_LABEL.sub("", line, count=1)))


def stands_alone(line: str) -> bool:
    """Whether a line is a date or a report number and nothing else, and so no part of a sentence."""
    if line.endswith((".", ",", ";")):
        return False
    return parse_date(line) is not None or _LABELLED_NUMBER.fullmatch(line) is not None


def is_organisation(name: str) -> bool:
    """Whether a name is an organisation's: with a head word of one, or an abbreviation; never a person's with a title."""
    return _organisation(name) is not None


def _organisation(name: str) -> str | None:
    """``name`` where it is an organisation's: with a head word of one, or an abbreviation; never a person's with a title."""
    words = name.strip(" ,")
    return words if _ORGANISATION.search(words) and not _PERSON_TITLE.search(words) else None
