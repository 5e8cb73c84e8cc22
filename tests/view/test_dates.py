"""EDTF strings as days on a timeline."""

from __future__ import annotations

from datetime import date

import pytest

from ztgraph.view.dates import Extent, extent


def day(iso: str) -> int:
    return (date.fromisoformat(iso) - date(1970, 1, 1)).days


@pytest.mark.parametrize(
    ("time", "first", "last", "interval"),
    [
        ("2018-05-04", "2018-05-04", "2018-05-04", False),
        ("2018-04", "2018-04-01", "2018-04-30", False),
        ("2020-02", "2020-02-01", "2020-02-29", False),
        ("2018", "2018-01-01", "2018-12-31", False),
        ("2018-21", "2018-03-01", "2018-05-31", False),
        ("2018-24", "2018-12-01", "2019-02-28", False),
        ("2018-05~", "2018-05-01", "2018-05-31", False),
        ("201X", "2010-01-01", "2019-12-31", False),
        ("2018-05-04/2018-06", "2018-05-04", "2018-06-30", True),
        ("2018-05-04/..", "2018-05-04", None, True),
        ("../2018-05-04", None, "2018-05-04", True),
    ],
)
def test_extent(time: str, first: str | None, last: str | None, interval: bool) -> None:
    assert extent(time) == Extent(first and day(first), last and day(last), interval)  # type: ignore[arg-type]


@pytest.mark.parametrize("time", [None, "", "soon", "2018-13", "2018-02-30", "../..", "/", "0000", "2019/2018", "<b>2018</b>", "²018"])
def test_what_cannot_be_drawn_is_none(time: str | None) -> None:
    assert extent(time) is None
