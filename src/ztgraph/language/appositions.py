"""What follows the head of a noun phrase: prepositional phrases, clauses, insertions between commas, appositions."""

from __future__ import annotations

from typing import Final

from ztgraph.language import closed
from ztgraph.language.cursor import FINITE, RELATIVE
from ztgraph.language.relatives import Relatives
from ztgraph.language.trees import Phrase

_REFLEXIVE: Final = frozenset({"himself", "herself", "itself", "themselves"})
_SEVERAL: Final = frozenset({"both", "all", "most", "many", "several", "some", "few", "each", "none", "neither"})
_FORMERLY: Final = frozenset({"then", "now", "formerly", "later", "also", "currently", "previously", "once"})
# Roles that firms play as well as people.
_FIRMS: Final = frozenset(
    """auditor consultant insurer lender supplier landlord owner broker adviser advisor underwriter operator employer buyer seller
 bidder rival competitor predecessor successor publisher manufacturer developer creditor client sponsor maker builder distributor
 partner subcontractor contractor trustee purchaser licensee permittee borrower registrant awardee recipient subrecipient
 custodian fiduciary processor applicant respondent defendant plaintiff petitioner agent""".split()
)


class Appositions(Relatives):
    """Reads what follows a head."""

    def _after(self, phrase: Phrase, context: str) -> None:
        """Attach what follows a head: "of" phrases, parentheses, relative clauses, participles, appositions."""
        while self.k < self.count:
            mark = self.k
            tag = self.tag()
            going = False
            if tag == "P" and self.norm() == "of" and self.norm(1) not in ("which", "whom", "whose"):
                going = not self._of_belongs_to_verb(phrase, context) and self.of_phrase(phrase)
            elif tag == "(" and self.tag(1) == "WH" and self.norm(1) in RELATIVE:
                going = self._relative_in_parenthesis(phrase)
            elif tag == "(":
                going = self._members_in_parenthesis(phrase) or self._skip_parenthesis()
            elif self.of_role and self.norm() in ("who", "whom") and not self.is_person(phrase):
                going = False  # "the Director of the Bureau, who …": the Director
            elif (
                self.reporting
                and context == "object"
                and self.norm() == "who"
                and (phrase.head.norm in ("us", "them", "me", "him", "her") or self.kind_of(phrase.head.noun) == "agency")
            ):
                going = False  # "told the court who had paid"
            elif tag in ("WH", "PP") and self.norm() in ("who", "which", "whom", "whose"):
                going = self.relative(phrase, None, commented=False)
            elif tag in ("P", "TO") and self.norm(1) in ("which", "whom", "whose"):
                going = self.relative(phrase, None, commented=False)
            elif tag == "TH":
                going = self._that_after(phrase, context)
            elif (tag in ("P", "SUB") or (tag == "TO" and self.starts_phrase(self.k + 1))) and context == "subject":
                going = self._subject_preposition(phrase)
            elif tag == "R" and self.norm() in ("there", "here") and self.tag(1) == "WH":
                self.k += 1  # "a counselor there who …"
                going = True
            elif context == "said":
                going = False
            elif tag in ("VX", "VN") and self._reduced_here(phrase, context):
                phrase.clauses.append(self.participle("reduced", None, [phrase], phrase))
                going = True
            elif tag == "VG" and context == "subject" and phrase.head.tag != "PR":
                phrase.clauses.append(self.participle("reduced", None, [phrase], phrase))
                going = True
            elif tag == "TO" and context == "subject" and self.tag(1) in ("VB", "BE", "HV", "R", "NEG"):
                inner = self.infinitive(None, [phrase.possessor] if phrase.possessor else [])
                inner.relation, inner.antecedent = "noun", phrase
                phrase.clauses.append(inner)
                going = True
            elif (
                tag == "PR"
                and phrase.head.tag in ("N", "NS")
                and self.norm() in closed.SUBJECT_PRONOUNS | {"nobody", "everyone", "someone"}
                and self.tag(1) in FINITE | {"VX", "R", "VB"}
                and not (self.gap and context == "prep")
                and not (self.reporting and context == "object" and self.kind_of(phrase.head.noun) == "group")  # "told auditors she had …"
            ):
                going = self._contact(phrase)
            elif tag in ("NM", "D", "PP") and phrase.head.tag in ("N", "NS") and self._contact_here(context) and self._contact_name(phrase):
                going = self._contact(phrase)
            elif tag == "," or tag == "—":
                going = self._comma_after(phrase, context)
            if not going or self.k == mark:
                self.k = mark if not going else self.k
                break
        phrase.last = max(phrase.last, self.k)

    def _members_in_parenthesis(self, phrase: Phrase) -> bool:
        """ "Two agencies (the Secret Service and the Postal Service) shared …": the names are the members."""
        if phrase.head.tag != "NS" or self.tag(1) not in ("NM", "D") or self.units[self.k + 1].capital != (self.tag(1) == "NM"):
            return False
        mark, made = self.k, len(self.tree.phrases)
        self.k += 1
        members = self.group("prep")
        if len(members) > 1 and self.tag() == ")" and all(p.head.tag == "NM" for p in members):
            phrase.appositions.extend(members)
            self.k += 1
            return True
        self.k = mark
        del self.tree.phrases[made:]
        return False

    def _no_which(self, phrase: Phrase) -> bool:
        """Whether a phrase is a person's name or a place, of which a comma-"which" is hardly said."""
        if phrase.head.name is None:
            return False
        within = self.norm_at(phrase.first - 1) == "in"
        city = phrase.head.name.kind == "agency" and phrase.head.norm.endswith(" city")
        return phrase.head.name.kind in ("person", "place") or (within and (city or phrase.head.name.kind == "name"))

    def _of_belongs_to_verb(self, phrase: Phrase, context: str) -> bool:
        """ "accused B of ignoring C", "told him of the plan": the verb takes the phrase, not the noun."""
        if context != "object" or not self.of_verb:
            return False
        return self.tag(1) == "VG" or phrase.head.tag == "PR" or (phrase.head.tag == "NM" and self.tag(1) in ("D", "PP", "NS", "#", "VG"))

    def _subject_preposition(self, phrase: Phrase) -> bool:
        if self.tag() == "SUB" and not self.as_preposition(self.k):
            return False
        outer, self.of_role = self.of_role, self.is_person(phrase)
        pp = self.prepositional()
        self.of_role = outer
        if pp is None:
            return False
        pp.host = phrase
        phrase.pps.append(pp)
        return True

    def _comma_after(self, phrase: Phrase, context: str) -> bool:
        if self.of_role and self.norm(1) in ("who", "whom") and not self.is_person(phrase):
            return False
        if context == "prep" and self.norm(1) == "which" and self._no_which(phrase):
            return False  # "the firm of Lois Hand, which …": the firm
        several = (
            self.norm(2) == "of" and self.norm(3) == "which" and (self.norm(1) in _SEVERAL or self.tag(1) == "#") and self.norm(1) != "one"
        )
        if context == "prep" and several and phrase.head.tag in ("N", "NM"):
            return False  # "made two recommendations to the board, both of which"
        if context == "prep" and self.norm(2) == "of" and self.norm(3) == "whom" and not self.is_person(phrase):
            return False  # "representatives in Iraq, 11 of whom"
        dated = self.tag(1) == "TH" and self.tag_at(self.k - 1) == "T" and self.tag(2) in FINITE | {"VX"}
        if dated or self._relative_ahead():  # "an order on May 3, that directed B"
            self.k += 1
            done = self.relative(phrase, None, commented=True)
            if done and self.tag() == "," and (context == "subject" or (self.subject_level and self.tag(1) in FINITE | {"VX"})):
                self.k += 1
            return done
        if self.tag(1) == "#" and self.tag(2) == "," and len(self.norm(1)) == 2 and phrase.head.tag == "NM":
            self.k += 2  # an age
            if self.tag(1) in FINITE | {"VX"} and (context == "subject" or self.subject_level):
                self.k += 1  # "Gerald Cutter, 58, told B"
            return True
        if context == "subject" and self._insertion(phrase):
            return True
        return self._apposition(phrase, context)

    def _insertion(self, phrase: Phrase) -> bool:
        """ "The policy, announced by A, required": a participle between commas, and the verb after the second."""
        if self.norm(1) in _REFLEXIVE and self.tag(2) in ("VX", "VN") and self._verb_beyond(self.k + 2):
            self.k += 1  # "advisers, themselves denied access, could not say"
        tag = self.tag(1)
        if tag == "J" and self.tag(2) in ("P", "TO") and self._verb_beyond(self.k + 2):
            return self._adjective_insertion()
        if tag not in ("VX", "VN", "VG") and not (tag == "R" and self.tag(2) in ("VX", "VN")) and self.norm(1) not in ("having", "being"):
            return False
        if not self._verb_beyond(self.k + 2) or (self.units[self.k].quoted and not self.units[self.k + 1].quoted):
            return False
        self.k += 1
        inner = self.participle("reduced", None, [phrase], phrase)
        inner.commented = True
        phrase.clauses.append(inner)
        if self.tag() == ",":
            self.k += 1
        return True

    def _adjective_insertion(self) -> bool:
        """ "…, unaware of the flights, had assured B": skip to the second comma."""
        self.k += 2
        pp = self.prepositional()
        while pp is not None and self.tag() in ("P", "TO"):
            pp = self.prepositional()
        if self.tag() == ",":
            self.k += 1
        return True

    def _apposition(self, phrase: Phrase, context: str) -> bool:
        """ "Boyd Kerr, the Texas solicitor general," and "its founder, Teodor Holt": the same thing said twice."""
        if self.name_kind(self.k + 1) == "place":
            self.k += 2
            if self.tag() == "," and (context == "subject" or (self.subject_level and self.tag(1) in FINITE | {"VX"})):
                self.k += 1  # "a judge in Reno, Nevada, ordered"
            return True
        start = self.k + 1
        while self.norm_at(start) in _FORMERLY and self.tag_at(start) == "R":
            start += 1
        if self.norm_at(start) in _REFLEXIVE and self.tag_at(start + 1) == "D":
            start += 1  # "the chairman, himself a former agent, declined"
        if not self.starts_phrase(start) or self.tag_at(start) in ("PR", "EX") or self._said_next(start):
            return False
        if context != "subject" and not self.subject_level and self.subject_at(self.k + 1, comma=False):
            return False
        if self.of_role and self.person_next():
            return False
        mark, made = self.k, len(self.tree.phrases)
        self.k = start
        other = self.core()
        if other is None or not self._same_thing(phrase, other, context, mark):
            self.k = mark
            del self.tree.phrases[made:]
            return False
        phrase.appositions.append(other)
        self._appended(other)
        if self.tag() == "," and self.tag(1) == "#" and self.tag(2) == "," and len(self.norm(1)) == 2:
            self.k += 2  # an age after a name: "an officer, Merrill Stokely, 58, was sentenced"
        if self.tag() == "," and context == "subject" and self.tag(1) != "CC":
            self.k += 1
        elif self.tag() == "," and self.tag(1) in FINITE | {"VX"} and (context == "subject" or self.subject_level):
            self.k += 1
        return True

    def _appended(self, other: Phrase) -> None:
        """What belongs to the second phrase of an apposition, up to the comma."""
        while self.k < self.count:
            mark = self.k
            if self.tag() in ("P", "TO") and self.norm(1) not in ("which", "whom", "whose"):
                pp = self.prepositional()
                if pp is not None:
                    pp.host = other
                    other.pps.append(pp)
            elif self.tag() in ("WH", "TH") and self.norm() in RELATIVE:
                self.relative(other, None, commented=False)
            elif self.tag() in ("VN", "VG") or (self.tag() == "VX" and self._reduced_here(other, "subject")):
                other.clauses.append(self.participle("reduced", None, [other], other))
            elif self.tag() == "(":
                self._skip_parenthesis()
            if self.k == mark:
                break
        other.last = self.k

    def _same_thing(self, phrase: Phrase, other: Phrase, context: str, comma: int) -> bool:
        if phrase.head.norm in ("we", "us") and other.head.name is not None and other.head.name.kind == "agency":
            return True
        named = phrase.head.tag == "NM" and phrase.head.name is not None and phrase.head.name.kind != "title"
        person = other.head.tag == "NM" and other.head.name is not None and other.head.name.kind == "person"
        unknown = other.head.name is not None and other.head.name.kind == "name"
        person = person or (unknown and self.kind_of(phrase.head.noun) in ("group", "population"))
        first_person = named and phrase.head.name is not None and phrase.head.name.kind == "person"
        determiner = other.determiner.norm if other.determiner is not None else ""
        kind = self.kind_of(other.head.noun) if other.head.tag in ("N", "NS") else ""
        closing = self._in_list(comma)
        if person and phrase.head.tag == "NM" and not named:
            return True
        if person and "inspector general" in phrase.head.norm and self.tag() == ",":
            return True  # "the Inspector General of B, Owen Pike, found"
        if person and phrase.outer is not None and phrase.outer.head.norm == "one":
            return True
        firm = other.head.name is not None and other.head.name.kind == "agency" and phrase.head.tag == "N"
        if firm and not named and phrase.head.noun in _FIRMS and (phrase.possessor is not None or phrase.determiner is not None):
            return True  # "the bank's auditor, Bell & Tarrant LLP"
        if person and not named:
            return self.kind_of(phrase.head.noun) in ("group", "population", "agency", "") and phrase.head.tag == "N"
        if named and first_person and other.head.tag == "NM" and other.head.name is not None and other.head.name.kind == "title":
            return True
        if determiner in ("a", "an") or (other.head.noun in ("part", "member", "component") and self.norm() == "of"):
            return True
        if (
            first_person
            and (kind == "group" or other.head.noun == "operator")
            and not determiner
            and other.possessor is None
            and other.head.tag == "N"
        ):
            return True  # "Corliss Madden, owner of B, …": a single role without article is no further person
        if first_person and kind in ("group", "agency") and (determiner or other.possessor is not None or not closing):
            return not closing or determiner in ("its", "their", "his", "her") or other.head.tag == "N"
        if closing:
            return False
        if phrase.head.name is not None and phrase.head.name.kind == "title" and self.tag() == "," and self._is_agency(other):
            return True  # "the Commissioner, Wage and Investment Division, …"
        if (
            unknown
            and not named
            and phrase.determiner is not None
            and self.kind_of(phrase.head.noun) == "agency"
            and self.tag() in (",", ".")
        ):
            return True  # "a contractor, ClearPath, …"
        if named and determiner in ("the", "its", "their", "one", "another") and kind in ("agency", "group", "instrument", ""):
            return True
        if named and kind == "agency" and not determiner:
            return True
        if (
            not named
            and other.head.name is not None
            and phrase.head.tag == "N"
            and (
                self.kind_of(phrase.head.noun) == other.head.name.kind or (phrase.head.noun == "group" and other.head.name.kind == "agency")
            )
        ):
            return True
        return not named and determiner in ("the", "a", "an") and kind == self.kind_of(phrase.head.noun) and kind != ""

    @staticmethod
    def _is_agency(phrase: Phrase) -> bool:
        return phrase.head.name is not None and phrase.head.name.kind == "agency"

    def _in_list(self, comma: int) -> bool:
        """Whether the comma at ``comma`` is one of a list that "and" closes."""
        mark = self.k
        self.k = comma
        found = self._list_ahead("subject")
        self.k = mark
        return found
