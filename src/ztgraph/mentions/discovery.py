"""Names that the lexicon lacks: what kind a run of capitalised words is, and the short forms by which it comes again."""

from __future__ import annotations

from typing import Final

from ztgraph.identity import slug
from ztgraph.language import closed
from ztgraph.language.morphology import ADJECTIVE, ING, NOUN, PLURAL, analyse
from ztgraph.language.morphology import known as known_word
from ztgraph.language.sentences import Sentence
from ztgraph.language.units import Name
from ztgraph.mentions.runs import Runs
from ztgraph.mentions.titles import is_acronym

_INSTRUMENT_NAMES: Final = frozenset(
    """
 Act Acts Order Orders Program Policy Policies Plan Rule Rules Agreement Agreements Initiative Code Treaty Convention Directive
 Memorandum Report Statement Letter Amendment Protocol Protocols Strategy Framework Standard Standards Regulation Regulations
 Handbook Manual Guide Guidelines Resolution Decree System Charter Constitution Bulletin Circular Instruction Notice Accord Accords
 Statute Ordinance Bill Budget Roadmap Pledge Compact""".split()
)
# Heads of names that are bodies of their own inside a longer name: "Kent County" in "Kent County Council".
_BODIES: Final = frozenset(
    """
 County City State Town Township Borough Village Parish District Department University College School Company Corp Corp. Inc.
 Corporation Bank Council Court Police Government Kingdom Republic Nation Commonwealth Province Army Navy Force Hospital""".split()
)
# First words that make what follows the name of an establishment: "Embassy Castellane", "HMP Thornley".
_LED: Final = frozenset({"Embassy", "Consulate", "HMP", "HMYOI", "FCI", "USP", "FMC", "MDC", "RAF", "USS", "Mission"})
_PARTS_OF_LAW: Final = frozenset("Section Sections Title Chapter Article Part Subpart Paragraph Regulation Rule".split())
# What begins and what heads the names of military posts.
_SERVICES: Final = frozenset({"Naval", "Joint", "Marine", "Army", "Coast", "Air", "Space", "Submarine"})
_POSTS: Final = frozenset({"Station", "Base", "Depot", "Arsenal", "Shipyard", "Garrison"})
# First words of the names of places.
_TOPONYMS: Final = frozenset({"Fort", "Mount", "Lake", "El", "San", "Santa", "Los", "Las", "Cape", "Rio", "Camp", "Port"})
# Last words of the names of places.
_WATERS: Final = frozenset(
    """Creek River Lake Bay Island Islands Mountain Mountains Valley Road Street Avenue Boulevard Highway Beach Canyon Falls
 Peninsula Strait Sea Ocean""".split()
)
_LOCATIVE: Final = frozenset({"in", "near", "at", "outside", "around", "through", "from"})
_FIRMS: Final = frozenset(
    """firm company contractor subcontractor vendor supplier consultancy startup nonprofit charity newspaper lender bank insurer
 manufacturer
 brokerage retailer hospital clinic school university laboratory agency group organization business shipyard airline carrier""".split()
)
_ORDINALS: Final = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth eleventh".split())


