"""The page of the vocabulary in the documentation, written from the same data as the ontology."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ztgraph.graph.ontology_terms import CLASSES, MATCHES, PLOVER, PROPERTIES, TERM_MATCHES, PropertyTerm
from ztgraph.graph.relations import Relation
from ztgraph.graph.vocabulary import ZT, property_name

_INTRODUCTION = f"""# The vocabulary

All terms of `zt:` (`{ZT}`), written from the ontology by `python -m ztgraph.graph.ontology`. What they are for and how they fit
together is told in [the graph model](graph-model.md).
"""


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    titles = list(head)
    lines = [titles, ["---"] * len(titles), *(list(row) for row in rows)]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _values(term: PropertyTerm) -> str:
    if term.is_iri:
        return "address"
    return _names(term.range) or ("address" if term.kind == "object" else "`xsd:string`")


def _relation_rows(relations: Mapping[str, Relation]) -> Iterable[list[str]]:
    for relation in relations.values():
        near = [f"PLOVER {code}" for code in PLOVER.get(relation.id, ())] + [f"`{name}`" for name in MATCHES.get(relation.id, ())]
        name = f"`zt:{property_name(relation.id)}`" + (" (symmetric)" if relation.symmetric else "")
        yield [name, f"`zt:{property_name(relation.id, negative=True)}`", relation.meaning, ", ".join(near)]


def vocabulary_page(relations: Mapping[str, Relation]) -> str:
    """The page in Markdown: classes, properties, relations with their negative twins and what comes close elsewhere."""
    classes = (
        [f"`zt:{each.name}`", each.comment, each.example, _names((*each.parents, *TERM_MATCHES.get(each.name, ())))] for each in CLASSES
    )
    properties = (
        [f"`zt:{each.name}`", _names(each.domain), _values(each), each.comment, each.example]
        for each in sorted(PROPERTIES, key=lambda each: each.name.lower())
    )
    return "\n".join(
        [
            _INTRODUCTION,
            "## Classes\n",
            _table(["class", "what it is", "for example", "subclass of, or near to"], classes),
            "## Relations\n",
            "A statement's `zt:predicate` is the positive property; the negative twin is the direct edge where the source denies it.\n",
            _table(["relation", "negative twin", "meaning", "near to"], _relation_rows(relations)),
            "## Other properties\n",
            _table(["property", "of", "values", "what it says", "for example"], properties),
        ]
    )
