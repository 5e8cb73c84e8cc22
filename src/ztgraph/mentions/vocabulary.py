"""The lexicon as the name finder needs it: prepared once for a set of rules."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ztgraph.language.inflection import regular_noun
from ztgraph.mentions.gazetteer import Gazetteer, sequence
from ztgraph.model import Kind
from ztgraph.rules.objects import Heads, Rules, Title

OIG_SEQUENCES: Final = tuple(
    sequence(form) for form in ("Office of Inspector General", "Office of the Inspector General", "Office of Inspectors General", "OIG")
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Gazetteers of actors and titles, word sets, and the inspectors general by parent.

    ``names`` are all names of each actor, ``prefixed`` the same as they begin the name of a component ("DHS " of "DHS OIG");
    ``kinds`` says what a noun, or a pair of words, denotes.
    """

    actors: Gazetteer
    colliding: dict[str, str]
    shared: dict[str, tuple[str, ...]]
    titles: Gazetteer
    title_rows: dict[str, Title]
    prefixes: frozenset[str]
    roles: frozenset[str]
    kinds: dict[str, Kind]
    given: frozenset[str]
    female: frozenset[str]
    either_sex: frozenset[str]
    surnames_like_verbs: frozenset[str]
    surnames_like_bodies: frozenset[str]
    also_of_states: frozenset[str]
    places: Gazetteer
    governments: Gazetteer
    states: frozenset[str]
    organisation_heads: frozenset[str]
    possessor_heads: frozenset[str]
    possessor_tails: frozenset[str]
    instruments: frozenset[str]
    components: frozenset[str]
    title_bodies: dict[str, str]
    honorifics: frozenset[str]
    generic_firsts: frozenset[str]
    non_posts: frozenset[str]
    inspectors: dict[str, str]
    names: dict[str, tuple[str, ...]]
    prefixed: dict[str, tuple[str, ...]]


def _plurals(words: frozenset[str]) -> frozenset[str]:
    return words | {regular_noun(word) for word in words}


def _kinds(heads: Heads, roles: frozenset[str]) -> dict[str, Kind]:
    """What each noun denotes; of those on several lists a role is a group, but "law office" and other pairs of words are bodies first."""
    kinds: dict[str, Kind] = dict.fromkeys(heads.instrument | heads.event, "instrument")
    kinds.update(dict.fromkeys(heads.population, "population"))
    kinds.update(dict.fromkeys(heads.agency, "agency"))
    kinds.update({role: "group" for role in roles if " " not in role or role not in heads.agency})
    return kinds


@lru_cache(maxsize=4)
def _prepare(digest: str, rules: _Box) -> Vocabulary:
    source = rules.rules
    actors = Gazetteer()
    colliding: dict[str, str] = {}
    inspectors: dict[str, str] = {}
    for actor_id in sorted(source.actors):
        actor = source.actors[actor_id]
        for name in (actor.label, *actor.aliases, *actor.abbreviations):
            if name in actor.collides:
                colliding.setdefault(name, actor_id)
            else:
                actors.add(sequence(name), actor_id)
        inspects = actor.part_of and any("Inspector General" in name for name in (actor.label, *actor.aliases))
        if actor.part_of and inspects and (actor_id == f"{actor.part_of}-oig" or actor.part_of not in inspectors):
            inspectors[actor.part_of] = actor_id
    titles = Gazetteer()
    rows: dict[str, Title] = {}
    for row in source.titles.titles:
        titles.add(sequence(row.title), row.title)
        if row.title[0].isupper() and row.title.split()[-1].isalpha():
            *words, last = sequence(row.title)
            titles.add((*words, regular_noun(last)), row.title)
        rows[row.title] = row
    for honorific in sorted(source.cues.words("grammar", "honorifics")):
        titles.add(sequence(honorific), honorific)
    places, governments = Gazetteer(), Gazetteer()
    places.add_all((name, name) for name in sorted(source.cues.words("grammar", "places")))
    governments.add_all((name, name) for name in sorted(source.cues.words("grammar", "governments")))
    heads = source.heads
    names = {key: (actor.label, *actor.abbreviations, *actor.aliases) for key, actor in source.actors.items()}
    return Vocabulary(
        actors=actors,
        colliding=colliding,
        shared={actor_id: actor.collides for actor_id, actor in source.actors.items() if actor.collides},
        titles=titles,
        title_rows=rows,
        prefixes=source.titles.prefixes,
        roles=source.titles.lower | heads.group,
        kinds=_kinds(heads, source.titles.lower | heads.group),
        given=source.cues.words("grammar", "given_names"),
        female=source.cues.words("grammar", "female_names"),
        either_sex=source.cues.words("grammar", "names_of_either"),
        surnames_like_verbs=source.cues.words("grammar", "surnames_like_verbs"),
        surnames_like_bodies=source.cues.words("grammar", "surnames_like_bodies"),
        also_of_states=source.cues.words("grammar", "also_of_states"),
        places=places,
        governments=governments,
        states=source.cues.words("grammar", "governments") | frozenset({"England", "Scotland", "Wales"}),
        organisation_heads=heads.organisation_heads | heads.organisation_suffixes,
        possessor_heads=source.cues.words("grammar", "possessor_heads"),
        possessor_tails=source.cues.words("grammar", "possessor_tails"),
        instruments=_plurals(heads.instrument),
        components=source.cues.words("grammar", "components"),
        non_posts=source.cues.words("grammar", "non_posts"),
        generic_firsts=source.cues.words("grammar", "generic_firsts"),
        honorifics=source.cues.words("grammar", "honorifics"),
        title_bodies=dict(source.cues.strings("grammar", "title_bodies")),
        inspectors=inspectors,
        names=names,
        prefixed={key: tuple(name + mark for name in each for mark in (" ", "-")) for key, each in names.items()},
    )


class _Box:
    """Rules as a hashable argument: the digest decides."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules

    def __hash__(self) -> int:
        return hash(self.rules.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Box) and other.rules.digest == self.rules.digest


def vocabulary(rules: Rules) -> Vocabulary:
    """The vocabulary of ``rules``, prepared once for each digest."""
    return _prepare(rules.digest, _Box(rules))
