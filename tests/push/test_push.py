"""Pushing resumes, retries, forgets, and keeps its credentials to itself; against servers of the tests' own that misbehave as asked."""

from __future__ import annotations

import base64
import hashlib
import http.server
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.factories import RELATIONS, release, second
from tests.push.conftest import Server
from tests.store.test_store import Engine, made, opened
from ztgraph.cli import main
from ztgraph.cli.push import credentials_of
from ztgraph.errors import GraphError, UsageError, WriteError
from ztgraph.export import export_file
from ztgraph.graph.build import build_quads
from ztgraph.graph.load import parse_quads
from ztgraph.graph.terms import Quad, flattened
from ztgraph.graph.vocabulary import Names
from ztgraph.push import Credentials, GraphStore, Pushed, UpdateEndpoint, push
from ztgraph.push import client as client_module
from ztgraph.push.client import Connection
from ztgraph.push.push import named_graphs
from ztgraph.push.state import State, default_state
from ztgraph.push.targets import _updates

ROOT = Path(__file__).parents[2]
QUADS = build_quads([release(), second()], RELATIONS)
GRAPHS = [Names().document(name) for name in ("letter-2", "release")]
NOBODY = Credentials()
Judge = Callable[["Seen"], tuple[int, dict[str, str], bytes] | None]


@dataclass(frozen=True, slots=True)
class Seen:
    """A request that came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Store:
    """A graph store of the tests' own: what it holds, what it saw, and what it answers in place of doing what is asked."""

    port: int = 0
    graphs: dict[str, bytes] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    judge: Judge = lambda seen: None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/store"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    store: Store

    def handle_any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        seen = Seen(self.command, self.path, dict(self.headers.items()), body)
        self.store.seen.append(seen)
        judged = self.store.judge(seen)
        if judged is None:
            graph = parse_qs(urlsplit(self.path).query).get("graph", [""])[0]
            if self.command == "PUT":
                self.store.graphs[graph] = body
                judged = 201, {}, b""
            elif self.command == "DELETE":
                judged = (204 if self.store.graphs.pop(graph, None) is not None else 404), {}, b""
            else:
                judged = (
                    (200, {"Content-Type": "application/n-triples"}, self.store.graphs[graph])
                    if graph in self.store.graphs
                    else (404, {}, b"")
                )
        status, headers, answer = judged
        if status == 0:  # break the line
            self.close_connection = True
            self.connection.close()
            return
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_PUT = do_POST = do_DELETE = handle_any  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A running store; the client's pauses are short."""
    monkeypatch.setattr(client_module, "PAUSES", (0.01, 0.01, 0.01, 0.01))
    made_ = Store()
    with running(made_):
        yield made_


@contextmanager
def running(made_: Store) -> Iterator[None]:
    handler = type("OwnHandler", (Handler,), {"store": made_})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        made_.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()


def sent(
    store: Store,
    state: Path,
    quads: tuple[Quad, ...] = QUADS,
    credentials: Credentials = NOBODY,
    *,
    again: bool = False,
    prune: bool = False,
    verify: bool = False,
) -> Pushed:
    """What a push to the store did."""
    to, kept = GraphStore(Connection(store.url, credentials)), State(state)
    try:
        return push(quads, to, kept, again=again, prune=prune, verify=verify)
    finally:
        to.close()
        kept.close()


def test_each_document_is_one_request_and_comes_whole(store: Store, tmp_path: Path) -> None:
    done = sent(store, tmp_path / "s", verify=True)
    assert (done.sent, done.passed, done.failed) == (2, 0, [])
    assert [seen.method for seen in store.seen] == ["PUT", "GET", "PUT", "GET"]
    for graph in GRAPHS:
        assert parse_quads(store.graphs[graph], "N_TRIPLES") == flattened(quad for quad in QUADS if quad.graph == graph)


