"""Bounds of EDTF strings."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ztgraph.graph.edtf import bounds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018", ("2018-01-01", "2018-12-31")),
        ("2018-05", ("2018-05-01", "2018-05-31")),
        ("2020-02", ("2020-02-01", "2020-02-29")),
        ("2018-05-04", ("2018-05-04", "2018-05-04")),
        ("2018-21", ("2018-03-01", "2018-05-31")),
        ("2018-22", ("2018-06-01", "2018-08-31")),
        ("2018-23", ("2018-09-01", "2018-11-30")),
        ("2019-24", ("2019-12-01", "2020-02-29")),
        ("2018-33", ("2018-01-01", "2018-03-31")),
        ("2018-36", ("2018-10-01", "2018-12-31")),
        ("2018-41", ("2018-07-01", "2018-12-31")),
        ("201X", ("2010-01-01", "2019-12-31")),
        ("2018-XX", ("2018-01-01", "2018-12-31")),
        ("2018-05-XX", ("2018-05-01", "2018-05-31")),
        ("2018-05~", ("2018-05-01", "2018-05-31")),
        ("2018-05-04T12:00:00Z", ("2018-05-04", "2018-05-04")),
        ("2018-04/2018-06-20", ("2018-04-01", "2018-06-20")),
        ("../2018-05-04", (None, "2018-05-04")),
        ("/2018-05-04", (None, "2018-05-04")),
        ("2018-05-04/..", ("2018-05-04", None)),
        ("2018-05-04/", ("2018-05-04", None)),
        ("2018-21/2018-22", ("2018-03-01", "2018-08-31")),
    ],
)
def test_bounds(text: str, expected: tuple[str | None, str | None]) -> None:
    assert bounds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "/",
        "../..",
        "May 2018",
        "2018-13",
        "2018-00",
        "2018-02-30",
        "2018-21-01",
        "18",
        "2018-5",
        "2018-05-04/2018-05-03",
        "2018/2017/2016",
        "2018-0X",
    ],
)
def test_what_is_not_edtf_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        bounds(text)


@given(st.dates())
def test_a_day_bounds_itself(day: object) -> None:
    text = str(day)
    assert bounds(text) == (text, text)


@given(st.text(alphabet="0123456789X-/.~?%T:", max_size=24))
def test_bounds_are_days_in_order_or_an_error(text: str) -> None:
    try:
        earliest, latest = bounds(text)
    except ValueError:
        return
    for day in (earliest, latest):
        assert day is None or re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day)
    assert earliest is None or latest is None or earliest <= latest
