"""Identifiers: content alone, safe everywhere, and apart where they should be."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from ztgraph.identity import digest, discovered_entity_id, slug, statement_id

SAFE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


@given(st.text(alphabet=st.characters()))
def test_slug_is_safe_for_any_text(label: str) -> None:
    assert SAFE.fullmatch(slug(label))
    assert len(slug(label)) <= 80


@given(st.text(), st.text())
def test_discovered_ids_differ_by_label_and_document(first: str, second: str) -> None:
    if first != second:
        assert discovered_entity_id("d", first) != discovered_entity_id("d", second)
        assert discovered_entity_id(first, "x") != discovered_entity_id(second, "x")


def test_slugs_read_like_the_label() -> None:
    assert slug("Southwest border U.S. Attorneys") == "southwest-border-us-attorneys"
    assert slug("Governor’s Office") == "governors-office"
    assert slug("São Tomé") == "sao-tome"
    assert slug("3rd Circuit") == "n-3rd-circuit"
    assert slug("日本") != slug("中国")


def test_lone_surrogates_have_ids() -> None:
    assert SAFE.fullmatch(slug("\ud800"))
    assert SAFE.fullmatch(discovered_entity_id("\ud800", "\udfff"))


def test_every_part_of_a_statement_counts() -> None:
    base: list[str | None] = ["a" * 64, "doj", "informed", "dhs", "positive", "asserted", None, None]
    ids = {statement_id(*base)}  # type: ignore[arg-type]
    for place in range(len(base)):
        changed = [*base]
        changed[place] = "other"
        ids.add(statement_id(*changed))  # type: ignore[arg-type]
    assert len(ids) == len(base) + 1
    assert all(re.fullmatch(r"st-[0-9a-f]{16}", name) for name in ids)


def test_none_is_not_empty_and_parts_do_not_run_together() -> None:
    assert digest(None) != digest("")
    assert digest("a", "b") != digest("ab")
    assert digest("a,b") != digest("a", "b")


def test_the_id_is_the_same_in_every_release() -> None:
    assert statement_id("0" * 64, "a", "informed", "b", "positive", "asserted", None, None) == "st-3ad7280ed4139d45"
