"""Dates as heads of documents write them, to EDTF: a day, a month, a dateline, a line that holds nothing else."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

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
# What may stand before a date on its own line: "For immediate release: …", "Date: …", "For release on delivery, expected at 10:00 a.m. …".
DATE_LABEL: Final = re.compile(
    r"(?:for\s+immediate\s+release|(?:news|press|media)\s+release|release\s+date|released?|(?:first\s+)?published|posted|issued"
    r"|dated?(?:\s+(?:issued|published|posted|of\s+(?:issue|publication|release)))?|issue\s+date|publication\s+date|last\s+updated|updated"
    r"|for\s+release\s+(?:on\s+delivery\s*)?(?:expected\s+)?(?:at\s+[\d:]{1,5}\s*(?:[ap]\.?m\.?)?(?:\s+e[ds]?t)?)?|expected\s+at\s+[\d:]{1,5}\s*(?:[ap]\.?m\.?)?(?:\s+e[ds]?t)?)"
    r"\s*(?:on\s*)?[,:|–—-]*\s*",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\s*(?:[,|–—-]|\bat\b)?\s*\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?(?:\s*\(?(?:e[ds]?t|c[ds]?t|m[ds]?t|p[ds]?t|gmt|bst|utc)\)?)?$",
    re.IGNORECASE,
)
_PLACE = r"[A-Z][A-Za-z.'’ ]{1,30}(?:,\s*[A-Z][A-Za-z.]{1,14})?"
_DATELINE = re.compile(rf"^\W*(?:{_PLACE})?\s*[,(–—|-]*\s*(?={_DATE.pattern})", re.IGNORECASE)
_DATELINE_END = re.compile(r"\.?\s*\)?\s*(?:[–—]|(?:--|-|:|\|)\s)")
_EDTF = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?|\d{4}-(?:0[1-9]|1[0-2]|2[1-4])|\d{4}")
_DAY_LENGTH: Final = len("2021-01-13")
_LONGEST_DATE: Final = 60  # characters of a date as people write it, and some more


def edtf_date(value: str) -> str | None:
    """``value`` as EDTF: a day, a month, a season, a year, a moment (cut to its day), or a date in words; else None."""
    value = value.strip()
    if match := _EDTF.fullmatch(value):
        value = match["day"] or value
        if len(value) < _DAY_LENGTH:
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


def date_of_line(line: str) -> str | None:
    """The date of a line that holds nothing but it, a label before it and a time of day after it."""
    if found := parse_date(line):
        return found
    bare = _CLOCK.sub("", line)
    label = DATE_LABEL.match(bare)
    return parse_date(bare[label.end() :] if label else bare)


def dateline(line: str) -> str | None:
    """The day of a dateline that begins a line: "WASHINGTON, May 4, 2021 – The …", "(May 4, 2021)", "May 4, 2021.—Committed to …"."""
    start = _DATELINE.match(line)
    if start and (match := _DATE.match(line, start.end())):
        after = line[match.end() :]
        if not after.strip(" .)") or _DATELINE_END.match(after):
            return _edtf(match)
    return None


def without_date(line: str) -> tuple[str, str | None]:
    """A line without the date at its end, and that date; the line as it is where it ends in none."""
    bare = line.rstrip(" .,;:()[]|")
    start = max(0, bare.rfind(" ", 0, max(0, len(bare) - _LONGEST_DATE)))
    for pattern in (_DATE, _MONTH_ONLY):
        found = list(pattern.finditer(line, start))
        last = found[-1] if found else None
        if last is not None and not line[last.end() :].strip(" .,;:()[]|"):
            return line[: last.start()].strip(" ,;:([|–—-"), parse_date(last[0])
    return line, None


def is_day(date: str | None) -> bool:
    """Whether an EDTF date is as exact as a day."""
    return date is not None and len(date) == _DAY_LENGTH


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
