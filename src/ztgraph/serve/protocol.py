"""``/sparql``: the query half of the SPARQL 1.1 Protocol, and a description of the service for those who ask nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ztgraph.errors import QueryError, ZtgraphError
from ztgraph.graph.terms import Literal, Quad, check_iri, escape
from ztgraph.query.gate import check_query, dataset_clauses, form_of
from ztgraph.query.results import Result, format_result
from ztgraph.serve.graph import ServedGraph
from ztgraph.serve.http import RefusalError, body_of, only, refusal_of
from ztgraph.serve.negotiate import FORMS, GRAPH, ROWS, Form, choose, likes_html

FORM_TYPE, QUERY_TYPE, UPDATE_TYPE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
SD = "http://www.w3.org/ns/sparql-service-description#"
FORMAT_OF = {
    "application/sparql-results+json": "SPARQL_Results_JSON", "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV", "text/tab-separated-values": "SPARQL_Results_TSV", "text/turtle": "Turtle",
    "application/n-triples": "N-Triples", "application/ld+json": "JSON-LD", "application/rdf+xml": "RDF_XML",
}  # fmt: skip
MOST_GRAPHS = 100  # graphs that one request may name


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with the dataset that the request names; None is the whole graph."""

    query: str
    default: tuple[str, ...] | None
    named: tuple[str, ...] | None


def form_pairs(text: bytes) -> list[tuple[str, str]]:
    """The pairs of a query string or a form. Raises RefusalError (400) where they are not UTF-8."""
    try:
        return parse_qsl(text.decode("ascii"), keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=1000)
    except UnicodeError as error:
        raise RefusalError(400, "the request's parameters are not percent-encoded UTF-8") from error
    except ValueError as error:
        raise RefusalError(400, "the request has too many parameters") from error


def _content_type(request: Request) -> tuple[str, str]:
    """Media type and character set of the body."""
    head = Message()
    head["content-type"] = request.headers.get("content-type", "")
    return (head.get_content_type() if request.headers.get("content-type") else ""), str(head.get_param("charset", "utf-8")).lower()


def _asked(pairs: Sequence[tuple[str, str]], query: str | None) -> Asked | None:
    """What a request asks; None where it has no query. Raises RefusalError (400, 403)."""
    names = {name for name, _ in pairs}
    if names & {"update", "using-graph-uri", "using-named-graph-uri"}:
        raise RefusalError(403, "this service is read only: it takes no updates")
    queries = [value for name, value in pairs if name == "query"] + ([] if query is None else [query])
    if len(queries) > 1:
        raise RefusalError(400, "the request has more than one query")
    graphs = {kind: tuple(value for name, value in pairs if name == f"{kind}-graph-uri") for kind in ("default", "named")}
    if sum(map(len, graphs.values())) > MOST_GRAPHS:
        raise RefusalError(400, f"the request names more than {MOST_GRAPHS} graphs")
    for value in (*graphs["default"], *graphs["named"]):
        try:
            check_iri(value)
        except ZtgraphError as error:
            raise RefusalError(400, f"not the address of a graph: {value[:200]!r}") from error
    if not queries:
        return None
    given = bool(graphs["default"] or graphs["named"])
    return Asked(queries[0], graphs["default"] if given else None, graphs["named"] if given else None)


async def _read(request: Request) -> Asked | None:
    """What the request asks, by whichever of the three ways. Raises RefusalError."""
    only(request, "GET", "HEAD", "POST")
    pairs = form_pairs(request.url.query.encode("ascii", "replace"))
    if request.method != "POST":
        return _asked(pairs, None)
    kind, charset = _content_type(request)
    if kind == UPDATE_TYPE:
        raise RefusalError(403, "this service is read only: it takes no updates")
    if kind not in (FORM_TYPE, QUERY_TYPE):
        raise RefusalError(415, f"a query is sent as {QUERY_TYPE} or {FORM_TYPE}, not as {kind or 'a body without a type'}")
    body = await body_of(request)
    asked = _asked([*pairs, *form_pairs(body)], None) if kind == FORM_TYPE else _asked(pairs, _text(body, charset))
    if asked is None:
        raise RefusalError(400, "the request has no query")
    return asked


def _text(body: bytes, charset: str) -> str:
    if charset not in ("utf-8", "utf8"):
        raise RefusalError(415, f"a query is UTF-8, not {charset[:40]!r}")
    try:
        return body.decode("utf-8")
    except UnicodeError as error:
        raise RefusalError(400, f"the query is not UTF-8: {error}") from error


