"""How soon the page stands still and how smoothly it moves, beside pyvis's own pages of the same graph.

    python benchmarks/view/measure.py [50 500 2000 10000]

prints one line a graph and page: seconds until nothing moves any more, milliseconds a frame while the picture is dragged, megabytes.
Needs Chromium and its driver (CHROME and CHROMEDRIVER name them where they are not on the path); no page reaches the network.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from selenium import webdriver
from selenium.common.exceptions import TimeoutException, WebDriverException

from ztgraph.model import Extraction
from ztgraph.view import render_page
from ztgraph.view.network import DRAWN, PARTED

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.view.synthetic import RELATIONS, graph

PATIENCE = 60.0  # seconds: a page that still moves then counts as one that never stands still
_FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND")
_DRAG = """
const done = arguments[arguments.length - 1];
const canvas = document.querySelector("canvas"), box = canvas.getBoundingClientRect(), frames = [];
const send = (type, x, y) => canvas.dispatchEvent(new PointerEvent(type, {
  pointerId: 1, pointerType: "mouse", bubbles: true, isPrimary: true,
  clientX: box.x + x, clientY: box.y + y, button: 0, buttons: type === "pointerup" ? 0 : 1}));
let last = performance.now(), step = 0;
const frame = () => {
  const now = performance.now();
  frames.push(now - last); last = now;
  if (step < 30) { send("pointermove", 6 + step * 4, 6 + step * 3); step += 1; requestAnimationFrame(frame); }
  else { send("pointerup", 130, 100); frames.sort((a, b) => a - b); done(frames[frames.length >> 1]); }
};
send("pointerdown", 6, 6);
requestAnimationFrame(frame);
"""


def pyvis_page(extraction: Extraction, path: Path, *, fixed: bool) -> None:
    """pyvis's own page: its default physics, or positions given and physics off."""
    from pyvis.network import Network

    network = Network(directed=True, height="800px", cdn_resources="in_line")
    network.get_nodes = lambda: network.node_map
    chance = random.Random(1)
    for entity in extraction.entities:
        place = {"x": chance.random() * 4000, "y": chance.random() * 3000} if fixed else {}
        network.add_node(entity.id, label=entity.label, shape="box", **place)
    for statement in extraction.statements:
        network.add_edge(statement.subject.id, statement.object.id)
    if fixed:
        network.toggle_physics(False)
    path.write_text(network.generate_html(), encoding="utf-8")


def measure(driver: webdriver.Chrome, address: str, stable: str) -> tuple[float | None, float | None]:
    """Seconds until ``stable`` holds and milliseconds a frame of a drag, ``None`` for never."""
    begin = time.monotonic()
    try:
        driver.get(address)
        while not driver.execute_script(f"return Boolean({stable})"):
            if time.monotonic() - begin > PATIENCE:
                return None, None
            time.sleep(0.02)
        seconds = time.monotonic() - begin
        return seconds, float(driver.execute_async_script(_DRAG))
    except (TimeoutException, WebDriverException):
        return None, None


def start() -> webdriver.Chrome:
    """A fresh browser, so that no page pays for the one before."""
    options = webdriver.ChromeOptions()
    options.binary_location = os.environ.get("CHROME") or shutil.which("chromium") or shutil.which("google-chrome") or ""
    for flag in (*_FLAGS, "--window-size=1440,900"):
        options.add_argument(flag)
    named = os.environ.get("CHROMEDRIVER") or shutil.which("chromedriver")
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(named) if named else webdriver.ChromeService())
    driver.set_page_load_timeout(PATIENCE)
    driver.set_script_timeout(PATIENCE)
    return driver


def main(sizes: list[int]) -> None:
    """Measure every size and page."""
    drawn = "typeof network !== 'undefined' && network.body && network.canvas.frame.canvas.width"
    ready = "document.documentElement.dataset.ready"

    def page(extraction: Extraction, path: Path) -> None:
        path.write_text(render_page([extraction], RELATIONS), encoding="utf-8")

    ways: list[tuple[str, str, Callable[[Extraction, Path], object]]] = [
        ("ztgraph", ready, page),
        ("ztgraph, all drawn", ready, page),
        ("pyvis, fixed positions", drawn, lambda e, p: pyvis_page(e, p, fixed=True)),
        ("pyvis, default", f"{drawn} && network.physics.stabilized", lambda e, p: pyvis_page(e, p, fixed=False)),
    ]
    print(f"{'nodes':>6}  {'page':<24}{'stable s':>10}{'frame ms':>10}{'MB':>8}{'written s':>11}")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            extraction = graph(size, size * 3)
            for name, stable, write in ways:
                if name == "ztgraph, all drawn" and not PARTED < size <= DRAWN:
                    continue
                path = Path(folder) / "page.html"
                begin = time.monotonic()
                write(extraction, path)
                written = time.monotonic() - begin
                driver = start()
                fragment = "#scope=all" if name == "ztgraph, all drawn" else ""
                seconds, frame = measure(driver, path.as_uri() + fragment, stable)
                driver.quit()
                shown = f"{seconds:10.2f}{frame:10.1f}" if seconds is not None and frame is not None else f"{'never':>10}{'-':>10}"
                print(f"{size:6}  {name:<24}{shown}{path.stat().st_size / 1e6:8.1f}{written:11.1f}", flush=True)


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [50, 500, 2000, 10000])
