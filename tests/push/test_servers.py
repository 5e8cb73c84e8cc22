"""Graphs sent to real servers: what comes back equals what was sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.factories import HOSTILE, RELATIONS, hostile, release, second
from tests.push.conftest import Server
from ztgraph.graph.build import build_quads
from ztgraph.graph.load import read_quads
from ztgraph.graph.terms import Quad, flattened
from ztgraph.push import Credentials, GraphStore, Target, UpdateEndpoint, push
from ztgraph.push.client import Connection
from ztgraph.push.push import named_graphs
from ztgraph.push.state import State

ROOT = Path(__file__).parents[2]
QUADS = build_quads([release(), second()], RELATIONS)


def target(server: Server, by: str) -> Target:
    nobody = Credentials()
    if by == "graph-store":
        return GraphStore(Connection(server.store, nobody))
    return UpdateEndpoint(Connection(server.update, nobody), Connection(server.query, nobody), form=by == "update-form")


def round_trip(server: Server, by: str, quads: tuple[Quad, ...], state: Path) -> None:
    to = target(server, by)
    kept = State(state)
    try:
        done = push(quads, to, kept, verify=True, again=True)
        assert done.failed == []
        for graph, sent in named_graphs(quads):
            assert to.read(graph) == flattened(sent)
            to.delete(graph)
            assert to.read(graph) == ()
            to.delete(graph)
    finally:
        to.close()
        kept.close()


@pytest.mark.parametrize("by", ["graph-store", "update"])
class TestOxigraph:
    """Oxigraph's server takes all texts there are."""

    def test_what_comes_back_equals_what_was_sent(self, oxigraph: Server, by: str, tmp_path: Path) -> None:
        round_trip(oxigraph, by, QUADS, tmp_path / "state")

    def test_the_built_in_graph(self, oxigraph: Server, by: str, tmp_path: Path) -> None:
        round_trip(oxigraph, by, read_quads(ROOT / "exports" / "graph.nq"), tmp_path / "state")

    @pytest.mark.parametrize("text", sorted(HOSTILE))
    def test_hostile_texts(self, oxigraph: Server, by: str, tmp_path: Path, text: str) -> None:
        round_trip(oxigraph, by, build_quads([hostile(HOSTILE[text])], RELATIONS), tmp_path / "state")


@pytest.mark.parametrize("by", ["graph-store", "update-form"])
class TestVirtuoso:
    """Virtuoso has readers of its own for everything."""

    def test_what_comes_back_equals_what_was_sent(self, virtuoso: Server, by: str, tmp_path: Path) -> None:
        round_trip(virtuoso, by, QUADS, tmp_path / "state")

    def test_the_built_in_graph(self, virtuoso: Server, by: str, tmp_path: Path) -> None:
        round_trip(virtuoso, by, read_quads(ROOT / "exports" / "graph.nq"), tmp_path / "state")

    @pytest.mark.parametrize("text", sorted(HOSTILE))
    def test_hostile_texts(self, virtuoso: Server, by: str, tmp_path: Path, text: str) -> None:
        round_trip(virtuoso, by, build_quads([hostile(HOSTILE[text])], RELATIONS), tmp_path / "state")
