"""Our quads as rdflib objects and back: the public object model for those who program with rdflib."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ztgraph.graph.terms import LANG_STRING, XSD_STRING, Literal, Quad, Term, sorted_quads

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node


def to_rdflib(quads: Iterable[Quad]) -> rdflib.Graph:
    """The union of all named graphs as an ``rdflib.Graph``; lexical forms are kept as they are."""
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for subject, predicate, value, _ in quads:
        node: Node
        if isinstance(value, str):
            node = rdflib.BNode(value[2:]) if value.startswith("_:") else rdflib.URIRef(value)
        elif value.language:
            node = rdflib.Literal(value.value, lang=value.language)
        else:
            datatype = None if value.datatype == XSD_STRING else rdflib.URIRef(value.datatype)
            node = rdflib.Literal(value.value, datatype=datatype, normalize=False)
        start = rdflib.BNode(subject[2:]) if subject.startswith("_:") else rdflib.URIRef(subject)
        graph.add((start, rdflib.URIRef(predicate), node))
    return graph


def from_rdflib(graph: rdflib.Graph) -> tuple[Quad, ...]:
    """The triples of an rdflib graph as sorted quads of the default graph; those of a dataset with their named graphs."""
    import rdflib

    def name(node: Node) -> str:
        return f"_:{node}" if isinstance(node, rdflib.BNode) else str(node)

    def term(node: Node) -> Term:
        if isinstance(node, rdflib.Literal):
            if node.language:
                return Literal(str(node), LANG_STRING, node.language)
            return Literal(str(node), XSD_STRING if node.datatype is None else str(node.datatype))
        return name(node)

    if isinstance(graph, rdflib.Dataset):
        default = graph.default_graph.identifier
        parts = ((each, "" if each.identifier == default else name(each.identifier)) for each in graph.graphs())
        return sorted_quads(Quad(name(s), name(p), term(o), context) for each, context in parts for s, p, o in each)
    return sorted_quads(Quad(name(s), name(p), term(o)) for s, p, o in graph)
