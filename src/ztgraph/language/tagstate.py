"""What the tagger knows at a place: the units before and after, and the state of the verb group."""

from __future__ import annotations

from ztgraph.language.morphology import ADJECTIVE, BASE, NOUN, PAST, PLURAL, THIRD
from ztgraph.language.tagwords import (
    BARE_SUBJUNCTIVE,
    ENDS,
    FINITE,
    PAPERS_SAY,
    STARTS_PHRASE,
    SUBJUNCTIVE,
)
from ztgraph.language.units import Unit


class TagState:
    """The state of one pass over the units of a sentence."""

    def __init__(self, units: list[Unit]) -> None:
        self.units = units
        self.expect = ""  # the form that an auxiliary waits for: base, participle, or after "be" participle or -ing
        self.held = ""  # the participle that an insertion after the auxiliary keeps waiting
        self.finite = False  # whether the clause so far has a finite verb
        self.verb = False  # whether it has any verb
        self.relative = False  # whether a relative pronoun or "that" waits for its verb
        self.subjunctive = False
        self.letting = False  # whether "let" waits for a bare infinitive after its object
        self.demand = False  # whether a verb of demanding waits for its that-clause
        self.demanded = False  # whether it has had one, which "and that" can go on with
        self.joined = False  # whether the unit before is a conjunction
        self.auxiliary = False  # whether it is an auxiliary
        self.head = ""  # the tag of the first noun since the last verb, conjunction or comma

    def tag(self, i: int) -> str:
        return self.units[i].tag if 0 <= i < len(self.units) else "."

    def norm(self, i: int) -> str:
        return self.units[i].norm if 0 <= i < len(self.units) else ""

    def likely(self, i: int) -> str:
        """The tag of a unit, or for an undecided one the nominal reading that it may have."""
        tag = self.tag(i)
        if tag != "?":
            return tag
        bits = self.units[i].bits
        return "NS" if bits & PLURAL else "N" if bits & NOUN else "J" if bits & ADJECTIVE else "?"

    def _as_clause(self, i: int) -> bool:
        """Whether "as" and a noun phrase without a verb stand before ``i``."""
        for unit in reversed(self.units[max(0, i - 6) : i]):
            if unit.norm == "as":
                return unit.tag == "SUB"
            if unit.tag not in ("D", "PP", "N", "NM", "J", "PO", "#"):
                return False
        return False

    def made(self, i: int) -> bool:
        """Whether a form of "make" stands a few units before ``i``."""
        return any(self.units[j].verb == "make" for j in range(max(0, i - 8), i))

    def before(self, i: int) -> int:
        """The index of the last unit before ``i`` that is no adverb or negation."""
        j = i - 1
        while j >= 0 and self.units[j].tag in ("R", "NEG"):
            j -= 1
        return j

    def _advance(self, unit: Unit) -> None:
        tag = unit.tag
        if tag in ("R", "NEG"):
            return
        self._note(unit, tag)
        if tag in ("N", "NS", "NM", "PR"):
            self.head = self.head or tag
        elif tag == "P" and unit.norm == "of" and self.head == "N":
            self.head = ""  # "a group of agents"
        elif tag not in ("P", "D", "PP", "PO", "J", "#"):
            self.head = ""
        self.joined = tag == "CC"
        self.auxiliary = tag in ("DO", "MD", "HV", "BE") or (tag == "," and self.auxiliary)

    def _note(self, unit: Unit, tag: str) -> None:
        """What the units before a word lead one to expect of it."""
        if tag in ("MD", "DO", "TO"):
            self.expect = "base"
            self.finite = self.finite or tag != "TO"
        elif tag == "HV":
            self.expect, self.finite = "participle", True
        elif tag == "BE":
            self.expect, self.finite = "be", True
        elif tag in ("VB", "VZ", "VD", "VX", "VG", "VN"):
            self.finite = self.finite or tag in ("VZ", "VD")
            self.verb = True
            self.relative, self.held = False, ""
            self.subjunctive = self.subjunctive and tag != "VB" and not (tag == "VX" and unit.bits & BASE)
            self.expect = ""
            self.demand = unit.verb in SUBJUNCTIVE
            self.letting = unit.verb in ("let", "make", "help", "have", "watch", "see", "hear")
            self.subjunctive = self.subjunctive or unit.verb in BARE_SUBJUNCTIVE
        elif tag in ("TH", "WH", "SUB", ";", ":", "—", "."):
            self.expect, self.finite, self.verb = "", False, False
            self.relative = tag in ("TH", "WH")
            self.subjunctive = tag == "TH" and (self.demand or self.subjunctive or (self.demanded and self.joined))
            self.demanded = self.subjunctive or (self.demanded and tag not in (".", ";"))
            self.demand = self.demand and tag == "TH"
        elif tag in (",", "CC"):
            if tag == "," and self.auxiliary and self.expect == "participle":
                self.held = self.expect
            elif tag == "," and self.held:
                self.expect, self.held, self.auxiliary = self.held, "", True  # "had not, as of December, done so"
            self.verb = self.verb and self.finite
            if tag == "CC":
                self.finite = self.verb = False
            self.expect = "" if tag == "," and not self.auxiliary else self.expect  # "did, in fact, interview"
        elif tag in ("NM", "PR", "N", "NS"):
            if tag in ("N", "NS") and unit.noun in SUBJUNCTIVE:
                self.demand = True
            if self.expect == "base" and not self._inverted():
                self.expect = ""
        elif tag in ("P", "D", "PP") and (self.expect != "base" or (tag == "P" and self.auxiliary)):
            self.expect = ""  # "did away with": no auxiliary

    def _inverted(self) -> bool:
        """Whether the base form is still awaited past a subject: "Nor did the office inform …"."""
        return any(u.tag == "DO" for u in self.units) or any(u.tag == "MD" for u in self.units)

    def _past_next(self, i: int) -> bool:
        return i < len(self.units) and bool(self.units[i].bits & (PAST | THIRD))

    def _nominal_follows(self, i: int) -> bool:
        after = self.units[i + 1] if i + 1 < len(self.units) else None
        return after is not None and (
            after.tag in ("N", "NS", "NM", "J", "#") or (after.tag == "?" and bool(after.bits & (NOUN | PLURAL | ADJECTIVE)))
        )

    def _finite_follows(self, i: int) -> bool:
        """Whether a finite verb comes before the clause ends."""
        depth = 0
        for unit in self.units[i + 1 :]:
            if unit.tag in ("WH", "TH", "SUB"):
                depth += 1
            if unit.tag in ENDS:
                return False
            if unit.tag in FINITE or unit.tag in ("VX",):
                if depth == 0:
                    return True
                depth -= 1
        return False

    def _relative_that(self, i: int) -> bool:
        """Whether "that" before a word is a pronoun: no verb follows that would be that of its clause, or none stands before."""
        for j in range(i + 1, len(self.units)):
            tag = self.tag(j)
            if tag in (",", "CC", ".", ";"):
                return True
            if tag in ("VX", "VD", "VZ", "BE", "HV", "MD", "DO"):
                break
        return not any(u.tag in ("VX", "VD", "VZ", "VB", "BE", "HV", "MD") for u in self.units[: i - 1])

    def _base_after(self, i: int) -> bool:
        """Whether a conjunction with a base form follows in the sentence."""
        for j in range(i + 2, min(len(self.units) - 1, i + 24)):
            if self.tag(j) in (".", ";"):
                return False
            if self.tag(j) == "CC" and (self.tag(j + 1) == "VB" or (self.tag(j + 1) == "?" and self.units[j + 1].bits & BASE)):
                return self.tag(j + 2) in STARTS_PHRASE | {"P", "?"} or self.tag(j + 1) == "VB"
        return False

    def _paper_says(self, i: int) -> bool:
        """Whether a said-clause on a paper ends at a word: ", the indictment says."."""
        if self.norm(i) not in PAPERS_SAY or self.tag(i + 1) not in (",", ".") or self.tag(i - 1) not in ("N", "NM"):
            return False
        return self.tag(i - 2) in ("D", "J", "N") and "," in (self.tag(i - 3), self.tag(i - 4))

    def _said_here(self, i: int) -> bool:
        """Whether a comma stands before the plural noun at whose end a word is: ", federal prosecutors say,"."""
        j = i - 1
        while j > i - 8 and self.tag(j) in ("N", "NS", "NM", "J", "#", "D", "PO", "P"):
            j -= 1
        return self.tag(j) == ","

    def _object_so_far(self, i: int) -> bool:
        """Whether the nouns before a word are the object of a verb: "signed 31 change orders that …"."""
        j = i - 1
        while j > i - 6 and self.tag(j) in ("N", "J", "#", "D"):
            j -= 1
        return j < i - 1 and self.tag(j) in ("VX", "VD", "VZ", "VB")
