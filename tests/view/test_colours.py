"""Contrast of all that is drawn or written, in light and dark (WCAG 2: 4.5 for text, 3 for lines), and a palette for all eyes."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

ASSETS = files("ztgraph.view").joinpath("assets")
OKABE_ITO = {"#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7"}


def variables(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


def themes() -> dict[str, dict[str, str]]:
    css = ASSETS.joinpath("page.css").read_text(encoding="utf-8")
    light, dark = re.findall(r":root(?:\[data-theme=\"dark\"\])? \{(.*?)\n\}", css, re.DOTALL)[:2]
    return {"light": variables(light), "dark": variables(dark)}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def fills() -> dict[str, str]:
    script = ASSETS.joinpath("shapes.js").read_text(encoding="utf-8")
    found = re.search(r"zt\.FILL = \{(.*?)\}", script)
    assert found
    return {kind: colour.lower() for kind, colour in re.findall(r'(\w+): "(#\w{6})"', found[1])}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back", "least"),
    [
        ("ink", "card", 4.5), ("ink", "canvas", 4.5), ("ink", "page", 4.5), ("muted", "card", 4.5), ("muted", "tint", 4.5), ("muted", "canvas", 4.5),
        ("denied", "card", 4.5), ("denied", "canvas", 4.5), ("denied", "denied-tint", 4.5), ("ink", "denied-tint", 4.5), ("accent", "card", 4.5),
        ("card", "accent", 4.5), ("mark-ink", "mark", 4.5), ("edge", "canvas", 3), ("edge-light", "canvas", 3), ("denied-light", "canvas", 3), ("control", "card", 3),
        ("ghost-ink", "canvas", 4.5),
    ],
)  # fmt: skip
def test_contrast(theme: str, front: str, back: str, least: float) -> None:
    colours = themes()[theme]
    assert contrast(colours[front], colours[back]) >= least


def test_names_on_their_fills() -> None:
    assert len(set(fills().values())) == 5
    assert set(fills().values()) <= OKABE_ITO
    assert all(contrast("#111111", fill) >= 4.5 for fill in fills().values())


def test_red_is_the_one_that_reads_on_white() -> None:
    assert themes()["light"]["denied"] == "#c1272d"
    assert contrast("#c1272d", "#ffffff") > 5.7
