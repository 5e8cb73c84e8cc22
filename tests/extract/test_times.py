"""Which date governs an event: that the Navy consulted the Army."""

from __future__ import annotations

import hashlib
from functools import cache

import pytest

from ztgraph.extract.pipeline import extract
from ztgraph.model import Document, Statement
from ztgraph.rules.load import load_rules

_rules = cache(load_rules)


def statements(text: str, dateline: str | None = None) -> tuple[Statement, ...]:
    return extract(Document("table", text, hashlib.sha256(text.encode()).hexdigest(), dateline), _rules()).statements


def time_of(text: str, predicate: str = "consulted", dateline: str | None = None) -> str | None:
    found = [s for s in statements(text, dateline) if s.predicate == predicate]
    assert len({s.time for s in found}) == 1, [(s.predicate, s.time) for s in found]
    return found[0].time


CLAUSES = [
    ("The Navy consulted the Army on May 4, 2018.", "2018-05-04"),
    ("On May 4, 2018, the Navy consulted the Army.", "2018-05-04"),
    ("The Navy, in October 2018, consulted the Army.", "2018-10"),
    ("The Navy in October 2018 consulted the Army.", "2018-10"),
    ("Since 2016, the Navy has consulted the Army.", "2016"),
    ("The Navy had not consulted the Army before March 2018.", "2018-03"),
    ("As early as November 2017, the Navy consulted the Army.", "2017-11"),
    ("This year the Navy consulted the Army on May 17, 2018.", "2018-05-17"),
    ("At a hearing in May 2019, the Navy consulted the Army.", "2019-05"),
    ("At a May 2019 hearing, the Navy consulted the Army.", "2019-05"),
    ("In a letter of August 10, 2019, the Navy consulted the Army.", "2019-08-10"),
    ("In a letter dated August 10, 2019, the Navy consulted the Army.", "2019-08-10"),
    # coordination
    ("On May 4, 2018, the Navy closed the base and consulted the Army.", "2018-05-04"),
    ("The Navy closed the base in May 2018 and consulted the Army.", "2018-05"),
    ("The Navy closed the base in May 2018 and later consulted the Army.", None),
    ("The Navy closed the base in May 2018 but did not consult the Army.", None),
    ("The Navy closed the base in May 2018 and has consulted the Army.", None),
    ("By May 2018, the Coast Guard had closed the base, and the Navy had consulted the Army.", "2018-05"),
    ("The Coast Guard closed the base in May 2018, and the Navy consulted the Army.", None),
    # embedding
    ("In May 2018 the Navy failed to consult the Army.", "2018-05"),
    ("The Navy began in May 2018 to consult the Army.", "2018-05"),
    ("The Navy agreed in May 2018 to consult the Army.", None),
    ("In May 2018 the FBI asked the Navy to consult the Army.", None),
    ("In May 2018 the FBI reported that the Navy consulted the Army.", None),
    ("The Navy closed the base in May 2018 without consulting the Army.", "2018-05"),
    ("The Navy closed the base in May 2018 after consulting the Army.", None),
    ("The FBI said on May 4, 2018, that the Navy consulted the Army.", None),
    # other clauses
    ("The Navy consulted the Army before the FBI closed the base in May 2018.", "2018-05"),
    ("Until the FBI closed the base in May 2018, the Navy consulted the Army.", "2018-05"),
    ("After the FBI closed the base in May 2018, the Navy consulted the Army.", None),
    ("The Navy, which the FBI sued in 2018, consulted the Army.", None),
    ("The Navy did not consult the Army by the May 4, 2018, deadline.", None),
]


@pytest.mark.parametrize(("text", "time"), CLAUSES, ids=[row[0] for row in CLAUSES])
def test_the_date_of_a_clause(text: str, time: str | None) -> None:
    assert time_of(text, dateline="2020-06-17") == time


@pytest.mark.parametrize(
    ("text", "predicate", "time"),
    [
        ("After a referral from the FBI in October 2020, the FTC sued Meridian Corp.", "referred_to", "2020-10"),
        ("After a referral from the FBI in October 2020, the FTC sued Meridian Corp.", "prosecuted", None),
        ("The GAO's 2018 review of the Navy was brief.", "investigated", "2018"),
        ("A June 20, 2018, executive order halted the practice.", "ended", "2018-06-20"),
        ("The Navy stopped reviewing the policy in 2017.", "investigated", "2017"),
        ("The Justice Department on Friday unveiled the policy.", "announced", "2020-06-12"),
    ],
)
def test_the_date_of_a_noun_is_its_own(text: str, predicate: str, time: str | None) -> None:
    assert time_of(text, predicate, dateline="2020-06-17") == time


def test_until_after_a_negation_dates_both_statements() -> None:
    found = [(s.polarity, s.time) for s in statements("The Navy did not consult the Army until May 2018.") if s.predicate == "consulted"]
    assert sorted(found) == [("negative", "2018-05"), ("positive", "2018-05")]


def test_a_text_without_dates_gives_none() -> None:
    assert time_of("The Navy consulted the Army.", dateline="2020-06-17") is None
