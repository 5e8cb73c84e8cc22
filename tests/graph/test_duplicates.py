"""The report of likely duplicates: what it must list, what it must leave out, and that it does not compare all with all."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ztgraph.graph.duplicates import differ_by_one, duplicates
from ztgraph.graph.likeness import Named


def person(identifier: str, *names: str) -> Named:
    return Named(identifier, "person", names)


def agency(identifier: str, *names: str, curated: bool = False, parents: str = "") -> Named:
    return Named(identifier, "agency", names, curated, frozenset(parents.split()))


LISTED = {
    "the same name in two documents": ([agency("a-1", "Harbor Commission"), agency("a-2", "Harbor Commission")], 90, "the same name"),
    "a name of the lexicon": ([agency("doi", "Department of the Interior", "DOI", curated=True), agency("a-2", "D.O.I.")], 95, "the same name"),
    "a shortened word": ([agency("a-1", "Dept. of Harbors"), agency("a-2", "Department of Harbors")], 90, "the same name"),
    "a second name": ([agency("a-1", "Port Agency", "Harbor Commission"), agency("a-2", "Harbor Commission")], 90, "the same name"),
    "one person": ([person("p-1", "Dana Whitlow"), person("p-2", "Dana Whitlow")], 80, "the same name"),
    "the same words": ([agency("a-1", "Commission on Harbors"), agency("a-2", "Harbors Commission")], 85, "the same words"),
    "a slip": ([person("p-1", "Dana Whitlow"), person("p-2", "Dana Whitlov")], 75, "one letter differs"),
    "two letters exchanged": ([agency("a-1", "Harbor Commission"), agency("a-2", "Habror Commission")], 75, "one letter differs"),
    "an initial": ([person("p-1", "D. Whitlow"), person("p-2", "Dana Whitlow")], 70, "a shorter form of the name"),
    "a middle name": ([person("p-1", "Dana Whitlow"), person("p-2", "Dana R. Whitlow")], 70, "a shorter form of the name"),
    "an abbreviation": ([agency("a-1", "OHM"), agency("a-2", "Office of Harbor Management")], 60, "an abbreviation"),
    "one of them with a parent": (
        [agency("a-1", "Harbor Unit", parents="dhs"), agency("a-2", "Harbor Unit")], 90, "the same name"),
}  # fmt: skip
LEFT_OUT = {
    "descriptions": [agency("a-1", "the contractor"), agency("a-2", "the contractor")],
    "kinds": [agency("a-1", "Harbor Act"), Named("i-1", "instrument", ("Harbor Act",))],
    "parents": [agency("a-1", "Office of Harbors", parents="dhs"), agency("a-2", "Office of Harbors", parents="doj")],
    "two of the lexicon": [agency("a", "SIG", curated=True), agency("b", "SIG", curated=True)],
    "one entity": [agency("a-1", "Dept. of Harbors", "Department of Harbors")],
    "numbers": [agency("a-1", "Region 10000"), agency("a-2", "Region 10001")],
    "short words": [agency("a-1", "Port of Bath"), agency("a-2", "Port of Path")],
    "two letters": [person("p-1", "Dana Whitlow"), person("p-2", "Dana Whitman")],
    "other first names": [person("p-1", "Mara Whitlow"), person("p-2", "Dana Whitlow")],
    "other middle names": [person("p-1", "Dana R. Whitlow"), person("p-2", "Dana S. Whitlow")],
    "two that an abbreviation may mean": [agency("a", "OHM"), agency("b", "Office of Harbor Management"), agency("c", "Office of Health Matters")],
}  # fmt: skip


@pytest.mark.parametrize("what", sorted(LISTED))
def test_listed(what: str) -> None:
    entities, score, reason = LISTED[what]
    for order in (entities, entities[::-1]):
        found = duplicates(order)
        assert [(each.score, each.reason, each.ids) for each in found] == [(score, reason, tuple(sorted(each.id for each in entities)))]
    assert duplicates(entities, least=score + 1) == []


@pytest.mark.parametrize("what", sorted(LEFT_OUT))
def test_left_out(what: str) -> None:
    assert duplicates(LEFT_OUT[what]) == []


def distance(a: str, b: str) -> int:
    """By the book: letters put in, taken out, changed, neighbours exchanged."""
    rows = [[i + j if i * j == 0 else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_one_letter_is_one_letter(a: str, b: str) -> None:
    assert differ_by_one(a, b) == (distance(a, b) == 1)


def test_in_a_large_group_the_slips_are_still_found() -> None:
    letters = random.Random(3)
    words = {"".join(letters.choices("abcdefghijklmnopqrstuvwxyz", k=8)) for _ in range(400)}
    entities = [agency(f"a-{word}", f"Office of {word.title()} Affairs") for word in words]
    slipped = sorted(words)[7]
    entities.append(agency("slip", f"Office of {slipped[:3].title()}{slipped[4:]} Affairs"))
    found = [each for each in duplicates(entities) if each.reason == "one letter differs"]
    assert [each.ids for each in found] == [(f"a-{slipped}", "slip")]


def test_ten_times_the_names_take_some_ten_times_the_time() -> None:
    def entities(count: int) -> list[Named]:
        letters = random.Random(4)
        words = ["".join(letters.choices("abcdefghijklmnop", k=7)).title() for _ in range(2 * count)]
        return [agency(f"a-{at}", f"Office of {words[2 * at]} {words[2 * at + 1]}") for at in range(count)]

    def seconds(count: int) -> float:
        made = entities(count)
        start = time.process_time()
        duplicates(made)
        return time.process_time() - start

    assert min(seconds(10_000) for _ in range(2)) < 25 * max(0.02, min(seconds(1_000) for _ in range(3)))
