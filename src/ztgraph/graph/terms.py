"""A light representation of RDF terms, so that building and writing a graph need no RDF library.

An IRI is a plain ``str``; a blank node (only in graphs that others wrote) is a ``str`` that begins with ``_:``; a literal is a
``Literal``. Order is by code point over the parts of a quad, never by hash, so what is written is the same under every hash seed.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple, TypeAlias

from ztgraph.errors import GraphError

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD_STRING = XSD + "string"
LANG_STRING = RDF + "langString"


class Literal(NamedTuple):
    """A literal: its lexical form exactly as given, the IRI of its datatype, and a language tag for ``rdf:langString`` only."""

    value: str
    datatype: str = XSD_STRING
    language: str = ""


Term: TypeAlias = str | Literal


class Quad(NamedTuple):
    """A triple and the IRI of the named graph that it stands in (``""`` for the default graph)."""

    subject: str
    predicate: str
    object: Term
    graph: str = ""


def term_key(term: Term) -> tuple[str, str, str]:
    """A sort key over terms: IRIs in code point order, then literals by value, datatype and language."""
    return ("<", term, "") if isinstance(term, str) else (f'"{term.value}', term.datatype, term.language)


def quad_key(quad: Quad) -> tuple[str, str, str, bool, Term]:
    """A sort key over quads: by graph, subject, predicate, then objects as ``term_key`` has them: literals before addresses."""
    subject, predicate, value, graph = quad
    return graph, subject, predicate, value.__class__ is str, value


@contextmanager
def without_collector() -> Iterator[None]:
    """Leave the collector of cycles out while millions of tuples are made: it would look through all of them again and again in vain."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def sorted_quads(quads: Iterable[Quad]) -> tuple[Quad, ...]:
    """The quads without repetition, in the one order in which every writer takes them."""
    with without_collector():
        return tuple(sorted(set(quads), key=quad_key))


def flattened(quads: Iterable[Quad]) -> tuple[Quad, ...]:
    """The union of all named graphs as sorted triples of the default graph."""
    return sorted_quads(quad._replace(graph="") for quad in quads)


# Control characters, line separators, direction overrides (text that would look other than it is), non-characters and surrogates.
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f"}
_SURROGATE = re.compile("[\ud800-\udfff]")
_IRI_FORBIDDEN = re.compile(r'[\x00-\x20<>"{}|^`\\\ud800-\udfff]')
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_BLANK = re.compile(r"_:[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")  # what every syntax, XML's NCName aside, takes as a label
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")


def check_text(text: str) -> str:
    """``text`` itself if it can be written as UTF-8. Raises GraphError where it holds a lone surrogate."""
    found = _SURROGATE.search(text)
    if found is not None:
        raise GraphError(
            f"a text holds the lone surrogate U+{ord(found.group()):04X}, which is no character",
            place=repr(text[max(0, found.start() - 20) : found.start() + 20]),
            remedy="read the document again with the right encoding",
        )
    return text


def _escape_character(match: re.Match[str]) -> str:
    character = match.group()
    if "\ud800" <= character <= "\udfff":
        check_text(match.string)
    return _SHORT.get(character) or f"\\u{ord(character):04X}"


def escape(text: str) -> str:
    """``text`` as it stands between double quotes in N-Triples, N-Quads, Turtle and TriG. Raises GraphError on a lone surrogate."""
    if text.isprintable() and '"' not in text and "\\" not in text:
        return text  # most texts; three scans in C are quicker than one by a pattern
    return _ESCAPED.sub(_escape_character, text)


def escape_lines(text: str) -> str:
    """``text`` as it stands between triple quotes in Turtle and TriG: line feeds are kept as they are."""
    return escape(text).replace("\\\\", "\0").replace("\\n", "\n").replace("\0", "\\\\")


def check_iri(iri: str) -> str:
    """``iri`` itself if it may stand between ``<`` and ``>``. Raises GraphError otherwise."""
    found = _IRI_FORBIDDEN.search(iri)
    if found is None and iri.startswith("_:") and _BLANK.fullmatch(iri) is None:
        raise GraphError("not the label of a blank node", place=repr(iri[:200]), remedy="use letters, digits, _ and -")
    if found is not None or (not iri.startswith("_:") and _SCHEME.match(iri) is None):
        what = f"holds {found.group()!r}" if found else "has no scheme"
        raise GraphError(f"not an IRI: it {what}", place=repr(iri[:200]), remedy="percent-encode what an IRI cannot hold")
    return iri


def check_language(tag: str) -> str:
    """``tag`` itself if it is a language tag by its form. Raises GraphError otherwise, for it stands bare in what is written."""
    if _LANGUAGE.fullmatch(tag) is None:
        raise GraphError("not a language tag", place=repr(tag[:200]), remedy="use one like en or pt-BR")
    return tag


def ntriples_term(term: Term) -> str:
    """A term in the syntax of N-Triples and N-Quads. Raises GraphError where it cannot be written."""
    if isinstance(term, str):
        return check_iri(term) if term.startswith("_:") else f"<{check_iri(term)}>"
    if term.language:
        return f'"{escape(term.value)}"@{check_language(term.language)}'
    if term.datatype == XSD_STRING:
        return f'"{escape(term.value)}"'
    return f'"{escape(term.value)}"^^<{check_iri(term.datatype)}>'