class Discovery(Runs):
    """Decides by head word, title, given name and context what a run names."""

    def _run(self, i: int, sentence: Sentence) -> Name | None:
        """A name made of capitalised words from token ``i`` on, or ``None``."""
        ordinal = self._ordinal(i, sentence)
        if (
            (self.tokens[i].norm in closed.NUMBER_WORDS and not ordinal)
            or not (self._capital(i) or ordinal)
            or (i == sentence.first and not ordinal and not self._starts_name(i, sentence))
        ):
            return None
        end = self._run_end(i, sentence.last)
        kind, key = self._classify(i, end, sentence)
        if not kind or (ordinal and kind not in ("agency", "instrument")):
            return None
        label = (
            " ".join(t.surface for t in self.tokens[i:end]).replace(" 's", "'s").replace(" '", "'").replace(" ,", ",").replace(" - ", "-")
        )
        if kind == "person" and label.isupper() and len(label) > 3:
            label = label.title()
        if kind == "person" and end - i == 1 and len(label.rstrip(".")) == 1 and i:
            label = f"{self.tokens[i - 1].surface} {label}"
        if key is None:
            key = f"{kind}:{slug(label)}"
        return Name(i, end, kind, key, label)

    def _ordinal(self, i: int, sentence: Sentence) -> bool:
        """Whether an ordinal begins a name: "Fifth Circuit", "the 411th Maintenance Group"; in digits only before that of a body."""
        if i + 1 >= sentence.last or not self._capital(i + 1):
            return False
        if self.tokens[i].norm in _ORDINALS:
            return i > sentence.first
        if not self.tokens[i].text[0].isdigit():
            return False
        end = self._run_end(i + 1, sentence.last)
        return self.tokens[end - 1].text in self.words.organisation_heads and self.tokens[end - 1].text not in ("City", "House", "Congress")

    def _classify(self, i: int, end: int, sentence: Sentence) -> tuple[str, str | None]:
        """The kind of a run, and its key where it is a known short form."""
        words = [t.text for t in self.tokens[i:end]]
        joined = " ".join(words)
        if len(words) == 1:
            return self._classify_single(i, end)
        if words[0] in _PARTS_OF_LAW and words[1][0].isdigit():
            return "instrument", None
        if words[-1] in ("Act", "Acts") and words[0] not in self.words.organisation_heads:
            return "instrument", None
        if len(words) == 2 and words[0] in ("Troop", "Company", "Battery", "Squadron") and len(words[1]) == 1:
            return "agency", None  # "Troop E"
        if words[0] in _LED and not any(w in self.words.organisation_heads for w in words[1:]):
            return "agency", None
        if joined in self.short and self.tokens[i - 1].norm not in _LOCATIVE:
            return "agency", self.short[joined]
        cut = next((n for n, w in enumerate(words) if n and w.lower() in ("of", "for", "on", "to", "in")), len(words))
        head = words[cut - 1] if cut else words[0]
        if head[0].isdigit() and cut > 1:
            head = next((w for w in reversed(words[:cut]) if not w[0].isdigit()), head)
        if (
            words[0] in self.words.given
            and len(words) <= 4
            and (head not in self.words.organisation_heads or known_word(head.lower()) is False)
        ):
            return "person", None
        if (
            head.lower() in self.words.roles
            and head not in self.words.organisation_heads
            and cut == len(words)
            and words[0] not in self.words.given
            and not any(w in self.words.organisation_heads for w in words)
            and not (len(words) == 2 and self._titled(i))  # "Chairman Otto Teller"
        ):
            return "title", " ".join(words)
        singular = analyse(head.lower())
        if singular.pos & PLURAL and singular.noun in self.words.roles and head not in self.words.organisation_heads and cut == len(words):
            if not known_word(words[0].lower()) and words[0].isalpha() and self.words.places.match(self.tokens, i, end) is None:
                return "agency", None  # "Argent Couriers"
            return "", None  # "U.S. Attorneys": people named by their role
        if words[-1] in self.words.surnames_like_bodies and cut == len(words) == 2 and self._titled(i):
            return "person", None  # "Lt. Col. Bryce Hall"
        if words[-2:] == ["Health", "Plan"] and len(words) > 2:
            return "agency", None
        if head in self.words.organisation_heads and head.lower() not in ("act", "program", "plan", "order"):
            return "agency", None
        if head == "Initiative" and len(words) > 1 and words[0].isalpha() and not known_word(words[0].lower()):
            return "agency", None  # "Rockford Youth Initiative"
        if head in _INSTRUMENT_NAMES or (
            head.lower() in self.words.instruments and all(known_word(w.lower()) or w[0].isdigit() or is_acronym(w) for w in words)
        ):
            return "instrument", None
        if any(w in self.words.organisation_heads for w in words[:-1]) and cut == len(words) and len(words) > 2:
            return "agency", None
        if words[0] in _SERVICES and any(w in _POSTS for w in words[1:]):
            return "agency", None  # "Naval Station Norfolk"
        if words[-1] in self.words.states and all(known_word(w.lower()) for w in words[:-1]) and words[0] not in self.words.generic_firsts:
            return "agency", None  # "Parks Canada"
        if any(w == "&" for w in words):
            return "agency", None
        if all(w.isupper() and len(w) > 1 and not w.endswith(".") for w in words):
            return ("person" if 2 <= len(words) <= 4 and words[0].title() in self.words.given and len(words[-1]) > 3 else "agency"), None
        before = self.tokens[i - 1] if i else None
        marked = len(words) == 2 and is_acronym(words[1]) and len(words[1]) == 3 and words[0] not in self.words.given
        if marked and not self._person_before(before):
            return "agency", None  # "Palmora GBA"
        if words[-1] in _WATERS and cut == len(words) and not self._person_before(before):
            return "place", None
        if words[0] in _TOPONYMS and cut == len(words) and not self._person_before(before):
            return "place", None
        if self._person_before(before) or any(len(w) == 2 and w[1] == "." for w in words) or words[-1] in ("Jr.", "Sr.", "III", "II"):
            return "person", None
        if self._apposed_to_body(i, end) and words[0] not in self.words.given:
            return "agency", None
        if 2 <= len(words) <= 3 and cut == len(words) and self._apposed_to_role(i, end) and words[-1] not in self.words.organisation_heads:
            return "person", None
        after = self.tokens[end] if end < len(self.tokens) else None
        if after is not None and after.text == "(" and end + 1 < len(self.tokens) and is_acronym(self.tokens[end + 1].text):
            return "agency", None
        if (
            after is not None
            and after.text == ","
            and end + 1 < len(self.tokens)
            and (self.tokens[end + 1].norm.isdigit() and len(self.tokens[end + 1].norm) == 2)
        ):
            return "person", None
        trade = len(words) == 2 and words[1].endswith("ing") and words[1] not in self.words.surnames_like_verbs
        if trade and cut == 2 and analyse(words[1].lower()).pos & ING:
            return "agency", None  # "Benton Stamping"
        if all(known_word(w.lower()) for w in words):
            return "agency" if len(words) > 1 else "name", None
        if known_word(words[-1].lower()) and analyse(words[-1].lower()).pos & (NOUN | PLURAL) and len(words) > 1 and not joined.isupper():
            return "agency", None
        if words[-1].lower().endswith(("corp.", "inc.", "co.", "ltd.")):
            return "agency", None
        return ("person" if len(words) in (2, 3) else "name"), None

    def _classify_single(self, i: int, end: int) -> tuple[str, str | None]:
        text = self.tokens[i].surface
        if text in self.surnames:
            return "person", self.surnames[text]
        if text in self.short:
            return "agency", self.short[text]
        if text.isupper() and text.title() in self.surnames:
            return "person", self.surnames[text.title()]
        before = self.tokens[i - 1] if i else None
        if before is not None and (before.capital or before.text in (",", "and")) and text not in self.short and self._listed_person(i):
            return "person", None
        if is_acronym(text) and not (before is not None and before.text in self.words.honorifics and len(text) > 2):
            return "agency", None
        if text in self.firsts and ((before is not None and before.text in self.words.honorifics) or text in self.words.given):
            return "person", self.firsts[text]
        if before is not None and before.capital and (self._person_before(before) or before.text in self.words.honorifics):
            return "person", None
        if (
            text in self.words.organisation_heads
            or text.lower() in self.words.instruments
            or self.words.titles.match(self.tokens, i, end) is not None
            or (known_word(text.lower()) and self._common_capital(text))
        ):
            return "", None
        return "name", None

    def _titled(self, i: int) -> bool:
        """Whether a capitalised title stands right before token ``i``."""
        before = self.tokens[i - 1]
        return i > 0 and before.capital and (before.text in self.words.honorifics or self._person_before(before))

    def _apposed_to_role(self, i: int, end: int) -> bool:
        """Whether a run stands between commas after a role: "the union's president, Dee Marsh, …"."""
        if i < 3 or end >= len(self.tokens) or self.tokens[i - 1].text != "," or self.tokens[end].text not in (",", "."):
            return False
        return self.tokens[i - 2].norm in self.words.roles and not self.tokens[i - 2].capital

    def _apposed_to_body(self, i: int, end: int) -> bool:
        """Whether a run stands between commas after "a firm" and the like: "hired a law firm, Moss Hadley, to …"."""
        if i < 3 or end >= len(self.tokens) or self.tokens[i - 1].text != "," or self.tokens[end].text not in (",", "."):
            return False
        noun = self.tokens[i - 2]
        article = any(self.tokens[j].norm in ("a", "an") for j in range(max(0, i - 6), i - 2))
        return article and not noun.capital and noun.norm in _FIRMS

    def _listed_person(self, i: int) -> bool:
        """Whether a plural title reaches over "and" to a surname: "Senators Collins and Warner"."""
        j = i - 1
        while j >= 0 and j > i - 8 and (self.tokens[j].text in (",", "and") or self.tokens[j].capital):
            word = analyse(self.tokens[j].norm)
            if word.pos & PLURAL and word.noun in self.words.roles:
                return True
            j -= 1
        return False

    def _common_capital(self, text: str) -> bool:
        """A capitalised word that is a noun of English and no given name: "the Agreement", "the Board"."""
        return text not in self.words.given and bool(analyse(text.lower()).pos & (NOUN | PLURAL | ADJECTIVE))

    def _note_person(self, i: int, end: int, key: str) -> None:
        last = end - 1
        while last > i and self.tokens[last].text in ("Jr.", "Sr.", "II", "III", "IV"):
            last -= 1
        if end - i > 1 or key.startswith("person:"):
            name = self.tokens[last].surface
            self.surnames.setdefault(name.title() if name.isupper() and len(name) > 3 else name, key)
        if end - i > 1:
            self.firsts.setdefault(self.tokens[i].surface, key)

    def _note_agency(self, i: int, end: int, key: str) -> None:
        """The first word of a discovered organisation may stand for it: "Wexford" of "Wexford University"."""
        text = self.tokens[i].surface
        plain = text not in self.words.organisation_heads and not is_acronym(text) and self.words.places.match(self.tokens, i, end) is None
        if end - i > 1 and plain and text not in self.words.generic_firsts:
            self.short.setdefault(text, key)
        for cut in range(i + 2, end):
            if self._short_for(i, cut, end):
                self.short.setdefault(" ".join(t.surface for t in self.tokens[i:cut]), key)

    def _short_for(self, i: int, cut: int, end: int) -> bool:
        """Whether the words up to ``cut`` can stand for the whole name.

        "Merrow State" can for "Merrow State University", "Kent County" cannot for its council.
        """
        last, after = self.tokens[cut - 1], self.tokens[cut]
        if not self._capital(cut - 1) or self.words.places.match(self.tokens, i, cut) is not None or after.norm == "'s":
            return False
        if after.norm in ("of", "for", "on"):
            return last.text in self.words.organisation_heads
        return self._capital(cut) and (last.text not in _BODIES or after.text in ("University", "College"))
