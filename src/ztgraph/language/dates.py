"""Expressions of time, found on tokens; what is relative in them ("that September", "nine days later") is left to ``resolution``."""

from __future__ import annotations

from typing import Final, NamedTuple

from ztgraph.language.closed import NUMBER_WORDS
from ztgraph.language.morphology import NOUN, analyse
from ztgraph.language.tokens import Token

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        "january jan jan.|february feb feb.|march mar mar.|april apr apr.|may|june jun jun.|july jul jul.|august aug aug.|"
        "september sept sept. sep sep.|october oct oct.|november nov nov.|december dec dec.".split("|"),
        1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS: Final = {name: number for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
SEASONS: Final = {"spring": 21, "summer": 22, "fall": 23, "autumn": 23, "winter": 24}
_UNITS: Final = {
    "day": "day",
    "days": "day",
    "week": "week",
    "weeks": "week",
    "month": "month",
    "months": "month",
    "year": "year",
    "years": "year",
    "decade": "decade",
    "decades": "decade",
}
_BEFORE_MONTH: Final = frozenset(
    """in since by until of from during before after early late last next this that through between and to mid on following for same
 previous""".split()
)
_BEFORE_YEAR: Final = frozenset(
    """in since by until of from during before after early late mid through between and to year fy fys years around about calendar circa
 the""".split()
)
_OPENERS: Final = frozenset(
    {("as", "early", "as"), ("as", "late", "as"), ("as", "recently", "as"), ("no", "later", "than"), ("no", "earlier", "than")}
)
_JOINS: Final = frozenset({"and", "to", "through", "until", "till", "-", "–"})
_BEFORE_NOUN: Final = frozenset("a an the this that its his her their our your my 's ’s".split())
_PARTS: Final = frozenset("morning afternoon evening night".split())
# The words, beside numbers, with which an expression can begin.
_HEADS: Final = frozenset(
    {*MONTHS, *WEEKDAYS, *SEASONS, *NUMBER_WORDS, *(words[0] for words in _OPENERS)}
    | set("today yesterday tomorrow tonight last next that this following previous same past mid early late sometime the a an".split())
    | {"fiscal", "fy", "fys", "calendar"}
)
_FIRSTS: Final = frozenset("0123456789fm")
_SPANS: Final = _PARTS | frozenset("day week weekend month weeks days months".split())


class Time(NamedTuple):
    """A found expression: token indices, its kind and what it says.

    ``kind``: ``date`` (year, month, day as far as given, 0 where not), ``weekday``, ``season``, ``offset`` (amount, unit; from the date
    given with it or else the one before), ``deictic`` (today, yesterday …), ``named`` (last/next/that month, year, week or season).
    ``word`` is the deciding word: last, next, that, later, earlier. ``end`` is the other end of a range (year, month, day).
    """

    first: int
    last: int
    kind: str
    year: int = 0
    month: int = 0
    day: int = 0
    word: str = ""
    amount: int = 0
    unit: str = ""
    end: tuple[int, int, int] | None = None


def _year(token: Token) -> int:
    return _year_of(token.text)


def _is_number(text: str) -> bool:
    """Whether a text is a number in plain digits: "²" is a digit as well, but no part of a number."""
    return text.isascii() and text.isdigit()


def _year_of(text: str) -> int:
    return int(text) if len(text) == 4 and _is_number(text) and "1700" <= text <= "2199" else 0


def _day(token: Token) -> int:
    text = token.norm.removesuffix("st").removesuffix("nd").removesuffix("rd").removesuffix("th")
    return int(text) if len(text) <= 2 and _is_number(text) and 1 <= int(text) <= 31 else 0


def _number(token: Token) -> int:
    if token.norm in ("a", "an"):
        return 1
    if _is_number(token.norm) and len(token.norm) < 5:
        return int(token.norm)
    return NUMBER_WORDS.get(token.norm, 0)


class _Finder:
    """Tries each kind of expression at a place; the first that fits wins."""

    def __init__(self, tokens: list[Token], first: int, last: int) -> None:
        self.tokens, self.first, self.last = tokens, first, last

    def norm(self, i: int) -> str:
        return self.tokens[i].norm if self.first <= i < self.last else ""

    def at(self, i: int) -> Time | None:
        word = self.tokens[i].norm
        head = word[0]
        if head.isdigit():
            return self.iso(i) or self.day_month(i) or self.offset(i) or self.year(i)
        if word in MONTHS:
            return self.month(i)
        if word in WEEKDAYS:
            return self.weekday(i)
        if word in ("today", "yesterday", "tomorrow", "tonight"):
            return Time(i, i + 1, "deictic", word=word)
        if word in SEASONS:
            return self.season(i)
        if word in ("last", "next", "that", "this", "following", "previous", "same", "past"):
            return self.named(i)
        if word in ("mid", "early", "late", "sometime"):
            return self.wrapped(i)
        if (word, self.norm(i + 1), self.norm(i + 2)) in _OPENERS:
            return self._behind(i, i + 3)
        if word.startswith("mid-"):
            return self.mid(i)
        if word == "the":
            return self.definite(i)
        if word[:2] == "fy" and len(word) in (4, 6) and _is_number(word[2:]):
            return Time(i, i + 1, "date", int(word[2:]) + (2000 if len(word) == 4 else 0))
        if word in ("fiscal", "fy", "fys", "calendar"):
            return self.fiscal(i)
        if word in NUMBER_WORDS or word in ("a", "an"):
            return self.offset(i)
        return None

    def weekday(self, i: int) -> Time:
        """Tuesday night; Friday, March 14, 2019."""
        day = WEEKDAYS[self.norm(i)]
        end = i + 2 if self.norm(i + 1) in _PARTS else i + 1
        j = end + 1 if self.norm(end) == "," else end
        inner = self.at(j) if j < self.last and (self.norm(j) in MONTHS or self.norm(j)[:1].isdigit()) else None
        if inner is not None and inner.kind == "date" and inner.month and inner.day and not inner.end:
            return inner._replace(first=i)
        return Time(i, end, "weekday", day=day)

    def iso(self, i: int) -> Time | None:
        text = self.tokens[i].text
        if len(text) == 4 and self.norm(i + 1) == "-" and self.norm(i + 3) == "-" and i + 4 < self.last:
            year, month, day = _year(self.tokens[i]), _day(self.tokens[i + 2]), _day(self.tokens[i + 4])
            if year and 1 <= month <= 12 and day:
                return Time(i, i + 5, "date", year, month, day)
        if self.norm(i + 1) == "/" and self.norm(i + 3) == "/" and i + 4 < self.last:
            month, day, year = _day(self.tokens[i]), _day(self.tokens[i + 2]), _year(self.tokens[i + 4])
            if not year and len(self.norm(i + 4)) == 2 and _is_number(self.norm(i + 4)) and self.norm(i + 5) != "/":
                year = 2000 + int(self.norm(i + 4)) - (100 if self.norm(i + 4) > "68" else 0)
            if year and 1 <= month <= 12 and day:
                return Time(i, i + 5, "date", year, month, day)
        return None

    def day_month(self, i: int) -> Time | None:
        day = _day(self.tokens[i])
        if day and self.norm(i + 1) in MONTHS and self.tokens[i + 1].capital:
            year = _year(self.tokens[i + 2]) if i + 2 < self.last else 0
            return Time(i, i + (3 if year else 2), "date", year, MONTHS[self.norm(i + 1)], day)
        return None

    def year(self, i: int) -> Time | None:
        year = _year(self.tokens[i])
        if not year and len(self.norm(i)) == 5 and self.norm(i).endswith("s"):
            year = _year_of(self.norm(i)[:4]) if self.norm(i)[3:4] == "0" else 0
            return Time(i, i + 1, "decade", year) if year and self.norm(i - 1) in ("the", "early", "late", "mid") else None
        if year % 10 == 0 and year and self.norm(i + 1) == "s":
            return Time(i, i + 2, "decade", year) if self.norm(i - 1) in ("the", "early", "late", "mid") else None
        if year and (self.norm(i - 1) in _BEFORE_YEAR or i == self.first or self.norm(i - 1) in (",", "(")):
            return Time(i, i + 1, "date", year)
        return None

    def month(self, i: int) -> Time | None:
        token = self.tokens[i]
        if not token.capital:
            return None
        month, j = MONTHS[token.norm], i + 1
        if j < self.last and (found := self._day_range(i, month)) is not None:
            return found
        day = _day(self.tokens[j]) if j < self.last else 0
        if day:
            j += 1
            k = j + 1 if self.norm(j) == "," else j
            if k < self.last and (year := _year(self.tokens[k])):
                return Time(i, k + 2 if self._modifies(i, k + 1) else k + 1, "date", year, month, day)
            return self._other_day(i, j, month, day) or Time(i, j, "date", 0, month, day)
        k = j + 1 if self.norm(j) in ("of", ",") else j
        if k < self.last and (year := _year(self.tokens[k])):
            return Time(i, k + 1, "date", year, month)
        if self.norm(j) == "of" and self.norm(j + 1) in ("the", "that") and self.norm(j + 2) in ("same", "year"):
            return Time(i, min(j + (4 if self.norm(j + 2) == "same" else 3), self.last), "date", 0, month, word="same")
        if self.norm(i - 1) in _BEFORE_MONTH or i == self.first or token.norm != "may":
            return Time(i, j, "date", 0, month) if len(token.norm) > 3 or self.norm(i - 1) in _BEFORE_MONTH or token.norm == "may" else None
        return None

    def _day_range(self, i: int, month: int) -> Time | None:
        """May 4-6, 2018, where the tokenizer leaves "4-6" whole."""
        head, dash, tail = self.norm(i + 1).replace("–", "-").partition("-")
        if not dash or len(head) > 2 or len(tail) > 2 or not (_is_number(head) and _is_number(tail)):
            return None
        if not 1 <= int(head) < int(tail) <= 31:
            return None
        k = i + 3 if self.norm(i + 2) == "," else i + 2
        year = _year(self.tokens[k]) if k < self.last else 0
        return Time(i, k + 1 if year else i + 2, "date", year, month, int(head), end=(year, month, int(tail)))

    def _modifies(self, i: int, comma: int) -> bool:
        """Whether the comma at the end belongs to a date before a noun: "in a March 3, 2019, letter"."""
        if self.norm(comma) != "," or comma + 1 >= self.last or self.norm(i - 1) not in _BEFORE_NOUN:
            return False
        after = self.tokens[comma + 1].text
        return after[0].islower() and analyse(after).pos & NOUN != 0

    def _other_day(self, i: int, j: int, month: int, day: int) -> Time | None:
        """May 4-6, 2018; May 4 and 5."""
        other = _day(self.tokens[j + 1]) if self.norm(j) in _JOINS and j + 1 < self.last else 0
        if not other or other <= day or self.norm(j + 2) in MONTHS or _UNITS.get(self.norm(j + 2)):
            return None
        k = j + 3 if self.norm(j + 2) == "," else j + 2
        year = _year(self.tokens[k]) if k < self.last else 0
        if self.norm(j) == "and":
            return Time(i, k + 1, "date", year, month, day) if year else None
        return Time(i, k + 1 if year else j + 2, "date", year, month, day, end=(year, month, other))

    def season(self, i: int) -> Time | None:
        j = i + 2 if self.norm(i + 1) == "of" else i + 1
        if j < self.last and (year := _year(self.tokens[j])):
            return Time(i, j + 1, "season", year, SEASONS[self.norm(i)])
        if (
            self.norm(i - 1) == "the"
            and self.norm(i - 2) in ("in", "during", "by", "since", "until")
            and self.norm(i + 1) in (".", ",", ";")
        ):
            return Time(i, i + 1, "named", month=SEASONS[self.norm(i)], word="the", unit="season")
        return None

    def named(self, i: int) -> Time | None:
        """last May, that September, next year, the following week, this spring."""
        word, j = self.norm(i), i + 1
        after = self.norm(j)
        if word in ("that", "this") and after == "same":
            j, after = j + 1, self.norm(j + 1)
        if after in MONTHS and self.tokens[j].capital:
            day = _day(self.tokens[j + 1]) if j + 1 < self.last else 0
            if j + 1 < self.last and _year(self.tokens[j + 1]):
                return None
            return Time(i, j + (2 if day else 1), "date", 0, MONTHS[after], day, word)
        if after in WEEKDAYS:
            return Time(i, j + 1, "weekday", day=WEEKDAYS[after], word=word)
        if after in SEASONS:
            return Time(i, j + 1, "named", month=SEASONS[after], word=word, unit="season")
        if after in ("year", "month", "week", "day") and self.norm(j + 1) != "'s":
            return Time(i, j + 1, "named", word=word, unit=after)
        if after in _PARTS and word in ("that", "same", "next", "following"):
            return Time(i, j + 1, "named", word=word, unit="day")
        return None

    def _behind(self, i: int, j: int) -> Time | None:
        """The expression at ``j``, from ``i`` on."""
        inner = self.at(j) if j < self.last else None
        if inner is None and j < self.last and (year := _year(self.tokens[j])):
            inner = Time(j, j + 1, "date", year)
        return inner._replace(first=i) if inner is not None and inner.kind in ("date", "named", "season", "weekday") else None

    def wrapped(self, i: int) -> Time | None:
        """early/late/mid May 2018."""
        return self._behind(i, i + 2 if self.norm(i + 1) in ("in", "on") else i + 1)

    def mid(self, i: int) -> Time | None:
        rest = self.norm(i)[4:]
        if rest in MONTHS:
            year = _year(self.tokens[i + 1]) if i + 1 < self.last else 0
            return Time(i, i + (2 if year else 1), "date", year, MONTHS[rest])
        if len(rest) == 4 and _is_number(rest):
            return Time(i, i + 1, "date", int(rest))
        return None

    def definite(self, i: int) -> Time | None:
        """the summer of 2018, the third week of May, the following day, the same month, the end of 2019."""
        after = self.norm(i + 1)
        if after in SEASONS:
            found = self.season(i + 1)
            return found._replace(first=i) if found else None
        if after in ("following", "next", "same", "previous", "past", "last"):
            found = self.named(i + 1)
            if found is not None and after == "next":
                found = found._replace(word="following")  # "the next month" is told from the story, "next month" from now
            return found._replace(first=i) if found else None
        if i + 1 < self.last and after[-2:] in ("st", "nd", "rd", "th") and _day(self.tokens[i + 1]):
            return self._ordinal(i, _day(self.tokens[i + 1]))
        if (
            after in ("day", "week", "month", "year")
            and self.norm(i + 2) in ("before", "after", "earlier")
            and self.norm(i + 3) in (",", ".", ";", ")", "—", "and", "but", "that", "in", "at", "when", "with")
        ):
            return Time(i, i + 3, "offset", amount=1, unit=after, word="later" if self.norm(i + 2) == "after" else "earlier")
        if after == "end" and self.norm(i + 2) == "of" and self.norm(i + 3) == "the" and self.norm(i + 4) == "year":
            return Time(i, i + 5, "named", word="same", unit="year")
        if (
            after in ("first", "second", "third", "fourth", "last", "end", "beginning", "start", "middle", "close", "early", "late")
            or after in _SPANS
        ):
            j = i + 2
            if self.norm(j) in ("week", "half", "quarter", "day", "days", "weeks", "part", "months", "month"):
                j += 1
            if (
                self.norm(j) == "of"
                and j + 1 < self.last
                and (inner := self.at(j + 1)) is not None
                and inner.kind in ("date", "named", "season", "weekday")
            ):
                return inner._replace(first=i)
        return None

    def _ordinal(self, i: int, day: int) -> Time | None:
        """the 4th of May 2018; on the 17th."""
        if self.norm(i + 2) == "of" and self.norm(i + 3) in MONTHS:
            k = i + 5 if self.norm(i + 4) == "," else i + 4
            year = _year(self.tokens[k]) if k < self.last else 0
            return Time(i, k + 1 if year else i + 4, "date", year, MONTHS[self.norm(i + 3)], day)
        if self.norm(i - 1) in ("on", "by", "until") and self.norm(i + 2) in (".", ",", ";", "and", "that"):
            return Time(i, i + 2, "date", 0, 0, day)
        return None

    def fiscal(self, i: int) -> Time | None:
        if self.norm(i) in ("fy", "fys") and _is_number(self.norm(i + 1)) and len(self.norm(i + 1)) == 2:
            return Time(i, i + 2, "date", 2000 + int(self.norm(i + 1)))
        j = i + 1
        while self.norm(j) in ("year", "years", "fiscal"):
            j += 1
        if j < self.last:
            text = self.tokens[j].text
            year = _year(self.tokens[j]) or (int(text[:4]) if len(text) > 4 and _is_number(text[:4]) and text[4] in "-–" else 0)
            if year:
                return Time(i, j + 1, "date", year)
        return None

    def offset(self, i: int) -> Time | None:
        """nine days later, two weeks after, a year earlier, three months ago."""
        amount, unit = _number(self.tokens[i]), _UNITS.get(self.norm(i + 1), "")
        if not amount or not unit:
            return None
        if self.norm(i - 1) in ("to", "or") and self.norm(i - 2) and _number(self.tokens[i - 2]):
            return Time(i, i + 2, "span", amount=amount, unit=unit)  # "six to eight weeks later" is no day
        amount, unit = (amount * 10, "year") if unit == "decade" else (amount, unit)
        word = self.norm(i + 2)
        if word in ("before", "after") and i + 3 < self.last and (base := self.at(i + 3)) is not None and base.kind == "date":
            return base._replace(first=i, kind="offset", amount=amount, unit=unit, word={"before": "earlier", "after": "later"}[word])
        if word in ("later", "earlier", "ago", "afterward", "afterwards", "before", "after"):
            if word in ("before", "after") and i + 3 < self.last and self.norm(i + 3) not in (",", "."):
                return Time(i, i + 2, "span", amount=amount, unit=unit, word=word)
            return Time(i, i + 3, "offset", amount=amount, unit=unit, word={"before": "earlier", "after": "later"}.get(word, word))
        return Time(i, i + 2, "span", amount=amount, unit=unit)


def find(tokens: list[Token], first: int, last: int) -> list[Time]:
    """The expressions of time among the tokens ``first`` to ``last`` (exclusive), in order, without overlap."""
    finder, found, i = _Finder(tokens, first, last), [], first
    while i < last:
        word = tokens[i].norm
        time = finder.at(i) if word in _HEADS or (word[0] in _FIRSTS and (word[0].isdigit() or word.startswith(("fy", "mid-")))) else None
        if time is None:
            i += 1
        else:
            found.append(time)
            i = time.last
    return _joined(tokens, found, first)


def _joined(tokens: list[Token], times: list[Time], first: int) -> list[Time]:
    """Ranges ("between May and July 2018", "from 2016 to 2019") become one; "in May and July 2018" gives its year to both."""
    made: list[Time] = []
    for time in times:
        before = made[-1] if made else None
        near = (
            before is not None
            and time.kind == before.kind == "date"
            and not before.end
            and before.last == time.first - 1
            and tokens[before.last].norm in _JOINS | {"or"}
        )
        if not near or before is None:
            made.append(time)
            continue
        join, lead = tokens[before.last].norm, tokens[before.first - 1].norm if before.first > first else ""
        lacks = before.month and not before.year and time.year
        if lacks:
            before = before._replace(year=time.year - (1 if before.month > time.month > 0 else 0))
        if (lead == "between" and join == "and") or (join not in ("and", "or") and (lead == "from" or join in ("-", "–", "through"))):
            made[-1] = before._replace(last=time.last, end=(time.year, time.month, time.day))
        else:
            made[-1] = before
            made.append(time)
    return made