def test_what_the_server_has_is_not_sent_again(store: Store, tmp_path: Path) -> None:
    sent(store, tmp_path / "s")
    done = sent(store, tmp_path / "s")
    assert (done.sent, done.passed, len(store.seen)) == (0, 2, 2)
    changed = build_quads([release(), made("letter-2", 1)], RELATIONS)
    done = sent(store, tmp_path / "s", changed)
    assert (done.sent, done.passed) == (1, 1)
    assert unquote(store.seen[-1].path).endswith(GRAPHS[0])
    assert sent(store, tmp_path / "s", changed, again=True).sent == 2


def test_what_is_gone_is_deleted_only_where_asked(store: Store, tmp_path: Path) -> None:
    sent(store, tmp_path / "s")
    store.graphs["http://example.org/of-others"] = b""
    less = build_quads([release()], RELATIONS)
    assert sent(store, tmp_path / "s", less).deleted == 0
    assert GRAPHS[0] in store.graphs
    assert sent(store, tmp_path / "s", less, prune=True).deleted == 1
    assert set(store.graphs) == {GRAPHS[1], "http://example.org/of-others"}, "what others put there stays"
    assert sent(store, tmp_path / "s", less, prune=True).deleted == 0


def test_a_graph_that_is_refused_does_not_keep_the_others_back(store: Store, tmp_path: Path) -> None:
    store.judge = lambda seen: (422, {}, b"no \x1b[31m such\n thing" + b"x" * 1000) if "letter" in seen.path else None
    done = sent(store, tmp_path / "s")
    assert (done.sent, len(done.failed)) == (1, 1)
    assert "422" in done.failed[0]
    assert "\x1b" not in done.failed[0]
    assert len(done.failed[0]) < 600
    store.judge = lambda seen: None
    assert sent(store, tmp_path / "s").sent == 1, "the next push sends what failed and no more"


@pytest.mark.parametrize(
    "fault", [(503, {"Retry-After": "0"}, b""), (429, {}, b""), (502, {}, b""), (0, {}, b""), (503, {"Retry-After": "soon"}, b"")]
)
def test_a_busy_server_and_a_broken_line_are_waited_for(store: Store, tmp_path: Path, fault: tuple[int, dict[str, str], bytes]) -> None:
    left = [2]

    def judge(seen: Seen) -> tuple[int, dict[str, str], bytes] | None:
        if left[0]:
            left[0] -= 1
            return fault
        return None

    store.judge = judge
    assert sent(store, tmp_path / "s").sent == 2
    assert set(store.graphs) == set(GRAPHS)


def test_a_server_that_stays_away_ends_the_push_and_it_resumes(store: Store, tmp_path: Path) -> None:
    store.judge = lambda seen: (0, {}, b"") if "release" in seen.path else None
    with pytest.raises(WriteError, match="cannot be reached"):
        sent(store, tmp_path / "s")
    store.judge = lambda seen: None
    done = sent(store, tmp_path / "s")
    assert (done.sent, done.passed) == (1, 1)


def test_what_the_server_changed_is_seen(store: Store, tmp_path: Path) -> None:
    store.judge = lambda seen: (
        (200, {"Content-Type": "application/n-triples"}, store.graphs[GRAPHS[0]][:-200].rpartition(b"\n")[0] + b"\n")
        if seen.method == "GET" and "letter" in seen.path
        else None
    )
    done = sent(store, tmp_path / "s", verify=True)
    assert done.sent == 1
    assert re.search(r"does not have what was sent: [12] triples are missing and 0 are others", done.failed[0])


def test_redirects_are_not_followed(store: Store, tmp_path: Path) -> None:
    store.judge = lambda seen: (307, {"Location": "http://127.0.0.1:9/elsewhere"}, b"")
    done = sent(store, tmp_path / "s", credentials=Credentials("me", "secret"))
    assert len(done.failed) == 2
    assert "sends elsewhere" in done.failed[0]
    assert "secret" not in str(done)


