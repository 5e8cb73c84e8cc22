"""Extractions to quads: documents, entities, statements, evidence, and direct edges for what is asserted.

Each document has its own named graph, and what stands in it depends on that document alone, so graphs of batches can be joined by
concatenation. No blank nodes, no date of today, at most one value where a reader expects one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from ztgraph import __version__
from ztgraph.errors import GraphError
from ztgraph.graph import edtf
from ztgraph.graph.addresses import with_addresses
from ztgraph.graph.labels import quantity_label, statement_label
from ztgraph.graph.mentions import is_name
from ztgraph.graph.merge import merged
from ztgraph.graph.parents import with_parents
from ztgraph.graph.relations import RelationNames, load_relations
from ztgraph.graph.terms import RDF, XSD, Literal, Quad, Term, sorted_quads
from ztgraph.graph.vocabulary import (
    BASE,
    CLASS_OF_KIND,
    DC,
    DCTERMS,
    EDTF,
    OA,
    RDFS,
    SCHEMA,
    SKOS,
    WIKIDATA,
    ZT,
    Names,
    evidence_iri,
    property_iri,
    web_address,
)
from ztgraph.model import Document, Entity, Evidence, Extraction, Quantity, Statement, Step
from ztgraph.rules.objects import Actor

CONTEXT_CHARACTERS = 32  # of text before and after a quotation, for oa:prefix and oa:suffix
TYPE = RDF + "type"
LABEL = RDFS + "label"

Pair = tuple[str, Term]


def _integer(value: int) -> Literal:
    return Literal(str(value), XSD + "integer")


def _boolean(value: bool) -> Literal:
    return Literal("true" if value else "false", XSD + "boolean")


def _decimal(value: float) -> Literal:
    number = Decimal(repr(value))
    if not number.is_finite():
        raise GraphError(f"a quantity that is no number: {value}")
    text = f"{number:f}"
    return Literal(text.removesuffix(".0"), XSD + "decimal")


def _time(time: str, place: str) -> list[Pair]:
    """The EDTF literal and its bounds. Raises GraphError where ``time`` is not EDTF."""
    try:
        earliest, latest = edtf.bounds(time)
    except ValueError as error:
        raise GraphError(f"a time that is not EDTF: {error}", place=place) from error
    pairs: list[Pair] = [(ZT + "time", Literal(time, EDTF))]
    if earliest is not None:
        pairs.append((ZT + "earliest", Literal(earliest, XSD + "date")))
    if latest is not None:
        pairs.append((ZT + "latest", Literal(latest, XSD + "date")))
    return pairs


def _address(url: str) -> Pair:
    """An address of the web is an IRI that tools can follow; anything else stays a text and is never a link."""
    iri = web_address(url)
    return (SCHEMA + "url", iri) if iri is not None else (ZT + "address", Literal(url))


def _date(date: str) -> Literal:
    try:
        edtf.bounds(date)
    except ValueError:
        return Literal(date)
    return Literal(date, EDTF)


def _document_pairs(document: Document) -> list[Pair]:
    pairs: list[Pair] = [
        (TYPE, ZT + "Document"),
        (LABEL, Literal(document.title or document.id)),
        (DCTERMS + "identifier", Literal(document.id)),
        (DC + "format", Literal(document.media_type)),
        (ZT + "sha256", Literal(document.sha256)),
        (ZT + "text", Literal(document.text)),
        (ZT + "reader", Literal(document.reader)),
        (ZT + "readerVersion", Literal(__version__)),
    ]
    if document.date is not None:
        pairs.append((DCTERMS + "date", _date(document.date)))
    if document.title is not None:
        pairs.append((DCTERMS + "title", Literal(document.title)))
    if document.publisher is not None:
        pairs.append((DC + "publisher", Literal(document.publisher)))
    if document.number is not None:
        pairs.append((ZT + "reportNumber", Literal(document.number)))
    if document.source:
        pairs.append((ZT + "sourceName", Literal(document.source)))
    if document.url is not None:
        pairs.append(_address(document.url))
    return pairs


def _entity_pairs(entity: Entity, names: Names) -> list[Pair]:
    pairs: list[Pair] = [
        (TYPE, CLASS_OF_KIND[entity.kind]),
        (TYPE, ZT + "Entity"),
        (LABEL, Literal(entity.name or entity.label)),
        (DCTERMS + "identifier", Literal(entity.id)),
        (ZT + "curated", _boolean(entity.curated)),
    ]
    others = [mention for mention in entity.mentions if mention != (entity.name or entity.label)]
    pairs += [(SKOS + "altLabel" if is_name(mention) else ZT + "mentionedAs", Literal(mention)) for mention in others]
    pairs += [(SCHEMA + "sameAs", WIKIDATA + name if re.fullmatch("Q[0-9]+", name) else name) for name in entity.same_as]
    if entity.part_of is not None:
        parent = names.entity(entity.part_of)
        pairs += [(ZT + "parent", parent), (ZT + "partOf", parent)]
    if entity.url is not None:
        pairs.append(_address(entity.url))
    return pairs


def _evidence_pairs(evidence: Evidence, document: Document, document_iri: str) -> list[Pair]:
    pages: list[Pair] = [] if evidence.page is None else [(ZT + "page", _integer(evidence.page))]
    return [
        *pages,
        (TYPE, ZT + "Evidence"),
        (OA + "start", _integer(evidence.start)),
        (OA + "end", _integer(evidence.end)),
        (OA + "exact", Literal(evidence.quote)),
        (OA + "prefix", Literal(document.text[max(0, evidence.start - CONTEXT_CHARACTERS) : evidence.start])),
        (OA + "suffix", Literal(document.text[evidence.end : evidence.end + CONTEXT_CHARACTERS])),
        (ZT + "document", document_iri),
    ]


def steps_text(steps: Iterable[Step]) -> str:
    """The steps of a derivation, one a line: ``trigger 2127-2140: coordinate, verb``."""
    return "\n".join(f"{step.what} {step.start}-{step.end}: {' '.join(step.note.split())}" for step in steps)


def _statement_pairs(statement: Statement, relation: RelationNames, names: Names, document_iri: str) -> list[Pair]:
    pairs: list[Pair] = [
        (TYPE, ZT + "Statement"),
        (LABEL, Literal(statement_label(statement, relation))),
        (ZT + "subject", names.entity(statement.subject.id)),
        (ZT + "predicate", property_iri(statement.predicate)),
        (ZT + "object", names.entity(statement.object.id)),
        (ZT + "polarity", Literal(statement.polarity)),
        (ZT + "modality", Literal(statement.modality)),
        (ZT + "rule", names.rule(statement.rule)),
        (ZT + "document", document_iri),
    ]
    if statement.time is not None:
        pairs += _time(statement.time, statement.id)
    if statement.attribution is not None:
        pairs.append((ZT + "attributedTo", names.entity(statement.attribution.id)))
    if statement.theme is not None:
        pairs.append((ZT + "theme", Literal(statement.theme)))
    if statement.steps:
        pairs.append((ZT + "derivation", Literal(steps_text(statement.steps))))
    pairs += [(ZT + "evidence", evidence_iri(document_iri, each.start, each.end)) for each in statement.evidence]
    return pairs


def _quantity_pairs(quantity: Quantity) -> list[Pair]:
    return [
        (TYPE, ZT + "Quantity"),
        (LABEL, Literal(quantity_label(quantity))),
        (ZT + "role", Literal(quantity.role)),
        (ZT + "words", Literal(quantity.words)),
        (ZT + "value", _decimal(quantity.value)),
        (ZT + "bound", Literal(quantity.bound)),
    ]


def _edges(statement: Statement, relation: RelationNames, names: Names) -> Iterator[tuple[str, str, str]]:
    """The direct edges of an asserted statement: one, or both ways where the relation is symmetric."""
    if statement.modality != "asserted":
        return
    subject, target = names.entity(statement.subject.id), names.entity(statement.object.id)
    edge = property_iri(relation.id, negative=statement.polarity == "negative")
    yield subject, edge, target
    if relation.symmetric:
        yield target, edge, subject


def _check(statement: Statement, document: Document) -> None:
    """What SHACL cannot see later, or what would make a wrong graph: quotations that are not the document's words."""
    if statement.document != document.id:
        raise GraphError(f"a statement of document {statement.document!r} stands among those of {document.id!r}", place=statement.id)
    if not statement.evidence:
        raise GraphError("a statement without evidence", place=statement.id)
    for each in statement.evidence:
        if not 0 <= each.start < each.end or document.text[each.start : each.end] != each.quote:
            raise GraphError(f"the quotation at {each.start}-{each.end} is not what the document says there", place=statement.id)


