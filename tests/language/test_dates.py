"""Expressions of time: which tokens they take, and the EDTF that the calendar makes of them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ztgraph.graph.edtf import bounds
from ztgraph.language.dates import MONTHS, SEASONS, WEEKDAYS, Time, find
from ztgraph.language.resolution import Calendar
from ztgraph.language.tokens import tokenize

DATELINE = "2020-06-17"  # a Wednesday
# Level 0 and the parts of level 1 that the engine writes: date, month, year, season, decade, interval.
_DATE = r"(\d{3}X|\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?|-2[1-4])?)"
EDTF = re.compile(rf"{_DATE}(/{_DATE})?")


def read(text: str, dateline: str | None = DATELINE, news: bool = False, future: bool = False) -> list[tuple[str, str | None]]:
    """The expressions of a text with their values."""
    tokens = tokenize(text)
    calendar = Calendar(dateline, None, news)
    found = find(tokens, 0, len(tokens))
    return [(text[tokens[t.first].start : tokens[t.last - 1].end], calendar.resolve(t, future)) for t in found]


ONE = [
    ("It met B on May 4, 2018.", "May 4, 2018", "2018-05-04"),
    ("It met B on 4 May 2018.", "4 May 2018", "2018-05-04"),
    ("It met B on the 4th of May, 2018.", "the 4th of May, 2018", "2018-05-04"),
    ("It met B on May 4th, 2018.", "May 4th, 2018", "2018-05-04"),
    ("It met B on Sept. 3, 2019.", "Sept. 3, 2019", "2019-09-03"),
    ("It met B on 3/14/2019.", "3/14/2019", "2019-03-14"),
    ("It met B on 3/14/19.", "3/14/19", "2019-03-14"),
    ("It met B on 2019-03-14.", "2019-03-14", "2019-03-14"),
    ("It met B on Friday, March 15, 2019.", "Friday, March 15, 2019", "2019-03-15"),
    ("It met B in a March 3, 2019, letter.", "March 3, 2019,", "2019-03-03"),
    ("It met B in March of 2019.", "March of 2019", "2019-03"),
    ("It met B in mid-March 2019.", "mid-March 2019", "2019-03"),
    ("It met B in late March 2019.", "late March 2019", "2019-03"),
    ("It met B as early as March 2019.", "as early as March 2019", "2019-03"),
    ("It met B as recently as 2018.", "as recently as 2018", "2018"),
    ("It met B no later than June 30, 2019.", "no later than June 30, 2019", "2019-06-30"),
    ("It met B at the end of 2019.", "the end of 2019", "2019"),
    ("It met B on the night of May 3, 2019.", "the night of May 3, 2019", "2019-05-03"),
    ("It met B in 2018.", "2018", "2018"),
    ("It met B in fiscal year 2018.", "fiscal year 2018", "2018"),
    ("It met B in FY 2018.", "FY 2018", "2018"),
    ("It met B in FY18.", "FY18", "2018"),
    ("It met B in the summer of 2018.", "the summer of 2018", "2018-22"),
    ("It met B in spring 2019.", "spring 2019", "2019-21"),
    ("It met B in the 1990s.", "1990s", "199X"),
    ("It met B between March 3 and March 9, 2019.", "March 3 and March 9, 2019", "2019-03-03/2019-03-09"),
    ("It met B between 2003 and 2005.", "2003 and 2005", "2003/2005"),
    ("It met B from January to June 2018.", "January to June 2018", "2018-01/2018-06"),
    ("It met B from November to February 2018.", "November to February 2018", "2017-11/2018-02"),
    ("It met B on May 4-6, 2018.", "May 4-6, 2018", "2018-05-04/2018-05-06"),
    ("It met B in fiscal years 2017 through 2019.", "fiscal years 2017 through 2019", "2017/2019"),
    ("It met B two weeks after May 4, 2018.", "two weeks after May 4, 2018", "2018-05-18"),
    ("It met B three weeks ago.", "three weeks ago", "2020-05-27"),
    ("It met B two years ago.", "two years ago", "2018"),
    ("It met B a decade ago.", "a decade ago", "2010"),
    ("It met B today.", "today", "2020-06-17"),
    ("It met B yesterday.", "yesterday", "2020-06-16"),
    ("It met B on Wednesday.", "Wednesday", "2020-06-17"),
    ("It met B on Thursday.", "Thursday", "2020-06-11"),
    ("It met B on Tuesday morning.", "Tuesday morning", "2020-06-16"),
    ("It met B last Wednesday.", "last Wednesday", "2020-06-10"),
    ("It met B last month.", "last month", "2020-05"),
    ("It met B last year.", "last year", "2019"),
    ("It met B last fall.", "last fall", "2019-23"),
    ("It met B in the spring.", "the spring", "2020-21"),
    ("It met B last November.", "last November", "2019-11"),
    ("It met B last May 21.", "last May 21", "2020-05-21"),
    ("It met B in May.", "May", "2020-05"),
    ("It met B in November.", "November", "2019-11"),
    ("It met B on November 5.", "November 5", "2019-11-05"),
]


@pytest.mark.parametrize(("text", "words", "value"), ONE, ids=[row[1] for row in ONE])
def test_an_expression_is_found_whole_and_resolved(text: str, words: str, value: str) -> None:
    assert read(text) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It met B on May 4, 2017. Nine days later it met C.", ["2017-05-04", "2017-05-13"]),
        ("It met B on May 4, 2017. The next day it met C.", ["2017-05-04", "2017-05-05"]),
        ("It met B on May 4, 2017, and that afternoon met C.", ["2017-05-04", "2017-05-04"]),
        ("It met B in May 2017. A year earlier it met C.", ["2017-05", "2016"]),
        ("It met B in May 2017. Three months later it met C.", ["2017-05", "2017-08"]),
        ("It met B in November 2017, and three months later it met C.", ["2017-11", "2018-02"]),
        ("It met B on October 1, 2007. It met C the following March.", ["2007-10-01", "2008-03"]),
        ("It met B in March 2007, and C that September.", ["2007-03", "2007-09"]),
        ("It met B on May 4, 2017, and C on the 17th.", ["2017-05-04", "2017-05-17"]),
        ("It met B in 2017. By the end of that year it met C.", ["2017", "2017"]),
        ("It met B in May and June 2017.", ["2017-05", "2017-06"]),
        ("It met B on May 4, 2017. In June it met C.", ["2017-05-04", "2017-06"]),
        ("It met B on December 4, 2018. In January it met C.", ["2018-12-04", "2018-01"]),
    ],
)
def test_what_is_relative_goes_back_to_the_date_before(text: str, values: list[str]) -> None:
    assert [value for _, value in read(text, dateline="2021-09-01")] == values


def test_a_story_near_its_dateline_goes_on_into_the_next_year() -> None:
    text = "It met B on December 4, 2018. In January it met C."
    assert [value for _, value in read(text, dateline="2019-03-01")] == ["2018-12-04", "2019-01"]


@pytest.mark.parametrize(
    "text",
    [
        "It may march on.",
        "It paid 2018 farmers.",
        "It will fall apart.",
        "Section 1225 bars it.",
        "He spent 30 days in jail.",
        "The second unit met B.",
        "It took six to eight weeks.",
        "It met B in an august hall.",
    ],
)
def test_what_is_no_date_has_no_value(text: str) -> None:
    assert [value for _, value in read(text) if value is not None] == []


def test_without_a_dateline_nothing_deictic_is_resolved() -> None:
    assert [v for _, v in read("It met B today, on Friday and last month.", dateline=None)] == [None, None, None]


def test_a_day_that_does_not_exist_is_no_date() -> None:
    assert [v for _, v in read("It met B on February 30, 2019.")] == [None]


def test_in_news_a_bare_month_that_nothing_ties_is_the_last_one() -> None:
    tokens = tokenize("May 4, 2017 July")
    first, second = find(tokens, 0, len(tokens))
    news, report = Calendar(DATELINE, None, news=True), Calendar(DATELINE, None)
    assert [news.resolve(first), news.resolve(second, tied=False)] == ["2017-05-04", "2019-07"]
    assert [report.resolve(first), report.resolve(second, tied=False)] == ["2017-05-04", "2017-07"]


def test_what_is_planned_lies_ahead() -> None:
    assert read("It will meet B in May.", future=True) == [("May", "2021-05")]
    assert read("It will meet B on Thursday.", future=True) == [("Thursday", "2020-06-18")]


WORDS = sorted({*MONTHS, *WEEKDAYS, *SEASONS}) + (
    """in on by the a of last next that this same following between and to from until early late mid fiscal year years month day days week
    weeks later earlier ago after before today yesterday end first quarter 4 31 30 0 99 2018 2019 1700 2199 1st 4th 22nd , . - / FY FY18 4-6
    1990s nine two May June Friday Winter Sept. as recently than sometime night decade""".split()
)
DATELINES = st.one_of(
    st.none(),
    st.dates().map(lambda d: d.isoformat()),
    st.dates().map(lambda d: d.isoformat()[:7]),
    st.dates().map(lambda d: d.isoformat()[:4]),
    st.sampled_from(["2018-21", "2018-05-04/2019", "199X", "2019-02-30", "2020-13", "0001-01-01", "9999-12-31"]),
)


@given(st.lists(st.sampled_from(WORDS), max_size=12), DATELINES, st.booleans(), st.booleans(), st.booleans())
@settings(max_examples=400, deadline=None)
def test_whatever_the_words_the_calendar_gives_valid_edtf_or_nothing(
    words: list[str], dateline: str | None, news: bool, future: bool, tied: bool
) -> None:
    tokens = tokenize(" ".join(words))
    calendar = Calendar(dateline, None, news)
    end = 0
    for time in find(tokens, 0, len(tokens)):
        assert end <= time.first < time.last <= len(tokens)
        end = time.last
        value = calendar.resolve(time, future, tied)
        if value is not None:
            assert EDTF.fullmatch(value), value
            first, last = bounds(value)
            assert first is not None
            assert last is not None
            assert first <= last


@given(
    st.sampled_from(["date", "weekday", "season", "offset", "deictic", "named", "span", "decade"]),
    st.integers(0, 2199), st.integers(0, 24), st.integers(0, 31), st.integers(0, 9999),
    st.sampled_from(["", "last", "next", "that", "this", "later", "earlier", "ago", "same", "the", "following", "today", "yesterday"]),
    st.sampled_from(["", "day", "week", "month", "year", "season"]), DATELINES,
)  # fmt: skip
@settings(max_examples=400, deadline=None)
def test_the_calendar_never_raises(
    kind: str, year: int, month: int, day: int, amount: int, word: str, unit: str, dateline: str | None
) -> None:
    calendar = Calendar(dateline, None)
    if kind == "deictic":
        word = "today"
    if kind == "weekday":
        day %= 7
    if kind == "season" or (kind == "named" and unit == "season"):
        month, year = 21 + month % 4, max(year, 1)
    elif month > 12:
        month = 0
    for _ in range(2):
        value = calendar.resolve(Time(0, 1, kind, year, month, day, word, amount, unit))
        assert value is None or isinstance(value, str)


@pytest.mark.parametrize("text", ["The Navy told the", "We saw the", "In the", "On that", "By mid"])
def test_a_text_that_breaks_off_is_read_to_its_end(text: str) -> None:
    tokens = tokenize(text)
    assert find(tokens, 0, len(tokens)) == []
