"""Noun phrases: cores, possessors, partitives, coordination and apposition.

A recursive-descent grammar over tagged units. Every decision looks a bounded number of units ahead, so the cost is linear in the length of
the sentence.
"""

from __future__ import annotations

from collections.abc import Callable

from ztgraph.language import closed
from ztgraph.language.morphology import ADJECTIVE
from ztgraph.language.trees import Phrase, Preposition, Tree
from ztgraph.language.units import Unit

NOMINAL = frozenset({"N", "NS", "NM"})
PHRASE_START = frozenset({"N", "NS", "NM", "J", "#", "D", "PP", "PR", "EX"})
FINITE = frozenset({"VZ", "VD", "MD", "HV", "BE", "DO"})
_PARTITIVE = frozenset("all both each some any many several few most none one half either neither another much number majority dozens hundreds thousands lot handful couple series group".split())
_SURE_PARTITIVE = frozenset("all both each some any many several few most none one half either neither another much".split())
QUANTITY = frozenset("about nearly almost more over at least most than up to some roughly approximately under fewer less only just as many".split()) | {"more than", "less than", "up to", "at least", "at most"}
_LOOK = 60  # units that list and clause look-ahead may scan


class PhraseGrammar:
    """The part of the parser that reads noun phrases; ``kind_of`` tells the kind that a head noun suggests ("" if none)."""

    def __init__(self, tree: Tree, kind_of: Callable[[str], str]) -> None:
        self.tree, self.units, self.kind_of = tree, tree.units, kind_of
        self.count = len(tree.units)
        self.prepositions = closed.PREPOSITIONS
        self.asides: list[tuple[int, int]] = []  # parentheses that hold a clause
        self.ditransitive = False  # after a verb that takes two objects
        self.resultative = False  # after "keep", "leave", "have": a participle after the object is no relative
        self.reporting = False  # after a verb that takes a that-clause
        self.of_role = False  # inside the "of" phrase of a role: "the chief of staff, NAME"
        self.subject_level = 0  # inside how many subjects the grammar stands
        self.k = 0

    # --- small looks ---------------------------------------------------------------------------------------------------------------

    def tag(self, offset: int = 0) -> str:
        i = self.k + offset
        return self.units[i].tag if i < self.count else "."

    def norm(self, offset: int = 0) -> str:
        i = self.k + offset
        return self.units[i].norm if i < self.count else ""

    def tag_at(self, i: int) -> str:
        return self.units[i].tag if 0 <= i < self.count else "."

    def norm_at(self, i: int) -> str:
        return self.units[i].norm if 0 <= i < self.count else ""

    # --- cores ---------------------------------------------------------------------------------------------------------------------

    def starts_phrase(self, i: int) -> bool:
        """Whether a noun phrase can begin at unit ``i``."""
        tag = self.tag_at(i)
        if tag in PHRASE_START or (tag == "T" and self.tag_at(i + 1) == "PO"):
            return True
        if tag == "R":
            j = i + 1
            while self.tag_at(j) in ("R", "P") and self.norm_at(j) in QUANTITY:
                j += 1
            return self.norm_at(i) in QUANTITY | {"both", "either", "neither"} and self.tag_at(j) in ("#", "D", "NM", "N", "NS", "PP", "J")
        return tag == "P" and self.norm_at(i) in ("over", "under", "about", "around", "more than", "less than", "up to") and self.tag_at(i + 1) == "#"

    def core(self) -> Phrase | None:
        """The noun phrase that begins here, without what follows its head; ``None`` (and no move) if there is none."""
        start = self.k
        if self.tag() in ("PR", "EX"):
            unit = self.units[self.k]
            self.k += 1
            return self._keep(Phrase(start, self.k, unit, [unit]))
        negation: Unit | None = None
        if self.tag() in ("R", "P"):
            while self.tag() in ("R", "P") and self.norm() in QUANTITY | {"both", "either", "neither"}:
                negation = self.units[self.k] if self.norm() == "neither" else negation
                self.k += 1
        determiner: Unit | None = None
        possessor: Phrase | None = None
        words: list[Unit] = []
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
                if not any(w.tag in NOMINAL or w.tag in ("J", "#") for w in words):
                    break
                possessor = self._make(start, words, determiner, possessor)
                if possessor is not None:
                    self._keep(possessor)
                determiner, words = None, []
            elif tag == "T" and self.tag(1) == "PO":
                self.k += 1  # "this year's plan"
            elif tag == "T" and self.tag(1) in ("N", "NS") and determiner is not None and self.units[self.k].time is not None and not words:
                pass  # "the 2016 complaints"
            elif tag == "CC" and words and self._joins_modifiers(words):
                pass
            elif tag == "R" and words == [] and determiner is not None and self.tag(1) in ("J", "#", "R", "VX", "VN"):
                pass
            elif tag in ("VX", "VN", "VG") and (determiner is not None or possessor is not None) and all(w.tag in ("J", "#") or (tag == "VG" and w.bits & ADJECTIVE) for w in words) and self.tag(1) in ("N", "NS", "J"):
                words.append(unit)
            elif tag in ("P", "R") and unit.norm in ("outside", "inside", "following", "then", "above", "past", "now") and determiner is not None and not words and self.tag(1) in ("N", "NS", "J", "NM"):
                pass  # "an outside firm", "the then mayor"
            elif tag == "(" and words and self._skip_parenthesis():
                continue
            else:
                break
            self.k += 1
        self._trim(words)
        phrase = self._make(start, words, determiner, possessor)
        if phrase is None:
            self.k = start
            return None
        phrase.negation = negation
        return self._keep(phrase)

    def _trim(self, words: list[Unit]) -> None:
        """Give back adjectives after the head ("called the conduct inexcusable"), but for "attorneys general"."""
        if not any(w.tag in NOMINAL for w in words):
            return
        while words and words[-1].tag == "J" and words[-1].norm not in ("general", "emeritus", "elect", "designate") and self.units[self.k - 1] is words[-1]:
            words.pop()
            self.k -= 1

    def _keep(self, phrase: Phrase) -> Phrase:
        self.tree.phrases.append(phrase)
        return phrase

    def _make(self, start: int, words: list[Unit], determiner: Unit | None, possessor: Phrase | None) -> Phrase | None:
        head = next((w for w in reversed(words) if w.tag in NOMINAL), None)
        if head is None and words:
            head = words[-1] if (determiner is not None or words[-1].tag == "#" or possessor is not None) else None
        if head is None:
            if determiner is None or determiner.norm in closed.ARTICLES or determiner.norm in ("every", "such", "its", "their", "his", "her", "our", "my", "your", "no"):
                return None
            head, words = determiner, [determiner]
        if self.k <= start:
            return None
        if possessor is None and determiner is not None and determiner.tag == "PP" and determiner is not head and determiner.norm != "whose":
            possessor = self._keep(Phrase(start, start + 1, determiner, [determiner]))
        return Phrase(start, self.k, head, words, determiner, possessor)

    def _breaks_before(self, words: list[Unit], unit: Unit) -> bool:
        """Whether ``unit`` begins a phrase of its own rather than going on with ``words``."""
        if not words:
            return False
        last = words[-1]
        if self.ditransitive and unit.tag in ("N", "NS") and not unit.capital and self._receiver(last) and self._second_object():
            return True  # "gave the bank permission"
        if last.tag == "NM" and last.name is not None and last.name.kind == "person":
            if unit.tag == "NM" or unit.tag == "#":
                return True
            return False
        if unit.tag == "NM" and unit.name is not None:
            if last.tag == "NS" and unit.name.kind != "person" and unit.name.kind != "title":
                return True
            if last.tag in ("N", "NS") and unit.name.kind == "agency" and self.tag(1) in FINITE | {"VX"} and self.kind_of(last.noun) not in ("agency", "group"):
                return True
            if last.tag in ("N", "NS") and unit.name.kind == "person" and self.kind_of(last.noun) not in ("group", "agency", "population") and not last.capital:
                return self.tag(1) in FINITE | {"VX"}
        if unit.tag == "#" and (last.tag in ("N", "NS") and not last.capital or last.tag == "NM"):
            return True
        return False

    def _second_object(self) -> bool:
        """Whether the nouns from here on are a thing given, and not the head of the one who gets it ("state wage records", "DHS officials")."""
        j = self.k
        while self.tag_at(j + 1) in ("N", "NS"):
            j += 1
        return j - self.k < 2 and self.kind_of(self.units[j].noun) not in ("agency", "group", "population", "place")

    def _receiver(self, unit: Unit) -> bool:
        """Whether a unit can head the first of two objects: a name of an actor, or a noun for one."""
        if unit.name is not None:
            return unit.name.kind in ("agency", "person", "title")
        return unit.norm not in ("state", "county", "city", "government", "staff") and self.kind_of(unit.noun) in ("agency", "group", "population")

    def _joins_modifiers(self, words: list[Unit]) -> bool:
        """Whether "and" stands between two modifiers of one head: "current and former officials", "health and safety rules"."""
        after, then = self.tag(1), self.tag(2)
        if words[-1].tag == "J" and not any(w.tag in NOMINAL for w in words):
            return after == "J" and then in ("N", "NS", "J", "NM")
        return False

    def _skip_parenthesis(self) -> bool:
        """Move past a short parenthesis without a verb ("(D-Minn.)", "(BOP)") inside a phrase."""
        j, verb = self.k + 1, False
        while j < self.count and j < self.k + _LOOK and self.units[j].tag not in (")", "("):
            verb = verb or self.units[j].tag in FINITE | {"VX", "VB", "VG", "VN"}
            j += 1
        if self.tag_at(j) != ")":
            return False
        if verb and self.tag(1) not in ("WH", "CC"):
            self.asides.append((self.k + 1, j))
        self.k = j + 1
        return True

    # --- what follows a head -------------------------------------------------------------------------------------------------------

    def phrase(self, context: str) -> Phrase | None:
        """A noun phrase with its "of" phrases, parentheses, appositions and relative clauses. ``context``: subject, object or prep."""
        phrase = self.core()
        if phrase is None:
            return None
        phrase = self._partitive(phrase)
        self._after(phrase, context)
        phrase.last = max(phrase.last, self.k) if context == "subject" else phrase.last
        return phrase

    def _partitive(self, phrase: Phrase) -> Phrase:
        """ "nine of its 30 offices" is "its 30 offices"; "none of the four" is negative."""
        head = phrase.head
        if self.tag() != "P" or self.norm() != "of":
            return phrase
        counts = head.tag == "#" or head.norm in _SURE_PARTITIVE or (head.tag == "D")
        loose = head.norm in ("number", "majority", "dozens", "hundreds", "thousands", "handful", "couple", "most", "percent", "two-thirds", "half") and phrase.possessor is None
        if not counts and not loose:
            return phrase
        if head.tag == "#" and head.norm[:1].isdigit() and len(head.norm) == 4 and not loose and not counts:
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

    def _after(self, phrase: Phrase, context: str) -> None:
        raise NotImplementedError

    def of_phrase(self, host: Phrase) -> bool:
        """Attach an "of" phrase to the noun before it."""
        if self.tag() != "P" or self.norm() != "of":
            return False
        outer, self.of_role = self.of_role, self.kind_of(host.head.noun) == "group"
        pp = self.prepositional()
        self.of_role = outer
        if pp is None:
            return False
        pp.host = host
        host.pps.append(pp)
        return True

    def prepositional(self) -> Preposition | None:
        raise NotImplementedError

    # --- coordination --------------------------------------------------------------------------------------------------------------

    def group(self, context: str) -> list[Phrase]:
        """One or more coordinated noun phrases."""
        if context == "subject":
            self.subject_level += 1
        try:
            return self._members(context)
        finally:
            if context == "subject":
                self.subject_level -= 1

    def _members(self, context: str) -> list[Phrase]:
        first = self.phrase(context)
        if first is None:
            return []
        found = [first]
        while True:
            step = self._goes_on(found, context)
            if not step:
                break
            mark = self.k
            self.k += step
            while self.tag() == "R" or self.norm() in ("both", "either", "not") and self.tag() in ("R", "NEG"):
                self.k += 1
            following = self.phrase(context)
            if following is None:
                self.k = mark
                break
            if found[-1].negation is not None and found[-1].negation.norm == "neither":
                following.negation = found[-1].negation
            found.append(following)
        self._share_relative(found)
        return self._exemplified(found)

    def _share_relative(self, found: list[Phrase]) -> None:
        """ "A and B, who lead the panel": a plural verb tells that the relative clause is on both."""
        last = found[-1]
        if len(found) < 2 or last.head.tag == "NS":
            return
        for clause in last.clauses:
            plural = clause.head is not None and (clause.head.tag == "VB" or clause.plural)
            if clause.relation == "rel" and clause.subject == [last] and plural:
                clause.subject = list(found)

    def _exemplified(self, found: list[Phrase]) -> list[Phrase]:
        """ "two of the agencies, Alder Co. and Birch Inc., …": names after a plural are its members, not further things."""
        first, rest = found[0], found[1:]
        if len(rest) < 2 or first.head.tag != "NS" or not all(p.head.tag == "NM" for p in rest) or self.kind_of(first.head.noun) not in ("agency", "group"):
            return found
        number = next((u.norm for u in ([first.outer.head] if first.outer else []) + first.units if u.tag == "#"), "")
        if closed.NUMBER_WORDS.get(number, 0) != len(rest):
            return found
        first.appositions.extend(rest)
        return [first]

    def _goes_on(self, found: list[Phrase], context: str) -> int:
        """How many units to skip (comma, conjunction) to the next member of the group; 0 if the group ends here."""
        if self.tag() == "CC" and self.norm() == "but" and self.norm(1) == "also" and context == "subject":
            return 2 if self._member_at(self.k + 2, context) else 0
        if self.tag() == "CC" and self.norm() in ("and", "or", "nor", "&", "/"):
            return 1 if self._member_at(self.k + 1, context) else 0
        if self.tag() == "P" and self.norm() == "along with" and context != "prep" and self._member_at(self.k + 1, context):
            return 1
        if self.tag() == ",":
            if self.tag(1) == "P" and self.norm(1) == "along with" and context == "subject":
                return 2 if self._member_at(self.k + 2, context) else 0
            if self.tag(1) == "CC" and self.norm(1) in ("and", "or", "nor"):
                if len(found) > 1 or self._apposed(found[-1]):
                    return 2 if self._member_at(self.k + 2, context) else 0
                return 0 if context != "subject" else (2 if self._member_at(self.k + 2, context) and self._verb_after(self.k + 2) else 0)
            return 1 if self._list_ahead(context) else 0
        return 0

    def _apposed(self, phrase: Phrase) -> bool:
        return bool(phrase.appositions or any(c.commented for c in phrase.clauses))

    def _member_at(self, i: int, context: str) -> bool:
        """Whether a further member of the group, and not a new clause, begins at unit ``i``."""
        while self.tag_at(i) == "R" and self.norm_at(i) not in QUANTITY:
            i += 1
        if not self.starts_phrase(i) or (self.tag_at(i) == "PR" and self.norm_at(i) in closed.SUBJECT_PRONOUNS - {"it", "you"} and context != "subject"):
            return False
        if self.tag_at(i) == "EX":
            return False
        if context in ("subject", "between"):
            return True
        return not self._clause_at(i)

    def _skip_core(self, i: int) -> int:
        """The unit after the noun phrase at ``i`` and its "of" phrases."""
        end = i
        while end < self.count and end < i + _LOOK:
            tag = self.units[end].tag
            if tag in ("N", "NS", "NM", "J", "#", "D", "PP", "PO", "PR", "T") or (tag == "P" and self.units[end].norm in ("of", "for", "in", "on", "at", "from")) or tag == "R":
                end += 1
            elif tag == "CC" and self.tag_at(end + 1) in ("N", "NS", "NM", "J", "#", "D", "PP"):
                end += 1
            elif tag == "(":
                close = end + 1
                while close < self.count and close < end + 10 and self.units[close].tag != ")":
                    close += 1
                end = close + 1
            else:
                break
        return end

    def _clause_at(self, i: int) -> bool:
        """Whether the phrase at ``i`` is the subject of a finite verb."""
        end = self._skip_core(i)
        tag = self.tag_at(end)
        if tag == "NEG":
            tag = self.tag_at(end + 1)
        if tag in FINITE:
            return True
        if tag == "VX":
            after = self.tag_at(end + 1)
            return after in ("D", "PP", "NM", "PR", "TH", "N", "NS", "J", "#", "TO", "T") or (after == "P" and self.norm_at(end + 1) not in ("by", "in", "at", "under", "from", "to"))
        if tag == "VB" and self.tag_at(end - 1) == "NS":
            return True
        if tag == ",":
            # "…, and the agency, which …, said": a clause if a finite verb follows the inserted part.
            if self.tag_at(end + 1) == "WH":
                return self._verb_beyond(end + 2)
            return False
        if tag == "WH":
            return False
        return False

    def _verb_beyond(self, i: int) -> bool:
        """Whether after the next comma a finite verb follows at once."""
        j = i
        while j < self.count and j < i + _LOOK:
            if self.units[j].tag == "," and self.tag_at(j + 1) in FINITE | {"VX", "R", "NEG"}:
                return True
            if self.units[j].tag in (".", ";"):
                return False
            j += 1
        return False

    def _verb_after(self, i: int) -> bool:
        """Whether a finite verb follows the phrase at ``i``: then the phrase belongs to the subject."""
        end = self._skip_core(i)
        return self.tag_at(end) in FINITE | {"VX"} or self.tag_at(end) in ("R", "NEG", ",", "(")

    def _list_ahead(self, context: str) -> bool:
        """At a comma: whether further members up to an "and" follow without a verb between."""
        if not self.starts_phrase(self.k + 1):
            return False
        i, commas = self.k + 1, 0
        while i < self.count and i < self.k + _LOOK:
            end = self._skip_member(i)
            if end == i:
                return False
            tag = self.tag_at(end)
            if tag == "CC" and self.norm_at(end) in ("and", "or", "nor"):
                return self.starts_phrase(end + 1) and (context == "subject" or not self._clause_at(end + 1) or commas > 0 and context == "subject")
            if tag == "," and self.tag_at(end + 1) == "CC" and self.norm_at(end + 1) in ("and", "or", "nor"):
                return self.starts_phrase(end + 2) and (context == "subject" or not self._clause_at(end + 2))
            if tag != ",":
                return False
            commas += 1
            i = end + 1
        return False

    def _skip_member(self, i: int) -> int:
        """The unit after one member of a list: like ``_skip_core`` but "and" ends it."""
        end = i
        while end < self.count and end < i + _LOOK:
            tag = self.units[end].tag
            if tag in ("N", "NS", "NM", "J", "#", "D", "PP", "PO", "T") or (tag == "P" and end > i) or (tag == "R" and end > i) or (tag in ("VX", "VN") and end > i and self.tag_at(end + 1) in ("P", ",")):
                end += 1
            elif tag == "(":
                close = end + 1
                while close < self.count and close < end + 10 and self.units[close].tag != ")":
                    close += 1
                end = close + 1
            else:
                break
        return end


