"""``ztgraph push``: a graph to a SPARQL server."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ztgraph.cli.terminal import progress, say
from ztgraph.errors import UsageError

if TYPE_CHECKING:
    from ztgraph.graph.terms import Quad
    from ztgraph.push import Credentials

SOME_FAILED = 1


@click.command("push", short_help="A graph to a SPARQL server.")
@click.argument("url")
@click.argument("graph", required=False)
@click.option("--by", type=click.Choice(["graph-store", "update", "update-form"]), default="graph-store", show_default=True,
              help="The protocol that URL speaks.")  # fmt: skip
@click.option("--query-url", metavar="URL", help="Where the server answers queries; with --by update, --verify needs it.")
@click.option("--verify", is_flag=True, help="Read each graph back and compare it with what was sent.")
@click.option("--again", is_flag=True, help="Send all, also what the server has acknowledged before.")
@click.option("--prune", is_flag=True, help="Delete there what was sent before and is in the graph no more.")
@click.option(
    "--state", metavar="FILE", type=click.Path(path_type=Path), help="Where to keep what the server has (default: yours for URL)."
)
@click.option("--seconds", type=click.FloatRange(1, 86_400), default=300.0, show_default=True, help="The longest wait for an answer.")
@click.option("--insecure", is_flag=True, help="Send a password over plain http to another machine.")
def command(
    url: str,
    graph: str | None,
    by: str,
    query_url: str | None,
    verify: bool,
    again: bool,
    prune: bool,
    state: Path | None,
    seconds: float,
    insecure: bool,
) -> int:
    """Send GRAPH (a dataset file, a built folder or a store; default: the built-in graph) to the server at URL.

    Each document's graph is sent on its own and replaces the one of that name there. What the server has
    acknowledged is remembered, so that a push that broke off goes on where it stopped, and a later one
    sends what has changed.

    \b
    Oxigraph   ztgraph push http://127.0.0.1:7878/store out/
    Virtuoso   ztgraph push http://127.0.0.1:8890/sparql-graph-crud out/
    Fuseki     ztgraph push http://127.0.0.1:3030/NAME/data out/
    others     ztgraph push https://HOST/update out/ --by update

    Credentials come from the environment: ZTGRAPH_PUSH_USER and ZTGRAPH_PUSH_PASSWORD (Basic or Digest), or
    ZTGRAPH_PUSH_TOKEN (Bearer).
    """
    from ztgraph.push import GraphStore, UpdateEndpoint, push
    from ztgraph.push.client import Connection
    from ztgraph.push.state import State, default_state

    credentials = credentials_of(os.environ)
    if verify and by != "graph-store" and query_url is None:
        raise UsageError("to read back what was sent, --verify needs the address for queries", remedy="give it with --query-url")
    connection = Connection(url, credentials, seconds=seconds, insecure=insecure)
    query = Connection(query_url, credentials, seconds=seconds, insecure=insecure) if query_url else None
    target = GraphStore(connection) if by == "graph-store" else UpdateEndpoint(connection, query, form=by == "update-form")
    kept = State(state or default_state(url, by))
    count = 0

    def report(text: str) -> None:
        nonlocal count
        count += 1
        if text.startswith("failed"):
            say(text, colour="red")
        else:
            progress(count, text)

    try:
        done = push(_source(graph), target, kept, again=again, prune=prune, verify=verify, report=report)
    finally:
        kept.close()
        target.close()
    parts = [f"{done.sent} graph{'s' * (done.sent != 1)} sent", f"{done.passed} there already"]
    parts += [f"{done.deleted} deleted"] if prune else []
    parts += [f"{len(done.failed)} failed"] if done.failed else []
    say(f"{', '.join(parts)} → {url}")
    return SOME_FAILED if done.failed else 0


def credentials_of(environment: Mapping[str, str]) -> Credentials:
    """The credentials that the environment holds."""
    from ztgraph.push import Credentials

    names = ("ZTGRAPH_PUSH_USER", "ZTGRAPH_PUSH_PASSWORD", "ZTGRAPH_PUSH_TOKEN")
    return Credentials(*(environment.get(name) or None for name in names))


def _source(graph: str | None) -> Path | tuple[Quad, ...]:
    from ztgraph.cli.graphs import built_in_quads, require_graph_file

    return built_in_quads() if graph is None else require_graph_file(graph)
