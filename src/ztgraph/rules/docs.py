"""One Markdown page a relation and an index, from the rule files: ``python -m ztgraph.rules.docs [--check] [--rules DIR] [FOLDER]``.

The pages are committed; ``--check`` writes nothing and fails where one is not current.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from ztgraph.errors import ZtgraphError
from ztgraph.files import write_atomic
from ztgraph.rules.load import load_rules
from ztgraph.rules.objects import ANY, Example, Frame, Relation, Rules

MARK = "<!-- Written by `python -m ztgraph.rules.docs`; edit the rule file, not this page. -->"
FOLDER = Path("docs/relations")
_SPECIAL = str.maketrans({char: "\\" + char for char in "\\`*_[]<>|#"})


def pages(rules: Rules) -> dict[str, str]:
    """File name to Markdown of the index and of every relation's page, sorted by name."""
    written = {f"{relation.id}.md": relation_page(relation) for relation in rules.relations.values()}
    written["README.md"] = index_page(rules)
    return dict(sorted(written.items()))


def stale(rules: Rules, folder: Path) -> list[str]:
    """The names of pages in ``folder`` that are missing, differ, or belong to no relation; empty if all is current."""
    wanted = pages(rules)
    found = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")} if folder.is_dir() else {}
    return sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))


def write_pages(rules: Rules, folder: Path) -> list[str]:
    """Bring ``folder`` up to date and return the names of what changed. Removes only pages of this tool. Raises WriteError."""
    wanted = pages(rules)
    changed = stale(rules, folder)
    for name in changed:
        path = folder / name
        if name in wanted:
            write_atomic(path, wanted[name])
        elif path.read_text(encoding="utf-8").startswith(MARK):
            path.unlink()
    return changed


def index_page(rules: Rules) -> str:
    """The index: relations by family."""
    lines = [MARK, "", "# Relations", ""]
    families = sorted({relation.family for relation in rules.relations.values()})
    for family in families:
        lines += [f"## {family.capitalize()}", "", "| relation | meaning | frames | examples |", "|---|---|--:|--:|"]
        for relation in rules.relations.values():
            if relation.family == family:
                examples = len(relation.match) + len(relation.no_match) + len(relation.not_yet)
                lines.append(f"| [`{relation.id}`]({relation.id}.md) | {_plain(relation.meaning)} | {len(relation.frames)} | {examples} |")
        lines.append("")
    return "\n".join(lines)


def relation_page(relation: Relation) -> str:
    """The page of one relation: its meaning, its frames as a table, and its examples with the marked words in bold."""
    lines = [
        MARK,
        "",
        f"# `{relation.id}`",
        "",
        _plain(relation.meaning),
        "",
        f"- Reads: subject *{_plain(relation.label)}* object; negative: *{_plain(relation.negative_label)}*",
        f"- Subject: {', '.join(sorted(relation.subject_kinds))}",
        f"- Object: {', '.join(sorted(relation.object_kinds))}",
        f"- Family: {relation.family}{'; symmetric' if relation.symmetric else ''}",
        "",
        "## Frames",
        "",
        "| frame | trigger | subject | object | theme | conditions |",
        "|---|---|---|---|---|---|",
        *(_frame_row(frame, relation) for frame in relation.frames),
        "",
    ]
    lines += _section("Examples", relation.match)
    lines += _section("What it is not", relation.no_match)
    lines += _section("Known gaps", relation.not_yet)
    return "\n".join(lines)


def _frame_row(frame: Frame, relation: Relation) -> str:
    trigger = f"{frame.trigger_pos}: {', '.join(_plain(word) for word in frame.triggers)}"
    cells = (
        f"`{frame.id.partition('/')[2]}`",
        trigger,
        _or(frame.subject),
        _or(frame.object),
        _or(frame.theme),
        _conditions(frame, relation),
    )
    return f"| {' | '.join(cells)} |"


def _conditions(frame: Frame, relation: Relation) -> str:
    parts = [f"{position} {_constraint(lemmas)}" for position, lemmas in frame.needs]
    parts += [f"not {position} {_constraint(lemmas)}" for position, lemmas in frame.unless]
    if frame.polarity == "negative":
        parts.append("negative")
    if frame.modality is not None:
        parts.append(f"modality {frame.modality}")
    if frame.voice is not None:
        parts.append(frame.voice)
    if frame.complement is not None:
        parts.append(f"complement: {frame.complement}")
    if frame.subject_kinds != relation.subject_kinds:
        parts.append(f"subject is {_or(sorted(frame.subject_kinds))}")
    if frame.object_kinds != relation.object_kinds:
        parts.append(f"object is {_or(sorted(frame.object_kinds))}")
    return "; ".join(parts)


def _constraint(lemmas: tuple[str, ...]) -> str:
    return "present" if lemmas == ANY else f"= {' or '.join(_plain(lemma) for lemma in lemmas)}"


def _or(words: Iterable[str]) -> str:
    return " or ".join(words)


def _section(heading: str, examples: Sequence[Example]) -> list[str]:
    if not examples:
        return []
    return [f"## {heading}", "", *(_example_line(example) for example in examples), ""]


def _example_line(example: Example) -> str:
    notes = []
    if example.polarity == "negative":
        notes.append("negative")
    if example.modality == "other":
        notes.append("modality other")
    if example.time is not None:
        notes.append(f"time {example.time}")
    if example.attribution is not None:
        notes.append(f"attributed to {_plain(example.attribution)}")
    if example.why is not None:
        notes.append(_plain(example.why))
    return f"- {_marked(example)}{' — ' + '; '.join(notes) if notes else ''}"


def _marked(example: Example) -> str:
    """The sentence with its roles: outermost marks in bold, each followed by the role in small type."""
    out: list[str] = []
    at = 0
    for role, start, end in example.spans:
        if start < at:  # an inner mark of one already shown
            continue
        out.append(f"{_plain(example.text[at:start])}**{_plain(example.text[start:end])}** <sub>{role}</sub>")
        at = end
    out.append(_plain(example.text[at:]))
    return "".join(out)


def _plain(text: str) -> str:
    return text.replace("\n", " ").translate(_SPECIAL)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; 0 all is current or written, 1 not current (with ``--check``), else the exit code of the error."""
    parser = argparse.ArgumentParser(prog="python -m ztgraph.rules.docs", description="Write one Markdown page a relation.")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help="where the pages stand (default: %(default)s)")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a page is not current")
    parser.add_argument("--rules", type=Path, default=None, metavar="DIR", help="a folder of rules on top of the shipped ones")
    options = parser.parse_args(arguments)
    try:
        rules = load_rules(options.rules)
        changed = stale(rules, options.folder) if options.check else write_pages(rules, options.folder)
    except ZtgraphError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    for name in changed:
        sys.stderr.write(f"{'not current' if options.check else 'written'}: {options.folder / name}\n")
    return 1 if options.check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
