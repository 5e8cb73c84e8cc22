"""A report in Markdown: what each document says, in its order, each statement with a numbered citation of the words it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ztgraph.export.network import Edge, network_of
from ztgraph.graph.terms import Quad, check_text
from ztgraph.graph.vocabulary import web_address
from ztgraph.model import Document

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$^=:@])")
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")


def markdown_text(text: str) -> str:
    """``text`` on one line such that Markdown shows it as it is: no markup, no HTML, no links, nothing invisible."""
    line = _INVISIBLE.sub("\ufffd", " ".join(check_text(text).split()))
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", line)


def _head(document: Document) -> list[str]:
    lines = [f"# {markdown_text(document.title or document.id)}", ""]
    facts = [
        ("Document", document.id),
        ("Date", document.date),
        ("Publisher", document.publisher),
        ("Number", document.number),
        ("SHA-256", document.sha256),
    ]
    lines += [f"- {name}: {markdown_text(value)}" for name, value in facts if value]
    address = web_address(document.url) if document.url else None
    if address is not None:
        lines.append(f"- Source: <{address}>")
    return [*lines, ""]


def _section(title: str, edges: Iterable[Edge], numbers: dict[tuple[int, int], int]) -> list[str]:
    lines = []
    for edge in edges:
        marks = "".join(f"[^{numbers[each.start, each.end]}]" for each in edge.statement.evidence)
        lines.append(f"- {markdown_text(edge.label)}{marks}")
    return [f"## {title}", "", *lines, ""] if lines else []


def _report(document: Document, edges: Sequence[Edge], first: int) -> tuple[list[str], int]:
    """The lines of one document's report and the next free number of a citation."""
    places = sorted({(each.start, each.end) for edge in edges for each in edge.statement.evidence})
    numbers = {place: first + number for number, place in enumerate(places)}
    asserted = [edge for edge in edges if edge.statement.modality == "asserted"]
    lines = _head(document)
    lines += _section("What it says happened", (edge for edge in asserted if edge.statement.polarity == "positive"), numbers)
    lines += _section("What it says did not happen", (edge for edge in asserted if edge.statement.polarity == "negative"), numbers)
    lines += _section("What it does not state as a fact", (edge for edge in edges if edge.statement.modality == "other"), numbers)
    pages = {(each.start, each.end): each.page for edge in edges for each in edge.statement.evidence}
    for (start, end), number in numbers.items():
        page = f"page {pages[start, end]}, " if pages[start, end] is not None else ""
        lines.append(f"[^{number}]: “{markdown_text(document.text[start:end])}” ({page}characters {start} to {end})")
    return [*lines, ""], first + len(places)


def write_markdown(quads: Sequence[Quad]) -> str:
    """The report of all documents. Raises GraphError where it is not our graph."""
    network = network_of(quads)
    lines: list[str] = []
    number = 1
    for document in network.documents:
        part, number = _report(document, [edge for edge in network.edges if edge.document.id == document.id], number)
        lines += part
    return "\n".join(lines).rstrip("\n") + "\n"
