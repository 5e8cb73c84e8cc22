"""Workers, documents and whole runs that end in the middle: nothing is lost, nothing is there twice, and the bytes are those of a quiet run."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from tests.scale.conftest import DOCUMENTS, Running, contents, until, ztgraph
from ztgraph.limits import Limits
from ztgraph.rules.load import load_rules
from ztgraph.scale.job import Files, Job, Task
from ztgraph.scale.pieces import tasks
from ztgraph.scale.pool import Pool
from ztgraph.scale.run import batches

Start = Callable[..., Running]
pytestmark = pytest.mark.slow
FRAGILE = (sys.executable, str(Path(__file__).with_name("fragile.py")))  # the worker with an engine that some texts bring down


def receipts(place: Path) -> int:
    """How many batches are done."""
    return len(list((place / "receipts").glob("*.json"))) if (place / "receipts").is_dir() else 0


def test_workers_that_are_killed_at_random_moments_lose_nothing(start: Start, serial: Path, made: Path, tmp_path: Path) -> None:
    random = Random(5)
    run = start("build", made, "--shards", tmp_path / "s", "--jobs", "2")
    for _ in range(4):
        until(lambda: run.workers() or run.process.poll() is not None)
        time.sleep(random.uniform(0.05, 0.6))
        for worker in run.workers()[:1]:
            os.kill(worker, signal.SIGKILL)
            run.killed.append(worker)
    done = run.ended()
    assert run.killed
    if done.code:  # one document had its process killed twice: it was named and left out, until the next run
        assert done.code == 1
        assert "ended the process that worked on it" in done.err
        done = ztgraph("build", made, "--shards", tmp_path / "s", "--jobs", "2")
    assert done.code == 0, done.err
    assert contents(tmp_path / "s") == contents(serial)


def test_a_run_that_is_killed_goes_on(start: Start, serial: Path, made: Path, tmp_path: Path) -> None:
    random, place = Random(11), tmp_path / "s"
    for _ in range(3):
        run = start("build", made, "--shards", place, "--jobs", "2")
        until(lambda run=run: run.workers() or run.process.poll() is not None)  # type: ignore[misc]
        time.sleep(random.uniform(0.2, 1.6))
        workers = run.workers()
        run.process.kill()
        run.ended()
        until(lambda workers=workers: not any(Path(f"/proc/{worker}/stat").exists() for worker in workers))  # type: ignore[misc]
    assert not (place / "manifest.jsonl").exists() or contents(place) == contents(serial)
    done = ztgraph("build", made, "--shards", place, "--jobs", "2")
    assert done.code == 0, done.err
    assert contents(place) == contents(serial)
    assert not [path for path in place.rglob(".*") if path.name != ".lock"]


def test_control_c_leaves_a_run_that_goes_on(start: Start, serial: Path, made: Path, tmp_path: Path) -> None:
    place = tmp_path / "s"
    run = start("build", made, "--shards", place, "--jobs", "2")
    until(lambda: receipts(place) >= 1)
    workers = run.workers()
    run.process.send_signal(signal.SIGINT)
    done = run.ended()
    assert done.code == 130
    assert "run the same command again" in done.err
    assert "Traceback" not in done.err
    assert workers
    assert not any(Path(f"/proc/{worker}/cwd").exists() for worker in workers)
    assert not (place / "manifest.jsonl").exists()
    again = ztgraph("build", made, "--shards", place)
    assert again.code == 0, again.err
    assert "from an earlier run" in again.err
    assert contents(place) == contents(serial)


def test_two_runs_do_not_write_to_one_place(start: Start, made: Path, tmp_path: Path) -> None:
    run = start("build", made, "--shards", tmp_path / "s")
    until(run.workers)
    done = ztgraph("build", made, "--shards", tmp_path / "s")
    assert (done.code, "another run is writing there" in done.err) == (2, True)
    run.process.kill()


def test_a_document_that_has_changed_is_done_again_and_the_old_one_goes(tmp_path: Path) -> None:
    folder, place = tmp_path / "in", tmp_path / "s"
    folder.mkdir()
    for number in range(70):
        (folder / f"{number:02d}.txt").write_text(f"FEMA consulted office {number} of NASA.\n", encoding="utf-8")
    assert ztgraph("build", folder, "--shards", place).code == 0
    before = contents(place)
    (folder / "03.txt").write_text("FEMA never consulted NASA.\n", encoding="utf-8")
    done = ztgraph("build", folder, "--shards", place)
    assert "1 batches from an earlier run" in done.err
    after = contents(place)
    assert len(after) == len(before)
    assert len(set(after.values()) & set(before.values())) == 2, "the other shard, and run.json"
    quiet = ztgraph("build", folder, "--shards", tmp_path / "t")
    assert quiet.code == 0
    assert contents(tmp_path / "t") == after


def job(tmp_path: Path, **limits: float) -> Job:
    """A job that writes shards."""
    return Job(load_rules().digest, output=str(tmp_path / "s"), limits=replace(Limits(), **limits))  # type: ignore[arg-type]


def fragile(tmp_path: Path, texts: dict[str, str], **limits: float) -> list[tuple[str, str, str | None]]:
    """What becomes of texts with workers whose engine some of them bring down: status, source and reason of each."""
    (tmp_path / "in").mkdir()
    for name, text in texts.items():
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    given = job(tmp_path, **limits)
    with Pool(given, 2, FRAGILE) as pool:
        found = [each for batch in batches([str(tmp_path / "in")], given, pool) for each in batch.admitted.outcomes]
    return [(each.status, each.source.rpartition("/")[2], each.reason) for each in found]


def test_a_document_that_kills_its_worker_is_reported_and_skipped(tmp_path: Path) -> None:
    texts = {f"{number}.txt": f"FEMA consulted office {number} of NASA.\n" for number in range(5)}
    texts["2.txt"] = "kill the worker\n"
    texts["4.txt"] = "leave the worker\n"
    found = fragile(tmp_path, texts)
    assert [each[:2] for each in found] == [("failed" if n in (2, 4) else "read", f"{n}.txt") for n in range(5)]
    assert "ended the process that worked on it (signal 9, Killed); skipped" in (found[2][2] or "")
    assert "exit code 3" in (found[4][2] or "")


def test_a_document_that_never_ends_is_reported_and_skipped(tmp_path: Path) -> None:
    texts = {"1.txt": "FEMA consulted NASA.\n", "2.txt": "hang\n", "3.txt": "NASA consulted FEMA.\n"}
    found = fragile(tmp_path, texts, document_seconds=3.0)
    assert [each[0] for each in found] == ["read", "failed", "read"]
    assert "not done after 3 seconds" in (found[1][2] or "")


def test_a_document_that_needs_too_much_memory_is_reported_and_skipped(tmp_path: Path) -> None:
    texts = {"1.txt": "FEMA consulted NASA.\n", "2.txt": "fill the memory\n", "3.txt": "NASA consulted FEMA.\n"}
    found = fragile(tmp_path, texts, worker_memory_bytes=1 << 30)
    assert [each[0] for each in found] == ["read", "failed", "read"]
    assert "more memory than one document may have" in (found[1][2] or "")


def test_a_worker_that_dies_once_is_no_fault_of_the_document(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    found = fragile(tmp_path, {"1.txt": f"die once {mark}\n", "2.txt": "NASA consulted FEMA.\n"})
    assert [each[0] for each in found] == ["read", "read"]
    assert mark.exists()


def test_workers_with_other_rules_are_refused(tmp_path: Path, made: Path) -> None:
    from ztgraph.errors import RulesError

    with Pool(replace(job(tmp_path), rules="0" * 64), 1) as pool, pytest.raises(RulesError, match="other rules than those of the run"):
        pool.submit(Task("0" * 32, Files(()))).result()


def test_batches_do_not_depend_on_who_works(tmp_path: Path, made: Path) -> None:
    given = job(tmp_path)
    first, second = list(tasks([str(made)], given)), list(tasks([str(made)], replace(given, output="elsewhere")))
    assert first == second
    assert sum(task.size for task in first) == made.stat().st_size
    assert len({task.key for task in first}) == len(first) > 3
    assert made.read_bytes().count(b"\n") == DOCUMENTS


def test_the_other_documents_of_a_batch_are_there_as_if_it_were_not(tmp_path: Path) -> None:
    for name, texts in (("with", ("a", "kill the worker", "b")), ("without", ("a", "b"))):
        folder = tmp_path / name
        folder.mkdir()
        found = fragile(folder, {f"{n}.txt": f"{text}: FEMA consulted NASA.\n" for text in texts for n in [ord(text[0])]})
        assert len(found) == len(texts)
    assert [path.read_bytes() for path in (tmp_path / "with" / "s" / "shards").iterdir()] == [
        path.read_bytes() for path in (tmp_path / "without" / "s" / "shards").iterdir()
    ]
