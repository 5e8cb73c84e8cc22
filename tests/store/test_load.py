"""Bulk loading gives the store that a build of all documents gives, whatever the pieces, and whenever it was killed."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.conftest import Run, run
from tests.factories import HOSTILE, RELATIONS, hostile
from tests.store.test_store import Engine, expected, made, opened, union_is_default
from ztgraph.errors import GraphError
from ztgraph.export import export
from ztgraph.graph.build import build_quads
from ztgraph.model import Extraction
from ztgraph.query import run_query
from ztgraph.store import load as module
from ztgraph.store.layout import Layout
from ztgraph.store.load import load_shards
from ztgraph.store.store import store_quads

__all__ = ["run"]  # the fixture
ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}


def nquads(extractions: Iterable[Extraction]) -> str:
    return export(build_quads(list(extractions), RELATIONS), "nquads")


def shard(folder: Path, name: str, documents: dict[str, int]) -> Path:
    """A shard of the small documents of the tests of the store."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    data = nquads(made(identifier, number) for identifier, number in documents.items()).encode()
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


def shards(folder: Path, count: int, each: int = 3) -> dict[str, int]:
    """That many shards in ``folder``, and the documents in them."""
    known: dict[str, int] = {}
    for at in range(count):
        documents = {f"d{at * each + number}": at * each + number for number in range(each)}
        shard(folder, f"{at:03d}.nq" + ".gz" * (at % 3 == 1), documents)
        known |= documents
    return known


def test_pieces_are_as_one_build(tmp_path: Path) -> None:
    known = shards(tmp_path / "in", 6)
    (tmp_path / "in" / ".000.nq.part").write_text("being written", encoding="utf-8")
    (tmp_path / "in" / ".half.nq").write_text("being written", encoding="utf-8")
    done = load_shards(tmp_path / "s", [tmp_path / "in"])
    assert (done.loaded, done.known, done.documents, done.failed) == (6, 0, 18, [])
    assert done.quads == len(expected(known))
    assert store_quads(tmp_path / "s") == expected(known)
    assert union_is_default(tmp_path / "s")
    again = load_shards(tmp_path / "s", [tmp_path / "in"])
    assert (again.loaded, again.known, again.quads) == (0, 6, 0)
    shard(tmp_path / "more", "x.nq", {"e1": 40})
    assert load_shards(tmp_path / "s", [tmp_path / "in", tmp_path / "more" / "x.nq"]).loaded == 1
    assert store_quads(tmp_path / "s") == expected(known | {"e1": 40})


def test_batches_do_not_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BATCH_BYTES", 1)
    known = shards(tmp_path / "in", 5)
    shard(tmp_path / "in", "again.nq", {"d1": 1, "d13": 13})  # documents that other shards have too, the same
    load_shards(tmp_path / "s", [tmp_path / "in"])
    assert store_quads(tmp_path / "s") == expected(known)
    assert union_is_default(tmp_path / "s")


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_texts_come_through_whole(tmp_path: Path, name: str) -> None:
    quads = build_quads([hostile(HOSTILE[name])], RELATIONS)
    (tmp_path / "x.nq").write_text(export(quads, "nquads"), encoding="utf-8")
    load_shards(tmp_path / "s", [tmp_path / "x.nq"])
    assert store_quads(tmp_path / "s") == quads
    assert union_is_default(tmp_path / "s")


def test_what_a_loaded_store_holds_builds_on(tmp_path: Path) -> None:
    """Documents come to it and go from it one by one, as to any other."""
    shard(tmp_path, "x.nq", {"a": 1, "b": 2})
    load_shards(tmp_path / "s", [tmp_path / "x.nq"])
    engine = Engine()
    with opened(tmp_path / "s", engine) as store:
        assert store.documents() == ["a", "b"]
        store.add(made("c", 3).document)
        store.remove("a")
        assert store.add(made("b", 4).document) == "changed"
    assert store_quads(tmp_path / "s") == expected({"b": 4, "c": 3})
    assert union_is_default(tmp_path / "s")


def test_other_ways_of_writing_quads(tmp_path: Path) -> None:
    lines = nquads([made("a", 1)]).splitlines()
    odd = ["# <http://a/> <b> .", "", *(line.replace("> <", ">\t<").replace("> .", ">. # as <it> \\ is .") for line in lines), " "]
    (tmp_path / "x.nq").write_bytes("\r\n".join(odd).encode())
    load_shards(tmp_path / "s", [tmp_path / "x.nq"])
    assert store_quads(tmp_path / "s") == expected({"a": 1})
    assert union_is_default(tmp_path / "s")


