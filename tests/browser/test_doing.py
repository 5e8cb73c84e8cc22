"""What a person can do on the page, by mouse and by keyboard."""

from __future__ import annotations

import csv
import io
import time
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.browser.conftest import Page
from tests.view.fixtures import document, relations, seed, statement
from tests.view.synthetic import RELATIONS, graph
from ztgraph.model import Entity, Extraction, replace
from ztgraph.view import render_page

pytestmark = pytest.mark.browser
STATEMENTS = seed().statements
TEXT = seed().document.text


def named(name: str) -> str:
    """The id of the entity of that label."""
    return next(entity.id for entity in seed().entities if entity.label == name)


def test_click_on_a_node_shows_its_evidence(page: Page, seed_html: str) -> None:
    page.open(seed_html)
    node = page.node("doj-oig")
    page.click_canvas(node["x"], node["y"])
    assert page.text("#panel h2") == "DOJ Office of the Inspector General"
    marks = [mark.text for mark in page.all("#panel blockquote mark")]
    assert marks
    assert all(" ".join(mark.split()) in " ".join(TEXT.split()) for mark in marks)
    assert "January 13, 2021" in page.text("#panel .source")
    page.click_canvas(4, 4)
    assert page.js("ztgraph.state.focus") is None


def test_click_on_an_edge_shows_its_statements(page: Page, seed_html: str) -> None:
    page.open(seed_html)
    edge = page.edge("doj-oig", named("Jeff Sessions"), negative=True)
    spot = page.js("ztgraph.edgePoint(arguments[0], 0.62)", edge["id"])
    page.click_canvas(spot["x"], spot["y"])
    assert page.js("ztgraph.state.focus").startswith("e:")
    assert "Stated not to have happened" in page.text("#panel .kicker")
    assert page.text("#panel .verb") == "did not interview"
    assert "did not agree to be interviewed by the OIG" in page.text("#panel mark")


def test_every_quote_is_that_of_the_source(page: Page, seed_html: str) -> None:
    page.open(seed_html, "#view=table")
    quotes = page.js("[...document.querySelectorAll('td.quote')].map((cell) => cell.textContent)")
    assert sorted(quotes) == sorted(statement.evidence[0].quote for statement in STATEMENTS)


def test_filters(page: Page, seed_html: str) -> None:
    page.open(seed_html)
    assert page.visible == len(STATEMENTS)
    page.click("input[data-facet=kinds][data-value=person]")
    expected = [s for s in STATEMENTS if "person" not in (s.subject.kind, s.object.kind)]
    assert page.visible == len(expected)
    assert f"{len(expected)} of {len(STATEMENTS)}" in page.text("#summary")
    page.js("document.querySelector('[data-only=stated]').click()")
    assert page.visible == sum(s.polarity == "positive" and s.modality == "asserted" for s in expected)
    page.click("#reset")
    assert page.visible == len(STATEMENTS)
    page.js("document.querySelector('input[data-value=coordinated_with]').click()")
    assert page.visible == sum(s.predicate != "coordinated_with" for s in STATEMENTS)
    assert page.js("document.querySelector('.family input').indeterminate")
    page.click("#reset")
    page.js("document.querySelector('input[data-facet=sources][data-value=\"doj-oig\"]').click()")
    assert page.visible == sum(s.attribution is None or s.attribution.id != "doj-oig" for s in STATEMENTS)


def test_what_did_not_happen_in_one_click(page: Page, seed_html: str) -> None:
    page.open(seed_html)
    page.click("#denied")
    assert page.visible == sum(s.polarity == "negative" and s.modality == "asserted" for s in STATEMENTS)
    assert all(edge["negative"] for edge in page.js("ztgraph.edges"))
    page.click("#denied")
    assert page.visible == len(STATEMENTS)


def test_search_suggests_by_any_name(page: Page, seed_html: str) -> None:
    page.open(seed_html)
    page.press("/")
    assert page.js("document.activeElement.id") == "search"
    page.press(*"usms")
    assert next(item.text.split("\n")[0] for item in page.all("#suggestions li")) == "U.S. Marshals Service"
    page.press(Keys.ENTER)
    assert page.js("ztgraph.state.focus") == "n:usms"
    page.press("/")
    page.press(*"three recommendations to")
    assert "Statements with" in page.text("#suggestions li")
    page.press(Keys.ENTER)
    assert page.visible == sum("three recommendations to" in s.evidence[0].quote for s in STATEMENTS)


