"""A graph that is too large for one page: actors are searched, their neighbourhoods are drawn, nothing is read whole."""

from __future__ import annotations

import logging
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn

from tests.factories import RELATIONS, release, second
from tests.serve.conftest import Client
from tests.store.test_store import made
from ztgraph.export import export_file
from ztgraph.graph.build import build_quads
from ztgraph.limits import Limits
from ztgraph.serve.app import application
from ztgraph.serve.graph import ServedGraph
from ztgraph.store.load import load_shards
from ztgraph.view import relation_infos

EXTRACTIONS = [release(), second(), *(made(f"d{number}", number) for number in range(60))]
QUADS = build_quads(EXTRACTIONS, RELATIONS)
STATED = sorted((each.document, each.id) for extraction in EXTRACTIONS for each in extraction.statements)


@contextmanager
def running(graph: ServedGraph) -> Iterator[Client]:
    """A server in a thread of this process, for limits that the command line does not have."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application(graph), log_level=logging.WARNING, lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        yield Client(listener.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(30)
        listener.close()


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A store with more statements than its page may have."""
    folder = tmp_path_factory.mktemp("large")
    export_file(QUADS, folder / "x.nq")
    load_shards(folder / "s", [folder / "x.nq"])
    limits = Limits(page_statements=20, query_seconds=60)
    graph = ServedGraph(folder / "s", relation_infos(RELATIONS), workers=1, limits=limits)
    with running(graph) as made_client:
        yield made_client


def test_the_way_from_the_front_page_to_a_network(client: Client) -> None:
    front = client.get("/")
    assert (front.status, front.headers["location"]) == (303, f"http://127.0.0.1:{client.port}/actors")
    page = client.get("/actors")
    assert f"{len({quad.subject for quad in QUADS if '/id/' in quad.subject})} actors" in page.text
    found = client.get("/actors", parameters={"q": "marshals"}).text
    assert "1 actor with these letters" in found
    link = re.search(r'href="(/network/[^"]*)"', found)
    assert link is not None
    network = client.get(link[1])
    assert network.status == 200
    assert "U.S. Marshals Service" in network.text
    assert '"text":"' in network.text, "with the words of its documents"
    assert 'href="/network/usms"' in client.get("/actors/usms").text


def test_networks_grow_by_steps_and_stop_at_the_limit(client: Client) -> None:
    sizes = [len(client.get(f"/network/usms?steps={steps}&limit=3000").text) for steps in (1, 2, 3)]
    assert sizes[0] < sizes[1] <= sizes[2]
    few = client.get("/network/usms?steps=2&limit=2").text
    assert "2 of " in few
    assert client.get("/network/nobody").status == 404
    assert client.get("/network/usms?steps=9").status == 400
    assert client.get("/network/usms?limit=many").status == 400


def test_a_neighbourhood_as_json(client: Client) -> None:
    answer = client.get("/api/neighbourhoods/hhs?limit=1000").json
    own = {
        each.id
        for extraction in EXTRACTIONS
        for each in extraction.statements
        if "hhs" in (each.subject.id, each.object.id, each.attribution.id if each.attribution else "")
    }
    assert {each["id"] for each in answer["statements"]} == own
    assert (answer["total"], answer["whole"]) == (len(own), True)
    assert {"id": "hhs", "iri": "https://w3id.org/ztgraph/id/hhs", "label": "HHS", "type": "agency"} in answer["actors"]
    short = client.get("/api/neighbourhoods/hhs?limit=3").json
    assert (len(short["statements"]), short["total"], short["whole"]) == (3, len(own), False)
    assert client.get("/api/neighbourhoods/nobody").status == 404
    assert client.get("/api/neighbourhoods/hhs?steps=4").status == 400


