"""How the page looks: nothing overlaps, everything can be read, nothing is asked of any other place."""

from __future__ import annotations

import os
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Page
from tests.view.fixtures import gold_extractions, relations
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


def test_large_graph_opens_on_a_part(page: Page) -> None:
    page.open(render_page(gold_extractions("dev"), relations()))
    assert 10 < len(page.js("ztgraph.nodes")) <= 150
    assert min(node["font"] for node in page.js("ztgraph.nodes")) >= 11
    assert "of 714 actors" in page.text("#stage-note") or "actors" in page.text("#stage-note")
    page.press("/")
    page.press(*"homeland")
    page.press("\ue007")
    assert page.js("ztgraph.state.focus") == "n:dhs"
    assert any(node["id"] == "dhs" for node in page.js("ztgraph.nodes"))
    assert page.log() == []


def test_parts_of_a_large_graph(page: Page) -> None:
    page.open(render_page(gold_extractions("dev"), relations()))
    page.click(".parts button")
    page.settle()
    assert page.js("ztgraph.state.focus").startswith("c:")
    nodes = page.js("ztgraph.nodes")
    assert 3 <= len(nodes) <= 60
    for a, b in combinations(nodes, 2):
        assert not overlap(box(a), box(b)), (a["id"], b["id"])
    page.driver.back()
    page.until("ztgraph.state.focus === null")


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
    for view, fragment in {
        "whole": "",
        "focus": "#focus=n%3Adoj",
        "denied": DENIED,
        "table": "#view=table",
        "source": "#view=source",
    }.items():
        page.open(seed_html, fragment, size=SIZES[name], dark=dark)
        target = folder / f"{name}-{'dark' if dark else 'light'}-{view}.png"
        assert page.driver.save_screenshot(str(target))
        assert target.stat().st_size > 10_000
