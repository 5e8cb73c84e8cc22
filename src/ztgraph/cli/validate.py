"""``ztgraph validate``: whether a graph is one that ztgraph would write."""

from __future__ import annotations

import json

import click

from ztgraph.cli.terminal import say
from ztgraph.errors import GraphError


@click.command("validate", short_help="Check a graph.")
@click.argument("graph")
@click.option("--no-shapes", is_flag=True, help="Leave out SHACL, which is slow on large graphs.")
@click.option("--json", "as_json", is_flag=True, help="Write the problems as JSON.")
def command(graph: str, no_shapes: bool, as_json: bool) -> int:
    """Check GRAPH against the SHACL shapes, its texts and its edges; exit code 5 where something is wrong."""
    from ztgraph.cli.graphs import graph_quads
    from ztgraph.graph.validate import problems_of

    quads = graph_quads(graph)
    problems = problems_of(quads, shapes=not no_shapes)
    if as_json:
        found = [{"node": problem.node, "message": problem.message} for problem in problems]
        click.echo(json.dumps({"valid": not problems, "quads": len(quads), "problems": found}, ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            click.echo(f"{problem.node}: {problem.message}")
    if not problems:
        say(f"{graph}: valid, {len(quads)} quads")
        return 0
    say(f"{graph}: {len(problems)} problem{'s' * (len(problems) != 1)}", colour="red")
    return GraphError.exit_code
