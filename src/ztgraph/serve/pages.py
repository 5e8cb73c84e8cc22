"""The pages for people: documents with their evidence, actors, the query page. They work offline and hold no script of others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ztgraph import __version__
from ztgraph.errors import GraphError, ZtgraphError
from ztgraph.graph.vocabulary import web_address
from ztgraph.model import Document, Statement
from ztgraph.query.around import at_ends
from ztgraph.query.catalog import list_queries
from ztgraph.serve import api
from ztgraph.serve.graph import ServedGraph
from ztgraph.serve.http import POLICY, RefusalError, number, only, refusal_of

SHOWN, MOST_SHOWN = 50, 1000  # statements on the page of an actor, unless the request says otherwise, and at most
DRAWN, MOST_DRAWN = 300, 3000  # statements in the network of an actor
ASSETS = {"style.css": "text/css", "query.js": "text/javascript"}


def _asset(name: str) -> str:
    return files("ztgraph.serve").joinpath("assets", name).read_text(encoding="utf-8")


@cache
def _templates() -> Environment:
    return Environment(
        loader=FunctionLoader(_asset),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def rendered(template: str, request: Request, **values: Any) -> str:
    """A page from a template; what stands in ``values`` is text, never markup."""
    text = _templates().get_template(template).render(version=__version__, path=request.url.path, **values)
    return text.encode("utf-8", "replace").decode("utf-8")


def page(template: str, request: Request, **values: Any) -> Response:
    """The same as an answer."""
    return HTMLResponse(rendered(template, request, **values), headers={"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a document's text: the places that begin here as anchors, and the statements that stand on it."""

    text: str
    anchors: tuple[str, ...]
    statements: tuple[str, ...]


def pieces(document: Document, statements: Sequence[Statement]) -> list[Piece]:
    """The text cut wherever evidence begins or ends, so that pieces of evidence may overlap."""
    places = {(each.start, each.end) for statement in statements for each in statement.evidence}
    cuts = sorted({0, len(document.text), *(cut for place in places for cut in place)})
    of_place: dict[tuple[int, int], list[str]] = {}
    for statement in statements:
        for each in statement.evidence:
            of_place.setdefault((each.start, each.end), []).append(statement.id)
    found = []
    open_places: list[tuple[int, int]] = []
    starting = sorted(places)
    at = 0
    for start, end in pairwise(cuts):
        begun = []
        while at < len(starting) and starting[at][0] == start:
            begun.append(starting[at])
            at += 1
        open_places = [place for place in open_places if place[1] > start] + begun
        ids = tuple(dict.fromkeys(name for place in open_places for name in of_place[place]))
        found.append(Piece(document.text[start:end], tuple(f"char={a},{b}" for a, b in begun), ids))
    return found


async def _in_thread(function: Any, *arguments: Any) -> Any:
    try:
        return await run_in_threadpool(function, *arguments)
    except ZtgraphError as error:
        raise refusal_of(error) from error


async def home(request: Request) -> Response:
    """The interactive page; where there is too much for it, a page to find actors on, whose neighbourhoods are drawn."""
    only(request, "GET", "HEAD")
    graph: ServedGraph = request.app.state.graph
    text = await _in_thread(graph.page)
    if text is None:
        empty = not (await _in_thread(graph.counts))["Document"]
        return RedirectResponse(request.url_for("documents_page" if empty else "actors_page"), 303)
    return HTMLResponse(text, headers={"Cache-Control": "no-cache"})


async def network_page(request: Request) -> Response:
    """The interactive page of the neighbourhood of an actor. Raises RefusalError (404)."""
    only(request, "GET", "HEAD")
    graph: ServedGraph = request.app.state.graph
    steps, most = max(1, number(request, "steps", 1, 3)), max(1, number(request, "limit", DRAWN, MOST_DRAWN))
    text = await _in_thread(lambda: graph.network(request.path_params["id"], steps=steps, most=most))
    if text is None:
        raise RefusalError(404, "the graph says nothing of such an actor")
    return HTMLResponse(text, headers={"Cache-Control": "no-cache"})


