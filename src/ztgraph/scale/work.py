"""What is done to a batch: its documents read and worked on one by one, their graphs put together; a function of task, job and rules."""

from __future__ import annotations

import hashlib
import json
import pickle
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from ztgraph import __version__
from ztgraph.errors import RulesError, ZtgraphError
from ztgraph.export.nquads import write_nquads
from ztgraph.extract.pipeline import extract
from ztgraph.graph.build import build_quads
from ztgraph.graph.validate import validate
from ztgraph.model import Document, Extraction
from ztgraph.read.manifest import record_of
from ztgraph.read.selection import ReadFailure, Selection, duplicate_of, settle
from ztgraph.rules.load import load_rules
from ztgraph.rules.objects import Rules
from ztgraph.scale.job import Files, Job, Lines, Outcome, Result, Status, Task, outcome_record
from ztgraph.scale.pieces import parts
from ztgraph.scale.places import Place

NAME_DIGITS = 32  # of the name of a shard
_NAMED = frozenset({"source", "status", "id", "sha256"})


def rules_with(extra: tuple[tuple[str, bytes], ...]) -> Rules:
    """The rules that are installed here with the user's own files. Raises RulesError."""
    if not extra:
        return load_rules()
    with tempfile.TemporaryDirectory(prefix="ztgraph-rules-") as folder:
        for name, data in extra:
            path = Path(folder, *name.split("/"))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return load_rules(Path(folder), cached=False)  # errors name the folder, and that is another one each time


def rules_of(job: Job) -> Rules:
    """The rules of a job, loaded here. Raises RulesError where they are not those of the process that leads."""
    if job.version != __version__:
        raise RulesError(f"ztgraph {__version__}, not {job.version} as in the run", remedy="install the same ztgraph")
    rules = rules_with(job.extra)
    if rules.digest != job.rules:
        raise RulesError(f"other rules than those of the run: {rules.digest[:12]}, not {job.rules[:12]}", remedy="install the same ztgraph")
    return rules


class _Batch:
    """A batch being worked on."""

    def __init__(self, task: Task, job: Job, rules: Rules) -> None:
        self.task, self.job, self.rules = task, job, rules
        self.selection = Selection(replace(job.wish, limit=None))
        self.outcomes: list[Outcome] = []
        self.blocks: list[bytes] = []
        self._size = self._documents = 0

    def fail(self, source: str, reason: str, *, bug: bool = False) -> None:
        self.outcomes.append(Outcome("failed", source, reason, bug=bug))

    def take(self, item: Document | ReadFailure) -> None:
        wanted = item if isinstance(item, ReadFailure) else self.selection.wanted(item)
        if isinstance(wanted, ReadFailure):
            self.outcomes.append(Outcome(_status(wanted), wanted.place, wanted.message, wanted.remedy))
            return
        number, self._documents = self._documents, self._documents + 1
        source, asked, sha256 = wanted.source or wanted.id, wanted.id, wanted.sha256
        name, duplicate = (self.task.names[number], False) if number in self.task.names else settle(self.selection.seen, asked, sha256)
        if duplicate:
            self.outcomes.append(Outcome("duplicate", source, duplicate_of(name), asked=asked, sha256=sha256))
            return
        document = replace(wanted, id=name)
        try:
            self._keep(document, asked)
        except Exception as error:
            bug = not isinstance(error, ZtgraphError | MemoryError)
            detail = _detail(document)
            self.outcomes.append(Outcome("failed", source, _reason(error), id=name, asked=asked, sha256=sha256, bug=bug, detail=detail))

    def _keep(self, document: Document, asked: str) -> None:
        extraction = extract(document, self.rules)
        block = pickle.dumps(extraction, 5) if self.job.form == "extractions" else self._graph(extraction)
        self.blocks.append(block)
        self.outcomes.append(
            Outcome(
                "read",
                document.source or document.id,
                id=document.id,
                asked=asked,
                sha256=document.sha256,
                statements=len(extraction.statements),
                quads=block.count(b"\n") if self.job.form == "shards" else 0,
                start=self._size,
                length=len(block),
                detail=_detail(document),
            )
        )
        self._size += len(block)

    def _graph(self, extraction: Extraction) -> bytes:
        """The named graph of a document as N-Quads."""
        quads = build_quads([extraction], self.rules.relations, actors=self.rules.actors, base=self.job.base)
        validate(quads, place=extraction.document.id)
        return write_nquads(quads).encode("utf-8")


def work(task: Task, job: Job, rules: Rules, place: Place | None = None, note: Callable[[int], None] = lambda number: None) -> Result:
    """Work on a batch. ``note`` is called with the number of each part before it is touched.

    Where the job makes shards, the shard is written to ``place``, then its receipt; a batch whose documents were given other names than
    their own leaves no receipt, since that depends on other batches. Raises WriteError, OSError where the batch cannot be read at all.
    """
    batch = _Batch(task, job, rules)
    for number, part in enumerate(parts(task.piece, job)):
        if number in task.dead:
            batch.fail(part_name(task, number), f"it ended the process that worked on it ({task.dead[number]}); skipped", bug=True)
            continue
        note(number)
        try:
            for item in part():
                batch.take(item)
        except Exception as error:
            batch.fail(part_name(task, number), _reason(error), bug=True)
    data, meant = b"".join(batch.blocks), tuple(sorted(batch.selection.meant))
    if place is None:
        return Result(task.key, tuple(batch.outcomes), data=data, meant=meant)
    result = Result(task.key, tuple(batch.outcomes), shard=write_shard(place, data), meant=meant)
    if not task.names:
        place.write(receipt_name(task.key), receipt(result))
    return result


def part_name(task: Task, number: int) -> str:
    """What a part of a batch is called in messages."""
    piece = task.piece
    if isinstance(piece, Files):
        return piece.files[number].place
    if isinstance(piece, Lines):
        return f"{piece.file.place}: part {number + 1} from line {piece.first}"
    item = piece.items[number]
    return item.place if isinstance(item, ReadFailure) else item.source or item.id


def write_shard(place: Place, data: bytes) -> str | None:
    """Write data as a shard named by its content; its name below the place, None where there are none."""
    if not data:
        return None
    name = f"shards/{hashlib.sha256(data).hexdigest()[:NAME_DIGITS]}.nq"
    place.write(name, data)
    return name


def receipt_name(key: str) -> str:
    """Where the receipt of a batch stands."""
    return f"receipts/{key}.json"


def receipt(result: Result) -> bytes:
    """A result without its data, as JSON."""
    record = {"shard": result.shard, "meant": result.meant, "outcomes": [outcome_record(each) for each in result.outcomes]}
    return json.dumps(record, ensure_ascii=False).encode("utf-8") + b"\n"


def _status(failure: ReadFailure) -> Status:
    return "duplicate" if failure.duplicate else "skipped" if failure.skipped else "note" if failure.note else "failed"


def _detail(document: Document) -> dict[str, Any]:
    """What the account of a run says of a document beside its name and hash, without what is not known."""
    return {key: value for key, value in record_of(document).items() if key not in _NAMED and value is not None}


def _reason(error: Exception) -> str:
    if isinstance(error, ZtgraphError):
        return str(error)
    if isinstance(error, MemoryError):
        return "it needs more memory than one document may have"
    return f"a bug of ours: {type(error).__name__}: {error} (please report it)"
