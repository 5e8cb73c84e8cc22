"""Definite descriptions: "the bureau", "the watchdog", "the other two"."""

from __future__ import annotations

from typing import Final

from ztgraph.identity import slug
from ztgraph.language import closed
from ztgraph.language.trees import Phrase
from ztgraph.language.units import Unit
from ztgraph.mentions.referents import Referent, Referents
from ztgraph.model import Kind

DEFINITE: Final = frozenset(
    {"the", "this", "that", "these", "those", "its", "their", "his", "her", "our", "both", "all", "said", "either", "such", "each"}
)
# Nouns that can stand for any organisation, and for a business in particular.
ANY_AGENCY: Final = frozenset(
    {"agency", "organization", "organisation", "body", "entity", "institution", "component", "watchdog", "government"}
)
COMPANY: Final = frozenset(
    {
        "company",
        "firm",
        "contractor",
        "corporation",
        "vendor",
        "operator",
        "business",
        "grantee",
        "recipient",
        "provider",
        "nonprofit",
        "group",
        "manufacturer",
        "bank",
        "lender",
        "insurer",
        "subcontractor",
        "partnership",
        "charity",
        "developer",
        "supplier",
        "subsidiary",
        "startup",
        "employer",
        "retailer",
        "drugmaker",
    }
)
_PLAIN: Final = frozenset({"company", "firm", "business", "contractor", "vendor"})  # they also go back to a business without a name
# Nouns of one trade: a listed company is called so too.
_TRADES: Final = frozenset(
    """airline carrier drugmaker automaker chipmaker retailer utility railroad brokerage publisher broadcaster insurer lender manufacturer
 distributor wholesaler shipbuilder homebuilder refiner operator vendor supplier landlord servicer developer""".split()
)
_PUBLIC: Final = frozenset(
    """subcommittee board authority office division legislature parliament embassy states kingdom republic department bureau court
 county inspector oig city agency administration commission committee council senate congress ministry police tribe""".split()
)
PRIVATE: Final = COMPANY | frozenset(
    (
        "hospital school university college inc inc. llc corp corp. co co. ltd union church clinic plant court congress jury county city "
        "state"
    ).split()
)
# Bodies after which others are called: "the County" after "Calder County Sheriff's Department".
_GOVERNING: Final = frozenset({"county", "city", "town", "township", "borough", "village", "parish", "university"})
_ORDINAL: Final = frozenset("first second third fourth fifth sixth seventh last latter former other".split())
_REGULATORS: Final = frozenset({"commission", "administration", "agency", "board", "authority", "regulator", "comptroller"})
# Nouns for bodies whose names have another head: "the tribe" for a Nation.
_CALLED: Final = {
    "tribe": frozenset({"nation", "pueblo", "band", "rancheria", "tribes"}),
    "newspaper": frozenset("times post journal herald tribune gazette globe chronicle inquirer telegraph news".split()),
    "union": frozenset({"federation", "brotherhood", "teamsters", "workers", "local", "guild"}),
    "airline": frozenset({"airlines", "airways"}),
    "hospital": frozenset({"clinic", "infirmary", "medical"}),
    "school": frozenset({"academy", "college"}),
    "prison": frozenset({"penitentiary", "correctional", "hmp", "fci", "usp"}),
    "jail": frozenset({"detention"}),
    "charity": frozenset({"foundation", "society", "charities"}),
    "church": frozenset({"diocese", "archdiocese", "ministries"}),
    "railroad": frozenset({"railway", "amtrak"}),
    "lender": frozenset({"bank", "bancorp", "mortgage"}),
}
ADVOCATES: Final = frozenset("lawyer attorney counsel solicitor barrister advocate".split())  # they have clients
_WATCHDOG: Final = frozenset({"watchdog", "auditor", "auditors"})


def _of_place(unit: Unit) -> bool:
    """Whether a word says where a business is: "the Toledo company", "the Denver-based firm"."""
    return (unit.name is not None and unit.name.kind == "place") or unit.norm.endswith("-based")


