"""The commands that docs/scaling.md gives for other stores do what they say, where such a store is installed."""

from __future__ import annotations

import json
import shutil
import subprocess
import urllib.parse
import urllib.request
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.docs.console import ROOT, blocks
from tests.push.conftest import VIRTUOSO_INI, free_port, wait_for
from tests.store.test_load import shards
from tests.store.test_store import expected

PAGE = ROOT / "docs" / "scaling.md"


def block(kind: str, begins: str) -> str:
    return next(each.body for each in blocks(PAGE) if each.kind == kind and each.body.startswith(begins))


def test_virtuoso_takes_the_shards(tmp_path: Path) -> None:
    program, shell = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if program is None or shell is None:
        pytest.skip("Virtuoso is not installed: apt-get install virtuoso-opensource-7")
    known = shards(tmp_path / "data" / "shards", 4)
    for packed in (tmp_path / "data" / "shards").glob("*.gz"):
        subprocess.run(["gzip", "-d", str(packed)], check=True)
    sql, web = free_port(), free_port()
    (tmp_path / "virtuoso.ini").write_text(VIRTUOSO_INI.format(folder=tmp_path, sql=sql, http=web), encoding="utf-8")
    command = [program, "+configfile", str(tmp_path / "virtuoso.ini"), "+foreground"]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(web, "/sparql", process, 90)
        lines = block("sql", "ld_dir_all").replace("/data/shards", str(tmp_path / "data" / "shards"))
        done = subprocess.run(
            [shell, f"127.0.0.1:{sql}", "dba", "dba"], input=lines, text=True, capture_output=True, timeout=60, check=True
        )
        assert "Error" not in done.stdout + done.stderr
        assert "0 Rows" in done.stdout, "nothing failed"
        for graph in sorted({quad.graph for quad in expected(known)}):
            query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
            asked = urllib.parse.urlencode({"query": query, "format": "application/sparql-results+json"})
            with urllib.request.urlopen(f"http://127.0.0.1:{web}/sparql?{asked}", timeout=30) as answer:
                found = json.load(answer)["results"]["bindings"]
            assert int(found[0]["n"]["value"]) == sum(1 for quad in expected(known) if quad.graph == graph)
    finally:
        process.kill()
        process.wait()


def test_the_file_for_qlever_is_one(tmp_path: Path) -> None:
    parser = ConfigParser(interpolation=None)
    parser.read_string(block("ini", "[data]"))
    assert {name: sorted(parser[name]) for name in parser.sections()} == {
        "data": ["format", "name"],
        "index": ["cat_input_files", "input_files", "settings_json"],
        "server": ["memory_for_queries", "port", "timeout"],
        "runtime": ["image", "system"],
    }
    assert parser["data"]["format"] == "nq"
    assert json.loads(parser["index"]["settings_json"])
    known = shards(tmp_path / "shards", 1)
    pattern = parser["index"]["input_files"]
    assert len(list(tmp_path.glob(pattern))) == 1, known