def test_timeline_date_brush_and_handles(page: Page, seed_html: str) -> None:
    page.open(seed_html)
    assert "2 years" in page.text(".gap")
    assert len(page.all(".track .bar.partial")) == 2
    page.click("[data-time='2018-05-04']")
    assert page.text("#panel h2") == "May 4, 2018"
    assert len(page.all("#panel .fact")) == sum(s.time == "2018-05-04" for s in STATEMENTS)
    left, right = page.one("[data-keep=handle-from]"), page.one("[data-time='2018-06-20']")
    strip = page.js("(() => { const r = document.querySelector('.track').getBoundingClientRect(); return [r.x, r.y]; })()")
    start, end = left.rect["x"] + 12, right.rect["x"] + 22
    page.drag((start, strip[1] + 8), (end, strip[1] + 8))
    in_2018 = sum(s.time is not None and s.time.startswith("2018") for s in STATEMENTS)
    assert page.visible == in_2018
    page.js("document.querySelector('[data-keep=handle-to]').focus()")
    page.press(Keys.END)
    assert page.visible == sum(s.time is not None for s in STATEMENTS)
    page.press(Keys.ARROW_LEFT)
    assert page.visible == sum(s.time is not None and not s.time.startswith("2021") for s in STATEMENTS)
    assert page.js("document.activeElement.getAttribute('role')") == "slider"
    page.click("[data-keep=clear]")
    handle, target = page.one("[data-keep=handle-to]").rect, page.one("[data-time='2020-08-27']").rect
    page.drag((handle["x"] + 3, handle["y"] + 10), (target["x"] - 30, handle["y"] + 10))
    assert page.visible == in_2018
    page.click("[data-keep=clear]")
    assert page.visible == len(STATEMENTS)


def test_timeline_steps_and_plays(page: Page, seed_html: str) -> None:
    page.open(seed_html)
    page.press(".")
    assert page.js("ztgraph.state.focus") == "t:2018-04"
    page.press(".", ".")
    assert page.js("ztgraph.state.focus") == "t:2018-05-04"
    page.press(",")
    assert page.js("ztgraph.state.focus") == "t:2018-04-06"
    page.click("[data-keep=play]")
    assert page.js("ztgraph.state.focus") == "t:2018-05-04"
    page.until("ztgraph.state.focus === 't:2018-06-20'", 5)
    page.click("[data-keep=play]")


def test_keyboard_alone(page: Page, seed_html: str) -> None:
    page.open(seed_html)
    page.js("document.getElementById('canvas').focus()")
    page.press(Keys.ARROW_RIGHT)
    first = page.js("ztgraph.state.focus")
    assert first.startswith("n:")
    page.press(Keys.ARROW_DOWN)
    page.press(Keys.ARROW_RIGHT)
    assert page.js("ztgraph.state.focus") != first
    assert page.text("#live")
    page.press("2")
    assert page.js("ztgraph.state.steps") == 2
    page.press("1", "e")
    assert page.js("ztgraph.state.focus").startswith("e:")
    page.press(Keys.ENTER)
    assert page.js("document.activeElement.id") == "panel"
    page.press("n")
    assert page.visible == 8
    page.press("n", "t")
    assert page.js("!document.getElementById('view-table').hidden")
    page.press("s")
    assert page.js("!document.getElementById('view-source').hidden")
    page.press("g", "?")
    assert page.js("document.getElementById('dialog').open")
    page.press(Keys.ESCAPE)
    assert not page.js("document.getElementById('dialog').open")


