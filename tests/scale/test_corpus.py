"""The synthetic corpus: the same for a seed, a larger one begins as a smaller one, and what it says is found."""

from __future__ import annotations

import json

import pytest

from benchmarks.corpus import KINDS, corpus, document, is_found, recall
from ztgraph.extract.pipeline import extract
from ztgraph.limits import DEFAULT_LIMITS
from ztgraph.model import statement_record
from ztgraph.read.corpus import document_of
from ztgraph.rules.load import load_rules


def test_a_larger_corpus_begins_as_a_smaller_one_and_seeds_differ() -> None:
    small, large = list(corpus(20)), list(corpus(60))
    assert large[:20] == small
    assert len(set(large)) == 60
    assert not set(corpus(20, seed=8)) & set(small)
    texts = [json.loads(line)["text"] for line in large]
    assert len(set(texts)) == 60
    assert {said["kind"] for line in large for said in json.loads(line)["statements"]} == set(KINDS)


def test_every_statement_stands_in_its_text() -> None:
    for number in range(40):
        made = document(number, 7, 12)
        lower = made["text"].lower()
        for said in made["statements"]:
            assert said["subject"][0].lower() in lower
            assert said["object"][0].lower().rstrip(".") in lower


@pytest.mark.slow
def test_what_it_says_is_found() -> None:
    rules = load_rules()
    lines, answers = list(corpus(60)), []
    for line in lines:
        record = json.loads(line)
        found = extract(document_of(record, "here", "c:1", DEFAULT_LIMITS), rules).statements
        answers.append(json.dumps({"id": record["id"], "statements": [statement_record(each) for each in found]}))
    there, right, total = recall(iter(lines), iter(answers))
    assert there.total() > 400
    assert right.total() / there.total() > 0.95, {kind: right[kind] / there[kind] for kind in there}
    assert total < 1.2 * there.total()


def test_what_is_not_found_is_not_counted() -> None:
    said = {"subject": ["the Coast Guard"], "predicate": "informed", "object": ["FEMA"], "polarity": "negative", "modality": "asserted"}
    entity = {"label": "U.S. Coast Guard", "mentions": ["The Coast Guard"]}
    found = {**said, "subject": entity, "object": {"label": "FEMA", "mentions": []}}
    assert is_found(said, [found])
    for key, value in (("polarity", "positive"), ("modality", "other"), ("predicate", "urged"), ("object", entity)):
        assert not is_found(said, [{**found, key: value}])
    with pytest.raises(ValueError, match="stands where"):
        recall(iter(['{"id": "a", "statements": []}']), iter(['{"id": "b", "statements": []}']))
