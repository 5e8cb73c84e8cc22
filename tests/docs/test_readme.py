"""Every command and every piece of Python in README and docs runs, every answer that is shown is the real one, every link leads somewhere."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.docs.console import PAGES, ROOT, Block, blocks, call, commands, prepare, with_answers

COMMANDS = sorted({(page.name, command) for page in PAGES for block in blocks(page) for command in commands(block)})
# These need a server elsewhere, a document of the reader's, or run until they are interrupted: their options are looked at here, what they
# do is tested in tests/serve, tests/push, tests/store and tests/scale; so is what speaks to other machines.
AWAY = frozenset({"serve", "push", "remove"})
PYTHON = [block for page in PAGES for block in blocks(page) if block.kind == "python"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("reader")
    prepare(made)
    return made


def test_there_is_something_to_run() -> None:
    assert len(COMMANDS) > 30
    assert {block.page.name for block in PYTHON} >= {"README.md", "queries.md", "rules.md"}


@pytest.mark.slow
@pytest.mark.parametrize(("page", "command"), COMMANDS)
def test_every_command_runs(page: str, command: str, folder: Path) -> None:
    words = shlex.split(command, comments=True)
    if words[:1] == ["ztgraph"] and (words[1] in AWAY or any("://" in word for word in words)):
        helped = call(f"ztgraph {words[1]} --help", folder)
        assert [word for word in words if word.startswith("--") and word.partition("=")[0] not in helped.stdout] == []
        return
    done = call(command, folder)
    assert done.returncode == 0, f"{page}: {command}\n{done.stdout[-2000:]}{done.stderr}"


@pytest.mark.parametrize("block", PYTHON, ids=lambda block: f"{block.page.name}:{block.line}")
def test_the_python_runs(block: Block, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(folder)
    exec(compile(block.body, f"{block.page}:{block.line}", "exec"), {"__name__": "example"})
    if "print(" in block.body:
        assert capsys.readouterr().out.strip()


def test_the_answers_of_the_readme_are_real(folder: Path) -> None:
    page = ROOT / "README.md"
    assert with_answers(page, folder) == page.read_text(encoding="utf-8"), "run make generate"


def test_the_readme_begins_with_a_picture_a_question_and_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    places = [text.index(each) for each in ("![", "$ ztgraph query not-coordinated", "$ make ", "$ make test")]
    assert places == sorted(places)
    assert places[-1] < 3000


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_pictures_are_there(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://")):
            assert (page.parent / target).exists(), target
