"""The way in: exit codes, streams, and what is imported."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from tests.cli.conftest import Run
from ztgraph import __version__
from ztgraph.cli import main
from ztgraph.cli.entry import COMMANDS, SHORT, group
from ztgraph.columns import columns, one_line

HEAVY = {"rdflib", "networkx", "pyvis", "pyoxigraph", "pyshacl", "yaml", "numpy", "jinja2", "IPython", "charset_normalizer", "hypothesis"}


def python(code: str, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False, env={**os.environ, **more})


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["build", "--help"], ["query", "--help"], ["rules", "--help"]])
def test_nothing_heavy_is_imported_to_say_what_there_is(arguments: list[str]) -> None:
    code = (
        "import sys; from ztgraph.cli import main; code = main(sys.argv[1:]); print(*sorted(sys.modules), file=sys.stderr); sys.exit(code)"
    )
    done = python(code, *arguments)
    assert done.returncode == 0
    assert done.stdout
    assert not HEAVY & {name.partition(".")[0] for name in done.stderr.split()}


def test_version(run: Run) -> None:
    assert run("--version").out == f"ztgraph {__version__}\n"


def test_python_m() -> None:
    done = subprocess.run([sys.executable, "-m", "ztgraph", "--version"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"ztgraph {__version__}\n")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.code == 0
    assert result.out.startswith(f"Usage: ztgraph {name}")


def test_the_list_of_commands_says_what_they_say_of_themselves() -> None:
    context = click.Context(group)
    said = {name: command.short_help for name in COMMANDS if (command := group.get_command(context, name)) is not None}
    assert said == SHORT
    assert list(SHORT) == list(COMMANDS), "in the same order"


def test_a_bug_of_ours_is_70_and_short(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("what nobody thought of")

    monkeypatch.setattr("ztgraph.cli.doctor.findings", fail)
    result = run("doctor")
    assert result.code == 70
    assert "a bug of ours: ValueError: what nobody thought of" in result.err
    assert "Traceback" not in result.err
    monkeypatch.setenv("ZTGRAPH_DEBUG", "1")
    with pytest.raises(ValueError, match="nobody"):
        main(["doctor"])


def test_an_interruption_is_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ztgraph.cli.doctor.findings", interrupt)
    result = run("doctor")
    assert result.code == 130
    assert "interrupted" in result.err


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_real_interruption(tmp_path: Path) -> None:
    # The command waits for its standard input, which never comes.
    command = [sys.executable, "-m", "ztgraph", "build", "-", "-o", str(tmp_path / "out")]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(3)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"Traceback" not in err
    assert not (tmp_path / "out").exists()


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    code = "import sys; from ztgraph.cli import entry, terminal; import click\n@click.command()\ndef command(): [click.echo('x' * 1000) for _ in range(10000)]\nimport types; m = types.ModuleType('m'); m.command = command; sys.modules['m'] = m; entry.COMMANDS['many'] = 'm'; sys.exit(entry.main(['many']))"
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=20), err) == (0, b"")


def test_colour_only_where_it_is_wanted() -> None:
    code = "from ztgraph.cli.terminal import say; import click; click.utils.should_strip_ansi = lambda *a, **k: False; say('words', colour='red')"
    assert "\x1b[31m" in python(code, NO_COLOR="").stderr
    assert python(code, NO_COLOR="1").stderr == "words\n"


def test_data_is_utf8_whatever_the_locale(source: Path) -> None:
    code = "import sys; from ztgraph.cli import main; sys.exit(main(['query', '--list']))"
    done = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-c", code], capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": "latin-1"}
    )
    assert done.returncode == 0, done.stderr
    done.stdout.decode("utf-8")


def test_columns_are_aligned_and_harmless() -> None:
    table = columns(("a", "b"), [["one\ntwo\x1b[31m", "x" * 100], ["報告", "y"]], widest=20)
    lines = table.splitlines()
    assert lines[0] == "a             b"
    assert lines[2] == "one two\ufffd[31m  " + "x" * 19 + "…"
    assert lines[3] == "報告          y"
    assert "\x1b" not in table
    assert one_line(" a \u202e b\t\n c ") == "a \ufffd b c"


def test_doctor(run: Run) -> None:
    result = run("doctor", "--json")
    found = json.loads(result.out)
    assert [finding["what"] for finding in found if finding["ok"] is False] == []
    assert result.code == 0
    assert len(run("doctor").out.splitlines()) == len(found)
