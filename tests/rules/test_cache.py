"""Compiled rules: the same as those read, anew for another digest, untouched by what is broken, foreign or malicious, safe with many writers."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from ztgraph import cache as files
from ztgraph.rules import cache
from ztgraph.rules.load import LEXICON, load_rules
from ztgraph.rules.objects import Rules


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache."""
    monkeypatch.setenv(files.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A lexicon of two files."""
    folder = tmp_path / "lexicon"
    (folder / "actors").mkdir(parents=True)
    (folder / "cues").mkdir()
    (folder / "actors" / "a.yaml").write_text(
        'actors:\n  - {id: fema, label: FEMA, kind: agency, examples: ["FEMA left."]}\n', encoding="utf-8"
    )
    (folder / "cues" / "negation.yaml").write_text("nouns: [lack, absence]\n", encoding="utf-8")
    return folder


def test_what_is_kept_is_what_was_read(place: Path, small: Path) -> None:
    first = load_rules(lexicon=small)
    (path,) = place.iterdir()
    assert path.stat().st_mode & 0o077 == 0
    assert place.stat().st_mode & 0o077 == 0
    again = load_rules(lexicon=small)
    assert again == first
    assert again is not first
    assert (again.frames, again.by_trigger, again.components) == (first.frames, first.by_trigger, first.components)


def test_the_cache_is_used_and_a_change_of_a_file_is_seen(place: Path, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_rules(lexicon=small)
    monkeypatch.setattr("ztgraph.rules.assemble.assemble", None)
    assert load_rules(lexicon=small) == first, "without a look at the YAML"
    monkeypatch.undo()
    monkeypatch.setenv(files.VARIABLE, str(place))
    (small / "cues" / "negation.yaml").write_text("nouns: [lack, dearth]\n", encoding="utf-8")
    assert load_rules(lexicon=small).cues.words("negation", "nouns") == {"lack", "dearth"}
    assert len(list(place.iterdir())) == 2


class Trap:
    """Runs a program when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (f"touch {self.mark}",)


@pytest.mark.parametrize("kind", ["empty", "cut", "turned", "old", "foreign", "other", "trap"])
def test_what_is_not_whole_or_not_ours_is_read_anew(place: Path, small: Path, kind: str, tmp_path: Path) -> None:
    first = load_rules(lexicon=small)
    (path,) = place.iterdir()
    data, mark = path.read_bytes(), tmp_path / "mark"
    other = Rules({}, {}, first.titles, first.heads, first.cues, "0" * 64)
    bodies = {"foreign": pickle.dumps({"rules": 1}), "other": pickle.dumps(other), "trap": pickle.dumps(Trap(mark))}
    if kind in bodies:
        files.put(path, bodies[kind])
    else:
        path.write_bytes({"empty": b"", "cut": data[:-9], "turned": data[:-1] + bytes([data[-1] ^ 1]), "old": b"x" + data[1:]}[kind])
    assert load_rules(lexicon=small) == first
    assert not mark.exists()
    assert path.read_bytes() == data, "and it is mended"


def test_a_place_that_cannot_be_written_is_no_error(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    first = load_rules(lexicon=small)
    for value in (str(tmp_path / "file" / "deeper"), "off", ""):
        monkeypatch.setenv(files.VARIABLE, value)
        assert load_rules(lexicon=small) == first


def test_many_processes_write_at_once(place: Path, small: Path) -> None:
    code = f"from pathlib import Path\nfrom ztgraph.rules.load import load_rules\nprint(load_rules(lexicon=Path({str(small)!r})).digest)"
    runs = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(6)]
    digests = {run.communicate(timeout=60)[0].strip() for run in runs}
    assert digests == {load_rules(lexicon=small).digest}
    (path,) = place.iterdir()
    assert files.get(path) is not None


def test_only_so_many_stay(place: Path) -> None:
    for number in range(40):
        files.put(files.path_of("places", str(number).encode()), b"x")
    assert len(list(place.iterdir())) == 32
    assert files.get(files.path_of("places", b"39")) == b"x"


@pytest.mark.slow
def test_the_rules_of_the_package_are_kept_as_they_are(place: Path) -> None:
    first, again = load_rules(), load_rules()
    assert first == again
    named = "\0".join(f"{path.parent.name}/{path.name}" for path in sorted(LEXICON.glob("*/*.yaml")))
    assert cache.kept(first.digest, named) == first
