"""A cluster in earnest: a scheduler and workers as processes of their own on loopback, some of which are killed; an object store as well."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.scale.conftest import Running, contents, until, ztgraph

pytest.importorskip("distributed")
pytestmark = pytest.mark.slow
Start = Callable[..., Running]


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Machines:
    """A scheduler and its workers."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.scheduler = self._start("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard")
        self.workers: list[subprocess.Popen[bytes]] = []
        until(self._listens)

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def _start(self, module: str, *words: str, **environment: str) -> subprocess.Popen[bytes]:
        log = (self.folder / f"{module}-{time.monotonic_ns()}.log").open("wb")
        with log:
            return subprocess.Popen(
                [sys.executable, "-m", module, *words], cwd=self.folder, stdout=log, stderr=log, env={**os.environ, **environment}
            )

    def add(self, **environment: str) -> subprocess.Popen[bytes]:
        """Start a worker without anybody who would start it again."""
        words = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1", "--local-directory", str(self.folder))
        self.workers.append(self._start("distributed.cli.dask_worker", self.address, *words, **environment))
        return self.workers[-1]

    def close(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    """A scheduler with two workers."""
    found = Machines(tmp_path)
    found.add()
    found.add()
    yield found
    found.close()


def children(process: int) -> list[int]:
    """The processes below a process."""
    found: list[int] = []
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        found += map(int, path.read_text().split())
    return found


def ready(machines: Machines, count: int = 2) -> dict[str, Any]:
    """What the doctor says, as soon as so many workers are there."""
    answer: dict[str, Any] = {}

    def there() -> bool:
        command = [sys.executable, "-m", "ztgraph", "cluster", "doctor", machines.address, "--json"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        answer.update(json.loads(done.stdout or "{}"), code=done.returncode)
        return len(answer) == count + 2

    until(there)
    return answer


def test_a_worker_and_a_process_that_are_killed_lose_nothing(
    start: Start, machines: Machines, serial: Path, made: Path, tmp_path: Path
) -> None:
    found = ready(machines)
    assert found.pop("code") == 0
    assert {each["verdict"] for each in found.values()} == {"ok"}
    place = tmp_path / "s"
    run = start("build", made, "--shards", place, "--cluster", machines.address)
    until(lambda: all(children(worker.pid) for worker in machines.workers))
    os.kill(children(machines.workers[1].pid)[0], signal.SIGKILL)  # a process that works for a worker
    time.sleep(0.3)
    machines.workers[0].kill()  # a worker itself
    machines.workers[0].wait()
    done = run.ended()
    assert done.code == 0, done.err
    assert contents(place) == contents(serial)


def test_a_scheduler_that_is_killed_leaves_a_run_that_goes_on(
    start: Start, machines: Machines, serial: Path, made: Path, tmp_path: Path
) -> None:
    ready(machines)
    place = tmp_path / "s"
    run = start("build", made, "--shards", place, "--cluster", machines.address)
    until(lambda: (place / "receipts").is_dir() and any((place / "receipts").iterdir()))
    machines.scheduler.kill()
    done = run.ended()
    assert done.code == 2, done.err
    assert "the cluster has gone" in done.err
    assert "run the same command again" in done.err
    assert not (place / "manifest.jsonl").exists()
    machines.close()
    again = ztgraph("build", made, "--shards", place, "--jobs", "2")
    assert again.code == 0, again.err
    assert "from an earlier run" in again.err
    assert contents(place) == contents(serial)


def test_a_worker_of_another_version_is_found_and_refused(machines: Machines, made: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "sitecustomize.py").write_text("import ztgraph\nztgraph.__version__ = '9.9'\n", encoding="utf-8")
    machines.add(PYTHONPATH=os.pathsep.join([str(other), os.environ.get("PYTHONPATH", "")]))
    found = ready(machines, 3)
    assert found.pop("code") == 1
    assert sorted(each["verdict"][:11] for each in found.values()) == ["ok", "ok", "ok", "ztgraph 9.9"]
    done = ztgraph("build", made, "--shards", tmp_path / "s", "--cluster", machines.address)
    assert (done.code, "ztgraph 9.9, here" in done.err) == (2, True), done.err


def test_nobody_answers(made: Path, tmp_path: Path) -> None:
    done = ztgraph("build", made, "--shards", tmp_path / "s", "--cluster", f"tcp://127.0.0.1:{free_port()}")
    assert (done.code, "no scheduler answers" in done.err) == (2, True), done.err


@pytest.fixture
def store() -> Iterator[dict[str, str]]:
    """The environment for an object store on loopback. Its buckets outlive a test."""
    pytest.importorskip("s3fs")
    server = pytest.importorskip("moto.server").ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    environment = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_ACCESS_KEY_ID": "nobody", "AWS_SECRET_ACCESS_KEY": "nothing",
        "AWS_DEFAULT_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true", "NO_PROXY": "127.0.0.1,localhost",
    }  # fmt: skip
    yield environment
    server.stop()


def bucket(environment: dict[str, str]) -> Any:
    """The object store, to put things there and look at them."""
    import s3fs

    return s3fs.S3FileSystem(
        key="nobody", secret="nothing", endpoint_url=environment["AWS_ENDPOINT_URL"], use_listings_cache=False, skip_instance_cache=True
    )


def objects(system: Any, place: str) -> dict[str, bytes]:
    """Every object of a place of shards but the receipts."""
    names = [name for name in system.find(place) if "/receipts/" not in name]
    return {name.removeprefix(f"{place}/"): system.cat_file(name) for name in names}


def test_an_object_store_is_read_and_written(store: dict[str, str], made: Path, tmp_path: Path) -> None:
    system = bucket(store)
    system.mkdir("reports")
    system.pipe_file("reports/in/made.jsonl", made.read_bytes())
    system.pipe_file("reports/in/deep/a.txt", b"FEMA consulted NASA.\n")
    system.pipe_file("reports/in/.hidden.txt", b"FEMA funded NASA.\n")
    local = tmp_path / "in"
    (local / "deep").mkdir(parents=True)
    (local / "made.jsonl").write_bytes(made.read_bytes())
    (local / "deep" / "a.txt").write_bytes(b"FEMA consulted NASA.\n")
    assert ztgraph("build", local, "--shards", tmp_path / "s").code == 0
    done = ztgraph("build", "s3://reports/in", "--shards", "s3://reports/out", "--jobs", "2", environment=store)
    assert done.code == 0, done.err
    assert objects(system, "reports/out") == contents(tmp_path / "s")
    again = ztgraph("build", "s3://reports/in", "--shards", "s3://reports/out", environment=store)
    assert again.code == 0, again.err
    assert "batches from an earlier run" in again.err
    assert objects(system, "reports/out") == contents(tmp_path / "s")
    missing = ztgraph("build", "s3://reports/none", "--shards", tmp_path / "t", environment=store)
    assert missing.code == 4, missing.err
    nowhere = ztgraph("build", local, "--shards", "s3://no-such-bucket/out", environment=store)
    assert (nowhere.code, "s3://no-such-bucket/out" in nowhere.err) == (2, True), nowhere.err


def test_a_cluster_reads_and_writes_an_object_store(store: dict[str, str], serial: Path, made: Path, tmp_path: Path) -> None:
    system = bucket(store)
    system.mkdir("archive")
    system.pipe_file("archive/made.jsonl", made.read_bytes())
    machines = Machines(tmp_path)
    try:
        machines.add(**store)
        machines.add(**store)
        ready(machines)
        done = ztgraph("build", "s3://archive/made.jsonl", "--shards", "s3://archive/out", "--cluster", machines.address, environment=store)
        assert done.code == 0, done.err
        assert objects(system, "archive/out") == contents(serial)
    finally:
        machines.close()


def test_a_file_system_by_its_address_is_a_folder(serial: Path, made: Path, tmp_path: Path) -> None:
    done = ztgraph("build", f"file://{made}", "--shards", f"file://{tmp_path}/s")
    assert done.code == 0, done.err
    assert contents(tmp_path / "s") == contents(serial)
