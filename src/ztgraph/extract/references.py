"""Resolves the phrases of a sentence in the order of the text, with what their clauses tell of them.

Subjects become prominent, coordinations are noted, and who says "I" and "we" is told; the clues for pronouns are read by the layer below.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from ztgraph.extract.clues import Clues
from ztgraph.identity import slug
from ztgraph.language.factuality import Judge
from ztgraph.language.quotations import Quotations
from ztgraph.language.sentences import Sentence
from ztgraph.language.tokens import Token
from ztgraph.language.trees import Tree
from ztgraph.mentions.labels import Labels
from ztgraph.mentions.pronouns import FIRST
from ztgraph.mentions.referents import Referent
from ztgraph.mentions.register import Register
from ztgraph.rules.objects import Rules

_CLOSINGS: Final = frozenset({"sincerely", "respectfully", "regards", "truly", "faithfully"})
_GROUPS: Final = 50  # coordinations that "both" and "the two" can go back to


def speaking(register: Register, quotations: Quotations, i: int) -> Referent | None:
    """Who speaks token ``i`` of a quotation whose own sentence does not say it; ``None`` if it is not told."""
    quotation = quotations.at(i)
    if quotation is None:
        return None
    if quotation.speaker is not None:
        return register.get(quotation.speaker.key, "person", quotation.speaker.label)
    before = quotation.before
    return register.spoken.get(quotation.first) or (register.spoken.get(before.first) if before is not None else None)


class References(Clues):
    """Resolves phrases for one document."""

    def __init__(self, rules: Rules, tokens: list[Token], sentences: list[Sentence], labels: Labels, quotations: Quotations) -> None:
        super().__init__(rules)
        self.tokens, self.sentences, self.labels, self.quotations = tokens, sentences, labels, quotations
        self.turns = self._find_turns()
        self.starts = [start for start, _ in self.turns]

    def resolve(self, tree: Tree, register: Register, judge: Judge) -> None:
        """Resolve all phrases of a sentence in the order of the text; subjects of clauses become prominent."""
        self._set_voices(tree, register)
        register.begin = self.tokens[tree.units[0].first].start if tree.units else 0
        register.partitive = bool(tree.units) and tree.units[0].norm in ("of", "among")
        subjects = self._note_acting(tree, register.acting)
        asides = {id(phrase) for clause in tree.clauses if clause.relation == "said" for phrase in clause.subject if phrase.first}
        for _, _, n in sorted([(p.head.first, p.first, n) for n, p in enumerate(tree.phrases)]):
            phrase = tree.phrases[n]
            speaker = self._speaker(phrase, judge) if phrase.head.quoted else None
            if phrase.head.quoted and speaker is None and phrase.head.norm in FIRST:
                register.quoted = speaking(register, self.quotations, phrase.head.first)
            register.touch(phrase)
            if phrase.head.tag == "PR":
                host = judge.host(phrase)
                register.barred = self._barred(phrase, register, judge) + self._adviser(phrase, host, tree, register)
                register.barred += self._finder(phrase, host, register)
                register.wanted = self._wanted(phrase, judge)
                register.objective = host is not None and phrase not in host.subject
                register.hint = (
                    self._addressee(phrase, register, judge)
                    or self._parallel(phrase, host, tree, register)
                    or self._paper(phrase, host, register)
                    or self._same_actor(phrase, host, register)
                )
                register.governor = self._governor(phrase, host, register, judge)
            elif phrase.head.tag == "N" and phrase.determiner is not None:
                register.barred = self._barred(phrase, register, judge)  # "the watchdog told the agency": two bodies
            elif phrase.head.tag == "PP":
                register.barred = self._petitioned(phrase, register, judge)
                register.hint = (
                    self._conjunct(phrase, register, judge) or self._headed(phrase, tree, register) or self._owner(phrase, register, judge)
                )
            referent = register.resolve(phrase, speaker)
            yours = phrase.possessor is not None and phrase.possessor.head.norm == "your"
            if yours and referent is not None and referent.kind == "agency" and register.hearer is not None:
                register.houses.setdefault(register.hearer.key, referent)
            register.barred, register.wanted, register.objective = [], frozenset(), False
            register.hint = register.governor = register.quoted = None
            if referent is not None and id(phrase) in asides:
                referent.aside = referent.last
            if referent is not None and id(phrase) in subjects:
                register.note_subject(referent)
        self._note_spoken(tree, register)
        self._note_groups(tree, register)
        self._note_focus(tree, register)

    def _note_spoken(self, tree: Tree, register: Register) -> None:
        """Who speaks the quotation of a sentence, where a pronoun or description says so (", she said")."""
        for clause in tree.clauses:
            if clause.relation == "said" and clause.subject and not clause.subject[0].head.quoted:
                quoted = next((u for u in tree.units if u.quoted), None)
                quotation = self.quotations.at(quoted.first) if quoted is not None else None
                found = register.resolve(clause.subject[0])
                if quotation is not None and found is not None and found.kind == "person":
                    register.spoken[quotation.first] = found

    @staticmethod
    def _note_focus(tree: Tree, register: Register) -> None:
        """What the sentence is about is the subject of its first main clause, if it has one."""
        for clause in tree.clauses:
            if clause.relation == "main" and clause.verb and clause.subject:
                found = [register.by_phrase.get(id(phrase)) for phrase in clause.subject]
                register.focus = [r for r in found if r is not None]
                return

    @staticmethod
    def _note_acting(tree: Tree, acting: set[int]) -> set[int]:
        """Note the phrases that act; the subjects among them that become prominent, by id."""
        subjects: set[int] = set()
        for clause in tree.clauses:
            if clause.relation in ("main", "that", "conj", "adv"):
                for phrase in clause.subject:
                    subjects.add(id(phrase))
                    acting.add(id(phrase))
            for group in clause.objects:
                for phrase in group:
                    acting.add(id(phrase))
            for pp in clause.pps:
                if pp.word in ("by", "with"):
                    for phrase in pp.group:
                        acting.add(id(phrase))
        for phrase in tree.phrases:
            if phrase.possessor is not None:
                acting.add(id(phrase.possessor))
        return subjects

    def _find_turns(self) -> list[tuple[int, str]]:
        """The turns of a transcript ("Senator WHITBY."): the token at which each begins, and the surname."""
        found = []
        for sentence in self.sentences:
            if not 2 <= sentence.last - sentence.first <= 5:
                continue
            row = self.tokens[sentence.first : sentence.last]
            if row[-1].text == "." and row[-2].text.isupper() and len(row[-2].text) > 2 and row[0].capital:
                found.append((sentence.last, row[-2].text.title()))
        return found if len(found) > 1 else []

    def _set_voices(self, tree: Tree, register: Register) -> None:
        """Who "I", "we" and "you" are in this sentence of a transcript or a letter."""
        if not tree.units:
            return
        here = tree.units[0].first
        turns = self.turns
        at = bisect_right(self.starts, here) - 1
        if at >= 0:
            names = [turns[at][1], *(turns[n][1] for n in (at + 1, at - 1) if 0 <= n < len(turns) and turns[n][1] != turns[at][1])]
            people = [self._named_person(name, register) for name in names[:2]]
            register.speaker, register.hearer = people[0], people[1] if len(people) > 1 else None
        elif self.tokens[0].text == "Dear" and register.hearer is None:
            end = next((n for n, t in enumerate(self.tokens[:8]) if t.text in (":", ",")), 0)
            if end > 1 and self.tokens[end - 1].capital:
                register.hearer = self._named_person(self.tokens[end - 1].text, register)
                self._sign(register)

    def _sign(self, register: Register) -> None:
        """ "I" in a letter is who signed it, "we" the committee for which he or she did."""
        for i in range(len(self.tokens) - 2, max(1, len(self.tokens) - 60), -1):
            if self.tokens[i - 1].norm in _CLOSINGS and self.tokens[i].text == ",":
                end = i + 1
                while end < len(self.tokens) and self.tokens[end].capital:
                    end += 1
                if end > i + 2:
                    register.speaker = self._named_person(self.tokens[end - 1].surface, register)
                    author = register.author()
                    if author is not None and "ommittee" in author.label:
                        register.houses[register.speaker.key] = author
                return

    def _named_person(self, surname: str, register: Register) -> Referent:
        known = next((k for k, (kind, label) in self.labels.own.items() if kind == "person" and label.split()[-1] == surname), None)
        return register.get(known or f"person:{slug(surname)}", "person", self.labels.label(known) if known else surname)

    def _note_groups(self, tree: Tree, register: Register) -> None:
        """Coordinated agencies or persons are what "the two agencies" and "both" go back to."""
        apposed = [phrase.appositions for phrase in tree.phrases if len(phrase.appositions) == 2 and phrase.head.tag == "NS"]
        for group in apposed:
            named = [r for p in group if (r := register.resolve(p)) is not None and r.kind in ("agency", "person")]
            if len(named) == 2 and named[0].kind == named[1].kind and named not in register.groups:
                register.groups.append(named)
        for clause in tree.clauses:
            for group in (clause.subject, *clause.objects, *(pp.group for pp in clause.pps)):
                if len(group) > 1:
                    found = [register.resolve(p) for p in group]
                    members = [
                        r for r in found if r is not None and (r.kind in ("agency", "person") or (r.kind == "group" and not r.plural))
                    ]
                    if len(members) == len(group) and len({r.kind for r in members}) == 1 and members not in register.groups:
                        register.groups.append(members)
                        del register.groups[:-_GROUPS]
