"""The ontology as data, and the files in ``ontology/`` that are written from it and from the relation files.

``python -m ztgraph.graph.ontology [DIR [PAGE]]`` writes ``ztgraph.ttl``, ``context.jsonld`` and the documentation's page of the
vocabulary; a test holds the committed files to what this module writes. Bounds of dates, times and the terms of other vocabularies are
annotation properties: reasoners then leave them alone (``xsd:date`` and the EDTF datatype are not in OWL 2's datatype map).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ztgraph.export.turtle import write_turtle
from ztgraph.files import write_atomic
from ztgraph.graph.ontology_terms import CLASSES, EXTERNAL, MATCHES, PLOVER, PROPERTIES, TERM_MATCHES
from ztgraph.graph.relations import Relation, load_relations
from ztgraph.graph.terms import RDF, Literal, Quad, Term, sorted_quads
from ztgraph.graph.vocabulary import DCTERMS, OWL, RDFS, SKOS, VOCABULARIES, ZT, property_iri, property_name
from ztgraph.graph.vocabulary_page import vocabulary_page

TYPE, LABEL, COMMENT = RDF + "type", RDFS + "label", RDFS + "comment"
EXAMPLE = SKOS + "example"


@dataclass(frozen=True, slots=True)
class _Node:
    """Collects the quads of one subject."""

    iri: str

    def quads(self, *pairs: tuple[str, Term]) -> Iterator[Quad]:
        return (Quad(self.iri, predicate, value) for predicate, value in pairs)


def expand(name: str) -> str:
    """``prefix:local`` as an IRI."""
    prefix, _, local = name.partition(":")
    return VOCABULARIES[prefix] + local


def _header() -> Iterator[Quad]:
    return _Node(ZT.removesuffix("#")).quads(
        (TYPE, OWL + "Ontology"),
        (LABEL, Literal("ztgraph")),
        (
            COMMENT,
            Literal("What oversight documents say actors and agencies did, did not do, or were to do, each statement with its evidence."),
        ),
        (DCTERMS + "title", Literal("The ztgraph vocabulary")),
        (DCTERMS + "license", "https://www.apache.org/licenses/LICENSE-2.0"),
    )


def _class_quads() -> Iterator[Quad]:
    for each in CLASSES:
        node = _Node(ZT + each.name)
        yield from node.quads((TYPE, OWL + "Class"), (LABEL, Literal(each.label)), (COMMENT, Literal(each.comment)))
        yield from node.quads(*((RDFS + "subClassOf", expand(parent)) for parent in each.parents))
        if each.example:
            yield from node.quads((EXAMPLE, Literal(each.example)))


_PROPERTY_TYPE = {"object": OWL + "ObjectProperty", "data": OWL + "DatatypeProperty", "annotation": OWL + "AnnotationProperty"}


def _property_quads() -> Iterator[Quad]:
    for each in PROPERTIES:
        node = _Node(ZT + each.name)
        yield from node.quads((TYPE, _PROPERTY_TYPE[each.kind]), (LABEL, Literal(each.label)), (COMMENT, Literal(each.comment)))
        yield from node.quads(*((RDFS + "subPropertyOf", expand(parent)) for parent in each.parents))
        if each.kind != "annotation":
            yield from node.quads(*((RDFS + "domain", expand(name)) for name in each.domain))
            yield from node.quads(*((RDFS + "range", expand(name)) for name in each.range))
        if each.example:
            yield from node.quads((EXAMPLE, Literal(each.example)))


def _relation_quads(relation: Relation) -> Iterator[Quad]:
    positive, negative = property_iri(relation.id), property_iri(relation.id, negative=True)
    kinds = [f"Subject: {', '.join(relation.subject)}."] if relation.subject else []
    kinds += [f"Object: {', '.join(relation.object)}."] if relation.object else []
    comments = {
        positive: (relation.label, " ".join([relation.meaning, *kinds]), f"A {relation.label} B."),
        negative: (
            relation.negative_label,
            f"The source says that this did not happen: {relation.meaning}",
            f"A {relation.negative_label} B.",
        ),
    }
    for iri, (label, comment, example) in comments.items():
        node = _Node(iri)
        yield from node.quads(
            (TYPE, OWL + "ObjectProperty"), (LABEL, Literal(label)), (COMMENT, Literal(comment)), (EXAMPLE, Literal(example))
        )
        yield from node.quads(
            (RDFS + "domain", ZT + "Entity"), (RDFS + "range", ZT + "Entity"), (RDFS + "isDefinedBy", ZT.removesuffix("#"))
        )
        if relation.symmetric:
            yield from node.quads((TYPE, OWL + "SymmetricProperty"))
    yield from _Node(positive).quads((TYPE, ZT + "Relation"), (ZT + "negativeTwin", negative), (ZT + "relationId", Literal(relation.id)))
    if relation.family:
        yield from _Node(positive).quads((ZT + "family", Literal(relation.family)))
    matches = [ZT + f"plover{code.capitalize()}" for code in PLOVER.get(relation.id, ())] + [
        expand(name) for name in MATCHES.get(relation.id, ())
    ]
    yield from _Node(positive).quads(*((SKOS + "closeMatch", match) for match in matches))


def _plover_quads() -> Iterator[Quad]:
    for code in sorted({code for codes in PLOVER.values() for code in codes}):
        yield from _Node(ZT + f"plover{code.capitalize()}").quads(
            (TYPE, SKOS + "Concept"),
            (TYPE, OWL + "NamedIndividual"),
            (LABEL, Literal(f"PLOVER {code}")),
            (COMMENT, Literal(f"The event class {code} of the PLOVER ontology of political events.")),
            (SKOS + "notation", Literal(code)),
            (RDFS + "seeAlso", "https://github.com/openeventdata/PLOVER"),
        )


def _match_quads() -> Iterator[Quad]:
    for name, matches in TERM_MATCHES.items():
        yield from _Node(ZT + name).quads(*((SKOS + "closeMatch", expand(match)) for match in matches))


def _external_quads() -> Iterator[Quad]:
    types = {
        "class": OWL + "Class",
        "annotation": OWL + "AnnotationProperty",
        "data": OWL + "DatatypeProperty",
        "object": OWL + "ObjectProperty",
    }
    for kind, names in EXTERNAL.items():
        for name in names:
            yield Quad(expand(name), TYPE, types[kind])


def ontology_quads(relations: Mapping[str, Relation] | None = None) -> tuple[Quad, ...]:
    """The ontology: classes, properties, one property a relation and its negative twin, alignments; ``relations`` as for building."""
    table = load_relations() if relations is None else relations
    quads = [*_header(), *_class_quads(), *_property_quads(), *_match_quads(), *_plover_quads(), *_external_quads()]
    for relation in table.values():
        quads += _relation_quads(relation)
    return sorted_quads(quads)


def ontology_turtle(relations: Mapping[str, Relation] | None = None) -> str:
    """The text of ``ontology/ztgraph.ttl``."""
    head = "# Written by python -m ztgraph.graph.ontology from the vocabulary and the relation files; do not edit.\n"
    return head + write_turtle(ontology_quads(relations), VOCABULARIES)


_PROPERTIES = {each.name: each for each in PROPERTIES}


def term_definition(name: str) -> object:
    """What a JSON-LD context says of a property of ours: its address, and the type of its values where they are no plain texts."""
    known = _PROPERTIES.get(name)
    if known is None or known.kind == "object" or known.is_iri:
        return {"@id": f"zt:{name}", "@type": "@id"}
    if known.range and known.range[0] != "xsd:string":
        return {"@id": f"zt:{name}", "@type": known.range[0]}
    return f"zt:{name}"


def context(relations: Mapping[str, Relation] | None = None) -> dict[str, object]:
    """The JSON-LD context: prefixes, and every term of ours with what its values are."""
    table = load_relations() if relations is None else relations
    names = [*_PROPERTIES, *(property_name(relation, negative=negative) for relation in table for negative in (False, True))]
    terms = {name: term_definition(name) for name in names} | {each.name: f"zt:{each.name}" for each in CLASSES}
    return {"@version": 1.1, **dict(sorted(VOCABULARIES.items())), **dict(sorted(terms.items()))}


def context_json(relations: Mapping[str, Relation] | None = None) -> str:
    """The text of ``ontology/context.jsonld``."""
    return json.dumps({"@context": context(relations)}, indent=2, ensure_ascii=False) + "\n"


def write_ontology(folder: Path, page: Path) -> None:
    """Write the ontology and the context into ``folder``, and the documentation's page of the vocabulary to ``page``."""
    relations = load_relations()
    write_atomic(folder / "ztgraph.ttl", ontology_turtle(relations))
    write_atomic(folder / "context.jsonld", context_json(relations))
    write_atomic(page, vocabulary_page(relations))


if __name__ == "__main__":
    write_ontology(Path(sys.argv[1] if len(sys.argv) > 1 else "ontology"), Path(sys.argv[2] if len(sys.argv) > 2 else "docs/vocabulary.md"))
