"""The commands that README and docs show, run as they stand; ``python -m tests.docs.console`` writes the README's answers anew."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ztgraph.files import write_atomic

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
_BLOCK = re.compile(r"^(?P<indent> *)```(?P<kind>[a-z]*)\n(?P<body>.*?)^ *```$", re.MULTILINE | re.DOTALL)
_EXPLAINED = re.compile(r"(?<=ztgraph explain out/ )st-[0-9a-f]+")
QUESTION = "SELECT ?s WHERE { ?s a <https://w3id.org/ztgraph/ns#Statement> } ORDER BY ?s LIMIT 3\n"


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page: ``kind`` is the word after the fence, ``line`` (from 1) where its body begins."""

    page: Path
    kind: str
    body: str
    line: int


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page in order."""
    text = page.read_text(encoding="utf-8")
    for match in _BLOCK.finditer(text):
        yield Block(page, match["kind"], textwrap.dedent(match["body"]), text.count("\n", 0, match.start("body")) + 1)


def commands(block: Block) -> Iterator[str]:
    """The calls of ztgraph in a block."""
    if block.kind in ("", "sh", "console"):
        for line in block.body.splitlines():
            bare = line.removeprefix("$ ")
            if bare.startswith("ztgraph "):
                yield bare


def call(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a call of ztgraph, as a shell without its expansions would, in ``folder``."""
    words = [sys.executable, "-m", "ztgraph", *shlex.split(command, comments=True)[1:]]
    environment = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1"}
    return subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120)


def prepare(folder: Path) -> None:
    """The files that the pages speak of: reports/, report.txt, question.rq, my-rules/, and built graphs out/, old/, new/."""
    (source,) = (ROOT / "seeds").glob("*zero-tolerance.txt")
    (folder / "reports").mkdir()
    shutil.copy(source, folder / "reports")
    shutil.copy(source, folder / "report.txt")
    (folder / "question.rq").write_text(QUESTION, encoding="utf-8")
    rule = next(block.body for block in blocks(ROOT / "docs" / "rules.md") if block.body.startswith("id: subpoenaed"))
    (folder / "my-rules" / "relations").mkdir(parents=True)
    (folder / "my-rules" / "relations" / "subpoenaed.yaml").write_text(rule, encoding="utf-8")
    done = call("ztgraph build reports/ -o out/", folder)
    assert done.returncode == 0, done.stderr
    for name in ("old", "new"):
        shutil.copytree(folder / "out", folder / name)


def negative_id(folder: Path) -> str:
    """The beginning of the id of the README's example: that the Department did not coordinate."""
    lines = (folder / "out" / "statements.jsonl").read_text(encoding="utf-8").splitlines()
    found = (each for each in map(json.loads, lines) if (each["predicate"], each["polarity"]) == ("coordinated_with", "negative"))
    return str(next(each["id"] for each in found if each["subject"]["id"] == "doj"))[:9]


def with_answers(page: Path, folder: Path) -> str:
    """The text of a page with the answers of its console blocks as the program gives them now."""

    def answered(match: re.Match[str]) -> str:
        lines = match["body"].splitlines()
        if match["kind"] != "console" or len(lines) < 2 or not lines[0].startswith("$ ztgraph ") or lines[1].startswith("$ "):
            return match[0]
        done = call(lines[0].removeprefix("$ "), folder)
        assert done.returncode == 0, done.stderr
        return f"```console\n{lines[0]}\n{done.stdout}```"

    text = _EXPLAINED.sub(negative_id(folder), page.read_text(encoding="utf-8"))
    return _BLOCK.sub(answered, text)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        prepare(Path(made))
        write_atomic(ROOT / "README.md", with_answers(ROOT / "README.md", Path(made)))
