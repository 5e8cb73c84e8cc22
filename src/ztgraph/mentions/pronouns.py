"""Pronouns: by number, sex, role in the clause and what the verb takes (after Hobbs 1978: subjects first, near before far)."""

from __future__ import annotations

from typing import Final

from ztgraph.language.trees import Phrase
from ztgraph.mentions.plurals import Plurals
from ztgraph.mentions.referents import Referent
from ztgraph.model import Kind

FIRST: Final = frozenset({"we", "us", "our", "i", "me", "my", "ours"})
FIRST_PLURAL: Final = frozenset({"we", "us", "our", "ours"})
_SECOND: Final = frozenset({"you", "your", "yourself"})
_SINGULAR: Final = frozenset({"it", "its", "itself"})
_PLURAL: Final = frozenset({"they", "them", "their", "themselves", "both", "these", "those"})
_PERSONAL: Final = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
_COLLECTIVE: Final = frozenset(
    "ring squad gang posse crowd management leadership staff team panel crew council jury board committee".split()
)
_KIND_COST: Final = {"agency": 0, "group": 0, "instrument": 200}
_FOCUS: Final = 250  # what the subject of the sentence before is nearer by (code points)
_MALE: Final = frozenset(
    "boy man father son husband brother grandfather uncle nephew widower chairman spokesman gunman king prince".split()
)
_FEMALE: Final = frozenset(
    "girl woman mother daughter wife sister grandmother aunt niece widow chairwoman spokeswoman queen princess".split()
)
_ONE_BODY: Final = 100  # what a committee is farther by than people where "they" is said
_ASIDE: Final = 200  # what a speaker named in passing is farther by
_CHAIN: Final = 300  # what the one whom the sentence has called he or she is nearer by
_GOVERNOR: Final = 150  # what the subject of the governing clause is nearer by


class Pronouns(Plurals):
    """Finds the antecedents of pronouns."""

    def _pronoun(self, phrase: Phrase, speaker: Phrase | None) -> Referent | None:
        norm = phrase.head.norm
        if norm in _SECOND:
            return self.hearer if not phrase.head.quoted else None
        if norm in FIRST and self.speaker is not None and not phrase.head.quoted:
            return self.houses.get(self.speaker.key, self.speaker) if norm in FIRST_PLURAL else self.speaker
        if norm in FIRST:
            if phrase.head.quoted and speaker is not None:
                return self.resolve(speaker)
            return self.quoted or (self.author() if self.author_key is not None or not phrase.head.quoted else None)
        here = self.forms.place(phrase)
        if self.hint is not None and (norm in _SINGULAR | _PLURAL | _PERSONAL):
            return self.hint
        self.female = norm in ("she", "her", "herself")
        if norm in _PERSONAL and (self.chain is None or self.chain.last < self.begin):
            self.chain = None
        if norm in _PERSONAL:
            kinds: tuple[Kind, ...] = ("person", "group", "population")
            self.chain = self._nearest(here, kinds, None)
            if self.chain is None and self.wanted:
                self.wanted = frozenset()  # the verb means something else here
                self.chain = self._nearest(here, kinds, None)
            if self.chain is not None and not self.chain.sex:
                self.chain.sex = "f" if self.female else "m"
            return self.chain
        if norm in _SINGULAR:
            return self._nearest(here, ("agency", "group", "instrument"), False)
        if norm in _PLURAL:
            return self._nearest(here, ("group", "population", "instrument", "agency"), True)
        return None

    def _other_sex(self, referent: Referent) -> bool:
        """Whether a person's title or given name tells that he or she cannot be meant."""
        if referent.sex:
            return (referent.sex == "f") != self.female
        if referent.kind != "person":
            return bool(referent.heads & (_MALE if self.female else _FEMALE))
        first = referent.label.split()[0]
        if referent.roles & {"mr", "mr.", "sir", "lord", "chairman", "congressman", "spokesman"}:
            return self.female
        if referent.roles & {"ms", "ms.", "mrs", "mrs.", "dame", "lady", "chairwoman", "congresswoman", "spokeswoman"}:
            return not self.female
        if first in self.words.female:
            return not self.female
        return first in self.words.given and first not in self.words.either_sex and self.female

    def _prominent(self, referent: Referent) -> bool:
        """Whether the sentence, or the main clause of the one before, is about the referent: a speaker named in passing is not."""
        return referent in (self.subjects if referent.last >= self.begin else self.focus)

    def _nearest(self, here: int, kinds: tuple[Kind, ...], plural: bool | None) -> Referent | None:
        """The best antecedent: a recent subject first, then what was mentioned last; ``plural`` must agree where it is known."""
        best, score = None, -(10**9)
        subjects = [] if self.objective and plural else self.subjects[-3:]
        things = self.objective and any(r.kind == "instrument" and self.begin <= r.last < here for r in self.window())
        for referent in self.window():
            if referent.kind not in kinds or not 0 <= referent.last < here:
                continue
            if plural is not None and referent.plural != plural and not (plural and referent.heads & _COLLECTIVE):
                continue
            if self.wanted and referent.kind not in self.wanted:
                continue
            if plural is None and referent.kind != "person" and (referent.plural or referent.heads & _COLLECTIVE):
                continue
            if (plural is False and referent.kind == "group" and not referent.heads & _COLLECTIVE) or referent in self.barred:
                continue
            value = referent.last
            if plural is None and self._other_sex(referent):
                continue
            if referent in subjects and not (things and referent.kind == "instrument" and referent.last < self.begin):
                value += 120 + 40 * subjects.index(referent)
            if plural is None and referent.kind == "person" and self._prominent(referent):
                value += _FOCUS
            if plural is not None and referent.aside == referent.last:
                value -= _ASIDE
            if plural is None and referent is self.chain:
                value += _CHAIN
            if referent is self.governor:
                value += _GOVERNOR if plural is not None else 2 * _GOVERNOR
            if plural and not referent.plural:
                value -= _ONE_BODY
            value += 20 * min(referent.salience, 4)
            if plural is False:
                value -= 0 if self.wanted and self.objective else _KIND_COST.get(referent.kind, 0)
            else:
                value -= 0 if self.objective and self.wanted else (30 if plural is None else 60) * kinds.index(referent.kind)
            if value > score:
                best, score = referent, value
        return best
