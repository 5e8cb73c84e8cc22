"""The register of one document: entities, and the noun phrases that refer to them.

Phrases are resolved in the order of the text. Names refer by key; definite descriptions ("the bureau", "the watchdog") to the nearest
compatible entity by kind and head; pronouns by number and role (Hobbs 1978 in spirit: subjects before objects, near before far). What
has no compatible antecedent refers to nothing, and nothing is stated of it."""

from __future__ import annotations

from typing import Final

from ztgraph.language.trees import Phrase
from ztgraph.mentions.descriptions import ADVOCATES, DEFINITE
from ztgraph.mentions.pronouns import FIRST, FIRST_PLURAL, Pronouns
from ztgraph.mentions.referents import Referent
from ztgraph.model import Kind

_QUANTIFIERS: Final = frozenset("all most some several many none each neither either few any".split())
_BUSINESSES: Final = frozenset(
    "rival supplier contractor subcontractor giant maker manufacturer airline carrier startup parent owner developer insurer lender".split()
)
_LOCATIVE: Final = frozenset("in near at outside across around through into".split())


class Register(Pronouns):
    """All referents of one document and the phrases resolved so far."""

    def resolve(self, phrase: Phrase, speaker: Phrase | None = None) -> Referent | None:
        """The referent of a phrase, ``None`` where it refers to no entity or to none that can be told."""
        known = self.by_phrase.get(id(phrase))
        if known is not None:
            return known
        if id(phrase) in self.by_phrase:
            return None
        if id(phrase) in self.settled:
            return self.settled[id(phrase)]
        self.by_phrase[id(phrase)] = None  # guards against cycles
        self.kept.append(phrase)
        found = self._apposed(phrase) or self._find(phrase, speaker)
        self.by_phrase[id(phrase)] = found
        if found is not None:
            found.last = self.forms.place(phrase)
            self._now(found)
            if phrase.head.name is not None and found.key not in self.named:
                self.named[found.key] = phrase
                self.pin(phrase)
            found.first = min(found.first, found.last)
            found.salience += 1
            if found.said[1] and (phrase.pronoun or phrase.head.name is None):
                self.antecedents[id(phrase)] = found.said
            if not phrase.pronoun:
                found.mention(self.forms.of(phrase))
                found.numbers.update([u.norm for u in phrase.units if u.tag == "#"])
                found.said = self.forms.span(phrase)
            self._take_appositions(phrase, found)
            if found.kind in ("group", "person") and not found.body and not phrase.plural:
                self._take_body(phrase, found)
        return found

    def _take_body(self, phrase: Phrase, found: Referent) -> None:
        """Note the body (of a lawyer, the client) that a role names: "the Director of B", "B's lawyer"; "his agency" goes back to it."""
        owner = phrase.possessor
        if owner is None:
            owner = next((p for pp in phrase.pps[:1] if pp.word in ("of", "for", "at") for p in pp.group[:1]), None)
        if owner is None or (owner.pronoun and owner.head.norm != "its"):
            return
        body = self.resolve(owner)
        if body is not None and phrase.head.noun in ADVOCATES and phrase.possessor is not None:
            self.clients[found.key] = body.key
        if body is not None and body.kind == "agency":
            found.body = body.key

    @staticmethod
    def speaks_for_many(phrase: Phrase) -> bool:
        """Whether a phrase is "we" in a quotation: the body of an official who speaks."""
        return phrase.head.quoted and phrase.head.norm in FIRST_PLURAL

    def house(self, speaker: Referent) -> Referent:
        """The body for which an official says "we"; anybody else speaks for him- or herself."""
        if speaker.kind != "person" or not speaker.body:
            return speaker
        actor = self.rules.actors.get(speaker.body)
        found = self.get(speaker.body, "agency", actor.label) if actor is not None else self.referents.get(speaker.body)
        return found if found is not None and found.kind == "agency" else speaker

    def _take_appositions(self, phrase: Phrase, found: Referent) -> None:
        """A description in apposition to a name is the same entity: "ORR, a component of ACF", "Boyd Kerr, the solicitor general"."""
        for other in phrase.appositions:
            if id(other) in self.by_phrase or other.head.tag not in ("N",) or other.outer is not None:
                continue
            self.by_phrase[id(other)] = found
            found.heads.add(other.head.noun)
            found.roles.update(u.noun for u in other.units if u.tag in ("N", "NS"))

    def _apposed(self, phrase: Phrase) -> Referent | None:
        """ "its founder, Teodor Holt": the person named beside a role is who the phrase means."""
        named_office = "inspector general" in phrase.head.norm
        if phrase.head.tag != "NM" or named_office or (phrase.head.name is not None and phrase.head.name.kind == "title"):
            title = phrase.head.name is not None and phrase.head.name.kind == "title"
            for other in phrase.appositions:
                if title and other.head.name is not None and other.head.name.kind == "agency":
                    continue  # "the Commissioner, Wage and Investment Division, …": an officer, not the body
                if other.head.name is not None and other.head.name.kind == "name" and self.kind(phrase) in ("group", "population"):
                    made = self.get(other.head.name.key, "person", other.head.name.label)
                    made.roles.add(phrase.head.noun)
                    return made
                firm = other.head.name is not None and other.head.name.kind == "name" and phrase.head.tag == "N"
                if firm and other.head.name is not None and self.kind(phrase) == "agency" and phrase.determiner is not None:
                    made = self.get(other.head.name.key, "agency", other.head.name.label)  # "a contractor, ClearPath"
                    made.heads.add(phrase.head.noun)
                    return made
                named = (
                    other.head.tag == "NM" and other.head.name is not None and other.head.name.kind in ("person", "agency", "instrument")
                )
                if named and other.head.name is not None and self._fits(phrase, other.head.name.kind):
                    found = self.resolve(other)
                    if found is not None and phrase.head.norm in FIRST:
                        self.author_key = found.key
                        return found
                    if found is not None:
                        found.mention(self.forms.of(phrase)[:1])
                        found.roles.add(phrase.head.noun)
                    return found
        return None

    def _fits(self, phrase: Phrase, kind: str) -> bool:
        """Whether the noun of a phrase can be said of a name of this kind; any noun can of a person, a role of a firm."""
        return kind == "person" or self.kind(phrase) in (None, kind) or (kind == "agency" and self.kind(phrase) in ("group", "population"))

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
            acts = id(phrase) in self.acting and name.label[-1] != "." and name.label[1:2] != "-"  # "Rockville, Md.," never acts
            if not acts:
                return None
            place = self.get(f"agency:{name.label.lower()}", "agency", name.label)
            place.roles.add("place")
            return place
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
            for unit in phrase.units[:-1]:
                if unit.name is not None:
                    referent.roles.update(unit.name.label.lower().split())
                    row = self.words.title_rows.get(unit.name.key)
                    referent.body = referent.body or (row.agency if row is not None and row.agency is not None else "")
        return referent

    def _unknown(self, phrase: Phrase) -> Referent | None:
        """A single capitalised word that is no known name: an organisation if it acts like one (the caller asks only of role fillers)."""
        name = phrase.head.name
        assert name is not None
        before = self.forms.tokens[phrase.units[0].first - 1].norm if phrase.units[0].first else ""
        if before in _LOCATIVE and name.key not in self.referents:
            return None
        if phrase.units[0] is not phrase.head and phrase.head.tag == "NM" and len(phrase.units) > 1:
            noun = phrase.units[-2]
            if phrase.units[-1] is not phrase.head or noun.tag != "N" or noun.noun not in _BUSINESSES:
                return None  # "Boeing's rival Aerostar" is a body
        return self.get(name.key, "agency", name.label)

    def _office(self, phrase: Phrase) -> Referent | None:
        """A title without a name: the person who bears it in this document, else an unnamed office-holder."""
        title = phrase.head.norm
        words = set(title.split())
        if phrase.determiner is None or phrase.determiner.norm in DEFINITE:
            holders = [r for r in self.window() if r.kind == "person" and words <= r.roles]
            if holders and not phrase.pps:
                return max(holders, key=lambda r: r.last)
        label = self.forms.of(phrase)[0]
        return self.get(f"group:{label.lower()}", "group", label)
