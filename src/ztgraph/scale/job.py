"""What passes between the process that leads a run and those that work: the job, its tasks, and the results. All of it pickles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, TypeAlias

from ztgraph import __version__
from ztgraph.graph.vocabulary import BASE
from ztgraph.identity import digest
from ztgraph.limits import DEFAULT_LIMITS, Limits
from ztgraph.model import Document
from ztgraph.read.inputs import File
from ztgraph.read.manifest import DOCUMENT_FIELDS, failed_record
from ztgraph.read.selection import ReadFailure, Wish
from ztgraph.rules.load import LEXICON, rule_files

Form = Literal["shards", "extractions"]
Status = Literal["read", "failed", "duplicate", "skipped", "note"]


@dataclass(frozen=True, slots=True)
class Job:
    """What every worker of a run must know; small, for it travels with each task to other machines.

    ``rules`` is the digest of the rules, ``extra`` the rule files of the user (relative name to bytes). ``form`` says what is made of a
    document: its named graph as N-Quads, put into a shard of ``output``, or its Extraction, sent back.
    """

    rules: str
    form: Form = "shards"
    output: str = ""
    base: str = BASE
    encoding: str | None = None
    wish: Wish = field(default_factory=Wish)
    extra: tuple[tuple[str, bytes], ...] = ()
    limits: Limits = DEFAULT_LIMITS
    version: str = __version__

    def fingerprint(self) -> str:
        """A digest of all that the graph of a document depends on beside the document."""
        meta = sorted((name, sorted(said.items())) for name, said in self.wish.meta.items())
        return digest(self.rules, self.version, self.base, self.encoding, self.wish.since, repr(meta), self.form, length=32)


def files_of(extra: Path | None) -> tuple[tuple[str, bytes], ...]:
    """The rule files of the user in a folder, as a job has them. Raises RulesError."""
    files = {} if extra is None else rule_files(LEXICON, extra)
    return tuple((name, path.read_bytes()) for name, path in files.items() if not path.is_relative_to(LEXICON))


@dataclass(frozen=True, slots=True)
class Files:
    """Whole files, each a part; a small corpus is one too."""

    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """A stretch of a corpus: ``length`` bytes from ``start``, whose first line has the number ``first``; each line is a part."""

    file: File
    first: int
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Read:
    """Documents that the leading process has read: each is a part, and so is each failure."""

    items: tuple[Document | ReadFailure, ...]


Piece: TypeAlias = Files | Lines | Read


@dataclass(frozen=True, slots=True)
class Task:
    """One batch: what to read, the key under which its receipt stands, and how many bytes of the input it is.

    ``names`` gives documents (by their number in the batch) another id than their own; ``dead`` names parts that are not touched, and why.
    """

    key: str
    piece: Piece
    size: int = 0
    names: Mapping[int, str] = field(default_factory=dict)
    dead: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document, or of something that should have been one.

    ``asked`` is the id that the document bears itself, ``id`` the one it was given. Its data stand at ``start`` with ``length`` in the
    data of the result; both are 0 where it has none. ``detail`` is what the account of the run says beside.
    """

    status: Status
    source: str
    reason: str | None = None
    remedy: str | None = None
    id: str = ""
    asked: str = ""
    sha256: str = ""
    statements: int = 0
    quads: int = 0
    start: int = 0
    length: int = 0
    bug: bool = False
    detail: Mapping[str, Any] = field(default_factory=dict)

    @property
    def admissible(self) -> bool:
        """Whether a document was read, whatever became of it then."""
        return bool(self.sha256)

    def words(self) -> str:
        """What is said of one that failed."""
        return f"{self.source}: {self.reason}" + (f" ({self.remedy})" if self.remedy else "")


@dataclass(frozen=True, slots=True)
class Result:
    """What was made of a batch. ``data`` is there where it is sent back, ``shard`` the name under which it was written.

    ``meant`` are the rows of the table of metadata that spoke of its documents.
    """

    key: str
    outcomes: tuple[Outcome, ...]
    shard: str | None = None
    data: bytes | None = None
    meant: tuple[str, ...] = ()


def outcome_record(outcome: Outcome) -> dict[str, Any]:
    """An outcome for a receipt, without what is empty."""
    return {name: value for name, value in asdict(outcome).items() if value not in ("", None, 0, {}, False)}


_FIELDS = frozenset(each.name for each in fields(Outcome))


def outcome_of(record: Mapping[str, Any]) -> Outcome:
    """The outcome of a receipt. Raises ValueError, TypeError or KeyError where it is none."""
    if not set(record) <= _FIELDS or not isinstance(record["status"], str) or not isinstance(record.get("length", 0), int):
        raise ValueError("not an outcome")
    return Outcome(**record)


def account_records(outcome: Outcome) -> Iterator[dict[str, Any]]:
    """What the account of a run says of an outcome: of a document on which the engine failed that it was read, and then that."""
    if outcome.admissible and outcome.status != "duplicate":
        known = {"source": outcome.source, "status": "read", "id": outcome.id, "sha256": outcome.sha256, **outcome.detail}
        yield {name: known.get(name) for name in DOCUMENT_FIELDS}
    if outcome.status == "failed" and outcome.admissible:
        yield failed_record(outcome.source, outcome.reason or "")
    elif outcome.status != "read":
        yield {"source": outcome.source, "status": outcome.status, "reason": outcome.reason, "remedy": outcome.remedy}
