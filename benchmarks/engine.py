"""Words a second of the engine on one core, against a peer in the same run, and how the time grows with the text.

    python benchmarks/engine.py [--peer peer_spacy.py --peer-python PYTHON] [--megabytes 5]

The text is the gold passages of ``tests/gold`` over and over, with names varied so that nothing can be remembered. ``--peer`` names a
program that takes ``--texts FILE --repeat N`` and writes "… median N words/s …" to standard error, as the spaCy baseline of the project
does; it runs on the first part of the same texts. Figures are ratios within one run; do not compare them across machines.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from ztgraph.extract.pipeline import Engine
from ztgraph.language.tokens import tokenize
from ztgraph.model import Document
from ztgraph.rules.load import load_rules

GOLD = Path(__file__).parents[1] / "tests" / "gold"
_NAME = re.compile(r"\b(?:[A-Z][a-z]{4,})\b")
_SYLLABLES = ["bra", "cor", "del", "fen", "gar", "hol", "kes", "lin", "mor", "nal", "per", "ros", "sel", "tur", "val", "wen"]


def varied(text: str, round_: int) -> str:
    """The text with its rarer capitalised words changed, the same way for the same round."""

    def other(found: re.Match[str]) -> str:
        word = found.group()
        digest = hashlib.sha256(f"{round_}:{word}".encode()).digest()
        if digest[0] < 160:  # most words stay: agencies, months, sentence starts
            return word
        return "".join(_SYLLABLES[b % 16] for b in digest[1:4]).capitalize()

    return _NAME.sub(other, text) if round_ else text


def passages(limit: int) -> Iterator[str]:
    """Gold passages, varied, until ``limit`` characters are reached."""
    texts = [
        json.loads(line)["text"] for name in ("seed", "dev") for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    size, round_ = 0, 0
    while True:
        for text in texts:
            made = varied(text, round_)
            yield made
            size += len(made)
            if size >= limit:
                return
        round_ += 1


def document(text: str) -> Document:
    """A document of a text."""
    return Document("d", text, hashlib.sha256(text.encode()).hexdigest(), "2020-06-15")


def rate(engine: Engine, texts: list[str], repeat: int = 3) -> float:
    """Words a second, the median of ``repeat`` passes."""
    words = sum(len(t.split()) for t in texts)
    speeds = []
    for _ in range(repeat):
        start = time.perf_counter()
        for text in texts:
            engine.extract(document(text))
        speeds.append(words / (time.perf_counter() - start))
    return statistics.median(speeds)


def peer_rate(python: str, program: str, texts: list[str]) -> float:
    """Words a second that the peer reports for the same texts."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for n, text in enumerate(texts):
            file.write(json.dumps({"id": str(n), "text": text}) + "\n")
        file.flush()
        run = subprocess.run([python, program, "--texts", file.name, "--repeat", "3"], capture_output=True, text=True, check=True)
    found = re.search(r"median (\d+) words/s", run.stderr)
    if found is None:
        raise SystemExit(f"the peer reported no speed: {run.stderr[-300:]}")
    return float(found.group(1))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer")
    parser.add_argument("--peer-python", default=sys.executable)
    parser.add_argument("--megabytes", type=float, default=5.0)
    args = parser.parse_args()
    engine = Engine(load_rules())
    texts = list(passages(int(args.megabytes * 1e6)))
    small = texts[:400]
    rate(engine, small, 1)
    ours = rate(engine, texts, 1)
    start = time.perf_counter()
    tokens = sum(len(tokenize(t)) for t in texts)
    tokenizer = sum(len(t.split()) for t in texts) / (time.perf_counter() - start)
    print(f"machine: {platform.machine()}, Python {platform.python_version()}; {len(texts)} passages, {tokens} tokens")
    print(f"engine: {ours:.0f} words/s; tokeniser alone: {tokenizer:.0f} words/s")
    if args.peer:
        peer, same = peer_rate(args.peer_python, args.peer, small), rate(engine, small)
        print(f"peer: {peer:.0f} words/s; engine on the same texts: {same:.0f} words/s; ratio {same / peer:.1f}")
    for name, joiner in (("documents of sentences", "\n\n"), ("one paragraph without a full stop", " ")):
        times = []
        for size in (250_000, 500_000, 1_000_000):
            text = joiner.join(passages(size))
            if joiner == " ":
                text = text.replace(".", "").replace("\n", " ").replace(";", ",")
            start = time.perf_counter()
            engine.extract(document(text))
            times.append(time.perf_counter() - start)
        growth = " and ".join(f"{b / a:.2f}" for a, b in pairwise(times))
        print(f"{name}: 0.25, 0.5, 1 MB in {', '.join(f'{t:.1f}' for t in times)} s; twice the text takes {growth} times as long")


if __name__ == "__main__":
    main()
