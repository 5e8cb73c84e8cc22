"""Noun phrases: determiners, modifiers, possessors and heads, and partitives ("nine of its 30 offices")."""

from __future__ import annotations

from typing import Final

from ztgraph.language import closed
from ztgraph.language.cursor import FINITE, LOOK, QUANTITY, RELATIVE, Cursor
from ztgraph.language.morphology import ADJECTIVE
from ztgraph.language.tagwords import NUMBERED
from ztgraph.language.trees import Phrase
from ztgraph.language.units import Unit

NOMINAL: Final = frozenset({"N", "NS", "NM"})
PHRASE_START: Final = frozenset({"N", "NS", "NM", "J", "#", "D", "PP", "PR", "EX"})
_SURE_PARTITIVE: Final = frozenset("all both each some any many several few most none one half either neither another much".split())
_OWNERS: Final = 5  # possessors of possessors that one phrase may have


class PhraseGrammar(Cursor):
    """Reads noun phrases."""

    def starts_phrase(self, i: int) -> bool:
        """Whether a noun phrase can begin at unit ``i``."""
        tag = self.tag_at(i)
        if tag in PHRASE_START or (tag == "T" and self.tag_at(i + 1) == "PO"):
            return True
        if tag == "R":
            j = i + 1
            while self.tag_at(j) in ("R", "P") and self.norm_at(j) in QUANTITY:
                j += 1
            if self.tag_at(j) == "PR":
                return self.norm_at(i) in ("both", "either", "neither") and self.tag_at(j + 1) == "CC"  # "neither he nor the mayor"
            return self.norm_at(i) in QUANTITY | {"both", "either", "neither"} and self.tag_at(j) in ("#", "D", "NM", "N", "NS", "PP", "J")
        return (
            tag == "P"
            and self.norm_at(i) in ("over", "under", "about", "around", "more than", "less than", "up to")
            and self.tag_at(i + 1) == "#"
        )

    def core(self) -> Phrase | None:
        """The noun phrase that begins here, without what follows its head; ``None`` (and no move) if there is none."""
        start = self.k
        if self.norm() == "both" and self.tag(1) == "PR" and self.tag(2) == "CC":
            self.k += 1  # "both he and the mayor"
        if self.tag() in ("PR", "EX"):
            unit = self.units[self.k]
            self.k += 1
            return self._keep(Phrase(start, self.k, unit, [unit]))
        negation: Unit | None = None
        if self.tag() in ("R", "P"):
            while self.tag() in ("R", "P") and self.norm() in QUANTITY | {"both", "either", "neither"}:
                negation = self.units[self.k] if self.norm() == "neither" else negation
                self.k += 1
            if self.tag() == "PR":
                unit = self.units[self.k]
                self.k += 1
                made = self._keep(Phrase(start, self.k, unit, [unit]))
                made.negation = negation
                return made
        determiner: Unit | None = None
        possessor: Phrase | None = None
        words: list[Unit] = []
        owners = 0
        while self.k < self.count:
            unit = self.units[self.k]
            tag = unit.tag
            if tag in ("D", "PP") or (tag == "TH" and not words and self.tag(1) in ("N", "J", "#", "NM")):
                if words and any(w.tag in NOMINAL for w in words):
                    break
                if tag == "PP" and unit.norm == "whose" and self.k > start:
                    break
                if tag == "D" and unit.norm in ("all", "everything") and self.norm(1) == "but" and self.tag(2) in ("#", "D"):
                    self.k += 2  # "all but one"
                determiner = unit if determiner is None or tag == "PP" or determiner.norm in ("all", "both", "half") else determiner
            elif tag in ("N", "NS", "NM", "J", "#"):
                if self._breaks_before(words, unit):
                    break
                words.append(unit)
            elif tag == "PO":
                if owners >= _OWNERS or not any(w.tag in NOMINAL or w.tag in ("J", "#") for w in words):
                    break
                owners += 1
                possessor = self._make(start, words, determiner, possessor)
                if possessor is not None:
                    self._keep(possessor)
                determiner, words = None, []
            elif tag == "T" and self.tag(1) == "PO":
                self.k += 1  # "this year's plan"
            elif tag == "T" and not words and (determiner is not None or possessor is not None) and self._dated_noun():
                pass  # "the 2016 complaints", "the bureau's May 2019 letter"
            elif tag == "CC" and words and self._joins_modifiers(words):
                pass
            elif tag == "R" and words == [] and determiner is not None and self.tag(1) in ("J", "#", "R", "VX", "VN"):
                pass
            elif (
                tag in ("VX", "VN", "VG")
                and (determiner is not None or possessor is not None)
                and all(w.tag in ("J", "#") or (tag == "VG" and w.bits & ADJECTIVE) for w in words)
                and self.tag(1) in ("N", "NS", "J")
            ):
                words.append(unit)
            elif (
                tag in ("P", "R")
                and unit.norm in ("outside", "inside", "following", "then", "above", "past", "now")
                and (determiner is not None or possessor is not None)
                and not words
                and self.tag(1) in ("N", "NS", "J", "NM")
            ):
                pass  # "an outside firm", "the then mayor"
            elif tag == "(" and (words or self.tag_at(self.k - 1) == "PO") and self._skip_parenthesis():
                continue
            else:
                break
            self.k += 1
        self._trim(words)
        phrase = self._make(start, words, determiner, possessor)
        if phrase is None:
            self.k = start
            return None
        phrase.negation = phrase.head if phrase.head.norm == "neither" else negation
        return self._keep(phrase)

    def _dated_noun(self) -> bool:
        """Whether the noun that a date stands before follows."""
        after = self.tag(2) if self.tag(1) == "J" else self.tag(1)
        return after in ("N", "NS")

    def _keep(self, phrase: Phrase) -> Phrase:
        self.tree.phrases.append(phrase)
        return phrase

    def _trim(self, words: list[Unit]) -> None:
        """Give back adjectives after the head ("called the conduct inexcusable"), but for "attorneys general"."""
        if not any(w.tag in NOMINAL for w in words):
            return
        while (
            words
            and words[-1].tag == "J"
            and words[-1].norm not in ("general", "emeritus", "elect", "designate")
            and self.units[self.k - 1] is words[-1]
        ):
            words.pop()
            self.k -= 1

    def _make(self, start: int, words: list[Unit], determiner: Unit | None, possessor: Phrase | None) -> Phrase | None:
        head = next((w for w in reversed(words) if w.tag in NOMINAL), None)
        if head is None and words:
            head = words[-1] if (determiner is not None or words[-1].tag == "#" or possessor is not None) else None
        if head is None:
            if (
                determiner is None
                or determiner.norm in closed.ARTICLES
                or determiner.norm in ("every", "such", "its", "their", "his", "her", "our", "my", "your", "no")
            ):
                return None
            head, words = determiner, [determiner]
        if self.k <= start:
            return None
        if (
            possessor is None
            and determiner is not None
            and determiner.tag == "PP"
            and determiner is not head
            and determiner.norm != "whose"
        ):
            possessor = self._keep(Phrase(start, start + 1, determiner, [determiner]))
        return Phrase(start, self.k, head, words, determiner, possessor)

    def _breaks_before(self, words: list[Unit], unit: Unit) -> bool:
        """Whether ``unit`` begins a phrase of its own rather than going on with ``words``."""
        if not words:
            return False
        last = words[-1]
        if self.ditransitive and unit.tag in ("N", "NS") and not unit.capital and self._receiver(last) and self._second_object():
            return True  # "gave the bank permission"
        if self.ditransitive and last.tag == "NM" and unit.tag == "J" and not unit.capital and self.tag(1) in ("N", "NS", "J"):
            return True  # "sent Leonard classified schedules"
        if last.tag == "NM" and last.name is not None and last.name.kind == "person":
            if unit.tag == "NM" or unit.tag == "#":
                return True
            return self.naming and unit.tag in ("N", "J")
        if unit.tag == "NM" and unit.name is not None:
            if last.tag == "NS" and unit.name.kind != "person" and unit.name.kind != "title":
                return True
            if (
                last.tag in ("N", "NS")
                and unit.name.kind == "agency"
                and self.tag(1) in FINITE | {"VX"}
                and self.kind_of(last.noun) not in ("agency", "group")
            ):
                return True
            if (
                last.tag in ("N", "NS")
                and unit.name.kind == "person"
                and self.kind_of(last.noun) not in ("group", "agency", "population")
                and not last.capital
            ):
                return self.tag(1) in FINITE | {"VX"}
        if unit.tag == "#" and unit.norm[:1] in ("$", "€", "£") and last.tag in ("N", "NS", "NM"):
            return True  # "charged the Institution $48,000"
        if unit.tag == "#" and ((last.tag in ("N", "NS") and not last.capital) or last.tag == "NM"):
            return last.norm not in NUMBERED or self.tag(1) in ("N", "NS", "J")
        return False

    def _second_object(self) -> bool:
        """Whether the nouns from here on are a thing given, not the head of who gets it ("state wage records")."""
        j = self.k
        if self.tag_at(j) == "NS" and self.kind_of(self.units[j].noun) == "group":
            return False  # "denied the bank's auditors entry"
        while self.tag_at(j + 1) in ("N", "NS"):
            j += 1
        return j - self.k < 2 and self.kind_of(self.units[j].noun) not in ("agency", "group", "population", "place")

    def _receiver(self, unit: Unit) -> bool:
        """Whether a unit can head the first of two objects: a name of an actor, or a noun for one."""
        if unit.name is not None:
            return unit.name.kind in ("agency", "person", "title") and unit.norm not in ("social security", "medicare", "medicaid")
        if unit.norm in ("cooperative", "union") and self.norm() in ("agreement", "agreements", "contract", "contracts"):
            return False  # "awarded a cooperative agreement to B"
        return unit.norm not in ("state", "county", "city", "government", "staff") and self.kind_of(unit.noun) in (
            "agency",
            "group",
            "population",
        )

    def _joins_modifiers(self, words: list[Unit]) -> bool:
        """Whether "and" stands between two modifiers of one head: "current and former officials", "health and safety rules"."""
        after, then = self.tag(1), self.tag(2)
        if words[-1].tag == "J" and not any(w.tag in NOMINAL for w in words):
            return after == "J" and then in ("N", "NS", "J", "NM")
        return words[-1].tag == "N" and after in ("N", "J") and self._two_roles(words[-1])

    def _two_roles(self, first: Unit) -> bool:
        """Whether "and" joins two roles of one person: "its owner/operator, NAME", "its founder and president, NAME"."""
        if self.norm() not in ("and", "/") or not self._is_role_noun(first):
            return False
        j = self.k + 1
        while self.tag_at(j) in ("N", "J") and j < self.k + 4:
            j += 1
        if self.tag_at(j - 1) != "N" or not self._is_role_noun(self.units[j - 1]):
            return False
        if self.norm() == "/":
            return True
        if self.norm_at(j) == "of" or self.norm_at(j) == "at":
            return (self.tag_at(self.k - 2) == "," and self.name_kind(self.k - 3) == "person") or self._after_age()
        named = j + 2 if self.name_kind(j + 1) == "title" else j + 1
        return self.tag_at(j) == "," and self.name_kind(named) == "person" and self.tag_at(self.k - 2) in ("PP", "PO")

    def _is_role_noun(self, unit: Unit) -> bool:
        return self.kind_of(unit.noun) == "group" or unit.noun == "operator"

    def _after_age(self) -> bool:
        """Whether the noun before the conjunction follows an age: "Ann Doyle, 54, owner and …"."""
        return self.tag_at(self.k - 2) == "," and self.tag_at(self.k - 3) == "#" and self.tag_at(self.k - 4) == ","

    def _skip_parenthesis(self) -> bool:
        """Move past a short parenthesis without a verb ("(D-Minn.)", "(BOP)") inside a phrase."""
        if (self.tag(1) == "WH" and self.norm(1) in RELATIVE) or (
            self.tag(1) in ("P", "T") and not self.subject_level and self._only_date()
        ):
            return False
        j, verb = self.k + 1, False
        while j < self.count and j < self.k + LOOK and self.units[j].tag not in (")", "("):
            verb = verb or self.units[j].tag in FINITE | {"VX", "VB", "VG", "VN"}
            j += 1
        if self.tag_at(j) != ")":
            return False
        if verb and self.tag(1) not in ("WH", "CC"):
            self.asides.append((self.k + 1, j))
        self.k = j + 1
        return True

    def _only_date(self) -> bool:
        """Whether the parenthesis here holds a date alone: "informed Congress (on May 5, 2011)"."""
        j = self.k + 2 if self.tag(1) == "P" else self.k + 1
        return self.tag_at(j) == "T" and self.tag_at(j + 1) == ")"

    def phrase(self, context: str) -> Phrase | None:
        """A noun phrase with its "of" phrases, parentheses, appositions and relative clauses. ``context``: subject, object or prep."""
        phrase = self.core()
        if phrase is None:
            return None
        phrase = self._excepted(self._partitive(phrase))
        self._after(phrase, context)
        phrase.last = max(phrase.last, self.k) if context == "subject" else phrase.last
        return phrase

    def _partitive(self, phrase: Phrase) -> Phrase:
        """ "nine of its 30 offices" is "its 30 offices"; "none of the four" is negative."""
        head = phrase.head
        if head.norm in ("nobody", "no one") and self.tag() == "P" and self.norm() in ("at", "from", "in", "within", "on"):
            return self._nobody(phrase)
        if self.tag() == "," and self.norm(1) == "but":
            self._skip_but_not_all()
        if self.tag() != "P" or self.norm() != "of":
            return phrase
        counts = head.tag == "#" or head.norm in _SURE_PARTITIVE or (head.tag == "D")
        loose = (
            head.norm
            in ("number", "majority", "dozens", "hundreds", "thousands", "handful", "couple", "most", "percent", "two-thirds", "half")
            and phrase.possessor is None
        )
        if not counts and not loose:
            return phrase
        if head.tag == "#" and head.norm[:1].isdigit() and len(head.norm) == 4 and not loose and not counts:
            return phrase
        if head.norm in ("both", "neither", "either") and self.norm(1) in ("them", "these", "those"):
            self.of_phrase(phrase)  # the pair itself
            return phrase
        mark = self.k
        self.k += 1
        if self.tag() == "WH":
            self.k = mark
            return phrase
        inner = self.core()
        if inner is None:
            self.k = mark
            return phrase
        inner = self._partitive(inner)
        inner.outer = phrase
        inner.first = phrase.first
        if head.norm in ("none", "neither", "no") or (phrase.determiner is not None and phrase.determiner.norm == "no"):
            inner.negation = head
        return inner

    def _skip_but_not_all(self) -> None:
        """ "some, but not all, of the nurses": on to "of"."""
        j = self.k + 2
        while j < self.k + 7 and self.tag_at(j) in ("NEG", "R", "P", "D", "N", "NS", "#"):
            j += 1
        if self.tag_at(j) == "," and self.norm_at(j + 1) == "of":
            self.k = j + 1

    def _excepted(self, phrase: Phrase) -> Phrase:
        """ "no agency other than the Secret Service", "nobody but the mayor": that one, and positive."""
        head, determiner = phrase.head, phrase.determiner
        none = head.norm in ("nobody", "no one", "none", "nothing") or (determiner is not None and determiner.norm == "no")
        if not none or self.tag() != "P" or self.norm() not in ("except", "but", "save", "besides"):
            return phrase
        mark = self.k
        self.k += 1
        inner = self.core()
        if inner is None:
            self.k = mark
            return phrase
        inner.first = phrase.first
        return inner

    def _nobody(self, phrase: Phrase) -> Phrase:
        """ "no one from the sheriff's office": the office, and not."""
        mark = self.k
        self.k += 1
        inner = self.core()
        if inner is None:
            self.k = mark
            return phrase
        inner.negation, inner.first = phrase.head, phrase.first
        return inner

    def of_phrase(self, host: Phrase) -> bool:
        """Attach an "of" phrase to the noun before it."""
        if self.tag() != "P" or self.norm() != "of":
            return False
        outer, self.of_role = self.of_role, self.is_person(host)
        pp = self.prepositional()
        self.of_role = outer
        if pp is None:
            return False
        pp.host = host
        host.pps.append(pp)
        return True

    def is_person(self, phrase: Phrase) -> bool:
        """Whether a phrase names people, of whom "who" can be said rather than of a body named after them."""
        name = phrase.head.name
        if name is not None and name.kind in ("person", "title"):
            return True
        return self.kind_of(phrase.head.noun.rsplit(" ", 1)[-1]) in ("group", "population")
