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
from ztgraph.cli.work import Run, inputs_argument, load, rules_option
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
@click.option("--title", metavar="TEXT", help="The heading of the page (default: the document's title).")
@click.option("--base", metavar="IRI", help="Where entities, documents and statements are named, in place of the project's own.")
@reading_options
@rules_option
def command(
    inputs: tuple[str, ...],
    output: Path | None,
    store: Path | None,
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
    """
    if (output is None) == (store is None):
        raise UsageError("give either -o DIR or --store DIR", remedy="-o writes files, --store keeps a graph that grows")
    rules = load(extra_rules)
    if store is not None:
        from ztgraph.cli.stores import build_into

        return build_into(store, inputs, rules, reading=reading, base=base)
    assert output is not None
    check_folder(output)
    run = Run(inputs, reading)
    extractions = list(run.extractions(rules))
    run.require_one()
    files = built_files(extractions, rules, title=title, base=base)
    write_folder(output, files)
    say(f"{run.summary()} → {output}/{{{','.join(sorted(files))}}}")
    return run.exit_code


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
