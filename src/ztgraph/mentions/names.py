"""Finds the names of a document: curated actors, titles, persons, organisations and instruments that the lexicon lacks.

A left-to-right sweep with longest match. Discovery reads a run of capitalised words and decides by its head word ("… County", "Office of
…", "… Act"), by a title before it, by given names, and by an abbreviation that the text defines for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from ztgraph.identity import slug
from ztgraph.language import closed
from ztgraph.language.dates import MONTHS, WEEKDAYS
from ztgraph.language.morphology import ADJECTIVE, ADVERB, NOUN, PLURAL, analyse
from ztgraph.language.morphology import known as known_word
from ztgraph.language.sentences import Sentence
from ztgraph.language.tokens import Token
from ztgraph.language.units import Name
from ztgraph.mentions.gazetteer import Gazetteer, surface
from ztgraph.mentions.vocabulary import Vocabulary

_CLOSED = (
    closed.DETERMINERS | closed.POSSESSIVES | closed.PRONOUNS | closed.PREPOSITIONS | closed.COORDINATORS | closed.SUBORDINATORS | closed.QUESTIONS
    | closed.RELATIVES | closed.BE | closed.HAVE | closed.DO | closed.ADVERBS | closed.NEGATIONS | closed.DEMONSTRATIVES | frozenset({"to", "there", "former", "then"})
)  # fmt: skip
_PARTICLES = frozenset("de la del van von der al bin ibn da di du le el".split())
_INNER = frozenset({"of", "for", "on", "and", "the", "&", "in", "to", "with"})
_DIVISIONS = frozenset({"Region", "District", "Division", "Sector", "Area", "Local", "Ward", "Precinct", "Troop", "Zone"})
_ROMAN = frozenset({"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"})
_INSTRUMENT_NAMES = frozenset(
    """Act Acts Order Orders Program Policy Policies Plan Rule Rules Agreement Agreements Initiative Code Treaty Convention Directive Memorandum Report Statement Letter
 Amendment Protocol Protocols Strategy Framework Standard Standards Regulation Regulations Handbook Manual Guide Guidelines Resolution Decree System Charter Constitution Bulletin
 Circular Instruction Notice Accord Accords Statute Ordinance Bill Budget Roadmap Pledge Compact""".split()
)
# Heads of names that are bodies of their own inside a longer name: "Kent County" in "Kent County Council".
_BODIES = frozenset(
    """County City State Town Township Borough Village Parish District Department University College School Company Corp Corp. Inc. Corporation Bank Council Court Police
 Government Kingdom Republic Nation Commonwealth Province Army Navy Force Hospital""".split()
)
# First words that make what follows the name of an establishment: "Embassy Castellane", "HMP Thornley".
_LED = frozenset({"Embassy", "Consulate", "HMP", "HMYOI", "FCI", "USP", "FMC", "MDC", "RAF", "USS", "Mission"})
# First words of the names of places.
_TOPONYMS = frozenset({"Fort", "Mount", "Lake", "El", "San", "Santa", "Los", "Las", "Cape", "Rio", "Camp", "Port"})
_LOCATIVE = frozenset({"in", "near", "at", "outside", "around", "through", "from"})
_ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth eleventh".split())


def is_acronym(text: str) -> bool:
    """Whether a token is written like an abbreviation: OIG, USDA, FinCEN, U.S.-free."""
    capitals = sum(c.isupper() for c in text)
    return capitals >= 2 and text[0].isupper() and len(text) <= 9 and capitals * 2 >= len(text) - text.count("-") and not text.endswith(".")


class NameFinder:
    """Finds the names of one document. ``local`` holds the abbreviations and short names that it defines."""

    def __init__(self, tokens: Sequence[Token], words: Vocabulary, local: Gazetteer, labels: dict[str, tuple[str, str]]) -> None:
        self.tokens, self.words, self.local = tokens, words, local
        self.labels = labels  # key → (kind, label) of what is defined or discovered
        self.surnames: dict[str, str] = {}
        self.short: dict[str, str] = {}
        self.firsts: dict[str, str] = {}

    def find(self, sentences: Sequence[Sentence]) -> dict[int, Name]:
        """All names by the index of their first token."""
        found: dict[int, Name] = {}
        for sentence in sentences:
            if sentence.heading:
                continue
            i, previous = sentence.first, None
            while i < sentence.last:
                name = self._at(i, sentence, previous)
                if name is None:
                    previous = None if self.tokens[i].text not in "(“\"" else previous
                    i += 1
                else:
                    found[name.first] = name
                    previous, i = name, name.last
        return found

    def _at(self, i: int, sentence: Sentence, previous: Name | None) -> Name | None:
        token = self.tokens[i]
        first = token.text[0]
        if not (first.isupper() or (first.isdigit() and token.norm[-2:] in ("st", "nd", "rd", "th")) or first.islower()):
            return None
        known = self.local.match(self.tokens, i, sentence.last) or self._plural_department(i, sentence, previous)
        if first.islower():
            return self._known(i, known) if known and known[0] - i > 1 else None
        title = self._title(i, sentence.last)
        if title is not None and title[0] == i + 1 and token.text != title[1] and not self._follows_name(title[0]):
            title = None  # "the U.S. Attorneys": people named by their role
        if title is not None and (known is None or title[0] > known[0]) and not (i == sentence.first and title[0] == i + 1 and not self._follows_name(title[0])):
            return Name(i, title[0], "title", title[1], title[1])
        if known is None and token.norm in self.words.roles and self._bare_role(i, sentence):
            return Name(i, i + 1, "title", token.text, token.text)
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

    def _bare_role(self, i: int, sentence: Sentence) -> bool:
        """Whether a capitalised role noun stands before a person's name: "Plaintiff Noor Haddad"."""
        token = self.tokens[i]
        if token.text in self.words.organisation_heads or i + 1 >= sentence.last or not self._capital(i + 1) or token.text in self.words.given:
            return False
        after = self.tokens[i + 1].text
        return after in self.words.given or after in self.surnames or (not known_word(after.lower()) and not is_acronym(after) and self.local.match(self.tokens, i + 1, sentence.last) is None)

    def _accept(self, run: Name) -> Name:
        """Take a discovered name into the document's own vocabulary."""
        self.labels.setdefault(run.key, (run.kind, run.label))
        if run.kind == "person":
            self._note_person(run.first, run.last, run.key)
        elif run.kind == "agency":
            self._note_agency(run.first, run.last, run.key)
        return run._replace(last=self._past_definition(run.last, run.key), label=self.labels[run.key][1])

    def _title(self, i: int, last: int) -> tuple[int, str] | None:
        """A title with its prefixes ("Deputy Assistant Director"): (end, the longest curated title in it)."""
        best, j = None, i
        while j < last:
            hit = self.words.titles.match(self.tokens, j, last) or self._loud_title(j, last)
            if hit is not None and best is not None and self.tokens[j - 1].text.isupper() and len(self.tokens[j - 1].text) > 4 and not self.tokens[j].text.isupper():
                break
            if hit is not None:
                best = hit if best is None or hit[0] > best[0] else best
                j = hit[0]
            elif j > i and self.tokens[j].norm == "in" and j + 1 < last and self.tokens[j + 1].text == "Charge":
                j += 2
                best = (j, best[1]) if best else None
            elif self.tokens[j].text in self.words.prefixes and self.tokens[j].text[0].isupper():
                j += 1
            else:
                break
        if best is None or self._tail_of_name(best[0]):
            return None
        return best

    def _loud_title(self, j: int, last: int) -> tuple[int, str] | None:
        """A title in capitals: "STATEMENT OF DANA WHITCOMBE, INSPECTOR GENERAL"."""
        if not (self.tokens[j].text.isupper() and len(self.tokens[j].text) > 4):
            return None
        row = [Token(t.start, t.end, t.text.title() if t.text.isupper() and len(t.text) > 3 else t.text, t.norm) for t in self.tokens[j : min(j + 6, last)]]
        hit = self.words.titles.match(row, 0, len(row))
        return (j + hit[0], hit[1]) if hit is not None and all(t.text.isupper() for t in self.tokens[j : j + hit[0]]) else None

    def _follows_name(self, i: int) -> bool:
        return i < len(self.tokens) and self._capital(i)

    def _plural_department(self, i: int, sentence: Sentence, previous: Name | None) -> tuple[int, str] | None:
        """ "the Departments of Justice and Labor": each is a department of its own."""
        token = self.tokens[i]
        if token.text == "Departments" and i + 2 < sentence.last and self.tokens[i + 1].norm == "of":
            start = i + 2 if self.tokens[i + 2].norm != "the" else i + 3
        elif token.text[0].isupper() and self._after_departments(i, sentence.first):
            start = i
        else:
            return None
        for prefix in (("Department", "of"), ("Department", "of", "the")):
            head = [Token(0, 0, word, word.lower()) for word in prefix]
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
            if not (self.tokens[j].text[0].isupper() or self.tokens[j].norm in ("and", ",", "of", "or", "the", "(", ")")):
                return False
            j -= 1
        return False

    def _tail_of_name(self, end: int) -> bool:
        """Whether a title goes on as the name of an office: "Attorney General's Office"."""
        return end + 1 < len(self.tokens) and self.tokens[end].norm == "'s" and self.tokens[end + 1].text in self.words.possessor_tails

    def _extends(self, known: tuple[int, str], run: Name) -> bool:
        """Whether a discovered run is a name of its own rather than a known name with more words after it."""
        rest = self.tokens[known[0] : run.last]
        return run.kind in ("agency", "instrument") and rest[0].norm in ("of", "for") or (run.kind == "agency" and any(t.text in self.words.organisation_heads for t in rest[-1:]) and len(rest) <= 3)

    def _known(self, i: int, known: tuple[int, str]) -> Name:
        end, key = known
        kind, label = self.labels.get(key, ("agency", key))
        if kind == "agency" and end + 1 < len(self.tokens) and self.tokens[end].text in _DIVISIONS and (self.tokens[end + 1].text.isdigit() or self.tokens[end + 1].text in _ROMAN):
            words = " ".join(surface(t) for t in self.tokens[i : end + 2])
            self.labels.setdefault(f"agency:{slug(words)}", ("agency", words))
            return Name(i, end + 2, "agency", f"agency:{slug(words)}", words)
        return Name(i, self._past_definition(end, key), kind, key, label)

    def _past_definition(self, end: int, key: str) -> int:
        """The end of a name, a parenthesis that defines its abbreviation included."""
        if end + 1 < len(self.tokens) and self.tokens[end].text == "(":
            inside = end + 1
            while inside < len(self.tokens) and self.tokens[inside].text in "\"“‘'" or self.tokens[inside].norm in ("the", "hereinafter", "or", ","):
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

    # --- discovery -------------------------------------------------------------------------------------------------------------------

    def _run(self, i: int, sentence: Sentence) -> Name | None:
        """A name made of capitalised words from token ``i`` on, or ``None``."""
        ordinal = self.tokens[i].norm in _ORDINALS and i > sentence.first and i + 1 < sentence.last and self._capital(i + 1)
        if (self.tokens[i].norm in closed.NUMBER_WORDS and not ordinal) or not self._capital(i) or (i == sentence.first and not self._starts_name(i, sentence)):
            return None
        end = self._run_end(i, sentence.last)
        kind, key = self._classify(i, end, sentence)
        if not kind:
            return None
        label = " ".join(surface(t) for t in self.tokens[i:end]).replace(" 's", "'s").replace(" '", "'").replace(" ,", ",")
        if kind == "person" and label.isupper() and len(label) > 3:
            label = label.title()
        if kind == "person" and end - i == 1 and len(label.rstrip(".")) == 1 and i:
            label = f"{surface(self.tokens[i - 1])} {label}"
        if key is None:
            key = f"{kind}:{slug(label)}"
        return Name(i, end, kind, key, label)

    def _capital(self, i: int) -> bool:
        token = self.tokens[i]
        return token.text[0].isupper() and not (token.norm in _CLOSED and (token.norm in _INNER or not is_acronym(token.text))) and token.norm not in WEEKDAYS and token.norm not in MONTHS

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
            return i + 2 < sentence.last and token.text in self.words.organisation_heads and self.tokens[i + 1].norm in ("of", "for") and self._capital(i + 2)
        return not word.pos & (ADVERB | ADJECTIVE) or bool(word.pos & (NOUN | PLURAL)) and not word.pos & ADVERB

    def _run_end(self, i: int, last: int) -> int:
        """The end of the run of capitalised words that begins at ``i``, inner small words included."""
        headed = self.tokens[i].text in self.words.organisation_heads
        j = i + 1
        while j < last:
            token = self.tokens[j]
            if self._capital(j) and not (self.tokens[j - 1].text[-1] in ",;"):
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
        return known is not None and not linked and (is_acronym(self.tokens[j].text) or known[0] - j > 1)

    def _inner(self, i: int, j: int, last: int, headed: bool) -> int:
        """How many tokens a small word and what it links to add to the run: "of the", "and" before a common noun, "'s" before "Office"."""
        token, norm = self.tokens[j], self.tokens[j].norm
        after = j + 1 if j + 1 < last else -1
        if after < 0:
            return 0
        if norm in ("'s", "'") and self.tokens[j - 1].text in self.words.possessor_heads and self.tokens[after].text in self.words.possessor_tails:
            return 2
        if norm == "&" and self._capital(after):
            return 2
        if norm.isdigit() and self.tokens[j - 1].norm in self.words.instruments | {"title", "no.", "order", "section", "chapter", "proposition"}:
            return 1
        if token.text[0].isdigit() and self.tokens[j - 1].norm in ("order", "statement", "letter", "no.", "no", "title", "directive", "bulletin", "circular", "rule", "policy", "regulation", "memorandum", "form", "instruction", "district", "ward", "local"):
            return 1
        if norm in _PARTICLES and self._capital(after) and not headed:
            return 2
        if norm == "and" and self._common(after) and self.tokens[j - 1].text not in self.words.organisation_heads and self._common(j - 1) and self._headed_after(after, last):
            return 2
        if not headed:
            return 2 if norm == "of" and self._capital(after) and self.tokens[j - 1].norm in ("university", "bank", "secretary", "port", "city", "state") else 0
        if norm in ("of", "for", "on", "to", "in") and not (norm in ("to", "in", "on") and j - i > 1 and self.tokens[j - 1].text not in self.words.organisation_heads):
            board = norm == "on" and self.tokens[j - 1].text in ("Committee", "Subcommittee", "Commission", "Council", "Panel", "Inquiry", "Conference")
            if norm in ("on", "in", "to") and not board and self.tokens[i].text not in ("Committee", "Subcommittee", "Commission", "Council", "Panel", "Office", "Center", "Institute", "Select", "Senate", "House", "Permanent", "President's"):
                return 0
            if norm == "of" and j - i >= 2 and self._owned(after, last):
                return 0
            if self._capital(after):
                return 2
            if self.tokens[after].norm == "the" and after + 1 < last and self._capital(after + 1):
                return 3
            return 0
        if norm == "and" and self.tokens[after].norm == "the" and after + 1 < last and self._common(after + 1) and self.tokens[i].text in ("Committee", "Subcommittee", "Commission", "Council", "Office"):
            return 3
        if norm == "and" and self._common(after) and any(t.norm in ("of", "for", "on") for t in self.tokens[i:j]) and self._names_field(i, j, after, last):
            return 2
        if norm == "," and self._common(after) and any(t.norm in ("of", "for", "on") for t in self.tokens[i:j]) and self._list_closes(after, last):
            return 2
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
        return j - i >= 2 and self.tokens[j - 1].text in self.words.organisation_heads and self.tokens[j - 1].text not in ("Services", "Affairs")

    def _headed_after(self, i: int, last: int) -> bool:
        """Whether capitalised words from ``i`` on end in the head of an organisation: "Fish and Wildlife Service"."""
        j = i
        while j < last and j < i + 4 and self._capital(j):
            if self.tokens[j].text in self.words.organisation_heads and j > i:
                return True
            j += 1
        return False

    def _common(self, i: int) -> bool:
        """Whether a capitalised word is a common noun of English, as in "Office of Planning and Budget"."""
        return self._capital(i) and not is_acronym(self.tokens[i].text) and known_word(self.tokens[i].norm) and self.tokens[i].text not in self.words.given

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

    def _classify(self, i: int, end: int, sentence: Sentence) -> tuple[str, str | None]:
        """The kind of a run, and its key where it is a known short form."""
        words = [t.text for t in self.tokens[i:end]]
        joined = " ".join(words)
        if len(words) == 1:
            return self._classify_single(i, end)
        if words[0] in _LED and not any(w in self.words.organisation_heads for w in words[1:]):
            return "agency", None
        if joined in self.short and self.tokens[i - 1].norm not in _LOCATIVE:
            return "agency", self.short[joined]
        cut = next((n for n, w in enumerate(words) if n and w.lower() in ("of", "for", "on", "to", "in")), len(words))
        head = words[cut - 1] if cut else words[0]
        if head[0].isdigit() and cut > 1:
            head = next((w for w in reversed(words[:cut]) if not w[0].isdigit()), head)
        if words[0] in self.words.given and len(words) <= 4 and (head not in self.words.organisation_heads or known_word(head.lower()) is False):
            return "person", None
        if head.lower() in self.words.roles and head not in self.words.organisation_heads and cut == len(words) and words[0] not in self.words.given and not any(w in self.words.organisation_heads for w in words):
            return "title", " ".join(words)
        singular = analyse(head.lower())
        if singular.pos & PLURAL and singular.noun in self.words.roles and head not in self.words.organisation_heads and cut == len(words):
            return "", None  # "U.S. Attorneys": people named by their role
        if head in self.words.organisation_heads and head.lower() not in ("act", "program", "plan", "order"):
            return "agency", None
        if head in _INSTRUMENT_NAMES or (head.lower() in self.words.instruments and all(known_word(w.lower()) or w[0].isdigit() or is_acronym(w) for w in words)):
            return "instrument", None
        if any(w in self.words.organisation_heads for w in words[:-1]) and cut == len(words) and len(words) > 2:
            return "agency", None
        if any(w == "&" for w in words):
            return "agency", None
        if all(w.isupper() and len(w) > 1 and not w.endswith(".") for w in words):
            return ("person" if 2 <= len(words) <= 4 and words[0].title() in self.words.given and len(words[-1]) > 3 else "agency"), None
        before = self.tokens[i - 1] if i else None
        if words[0] in _TOPONYMS and cut == len(words) and not self._person_before(before):
            return "place", None
        if self._person_before(before) or any(len(w) == 2 and w[1] == "." for w in words) or words[-1] in ("Jr.", "Sr.", "III", "II"):
            return "person", None
        after = self.tokens[end] if end < len(self.tokens) else None
        if after is not None and after.text == "(" and end + 1 < len(self.tokens) and is_acronym(self.tokens[end + 1].text):
            return "agency", None
        if after is not None and after.text == "," and end + 1 < len(self.tokens) and (self.tokens[end + 1].norm.isdigit() and len(self.tokens[end + 1].norm) == 2):
            return "person", None
        if all(known_word(w.lower()) for w in words):
            return "agency" if len(words) > 1 else "name", None
        if known_word(words[-1].lower()) and analyse(words[-1].lower()).pos & (NOUN | PLURAL) and len(words) > 1 and not joined.isupper():
            return "agency", None
        if words[-1].lower().endswith(("corp.", "inc.", "co.", "ltd.")):
            return "agency", None
        return ("person" if len(words) in (2, 3) else "name"), None

    def _person_before(self, token: Token | None) -> bool:
        """Whether a title or a role noun stands right before."""
        if token is None:
            return False
        return token.norm in self.words.roles or token.norm.rstrip(".") in ("mr", "mrs", "ms", "dr", "judge", "justice", "senator", "sen", "rep", "gov", "chairman", "sheriff", "president", "secretary")

    def _classify_single(self, i: int, end: int) -> tuple[str, str | None]:
        text = surface(self.tokens[i])
        if text in self.surnames:
            return "person", self.surnames[text]
        if text in self.short:
            return "agency", self.short[text]
        if text.isupper() and text.title() in self.surnames:
            return "person", self.surnames[text.title()]
        before = self.tokens[i - 1] if i else None
        if is_acronym(text) and not (before is not None and before.text in self.words.honorifics and len(text) > 2):
            return "agency", None
        if text in self.firsts and (before is not None and before.text in self.words.honorifics or text in self.words.given):
            return "person", self.firsts[text]
        if before is not None and before.text[0].isupper() and (self._person_before(before) or before.text in self.words.honorifics):
            return "person", None
        if text in self.words.organisation_heads or self.words.titles.match(self.tokens, i, end) is not None or (known_word(text.lower()) and self._common_capital(text)):
            return "", None
        return "name", None

    def _common_capital(self, text: str) -> bool:
        """A capitalised word that is a noun of English and no given name: "the Agreement", "the Board"."""
        return text not in self.words.given and bool(analyse(text.lower()).pos & (NOUN | PLURAL | ADJECTIVE))

    def _note_person(self, i: int, end: int, key: str) -> None:
        last = end - 1
        while last > i and self.tokens[last].text in ("Jr.", "Sr.", "II", "III", "IV"):
            last -= 1
        if end - i > 1 or key.startswith("person:"):
            name = surface(self.tokens[last])
            self.surnames.setdefault(name.title() if name.isupper() and len(name) > 3 else name, key)
        if end - i > 1:
            self.firsts.setdefault(surface(self.tokens[i]), key)

    def _note_agency(self, i: int, end: int, key: str) -> None:
        """The first word of a discovered organisation may stand for it: "Wexford" of "Wexford University"."""
        text = surface(self.tokens[i])
        plain = text not in self.words.organisation_heads and not is_acronym(text) and self.words.places.match(self.tokens, i, end) is None
        if end - i > 1 and plain and text not in self.words.generic_firsts:
            self.short.setdefault(text, key)
        for cut in range(i + 2, end):
            if self._short_for(i, cut, end):
                self.short.setdefault(" ".join(surface(t) for t in self.tokens[i:cut]), key)

    def _short_for(self, i: int, cut: int, end: int) -> bool:
        """Whether the words up to ``cut`` can stand for the whole name: "Merrow State" of "Merrow State University", not "Kent County" of a council."""
        last, after = self.tokens[cut - 1], self.tokens[cut]
        if not self._capital(cut - 1) or self.words.places.match(self.tokens, i, cut) is not None or after.norm == "'s":
            return False
        if after.norm in ("of", "for", "on"):
            return last.text in self.words.organisation_heads
        return self._capital(cut) and (last.text not in _BODIES or after.text in ("University", "College"))
