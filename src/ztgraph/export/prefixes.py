"""Short names in Turtle and TriG: the vocabularies' prefixes, and the graph's own base as its documents show it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ztgraph.graph.terms import RDF, XSD, XSD_STRING, Quad, Term, check_iri, check_language, escape, escape_lines
from ztgraph.graph.vocabulary import BASE, ZT, Names, base_of

# What every parser takes as a local name without escapes.
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_INTEGER = re.compile(r"[+-]?[0-9]+")
_TYPE, _DOCUMENT = RDF + "type", ZT + "Document"
_INTEGER_TYPE, _BOOLEAN_TYPE = XSD + "integer", XSD + "boolean"


def names_of(quads: Iterable[Quad]) -> Names:
    """The names of a graph by the first of its documents; those of the default base where it has none."""
    documents = [quad.subject for quad in quads if quad.object == _DOCUMENT and quad.predicate == _TYPE]
    return Names(base_of(min(documents))) if documents else Names(BASE)


class Compactor:
    """Turns an IRI into ``prefix:local``, or ``<iri>`` where that is not possible; remembers what it has seen and used."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._by_namespace = {namespace: prefix for prefix, namespace in prefixes.items()}
        self._known: dict[str, str] = {}
        self.used: dict[str, str] = {}
        """Those prefixes that the names made so far need."""

    def __call__(self, iri: str) -> str:
        return self._known.get(iri) or self._make(iri)

    def _make(self, iri: str) -> str:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._by_namespace.get(iri[:cut])
        if iri.startswith("_:"):
            made = check_iri(iri)
        elif prefix is not None and _LOCAL.fullmatch(iri, cut):
            self.used[prefix] = iri[:cut]
            made = f"{prefix}:{iri[cut:]}"
        else:
            made = f"<{check_iri(iri)}>"
        self._known[iri] = made
        return made


def turtle_term(term: Term, compact: Compactor) -> str:
    """A term as the object of a triple in Turtle and TriG: bare integers and booleans, texts of several lines between triple quotes."""
    if isinstance(term, str):
        return compact(term)
    value, datatype, language = term
    if datatype == XSD_STRING:
        return f'"""{escape_lines(value)}"""' if "\n" in value else f'"{escape(value)}"'
    if datatype == _INTEGER_TYPE and _INTEGER.fullmatch(value):
        return value
    if datatype == _BOOLEAN_TYPE and value in ("true", "false"):
        return value
    quoted = f'"""{escape_lines(value)}"""' if "\n" in value else f'"{escape(value)}"'
    return f"{quoted}@{check_language(language)}" if language else f"{quoted}^^{compact(datatype)}"
