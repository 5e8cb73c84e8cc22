"""The application: which part answers which address."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import anyio.to_thread
from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ztgraph.serve import api, pages, protocol, reconcile
from ztgraph.serve.graph import ServedGraph
from ztgraph.serve.http import Guard, RefusalError, error_response


class _Whole(Convertor[str]):
    """What is left of a path, whatever it holds: ids of documents may hold slashes and line ends."""

    regex = r"[\s\S]+"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("whole", _Whole())
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]  # all reach the handlers, which say which they take
THREADS = 128  # requests that are worked on at a time; most of them wait for a child


def _routes() -> list[Route]:
    handlers = {
        "/": pages.home,
        "/documents": pages.documents_page,
        "/documents/{id:whole}": pages.document_page,
        "/actors": pages.actors_page,
        "/actors/{id:whole}": pages.actor_page,
        "/network/{id:whole}": pages.network_page,
        "/query": pages.query_page,
        "/assets/{name}": pages.asset,
        "/sparql": protocol.sparql,
        "/sparql/": protocol.sparql,
        "/graphs": protocol.graph_store,
        "/reconcile": reconcile.reconcile,
        "/reconcile/suggest/{what}": reconcile.suggest,
        "/reconcile/properties": reconcile.properties,
        "/reconcile/preview": reconcile.preview,
        "/api": api.endpoint(api.index),
        "/api/statements": api.endpoint(api.statements),
        "/api/statements/{id}": api.endpoint(api.statement),
        "/api/actors": api.endpoint(api.actors),
        "/api/actors/{id:whole}": api.endpoint(api.actor),
        "/api/neighbourhoods/{id:whole}": api.endpoint(api.neighbourhood),
        "/api/documents": api.endpoint(api.documents),
        "/api/documents/{id:whole}": api.endpoint(api.document),
        "/api/queries": api.endpoint(api.queries),
        "/api/queries/{name}": api.endpoint(api.query),
    }
    return [Route(path, handler, methods=METHODS, name=getattr(handler, "__name__", path)) for path, handler in handlers.items()]


async def _failed(request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException):
        known = "there is nothing at this address" if error.status_code == 404 else str(error.detail)
        return error_response(request, RefusalError(error.status_code, known, error.headers))
    return error_response(request, error)


def application(graph: ServedGraph, *, hosts: Iterable[str] = (), origins: Iterable[str] = ()) -> Starlette:
    """The application on ``graph``, which it closes when it ends.

    It answers under the names of the loopback and of ``hosts``; pages of this machine and of ``origins`` may read its answers.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        yield
        graph.close()

    made = Starlette(
        routes=_routes(),
        middleware=[Middleware(Guard, hosts=tuple(hosts), origins=tuple(origins))],
        exception_handlers={HTTPException: _failed, RefusalError: _failed, Exception: _failed},
        lifespan=lifespan,
    )
    made.state.graph = graph
    return made
