"""The calendar: what day, month or year an expression of time means, given the dateline and the dates before it."""

from __future__ import annotations

import datetime
from typing import Final

from ztgraph.language.dates import Time

_STORY: Final = 18  # months before the dateline within which a story is told in order


def _exists(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month or 1, day or 1)
    except ValueError:
        return False
    return bool(month) or not day


def _format(year: int, month: int = 0, day: int = 0) -> str:
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def _parse(edtf: str | None) -> tuple[int, int, int] | None:
    if not edtf:
        return None
    parts = [int(p) for p in edtf.split("/")[-1].split("-") if p.isascii() and p.isdigit()]
    year, month, day = [*parts, 0, 0, 0][:3]
    if month > 12:  # a season
        month = day = 0
    return (year, month, day) if _exists(year, month, day) else None


class Calendar:
    """Resolves expressions in the order of the text.

    ``dateline`` is the EDTF date of the document (``None`` if unknown); without one, ``later`` (the first full date that the text gives)
    serves as the writer's present. ``news`` says that the text speaks from its day ("today", "on Friday"): a bare month is then the last
    one before the dateline, unless a near date or the start of a sentence ties it to the story.
    """

    def __init__(self, dateline: str | None, later: str | None = None, news: bool = False) -> None:
        self.now = _parse(dateline) or _parse(later)
        self.dateline = _parse(dateline)
        self.news = news
        self.last: tuple[int, int, int] | None = None

    def resolve(self, time: Time, future: bool = False, tied: bool = True, lasting: bool = False) -> str | None:
        """The EDTF date of one expression, ``None`` where it cannot be told.

        ``future`` is for what is planned; ``tied`` tells whether the expression goes on from the date before it (it opens its sentence,
        or that date stands in the same one). ``lasting`` is for "since 2011", which is no place in the story.
        """
        if self.news and not tied and time.kind == "date" and not time.year and not time.word and self._far():
            self.last = None
        value = self._value(time, future)
        if value is None or not all(part[:4] > "0000" and len(part) in (4, 7, 10) and part != "9999-24" for part in value.split("/")):
            return None  # before the year 1 or after 9999
        told = time.kind == "named" and time.word in ("last", "past") and time.unit in ("season", "year", "week")
        # "last fall" is told from now, and no place in the story; nor is "since 2011".
        aside = (told or lasting) and self.dateline is not None
        if time.kind != "deictic" and not aside and (parsed := _parse(value)):
            self.last = parsed if parsed[1] < 21 else (parsed[0], 0, 0)
        return value

    def _value(self, time: Time, future: bool) -> str | None:
        if time.kind == "date":
            return self._date(time, future)
        if time.kind == "decade":
            return f"{time.year // 10:03d}X"
        if time.kind == "season":
            return f"{time.year:04d}-{time.month}"
        if time.kind == "deictic":
            return _shift({"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}[time.word], "day", self.dateline)
        if time.kind == "weekday":
            return self._weekday(time, future)
        if time.kind == "offset":
            base = self.dateline if time.word == "ago" else self.last
            if time.month or time.year:
                base = _parse(self._date(time, future))
            return _shift(time.amount if time.word == "later" or time.word.startswith("after") else -time.amount, time.unit, base)
        if time.kind == "named":
            return self._named(time, future)
        return None

    def _date(self, time: Time, future: bool) -> str | None:
        month, year = time.month, time.year
        if not month and time.day:  # "on the 17th"
            if self.last is None or not self.last[1]:
                return None
            year, month = self.last[0], self.last[1]
        year = year or self._year_for(month, time.word, future)
        if not year or not _exists(year, month, time.day):
            return None
        start = _format(year, month, time.day)
        if time.end is None:
            return start
        end_year = time.end[0] or (year + (1 if time.end[1] < month else 0))
        if not _exists(end_year, time.end[1], time.end[2]) or (end_year, *time.end[1:]) <= (year, month, time.day):
            return start
        return f"{start}/{_format(end_year, time.end[1], time.end[2])}"

    def _far(self) -> bool:
        """Whether the date before lies more than a story's length before the dateline."""
        if self.last is None or self.dateline is None:
            return False
        return (self.dateline[0] - self.last[0]) * 12 + (self.dateline[1] or 12) - (self.last[1] or 12) > _STORY

    def _year_for(self, month: int, word: str, future: bool) -> int:
        if word in ("last", "past", "previous") and self.now:
            year, now_month, _ = self.now
            return year if now_month > month else year - 1
        if word == "this" and self.dateline:
            return self.dateline[0]  # "this July"
        if word == "next" and self.now:
            year, now_month, _ = self.now
            return year if month > now_month else year + 1
        if word in ("following", "next") and self.last:
            return self.last[0] + (1 if month <= (self.last[1] or 12) else 0)
        if self.last:
            return self._near(month, future)
        if self.now:
            year, now_month, _ = self.now
            if future:
                return year if month >= now_month else year + 1
            return year if not now_month or month <= now_month else year - 1
        return 0

    def _near(self, month: int, future: bool) -> int:
        """The year of a bare month after a dated one: its year, or the next where the story goes on towards a near dateline."""
        assert self.last is not None
        year, last_month, _ = self.last
        if future:
            return year + (1 if last_month > month else 0)
        if self.dateline is None:
            return year
        present = self.dateline[0] * 12 + (self.dateline[1] or 12)
        if last_month > month and present - (year * 12 + last_month) <= _STORY and (year + 1) * 12 + month <= present:
            return year + 1
        while year * 12 + month > present and year > self.dateline[0] - 2:
            year -= 1
        return year

    def _weekday(self, time: Time, future: bool) -> str | None:
        if not self.dateline or not all(self.dateline):
            return None
        now = datetime.date(*self.dateline)
        back = (now.weekday() - time.day) % 7
        if future or time.word == "next":
            return _shift((time.day - now.weekday()) % 7 or 7, "day", self.dateline)
        return _shift(-back if time.word != "last" or back else -7, "day", self.dateline)

    def _named(self, time: Time, future: bool) -> str | None:
        relative = time.word in ("last", "next", "past", "previous", "this")
        base = self.now if relative and not (time.word == "this" and not self.now) else self.last
        if time.word == "next" and time.unit == "day":
            base = self.last
        if time.unit == "year" and time.word == "same":
            base = (self.dateline if future else None) or self.last or self.now  # "would be done by the end of the year"
        if time.word == "the":
            base = self.now
        if base is None:
            return None
        year, month, day = base
        step = {"last": -1, "past": -1, "previous": -1, "next": 1, "following": 1}.get(time.word, 0)
        if time.unit == "year":
            return _format(year + step)
        if time.unit == "season":
            if time.word in ("following", "next") and (time.month - 20) * 3 <= month:
                return f"{year + 1:04d}-{time.month}"
            season_year = year - 1 if time.word in ("last", "past", "the") and (time.month - 20) * 3 > month > 0 else year
            return f"{season_year:04d}-{time.month}"
        if time.unit == "week" and day:
            return _week(year, month, day, step)
        if time.unit == "month" and month:
            return _format(*_months(year, month, step))
        if time.unit == "day" and not day and time.word in ("same", "that"):
            return _format(year, month)
        if time.unit == "day" and day:
            return _shift(step, "day", base)
        return None


def _shift(amount: int, unit: str, base: tuple[int, int, int] | None) -> str | None:
    if base is None:
        return None
    year, month, day = base
    try:
        if unit in ("day", "week"):
            if not day:
                return None
            moved = datetime.date(year, month, day) + datetime.timedelta(days=amount * (7 if unit == "week" else 1))
            return moved.isoformat()
        if unit == "month":
            return _format(*_months(year, month, amount)) if month else None
        return _format(year + amount)
    except (ValueError, OverflowError):
        return None


def _week(year: int, month: int, day: int, step: int) -> str | None:
    """The month of the week that lies ``step`` weeks from that of a day, ``None`` where it spans two."""
    try:
        monday = datetime.date(year, month, day) + datetime.timedelta(days=7 * step)
        monday -= datetime.timedelta(days=monday.weekday())
        sunday = monday + datetime.timedelta(days=6)
    except (ValueError, OverflowError):
        return None
    return _format(monday.year, monday.month) if monday.month == sunday.month else None


def shifted(edtf: str, time: Time) -> str | None:
    """The date that lies a span ("two weeks before", "a year after") from an EDTF date, ``None`` where that cannot be told."""
    return _shift(time.amount if time.word == "after" else -time.amount, time.unit, _parse(edtf))


def _months(year: int, month: int, amount: int) -> tuple[int, int]:
    count = year * 12 + month - 1 + amount
    return count // 12, count % 12 + 1
