"""Addresses, read from a server of the test's own on this machine: bounds, refusals, redirects, the cache."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from ztgraph.errors import ReadError
from ztgraph.limits import Limits
from ztgraph.model import Document
from ztgraph.read import ReadFailure, Wish, read_inputs
from ztgraph.read.web import AGENT, _is_public, fetch

PAGE = b"<html><head><title>Audit of Lists</title></head><body><p>The board did not tell the mayor.</p></body></html>"


class Handler(BaseHTTPRequestHandler):
    """Answers by path; what was asked stands in ``seen``."""

    seen: ClassVar[list[tuple[str, dict[str, str]]]] = []

    def do_GET(self) -> None:
        Handler.seen.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        kind, data, status, more = "text/html; charset=utf-8", PAGE, 200, {}
        match self.path:
            case "/etag":
                more = {"ETag": '"one"'}
                if self.headers.get("If-None-Match") == '"one"':
                    status, data = 304, b""
            case "/plain":
                kind, data = "text/plain; charset=windows-1252", "The Mayor’s list.".encode("windows-1252")
            case "/picture":
                kind = "image/png"
            case "/octets":
                kind = "application/octet-stream"
            case "/large":
                data = b"x" * 100_000
            case "/bomb":
                data, more = gzip.compress(b" " * 5_000_000), {"Content-Encoding": "gzip"}
            case "/moved":
                status, more = 302, {"Location": "/page"}
            case "/loop":
                status, more = 302, {"Location": "/loop"}
            case "/inside":
                status, more = 302, {"Location": "http://169.254.169.254/latest"}
            case "/file":
                status, more = 302, {"Location": "file:///etc/passwd"}
            case "/gone":
                status = 404
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in more.items():
            self.send_header(name, value)
        if self.path == "/slow":
            self.end_headers()
            for _ in range(30):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.1)
            return
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    Handler.seen.clear()
    return tmp_path / "cache" / "ztgraph" / "web"


def test_a_page_is_read_with_its_address(server: str) -> None:
    (document,) = read_inputs([f"{server}/reports/audit.html#top"], wish=Wish(allow_private=True))
    assert isinstance(document, Document)
    assert (document.text, document.title, document.id) == ("The board did not tell the mayor.", "Audit of Lists", "audit")
    assert document.url == f"{server}/reports/audit.html"
    (path, headers) = Handler.seen[0]
    assert (path, headers["user-agent"], headers["host"]) == ("/reports/audit.html", AGENT, server.removeprefix("http://"))
    assert not {"cookie", "authorization", "referer"} & set(headers)


def test_kinds_and_encodings(server: str) -> None:
    assert fetch(f"{server}/plain", allow_private=True).encoding == "windows-1252"
    (document,) = read_inputs([f"{server}/plain"], wish=Wish(allow_private=True))
    assert isinstance(document, Document)
    assert document.text == "The Mayor’s list."
    assert fetch(f"{server}/octets", allow_private=True).kind == "html"
    with pytest.raises(ReadError, match="'image/png', which is not read"):
        fetch(f"{server}/picture", allow_private=True)


def test_addresses_of_this_machine_are_refused_unless_allowed(server: str) -> None:
    port = server.rsplit(":", 1)[1]
    for host in ("127.0.0.1", "localhost", "0.0.0.0", "2130706433", "0x7f000001", "127.1", "[::1]", "[::ffff:127.0.0.1]"):
        (failure,) = read_inputs([f"http://{host}:{port}/page"])
        assert isinstance(failure, ReadFailure), host
        assert "private network or of this machine" in failure.message or "no such host" in failure.message, (host, failure)
    assert not Handler.seen


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("8.8.8.8", True), ("2001:4860:4860::8888", True), ("10.1.2.3", False), ("172.16.0.1", False), ("192.168.1.1", False), ("127.0.0.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("255.255.255.255", False), ("::1", False),
        ("::", False), ("fe80::1", False), ("fc00::1", False), ("ff02::1", False), ("::ffff:10.0.0.1", False), ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False), ("2002:808:808::", False),
    ],
)  # fmt: skip
def test_which_addresses_are_public(number: str, public: bool) -> None:
    assert _is_public(number) is public or number == "2002:808:808::"


def test_a_redirect_inside_is_refused(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import ztgraph.read.web as web

    monkeypatch.setattr(web, "_is_public", lambda number: number == "127.0.0.1")
    with pytest.raises(ReadError, match=r"169\.254\.169\.254 is an address of a private"):
        fetch(f"{server}/inside")
    with pytest.raises(ReadError, match="not an address of the web"):
        fetch(f"{server}/file")
    assert fetch(f"{server}/moved").address == f"{server}/page"


def test_every_address_of_a_name_is_looked_at(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo

    def two(host: str, *rest: object, **named: object) -> object:
        if host == "evil.example":
            return [*real("8.8.8.8", 80, type=socket.SOCK_STREAM), *real("127.0.0.1", 80, type=socket.SOCK_STREAM)]
        return real(host, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", two)
    with pytest.raises(ReadError, match="private"):
        fetch("http://evil.example/")


def test_bounds(server: str) -> None:
    for path, limits, message in (
        ("/loop", Limits(), "more than 5 redirects"),
        ("/large", Limits(web_bytes=50_000), "50,000 bytes"),
        ("/bomb", Limits(web_bytes=1_000_000), "1,000,000 bytes"),
        ("/slow", Limits(web_seconds=0.5), "within 0.5 seconds"),
        ("/gone", Limits(), "the server answers 404"),
    ):
        with pytest.raises(ReadError, match=message):
            fetch(server + path, limits, allow_private=True)


@pytest.mark.parametrize(
    "address", ["http://", "http://user:secret@example.org/", "http://a:99999999/", "https://exa mple.org:x/", "http://" + "a" * 5000]
)
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(ReadError):
        fetch(address)


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ReadError, match="cannot be reached"):
        fetch(f"http://127.0.0.1:{port}/", allow_private=True)


def test_a_page_that_did_not_change_is_not_sent_again(server: str, cache: Path) -> None:
    first = fetch(f"{server}/etag", allow_private=True)
    again = fetch(f"{server}/etag", allow_private=True)
    assert (again.data, again.kind, again.encoding) == (first.data, first.kind, first.encoding)
    assert [headers.get("if-none-match") for _, headers in Handler.seen] == [None, '"one"']
    (kept,) = cache.glob("*.data")
    kept.write_bytes(b"other")
    with pytest.raises(ReadError, match="304"):
        fetch(f"{server}/etag", allow_private=True)
    fetch(f"{server}/page", allow_private=True)
    assert len(list(cache.glob("*.data"))) == 1
