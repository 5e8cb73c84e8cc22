"""The tables of names and reference: each ``NAME.yaml`` says of short texts what is named, and what each phrase goes back to.

- ``names``: ``names`` must all be found, ``absent`` not ("words | kind"; an empty list of names means that there is none at all);
- ``resolves``: every phrase with these words is (``is``) or is not (``is_not``) the entity of that label ("words = label", nothing after
  the sign for a phrase that goes back to nothing); where a phrase stands for several, ``is`` asks that one of them is it; ``kinds``
  gives kinds instead of labels;
- ``states``: statements found and not found ("subject | predicate | object", ``*`` for any);
- ``labels``: labels of the entities of the statements.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.mentions.reading import names, resolutions, statements

HERE = Path(__file__).parent
LEAST = 12
KEYS = {
    "names": {"text", "names", "absent"},
    "resolves": {"text", "is", "is_not", "kinds"},
    "states": {"text", "expect", "absent"},
    "labels": {"text", "expect", "absent"},
}


def cases(section: str) -> list[Any]:
    tables = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("*.yaml"))}
    return [pytest.param(row, id=f"{stem}-{n + 1}") for stem, table in tables.items() for n, row in enumerate(table.get(section, ()))]


def pair(line: str) -> tuple[str, str]:
    words, _, meant = line.partition("=")
    return words.strip(), meant.strip()


@pytest.mark.parametrize("path", sorted(HERE.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_table_is_well_formed(path: Path) -> None:
    table = yaml.safe_load(path.read_text(encoding="utf-8"))
    section = next(iter(set(table) - {"kind"}))
    assert set(table) == {"kind", section}
    assert len(table[section]) >= LEAST
    for row in table[section]:
        assert set(row) <= KEYS[section], row
        assert len(row) > 1, row


@pytest.mark.parametrize("row", cases("names"))
def test_names(row: dict[str, Any]) -> None:
    found = [f"{words} | {kind}" for words, kind in names(row["text"])]
    if "names" in row:
        assert [line for line in row["names"] if line not in found] == [], found
        assert row["names"] or not found, found
    assert [line for line in row.get("absent", ()) if line in found] == [], found


@pytest.mark.parametrize("row", cases("resolves"))
def test_what_phrases_go_back_to(row: dict[str, Any]) -> None:
    found = resolutions(row["text"])
    for words, label in map(pair, row.get("is", ())):
        met = [each.label for each in found if each.words == words]
        assert label in met, (words, label, found)
    for words, label in map(pair, row.get("is_not", ())):
        met = [each.label for each in found if each.words == words]
        assert met, (words, found)
        assert label not in met, (words, label, found)
    for words, kind in map(pair, row.get("kinds", ())):
        assert (words, kind) in [(each.words, each.kind) for each in found], found


@pytest.mark.parametrize("row", cases("states"))
def test_posts_and_components(row: dict[str, Any]) -> None:
    def forms(entity: Any) -> set[str]:
        return {entity.label, *entity.mentions, "*"}

    made = statements(row["text"])
    for line in row.get("expect", ()):
        subject, predicate, thing = line.split(" | ")
        assert any(s.predicate == predicate and subject in forms(s.subject) and thing in forms(s.object) for s in made), (line, made)
    for line in row.get("absent", ()):
        subject, predicate, thing = line.split(" | ")
        assert not any(s.predicate == predicate and subject in forms(s.subject) and thing in forms(s.object) for s in made), (line, made)


@pytest.mark.parametrize("row", cases("labels"))
def test_labels(row: dict[str, Any]) -> None:
    labels = {entity.label for s in statements(row["text"]) for entity in (s.subject, s.object)}
    assert set(row["expect"]) <= labels, labels
    assert not set(row.get("absent", ())) & labels, labels
