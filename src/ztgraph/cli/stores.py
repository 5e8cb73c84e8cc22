"""Documents into a store: what ``ztgraph build --store`` does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ztgraph.cli import work
from ztgraph.cli.reading import Reading
from ztgraph.cli.terminal import say
from ztgraph.errors import WriteError

if TYPE_CHECKING:
    from ztgraph.rules.objects import Rules
    from ztgraph.store.store import Store


def open_store(folder: Path, rules: Rules, base: str | None = None) -> Store:
    """The store in ``folder`` to write to, with the engine and the rules of this run. Raises GraphError, WriteError."""
    from ztgraph.store.store import Store

    return Store(
        folder,
        rules.relations,
        lambda document: work.extract_document(document, rules),
        rules=rules.digest,
        actors=rules.actors,
        base=base,
    )


def build_into(folder: Path, inputs: Sequence[str], rules: Rules, *, reading: Reading | None = None, base: str | None = None) -> int:
    """Bring the documents into the store and say what became of them; the exit code is that of ``build``."""
    run = work.Run(inputs, reading or Reading())
    counts: Counter[str] = Counter()
    with open_store(folder, rules, base) as store:
        for document in run.documents():
            try:
                counts[store.add(document)] += 1
            except OSError as error:  # the database's; a full disk ends the run, and what was done stays
                raise WriteError(f"the store cannot be written: {error}", place=str(folder)) from error
            except Exception as error:
                run.fail(document, error)
            else:
                run.done, run.crash = run.done + 1, None
    run.require_one()
    said = ", ".join(f"{counts[name]} {name}" for name in ("added", "changed", "unchanged"))
    failed = f", {len(run.failed)} failed" if run.failed else ""
    say(f"{run.read} document{'s' * (run.read != 1)} read: {said}{failed} → {folder}")
    return run.exit_code
