"""``/reconcile``: the Reconciliation Service API 0.2 over the actors of the graph, so that OpenRefine can match names to them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from ztgraph.errors import ZtgraphError
from ztgraph.graph.likeness import Named
from ztgraph.graph.vocabulary import CLASS_OF_KIND, KIND_OF_CLASS, ZT, identifier_of
from ztgraph.serve.api import actor_record
from ztgraph.serve.graph import ServedGraph
from ztgraph.serve.http import RefusalError, body_of, json_answer, only, refusal_of
from ztgraph.serve.names import Match, NameIndex
from ztgraph.serve.pages import rendered
from ztgraph.serve.protocol import form_pairs

MOST_QUERIES, MOST_RESULTS = 500, 100
PART = 20_000  # entities that one query fetches for the index
PREVIEW = {"width": 430, "height": 220}
# What can be fetched of an actor, and told for it when a name is matched.
PROPERTIES: Mapping[str, str] = {
    "type": "kind of actor", "names": "other names", "part_of": "part of", "same_as": "Wikidata and other identifiers", "url": "address",
    "as_subject": "statements of which it is the subject", "as_object": "statements of which it is the object",
}  # fmt: skip
_ALL_NAMES = (
    "SELECT ?e ?kind ?label ?curated (GROUP_CONCAT(DISTINCT ?other; SEPARATOR='\\u001F') AS ?others) "
    "(GROUP_CONCAT(DISTINCT STR(?up); SEPARATOR='\\u001F') AS ?parents) {{ ?e a zt:Entity ; a ?kind ; "
    "rdfs:label ?label ; zt:curated ?curated . "
    "VALUES ?kind {{ {kinds} }} OPTIONAL {{ ?e <http://www.w3.org/2004/02/skos/core#altLabel> ?other }} "
    "OPTIONAL {{ ?e zt:parent ?up }} }} GROUP BY ?e ?kind ?label ?curated ORDER BY ?e"
)


def index_of(graph: ServedGraph) -> NameIndex:
    """The index over all names of the graph, made anew where it has changed."""
    return graph.kept("name index", lambda: _index(graph))


def _index(graph: ServedGraph) -> NameIndex:
    text = _ALL_NAMES.format(kinds=" ".join(f"<{each}>" for each in KIND_OF_CLASS))
    entities: list[Named] = []
    rows: list[dict[str, str]] = []
    while not rows or len(rows) % PART == 0:
        part = graph.ask(f"{text} LIMIT {PART} OFFSET {len(rows)}").records()
        if not part:
            break
        rows += part
    for row in rows:
        others = sorted(filter(None, row.get("others", "").split("\x1f")))
        parents = frozenset(identifier_of(each) for each in filter(None, row.get("parents", "").split("\x1f")))
        names = (row["label"], *(each for each in others if each != row["label"]))
        entities.append(Named(identifier_of(row["e"]), KIND_OF_CLASS[row["kind"]], names, row["curated"] == "true", parents))
    return NameIndex(tuple(entities))


def _type(kind: str) -> dict[str, str]:
    return {"id": CLASS_OF_KIND[kind].removeprefix(ZT), "name": kind}


def manifest(graph: ServedGraph, origin: str) -> dict[str, Any]:
    """What the service is and can do."""
    suggest = {name: {"service_url": origin, "service_path": f"/reconcile/suggest/{name}"} for name in ("entity", "property", "type")}
    return {
        "versions": ["0.1", "0.2"],
        "name": "ztgraph: actors of the graph",
        "identifierSpace": f"{graph.names.base}id/",
        "schemaSpace": ZT,
        "defaultTypes": [_type(kind) for kind in CLASS_OF_KIND],
        "view": {"url": f"{origin}/actors/{{{{id}}}}"},
        "preview": {"url": f"{origin}/reconcile/preview?id={{{{id}}}}", **PREVIEW},
        "suggest": suggest,
        "extend": {"propose_properties": {"service_url": origin, "service_path": "/reconcile/properties"}, "property_settings": []},
        "batchSize": 50,
    }


def _candidate(match: Match) -> dict[str, Any]:
    entity = match.entity
    return {
        "id": entity.id,
        "name": entity.label,
        "description": "; ".join(entity.names[1:4]),
        "type": [_type(entity.kind)],
        "score": match.score,
        "match": match.sure,
    }


def _kinds(value: object) -> frozenset[str]:
    """The kinds that a query's ``type`` names. Raises RefusalError (400)."""
    values = [value] if isinstance(value, (str, dict)) else value if isinstance(value, list) else []
    names = [str(each.get("id", "")) if isinstance(each, dict) else str(each) for each in values]
    by_name = {CLASS_OF_KIND[kind].removeprefix(ZT).lower(): kind for kind in CLASS_OF_KIND}
    found = {by_name[name.removeprefix(ZT).lower()] for name in names if name.removeprefix(ZT).lower() in by_name}
    if names and not found and any(name.removeprefix(ZT) not in ("", "Entity") for name in names):
        raise RefusalError(400, f"no type is called {names[0]!r}")
    return frozenset(found)


def _within(index: NameIndex, properties: object) -> frozenset[str]:
    """The ids that a query's property ``part_of`` means."""
    found: set[str] = set()
    for each in properties if isinstance(properties, list) else []:
        value = each.get("v") if isinstance(each, dict) and each.get("pid") == "part_of" else None
        for one in value if isinstance(value, list) else [value]:
            name = one.get("id") if isinstance(one, dict) else one
            if isinstance(name, str) and name:
                found |= {match.entity.id for match in index.find(name, limit=3) if match.sure} | {name}
    return frozenset(found)


