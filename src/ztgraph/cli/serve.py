"""``ztgraph serve``: a graph on this machine for browsers and programs."""

from __future__ import annotations

import logging
import socket
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ztgraph.cli.terminal import say
from ztgraph.cli.work import load, rules_option
from ztgraph.errors import UsageError
from ztgraph.limits import DEFAULT_LIMITS, MIB

if TYPE_CHECKING:
    from ztgraph.graph.terms import Quad

ROWS, CHARACTERS = 250_000, 64 * MIB  # of one answer over the network, unless the caller says otherwise


@click.command("serve", short_help="A graph for browsers and SPARQL clients.")
@click.argument("graph", required=False)
@click.option("--port", type=click.IntRange(0, 65_535), default=8080, show_default=True, help="0 takes one that is free.")
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="Another address lets other machines in.")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Processes that run queries.")
@click.option("--seconds", type=click.FloatRange(0.1, 3600), default=DEFAULT_LIMITS.query_seconds, show_default=True, help="Of a query.")
@click.option("--memory", metavar="MIB", type=click.IntRange(128), default=DEFAULT_LIMITS.query_memory_bytes // MIB, show_default=True,
              help="Memory of a process that runs queries.")  # fmt: skip
@click.option("--rows", type=click.IntRange(1), default=ROWS, show_default=True, help="Most rows of an answer.")
@click.option("--allow-origin", "origins", metavar="ORIGIN", multiple=True, help="A place whose pages may read the answers; * for all.")
@click.option("--title", metavar="TEXT", help="The heading of the page (default: the document's title).")
@rules_option
def command(
    graph: str | None,
    port: int,
    host: str,
    workers: int,
    seconds: float,
    memory: int,
    rows: int,
    origins: tuple[str, ...],
    title: str | None,
    extra_rules: Path | None,
) -> int:
    """Serve GRAPH (a graph file, a built folder or a store; default: the built-in graph) until interrupted.

    \b
    /            the interactive page          /sparql     SPARQL 1.1 Protocol (queries)
    /documents   documents with evidence       /graphs     Graph Store Protocol (reading)
    /query       a page to ask in              /reconcile  names, for OpenRefine
    /api         JSON

    It only reads, and answers this machine alone unless --host says otherwise. A store is served as it
    grows: what a build has finished is seen at once.
    """
    import uvicorn

    from ztgraph.serve.app import application
    from ztgraph.serve.graph import ServedGraph
    from ztgraph.serve.http import is_loopback
    from ztgraph.view import relation_infos

    listener = _listen(host, port)
    limits = replace(
        DEFAULT_LIMITS,
        query_seconds=seconds,
        query_memory_bytes=memory * MIB,
        query_rows=rows,
        query_answer_characters=CHARACTERS,
    )
    with listener:
        served = ServedGraph(_source(graph), relation_infos(load(extra_rules).relations), workers=workers, limits=limits, title=title)
        inside = is_loopback(host)
        if not inside:
            say(f"note: {host} lets other machines read this graph", colour="yellow")
        app = application(served, hosts=() if inside else ("*",), origins=origins)
        config = uvicorn.Config(
            app, log_level=logging.WARNING, access_log=False, server_header=False,
            h11_max_incomplete_event_size=1024 * 1024, limit_concurrency=512,
            timeout_graceful_shutdown=2, lifespan="on",
        )  # fmt: skip
        address = f"[{host}]" if ":" in host else host
        say(f"serving on http://{address}:{listener.getsockname()[1]}/ (to end: Ctrl-C)")
        try:
            uvicorn.Server(config).run(sockets=[listener])
        except KeyboardInterrupt:
            say("ended")  # the way in which a server is meant to end
        finally:
            served.close()
    return 0


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises UsageError where it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen(256)
    except OSError as error:
        made.close()
        raise UsageError(
            f"cannot listen there: {error.strerror or error}", place=f"{host}:{port}", remedy="choose another --port"
        ) from error
    return made


def _source(graph: str | None) -> Path | tuple[Quad, ...]:
    from ztgraph.cli.graphs import built_in_quads, require_graph_file

    return built_in_quads() if graph is None else require_graph_file(graph)
