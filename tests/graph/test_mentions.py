"""Names against descriptions."""

from __future__ import annotations

import pytest

from ztgraph.graph.mentions import is_name


@pytest.mark.parametrize(
    "mention",
    [
        "DOJ",
        "Department of Justice",
        "Justice Department",
        "U.S. Attorneys",
        "US",
        "Jeff Sessions",
        "U.S. Attorney's Office for the District of Maine",
        "5 RSB",
    ],
)
def test_names(mention: str) -> None:
    assert is_name(mention)


@pytest.mark.parametrize(
    "mention",
    [
        "",
        "  ",
        "we",
        "We",
        "us",
        "the Department",
        "The OIG",
        "its",
        "Department",
        "headquarters",
        "family unit adults",
        "DOJ for prosecution",
        "Department of Justice (DOJ)",
        "an Office",
        "Some Senators",
        "2018",
    ],
)
def test_descriptions(mention: str) -> None:
    assert not is_name(mention)
