"""Resolves the phrases of a sentence in the order of the text, with what their clauses tell of them.

Who is barred (principle B), wanted (by the frames of the verb), or meant (the addressee of a question, the owner of a possessive) is read
off the tree here; the register then chooses among its referents.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import Final

from ztgraph.identity import slug
from ztgraph.language.factuality import Judge
from ztgraph.language.quotations import Quotations
from ztgraph.language.sentences import Sentence
from ztgraph.language.tokens import Token
from ztgraph.language.trees import Clause, Phrase, Tree
from ztgraph.mentions.labels import Labels
from ztgraph.mentions.pronouns import FIRST
from ztgraph.mentions.referents import Referent
from ztgraph.mentions.register import Register
from ztgraph.rules.objects import Rules

_ASKING: Final = frozenset({"advise", "suggest", "warn", "expect", "remind"})  # verbs whose that-clause is about the hearer as often
_ADVISING: Final = frozenset("recommend request ask demand urge suggest propose advise require order".split())
_ANSWERING: Final = frozenset("refuse decline ignore deny comply respond reply resist appeal dispute contest object".split())
_DECIDING: Final = frozenset("deny grant reject refuse rebuff approve dismiss ignore overrule answer hear consider".split())
_PETITIONS: Final = frozenset(
    "request petition motion application appeal bid plea objection claim offer proposal demand question inquiry letter suit".split()
)
_CLOSINGS: Final = frozenset({"sincerely", "respectfully", "regards", "truly", "faithfully"})
_TELLING: Final = frozenset("say allege state charge note accuse describe find add recommend conclude claim contend".split())
_PAPERS: Final = frozenset(
    "indictment complaint lawsuit report letter memo memorandum suit affidavit order ruling statement filing petition audit notice".split()
)
_FINDING: Final = frozenset({"find", "determine", "conclude", "discover", "rule", "hold"})
_OWN: Final = frozenset({"lack", "have", "need", "require", "be"})  # what finders find of themselves: that they lack jurisdiction
_NEAR: Final = 300  # how far back another body is looked for (code points)
_GROUPS: Final = 50  # coordinations that "both" and "the two" can go back to


def _is_one(referent: Referent, bodies: list[str]) -> bool:
    """Whether a body is of one of the kinds, by the head of its name: a committee's subcommittee is a committee too."""
    return any(head == body or head == f"sub{body}" for body in bodies for head in (referent.label.lower().split()[-1], *referent.heads))


def speaking(register: Register, quotations: Quotations, i: int) -> Referent | None:
    """Who speaks token ``i`` of a quotation whose own sentence does not say it; ``None`` if it is not told."""
    quotation = quotations.at(i)
    if quotation is None:
        return None
    if quotation.speaker is not None:
        return register.get(quotation.speaker.key, "person", quotation.speaker.label)
    before = quotation.before
    return register.spoken.get(quotation.first) or (register.spoken.get(before.first) if before is not None else None)


