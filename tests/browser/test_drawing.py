"""How the page looks: nothing overlaps, everything can be read, nothing is asked of any other place."""

from __future__ import annotations

import os
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Page
from tests.view.fixtures import seed
from tests.view.synthetic import RELATIONS, graph
from ztgraph.view import render_page

pytestmark = pytest.mark.browser
DENIED = "#off.claims=other%2Cstated"
SIZES = {"390": (390, 844), "1440": (1440, 900), "2560": (2560, 1440)}


def overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    """Whether two boxes (left, top, right, bottom) share more than a hair's breadth."""
    return min(a[2], b[2]) - max(a[0], b[0]) > 0.5 and min(a[3], b[3]) - max(a[1], b[1]) > 0.5


def box(node: dict[str, Any]) -> tuple[float, float, float, float]:
    return node["x"] - node["w"] / 2, node["y"] - node["h"] / 2, node["x"] + node["w"] / 2, node["y"] + node["h"] / 2


def test_asks_nothing_and_logs_nothing(page: Page, seed_html: str) -> None:
    page.open(seed_html)
    for view in ("table", "source", "network"):
        page.click(f"[data-view={view}]")
        page.settle()
    assert [url for url in page.requests() if not url.startswith("data:")] == [page.url]
    assert page.log() == []


def test_policy_stops_what_is_not_ours(page: Page, seed_html: str) -> None:
    page.open(seed_html)
    page.js(
        "(() => { const s = document.createElement('script'); s.textContent = 'window.bad = 1'; document.body.append(s); fetch('https://example.org/').catch(() => {}); })()"
    )
    page.settle()
    assert page.js("window.bad === undefined")
    assert any("Content Security Policy" in line for line in page.log())


def test_boxes_are_apart_and_inside(page: Page, seed_html: str) -> None:
    page.open(seed_html)
    nodes = page.js("ztgraph.nodes")
    assert len(nodes) > 25
    for a, b in combinations(nodes, 2):
        assert not overlap(box(a), box(b)), (a["id"], b["id"])
    width, height = page.js("[document.getElementById('canvas').clientWidth, document.getElementById('canvas').clientHeight]")
    boxes = [box(node) for node in nodes]
    assert min(b[0] for b in boxes) >= 0
    assert min(b[1] for b in boxes) >= 0
    assert max(b[2] for b in boxes) <= width
    assert max(b[3] for b in boxes) <= height
    assert (
        max((max(b[2] for b in boxes) - min(b[0] for b in boxes)) / width, (max(b[3] for b in boxes) - min(b[1] for b in boxes)) / height)
        >= 0.7
    )
    assert min(node["font"] for node in nodes) >= 11


def test_a_small_graph_is_shown_whole_in_a_low_window(page: Page, seed_html: str) -> None:
    page.open(seed_html, size=(1440, 700))
    width, height = page.js("[document.getElementById('canvas').clientWidth, document.getElementById('canvas').clientHeight]")
    for left, top, right, bottom in map(box, page.js("ztgraph.nodes")):
        assert min(left, top) >= 0
        assert right <= width
        assert bottom <= height
    assert page.text("#zoom-fit") == "Fit"


def test_forty_actors_can_be_read(page: Page) -> None:
    page.open(render_page([graph(46, 64)], RELATIONS))
    nodes = page.js("ztgraph.nodes")
    assert 36 <= len(nodes) <= 40
    assert min(node["font"] for node in nodes) >= 11
    for a, b in combinations(nodes, 2):
        assert not overlap(box(a), box(b)), (a["id"], b["id"])


def test_names_are_whole(page: Page, seed_html: str) -> None:
    page.open(seed_html)
    drawn = page.js("JSON.parse(document.getElementById('data').textContent).nodes.map((node) => node.label.replaceAll('\\n', ' '))")
    names = {entity.label for entity in seed().entities}
    assert set(drawn) <= names


