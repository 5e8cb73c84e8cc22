"""Abbreviations and short names that a document defines: "Federal Bureau of Prisons (BOP)", "(DOJ, Department)", "(OIG or Office)".

The long form is found by matching the letters of the abbreviation backwards from the parenthesis (Schwartz & Hearst 2003), first against
curated names that end there. "Office of Inspector General (OIG)" belongs to the agency that stands before or after it.
"""

from __future__ import annotations

from typing import Final

from ztgraph.identity import slug
from ztgraph.language.tokens import Token
from ztgraph.mentions.gazetteer import Gazetteer, sequence
from ztgraph.mentions.labels import Labels
from ztgraph.mentions.titles import is_acronym
from ztgraph.mentions.vocabulary import OIG_SEQUENCES, Vocabulary

_OPENERS: Final = frozenset({"(", "["})
_SKIP: Final = frozenset(
    {
        "'s",
        "the",
        "hereinafter",
        "or",
        "and",
        ",",
        ";",
        '"',
        "“",
        "”",
        "'",
        "‘",
        "’",
        "a",
        "an",
        "also",
        "known",
        "as",
        "called",
        "hereafter",
    }
)
_SMALL: Final = frozenset({"of", "the", "and", "for", "on", "in", "to", "&"})


def _alternatives(tokens: list[Token], i: int) -> tuple[list[tuple[int, int]], int]:
    """The short forms inside the parenthesis that opens at ``i`` as token ranges, and the index after it."""
    found, start, j = [], -1, i + 1
    while j < len(tokens) and j < i + 14 and tokens[j].text not in (")", "]"):
        if tokens[j].norm in _SKIP:
            if start >= 0:
                found.append((start, j))
            start = -1
        elif start < 0:
            start = j
        j += 1
    if j >= len(tokens) or tokens[j].text not in (")", "]"):
        return [], i + 1
    if start >= 0:
        found.append((start, j))
    return found, j + 1


def _letters(text: str) -> str:
    letters = "".join(c for c in text if c.isalnum())
    return letters[:-1] if len(letters) > 2 and letters[-1] == "s" and letters[:-1].isupper() else letters


def _long_form(tokens: list[Token], end: int, short: str) -> int:
    """The token at which the long form of ``short`` that ends at ``end`` begins, or -1."""
    letters = _letters(short).lower()
    floor = max(0, end - min(len(letters) + 6, len(letters) * 2 + 3))
    i, position = end - 1, len(letters) - 1
    best = -1
    while i >= floor and position >= 0:
        token = tokens[i]
        if token.text in "().;:—" and token.text not in (",",):
            return -1
        word = token.norm
        if word in _SMALL and i > floor and tokens[i - 1].norm[0] == letters[position] and tokens[i - 1].capital:
            i -= 1  # the O of "OMR" is "Office", not "of"
            continue
        if word[0] == letters[position]:
            position -= 1
            best = i
        elif (
            position > 0
            and letters[position] in word[1:]
            and letters[position - 1] == word[0]
            and not any(tokens[k].norm[0] == letters[position] for k in range(max(floor, i - 1), i))
        ):
            # Two letters of one word: "FinCEN", "EOUSA".
            position -= 2
            best = i
        i -= 1
    return best if position < 0 else -1


# Heads that an abbreviation may leave out, and that no other name ends in: "Division of Risk Control (RC)".
_CLIPPED: Final = frozenset("Division Office Bureau Branch Section Directorate Center Centre Unit".split())


