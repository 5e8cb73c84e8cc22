"""A store on disk says what a build of all its documents would say, whatever came when, and survives being killed at any moment."""

from __future__ import annotations

import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import DHS, DOJ, HHS, HOSTILE, OIG, RELATIONS, USMS, Draft, hostile, release
from ztgraph.errors import GraphError, WriteError
from ztgraph.graph.build import build_quads
from ztgraph.graph.terms import Quad
from ztgraph.model import Document, Extraction, replace
from ztgraph.query import Session, ask, run_query
from ztgraph.store.layout import current_snapshot, is_store
from ztgraph.store.store import Store, store_quads

ROOT = Path(__file__).parents[2]
ACTORS = (DHS, DOJ, HHS, OIG, USMS)


def made(identifier: str, number: int) -> Extraction:
    """A small document; those of one number have one text."""
    subject, target = ACTORS[number % 5], ACTORS[(number + 1 + number // 5) % 5]
    words = f"{subject.label} informed {target.label} of matter {number}"
    draft = Draft(f"{words}. Nothing more.\n", identifier)
    if subject != target:
        draft.say(subject, "informed", target, words, time=f"20{number % 20:02d}")
    return draft.done()


class Engine:
    """An engine that knows the documents it is given, and counts how often it is asked."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def __call__(self, document: Document) -> Extraction:
        self.calls.append(document.id)
        if "matter" in document.text:
            return replace(made(document.id, int(document.text.split("matter ")[1].split(".")[0])), document=document)
        return Extraction(document)


def opened(folder: Path, engine: Callable[[Document], Extraction] | None = None, rules: str = "r1") -> Store:
    return Store(folder, RELATIONS, engine or Engine(), rules=rules)


def expected(documents: dict[str, int]) -> tuple[Quad, ...]:
    return build_quads([made(name, number) for name, number in documents.items()], RELATIONS)


def union_is_default(folder: Path) -> bool:
    """Whether the default graph has each triple of the named graphs once, and nothing else."""
    found = run_query(folder, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").records()
    return int(found[0]["n"]) == len({quad._replace(graph="") for quad in store_quads(folder)})


def test_documents_in_changed_unchanged_and_out(tmp_path: Path) -> None:
    folder, engine = tmp_path / "s", Engine()
    with opened(folder, engine) as store:
        assert [store.add(made(name, number).document) for name, number in (("a", 1), ("b", 2))] == ["added", "added"]
        assert store.documents() == ["a", "b"]
    assert store_quads(folder) == expected({"a": 1, "b": 2})
    with opened(folder, engine) as store:
        assert store.add(made("a", 1).document) == "unchanged"
        assert store.add(made("b", 3).document) == "changed"
    assert engine.calls == ["a", "b", "b"], "what has not changed costs nothing"
    assert store_quads(folder) == expected({"a": 1, "b": 3})
    with opened(folder, engine) as store:
        store.remove("a")
        with pytest.raises(GraphError, match="holds no document 'a'"):
            store.remove("a")
    assert store_quads(folder) == expected({"b": 3})
    assert union_is_default(folder)
    assert is_store(folder)


def test_other_rules_make_the_documents_again(tmp_path: Path) -> None:
    engine = Engine()
    for rules, outcome in (("r1", "added"), ("r1", "unchanged"), ("r2", "changed"), ("r2", "unchanged")):
        with opened(tmp_path / "s", engine, rules) as store:
            assert store.add(made("a", 1).document) == outcome
    assert engine.calls == ["a", "a"]


def test_metadata_that_changed_is_a_change(tmp_path: Path) -> None:
    document = made("a", 1).document
    with opened(tmp_path / "s") as store:
        store.add(document)
    with opened(tmp_path / "s") as store:
        assert store.add(replace(document, title="Another title")) == "changed"
    titles = run_query(tmp_path / "s", "SELECT ?t { ?d <http://purl.org/dc/terms/title> ?t }").records()
    assert titles == [{"t": "Another title"}]


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from([None, 1, 2, 3])), max_size=10), st.integers(0, 3))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_came_when_it_is_as_if_built_at_once(tmp_path: Path, steps: list[tuple[str, int | None]], breaks: int) -> None:
    """Documents of one text come and go under several names: originals and those that point to them are settled each time."""
    folder = tmp_path / "s"
    shutil.rmtree(folder, ignore_errors=True)
    now: dict[str, int] = {}
    for number in range(breaks + 1):
        with opened(folder) as store:
            for name, text in steps[number :: breaks + 1]:
                if text is None:
                    if name in now:
                        store.remove(name)
                        del now[name]
                elif store._seen.get(name) in (None, made(name, text).document.sha256):
                    store.add(made(name, text).document)
                    now[name] = text
    assert store_quads(folder) == expected(now)
    assert union_is_default(folder)


def test_one_id_with_two_texts_in_one_run_is_an_error(tmp_path: Path) -> None:
    with opened(tmp_path / "s") as store:
        store.add(made("a", 1).document)
        with pytest.raises(GraphError, match="two documents have the id 'a'"):
            store.add(made("a", 2).document)


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_texts_come_back_whole_also_when_they_change(tmp_path: Path, name: str) -> None:
    extraction = hostile(HOSTILE[name])
    other = Extraction(extraction.document)
    with opened(tmp_path / "s", lambda document: extraction) as store:
        store.add(extraction.document)
    assert store_quads(tmp_path / "s") == build_quads([extraction], RELATIONS)
    with opened(tmp_path / "s", lambda document: other, "r2") as store:
        store.add(extraction.document)
    assert store_quads(tmp_path / "s") == build_quads([other], RELATIONS)
    with opened(tmp_path / "s", lambda document: extraction, "r3") as store:
        store.add(extraction.document)
    assert store_quads(tmp_path / "s") == build_quads([extraction], RELATIONS)
    assert union_is_default(tmp_path / "s")


def test_an_invalid_graph_changes_nothing(tmp_path: Path) -> None:
    with opened(tmp_path / "s") as store:
        store.add(made("a", 1).document)
    broken = made("a", 2)
    with opened(tmp_path / "s", lambda document: made("x", 9)) as store, pytest.raises(GraphError, match="another document"):
        store.add(broken.document)
    with opened(tmp_path / "s", lambda document: Extraction(document, (), release().statements)) as store, pytest.raises(GraphError):
        store.add(broken.document)
    assert store_quads(tmp_path / "s") == expected({"a": 1})


def test_two_writers_another_base_and_what_is_no_store_are_clear_errors(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    with opened(folder), pytest.raises(GraphError, match="another process is writing"):
        opened(folder)
    with pytest.raises(GraphError, match="names things under"):
        Store(folder, RELATIONS, Engine(), base="https://example.org/")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()
    with pytest.raises(WriteError, match="neither a store nor an empty folder"):
        opened(tmp_path / "full")
    with pytest.raises(GraphError, match="not a store"):
        store_quads(tmp_path / "full")
    (folder / "store.json").write_text('{"format": 99, "base": "x"}', encoding="utf-8")
    with pytest.raises(GraphError, match="another version"):
        opened(folder)


def test_a_broken_ledger_costs_work_and_nothing_else(tmp_path: Path) -> None:
    folder, engine = tmp_path / "s", Engine()
    with opened(folder, engine) as store:
        store.add(made("a", 1).document)
    (folder / "documents.sqlite").write_bytes(b"this is no database" * 100)
    with opened(folder, engine) as store:
        assert store.add(made("a", 1).document) == "changed"
        assert store.add(made("a", 1).document) == "unchanged"
    assert engine.calls == ["a", "a"]
    assert store_quads(folder) == expected({"a": 1})


def test_readers_see_what_was_there_when_they_came_while_a_writer_works(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    with opened(folder) as store:
        store.add(made("a", 1).document)
    with opened(folder) as store:
        for number in range(2, 40):
            store.add(made(f"d{number}", number).document)
            if number % 10 == 0:
                assert store_quads(folder) == expected({"a": 1})
    assert len(store_quads(folder)) > 40 * 10
    assert len(list((folder / "snapshots").iterdir())) <= 2


def test_a_base_of_its_own_is_kept(tmp_path: Path) -> None:
    with Store(tmp_path / "s", RELATIONS, Engine(), base="https://example.org/kb/") as store:
        store.add(made("a", 1).document)
    with opened(tmp_path / "s") as store:
        assert store.base == "https://example.org/kb/"
        assert store.documents() == ["a"]
        store.add(made("b", 1).document)
    assert store_quads(tmp_path / "s") == build_quads([made("a", 1), made("b", 1)], RELATIONS, base="https://example.org/kb/")


WRITER = """
import sys
from pathlib import Path
from tests.store.test_store import Engine, made, opened
with opened(Path(sys.argv[1])) as store:
    for number in range(int(sys.argv[2]), 10_000):
        name = f"d{number % 60}"
        store._seen.clear()
        store.add(made(name, number).document)
        print(name, number, flush=True)
        if number % 7 == 0:
            store.remove(name)
            print(name, "-", flush=True)
        if number % 50 == 0:
            store.save()
"""


def committed(lines: Iterator[str]) -> dict[str, int]:
    now: dict[str, int] = {}
    for name, number in (line.split() for line in lines):
        if number == "-":
            now.pop(name, None)
        else:
            now[name] = int(number)
    return now


def test_killed_at_any_moment_it_opens_again_with_all_committed_documents(tmp_path: Path) -> None:
    folder, log, start = tmp_path / "s", tmp_path / "log", 0
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    chance = random.Random(5)
    for _ in range(3):
        with log.open("a") as out:
            child = subprocess.Popen([sys.executable, "-c", WRITER, str(folder), str(start)], stdout=out, env=environment, cwd=ROOT)
            before = log.stat().st_size
            while log.stat().st_size == before and child.poll() is None:
                time.sleep(0.01)
            time.sleep(chance.random() * 0.4)
            child.send_signal(signal.SIGKILL)
            child.wait()
        lines = log.read_text().splitlines(keepends=True)
        whole = [line for line in lines if line.endswith("\n")]
        log.write_text("".join(whole))
        start = max(int(number) for _, number in (line.split() for line in whole) if number != "-") + 1
        now = committed(iter(whole))
        found = {quad.graph for quad in store_quads(folder)}
        # What was said to be done is there; the one step under way when the kill came may be there too.
        following = [start, start + 1] if (start - 1) % 7 else [start - 1, start]
        states = [dict(now)]
        for number in following:
            state = dict(states[-1])
            name = f"d{number % 60}"
            if number % 7 == 0 and state.get(name) == number:
                state.pop(name)
            else:
                state[name] = number
            states.append(state)
        assert store_quads(folder) in [expected(state) for state in states], len(found)
        assert union_is_default(folder)
    with opened(folder) as store:
        assert len(store.documents()) > 20


def test_a_snapshot_is_made_where_the_writer_was_killed_before_it_made_one(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    script = "import os, sys\nfrom pathlib import Path\nfrom tests.store.test_store import made, opened\nstore = opened(Path(sys.argv[1]))\nstore.add(made('a', 1).document)\nos._exit(9)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    subprocess.run([sys.executable, "-c", script, str(folder)], env=environment, cwd=ROOT, check=False)
    assert store_quads(folder) == expected({"a": 1})
    first = current_snapshot(folder)
    assert current_snapshot(folder) == first, "and only one"


def test_many_documents_are_quick_and_the_second_time_quicker(tmp_path: Path) -> None:
    documents = [made(f"d{number}", number).document for number in itertools.islice(itertools.count(), 400)]
    times = []
    for _ in range(2):
        engine = Engine()
        start = time.monotonic()
        with opened(tmp_path / "s", engine) as store:
            for document in documents:
                store.add(document)
        times.append(time.monotonic() - start)
    assert engine.calls == []
    assert times[1] < times[0] / 3


def test_a_document_that_another_left_its_statements_to_is_made_anew_when_it_comes(tmp_path: Path) -> None:
    """What was read of a document may say more than its graph keeps."""
    engine = Engine()
    first, twin = made("a", 1).document, made("b", 1).document
    with opened(tmp_path / "s", engine) as store:
        store.add(first)
        store.add(twin)
        assert engine.calls == ["a"], "a text that is there already is not extracted again"
        assert store.add(twin) == "unchanged"
        store.remove("a")
        assert engine.calls == ["a", "b"]
    with opened(tmp_path / "s", engine) as store:
        assert store.add(twin) == "changed"
        assert store.add(twin) == "unchanged"
    assert store_quads(tmp_path / "s") == expected({"b": 1})


BUILDER = """
import sys
from pathlib import Path
import ztgraph.store.store as module
from tests.store.test_store import made, opened
module.SHOW_SECONDS = 0.05
with opened(Path(sys.argv[1])) as store:
    print("begun", flush=True)
    for number in range(1, 120):
        store.add(made(f"d{number}", number).document)
"""


def test_questions_are_answered_rightly_while_another_process_builds(tmp_path: Path) -> None:
    """Every answer is that of some state that was shown, and states only grow."""
    folder = tmp_path / "s"
    with opened(folder) as store:
        store.add(made("d0", 0).document)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    child = subprocess.Popen([sys.executable, "-c", BUILDER, str(folder)], env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    child.stdout.readline()
    text = (
        "SELECT (COUNT(DISTINCT ?d) AS ?documents) (COUNT(DISTINCT ?s) AS ?statements) { ?d a <https://w3id.org/ztgraph/ns#Document> "
        "OPTIONAL { ?s <https://w3id.org/ztgraph/ns#document> ?d ; a <https://w3id.org/ztgraph/ns#Statement> } }"
    )
    seen: list[tuple[int, int]] = []
    with Session(folder) as session:
        while child.poll() is None:
            (row,) = ask(session, text).records()
            seen.append((int(row["documents"]), int(row["statements"])))
        (row,) = ask(session, text).records()
        seen.append((int(row["documents"]), int(row["statements"])))
    child.stdout.close()
    numbers = [len(made(f"d{number}", number).statements) for number in range(120)]
    for documents, statements in seen:
        assert statements == sum(numbers[:documents]), "a document is there whole or not at all"
    assert seen == sorted(seen)
    assert seen[-1][0] == 120
    assert len(set(seen)) > 2, "what has been shown meanwhile was seen"
