"""The referents of one document: what was spoken of, under which forms, and when last."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Final

from ztgraph.language.trees import Phrase
from ztgraph.language.units import Unit
from ztgraph.mentions.forms import Forms
from ztgraph.mentions.labels import Labels
from ztgraph.mentions.vocabulary import Vocabulary
from ztgraph.model import Kind
from ztgraph.rules.objects import Rules

# Bodies that nobody calls an agency.
_WINDOW: Final = 300  # referents that are looked back at
_EARLY: Final = 300  # referents among which the author is looked for
_AUTHORS: Final = frozenset("auditor auditors ombudsman inspectorate committee comptroller commission panel court tribunal".split())
_OVERSEERS: Final = frozenset("auditor auditors ombudsman inspectorate comptroller".split())
_ACTS: Final = frozenset({"administration"})  # bodies in some phrases, acts in others
_ASKED: Final = frozenset({"asked", "requested", "directed", "tasked"})
_SELF: Final = frozenset({"office", "court", "inspectorate", "commission"})
_EXAMINING: Final = frozenset(
    "audited reviewed examined inspected evaluated assessed recommend recommended asked told informed briefed visited urge urged".split()
)
_AUDITS: Final = frozenset("audit review evaluation inspection fieldwork recommendation recommendations draft finding findings".split())
_OFFICERS: Final = ("auditor", "auditor general", "comptroller", "controller", "ombudsman")


def _heads_office(label: str) -> bool:
    """Whether a label is the capitalised title of an officer who audits: "State Auditor", "Comptroller and Auditor General"."""
    return label[:1].isupper() and " " in label and label.lower().endswith(_OFFICERS) and "deputy" not in label.lower()


class Referent:
    """One entity while the document is read. ``forms`` are its surface forms in order; ``last`` is where it was last mentioned."""

    __slots__ = (
        "actor",
        "aside",
        "body",
        "first",
        "forms",
        "heads",
        "key",
        "kind",
        "label",
        "last",
        "numbers",
        "plural",
        "roles",
        "said",
        "salience",
        "sex",
    )

    def __init__(self, key: str, kind: Kind, label: str, actor: str | None = None) -> None:
        self.key, self.kind, self.label, self.actor = key, kind, label, actor
        self.forms: dict[str, None] = {}  # a set that keeps its order
        self.heads: set[str] = set()
        self.roles: set[str] = set()
        self.body = ""  # of a person: the key of the organisation (of a lawyer: the client) that the text gives him or her
        self.sex = ""  # "f" or "m", where a pronoun has told it
        self.plural = False
        self.numbers: set[str] = set()  # by which it was counted
        self.first = 1 << 60
        self.last = -1
        self.aside = -2  # where it was last named in passing, as who says so ("…, the auditor observed, …")
        self.salience = 0
        self.said = (0, 0)  # the words that named or described it last (code points)

    def mention(self, forms: list[str]) -> None:
        """Add surface forms that are new."""
        for form in forms:
            if form:
                self.forms[form] = None


def _head_word(label: str) -> str:
    """The head noun of a name: "Office" of "Office of Inspector General", "Service" of "Fish and Wildlife Service"."""
    if "Inspector General" in label:
        return "office"
    words = label.split()
    cut = next((n for n, word in enumerate(words) if n and word in ("of", "for", "on")), len(words))
    return words[cut - 1].lower()


class Referents:
    """All referents of one document, the phrases resolved so far, and what the pronoun at hand is known to be."""

    def __init__(self, rules: Rules, words: Vocabulary, forms: Forms, labels: Labels, author: str | None) -> None:
        self.rules, self.words, self.forms, self.labels = rules, words, forms, labels
        self.referents: dict[str, Referent] = {}
        self.by_phrase: dict[int, Referent | None] = {}  # the phrases of the sentence, by id
        self.settled: dict[int, Referent | None] = {}  # those that are asked for at the end of the document
        self.antecedents: dict[int, tuple[int, int]] = {}  # by phrase, the words that a pronoun or description goes back to
        self.author_key = author
        self.examined: set[str] | None = None  # capitalised words for what "we" examined or advised; None while nobody wants to know
        self.audits = False  # whether the text speaks of "our audit" or "our recommendation"
        self.clients: dict[str, str] = {}  # by the key of a lawyer, that of the client
        self.asked: bool | None = None  # whether somebody asked the author for its work; None while nobody wants to know
        self.kept: list[Phrase] = []  # the phrases of the sentence, so that their ids are theirs
        self.pinned: list[Phrase] = []
        self.subjects: list[Referent] = []
        self.partitive = False  # whether the sentence begins with "Of the …"
        self.begin = 0  # where the sentence begins (code points)
        self.focus: list[Referent] = []  # the subjects of the first main clause of the sentence before
        self.recent: dict[str, Referent] = {}  # by key, what was mentioned last at the end
        self.named: dict[str, Phrase] = {}  # the first phrase that names each referent
        self.barred: list[Referent] = []
        self.acting: set[int] = set()  # phrases that act: subjects and possessors (a state is an actor there, elsewhere a place)
        self.speaker: Referent | None = None  # whose turn it is in a transcript
        self.hearer: Referent | None = None  # whom the turn or the letter addresses
        self.houses: dict[str, Referent] = {}  # the bodies for which speakers say "we"
        self.objective = False  # whether the pronoun is an object
        self.female = False  # whether it is she or her
        self.groups: list[list[Referent]] = []  # coordinations of agencies, in order
        self.chain: Referent | None = None  # whom a pronoun of the sentence stood for last
        self.governor: Referent | None = None  # the subject of the clause that governs the pronoun's ("A said that it …")
        self.hint: Referent | None = None  # who a pronoun means by the clause that it is the subject of
        self.quoted: Referent | None = None  # who speaks in the quotation at hand, where its sentence does not say
        self.spoken: dict[int, Referent] = {}  # who spoke the quotations so far, by their first token
        self.wanted: frozenset[str] = frozenset()  # the kinds that the verb of a pronoun takes there

    def _now(self, referent: Referent) -> None:
        """The referent is what was mentioned last."""
        self.recent.pop(referent.key, None)
        self.recent[referent.key] = referent

    def window(self) -> Iterator[Referent]:
        """The referents that a description or pronoun can go back to, the last mentioned first; bounded: a book costs no more a page."""
        return islice(reversed(self.recent.values()), _WINDOW)

    def pin(self, phrase: Phrase) -> None:
        """Keep what a phrase refers to until the end of the document."""
        self.settled[id(phrase)] = self.by_phrase.get(id(phrase))
        self.pinned.append(phrase)

    def leave(self) -> None:
        """Forget the phrases of the sentence, but those that are pinned."""
        self.by_phrase, self.kept = {}, []
        self.antecedents, self.acting = {}, set()

    def touch(self, phrase: Phrase) -> None:
        """Agencies named before a head ("EPA officials") are spoken of too, so that "the agency" can go back to them."""
        for unit in phrase.units:
            if unit.name is not None and unit.name.kind == "title" and len(phrase.units) > 1:
                self._touch_body(unit)
            if unit is not phrase.head and unit.name is not None and unit.name.kind == "agency":
                found = self.get(unit.name.key, "agency", unit.name.label)
                if found.last < 0:
                    found.first = found.last = self.forms.tokens[unit.first].start
                    self._now(found)
                found.mention([self.forms.unit(unit)])

    def _touch_body(self, unit: Unit) -> None:
        """The body of a title is spoken of as well: "the service" after "Army Secretary Ann Doyle"."""
        row = self.words.title_rows.get(unit.name.key) if unit.name is not None else None
        actor = self.rules.actors.get(row.agency) if row is not None and row.agency is not None else None
        if actor is None:
            return
        found = self.get(actor.id, "agency", actor.label)
        if found.last < 0:
            found.first = found.last = self.forms.tokens[unit.first].start
            self._now(found)

    def note_subject(self, referent: Referent) -> None:
        """The referent was the subject of a clause: pronouns prefer it."""
        if referent in self.subjects:
            self.subjects.remove(referent)
        self.subjects.append(referent)
        del self.subjects[:-8]

    def get(self, key: str, kind: Kind, label: str) -> Referent:
        """The referent of a key, made if new."""
        found = self.referents.get(key)
        if found is None:
            actor = self.rules.actors.get(key)
            found = Referent(key, actor.kind if actor else kind, actor.label if actor else label, actor=key if actor else None)
            if actor is not None:
                found.heads.update(actor.generic)
                if "Inspector General" in actor.label:
                    found.heads.update({"inspector", "oig", "watchdog"})
                found.heads.add(_head_word(actor.label))
            elif "Inspector General" in found.label:
                found.heads.update({"inspector", "oig", "watchdog", "office"})
            else:
                found.heads.update(word.lower().removesuffix("'s") for word in found.label.replace(",", " ").split() if word[0].isupper())
            self.referents[key] = found
        return found

    def author(self) -> Referent | None:
        """Who "we" is in a report: its publisher, or the inspector general or accounting office that it names."""
        if self.author_key is not None:
            return self.get(self.author_key, "agency", self.labels.label(self.author_key))
        for referent in islice(self.referents.values(), _EARLY):
            if referent.kind == "agency" and ("inspector" in referent.heads or referent.label in ("OIG", "GAO")):
                return referent
        for key, (kind, label) in self.labels.own.items():
            if kind == "agency" and ":" in key and set(label.lower().replace("'s", "").split()) & _OVERSEERS:
                return self.get(key, "agency", label)
        titled = next((r for r in islice(self.referents.values(), _EARLY) if r.kind == "group" and _heads_office(r.label)), None)
        if titled is not None:
            return titled  # "The State Auditor audited B. We told B …"
        if self._commissioned():
            return None
        curated = next((r for r in islice(self.referents.values(), _EARLY) if r.kind == "agency" and r.heads & _OVERSEERS), None)
        return (
            curated
            or self._self_named()
            or next(
                (r for r in islice(self.referents.values(), _EARLY) if r.kind == "agency" and r.label[0].isupper() and self._may_write(r)),
                None,
            )
        )

    def _may_write(self, referent: Referent) -> bool:
        """Whether a body is of a kind that writes reports, and not the one that "we" examined or advised."""
        if not referent.heads & _AUTHORS:
            return False
        if self.examined is None:
            tokens = self.forms.tokens
            self.examined = set()
            for i, token in enumerate(tokens[:-3]):
                if token.norm == "we" and tokens[i + 1].norm in _EXAMINING:
                    self.examined.update(t.norm for t in tokens[i + 2 : i + 6] if t.capital)
            self.audits = any(t.norm == "our" and after.norm in _AUDITS for t, after in pairwise(tokens))
        if self.audits and referent.actor in self.words.inspectors:
            return False  # a regulator with an inspector general of its own is who "our audit" is about
        return not referent.heads & self.examined

    def _commissioned(self) -> bool:
        """Whether somebody else asked the author for its work ("the committee asked us to review"), so that no committee is the author."""
        if self.asked is None:
            tokens = self.forms.tokens
            self.asked = any(
                token.norm in _ASKED and after.norm in ("us", "our", "that") and (after.norm != "that" or further.norm == "we")
                for token, after, further in zip(tokens, tokens[1:], tokens[2:], strict=False)
            )
        return self.asked

    def _self_named(self) -> Referent | None:
        """ "this Court", "this office": how an author that gives no name speaks of itself."""
        tokens = self.forms.tokens
        for before, token in pairwise(tokens):
            if before.norm in ("this", "our") and token.norm in _SELF:
                label = f"this {token.text}"
                made = self.get(f"agency:{label.lower()}", "agency", label)
                made.mention([label, f"our {token.text}"])
                made.heads.add(token.norm)
                return made
        return None

    def kind(self, phrase: Phrase) -> Kind | None:
        """The kind that a common-noun phrase denotes, ``None`` for places and other things."""
        if phrase.head.noun == "management" and not phrase.head.capital and self._of_thing(phrase):
            return "instrument"  # "the bureau's management of its contracts"
        if phrase.head.noun in _ACTS and not phrase.head.capital and (phrase.possessor is not None or self._of_thing(phrase)):
            return "instrument"
        if phrase.head.tag == "NS" and phrase.head.noun == "pilot":
            return "group"  # one may be a program
        units = phrase.units
        if len(units) > 1:
            pair = self.words.kinds.get(f"{units[-2].norm} {phrase.head.noun}")
            if pair == "group" or (pair == "agency" and units[-1] is phrase.head):
                return pair  # "social worker"
        found = self._kind_of(phrase.head.noun)
        if found is None and phrase.head.capital and phrase.head.tag == "N" and phrase.head.noun.title() in self.words.organisation_heads:
            return "agency"  # "your Network", "the Foundation"
        return found

    def _of_thing(self, phrase: Phrase) -> bool:
        """Whether an "of" phrase gives the noun a thing to act on: "administration of grants", not "management of the bank"."""
        for pp in phrase.pps[:1]:
            if pp.word == "of" and pp.group and pp.group[0].head.tag in ("N", "NS"):
                return self._kind_of(pp.group[0].head.noun) in ("instrument", "population", None)
        return False

    def _kind_of(self, noun: str) -> Kind | None:
        found = self.words.kinds.get(noun)
        if found is None and "-" in noun:
            found = self.words.kinds.get(noun[noun.rindex("-") + 1 :])
        return found

    def resolve(self, phrase: Phrase, speaker: Phrase | None = None) -> Referent | None:
        """The referent of a phrase; the register supplies it."""
        raise NotImplementedError

    def stand_in(self, phrase: Phrase, referent: Referent) -> Phrase:
        """A phrase at the place of ``phrase`` that refers to another entity."""
        made = Phrase(phrase.first, phrase.last, phrase.head, phrase.units)
        self.kept.append(made)
        self.by_phrase[id(made)] = referent
        return made
