"""What most commands begin with: the rules, the documents, and the engine run over them, with every failure listed."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from ztgraph.cli.progress import Progress
from ztgraph.cli.reading import Reading
from ztgraph.cli.terminal import clear_progress, progress, say
from ztgraph.errors import ReadError, ZtgraphError

if TYPE_CHECKING:
    from ztgraph.model import Document, Extraction
    from ztgraph.read.manifest import Account
    from ztgraph.rules.objects import Rules
    from ztgraph.scale.job import Job, Outcome

SOME_FAILED = 1
Decorated = TypeVar("Decorated", bound=Callable[..., object])


def rules_option(function: Decorated) -> Decorated:
    """``--rules DIR``."""
    return click.option(
        "--rules",
        "extra_rules",
        metavar="DIR",
        type=click.Path(path_type=Path),
        help="Rule files of your own: they add to the built-in ones, or replace those of the same name.",
    )(function)


def inputs_argument(function: Decorated) -> Decorated:
    """``INPUT…``."""
    return click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)(function)


def jobs_option(function: Decorated) -> Decorated:
    """``--jobs N``."""
    return click.option(
        "--jobs", metavar="N", type=click.IntRange(min=1), default=1, help="Processes that work at once; the result is the same for any N."
    )(function)


def load(extra_rules: Path | None) -> Rules:
    """The rules of the run; raises RulesError."""
    from ztgraph.rules.load import load_rules

    return load_rules(extra_rules)


def extract_document(document: Document, rules: Rules) -> Extraction:
    """The engine on one document (a seam for tests)."""
    from ztgraph.extract.pipeline import extract

    return extract(document, rules)


def job_of(rules: Rules, extra_rules: Path | None, reading: Reading, *, output: str | None = None, base: str | None = None) -> Job:
    """What workers of a run must know; with ``output`` they write shards there, else they send extractions back."""
    from ztgraph.graph.vocabulary import BASE, Names
    from ztgraph.scale.job import Job, files_of

    return Job(
        rules=rules.digest,
        form="extractions" if output is None else "shards",
        output=output or "",
        base=Names(base or BASE).base,
        encoding=reading.encoding,
        wish=reading.wish(),
        extra=files_of(extra_rules),
    )


@dataclass(slots=True)
class Run:
    """A run over documents: what was read, what failed. ``extractions`` may be asked for once."""

    inputs: Sequence[str]
    reading: Reading = field(default_factory=Reading)
    read: int = 0
    done: int = 0
    statements: int = 0
    skipped: int = 0
    failed: list[str] = field(default_factory=list)
    written: Account | None = None
    """What became of each document, where a manifest is asked for."""
    crash: Exception | None = None
    """The engine's own failure, as long as no document has gone well."""

    def documents(self) -> Iterator[Document]:
        """The documents that could be read; each failure is said on stderr as it comes and kept in ``failed``.

        The manifest, where one is asked for, is written when all was read.
        """
        from ztgraph.read import ReadFailure, read_inputs
        from ztgraph.read.manifest import record_of

        with self.account():
            for item in read_inputs(self.inputs, encoding=self.reading.encoding, wish=self.reading.wish()):
                if self.written is not None:
                    self.written.add(record_of(item))
                if not isinstance(item, ReadFailure):
                    self.read += 1
                    progress(self.read, item.id)
                    yield item
                elif item.skipped:
                    self.skipped += 1
                elif item.harmless:
                    self._note(str(item))
                else:
                    self._fail(str(item))
            clear_progress()

    @contextmanager
    def account(self) -> Iterator[None]:
        """The manifest, where one is asked for, written as the run goes and in place when it was gone through."""
        if self.reading.manifest is None:
            yield
            return
        from ztgraph.read.manifest import Account

        with Account(self.reading.manifest) as self.written:
            yield

    def extractions(self, rules: Rules, *, jobs: int = 1, extra_rules: Path | None = None) -> Iterator[Extraction]:
        """What the engine finds in each document; a document on which the engine itself fails is one that failed.

        With more than one of ``jobs`` other processes do the work; ``extra_rules`` is then the folder from which ``rules`` came.
        """
        if jobs > 1:
            yield from self._extractions_of_processes(job_of(rules, extra_rules, self.reading), jobs)
            return
        for document in self.documents():
            try:
                extraction = extract_document(document, rules)
            except Exception as error:
                self.fail(document, error)
                continue
            self.done, self.crash = self.done + 1, None
            self.statements += len(extraction.statements)
            yield extraction

    def _extractions_of_processes(self, job: Job, jobs: int) -> Iterator[Extraction]:
        from ztgraph.scale.pool import Pool
        from ztgraph.scale.run import batches

        shown = Progress()
        with self.account(), Pool(job, jobs) as pool:
            for batch in batches(self.inputs, job, pool):
                for outcome in batch.admitted.outcomes:
                    self.take(outcome)
                for start, length in batch.admitted.kept:
                    yield pickle.loads((batch.admitted.result.data or b"")[start : start + length])
                shown.update(self.read, 0)
            clear_progress()

    def take(self, outcome: Outcome) -> None:
        """Count what became of a document in another process, and say it where it failed."""
        if self.written is not None:
            from ztgraph.scale.job import account_records

            for record in account_records(outcome):
                self.written.add(record)
        self.read += outcome.admissible and outcome.status != "duplicate"
        if outcome.status == "read":
            self.done, self.crash = self.done + 1, None
            self.statements += outcome.statements
        elif outcome.status == "skipped":
            self.skipped += 1
        elif outcome.status == "failed":
            if outcome.bug:
                self.crash = RuntimeError(outcome.reason) if self.done == 0 else None
            self._fail(outcome.words())
        else:
            self._note(outcome.words())

    def fail(self, document: Document, error: Exception) -> None:
        """Say and keep that a document failed, by its own fault or by one of the engine."""
        if self.written is not None:
            from ztgraph.read.manifest import failed_record

            self.written.add(failed_record(document.source or document.id, str(error) or type(error).__name__))
        if isinstance(error, ZtgraphError):
            self._fail(f"{document.source or document.id}: {error}")
            return
        self.crash = error if self.done == 0 else None
        self._fail(f"{document.source or document.id}: a bug of ours: {type(error).__name__}: {error} (please report it)")

    def _note(self, text: str) -> None:
        clear_progress()
        say(f"note: {text}")

    def _fail(self, text: str) -> None:
        clear_progress()
        say(f"failed: {text}", colour="red")
        self.failed.append(text)

    @property
    def exit_code(self) -> int:
        """0, or 1 where documents failed."""
        return SOME_FAILED if self.failed else 0

    def require_one(self) -> None:
        """Raises ReadError where not a single document could be read, and the engine's own error where it failed on all of them."""
        if self.crash is not None:
            raise self.crash
        if not self.read:
            if self.skipped and not self.failed:
                raise ReadError(f"none of the {self.skipped} documents was asked for", remedy="give an earlier date with --since")
            raise ReadError("nothing could be read", remedy="see the failures above")

    def summary(self) -> str:
        """One line: documents, statements, failures."""
        failed = (f", {self.skipped} not asked for" if self.skipped else "") + (f", {len(self.failed)} failed" if self.failed else "")
        return f"{self.read} document{'s' * (self.read != 1)} read, {self.statements} statement{'s' * (self.statements != 1)}{failed}"
