"""Sentences as documents put them, at least ten for every relation of the lexicon: what the frames must find, and what they must not.

``prose.yaml`` maps a relation to sentences with the keys of the tables of constructions (``tests/language``), whose reading of ``expect``
and ``absent`` is used here. ``known_gap`` marks what the grammar or the mentions cannot do yet; a gap that has closed fails.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from ztgraph.rules.load import load_rules

HERE = Path(__file__).parent
PROSE: dict[str, list[dict[str, Any]]] = yaml.load((HERE / "prose.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
LEAST = 10


def _tables() -> Any:
    spec = importlib.util.spec_from_file_location("ztgraph_construction_tables", HERE.parent / "language" / "test_tables.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


TABLES = _tables()


def _cases() -> Iterator[Any]:
    for relation, sentences in PROSE.items():
        for number, sentence in enumerate(sentences, 1):
            gap = sentence.get("known_gap")
            marks = [pytest.mark.xfail(reason=gap, strict=True)] if gap else []
            yield pytest.param(sentence, id=f"{relation}-{number}", marks=marks)


@pytest.mark.parametrize("sentence", list(_cases()))
def test_sentence(sentence: dict[str, Any]) -> None:
    wrong = TABLES.misses(sentence)
    assert not wrong, "\n".join([sentence["text"], *wrong])


def test_every_relation_has_its_sentences_and_a_near_miss() -> None:
    assert set(PROSE) == set(load_rules().relations)
    for relation, sentences in PROSE.items():
        assert len(sentences) >= LEAST, relation
        assert any(sentence.get("absent") for sentence in sentences), relation
        assert any(f"| {relation} |" in line for sentence in sentences for line in sentence.get("expect", [])), relation


def test_no_sentence_comes_twice() -> None:
    texts = [sentence["text"] for sentences in PROSE.values() for sentence in sentences]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("relation", list(PROSE))
def test_no_words_are_shared_with_the_gold_passages(relation: str) -> None:
    for sentence in PROSE[relation]:
        assert not TABLES._runs(sentence["text"]) & TABLES._gold_runs(), sentence["text"]
