"""Finds the names of a document: curated actors, titles, persons, organisations and instruments that the lexicon lacks.

A left-to-right sweep with longest match. Discovery reads a run of capitalised words and decides by its head word ("… County", "Office of
…", "… Act"), by a title before it, by given names, and by an abbreviation that the text defines for it."""

from __future__ import annotations

from typing import Final

from ztgraph.identity import slug
from ztgraph.language.morphology import known as known_word
from ztgraph.language.sentences import Sentence
from ztgraph.language.tokens import token_of
from ztgraph.language.units import Name
from ztgraph.mentions.discovery import Discovery
from ztgraph.mentions.titles import is_acronym

_DIVISIONS: Final = frozenset({"Region", "District", "Division", "Sector", "Area", "Local", "Ward", "Precinct", "Troop", "Zone"})
_ROMAN: Final = frozenset({"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"})


class NameFinder(Discovery):
    """Finds the names of one document. ``local`` holds the abbreviations and short names that it defines."""

    def find(self, sentences: list[Sentence]) -> dict[int, Name]:
        """All names by the index of their first token."""
        found: dict[int, Name] = {}
        for sentence in sentences:
            if sentence.heading:
                continue
            i, previous = sentence.first, None
            while i < sentence.last:
                name = self._at(i, sentence, previous)
                if name is None:
                    previous = None if self.tokens[i].text not in '(“"' else previous
                    i += 1
                else:
                    found[name.first] = name
                    previous, i = name, name.last
        return found

    def _at(self, i: int, sentence: Sentence, previous: Name | None) -> Name | None:
        token = self.tokens[i]
        lower = not token.capital and token.text[0].islower()
        if not token.capital and not lower and not (token.text[0].isdigit() and token.norm[-2:] in ("st", "nd", "rd", "th")):
            return None
        known = self.local.match(self.tokens, i, sentence.last) or self._plural_department(i, sentence, previous)
        if token.text == "Department" and known is not None and (state := self._state_before(i)):
            words = " ".join(t.surface for t in self.tokens[i : known[0]])
            return self._accept(Name(i, known[0], "agency", f"agency:{slug(f'{state} {words}')}", f"{state} {words}"))
        if token.text in self.words.also_of_states and (state := self._state_just_before(i)):
            label = f"{state} {token.surface}"
            return self._accept(Name(i, i + 1, "agency", f"agency:{slug(label)}", label))  # "the Ohio EPA" is no federal body
        if token.text[:2] in ("D-", "R-", "I-") and token.text[2:3].isupper():
            return Name(i, i + 1, "place", token.text, token.text)  # "D-Ore.", the party and state of a legislator
        if lower:
            return self._known(i, known) if known and known[0] - i > 1 else None
        title = self._title(i, sentence.last)
        plural = title is not None and self.tokens[title[0] - 1].text.endswith("s") and not title[1].endswith("s")
        if title is not None and (title[0] == i + 1 or plural) and token.text != title[1] and not self._follows_name(title[0]):
            title = None  # "the U.S. Attorneys": people named by their role
        if (
            title is not None
            and (known is None or title[0] > known[0])
            and not (i == sentence.first and title[0] == i + 1 and not self._follows_name(title[0]))
        ):
            return Name(i, title[0], "title", title[1], title[1])
        if known is None and token.norm in self.words.roles and self._bare_role(i, sentence):
            return Name(i, i + 1, "title", token.text, token.text)
        if (
            token.text in ("Region", "District", "Troop", "Precinct")
            and known is None
            and i + 1 < sentence.last
            and self.tokens[i + 1].text.isdigit()
        ):
            label = f"{token.text} {self.tokens[i + 1].text}"
            return self._accept(Name(i, i + 2, "agency", f"agency:{slug(label)}", label))
        if token.text == "Local" and i + 1 < sentence.last and self.tokens[i + 1].text.isdigit():
            label = f"Local {self.tokens[i + 1].text}"
            return self._accept(Name(i, i + 2, "agency", f"agency:{slug(label)}", label))
        if token.text.startswith(("Ex-", "Then-")) and (past := self._past_title(i)) is not None:
            return past
        if known is None and self._numbered_paper(i, sentence.last):
            label = f"{token.text} {self.tokens[i + 1].text}"
            return self._accept(Name(i, i + 2, "instrument", f"instrument:{slug(label)}", label))
        run = self._run(i, sentence)
        if known is not None and (run is None or known[0] >= run.last or not self._extends(known, run)):
            return self._known(i, known)
        government = self.words.governments.match(self.tokens, i, sentence.last)
        if government is not None and (run is None or government[0] >= run.last):
            return self._accept(Name(i, government[0], "agency", f"agency:{slug(government[1])}", government[1]))
        place = self.words.places.match(self.tokens, i, sentence.last)
        if place is not None and (run is None or place[0] >= run.last or run.kind == "person"):
            return Name(i, place[0], "place", place[1], place[1])
        return self._accept(run) if run is not None else None

    def _numbered_paper(self, i: int, last: int) -> bool:
        """Whether an abbreviation with a number of several parts stands here: "OP 4.12"."""
        if i + 1 >= last or not (is_acronym(self.tokens[i].text) and len(self.tokens[i].text) <= 4):
            return False
        whole, dot, part = self.tokens[i + 1].text.partition(".")
        return (
            bool(dot)
            and whole.isdigit()
            and part.isdigit()
            and (i + 2 >= last or self.tokens[i + 2].norm not in ("percent", "million", "billion"))
        )

    def _past_title(self, i: int) -> Name | None:
        """ "Ex-Commissioner": a title that its bearer has laid down."""
        word = self.tokens[i].text.partition("-")[2]
        hit = self.words.titles.match([token_of(0, word)], 0, 1)
        return Name(i, i + 1, "title", hit[1], hit[1]) if hit is not None else None

    def _state_before(self, i: int) -> str:
        """The place that owns what begins at token ``i``: "Virginia's Department of Education"."""
        for first in range(max(0, i - 3), i - 1):
            if self.tokens[i - 1].norm in ("'s", "'") and self._place(first, i - 1):
                return " ".join(t.surface for t in self.tokens[first : i - 1])
        return ""

    def _state_just_before(self, i: int) -> str:
        """The place whose name stands right before token ``i``: "Ohio" before "EPA"."""
        for first in range(max(0, i - 2), i):
            if self._place(first, i):
                return " ".join(t.surface for t in self.tokens[first:i])
        return ""

    def _bare_role(self, i: int, sentence: Sentence) -> bool:
        """Whether a capitalised role noun stands before a person's name: "Plaintiff Noor Haddad"."""
        token = self.tokens[i]
        if (
            token.text in self.words.organisation_heads
            or (i + 1 < sentence.last and self.tokens[i + 1].text in self.words.organisation_heads)
            or i + 1 >= sentence.last
            or not self._capital(i + 1)
            or token.text in self.words.given
        ):
            return False
        after = self.tokens[i + 1].text
        return (
            after in self.words.given
            or after in self.surnames
            or (not known_word(after.lower()) and not is_acronym(after) and self.local.match(self.tokens, i + 1, sentence.last) is None)
        )

    def _accept(self, run: Name) -> Name:
        """Take a discovered name into the document's own vocabulary."""
        self.labels.define(run.key, run.kind, run.label)
        if run.kind == "person":
            self._note_person(run.first, run.last, run.key)
        elif run.kind == "agency":
            self._note_agency(run.first, run.last, run.key)
        last, label = self._past_definition(run.last, run.key), self.labels.label(run.key)
        return Name(run.first, last, run.kind, run.key, label)

    def _plural_department(self, i: int, sentence: Sentence, previous: Name | None) -> tuple[int, str] | None:
        """ "the Departments of Justice and Labor": each is a department of its own."""
        token = self.tokens[i]
        if token.text == "Departments" and i + 2 < sentence.last and self.tokens[i + 1].norm == "of":
            start = i + 2 if self.tokens[i + 2].norm != "the" else i + 3
        elif token.capital and self._after_departments(i, sentence.first):
            start = i
        else:
            return None
        for prefix in (("Department", "of"), ("Department", "of", "the")):
            head = [token_of(0, word) for word in prefix]
            rest = list(self.tokens[start : min(start + 8, sentence.last)])
            hit = self.local.match([*head, *rest], 0, len(head) + len(rest))
            if hit is not None and hit[0] > len(head):
                return start + hit[0] - len(head), hit[1]
        return None

    def _after_departments(self, i: int, first: int) -> bool:
        """Whether token ``i`` goes on with a list that "Departments of" began."""
        j = i - 1
        if j < first or self.tokens[j].norm not in ("and", ",", "or", "the"):
            return False
        while j >= first and j > i - 24:
            if self.tokens[j].text == "Departments":
                return True
            if not (self.tokens[j].capital or self.tokens[j].norm in ("and", ",", "of", "or", "the", "(", ")")):
                return False
            j -= 1
        return False

    def _extends(self, known: tuple[int, str], run: Name) -> bool:
        """Whether a discovered run is a name of its own rather than a known name with more words after it."""
        rest = self.tokens[known[0] : run.last]
        if run.kind == "agency" and rest[0].text == "&":
            return True
        if run.kind == "instrument" and rest[-1].text in ("Act", "Acts") and len(rest) <= 3:
            return True  # "Federal Reserve Act"
        return (run.kind in ("agency", "instrument") and rest[0].norm in ("of", "for")) or (
            run.kind == "agency" and any(t.text in self.words.organisation_heads for t in rest[-1:]) and len(rest) <= 3
        )

    def _known(self, i: int, known: tuple[int, str]) -> Name:
        end, key = known
        kind, label = self.labels.get(key) or ("agency", key)
        if (
            kind == "agency"
            and end + 1 < len(self.tokens)
            and self.tokens[end].text in _DIVISIONS
            and (self.tokens[end + 1].text.isdigit() or self.tokens[end + 1].text in _ROMAN)
        ):
            words = " ".join(t.surface for t in self.tokens[i : end + 2])
            self.labels.define(f"agency:{slug(words)}", "agency", words)
            return Name(i, end + 2, "agency", f"agency:{slug(words)}", words)
        mission = self._mission(i, end, key) if kind == "agency" else None
        return mission if mission is not None else Name(i, self._past_definition(end, key), kind, key, label)

    def _mission(self, i: int, end: int, key: str) -> Name | None:
        """A post or office of a body written with a stroke: "USAID/Haiti", "USAID/OIG"."""
        if end + 1 >= len(self.tokens) or self.tokens[end].text not in ("/", "–") or not self._capital(end + 1):
            return None
        if self.tokens[end].start != self.tokens[end - 1].end or self.tokens[end + 1].start != self.tokens[end].end:
            return None
        place = self.words.places.match(self.tokens, end + 1, len(self.tokens))
        last = place[0] if place is not None else end + 2
        if self.tokens[end].text == "–" and place is None:
            return None
        label = (
            "".join(t.surface if t.text in "/–" else f" {t.surface}" for t in self.tokens[i:last])
            .replace("/ ", "/")
            .replace("– ", "–")
            .strip()
        )
        if self.tokens[end + 1].text in ("OIG", "IG") and key in self.words.inspectors:
            return self._accept(Name(i, last, "agency", self.words.inspectors[key], label))
        if place is None and self.local.match(self.tokens, end + 1, len(self.tokens)) is not None:
            return None  # "the FBI/DEA task force"
        return self._accept(Name(i, last, "agency", f"agency:{slug(label)}", label))

    def _past_definition(self, end: int, key: str) -> int:
        """The end of a name, a parenthesis that defines its abbreviation included."""
        if end + 1 < len(self.tokens) and self.tokens[end].text == "(":
            inside = end + 1
            while (inside < len(self.tokens) and self.tokens[inside].text in "\"“‘'") or self.tokens[inside].norm in (
                "the",
                "hereinafter",
                "or",
                ",",
            ):
                inside += 1
                if inside >= len(self.tokens):
                    return end
            hit = self.local.match(self.tokens, inside, len(self.tokens))
            if hit is not None and hit[1] == key:
                close = hit[0]
                while close < len(self.tokens) and close < end + 14 and self.tokens[close].text != ")":
                    close += 1
                if close < len(self.tokens) and self.tokens[close].text == ")":
                    return close + 1
        return end