def test_pages_of_statements_are_the_whole_in_its_order(client: Client) -> None:
    seen: list[tuple[str, str]] = []
    while len(seen) < len(STATED):
        answer = client.get("/api/statements", parameters={"limit": 7, "offset": len(seen)}).json
        assert answer["total"] == len(STATED)
        assert answer["statements"]
        seen += [(each["document"], each["id"]) for each in answer["statements"]]
    assert seen == STATED
    assert client.get("/api/statements", parameters={"offset": len(seen)}).json["statements"] == []


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({"actor": "HHS"}, lambda s: "hhs" in (s.subject.id, s.object.id)),
        ({"actor": "hHs"}, lambda s: "hhs" in (s.subject.id, s.object.id)),
        ({"subject": "HHS", "object": "doj"}, lambda s: (s.subject.id, s.object.id) == ("hhs", "doj")),
        ({"actor": "DOJ", "polarity": "negative"}, lambda s: "doj" in (s.subject.id, s.object.id) and s.polarity == "negative"),
        ({"document": "release", "actor": "HHS"}, lambda s: s.document == "release" and "hhs" in (s.subject.id, s.object.id)),
        ({"predicate": "consulted", "modality": "other"}, lambda s: (s.predicate, s.modality) == ("consulted", "other")),
        ({"from": "2018-05-01", "to": "2018-05-31", "predicate": "referred_to"}, lambda s: s.predicate == "referred_to"),
        ({"actor": "nobody"}, lambda s: False),
        ({"document": "none"}, lambda s: False),
    ],
)
def test_statements_that_are_asked_for(client: Client, asked: dict[str, str], wanted: object) -> None:
    assert callable(wanted)
    every = [each for extraction in EXTRACTIONS for each in extraction.statements]
    answer = client.get("/api/statements", parameters={**asked, "limit": "1000"}).json
    assert [(each["document"], each["id"]) for each in answer["statements"]] == sorted((s.document, s.id) for s in every if wanted(s))
    assert answer["total"] == len(answer["statements"])


def test_actors_page_by_page(client: Client) -> None:
    everyone = client.get("/api/actors?limit=1000").json
    assert everyone["total"] == len(everyone["actors"])
    parts = [client.get(f"/api/actors?limit=3&offset={at}").json["actors"] for at in range(0, everyone["total"], 3)]
    assert [each for part in parts for each in part] == everyone["actors"]
    labels = [each["label"].casefold() for each in everyone["actors"]]
    assert labels == sorted(labels)
    persons = client.get("/api/actors?kind=person").json
    assert [each["id"] for each in persons["actors"]] == ["jeff-sessions"]
    assert {each["type"] for each in client.get("/api/actors?kind=population").json["actors"]} == {"population"}


def test_an_actors_statements_page_by_page(client: Client) -> None:
    first, second_page = client.get("/actors/hhs?limit=4").text, client.get("/actors/hhs?limit=4&offset=4").text
    ids = [set(re.findall(r'<li id="(st-[0-9a-f]+)"', text)) for text in (first, second_page)]
    assert [len(each) for each in ids] == [4, 4]
    assert not ids[0] & ids[1]
    assert 'rel="next"' in first
    assert 'rel="prev"' in second_page


def test_what_changes_is_seen(tmp_path: Path) -> None:
    """Answers that are kept are those of the snapshot that they were made of."""
    export_file(build_quads([made("a", 1)], RELATIONS), tmp_path / "x.nq")
    export_file(build_quads([made("b", 2)], RELATIONS), tmp_path / "y.nq")
    load_shards(tmp_path / "s", [tmp_path / "x.nq"])
    graph = ServedGraph(tmp_path / "s", relation_infos(RELATIONS), workers=1, limits=Limits(query_seconds=60))
    with running(graph) as own:
        assert own.get("/api").json["counts"]["Document"] == own.get("/api/statements").json["total"] == 1
        load_shards(tmp_path / "s", [tmp_path / "y.nq"])
        assert own.get("/api").json["counts"]["Document"] == own.get("/api/statements").json["total"] == 2
