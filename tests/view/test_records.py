"""What the page holds: merged entities, bundled edges, records."""

from __future__ import annotations

from types import SimpleNamespace

from tests.view.fixtures import document, gold_extractions, relations, seed, statement
from ztgraph.model import Entity, Extraction, Quantity
from ztgraph.view.network import network_data, vis_network_script
from ztgraph.view.page import page_data
from ztgraph.view.records import bundles, merged_entities
from ztgraph.view.relations import RelationInfo, info_for, relation_infos

A, B, C = (Entity(name, name.upper(), "agency", (name.upper(),)) for name in "abc")
TEXT = "A met B. B met A. A did not meet B. A told B. A may tell B."


def test_one_edge_a_pair_direction_and_claim() -> None:
    statements = [
        statement(TEXT, A, "coordinated_with", B, "A met B"),
        statement(TEXT, B, "coordinated_with", A, "B met A"),
        statement(TEXT, A, "coordinated_with", B, "A did not meet B", polarity="negative"),
        statement(TEXT, A, "informed", B, "A told B"),
        statement(TEXT, B, "informed", A, "A told B"),
        statement(TEXT, A, "informed", B, "A may tell B", modality="other"),
        statement(TEXT, A, "informed", A, "A told B"),
    ]
    drawn = {(u.start, u.end, u.negative, u.other, u.symmetric): u.statements for u in bundles(statements, relations())}
    assert drawn == {
        ("a", "b", False, False, True): (0, 1),
        ("a", "b", True, False, True): (2,),
        ("a", "b", False, False, False): (3,),
        ("b", "a", False, False, False): (4,),
        ("a", "b", False, True, False): (5,),
    }


def test_parallel_edges_stand_apart() -> None:
    statements = [
        statement(TEXT, A, "informed", B, "A told B"),
        statement(TEXT, B, "informed", A, "A told B"),
        statement(TEXT, A, "informed", C, "A told B"),
    ]
    drawn = network_data([A, B, C], bundles(statements, relations()))
    curves = {(edge["from"], edge["to"]): edge["curve"] for edge in drawn.edges}
    assert curves[("a", "c")] == 0
    assert curves[("a", "b")] == curves[("b", "a")] != 0  # each to its own side, seen from its own start


def test_an_entity_of_several_documents_is_one() -> None:
    other = Entity("a", "A", "agency", ("A", "Agency A"), same_as=("Q1",))
    first = Extraction(document(TEXT, id="one"), (), (statement(TEXT, A, "informed", B, "A told B"),))
    second = Extraction(document(TEXT, id="two"), (), (statement(TEXT, other, "informed", B, "A told B", attribution=C),))
    merged = merged_entities([first, second])
    assert [entity.id for entity in merged] == ["a", "b", "c"]
    assert merged[0].mentions == ("A", "Agency A")
    assert merged[0].same_as == ("Q1",)
    assert [node["id"] for node in page_data([second, first], relations())["nodes"]] == ["a", "b"]


def test_every_statement_of_the_seed_is_on_an_edge_with_its_quote() -> None:
    data = page_data([seed()], relations())
    held = sorted(index for edge in data["edges"] for index in edge["statements"])
    assert held == list(range(len(seed().statements)))
    text = data["documents"][0]["text"]
    for record, original in zip(data["statements"], seed().statements, strict=True):
        start, end, low, high = record["ev"][0]
        assert text[start:end] == original.evidence[0].quote
        assert low <= start < end <= high


def test_order_of_input_does_not_matter() -> None:
    some = gold_extractions("dev", 4)
    assert page_data(some, relations()) == page_data(some[::-1], relations())


def test_only_web_addresses_become_links() -> None:
    bad = Extraction(
        document(TEXT, url="javascript:alert(1)"),
        (),
        (
            statement(
                TEXT,
                Entity("x", "X", "person", (), url="data:text/html,x"),
                "informed",
                B,
                "A told B",
                quantities=(Quantity("object", "over 3", 3, "more_than"),),
            ),
        ),
    )
    data = page_data([bad], relations())
    assert data["documents"][0]["url"] is None
    assert [entity["url"] for entity in data["entities"]] == [None, None]
    assert data["statements"][0]["amounts"] == [["object", "over 3"]]


def test_relations_from_plain_records() -> None:
    records = [{"id": "met", "label": "met", "negative_label": "did not meet", "family": "coordination", "symmetric": "yes"}]
    assert relation_infos(records) == {"met": RelationInfo("met", "did not meet", "coordination", True)}
    plain = SimpleNamespace(label="saw", negative_label="did not see", family="strange", symmetric=False)
    assert relation_infos({"saw": plain}) == {"saw": RelationInfo("saw", "did not see", "other", False)}
    assert info_for("looked_at", {}) == RelationInfo("looked at", "not: looked at", "other", False)


def test_library_is_vis_network_without_pointers_elsewhere() -> None:
    library = vis_network_script()
    assert "vis-network" in library[:200]
    assert "sourceMappingURL" not in library
