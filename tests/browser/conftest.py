"""A real browser for the page: headless Chromium with the network cut off, one for the whole run."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from tests.view.fixtures import relations, seed
from ztgraph.view import render_page

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND", "--hide-scrollbars",
)  # fmt: skip


def find_browser() -> str | None:
    """The browser that CHROME names, or the first one on the path."""
    named = os.environ.get("CHROME")
    return named or next((found for name in _NAMES if (found := shutil.which(name))), None)


_NUMBERS = itertools.count(1)  # a new name for every page: the same one with another fragment would not load anew


class Page:
    """What a person does on the page, by mouse and keyboard."""

    def __init__(self, driver: webdriver.Chrome, folder: Path) -> None:
        self.driver, self.folder = driver, folder

    def open(self, html: str, fragment: str = "", *, size: tuple[int, int] = (1440, 900), dark: bool = False) -> None:
        """Write ``html`` to a file and open it there; waits until the page has drawn itself."""
        self.resize(size)
        scheme = "dark" if dark else "light"
        features = [{"name": "prefers-color-scheme", "value": scheme}, {"name": "prefers-reduced-motion", "value": "reduce"}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        path = self.folder / f"page-{next(_NUMBERS)}.html"
        path.write_text(html, encoding="utf-8")
        for kind in ("browser", "performance"):
            self.driver.get_log(kind)  # type: ignore[no-untyped-call]
        self.url = path.as_uri()
        self.driver.get(self.url + fragment)
        self.until("document.documentElement.dataset.ready === '1'")
        self.settle()

    def resize(self, size: tuple[int, int]) -> None:
        metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def js(self, expression: str, *arguments: Any) -> Any:
        """The value of a JavaScript expression; ``arguments[0]`` and on are the given ones."""
        return self.driver.execute_script(f"return ({expression})", *arguments)

    def until(self, expression: str, seconds: float = 10) -> None:
        """Wait until ``expression`` holds."""
        end = time.monotonic() + seconds
        while not self.js(expression):
            if time.monotonic() > end:
                raise AssertionError(f"never true: {expression}; log: {self.log()}")
            time.sleep(0.02)

    def settle(self) -> None:
        """Let two frames and the wait after a change of size pass."""
        time.sleep(0.09)
        self.driver.execute_async_script("const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))")

    def log(self) -> list[str]:
        """What the console holds since the page was opened."""
        return [entry["message"] for entry in self.driver.get_log("browser")]  # type: ignore[no-untyped-call]

    def requests(self) -> list[str]:
        """The addresses that were asked for since the page was opened."""
        found = []
        for entry in self.driver.get_log("performance"):  # type: ignore[no-untyped-call]
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                found.append(str(message["params"]["request"]["url"]).split("#")[0])
        return found

    def one(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector: str) -> str:
        return str(self.js("document.querySelector(arguments[0]).textContent", selector))

    def click(self, selector: str) -> None:
        self.one(selector).click()

    def click_canvas(self, x: float, y: float) -> None:
        """Click at pixels from the canvas's upper left corner."""
        canvas = self.one("#canvas canvas")
        size = canvas.size
        ActionChains(self.driver, duration=10).move_to_element_with_offset(
            canvas, round(x - size["width"] / 2), round(y - size["height"] / 2)
        ).click().perform()
        self.settle()

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Press at one point of the window, move to another, and let go."""
        for kind, (x, y) in (("mousePressed", start), ("mouseMoved", start), ("mouseMoved", end), ("mouseReleased", end)):
            event = {"type": kind, "x": round(x), "y": round(y), "button": "left", "buttons": 1, "clickCount": 1}
            self.driver.execute_cdp_cmd("Input.dispatchMouseEvent", event)
        self.settle()

    def press(self, *keys: str) -> None:
        """Press keys where the focus is."""
        chain = ActionChains(self.driver, duration=10)
        for key in keys:
            chain.send_keys(key)
        chain.perform()
        self.settle()

    def node(self, identity: str) -> dict[str, Any]:
        """Where a node is drawn."""
        found: dict[str, Any] = next(node for node in self.js("ztgraph.nodes") if node["id"] == identity)
        return found

    def edge(self, start: str, end: str, *, negative: bool) -> dict[str, Any]:
        """The drawn edge between two entities, in either direction."""
        found: dict[str, Any] = next(
            edge
            for edge in self.js("ztgraph.edges")
            if {edge["from"], edge["to"]} == {start, end} and edge["negative"] == negative and not edge["other"]
        )
        return found

    @property
    def visible(self) -> int:
        return int(self.js("ztgraph.visible.length"))


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[webdriver.Chrome, Path]]:
    """Headless Chromium, or a skip that says how to get one."""
    found = find_browser()
    if found is None:
        pytest.skip("no Chromium found: install it or name a browser in CHROME")
    folder = tmp_path_factory.mktemp("pages")
    options = webdriver.ChromeOptions()
    options.binary_location = found
    for flag in _FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    options.add_experimental_option("prefs", {"download.default_directory": str(folder), "download.prompt_for_download": False})
    driver_path = os.environ.get("CHROMEDRIVER") or shutil.which("chromedriver")
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver_path) if driver_path else webdriver.ChromeService())
    driver.set_script_timeout(30)
    yield driver, folder
    driver.quit()


@pytest.fixture
def page(browser: tuple[webdriver.Chrome, Path]) -> Page:
    """A page to open something in."""
    return Page(*browser)


@pytest.fixture(scope="session")
def seed_html() -> str:
    """The page of the press release."""
    return render_page([seed()], relations())


__all__ = ["Keys", "Page"]
