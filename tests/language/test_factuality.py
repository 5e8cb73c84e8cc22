"""Polarity, modality and source of what a sentence embeds, on one event: that the Navy consulted the Army."""

from __future__ import annotations

import hashlib
from functools import cache

import pytest

from ztgraph.extract.pipeline import extract
from ztgraph.language.implicatives import phrasal_signature
from ztgraph.model import Document, Statement
from ztgraph.rules.load import load_rules

_rules = cache(load_rules)


def consulted(text: str) -> Statement:
    document = Document("table", text, hashlib.sha256(text.encode()).hexdigest())
    found = [s for s in extract(document, _rules()).statements if s.predicate == "consulted" and "Army" in s.object.label]
    assert len(found) == 1, [f"{s.subject.label} {s.predicate} {s.object.label} {s.polarity}" for s in found]
    return found[0]


IMPLICATIVE = [
    ("managed to consult", "positive", "asserted"),
    ("did not manage to consult", "negative", "asserted"),
    ("failed to consult", "negative", "asserted"),
    ("did not fail to consult", "positive", "asserted"),
    ("neglected to consult", "negative", "asserted"),
    ("forgot to consult", "negative", "asserted"),
    ("refused to consult", "negative", "asserted"),
    ("declined to consult", "negative", "asserted"),
    ("did not bother to consult", "negative", "asserted"),
    ("did not hesitate to consult", "positive", "asserted"),
    ("dared to consult", "positive", "asserted"),
    ("saw fit to consult", "positive", "asserted"),
    ("did not see fit to consult", "negative", "asserted"),
    ("took the trouble to consult", "positive", "asserted"),
    ("took the time to consult", "positive", "asserted"),
    ("did not take the time to consult", "negative", "asserted"),
    ("took the opportunity to consult", "positive", "asserted"),
    ("missed a chance to consult", "negative", "asserted"),
    ("wasted the opportunity to consult", "negative", "asserted"),
    ("had the foresight to consult", "positive", "asserted"),
    ("lacked the authority to consult", "negative", "asserted"),
    ("neglected its duty to consult", "negative", "asserted"),
    ("kept its promise to consult", "positive", "asserted"),
    ("was unable to consult", "negative", "asserted"),
    ("was able to consult", "positive", "asserted"),
    ("was wise to consult", "positive", "asserted"),
    ("was right to consult", "positive", "asserted"),
    ("began consulting", "positive", "asserted"),
    ("continued to consult", "positive", "asserted"),
    ("stopped consulting", "negative", "asserted"),
    ("gave up consulting", "negative", "asserted"),
    ("held off consulting", "negative", "asserted"),
    ("ended up consulting", "positive", "asserted"),
    ("persisted in consulting", "positive", "asserted"),
    ("refrained from consulting", "negative", "asserted"),
    ("never consulted", "negative", "asserted"),
    ("has yet to consult", "negative", "asserted"),
    ("used to consult", "positive", "asserted"),
    ("regularly consults", "positive", "asserted"),
    ("could not consult", "negative", "asserted"),
    ("cannot consult", "negative", "asserted"),
    ("did not want to consult", "positive", "other"),
    ("will consult", "positive", "other"),
    ("will not consult", "negative", "other"),
    ("should consult", "positive", "other"),
    ("should have consulted", "positive", "other"),
    ("may have consulted", "positive", "other"),
    ("must consult", "positive", "other"),
    ("can consult", "positive", "other"),
    ("planned to consult", "positive", "other"),
    ("agreed to consult", "positive", "other"),
    ("did not agree to consult", "negative", "asserted"),
    ("decided to consult", "positive", "other"),
    ("tried to consult", "positive", "other"),
    ("did not try to consult", "negative", "asserted"),
    ("was supposed to consult", "positive", "other"),
    ("was required to consult", "positive", "other"),
    ("is going to consult", "positive", "other"),
    ("was about to consult", "positive", "other"),
    ("is unlikely to consult", "positive", "other"),
    ("took steps to consult", "positive", "other"),
    ("insisted on consulting", "positive", "other"),
    ("should take the time to consult", "positive", "other"),
]


@pytest.mark.parametrize(("words", "polarity", "modality"), IMPLICATIVE, ids=[row[0] for row in IMPLICATIVE])
def test_the_embedding_words_decide(words: str, polarity: str, modality: str) -> None:
    found = consulted(f"The Navy {words} the Army.")
    assert (found.polarity, found.modality) == (polarity, modality)


