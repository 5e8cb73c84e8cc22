"""The library of named questions: SPARQL files with a head of comments, and how their parameters are bound.

A parameter is a line ``VALUES ?name { UNDEF }``: unbound it means "any", so every file is a query that any engine runs as it stands.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ztgraph.errors import QueryError
from ztgraph.graph import edtf
from ztgraph.graph.terms import XSD, escape

LIBRARY = Path(__file__).resolve().parent / "library"
_HEAD = re.compile(r"# (title|description|param|example): (.*)")
_PARAM = re.compile(r"(\w+) \((text|date|number)(, required)?\): (.*)")
_SLOT = re.compile(r"VALUES \?(\w+) \{ UNDEF \}(?: # (text|date|number))?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named query; ``kind`` is text, date (YYYY-MM-DD) or number."""

    name: str
    kind: str
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question of the library. ``example`` is how to ask it on the command line, without the program's name."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    example: str
    text: str


def parse_query(name: str, text: str) -> NamedQuery:
    """A library file as a named query. Raises QueryError where its head lacks something or its parameters have no place."""
    head: dict[str, list[str]] = {"title": [], "description": [], "param": [], "example": []}
    for line in text.splitlines():
        match = _HEAD.fullmatch(line)
        if match is not None:
            head[match[1]].append(match[2].strip())
    parameters = []
    for line in head["param"]:
        found = _PARAM.fullmatch(line)
        if found is None:
            raise QueryError(
                f"not a parameter: {line}", place=name, remedy="write: # param: NAME (text|date|number[, required]): description"
            )
        parameters.append(Parameter(found[1], found[2], found[3] is not None, found[4]))
    slots = {match[1]: match[2] or "text" for match in _SLOT.finditer(text)}
    if not head["title"] or not head["description"] or {each.name: each.kind for each in parameters} != slots:
        raise QueryError("the head of the query lacks a title, a description or a parameter", place=name)
    example = head["example"][0] if head["example"] else f"query {name}"
    return NamedQuery(name, head["title"][0], " ".join(head["description"]), tuple(parameters), example, text)


def list_queries(folder: Path = LIBRARY) -> tuple[NamedQuery, ...]:
    """All named queries, sorted by name."""
    return tuple(parse_query(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.rq")))


def load_query(name: str, folder: Path = LIBRARY) -> NamedQuery:
    """The query called ``name``. Raises QueryError naming the nearest where there is none."""
    names = sorted(path.stem for path in folder.glob("*.rq"))
    if name not in names:
        near = difflib.get_close_matches(name, names, 1)
        raise QueryError(f"no query is called {name!r}", remedy=f"did you mean {near[0]}?" if near else f"there are {', '.join(names)}")
    return parse_query(name, (folder / f"{name}.rq").read_text(encoding="utf-8"))


def _literal(name: str, kind: str, value: str) -> str:
    """A parameter's value in SPARQL; a date that is known in part stands for its first day (its last where the name says ``to``)."""
    if kind == "date":
        try:
            earliest, latest = edtf.bounds(value)
        except ValueError as error:
            raise QueryError(f"{name} is no date: {value!r}", remedy="write YYYY, YYYY-MM or YYYY-MM-DD") from error
        day = (latest or earliest) if name in ("to", "until", "before") else (earliest or latest)
        return f'"{day}"^^<{XSD}date>'
    if kind == "number":
        if re.fullmatch(r"[+-]?[0-9]+(?:\.[0-9]+)?", value) is None:
            raise QueryError(f"{name} is no number: {value!r}")
        return f'"{value}"^^<{XSD}decimal>'
    return f'"{escape(value)}"'


def bind(text: str, params: Mapping[str, str]) -> str:
    """The query with its parameters bound. Raises QueryError for a parameter that it does not have or a value of the wrong kind."""
    slots = {match[1] for match in _SLOT.finditer(text)}
    for name in params:
        if name not in slots:
            raise QueryError(f"the query has no parameter {name!r}", remedy=f"it has {', '.join(sorted(slots)) or 'none'}")

    def fill(match: re.Match[str]) -> str:
        value = params.get(match[1])
        return match.group() if value is None else f"VALUES ?{match[1]} {{ {_literal(match[1], match[2] or 'text', value)} }}"

    return _SLOT.sub(fill, text)


def bind_named(query: NamedQuery, params: Mapping[str, str]) -> str:
    """As ``bind``, for a named query. Raises QueryError also where a required parameter is missing."""
    for parameter in query.parameters:
        if parameter.required and parameter.name not in params:
            raise QueryError(
                f"{query.name} needs {parameter.name}: {parameter.description}", remedy=f"for example: ztgraph {query.example}"
            )
    return bind(query.text, params)
