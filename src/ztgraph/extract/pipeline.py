"""The engine's one way: document → tokens → sentences → names → clauses → referents → candidates → statements."""

from __future__ import annotations

import gc
from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise
from typing import Final

from ztgraph.extract.adjuncts import Adjuncts, relating
from ztgraph.extract.frames import Candidate, Matcher
from ztgraph.extract.joining import joined
from ztgraph.extract.patterns import Patterns
from ztgraph.extract.positions import SupportVerbs
from ztgraph.extract.references import References
from ztgraph.extract.statements import Assembler
from ztgraph.extract.structure import Structure
from ztgraph.extract.times import Clock
from ztgraph.extract.voices import Voices
from ztgraph.language.clauses import parse
from ztgraph.language.dates import Time, find
from ztgraph.language.factuality import FactualityWords, Judge
from ztgraph.language.grammarwords import GrammarWords
from ztgraph.language.morphology import BASE, analyse
from ztgraph.language.quotations import Quotations
from ztgraph.language.resolution import Calendar
from ztgraph.language.sentences import Sentence, split
from ztgraph.language.tagging import tag
from ztgraph.language.tokens import Token, tokenize
from ztgraph.language.trees import Phrase
from ztgraph.language.units import Name, Unit, UnitBuilder
from ztgraph.mentions.abbreviations import Definitions
from ztgraph.mentions.forms import Forms
from ztgraph.mentions.gazetteer import Gazetteer, sequence
from ztgraph.mentions.grammarwords import grammar_words
from ztgraph.mentions.labels import Labels
from ztgraph.mentions.names import NameFinder
from ztgraph.mentions.register import Register
from ztgraph.mentions.vocabulary import OIG_SEQUENCES, Vocabulary, vocabulary
from ztgraph.model import Document, Extraction
from ztgraph.rules.objects import Rules


