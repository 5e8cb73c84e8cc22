"""N-Quads: one quad a line, sorted; the form in which graphs of batches are joined by concatenation."""

from __future__ import annotations

from collections.abc import Sequence

from ztgraph.graph.terms import Quad, Term, ntriples_term


class _Terms(dict[Term, str]):
    """Terms in N-Triples syntax, each made once."""

    def __missing__(self, term: Term) -> str:
        made = self[term] = ntriples_term(term)
        return made


class _Ends(dict[str, str]):
    """The ends of lines by graph, each made once."""

    def __missing__(self, graph: str) -> str:
        made = self[graph] = f" {ntriples_term(graph)} .\n" if graph else " .\n"
        return made


def quad_lines(quads: Sequence[Quad], *, graphs: bool = True) -> list[str]:
    """The lines of ``quads`` without repetition, in code point order; without their graphs where these are not wanted.

    Raises GraphError where a term cannot be written.
    """
    terms, ends = _Terms(), _Ends()
    if graphs:
        return sorted({f"{terms[s]} {terms[p]} {terms[o]}{ends[g]}" for s, p, o, g in quads})
    return sorted({f"{terms[s]} {terms[p]} {terms[o]} .\n" for s, p, o, _ in quads})


def write_nquads(quads: Sequence[Quad]) -> str:
    """The dataset as N-Quads. Raises GraphError where a term cannot be written."""
    return "".join(quad_lines(quads))
