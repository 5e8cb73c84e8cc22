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
Focus = Mapping[str, list[Term]]
Nodes = Mapping[str, Focus]
Values = Sequence[Term]
Members = tuple[Term, ...]
Check = Callable[[Values, Focus, Nodes], bool]
"""Looks at the values of a path, the node that has them, and the graph."""
Maker = Callable[[Term, Members], Check]
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
    least: int
    """How many values there must be."""
    checks: tuple[Check, ...]
    """What must hold of the values where there are any."""


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
    checks: list[Check] = []
    least = 0
    for predicate, terms in sorted(values.items()):
        if predicate in _ABOUT or predicate == TYPE:
            continue
        if predicate == SH + "minCount":
            least = max(map(_number, terms))
        elif predicate.removeprefix(SH) not in _CHECKS:
            raise GraphError(f"the shapes use {predicate}, which is not known here", place=name)
        else:
            checks += [_CHECKS[predicate.removeprefix(SH)](term, _members(term, nodes)) for term in terms]
    path, message = values.get(SH + "path", [""])[0], values.get(SH + "message", [Literal("")])[0]
    return Shape(str(path), message.value if isinstance(message, Literal) else message, least, tuple(checks))


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


def _plain(term: Term) -> str:
    return term.value if isinstance(term, Literal) else term


def _number(term: Term) -> int:
    return int(term.value) if isinstance(term, Literal) else 0


def _datatype(wanted: Term, members: Members) -> Check:
    form = _LEXICAL.get(str(wanted))

    def check(values: Values, focus: Focus, nodes: Nodes) -> bool:
        return all(isinstance(v, Literal) and v.datatype == wanted and (form is None or form.fullmatch(v.value)) for v in values)

    return check


def _class(wanted: Term, members: Members) -> Check:
    return lambda values, focus, nodes: all(isinstance(v, str) and wanted in nodes.get(v, {}).get(TYPE, ()) for v in values)


def _node_kind(wanted: Term, members: Members) -> Check:
    if wanted == SH + "IRI":
        return lambda values, focus, nodes: all(isinstance(v, str) and not v.startswith("_:") for v in values)
    return lambda values, focus, nodes: all(isinstance(v, Literal) for v in values)


def _ordered(strict: bool) -> Maker:
    """Every value is before (or, unless ``strict``, at) every value of the other property; dates and numbers only."""

    def make(wanted: Term, members: Members) -> Check:
        def check(values: Values, focus: Focus, nodes: Nodes) -> bool:
            for value in map(_comparable, values):
                for other in map(_comparable, focus.get(str(wanted), ())):
                    if value is None or other is None or value[0] != other[0] or value > other or (strict and value == other):
                        return False
            return True

        return check

    return make


def _comparable(term: Term) -> tuple[str, Decimal, str] | None:
    """A number or a date as something that compares with its like; ``None`` for anything else."""
    if not isinstance(term, Literal) or term.datatype not in _LEXICAL or _LEXICAL[term.datatype].fullmatch(term.value) is None:
        return None
    if term.datatype in (XSD + "integer", XSD + "decimal"):
        return "number", Decimal(term.value), ""
    return "date", Decimal(0), term.value


def _at_least(wanted: Term, members: Members) -> Check:
    least = _number(wanted)

    def check(values: Values, focus: Focus, nodes: Nodes) -> bool:
        numbers = map(_comparable, values)
        return all(number is not None and number[0] == "number" and number[1] >= least for number in numbers)

    return check


def _in(wanted: Term, members: Members) -> Check:
    return lambda values, focus, nodes: all(value in members for value in values)


def _at_most_so_many(wanted: Term, members: Members) -> Check:
    most = _number(wanted)
    return lambda values, focus, nodes: len(values) <= most


def _long_enough(wanted: Term, members: Members) -> Check:
    least = _number(wanted)
    return lambda values, focus, nodes: all(len(_plain(value)) >= least for value in values)


def _pattern(wanted: Term, members: Members) -> Check:
    form = re.compile(_plain(wanted))
    return lambda values, focus, nodes: all(form.search(_plain(value)) is not None for value in values)


_CHECKS: dict[str, Maker] = {
    "class": _class,
    "datatype": _datatype,
    "in": _in,
    "lessThan": _ordered(strict=True),
    "lessThanOrEquals": _ordered(strict=False),
    "maxCount": _at_most_so_many,
    "minInclusive": _at_least,
    "minLength": _long_enough,
    "nodeKind": _node_kind,
    "pattern": _pattern,
}
"""Each makes the check of one constraint from its value and the members of its list."""


def violations(quads: Sequence[Quad]) -> list[tuple[str, str]]:
    """Node and message of everything that the shapes forbid, sorted. ``quads`` are of one graph, or count as one."""
    nodes = nodes_of(quads)
    of_type: dict[Term, list[str]] = defaultdict(list)
    for node, focus in nodes.items():
        for name in focus.get(TYPE, ()):
            of_type[name].append(node)
    found: set[tuple[str, str]] = set()
    for target, of_class in shapes():
        for node in of_type.get(target, ()):
            focus = nodes[node]
            for shape in of_class:
                values: Values = focus.get(shape.path, ()) if shape.path else (node,)
                if len(values) < shape.least or (values and not all(check(values, focus, nodes) for check in shape.checks)):
                    found.add((node, shape.message or "the address of the node is not as it must be"))
    return sorted(found)
