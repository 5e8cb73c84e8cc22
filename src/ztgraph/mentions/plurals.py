"""Plurals that stand for several referents: "the two departments", "both agencies", "neither", "both men"."""

from __future__ import annotations

from typing import Final

from ztgraph.language import closed
from ztgraph.language.trees import Phrase
from ztgraph.mentions.descriptions import ANY_AGENCY, COMPANY, DEFINITE, PRIVATE, Descriptions
from ztgraph.mentions.referents import Referent

_TWO_PEOPLE: Final = frozenset(
    """man woman officer executive official defendant deputy lawmaker senator agent inspector brother sister doctor physician nurse
 professor
 judge manager owner guard prosecutor lawyer commissioner physicist officer captain partner founder""".split()
)


class Plurals(Descriptions):
    """Finds the referents that a plural or a pair word has as its members."""

    def members(self, phrase: Phrase) -> list[Phrase]:
        """The two persons that "both men" or "the two executives" are, or the bodies that a plural is."""
        if (
            phrase.head.noun in _TWO_PEOPLE
            and phrase.possessor is None
            and not (phrase.clauses or any(pp.word in ("of", "from", "with") for pp in phrase.pps))
        ):
            start = phrase.units[0].first
            before = self.forms.tokens[start - 1].norm if start else ""
            determiner = phrase.determiner.norm if phrase.determiner is not None else before if before == "both" else ""
            others = [u.norm for u in phrase.units if u is not phrase.head]
            several = phrase.head.tag == "NS" and ((determiner == "both" and not others) or (determiner == "the" and others == ["two"]))
            if several or (phrase.head.tag == "N" and determiner == "neither" and not others):
                return self._spread(phrase, self._two_persons(phrase))
        return self._bodies(phrase)

    def _two_persons(self, phrase: Phrase) -> list[Referent]:
        here = self.forms.place(phrase)
        joined = next((g for g in reversed(self.groups) if len(g) == 2 and all(r.kind == "person" and r.first < here for r in g)), None)
        if joined is not None:
            return joined
        pool = sorted((r for r in self.window() if r.kind == "person" and 0 <= r.last < here), key=lambda r: -r.last)
        return sorted(pool[:2], key=lambda r: r.first) if len(pool) >= 2 else []

    def _bodies(self, phrase: Phrase) -> list[Phrase]:
        """ "the two departments", "both agencies": the organisations of that kind mentioned last, as many as the number says."""
        bare = self._pair_word(phrase)
        if bare and self._counted_two(phrase):
            return []  # "made two recommendations, and B agreed with both"
        if bare:
            return self._spread(phrase, self._pair(phrase, bare))
        if phrase.head.tag not in ("N", "NS"):
            return []
        start = phrase.units[0].first
        before = self.forms.tokens[start - 1].norm if start else ""
        word = phrase.negation.norm if phrase.negation is not None else phrase.determiner.norm if phrase.determiner is not None else before
        near = before in ("neither", "either") or (phrase.determiner is not None and word == phrase.determiner.norm)
        pair = word in ("neither", "either") and phrase.head.tag == "N" and near and phrase.possessor is None  # not "neither A nor the B"
        if not (phrase.head.tag == "NS" or pair) or self._kind_here(phrase) != "agency":
            return []
        number = next((closed.NUMBER_WORDS.get(u.norm, 0) for u in phrase.units if u.tag == "#"), 0)
        if word == "both" or pair:
            number = 2
        definite = phrase.determiner is not None and phrase.determiner.norm in DEFINITE
        if number == 0 and word == "the" and len(phrase.units) == 1 and not (phrase.pps or phrase.clauses):
            number = len(self._joined_last())  # "the companies" that were named together
        if (
            not 2 <= number <= 4
            or not (pair or word == "both" or definite)
            or any(u is not phrase.head and u.tag != "#" for u in phrase.units)
        ):
            return []
        noun, here = phrase.head.noun, self.forms.place(phrase)
        pool = [
            r
            for r in self.window()
            if r.kind == "agency"
            and not r.plural
            and r.last >= 0
            and r.first < here
            and (
                noun in r.heads
                or (noun in COMPANY and self.is_business(r, noun))
                or (noun in ANY_AGENCY and not (noun == "agency" and r.heads & PRIVATE))
            )
        ]
        author = self.author()
        if noun == "agency":
            public = [r for r in pool if r.actor is not None or r.label[0].isupper()]
            pool = public if len(public) >= number else pool  # "both agencies" beside a refinery
        joined = next((g for g in reversed(self.groups) if len(g) == number and all(r in pool for r in g)), None)
        pool = joined or self._apart(sorted((r for r in pool if r is not author), key=lambda r: -r.last), number)
        if len(pool) < number:
            return []
        return self._spread(phrase, sorted(pool, key=lambda r: r.first))

    def _joined_last(self) -> list[Referent]:
        """The bodies that were coordinated last."""
        return next((group for group in reversed(self.groups) if group[0].kind == "agency"), [])

    def _apart(self, pool: list[Referent], number: int) -> list[Referent]:
        """The first of a pool, without those that are only named as the parent of another: "CBP, a component of DHS"."""
        parents = {self.rules.actors[r.actor].part_of for r in pool[: number + 1] if r.actor is not None}
        apart = [r for r in pool if r.actor is None or r.actor not in parents or r.salience > 1]
        return (apart if len(apart) >= number else pool)[:number]

    def _counted_two(self, phrase: Phrase) -> bool:
        """Whether the sentence has spoken of two things that no list names one by one, and the phrase is no subject."""
        before = self.forms.tokens[phrase.head.first - 1].norm if phrase.head.first else ""
        if before in ("", "and", "but", "that", ",", ";", "."):
            return False
        for referent in self.window():
            if referent.last < self.begin:
                return False
            if referent.plural and referent.kind == "instrument" and referent.numbers & {"two", "2"}:
                return True
        return False

    def _pair_word(self, phrase: Phrase) -> str:
        """ "both", "neither", "either", "the two" by themselves."""
        norm = phrase.head.norm
        if (
            len(phrase.units) == 1
            and norm in ("both", "neither", "either")
            and not any(pp.word == "of" and not self._of_them(pp.group) for pp in phrase.pps)
        ):
            return norm
        if (
            len(phrase.units) == 1
            and norm == "two"
            and phrase.head.tag == "#"
            and phrase.determiner is not None
            and phrase.determiner.norm == "the"
            and not phrase.pps
        ):
            return norm
        return ""

    @staticmethod
    def _of_them(group: list[Phrase]) -> bool:
        return bool(group) and group[0].head.norm in ("them", "these", "those")

    def _pair(self, phrase: Phrase, word: str) -> list[Referent]:
        """The two that were coordinated last before the phrase; for "both" and "neither" else the two agencies mentioned last."""
        here = self.forms.place(phrase)
        joined = next((g for g in reversed(self.groups) if len(g) == 2 and all(r.first < here for r in g)), None)
        if joined is not None:
            return joined
        author = self.author()
        pool = sorted(
            (r for r in self.window() if r.kind == "agency" and not r.plural and r.last >= 0 and r.first < here and r is not author),
            key=lambda r: -r.last,
        )
        return sorted(pool[:2], key=lambda r: r.first) if word != "two" and len(pool) >= 2 else []

    def _spread(self, phrase: Phrase, pool: list[Referent]) -> list[Phrase]:
        """Phrases at the place of one, each for a referent."""
        found = []
        for referent in pool:
            made = Phrase(phrase.first, phrase.last, phrase.head, phrase.units, phrase.determiner)
            made.negation = phrase.negation
            self.kept.append(made)
            self.by_phrase[id(made)] = referent
            found.append(made)
        return found