def test_edges_meet_the_outlines_of_their_boxes(page: Page, seed_html: str) -> None:
    page.open(seed_html)
    nodes = {node["id"]: node for node in page.js("ztgraph.nodes")}
    for edge in page.js("ztgraph.edges"):
        for share, end in ((0, edge["from"]), (1, edge["to"])):
            at, node = page.js("ztgraph.edgePoint(arguments[0], arguments[1])", edge["id"], share), nodes[end]
            left, top, right, bottom = box(node)
            outside = max(left - at["x"], at["x"] - right, top - at["y"], at["y"] - bottom)
            assert -10 < outside < 5, (edge, end)


def test_parallel_edges_are_bundled_with_a_count(page: Page, seed_html: str) -> None:
    page.open(seed_html)
    edges = page.js("ztgraph.edges")
    keys = [(edge["from"], edge["to"], edge["negative"], edge["other"], edge["symmetric"]) for edge in edges]
    assert len(set(keys)) == len(keys)
    assert sum(edge["count"] for edge in edges) == sum(s.subject.id != s.object.id for s in seed().statements)
    bundled = {edge["id"]: edge["count"] for edge in edges if edge["count"] > 1}
    assert bundled
    shown = {label["id"]: label["text"] for label in page.js("ztgraph.labels")}
    assert shown
    assert all(text == f"×{bundled[key]}" for key, text in shown.items())


@pytest.mark.parametrize("fragment", [DENIED, "#focus=n%3Adoj-oig", "#focus=n%3Adoj"])
def test_edge_labels_cover_nothing(page: Page, seed_html: str, fragment: str) -> None:
    page.open(seed_html, fragment)
    labels = page.js("ztgraph.labels")
    boxes = [(label["l"], label["t"], label["r"], label["b"]) for label in labels]
    assert len(boxes) >= 5
    for a, b in combinations(boxes, 2):
        assert not overlap(a, b)
    for node in page.js("ztgraph.nodes"):
        for label in boxes:
            assert not overlap(label, box(node)), (node["id"], label)


def test_every_denied_edge_has_its_label(page: Page, seed_html: str) -> None:
    page.open(seed_html, DENIED)
    labelled = {label["id"] for label in page.js("ztgraph.labels")}
    assert {edge["id"] for edge in page.js("ztgraph.edges")} == labelled


def test_labels_show_only_for_what_is_in_focus(page: Page, seed_html: str) -> None:
    page.open(seed_html)
    assert all(label["text"].startswith("×") for label in page.js("ztgraph.labels"))


def test_telephone(page: Page, seed_html: str) -> None:
    page.open(seed_html, size=SIZES["390"])
    assert page.js("document.documentElement.scrollWidth") <= 390
    assert min(node["font"] for node in page.js("ztgraph.nodes")) >= 11
    assert page.js("ztgraph.state.focus").startswith("n:")
    assert page.js("getComputedStyle(document.getElementById('filters')).display") == "none"
    page.click("#filters-toggle")
    assert page.js("getComputedStyle(document.getElementById('filters')).display") != "none"
    for view in ("table", "source"):
        page.click(f"[data-view={view}]")
        assert page.js("document.documentElement.scrollWidth") <= 390


def test_dark_mode_paints_the_canvas(page: Page, seed_html: str) -> None:
    page.open(seed_html, dark=True)
    assert page.js("getComputedStyle(document.getElementById('stage')).backgroundColor") == "rgb(20, 24, 29)"
    page.click("#theme")
    assert page.js("getComputedStyle(document.getElementById('stage')).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("name", SIZES)
@pytest.mark.parametrize("dark", [False, True])
def test_screenshots_for_a_look(page: Page, seed_html: str, tmp_path: Path, name: str, dark: bool) -> None:
    """Writes pictures to the folder that SCREENSHOTS names; nothing is compared by pixel."""
    folder = Path(os.environ.get("SCREENSHOTS", str(tmp_path)))
    folder.mkdir(parents=True, exist_ok=True)
    page.open(seed_html, size=SIZES[name], dark=dark)
    for view, fragment in {
        "whole": "",
        "focus": "focus=n%3Adoj",
        "denied": DENIED[1:],
        "table": "view=table",
        "source": "view=source",
    }.items():
        page.js("location.hash = arguments[0]", fragment)
        page.settle()
        target = folder / f"{name}-{'dark' if dark else 'light'}-{view}.png"
        assert page.driver.save_screenshot(str(target))
        assert target.stat().st_size > 10_000
