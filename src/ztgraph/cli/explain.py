"""``ztgraph explain``: why a statement is there: its words, its rule and frame, and each step that led to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ztgraph.cli.reading import Reading, reading_options
from ztgraph.cli.sentence import statement_line
from ztgraph.cli.work import load, rules_option
from ztgraph.columns import one_line
from ztgraph.errors import UsageError

if TYPE_CHECKING:
    from ztgraph.model import Document, Evidence, Extraction, Statement
    from ztgraph.rules.objects import Rules

CONTEXT = 60  # characters of the document shown before and after a quotation


@click.command("explain", short_help="Why a statement is there.")
@click.argument("source", metavar="INPUT-or-GRAPH")
@click.argument("identifier", metavar="STATEMENT")
@click.option("--json", "as_json", is_flag=True, help="Write the explanation as JSON.")
@reading_options
@rules_option
def command(source: str, identifier: str, as_json: bool, reading: Reading, extra_rules: Path | None) -> int:
    """Say on which words and which rule STATEMENT stands (its id, or enough of its beginning)."""
    from ztgraph.cli.graphs import extractions_of_argument

    rules = load(extra_rules)
    extraction, statement = _find(extractions_of_argument(source, extra_rules, reading), identifier)
    if as_json:
        import json

        click.echo(json.dumps(_record(statement), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_explanation(statement, extraction.document, rules)))
    return 0


def _find(extractions: tuple[Extraction, ...], identifier: str) -> tuple[Extraction, Statement]:
    pairs = [(extraction, statement) for extraction in extractions for statement in extraction.statements]
    found = [pair for pair in pairs if pair[1].id == identifier] or [pair for pair in pairs if pair[1].id.startswith(identifier)]
    if not found:
        raise UsageError(f"no statement has the id {identifier}", remedy="ztgraph extract lists statements with their ids")
    if len({statement.id for _, statement in found}) > 1:
        names = ", ".join(sorted({statement.id for _, statement in found})[:5])
        raise UsageError(f"{identifier} is the beginning of several ids: {names}", remedy="give more of it")
    return found[0]


def _record(statement: Statement) -> dict[str, Any]:
    from ztgraph.model import statement_record

    steps = [{"what": step.what, "start": step.start, "end": step.end, "note": step.note} for step in statement.steps]
    return {**statement_record(statement), "steps": steps}


def _explanation(statement: Statement, document: Document, rules: Rules) -> list[str]:
    lines = [statement_line(statement, rules.relations), f"  {statement.id} · {statement.polarity}, {statement.modality}", ""]
    lines.append(f"document    {document.id}" + (f": {document.title}" if document.title else ""))
    lines += [f"evidence    {evidence.start}-{evidence.end}  {_in_context(evidence, document)}" for evidence in statement.evidence]
    lines += ["", f"rule        {statement.rule}", *_frame(statement, rules)]
    for step in statement.steps:
        words = one_line(document.text[step.start : step.end])
        lines.append(f"{step.what:<12}{step.start}-{step.end}  “{words}”  {step.note}".rstrip())
    lines += [
        f"number      {number.role}: “{number.words}” is {number.bound.replace('_', ' ')} {number.value:g}"
        for number in statement.quantities
    ]
    return lines


def _in_context(evidence: Evidence, document: Document) -> str:
    before = one_line(document.text[max(0, evidence.start - CONTEXT) : evidence.start])
    after = one_line(document.text[evidence.end : evidence.end + CONTEXT])
    return f"…{before} »{one_line(evidence.quote)}« {after}…"


def _frame(statement: Statement, rules: Rules) -> list[str]:
    """The frame as the rule file gives it, or that no rule file has it."""
    relation, frame = rules.relations.get(statement.predicate), rules.frames.get(statement.rule)
    if relation is None or frame is None:
        return ["            (the grammar itself makes it, or a rule that is not in force here)"]
    positions = [f"subject: {', '.join(frame.subject)}", f"object: {', '.join(frame.object)}"]
    if frame.theme:
        positions.append(f"theme: {', '.join(frame.theme)}")
    positions += [f"{position}: {'|'.join(lemmas)}" for position, lemmas in frame.needs]
    positions += [f"unless {position}: {'|'.join(lemmas)}" for position, lemmas in frame.unless]
    return [f"            {frame.trigger_pos}: {', '.join(frame.triggers)} · {' · '.join(positions)}", f"            {relation.meaning}"]
