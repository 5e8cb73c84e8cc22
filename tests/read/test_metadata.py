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


NUMBERS = [
    # With a label.
    ("Report No. A-05-21-00034\n\nText follows here.", "A-05-21-00034"),
    ("AUDIT REPORT #21-04321-65\nMARCH 3, 2022\n\nText.", "21-04321-65"),
    ("Report Number 21-118-R22 | March 4, 2022\n\nText.", "21-118-R22"),
    ("Report Number 4A-CI-00-21-019\n\nText.", "4A-CI-00-21-019"),
    ("Report Number: 2022-40-071\n\nText.", "2022-40-071"),
    ("Special report 09/2022: Bridges need more care\n\nText.", "09/2022"),
    ("European Court of Auditors\n\nSpecial report 09/2022\n\nBridges need more care\n\nText.", "09/2022"),
    ("Auditor-General Report No.14 2021–22\nPerformance Audit\n\nText.", "14 2021–22"),
    ("HEARING\nBEFORE THE\nCOMMITTEE ON RULES\n\nSerial No. 116-52\n\nText.", "116-52"),
    ("Press Release Number: 22-417\n\nText.", "22-417"),
    # Alone on its line, or with a date or an office.
    ("OIG-23-51\n\nSeptember 2023\n\nText.", "OIG-23-51"),
    ("2021-ER-017\n\nJune 2, 2021\n\nText.", "2021-ER-017"),
    ("22-E-0031\nApril 4, 2022\n\nText.", "22-E-0031"),
    ("22-E-0031 April 4, 2022\n\nText.", "22-E-0031"),
    ("A-07-20-00451\n\nNovember 2022\n\nText.", "A-07-20-00451"),
    ("AUD-MERO-22-31\nOffice of Audits\n\nText.", "AUD-MERO-22-31"),
    ("ISP-I-22-09 Office of Inspections November 2021\n\nText.", "ISP-I-22-09"),
    ("Highlights of GAO-24-107001, a report to congressional requesters\n\nText.", "GAO-24-107001"),
    # Of a series whose shape alone would be too weak.
    ("House of Commons\n\nThe bridge programme\n\nHC 217\n\nText.", "HC 217"),
    ("HC 217-II SESSION 2021–22 4 MAY 2022\n\nText.", "HC 217-II"),
    ("Audit Division 21-052\nMarch 2021\n\nText.", "21-052"),
    ("AUDIT DIVISION\n\n21-052\n\nMARCH 2021\n\nText.", "21-052"),
    ("SIGAR 22-19 Audit Report\n\nText.", "SIGAR 22-19"),
    ("CRS Report R46511\n\nText.", "R46511"),
    ("HOUSE OF REPRESENTATIVES\nREPORT 117-214\n\nText.", "117-214"),
    # Cases, dockets, telephones, years and addresses are none of a report.
    ("UNITED STATES DISTRICT COURT\n\nCase No. 1:21-cr-00187-ABC\n\nMEMORANDUM OPINION\n\nText.", None),
    ("COURT OF APPEALS FOR THE NINTH CIRCUIT\n\nNo. 21-15377\n\nText.", None),
    ("Supreme Court of the United States\n\nNo. 21-531\n\nText.", None),
    ("Civil Action No. 20-1877 (RBW)\n\nText.", None),
    ("Two Men Are Charged With Theft\n\nDocket No. 21-CR-187\n\nText.", None),
    ("Two Men Are Charged With Theft\n\n21-cr-00187\n\nText.", None),
    ("Case Number: 21-cr-00187\n\nText.", None),
    ("Project No. D2021-D000-0107\n\nText.", None),
    ("For Immediate Release\n202-555-0187\n\nText.", None),
    ("Press release: 202-555-0187\n\nText.", None),
    ("Contract No. 15-204-2291\n\nText.", None),
    ("FY 2022-23\n\nText.", None),
    ("2022-23\n\nText.", None),
    ("Report\n2022-23\n\nText.", None),
    ("1200 Main Street\nWashington, DC 20530-0001\n\nText.", None),
    ("2021-03-04\n\nText.", None),
]


@pytest.mark.parametrize(("head", "number"), NUMBERS, ids=[head.replace("\n", " ")[:40] for head, _ in NUMBERS])
def test_the_number_of_a_head(head: str, number: str | None) -> None:
    assert find_metadata(head).number == number


