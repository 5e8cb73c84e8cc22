"""Relations that stand in the structure of phrases rather than in a verb: posts that persons hold, and components of agencies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ztgraph.extract.frames import Candidate
from ztgraph.extract.posts import Posts, uncertain
from ztgraph.language.factuality import Judge
from ztgraph.language.trees import Phrase, Tree
from ztgraph.mentions.referents import Referent
from ztgraph.mentions.register import Register
from ztgraph.mentions.titles import is_acronym
from ztgraph.mentions.vocabulary import Vocabulary

# Last words of names whose bearers have the bodies called after them: "Calder County Sheriff's Department".
_GOVERNING: Final = frozenset(
    "County City Town Township Borough Village Parish University College Corporation Corp. Company Bank Group Hospital".split()
)
_CHAMBERS: Final = frozenset(
    {"us-house", "us-senate", "congress", "uk-parliament"}
)  # committees are called by their chamber; that says nothing of parts


class Structure(Posts):
    """Finds affiliations and components in the noun phrases of a sentence."""

    def __init__(self, register: Register, words: Vocabulary) -> None:
        super().__init__(register, words)
        self.prefixed: dict[str, tuple[Phrase, str]] = {}
        self.components = words.components | {"foundation", "affiliate"}
        self.noted: set[tuple[str, str]] = set()  # names looked at
        self.stated: dict[str, tuple[Phrase, str]] = {}

    def find(self, tree: Tree, judge: Judge) -> Iterator[Candidate]:
        """All structural candidates of a sentence, in the order of its phrases."""
        for phrase in list(tree.phrases):
            person = self._person(phrase)
            if person is not None:
                yield from self._posts(phrase, person)
            else:
                yield from self._components(phrase)
        for clause in tree.clauses:
            yield from self._posting(clause, tree)

    def _components(self, phrase: Phrase) -> Iterator[Candidate]:
        if phrase.head.tag == "NS" or phrase.pronoun or phrase.outer is not None:
            return
        named = phrase.head.name is not None and phrase.head.name.kind == "agency"
        if named:
            self.note_prefix(phrase)
        if not named and not (phrase.head.tag == "N" and phrase.head.noun in self.components):
            return
        parent = self._parent(phrase, named)
        if parent is not None:
            yield self._candidate("part_of", "component", phrase, parent, phrase.head)
        elif named:
            yield from self._described_component(phrase)

    def _described_component(self, phrase: Phrase) -> Iterator[Candidate]:
        """ "FRA, an operating administration of the Department", "Alder Bank, a unit of Corwin": the apposition names the parent."""
        for other in phrase.appositions:
            if other.head.tag != "N" or other.head.name is not None or other.outer is not None:
                continue
            if other.head.noun not in self.words.components and other.head.noun not in ("part", "affiliate", "element"):
                continue
            for pp in other.pps[:1]:
                if (
                    pp.word in ("of", "within", "in", "under", "at")
                    and len(pp.group) == 1
                    and self._agency(pp.group[0])
                    and pp.group[0].head.tag != "NS"
                ):
                    yield self._candidate("part_of", "apposition", phrase, pp.group[0], other.head)
            above = any(unit.norm == "parent" for unit in other.units)
            if other.possessor is not None and above and self._agency(other.possessor):
                yield self._candidate("part_of", "apposition", other.possessor, phrase, other.head)  # "HHS, ACF's parent department"
            elif other.possessor is not None and not other.possessor.pronoun and self._agency(other.possessor):
                yield self._candidate("part_of", "apposition", phrase, other.possessor, other.head)

    def note_prefix(self, phrase: Phrase) -> None:
        """Remember a name that begins with that of its parent ("DHS OIG", "EPA Region 7")."""
        referent = self.register.resolve(phrase)
        if referent is None:
            return
        parent = self.register.rules.actors[referent.actor].part_of if referent.actor is not None else None
        text = self.register.forms.unit(phrase.head)
        if parent is not None and (referent.key, text) in self.noted:
            return
        self.noted.add((referent.key, text))
        candidates = [parent] if parent is not None else [r.key for r in self.register.window() if r.actor is not None]
        if referent.actor is None:
            hit = self.words.actors.match(self.register.forms.tokens, phrase.head.first, phrase.head.last - 1)
            candidates += [hit[1]] if hit is not None else []
        for key in candidates:
            if key == parent and "of " in text and any(f"of {name}" in text or f"of the {name}" in text for name in self.words.names[key]):
                self.stated[referent.key] = (phrase, key)
                self.register.pin(phrase)
            if key != referent.key and text.startswith(self.words.prefixed[key]):
                if referent.key not in self.prefixed:
                    self.prefixed[referent.key] = (phrase, key)
                    self.register.pin(phrase)
                return

    def late(self) -> Iterator[Candidate]:
        """At the end of the document: components named with their parent's name, where the parent is spoken of too."""
        for phrase, key in self.stated.values():
            yield self._candidate("part_of", "name", phrase, self._called(key, phrase), phrase.head)
        for phrase, key in self.prefixed.values():
            parent = self.register.referents.get(key)
            name = self.register.forms.unit(phrase.head)
            short = is_acronym(name.split()[0].split("-")[0]) or name.endswith("OIG") or "Inspector General" in name
            if (parent is not None and parent.last >= 0) or (short and key not in _CHAMBERS):
                yield self._candidate("part_of", "prefix", phrase, self._called(key, phrase), phrase.head)
        for person, role in self.open:
            found = self._implied(role)
            if found is not None:
                yield self._employed("title", person, found, person.head)
        yield from self._late_discovered()

    def _called(self, key: str, component: Phrase) -> Referent:
        """The parent, under the longest of its names that the component's name holds: the "VA" of "VA OIG" may be all that a text says."""
        parent = self.register.get(key, "agency", key)
        if not parent.forms:
            text = self.register.forms.unit(component.head)
            held = [name for name in self.words.names.get(key, ()) if text.startswith((f"{name} ", f"{name}-")) or f" {name}" in text]
            parent.mention([max(held, key=len)] if held else [])
        return parent

    def _late_discovered(self) -> Iterator[Candidate]:
        """ "Calder County Sheriff's Department" where "Calder County" is spoken of too."""
        labels = {
            r.label: r
            for r in self.register.referents.values()
            if r.kind == "agency" and r.actor is None and ":" in r.key and r.label[:1].isupper() and r.last >= 0
        }
        for referent in labels.values():
            words = referent.label.split()
            shorter = [" ".join(words[:n]) for n in range(1, len(words)) if words[n - 1] in _GOVERNING]
            owner = next((labels[label] for label in shorter if label in labels), None)
            phrase = self.register.named.get(referent.key)
            if owner is not None and phrase is not None:
                yield self._candidate("part_of", "prefix", phrase, owner, phrase.head)

    def _parent(self, phrase: Phrase, named: bool) -> Phrase | None:
        """The agency that owns this one: possessor, prefix, or "of" phrase."""
        if any(unit.norm == "parent" for unit in phrase.units):
            return None  # "ACF's parent department"
        if phrase.possessor is not None and self._agency(phrase.possessor):
            return None if uncertain(phrase.possessor) and phrase.head.noun == "office" else phrase.possessor
        if named:
            for unit in phrase.units[:-1]:
                if unit.name is not None and unit.name.kind == "agency":
                    return self._unit_phrase(phrase, unit)
        definite = phrase.determiner is not None and phrase.determiner.norm == "the" and len(phrase.units) > 1
        for pp in phrase.pps[:1]:
            tied = (named and pp.word in ("of", "at", "within")) or (definite and pp.word == "of")
            if tied and len(pp.group) == 1 and pp.group[0].head.name is not None and self._agency(pp.group[0]):
                return pp.group[0]
        return None
