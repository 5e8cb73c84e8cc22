"""Coordinated noun phrases: where a list goes on, and where "and" begins a clause instead."""

from __future__ import annotations

from ztgraph.language import closed
from ztgraph.language.cursor import FINITE, LOOK, QUANTITY
from ztgraph.language.phrases import PhraseGrammar
from ztgraph.language.trees import Phrase


class ListGrammar(PhraseGrammar):
    """Reads groups of noun phrases."""

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
            negation = None
            while self.tag() == "R" or (self.norm() in ("both", "either", "not") and self.tag() in ("R", "NEG")):
                negation = self.units[self.k] if self.tag() == "NEG" and self.norm(1) not in ("only", "just", "merely") else negation
                self.k += 1
            following = self.phrase(context)
            if following is None:
                self.k = mark
                break
            following.negation = following.negation or negation  # "the tribe, and not the county"
            if found[-1].negation is not None and found[-1].negation.norm == "neither":
                following.negation = found[-1].negation
            found.append(following)
        self._share_relative(found)
        return self._exemplified(found)

    def _share_relative(self, found: list[Phrase]) -> None:
        """ "A and B, who lead the panel": a plural verb tells that the relative clause is on both."""
        last = found[-1]
        if len(found) < 2:
            return
        named = all(p.head.tag == "NM" for p in found)
        for clause in last.clauses:
            if named and clause.relation == "reduced" and clause.commented and clause.passive and clause.subject == [last]:
                clause.subject = list(found)  # "Poland and Cyprus, asked by B for files, refused"
            if last.head.tag == "NS" and not (clause.commented and found[0].head.tag == "NS"):
                continue  # "survivors and relatives, who sued B"
            plural = clause.head is not None and (clause.head.tag == "VB" or clause.plural or last.head.tag == "NS")
            if clause.relation == "rel" and clause.subject == [last] and plural:
                clause.subject = list(found)

    def _exemplified(self, found: list[Phrase]) -> list[Phrase]:
        """ "two of the agencies, Alder Co. and Birch Inc., …": names after a plural are its members, not further things."""
        first, rest = found[0], found[1:]
        if (
            len(rest) < 2
            or not (first.head.tag == "NS" or (first.pronoun and first.outer is not None))
            or not all(p.head.tag == "NM" for p in rest)
            or (not first.pronoun and self.kind_of(first.head.noun) not in ("agency", "group"))
        ):
            return found
        people = self.tag() == "," and first.determiner is not None and first.determiner.norm in ("the", "its", "their")
        if people and all(p.head.name is not None and p.head.name.kind == "person" for p in rest):
            first.appositions.extend(rest)  # "The surgeons, Drs. Paul Ashe and Victor Lamm, were …"
            return [first]
        number = next((u.norm for u in ([first.outer.head] if first.outer else []) + first.units if u.tag == "#"), "")
        owned = not number and first.possessor is not None and self.tag() == "," and len(rest) > 1
        if closed.NUMBER_WORDS.get(number, 0) != len(rest) and not owned:  # "its companies, Alder Co. and Birch Inc., received"
            return found
        first.appositions.extend(rest)
        return [first]

    def _goes_on(self, found: list[Phrase], context: str) -> int:
        """How many units to skip (comma, conjunction) to the next member of the group; 0 if the group ends here."""
        if self.tag() == "CC" and self.norm() == "but" and self.norm(1) == "also" and context == "subject":
            return 2 if self._member_at(self.k + 2, context) else 0
        if self.tag() == "CC" and self.norm() in ("and", "or", "nor", "&", "/"):
            step = self._past_inserted(self.k + 1) - self.k
            if context == "prep" and self.subject_level and step == 1 and self._places(found[-1]):
                return 1
            if context == "prep" and self.joint and self.starts_phrase(self.k + step) and not self._later_verb(self.k + step):
                return step
            return step if self._member_at(self.k + step, context) else 0
        if self.tag() == "P" and self.norm() == "along with" and context != "prep" and self._member_at(self.k + 1, context):
            return 1
        if self.tag() == ",":
            if self.tag(1) == "P" and self.norm(1) == "along with" and context == "subject":
                return 2 if self._member_at(self.k + 2, context) else 0
            if context == "subject" and (step := self._denied_member()):
                return step
            if self.tag(1) == "CC" and self.norm(1) in ("and", "or", "nor"):
                if len(found) > 1 or self._apposed(found[-1]):
                    return 2 if self._member_at(self.k + 2, context) else 0
                return 0 if context != "subject" else (2 if self._member_at(self.k + 2, context) and self._verb_after(self.k + 2) else 0)
            if self.of_role and context == "prep" and self.person_next():
                return 0  # "the chief of staff, NAME, and the counsel"
            if context == "between" and found[0].pronoun:
                return 0  # "Between them, A and B …"
            return 1 if self._list_ahead(context) else 0
        return 0

    def _later_verb(self, i: int) -> bool:
        """Whether after the verb that follows the phrase at ``i`` another finite verb comes: then the first is that phrase's own."""
        end = self._skip_core(i) + 1
        return any(self.tag_at(j) in ("VD", "VZ", "HV", "BE") for j in range(end, min(self.count, end + LOOK)))

    def _places(self, last: Phrase) -> bool:
        """Whether "and" joins two places that a subject is at: "offices in Tulsa and Boise had …"."""
        return (
            last.head.tag == "NM"
            and len(last.units) == 1
            and self.norm_at(last.first - 1) in ("in", "at", "near", "from")
            and last.head.name is not None
            and last.head.name.kind in ("name", "place")
            and self.name_kind(self.k + 1) in ("name", "place")
            and self.tag(2) in FINITE | {"VX"}
        )

    def person_next(self) -> bool:
        """Whether a person's name, with a title or without, stands behind the comma here."""
        named = self.k + 2 if self.name_kind(self.k + 1) == "title" else self.k + 1
        return self.name_kind(named) == "person"

    def _denied_member(self) -> int:
        """How far "not" is at ", and not the sheriff," or ", not the sheriff,"; 0 if there is no such thing."""
        step = 2 if self.tag(1) == "CC" else 1
        if self.tag(step) != "NEG" or self.norm(step) != "not" or not self.starts_phrase(self.k + step + 1):
            return 0
        end = self._skip_core(self.k + step + 1)
        return step if self.tag_at(end) == "," and self.tag_at(end + 1) in FINITE | {"VX"} else 0

    def _past_inserted(self, i: int) -> int:
        """The unit after an insertion between "and" and a member ("A, B and, on some nights, C"); ``i`` itself if there is none."""
        if self.tag_at(i) != "," or self.tag_at(i + 1) not in ("P", "R", "T"):
            return i
        j = i + 1
        while j < self.count and j < i + 9 and self.units[j].tag in ("P", "R", "T", "D", "J", "N", "NS", "NM", "#", "PP"):
            j += 1
        return j + 1 if self.tag_at(j) == "," else i

    def _apposed(self, phrase: Phrase) -> bool:
        return bool(phrase.appositions or any(c.commented for c in phrase.clauses))

    def _member_at(self, i: int, context: str) -> bool:
        """Whether a further member of the group, and not a new clause, begins at unit ``i``."""
        while self.tag_at(i) == "R" and self.norm_at(i) not in QUANTITY:
            i += 1
        if not self.starts_phrase(i) or (
            self.tag_at(i) == "PR" and self.norm_at(i) in closed.SUBJECT_PRONOUNS - {"it", "you"} and context != "subject"
        ):
            return False
        if self.tag_at(i) == "EX":
            return False
        if context in ("subject", "between"):
            return True
        return not self._clause_at(i)

    def _skip_core(self, i: int) -> int:
        """The unit after the noun phrase at ``i`` and its "of" phrases."""
        end = i
        while end < self.count and end < i + LOOK:
            tag = self.units[end].tag
            if (
                tag in ("N", "NS", "NM", "J", "#", "D", "PP", "PO", "PR", "T")
                or (tag == "P" and self.units[end].norm in ("of", "for", "in", "on", "at", "from"))
                or tag == "R"
            ):
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
        while self.tag_at(end) in ("NEG", "R"):
            end += 1
        tag = self.tag_at(end)
        if tag in FINITE:
            return True
        if tag == "VX":
            after = self.tag_at(end + 1)
            return after in ("D", "PP", "NM", "PR", "TH", "N", "NS", "J", "#", "TO", "T") or (
                after == "P" and self.norm_at(end + 1) not in ("by", "in", "at", "under", "from", "to")
            )
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
        while j < self.count and j < i + LOOK:
            if self.units[j].tag == "," and self.tag_at(j + 1) in FINITE | {"VX", "R", "NEG"}:
                return True
            if self.units[j].tag in (".", ";"):
                return False
            j += 1
        return False

    def _base_beyond(self, i: int) -> bool:
        """Whether after the next comma a base form follows at once, and no finite verb comes before."""
        for j in range(i, min(i + LOOK, self.count)):
            tag = self.units[j].tag
            if tag == "," and (self.tag_at(j + 1) == "VB" or (self.tag_at(j + 1) == "R" and self.tag_at(j + 2) == "VB")):
                return True
            if tag in FINITE or tag in (".", ";", "TH"):
                return False
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
        while i < self.count and i < self.k + LOOK:
            end = self._skip_member(i)
            if end == i:
                return False
            tag = self.tag_at(end)
            if tag == "CC" and self.norm_at(end) in ("and", "or", "nor"):
                end = self._past_inserted(end + 1) - 1
                return self.starts_phrase(end + 1) and (
                    context == "subject" or not self._clause_at(end + 1) or (commas > 0 and context == "subject")
                )
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
        while end < self.count and end < i + LOOK:
            tag = self.units[end].tag
            if (
                tag in ("N", "NS", "NM", "J", "#", "D", "PP", "PO", "T")
                or (tag == "P" and end > i)
                or (tag == "R" and end > i)
                or (tag in ("VX", "VN") and end > i and self.tag_at(end + 1) in ("P", ","))
            ):
                end += 1
            elif tag == "(":
                close = end + 1
                while close < self.count and close < end + 10 and self.units[close].tag != ")":
                    close += 1
                end = close + 1
            else:
                break
        return end
