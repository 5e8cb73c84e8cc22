"""Checks of a built graph: SHACL core shapes a node, and checks over the whole graph that shapes cannot say or say too slowly."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from ztgraph.errors import GraphError
from ztgraph.graph.ontology_terms import PROPERTIES
from ztgraph.graph.shapes import violations
from ztgraph.graph.terms import RDF, Literal, Quad
from ztgraph.graph.vocabulary import CLASS_OF_KIND, OA, ZT
from ztgraph.resources import resource

TYPE = RDF + "type"
SHOWN = 20  # problems that an error names; it counts all
_STRUCTURE = frozenset(ZT + each.name for each in PROPERTIES)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong with a graph: the node, and what about it."""

    node: str
    message: str


class _Index:
    """The triples of a graph by subject and predicate."""

    def __init__(self, triples: Sequence[Quad]) -> None:
        self.triples = triples
        self.values: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.members: dict[str, list[str]] = defaultdict(list)
        for subject, predicate, value, _ in triples:
            self.values[subject, predicate].append(value.value if isinstance(value, Literal) else value)
            if predicate == TYPE and isinstance(value, str):
                self.members[value].append(subject)

    def one(self, node: str, predicate: str) -> str:
        found = self.values.get((node, predicate))
        return found[0] if found else ""


def _negative(predicate: str) -> str:
    local = predicate.removeprefix(ZT)
    return f"{ZT}not{local[:1].upper()}{local[1:]}"


def _edge_problems(index: _Index) -> list[Problem]:
    """Every asserted statement has its direct edge, and every direct edge a statement (or, for zt:partOf, a curated parent)."""
    problems, expected = [], set()
    edges = {(q.subject, q.predicate, q.object) for q in index.triples if q.predicate.startswith(ZT) and q.predicate not in _STRUCTURE}
    for node in index.members[ZT + "Statement"]:
        if index.one(node, ZT + "modality") != "asserted":
            continue
        predicate, negative = index.one(node, ZT + "predicate"), index.one(node, ZT + "polarity") == "negative"
        edge = (index.one(node, ZT + "subject"), _negative(predicate) if negative else predicate, index.one(node, ZT + "object"))
        expected |= {edge, (edge[2], edge[1], edge[0])}
        if edge not in edges:
            problems.append(Problem(node, f"an asserted statement without its direct edge {edge[1].removeprefix(ZT)}"))
    expected |= {(q.subject, ZT + "partOf", q.object) for q in index.triples if q.predicate == ZT + "parent" and isinstance(q.object, str)}
    for subject, predicate, value in sorted((s, p, str(o)) for s, p, o in edges if (s, p, o) not in expected):
        problems.append(Problem(subject, f"a direct edge {predicate.removeprefix(ZT)} to {value} that no statement asserts"))
    return problems


def _text_problems(index: _Index) -> list[Problem]:
    """Digests are of the texts, and quotations are the words of the document at their place."""
    problems = []
    for node in index.members[ZT + "Document"]:
        text = index.one(node, ZT + "text")
        if sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != index.one(node, ZT + "sha256"):
            problems.append(Problem(node, "the SHA-256 is not that of the text"))
    for node in index.members[ZT + "Evidence"]:
        start, end, exact = index.one(node, OA + "start"), index.one(node, OA + "end"), index.one(node, OA + "exact")
        if not (re.fullmatch("[0-9]{1,12}", start) and re.fullmatch("[0-9]{1,12}", end)):
            continue  # the shapes say so
        document = index.one(node, ZT + "document")
        if index.one(document, ZT + "text")[int(start) : int(end)] != exact:
            problems.append(Problem(node, "the quotation is not what the document says at that place"))
        if node != f"{document}#char={start},{end}":
            problems.append(Problem(node, "the address is not that of the document and the offsets"))
    return problems


def _structure_problems(index: _Index) -> list[Problem]:
    """Evidence is of the statement's document, no entity is its own object, no blank nodes, one kind an entity."""
    problems = []
    for node in index.members[ZT + "Statement"]:
        document = index.one(node, ZT + "document")
        if any(index.one(evidence, ZT + "document") != document for evidence in index.values[node, ZT + "evidence"]):
            problems.append(Problem(node, "evidence of another document"))
        if index.one(node, ZT + "subject") == index.one(node, ZT + "object"):
            problems.append(Problem(node, "subject and object are one entity"))
    for node in index.members[ZT + "Entity"]:
        kinds = set(index.values[node, TYPE]) & set(CLASS_OF_KIND.values())
        if len(kinds) != 1:
            problems.append(Problem(node, f"an entity of {len(kinds)} kinds, not one"))
    blank = {q.subject for q in index.triples if q.subject.startswith("_:")}
    problems += [Problem(node, "a blank node") for node in blank]
    if not index.members[ZT + "Document"]:
        problems.append(Problem("graph", "it holds no document of ztgraph"))
    return problems


def graph_problems(quads: Sequence[Quad]) -> tuple[Problem, ...]:
    """What is wrong with a graph as a whole, sorted; needs no RDF library."""
    index = _Index([Quad(*triple) for triple in dict.fromkeys(quad[:3] for quad in quads)])
    return tuple(sorted(_edge_problems(index) + _text_problems(index) + _structure_problems(index)))


def shape_problems(quads: Sequence[Quad]) -> tuple[Problem, ...]:
    """What is wrong with the nodes of a graph by ``ontology/shapes.ttl``, sorted; needs no SHACL library."""
    return tuple(Problem(node, message) for node, message in violations(quads))


def shacl_problems(quads: Sequence[Quad]) -> tuple[Problem, ...]:
    """The same by pyshacl, for those who want to hear it from a SHACL processor; slow on large graphs."""
    import pyshacl
    import rdflib

    from ztgraph.graph.rdf import to_rdflib

    shapes = rdflib.Graph().parse(resource("ontology/shapes.ttl"), format="turtle")
    conforms, report, text = pyshacl.validate(to_rdflib(quads), shacl_graph=shapes, advanced=False, meta_shacl=False, inference="none")
    if conforms:
        return ()
    if not isinstance(report, rdflib.Graph):
        return (Problem("graph", str(text)),)
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    problems = set()
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        problems.add(Problem(str(report.value(result, sh.focusNode)), str(report.value(result, sh.resultMessage))))
    return tuple(sorted(problems))


def problems_of(quads: Sequence[Quad], *, shapes: bool = True) -> tuple[Problem, ...]:
    """All that is wrong with a graph, sorted by node; ``shapes=False`` leaves the shapes out."""
    return tuple(sorted(set(graph_problems(quads)) | set(shape_problems(quads) if shapes else ())))


def validate(quads: Sequence[Quad], *, shapes: bool = True, place: str | None = None) -> None:
    """Raises GraphError naming what is wrong with the graph (the first twenty problems and their number); returns where nothing is."""
    problems = problems_of(quads, shapes=shapes)
    if problems:
        lines = [f"{problem.node}: {problem.message}" for problem in problems[:SHOWN]]
        more = [f"and {len(problems) - SHOWN} more"] if len(problems) > SHOWN else []
        raise GraphError(
            "\n".join([f"the graph is invalid in {len(problems)} places", *lines, *more]), place=place, remedy="build it again"
        )
