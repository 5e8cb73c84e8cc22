"""Real servers on the loopback interface, one for each kind of test, and a small client."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.factories import RELATIONS, release, second
from ztgraph.export import export_file
from ztgraph.graph.build import build_quads
from ztgraph.graph.terms import RDF, Literal, Quad
from ztgraph.graph.vocabulary import FOAF

ROOT = Path(__file__).parents[2]
QUADS = build_quads([release(), second()], RELATIONS)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server answered; header names in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "").split(";")[0]

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def rows(self) -> list[dict[str, str]]:
        return [{name: value["value"] for name, value in row.items()} for row in self.json["results"]["bindings"]]


class Client:
    """Requests to one server, each by a connection of its own."""

    def __init__(self, port: int, process: subprocess.Popen[str] | None = None) -> None:
        self.port, self.process = port, process

    def __call__(
        self, method: str, path: str, body: bytes | str | None = None, *, timeout: float = 60, parameters: Any = None, **headers: Any
    ) -> Answer:
        """``headers`` by their names with ``_`` for ``-``."""
        if parameters is not None:
            path += ("&" if "?" in path else "?") + urlencode(parameters)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            data = body.encode("utf-8") if isinstance(body, str) else body
            connection.request(method, path, data, {name.replace("_", "-"): value for name, value in headers.items()})
            response = connection.getresponse()
            return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
        finally:
            connection.close()

    def get(self, path: str, **more: Any) -> Answer:
        return self("GET", path, **more)

    def ask(self, query: str, accept: str = "application/sparql-results+json", **more: Any) -> Answer:
        return self("POST", "/sparql", query, Content_Type="application/sparql-query", Accept=accept, **more)


@contextmanager
def served(*arguments: str | Path) -> Iterator[Client]:
    """``ztgraph serve`` with those arguments on a free port."""
    command = [sys.executable, "-m", "ztgraph", "serve", "--port", "0", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=environment, cwd=ROOT)
    try:
        assert process.stderr is not None
        line = ""
        while "serving on" not in line:
            line = process.stderr.readline()
            assert line or process.poll() is None, "the server did not start"
        client = Client(int(line.split(":")[2].split("/")[0]), process)
        end = time.monotonic() + 20
        while True:
            try:
                client.get("/api/queries")
                break
            except OSError:
                assert time.monotonic() < end
                time.sleep(0.05)
        yield client
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        finally:
            process.kill()
            process.wait()
            if process.stderr is not None:
                process.stderr.close()


@pytest.fixture(scope="session")
def graph_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two documents of the factories as N-Quads."""
    path = tmp_path_factory.mktemp("served") / "graph.nq"
    export_file(QUADS, path)
    return path


@pytest.fixture(scope="session")
def server(graph_file: Path) -> Iterator[Client]:
    """A server of that graph with short deadlines."""
    with served(graph_file, "--seconds", "1", "--memory", "1024", "--rows", "5000") as client:
        yield client


def protocol_graph(number: int) -> str:
    """The name of one of three graphs, each with one triple about itself, as the protocol's tests want them."""
    return f"http://example.org/protocol/data{number}.rdf"


@pytest.fixture(scope="session")
def protocol_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A server of three graphs that know themselves to be documents."""
    names = [protocol_graph(number) for number in (1, 2, 3)]
    quads = [Quad(name, RDF + "type", FOAF + "Document", name) for name in names]
    quads += [Quad(name, "http://purl.org/dc/terms/title", Literal(f"Data {at}"), name) for at, name in enumerate(names, 1)]
    path = tmp_path_factory.mktemp("protocol") / "data.nq"
    export_file(quads, path)
    with served(path, "--workers", "1") as client:
        yield client
