"""The address that a text gives for a report stands on that report, and on nothing else."""

from __future__ import annotations

import pytest

from ztgraph.graph.addresses import with_addresses
from ztgraph.graph.build import build_quads
from ztgraph.graph.load import extractions_of
from ztgraph.graph.vocabulary import SCHEMA
from ztgraph.model import Document, Entity, Evidence, Extraction, Statement

REPORT = Entity("report", "Report", "instrument", ("Report", "report", "report on bridges"))
VIDEO = Entity("video", "two-minute video", "instrument", ("two-minute video", "video"))
POLICY = Entity("policy", "bridge policy", "instrument", ("bridge policy", "policy"))
SECOND = Entity("second", "second report", "instrument", ("second report", "report"))
BOARD = Entity("board", "Board", "agency", ("Board",))


def urls(text: str, *entities: Entity) -> dict[str, str | None]:
    found = with_addresses(Extraction(Document("d", text, "0" * 64), entities or (BOARD, POLICY, REPORT, VIDEO)))
    return {entity.id: entity.url for entity in found.entities if entity.url is not None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Report: Today’s report and a timeline are here: <https://a.gov/r>.", {"report": "https://a.gov/r"}),
        ("The Board released a video on its report. The video is available at https://a.gov/v.", {"video": "https://a.gov/v"}),
        ("The report on the policy is at https://a.gov/r, in full.", {"report": "https://a.gov/r"}),
        ("The report came out.\nSee https://a.gov/else for other matters.", {}),
        ("The report came out. Write to https://a.gov/us!", {}),
        ("The policy is at https://a.gov/p.", {}),
        ("The report is at https://a.gov/1. The report is also at https://a.gov/2.", {"report": "https://a.gov/1"}),
        ("https://a.gov/r is the report.", {}),
        ("The report is at javascript:alert(1) or file:///etc/x.", {}),
    ],
)
def test_the_published_thing_before_it_in_the_sentence_has_it(text: str, expected: dict[str, str]) -> None:
    assert urls(text) == expected


def test_of_two_with_one_name_neither_has_it() -> None:
    assert urls("The report is at https://a.gov/r.", REPORT, SECOND) == {}
    assert urls("The second report is at https://a.gov/r.", REPORT, SECOND) == {"second": "https://a.gov/r"}


def test_what_has_an_address_keeps_it() -> None:
    known = Entity("report", "Report", "instrument", ("report",), url="https://a.gov/known")
    assert urls("The report is at https://a.gov/r.", known) == {"report": "https://a.gov/known"}


def test_graph_and_statements_have_it_too() -> None:
    text = "The Board issued a report. The report is at https://a.gov/r."
    document = Document("d", text, "0" * 64)
    statement = Statement("st-1", "d", BOARD, "issued", REPORT, "positive", "asserted", "issued/issue", (Evidence(0, 25, text[:25]),))
    extraction = Extraction(document, (BOARD, REPORT), (statement,))
    assert with_addresses(extraction).statements[0].object.url == "https://a.gov/r"
    quads = build_quads([extraction])
    assert [quad.object for quad in quads if quad.predicate == SCHEMA + "url"] == ["https://a.gov/r"]
    assert extractions_of(quads)[0].statements[0].object.url == "https://a.gov/r"


def test_words_that_are_a_link_give_the_address_of_what_they_name() -> None:
    from ztgraph.extract.pipeline import extract
    from ztgraph.graph.addresses import with_addresses
    from ztgraph.read.html import document_from_html
    from ztgraph.rules.load import load_rules

    page = "<p>The DOJ OIG released a <a href='https://example.org/r.pdf'>report</a> on the <a href='https://example.org/bop'>BOP</a> today.</p>"
    found = with_addresses(extract(document_from_html(page, id="x"), load_rules()))
    urls = {entity.label: entity.url for entity in found.entities}
    assert urls.get("report") == "https://example.org/r.pdf", urls
    assert set(urls.values()) == {None, "https://example.org/r.pdf"}
