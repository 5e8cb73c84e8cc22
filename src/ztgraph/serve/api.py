"""``/api``: statements, actors, documents and the named questions as JSON, in pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
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
from ztgraph.query.around import BATCH, actor_quads, around, called
from ztgraph.query.byname import by_name
from ztgraph.query.catalog import NamedQuery, bind_named, list_queries, load_query
from ztgraph.serve.graph import ServedGraph
from ztgraph.serve.http import RefusalError, json_answer, number, only, refusal_of

LIMIT, MOST = 50, 1000  # records of one answer, by default and at most
MATCHES = 50_000  # most actors that are sorted here, and listed for the same letters in a name
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


def _day(name: str, value: str) -> str:
    """The first day of a date, or the last for ``to``, in SPARQL. Raises RefusalError (400)."""
    try:
        earliest, latest = edtf.bounds(value)
    except ValueError as error:
        raise RefusalError(400, f"{name} is no date: write YYYY, YYYY-MM or YYYY-MM-DD") from error
    day = (latest or earliest) if name == "to" else (earliest or latest)
    return f'"{day}"^^<{XSD}date>'


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The statements that a request asks for: how to find them by an actor, what else must hold, and how to tell them by their ends."""

    found: tuple[str, ...]
    """Patterns that find ``?s``, each by itself."""
    rest: str
    ends: str


def _wanted(graph: ServedGraph, request: Request) -> _Wanted:
    """What a request asks for. Raises RefusalError (400)."""
    given, rest = request.query_params, ["?s a zt:Statement ; zt:document ?d ."]
    if "predicate" in given:
        try:
            rest.append(f"?s zt:predicate <{property_iri(given['predicate'])}> .")
        except GraphError as error:
            raise RefusalError(400, str(error)) from error
    rest += [f"?s zt:{name} {_text(given[name])} ." for name in ("polarity", "modality") if name in given]
    if "from" in given:
        rest.append(f"?s zt:latest ?latest FILTER(?latest >= {_day('from', given['from'])})")
    if "to" in given:
        rest.append(f"?s zt:earliest ?earliest FILTER(?earliest <= {_day('to', given['to'])})")
    found: list[str] = []
    ends: list[str] = []
    for name, properties in (("actor", ("subject", "object")), ("subject", ("subject",)), ("object", ("object",))):
        if name in given:
            actors = called(graph.ask, given[name])
            among = ", ".join(f"<{iri}>" for iri in actors)
            ends.append(f"FILTER({' || '.join(f'?{each} IN ({among})' for each in properties)})")
            # One of them finds, the others are told by its ends; an engine that joins both looks through all statements of either.
            found = found or [f"VALUES ?{each} {{ {among.replace(', ', ' ')} }} ?s zt:{each} ?{each} ." for each in properties]
    if "document" in given:
        found = [f"VALUES ?d {{ <{graph.names.document(given['document'])}> }}"]
    return _Wanted(tuple(found) or ("",), " ".join(rest), " ".join(("?s zt:subject ?subject ; zt:object ?object .", *ends)) if ends else "")


def _counts(graph: ServedGraph, wanted: _Wanted) -> list[tuple[str, int]]:
    """The documents of the statements that are wanted, sorted, each with how many they are; kept for the next page."""
    parts = " UNION ".join(f"{{ {found} {wanted.rest} {wanted.ends} }}" for found in wanted.found)
    query = f"SELECT ?d (COUNT(DISTINCT ?s) AS ?n) {{ {parts} }} GROUP BY ?d"
    return graph.kept_answer(query, lambda: sorted((row["d"], int(row["n"])) for row in graph.ask(query).records()))


def statements(graph: ServedGraph, request: Request) -> dict[str, Any]:
    """Statements in the order of their documents and ids, a page of them.

    The documents of a page are found first, then their statements: what is sorted is the documents, not all statements.
    """
    limit, offset = number(request, "limit", LIMIT, MOST), number(request, "offset", 0, 10**8)
    wanted = _wanted(graph, request)
    counts = _counts(graph, wanted)
    documents: list[str] = []
    before = first = 0
    for iri, count in counts:
        if before + count > offset and before < offset + limit:
            first = first if documents else before
            documents.append(iri)
        before += count
    iris: list[tuple[str, str]] = []
    for start in range(0, len(documents), BATCH):
        these = " ".join(f"<{iri}>" for iri in documents[start : start + BATCH])
        rows = graph.ask(f"SELECT DISTINCT ?d ?s {{ VALUES ?d {{ {these} }} ?s zt:document ?d . {wanted.rest} {wanted.ends} }}").rows
        iris += [(str(document), str(iri)) for document, iri in rows]
    found = graph.statements([iri for _, iri in sorted(iris)[offset - first : offset - first + limit]])
    names = graph.names
    return {"total": before, "offset": offset, "statements": [record(statement, label, names) for statement, label in found]}


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
    pattern = f"?e a <{CLASS_OF_KIND[kind]}> ; rdfs:label ?label ." if kind is not None else "?e a zt:Entity ; rdfs:label ?label ."
    if words is not None:
        pattern += f" ?e {NAMES} ?name FILTER(CONTAINS(LCASE(STR(?name)), LCASE({_text(words)})))"
    known = graph.counts()["Entity"]
    if words is None and known > MATCHES:  # by the spelling alone: to sort by more, an engine fetches each address many times
        total = known if kind is None else graph.count(pattern)
        rows = graph.ask(f"SELECT ?e ?label {{ {pattern} }} ORDER BY ?label LIMIT {limit} OFFSET {offset}").records()
    else:
        query = f"SELECT DISTINCT ?e ?label {{ {pattern} }} LIMIT {MATCHES}"
        all_of_them = graph.kept_answer(
            query, lambda: sorted(graph.ask(query).records(), key=lambda row: (row["label"].casefold(), row["e"]))
        )
        total, rows = len(all_of_them), all_of_them[offset : offset + limit]
    kinds = _kinds(graph, [row["e"] for row in rows])
    found = [{"id": identifier_of(row["e"]), "iri": row["e"], "label": row["label"], "type": kinds.get(row["e"], "")} for row in rows]
    return {"total": total, "offset": offset, "actors": found}


def _kinds(graph: ServedGraph, iris: Sequence[str]) -> dict[str, str]:
    """The kinds of entities."""
    found: dict[str, str] = {}
    for start in range(0, len(iris), BATCH):
        these = " ".join(f"<{iri}>" for iri in iris[start : start + BATCH])
        rows = graph.ask(f"SELECT ?e ?class {{ VALUES ?e {{ {these} }} ?e a ?class }}").records()
        found.update((row["e"], KIND_OF_CLASS[row["class"]]) for row in rows if row["class"] in KIND_OF_CLASS)
    return found


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
    found = around(graph.ask, [iri], steps=max(1, steps), most=limit)
    if not found.total and not actor_quads(graph.ask, iri):
        raise RefusalError(404, "there is no such actor")
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
    bound = by_name(bind_named(asked, dict(request.query_params)), graph.ask)
    result = graph.pool.ask(bound, trusted=True)
    return {"name": name, "title": asked.title, "variables": list(result.variables), "rows": result.records()}