GOOD = nquads([made("good", 5)])
BAD = {
    "no quads": ("this is no graph\n", 1, "The subject"),
    "a bad line": (GOOD + "<http://a> <http://b> .\n", GOOD.count("\n") + 1, "The object"),
    "no graph": ("\n" + GOOD.replace(" <https://w3id.org/ztgraph/doc/good> .", " ."), 2, "outside the graph"),
    "another graph": (GOOD.replace("/doc/good> .", "/graph/good> ."), 1, "outside the graph"),
    "a blank node": (GOOD + "_:b <http://b> <http://c> <https://w3id.org/ztgraph/doc/good> .\n", GOOD.count("\n") + 1, "blank node"),
    "a relative address": (GOOD + "<a> <http://b> <http://c> <https://w3id.org/ztgraph/doc/good> .\n", GOOD.count("\n") + 1, "IRI"),
    "a bad escape": (GOOD.replace('matter', 'mat\\xter', 1), None, "escape"),
    "half a document": ("".join(line for line in GOOD.splitlines(keepends=True) if "sha256" not in line), 1, "no whole document"),
    "two bases": (GOOD + GOOD.replace("w3id.org/ztgraph/doc", "example.org/doc"), None, "among those under"),
    "nothing": ("# nothing\n", None, "holds no document"),
}  # fmt: skip


@pytest.mark.parametrize("what", sorted(BAD))
def test_a_bad_file_is_named_with_its_line_and_the_rest_is_loaded(run: Run, tmp_path: Path, what: str) -> None:
    text, line, message = BAD[what]
    known = shards(tmp_path / "in", 2)
    bad = tmp_path / "in" / "0005.nq"
    bad.write_text(text, encoding="utf-8")
    result = run("load", tmp_path / "in", "--store", tmp_path / "s")
    assert result.code == 1
    assert message in result.err
    assert f"{bad}:{line}: " in result.err if line else str(bad) in result.err
    assert "2 shards loaded, 0 there already, 1 failed: 6 documents" in result.err
    assert store_quads(tmp_path / "s") == expected(known)
    bad.write_text(GOOD, encoding="utf-8")
    repaired = run("load", tmp_path / "in", "--store", tmp_path / "s")
    assert (repaired.code, repaired.out) == (0, "")
    assert store_quads(tmp_path / "s") == expected(known | {"good": 5})
    bad.write_text(text, encoding="utf-8")
    assert run("load", bad, "--store", tmp_path / "t").code == 5