class Engine:
    """The rules, prepared for many documents."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.words: Vocabulary = vocabulary(rules)
        self.grammar: GrammarWords = grammar_words(rules)
        self.patterns = Patterns(rules)
        self.support = SupportVerbs(rules.cues)
        self.prepositions = relating(rules.cues)
        cues = rules.cues
        self.facts = FactualityWords(
            open_conjunctions=cues.words("modality", "conjunctions"),
            negative_modals=cues.words("modality", "negative_modals"),
            negative_prepositions=cues.words("negation", "prepositions"),
            open_prepositions=cues.words("modality", "prepositions"),
            open_adverbs=cues.words("modality", "adverbs"),
            negative_nouns=cues.words("negation", "nouns"),
            negative_adverbs=cues.words("negation", "adverbs"),
        )
        self.inspectors = frozenset({*self.words.inspectors.values(), "gao"})
        self.labels = {actor.id: (str(actor.kind), actor.label) for actor in rules.actors.values()}

    def extract(self, document: Document) -> Extraction:
        """All statements of a document.

        What is made on the way lives until the document is done, so the cyclic garbage collector would only look at it in vain.
        """
        collecting = gc.isenabled()
        gc.disable()
        try:
            return _Reading(self, document).run()
        finally:
            if collecting:
                gc.enable()


class _Reading:
    """One document on its way through the stages."""

    def __init__(self, engine: Engine, document: Document) -> None:
        self.engine, self.document = engine, document
        self.tokens = tokenize(document.text)
        self.sentences = split(self.tokens, document.text)
        self.local: Gazetteer = engine.words.actors.overlay()
        self.labels = Labels(engine.labels)
        self.named: list[str] = []  # the curated actors that the text names, in order
        self.forms = Forms(document.text, self.tokens)
        self.norms: set[str] = {token.norm for token in self.tokens}

    def run(self) -> Extraction:
        definitions = Definitions(self.tokens, self.engine.words, self.local, self.labels)
        definitions.collect()
        self._bind_shared_names()
        author = self._author(definitions)
        finder = NameFinder(self.tokens, self.engine.words, self.local, self.labels)
        names = finder.find(self.sentences)
        times = self._times()
        resolved = self._resolve(times)
        register = Register(self.engine.rules, self.engine.words, self.forms, self.labels, author)
        quotations = Quotations(self.tokens, names)
        builder = UnitBuilder(self.tokens, names, {t.first: t for t in times}, quotations.marks)
        assembler = Assembler(self.document, register, self.forms, quotations)
        clock = Clock(resolved, self.engine.grammar.verbs)
        matcher = Matcher(self.engine.rules, self.engine.patterns, register, self.engine.support)
        structure = Structure(register, self.engine.words)
        adjuncts = Adjuncts(self.engine.rules, register, self.engine.prepositions)
        references = References(self.engine.rules, self.tokens, self.sentences, self.labels, quotations)
        voices = Voices(self.document, register, self.local, self.labels)
        last_judge: Judge | None = None
        for sentence in self.sentences:
            if sentence.heading:
                self._heading(sentence, structure)
                units = self._headline(sentence)
                if not units:
                    continue
            else:
                units = builder.build(*sentence.lead) if sentence.lead is not None else []
                units += builder.build(sentence.first, sentence.last)
                tag(units)
            tree = parse(units, self.engine.grammar)
            judge = Judge(tree, self.engine.grammar, self.engine.facts)
            assembler.voice = voices.at(self.tokens[sentence.first].start)
            references.resolve(tree, register, judge)
            clock.note(tree.clauses)
            candidates: list[Candidate] = [
                *structure.find(tree, judge),
                *matcher.find(tree, judge, not sentence.heading),
                *adjuncts.find(tree),
            ]
            for candidate in candidates:
                assembler.add(candidate, judge, clock, sentence.first, sentence.last)
            last_judge = judge
            register.leave()
            tree.dissolve()
        assembler.voice = voices.at(len(self.document.text))
        if last_judge is not None:
            for candidate in structure.late():
                assembler.add(candidate, last_judge, clock, 0, len(self.tokens))
        statements = tuple(assembler.statements())
        entities = {e.id: e for s in statements for e in (s.subject, s.object, *((s.attribution,) if s.attribution else ()))}
        return joined(Extraction(self.document, tuple(entities[key] for key in sorted(entities)), statements))

    def _heading(self, sentence: Sentence, structure: Structure) -> None:
        """Curated names in a heading: they state nothing, but a prefixed component is known by them."""
        i = sentence.first
        while i < sentence.last:
            hit = self.local.match(self.tokens, i, sentence.last)
            if hit is not None and hit[1] in self.engine.rules.actors:
                unit = Unit(i, hit[0], self.tokens[i].norm, "NM")
                unit.name = Name(i, hit[0], "agency", hit[1], self.engine.rules.actors[hit[1]].label)
                structure.note_prefix(Phrase(0, 1, unit, [unit]))
            i = hit[0] if hit is not None else i + 1

    def _headline(self, sentence: Sentence) -> list[Unit]:
        """The units of a heading that is a sentence ("DOJ OIG Releases Report on …"): a curated name and its verb; else nothing."""
        if not 5 <= sentence.last - sentence.first <= 60:
            return []
        hit = self.local.match(self.tokens, sentence.first, sentence.last)
        if hit is None:
            return []
        names: dict[int, Name] = {}
        i = sentence.first
        while i < sentence.last:
            hit = self.local.match(self.tokens, i, sentence.last)
            if hit is not None:
                kind, label = self.labels.get(hit[1]) or ("agency", hit[1])
                names[i] = Name(i, hit[0], kind, hit[1], label)
            i = hit[0] if hit is not None else i + 1
        units = UnitBuilder(self.tokens, names, {}).build(sentence.first, sentence.last)
        tag(units)
        return units if len(units) > 2 and units[1].tag in ("VZ", "VX", "VD") else []

    def _bind_shared_names(self) -> None:
        """Names that several bodies or common words share ("State", "OSC") bind where the document names the body in full.

        So do those of a parent that a component is named with: "Treasury" beside "Treasury OIG".
        """
        named: dict[str, None] = {}
        parents: dict[str, str] = {}
        for i, token in enumerate(self.tokens):
            if token.capital:
                hit = self.local.match(self.tokens, i, len(self.tokens))
                if hit is not None:
                    named[hit[1]] = None
                    parent = self.engine.rules.actors[hit[1]].part_of if hit[1] in self.engine.rules.actors else None
                    if parent is not None and token.surface in self.engine.words.shared.get(parent, ()):
                        parents[token.surface] = parent
        self.named = list(named)
        for key in sorted(named):
            for name in self.engine.words.shared.get(key, ()):
                self.local.add(sequence(name), key)
        for name, key in parents.items():
            self.local.add(sequence(name), key)

    def _author(self, definitions: Definitions) -> str | None:
        """The key of the inspector general (or accounting office) whose document this is; binds its bare names."""
        publisher = self.document.publisher
        key = None
        if publisher:
            hit = self.local.match(tokenize(publisher), 0, len(tokenize(publisher)))
            key = hit[1] if hit else None
        if key is None:
            key = definitions.bound.get("OIG") or definitions.bound.get("GAO")
        if key is None:
            key = self._named_inspector()
        bare = key if key is not None and ("oig" in key or "inspector" in key) else "agency:office-of-inspector-general"
        self.labels.define(bare, "agency", "OIG")
        for form in OIG_SEQUENCES:
            self.local.add(form, bare)
        return self._respondent() or self._correspondent() or key

    def _respondent(self) -> str | None:
        """Whose letter this is if it answers an overseer ("your draft report"): the first body that it names beside overseers."""
        if "your" not in self.norms or not ("we" in self.norms or "our" in self.norms):
            return None
        for before, token in pairwise(self.tokens):
            if before.norm == "your" and token.norm in _REPORTS:
                return next(
                    (key for key in self.named if key not in self.engine.inspectors and self.engine.labels[key][0] == "agency"), None
                )
        return None

    def _correspondent(self) -> str | None:
        """The committee whose letter this is ("I write to request …"); an inspector general whom it names is not its author."""
        if "write" not in self.norms and "writing" not in self.norms:
            return None
        if not any(b.norm in ("i", "we") and t.norm == "write" for b, t in pairwise(self.tokens)) and not any(
            a.norm in ("i", "we") and t.norm == "writing" for a, t in zip(self.tokens, self.tokens[2:], strict=False)
        ):
            return None
        for key in self.named:
            if key in self.engine.labels and "ommittee" in self.engine.labels[key][1]:
                return key
        body = next((t.text for t in self.tokens if t.text in ("Committee", "Subcommittee")), None)
        if body is not None:
            self.labels.define(f"agency:{body.lower()}", "agency", body)
        return f"agency:{body.lower()}" if body is not None else None

    def _named_inspector(self) -> str | None:
        """The first curated inspector general or accounting office that the text names."""
        for n, key in enumerate(self.named):
            if key in self.engine.inspectors:
                return "agency:office-of-inspector-general" if self._another_inspector(n) else key
        if ("oig" in self.norms or "inspector" in self.norms) and any(t.text in ("OIG", "Inspector") for t in self.tokens):
            return "agency:office-of-inspector-general"
        return None

    def _another_inspector(self, n: int) -> bool:
        """Whether the inspector general named ``n``-th is not the author: a bare "OIG" and another body with an office came before it."""
        office = self.engine.rules.actors[self.named[n]]
        others = [key for key in self.named[:n] if key != office.part_of and key in self.engine.words.inspectors]
        if not others or office.id == "gao":
            return False
        for i, token in enumerate(self.tokens):
            if token.text == "OIG":
                return True
            hit = self.local.match(self.tokens, i, len(self.tokens)) if token.capital else None
            if hit is not None and hit[1] == office.id:
                return False
        return False

    def _times(self) -> list[Time]:
        found: list[Time] = []
        for sentence in self.sentences:
            if not sentence.heading:
                found += find(self.tokens, sentence.first, sentence.last)
        return found

    def _resolve(self, times: list[Time]) -> dict[int, str | None]:
        """The EDTF value of each expression, in order; what stands after a modal looks forward."""
        later = next((f"{t.year:04d}-{t.month:02d}-{t.day:02d}" for t in times if t.kind == "date" and t.year and t.month and t.day), None)
        news = any(t.kind in ("deictic", "weekday") for t in times)
        calendar = Calendar(self.document.date, later, news)
        starts = [sentence.first for sentence in self.sentences]
        resolved: dict[int, str | None] = {}
        seen = -1  # the sentence of the expression before
        for time in times:
            here = bisect_right(starts, time.first) - 1
            tied = here == seen or time.first - starts[here] < 2
            lasting = time.kind == "date" and not time.month and time.first > 0 and self.tokens[time.first - 1].norm == "since"
            resolved[time.first] = calendar.resolve(time, _looks_forward(self.tokens, time.first), tied, lasting)
            seen = here
        return resolved


_REPORTS: Final = frozenset({"report", "draft", "audit", "review", "evaluation", "recommendation", "recommendations", "findings"})
_FORWARD: Final = frozenset(
    {"will", "would", "shall", "plans", "plan", "expects", "scheduled", "intends", "must", "deadline", "next", "ask", "urge"}
)
_LIMITS: Final = frozenset({"until", "till", "by", "through", "before"})
_PAST: Final = frozenset("was were had did put made gave told sent took said found held met began left wrote paid sold".split())


def _looks_forward(tokens: list[Token], i: int) -> bool:
    """Whether a modal or verb of planning stands shortly before token ``i``, with no past tense in between."""
    j = i - 1
    while j >= 0 and j > i - 16 and tokens[j].text not in (".", ";"):
        norm = tokens[j].norm
        noun = norm in ("plan", "plans") and (tokens[j + 1].norm != "to" or tokens[j - 1].norm in ("the", "a", "its", "their", "this"))
        if norm in _FORWARD and not noun:  # "its sampling plan in March"
            return True
        if norm == "to" and tokens[i - 1].norm in _LIMITS and analyse(tokens[j + 1].norm).pos & BASE:
            return True  # "ordered the state to stop all transfers until June"
        if norm in _PAST or norm in ("which", "who", "whom") or (norm == "that" and _past_between(tokens, j, i)):
            return False
        j -= 1
    return False


def _past_between(tokens: list[Token], j: int, i: int) -> bool:
    return any(t.norm in _PAST or t.norm.endswith("ed") for t in tokens[j + 1 : i])


@lru_cache(maxsize=2)
def _engine(box: _Key) -> Engine:
    return Engine(box.rules)


class _Key:
    """Rules as a cache key: the digest decides."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules

    def __hash__(self) -> int:
        return hash(self.rules.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.rules.digest == self.rules.digest


def extract(document: Document, rules: Rules) -> Extraction:
    """All statements that the rules find in a document.

    Args:
        document: its ``text`` is what offsets refer to (code points, end exclusive); ``date`` anchors relative dates.
        rules: as ``ztgraph.rules.load.load_rules`` gives them.

    Returns:
        The document with its entities (sorted by id) and statements (sorted by place). Same input, same result.
    """
    return _engine(_Key(rules)).extract(document)


__all__ = ["Engine", "Sentence", "extract"]
