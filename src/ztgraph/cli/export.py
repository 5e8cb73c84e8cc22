"""``ztgraph export``: a graph in another format."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ztgraph.columns import columns
from ztgraph.errors import UsageError


@click.command("export", short_help="A graph in another format.")
@click.argument("graph", required=False)
@click.option("--to", "form", metavar="FORMAT", help="The format; where it is not given, the suffix of the output file decides.")
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="The file to write (default: standard output).")
@click.option("--list", "show", is_flag=True, help="List the formats.")
def command(graph: str | None, form: str | None, output: Path | None, show: bool) -> int:
    """Write GRAPH (a graph file or a folder that build wrote; default: the built-in graph) in another FORMAT."""
    from ztgraph.cli.graphs import graph_quads
    from ztgraph.export import WRITERS, export, export_file, find_format, format_of_path

    if show:
        rows = [[name, " ".join(each.suffixes), each.description] for name, each in WRITERS.items()]
        sys.stdout.write(columns(("format", "suffix", "what it is"), rows, widest=100))
        return 0
    if form is None and output is None:
        raise UsageError("no format is given", remedy="name one with --to; ztgraph export --list shows them")
    # The format is looked up first, so that a wrong name is told before a large graph is read.
    if form is not None:
        find_format(form)
    elif output is not None:
        format_of_path(output)
    quads = graph_quads(graph)
    if output is None:
        sys.stdout.write(export(quads, form or ""))
    else:
        export_file(quads, output, form)
    return 0
