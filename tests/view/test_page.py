"""The file itself: one file, the same bytes every time, nothing that a browser would fetch or run but ours."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.view.fixtures import document, relations, seed, statement
from ztgraph.errors import UsageError
from ztgraph.model import Entity, Extraction
from ztgraph.view import render_page

ROOT = Path(__file__).parents[2]
_BUILD = "import hashlib; from tests.view.fixtures import *; from ztgraph.view import render_page; print(hashlib.sha256(render_page([seed()], relations()).encode()).hexdigest())"


@pytest.fixture(scope="module")
def page() -> str:
    return render_page([seed()], relations())


def test_size(page: str) -> None:
    assert len(page.encode("utf-8")) < 1_500_000


def test_same_bytes_under_any_hash_seed(page: str) -> None:
    expected = hashlib.sha256(page.encode("utf-8")).hexdigest()
    for number in ("0", "1", "4711"):
        environment = {**os.environ, "PYTHONHASHSEED": number, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
        done = subprocess.run([sys.executable, "-c", _BUILD], env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == expected


def test_policy_names_exactly_our_scripts_and_styles(page: str) -> None:
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1])  # type: ignore[index]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy
    pieces = re.findall(r"<script>(.*?)</script>", page, re.DOTALL) + re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(piece.encode()).digest()).decode()}'" for piece in pieces}
    assert len(pieces) == 3
    assert set(re.findall(r"'sha256-[^']+'", policy)) == hashes


def test_names_no_file_beside_it(page: str) -> None:
    markup = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", page, flags=re.DOTALL)
    assert re.findall(r"""(?:src|href)\s*=\s*["']([^"']*)""", markup) == ["data:,"]
    assert "style=" not in markup
    assert not re.search(r"\son[a-z]+=", markup)


def test_data_is_read_back(page: str) -> None:
    text = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)[1]  # type: ignore[index]
    data = json.loads(text)
    assert len(data["statements"]) == len(seed().statements)
    assert "<" not in text


def test_markup_in_data_stays_data(page: str) -> None:
    nasty = "</script><script>alert(1)</script><!--"
    entity = Entity("x", nasty, "person", (nasty,))
    one = statement(nasty, entity, "informed", Entity("y", "Y", "agency"), nasty, theme=nasty)
    out = render_page([Extraction(document(nasty, title=nasty), (), (one,))], relations())
    assert out.count("<script") == page.count("<script")
    assert out.count("</script") == page.count("</script")
    assert "<script>alert" not in out


def test_title() -> None:
    one = Extraction(document("A.", title="  A\n title  "))
    assert "<h1>A title</h1>" in render_page([one], {})
    assert "<h1>Mine &amp; yours</h1>" in render_page([one], {}, title="Mine & yours")
    assert "<h1>Who did what with whom</h1>" in render_page([one, Extraction(document("B.", id="b"))], {})


def test_a_lone_surrogate_does_no_harm() -> None:
    text = "\ud800 told Y."
    one = statement(text, Entity("x", "\ud800", "person", ("\ud800",)), "informed", Entity("y", "Y", "agency"), text)
    assert render_page([Extraction(document(text, title="\ud800"), (), (one,))], relations()).encode("utf-8")


def test_documents_without_statements() -> None:
    assert "<h1>" in render_page([Extraction(document("Nothing here."))], {})


def test_nothing_at_all_is_an_error() -> None:
    with pytest.raises(UsageError, match="no document"):
        render_page([], {})
