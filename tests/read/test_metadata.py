"""Date, title and publisher from a document's own head."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ztgraph.read.metadata import Metadata, find_metadata, parse_date

SEED = Path(__file__).parents[2] / "seeds" / "doj-oig-2021-01-13-zero-tolerance.txt"


def test_the_press_release() -> None:
    found = find_metadata(SEED.read_text(encoding="utf-8"))
    assert found.date == "2021-01-13"
    assert found.publisher == "DOJ OIG"
    assert found.title is not None
    assert found.title.startswith("DOJ OIG Releases Report on the Department of Justice's Planning")
    assert found.title.endswith("Health and Human Services")


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("January 13, 2021", "2021-01-13"),
        ("Jan. 3, 2021", "2021-01-03"),
        ("Sept 9 2019", "2019-09-09"),
        ("Wednesday, January 13, 2021", "2021-01-13"),
        ("13 January 2021", "2021-01-13"),
        ("2021-01-13", "2021-01-13"),
        ("1/13/2021", "2021-01-13"),
        ("MARCH 2019", "2019-03"),
        ("February 30, 2021", None),
        ("13/13/2021", None),
        ("In January 13, 2021", None),
        ("may 2021 be better", None),
        ("", None),
    ],
)
def test_dates(words: str, date: str | None) -> None:
    assert parse_date(words) == date


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("For Immediate Release: March 4, 2019\n\nBody.", "2019-03-04"),
        ("FOR IMMEDIATE RELEASE\nThursday, March 4, 2021\n", "2021-03-04"),
        ("Date: 4 March 2021\nSubject: Audit of grants\n", "2021-03-04"),
        ("WASHINGTON – March 4, 2021 – The Office of Inspector General today issued a report.", "2021-03-04"),
        ("SAN DIEGO, Calif. (March 4, 2021) — Agents arrested two men.", "2021-03-04"),
        ("March 2021\n\nAudit of the Border Program\n\nBody text here.", "2021-03"),
        ("March 2021\n\nMarch 9, 2021\n\nBody text here.", "2021-03-09"),
        # A date that a sentence speaks of is not the document's.
        ("On March 4, 2021, agents arrested two men.", None),
        ("March 4, 2021 was a cold day for everybody.", None),
        ("The policy of\nMarch was kept.", None),
    ],
)
def test_the_date_of_a_head(head: str, date: str | None) -> None:
    assert find_metadata(head).date == date


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "NEWS RELEASE\n\nMay 2, 2020\n\nCounty Auditor Finds Gaps in Jail Oversight\n\nThe auditor said so.",
            "County Auditor Finds Gaps in Jail Oversight",
        ),
        ("Title: A Short One\n\nBody of it.", "A Short One"),
        ("Re: Complaint of the union\n\nDear Sir.", "Complaint of the union"),
        ("# Review of Border Grants\n\nThe OIG reviewed grants.", "Review of Border Grants"),
        ("Claims Against Harlan Corp.\n\nThe court heard them.", "Claims Against Harlan Corp."),
        ("The OIG reviewed three grants of the county.\n\nIt found gaps.", None),
        (
            "U.S. Department of Labor\nOffice of Inspector General\n\nMay 2020\n\nAudit of State Unemployment Grants\n\nText follows.",
            "Audit of State Unemployment Grants",
        ),
        ("One line only without a stop", None),
    ],
)
def test_the_title_of_a_head(head: str, title: str | None) -> None:
    assert find_metadata(head).title == title


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ("Harlan County Auditor Releases Audit of Jails\n\nThe auditor said so.", "Harlan County Auditor"),
        (
            "The Department of Energy Office of Inspector General today released a report on grants.",
            "Department of Energy Office of Inspector General",
        ),
        ("WASHINGTON — The Federal Trade Commission on Monday announced a plan.", "Federal Trade Commission"),
        (
            "U.S. Department of Labor\nOffice of Inspector General\n\nAudit of State Grants and Loans\n\nText.",
            "Office of Inspector General, U.S. Department of Labor",
        ),
        # Persons, and organisations that are merely spoken of, put nothing out.
        ("Inspector General Mara Quint today released a report.", None),
        ("The Department of Energy approved the plan of the county.", None),
        ("Mara Quint Releases Album of Songs\n\nIt is her first.", None),
    ],
)
def test_the_publisher_of_a_head(head: str, publisher: str | None) -> None:
    assert find_metadata(head).publisher == publisher


def test_nothing_from_nothing() -> None:
    assert find_metadata("") == Metadata()


@given(st.text(max_size=400))
def test_any_text_has_metadata_or_none(text: str) -> None:
    found = find_metadata(text)
    if found.title is not None:
        assert found.title == " ".join(found.title.split())


@pytest.mark.parametrize("piece", ["A ", "A of ", "(A) ", "January ", "[[", "Title: ", "a-", "Washington, D. ", "– "])
def test_hostile_heads_take_no_time(piece: str) -> None:
    # Without care each of these makes a pattern try every way to cut the text; the bound on the head keeps it small in any case.
    find_metadata(piece * 3000)
