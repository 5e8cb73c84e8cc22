"""``ztgraph build``: from documents to a folder with the graph in three syntaxes, the statements and the page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ztgraph.cli.output import check_folder, write_folder
from ztgraph.cli.reading import Reading, reading_options
from ztgraph.cli.terminal import say
from ztgraph.cli.work import Run, inputs_argument, jobs_option, load, rules_option
from ztgraph.errors import UsageError

if TYPE_CHECKING:
    from ztgraph.model import Extraction
    from ztgraph.rules.objects import Rules

GRAPH_FILES = {"graph.nq": "nquads", "graph.trig": "trig", "graph.ttl": "turtle"}
STATEMENTS = "statements.jsonl"
PAGE = "page.html"


@click.command("build", short_help="Documents to a folder with graph, statements and page.")
@inputs_argument
@click.option("-o", "--output", metavar="DIR", type=click.Path(path_type=Path), help="The folder to write; made where it is missing.")
@click.option("--store", metavar="DIR", type=click.Path(path_type=Path), help="A graph on disk to bring the documents into, one by one.")
@click.option("--shards", metavar="PLACE", help="A folder, or s3://… and the like, for N-Quads in parts: for any number of documents.")
@click.option("--cluster", metavar="ADDRESS", help="With --shards: the scheduler of a Dask cluster that does the work, tcp://HOST:8786.")
@jobs_option
@click.option("--title", metavar="TEXT", help="The heading of the page (default: the document's title).")
@click.option("--base", metavar="IRI", help="Where entities, documents and statements are named, in place of the project's own.")
@reading_options
@rules_option
def command(
    inputs: tuple[str, ...],
    output: Path | None,
    store: Path | None,
    shards: str | None,
    cluster: str | None,
    jobs: int,
    title: str | None,
    base: str | None,
    reading: Reading,
    extra_rules: Path | None,
) -> int:
    """Read INPUT, extract statements, validate the graph and write it with its page to DIR.

    \b
    DIR gets graph.ttl (Turtle, the union), graph.trig and graph.nq (one named graph a document),
    statements.jsonl (one statement a line) and page.html (works offline).
    Nothing is written where nothing could be read or the graph is invalid.

    With --store in place of -o the documents are brought into a graph on disk: those that have not changed
    since are passed over, those that have are replaced (see ztgraph remove to forget one). Every command
    that takes a GRAPH takes that folder.

    With --shards the graph is written part by part and never held as a whole. A run that was interrupted goes on where it was when it
    is called again. ztgraph load brings shards into a store; see docs/scaling.md.
    """
    _check(output, store, shards, cluster, jobs)
    rules = load(extra_rules)
    if shards is not None:
        from ztgraph.cli.shards import build_shards

        return build_shards(shards, inputs, rules, extra_rules=extra_rules, reading=reading, base=base, jobs=jobs, cluster=cluster)
    if store is not None:
        from ztgraph.cli.stores import build_into

        return build_into(store, inputs, rules, reading=reading, base=base)
    assert output is not None
    check_folder(output)
    run = Run(inputs, reading)
    extractions = list(run.extractions(rules, jobs=jobs, extra_rules=extra_rules))
    run.require_one()
    files = built_files(extractions, rules, title=title, base=base)
    write_folder(output, files)
    say(f"{run.summary()} → {output}/{{{','.join(sorted(files))}}}")
    return run.exit_code


def _check(output: Path | None, store: Path | None, shards: str | None, cluster: str | None, jobs: int) -> None:
    """Raises UsageError for options that do not go together."""
    if [output, store, shards].count(None) != 2:
        raise UsageError(
            "give one of -o DIR, --store DIR and --shards PLACE",
            remedy="-o writes files, --store keeps a graph that grows, --shards is for very many documents",
        )
    if cluster is not None and (shards is None or jobs > 1):
        raise UsageError("--cluster goes with --shards, and without --jobs", remedy="the workers of the cluster write shards")
    if store is not None and jobs > 1:
        raise UsageError("a store is written by one process", remedy="write --shards with several, then: ztgraph load PLACE --store DIR")


def built_files(extractions: Sequence[Extraction], rules: Rules, *, title: str | None = None, base: str | None = None) -> dict[str, str]:
    """The files of a built folder, name to text; raises GraphError where the graph is invalid."""
    from ztgraph.export import export
    from ztgraph.graph.addresses import with_addresses
    from ztgraph.graph.build import build_quads
    from ztgraph.graph.validate import validate
    from ztgraph.model import statement_record
    from ztgraph.view import relation_infos, render_page

    ordered = sorted(map(with_addresses, extractions), key=lambda extraction: extraction.document.id)
    quads = build_quads(ordered, rules.relations, actors=rules.actors, **({"base": base} if base else {}))
    validate(quads)
    files = {name: export(quads, form) for name, form in GRAPH_FILES.items()}
    records = (statement_record(statement) for extraction in ordered for statement in extraction.statements)
    files[STATEMENTS] = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    files[PAGE] = render_page(ordered, relation_infos(rules.relations), title=title)
    return files