def reconciled(index: NameIndex, asked: object) -> list[dict[str, Any]]:
    """The candidates for one query of a batch. Raises RefusalError (400)."""
    if not isinstance(asked, dict) or not isinstance(asked.get("query", ""), str):
        raise RefusalError(400, "a query is an object with the text query")
    limit = asked.get("limit", 10)
    if not isinstance(limit, int) or isinstance(limit, bool) or not limit > 0:
        raise RefusalError(400, "limit is a number above 0")
    kinds, within = _kinds(asked.get("type")), _within(index, asked.get("properties"))
    return [_candidate(each) for each in index.find(asked.get("query", ""), kinds=kinds, limit=min(limit, MOST_RESULTS), within=within)]


def _json(name: str, text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RefusalError(400, f"{name} is not JSON: {error}") from error


def batch(graph: ServedGraph, text: str) -> dict[str, Any]:
    """The answers to a batch of queries. Raises RefusalError (400)."""
    asked = _json("queries", text)
    if not isinstance(asked, dict) or len(asked) > MOST_QUERIES:
        raise RefusalError(400, f"queries is an object of at most {MOST_QUERIES} queries")
    index = index_of(graph)
    return {name: {"result": reconciled(index, query)} for name, query in asked.items()}


def _cells(record: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """The values of one property of an actor."""
    if name in ("as_subject", "as_object"):
        return [{"int": record["statements"][name]}]
    value = record[name]
    values = value if isinstance(value, list) else [value] if value is not None else []
    return [{"id": each, "name": each} if name == "part_of" else {"str": each} for each in values]


def extended(graph: ServedGraph, text: str) -> dict[str, Any]:
    """Values of properties for actors: the data extension of the API. Raises RefusalError (400)."""
    asked = _json("extend", text)
    if not isinstance(asked, dict) or not isinstance(asked.get("ids"), list) or not isinstance(asked.get("properties"), list):
        raise RefusalError(400, "extend is an object with the lists ids and properties")
    wanted = [str(each.get("id")) for each in asked["properties"] if isinstance(each, dict)]
    unknown = [name for name in wanted if name not in PROPERTIES]
    if unknown or len(asked["ids"]) > MOST_QUERIES:
        raise RefusalError(400, f"no property is called {unknown[0]!r}" if unknown else f"more than {MOST_QUERIES} ids")
    rows: dict[str, Any] = {}
    for name in map(str, asked["ids"]):
        try:
            record = actor_record(graph, name) if name else None
        except (RefusalError, ZtgraphError):
            record = None
        rows[name] = {each: _cells(record, each) if record is not None else [] for each in wanted}
    return {"meta": [{"id": each, "name": PROPERTIES[each]} for each in wanted], "rows": rows}


async def reconcile(request: Request) -> Response:
    """The manifest, or the answers to ``queries`` or ``extend``."""
    only(request, "GET", "HEAD", "POST")
    graph: ServedGraph = request.app.state.graph
    given = dict(request.query_params)
    if request.method == "POST":
        given.update(form_pairs(await body_of(request)))

    def answer() -> Any:
        if "queries" in given:
            return batch(graph, given["queries"])
        if "extend" in given:
            return extended(graph, given["extend"])
        return manifest(graph, str(request.base_url).rstrip("/"))

    return json_answer(await _run(answer))


async def _run(function: Callable[[], Any]) -> Any:
    try:
        return await run_in_threadpool(function)
    except ZtgraphError as error:
        raise refusal_of(error) from error


def _suggested(graph: ServedGraph, what: str, prefix: str) -> list[dict[str, Any]]:
    if what == "entity":
        found = index_of(graph).begins(prefix, limit=20)
        return [
            {"id": each.id, "name": each.label, "description": "; ".join(each.names[1:4]), "notable": [_type(each.kind)]} for each in found
        ]
    choices = PROPERTIES if what == "property" else {_type(kind)["id"]: kind for kind in CLASS_OF_KIND}
    return [{"id": key, "name": name} for key, name in choices.items() if prefix.lower() in f"{key} {name}".lower()]


async def suggest(request: Request) -> Response:
    """What begins with the letters that somebody has typed."""
    only(request, "GET", "HEAD")
    what = request.path_params["what"]
    if what not in ("entity", "property", "type"):
        raise RefusalError(404, "there are suggestions of entity, property and type")
    prefix = request.query_params.get("prefix", "")[:200]
    return json_answer({"result": await _run(lambda: _suggested(request.app.state.graph, what, prefix))})


async def properties(request: Request) -> Response:
    """The properties that can be fetched of an actor of some type."""
    only(request, "GET", "HEAD")
    found = [{"id": key, "name": name} for key, name in PROPERTIES.items()]
    kind = request.query_params.get("type")
    return json_answer({"properties": found, **({"type": kind} if kind is not None else {})})


async def preview(request: Request) -> Response:
    """A few words on an actor, for a box that another page shows."""
    only(request, "GET", "HEAD")
    graph: ServedGraph = request.app.state.graph
    record = await _run(lambda: actor_record(graph, request.query_params.get("id", "")))
    policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"
    return HTMLResponse(rendered("preview.html", request, actor=record), headers={"Content-Security-Policy": policy})