@pytest.mark.parametrize(
    ("text", "polarity", "modality"),
    [
        ("Neither agency would let the Navy consult the Army.", "negative", "asserted"),
        ("No agency let the Navy consult the Army.", "negative", "asserted"),
        ("The FBI forced the Navy to consult the Army.", "positive", "asserted"),
        ("The FBI asked the Navy to consult the Army.", "positive", "other"),
        ("The FBI prevented the Navy from consulting the Army.", "negative", "asserted"),
        ("The FBI closed the base without consulting the Army.", "negative", "asserted"),
        ("The FBI did not close the base before consulting the Army.", "positive", "asserted"),
        ("If the Navy consulted the Army, the FBI closed the base.", "positive", "other"),
        ("The FBI asked whether the Navy consulted the Army.", "positive", "other"),
        ("The FBI recommended that the Navy consult the Army.", "positive", "other"),
        ("The FBI insisted that the Navy consult the Army.", "positive", "other"),
        ("The FBI insisted that the Navy had consulted the Army.", "positive", "asserted"),
        ("The FBI warned that the Navy had not consulted the Army.", "negative", "asserted"),
        ("The FBI said that the Navy would not consult the Army.", "negative", "other"),
        ("The FBI found that the Navy would not consult the Army.", "negative", "asserted"),
        ("The FBI denied that the Navy consulted the Army.", "negative", "asserted"),
    ],
)
def test_what_stands_above_decides(text: str, polarity: str, modality: str) -> None:
    found = consulted(text)
    assert (found.polarity, found.modality) == (polarity, modality)


SOURCES = [
    ("The Navy consulted the Army.", None),
    ("The FBI found that the Navy consulted the Army.", "FBI"),
    ("The FBI said the Navy consulted the Army.", "FBI"),
    ("It was alleged by the FBI that the Navy consulted the Army.", "FBI"),
    ("The Peace Corps was told by the FBI that the Navy consulted the Army.", "FBI"),
    ("According to the FBI, the Navy consulted the Army.", "FBI"),
    ("The Navy consulted the Army, according to the FBI.", "FBI"),
    ("Per the FBI, the Navy consulted the Army.", "FBI"),
    ("In the FBI's view, the Navy consulted the Army.", "FBI"),
    ("In the view of the FBI, the Navy consulted the Army.", "FBI"),
    ("As the FBI reported in May, the Navy consulted the Army.", "FBI"),
    ("The Navy consulted the Army, the FBI said.", "FBI"),
    ("The Navy, the FBI alleged, consulted the Army.", "FBI"),
    ("The FBI rejected a finding by the Peace Corps that the Navy consulted the Army.", "Peace Corps"),
    ("The FBI rejected the Peace Corps' claim that the Navy consulted the Army.", "Peace Corps"),
    ("The FBI's review found that the Navy consulted the Army.", "FBI"),
    ("The indictment alleges that the Navy consulted the Army.", "indictment"),
    ("According to the FBI, the Coast Guard closed the base, and the Navy consulted the Army.", "FBI"),
    ("The Navy consulted the Army, and the Coast Guard closed the base, according to the FBI.", "FBI"),
    ("The FBI said that the Coast Guard had closed the base but insisted that the Navy consulted the Army.", "FBI"),
    ("The FBI, which found the loss, said nothing, and the Navy consulted the Army.", None),
    ("In its assessment, the Navy consulted the Army.", None),
    ("The FBI said that the Coast Guard, which the Navy sued, was closed. The Navy consulted the Army.", None),
]


@pytest.mark.parametrize(("text", "source"), SOURCES, ids=[row[0][:60] for row in SOURCES])
def test_who_says_so(text: str, source: str | None) -> None:
    told = consulted(text).attribution
    assert (None if told is None else told.label) == source


@pytest.mark.parametrize(
    ("verb", "noun", "signature"),
    [
        ("take", "trouble", "+/-"),
        ("take", "opportunity", "+/-"),
        ("waste", "chance", "-/+"),
        ("have", "courage", "+/-"),
        ("lack", "ability", "-/o"),
        ("meet", "obligation", "+/-"),
        ("shirk", "duty", "-/+"),
        ("take", "step", ""),
        ("have", "opportunity", ""),
        ("give", "chance", ""),
    ],
)
def test_verb_and_noun_together_imply(verb: str, noun: str, signature: str) -> None:
    assert phrasal_signature(verb, noun) == signature
