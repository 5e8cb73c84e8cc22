"""Addresses: one request each, bounded in size, time, redirects and kinds of content, to public addresses only unless allowed.

The name is resolved once, every address it has is looked at, and the connection goes to the very address that was looked at, so that a
name cannot be made to mean another machine in between. No cookies, no credentials, no proxy of the environment. Answers are kept in a
cache with their ETags and asked for anew only where they changed.
"""

from __future__ import annotations

import hashlib
import ipaddress
import json
import os
import re
import socket
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit, urlunsplit

from ztgraph import __version__
from ztgraph.errors import ReadError, WriteError
from ztgraph.files import write_atomic
from ztgraph.limits import DEFAULT_LIMITS, Limits
from ztgraph.read.formats import HEAD_BYTES, SUFFIXES, Kind, kind_of, suffix_of

if TYPE_CHECKING:
    import httpx

AGENT: Final = f"ztgraph/{__version__} (+https://w3id.org/ztgraph; reads one document at a time)"
_TYPES: Final[dict[str, Kind]] = {
    "text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf", "application/x-pdf": "pdf", "text/plain": "text",
    "text/markdown": "markdown", "message/rfc822": "mail", "multipart/related": "mail", "application/x-mimearchive": "mail",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}  # fmt: skip
_ANY: Final = frozenset({"application/octet-stream", "binary/octet-stream", ""})
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_LONGEST: Final = 4096


@dataclass(frozen=True, slots=True)
class Page:
    """What stood at an address: ``address`` after redirects, ``name`` for the document's source, ``encoding`` as the server says."""

    address: str
    kind: Kind
    data: bytes
    name: str
    encoding: str | None = None
    note: str | None = None


def fetch(address: str, limits: Limits = DEFAULT_LIMITS, *, allow_private: bool = False, cache: Path | None = None) -> Page:
    """The document at ``address``. ``cache`` is a folder, by default that of the user (``$XDG_CACHE_HOME/ztgraph/web``).

    Raises ReadError where the address is refused, the answer is none, too large, too slow or of another kind, and where httpx is missing.
    """
    try:
        import httpx
    except ImportError as error:
        raise ReadError("addresses need httpx", place=address, remedy="pip install 'ztgraph[web]'") from error
    store = _Cache(cache if cache is not None else _cache_folder(), address)
    deadline = time.monotonic() + limits.web_seconds
    here = _checked(address, address)
    timeout = httpx.Timeout(min(limits.web_seconds, 30.0))
    try:
        with httpx.Client(timeout=timeout, trust_env=False, follow_redirects=False, http2=False) as client:
            for _ in range(limits.web_redirects + 1):
                answer = _ask(client, here, store, limits, deadline, allow_private)
                if isinstance(answer, str):
                    here = _next(here, answer, address)
                    continue
                return replace(answer, address=here)
    except httpx.TimeoutException as error:
        raise ReadError(f"no answer within {limits.web_seconds:g} seconds", place=address) from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError) as error:
        raise ReadError(f"cannot be reached: {str(error)[:200] or type(error).__name__}", place=address) from error
    raise ReadError(f"more than {limits.web_redirects} redirects", place=address)


def _checked(address: str, place: str) -> str:
    """The address without fragment. Raises ReadError where it is no plain address of the web."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise ReadError(f"not an address: {error}", place=place) from error
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or len(address) > _LONGEST or port == 0:
        raise ReadError("not an address of the web", place=place, remedy="such as https://oig.example.gov/report.pdf")
    if parts.username or parts.password:
        raise ReadError("an address with a name or password is not read", place=place, remedy="leave them out")
    return urlunsplit((parts.scheme.lower(), parts.netloc, parts.path or "/", parts.query, ""))


def _next(here: str, location: str, place: str) -> str:
    after = _checked(urljoin(here, location), place)
    if here.startswith("https:") and not after.startswith("https:"):
        raise ReadError(f"redirected from https to {after[:200]}", place=place, remedy="give that address itself if you trust it")
    return after


def _resolved(host: str, port: int, place: str, allow_private: bool) -> str:
    """The numeric address to connect to. Raises ReadError where the host has none, or one that is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ReadError(f"no such host: {host[:100]}", place=place) from error
    numbers = [str(each[4][0]).split("%", 1)[0] for each in found]
    for number in numbers:
        if not allow_private and not _is_public(number):
            raise ReadError(
                f"{host[:100]} is an address of a private network or of this machine", place=place, remedy="allow it with --allow-private"
            )
    if not numbers:
        raise ReadError(f"no such host: {host[:100]}", place=place)
    return numbers[0]


def _is_public(number: str) -> bool:
    """Whether an address is one of the public network, also where it stands inside another (mapped, 6to4, Teredo, NAT64)."""
    address = ipaddress.ip_address(number)
    if isinstance(address, ipaddress.IPv6Address):
        inner: list[Any] = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in ipaddress.ip_network("64:ff9b::/96"):
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if any(each is not None and not each.is_global for each in inner):
            return False
    return address.is_global and not address.is_multicast


