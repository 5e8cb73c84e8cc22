"""What all parts of the server share: errors as answers, who may ask, and how much a request may bring."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ztgraph.errors import QueryError, ZtgraphError
from ztgraph.serve.pool import BusyError

BODY_BYTES = 1024 * 1024  # largest body of a request
_LOOPBACK = re.compile(r"localhost|127(?:\.[0-9]{1,3}){3}|\[::1\]|::1")
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'self'"
METHODS = "GET, HEAD, POST, OPTIONS"


class RefusalError(Exception):
    """A request that is answered with an error; ``status`` is that of HTTP."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        self.status, self.message, self.headers = status, message, dict(headers or {})
        super().__init__(message)


def status_of(error: ZtgraphError) -> int:
    """The status of HTTP that says what went wrong with a query."""
    if isinstance(error, BusyError):
        return 503
    if isinstance(error, QueryError):
        crashed = "ended the process" in error.message and not re.search(r"signal (?:6|11)\b", error.message)
        return 503 if "more memory" in error.message or crashed else 400  # a parser that runs out of stack does so each time
    return 400


def refusal_of(error: ZtgraphError) -> RefusalError:
    """An error of ours as an answer."""
    status = status_of(error)
    return RefusalError(status, str(error), {"Retry-After": "5"} if status == 503 else {})


def error_response(request: Request, error: Exception) -> Response:
    """The answer to a request that failed: JSON for the API, else text."""
    refusal = error if isinstance(error, RefusalError) else RefusalError(500, "an error of the server")
    headers = {**refusal.headers, "Cache-Control": "no-store"}
    path = request.url.path
    if path.startswith(("/api", "/reconcile")):
        return JSONResponse({"error": refusal.message}, refusal.status, headers)
    return PlainTextResponse(refusal.message + "\n", refusal.status, headers)


async def body_of(request: Request) -> bytes:
    """The body of a request. Raises RefusalError (413) where it is too large."""
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > BODY_BYTES:
            raise RefusalError(413, f"the body of the request is larger than {BODY_BYTES} bytes")
        parts.append(part)
    return b"".join(parts)


def is_loopback(host: str) -> bool:
    """Whether a host name means this machine."""
    return _LOOPBACK.fullmatch(host.lower()) is not None


class Guard:
    """ASGI middleware: whom the server answers, which pages of others may read the answers, and what every answer says.

    A page of the web can make a browser send requests to this machine, under a name of its own that it has bound to this address. So
    the Host must be one of ours, and answers are readable to pages of this machine alone unless ``origins`` says otherwise.
    """

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str], origins: Iterable[str]) -> None:
        """``hosts`` are names beside those of the loopback, ``*`` for any; ``origins`` likewise."""
        self.app, self.hosts, self.origins = app, frozenset(hosts), frozenset(origins)

    def _known(self, host: str) -> bool:
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        return "*" in self.hosts or is_loopback(name) or name.lower() in self.hosts

    def _allowed(self, origin: str) -> bool:
        if "*" in self.origins or origin in self.origins:
            return True
        try:
            return is_loopback(urlsplit(origin).hostname or "")
        except ValueError:
            return False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        host, origin = request.headers.get("host", ""), request.headers.get("origin")
        if not self._known(host):
            answer = PlainTextResponse(f"this server does not answer for the host {host[:100]!r}\n", 421)
            await answer(scope, receive, send)
            return
        shared = self._shared(origin)
        if scope["method"] == "OPTIONS":
            await self._options(origin, shared)(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name for name, _ in message["headers"]}
                more = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Vary": "Accept, Origin", **shared}
                for name, value in more.items():
                    if name.lower().encode() not in present:
                        message["headers"].append((name.lower().encode(), value.encode("latin-1")))
            await send(message)

        await self.app(scope, receive, with_headers)

    def _shared(self, origin: str | None) -> dict[str, str]:
        """The headers that let a page of another place read the answer."""
        if origin is None or not self._allowed(origin):
            return {}
        return {"Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": "Retry-After, Link"}

    def _options(self, origin: str | None, shared: Mapping[str, str]) -> Response:
        """The answer to OPTIONS: what may be asked, and for a preflight whether the page that asks may."""
        if origin is not None and not shared:
            remedy = "start it with --allow-origin to let pages of that place read its answers"
            return PlainTextResponse(f"pages of {origin[:200]} may not use this server; {remedy}\n", 403, {"Vary": "Origin"})
        more = {
            "Allow": METHODS,
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Allow-Headers": "Accept, Content-Type, Authorization, Cache-Control",
            "Access-Control-Max-Age": "86400",
            "Vary": "Origin, Access-Control-Request-Method, Access-Control-Request-Headers",
        }
        return Response(status_code=204, headers={**shared, **more} if origin is not None else {"Allow": METHODS, "Vary": "Origin"})


def only(request: Request, *methods: str) -> None:
    """Raises RefusalError (405) where the request is made with another method."""
    if request.method not in methods:
        raise RefusalError(405, f"{request.method} is not allowed here", {"Allow": ", ".join([*methods, "OPTIONS"])})


def number(request: Request, name: str, default: int, most: int) -> int:
    """A parameter that is a number from 0 to ``most``. Raises RefusalError (400) otherwise."""
    text = request.query_params.get(name)
    if text is None:
        return default
    if re.fullmatch("[0-9]{1,9}", text) is None or int(text) > most:
        raise RefusalError(400, f"{name} must be a number from 0 to {most}")
    return int(text)


def json_answer(value: Any) -> Response:
    """A value as JSON that no cache keeps."""
    return JSONResponse(value, headers={"Cache-Control": "no-cache"})