class References:
    """Resolves phrases for one document."""

    def __init__(self, rules: Rules, tokens: list[Token], sentences: list[Sentence], labels: Labels, quotations: Quotations) -> None:
        self.rules, self.tokens, self.sentences, self.labels, self.quotations = rules, tokens, sentences, labels, quotations
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
                register.barred = self._barred(phrase, register, judge) + self._adviser(phrase, host, register)
                register.barred += self._finder(phrase, host, register)
                register.wanted = self._wanted(phrase, judge)
                register.objective = host is not None and phrase not in host.subject
                register.hint = (
                    self._addressee(phrase, register, judge)
                    or self._parallel(phrase, host, tree, register)
                    or self._paper(phrase, host, register)
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

    def _conjunct(self, phrase: Phrase, register: Register, judge: Judge) -> Referent | None:
        """ "B and its founder": the possessive goes back to what it is coordinated with."""
        host = judge.host(phrase)
        if host is None or phrase.head.norm != "its":
            return None
        for group in (host.subject, *host.objects, *(pp.group for pp in host.pps)):
            for before, after in pairwise(group):
                if after.possessor is phrase and before.possessor is not None and before.head.name is None:
                    return register.resolve(before.possessor)  # "the city's police and its fire department"
                if after.possessor is phrase:
                    found = register.resolve(before)
                    return found if found is not None and found.kind == "agency" else None
        return None

    def _headed(self, phrase: Phrase, tree: Tree, register: Register) -> Referent | None:
        """ "its chairman": the last body of a kind that has one."""
        if phrase.head.norm != "its":
            return None
        owned = next((p for p in tree.phrases if p.possessor is phrase), None)
        bodies = register.words.title_bodies.get(owned.head.norm.split()[-1], "").split() if owned is not None else []
        if not bodies:
            return None
        held = [r for r in register.window() if r.kind == "agency" and not r.plural and _is_one(r, bodies)]
        return max(held, key=lambda r: r.last) if held else None

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

    def _wanted(self, phrase: Phrase, judge: Judge) -> frozenset[str]:
        """The kinds of entity that the frames of a pronoun's verb take in its place; empty if any."""
        host = judge.host(phrase)
        if host is None or not host.verb:
            return frozenset()
        frames = self.rules.frames_for("verb", host.verb)
        if phrase in host.subject and not host.passive:
            return frozenset(k for f in frames if "agent" in f.subject for k in f.subject_kinds)
        if len(host.objects) > 1 and phrase in host.objects[0]:
            return frozenset(k for f in frames if "recipient" in f.object for k in f.object_kinds)  # "gave it a memo"
        if (
            any(phrase in group for group in host.objects)
            and any("patient" in f.theme for f in frames)
            and not any("patient" in f.object for f in frames)
        ):
            return frozenset({"instrument", "population"})
        if any(phrase in group for group in host.objects) or phrase in host.subject:
            return frozenset(
                k
                for f in frames
                for k in (
                    f.object_kinds
                    if {"patient", "recipient"} & set(f.object)
                    else f.subject_kinds
                    if {"patient", "recipient"} & set(f.subject)
                    else ()
                )
            )
        for pp in host.pps:
            if phrase in pp.group:
                named = self.rules.frames_for("verb", f"{host.verb} {pp.word}")
                wanted = [
                    f.object_kinds if pp.word in f.object else f.subject_kinds for f in (*frames, *named) if pp.word in f.object + f.subject
                ]
                return frozenset(kind for kinds in wanted for kind in kinds)
        return frozenset()

    def _owner(self, phrase: Phrase, register: Register, judge: Judge) -> Referent | None:
        """ "B replaced its director": a possessive pronoun goes back to the subject of its own clause, if that fits."""
        host = judge.host(phrase)
        if host is None or phrase.head.norm not in ("its", "their", "his", "her"):
            return None
        by_phrase = host.passive and any(pp.word == "by" and any(p.possessor is phrase for p in pp.group) for pp in host.pps)
        fronted = any(pp.first < host.subject[0].first and any(p.possessor is phrase for p in pp.group) for pp in host.pps if host.subject)
        for subject in host.subject if not by_phrase else ():
            if (subject.head.first > phrase.head.first and not fronted) or phrase.first in range(subject.first, subject.last):
                continue
            found = register.resolve(subject)
            if found is None or found in register.barred:
                continue
            kinds = {"its": ("agency",), "his": ("person", "group"), "her": ("person", "group")}.get(
                phrase.head.norm, ("group", "population", "agency")
            )
            several = found.plural or len(host.subject) > 1
            if phrase.head.norm in ("his", "her") and several:
                continue
            if found.kind in kinds and (phrase.head.norm != "their" or several) and (phrase.head.norm != "its" or not several):
                return found
        return self._above(phrase, host, register)

    def _petitioned(self, phrase: Phrase, register: Register, judge: Judge) -> list[Referent]:
        """Who denies "its request" is not who made it."""
        host = judge.host(phrase)
        if host is None or host.passive or host.verb not in _DECIDING or not host.subject:
            return []
        if not any(p.possessor is phrase and p.head.noun in _PETITIONS for group in host.objects for p in group):
            return []
        found = [register.resolve(p) for p in host.subject if p.head.first < phrase.head.first]
        return [r for r in found if r is not None]

    def _governor(self, phrase: Phrase, host: Clause | None, register: Register, judge: Judge) -> Referent | None:
        """ "A said that it …", "the governors admitted that they …": the subject of the clause above the pronoun's own."""
        if host is None or host.relation != "that" or host.parent is None:
            return None
        if phrase not in host.subject:
            return self._complaining(phrase, host, register) if host.parent.verb in judge.grammar.saying else None
        if host.parent.verb in ("advise", "warn", "remind") and phrase.head.norm == "it" and host.parent.objects:
            found = register.resolve(host.parent.objects[0][0])
            return found if found is not None and found.kind == "agency" and not found.plural else None
        if host.parent.verb not in judge.grammar.saying or host.parent.verb in _ASKING:
            return None
        above = host.parent.subject
        return register.resolve(above[0]) if len(above) == 1 and above[0].head.first < phrase.head.first else None

    def _parallel(self, phrase: Phrase, host: Clause | None, tree: Tree, register: Register) -> Referent | None:
        """What stands in the place of a pronoun in the clause beside its own.

        "A knew that B paid C, but it did not …" is A; "A signed the lease before B had approved it" is the lease.
        """
        if host is None or phrase.head.norm not in ("it", "they", "them"):
            return None
        beside = self._beside(phrase, host, tree)
        if beside is None:
            return None
        if phrase in host.subject and host.verb in _ANSWERING:
            return self._agreeing(phrase, beside.objects[0] if beside.objects else [], register, ("agency",))
        if phrase in host.subject:
            return self._agreeing(phrase, beside.subject, register, ("agency",) if phrase.head.norm == "it" else ("agency", "group"))
        if any(phrase in group for group in host.objects) and beside.objects:
            even = host.relation == "main" or host.connective in ("while", "whereas")  # "A consulted B, while C sued it"
            kinds = tuple(kind for kind in (("instrument", "agency") if even else ("instrument",)) if kind in register.wanted)
            return self._agreeing(phrase, beside.objects[0], register, kinds)
        return None

    @staticmethod
    def _complaining(phrase: Phrase, host: Clause, register: Register) -> Referent | None:
        """ "A complained that B had not paid it": who says so, unless B is meant by a pronoun."""
        parent = host.parent
        if parent is None or len(parent.subject) != 1 or any(p.pronoun for p in host.subject):
            return None
        if parent.subject[0].head.first > phrase.head.first:
            return None
        found = register.resolve(parent.subject[0])
        return found if found is not None and found not in register.barred else None

    @staticmethod
    def _paper(phrase: Phrase, host: Clause | None, register: Register) -> Referent | None:
        """ "The indictment charges A. It says that …": what says is the paper that the sentence before was about."""
        if host is None or phrase.head.norm != "it" or phrase not in host.subject or host.relation != "main" or host.verb not in _TELLING:
            return None
        return next((r for r in register.focus if r.kind == "instrument" and r.heads & _PAPERS), None)

    def _beside(self, phrase: Phrase, host: Clause, tree: Tree) -> Clause | None:
        """The clause that a pronoun's own is coordinated with or, for an object, subordinate to."""
        if host.relation in ("adv", "prep"):
            return host.parent if phrase not in host.subject or host.verb in _ANSWERING else None
        at = tree.clauses.index(host) if host.relation == "main" else 0
        if not at or (phrase in host.subject and (phrase.first == 0 or tree.units[phrase.first - 1].norm not in ("and", "but", "yet"))):
            return None
        return next((c for c in reversed(tree.clauses[:at]) if c.relation == "main" and c.verb and c.subject), None)

    @staticmethod
    def _agreeing(phrase: Phrase, group: list[Phrase], register: Register, kinds: tuple[str, ...]) -> Referent | None:
        """The referent of a single phrase that fits a pronoun in number and kind."""
        if len(group) != 1 or group[0].head.first > phrase.head.first:
            return None
        found = register.resolve(group[0])
        if found is None or found.kind not in kinds or found in register.barred:
            return None
        return found if found.plural == (phrase.head.norm != "it") else None

    def _above(self, phrase: Phrase, host: Clause, register: Register) -> Referent | None:
        """ "A let the staff interview its director": where the subject of an infinitive cannot own, the one above it does."""
        seen = 0
        while host.relation in ("to", "bare", "purpose") and host.parent is not None and phrase.head.norm == "its" and seen < 4:
            host, seen = host.parent, seen + 1
            found = register.resolve(host.subject[0]) if len(host.subject) == 1 else None
            if found is not None and found.kind == "agency" and not found.plural and host.subject[0].head.first < phrase.head.first:
                return found
        return None

    def _addressee(self, phrase: Phrase, register: Register, judge: Judge) -> Referent | None:
        """ "asked B why it had …", "asked B to explain why it …": the pronoun is B."""
        host = judge.host(phrase)
        if host is None or host.parent is None:
            return None
        if host.relation in ("adv", "prep", "part") and phrase.head.tag == "PR":
            return self._cataphor(phrase, host, register)
        if host.relation != "wh" or phrase not in host.subject:
            return None
        parent = host.parent
        fillers = (
            parent.objects[0] if parent.objects and not parent.passive else parent.subject if parent.relation in ("to", "purpose") else []
        )
        found = register.resolve(fillers[0]) if fillers else None
        fits = found is not None and (
            found.kind in ("agency", "instrument")
            if phrase.head.norm == "it"
            else found.kind in ("person", "group") or phrase.head.norm == "they"
        )
        return found if fits else None

    def _cataphor(self, phrase: Phrase, host: Clause, register: Register) -> Referent | None:
        """A pronoun in a fronted clause looks forward to the subject of the main one: "Until the tribe sued it, the Department …"."""
        parent = host.parent
        if parent is None or not parent.subject or parent.subject[0].head.first < phrase.head.first or parent.subject[0].pronoun:
            return None
        found = register.resolve(parent.subject[0])
        if found is None:
            return None
        norm = phrase.head.norm
        if norm == "it":
            return found if found.kind == "agency" and not found.plural else None
        if norm in ("he", "she", "him", "her"):
            return found if found.kind == "person" or (found.kind == "group" and not found.plural) else None
        return found if norm in ("they", "them") and found.plural else None

    def _barred(self, phrase: Phrase, register: Register, judge: Judge) -> list[Referent]:
        """An object pronoun is not the subject of its own clause (principle B)."""
        host = judge.host(phrase)
        if host is None or phrase in host.subject or phrase.head.norm.endswith(("self", "selves")):
            return []
        found = [register.resolve(p) for p in host.subject if p.head.first < phrase.head.first]
        return [r for r in found if r is not None]

    @staticmethod
    def _finder(phrase: Phrase, host: Clause | None, register: Register) -> list[Referent]:
        """Who finds that "it" did something has found it of the other body that is spoken of, if there is one."""
        if host is None or host.relation != "that" or host.parent is None or phrase.head.norm != "it" or phrase not in host.subject:
            return []
        above = host.parent.subject
        if host.parent.verb not in _FINDING or host.parent.passive or len(above) != 1 or host.verb in _OWN:
            return []
        found = register.resolve(above[0])
        if found is None or found.kind != "agency":
            return []
        near = register.begin - _NEAR
        other = any(
            r.kind == "agency" and r is not found and not r.plural and r.last >= near and r.actor is None for r in register.window()
        )
        return [found] if other else []

    @staticmethod
    def _adviser(phrase: Phrase, host: Clause | None, register: Register) -> list[Referent]:
        """Who recommends that "it" act does not mean itself."""
        if (
            host is None
            or host.relation != "that"
            or host.parent is None
            or host.parent.verb not in _ADVISING
            or phrase not in host.subject
        ):
            return []
        found = [register.resolve(p) for p in host.parent.subject if p.head.first < phrase.head.first]
        return [r for r in found if r is not None]

    def _speaker(self, phrase: Phrase, judge: Judge) -> Phrase | None:
        host = judge.host(phrase)
        if host is None:
            return None
        source = judge.of(host).source
        return source[0] if source and source[0] is not phrase else None
