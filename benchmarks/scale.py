"""What a run over many documents costs: time a document and peak memory as documents grow, and what a second process brings.

    python benchmarks/scale.py [--sizes 1000 10000 100000] [--pairs 3] [--pair-size 2000] [--folder DIR]

Each run is ``ztgraph build CORPUS --shards`` of its own on the documents of ``benchmarks/corpus.py``. Memory is the peak of the leading
process and the largest peak of a process that works. The first size is run once before, unmeasured, so that files and rules are warm.
Figures are ratios within one run of this program on a machine that does nothing else; do not compare them across machines.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.corpus import corpus

_EVERY = 0.25  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Measure:
    """One run: wall and processor seconds, peak memory of the leading process and of the largest other one in KiB, and what it wrote."""

    documents: int
    jobs: int
    seconds: float
    processor: float
    leader: int
    worker: int
    bytes: int
    quads: int
    statements: int

    @property
    def each(self) -> float:
        """Milliseconds a document."""
        return 1000 * self.seconds / self.documents


def _peak(process: int) -> int:
    """The peak memory of a process so far, in KiB."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)


def _children(process: int) -> list[int]:
    try:
        return [int(word) for path in Path(f"/proc/{process}/task").glob("*/children") for word in path.read_text().split()]
    except OSError:
        return []


def measure(path: Path, documents: int, jobs: int, folder: Path) -> Measure:
    """Build the shards of a corpus and look at it meanwhile."""
    out = folder / "shards"
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "ztgraph", "build", str(path), "--shards", str(out), "--jobs", str(jobs)]
    before, start = os.times(), time.perf_counter()
    with subprocess.Popen(command, stderr=subprocess.PIPE) as run:
        leader = worker = 0
        while run.poll() is None:
            leader = max(leader, _peak(run.pid))
            worker = max([worker, *map(_peak, _children(run.pid))])
            time.sleep(_EVERY)
        seconds = time.perf_counter() - start
        said = run.stderr.read().decode() if run.stderr is not None else ""
    if run.returncode:
        raise SystemExit(f"the run failed: {said}")
    after = os.times()
    lines = [json.loads(line) for line in (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    count = sum(len(line["documents"]) for line in lines)
    if count != documents:
        raise SystemExit(f"{count} documents are in the shards, not {documents}")
    statements = sum(each["statements"] for line in lines for each in line["documents"])
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    size, quads = sum(line["bytes"] for line in lines), sum(line["quads"] for line in lines)
    shutil.rmtree(out)
    return Measure(documents, jobs, seconds, processor, leader, worker, size, quads, statements)


def _made(folder: Path, count: int) -> Path:
    path = folder / f"corpus-{count}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(corpus(count))
    return path


def _row(one: Measure) -> str:
    rate, processor = one.documents / one.seconds, 1000 * one.processor / one.documents
    return (
        f"| {one.documents:,} | {one.jobs} | {one.seconds:,.1f} | {one.each:.2f} | {processor:.2f} | {rate:.0f} | "
        f"{one.leader / 1024:.0f} | {one.worker / 1024:.0f} | {one.statements / one.documents:.1f} | {one.quads / one.documents:.0f} | "
        f"{one.bytes / one.documents / 1000:.1f} |"
    )


def _kept(what: str, value: float, bound: float, above: bool = False) -> str:
    good = value >= bound if above else value <= bound
    return f"- {'kept' if good else 'BROKEN'}: {what}: {value:.2f} of at {'least' if above else 'most'} {bound}"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 10_000, 100_000])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes for the runs of growing size")
    parser.add_argument("--pairs", type=int, default=3, help="runs with one and with two processes, by turns")
    parser.add_argument("--pair-size", type=int, default=2000)
    parser.add_argument("--folder", type=Path, default=None)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=args.folder) as made:
        folder = Path(made)
        machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
        print(f"Machine: {machine}; engine {'compiled' if compiled() else 'plain'}\n")
        print("| documents | jobs | seconds | ms each | processor ms each | a second | leader MiB | worker MiB | statements | quads | kB |")
        print("|" + "--:|" * 11)
        measure(_made(folder, 300), 300, args.jobs, folder)
        grown = []
        for size in args.sizes:
            grown.append(measure(_made(folder, size), size, args.jobs, folder))
            print(_row(grown[-1]), flush=True)
        pairs: list[tuple[Measure, Measure]] = []
        path = _made(folder, args.pair_size)
        for _ in range(args.pairs):
            pairs.append((measure(path, args.pair_size, 1, folder), measure(path, args.pair_size, 2, folder)))
            print(*map(_row, pairs[-1]), sep="\n", flush=True)
        print()
        for one, other in pairwise(grown):
            print(_kept(f"time a document from {one.documents:,} to {other.documents:,} documents", other.each / one.each, 1.15))
            processor = (other.processor / other.documents) / (one.processor / one.documents)
            print(_kept(f"processor time a document from {one.documents:,} to {other.documents:,} documents", processor, 1.15))
            memory = (other.leader + other.worker) / (one.leader + one.worker)
            print(_kept(f"peak memory from {one.documents:,} to {other.documents:,} documents", memory, 1.2))
        if pairs:
            ratio = statistics.median(one.seconds / two.seconds for one, two in pairs)
            print(_kept(f"two processes against one, the median of {len(pairs)} pairs", ratio, 1.7, above=True))


def compiled() -> bool:
    """Whether the engine is compiled."""
    from ztgraph.extract import pipeline

    return not pipeline.__file__.endswith(".py")


if __name__ == "__main__":
    main()
