"""The SHACL core of ``ontology/shapes.ttl`` without a SHACL library: the same file, read and applied in one pass over the graph.

It knows the constraints that our shapes use and refuses others, so a shape can never be passed over in silence. pyshacl applies the same
file some ten times slower; tests hold the two to the same findings.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from ztgraph.errors import GraphError
from ztgraph.graph.load import parse_quads
from ztgraph.graph.terms import RDF, XSD, Literal, Quad, Term
from ztgraph.resources import resource

SH = "http://www.w3.org/ns/shacl#"
TYPE = RDF + "type"
Nodes = Mapping[str, Mapping[str, list[Term]]]
_LEXICAL = {
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"),
    XSD + "boolean": re.compile(r"true|false|0|1"),
    XSD + "date": re.compile(r"-?[0-9]{4,}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?:Z|[+-][0-9]{2}:[0-9]{2})?"),
}
_ABOUT = frozenset(SH + name for name in ("path", "message", "property", "targetClass"))


@dataclass(frozen=True, slots=True)
class Shape:
    """Constraints on the values of one path (``""``: on the node itself), with the message of a violation."""

    path: str
    message: str
    constraints: tuple[tuple[str, Term, tuple[Term, ...]], ...]
    """Name of the constraint, its value, and the members of its list where it has one."""


def nodes_of(quads: Iterable[Quad]) -> dict[str, dict[str, list[Term]]]:
    """The triples of a graph by subject and predicate, each value once."""
    nodes: dict[str, dict[str, list[Term]]] = defaultdict(dict)
    for subject, predicate, value, _ in quads:
        values = nodes[subject].setdefault(predicate, [])
        if value not in values:
            values.append(value)
    return dict(nodes)


def _members(head: Term, nodes: Nodes) -> tuple[Term, ...]:
    """The members of an RDF list."""
    found: list[Term] = []
    while isinstance(head, str) and RDF + "first" in nodes.get(head, {}):
        found += nodes[head][RDF + "first"]
        head = nodes[head][RDF + "rest"][0]
    return tuple(found)


def _shape(name: str, nodes: Nodes) -> Shape:
    values = nodes[name]
    constraints = []
    for predicate, terms in sorted(values.items()):
        if predicate in _ABOUT or predicate == TYPE:
            continue
        if predicate.removeprefix(SH) not in _CHECKS:
            raise GraphError(f"the shapes use {predicate}, which is not known here", place=name)
        constraints += [(predicate.removeprefix(SH), term, _members(term, nodes)) for term in terms]
    path, message = values.get(SH + "path", [""])[0], values.get(SH + "message", [Literal("")])[0]
    return Shape(str(path), message.value if isinstance(message, Literal) else message, tuple(constraints))


@lru_cache(maxsize=1)
def shapes() -> tuple[tuple[str, tuple[Shape, ...]], ...]:
    """The shapes of ``ontology/shapes.ttl`` by the class that they are for, those on the node itself first."""
    nodes = nodes_of(parse_quads(resource("ontology/shapes.ttl").read_bytes(), "TURTLE", place="ontology/shapes.ttl"))
    found = []
    for name, values in sorted(nodes.items()):
        for target in values.get(SH + "targetClass", ()):
            of_class = [_shape(name, nodes), *(_shape(str(each), nodes) for each in sorted(values.get(SH + "property", ()), key=str))]
            found.append((str(target), tuple(of_class)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Case:
    """What a check looks at: the values, the constraint's value and list, the focus node, and the graph."""

    values: Sequence[Term]
    wanted: Term
    members: tuple[Term, ...]
    focus: Mapping[str, list[Term]]
    nodes: Nodes

    @property
    def number(self) -> int:
        return int(self.wanted.value) if isinstance(self.wanted, Literal) else 0


def _plain(term: Term) -> str:
    return term.value if isinstance(term, Literal) else term


def _datatype(case: _Case) -> bool:
    form = _LEXICAL.get(str(case.wanted))
    return all(isinstance(v, Literal) and v.datatype == case.wanted and (form is None or form.fullmatch(v.value)) for v in case.values)


def _class(case: _Case) -> bool:
    return all(isinstance(v, str) and case.wanted in case.nodes.get(v, {}).get(TYPE, ()) for v in case.values)


def _node_kind(case: _Case) -> bool:
    iri = case.wanted == SH + "IRI"
    return all((isinstance(v, str) and not v.startswith("_:")) if iri else isinstance(v, Literal) for v in case.values)


def _ordered(case: _Case, strict: bool) -> bool:
    """Every value is before (or, unless ``strict``, at) every value of the other property; dates and numbers only."""
    for value in map(_comparable, case.values):
        for other in map(_comparable, case.focus.get(str(case.wanted), ())):
            if value is None or other is None or value[0] != other[0] or value > other or (strict and value == other):
                return False
    return True


def _comparable(term: Term) -> tuple[str, Decimal, str] | None:
    """A number or a date as something that compares with its like; ``None`` for anything else."""
    if not isinstance(term, Literal) or term.datatype not in _LEXICAL or _LEXICAL[term.datatype].fullmatch(term.value) is None:
        return None
    if term.datatype in (XSD + "integer", XSD + "decimal"):
        return "number", Decimal(term.value), ""
    return "date", Decimal(0), term.value


def _at_least(case: _Case) -> bool:
    numbers = map(_comparable, case.values)
    return all(number is not None and number[0] == "number" and number[1] >= case.number for number in numbers)


_CHECKS: dict[str, Callable[[_Case], bool]] = {
    "class": _class,
    "datatype": _datatype,
    "in": lambda case: all(value in case.members for value in case.values),
    "lessThan": lambda case: _ordered(case, strict=True),
    "lessThanOrEquals": lambda case: _ordered(case, strict=False),
    "maxCount": lambda case: len(case.values) <= case.number,
    "minCount": lambda case: len(case.values) >= case.number,
    "minInclusive": _at_least,
    "minLength": lambda case: all(len(_plain(value)) >= case.number for value in case.values),
    "nodeKind": _node_kind,
    "pattern": lambda case: all(re.search(_plain(case.wanted), _plain(value)) is not None for value in case.values),
}


def violations(quads: Sequence[Quad]) -> list[tuple[str, str]]:
    """Node and message of everything that the shapes forbid, sorted. ``quads`` are of one graph, or count as one."""
    nodes = nodes_of(quads)
    found: set[tuple[str, str]] = set()
    for target, of_class in shapes():
        for node, focus in nodes.items():
            if target not in focus.get(TYPE, ()):
                continue
            for shape in of_class:
                values: Sequence[Term] = focus.get(shape.path, ()) if shape.path else (node,)
                for name, wanted, members in shape.constraints:
                    if not _CHECKS[name](_Case(values, wanted, members, focus, nodes)):
                        found.add((node, shape.message or "the address of the node is not as it must be"))
    return sorted(found)
