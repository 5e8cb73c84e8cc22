"""Rule files to rules: what each holds is read, checked, and put together with what the others hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ztgraph.errors import RulesError
from ztgraph.rules import actors as actor_files
from ztgraph.rules import relations as relation_files
from ztgraph.rules import words as word_files
from ztgraph.rules.fields import unknown
from ztgraph.rules.objects import Actor, Cues, CueTable, Heads, Relation, Rules, Titles
from ztgraph.rules.strict_yaml import Table, parse

WORD_FILES = ("heads", "titles")


@dataclass(slots=True)
class _Parts:
    """What the files gave so far."""

    relations: dict[str, Relation] = field(default_factory=dict)
    actors: list[Actor] = field(default_factory=list)
    titles: Titles = field(default_factory=Titles)
    titles_place: str = ""
    heads: Heads = field(default_factory=Heads)
    cues: dict[str, Mapping[str, CueTable]] = field(default_factory=dict)


def assemble(files: Mapping[str, tuple[bytes, str]], digest: str, problems: list[RulesError]) -> Rules | None:
    """The rules of ``files`` (name to bytes, and what errors call the file), or None with what is wrong added to ``problems``."""
    parts = _Parts()
    for name, (data, shown) in files.items():
        try:
            _add(parts, name, parse(data, shown))
        except RulesError as error:
            problems.append(error)
    try:
        actors = actor_files.check_actors(parts.actors)
        word_files.check_titles(parts.titles, actors, parts.titles_place)
    except RulesError as error:
        problems.append(error)
        return None
    if problems:
        return None
    return Rules(
        relations=dict(sorted(parts.relations.items())),
        actors=actors,
        titles=parts.titles,
        heads=parts.heads,
        cues=Cues(parts.cues),
        digest=digest,
    )


def _add(parts: _Parts, name: str, table: Table) -> None:
    folder, _, file = name.partition("/")
    stem = file.removesuffix(".yaml")
    if folder == "relations":
        relation = relation_files.read_relation(table, stem)
        parts.relations[relation.id] = relation
    elif folder == "actors":
        parts.actors.extend(actor_files.read_actors(table))
    elif folder == "cues":
        parts.cues[stem] = word_files.read_cues(table, stem, table.place())
    elif stem == "heads":
        parts.heads = word_files.read_heads(table)
    elif stem == "titles":
        parts.titles, parts.titles_place = word_files.read_titles(table), table.file
    else:
        unknown("word file", stem, WORD_FILES, table.place())
