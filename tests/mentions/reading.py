"""What the stages of mentions make of a text, for the tables of this folder: its names, and the entity that each phrase refers to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache

from ztgraph.extract.pipeline import Engine, extract
from ztgraph.extract.references import References
from ztgraph.language.clauses import parse
from ztgraph.language.dates import find
from ztgraph.language.factuality import Judge
from ztgraph.language.quotations import Quotations
from ztgraph.language.sentences import split
from ztgraph.language.tagging import tag
from ztgraph.language.tokens import tokenize
from ztgraph.language.units import Name, UnitBuilder
from ztgraph.mentions.abbreviations import Definitions
from ztgraph.mentions.forms import Forms
from ztgraph.mentions.labels import Labels
from ztgraph.mentions.names import NameFinder
from ztgraph.mentions.register import Register
from ztgraph.model import Document, Statement
from ztgraph.rules.load import load_rules


@dataclass(frozen=True)
class Resolved:
    """A phrase of the text and what it refers to: ``label`` and ``kind`` are empty where that is nothing."""

    words: str
    label: str
    kind: str


@cache
def engine() -> Engine:
    """The engine with the rules of the package."""
    return Engine(load_rules())


def names(text: str) -> list[tuple[str, str]]:
    """The names of a text in order: their words and kind."""
    tokens, labels = tokenize(text), Labels(engine().labels)
    local = engine().words.actors.overlay()
    Definitions(tokens, engine().words, local, labels).collect()
    found = NameFinder(tokens, engine().words, local, labels).find(split(tokens, text))
    ordered: list[Name] = sorted(found.values(), key=lambda name: name.first)
    return [(text[tokens[n.first].start : tokens[n.last - 1].end], n.kind) for n in ordered]


def resolutions(text: str) -> list[Resolved]:
    """Every phrase of a text in order, with what it refers to."""
    tokens, labels = tokenize(text), Labels(engine().labels)
    local = engine().words.actors.overlay()
    Definitions(tokens, engine().words, local, labels).collect()
    sentences = split(tokens, text)
    found = NameFinder(tokens, engine().words, local, labels).find(sentences)
    forms = Forms(text, tokens)
    register = Register(engine().rules, engine().words, forms, labels, None)
    quotations = Quotations(tokens, found)
    references = References(engine().rules, tokens, sentences, labels, quotations)
    builder = UnitBuilder(tokens, found, {}, quotations.marks)
    resolved: list[tuple[int, Resolved]] = []
    for sentence in sentences:
        times = {time.first: time for time in find(tokens, sentence.first, sentence.last)}
        builder.times = times
        units = builder.build(sentence.first, sentence.last)
        tag(units)
        tree = parse(units, engine().grammar)
        references.resolve(tree, register, Judge(tree, engine().grammar, engine().facts))
        for phrase in tree.phrases:
            first = phrase.determiner.first if phrase.determiner is not None else phrase.units[0].first
            start, end = tokens[min(first, phrase.units[0].first)].start, tokens[phrase.units[-1].last - 1].end
            for part in register.members(phrase) or [phrase]:
                referent = register.by_phrase.get(id(part))
                label, kind = (referent.label, str(referent.kind)) if referent is not None else ("", "")
                resolved.append((start, Resolved(text[start:end], label, kind)))
        register.leave()
    return [each for _, each in sorted(resolved, key=lambda pair: pair[0])]


def statements(text: str) -> tuple[Statement, ...]:
    """All statements of a text of 2021."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return extract(Document("text", text, digest, "2021-06-15"), engine().rules).statements
