"""The Reconciliation Service API 0.2 as its specification has it, and names matched as people write them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serve.conftest import Client
from ztgraph.graph.likeness import Named, plain, similarity
from ztgraph.serve.names import NameIndex

FORM = "application/x-www-form-urlencoded"


def matched(client: Client, **queries: object) -> dict[str, Any]:
    from urllib.parse import urlencode

    answer = client("POST", "/reconcile", urlencode({"queries": json.dumps(queries)}), Content_Type=FORM)
    assert answer.status == 200, answer.text
    found: dict[str, Any] = answer.json
    assert set(found) == set(queries)
    return found


def test_the_manifest(server: Client) -> None:
    found = server.get("/reconcile").json
    assert "0.2" in found["versions"]
    for key in ("name", "identifierSpace", "schemaSpace"):
        assert isinstance(found[key], str)
    assert "{{id}}" in found["view"]["url"]
    assert "{{id}}" in found["preview"]["url"]
    assert {"width", "height"} <= set(found["preview"])
    assert all({"id", "name"} <= set(each) for each in found["defaultTypes"])
    for what in ("entity", "property", "type"):
        service = found["suggest"][what]
        path = service["service_path"]
        assert service["service_url"] == f"http://127.0.0.1:{server.port}"
        assert all({"id", "name"} <= set(each) for each in server.get(f"{path}?prefix=a").json["result"])
    assert server.get(found["extend"]["propose_properties"]["service_path"] + "?type=Agency").json["properties"]
    identifier = "doj"
    for key in ("view", "preview"):
        path = found[key]["url"].replace("{{id}}", identifier).removeprefix(f"http://127.0.0.1:{server.port}")
        assert "DOJ" in server.get(path).text
    assert server.get("/reconcile", Origin="http://localhost:3333").headers["access-control-allow-origin"] == "http://localhost:3333"


def test_candidates_have_what_the_api_wants(server: Client) -> None:
    for form in ("get", "post"):
        queries = {"q0": {"query": "Department of Justice"}, "q1": {"query": "Homeland"}}
        found = server.get("/reconcile", parameters={"queries": json.dumps(queries)}).json if form == "get" else matched(server, **queries)
        for each in found.values():
            for candidate in each["result"]:
                assert {"id", "name", "type", "score", "match"} <= set(candidate)
                assert isinstance(candidate["score"], (int, float))
                assert isinstance(candidate["match"], bool)
                assert all({"id", "name"} <= set(kind) for kind in candidate["type"])
            scores = [candidate["score"] for candidate in each["result"]]
            assert scores == sorted(scores, reverse=True)
        assert (found["q0"]["result"][0]["id"], found["q0"]["result"][0]["match"]) == ("doj", True)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("DOJ", "doj"), ("doj", "doj"), ("The Department of Justice", "doj"), ("Dept. of Justice", "doj"), ("Justice, Department of", "doj"),
        ("D.O.J.", "doj"), ("Departmnt of Justice", "doj"), ("USMS", "usms"), ("US Marshals Service", "usms"), ("U. S. Marshals Service", "usms"),
        ("Sessions, Jeff", "jeff-sessions"), ("Jeff Sesions", "jeff-sessions"), ("DOJ OIG", "doj-oig"), ("HHS", "hhs"),
    ],
)  # fmt: skip
def test_names_as_people_write_them(server: Client, name: str, expected: str) -> None:
    assert matched(server, q={"query": name})["q"]["result"][0]["id"] == expected


def test_types_limits_and_properties(server: Client) -> None:
    found = matched(
        server, person={"query": "Jeff Sessions", "type": "Person"}, agency={"query": "Jeff Sessions", "type": ["Agency"]},
        one={"query": "D", "limit": 1}, within={"query": "Marshals Service", "properties": [{"pid": "part_of", "v": {"id": "doj"}}]},
        apart={"query": "Marshals Service", "properties": [{"pid": "part_of", "v": "dhs"}]}, nothing={"query": ""}, typed={"query": "DOJ", "type": {"id": "Entity"}},
    )  # fmt: skip
    assert [each["id"] for each in found["person"]["result"]] == ["jeff-sessions"]
    assert "jeff-sessions" not in [each["id"] for each in found["agency"]["result"]]
    assert len(found["one"]["result"]) <= 1
    assert found["within"]["result"][0]["score"] > found["apart"]["result"][0]["score"]
    assert found["nothing"]["result"] == []
    assert found["typed"]["result"][0]["id"] == "doj"


def test_data_extension(server: Client) -> None:
    asked = {"ids": ["doj-oig", "nobody"], "properties": [{"id": "part_of"}, {"id": "same_as"}, {"id": "as_subject"}]}
    found = server.get("/reconcile", parameters={"extend": json.dumps(asked)}).json
    assert [each["id"] for each in found["meta"]] == ["part_of", "same_as", "as_subject"]
    assert found["rows"]["doj-oig"] == {
        "part_of": [{"id": "doj", "name": "doj"}], "same_as": [{"str": "http://www.wikidata.org/entity/Q7889737"}], "as_subject": [{"int": 3}],
    }  # fmt: skip
    assert found["rows"]["nobody"] == {"part_of": [], "same_as": [], "as_subject": []}


@pytest.mark.parametrize(
    "queries",
    [
        "{",
        "[]",
        '{"q": 1}',
        '{"q": {"query": 1}}',
        '{"q": {"query": "x", "limit": 0}}',
        '{"q": {"query": "x", "type": "Dog"}}',
        "[" * 100_000,
    ],
)
def test_bad_batches_are_400(server: Client, queries: str) -> None:
    from urllib.parse import urlencode

    answer = server("POST", "/reconcile", urlencode({"queries": queries}), Content_Type=FORM)
    assert answer.status == 400
    assert answer.json["error"]
    assert server.get("/reconcile", parameters={"extend": '{"ids": ["doj"], "properties": [{"id": "colour"}]}'}).status == 400


@given(st.text(max_size=60), st.text(max_size=60))
def test_similarity_is_a_symmetric_score(first: str, second: str) -> None:
    a, b = plain(first), plain(second)
    if a and b:
        assert 0 <= similarity(a, b) <= 100
        assert similarity(a, b) == similarity(b, a)
        assert (similarity(a, a), plain(a)) == (100, plain(a))


def test_a_large_index_is_quick() -> None:
    import time

    entities = tuple(
        Named(f"n{number}", "agency", (f"Office {number} of the County of {number % 977}", f"O{number}")) for number in range(20_000)
    )
    start = time.monotonic()
    index = NameIndex(entities)
    built = time.monotonic() - start
    start = time.monotonic()
    for number in range(0, 20_000, 1000):
        best = index.find(f"Office {number} of County {number % 977}")[0]
        assert best.entity.id == f"n{number}"
    assert built < 15
    assert (time.monotonic() - start) / 20 < 0.5
    assert not index.find("Office")[0].sure, "a name that many share means none of them"
