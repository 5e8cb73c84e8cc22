"""Shards: the same bytes for any number of processes, and the graph that build gives; duplicates, ids and limits in the order of the input."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.scale.conftest import DOCUMENTS, contents, manifest, named, ztgraph

TEXT = "The Coast Guard informed FEMA of the leak. NASA never consulted {}.\n"


def test_the_manifest_names_everything_and_every_name_is_a_digest(serial: Path, made: Path) -> None:
    lines = manifest(serial)
    assert named(serial) == [json.loads(line)["id"] for line in made.read_text(encoding="utf-8").splitlines()]
    assert len(lines) > 3
    assert sorted(line["shard"] for line in lines) == sorted(f"shards/{path.name}" for path in (serial / "shards").iterdir())
    for line in lines:
        data = (serial / line["shard"]).read_bytes()
        assert line["shard"] == f"shards/{hashlib.sha256(data).hexdigest()[:32]}.nq"
        assert (len(data), data.count(b"\n")) == (line["bytes"], line["quads"])
        assert [f"/{each['id']}> .\n".encode() in data for each in line["documents"]] == [True] * len(line["documents"])


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [2, 3])
def test_any_number_of_processes_writes_the_same_bytes(jobs: int, serial: Path, made: Path, tmp_path: Path) -> None:
    done = ztgraph("build", made, "--shards", tmp_path / "s", "--jobs", str(jobs), environment={"PYTHONHASHSEED": str(jobs)})
    assert done.code == 0, done.err
    assert f"{DOCUMENTS} documents read" in done.err
    assert contents(tmp_path / "s") == contents(serial)


@pytest.mark.slow
def test_the_shards_together_are_the_graph_of_build(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {f"{number:02d}.txt": TEXT.format(f"office {number}") for number in range(80)})
    files = {}
    for jobs in ("1", "2"):
        assert ztgraph("build", folder, "-o", tmp_path / f"out{jobs}", "--jobs", jobs).code == 0
        files[jobs] = contents(tmp_path / f"out{jobs}")
    assert files["1"] == files["2"]
    assert ztgraph("build", folder, "--shards", tmp_path / "s", "--jobs", "2").code == 0
    assert len(manifest(tmp_path / "s")) == 2
    lines = b"".join(path.read_bytes() for path in (tmp_path / "s" / "shards").iterdir()).splitlines(keepends=True)
    assert sorted(lines) == sorted(files["1"]["graph.nq"].splitlines(keepends=True))


def write(folder: Path, files: dict[str, str]) -> Path:
    """A folder with texts."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Batches with texts and ids that came before, broken lines, files of no kind, and a table of a few documents."""
    lines = [{"id": f"d{n}", "text": TEXT.format(f"the clerk of case {n}") + "Nothing more is known of it. " * 90} for n in range(120)]
    lines[70]["id"] = "d3"  # another text under an id that is taken, in another batch
    lines[90]["text"] = lines[5]["text"]  # a text that came before, in another batch
    lines[91]["text"] = lines[90]["text"]
    lines[92]["id"] = lines[93]["id"] = "twice"  # within a batch
    lines[94] = {"id": "d5", "text": lines[5]["text"]}
    lines[95] = {"id": "d5", "text": "FEMA consulted NASA. It was late."}
    rows = [json.dumps(line) for line in lines]
    rows[20] = '{"id": "broken"'
    rows[21] = ""
    write(
        tmp_path / "in", {"a.txt": TEXT.format("the mayor"), "b.jsonl": "\n".join(rows) + "\n", "c.csv": "id,text\nd3,FEMA funded NASA.\n"}
    )
    (tmp_path / "in" / "z.pdf").write_bytes(b"%PDF-1.4 broken")
    return tmp_path / "in"


@pytest.mark.slow
@pytest.mark.parametrize("options", [[], ["--limit", "93"], ["--since", "2001"]], ids=" ".join)
def test_what_is_taken_is_what_a_run_in_one_piece_takes(options: list[str], mixed: Path, tmp_path: Path) -> None:
    accounts, messages, graphs = {}, {}, {}
    for name, words in (("one", ["-o"]), ("many", ["--jobs", "2", "-o"]), ("shards", ["--jobs", "2", "--shards"])):
        account, place = tmp_path / f"{name}.jsonl", tmp_path / name
        done = ztgraph("build", mixed, *words, place, "--manifest", account, *options)
        assert done.code in (0, 1, 4), done.err
        messages[name] = [line for line in done.err.splitlines() if line.startswith(("failed", "note"))]
        if done.code != 4:
            accounts[name] = account.read_text(encoding="utf-8")
            files = [place / "graph.nq"] if name != "shards" else list((place / "shards").iterdir())
            graphs[name] = sorted(b"".join(file.read_bytes() for file in files).splitlines())
    assert messages["one"] == messages["many"] == messages["shards"]
    for kind in (accounts, graphs):
        assert kind.get("one") == kind.get("many") == kind.get("shards")
    if options == []:
        assert len(messages["one"]) == 5
        before = contents(tmp_path / "shards")
        again = ztgraph("build", mixed, "--shards", tmp_path / "shards")
        assert "from an earlier run" in again.err
        assert contents(tmp_path / "shards") == before


@pytest.mark.slow
def test_rules_of_the_users_own_are_those_of_all_processes(tmp_path: Path) -> None:
    rule = """id: hugged
label: hugged
negative_label: did not hug
meaning: A put its arms round B.
family: coordination
subject: [agency, person, group]
object: [agency, person, group]
frames:
  hug: {verb: hug, subject: agent, object: patient}
examples:
  match:
    - say: "{subject: The Coast Guard} hugged {object: FEMA}."
"""
    rules = write(tmp_path / "rules", {"relations/hugged.yaml": rule})
    source = write(tmp_path / "in", {"a.txt": "NASA hugged FEMA.\n"})
    assert ztgraph("build", source, "--shards", tmp_path / "s", "--rules", rules, "--jobs", "2").code == 0
    (line,) = manifest(tmp_path / "s")
    assert line["documents"][0]["statements"] == 1


def test_a_place_that_is_none_is_refused(made: Path, tmp_path: Path) -> None:
    write(tmp_path / "mine", {"notes.txt": "mine"})
    for place, words in ((tmp_path / "mine", "neither a place of shards"), (tmp_path / "mine" / "notes.txt", "not a folder")):
        done = ztgraph("build", made, "--shards", place)
        assert (done.code, words in done.err) == (2, True), done.err
    assert (tmp_path / "mine" / "notes.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "words",
    [
        ["-o", "x", "--shards", "y"],
        ["--cluster", "tcp://127.0.0.1:1", "-o", "x"],
        ["--store", "x", "--jobs", "2"],
        ["--shards", "x", "--jobs", "0"],
        ["--shards", "x", "--jobs", "2", "--cluster", "tcp://127.0.0.1:1"],
    ],
    ids=" ".join,
)
def test_options_that_do_not_go_together(words: list[str], tmp_path: Path) -> None:
    source = write(tmp_path / "in", {"a.txt": "NASA consulted FEMA.\n"})
    done = ztgraph("build", source, *words)
    assert done.code == 2
    assert done.err
