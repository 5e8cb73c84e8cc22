"""``ztgraph rules``: look at the rules, run their examples, begin a new one, write their pages."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ztgraph.cli import work
from ztgraph.cli.terminal import say
from ztgraph.cli.work import SOME_FAILED, load, rules_option
from ztgraph.columns import columns
from ztgraph.errors import UsageError

if TYPE_CHECKING:
    from ztgraph.rules.objects import Actor, Relation, Rules

TEMPLATE = """# A relation of your own. It works as it stands: put your words in place of these, then run
# ztgraph rules test {name} --rules DIR
id: {name}
label: {label}
negative_label: did not {label}
meaning: A negotiated with B.
family: coordination            # coordination, direction, oversight, enforcement or structure
subject: [agency, person, group]
object: [agency, person, group]
frames:
  negotiate: {{verb: negotiate, subject: agent, object: with}}
examples:
  match:
    - say: "{{subject: The Department of Labor}} negotiated with {{object: the Internal Revenue Service}} on May 4, 2018."
      time: "2018-05-04"
  no_match:
    - say: "The Department of Labor negotiated the terms."
      why: nobody is named with whom it did
"""


@click.group("rules", short_help="Look at, test and begin rules.")
def command() -> None:
    """Look at the rules, run their examples, begin a new one, write their pages."""


@command.command("test")
@click.argument("names", metavar="[RELATION]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Write the report as JSON.")
@rules_option
def test(names: tuple[str, ...], as_json: bool, extra_rules: Path | None) -> int:
    """Run the examples of all relations, or of those named; exit code 1 where one fails or a frame has none."""
    from ztgraph.rules.check import check_rules, report_record, report_text

    report = check_rules(load(extra_rules), work.extract_document, names or None)
    sys.stdout.write(json.dumps(report_record(report), ensure_ascii=False, indent=2) + "\n" if as_json else report_text(report))
    return 0 if report.ok else SOME_FAILED


@command.command("list")
@click.option("--actors", is_flag=True, help="List the actors in place of the relations.")
@click.option("--json", "as_json", is_flag=True, help="Write the list as JSON.")
@rules_option
def show_all(actors: bool, as_json: bool, extra_rules: Path | None) -> int:
    """List the relations, or the actors."""
    rules = load(extra_rules)
    header: tuple[str, ...]
    if actors:
        header = ("id", "label", "kind", "part_of")
        rows = [[actor.id, actor.label, actor.kind, actor.part_of or ""] for _, actor in sorted(rules.actors.items())]
    else:
        header = ("id", "family", "frames", "examples", "meaning")
        rows = [
            [name, relation.family, str(len(relation.frames)), str(len(relation.match) + len(relation.no_match)), relation.meaning]
            for name, relation in sorted(rules.relations.items())
        ]
    if as_json:
        click.echo(json.dumps([dict(zip(header, row, strict=True)) for row in rows], ensure_ascii=False, indent=2))
    else:
        sys.stdout.write(columns(header, rows))
    return 0


@command.command("show")
@click.argument("name")
@rules_option
def show(name: str, extra_rules: Path | None) -> int:
    """Show a relation with its frames and examples, or an actor, by its id, label or abbreviation."""
    rules = load(extra_rules)
    relation = rules.relations.get(name)
    lines = _relation_lines(relation) if relation else _actor_lines(_actor(name, rules), rules)
    click.echo("\n".join(lines))
    return 0


def _relation_lines(relation: Relation) -> list[str]:
    lines = [f"{relation.id} ({relation.family}{', symmetric' if relation.symmetric else ''}): {relation.meaning}"]
    lines.append(f"  {'|'.join(sorted(relation.subject_kinds))} → {'|'.join(sorted(relation.object_kinds))}")
    for frame in relation.frames:
        roles = [f"subject: {', '.join(frame.subject)}", f"object: {', '.join(frame.object)}"]
        lines.append(f"  {frame.id}: {frame.trigger_pos} {', '.join(frame.triggers)} · {' · '.join(roles)}")
    for title, examples in (("match", relation.match), ("no_match", relation.no_match), ("not_yet", relation.not_yet)):
        lines += [f"  {title}: {example.say}" for example in examples]
    return lines


def _actor(name: str, rules: Rules) -> Actor:
    found = rules.actors.get(name)
    if found is None:
        found = next((each for _, each in sorted(rules.actors.items()) if name in (each.label, *each.abbreviations, *each.aliases)), None)
    if found is None:
        raise UsageError(
            f"no relation and no actor is called {name!r}", remedy="ztgraph rules list shows the relations, --actors the actors"
        )
    return found


def _actor_lines(actor: Actor, rules: Rules) -> list[str]:
    parts = (
        ("also", "; ".join((*actor.abbreviations, *actor.aliases))),
        ("ambiguous", "; ".join(actor.collides)),
        ("part of", actor.part_of or ""),
        ("components", ", ".join(rules.components.get(actor.id, ()))),
        ("as in", ", ".join(actor.generic)),
        ("wikidata", ", ".join(actor.same_as)),
        ("dates", actor.dates or ""),
    )
    return [f"{actor.id} ({actor.kind}): {actor.label}", *(f"  {title}: {value}" for title, value in parts if value)]


@command.command("new")
@click.argument("name")
@click.option("-o", "--output", metavar="DIR", type=click.Path(path_type=Path), required=True, help="Your folder of rules.")
def new(name: str, output: Path) -> int:
    """Begin the relation NAME in DIR/relations/, with a frame and examples to fill in."""
    from ztgraph.files import write_atomic

    if not name.isascii() or not name.isidentifier() or name != name.lower():
        raise UsageError(f"{name!r} cannot be the id of a relation", remedy="use small letters, digits and _, such as worked_with")
    path = output / "relations" / f"{name}.yaml"
    if path.exists():
        raise UsageError("the relation is there already", place=str(path), remedy="edit it, or choose another name")
    write_atomic(path, TEMPLATE.format(name=name, label=name.replace("_", " ")))
    say(f"begun: {path}; then run: ztgraph rules test {name} --rules {output}")
    return 0
