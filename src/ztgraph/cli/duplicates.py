"""``ztgraph duplicates``: entities of a graph that may be one and the same, for people to judge."""

from __future__ import annotations

import json
import sys

import click

from ztgraph.cli.terminal import say
from ztgraph.columns import columns

WIDEST = 3  # ids of one finding that a table shows


@click.command("duplicates", short_help="Entities that may be one and the same.")
@click.argument("graph", required=False)
@click.option("--least", type=click.IntRange(0, 100), default=0, show_default=True, help="Only findings with such a score or a higher one.")
@click.option(
    "--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True, help="jsonl: one a line, in full."
)
def command(graph: str | None, least: int, form: str) -> int:
    """List entities of GRAPH (a graph file, a built folder or a store; default: the built-in graph) that may be one.

    The same name in several documents, the same words, one letter that differs, a shorter form of a
    person's name, an abbreviation. Nothing is changed: what is one gets an alias in a rule file (docs/rules.md),
    and is one node when its documents are built again.
    """
    from ztgraph.cli.graphs import built_in_quads, require_graph_file
    from ztgraph.graph.duplicates import duplicates
    from ztgraph.graph.load import read_quads
    from ztgraph.store.entities import entities_of, stored_entities
    from ztgraph.store.layout import is_store

    path = None if graph is None else require_graph_file(graph)
    if path is not None and is_store(path):
        entities = stored_entities(path)
    else:
        entities = entities_of(built_in_quads() if path is None else read_quads(path))
    found = duplicates(entities, least=least)
    if form == "jsonl":
        sys.stdout.write("".join(json.dumps(each.record(), ensure_ascii=False) + "\n" for each in found))
        return 0
    rows = [
        [
            str(each.score),
            each.reason,
            each.kind,
            " | ".join(each.names),
            _shown(each.ids),
            str(each.documents),
        ]
        for each in found
    ]
    if rows:
        sys.stdout.write(columns(("score", "why", "kind", "names", "ids", "documents"), rows, widest=80))
    say(f"{len(found)} finding{'s' * (len(found) != 1)}")
    return 0


def _shown(ids: tuple[str, ...]) -> str:
    return " ".join(ids[:WIDEST]) + (f" and {len(ids) - WIDEST} more" if len(ids) > WIDEST else "")
