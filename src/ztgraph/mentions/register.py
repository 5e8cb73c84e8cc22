"""The register of one document: entities, and the noun phrases that refer to them.

Phrases are resolved in the order of the text. Names refer by key; definite descriptions ("the bureau", "the watchdog") to the nearest
compatible entity by kind and head; pronouns by number and role (Hobbs 1978 in spirit: subjects before objects, near before far). What has no
compatible antecedent refers to nothing, and nothing is stated of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise

from ztgraph.identity import slug
from ztgraph.language import closed
from ztgraph.language.trees import Phrase
from ztgraph.mentions.forms import Forms
from ztgraph.mentions.vocabulary import Vocabulary
from ztgraph.model import Kind
from ztgraph.rules.objects import Rules

_ACTOR = ("agency", "person", "group")
_FIRST = frozenset({"we", "us", "our", "i", "me", "my", "ours"})
_FIRST_PLURAL = frozenset({"we", "us", "our", "ours"})
_SECOND = frozenset({"you", "your", "yourself"})
_SINGULAR = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "themselves", "both", "these", "those"})
_PERSONAL = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her", "our", "both", "all", "said", "either", "such", "each"})
# Nouns that can stand for any organisation, and for a business in particular.
_ANY_AGENCY = frozenset({"agency", "organization", "organisation", "body", "entity", "institution", "component", "watchdog", "government"})
_COMPANY = frozenset({"company", "firm", "contractor", "corporation", "vendor", "operator", "business", "grantee", "recipient", "provider", "nonprofit", "group", "manufacturer", "bank", "lender", "insurer", "subcontractor", "partnership", "charity", "developer"})
# Bodies that nobody calls an agency.
_WINDOW = 300  # referents that are looked back at
_EARLY = 300  # referents among which the author is looked for
_PRIVATE = _COMPANY | frozenset("hospital school university college inc inc. llc corp corp. co co. ltd union church clinic plant court congress jury county city state".split())
# Bodies after which others are called: "the County" after "Calder County Sheriff's Department".
_GOVERNING = frozenset({"county", "city", "town", "township", "borough", "village", "parish", "university"})
_ORDINAL = frozenset("first second third fourth fifth sixth seventh last latter former other".split())
_QUANTIFIERS = frozenset("all most some several many none each neither either few any".split())
_LOCATIVE = frozenset("in near at outside across around through into".split())
_COLLECTIVE = frozenset("management leadership staff team panel crew council jury board committee".split())
_KIND_COST = {"agency": 0, "group": 0, "instrument": 200}
_AUTHORS = frozenset("auditor auditors ombudsman inspectorate committee comptroller commission panel court tribunal".split())
_OVERSEERS = frozenset("auditor auditors ombudsman inspectorate comptroller".split())
_SELF = frozenset({"office", "court", "inspectorate", "commission"})
_WATCHDOG = frozenset({"watchdog", "auditor", "auditors"})


@dataclass(slots=True, eq=False)
class Referent:
    """One entity while the document is read. ``forms`` are its surface forms in order; ``last`` is where it was last mentioned."""

    key: str
    kind: Kind
    label: str
    forms: list[str] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    plural: bool = False
    first: int = 1 << 60
    last: int = -1
    salience: int = 0
    actor: str | None = None

    def mention(self, forms: list[str]) -> None:
        """Add surface forms that are new."""
        for form in forms:
            if form and form not in self.forms:
                self.forms.append(form)


class Register:
    """All referents of one document and the phrases resolved so far."""

    def __init__(self, rules: Rules, words: Vocabulary, forms: Forms, labels: dict[str, tuple[str, str]], author: str | None) -> None:
        self.rules, self.words, self.forms, self.labels = rules, words, forms, labels
        self.referents: dict[str, Referent] = {}
        self.by_phrase: dict[int, Referent | None] = {}
        self.antecedents: dict[int, tuple[int, int]] = {}
        self.author_key = author
        self.kept: list[Phrase] = []
        self.subjects: list[Referent] = []
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
        self.hint: Referent | None = None  # who a pronoun means by the clause that it is the subject of
        self.wanted: frozenset[str] = frozenset()  # the kinds that the verb of a pronoun takes there

    # --- entry points --------------------------------------------------------------------------------------------------------------

    def resolve(self, phrase: Phrase, speaker: Phrase | None = None) -> Referent | None:
        """The referent of a phrase, ``None`` where it refers to no entity or to none that can be told."""
        known = self.by_phrase.get(id(phrase), False)
        if known is not False:
            return known  # type: ignore[return-value]
        self.by_phrase[id(phrase)] = None  # guards against cycles
        self.kept.append(phrase)
        found = self._apposed(phrase) or self._find(phrase, speaker)
        self.by_phrase[id(phrase)] = found
        if found is not None:
            found.last = self.forms.place(phrase)
            self._now(found)
            if phrase.head.name is not None:
                self.named.setdefault(found.key, phrase)
            found.first = min(found.first, found.last)
            found.salience += 1
            if not phrase.pronoun:
                found.mention(self.forms.of(phrase))
            self._take_appositions(phrase, found)
        return found

    def _take_appositions(self, phrase: Phrase, found: Referent) -> None:
        """A description in apposition to a name is the same entity: "ORR, a component of ACF", "Boyd Kerr, the solicitor general"."""
        for other in phrase.appositions:
            if id(other) in self.by_phrase or other.head.tag not in ("N",) or other.outer is not None:
                continue
            self.by_phrase[id(other)] = found
            found.heads.add(other.head.noun)
            found.roles.update(u.noun for u in other.units if u.tag in ("N", "NS"))

    def _now(self, referent: Referent) -> None:
        """The referent is what was mentioned last."""
        self.recent.pop(referent.key, None)
        self.recent[referent.key] = referent

    def window(self) -> Iterator[Referent]:
        """The referents that a description or pronoun can go back to, the last mentioned first; bounded, so that a book costs no more a page."""
        return islice(reversed(self.recent.values()), _WINDOW)

    def touch(self, phrase: Phrase) -> None:
        """Agencies named before a head ("EPA officials") are spoken of too, so that "the agency" can go back to them."""
        for unit in phrase.units:
            if unit is not phrase.head and unit.name is not None and unit.name.kind == "agency":
                found = self.get(unit.name.key, "agency", unit.name.label)
                if found.last < 0:
                    found.first = found.last = self.forms.tokens[unit.first].start
                    self._now(found)
                found.mention([self.forms.unit(unit)])

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
            else:
                found.heads.update(word.lower().removesuffix("'s") for word in found.label.replace(",", " ").split() if word[0].isupper())
            self.referents[key] = found
        return found

    def author(self) -> Referent | None:
        """Who "we" is in a report: its publisher, or the inspector general or accounting office that it names."""
        if self.author_key is not None:
            known = self.labels.get(self.author_key)
            return self.get(self.author_key, "agency", known[1] if known else self.author_key)
        for referent in islice(self.referents.values(), _EARLY):
            if referent.kind == "agency" and ("inspector" in referent.heads or referent.label in ("OIG", "GAO")):
                return referent
        for key, (kind, label) in self.labels.items():
            if kind == "agency" and ":" in key and set(label.lower().replace("'s", "").split()) & _OVERSEERS:
                return self.get(key, "agency", label)
        curated = next((r for r in islice(self.referents.values(), _EARLY) if r.kind == "agency" and r.heads & _OVERSEERS), None)
        return curated or self._self_named() or next((r for r in islice(self.referents.values(), _EARLY) if r.kind == "agency" and r.heads & _AUTHORS), None)

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

    # --- one phrase ----------------------------------------------------------------------------------------------------------------

    def _region(self, phrase: Phrase) -> Referent | None:
        """ "the region" after "EPA Region 7": a definite noun that no list knows, but a name has."""
        if phrase.determiner is None or phrase.determiner.norm != "the" or phrase.head.tag != "N" or len(phrase.units) > 1:
            return None
        pool = [r for r in self.window() if r.kind == "agency" and phrase.head.noun in r.heads and r.last >= 0]
        return max(pool, key=lambda r: r.last) if pool else None

    def _apposed(self, phrase: Phrase) -> Referent | None:
        """ "its founder, Teodor Holt": the person named beside a role is who the phrase means."""
        if phrase.head.tag != "NM" or (phrase.head.name is not None and phrase.head.name.kind == "title"):
            for other in phrase.appositions:
                if other.head.name is not None and other.head.name.kind == "name" and self.kind(phrase) in ("group", "population"):
                    made = self.get(other.head.name.key, "person", other.head.name.label)
                    made.roles.add(phrase.head.noun)
                    return made
                if other.head.tag == "NM" and other.head.name is not None and other.head.name.kind in ("person", "agency", "instrument"):
                    if other.head.name.kind == "person" or self.kind(phrase) in (None, other.head.name.kind):
                        found = self.resolve(other)
                        if found is not None and phrase.head.norm in _FIRST:
                            self.author_key = found.key
                            return found
                        if found is not None:
                            found.mention(self.forms.of(phrase)[:1])
                            found.roles.add(phrase.head.noun)
                        return found
        return None

    def _find(self, phrase: Phrase, speaker: Phrase | None) -> Referent | None:
        head = phrase.head
        if head.norm in ("former", "latter") and len(phrase.units) == 1 and phrase.determiner is not None:
            joined = next((g for g in reversed(self.groups) if len(g) > 1), None)
            if joined is not None:
                return joined[0 if head.norm == "former" else -1]
        if head.tag == "D" and head.norm in _QUANTIFIERS:
            return self._elliptic(phrase)
        if head.tag in ("PR", "PP", "D", "TH", "EX", "WH"):
            return self._pronoun(phrase, speaker)
        if head.tag == "NM" and head.name is not None:
            return self._name(phrase)
        if head.tag == "#" or head.tag == "J":
            return self._elliptic(phrase)
        return self._description(phrase)

    def _name(self, phrase: Phrase) -> Referent | None:
        name = phrase.head.name
        assert name is not None
        if name.kind == "title":
            return self._office(phrase)
        if name.kind == "place":
            return self.get(f"agency:{name.label.lower()}", "agency", name.label) if id(phrase) in self.acting else None
        if name.kind == "name":
            return self._unknown(phrase)
        if name.kind in ("common", "group"):
            noun = name.label.split()[-1].lower()
            made = self.get(f"{self._kind_of(noun) or 'instrument'}:{name.label.lower()}", self._kind_of(noun) or "instrument", name.label)
            made.heads.add(noun)
            return made
        kind: Kind = name.kind  # type: ignore[assignment]
        referent = self.get(name.key, kind, name.label)
        if kind == "person":
            referent.roles.update(u.noun for u in phrase.units[:-1] if u.tag in ("N", "NS"))
            referent.roles.update(w for u in phrase.units[:-1] if u.name is not None for w in u.name.label.lower().split())
        return referent

    def _unknown(self, phrase: Phrase) -> Referent | None:
        """A single capitalised word that is no known name: an organisation if it acts like one (the caller asks only of role fillers)."""
        name = phrase.head.name
        assert name is not None
        before = self.forms.tokens[phrase.units[0].first - 1].norm if phrase.units[0].first else ""
        if before in _LOCATIVE and name.key not in self.referents:
            return None
        if phrase.units[0] is not phrase.head and phrase.head.tag == "NM" and len(phrase.units) > 1:
            return None
        return self.get(name.key, "agency", name.label)

    def _office(self, phrase: Phrase) -> Referent | None:
        """A title without a name: the person who bears it in this document, else an unnamed office-holder."""
        title = phrase.head.norm
        words = set(title.split())
        if phrase.determiner is None or phrase.determiner.norm in _DEFINITE:
            holders = [r for r in self.window() if r.kind == "person" and words <= r.roles]
            if holders and not phrase.pps:
                return max(holders, key=lambda r: r.last)
        label = self.forms.of(phrase)[0]
        return self.get(f"group:{label.lower()}", "group", label)

    # --- descriptions --------------------------------------------------------------------------------------------------------------

    def kind(self, phrase: Phrase) -> Kind | None:
        """The kind that a common-noun phrase denotes, ``None`` for places and other things."""
        units = phrase.units
        if len(units) > 1 and units[-1] is phrase.head and f"{units[-2].norm} {phrase.head.noun}" in self.rules.heads.agency:
            return "agency"
        found = self._kind_of(phrase.head.noun)
        if found is None and phrase.head.capital and phrase.head.tag == "N" and phrase.head.noun.title() in self.words.organisation_heads:
            return "agency"  # "your Network", "the Foundation"
        return found

    def _kind_of(self, noun: str) -> Kind | None:
        heads = self.rules.heads
        last = noun.rsplit("-", 1)[-1]
        for word in (noun, last) if last != noun else (noun,):
            if word in heads.group or word in self.words.roles:
                return "group"
            if word in heads.agency:
                return "agency"
            if word in heads.population:
                return "population"
            if word in heads.instrument or word in heads.event:
                return "instrument"
        return None

    def _description(self, phrase: Phrase) -> Referent | None:
        kind = self.kind(phrase)
        if kind is None:
            return self._region(phrase) or self._thing(phrase)
        noun = phrase.head.noun
        definite = phrase.determiner is not None and phrase.determiner.norm in _DEFINITE or phrase.possessor is not None or (phrase.head.capital and phrase.head.tag == "N" and phrase.determiner is not None)
        bare = all(u is phrase.head or u.tag == "#" for u in phrase.units) and phrase.outer is None and not any(pp.word == "of" for pp in phrase.pps)
        if kind == "agency" and definite and phrase.possessor is None and (phrase.determiner is None or phrase.determiner.tag != "PP"):
            found = self._agency_by_head(noun, phrase, bare)
            if found is not None:
                return found
            if bare and not phrase.pps and phrase.head.tag == "N" and noun in _ANY_AGENCY:
                return None
        if kind == "group" and definite and phrase.head.tag == "N":
            found = self._person_by_role(noun)
            if found is not None and bare:
                return found
        found = self._same_head(phrase, kind, definite, bare)
        if found is not None:
            return found
        forms = self.forms.of(phrase)
        referent = self.get(f"{kind}:{self.forms.identity(phrase)}", kind, forms[0])
        referent.heads.add(noun)
        referent.plural = phrase.plural
        return referent

    def _thing(self, phrase: Phrase) -> Referent | None:
        """A phrase whose head no list knows: an instrument if it is capitalised or an act; never an actor."""
        forms = self.forms.of(phrase)
        if phrase.head.noun in closed.TEMPORAL_HEADS or not forms:
            return None
        made = self.get(f"instrument:{self.forms.identity(phrase)}", "instrument", forms[0])
        made.plural = phrase.plural
        return made

    def _agency_by_head(self, noun: str, phrase: Phrase, bare: bool) -> Referent | None:
        """ "the department", "the bureau", "the university": the organisation mentioned last whose name or type has that head."""
        modifiers = {u.norm for u in phrase.units[:-1]}
        agencies = sorted((r for r in self.window() if r.kind == "agency" and not r.plural and r.last >= 0), key=lambda r: -r.last)
        named = [r for r in agencies if noun in r.heads and (r.actor is not None or ":" in r.key)]
        if modifiers:
            for referent in named:
                if modifiers <= {w.lower() for form in referent.forms for w in form.split()}:
                    return referent
            return None
        exact = [r for r in named if r.label.lower().split()[-1] == noun or r.label.lower().split()[0] == noun or (r.actor is not None and noun in self.rules.actors[r.actor].generic)]
        if not exact and named and bare and phrase.head.capital and noun in _GOVERNING:
            words = named[0].label.split()
            cut = next((n for n, word in enumerate(words) if word.lower() == noun), 0)
            if 0 < cut < len(words) - 1:
                label = " ".join(words[: cut + 1])
                made = self.get(f"agency:{slug(label)}", "agency", label)
                made.first = min(made.first, named[0].first)
                return made
        for pool in (exact, named):
            if pool:
                return self._principal(pool) if phrase.head.capital and bare else pool[0]
        if not bare:
            return None
        if noun in _WATCHDOG:
            return self.author()
        if noun in _COMPANY:
            return next((r for r in agencies if r.actor is None and not r.heads & {"department", "bureau", "court", "county"}), None)
        if noun in _ANY_AGENCY:
            public = [r for r in agencies if not r.heads & (_PRIVATE | {"inspector"})]
            return next((r for r in public if r.actor is not None), None) or next(iter(public), None)
        return None

    def _principal(self, pool: list[Referent]) -> Referent:
        """ "the Department" with a capital: the one that the document is about, the parent of its author or the one named first."""
        author = self.author()
        parent = self.rules.actors[author.actor].part_of if author is not None and author.actor is not None else None
        return next((r for r in pool if r.key == parent), None) or min(pool, key=lambda r: r.first)

    def _person_by_role(self, noun: str) -> Referent | None:
        holders = [r for r in self.window() if r.kind == "person" and noun in r.roles]
        return max(holders, key=lambda r: r.last) if holders else None

    def _same_head(self, phrase: Phrase, kind: Kind, definite: bool, bare: bool) -> Referent | None:
        """An earlier phrase with the same head that this one can repeat: "the policy" after "the zero tolerance policy"."""
        noun = phrase.head.noun
        words = set(self.forms.identity(phrase).split())
        best: Referent | None = None
        for referent in self.window():
            if referent.kind != kind or noun not in referent.heads or referent.last < 0 or referent.actor is not None:
                continue
            other = set(referent.key.split(":", 1)[1].split())
            if words == other or (definite and words <= other and (bare or len(words) > 1)) or (definite and other <= words and kind == "instrument" and len(other) > 1):
                if best is None or referent.last > best.last:
                    best = referent
        return best

    def _elliptic(self, phrase: Phrase) -> Referent | None:
        """ "all but one", "the other two", "the second": a number or ordinal for a noun said before."""
        pool = sorted((r for r in self.window() if r.last >= 0 and r.kind in ("instrument", "group", "population", "agency") and r.actor is None), key=lambda r: -r.last)
        if phrase.head.tag in ("#", "D"):
            return next((r for r in pool if r.plural), None)
        if phrase.head.norm in _ORDINAL:
            like = next((r for r in pool if r.heads), None)
            if like is not None:
                noun = next(iter(sorted(like.heads)))
                made = self.get(f"{like.kind}:{phrase.head.norm} {noun}", like.kind, f"{phrase.head.norm} {noun}")
                made.heads.add(noun)
                return made
        return None

    def members(self, phrase: Phrase) -> list[Phrase]:
        """ "the two departments", "both agencies": the organisations of that kind mentioned last, as many as the number says."""
        bare = self._pair_word(phrase)
        if bare:
            return self._spread(phrase, self._pair(phrase, bare))
        start = min(u.first for u in phrase.units)
        before = self.forms.tokens[start - 1].norm if start else ""
        word = phrase.negation.norm if phrase.negation is not None else phrase.determiner.norm if phrase.determiner is not None else before
        pair = word in ("neither", "either") and phrase.head.tag == "N"
        if not (phrase.head.tag == "NS" or pair) or self.kind(phrase) != "agency":
            return []
        number = next((closed.NUMBER_WORDS.get(u.norm, 0) for u in phrase.units if u.tag == "#"), 0)
        if word == "both" or pair:
            number = 2
        definite = phrase.determiner is not None and phrase.determiner.norm in _DEFINITE
        if not 2 <= number <= 4 or not (pair or word == "both" or definite) or any(u is not phrase.head and u.tag != "#" for u in phrase.units):
            return []
        noun, here = phrase.head.noun, self.forms.place(phrase)
        pool = [r for r in self.window() if r.kind == "agency" and not r.plural and 0 <= r.last and r.first < here and (noun in r.heads or (noun in _ANY_AGENCY and not (noun == "agency" and r.heads & _PRIVATE)))]
        author = self.author()
        joined = next((g for g in reversed(self.groups) if len(g) == number and all(r in pool for r in g)), None)
        pool = joined or sorted((r for r in pool if r is not author), key=lambda r: -r.last)[:number]
        if len(pool) < number:
            return []
        return self._spread(phrase, sorted(pool, key=lambda r: r.first))

    def _pair_word(self, phrase: Phrase) -> str:
        """ "both", "neither", "either", "the two" by themselves."""
        norm = phrase.head.norm
        if len(phrase.units) == 1 and norm in ("both", "neither", "either") and not any(pp.word == "of" and not self._of_them(pp.group) for pp in phrase.pps):
            return norm
        if len(phrase.units) == 1 and norm == "two" and phrase.head.tag == "#" and phrase.determiner is not None and phrase.determiner.norm == "the" and not phrase.pps:
            return norm
        return ""

    @staticmethod
    def _of_them(group: list[Phrase]) -> bool:
        return bool(group) and group[0].head.norm in ("them", "these", "those")

    def _pair(self, phrase: Phrase, word: str) -> list[Referent]:
        """The two that were coordinated last before the phrase; for "both" and "neither" else the two agencies mentioned last."""
        here = self.forms.place(phrase)
        joined = next((g for g in reversed(self.groups) if len(g) == 2 and all(r.first < here for r in g)), None)
        if joined is not None:
            return joined
        author = self.author()
        pool = sorted((r for r in self.window() if r.kind == "agency" and not r.plural and 0 <= r.last and r.first < here and r is not author), key=lambda r: -r.last)
        return sorted(pool[:2], key=lambda r: r.first) if word != "two" and len(pool) >= 2 else []

    def _spread(self, phrase: Phrase, pool: list[Referent]) -> list[Phrase]:
        """Phrases at the place of one, each for a referent."""
        found = []
        for referent in pool:
            made = Phrase(phrase.first, phrase.last, phrase.head, phrase.units, phrase.determiner)
            made.negation = phrase.negation
            self.kept.append(made)
            self.by_phrase[id(made)] = referent
            found.append(made)
        return found

    def stand_in(self, phrase: Phrase, referent: Referent) -> Phrase:
        """A phrase at the place of ``phrase`` that refers to another entity."""
        made = Phrase(phrase.first, phrase.last, phrase.head, phrase.units)
        self.kept.append(made)
        self.by_phrase[id(made)] = referent
        return made

    # --- pronouns ------------------------------------------------------------------------------------------------------------------

    def _pronoun(self, phrase: Phrase, speaker: Phrase | None) -> Referent | None:
        norm = phrase.head.norm
        if norm in _SECOND:
            return self.hearer if not phrase.head.quoted else None
        if norm in _FIRST and self.speaker is not None and not phrase.head.quoted:
            return self.houses.get(self.speaker.key, self.speaker) if norm in _FIRST_PLURAL else self.speaker
        if norm in _FIRST:
            if phrase.head.quoted and speaker is not None:
                return self.resolve(speaker)
            return self.author()
        here = self.forms.place(phrase)
        if self.hint is not None and (norm in _SINGULAR | _PLURAL | _PERSONAL):
            return self.hint
        self.female = norm in ("she", "her", "herself")
        if norm in _PERSONAL:
            return self._nearest(here, ("person", "group"), None)
        if norm in _SINGULAR:
            return self._nearest(here, ("agency", "group", "instrument"), False)
        if norm in _PLURAL:
            return self._nearest(here, ("group", "population", "instrument", "agency"), True)
        return None

    def _other_sex(self, referent: Referent) -> bool:
        """Whether a person's title or given name tells that he or she cannot be meant."""
        if referent.kind != "person":
            return False
        first = referent.label.split()[0]
        if referent.roles & {"mr", "mr.", "sir", "lord", "chairman", "congressman", "spokesman"}:
            return self.female
        if referent.roles & {"ms", "ms.", "mrs", "mrs.", "dame", "lady", "chairwoman", "congresswoman", "spokeswoman"}:
            return not self.female
        if first in self.words.female:
            return not self.female
        return first in self.words.given and first not in self.words.either_sex and self.female

    def _nearest(self, here: int, kinds: tuple[Kind, ...], plural: bool | None) -> Referent | None:
        """The best antecedent: a recent subject first, then what was mentioned last; ``plural`` must agree where it is known."""
        best, score = None, -(10**9)
        subjects = [] if self.objective and plural else self.subjects[-3:]
        for referent in self.window():
            if referent.kind not in kinds or not 0 <= referent.last < here:
                continue
            if plural is not None and referent.plural != plural and not (plural and referent.heads & _COLLECTIVE):
                continue
            if self.wanted and referent.kind not in self.wanted:
                continue
            if plural is None and referent.kind == "group" and (referent.plural or referent.heads & _COLLECTIVE):
                continue
            if plural is False and referent.kind == "group" and not referent.heads & _COLLECTIVE or referent in self.barred:
                continue
            value = referent.last
            if plural is None and self._other_sex(referent):
                continue
            if referent in subjects:
                value += 120 + 40 * subjects.index(referent)
            value += 20 * min(referent.salience, 4)
            if plural is False:
                value -= 0 if self.wanted else _KIND_COST.get(referent.kind, 0)
            else:
                value -= 0 if self.objective and self.wanted else (30 if plural is None else 60) * kinds.index(referent.kind)
            if value > score:
                best, score = referent, value
        return best


def _head_word(label: str) -> str:
    """The head noun of a name: "Office" of "Office of Inspector General", "Service" of "Fish and Wildlife Service"."""
    if "Inspector General" in label:
        return "office"
    words = label.split()
    cut = next((n for n, word in enumerate(words) if n and word in ("of", "for", "on")), len(words))
    return words[cut - 1].lower()
