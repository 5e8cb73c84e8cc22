"""Earliest and latest day of an EDTF string (Extended Date/Time Format, ISO 8601-2), for filters and sorting.

The literal itself is what the text gives and is never made more exact; the bounds stand beside it.
"""

from __future__ import annotations

import calendar
import re

_DATE = re.compile(r"(?P<year>[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?(?:T[0-9:.+Z-]+)?")
_QUALIFIERS = re.compile(r"[?~%]")

# Sub-year groupings of EDTF: first month, number of months. Winter is taken from the December of its year.
_GROUPS = {
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3),
    33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    40: (1, 6), 41: (7, 6),
}  # fmt: skip

_OPEN = ("", "..")


def _last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _iso(year: int, month: int, day: int) -> str:
    if not 1 <= year <= 9999 or not 1 <= month <= 12 or not 1 <= day <= _last_day(year, month):
        raise ValueError(f"no such day: {year:04}-{month:02}-{day:02}")
    return f"{year:04}-{month:02}-{day:02}"


def _single(text: str) -> tuple[str, str]:
    match = _DATE.fullmatch(_QUALIFIERS.sub("", text))
    if match is None:
        raise ValueError(f"not an EDTF date: {text!r}")
    year, month, day = match["year"], match["month"], match["day"]
    first, last = max(1, int(year.replace("X", "0"))), int(year.replace("X", "9"))
    if month is None or month == "XX":
        return _iso(first, 1, 1), _iso(last, 12, 31)
    if "X" in month or (day is not None and "X" in day and day != "XX"):
        raise ValueError(f"a month or day that is known in part only: {text!r}")
    number = int(month)
    if number in _GROUPS:
        if day is not None:
            raise ValueError(f"a season has no days: {text!r}")
        start, length = _GROUPS[number]
        over, end = divmod(start + length - 2, 12)
        return _iso(first, start, 1), _iso(last + over, end + 1, _last_day(last + over, end + 1))
    if not 1 <= number <= 12:
        raise ValueError(f"no such month: {text!r}")
    if day is None or day == "XX":
        return _iso(first, number, 1), _iso(last, number, _last_day(last, number))
    return _iso(first, number, int(day)), _iso(last, number, int(day))


def bounds(text: str) -> tuple[str | None, str | None]:
    """The earliest and latest day of an EDTF string as ``YYYY-MM-DD``; ``None`` for an open end.

    Takes years, months, days, seasons (21-24), quarters and halves, unspecified digits (``201X``, ``2018-XX``), qualifiers (``~ ? %``),
    times of day (ignored) and intervals, also open ones (``../2018-05-04``). Raises ValueError for anything else.
    """
    left, slash, right = text.partition("/")
    if not slash:
        return _single(text)
    earliest = None if left in _OPEN else _single(left)[0]
    latest = None if right in _OPEN else _single(right)[1]
    if earliest is None and latest is None:
        raise ValueError(f"an interval without ends: {text!r}")
    if earliest is not None and latest is not None and earliest > latest:
        raise ValueError(f"an interval that ends before it begins: {text!r}")
    return earliest, latest
