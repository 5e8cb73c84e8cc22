"""Bounded looks ahead: whether a phrase is a subject, whether a finite verb is still to come, what a comma opens."""

from __future__ import annotations

from ztgraph.language import closed
from ztgraph.language.cursor import FINITE, QUANTITY, RELATIVE
from ztgraph.language.lists import ListGrammar
from ztgraph.language.units import EITHER


class Lookahead(ListGrammar):
    """Looks ahead without moving."""

    def subject_at(self, i: int, strict: bool = False, comma: bool = True) -> bool:
        """Whether a phrase at ``i`` is followed by its finite verb.

        ``strict``: an ambiguous past form needs an object after it. ``comma``: an insertion may stand between subject and verb.
        """
        if not self.starts_phrase(i) or self.norm_at(i) in ("us", "them", "him", "me"):
            return False
        if self.tag_at(i) == "PR" and self.norm_at(i) in closed.SUBJECT_PRONOUNS | {"nobody", "everyone", "someone", "none"}:
            j = i + 1
            while self.tag_at(j) in ("R", "NEG"):
                j += 1
            return self.tag_at(j) in FINITE | {"VX", "VB"}
        if self.tag_at(i + 1) == "PR" and self.norm_at(i) in ("neither", "either", "both"):
            return self._later_finite(i + 2)  # "neither he nor his staff had …"
        while self.tag_at(i) in ("P", "R") and self.norm_at(i) in QUANTITY:
            i += 1
        end = self._skip_core(i)
        while self.tag_at(end) in ("R", "NEG"):
            end += 1
        tag = self.tag_at(end)
        if tag in FINITE:
            return True
        if tag == "VB":
            return True
        if tag == "VX":
            if strict or self.tag_at(end + 1) in ("D", "PP", "NM", "PR", "TH"):
                return self._clause_at(i)
            return self.norm_at(end + 1) != "by" and not self._later_finite(end + 1)
        if tag == "," and not comma:
            inserted = self.tag_at(end + 1) in ("WH", "VX", "VN") or self.norm_at(end + 1) == "whose"
            return (inserted and self._verb_beyond(end + 1)) or self._named_subject(end)
        if tag == "," and comma and self.tag_at(end + 1) in ("WH", "VX", "VN", "P", "TO", "D", "NM", "VG", "N", "R", "PP") and not strict:
            return self._verb_beyond(end + 1)
        if tag == "WH" or (tag == "TH" and self.tag_at(end + 1) in FINITE | {"VX"}):
            return self._later_finite(end + 1, depth=1)
        if tag == "TO" and strict and self.tag_at(end + 1) not in ("VB", "BE", "HV", "DO", "R", "NEG"):
            return False  # "reported the priest to the police"
        if tag in ("VG", "VN", "TO"):
            return self._later_finite(end + 1)
        if tag == "PR" and self.tag_at(end + 1) in FINITE | {"VX"}:
            return self._later_finite(end + 1, depth=1)
        return False

    def _named_subject(self, comma: int) -> bool:
        """Whether a person's name between commas and a verb follow: "after a magistrate, Owen Paddock, ordered …"."""
        start = comma + 2 if self.name_kind(comma + 1) == "title" or self.tag_at(comma + 1) == "D" else comma + 1
        kind, noun = self.name_kind(start), self.kind_of(self.units[comma - 1].noun)
        return (
            ((kind == "person" and noun in ("group", "population")) or (kind == "agency" and noun in ("group", "agency")))
            and self.tag_at(start + 1) == ","
            and self.tag_at(start + 2) in FINITE | {"VX"}
        )

    def _later_finite(self, i: int, depth: int = 0) -> bool:
        """Whether a finite verb that no inner clause takes comes before the sentence or its coordination ends."""
        j = i
        while j < self.count and j < i + 60:
            tag = self.units[j].tag
            if tag in (".", ";", ":"):
                return False
            if tag in ("WH", "TH") or (tag == "SUB" and not self.as_preposition(j)):
                depth += 1
            elif tag == "CC" and depth == 0 and (self.units[j].norm == "but" or self.tag_at(j + 1) == ","):
                return False
            elif tag == "CC" and depth == 0 and self.tag_at(j + 1) in FINITE | {"VX", "NM", "PR", "D"}:
                if self.tag_at(j + 1) in FINITE | {"VX"}:
                    return False
            elif tag == "," and self.tag_at(j + 1) == "CC" and depth == 0:
                return False
            elif tag == "," and depth == 0 and self.starts_phrase(j + 1) and self.tag_at(self._skip_core(j + 1)) in FINITE | {"VX"}:
                return False
            elif tag in ("HV", "BE", "DO") and (
                self.tag_at(j - 1) == "TO" or (self.tag_at(j - 1) in ("R", "NEG") and self.tag_at(j - 2) == "TO")
            ):
                pass
            elif tag in FINITE or (
                tag == "VX"
                and self.tag_at(j - 1) in ("N", "NS", "NM", ",", ")", "R", "T")
                and self.tag_at(j + 1) in ("D", "PP", "NM", "PR", "TH", "N", "NS", "J", "#", "TO")
            ):
                if self.tag_at(j - 1) == "PR" and depth == 0:
                    pass
                elif depth == 0:
                    return True
                else:
                    depth -= 1
                    while self.tag_at(j + 1) in FINITE | {"VX", "VN", "VG", "VB", "R", "NEG"}:
                        j += 1
            j += 1
        return False

    def _relative_ahead(self) -> bool:
        """At a comma: whether a relative clause follows."""
        if self.tag(1) in ("WH", "PP") and self.norm(1) in RELATIVE:
            return True
        if self.tag(1) == "P" and self.norm(2) in ("which", "whom", "whose"):
            return True
        if self.tag(1) == "TO" and self.norm(2) in ("which", "whom", "whose"):
            return True
        return self.tag(1) in ("#", "D", "N", "NS", "PR", "R", "J") and self.norm(2) == "of" and self.norm(3) in ("which", "whom", "whose")

    def _past_have(self, i: int) -> int:
        """The participle after "has" at the end of a said-clause (", an inquiry has found."), else ``i``."""
        perfect = self.tag_at(i) == "HV" and self.tag_at(i + 1) in ("VX", "VN") and self.tag_at(i + 2) in (".", ",")
        return i + 1 if perfect else i

    def _said_next(self, start: int) -> bool:
        """Whether a said-clause, and no apposition, stands at ``start``: ", the report concluded,"."""
        end = self._past_have(self._skip_speaker(start))
        if not self._speech_at(end):
            return False
        hearer = self._skip_core(end + 2) if self.tag_at(end + 1) == "TO" else end + 1
        return self.tag_at(hearer) in (",", ".")

    def _skip_speaker(self, i: int) -> int:
        """The unit after a phrase that may speak, "by" whom included: "a report by the auditor"."""
        end = self._skip_core(i)
        if self.tag_at(end) in ("VX", "VN") and self.tag_at(end + 1) == "T" and self.tag_at(end + 2) in ("VX", "VD", "VZ", "VB", "NS"):
            return end + 2  # "a lawsuit filed Thursday claims"
        return self._skip_core(end + 1) if self.norm_at(end) == "by" and self.starts_phrase(end + 1) else end

    def _says(self, i: int) -> bool:
        return (
            self.units[i].verb in self.words.saying
            or self.units[i].verb in self.words.finding
            or self.units[i].verb in ("announce", "tell")
        )

    def _speech_at(self, i: int) -> bool:
        """Whether a finite verb of saying or finding stands at ``i``: "the clerk said", "prosecutors allege"."""
        dated = self.tag_at(i) == "NS" and self.tag_at(i - 1) == "T" and self.tag_at(i - 2) in ("VX", "VN")
        if dated and self.tag_at(i + 1) in (",", ".") and self._says(i):
            self.units[i].tag = "VZ"  # "a lawsuit filed Thursday claims"
        if self.tag_at(i) == "VB" and self.tag_at(i - 1) in ("N", "NM") and self.starts_phrase(i + 1):
            return False  # "recommended that, in consultation with B, the Navy notify C"
        return self.tag_at(i) in ("VX", "VD", "VZ", "VB") and self._says(i)

    def _inverted_subject(self, i: int) -> bool:
        """Whether the phrase at ``i`` is the speaker and not the subject of what is said (", said the bank had …")."""
        end = self._skip_core(i)
        quoted = self.units[i - 3].quoted if i > 2 else False
        if not quoted and (self.tag_at(i) == "NS" or (self.tag_at(end) == "CC" and self.tag_at(end + 1) in FINITE | {"VX"})):
            return False  # "audited the bank, warned borrowers and briefed B"
        if self.tag_at(end) == "NEG":
            end += 1
        return self.tag_at(end) not in FINITE and not (self.tag_at(end) == "VX" and self.tag_at(end + 1) in ("D", "NM", "PP", "PR"))

    def as_preposition(self, i: int) -> bool:
        """Whether a word such as "after" or "until" is a preposition at ``i``: no clause follows it."""
        norm = self.norm_at(i)
        if norm not in EITHER:
            return False
        after = self.tag_at(i + 1)
        if norm == "except":
            return self.starts_phrase(i + 1)
        if norm in ("until", "till") and self.norm_at(i + 1) in EITHER:
            return self.as_preposition(i + 1)
        if after in ("VG", "T") or self.norm_at(i + 1) in ("being", "having"):
            return True
        if after == "R" and self.tag_at(i + 2) in ("VG", "T"):
            return True
        return self.starts_phrase(i + 1) and not self.subject_at(i + 1, comma=False)

    def _inverted_at(self, i: int) -> bool:
        """Whether "nor did it brief …" or "and neither had B …" stands at ``i``: a clause of its own."""
        opener = self.norm_at(i - 1) in ("nor", "neither")
        return opener and self.tag_at(i) in ("DO", "MD", "HV", "BE") and self.starts_phrase(i + 1)

    def _fronts_clause(self, j: int) -> bool:
        """Whether the prepositional phrase at ``j`` opens a new clause: ", and in September a judge issued …"."""
        end = self._skip_core(j + 1)
        if self.tag_at(end) == ",":
            end += 1
        return self.subject_at(end) or (self.tag_at(j + 1) == "T" and self.subject_at(j + 2))

    def _noun_after_adjectives(self) -> bool:
        j = self.k
        while self.tag_at(j) in ("J", "#", "R") or (self.tag_at(j) == "CC" and self.tag_at(j + 1) == "J"):
            j += 1
        return self.tag_at(j) in ("N", "NS", "NM")
