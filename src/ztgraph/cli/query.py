"""``ztgraph query``: SPARQL over a graph, as text, from a file, or by the name of a question of the library."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ztgraph.columns import columns
from ztgraph.errors import QueryError, UsageError
from ztgraph.limits import DEFAULT_LIMITS

if TYPE_CHECKING:
    from ztgraph.graph.terms import Quad
    from ztgraph.query import NamedQuery
    from ztgraph.query.session import Engine

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples", "jsonld", "rdfxml")


@click.command(
    "query",
    short_help="Ask a graph, in SPARQL or by the name of a question.",
    context_settings={"ignore_unknown_options": True},  # they are the parameters of named queries
)
@click.argument("arguments", metavar="[GRAPH] QUERY [--PARAMETER VALUE]...", nargs=-1, type=click.UNPROCESSED)
@click.option("--param", "params", metavar="NAME=VALUE", multiple=True, help="A parameter in another form, for names that are options too.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: table, or turtle for a graph.")
@click.option("--json", "as_json", is_flag=True, help="Short for --format json.")
@click.option("--engine", type=click.Choice(["auto", "pyoxigraph", "rdflib"]), default="auto", help="Default: pyoxigraph if installed.")
@click.option("--seconds", metavar="N", type=click.FloatRange(0.1, 86_400), help="The longest that the query may take (default: 30).")
@click.option("--list", "show", is_flag=True, help="List the named queries with their parameters.")
def command(
    arguments: tuple[str, ...], params: tuple[str, ...], form: str | None, as_json: bool, engine: Engine, seconds: float | None, show: bool
) -> int:
    """Ask GRAPH (a graph file, a folder that build wrote or a store; default: the built-in graph) a QUERY.

    QUERY is SPARQL (SELECT, ASK, CONSTRUCT or DESCRIBE), a file of it, - for standard input, or the name of
    a question that --list shows, with its parameters as options: did-not --actor DOJ. Queries only read: no
    SERVICE, no LOAD, no update.
    """
    from ztgraph.query import list_queries, run_query
    from ztgraph.query.results import format_result

    if show:
        sys.stdout.write(_listing(list_queries(), as_json))
        return 0
    words, bound = split_arguments(arguments, params)
    if not 1 <= len(words) <= 2:
        raise UsageError("give a query, or a graph and a query", remedy="ztgraph query --list shows the questions that have a name")
    limits = DEFAULT_LIMITS if seconds is None else replace(DEFAULT_LIMITS, query_seconds=seconds)
    answer = run_query(_source(words[0] if len(words) == 2 else None), query_text(words[-1], bound), limits=limits, engine=engine)
    sys.stdout.write(format_result(answer, "json" if as_json else form))
    return 0


def _source(argument: str | None) -> Path | tuple[Quad, ...]:
    from ztgraph.cli.graphs import built_in_quads, require_graph_file

    return built_in_quads() if argument is None else require_graph_file(argument)


def split_arguments(arguments: Sequence[str], params: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """Graph and query on the one hand, parameters on the other: ``--NAME VALUE``, ``--NAME=VALUE`` and those of ``--param``.

    Raises UsageError where a parameter has no value.
    """
    words: list[str] = []
    pairs = list(params)
    rest = iter(arguments)
    for argument in rest:
        if not argument.startswith("--") or argument == "--":
            words.append(argument)
        elif "=" in argument:
            pairs.append(argument[2:])
        else:
            value = next(rest, None)
            if value is None:
                raise UsageError(f"{argument} has no value", remedy=f"write {argument} VALUE")
            pairs.append(f"{argument[2:]}={value}")
    found: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise UsageError(f"not a parameter: {pair!r}", remedy="write it as NAME=VALUE")
        found[name] = value
    return words, found


def query_text(argument: str, params: Mapping[str, str]) -> str:
    """The SPARQL that ``argument`` means, with ``params`` bound. Raises QueryError for an unknown name or a file that cannot be read."""
    from ztgraph.query import load_query
    from ztgraph.query.catalog import bind, bind_named

    if argument == "-":
        return bind(sys.stdin.read(), params)
    if any(character in argument for character in "{}\n") or " " in argument.strip():
        return bind(argument, params)
    if argument.endswith((".rq", ".sparql")):
        return bind(_file_text(Path(argument)), params)
    return bind_named(load_query(argument), params)


def _file_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise QueryError(f"cannot read the query: {error.strerror or error}", place=str(path)) from error
    except UnicodeError as error:
        raise QueryError(f"the query is not UTF-8: {error}", place=str(path)) from error


def _listing(queries: Sequence[NamedQuery], as_json: bool) -> str:
    if as_json:
        records = [
            {
                "name": query.name,
                "title": query.title,
                "description": query.description,
                "parameters": {parameter.name: parameter.description for parameter in query.parameters},
                "example": query.example,
            }
            for query in queries
        ]
        return json.dumps(records, ensure_ascii=False, indent=2) + "\n"
    rows = [
        [query.name, query.title, " ".join(parameter.name + "*" * parameter.required for parameter in query.parameters), query.example]
        for query in queries
    ]
    return columns(("name", "question", "parameters", "example"), rows, widest=80)
