"""``ztgraph view``: the page of a graph."""

from __future__ import annotations

from pathlib import Path

import click

from ztgraph.cli.terminal import say
from ztgraph.cli.work import load, rules_option


@click.command("view", short_help="The interactive page of a graph.")
@click.argument("graph", required=False)
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), required=True, help="The HTML file to write.")
@click.option("--title", metavar="TEXT", help="The heading of the page (default: the document's title).")
@rules_option
def command(graph: str | None, output: Path, title: str | None, extra_rules: Path | None) -> int:
    """Write the interactive page of GRAPH (a graph file or a built folder; default: the built-in graph). It works offline."""
    from ztgraph.cli.graphs import built_in_quads, extractions_at, require_graph_file
    from ztgraph.files import write_atomic
    from ztgraph.graph.load import extractions_of
    from ztgraph.view import relation_infos, render_page

    relations = relation_infos(load(extra_rules).relations)
    extractions = extractions_of(built_in_quads()) if graph is None else extractions_at(require_graph_file(graph))
    write_atomic(output, render_page(extractions, relations, title=title))
    say(f"{sum(len(extraction.statements) for extraction in extractions)} statements → {output}")
    return 0