def test_tab_reaches_everything_and_focus_shows(page: Page, seed_html: str) -> None:
    page.open(seed_html)
    seen = []
    for _ in range(45):
        page.driver.switch_to.active_element.send_keys(Keys.TAB)
        seen.append(page.js("document.activeElement.id || document.activeElement.dataset.value || document.activeElement.className"))
    assert {"skip", "search", "denied", "agency", "canvas"} <= set(seen)
    assert page.js("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_hide_and_pin(page: Page, seed_html: str) -> None:
    page.open(seed_html, "#focus=n%3Adhs")
    page.press("h")
    assert all("dhs" not in (edge["from"], edge["to"]) for edge in page.js("ztgraph.edges"))
    assert page.js("ztgraph.nodes.every((node) => node.id !== 'dhs')")
    page.click("#reset")
    page.open(seed_html, "#focus=n%3Ausms&pinned=dhs")
    assert page.node("dhs")["mode"] == "on"


def test_link_restores_and_back_goes_back(page: Page, seed_html: str) -> None:
    page.open(seed_html)
    page.press("n")
    page.click("[data-view=table]")
    address = page.js("location.href")
    assert "view=table" in address
    page.driver.back()
    page.until("ztgraph.state.view === 'network'")
    assert page.visible == 8
    page.driver.back()
    page.until(f"ztgraph.visible.length === {len(STATEMENTS)}")
    page.open(seed_html, "#" + address.split("#")[1])
    assert page.js("ztgraph.state.view") == "table"
    assert len(page.all("tbody tr")) == 8


@pytest.mark.parametrize(
    "fragment",
    [
        "#focus=n:nobody",
        "#focus=zz",
        "#steps=99&from=banana&path=a,b",
        "#off.kinds=%00%FF&document=-7",
        "#view=constructor&focus=e:__proto__",
        "#focus=b:d:99:c7&scope=everything",
        "#focus=c:zz&split=banana",
    ],
)
def test_wrong_links_do_no_harm(page: Page, seed_html: str, fragment: str) -> None:
    page.open(seed_html, fragment)
    assert page.log() == []
    assert page.text("#panel h2")


def test_source_view_and_back_to_the_edge(page: Page, seed_html: str) -> None:
    page.open(seed_html, "#focus=n%3Ausms")
    page.click("#panel .show")
    assert page.js("ztgraph.state.view") == "source"
    shown = page.js("document.querySelector('.paper .text').textContent").split()
    assert shown == TEXT.split()
    page.settle()
    mark = page.driver.switch_to.active_element
    assert mark.tag_name == "mark"
    assert page.js("arguments[0].getBoundingClientRect().top", mark) > 60
    other = page.all("mark.denied")[0]
    other.click()
    assert page.js("ztgraph.state.focus").startswith("s:")
    page.press("g")
    assert page.js("ztgraph.labels.length") >= 1


def test_from_a_mark_back_to_its_edge(page: Page, seed_html: str) -> None:
    page.open(seed_html, "#view=source")
    page.all("mark.denied")[0].click()
    page.js("document.querySelector('#panel .fact .quiet').click()")
    page.settle()
    assert page.js("ztgraph.state.view") == "network"
    focus = page.js("ztgraph.state.focus")
    assert focus.startswith("e:")
    lit = [edge for edge in page.js("ztgraph.edges") if edge["lit"]]
    assert len(lit) == 1
    assert lit[0]["negative"]
    assert {label["id"] for label in page.js("ztgraph.labels")} == {lit[0]["id"]}
    page.driver.back()
    page.until("ztgraph.state.view === 'source'")


def test_a_sentence_pointed_at_shows_its_edge(page: Page, seed_html: str) -> None:
    page.open(seed_html)
    ActionChains(page.driver, duration=10).move_to_element(page.one("#panel .fact")).perform()
    page.settle()
    named = [label for label in page.js("ztgraph.labels") if not label["text"].startswith("×")]
    assert len(named) == 1


def test_timeline_keeps_still_while_filters_change(page: Page, seed_html: str) -> None:
    page.open(seed_html)
    before = page.js("document.querySelector('[data-time=\"2018-05-04\"]').getBoundingClientRect().x")
    page.press("n")
    assert page.js("document.querySelector('[data-time=\"2018-05-04\"]').getBoundingClientRect().x") == before
    assert page.all(".claim-none")


def test_timeline_words_are_not_cut(page: Page, seed_html: str) -> None:
    page.open(seed_html)
    cut = page.js(
        "[...document.querySelectorAll('.event .what')].filter((e) => e.scrollHeight > e.clientHeight + 1).map((e) => e.textContent)"
    )
    assert cut == []
    holder = page.js("(() => { const c = document.querySelector('.columns'); return [c.scrollHeight, c.clientHeight]; })()")
    assert holder[0] <= holder[1] + 1


def test_partial_dates_and_intervals_differ(page: Page) -> None:
    text = "A told B. C told D. E told F."
    a, b = Entity("a", "A", "agency"), Entity("b", "B", "person")
    told = [
        replace(statement(text, a, "informed", b, quote, time=time_), id=f"st-{i}")
        for i, (quote, time_) in enumerate((("A told B.", "2018-05"), ("C told D.", "2017/2019"), ("E told F.", "2018-05-04/..")))
    ]
    page.open(render_page([Extraction(document(text), (a, b), tuple(told))], relations()))
    kinds = page.js("[...document.querySelectorAll('.track .bar')].map((bar) => bar.className)")
    assert sum("partial" in kind for kind in kinds) == 1
    assert sum("interval" in kind for kind in kinds) == 2
    assert sum("open-right" in kind for kind in kinds) == 1
    looks = page.js("['partial', 'interval'].map((kind) => getComputedStyle(document.querySelector(`.track .${kind}`)).backgroundImage)")
    assert looks[0] != looks[1]
    assert "some day within" in page.text(".marks")


def test_hide_and_pin_by_mouse(page: Page, seed_html: str) -> None:
    page.open(seed_html, "#focus=n%3Adhs")
    page.js("[...document.querySelectorAll('#panel .row button')].find((b) => b.textContent === 'Pin').click()")
    assert page.js("[...ztgraph.state.pinned]") == ["dhs"]
    page.js("[...document.querySelectorAll('#panel .row button')].find((b) => b.textContent === 'Hide').click()")
    assert page.js("ztgraph.nodes.every((node) => node.id !== 'dhs')")
    page.js(
        "[...document.querySelectorAll('#filters button')].find((b) => b.textContent.startsWith('Show Department of Homeland')).click()"
    )
    assert page.node("dhs")


def test_steps_widen_the_neighbourhood(page: Page, seed_html: str) -> None:
    page.open(seed_html, "#focus=n%3Ausms")
    sizes = []
    for step in (1, 2, 3):
        page.click(f".steps button:nth-of-type({step})")
        sizes.append(sum(node["mode"] != "ghost" for node in page.js("ztgraph.nodes")))
    assert sizes[0] < sizes[1] <= sizes[2]


def test_path_between_two_actors(page: Page, seed_html: str) -> None:
    page.open(seed_html)
    page.press("p")
    page.one("#path-from").send_keys("USMS")
    page.one("#path-to").send_keys("Jeff Sessions", Keys.ENTER)
    page.settle()
    way = [item.text for item in page.all(".way li")]
    assert way[0].endswith("U.S. Marshals Service")
    assert way[-1].endswith("Jeff Sessions")
    assert len(way) == 3
    page.press("p")
    page.one("#path-to").send_keys("Nobody at all", Keys.ENTER)
    assert "not in this graph" in page.text(".problem")
    page.press(Keys.ESCAPE)


def test_table_sorts(page: Page, seed_html: str) -> None:
    page.open(seed_html, "#view=table")
    page.click("[data-keep=sort-4]")
    dates = page.js("[...document.querySelectorAll('tbody tr')].map((row) => row.children[4].textContent)")
    assert dates[0] == "Apr 2018"
    assert dates[-1] == "—"
    page.click("[data-keep=sort-4]")
    assert page.js("document.querySelectorAll('thead th')[4].getAttribute('aria-sort')") == "descending"


def test_before_and_after_side_by_side(page: Page, seed_html: str) -> None:
    page.open(seed_html)
    page.click("[data-keep=split]")
    page.settle()
    assert len(page.all("#view-network canvas")) == 2
    undated = sum(s.time is None for s in STATEMENTS)
    assert page.text(".undated").startswith(f"{undated} statements without a date")
    assert page.all(".split-day")
    assert page.js("document.querySelector('#second').clientWidth") > 500
    before = {edge["id"] for edge in page.js("ztgraph.edges")}
    page.js(
        "(() => { const s = document.getElementById('split'); s.selectedIndex = s.options.length - 1; s.dispatchEvent(new Event('change')); })()"
    )
    page.settle()
    assert {edge["id"] for edge in page.js("ztgraph.edges")} > before
    page.click("[data-keep=split]")
    page.settle()
    assert len(page.js("ztgraph.edges")) > len(before)
    assert page.log() == []


def test_beside_each_other_stands_only_who_has_a_date(page: Page, seed_html: str) -> None:
    page.open(seed_html, "#split=2018-05-04")
    dated = {end.id for s in STATEMENTS if s.time and s.subject.id != s.object.id for end in (s.subject, s.object)}
    assert {node["id"] for node in page.js("ztgraph.nodes")} == dated
    page.js("location.hash = ''")
    page.settle()
    assert len(page.js("ztgraph.nodes")) > len(dated)


def test_the_first_heading_counts_what_stands_below_it(page: Page, seed_html: str) -> None:
    page.open(seed_html)
    assert page.text("#panel h2") == "What did not happen"
    denied = sum(s.polarity == "negative" and s.modality == "asserted" for s in STATEMENTS)
    assert page.text("#panel .kicker") == f"{denied} of {len(STATEMENTS)} statements"


def test_csv_svg_png_and_citation(page: Page, seed_html: str) -> None:
    page.open(seed_html)
    rows = list(csv.DictReader(io.StringIO(page.js("ztgraph.csv()"))))
    assert len(rows) == len(STATEMENTS)
    assert {row["quote"] for row in rows} == {s.evidence[0].quote for s in STATEMENTS}
    picture = ET.fromstring(page.js("ztgraph.svg()"))
    texts = "".join(picture.itertext())
    assert "Michael E. Horowitz" in texts
    assert page.js("ztgraph.svg()").count("stroke-dasharray") >= 8
    statement = STATEMENTS[0]
    assert statement.id in page.js("ztgraph.citation(arguments[0])", statement.id)
    assert page.js("ztgraph.bibtex(arguments[0])", statement.id).startswith(f"@misc{{{statement.id},")
    page.press("x")
    for name, button in (("csv", 1), ("png", 2), ("svg", 3)):
        page.click(f".exports li:nth-child({button}) button")
        path = page.folder / f"doj-oig-releases-report-on-the-zero-tolerance-policy.{name}"
        end = time.monotonic() + 10
        while not path.exists() and time.monotonic() < end:
            time.sleep(0.05)
        assert path.stat().st_size > 1000
    page.press(Keys.ESCAPE)


def inside(page: Page, node: dict[str, Any]) -> bool:
    """Whether the middle of a node is on the canvas."""
    width, height = page.js("[document.getElementById('canvas').clientWidth, document.getElementById('canvas').clientHeight]")
    return bool(0 <= node["x"] <= width and 0 <= node["y"] <= height)


@pytest.mark.parametrize(("actors", "statements"), [(60, 90), (100, 130), (150, 210)])
def test_what_is_shown_of_a_middling_graph_can_be_read(page: Page, actors: int, statements: int) -> None:
    """Where the whole would be too small to read, the page opens on a readable part; one button shows all, and the part again."""
    page.open(render_page([graph(actors, statements)], RELATIONS))
    nodes = page.js("ztgraph.nodes")
    assert 41 <= len(nodes) <= 150
    assert min(node["font"] for node in nodes) >= 11
    seen = [node for node in nodes if inside(page, node)]
    assert len(seen) >= 15
    assert page.text("#zoom-fit") == f"All {len(nodes)}"
    page.click("#zoom-fit")
    page.settle()
    whole = page.js("ztgraph.nodes")
    assert all(inside(page, node) for node in whole)
    assert page.text("#zoom-fit") == "Enlarge"
    page.press("f")
    assert min(node["font"] for node in page.js("ztgraph.nodes")) >= 11
    assert page.log() == []


def test_the_view_follows_the_focus_where_the_whole_is_too_small(page: Page) -> None:
    page.open(render_page([graph(100, 130)], RELATIONS))
    away = [node["id"] for node in page.js("ztgraph.nodes") if not inside(page, node)]
    linked = {end for edge in page.js("ztgraph.edges") for end in (edge["from"], edge["to"])}
    target = next(identity for identity in away if identity in linked)
    page.js("location.hash = arguments[0]", f"focus=n%3A{target}")
    page.settle()
    lit = [node for node in page.js("ztgraph.nodes") if node["mode"] != "ghost"]
    assert min(node["font"] for node in lit) >= 11
    assert inside(page, page.node(target))
    page.press(Keys.ESCAPE)
    page.settle()
    assert min(node["font"] for node in page.js("ztgraph.nodes")) >= 11


def test_the_stage_does_not_jump_while_filters_change(page: Page, seed_html: str) -> None:
    page.open(seed_html)
    before = page.js("document.getElementById('stage').getBoundingClientRect().height")
    page.press("n")
    assert page.js("document.getElementById('stage').getBoundingClientRect().height") == before
    page.press("n", ".")
    assert page.js("document.getElementById('stage').getBoundingClientRect().height") == before