@pytest.mark.parametrize("data", [b"\xff\xfe" * 40, b"\x1f\x8b", gzip.compress(GOOD.encode())[:-20], gzip.compress(GOOD.encode("utf-16"))])
def test_a_file_that_cannot_be_unpacked_or_read(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.nq.gz").write_bytes(data)
    done = load_shards(tmp_path / "s", [tmp_path / "x.nq.gz"])
    assert [str(tmp_path / "x.nq.gz") in str(error) for error in done.failed] == [True]


def test_places_that_hold_no_shards(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.ttl").touch()
    (tmp_path / "empty").mkdir()
    for place, message in (("x.ttl", "not N-Quads by its name"), ("empty", "holds no file of N-Quads"), ("nowhere", "no such file")):
        result = run("load", tmp_path / place, "--store", tmp_path / "s")
        assert (result.code, message in result.err) == (5, True)
    assert not (tmp_path / "s").exists()


def named(folder: Path, documents: dict[str, int]) -> str:
    """A shard that is named by its content; its line in a manifest."""
    path = shard(folder / "shards", "new.nq", documents)
    name = f"shards/{hashlib.sha256(path.read_bytes()).hexdigest()[:32]}.nq"
    path.rename(folder / name)
    return json.dumps({"shard": name, "documents": []}) + "\n"


def test_of_a_build_in_pieces_what_the_manifest_names_is_loaded(tmp_path: Path) -> None:
    lines = [named(tmp_path / "in", {"b": 2}), named(tmp_path / "in", {"a": 1})]
    named(tmp_path / "in", {"c": 3})  # of a run that was given up
    (tmp_path / "in" / "run.json").write_text("{}", encoding="utf-8")
    with pytest.raises(GraphError, match="not complete"):
        load_shards(tmp_path / "s", [tmp_path / "in"])
    manifest = tmp_path / "in" / "manifest.jsonl"
    manifest.write_text("".join(lines), encoding="utf-8")
    assert load_shards(tmp_path / "s", [tmp_path / "in"]).loaded == 2
    assert store_quads(tmp_path / "s") == expected({"a": 1, "b": 2})
    for line, message in (
        ('{"shard": "shards/none.nq"}', "a shard that is not there"),
        ('{"shard": "../x.nq"}', "outside its folder"),
        ("[]", "names no shard"),
        ("{", "names no shard"),
        ('{"shard": 3}', "names no shard"),
        ('{"shard": "a\\u0000b"}', "names no shard"),
    ):
        manifest.write_text(lines[0] + line + "\n", encoding="utf-8")
        with pytest.raises(GraphError, match=f"jsonl:2: .*{message}"):
            load_shards(tmp_path / "s", [tmp_path / "in"])


def test_a_damaged_shard_is_not_loaded(tmp_path: Path) -> None:
    path = tmp_path / json.loads(named(tmp_path, {"a": 1}))["shard"]
    path.write_bytes(path.read_bytes().replace(b"matter 1", b"matter 2"))
    done = load_shards(tmp_path / "s", [path])
    assert "not the content by which it is named" in str(done.failed[0])


def test_a_store_of_another_base(tmp_path: Path) -> None:
    other = export(build_quads([made("a", 1)], RELATIONS, base="https://example.org/kb/"), "nquads")
    (tmp_path / "x.nq").write_text(other, encoding="utf-8")
    load_shards(tmp_path / "s", [tmp_path / "x.nq"])
    with opened(tmp_path / "s") as store:
        assert store.base == "https://example.org/kb/"
    done = load_shards(tmp_path / "s", [shard(tmp_path, "y.nq", {"b": 2})])
    assert "names things under" in str(done.failed[0])
    assert len(store_quads(tmp_path / "s")) == other.count("\n")


def test_a_document_with_other_statements_is_not_taken_unless_asked_for(run: Run, tmp_path: Path) -> None:
    shard(tmp_path / "in", "x.nq", {"a": 1, "b": 2})
    engine = Engine()
    with opened(tmp_path / "s", engine) as store:
        store.add(made("a", 7).document)
        store.add(made("c", 8).document)
    refused = run("load", tmp_path / "in", "--store", tmp_path / "s")
    assert refused.code == 5
    assert "x.nq: the store holds the document 'a' with other statements" in refused.err
    assert "--replace" in refused.err
    assert store_quads(tmp_path / "s") == expected({"a": 7, "c": 8})
    assert run("load", tmp_path / "in", "--store", tmp_path / "s", "--replace").code == 0
    assert store_quads(tmp_path / "s") == expected({"a": 1, "b": 2, "c": 8})
    assert union_is_default(tmp_path / "s")
    with opened(tmp_path / "s", engine) as store:
        assert store.add(made("a", 7).document) == "changed", "the ledger speaks of what is there"
        assert store.add(made("c", 8).document) == "unchanged"


def test_two_shards_that_contradict_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shard(tmp_path / "in", "1.nq", {"a": 1})
    shard(tmp_path / "in", "2.nq", {"a": 2, "b": 3})
    done = load_shards(tmp_path / "s", [tmp_path / "in"])
    assert (done.loaded, len(done.failed)) == (1, 1)
    assert store_quads(tmp_path / "s") == expected({"a": 1})
    assert load_shards(tmp_path / "s", [tmp_path / "in"], replace=True).failed == []
    assert store_quads(tmp_path / "s") == expected({"a": 2, "b": 3})
    assert union_is_default(tmp_path / "s")


@given(st.lists(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 3), min_size=1, max_size=4), min_size=1, max_size=4))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_documents_of_one_text_are_settled_as_a_build_of_all_settles_them(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[dict[str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("settled")
    known: dict[str, int] = {}
    for number, piece in enumerate(pieces):
        own = {name: text for name, text in piece.items() if name not in known}
        if own:
            known |= own
            shard(folder, f"{number}.nq", own)
            if number % 2:
                load_shards(folder / "s", [folder / f"{number}.nq"])
    done = load_shards(folder / "s", [folder])
    assert (done.failed, done.orphans) == ([], 0)
    assert store_quads(folder / "s") == expected(known)
    assert union_is_default(folder / "s")


def test_a_document_that_points_to_one_that_is_not_there_is_counted(run: Run, tmp_path: Path) -> None:
    both = nquads([made("a", 1), made("b", 1), made("c", 1)]).splitlines(keepends=True)
    (tmp_path / "x.nq").write_text("".join(line for line in both if "/doc/a> ." not in line), encoding="utf-8")
    result = run("load", tmp_path / "x.nq", "--store", tmp_path / "s")
    assert result.code == 0
    assert "2 of the documents point to another" in result.err
    done = load_shards(tmp_path / "s", [shard(tmp_path, "y.nq", {"a": 1})])
    assert done.orphans == 0
    assert store_quads(tmp_path / "s") == expected({"a": 1, "b": 1, "c": 1})


LOADER = """
import sys
from pathlib import Path
from ztgraph.store import load
load.BATCH_BYTES = 1
print("begun", flush=True)
load.load_shards(Path(sys.argv[2]), [Path(sys.argv[1])], replace=True)
"""


def load_killed(source: Path, store: Path, seconds: float, with_signal: int = signal.SIGKILL) -> int:
    """The exit code of a load that is killed so long after its beginning."""
    child = subprocess.Popen([sys.executable, "-c", LOADER, str(source), str(store)], stdout=subprocess.PIPE, env=ENVIRONMENT, cwd=ROOT)
    assert child.stdout is not None
    child.stdout.readline()
    child.stdout.close()
    time.sleep(seconds)
    child.send_signal(with_signal)
    return child.wait()


def test_killed_at_any_moment_the_same_command_completes_it_and_readers_see_no_half(tmp_path: Path) -> None:
    known = shards(tmp_path / "in", 24)
    store = tmp_path / "s"
    with opened(store) as writer:
        writer.add(made("old", 60).document)
        writer.add(made("d5", 61).document)  # which a shard replaces
    before, after = expected({"old": 60, "d5": 61}), expected(known | {"old": 60})
    chance, broken = random.Random(11), 0
    for _ in range(6):
        code = load_killed(tmp_path / "in", store, chance.random() * 0.8)
        seen = store_quads(store)
        assert seen in (before, after)
        if Layout(store).loading.exists():
            broken += 1
            assert seen == before
            with pytest.raises(GraphError, match="bulk load into the store broke off"):
                opened(store)
        elif code == 0:
            break
    assert broken
    done = load_shards(store, [tmp_path / "in"], replace=True)
    assert done.failed == []
    assert store_quads(store) == after
    assert union_is_default(store)
    with opened(store) as writer:
        assert len(writer.documents()) == len(known) + 1
    assert load_shards(store, [tmp_path / "in"]).known == 24


def test_what_was_begun_must_be_completed_before_other_files_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, other = shard(tmp_path, "x.nq", {"a": 1}), shard(tmp_path, "y.nq", {"b": 2})

    def dies(self: object, *arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(module._Loader, "_remove_replaced", dies)
        with pytest.raises(KeyboardInterrupt):
            load_shards(tmp_path / "s", [path])
    with pytest.raises(GraphError, match="not all there yet"):
        store_quads(tmp_path / "s")
    with pytest.raises(GraphError, match=r"x\.nq: the load of this file broke off"):
        load_shards(tmp_path / "s", [other])
    assert load_shards(tmp_path / "s", [path, other]).loaded == 2
    assert store_quads(tmp_path / "s") == expected({"a": 1, "b": 2})


def test_a_lost_ledger_is_no_loss(tmp_path: Path) -> None:
    known = shards(tmp_path / "in", 3)
    load_shards(tmp_path / "s", [tmp_path / "in"])
    (tmp_path / "s" / "documents.sqlite").write_bytes(b"this is no database" * 100)
    assert load_shards(tmp_path / "s", [tmp_path / "in"]).loaded == 3
    assert store_quads(tmp_path / "s") == expected(known)


def test_one_loads_at_a_time(tmp_path: Path) -> None:
    path = shard(tmp_path, "x.nq", {"a": 1})
    with opened(tmp_path / "s"), pytest.raises(GraphError, match="another process is writing"):
        load_shards(tmp_path / "s", [path])


def test_interrupted_it_says_so(tmp_path: Path) -> None:
    known = shards(tmp_path / "in", 30)
    command = [sys.executable, "-m", "ztgraph", "load", str(tmp_path / "in"), "--store", str(tmp_path / "s")]
    child = subprocess.Popen(command, stderr=subprocess.PIPE, env=ENVIRONMENT, cwd=ROOT, text=True)
    while not (tmp_path / "s" / "loading").exists() and child.poll() is None:
        time.sleep(0.005)
    child.send_signal(signal.SIGINT)
    _, said = child.communicate()
    assert child.returncode in (0, 130), said
    assert "bug" not in said
    subprocess.run(command, check=True, env=ENVIRONMENT, cwd=ROOT, stderr=subprocess.DEVNULL)
    assert store_quads(tmp_path / "s") == expected(known)
    found = run_query(tmp_path / "s", "SELECT (COUNT(*) AS ?n) { ?d a <https://w3id.org/ztgraph/ns#Document> }").records()
    assert int(found[0]["n"]) == len(known)
