"""What one sentence may cost: a phrase of thousands of words is read in time that grows with its length."""

from __future__ import annotations

import hashlib

from ztgraph.extract.pipeline import extract
from ztgraph.model import Document
from ztgraph.rules.load import load_rules


def test_a_phrase_of_thousands_of_words_has_few_forms() -> None:
    text = "The Navy told the " + " ".join(["odd"] * 3000) + " county. The Army paid Boone County."
    found = extract(Document("d", text, hashlib.sha256(text.encode()).hexdigest(), "2020-06-15"), load_rules())
    assert "funded" in {statement.predicate for statement in found.statements}
    assert all(len(entity.mentions) < 100 for entity in found.entities)
    assert sum(len(form) for entity in found.entities for form in entity.mentions) < 40 * len(text)
