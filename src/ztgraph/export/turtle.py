"""Turtle: the union of all named graphs, one block a subject, sorted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ztgraph.export.prefixes import Compactor, names_of, turtle_term
from ztgraph.graph.terms import RDF, Quad, Term, term_key

TYPE = RDF + "type"
LINE = 100  # characters of objects on one line


def prefix_lines(prefixes: Mapping[str, str]) -> str:
    """The ``@prefix`` lines of a Turtle or TriG file."""
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(prefixes.items()))


def _objects(terms: list[str], indent: str) -> str:
    """A list of objects with a space before it, or one a line where that would be long."""
    if len(terms) == 1:
        return f" {terms[0]}"
    if sum(map(len, terms)) <= LINE:
        return f" {', '.join(terms)}"
    return "".join(f"\n{indent}        {term}," for term in terms)[:-1]


def _by_subject(quads: Iterable[Quad]) -> dict[str, dict[str, set[Term]]]:
    found: dict[str, dict[str, set[Term]]] = defaultdict(lambda: defaultdict(set))
    for subject, predicate, value, _ in quads:
        found[subject][predicate].add(value)
    return found


def subject_blocks(quads: Iterable[Quad], compact: Compactor, indent: str = "") -> Iterator[str]:
    """One Turtle block for each subject of ``quads``, sorted, whatever graphs they stand in; the type comes first."""
    separator = f" ;\n{indent}    "
    for subject, verbs in sorted(_by_subject(quads).items()):
        parts = []
        types = verbs.pop(TYPE, None)
        if types is not None:
            parts.append(f"a{_objects([turtle_term(each, compact) for each in sorted(types, key=term_key)], indent)}")
        for predicate in sorted(verbs):
            values = verbs[predicate]
            ordered = sorted(values, key=term_key) if len(values) > 1 else values
            parts.append(f"{compact(predicate)}{_objects([turtle_term(each, compact) for each in ordered], indent)}")
        yield f"{indent}{compact(subject)} {separator.join(parts)} .\n"


def write_turtle(quads: Sequence[Quad], prefixes: Mapping[str, str] | None = None) -> str:
    """The graph as Turtle. Raises GraphError where a term cannot be written."""
    compact = Compactor(names_of(quads).prefixes() if prefixes is None else prefixes)
    body = "".join(f"\n{block}" for block in subject_blocks(quads, compact))
    return prefix_lines(compact.used) + body
