"""RDF/XML: the union of all named graphs, one ``rdf:Description`` a subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from ztgraph.errors import GraphError
from ztgraph.export.prefixes import names_of
from ztgraph.export.xml import xml_text_strict
from ztgraph.graph.terms import RDF, XSD_STRING, Quad, check_iri, check_language, flattened

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


def _split(iri: str) -> tuple[str, str]:
    """Namespace and local name of a property. Raises GraphError where it has no name that XML could take."""
    cut = max(iri.rfind("/"), iri.rfind("#"), iri.rfind(":")) + 1
    if _NAME.fullmatch(iri, cut) is None:
        raise GraphError(
            "a property whose address does not end in a name of XML", place=iri, remedy="write Turtle, TriG or N-Quads instead"
        )
    return iri[:cut], iri[cut:]


def _about(iri: str, attribute: str) -> str:
    if iri.startswith("_:"):
        label = check_iri(iri)[2:]  # a name of XML begins with no digit; n is put before n too, so that no two labels become one
        return f'rdf:nodeID="{"n" if label[0] in "0123456789n" else ""}{label}"'
    return f'rdf:{attribute}="{xml_text_strict(check_iri(iri), iri)}"'


def _element(name: str, quad: Quad) -> str:
    term = quad.object
    if isinstance(term, str):
        return f"    <{name} {_about(term, 'resource')}/>\n"
    text = xml_text_strict(term.value, quad.subject)
    if term.language:
        return f'    <{name} xml:lang="{check_language(term.language)}">{text}</{name}>\n'
    datatype = "" if term.datatype == XSD_STRING else f' rdf:datatype="{xml_text_strict(check_iri(term.datatype), term.datatype)}"'
    return f"    <{name}{datatype}>{text}</{name}>\n"


def write_rdfxml(quads: Sequence[Quad]) -> str:
    """The graph as RDF/XML. Raises GraphError where XML cannot hold a text (a NUL or a form feed) or a property has no XML name."""
    triples = flattened(quads)
    known = {namespace: prefix for prefix, namespace in names_of(triples).prefixes().items()}
    namespaces = sorted({_split(quad.predicate)[0] for quad in triples} | {RDF})
    foreign = (namespace for namespace in namespaces if namespace not in known)
    prefixes = {**{namespace: known[namespace] for namespace in namespaces if namespace in known}}
    prefixes.update({namespace: f"p{number}" for number, namespace in enumerate(foreign, 1)})
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF']
    parts += [
        f'\n    xmlns:{prefix}="{xml_text_strict(check_iri(namespace), namespace)}"'
        for namespace, prefix in sorted(prefixes.items(), key=lambda p: p[1])
    ]
    parts.append(">\n")
    for subject, of_subject in groupby(triples, key=lambda quad: quad.subject):
        parts.append(f"  <rdf:Description {_about(subject, 'about')}>\n")
        for quad in of_subject:
            namespace, local = _split(quad.predicate)
            parts.append(_element(f"{prefixes[namespace]}:{local}", quad))
        parts.append("  </rdf:Description>\n")
    parts.append("</rdf:RDF>\n")
    return "".join(parts)
