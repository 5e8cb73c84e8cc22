"""What most commands begin with: the rules, the documents, and the engine run over them, with every failure listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ztgraph.cli.reading import Reading
from ztgraph.cli.terminal import clear_progress, progress, say
from ztgraph.errors import ReadError, ZtgraphError

if TYPE_CHECKING:
    from ztgraph.model import Document, Extraction
    from ztgraph.rules.objects import Rules

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


def load(extra_rules: Path | None) -> Rules:
    """The rules of the run; raises RulesError."""
    from ztgraph.rules.load import load_rules

    return load_rules(extra_rules)


def extract_document(document: Document, rules: Rules) -> Extraction:
    """The engine on one document (a seam for tests)."""
    from ztgraph.extract.pipeline import extract

    return extract(document, rules)


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
    records: list[dict[str, Any]] = field(default_factory=list)
    """What became of each document, for the manifest."""
    crash: Exception | None = None
    """The engine's own failure, as long as no document has gone well."""

    def documents(self) -> Iterator[Document]:
        """The documents that could be read; each failure is said on stderr as it comes and kept in ``failed``.

        The manifest, where one is asked for, is written when all was read.
        """
        from ztgraph.read import ReadFailure, read_inputs
        from ztgraph.read.manifest import record_of

        for item in read_inputs(self.inputs, encoding=self.reading.encoding, wish=self.reading.wish()):
            self.records.append(record_of(item))
            if not isinstance(item, ReadFailure):
                self.read += 1
                progress(self.read, item.id)
                yield item
            elif item.skipped:
                self.skipped += 1
            elif item.harmless:
                clear_progress()
                say(f"note: {item}")
            else:
                self._fail(str(item))
        clear_progress()
        if self.reading.manifest is not None:
            from ztgraph.files import write_atomic
            from ztgraph.read.manifest import manifest_text

            write_atomic(self.reading.manifest, manifest_text(self.records))

    def extractions(self, rules: Rules) -> Iterator[Extraction]:
        """What the engine finds in each document; a document on which the engine itself fails is one that failed."""
        for document in self.documents():
            try:
                extraction = extract_document(document, rules)
            except Exception as error:
                self.fail(document, error)
                continue
            self.done, self.crash = self.done + 1, None
            self.statements += len(extraction.statements)
            yield extraction

    def fail(self, document: Document, error: Exception) -> None:
        """Say and keep that a document failed, by its own fault or by one of the engine."""
        from ztgraph.read.manifest import failed_record

        self.records.append(failed_record(document.source or document.id, str(error) or type(error).__name__))
        if isinstance(error, ZtgraphError):
            self._fail(f"{document.source or document.id}: {error}")
            return
        self.crash = error if self.done == 0 else None
        self._fail(f"{document.source or document.id}: a bug of ours: {type(error).__name__}: {error} (please report it)")

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
