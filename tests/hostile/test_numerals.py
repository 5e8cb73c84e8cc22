"""Digits that are no numbers: raised, circled and foreign ones, ordinals of four letters, rows of thousands. The engine reads past them."""

from __future__ import annotations

import hashlib
import math

import pytest

from ztgraph.extract.pipeline import extract
from ztgraph.model import Document
from ztgraph.rules.load import load_rules

NUMERALS = ("2²19", "²0", "²⁰¹⁹", "20th", "1800th", "٢٠١٩", "①", "½", "20½", "2.5.", "9" * 400, "9" * 5000, "1 million" + " billion" * 60)
FRAMES = (
    "The OIG met the FBI in {}.",
    "The OIG met the FBI on May {}, 2018.",
    "The OIG met the FBI on May 4, {}.",
    "The OIG met the FBI on 3/4/{}.",
    "The OIG met the FBI on 3/{}/2019.",
    "The OIG met the FBI on {}-05-06.",
    "The OIG met the FBI in mid-{}.",
    "The OIG met the FBI in FY {}.",
    "The OIG met the FBI in FY{}.",
    "The OIG met the FBI in fiscal years {0}-{0}.",
    "The OIG met the FBI on May {0}-{0}, 2018.",
    "The OIG met the FBI in the {}s.",
    "The OIG told the FBI in a {} letter.",
    "The OIG referred {} cases to the FBI.",
    "The OIG paid the FBI ${} million.",
    "The OIG told the FBI {} days later.",
)


@pytest.mark.parametrize("frame", FRAMES)
def test_what_is_no_number_is_none(frame: str) -> None:
    count = 0
    for numeral in NUMERALS:
        text = frame.format(numeral)
        found = extract(Document("x", text, hashlib.sha256(text.encode()).hexdigest(), "2020-06-15"), load_rules()).statements
        count += len(found)
        for statement in found:
            assert all(math.isfinite(quantity.value) for quantity in statement.quantities), text[:80]
            assert statement.time is None or statement.time.isascii(), text[:80]
    assert count, "the frames are to be read but for their numerals"
