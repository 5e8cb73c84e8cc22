"""The entities of a graph with their names, from quads in memory or, one after the other, from a store of any size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from ztgraph.graph.likeness import Named
from ztgraph.graph.terms import RDF, Quad, Term
from ztgraph.graph.vocabulary import KIND_OF_CLASS, RDFS, SKOS, ZT, identifier_of
from ztgraph.store.layout import open_newest

TYPE, LABEL, OTHER = RDF + "type", RDFS + "label", SKOS + "altLabel"
ENTITY, CURATED, MENTIONS = ZT + "Entity", ZT + "curated", ZT + "mentions"
PARENTS = (ZT + "partOf", ZT + "parent")


def named(node: str, pairs: Iterable[tuple[str, Term]], documents: int) -> Named | None:
    """An entity of what the graph says of its node; None where that is none of ours."""
    values: dict[str, set[str]] = defaultdict(set)
    for predicate, value in pairs:
        values[predicate].add(value if isinstance(value, str) else value.value)
    kinds = sorted(KIND_OF_CLASS[each] for each in values[TYPE] if each in KIND_OF_CLASS)
    if not kinds or not values[LABEL]:
        return None
    labels = sorted(values[LABEL])
    return Named(
        id=identifier_of(node),
        kind=kinds[0],
        names=(*labels, *sorted(values[OTHER] - values[LABEL])),
        curated="true" in values[CURATED],
        parents=frozenset(identifier_of(each) for name in PARENTS for each in values[name]),
        documents=documents,
    )


def entities_of(quads: Iterable[Quad]) -> Iterator[Named]:
    """The entities of a graph in memory, by address."""
    nodes: dict[str, set[tuple[str, Term]]] = defaultdict(set)
    documents: dict[str, set[str]] = defaultdict(set)
    for subject, predicate, value, _ in quads:
        nodes[subject].add((predicate, value))
        if predicate == MENTIONS and isinstance(value, str):
            documents[value].add(subject)
    for node in sorted(nodes):
        found = named(node, nodes[node], len(documents[node])) if (TYPE, ENTITY) in nodes[node] else None
        if found is not None:
            yield found


def stored_entities(folder: Path) -> Iterator[Named]:
    """The entities of a store, in its own order. Raises GraphError."""
    import pyoxigraph

    from ztgraph.graph.load import quads_from

    database, union = open_newest(folder), pyoxigraph.DefaultGraph()
    wanted = [pyoxigraph.NamedNode(name) for name in (TYPE, LABEL, OTHER, CURATED, *PARENTS)]
    mentions = pyoxigraph.NamedNode(MENTIONS)
    for entity in database.quads_for_pattern(None, pyoxigraph.NamedNode(TYPE), pyoxigraph.NamedNode(ENTITY), union):
        node = entity.subject
        if isinstance(node, pyoxigraph.NamedNode):
            quads = quads_from(quad for predicate in wanted for quad in database.quads_for_pattern(node, predicate, None, union))
            documents = sum(1 for _ in database.quads_for_pattern(None, mentions, node, union))
            found = named(node.value, ((quad.predicate, quad.object) for quad in quads), documents)
            if found is not None:
                yield found