async def sparql(request: Request) -> Response:
    """Answer a query, or describe the service."""
    graph: ServedGraph = request.app.state.graph
    asked = await _read(request)
    accept = request.headers.get("accept")
    if asked is None:
        if likes_html(accept):
            return RedirectResponse(request.url_for("query_page"), 303)
        return _described(request, choose(accept, GRAPH))
    form = form_of(asked.query)
    chosen = choose(accept, FORMS.get(form, ROWS))
    if chosen is None:
        raise RefusalError(406, f"{form or 'a query'} can be answered as {', '.join(each.media_type for each in FORMS.get(form, ROWS))}")
    try:
        text = await run_in_threadpool(_answer, graph, asked, chosen, str(request.url.replace(query="")))
    except ZtgraphError as error:
        raise refusal_of(error) from error
    return Response(text, media_type=chosen.media_type, headers={"Cache-Control": "no-cache"})


def _answer(graph: ServedGraph, asked: Asked, chosen: Form, base: str) -> str:
    known = _known_graphs(graph, asked.query)
    result = graph.pool.ask(asked.query, base=base, default=asked.default, named=asked.named, graphs=known)
    return formatted(result, chosen)


def formatted(result: Result, chosen: Form) -> str:
    """A result in the form that was chosen. Raises QueryError where that form cannot hold it."""
    try:
        return format_result(result, chosen.formatter)
    except QueryError:
        raise
    except ZtgraphError as error:
        raise QueryError(error.message, place=error.place, remedy="ask for JSON, Turtle or N-Triples") from error


def _known_graphs(graph: ServedGraph, text: str) -> tuple[str, ...]:
    """Those of the graphs which FROM names that are there. Raises QueryError where the query itself is refused for another reason."""
    clauses = dataset_clauses(text)[:MOST_GRAPHS]
    if not clauses:
        return ()
    check_query(text, graph.limits, clauses)
    return tuple(name for name in clauses if graph.ask(f"ASK {{ GRAPH <{check_iri(name)}> {{ ?s ?p ?o }} }}").truth)


def _described(request: Request, chosen: Form | None) -> Response:
    """The SPARQL 1.1 Service Description. Raises RefusalError (406)."""
    if chosen is None:
        raise RefusalError(406, f"the description of the service comes as {', '.join(each.media_type for each in GRAPH)}")
    quads = description(str(request.url.replace(query="")))
    return Response(format_result(Result("graph", quads=quads), chosen.formatter), media_type=chosen.media_type)


def description(endpoint: str) -> tuple[Quad, ...]:
    """What the service at ``endpoint`` can do, in the vocabulary made for that."""
    kind, dataset, graph = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", f"{endpoint}#dataset", f"{endpoint}#default"
    pairs: Mapping[str, Sequence[tuple[str, str | Literal]]] = {
        f"{endpoint}#service": [
            (kind, SD + "Service"), (SD + "endpoint", endpoint), (SD + "supportedLanguage", SD + "SPARQL11Query"),
            (SD + "feature", SD + "UnionDefaultGraph"), (SD + "defaultDataset", dataset),
            *((SD + "resultFormat", f"http://www.w3.org/ns/formats/{FORMAT_OF[each.media_type]}") for each in (*ROWS, *GRAPH)),
        ],
        dataset: [(kind, SD + "Dataset"), (SD + "defaultGraph", graph)],
        graph: [(kind, SD + "Graph"), ("http://www.w3.org/2000/01/rdf-schema#label", Literal("the union of all documents' graphs"))],
    }  # fmt: skip
    return tuple(Quad(subject, predicate, value) for subject, of_it in pairs.items() for predicate, value in of_it)


async def graph_store(request: Request) -> Response:
    """``/graphs``: the reading half of the SPARQL 1.1 Graph Store Protocol: ``?default``, or ``?graph=IRI``."""
    only(request, "GET", "HEAD")
    graph: ServedGraph = request.app.state.graph
    pairs = form_pairs(request.url.query.encode("ascii", "replace"))
    names = [value for name, value in pairs if name == "graph"]
    whole = any(name == "default" for name, _ in pairs)
    if len(names) + whole != 1:
        raise RefusalError(400, "name one graph: ?graph=ADDRESS, or ?default for the union of all")
    chosen = choose(request.headers.get("accept"), GRAPH)
    if chosen is None:
        raise RefusalError(406, f"a graph can be sent as {', '.join(each.media_type for each in GRAPH)}")
    try:
        text = await run_in_threadpool(_graph_text, graph, None if whole else names[0], chosen)
    except ZtgraphError as error:
        raise refusal_of(error) from error
    return Response(text, media_type=chosen.media_type, headers={"Cache-Control": "no-cache"})


def _graph_text(graph: ServedGraph, name: str | None, chosen: Form) -> str:
    if name is None:
        return formatted(graph.ask("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"), chosen)
    try:
        check_iri(name)
    except ZtgraphError as error:
        raise RefusalError(400, f"not the address of a graph: {escape(name[:200].encode('utf-8', 'replace').decode())}") from error
    result = graph.ask(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")
    if not result.quads:
        raise RefusalError(404, f"there is no graph {name[:500]}")
    return formatted(result, chosen)