class Descriptions(Referents):
    """Finds what a common-noun phrase goes back to, or makes a new referent of it."""

    def _region(self, phrase: Phrase) -> Referent | None:
        """ "the region" after "EPA Region 7": a definite noun that no list knows, but a name has."""
        if phrase.determiner is None or phrase.determiner.norm != "the" or phrase.head.tag != "N" or len(phrase.units) > 1:
            return None
        pool = [r for r in self.window() if r.kind == "agency" and phrase.head.noun in r.heads and r.last >= 0]
        return max(pool, key=lambda r: r.last) if pool else None

    def _description(self, phrase: Phrase) -> Referent | None:
        kind = self._kind_here(phrase)
        if kind is None:
            return self._region(phrase) or self._thing(phrase)
        noun = phrase.head.noun
        definite = (
            (phrase.determiner is not None and phrase.determiner.norm in DEFINITE)
            or phrase.possessor is not None
            or (phrase.head.capital and phrase.head.tag == "N" and phrase.determiner is not None)
        )
        located = phrase.determiner is not None and phrase.determiner.norm == "the" and (noun in COMPANY or noun in _TRADES)
        bare = (
            all(u is phrase.head or u.tag == "#" or u.norm == "same" or (located and _of_place(u)) for u in phrase.units)
            and phrase.outer is None
            and not self._specified(phrase)
        )
        if kind == "agency" and definite and phrase.possessor is None and (phrase.determiner is None or phrase.determiner.tag != "PP"):
            found = self._agency_by_head(noun, phrase, bare)
            if found is not None and not self._of_another(phrase, found):
                return found
            if bare and not phrase.pps and phrase.head.tag == "N" and noun in ANY_AGENCY:
                return None
        if kind == "agency" and phrase.possessor is not None and phrase.head.tag == "N":
            found = self._body_of(noun, phrase.possessor)
            if found is not None:
                return found
        if kind == "group" and noun == "regulator" and definite and bare and phrase.head.tag == "N":
            regulator = next((r for r in self.window() if r.actor is not None and r.kind == "agency" and r.heads & _REGULATORS), None)
            if regulator is not None and regulator not in self.barred:
                return regulator
        if noun == "client" and phrase.possessor is not None and phrase.possessor.pronoun:
            lawyer = next((r for r in self.window() if self.clients.get(r.key) in self.referents), None)
            client = self.referents[self.clients[lawyer.key]] if lawyer is not None else None
            if client is not None and client.plural == phrase.plural:
                return client
        if kind == "group" and definite and phrase.head.tag == "N":
            found = self._person_by_role(noun)
            if found is not None and (bare or all(u is phrase.head or u.norm in found.roles for u in phrase.units)) and not phrase.pps:
                return found
        found = self._same_head(phrase, kind, definite, bare)
        if found is not None:
            return found
        forms = self.forms.of(phrase)
        key = f"{kind}:{self.forms.identity(phrase)}"
        before = self.referents.get(key)
        one = phrase.head.tag == "N" and phrase.determiner is not None and phrase.determiner.norm in ("a", "an")
        if before is not None and before.plural and ((one and kind == "group") or (kind == "agency" and phrase.head.tag == "N")):
            key = f"{kind}:one {self.forms.identity(phrase)}"
        referent = self.get(key, kind, forms[0])
        referent.heads.add(noun)
        referent.plural = phrase.plural
        return referent

    def _body_of(self, noun: str, owner: Phrase) -> Referent | None:
        """ "his department", "her agency": the organisation at which the person is, where the noun can stand for it."""
        if owner.head.norm not in ("his", "her"):
            return None
        person = self.resolve(owner)
        if person is None or (not person.body and noun != "agency"):
            return None
        if not person.body:
            return next(
                (r for r in self.window() if r.actor is not None and r.kind == "agency" and not r.heads & (PRIVATE | {"inspector"})), None
            )
        actor = self.rules.actors.get(person.body)
        body = self.get(person.body, "agency", actor.label) if actor is not None else self.referents.get(person.body)
        if body is None:
            return None
        return body if noun in body.heads or noun in ANY_AGENCY or (noun in _PLAIN and self.is_business(body, noun)) else None

    def _called(self, referent: Referent, noun: str) -> bool:
        """Whether a body goes by a noun: as its list says, or as its name ends ("the home" after "a nursing home")."""
        if referent.actor is not None:
            return noun in self.rules.actors[referent.actor].generic
        return " " in referent.label and referent.label.lower().endswith(f" {noun}")

    def _of_another(self, phrase: Phrase, found: Referent) -> bool:
        """Whether an "of" phrase gives a description an owner that the body found is not named after: "the council of the university"."""
        for pp in phrase.pps:
            if pp.word == "of" and len(pp.group) == 1 and pp.group[0].head.tag in ("N", "NM"):
                owner = self.resolve(pp.group[0])
                if owner is not None and owner.kind == "agency" and owner is not found:
                    part = self.rules.actors[found.actor].part_of if found.actor is not None else None
                    return part != owner.key and owner.label.lower() not in found.label.lower()
        return False

    def _specified(self, phrase: Phrase) -> bool:
        """Whether an "of" phrase says which one is meant; in "told the agency of the crash" it does not."""
        general = phrase.head.noun in ANY_AGENCY or phrase.head.noun in COMPANY
        for pp in phrase.pps:
            thing = pp.group[0] if pp.word == "of" and pp.group else None
            if thing is not None and not (general and thing.head.name is None and self.kind(thing) != "agency"):
                return True
        return False

    def _kind_here(self, phrase: Phrase) -> Kind | None:
        """The kind of a phrase; a noun by which a body of the document is called ("the service", after the Army) denotes a body."""
        kind = self.kind(phrase)
        if (
            kind in (None, "instrument")
            and len(phrase.units) <= 2
            and phrase.determiner is not None
            and not any(pp.word == "of" for pp in phrase.pps)
        ):
            if any(u is not phrase.head and u.tag != "#" for u in phrase.units) or phrase.determiner.norm not in DEFINITE:
                return kind
            noun = phrase.head.noun
            for referent in self.window():
                if referent.kind == "agency" and referent.last >= 0 and self._called(referent, noun):
                    return "agency"
        return kind

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
        modifiers = {u.norm for u in phrase.units[:-1] if not (bare and _of_place(u))}
        agencies = [r for r in self.window() if r.kind == "agency" and not r.plural and r.last >= 0 and r not in self.barred]
        agencies.sort(key=lambda r: -r.last)
        named = [r for r in agencies if noun in r.heads and (r.actor is not None or ":" in r.key)]
        if not named and bare and noun in _CALLED:
            named = [r for r in agencies if r.heads & _CALLED[noun]]
        if modifiers:
            for referent in named:
                if modifiers <= {w.lower() for form in referent.forms for w in form.split()}:
                    return referent
            return None
        exact = [
            r
            for r in named
            if r.label.lower().split()[-1] == noun
            or (r.label.lower().split()[0] == noun and r.label.lower().split()[1:2] in ([], ["of"], ["for"]))
            or (r.actor is not None and noun in self.rules.actors[r.actor].generic)
        ]
        if not exact and named and bare and phrase.head.capital and noun in _GOVERNING:
            words = named[0].label.split()
            cut = next((n for n, word in enumerate(words) if word.lower() == noun), 0)
            if 0 < cut < len(words) - 1:
                label = " ".join(words[: cut + 1])
                made = self.get(f"agency:{slug(label)}", "agency", label)
                made.first = min(made.first, named[0].first)
                return made
        if exact and exact[0].actor is not None and (noun in COMPANY or noun in _TRADES) and bare:
            later = next((r for r in agencies if r.label[0].isupper() and self.is_business(r, noun)), None)
            if later is not None and later.last > exact[0].last:
                return later  # "Boeing's rival Aerostar …, the company said"
        for pool in (exact, named):
            if pool:
                return self._principal(pool) if phrase.head.capital and bare else pool[0]
        if not bare or phrase.head.tag == "NS":
            return None  # "the carriers" are not one body
        if noun in _WATCHDOG:
            return self.author() or next((r for r in agencies if r.heads & {"inspector", "watchdog"} or r.key == "gao"), None)
        if noun in COMPANY or noun in _TRADES:
            business = [r for r in agencies if self.is_business(r, noun)]
            return next((r for r in business if r.label[0].isupper()), None) or (next(iter(business), None) if noun in _PLAIN else None)
        if noun in ANY_AGENCY:
            public = [r for r in agencies if not r.heads & (PRIVATE | {"inspector"})]
            return next((r for r in public if r.actor is not None), None) or next(iter(public), None)
        return None

    def is_business(self, referent: Referent, noun: str = "company") -> bool:
        """Whether a body can be called "the company" and the like: no list knows it, or it is listed as such."""
        if referent.actor is not None:
            generic = self.rules.actors[referent.actor].generic
            return noun in generic or (noun in _TRADES and "company" in generic)
        return (
            referent.label != "OIG"
            and "place" not in referent.roles
            and referent.label not in self.words.states
            and not referent.heads & _PUBLIC
        )

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
            if kind in ("group", "agency") and referent.plural != phrase.plural:
                continue  # "its managers" are not the manager
            if referent.plural and phrase.head.tag == "N" and phrase.determiner is not None and phrase.determiner.norm in ("a", "an"):
                continue  # "a coach" is none of the coaches spoken of
            other = set(referent.key.split(":", 1)[1].split())
            shorter = definite and words <= other and (bare or len(words) > 1)
            longer = definite and other <= words and kind == "instrument" and len(other) > 1
            if (words == other or shorter or longer) and (best is None or referent.last > best.last):
                best = referent
        return best

    def _elliptic(self, phrase: Phrase) -> Referent | None:
        """ "all but one", "the other two", "the second": a number or ordinal for a noun said before."""
        pool = sorted(
            (r for r in self.window() if r.last >= 0 and r.kind in ("instrument", "group", "population", "agency") and r.actor is None),
            key=lambda r: -r.last,
        )
        if phrase.head.tag in ("#", "D"):
            return self._counted(phrase, [r for r in pool if r.plural])
        if phrase.head.norm in _ORDINAL:
            ordered = next(
                (r for r in pool if r.heads and r.label.split()[0].lower() in _ORDINAL), None
            )  # "the first finding … the second"
            like = ordered or next((r for r in pool if r.heads), None)
            if like is not None:
                noun = next(iter(sorted(like.heads)))
                made = self.get(f"{like.kind}:{phrase.head.norm} {noun}", like.kind, f"{phrase.head.norm} {noun}")
                made.heads.add(noun)
                return made
        return None

    def _counted(self, phrase: Phrase, pool: list[Referent]) -> Referent | None:
        """ "all 20", "19": the plural that was counted so, or of which a fronted "Of the 46 parents …" speaks, else the last."""
        counted = next((r for r in pool if phrase.head.norm in r.numbers), None) if phrase.head.tag == "#" else None
        if counted is not None:
            return counted
        here = [r for r in pool if r.first >= self.begin]
        if here and self.partitive:
            return min(here, key=lambda r: r.first)
        return next(iter(pool), None)
