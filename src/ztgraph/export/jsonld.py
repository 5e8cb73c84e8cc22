"""JSON-LD 1.1: one node an object, named graphs kept, the context inside so that nothing is fetched to read it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from ztgraph.graph.ontology import term_definition
from ztgraph.graph.ontology_terms import CLASSES
from ztgraph.graph.terms import RDF, XSD, XSD_STRING, Literal, Quad, Term, check_iri, check_language, check_text, sorted_quads
from ztgraph.graph.vocabulary import VOCABULARIES, ZT

TYPE = RDF + "type"
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
_EXACT = 2**53


def _local(iri: str) -> str | None:
    return iri[len(ZT) :] if iri.startswith(ZT) and re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", iri[len(ZT) :]) else None


def _key(iri: str, prefixes: Mapping[str, str]) -> str:
    """An IRI as ``prefix:local`` where a prefix is known, else whole."""
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = prefixes.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix and re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", iri[cut:]) else check_iri(iri)


class _Writer:
    """Turns quads into JSON, remembering which terms of ours were used."""

    def __init__(self) -> None:
        self.by_namespace = {namespace: prefix for prefix, namespace in VOCABULARIES.items()}
        self.used: set[str] = set()

    def expanded(self, term: Term) -> object:
        """A value that needs no context but the prefixes."""
        if isinstance(term, str):
            return {"@id": check_iri(term)}
        value = check_text(term.value)
        if term.language:
            return {"@value": value, "@language": check_language(term.language)}
        if term.datatype == XSD_STRING:
            return value
        if term.datatype == XSD + "integer" and _INTEGER.fullmatch(value) and abs(int(value)) < _EXACT:
            return int(value)
        if term.datatype == XSD + "boolean" and value in ("true", "false"):
            return value == "true"
        return {"@value": value, "@type": _key(term.datatype, self.by_namespace)}

    def entry(self, predicate: str, term: Term) -> tuple[str, object]:
        """Key and value of one triple: our short name where its definition fits the value, else the prefixed name and all details."""
        name = _local(predicate)
        if name is not None:
            definition = term_definition(name)
            coerced = definition.get("@type") if isinstance(definition, dict) else None
            if isinstance(term, str) and coerced == "@id":
                self.used.add(name)
                return name, check_iri(term)
            if isinstance(term, Literal) and not term.language:
                datatype = "xsd:string" if coerced is None else str(coerced)
                if _key(term.datatype, self.by_namespace) == datatype:
                    self.used.add(name)
                    return name, check_text(term.value)
        return _key(predicate, self.by_namespace), self.expanded(term)

    def node(self, subject: str, quads: Iterable[Quad]) -> dict[str, Any]:
        types: list[str] = []
        entries: dict[str, list[object]] = {}
        for quad in quads:
            if quad.predicate == TYPE and isinstance(quad.object, str):
                name = _local(quad.object)
                if name is not None:
                    self.used.add(name)
                types.append(name or _key(quad.object, self.by_namespace))
            else:
                key, value = self.entry(quad.predicate, quad.object)
                entries.setdefault(key, []).append(value)
        head: dict[str, Any] = {"@id": check_iri(subject)}
        if types:
            head["@type"] = types[0] if len(types) == 1 else types
        return {**head, **{key: values[0] if len(values) == 1 else values for key, values in sorted(entries.items())}}

    def nodes(self, quads: Iterable[Quad]) -> list[dict[str, Any]]:
        return [self.node(subject, group) for subject, group in groupby(quads, key=lambda quad: quad.subject)]

    def context(self) -> dict[str, object]:
        classes = {each.name for each in CLASSES}
        terms = {name: f"zt:{name}" if name in classes else term_definition(name) for name in sorted(self.used)}
        return {"@version": 1.1, **dict(sorted(VOCABULARIES.items())), **terms}


def write_jsonld(quads: Sequence[Quad]) -> str:
    """The dataset as JSON-LD. Raises GraphError where a term cannot be written."""
    ordered = sorted_quads(quads)
    writer = _Writer()
    graph: list[dict[str, Any]] = []
    for name, of_graph in groupby(ordered, key=lambda quad: quad.graph):
        nodes = writer.nodes(of_graph)
        graph += [{"@id": check_iri(name), "@graph": nodes}] if name else nodes
    return json.dumps({"@context": writer.context(), "@graph": graph}, indent=1, ensure_ascii=False) + "\n"
