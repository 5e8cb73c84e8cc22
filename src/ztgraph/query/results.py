"""Answers of queries, and how they are written: a table for people, CSV and JSON of the SPARQL recommendations, Turtle for graphs."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from typing import Literal as Choice

from ztgraph.columns import WIDEST, columns
from ztgraph.errors import QueryError
from ztgraph.export import export
from ztgraph.export.prefixes import Compactor
from ztgraph.export.xml import xml_text_strict
from ztgraph.graph.terms import XSD_STRING, Quad, Term, ntriples_term
from ztgraph.graph.vocabulary import Names

if TYPE_CHECKING:
    import rdflib

Row = tuple[Term | None, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The answer of a query: rows (``select``), a truth value (``ask``) or triples (``graph``)."""

    kind: Choice["select", "ask", "graph"]
    variables: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    truth: bool = False
    quads: tuple[Quad, ...] = ()

    def records(self) -> list[dict[str, str]]:
        """The rows as plain texts by variable; what is unbound is left out."""
        return [{name: plain(term) for name, term in zip(self.variables, row, strict=True) if term is not None} for row in self.rows]

    def graph(self) -> rdflib.Graph:
        """The triples of a CONSTRUCT or DESCRIBE as an rdflib graph."""
        from ztgraph.graph.rdf import to_rdflib

        return to_rdflib(self.quads)


def plain(term: Term) -> str:
    """A term as text: an address, or a literal's value."""
    return term if isinstance(term, str) else term.value


def to_table(result: Result, *, column: int = WIDEST, prefixes: Mapping[str, str] | None = None) -> str:
    """Aligned columns for people: short names for addresses, long texts cut at ``column`` characters, control characters as ``\ufffd``."""
    if result.kind == "ask":
        return "yes\n" if result.truth else "no\n"
    compact = Compactor(Names().prefixes() if prefixes is None else prefixes)

    def cell(term: Term | None) -> str:
        return "" if term is None else compact(term) if isinstance(term, str) else term.value

    names, rows = _rows(result)
    return columns(names, [[cell(term) for term in row] for row in rows], column) if names else ""


def _rows(result: Result) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Columns and rows; a graph is rows of subject, predicate, object."""
    if result.kind == "graph":
        return ("subject", "predicate", "object"), tuple((quad.subject, quad.predicate, quad.object) for quad in result.quads)
    return result.variables, result.rows


def to_csv(result: Result) -> str:
    """CSV by SPARQL 1.1 (CRLF, plain values); an ASK is one cell, a graph three columns."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if result.kind == "ask":
        writer.writerows([["boolean"], ["true" if result.truth else "false"]])
    else:
        names, rows = _rows(result)
        writer.writerow(names)
        writer.writerows(["" if term is None else plain(term) for term in row] for row in rows)
    return out.getvalue()


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, str):
        return {"type": "bnode", "value": term[2:]} if term.startswith("_:") else {"type": "uri", "value": term}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype != XSD_STRING:
        found["datatype"] = term.datatype
    return found


def to_json(result: Result) -> str:
    """SPARQL 1.1 Query Results JSON; a graph as rows of subject, predicate, object."""
    if result.kind == "ask":
        return json.dumps({"head": {}, "boolean": result.truth}) + "\n"
    names, rows = _rows(result)
    bindings = [{name: _json_term(term) for name, term in zip(names, row, strict=True) if term is not None} for row in rows]
    return json.dumps({"head": {"vars": list(names)}, "results": {"bindings": bindings}}, indent=1, ensure_ascii=False) + "\n"


def to_tsv(result: Result) -> str:
    """TSV by SPARQL 1.1: terms in Turtle's syntax, so that types and languages are kept; an ASK is one cell, a graph three columns."""
    if result.kind == "ask":
        return f"?boolean\n{'true' if result.truth else 'false'}\n"
    names, rows = _rows(result)
    lines = ["\t".join(f"?{name}" for name in names)]
    lines += ["\t".join("" if term is None else ntriples_term(term) for term in row) for row in rows]
    return "".join(f"{line}\n" for line in lines)


def _xml_term(term: Term) -> str:
    if isinstance(term, str):
        return f"<bnode>{xml_text_strict(term[2:], term)}</bnode>" if term.startswith("_:") else f"<uri>{xml_text_strict(term, term)}</uri>"
    kind = f' datatype="{xml_text_strict(term.datatype, term.datatype)}"' if term.datatype != XSD_STRING else ""
    kind = f' xml:lang="{term.language}"' if term.language else kind
    text = xml_text_strict(term.value, "answer")
    if text[:1] == " " or text[-1:] == " ":  # some readers drop spaces at the ends
        text = re.sub("^ | $", "&#32;", text)
    return f"<literal{kind}>{text}</literal>"


def to_xml(result: Result) -> str:
    """SPARQL 1.1 Query Results XML. Raises GraphError where XML cannot hold a text (a NUL or a form feed)."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
    if result.kind == "ask":
        return f"{head}<head/>\n<boolean>{'true' if result.truth else 'false'}</boolean>\n</sparql>\n"
    names, rows = _rows(result)
    parts = [head, "<head>", *(f'<variable name="{name}"/>' for name in names), "</head>\n<results>\n"]
    for row in rows:
        cells = (f'<binding name="{name}">{_xml_term(term)}</binding>' for name, term in zip(names, row, strict=True) if term is not None)
        parts.append(f"<result>{''.join(cells)}</result>\n")
    return "".join([*parts, "</results>\n</sparql>\n"])


def to_rdf(result: Result, syntax: str) -> str:
    """A CONSTRUCT or DESCRIBE in an RDF syntax that ``ztgraph.export`` writes. Raises QueryError for rows and truth values."""
    if result.kind != "graph":
        raise QueryError("only CONSTRUCT and DESCRIBE give a graph", remedy="write the answer as table, csv or json")
    return export(result.quads, syntax)


FORMATTERS: dict[str, Callable[[Result], str]] = {
    "table": to_table,
    "csv": to_csv,
    "tsv": to_tsv,
    "json": to_json,
    "xml": to_xml,
    "turtle": partial(to_rdf, syntax="turtle"),
    "ntriples": partial(to_rdf, syntax="ntriples"),
    "jsonld": partial(to_rdf, syntax="jsonld"),
    "rdfxml": partial(to_rdf, syntax="rdfxml"),
}


def format_result(result: Result, name: str | None = None) -> str:
    """The answer in one of ``FORMATTERS``; by default a table, or Turtle for a graph. Raises QueryError."""
    chosen = name or ("turtle" if result.kind == "graph" else "table")
    formatter = FORMATTERS.get(chosen)
    if formatter is None:
        raise QueryError(f"no format is called {chosen!r}", remedy=f"choose one of {', '.join(FORMATTERS)}")
    return formatter(result)
