"""Runs of capitalised words: where a name begins and ends, titles, and the small words inside ("of", "and", "'s")."""

from __future__ import annotations

from typing import Final

from ztgraph.language.morphology import ADJECTIVE, ADVERB, NOUN, PLURAL, analyse
from ztgraph.language.morphology import known as known_word
from ztgraph.language.sentences import Sentence
from ztgraph.mentions.titles import Titles, is_acronym

_PARTICLES: Final = frozenset("de la del van von der al bin ibn da di du le el".split())
_INNER: Final = frozenset({"of", "for", "on", "and", "the", "&", "in", "to", "with"})
# First words of bodies that every state has, and officers whose possessive names an office.
_STATE_BODIES: Final = frozenset("Department Division Office Bureau Board Commission Council Agency Secretary".split())
_FORMS: Final = frozenset("LLC L.L.C. LLP L.L.P. LP L.P. Inc Inc. Ltd Ltd. PLLC P.C. PC P.A. N.A. Corp. S.A. Co.".split())
_SAINTS: Final = frozenset({"St.", "St", "Saint", "SS."})
_PROSECUTORS: Final = frozenset({"State", "Commonwealth", "District", "County", "City"})


class Runs(Titles):
    """Reads runs of capitalised words of one document."""

    def _starts_name(self, i: int, sentence: Sentence) -> bool:
        """Whether the capital at the start of a sentence belongs to a name."""
        token = self.tokens[i]
        if is_acronym(token.text) or token.text in self.words.given:
            return True
        word = analyse(token.norm)
        after = i + 1 < sentence.last and self._capital(i + 1)
        if not known_word(token.norm):
            return True
        if token.text in self.surnames or token.text in self.short:
            return True
        if not after:
            return (
                i + 2 < sentence.last
                and token.text in self.words.organisation_heads
                and self.tokens[i + 1].norm in ("of", "for")
                and self._capital(i + 2)
            )
        if word.pos & ADJECTIVE and (self.tokens[i + 1].text in self.words.organisation_heads or token.text in self.words.generic_firsts):
            return True  # "Naval Station Norfolk", "Indigenous Services Canada"
        return not word.pos & (ADVERB | ADJECTIVE) or (bool(word.pos & (NOUN | PLURAL)) and not word.pos & ADVERB)

    def _run_end(self, i: int, last: int) -> int:
        """The end of the run of capitalised words that begins at ``i``, inner small words included."""
        known = self.local.match(self.tokens, i, last)
        j = known[0] if known is not None and self.tokens[i].capital else i + 1
        headed = any(t.text in self.words.organisation_heads for t in self.tokens[i:j])
        while j < last:
            token = self.tokens[j]
            if self._capital(j) and self.tokens[j - 1].text[-1] not in ",;":
                if self._other_name(j, last, headed, i):
                    break
                headed = headed or token.text in self.words.organisation_heads
                j += 1
                continue
            step = self._inner(i, j, last, headed)
            if not step:
                break
            j += step
            headed = headed or self.tokens[j - 1].text in self.words.organisation_heads
        while j > i + 1 and (self.tokens[j - 1].norm in _INNER or self.tokens[j - 1].text == ","):
            j -= 1
        return j

    def _other_name(self, j: int, last: int, headed: bool, start: int) -> bool:
        """Whether a name of another kind begins at ``j``: a curated actor, or a title before a person."""
        linked = self.tokens[j - 1].norm in _INNER
        title = self._title(j, last)
        if title is not None and not linked and self._follows_name(title[0]):
            return True
        known = self.local.match(self.tokens, j, last)
        if known is not None and self.tokens[j].text in _STATE_BODIES | {"State"} and self._place(start, j):
            return False  # "Virginia Department of Education"
        if known is not None and known[0] == j + 1 and not linked and self._headed_after(known[0] - 1, last):
            return False  # "Barts Health NHS Trust"
        return known is not None and not linked and (is_acronym(self.tokens[j].text) or known[0] - j > 1)

    def _possessive(self, j: int, after: int, last: int) -> bool:
        """Whether a possessive at ``j`` is part of a name: "Sheriff's Office", "Children's Research Hospital"."""
        if self.tokens[j - 1].text in _PROSECUTORS and self.tokens[after].text == "Attorney":
            return after + 2 < last and self.tokens[after + 1].norm in ("'s", "'") and self.tokens[after + 2].text == "Office"
        if self.tokens[j - 1].text not in self.words.possessor_heads:
            return False
        for k in range(after, min(after + 3, last)):
            if not self._capital(k):
                return False
            if self.tokens[k].text in self.words.possessor_tails:
                return True
        return False

    def _of_saint(self, i: int, after: int, last: int) -> bool:
        """Whether a possessive leads from a saint to what is called after him: "St. Brendan's Hospital"."""
        if self.tokens[i].text not in _SAINTS:
            return False
        for k in range(after, min(after + 3, last)):
            if not self._capital(k):
                return False
            if self.tokens[k].text in self.words.organisation_heads:
                return True
        return False

    def _inner(self, i: int, j: int, last: int, headed: bool) -> int:
        """How many tokens a small word and what it links to add to the run: "of the", "and" before a common noun, "'s" before "Office"."""
        token, norm = self.tokens[j], self.tokens[j].norm
        after = j + 1 if j + 1 < last else -1
        if after < 0:
            return 0
        if self.tokens[j - 1].text in _FORMS and j - i > 1:
            return 0
        if norm in ("'s", "'") and (self._possessive(j, after, last) or self._of_saint(i, after, last)):
            return 2
        if norm == "&" and self._capital(after):
            return 2
        if norm == "with" and self.tokens[j - 1].text in ("Individuals", "Americans", "Persons") and self._capital(after):
            return 2  # "Individuals with Disabilities Education Act"
        if (
            norm in ("-", "–")
            and self.tokens[j - 1].text.isdigit()
            and self.tokens[after].text.isdigit()
            and token.start == self.tokens[j - 1].end
        ):
            return 2  # "Circular 2013-05"
        if norm == "," and self.tokens[after].text in _FORMS:
            return 2  # "Recovery, LLC"
        if norm.isdigit() and self.tokens[j - 1].norm in self.words.instruments | {
            "title",
            "no.",
            "order",
            "section",
            "chapter",
            "proposition",
        }:
            return 1
        if token.text[0].isdigit() and self.tokens[j - 1].norm in (
            "order",
            "statement",
            "letter",
            "no.",
            "no",
            "title",
            "directive",
            "bulletin",
            "circular",
            "rule",
            "policy",
            "regulation",
            "memorandum",
            "form",
            "instruction",
            "district",
            "region",
            "precinct",
            "recommendation",
            "finding",
            "ward",
            "local",
        ):
            return 1
        if norm in _PARTICLES and self._capital(after) and not headed:
            return 2
        if (
            norm == "and"
            and self._common(after)
            and self.tokens[j - 1].text not in self.words.organisation_heads
            and self._common(j - 1)
            and self._headed_after(after, last)
        ):
            return 2
        if not headed:
            return (
                2
                if norm == "of"
                and self._capital(after)
                and self.tokens[j - 1].norm
                in (
                    "freedom",
                    "declaration",
                    "rules",
                    "articles",
                    "code",
                    "laws",
                    "university",
                    "bank",
                    "secretary",
                    "port",
                    "city",
                    "state",
                )
                else 0
            )
        if norm in ("of", "for", "on", "to", "in") and not (
            norm in ("to", "in", "on") and j - i > 1 and self.tokens[j - 1].text not in self.words.organisation_heads
        ):
            board = norm == "on" and self.tokens[j - 1].text in (
                "Committee",
                "Subcommittee",
                "Commission",
                "Council",
                "Panel",
                "Inquiry",
                "Conference",
            )
            if (
                norm in ("on", "in", "to")
                and not board
                and self.tokens[i].text
                not in (
                    "Committee",
                    "Subcommittee",
                    "Commission",
                    "Council",
                    "Panel",
                    "Office",
                    "Center",
                    "Institute",
                    "Select",
                    "Senate",
                    "House",
                    "Permanent",
                    "President's",
                )
            ):
                return 0
            if norm == "of" and j - i >= 2 and not self._place(i, j - 1) and self._owned(after, last):
                return 0
            if self._capital(after):
                return 2
            if self.tokens[after].norm == "the" and after + 1 < last and self._capital(after + 1):
                return 3
            return 0
        if (
            norm == "and"
            and self.tokens[after].norm == "the"
            and after + 1 < last
            and self._common(after + 1)
            and self.tokens[i].text in ("Committee", "Subcommittee", "Commission", "Council", "Office")
        ):
            return 3
        if (
            norm == "and"
            and self._common(after)
            and any(t.norm in ("of", "for", "on") for t in self.tokens[i:j])
            and self._names_field(i, j, after, last)
        ):
            return 2
        if (
            norm == ","
            and self._common(after)
            and any(t.norm in ("of", "for", "on") for t in self.tokens[i:j])
            and self._list_closes(after, last)
        ):
            return 2
        if (
            norm == ","
            and self.tokens[after].norm in ("and", "&")
            and after + 1 < last
            and self._common(after + 1)
            and any(t.text == "," for t in self.tokens[i:j])
            and any(t.norm in ("of", "for", "on") for t in self.tokens[i:j])
        ):
            return 3  # "Department of Environment, Great Lakes, and Energy"
        return 0

    def _owned(self, i: int, last: int) -> bool:
        """Whether "of" leads from a whole name to another body: "the Inspection Panel of the World Bank"."""
        if self.tokens[i].norm == "the":
            i += 1
        if i >= last:
            return False
        known = self.local.match(self.tokens, i, last)
        if known is not None and (known[0] - i > 1 or is_acronym(self.tokens[i].text)):
            return True
        if self.tokens[i].text in self.words.organisation_heads and i + 1 < last and self.tokens[i + 1].norm in ("of", "for"):
            return True
        j = i
        while j < last and self._capital(j):
            j += 1
        return (
            j - i >= 2
            and self.tokens[j - 1].text in self.words.organisation_heads
            and self.tokens[j - 1].text not in ("Services", "Affairs")
        )

    def _headed_after(self, i: int, last: int) -> bool:
        """Whether capitalised words from ``i`` on end in the head of an organisation: "Fish and Wildlife Service"."""
        j = i
        while j < last and j < i + 4 and self._capital(j):
            if self.tokens[j].text in self.words.organisation_heads and j > i:
                return True
            j += 1
        return False

    def _names_field(self, i: int, j: int, after: int, last: int) -> bool:
        """Whether "X and Y" is one field ("Health and Human Services"), not two bodies."""
        if self.tokens[after].text in self.words.organisation_heads and not any(t.norm in ("of", "for", "on") for t in self.tokens[i:j]):
            return False
        if self.local.match(self.tokens, after, last) is not None and after + 1 < last and self.tokens[after + 1].norm in ("of", "for"):
            return False
        return True

    def _list_closes(self, i: int, last: int) -> bool:
        """Whether capitalised common nouns go on to "and": "Population, Refugees, and Migration"."""
        j = i
        while j < last and j < i + 8:
            if self.tokens[j].norm in ("and", "&"):
                return j + 1 < last and self._common(j + 1)
            if not (self._common(j) or self.tokens[j].text == ","):
                return False
            j += 1
        return False
