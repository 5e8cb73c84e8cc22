"""``ztgraph view``: the page of a graph, or of what it says of one actor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ztgraph.cli.terminal import say
from ztgraph.cli.work import load, rules_option
from ztgraph.errors import GraphError, UsageError
from ztgraph.limits import DEFAULT_LIMITS

if TYPE_CHECKING:
    from ztgraph.graph.terms import Quad
    from ztgraph.model import Extraction


@click.command("view", short_help="The interactive page of a graph.")
@click.argument("graph", required=False)
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), required=True, help="The HTML file to write.")
@click.option("--title", metavar="TEXT", help="The heading of the page (default: the document's title).")
@click.option("--actor", metavar="NAME", help="Only what leads from this actor (a name or an id) to others; a graph of any size.")
@click.option("--steps", type=click.IntRange(1, 3), default=1, show_default=True, help="How far from the actor.")
@click.option("--most", type=click.IntRange(1), default=300, show_default=True, help="Most statements of a neighbourhood.")
@rules_option
def command(
    graph: str | None, output: Path, title: str | None, actor: str | None, steps: int, most: int, extra_rules: Path | None
) -> int:  # fmt: skip
    """Write the interactive page of GRAPH (a graph file, a built folder or a store; default: the built-in graph). It works offline.

    A graph with more statements than a browser can draw has pages of neighbourhoods: --actor DOJ. They are
    found by queries, so that the graph may be a store of any size.
    """
    from ztgraph.cli.graphs import built_in_quads, extractions_at, require_graph_file
    from ztgraph.files import write_atomic
    from ztgraph.graph.load import extractions_of
    from ztgraph.view import relation_infos, render_page

    relations = relation_infos(load(extra_rules).relations)
    source = built_in_quads() if graph is None else require_graph_file(graph)
    extractions: tuple[Extraction, ...]
    if actor is not None:
        extractions, heading = _around(source, actor, steps, min(most, DEFAULT_LIMITS.page_statements))
        title = title or heading
    else:
        _check_size(source)
        extractions = extractions_at(source) if isinstance(source, Path) else extractions_of(source)
    count = sum(len(extraction.statements) for extraction in extractions)
    write_atomic(output, render_page(extractions, relations, title=title))
    say(f"{count} statement{'s' * (count != 1)} → {output}")
    return 0


def _check_size(source: Path | tuple[Quad, ...]) -> None:
    """Raises UsageError for a store with more statements than a browser can draw, before any of it is read."""
    from ztgraph.query.around import asker
    from ztgraph.query.session import Session
    from ztgraph.store.layout import is_store

    if isinstance(source, Path) and is_store(source):
        with Session(source) as session:
            count = int(asker(session)("SELECT (COUNT(*) AS ?n) { ?s a zt:Statement }").records()[0]["n"])
        if count > DEFAULT_LIMITS.page_statements:
            raise UsageError(f"{count:,} statements are more than a browser can draw", place=str(source), remedy="choose one: --actor NAME")


def _around(source: Path | tuple[Quad, ...], actor: str, steps: int, most: int) -> tuple[tuple[Extraction, ...], str]:
    """The neighbourhood of the actors of a name, and its heading. Raises GraphError where there is none."""
    from ztgraph.graph.vocabulary import identifier_of
    from ztgraph.query.around import around, asker, called, extractions, neighbourhood_title
    from ztgraph.query.session import Session

    with Session(source, named=False) as session:
        ask = asker(session)
        actors = called(ask, actor)
        found = around(ask, actors, steps=steps, most=most) if actors else None
        shown = extractions(ask, found.statements, characters=DEFAULT_LIMITS.page_characters) if found else ()
    if found is None or not shown:
        raise GraphError(f"says nothing of an actor called {actor!r}", remedy="ztgraph query GRAPH most-connected lists some")
    return shown, neighbourhood_title(identifier_of(actors[0]), shown, found.total)
