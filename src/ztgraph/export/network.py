"""The graph as nodes and edges, for exports that know no RDF: one node an entity, one edge a statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ztgraph.graph import edtf
from ztgraph.graph.build import LABEL
from ztgraph.graph.load import extractions_of
from ztgraph.graph.terms import Literal, Quad, check_text
from ztgraph.graph.vocabulary import ZT
from ztgraph.model import Document, Entity, Statement, replace


@dataclass(frozen=True, slots=True)
class Edge:
    """A statement with its document and the sentence that is its label."""

    statement: Statement
    document: Document
    label: str

    @property
    def bounds(self) -> tuple[str, str]:
        """Earliest and latest day; ``""`` where there is none or the time is not known."""
        if self.statement.time is None:
            return "", ""
        try:
            earliest, latest = edtf.bounds(self.statement.time)
        except ValueError:
            return "", ""
        return earliest or "", latest or ""

    @property
    def quotes(self) -> str:
        """The words of the evidence, ``[…]`` between pieces."""
        return " […] ".join(each.quote for each in self.statement.evidence)

    def attributes(self) -> dict[str, str]:
        """All that an edge says, as texts, in a fixed order."""
        statement, (earliest, latest) = self.statement, self.bounds
        return {
            "predicate": statement.predicate,
            "polarity": statement.polarity,
            "modality": statement.modality,
            "time": statement.time or "",
            "earliest": earliest,
            "latest": latest,
            "attributed_to": statement.attribution.label if statement.attribution is not None else "",
            "theme": statement.theme or "",
            "quantities": "; ".join(f"{each.role}: {each.words}" for each in statement.quantities),
            "evidence": self.quotes,
            "document": self.document.id,
            "rule": statement.rule,
        }


@dataclass(frozen=True, slots=True)
class Network:
    """Entities sorted by id and edges by document and place; several documents' mentions of an entity are merged."""

    documents: tuple[Document, ...]
    entities: tuple[Entity, ...]
    edges: tuple[Edge, ...]


def _merged(first: Entity, second: Entity) -> Entity:
    mentions = (first.label, *sorted({*first.mentions, *second.mentions} - {first.label}))
    return replace(first, mentions=mentions, same_as=tuple(sorted({*first.same_as, *second.same_as})), url=first.url or second.url)


def network_of(quads: Sequence[Quad]) -> Network:
    """The network of a graph. Raises GraphError where the graph is not one of ztgraph or a text cannot be written."""
    labels = {
        quad.subject.rsplit("/", 1)[-1]: quad.object.value for quad in quads if quad.predicate == LABEL and isinstance(quad.object, Literal)
    }
    extractions = extractions_of(quads)
    entities: dict[str, Entity] = {}
    for extraction in extractions:
        for entity in extraction.entities:
            entities[entity.id] = _merged(entities[entity.id], entity) if entity.id in entities else entity
    edges = tuple(
        Edge(statement, extraction.document, labels.get(statement.id, ""))
        for extraction in extractions
        for statement in extraction.statements
    )
    for quad in quads:
        if isinstance(quad.object, Literal) and quad.predicate != ZT + "text":
            check_text(quad.object.value)
    return Network(tuple(each.document for each in extractions), tuple(entities[key] for key in sorted(entities)), edges)
