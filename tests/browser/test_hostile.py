"""Whatever a document or its name holds stays text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.browser.conftest import Page
from tests.view.fixtures import document, relations, statement
from ztgraph.model import Entity, Extraction, Kind, replace
from ztgraph.view import RelationInfo, render_page

pytestmark = pytest.mark.browser
MARKUP = "<img src=x onerror=window.hit=1>"
NASTY = [
    MARKUP, "</script><script>window.hit=1</script>", "<!--<script>", "\"'><svg onload=window.hit=1>", "{{ 7 * 7 }}", "javascript:window.hit=1",
    "\u202egnihton\u202c שלום مرحبا", "A" * 300, "very long name " * 20, "__proto__", "constructor", "tab\tline\nbreak", "😀 𝔘nicode", "=HYPERLINK(1)", "a,b;c&d=e#f%20>g:h", "",
]  # fmt: skip


def hostile() -> Extraction:
    """A document whose every part wants to be markup."""
    kinds: list[Kind] = ["agency", "person", "group", "population", "instrument"]
    entities = [
        Entity(name or "nameless", name, kinds[i % 5], (name, name + MARKUP), name, (name, f"Q{i}"), name) for i, name in enumerate(NASTY)
    ]
    text = "😀 ".join(f"{name} did it to the next." for name in NASTY)
    doc = document(
        text, id=MARKUP, title=f"{MARKUP}</title>", publisher=MARKUP, url="javascript:window.hit=1", source=f"{MARKUP}.txt", date=MARKUP
    )
    predicates = ["coordinated_with", MARKUP, "__proto__"]
    statements = [
        replace(
            statement(text, a, predicates[i % 3], b, (a.label or "did it"), polarity="negative" if i % 2 else "positive", attribution=entities[0], theme=MARKUP, document=MARKUP, time=MARKUP if i % 3 else "2018-05"),
            id=f"st-{i}", rule=MARKUP,
        )
        for i, (a, b) in enumerate(zip(entities, entities[1:] + entities[:1], strict=True))
    ]  # fmt: skip
    return Extraction(doc, tuple(entities), tuple(statements))


@pytest.fixture(scope="module")
def html() -> str:
    return render_page([hostile()], {**relations(), MARKUP: RelationInfo(MARKUP, MARKUP, MARKUP)})


@pytest.mark.parametrize(
    "fragment", ["", "#view=table", "#view=source", "#focus=n%3A%3Cimg+src%3Dx+onerror%3Dwindow.hit%3D1%3E", "#off.claims=stated"]
)
def test_everything_stays_text(page: Page, html: str, fragment: str) -> None:
    page.open(html, fragment)
    assert page.js("window.hit === undefined")
    assert page.js("document.querySelectorAll('img, body svg image, iframe').length") == 0
    assert page.js("document.querySelectorAll('script').length") == 3
    assert page.js("[...document.querySelectorAll('a')].every((link) => /^(https?|file):/.test(link.href))")
    assert page.log() == []
    assert page.js("document.documentElement.scrollWidth") <= 1440


def test_names_are_shown_as_they_are(page: Page, html: str) -> None:
    page.open(html, "#focus=n%3A%3Cimg+src%3Dx+onerror%3Dwindow.hit%3D1%3E")
    assert page.text("#panel h2") == MARKUP
    assert MARKUP in page.text("h1")
    page.press("/")
    page.press(*"onerror")
    assert MARKUP in page.text("#suggestions")
    page.press("\ue00c", "\ue00c")


def test_exports_of_hostile_names(page: Page, html: str) -> None:
    page.open(html)
    picture = page.js("ztgraph.svg()")
    assert "<img" not in picture
    assert page.js("new DOMParser().parseFromString(arguments[0], 'image/svg+xml').querySelector('parsererror') === null", picture)
    assert "\n=HYPERLINK" not in page.js("ztgraph.csv()")
    assert ",=HYPERLINK" not in page.js("ztgraph.csv()")


def test_offsets_beyond_the_basic_plane(page: Page, html: str) -> None:
    page.open(html, "#view=table")
    quotes = page.js("[...document.querySelectorAll('td.quote')].map((cell) => cell.textContent)")
    assert "😀 𝔘nicode" in quotes


def test_no_serious_accessibility_violation(page: Page, seed_html: str) -> None:
    """Runs axe-core where AXE_CORE names its script (npm's axe-core package: axe.min.js)."""
    script = os.environ.get("AXE_CORE")
    if not script:
        pytest.skip("name axe.min.js in AXE_CORE to check accessibility with axe-core")
    source = Path(script).read_text(encoding="utf-8")
    for fragment, dark, size in (
        ("", False, (1440, 900)),
        ("#focus=n%3Adoj", True, (1440, 900)),
        ("#view=table", True, (1440, 900)),
        ("#view=source", False, (390, 844)),
        ("#off.claims=other%2Cstated", True, (390, 844)),
        ("#split=2018-05-04", False, (1440, 900)),
    ):
        page.open(seed_html, fragment, dark=dark, size=size)
        if not fragment:
            page.press("x")  # a dialog on top
        page.driver.execute_script(source)
        found = page.driver.execute_async_script(
            "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']}).then((r) => done(r.violations.filter((v) => ['serious', 'critical'].includes(v.impact)).map((v) => v.id + ': ' + v.nodes[0].html)))"
        )
        assert found == []


def test_names_on_the_cards_of_a_large_graph_stay_text(page: Page) -> None:
    """More actors than are drawn whole, all named to do harm: cards, their list, notes, suggestions and picture hold text."""
    names = [f"{NASTY[index % 5]}{index}" for index in range(180)]
    entities = [Entity(name, name, "agency", (name,)) for name in names]
    text = " ".join(f"{name} told." for name in names)
    told = [
        replace(statement(text, a, "informed", entities[(i + 1) % 30 + i // 30 * 30], a.label, polarity="negative"), id=f"st-{i}")
        for i, a in enumerate(entities)
        if a is not entities[(i + 1) % 30 + i // 30 * 30]
    ]
    page.open(render_page([Extraction(document(text), tuple(entities), tuple(told))], relations()))
    assert len([node for node in page.js("ztgraph.nodes") if node["id"].startswith("\0")]) >= 2
    page.click(".parts button")
    page.settle()
    assert page.js("window.hit === undefined")
    assert page.js("document.querySelectorAll('img, iframe').length") == 0
    drawn = page.js("ztgraph.svg()")
    assert "<img" not in drawn
    assert page.js("new DOMParser().parseFromString(arguments[0], 'image/svg+xml').querySelector('parsererror') === null", drawn)
    assert page.log() == []
