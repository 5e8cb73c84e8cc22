"""Quality of extraction on the gold passages, as Markdown: the tables of docs/quality.md.

    python benchmarks/quality.py [--peer PROGRAM --peer-python PYTHON]

Scores with ``tests/gold/score.py``. ``--peer`` names a program that takes a gold file and prints predictions in the scorer's format; it is
run on the same files, so that its figures stand beside ours.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

from ztgraph.extract.pipeline import Engine
from ztgraph.model import Document, statement_record
from ztgraph.rules.load import load_rules

GOLD = Path(__file__).parents[1] / "tests" / "gold"
Passages = dict[str, list[dict[str, Any]]]


def scorer() -> ModuleType:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predictions(engine: Engine, path: Path) -> Passages:
    """What the engine finds in each passage of a gold file."""
    found: Passages = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        passage = json.loads(line)
        text = passage["text"]
        document = Document(passage["id"], text, hashlib.sha256(text.encode()).hexdigest(), passage.get("dateline"))
        found[passage["id"]] = [statement_record(s) for s in engine.extract(document).statements]
    return found


def peer_predictions(python: str, program: str, path: Path) -> Passages:
    """What the peer finds."""
    run = subprocess.run([python, program, str(path)], capture_output=True, text=True, check=True)
    records = (json.loads(line) for line in run.stdout.splitlines())
    return {record["id"]: record["statements"] for record in records}


def error_class(score: ModuleType, missed: dict[str, Any], found: list[dict[str, Any]]) -> str:
    """Why a gold statement was missed, as far as what was found beside it tells."""

    def ends(p: dict[str, Any]) -> tuple[bool, bool]:
        fits = [
            score.closeness(score.forms(p.get(end)), score.forms(missed[end]), missed.get(f"{end}_type")) > 0
            for end in ("subject", "object")
        ]
        return fits[0], fits[1]

    same = [p for p in found if p["predicate"] == missed["predicate"]]
    if any(all(ends(p)) for p in same):
        return "polarity is wrong"
    if any(ends(p)[1] for p in same):
        return "subject is another entity"
    if any(ends(p)[0] for p in same):
        return "object is another entity"
    if any(all(ends(p)) for p in found):
        return "another relation of the same pair"
    return "nothing found"


def row(name: str, ours: dict[str, Any], theirs: dict[str, Any] | None) -> str:
    """One line of the main table."""
    cells = [name, str(ours["passages"])]
    for result in (ours, theirs):
        if result is not None:
            cells += [f"{result[part][key]:.3f}" for part in ("core", "all") for key in ("precision", "recall", "f1")]
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer")
    parser.add_argument("--peer-python", default=sys.executable)
    args = parser.parse_args()
    score, engine = scorer(), Engine(load_rules())
    blind = sorted(GOLD.glob("blind-*.jsonl"), key=lambda path: int(path.stem.split("-")[1]))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as joined:
        joined.write("".join(path.read_text(encoding="utf-8").rstrip("\n") + "\n" for path in blind))
        joined.flush()
        files = [
            ("seed", GOLD / "seed.jsonl"),
            ("dev", GOLD / "dev.jsonl"),
            *((p.stem, p) for p in blind),
            ("blind, all", Path(joined.name)),
        ]
        head = "| set | passages | core P | R | F1 | all P | R | F1 |" + (
            " peer core P | R | F1 | peer all P | R | F1 |" if args.peer else ""
        )
        print(head, "|---|" + "--:|" * (head.count("|") - 2), sep="\n")
        details: dict[str, dict[str, Any]] = {}
        causes: dict[str, Counter[str]] = {}
        for name, path in files:
            gold, found = score.read(path), predictions(engine, path)
            result = score.score(gold, found)
            peer = score.score(gold, peer_predictions(args.peer_python, args.peer, path)) if args.peer else None
            print(row(name, result, peer))
            if name in ("dev", "blind, all"):
                details[name] = result
                causes[name] = Counter(error_class(score, s, found[s["id"]]) for s in result["false_negatives"])
    print("\n| of matched statements | dev | blind |", "|---|--:|--:|", sep="\n")
    for key in details["dev"]["accuracy"]:
        print(f"| {key} right | {details['dev']['accuracy'][key]['share']:.3f} | {details['blind, all']['accuracy'][key]['share']:.3f} |")
    print("\n| missed because | dev | blind |", "|---|--:|--:|", sep="\n")
    for cause in sorted(causes["dev"] | causes["blind, all"], key=lambda c: -causes["blind, all"][c]):
        print(f"| {cause} | {causes['dev'][cause]} | {causes['blind, all'][cause]} |")
    print("\n| predicate | dev gold | P | R | F1 | blind gold | P | R | F1 |", "|---|" + "--:|" * 8, sep="\n")
    empty = {"gold": 0, "precision": 0.0, "recall": 0.0, "f1": 0.0}
    for predicate in sorted(details["dev"]["by_predicate"]):
        cells = [predicate]
        for name in ("dev", "blind, all"):
            figures = details[name]["by_predicate"].get(predicate, empty)
            cells += [str(figures["gold"]), *(f"{figures[k]:.2f}" for k in ("precision", "recall", "f1"))]
        print("| " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