def _statement_triples(
    statement: Statement, document: Document, relations: Mapping[str, RelationNames], names: Names
) -> Iterator[tuple[str, str, Term]]:
    relation = relations.get(statement.predicate)
    if relation is None:
        raise GraphError(
            f"no relation is called {statement.predicate!r}", place=statement.id, remedy="build with the rules that made the statement"
        )
    _check(statement, document)
    document_iri, node = names.document(document.id), names.statement(statement.id)
    for predicate, value in _statement_pairs(statement, relation, names, document_iri):
        yield node, predicate, value
    counts: dict[str, int] = {}
    for quantity in sorted(statement.quantities, key=lambda each: (each.role, each.words, each.value, each.bound)):
        counts[quantity.role] = counts.get(quantity.role, 0) + 1
        quantity_iri = f"{node}#{quantity.role}-{counts[quantity.role]}"
        yield node, ZT + "quantity", quantity_iri
        for predicate, value in _quantity_pairs(quantity):
            yield quantity_iri, predicate, value
    for each in statement.evidence:
        for predicate, value in _evidence_pairs(each, document, document_iri):
            yield evidence_iri(document_iri, each.start, each.end), predicate, value
    rule = names.rule(statement.rule)
    yield rule, TYPE, ZT + "Rule"
    yield rule, LABEL, Literal(statement.rule)
    yield from _edges(statement, relation, names)


