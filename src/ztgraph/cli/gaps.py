"""``ztgraph gaps``: sentences that name two actors and gave no statement: what the rules may be missing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ztgraph.cli.reading import Reading, reading_options
from ztgraph.cli.terminal import say
from ztgraph.cli.work import Run, inputs_argument, load, rules_option
from ztgraph.columns import one_line

if TYPE_CHECKING:
    from ztgraph.model import Extraction


@dataclass(frozen=True, slots=True)
class Gap:
    """A sentence without a statement, and the actors it names."""

    document: str
    start: int
    end: int
    sentence: str
    actors: tuple[str, ...]


@click.command("gaps", short_help="Sentences with two actors and no statement.")
@inputs_argument
@click.option("--json", "as_json", is_flag=True, help="Write one gap a line as JSON.")
@reading_options
@rules_option
def command(inputs: tuple[str, ...], as_json: bool, reading: Reading, extra_rules: Path | None) -> int:
    """List the sentences of INPUT that name two actors and gave no statement."""
    rules = load(extra_rules)
    run = Run(inputs, reading)
    count = 0
    for extraction in run.extractions(rules):
        for gap in find_gaps(extraction):
            count += 1
            if as_json:
                click.echo(json.dumps(asdict(gap), ensure_ascii=False))
            else:
                click.echo(f"{gap.document}:{gap.start}-{gap.end}  [{' · '.join(gap.actors)}]\n    {one_line(gap.sentence)}")
    run.require_one()
    say(f"{run.summary()}; {count} sentence{'s' * (count != 1)} with two actors and no statement")
    return run.exit_code


def find_gaps(extraction: Extraction) -> Iterator[Gap]:
    """The gaps of one document in order of place. Actors are found by their forms as the engine's register gives them."""
    from ztgraph.language.sentences import split
    from ztgraph.language.tokens import tokenize

    text = extraction.document.text
    tokens = tokenize(text)
    covered = [(evidence.start, evidence.end) for statement in extraction.statements for evidence in statement.evidence]
    labels, pattern = _actor_forms(extraction)
    for sentence in split(tokens, text):
        start, end = tokens[sentence.first].start, tokens[sentence.last - 1].end
        if sentence.heading or any(first < end and start < last for first, last in covered):
            continue
        actors = tuple(dict.fromkeys(labels[match[0]] for match in pattern.finditer(text, start, end)))
        if len(actors) > 1:
            yield Gap(extraction.document.id, start, end, text[start:end], actors)


def _actor_forms(extraction: Extraction) -> tuple[dict[str, str], re.Pattern[str]]:
    """Each surface form of an actor with the actor's label, and a pattern that finds them, longest first, on word borders."""
    labels: dict[str, str] = {}
    for entity in extraction.entities:
        if entity.kind in ("agency", "person", "group"):
            for form in (entity.label, *entity.mentions):
                # Pronouns and "the agency" may stand for several actors; only forms with a capital name one.
                if any(character.isupper() for character in form) and len(form) > 2:
                    labels.setdefault(form, entity.label)
    forms = sorted(labels, key=lambda form: (-len(form), form))
    return labels, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)" if forms else r"(?!)")
