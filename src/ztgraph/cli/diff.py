"""``ztgraph diff``: what one graph says that another does not."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ztgraph.cli.sentence import statement_line
from ztgraph.cli.terminal import say
from ztgraph.cli.work import load, rules_option

if TYPE_CHECKING:
    from ztgraph.model import Extraction, Statement

Key = tuple[str, str, str, str, str, str, str, str]


@click.command("diff", short_help="What two graphs say differently.")
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@click.option("--json", "as_json", is_flag=True, help="Write one difference a line as JSON.")
@rules_option
def command(old: str, new: str, as_json: bool, extra_rules: Path | None) -> int:
    """List the statements that only A has (-) and that only B has (+); A and B are graphs or documents.

    Two statements are the same when document, ends, relation, polarity, modality, time and source are, whatever the offsets.
    """
    from ztgraph.cli.graphs import extractions_of_argument

    relations = load(extra_rules).relations
    before = keyed(extractions_of_argument(old, extra_rules))
    after = keyed(extractions_of_argument(new, extra_rules))
    gone, come = [key for key in before if key not in after], [key for key in after if key not in before]
    for sign, key in sorted([("-", key) for key in gone] + [("+", key) for key in come], key=lambda pair: (pair[1], pair[0])):
        statement = before[key] if sign == "-" else after[key]
        if as_json:
            from ztgraph.model import statement_record

            click.echo(json.dumps({"change": "removed" if sign == "-" else "added", **statement_record(statement)}, ensure_ascii=False))
        else:
            click.echo(f"{sign} {statement.document}: {statement_line(statement, relations)}  {statement.id}")
    say(f"{len(gone)} removed, {len(come)} added, {len(before) - len(gone)} unchanged")
    return 0


def keyed(extractions: Iterable[Extraction]) -> dict[Key, Statement]:
    """Statements by what they say, first of equals."""
    found: dict[Key, Statement] = {}
    for extraction in extractions:
        for each in extraction.statements:
            source = each.attribution.id if each.attribution else ""
            time = each.time or ""
            key = (each.document, each.subject.id, each.predicate, each.object.id, each.polarity, each.modality, time, source)
            found.setdefault(key, each)
    return found