def test_basic_and_bearer(store: Store, tmp_path: Path) -> None:
    sent(store, tmp_path / "a", credentials=Credentials("me", "grüß:x"))
    assert store.seen[-1].headers["Authorization"] == "Basic " + base64.b64encode("me:grüß:x".encode()).decode()
    sent(store, tmp_path / "b", credentials=Credentials(token="t0ken"))
    assert store.seen[-1].headers["Authorization"] == "Bearer t0ken"
    sent(store, tmp_path / "c")
    assert "Authorization" not in store.seen[-1].headers


@pytest.mark.parametrize("name", ["MD5", "SHA-256"])
@pytest.mark.parametrize("password", ["right", "wrong"])
def test_digest(store: Store, tmp_path: Path, name: str, password: str) -> None:
    """A challenge as RFC 7616 has it; a wrong password is told after two tries and not tried for ever."""
    hashes = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}

    def hashed(text: str) -> str:
        return hashes[name](text.encode()).hexdigest()

    def judge(seen: Seen) -> tuple[int, dict[str, str], bytes] | None:
        given = dict(re.findall(r'(\w+)="?([^",]+)"?', seen.headers.get("Authorization", "")))
        first, request = hashed("me:ours:right"), hashed(f"{seen.method}:{given.get('uri', '')}")
        if given.get("uri") == seen.path and given.get("response") == hashed(
            f"{first}:{given['nonce']}:{given['nc']}:{given['cnonce']}:{given['qop']}:{request}"
        ):
            return None
        return 401, {"WWW-Authenticate": f'Digest realm="ours", nonce="abc", qop="auth", opaque="o", algorithm={name}'}, b"no"

    store.judge = judge
    done = sent(store, tmp_path / "s", credentials=Credentials("me", password))
    assert done.sent == (2 if password == "right" else 0)
    if password == "wrong":
        assert "401" in done.failed[0]
        assert len(store.seen) <= 5


def test_credentials_are_kept_back(monkeypatch: pytest.MonkeyPatch) -> None:
    assert repr(Credentials("me", "secret")) == "Credentials(…)"
    given = credentials_of({"ZTGRAPH_PUSH_USER": "me", "ZTGRAPH_PUSH_PASSWORD": "x", "OTHER": "y"})
    assert (given.user, given.password, given.token) == ("me", "x", None)
    assert not credentials_of({"ZTGRAPH_PUSH_USER": ""})
    for url in ("http://example.org/store", "http://127.0.0.1.example.org/"):
        with pytest.raises(UsageError, match="in the clear"):
            Connection(url, Credentials("me", "secret"))
        Connection(url, Credentials("me", "secret"), insecure=True)
        Connection(url, Credentials())
    Connection("https://example.org/store", Credentials("me", "secret"))
    for url in (
        "ftp://example.org/",
        "example.org",
        "http://",
        "http://me:x@example.org/",
        "http://[",
        "http://a:b/",
        "file:///etc/passwd",
    ):
        with pytest.raises(UsageError):
            Connection(url, Credentials())


def test_triples_outside_of_graphs_are_an_error() -> None:
    with pytest.raises(GraphError, match="named graph"):
        list(named_graphs(flattened(QUADS)))


def test_updates_are_short_and_lose_nothing() -> None:
    many = tuple(Quad(f"http://a.org/s{number}", "http://a.org/p", "http://a.org/o", "http://a.org/g") for number in range(1001))
    first, *parts = _updates("http://a.org/g", many)
    assert first == "DROP SILENT GRAPH <http://a.org/g>"
    assert [part.count(" .\n") for part in parts] == [400, 400, 201]
    assert list(_updates("http://a.org/g", ())) == [first]


def test_a_state_that_was_cut_short_costs_one_graph(store: Store, tmp_path: Path) -> None:
    sent(store, tmp_path / "s")
    path = tmp_path / "s"
    path.write_bytes(path.read_bytes()[:-10])
    done = sent(store, path)
    assert (done.sent, done.passed) == (1, 1)
    assert sent(store, path).passed == 2
    path.write_bytes(b"[1]\n{}\n\xff\xfe\nnull\n" + path.read_bytes())
    assert sent(store, path).passed == 2


