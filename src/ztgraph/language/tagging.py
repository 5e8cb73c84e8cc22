"""Decides the part of speech of ambiguous words from their neighbours.

The method is that of constraint grammar (Karlsson 1990): each word has the readings of the table, and rules over a small window and the
state of the verb group (a modal waits for a base form, "have" for a participle) discard all but one. What stays open between past tense and
past participle ("arrested") is tagged VX and left to the clause grammar, which knows whether the clause has a verb already.
"""

from __future__ import annotations

from ztgraph.language.morphology import ADJECTIVE, ADVERB, BASE, ING, NOUN, PARTICIPLE, PAST, PLURAL, THIRD, analyse
from ztgraph.language.tagstate import TagState
from ztgraph.language.tagwords import (
    AWARDS,
    BARE_NOUNS,
    FINITE,
    FREQUENCY,
    GERUND_VERBS,
    GIVING,
    MODIFIER_ING,
    MONEY_ING,
    NOMINAL_BEFORE,
    NOUN_ING,
    NUMBERED,
    OFFICE_ING,
    OFFICES,
    OFFICIAL_BEFORE,
    OFFICIALS,
    ORDINALS,
    PEOPLE_SAY,
    PROCEDURES,
    STARTS_PHRASE,
    SUBJECT_PRONOUNS,
    TO_PREPOSITION,
)
from ztgraph.language.units import Unit


