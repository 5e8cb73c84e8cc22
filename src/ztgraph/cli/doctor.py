"""``ztgraph doctor``: whether this installation has all it needs, and what to do where it has not."""

from __future__ import annotations

import json
import os
import platform
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

import click

from ztgraph import __version__
from ztgraph.errors import ZtgraphError

PACKAGES = ("charset-normalizer", "click", "Jinja2", "networkx", "numpy", "pyoxigraph", "pyshacl", "pyvis", "PyYAML", "rdflib",
            "starlette", "uvicorn")  # fmt: skip
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SOMETHING_WRONG = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; ``ok`` is None where it is only for tests."""

    what: str
    ok: bool | None
    note: str


@click.command("doctor", short_help="Check the installation.")
@click.option("--json", "as_json", is_flag=True, help="Write the findings as JSON.")
def command(as_json: bool) -> int:
    """Look at the installation: Python, packages, data, rules, browser."""
    found = list(findings())
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in found], ensure_ascii=False, indent=2))
    else:
        for finding in found:
            mark = {True: "ok  ", False: "BAD ", None: "-   "}[finding.ok]
            click.echo(f"{mark}{finding.what:<20}{finding.note}")
    return SOMETHING_WRONG if any(finding.ok is False for finding in found) else 0


def findings() -> Iterator[Finding]:
    """Everything that is looked at, in a fixed order."""
    yield Finding("ztgraph", True, __version__)
    version = platform.python_version_tuple()
    yield Finding("python", (int(version[0]), int(version[1])) >= (3, 11), platform.python_version())
    for name in PACKAGES:
        try:
            yield Finding(name, True, metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Finding(name, False, "not installed: pip install ztgraph again")
    for name in ("ontology/ztgraph.ttl", "ontology/shapes.ttl", "seeds"):
        yield _resource(name)
    yield _rules()
    yield _engine()
    chosen = os.environ.get("CHROME")
    browser = chosen if chosen and Path(chosen).exists() else next(filter(None, map(shutil.which, BROWSERS)), None)
    yield Finding("browser", None, browser or "none found; only the tests of the page need one (CHROME names it)")


def _resource(name: str) -> Finding:
    from ztgraph.resources import resource

    try:
        resource(name)
    except ZtgraphError as error:
        return Finding(name, False, str(error))
    return Finding(name, True, "found")


def _rules() -> Finding:
    from ztgraph.rules.load import load_rules

    try:
        rules = load_rules()
    except ZtgraphError as error:
        return Finding("rules", False, str(error))
    return Finding("rules", True, f"{len(rules.relations)} relations, {len(rules.actors)} actors, digest {rules.digest[:12]}")


def _engine() -> Finding:
    from ztgraph.extract import pipeline

    compiled = not pipeline.__file__.endswith(".py")
    return Finding("engine", None, "compiled" if compiled else "plain Python, about three times slower: install it where a C compiler is")
