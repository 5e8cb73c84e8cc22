"""What the tree tells of a pronoun before the register chooses: who is barred (principle B), wanted by the verb, or meant.

The addressee of a question, the owner of a possessive, who complains, who is advised, and what stands in the same place of a clause beside.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from ztgraph.language.factuality import Judge
from ztgraph.language.trees import Clause, Phrase, Tree
from ztgraph.mentions.referents import Referent
from ztgraph.mentions.register import Register
from ztgraph.rules.objects import Rules

_CONSENTING: Final = frozenset({"agree", "concur", "accept", "disagree"})
_OFFERING: Final = frozenset({"make", "recommend", "issue", "propose"})
_OF_THINGS: Final = frozenset("approve sign issue publish adopt amend revise rescind vacate implement".split())  # whose "it" is no body
_ASKING: Final = frozenset({"advise", "suggest", "warn", "expect", "remind"})  # verbs whose that-clause is about the hearer as often
_ADVISING: Final = frozenset("recommend request ask demand urge suggest propose advise require order".split())
_ANSWERING: Final = frozenset("refuse decline ignore deny comply respond reply resist appeal dispute contest object".split())
_DECIDING: Final = frozenset("deny grant reject refuse rebuff approve dismiss ignore overrule answer hear consider".split())
_PETITIONS: Final = frozenset(
    "request petition motion application appeal bid plea objection claim offer proposal demand question inquiry letter suit".split()
)
_TELLING: Final = frozenset("say allege state charge note accuse describe find add recommend conclude claim contend".split())
_PAPERS: Final = frozenset(
    "indictment complaint lawsuit report letter memo memorandum suit affidavit order ruling statement filing petition audit notice".split()
)
_FINDING: Final = frozenset({"find", "determine", "conclude", "discover", "rule", "hold"})
_OWN: Final = frozenset({"lack", "have", "need", "require", "be"})  # what finders find of themselves: that they lack jurisdiction
_NEAR: Final = 300  # how far back another body is looked for (code points)


def _is_one(referent: Referent, bodies: list[str]) -> bool:
    """Whether a body is of one of the kinds, by the head of its name: a committee's subcommittee is a committee too."""
    return any(head == body or head == f"sub{body}" for body in bodies for head in (referent.label.lower().split()[-1], *referent.heads))


class Clues:
    """Reads the clues of one document's clauses."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules

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

    def _wanted(self, phrase: Phrase, judge: Judge) -> frozenset[str]:
        """The kinds of entity that the frames of a pronoun's verb take in its place; empty if any."""
        host = judge.host(phrase)
        if host is None or not host.verb or host.verb == "subpoena":  # people, bodies and papers are
            return frozenset()
        frames = self.rules.frames_for("verb", host.verb)
        if phrase in host.subject and not host.passive:
            return frozenset(k for f in frames if "agent" in f.subject for k in f.subject_kinds)
        if host.verb in _OF_THINGS and phrase.head.norm in ("it", "them") and any(phrase in group for group in host.objects):
            return frozenset({"instrument"})
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
        top = host
        while top is not None and top.relation in ("to", "bare", "purpose") and top.parent is not None:
            top = top.parent
        if top is not None and top is not host and top.relation == "that" and phrase.head.norm == "them" and top.parent is not None:
            return self._complaining(phrase, top, register) if top.parent.verb in judge.grammar.saying else None
        victim = host.antecedent if host is not None and host.relation == "rel" and phrase in host.subject else None
        if victim is not None and register.kind(victim) in ("group", "population"):
            outer = judge.host(victim)  # "sentenced B for shooting a man he had robbed"
            if outer is not None and outer.relation in ("prep", "to", "ing", "part") and len(outer.subject) == 1:
                return register.resolve(outer.subject[0]) if outer.subject[0].head.first < phrase.head.first else None
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

    @staticmethod
    def _same_actor(phrase: Phrase, host: Clause | None, register: Register) -> Referent | None:
        """ "Her commander broke the rules when he denied the request": who acts above, if a role names him."""
        if host is None or phrase.head.norm not in ("he", "she") or phrase not in host.subject or host.relation != "adv":
            return None
        above = host.parent.subject if host.parent is not None else []
        if host.connective not in ("when", "while", "after", "before", "because") or len(above) != 1 or above[0].head.tag != "N":
            return None
        patients = host.parent.objects if host.parent is not None else []
        if above[0].head.first > phrase.head.first or any(p.pronoun for group in patients for p in group):
            return None  # "had struck her before she called B"
        found = register.resolve(above[0])
        return found if found is not None and found.kind == "group" and not found.plural else None

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

    def _adviser(self, phrase: Phrase, host: Clause | None, tree: Tree, register: Register) -> list[Referent]:
        """Who recommends that "it" act does not mean itself; nor does "B recommended it to A, and it agreed" mean B."""
        beside = self._beside(phrase, host, tree) if host is not None and host.verb in _CONSENTING and phrase in host.subject else None
        if beside is not None and beside.verb in _OFFERING:
            offering = [register.resolve(p) for p in beside.subject]
            return [r for r in offering if r is not None]
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