class _Tagger(TagState):
    """The rules."""

    def run(self) -> None:
        for i, unit in enumerate(self.units):
            if unit.norm == "short" and self.tag(i - 1) in ("VB", "VZ", "VD", "VX", "VG", "VN") and self.norm(i + 1) == "of":
                unit.tag = "R"  # "fell short of", "stopped short of"
            elif unit.tag == "?":
                unit.tag = self._decide(i, unit)
            elif unit.tag in ("VX", "VG", "VN"):
                unit.tag = self._participle(i, unit)
            elif unit.tag == "N" and unit.bits & ADVERB and not unit.bits & NOUN:
                unit.tag = "R"
            elif (
                unit.tag == "VZ"
                and self.verb
                and self.tag(i - 1) in ("N", "NM")
                and self.tag(i + 1) in (".", ",")
                and not self._paper_says(i)
            ):
                unit.tag = "NS"
            elif unit.tag == "VZ" and self.tag(i - 1) in ("P", "D", "PP", "PO", "J", "#") and i:
                unit.tag = "NS" if self.tag(i - 1) != "#" or self.norm(i - 2) not in NUMBERED else "VZ"
            elif unit.norm in ("following", "including") and self.norm(i - 1) in ("without", "by", "for", "of", "instead of"):
                unit.tag, unit.word = "VG", analyse(unit.norm)  # "without following its policy"
            elif unit.norm == "her" and not self._nominal_follows(i):
                unit.tag = "PR"
            elif (
                unit.norm == "there"
                and unit.tag == "EX"
                and self.tag(i - 1) in ("N", "NS")
                and self.tag(i + 1) in ("HV", "VX", "VD", "MD", "DO")
            ):
                unit.tag = "R"  # "a supervisor there had told B"
            elif unit.norm == "forward" and self.expect == "base" and self.tag(self.before(i)) in ("TO", "MD", "DO"):
                unit.tag = "VB"  # "did not forward the complaint"
            elif unit.norm == "neither" and unit.tag == "R" and self._stands_alone(i):
                unit.tag = "D"  # "Neither agreed"; "neither of them"
            elif unit.norm == "public" and self.made(i) and not self._nominal_follows(i) and self.tag(i + 1) not in STARTS_PHRASE:
                unit.tag = "J"  # "made the report public"
            elif unit.norm == "once" and (
                self.norm(i - 1) == "without" or (self._past_next(i + 1) and self.tag(i - 1) in ("WH", "N", "NM", "NS", "PR"))
            ):
                unit.tag = "R"  # "without once consulting B"
            elif unit.norm == "since" and self.tag(i - 1) == "HV":
                unit.tag = "R"  # "has since reassigned"
            elif unit.norm == "past" and self.tag(i - 1) in ("N", "NS") and self.tag(i + 1) in ("D", "PP", "#"):
                unit.tag = "P"
            elif unit.norm in ("most", "more") and self.tag(i + 1) == "R" and self.norm(i + 1).endswith("ly"):
                unit.tag = "R"  # "worked most closely with B"
            elif unit.norm in FREQUENCY and not self._nominal_follows(i):
                unit.tag = "R"
            elif unit.tag == "R" and unit.norm in ORDINALS and self.tag(i - 1) in ("D", "PP", "PO"):
                unit.tag = "J"
            elif unit.tag == "VB" and i and self.tag(i - 1) in ("D", "PP", "PO", "J") and self.expect != "base":
                unit.tag = "N"
            self._advance(unit)

    def _stands_alone(self, i: int) -> bool:
        """Whether "neither" is a subject of its own, with no "nor" to come."""
        if self.tag(i - 1) not in (".", ",", ";", "CC", "TH", "SUB") and i:
            return False
        after = self.units[i + 1] if i + 1 < len(self.units) else None
        if after is None or not (after.tag in ("VX", "VD", "VZ", "HV", "MD") or after.bits & PAST or self.norm(i + 1) == "of"):
            return False
        return not any(unit.norm == "nor" for unit in self.units[i + 1 : i + 40])

    def _decide(self, i: int, unit: Unit) -> str:
        bits = unit.bits
        if unit.norm in BARE_NOUNS and self.verb and self.likely(i + 1) not in ("D", "PP", "NM", "PR", "#"):
            return "N"
        previous = self.tag(self.before(i)) if i else "."
        direct = self.tag(i - 1)
        nominal = bits & (NOUN | PLURAL)
        if bits & BASE and (self.expect == "base" and self._base_fits(i, unit, previous)):
            return "VB"
        if bits & PARTICIPLE and self.expect in ("participle", "be"):
            return "VX" if bits & PAST else "VN"
        if bits & ING and self.expect == "be":
            return "VG"
        if (
            bits & ADJECTIVE
            and not nominal
            and direct in NOMINAL_BEFORE | {"BE", "R"}
            and not (bits & (PAST | PARTICIPLE) and direct == "R")
        ):
            return self._adjectival(i, unit)
        if direct == "#" and bits & THIRD and self.norm(i - 2) in NUMBERED and not self.finite:
            return self._third(i, unit, "N")  # "directive 10.158 requires"
        if direct in NOMINAL_BEFORE and not (direct == "#" and self.norm(i - 1) == "one"):
            return self._in_phrase(i, unit)
        if bits & THIRD:
            return self._third(i, unit, previous)
        if bits & PAST:
            return self._past(i, unit, previous)
        if bits & ING:
            kept = self.tag(i - 1) in ("VX", "VD", "VZ", "VB") and self.units[i - 1].verb in (
                "keep",
                "stop",
                "start",
                "begin",
                "continue",
                "quit",
            )
            if kept and self.tag(i + 1) == "P" and self.norm(i + 1) == "with":
                return "VG"  # "kept meeting with B"
            if direct == "NS" and (
                (unit.norm in MODIFIER_ING and self.tag(i + 1) in ("P", "TO")) or self.units[min(i + 1, len(self.units) - 1)].bits & ADVERB
            ):
                return "VG"  # "agents working jointly with B"
            if i == 0 and self.tag(1) in ("P", "TO", "R", "D", "PP"):
                return "VG"
            return self._participle(i, unit) if not nominal or self.tag(i + 1) in STARTS_PHRASE or direct in (",", "P", "SUB") else "N"
        if bits & BASE:
            return self._base(i, unit, previous)
        if bits & PARTICIPLE and self.norm(i + 1) == "by" and direct in ("N", "NS", "NM"):
            return "VN"  # "orders given by B"
        if nominal:
            return "NS" if bits & PLURAL and not bits & NOUN else "N"
        return "J"

    def _base_fits(self, i: int, unit: Unit, previous: str) -> bool:
        if previous == "TO":
            j = self.before(i) - 1
            if unit.norm in OFFICIAL_BEFORE and self.norm(i + 1) in OFFICIALS:
                return False  # "handed the files over to state police"
            if j >= 0 and self.norm(j) in TO_PREPOSITION and unit.bits & NOUN and self.tag(i + 1) not in ("D", "PP", "NM", "PR"):
                return False
            return True
        if previous in ("MD", "DO", "CC") or (previous == "," and self.likely(i + 1) in STARTS_PHRASE):
            return True
        return self.tag(i + 1) in STARTS_PHRASE | {"P", "TO", "R", ".", "WH", ","} and previous in ("NM", "N", "NS", "PR")

    def _in_phrase(self, i: int, unit: Unit) -> str:
        """After a determiner, possessive, adjective or number."""
        bits = unit.bits
        if bits & (NOUN | PLURAL) and not (bits & (PAST | PARTICIPLE | ING) and self._nominal_follows(i)):
            # "the six agencies report …": a number or adjective before, but a noun phrase after
            return "NS" if bits & PLURAL and not bits & NOUN else "N"
        if bits & ADJECTIVE or bits & (PARTICIPLE | ING):
            return "J"
        return "VB" if bits & BASE else "J"

    def _adjectival(self, i: int, unit: Unit) -> str:
        if unit.bits & (PAST | PARTICIPLE) and self.tag(i - 1) in ("BE", "R"):
            return "VX" if unit.bits & PAST else "VN"
        if unit.bits & BASE and self.tag(i - 1) == "R" and self.tag(i + 1) in STARTS_PHRASE:
            return "VB"
        return "J"

    def _third(self, i: int, unit: Unit, previous: str) -> str:
        if not unit.bits & (PLURAL | NOUN):
            return "VZ"
        after = self.likely(i + 1)
        if previous == "PR" and self.norm(self.before(i)) in ("it", "he", "she", "who", "one"):
            return "VZ"
        if previous == "WH" or (previous == "TH" and after in STARTS_PHRASE):
            return "VZ"
        if after in (".", ",", ";") and previous in ("N", "NM") and self._as_clause(i):
            return "VZ"  # "as the contract demands"
        if self._paper_says(i):
            return "VZ"
        apposed = previous == "," and self.tag(i - 2) == "NM" and self.tag(i - 3) == "," and not self.verb and not self.finite
        if apposed and after in STARTS_PHRASE | {"TO", "J"}:
            return "VZ"  # "that a contractor, Halden, reviews such claims"
        closed = previous in ("N", "NM") and self.tag(i - 2) in ("D", "PP", "PO") and self.tag(i - 3) == ","
        if closed and after in ("D", "PP", "TH") and not self.units[i].bits & PAST:
            return "VZ"  # "Congress funds the aid, the president signs the bill"
        if self.verb and after not in ("TH", "WH"):
            return "NS"
        if self.relative and not self.verb and previous in ("N", "NM", ")") and after in (".", ",", "P", "TO", "R", "CC", "T"):
            return "VZ"
        if unit.noun in AWARDS and not self.finite and after in ("TH", "WH"):
            return "NS"  # "into contracts that B had awarded"
        if after == "TH" and not self.finite and previous in ("N", "NM", ",", ")", "NS"):
            return "NS" if self._object_so_far(i) else "VZ"
        if i and self.units[i - 1].bits & ADJECTIVE and not self.units[i - 1].capital and after not in STARTS_PHRASE:
            return "NS"
        if self.finite or previous not in ("N", "NM", ")", "T"):
            return "VZ" if previous == "CC" and after in STARTS_PHRASE and not self.finite and self._verb_before(i) else "NS"
        if after in STARTS_PHRASE or after in ("TO", "WH"):
            return "VZ"
        return "NS" if self._finite_follows(i) else ("VZ" if after in ("P", "R", "NS", "J", "N", "VG", ",") else "NS")

    def _verb_before(self, i: int) -> bool:
        return any(u.tag in ("VZ", "BE", "HV") for u in self.units[:i])

    def _past(self, i: int, unit: Unit, previous: str) -> str:
        """A past form that is also a noun, adjective or base form: "found", "left", "put", "set", "cut"."""
        bits = unit.bits
        if bits & BASE and previous in ("TO", "MD", "DO"):
            return "VB"
        if bits & (NOUN | PLURAL | ADJECTIVE) and previous in ("P", "VB", "VD", "VZ") and self._nominal_follows(i) and bits & ADJECTIVE:
            return "J"
        if bits & (PAST | PARTICIPLE):
            return self._participle(i, unit)
        return "N"

    def _base(self, i: int, unit: Unit, previous: str) -> str:
        after = self.likely(i + 1)
        nominal = unit.bits & (NOUN | PLURAL)
        other = "N" if nominal else "J"
        starts = after in STARTS_PHRASE or after in ("TO", "WH")
        if unit.norm == "show" and self.norm(i + 1) == "that":
            return "VB"  # "records obtained by the city show that …"
        if previous == "PR" and self.norm(self.before(i)) in SUBJECT_PRONOUNS | {"who", "it", "he", "she"}:
            return "VB"
        if previous == "," and starts and after != "WH" and self._base_before(i) and self._base_after(i):
            return "VB"  # "has 15 days to comply, request a conference, or contest the findings"
        if unit.norm in PEOPLE_SAY and previous == "NS" and self.tag(i + 1) in (",", ".") and self._said_here(i):
            return "VB"
        if previous == "TH" and self.tag(i - 2) == "NS" and (starts or after in ("NS", "N", "J")) and self._relative_that(i):
            return "VB"  # "the two contractors that schedule appointments"
        if self.letting and previous == "," and self.tag(i - 2) in ("NM", "N") and starts and self.norm(i - 1) == ",":
            return "VB"  # "let a contractor, NAME, audit the laboratory"
        if self.letting and previous in ("NM", "N", "NS", "PR") and (starts or after in ("NS", "J", "N")):
            return "VB"
        if previous == "WH" and self.norm(self.before(i)) in ("who", "which", "that") and (starts or after in ("P", "NS", "N", "J", "R")):
            return "VB"
        if previous == "NS" and not self.finite and not nominal and not self.verb and after != ".":
            return "VB"
        if self.head == "NS" and not self.verb and not self.finite and self._goes_with_verb(i, after):
            return "VB"  # "Auditors of the office meet with B"
        if previous == "NS" and not self.finite and (starts or (after in ("NS", "J", "N", "P") and not self._finite_follows(i))):
            return "VB"
        if self.subjunctive and previous in ("N", "NM", "NS", ")") and (starts or (after in ("NS", "J", "N", "P") and not nominal)):
            return "VB"
        if self.subjunctive and previous == "," and not self.finite and (starts or after in ("NS", "J", "N", "NM")) and self._inserted(i):
            return "VB"
        if (
            self.subjunctive
            and previous in ("NM", "N", "NS")
            and not self.finite
            and (starts or after in ("NS", "J", "N", "R") or (after == "P" and self.norm(i + 1) != "of"))
        ):
            return "VB"
        if previous == "CC" and self._base_before(i) and (starts or (after == "P" and self.norm(i + 1) != "of" and self.tag(i - 2) == ",")):
            return "VB"
        if i == 0 and starts and after != "WH":
            return "VB"
        if previous == "NM" and starts and not self.finite and unit.bits & BASE and not nominal:
            return "VB"
        return other if nominal or unit.bits & ADJECTIVE else "VB"

    def _inserted(self, i: int) -> bool:
        """Whether the comma before ends what a preposition began after a subject: "recommended that B, in consultation with C, end it"."""
        for j in range(i - 2, max(i - 22, 0), -1):
            if self.tag(j) == ",":
                return self.tag(j + 1) in ("P", "TO") and self.tag(j - 1) in ("N", "NS", "NM", ")")
            if self.tag(j) in FINITE or self.tag(j) in ("TH", "WH"):
                return False
        return False

    def _goes_with_verb(self, i: int, after: str) -> bool:
        """Whether what follows a word far from its plural subject makes it the verb."""
        return (after in ("R", "P", "TO", "D", "TH") or self.norm(i + 1) in FREQUENCY) and not self._finite_follows(i)

    def _base_before(self, i: int) -> bool:
        for unit in reversed(self.units[:i]):
            if unit.tag == "VB":
                return True
            if unit.tag in ("VZ", "VD", "VX", "VG", ";", "."):
                return False
        return False

    def _participle(self, i: int, unit: Unit) -> str:
        """Past and present participles: modifier of a following noun, or verb."""
        direct = self.tag(i - 1)
        ing = bool(unit.bits & ING) and not unit.bits & PAST
        follows = self._nominal_follows(i)
        if ing:
            return self._ing(i, unit, direct, follows)
        if self.expect in ("participle", "be") or direct in ("NEG", "HV"):
            return unit.tag if unit.tag in ("VX", "VN") else ("VX" if unit.bits & PAST else "VN")
        after = self.units[i + 1] if i + 1 < len(self.units) else None
        if (direct in NOMINAL_BEFORE or (direct == "WH" and self.tag(i - 2) in ("P", "TO"))) and follows:
            return "J"  # "under which detained parents would …"
        if direct in ("VX", "VD", "VZ") and follows and after is not None and after.tag in ("N", "NS", "?") and unit.bits & PARTICIPLE:
            return "J"
        compound = after is not None and after.norm in NOUN_ING and self.likely(i + 2) == "NS"
        if direct in ("VX", "VD", "VZ") and compound and unit.bits & PARTICIPLE:
            return "J"  # "consulted affected fishing communities"
        if (
            direct == "PR"
            and self.norm(i - 1) in ("them", "him", "her", "us", "me")
            and follows
            and after is not None
            and after.tag in ("N", "NS", "?")
        ):
            return "J"
        if direct in ("P", "VB", "VG", "TO") and follows and not (after and after.tag == "NM" and direct != "P"):
            return "J"
        if (
            direct in (".", "CC", "SUB")
            and i + 1 < len(self.units)
            and follows
            and after is not None
            and after.tag in ("N", "NS", "?")
            and unit.bits & PARTICIPLE
            and not self._object_verb(i)
        ):
            return "J"
        if direct == "R" and self.tag(i - 2) in NOMINAL_BEFORE and follows:
            return "J"
        if (
            direct == "NM"
            and follows
            and after is not None
            and after.tag in ("N", "NS", "?")
            and i > 1
            and self.units[i - 2].verb in GIVING
        ):
            return "J"  # "sent Leonard classified schedules"
        return "VX" if unit.bits & PAST and unit.bits & PARTICIPLE else ("VD" if unit.bits & PAST else "VN")

    def _object_verb(self, i: int) -> bool:
        """Whether "…, reviewed contracts" is a coordinated verb: the clause has a subject and a past verb already."""
        return any(u.tag in ("VD", "VX", "VZ") for u in self.units[:i])

    def _ing(self, i: int, unit: Unit, direct: str, follows: bool) -> str:
        after = self.tag(i + 1)
        if unit.norm in OFFICE_ING and self.norm(i + 1) in OFFICES and self.expect != "be":
            return "J"  # "although contracting officers had asked"
        if self.expect == "be" or (i == 0 and after in ("P", "R", "TO", "D", "PP")):
            return "VG"
        if unit.norm in MODIFIER_ING and follows and direct not in ("SUB", ","):
            gerund = unit.norm in ("reporting", "handling", "awarding", "managing") and direct == "P" and self.norm(i - 1) in ("for", "by")
            return "VG" if gerund and self.norm(i + 1) not in PROCEDURES else "J"  # "retaliated for reporting defects"
        if unit.norm in MONEY_ING and after == "P" and direct in ("P", "VB", "VD", "VX", "VZ", "J", "NM", "N", "NS"):
            return "N"  # "with funding from B"
        if direct in ("D", "PP", "PO", "J", "#"):
            if follows:
                return "J" if after in ("N", "NS", "?", "J") else "VG"
            return "N"
        if unit.norm in NOUN_ING and after in ("N", "NS", "?") and direct in ("N", "NM", "D", "J", "PO", "PP", "VG"):
            return "N"  # "the state banking department"
        if i == 0 and after == "NS" and self.tag(2) in ("VX", "VD", "HV") and (self.tag(3) in STARTS_PHRASE or self.tag(2) == "HV"):
            return "J"  # "Investigating officers questioned the sergeant"
        if (
            direct in ("N", "NS", "NM")
            and follows
            and after == "N"
            and unit.bits & NOUN
            and self.tag(i + 2) not in STARTS_PHRASE
            and not self._gerund_governor(i)
        ):
            return "N" if unit.bits & NOUN else "VG"
        if direct in ("VB", "VZ", "VD", "VX") and follows and self.likely(i + 1) in ("NS", "N"):
            return "VG" if self._gerund_governor(i) else "J"
        return "VG"

    def _gerund_governor(self, i: int) -> bool:
        j = self.before(i)
        return j >= 0 and self.units[j].verb in GERUND_VERBS


def tag(units: list[Unit]) -> None:
    """Give every unit one tag (in place)."""
    _Tagger(units).run()