def _ask(client: httpx.Client, here: str, store: _Cache, limits: Limits, deadline: float, allow_private: bool) -> Page | str:
    """One request: the page, or where it says to go."""
    parts = urlsplit(here)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    number = _resolved(host, port, here, allow_private)
    numeric = urlunsplit((parts.scheme, f"[{number}]:{port}" if ":" in number else f"{number}:{port}", parts.path, parts.query, ""))
    headers = {
        "Host": parts.netloc,
        "User-Agent": AGENT,
        "Accept": ", ".join(_TYPES) + ", */*;q=0.1",
        "Accept-Encoding": "gzip, deflate",
        **store.headers(here),
    }
    with client.stream("GET", numeric, headers=headers, extensions={"sni_hostname": host}) as response:
        if response.status_code in _REDIRECTS and response.headers.get("location"):
            return str(response.headers["location"])
        if response.status_code == 304 and (kept := store.page(here)) is not None:
            return kept
        if response.status_code != 200:
            raise ReadError(f"the server answers {response.status_code} {response.reason_phrase[:60]}".rstrip(), place=here)
        media = response.headers.get("content-type", "").split(";")[0].strip().lower()
        if media not in _TYPES and media not in _ANY:
            raise ReadError(
                f"of the kind {media[:60]!r}, which is not read", place=here, remedy="known are pages, PDFs, Word documents and texts"
            )
        data = _body(response, here, limits, deadline)
        page = _page(here, media, response.charset_encoding, data)
        store.keep(here, page, {name: response.headers[name] for name in ("etag", "last-modified") if name in response.headers})
        return page


def _body(response: httpx.Response, here: str, limits: Limits, deadline: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    for part in response.iter_bytes(1 << 16):
        size += len(part)
        if size > limits.web_bytes:
            raise ReadError(f"larger than the bound of {limits.web_bytes:,} bytes", place=here)
        if time.monotonic() > deadline:
            raise ReadError(f"not read within {limits.web_seconds:g} seconds", place=here)
        parts.append(part)
    return b"".join(parts)


def _page(here: str, media: str, encoding: str | None, data: bytes) -> Page:
    """The page with its kind, by its content where that tells it, else by what the server says."""
    parts = urlsplit(here)
    last = parts.path.rstrip("/").rsplit("/", 1)[-1]
    name = re.sub(r"[^\w.%-]+", "-", last) or parts.hostname or "page"
    named = _TYPES.get(media) or SUFFIXES.get(suffix_of(last), "text")
    kind, note = kind_of(f"page{_suffix(named)}", data[:HEAD_BYTES])
    if kind == "zip":
        kind, note = "docx", None
    return Page(here, kind, data, name, None if kind in ("pdf", "docx", "mail") else encoding, note)


def _suffix(kind: Kind) -> str:
    return next(suffix for suffix, named in SUFFIXES.items() if named == kind)


def _cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "ztgraph" / "web"


class _Cache:
    """What was read before from an address: the data and the marks by which a server tells whether it changed."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder = folder

    def _paths(self, address: str) -> tuple[Path, Path]:
        key = hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()
        return self.folder / f"{key}.json", self.folder / f"{key}.data"

    def _head(self, address: str) -> dict[str, Any] | None:
        head, data = self._paths(address)
        try:
            found = json.loads(head.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return None
        known = isinstance(found, dict) and found.get("address") == address and isinstance(found.get("marks"), dict) and data.is_file()
        return found if known else None

    def headers(self, address: str) -> dict[str, str]:
        """The headers that ask for the page only where it changed."""
        head = self._head(address)
        if head is None:
            return {}
        pairs = (("etag", "If-None-Match"), ("last-modified", "If-Modified-Since"))
        return {name: str(head["marks"][mark]) for mark, name in pairs if isinstance(head["marks"].get(mark), str)}

    def page(self, address: str) -> Page | None:
        """The page as it was kept, None where it is not whole."""
        head = self._head(address)
        try:
            data = self._paths(address)[1].read_bytes()
        except OSError:
            return None
        if head is None or hashlib.sha256(data).hexdigest() != head.get("sha256"):
            return None
        encoding = head.get("encoding")
        return _page(address, str(head.get("media")), encoding if isinstance(encoding, str) else None, data)

    def keep(self, address: str, page: Page, marks: dict[str, str]) -> None:
        """Keep a page that has a mark; a cache that cannot be written is none."""
        if not marks:
            return
        media = next((media for media, kind in _TYPES.items() if kind == page.kind), "")
        head = {
            "address": address,
            "marks": marks,
            "sha256": hashlib.sha256(page.data).hexdigest(),
            "media": media,
            "encoding": page.encoding,
        }
        path, data = self._paths(address)
        try:
            write_atomic(data, page.data)
            write_atomic(path, json.dumps(head, sort_keys=True))
        except WriteError:
            return
