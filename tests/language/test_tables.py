"""The tables of constructions: for each sentence what the engine must find in it, and what it must not.

A table is ``NAME.yaml`` with ``construction`` and ``sentences``. Each sentence has ``text`` and

- ``dateline``: the date of the document (EDTF), where one is needed;
- ``expect``: statements that must be found, ``subject | predicate | object`` with further parts ``negative``, ``other``, ``time=…``,
  ``source=…``. Without ``negative`` the polarity is positive, without ``other`` the modality is asserted; time and source are compared
  only where they are given (``time=none`` and ``source=none`` for their absence);
- ``absent``: statements that must not be found, ``*`` for any subject, predicate or object; here ``positive``, ``negative``,
  ``asserted`` and ``other`` narrow what is forbidden, and nothing is assumed where they are missing;
- ``known_gap``: why the engine cannot do this sentence yet. A gap that has closed fails, so that the mark is taken away.

``A / B`` gives two accepted forms of one end. Two ends match by any surface form of the entity, without determiners, case and possessive endings, as the scorer of the gold
passages compares them.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from ztgraph.extract.pipeline import extract
from ztgraph.model import Document, Entity, Statement
from ztgraph.rules.load import load_rules

HERE = Path(__file__).parent
GOLD = HERE.parent / "gold"
LEAST = 12
RUN = 7
KEYS = {"text", "dateline", "expect", "absent", "known_gap"}
FLAGS = {"positive", "negative", "asserted", "other"}


def _scorer() -> Any:
    spec = importlib.util.spec_from_file_location("ztgraph_gold_score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCORER = _scorer()
PREDICATES = frozenset(load_rules().relations)
normalise: Callable[[str], str] = SCORER.normalise


@dataclass(frozen=True)
class Wanted:
    """One line of ``expect`` or ``absent``."""

    line: str
    subject: str
    predicate: str
    object: str
    polarity: str | None
    modality: str | None
    time: str | None
    source: str | None

    def met_by(self, statement: Statement) -> bool:
        if self.predicate not in ("*", statement.predicate):
            return False
        if self.polarity not in (None, statement.polarity) or self.modality not in (None, statement.modality):
            return False
        if self.time is not None and self.time != (statement.time or "none"):
            return False
        if self.source is not None:
            told = statement.attribution
            if told is None or self.source == "none":
                if told is not None or self.source != "none":
                    return False
            elif not _is(told, self.source):
                return False
        ends = [(statement.subject, statement.object)]
        if statement.predicate in SCORER.SYMMETRIC:
            ends.append((statement.object, statement.subject))
        return any(_is(a, self.subject) and _is(b, self.object) for a, b in ends)


def _is(entity: Entity, form: str) -> bool:
    if form == "*":
        return True
    given = SCORER.forms({"label": entity.label, "mentions": list(entity.mentions)})
    return bool(SCORER.closeness(given, [normalise(each) for each in form.split(" / ")], entity.kind))


def _wanted(line: str, expected: bool) -> Wanted:
    ends, parts = [part.strip() for part in line.split("|")][:3], [part.strip() for part in line.split("|")][3:]
    assert len(ends) == 3, f"not subject | predicate | object: {line}"
    assert ends[1] in PREDICATES or (ends[1] == "*" and not expected), f"no such predicate: {line}"
    polarity: str | None = "positive" if expected else None
    modality: str | None = "asserted" if expected else None
    time = source = None
    for part in parts:
        if part in ("positive", "negative"):
            polarity = part
        elif part in ("asserted", "other"):
            modality = part
        elif part.startswith("time="):
            time = part.removeprefix("time=")
        elif part.startswith("source="):
            source = part.removeprefix("source=")
        else:
            raise AssertionError(f"unknown part {part!r}: {line}")
    return Wanted(line, ends[0], ends[1], ends[2], polarity, modality, time, source)


@cache
def tables() -> dict[str, dict[str, Any]]:
    return {path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) for path in sorted(HERE.glob("*.yaml"))}


def misses(sentence: dict[str, Any]) -> list[str]:
    """What is wrong with the engine's reading of a sentence, a line each."""
    text: str = sentence["text"]
    document = Document("table", text, hashlib.sha256(text.encode()).hexdigest(), date=sentence.get("dateline"))
    found = extract(document, load_rules_once()).statements
    wrong = [
        f"missing: {line}" for line in sentence.get("expect", []) if not any(_wanted(line, expected=True).met_by(each) for each in found)
    ]
    for line in sentence.get("absent", []):
        wrong.extend(f"forbidden: {shown(each)}  by  {line}" for each in found if _wanted(line, expected=False).met_by(each))
    return [*wrong, *(f"    found: {shown(each)}" for each in found)] if wrong else []


def shown(statement: Statement) -> str:
    parts = [statement.subject.label, statement.predicate, statement.object.label, statement.polarity, statement.modality]
    parts.append(f"time={statement.time or 'none'}")
    parts.append(f"source={statement.attribution.label if statement.attribution else 'none'}")
    return " | ".join(parts)


load_rules_once = cache(load_rules)


def _cases() -> Iterator[Any]:
    for name, table in tables().items():
        for number, sentence in enumerate(table["sentences"], 1):
            gap = sentence.get("known_gap")
            marks = [pytest.mark.xfail(reason=gap, strict=True)] if gap else []
            yield pytest.param(sentence, id=f"{name}-{number}", marks=marks)


@pytest.mark.parametrize("sentence", list(_cases()))
def test_sentence(sentence: dict[str, Any]) -> None:
    wrong = misses(sentence)
    assert not wrong, "\n".join([sentence["text"], *wrong])


@pytest.mark.parametrize("name", list(tables()))
def test_the_table_is_well_formed(name: str) -> None:
    table = tables()[name]
    assert table["construction"].replace(" ", "_") == name
    assert len(table["sentences"]) >= LEAST
    for sentence in table["sentences"]:
        assert set(sentence) <= KEYS, sentence
        assert sentence.get("expect") or sentence.get("absent"), sentence
        for line in sentence.get("expect", []):
            _wanted(line, expected=True)
        for line in sentence.get("absent", []):
            _wanted(line, expected=False)
    assert sum(1 for sentence in table["sentences"] if sentence.get("absent")) >= 2, "too few near misses"


def test_no_sentence_comes_twice() -> None:
    texts = [sentence["text"] for table in tables().values() for sentence in table["sentences"]]
    assert len(texts) == len(set(texts))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


@cache
def _gold_runs() -> set[tuple[str, ...]]:
    runs: set[tuple[str, ...]] = set()
    for path in sorted(GOLD.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                runs |= _runs(json.loads(line)["text"])
    return runs


@pytest.mark.parametrize("name", list(tables()))
def test_the_table_shares_no_words_with_the_gold_passages(name: str) -> None:
    for sentence in tables()[name]["sentences"]:
        assert not _runs(sentence["text"]) & _gold_runs(), sentence["text"]