LABOR = "Office of Inspector General, Department of Labor"


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ("DEPARTMENT OF LABOR\nOffice of Inspector General\n\nOIG-23-51\n\nThe Agency Lost Its Radios\n\nText.", LABOR),
        ("DEPARTMENT OF LABOR | OFFICE OF INSPECTOR GENERAL\n\nAudit of the Radio Program\n\nText.", LABOR),
        ("OFFICE OF INSPECTOR GENERAL\nDEPARTMENT OF LABOR\n\nOffice of Audits\n\nThe Agency Lost Its Radios\n\nText.", LABOR),
        ("The Agency Lost Its Radios\n\nReport No. 22-E-0031\n\nOffice of Inspector General\nDepartment of Labor\n\nText.", LABOR),
        ("Department of Labor\nOffice of Inspector General\n\nOIG Finds Radios Missing\n\nText.", LABOR),
        ("GAO\nUnited States Government Accountability Office\n\nActions Needed on Radios\n\nText.", "United States Government Accountability Office"),
        ("March 2024\n\nActions Needed on Radios\n\nGAO-24-107001\n\nText.", "GAO"),
        ("House of Commons\nCommittee of Public Accounts\n\nThe radio programme\n\nHC 217\n\nText.", "Committee of Public Accounts, House of Commons"),
        ("Report\nby the Comptroller and Auditor General\n\nHM Treasury\n\nManaging the radio programme\n\nText.", "Comptroller and Auditor General"),
        ("VA OFFICE OF INSPECTOR GENERAL\n\nDelays at Rural Clinics\n\nText.", "VA Office of Inspector General"),
        # To whom a paper goes, what it is about and who speaks in it is not who puts it out.
        ("Report to the Committee on Rules\n\nThe Agency Lost Its Radios\n\nText.", None),
        ("Review of the Department of Labor\n\nText of it follows.", None),
        ("The Department of Labor Did Not Track Its Radios\n\nText of it follows.", None),
        ("HEARING\n\nEVALUATION REPORT\n\nThe Agency Lost Its Radios\n\nText.", None),
    ],
)  # fmt: skip
def test_the_names_of_a_head(head: str, publisher: str | None) -> None:
    assert find_metadata(head).publisher == publisher


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("DEPARTMENT OF LABOR\nOffice of Inspector General\n\nOIG-23-51\n\nThe Agency Lost\nHalf of Its Radios\n\nText.", "The Agency Lost Half of Its Radios"),
        ("Office of Inspector General\nEvaluation Report\n2021-ER-017\nJune 2, 2021\n\nThe Board Lost Radios\n\nText.", "The Board Lost Radios"),
        ("GAO\nReport to Congressional Requesters\n\nMarch 2024\n\nBORDER RADIOS\n\nActions Needed to Find Them\n\nText.", "Actions Needed to Find Them"),
        ("Special report 09/2022: Bridges need more care\n\nText.", "Bridges need more care"),
        ("BORDER RADIOS: WHO LOST THEM?\n\nHEARING\nBEFORE THE\nCOMMITTEE ON RULES\n\nText.", "BORDER RADIOS: WHO LOST THEM?"),
        ("Review of the Bureau of Radios\n\nText of it follows.", "Review of the Bureau of Radios"),
        ("The Department of Labor Did Not Track Its Radios\n\nText of it follows.", "The Department of Labor Did Not Track Its Radios"),
        ("1200 Main Street\nWashington, DC 20530-0001\n\nThe Agency Lost Its Radios\n\nText.", "The Agency Lost Its Radios"),
        ("Did the agency lose its radios?\n\nText of it follows.", None),
    ],
)  # fmt: skip
def test_the_title_among_the_lines_of_a_cover(head: str, title: str | None) -> None:
    assert find_metadata(head).title == title


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("Thursday, March 4, 2021 - 10:00am\n\nText.", "2021-03-04"),
        ("Posted on March 4, 2021 at 3:15 p.m. ET\n\nText.", "2021-03-04"),
        ("For Release on Delivery Expected at 10:00 a.m. ET Wednesday, March 4, 2020\n\nText.", "2020-03-04"),
        ("Published on 4 May 2022\n\nText.", "2022-05-04"),
        ("Report No.: 2020-ER-063 June 2021\n\nText.", "2021-06"),
        ("MARCH 4, 2022.—Committed to the Committee of the Whole House\n\nText.", "2022-03-04"),
        ("BOISE, Idaho (March 4, 2021)—Agents arrested two men.", "2021-03-04"),
        ("WASHINGTON, March 4, 2021 – Agents arrested two men.", "2021-03-04"),
        ("HC 217 SESSION 2021–22 4 MAY 2022\n\nText.", "2022-05-04"),
        ("Agents arrested two men on March 4, 2021 at 3:15 p.m.\n\nText.", None),
    ],
)
def test_the_day_of_a_head(head: str, date: str | None) -> None:
    assert find_metadata(head).date == date
