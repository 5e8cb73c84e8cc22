"""The query page in a browser that can reach this server and nothing else: asking, examples, errors, hostile answers."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

from tests.factories import HOSTILE, RELATIONS, hostile, release
from tests.serve.conftest import Client, served
from ztgraph.export import export_file
from ztgraph.graph.build import build_quads

BROWSER = os.environ.get("CHROME") or next(
    (found for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable") if (found := shutil.which(name))), None
)
pytestmark = [pytest.mark.browser, pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")]
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run",
         "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")  # fmt: skip


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """Chromium without a screen."""
    options = webdriver.ChromeOptions()
    assert BROWSER is not None
    options.binary_location = BROWSER
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    path = os.environ.get("CHROMEDRIVER") or shutil.which("chromedriver")
    service = webdriver.ChromeService(executable_path=path) if path else webdriver.ChromeService()
    made = webdriver.Chrome(options=options, service=service)
    try:
        yield made
    finally:
        made.quit()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A server of an honest and of a hostile document."""
    path = tmp_path_factory.mktemp("site") / "graph.nq"
    export_file(build_quads([release(), hostile(HOSTILE["markup"])], RELATIONS), path)
    with served(path, "--workers", "1", "--seconds", "5") as client:
        yield client


def until(what: Callable[[], object], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end
        time.sleep(0.03)


def ask(driver: webdriver.Chrome, site: Client, query: str) -> str:
    """Type a query, press Ctrl and Enter, and what is said about the answer."""
    driver.get(f"http://127.0.0.1:{site.port}/query")
    field = driver.find_element(By.ID, "query")
    field.clear()
    field.send_keys(query)
    field.send_keys(Keys.CONTROL, Keys.ENTER)
    status = driver.find_element(By.ID, "status")
    until(lambda: status.text != "Asking …" and (status.text or driver.find_element(By.ID, "answer").text))
    return status.text


def test_a_question_is_asked_and_answered(driver: webdriver.Chrome, site: Client) -> None:
    said = ask(driver, site, "PREFIX zt: <https://w3id.org/ztgraph/ns#> SELECT ?a ?b { ?a zt:announced ?b }")
    assert said == "1 row."
    assert [each.text for each in driver.find_elements(By.CSS_SELECTOR, "#answer th")] == ["a", "b"]
    link = driver.find_element(By.CSS_SELECTOR, "#answer td a")
    assert link.get_attribute("href") == f"http://127.0.0.1:{site.port}/actors/jeff-sessions"
    link.click()
    assert driver.find_element(By.TAG_NAME, "h1").text == "Jeff Sessions"


def test_examples_run_when_chosen(driver: webdriver.Chrome, site: Client) -> None:
    driver.get(f"http://127.0.0.1:{site.port}/query")
    choice = Select(driver.find_element(By.ID, "example"))
    assert len(choice.options) > 15
    choice.select_by_visible_text("What did not happen?")
    until(lambda: "row" in driver.find_element(By.ID, "status").text)
    assert "did not coordinate with" in driver.find_element(By.ID, "answer").text
    assert "SELECT" in driver.execute_script("return decodeURIComponent(location.hash)")


def test_an_error_shows_its_place(driver: webdriver.Chrome, site: Client) -> None:
    said = ask(driver, site, "SELECT * {\n?s ?p nonsense }")
    assert "line 2, column" in said
    assert driver.execute_script("return document.getElementById('query').selectionStart") > len("SELECT * {\n")
    assert "is refused" in ask(driver, site, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


def test_truth_and_graphs(driver: webdriver.Chrome, site: Client) -> None:
    ask(driver, site, "ASK { ?s ?p ?o }")
    assert driver.find_element(By.ID, "answer").text == "Yes."
    said = ask(driver, site, "PREFIX zt: <https://w3id.org/ztgraph/ns#> CONSTRUCT { ?a zt:announced ?b } WHERE { ?a zt:announced ?b }")
    assert said.startswith("A graph of")
    assert "zt:announced" in driver.find_element(By.ID, "answer").text


def test_hostile_answers_are_text_and_nothing_is_fetched_from_elsewhere(driver: webdriver.Chrome, site: Client) -> None:
    driver.get_log("performance")  # type: ignore[no-untyped-call]
    ask(driver, site, "PREFIX zt: <https://w3id.org/ztgraph/ns#> SELECT ?t { ?s zt:theme ?t FILTER(CONTAINS(?t, 'script')) }")
    assert driver.find_element(By.CSS_SELECTOR, "#answer td").text == " ".join(HOSTILE["markup"].split())
    assert driver.find_elements(By.CSS_SELECTOR, "#answer script") == []
    driver.get(f"http://127.0.0.1:{site.port}/documents")
    driver.find_elements(By.CSS_SELECTOR, "td a")[0].click()
    assert driver.find_elements(By.CSS_SELECTOR, "main script") == []
    import json

    messages = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]  # type: ignore[no-untyped-call]
    urls = {each["params"]["request"]["url"] for each in messages if each["method"] == "Network.requestWillBeSent"}
    assert urls
    assert all(url.startswith((f"http://127.0.0.1:{site.port}/", "data:", "blob:")) for url in urls), urls
    problems = [entry for entry in driver.get_log("browser") if "Content Security Policy" in entry["message"]]  # type: ignore[no-untyped-call]
    assert problems == []


def test_evidence_is_marked_and_found_by_its_address(driver: webdriver.Chrome, site: Client, tmp_path: Path) -> None:
    statement = release().statements[3]
    place = statement.evidence[0]
    driver.get(f"http://127.0.0.1:{site.port}/documents/release#char={place.start},{place.end}")
    anchor = driver.find_element(By.CSS_SELECTOR, ":target")
    assert anchor.get_attribute("id") == f"char={place.start},{place.end}"
    marked = "".join(each.text for each in driver.find_elements(By.CSS_SELECTOR, ".text mark"))
    assert " ".join(place.quote.split()) in " ".join(marked.split())
    width = driver.execute_script("return document.documentElement.scrollWidth <= window.innerWidth")
    assert width, "nothing runs off the side"


AXE = os.environ.get("AXE_CORE") or str(Path(__file__).parents[2] / ".venv" / "axe-core" / "package" / "axe.min.js")


@pytest.mark.skipif(not Path(AXE).exists(), reason="axe-core is not installed: make test brings it by npm")
@pytest.mark.parametrize("path", ["/documents", "/documents/release", "/actors/doj", "/query", "/reconcile/preview?id=doj"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible(driver: webdriver.Chrome, site: Client, path: str, scheme: str) -> None:
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
    driver.get(f"http://127.0.0.1:{site.port}{path}")
    driver.execute_script(Path(AXE).read_text(encoding="utf-8"))
    found = driver.execute_async_script("axe.run(document).then(arguments[0])")
    assert [(each["id"], [node["html"][:200] for node in each["nodes"][:3]]) for each in found["violations"]] == []