class Definitions:
    """The definitions of one document, in order; fills ``local`` (names → keys) and ``labels`` (key → kind and label)."""

    def __init__(self, tokens: list[Token], words: Vocabulary, local: Gazetteer, labels: Labels) -> None:
        self.tokens, self.words, self.local, self.labels = tokens, words, local, labels
        self.bound: dict[str, str] = {}

    def collect(self) -> None:
        """Read every parenthesis of the document, and appositions that define ("ORNA, the Office of …", "…, known as CRM")."""
        for i, token in enumerate(self.tokens):
            if token.text in _OPENERS and i:
                self._parenthesis(i)
            elif len(token.text) > 2 and token.text.isupper() and is_acronym(token.text):
                self._apposition(i)

    def _apposition(self, i: int) -> None:
        """The long form beside an acronym that no list knows: after it with "the", or before "known as", "or", "hereafter"."""
        short = self.tokens[i].surface
        if short in self.bound or self.words.actors.match(self.tokens, i, i + 1) is not None:
            return
        end = -1
        if i + 4 < len(self.tokens) and self.tokens[i + 1].text in (",", "—", "–") and self.tokens[i + 2].norm in ("the", "a", "an"):
            end = next((j for j in range(i + 4, min(i + 16, len(self.tokens))) if self.tokens[j].text in (",", ".", ";", "—", "–")), -1)
            while end > 0 and end < len(self.tokens) and self.tokens[end].text == "," and self._list_goes_on(i + 3, end):
                end = next((j for j in range(end + 1, min(i + 20, len(self.tokens))) if self.tokens[j].text in (",", ".", ";")), -1)
            start = _long_form(self.tokens, end, short) if end > 0 else -1
            end = end if start == i + 3 else -1
        elif i > 3:
            j = i - 1
            while j > 0 and self.tokens[j].norm in (
                "the",
                "as",
                "known",
                "called",
                "hereafter",
                "hereinafter",
                "or",
                "abbreviated",
                "also",
                "better",
            ):
                j -= 1
            said = any(t.norm != "the" for t in self.tokens[j + 1 : i])  # "the" alone, as in ", the OIG", defines nothing
            end = j if j < i - 1 and said and self.tokens[j].text == "," else -1
        key = self._discovered(end, short) if end > 0 else None
        if key is not None and self.tokens[end - 1].capital:
            self.local.add(sequence(short), key)
            self.bound[short] = key

    def _list_goes_on(self, first: int, comma: int) -> bool:
        """Whether a comma stands inside a name: "Office of Ships, Harbors and Light"."""
        return (
            comma + 1 < len(self.tokens)
            and self.tokens[comma + 1].capital
            and any(t.norm in ("of", "for") for t in self.tokens[first:comma])
        )

    def _parenthesis(self, i: int) -> None:
        forms, _ = _alternatives(self.tokens, i)
        forms = [f for f in forms if f[1] - f[0] <= 4 and self.tokens[f[0]].capital]
        if not forms:
            return
        shorts = [" ".join(t.surface for t in self.tokens[a:b]).replace(" / ", "/") for a, b in forms]
        acronym = next((s for s in shorts if is_acronym(s.replace(" ", ""))), None)
        end = i - 1 if self.tokens[i - 1].norm in ("'s", "'") else i
        key = self._curated(end, acronym, shorts)
        if acronym is not None and acronym.endswith(("/IG", "-IG")) and "General" not in self.labels.label(key or ""):
            key = self._discovered(end, acronym)
        if key is None and acronym is not None:
            key = self._discovered(end, acronym)
        if key is None:
            return
        for short in shorts:
            if is_acronym(short.replace(" ", "")) or self._part_of_label(short, key):
                self.local.add(sequence(short), key)
                self.bound[short] = key

    def _part_of_label(self, short: str, key: str) -> bool:
        """ "(… , Department)": a capitalised word of the name itself."""
        return short in self.labels.label(key)

    def _curated(self, end: int, acronym: str | None, shorts: list[str]) -> str | None:
        """The curated actor whose name ends at ``end``, the longest."""
        for start in range(max(0, end - 14), end):
            hit = self.words.actors.match(self.tokens, start, end)
            if hit is not None and hit[0] == end and acronym is not None:
                first = _long_form(self.tokens, end, acronym)
                if 0 <= first < start and self.tokens[first].capital and self.tokens[first].text not in ("The", "A"):
                    return None  # "Michigan Department of Health and Human Services (MDHHS)"
            inner = self._initialled(start + 1, end, acronym) if hit is not None and hit[0] == end and acronym is not None else None
            if inner is not None:
                return inner
            if hit is not None and hit[0] == end:
                return hit[1] if acronym is None or self._fits(start, end, acronym) else None
            shared = self.words.colliding.get(" ".join(t.surface for t in self.tokens[start:end]))
            if shared is not None and acronym is not None and self._fits(start, end, acronym):
                self.local.add(tuple(t.surface for t in self.tokens[start:end]), shared)
                return shared
        for form in OIG_SEQUENCES:
            start = end - len(form)
            if start >= 0 and tuple(t.surface for t in self.tokens[start:end]) == form:
                return self.inspector(start, end)
        return None

    def _initialled(self, start: int, end: int, acronym: str) -> str | None:
        """The body inside a longer name whose initials the abbreviation has: "Office of Inspector General of the Small … (SBA)"."""
        letters = _letters(acronym).lower()
        for first in range(start, end - len(letters) + 1):
            initials = "".join(t.norm[0] for t in self.tokens[first:end] if t.norm not in _SMALL)
            hit = self.words.actors.match(self.tokens, first, end) if initials == letters and self.tokens[first].capital else None
            if hit is not None and hit[0] == end:
                return hit[1]
        return None

    def _fits(self, start: int, end: int, acronym: str) -> bool:
        """Whether the letters of an abbreviation begin words of the name (the first at least)."""
        initials = {t.norm[0] for t in self.tokens[start:end]}
        letters = _letters(acronym).lower()
        return sum(c in initials for c in letters) * 2 >= len(letters)

    def inspector(self, start: int, end: int) -> str | None:
        """The inspector general whose agency stands before ("Department of Justice (DOJ) Office …") or after."""
        parent = self._agency_before(start) or self._agency_after(end)
        if parent is not None and parent in self.words.inspectors:
            return self.words.inspectors[parent]
        key = f"agency:{slug('office of inspector general')}" if parent is None else f"agency:{slug(parent + ' oig')}"
        self.labels.define(key, "agency", "Office of Inspector General")
        self.local.add(sequence("Office of Inspector General"), key)
        self.local.add(sequence("Office of the Inspector General"), key)
        return key

    def _agency_before(self, start: int) -> str | None:
        j = start
        if j and self.tokens[j - 1].norm in ("'s", "'"):
            j -= 1
        if j and self.tokens[j - 1].text == ")":
            j -= 1
            while j and self.tokens[j].text != "(":
                j -= 1
            if j and self.tokens[j - 1].norm in ("'s", "'"):
                j -= 1
        for first in range(max(0, j - 9), j):
            hit = self.local.match(self.tokens, first, j)
            if hit is not None and hit[0] == j:
                return hit[1]
        return None

    def _agency_after(self, end: int) -> str | None:
        j = end
        if j < len(self.tokens) and self.tokens[j].text == "(":
            while j < len(self.tokens) and self.tokens[j].text != ")":
                j += 1
            j += 1
        if j + 1 < len(self.tokens) and self.tokens[j].norm in ("of", "for", "at"):
            j += 2 if self.tokens[j + 1].norm == "the" else 1
            hit = self.local.match(self.tokens, j, len(self.tokens)) if j < len(self.tokens) else None
            return hit[1] if hit else None
        if j > end and j + 1 < len(self.tokens) and self.tokens[j].text == ",":
            hit = self.local.match(self.tokens, j + 1, len(self.tokens))
            return hit[1] if hit is not None and not self._listed(hit[0]) else None
        return None

    def _listed(self, j: int) -> bool:
        """Whether a list goes on at ``j``, after a name and its abbreviation."""
        if j < len(self.tokens) and self.tokens[j].text == "(":
            while j < len(self.tokens) and self.tokens[j].text != ")":
                j += 1
            j += 1
        if j + 1 < len(self.tokens) and self.tokens[j].text == ",":
            return self.tokens[j + 1].norm in ("and", "or") or self.tokens[j + 1].capital
        return j < len(self.tokens) and self.tokens[j].norm in ("and", "or")

    def _discovered(self, end: int, acronym: str) -> str | None:
        start = self._inspector_before(end) if acronym.endswith(("/IG", "-IG")) else -1
        if start < 0:
            start = _long_form(self.tokens, end, acronym)
        if start < 0:
            return None
        while start < end and self.tokens[start].norm in _SMALL:
            start += 1
        start = self._head_before(start)
        words = self.tokens[start:end]
        if not words or (len(words) == 1 and len(words[0].text) <= len(acronym)):
            return None
        label = " ".join(t.surface for t in words).replace(" 's", "'s").replace(" ,", ",")
        kind = self._kind(words, end)
        key = f"{kind}:{slug(label)}"
        self.labels.define(key, kind, label)
        if words[0].capital:
            self.local.add(tuple(t.surface for t in words), key)
        return key

    def _head_before(self, start: int) -> int:
        """Where a name begins whose abbreviation leaves its head out: "Division of Risk Control (RC)"."""
        first = start - 2
        if first >= 0 and self.tokens[start].capital and self.tokens[start - 1].norm in ("of", "for"):
            head = self.tokens[first]
            if head.capital and head.text in _CLIPPED and head.text in self.words.organisation_heads:
                return first
        return start

    def _inspector_before(self, end: int) -> int:
        """Where "Inspector General of Air Combat Command" begins before "(ACC/IG)", or -1."""
        for i in range(end - 1, max(-1, end - 10), -1):
            if self.tokens[i].text in "().;:—":
                return -1
            if self.tokens[i].text == "Inspector" and i + 1 < end and self.tokens[i + 1].text == "General":
                return self._capitals_before(i) if i + 2 == end else i  # "Northern Command Inspector General (NC/IG)"
        return -1

    def _capitals_before(self, first: int) -> int:
        """Where the run of capitalised words that ends before token ``first`` begins; "the" ends it."""
        while first > 0 and self.tokens[first - 1].capital and self.tokens[first - 1].norm != "the":
            first -= 1
        return first

    def _kind(self, words: list[Token], end: int) -> str:
        capital = [t for t in words if t.norm not in _SMALL and t.norm not in ("'s", "'", "–", "-", "—", ",")]
        cut = next((n for n, t in enumerate(words) if n and t.norm in ("of", "for", "on")), len(words))
        head = words[cut - 1]
        if head.norm in self.words.roles and "Inspector" not in [t.text for t in words] and head.text not in self.words.organisation_heads:
            return "group"
        if not all(t.capital for t in capital):
            return "common"
        if (
            head.norm in self.words.instruments
            and head.text not in ("Office", "Bureau", "Division")
            and head.text not in self.words.organisation_heads
        ):
            return "instrument"
        if head.text in ("Act", "Plan", "Rule", "Order", "Policy", "System", "Agreement", "Fund") and head.text != "Fund":
            return "instrument"
        return "agency"