def test_the_state_is_one_file_a_server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    names = {default_state(url, by) for url in ("http://a/", "http://b/") for by in ("graph-store", "update")}
    assert len(names) == 4
    assert all(name.is_relative_to(tmp_path) for name in names)


def test_the_command_is_killed_and_resumed(tmp_path: Path) -> None:
    """Killed after some documents, it goes on with the others."""
    quads = build_quads([made(f"d{number:02d}", number) for number in range(30)], RELATIONS)
    export_file(quads, tmp_path / "graph.nq")
    slow = Store(judge=lambda seen: time.sleep(0.02))
    with running(slow):
        command = [sys.executable, "-m", "ztgraph", "push", slow.url, str(tmp_path / "graph.nq"), "--state", str(tmp_path / "state")]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        child = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        while len(slow.seen) < 8:
            time.sleep(0.01)
        child.send_signal(signal.SIGKILL)
        child.wait()
        before = len(slow.seen)
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0
        assert before < 30
        assert len(slow.seen) <= 31, "one of them twice at most"
        assert {name: parse_quads(body, "N_TRIPLES") for name, body in slow.graphs.items()} == {
            name: flattened(of_it) for name, of_it in named_graphs(quads)
        }


def test_the_command(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    export_file(QUADS, tmp_path / "graph.nq")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ZTGRAPH_PUSH_TOKEN", "t0ken")
    arguments = ["push", store.url, str(tmp_path / "graph.nq"), "--verify"]
    assert main(arguments) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "2 graphs sent, 0 there already" in captured.err
    assert "t0ken" not in captured.err
    assert main(arguments) == 0
    assert "0 graphs sent, 2 there already" in capsys.readouterr().err
    store.judge = lambda seen: (500, {}, b"broken")
    assert main([*arguments, "--again"]) == 1
    assert "2 failed" in capsys.readouterr().err
    assert main(["push", "nowhere", str(tmp_path / "graph.nq")]) == 2
    assert main(["push", store.url, str(tmp_path / "none.nq")]) == 5
    assert main([*arguments, "--by", "update"]) == 2
    assert "--query-url" in capsys.readouterr().err
    export_file(QUADS, tmp_path / "graph.ttl")
    assert main(["push", store.url, str(tmp_path / "graph.ttl")]) == 5


def test_a_store_is_pushed_as_it_grows(oxigraph: Server, tmp_path: Path) -> None:
    folder = tmp_path / "s"
    kept = State(tmp_path / "state")
    to = GraphStore(Connection(oxigraph.store, Credentials()))
    with opened(folder) as store_:
        for number in range(5):
            store_.add(made(f"push{number}", number).document)
    assert push(folder, to, kept, verify=True).sent == 5
    with opened(folder, Engine()) as store_:
        store_.add(made("push1", 11).document)
        store_.remove("push2")
    done = push(folder, to, kept, verify=True, prune=True)
    assert (done.sent, done.passed, done.deleted) == (1, 3, 1)
    assert to.read(Names().document("push2")) == ()
    kept.close()
    to.close()


def test_updates_go_to_the_same_place(oxigraph: Server, tmp_path: Path) -> None:
    """What one protocol has sent, the other replaces."""
    kept = State(tmp_path / "state")
    nobody = Credentials()
    first, other = GraphStore(Connection(oxigraph.store, nobody)), UpdateEndpoint(Connection(oxigraph.update, nobody))
    first.replace(GRAPHS[0], [quad for quad in QUADS if quad.graph == GRAPHS[1]])
    assert push(QUADS, other, kept).sent == 2
    assert first.read(GRAPHS[0]) == flattened(quad for quad in QUADS if quad.graph == GRAPHS[0])
    with pytest.raises(WriteError, match="--query-url"):
        other.read(GRAPHS[0])
    lines = [json.loads(line) for line in (tmp_path / "state").read_text().splitlines()]
    assert [line["graph"] for line in lines] == GRAPHS
    for each in (first, other):
        each.close()
    kept.close()