async def actors_page(request: Request) -> Response:
    """Actors by name, each with its statements and its network."""
    only(request, "GET", "HEAD")
    found = await _in_thread(api.actors, request.app.state.graph, request)
    offset, limit = found["offset"], number(request, "limit", api.LIMIT, api.MOST)
    asked = request.query_params.get("q", "")
    return page("actors.html", request, **found, asked=asked, limit=limit, after=offset + limit, before=max(0, offset - limit))


async def documents_page(request: Request) -> Response:
    """The documents, with links to all else."""
    only(request, "GET", "HEAD")
    graph: ServedGraph = request.app.state.graph
    found = await _in_thread(api.documents, graph, request)
    offset, limit = found["offset"], number(request, "limit", api.LIMIT, api.MOST)
    has_page = await _in_thread(graph.page) is not None
    return page("documents.html", request, **found, limit=limit, after=offset + limit, before=max(0, offset - limit), has_page=has_page)


def _document(graph: ServedGraph, identifier: str) -> tuple[Document, list[tuple[Statement, str]]]:
    try:
        document = graph.document(identifier)
    except GraphError as error:
        raise RefusalError(404, str(error)) from error
    rows = graph.ask(f"SELECT DISTINCT ?s {{ ?s a zt:Statement ; zt:document <{graph.names.document(document.id)}> }}").rows
    found = graph.statements([str(row[0]) for row in rows])
    return document, sorted(found, key=lambda pair: (min((e.start, e.end) for e in pair[0].evidence), pair[0].id))


async def document_page(request: Request) -> Response:
    """A document with the words on which its statements stand marked, and the statements beside it."""
    only(request, "GET", "HEAD")
    document, found = await _in_thread(_document, request.app.state.graph, request.path_params["id"])
    cut = pieces(document, [statement for statement, _ in found])
    address = web_address(document.url) if document.url else None
    return page("document.html", request, document=document, address=address, pieces=cut, statements=found)


def _actor(graph: ServedGraph, identifier: str, offset: int, limit: int) -> tuple[dict[str, Any], list[tuple[Statement, str]]]:
    record = api.actor_record(graph, identifier)
    ends = at_ends([graph.names.entity(identifier)])
    rows = graph.ask(f"SELECT DISTINCT ?s {{ {ends} }} ORDER BY ?s LIMIT {limit} OFFSET {offset}").rows
    found = graph.statements([str(row[0]) for row in rows])
    return record, sorted(found, key=lambda pair: (pair[0].time or "~", pair[1], pair[0].id))


async def actor_page(request: Request) -> Response:
    """An actor with its names and statements, a page of them."""
    only(request, "GET", "HEAD")
    offset, limit = number(request, "offset", 0, 10**8), max(1, number(request, "limit", SHOWN, MOST_SHOWN))
    record, found = await _in_thread(_actor, request.app.state.graph, request.path_params["id"], offset, limit)
    return page(
        "actor.html",
        request,
        actor=record,
        statements=found,
        offset=offset,
        limit=limit,
        after=offset + limit,
        before=max(0, offset - limit),
    )


async def query_page(request: Request) -> Response:
    """A page to ask in, with the named questions as examples."""
    only(request, "GET", "HEAD")
    examples = [{"name": each.name, "title": each.title, "sparql": _plain_query(each.text)} for each in list_queries()]
    return page("query.html", request, examples=examples, timeout=request.app.state.graph.limits.query_seconds)


def _plain_query(text: str) -> str:
    """A library query without its head of comments but for the title."""
    title = "# title: "
    lines = (line.replace(title, "# ") for line in text.splitlines() if not line.startswith("# ") or line.startswith(title))
    return "\n".join(lines).strip() + "\n"


async def asset(request: Request) -> Response:
    """A style or a script of our pages."""
    only(request, "GET", "HEAD")
    name = request.path_params["name"]
    if name not in ASSETS:
        raise RefusalError(404, "there is no such file")
    return Response(_asset(name), media_type=ASSETS[name], headers={"Cache-Control": "max-age=300"})
