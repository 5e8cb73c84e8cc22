"""Posts that persons hold, as titles, appositions and verbs of appointment tell them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ztgraph.extract.frames import Candidate
from ztgraph.identity import slug
from ztgraph.language.trees import Clause, Phrase, Tree
from ztgraph.language.units import Unit
from ztgraph.mentions.referents import Referent
from ztgraph.mentions.register import Register
from ztgraph.mentions.vocabulary import Vocabulary

_POST_PREPOSITIONS: Final = frozenset({"of", "for", "at", "with", "in"})
_POSTING: Final = frozenset("name appoint elect become serve work resign retire be act continue confirm hire".split())
_SUCCEEDING: Final = frozenset({"replace", "succeed", "supersede"})
_OF_PERSONS: Final = frozenset(
    "successor predecessor aide deputy assistant lawyer attorney spokesman spokeswoman".split()
)  # who persons have
_LINKS: Final = frozenset("a an the as to be its first for".split())
_ONCE: Final = frozenset({",", "formerly", "previously", "now", "late", "lately", "then", "currently", "recently", "until"})
# Titles of places rather than of departments: "Pennsylvania Attorney General", "Chicago Mayor".
_LOCAL: Final = frozenset({"general", "governor", "mayor", "auditor", "treasurer", "comptroller"})

_HONORIFICS: Final = frozenset({"mr", "mrs", "ms", "miss", "dr", "mx", "sir", "dame", "lord", "lady", "madam"})  # no posts


def uncertain(owner: Phrase) -> bool:
    """Whether an owner is a capitalised word that may as well be the surname of a person."""
    return owner.head.name is not None and owner.head.name.kind == "name"


def _is_field(unit: Unit) -> bool:
    """Whether a name before "Commissioner" is what the commission is for ("Public Service"), and no place that has commissioners."""
    return unit.name is not None and unit.name.label.split()[-1] in (
        "Service",
        "Utility",
        "Utilities",
        "Safety",
        "Works",
        "Health",
        "Gaming",
    )


def _headed(referent: Referent, word: str) -> bool:
    """Whether a word of a discovered name is its head, as "university" is not of an "Association of University Professors"."""
    words = referent.label.lower().split()
    cut = next((n for n, w in enumerate(words) if n and w in ("of", "for", "on")), len(words))
    return referent.actor is not None or cut == len(words) or word in words[:cut] or words[0] == word


class Posts:
    """Finds the bodies at which persons are."""

    def __init__(self, register: Register, words: Vocabulary) -> None:
        self.register, self.words = register, words
        self.open: list[tuple[Phrase, Phrase]] = []  # titled persons whose body the text has not named yet
        self.employers: dict[str, Referent] = {}
        self.of_state: bool | None = None

    def _posting(self, clause: Clause, tree: Tree) -> Iterator[Candidate]:
        """ "was named acting commissioner of B", "resigned as deputy director of B"; who replaces somebody has held the same post."""
        if clause.head is None or len(clause.subject) != 1 or clause.modal is not None or clause.negation is not None:
            return
        person = self.register.resolve(clause.subject[0])
        if person is None or person.kind != "person":
            return
        if clause.verb in _SUCCEEDING and not clause.passive and person.key in self.employers:
            for phrase in (p for group in clause.objects for p in group):
                other = self.register.resolve(phrase)
                if other is not None and other.kind == "person" and other.key not in self.employers:
                    yield self._employed("successor", phrase, self.employers[person.key], clause.head)
        if clause.verb not in _POSTING:
            return
        tokens = self.register.forms.tokens
        for role in tree.phrases:
            first = role.units[0].first
            between = tokens[clause.head.last : first] if 0 <= first - clause.head.last <= 4 else None
            if between is not None and all(t.norm in _LINKS for t in between) and self._is_role(role):
                found = self._agency_of(role)
                if found is not None:
                    yield self._employed("post", clause.subject[0], found, role.head)
                    return

    def _person(self, phrase: Phrase) -> Phrase | None:
        """The phrase that names the person: this one, or the name in apposition to a role."""
        if phrase.head.name is not None and phrase.head.name.kind == "person":
            return phrase
        for other in phrase.appositions:
            if other.head.name is not None and other.head.name.kind == "person":
                return other
        return None

    def _posts(self, phrase: Phrase, person: Phrase) -> Iterator[Candidate]:
        """Every agency at which the phrase says that the person holds or held a post."""
        roles = [phrase] if phrase is not person and phrase.head.noun not in self.words.non_posts else []
        roles += [p for p in phrase.appositions if p is not person and self._is_role(p)]
        if phrase is person and self._titled(phrase):
            found = self._agency_of(phrase)
            if (
                isinstance(found, Referent)
                and found.key == "doj"
                and any(u.norm.endswith(("s. attorney", "states attorney")) for u in phrase.units)
            ):
                self._leave_open(person, phrase)  # the office may be named further on
                return
            known = self.register.resolve(person)
            if isinstance(found, Referent) and known is not None and known.key in self.employers:
                return  # a title alone does not move a judge to another court
            if found is not None:
                yield self._employed("title", person, found, phrase.head)
                return
        for role in roles:
            found = self._agency_of(role)
            if found is not None:
                yield self._employed("apposition", person, found, role.head)
                return
        belonging = list(self._belonging(person))
        yield from belonging
        if not belonging and phrase is person and self._titled(phrase):
            self._leave_open(person, phrase)

    def _leave_open(self, person: Phrase, role: Phrase) -> None:
        self.open.append((person, role))
        self.register.pin(person)

    def _employed(self, how: str, person: Phrase, found: Phrase | Referent, trigger: Unit) -> Candidate:
        made = self._candidate("affiliated_with", how, person, found, trigger)
        if made.subject_referent is not None and made.object_referent is not None:
            self.employers[made.subject_referent.key] = made.object_referent
            made.subject_referent.body = made.object_referent.key
        return made

    def _belonging(self, person: Phrase) -> Iterator[Candidate]:
        """ "Karen Vogel of the Naval Audit Service", "Alison Reyes, formerly of the Charity Commission"."""
        tokens, end = self.register.forms.tokens, person.head.last
        while end + 1 < len(tokens) and tokens[end].norm in _ONCE:
            end += 1
        if end + 1 >= len(tokens) or tokens[end].norm not in ("of", "with") or (tokens[end].norm == "with" and end == person.head.last):
            return
        start = end + 2 if tokens[end + 1].norm in ("the", "a") else end + 1
        for phrase in self.register.kept:
            if (
                phrase.head.name is not None
                and phrase.head.name.kind == "agency"
                and phrase.units[0].first == start
                and self._agency(phrase)
            ):
                yield self._employed("of", person, phrase, phrase.head)
                return

    def _is_role(self, phrase: Phrase) -> bool:
        if phrase.head.name is not None:
            return phrase.head.name.kind == "title"
        return (phrase.head.noun in self.words.roles or phrase.head.noun == "operator") and phrase.head.noun not in self.words.non_posts

    def _titled(self, phrase: Phrase) -> bool:
        return any(self._role_unit(u) for u in phrase.units[:-1])

    def _role_unit(self, unit: Unit) -> bool:
        if unit.name is not None:
            return unit.name.kind == "title" and unit.norm.rstrip(".") not in _HONORIFICS
        return unit.tag in ("N", "NS") and (unit.noun in self.words.roles)

    def _agency_of(self, role: Phrase) -> Phrase | Referent | None:
        """The agency that a role phrase names; for an inspector general the office, where the document speaks of it."""
        found = self._named_agency(role)
        if found is not None and any("inspector general" in u.norm for u in role.units):
            referent = found if isinstance(found, Referent) else self.register.resolve(found)
            office = self.words.inspectors.get(referent.actor or "") if referent is not None else None
            if office is not None:
                return self.register.get(office, "agency", office)
        return found

    def _named_agency(self, role: Phrase) -> Phrase | Referent | None:
        """The agency in a role phrase: modifier, possessor, "of …", or what the title alone implies."""
        if role.head.name is not None and role.head.name.kind == "agency" and "inspector general" in role.head.norm:
            return self.register.get(role.head.name.key, "agency", role.head.name.label)  # "the Inspector General of B, NAME,"
        for n, unit in enumerate(role.units):
            if unit.name is not None and unit.name.kind == "agency" and unit is not role.head:
                after = role.units[n + 1] if n + 1 < len(role.units) else unit
                if unit.name.key not in self.register.rules.actors and after.norm == "commissioner" and _is_field(unit):
                    return self._commission(unit.name.label)
                return self._unit_phrase(role, unit)
            if unit.capital and unit.tag == "N" and unit.noun in self.register.rules.heads.agency and unit is not role.head:
                made = self._unit_phrase(role, unit)
                if self._agency(made):
                    return made
        if role.possessor is not None and role.head.noun in _OF_PERSONS and uncertain(role.possessor):
            return None
        if role.possessor is not None:
            referent = self.register.resolve(role.possessor)
            if referent is not None and referent.kind == "agency":
                return role.possessor
            if referent is not None and referent.key in self.employers:
                return self.employers[referent.key]
            if referent is None:
                return None
        for pp in role.pps:
            if pp.word in _POST_PREPOSITIONS:
                for phrase in pp.group:
                    if any("attorney" in u.norm for u in role.units) and "district of" in phrase.head.norm:
                        continue  # a U.S. attorney's district is no employer
                    name = phrase.head.name
                    if (
                        name is not None
                        and name.kind in ("place", "name")
                        and pp.word == "of"
                        and any(u.norm.split()[-1] in _LOCAL for u in role.units)
                    ):
                        return self._state(name.label)
                    referent = self.register.resolve(phrase)
                    if referent is not None and referent.kind == "agency":
                        return phrase
        return self._implied(role)

    def _of_state(self) -> bool:
        """Whether a document is about a state, whose attorney general is none of the Department of Justice."""
        if self.of_state is None:  # asked once a document
            words = {token.text for token in self.register.forms.tokens}
            federal = bool(words & {"Justice", "DOJ", "federal", "Federal"})
            self.of_state = not federal and bool(words & {"governor", "Gov", "Gov.", "legislature", "state"})
        return self.of_state

    def _spoken_of(self, key: str) -> bool:
        found = self.register.referents.get(key)
        return found is not None and found.last >= 0

    def _commission(self, field: str) -> Referent:
        """The body of a "Public Service Commissioner"."""
        label = field if field.endswith("Commission") else f"{field} Commission"
        made = self.register.get(f"agency:{slug(label)}", "agency", label)
        made.heads.add("commission")
        return made

    def _company(self, unit: Unit) -> Referent | None:
        """The business or hospital mentioned last before a title, whose executive it is."""
        here = self.register.forms.tokens[unit.first].start
        held = [r for r in self.register.window() if r.kind == "agency" and not r.plural and r.label[0].isupper() and r.first < here]
        held = [r for r in held if self.register.is_business(r)]
        return max(held, key=lambda r: r.last) if held else None

    def _state(self, label: str) -> Referent:
        """A place as the body that its officers serve."""
        made = self.register.get(f"agency:{label.lower()}", "agency", label)
        made.roles.add("place")
        return made

    def _implied(self, role: Phrase) -> Referent | None:
        """The agency of a title that belongs to one agency, or whose body the document has named ("Sheriff", "Inspector General")."""
        for unit in role.units:
            if unit.name is None or unit.name.kind != "title":
                continue
            row = self.words.title_rows.get(unit.name.key)
            place = next((u.name for u in role.units if u.name is not None and u.name.kind == "place" and u.last == unit.first), None)
            if place is not None and unit.norm.split()[-1] in _LOCAL:
                return self._state(place.label)
            if "attorney" in unit.norm and row is not None and row.agency == "doj":
                offices = [r for r in self.register.window() if "Attorney's Office" in r.label.replace("’", "'") and r.last >= 0]
                if len(offices) == 1:
                    return offices[0]
            if row is not None and row.agency == "doj" and unit.norm == "attorney general" and self._of_state():
                return None
            if row is not None and row.agency == "scotus" and not self._spoken_of("scotus"):
                return self._mentioned("court")
            if row is not None and row.agency is not None:
                return self.register.get(row.agency, "agency", row.agency)
            words = set(unit.norm.split())
            if {"inspector", "general"} <= words:
                return self._mentioned("inspector") or self._mentioned("watchdog")
            if "chief" in words and words & {"officer", "executive"} and not words & {"petty", "warrant"}:
                return self._company(unit)
            return self._body(unit.norm.split()[-1])
        for unit in role.units:
            if unit.tag == "N" and unit.capital and unit.noun in self.words.roles:
                return self._body(unit.noun)
        nouns = {unit.noun for unit in role.units}
        return self._company(role.units[0]) if "chief" in nouns and nouns & {"officer", "executive"} else None

    def _body(self, title: str) -> Referent | None:
        """The body that the last word of a title belongs to: the one called after it, or the usual ones for it in order."""
        for word in (title, *self.words.title_bodies.get(title, "").split()):
            found = self._mentioned(word)
            if found is not None:
                return found
        return None

    def _mentioned(self, word: str) -> Referent | None:
        """The agency mentioned last whose name holds the word of the title."""
        held = [r for r in self.register.window() if word and r.kind == "agency" and not r.plural and word in r.heads and _headed(r, word)]
        held = [r for r in held if r.label.split()[-1].lower() not in {"board", "commission", "union", "association", "council"} - {word}]
        if word == "court":
            held = [r for r in held if "Supreme" not in r.label]
        elif word == "police":
            held = [r for r in held if r.label[0].isupper()]  # "the state police" have no "Police Chief"
        return max(held, key=lambda r: r.last) if held else None

    def _unit_phrase(self, role: Phrase, unit: Unit) -> Phrase:
        made = Phrase(role.first, role.last, unit, [unit])
        self.register.kept.append(made)
        return made

    def _agency(self, phrase: Phrase) -> bool:
        referent = self.register.resolve(phrase)
        return referent is not None and referent.kind == "agency"

    def _candidate(self, relation: str, how: str, subject: Phrase, thing: Phrase | Referent, trigger: Unit) -> Candidate:
        referent = thing if isinstance(thing, Referent) else self.register.resolve(thing)
        phrase = subject if isinstance(thing, Referent) else thing
        return Candidate(
            relation,
            f"{relation}/{how}",
            subject,
            phrase,
            trigger,
            None,
            nominal=True,
            subject_referent=self.register.resolve(subject),
            object_referent=referent,
        )
