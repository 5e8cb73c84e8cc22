"""What a person takes along: pictures, tables, citations, links, paper."""

from __future__ import annotations

import base64
import re
import struct
import xml.etree.ElementTree as ET

import pytest

from tests.browser.conftest import Page
from tests.view.fixtures import seed

pytestmark = pytest.mark.browser
SVG = "{http://www.w3.org/2000/svg}"
DENIED = "#off.claims=other%2Cstated"


def picture(page: Page) -> ET.Element:
    return ET.fromstring(page.js("ztgraph.svg()"))


def png_size(page: Page) -> tuple[int, int]:
    """Width and height of the PNG, and that it is one."""
    data = page.driver.execute_async_script(
        "const done = arguments[0]; ztgraph.png((blob) => { const r = new FileReader(); r.onload = () => done(r.result); r.readAsDataURL(blob); })"
    )
    raw = base64.b64decode(data.split(",")[1])
    assert raw.startswith(b"\x89PNG\r\n")
    width, height = struct.unpack(">II", raw[16:24])
    return int(width), int(height)


def test_the_picture_has_title_summary_and_legend(page: Page, seed_html: str) -> None:
    page.open(seed_html)
    texts = [text.text for text in picture(page).iter(f"{SVG}text")]
    assert texts[0] == "DOJ OIG Releases Report on the Zero Tolerance Policy"
    assert texts[1] == page.text("#summary")
    assert {"Agencies", "Persons", "Stated", "Stated not to have happened"} <= set(texts)
    width, height = png_size(page)
    shown = page.js("[document.getElementById('canvas').clientWidth, document.getElementById('canvas').clientHeight]")
    assert width == 2 * shown[0]
    assert height > 2 * shown[1]


def test_edges_are_told_apart_without_colour(page: Page, seed_html: str) -> None:
    """Stated lines are whole, denied ones dashed with a bar, other ones dotted: dashes alone tell the three apart."""
    page.open(seed_html)
    dashes: dict[str, set[str]] = {}
    for path in picture(page).iter(f"{SVG}path"):
        if path.get("fill") == "none":
            dash = path.get("stroke-dasharray", "")
            kind = "whole" if not dash else "dotted" if float(dash.split()[0]) < 3.2 else "dashed"
            dashes.setdefault(str(path.get("stroke")), set()).add(kind)
    assert "dashed" in dashes["#c1272d"]
    assert dashes["#8b949e"] == {"dotted"}
    assert "dashed" not in dashes["#56606c"]
    denied = [edge for edge in page.js("ztgraph.edges") if edge["negative"] and not edge["other"]]
    bars = [p for p in picture(page).iter(f"{SVG}path") if p.get("stroke") == "#c1272d" and "stroke-dasharray" not in p.attrib]
    assert len(bars) >= len(denied)


def test_pictures_of_other_views(page: Page, seed_html: str) -> None:
    page.open(seed_html, "#view=table")
    assert "Michael E. Horowitz" in "".join(picture(page).itertext())
    assert png_size(page)[0] > 1000
    page.open(seed_html, "#split=2018-05-04")
    both = "".join(picture(page).itertext())
    assert "Before May 4, 2018" in both
    assert "May 4, 2018 and after" in both
    page.open(seed_html, DENIED)
    texts = [text.text for text in picture(page).iter(f"{SVG}text")]
    assert "Stated" not in texts
    assert texts.count("did not coordinate with") >= 1
    assert page.log() == []


def test_paper_gets_a_picture_in_light_colours(page: Page, seed_html: str) -> None:
    page.open(seed_html, "#focus=n%3Adoj", dark=True)
    page.js("window.dispatchEvent(new Event('beforeprint'))")
    image = page.js("document.querySelector('#paper img').src")
    assert image.startswith("data:image/svg+xml;base64,")
    drawn = base64.b64decode(image.split(",")[1]).decode()
    assert "Department of" in drawn
    assert 'fill="#ffffff"' in drawn
    page.until("document.querySelector('#paper img').naturalWidth > 0")
    page.js("window.dispatchEvent(new Event('afterprint'))")
    assert page.js("document.querySelector('#paper img') === null && document.documentElement.dataset.theme === 'dark'")
    paper = base64.b64decode(page.driver.execute_cdp_cmd("Page.printToPDF", {})["data"])
    assert paper.startswith(b"%PDF")
    assert page.log() == []


def test_citation_and_bibtex(page: Page, seed_html: str) -> None:
    page.open(seed_html, DENIED)
    statement = next(s for s in seed().statements if s.predicate == "interviewed" and s.polarity == "negative")
    said = page.js("ztgraph.citation(arguments[0])", statement.id)
    assert "did not interview Jeff Sessions" in said
    assert " ".join(statement.evidence[0].quote.split()) in said
    assert "January 13, 2021" in said
    entry = page.js("ztgraph.bibtex(arguments[0])", statement.id)
    assert entry.count("{") == entry.count("}")
    fields = dict(re.findall(r"^  (\w+) = \{(.*)\},$", entry, re.MULTILINE))
    assert {"title", "author", "year", "date", "url", "note"} <= set(fields)
    assert fields["year"] == "2021"
    page.js("document.querySelector('#panel .fact button.quiet:not([aria-label])').click()")
    assert "@misc{" in page.text("dialog")


def test_csv_holds_what_is_visible(page: Page, seed_html: str) -> None:
    page.open(seed_html, DENIED)
    assert page.js("ztgraph.csv().split('\\r\\n').length") == 1 + page.visible
    page.open(seed_html, "#focus=n%3Ausms")
    assert page.js("ztgraph.csv().split('\\r\\n').length") == 1 + len(page.all("#panel .fact"))


def test_link_to_one_statement(page: Page, seed_html: str) -> None:
    statement = seed().statements[3]
    page.open(seed_html, f"#focus=s%3A{statement.id}")
    assert len(page.all("#panel .fact")) == 1
    assert page.js("document.querySelector('#panel .fact').dataset.statement") == statement.id
