"""How long the command line takes to start, against the imports that no program of its kind can do without; ratios of medians in one run.

    python benchmarks/start.py [--rounds 15]

The calls are made by turns, so that what else the machine does falls on all of them alike. The first build of a round of its own, before
the others, fills the cache of compiled rules and of places; ``ZTGRAPH_CACHE=off`` shows what it saves.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SEEDS = Path(__file__).parents[1] / "seeds"
CALLS = {
    "import click": ["-c", "import click"],
    "import rdflib, networkx": ["-c", "import rdflib, networkx"],
    "ztgraph --version": ["-m", "ztgraph", "--version"],
    "ztgraph --help": ["-m", "ztgraph", "--help"],
    "ztgraph build seeds": ["-m", "ztgraph", "build", str(SEEDS), "-o", "out"],
}
BOUNDS = (
    ("ztgraph --version", "import click", 1.5),
    ("ztgraph --help", "import click", 1.5),
    ("ztgraph build seeds", "import rdflib, networkx", 2.5),
)


def seconds(words: list[str], folder: Path) -> tuple[float, float]:
    """Wall and processor seconds of one call."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")  # of all packages alike, made by the round before the measured ones
    before, start = os.times(), time.perf_counter()
    subprocess.run([sys.executable, *words], cwd=folder, env=environment, capture_output=True, check=True)
    wall, after = time.perf_counter() - start, os.times()
    return wall, after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    args = parser.parse_args()
    print(f"Machine: {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in CALLS}
    with tempfile.TemporaryDirectory() as made:
        for words in CALLS.values():
            seconds(words, Path(made))
        for _ in range(args.rounds):
            for name, words in CALLS.items():
                found[name].append(seconds(words, Path(made)))
    print("| | wall ms | processor ms |\n|---|--:|--:|")
    median = {name: [1000 * statistics.median(part) for part in zip(*times, strict=True)] for name, times in found.items()}
    for name, (wall, processor) in median.items():
        print(f"| `{name}` | {wall:.0f} | {processor:.0f} |")
    print()
    for name, other, bound in BOUNDS:
        ratio = median[name][0] / median[other][0]
        print(f"- {'kept' if ratio <= bound else 'BROKEN'}: {name} against {other}: {ratio:.2f} of at most {bound}")


if __name__ == "__main__":
    main()
