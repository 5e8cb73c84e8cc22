"""``/api``: statements, actors, documents and the named questions as JSON, in pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from ztgraph import __version__
from ztgraph.errors import GraphError, ZtgraphError
from ztgraph.graph import edtf
from ztgraph.graph.terms import XSD, escape
from ztgraph.graph.vocabulary import CLASS_OF_KIND, KIND_OF_CLASS, Names, identifier_of, property_iri
from ztgraph.model import Statement, statement_record
from ztgraph.query.around import BATCH, actor_quads, around, at_ends, called
from ztgraph.query.catalog import NamedQuery, bind_named, list_queries, load_query
from ztgraph.serve.graph import ServedGraph
from ztgraph.serve.http import RefusalError, json_answer, number, only, refusal_of

LIMIT, MOST = 50, 1000  # records of one answer, by default and at most
NAMES = "rdfs:label|<http://www.w3.org/2004/02/skos/core#altLabel>|zt:mentionedAs|dcterms:identifier"
Handler = Callable[[ServedGraph, Request], Any]

ENDPOINTS: Mapping[str, str] = {
    "/api/statements": "statements; parameters actor, subject, object, predicate, polarity, modality, document, from, to, limit, offset",
    "/api/statements/{id}": "one statement",
    "/api/actors": "actors and things by name; parameters q, kind, limit, offset",
    "/api/actors/{id}": "one of them, with its names and the number of its statements",
    "/api/neighbourhoods/{id}": "the statements that lead from one actor to others; parameters steps (1 to 3), limit",
    "/api/documents": "documents; parameters limit, offset",
    "/api/documents/{id}": "one document with its text",
    "/api/queries": "the named questions",
    "/api/queries/{name}": "the answer to one, its parameters as parameters",
    "/sparql": "SPARQL 1.1 Protocol, queries",
    "/graphs": "SPARQL 1.1 Graph Store Protocol, reading",
    "/reconcile": "Reconciliation Service API 0.2 over the names of actors",
}


def endpoint(handler: Handler) -> Callable[[Request], Any]:
    """A route whose handler works in a thread and gives JSON; errors of ours become answers."""

    async def answer(request: Request) -> Response:
        only(request, "GET", "HEAD")
        try:
            return json_answer(await run_in_threadpool(handler, request.app.state.graph, request))
        except ZtgraphError as error:
            raise refusal_of(error) from error

    return answer


def index(graph: ServedGraph, request: Request) -> dict[str, Any]:
    """What there is to ask."""
    return {"name": "ztgraph", "version": __version__, "counts": graph.counts(), "endpoints": dict(ENDPOINTS)}


def record(statement: Statement, label: str, names: Names) -> dict[str, Any]:
    """A statement as ``ztgraph extract`` writes it, with its sentence and its address."""
    return {**statement_record(statement), "label": label, "iri": names.statement(statement.id)}


def _text(value: str) -> str:
    return f'"{escape(value)}"'


def _with_end(graph: ServedGraph, name: str, ends: Sequence[str]) -> str:
    """A pattern: an actor of that name is at one of the ends of ``?s``."""
    found = called(graph.ask, name)
    return f"{{ {at_ends(found, ends)} }}" if found else "FILTER(false)"


def _day(name: str, value: str) -> str:
    """The first day of a date, or the last for ``to``, in SPARQL. Raises RefusalError (400)."""
    try:
        earliest, latest = edtf.bounds(value)
    except ValueError as error:
        raise RefusalError(400, f"{name} is no date: write YYYY, YYYY-MM or YYYY-MM-DD") from error
    day = (latest or earliest) if name == "to" else (earliest or latest)
    return f'"{day}"^^<{XSD}date>'


def _statement_pattern(graph: ServedGraph, request: Request) -> str:
    """The pattern of the statements that a request asks for. Raises RefusalError (400)."""
    given = request.query_params
    asked = (("actor", ("zt:subject", "zt:object")), ("subject", ("zt:subject",)), ("object", ("zt:object",)))
    parts = [_with_end(graph, given[name], ends) for name, ends in asked if name in given] + ["?s a zt:Statement ."]
    if "predicate" in given:
        try:
            parts.append(f"?s zt:predicate <{property_iri(given['predicate'])}> .")
        except GraphError as error:
            raise RefusalError(400, str(error)) from error
    parts += [f"?s zt:{name} {_text(given[name])} ." for name in ("polarity", "modality") if name in given]
    if "document" in given:
        parts.append(f"?s zt:document <{graph.names.document(given['document'])}> .")
    if "from" in given:
        parts.append(f"?s zt:latest ?latest FILTER(?latest >= {_day('from', given['from'])})")
    if "to" in given:
        parts.append(f"?s zt:earliest ?earliest FILTER(?earliest <= {_day('to', given['to'])})")
    return " ".join(parts)


def statements(graph: ServedGraph, request: Request) -> dict[str, Any]:
    """Statements in the order of their documents and ids, a page of them."""
    limit, offset = number(request, "limit", LIMIT, MOST), number(request, "offset", 0, 10**8)
    pattern = _statement_pattern(graph, request)
    iris = graph.ask(f"SELECT DISTINCT ?s ?d {{ {pattern} ?s zt:document ?d }} ORDER BY ?d ?s LIMIT {limit} OFFSET {offset}").rows
    found = graph.statements([str(row[0]) for row in iris])
    total = int(graph.ask(f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ {pattern} }}").records()[0]["n"])
    names = graph.names
    return {"total": total, "offset": offset, "statements": [record(statement, label, names) for statement, label in found]}


def statement(graph: ServedGraph, request: Request) -> dict[str, Any]:
    """One statement. Raises RefusalError (404)."""
    found = graph.statements([graph.names.statement(request.path_params["id"])])
    if not found:
        raise RefusalError(404, "there is no such statement")
    return record(*found[0], graph.names)


def actors(graph: ServedGraph, request: Request) -> dict[str, Any]:
    """Entities by label, those whose names hold the words of ``q``; a page of them."""
    limit, offset = number(request, "limit", LIMIT, MOST), number(request, "offset", 0, 10**8)
    kind, words = request.query_params.get("kind"), request.query_params.get("q") or None
    if kind is not None and kind not in CLASS_OF_KIND:
        raise RefusalError(400, f"kind is one of {', '.join(CLASS_OF_KIND)}")
    pattern = f"?e a zt:Entity ; a ?kind ; rdfs:label ?label . VALUES ?kind {{ {' '.join(f'<{each}>' for each in KIND_OF_CLASS)} }} "
    if kind is not None:
        pattern += f"FILTER(?kind = <{CLASS_OF_KIND[kind]}>) "
    if words is not None:
        pattern += f"FILTER EXISTS {{ ?e {NAMES} ?name FILTER(CONTAINS(LCASE(STR(?name)), LCASE({_text(words)}))) }}"
    rows = graph.ask(f"SELECT DISTINCT ?e ?kind ?label {{ {pattern} }} ORDER BY LCASE(?label) ?e LIMIT {limit} OFFSET {offset}").records()
    total = int(graph.ask(f"SELECT (COUNT(DISTINCT ?e) AS ?n) {{ {pattern} }}").records()[0]["n"])
    found = [{"id": identifier_of(row["e"]), "iri": row["e"], "label": row["label"], "type": KIND_OF_CLASS[row["kind"]]} for row in rows]
    return {"total": total, "offset": offset, "actors": found}


def actor_record(graph: ServedGraph, identifier: str) -> dict[str, Any]:
    """One entity. Raises RefusalError (404)."""
    iri = graph.names.entity(identifier)
    quads = actor_quads(graph.ask, iri)
    if not quads:
        raise RefusalError(404, "there is no such actor")
    values: dict[str, list[str]] = {}
    for quad in quads:
        value = quad.object if isinstance(quad.object, str) else quad.object.value
        values.setdefault(quad.predicate.replace("#", "/").rsplit("/", 1)[-1], []).append(value)
    counts = graph.ask(
        f"SELECT (COUNT(DISTINCT ?x) AS ?as_subject) (COUNT(DISTINCT ?y) AS ?as_object) "
        f"{{ {{ ?x zt:subject <{iri}> }} UNION {{ ?y zt:object <{iri}> }} }}"
    ).records()[0]
    return {
        "id": identifier,
        "iri": iri,
        "label": values["label"][0],
        "type": next(KIND_OF_CLASS[each] for each in values["type"] if each in KIND_OF_CLASS),
        "names": values.get("altLabel", []),
        "mentioned_as": values.get("mentionedAs", []),
        "same_as": values.get("sameAs", []),
        "part_of": [identifier_of(each) for each in values.get("parent", [])],
        "url": next(iter(values.get("url", values.get("address", []))), None),
        "curated": values.get("curated") == ["true"],
        "statements": {name: int(count) for name, count in counts.items()},
    }


def actor(graph: ServedGraph, request: Request) -> dict[str, Any]:
    """One entity, by the id in the path."""
    return actor_record(graph, request.path_params["id"])


def neighbourhood(graph: ServedGraph, request: Request) -> dict[str, Any]:
    """The statements that lead from an actor to others, and those others. Raises RefusalError (404)."""
    limit, steps = number(request, "limit", LIMIT, MOST), number(request, "steps", 1, 3)
    iri = graph.names.entity(request.path_params["id"])
    if not actor_quads(graph.ask, iri):
        raise RefusalError(404, "there is no such actor")
    found = around(graph.ask, [iri], steps=max(1, steps), most=limit)
    stated = graph.statements(found.statements)
    ends = [end for statement, _ in stated for end in (statement.subject, statement.object, statement.attribution) if end is not None]
    known = {end.id: {"id": end.id, "iri": graph.names.entity(end.id), "label": end.label, "type": end.kind} for end in ends}
    names = graph.names
    return {
        "actor": request.path_params["id"],
        "total": found.total,
        "whole": found.whole,
        "actors": [known[key] for key in sorted(known)],
        "statements": [record(statement, label, names) for statement, label in stated],
    }


def _document_records(graph: ServedGraph, iris: Sequence[str]) -> list[dict[str, Any]]:
    """Documents with the number of their statements. Each query names its documents: a join would look through all of them."""
    these = f"VALUES ?d {{ {' '.join(f'<{iri}>' for iri in iris)} }}"
    counted = graph.ask(f"SELECT ?d (COUNT(DISTINCT ?s) AS ?n) {{ {these} ?s zt:document ?d ; a zt:Statement }} GROUP BY ?d").records()
    counts = {row["d"]: int(row["n"]) for row in counted}
    dated = graph.ask(f"SELECT ?d (SAMPLE(?day) AS ?date) {{ {these} ?d dcterms:date ?day }} GROUP BY ?d").records()
    dates = {row["d"]: row["date"] for row in dated}
    rows = graph.ask(f"SELECT ?d ?id ?label {{ {these} ?d dcterms:identifier ?id ; rdfs:label ?label }} ORDER BY ?id").records()
    return [
        {"id": row["id"], "iri": row["d"], "title": row["label"], "date": dates.get(row["d"]), "statements": counts.get(row["d"], 0)}
        for row in rows
    ]


def documents(graph: ServedGraph, request: Request) -> dict[str, Any]:
    """Documents by id, a page of them."""
    limit, offset = number(request, "limit", LIMIT, MOST), number(request, "offset", 0, 10**8)
    page = f"SELECT ?d ?id {{ ?d a zt:Document ; dcterms:identifier ?id }} ORDER BY ?id LIMIT {limit} OFFSET {offset}"
    iris = [str(row[0]) for row in graph.ask(page).rows]
    found = [each for start in range(0, len(iris), BATCH) for each in _document_records(graph, iris[start : start + BATCH])]
    return {"total": graph.counts()["Document"], "offset": offset, "documents": found}


def document(graph: ServedGraph, request: Request) -> dict[str, Any]:
    """One document with its text. Raises RefusalError (404)."""
    try:
        found = graph.document(request.path_params["id"])
    except GraphError as error:
        raise RefusalError(404, str(error)) from error
    return {
        name: getattr(found, name) for name in ("id", "title", "date", "publisher", "url", "source", "media_type", "sha256", "text")
    } | {"iri": graph.names.document(found.id)}


def query_record(query: NamedQuery) -> dict[str, Any]:
    """A named question."""
    parameters = [
        {"name": each.name, "kind": each.kind, "required": each.required, "description": each.description} for each in query.parameters
    ]
    return {"name": query.name, "title": query.title, "description": query.description, "parameters": parameters, "sparql": query.text}


def queries(graph: ServedGraph, request: Request) -> list[dict[str, Any]]:
    """All named questions."""
    return [query_record(query) for query in list_queries()]


def query(graph: ServedGraph, request: Request) -> dict[str, Any]:
    """The answer to a named question. Raises RefusalError (404 for an unknown name) and QueryError (a parameter is wrong)."""
    known = {each.name for each in list_queries()}
    name = request.path_params["name"]
    if name not in known:
        raise RefusalError(404, f"no question is called {name!r}; there are {', '.join(sorted(known))}")
    asked = load_query(name)
    result = graph.pool.ask(bind_named(asked, dict(request.query_params)), trusted=True)
    return {"name": name, "title": asked.title, "variables": list(result.variables), "rows": result.records()}