def _extraction_triples(extraction: Extraction, relations: Mapping[str, RelationNames], names: Names) -> Iterator[tuple[str, str, Term]]:
    document_iri = names.document(extraction.document.id)
    for predicate, value in _document_pairs(extraction.document):
        yield document_iri, predicate, value
    for entity in extraction.entities:
        node = names.entity(entity.id)
        if entity.mentions:  # the parents of what is mentioned need not be
            yield document_iri, ZT + "mentions", node
        for predicate, value in _entity_pairs(entity, names):
            yield node, predicate, value
    for statement in extraction.statements:
        yield from _statement_triples(statement, extraction.document, relations, names)


def build_quads(
    extractions: Iterable[Extraction],
    relations: Mapping[str, RelationNames] | None = None,
    *,
    actors: Mapping[str, Actor] | None = None,
    base: str = BASE,
) -> tuple[Quad, ...]:
    """All quads of ``extractions``, sorted, each document in the named graph of its own IRI.

    ``relations`` are those of the rules that made the statements (default: the built-in lexicon's); ``actors`` those whose parents are
    added (``rules.actors``; default: none). Of documents with one and the same
    text, the first by id has the statements and the others point to it. Raises GraphError where two documents with different texts
    share an id, a statement's quotation is not in its document, its relation is unknown, or a term cannot be written.
    """
    relations = load_relations() if relations is None else relations
    names = Names(base)
    quads: list[Quad] = []
    for extraction, original in merged(extractions):
        extraction = with_addresses(with_parents(extraction, actors or {}))
        graph = names.document(extraction.document.id)
        quads += (Quad(*triple, graph) for triple in _extraction_triples(extraction, relations, names))
        if original is not None:
            quads.append(Quad(graph, ZT + "sameTextAs", names.document(original), graph))
    return sorted_quads(quads)
