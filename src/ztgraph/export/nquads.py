"""N-Quads: one line a quad, sorted; the form in which graphs of batches are joined by concatenation."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, islice
from operator import eq, itemgetter

from ztgraph.graph.terms import XSD_STRING, Literal, Quad, Term, check_iri, check_language, escape, ntriples_term


class _Objects(dict[Term, str]):
    """Terms in N-Triples syntax, each made once."""

    def __init__(self) -> None:
        super().__init__()
        self._datatypes: dict[str, str] = {XSD_STRING: '"'}

    def __missing__(self, term: Term) -> str:
        made = self[term] = self._literal(term) if isinstance(term, Literal) else ntriples_term(term)
        return made

    def _literal(self, term: Literal) -> str:
        value, datatype, language = term
        if language:
            return f'"{escape(value)}"@{check_language(language)}'
        end = self._datatypes.get(datatype)
        if end is None:
            end = self._datatypes[datatype] = f'"^^<{check_iri(datatype)}>'
        return f'"{escape(value)}{end}'


class _Names(dict[str, str]):
    """Addresses in N-Triples syntax with the space after them, each made once."""

    def __missing__(self, name: str) -> str:
        made = self[name] = f"{ntriples_term(name)} "
        return made


class _Ends(dict[str, str]):
    """The ends of lines by graph, each made once."""

    def __missing__(self, graph: str) -> str:
        made = self[graph] = f" {ntriples_term(graph)} .\n" if graph else " .\n"
        return made


def _without_repetition(lines: list[str]) -> list[str]:
    """Sorted lines, each once."""
    return list(dict.fromkeys(lines)) if any(map(eq, lines, islice(lines, 1, None))) else lines


def _blocks(quads: Sequence[Quad], graphs: bool) -> dict[str, list[tuple[str, list[str]]]]:
    """By subject, the ends of lines and the predicates with objects of each run of quads that have both in common."""
    objects, names, ends = _Objects(), _Names(), _Ends()
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for graph, of_graph in groupby(quads, key=itemgetter(3)):
        end = ends[graph if graphs else ""]
        for subject, group in groupby(of_graph, key=itemgetter(0)):
            block = end, [names[p] + objects[o] for _, p, o, _ in group]
            head = names[subject]
            if head in found:
                found[head].append(block)
            else:
                found[head] = [block]
    return found


def _text(quads: Sequence[Quad], graphs: bool) -> str:
    """The lines of ``quads`` in code point order; a head that ends with a space sorts as its lines do."""
    found = _blocks(quads, graphs)
    parts: list[str] = []
    for head in sorted(found):
        blocks = found[head]
        if len(blocks) == 1:
            end, pairs = blocks[0]
            pairs.sort()
            parts += (head, (end + head).join(_without_repetition(pairs)), end)
        else:
            rests = [pair + end for end, pairs in blocks for pair in pairs]
            rests.sort()
            parts += (head, head.join(_without_repetition(rests)))
    return "".join(parts)


def write_nquads(quads: Sequence[Quad]) -> str:
    """The dataset as N-Quads. Raises GraphError where a term cannot be written."""
    return _text(quads, True)


def write_triples(quads: Sequence[Quad]) -> str:
    """The union of all named graphs as N-Triples. Raises GraphError where a term cannot be written."""
    return _text(quads, False)
