"""The command line with a lexicon of two relations and an engine that knows two sentences, so that these tests hold whatever the rules can read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from ztgraph.cli import main
from ztgraph.identity import statement_id
from ztgraph.model import Document, Entity, Evidence, Extraction, Polarity, Statement, Step
from ztgraph.rules import load as rules_load
from ztgraph.rules.objects import Rules

DOJ = Entity("doj", "Department of Justice", "agency", ("Department of Justice", "DOJ"), curated=True)
DHS = Entity("dhs", "Department of Homeland Security", "agency", ("Department of Homeland Security", "DHS"), curated=True)
SENTENCES: tuple[tuple[str, Entity, str, Entity, Polarity], ...] = (
    ("DHS referred the case to DOJ", DHS, "referred_to", DOJ, "positive"),
    ("DOJ did not coordinate with DHS", DOJ, "coordinated_with", DHS, "negative"),
)
TEXT = "On May 4, 2018, DHS referred the case to DOJ. DOJ did not coordinate with DHS. DHS liked DOJ — very much.\n"


def fake_extract(document: Document, rules: Rules) -> Extraction:
    """The statements of the known sentences; a text that says so makes the engine fail."""
    if "crash the engine" in document.text:
        raise RuntimeError("as asked")
    found: list[Statement] = []
    for words, subject, predicate, target, polarity in SENTENCES:
        start = document.text.find(words)
        if start < 0:
            continue
        time = "2018-05-04" if predicate == "referred_to" else None
        name = statement_id(document.sha256, subject.id, predicate, target.id, polarity, "asserted", time, None)
        evidence = (Evidence(start, start + len(words), words),)
        frame = rules.relations[predicate].frames[0]
        verb = start + words.index(frame.triggers[0])
        steps = (Step("trigger", verb, document.text.index(" ", verb), "the verb"),)
        found.append(
            Statement(name, document.id, subject, predicate, target, polarity, "asserted", frame.id, evidence, time=time, steps=steps)
        )
    entities = (DHS, DOJ) if "DOJ" in document.text else ()
    return Extraction(document, entities, tuple(sorted(found, key=lambda each: each.evidence[0].start)))


LEXICON = Path(__file__).parent / "lexicon"
_load_rules = rules_load.load_rules


def load_small_rules(extra: Path | None = None) -> Rules:
    """The rules of the lexicon beside this file, with ``extra`` on top as the command line has it."""
    return _load_rules(extra, lexicon=LEXICON)


@dataclass(frozen=True, slots=True)
class Result:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """``run("build", path, "-o", folder)`` runs the command in this process with the engine above."""
    monkeypatch.setattr("ztgraph.cli.work.extract_document", fake_extract)
    monkeypatch.setattr(rules_load, "load_rules", load_small_rules)

    def call(*arguments: str | Path) -> Result:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A document with one sentence of each kind."""
    path = tmp_path / "note.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def built(run: Run, source: Path, tmp_path: Path) -> Path:
    """The folder that ``build`` makes of the document."""
    folder = tmp_path / "built"
    assert run("build", source, "-o", folder).code == 0
    return folder
