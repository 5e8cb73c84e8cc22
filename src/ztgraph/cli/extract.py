"""``ztgraph extract``: statements of documents as JSON Lines, as a table, or as the scorer of the annotated passages reads them."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ztgraph.cli.reading import Reading, reading_options
from ztgraph.cli.sentence import Labels, relation_label
from ztgraph.cli.terminal import say
from ztgraph.cli.work import Run, inputs_argument, jobs_option, load, rules_option
from ztgraph.columns import columns

if TYPE_CHECKING:
    from ztgraph.model import Extraction, Statement

HEADER = ("document", "time", "subject", "relation", "object", "says", "evidence")


@click.command("extract", short_help="Documents to statements.")
@inputs_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "table", "score"]),
    default="jsonl",
    show_default=True,
    help="jsonl: one statement a line; table: to read; score: one document a line with its statements, for tests/gold/score.py.",
)
@jobs_option
@reading_options
@rules_option
def command(inputs: tuple[str, ...], form: str, jobs: int, reading: Reading, extra_rules: Path | None) -> int:
    """Write the statements of INPUT to standard output, in the order of their places."""
    rules = load(extra_rules)
    run = Run(inputs, reading)
    rows: list[list[str]] = []
    for extraction in run.extractions(rules, jobs=jobs, extra_rules=extra_rules):
        if form == "table":
            rows.extend(_row(statement, rules.relations) for statement in extraction.statements)
        else:
            sys.stdout.write(_score_line(extraction) if form == "score" else _jsonl(extraction))
    run.require_one()
    if rows:
        sys.stdout.write(columns(HEADER, rows))
    if run.failed or form == "table":
        say(run.summary())
    return run.exit_code


def _dump(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


def _jsonl(extraction: Extraction) -> str:
    from ztgraph.model import statement_record

    return "".join(_dump(statement_record(statement)) for statement in extraction.statements)


def _score_line(extraction: Extraction) -> str:
    from ztgraph.model import statement_record

    return _dump({"id": extraction.document.id, "statements": [statement_record(statement) for statement in extraction.statements]})


def _row(statement: Statement, relations: Mapping[str, Labels]) -> list[str]:
    return [
        statement.document,
        statement.time or "",
        statement.subject.label,
        relation_label(statement, relations),
        statement.object.label,
        statement.attribution.label if statement.attribution else "",
        statement.evidence[0].quote if statement.evidence else "",
    ]
