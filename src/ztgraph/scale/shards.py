"""The shards of a run, its receipts and its manifest: a run that was ended anyhow goes on, with nothing lost and nothing twice.

A worker writes a shard and then its receipt; the leading process takes them in the order of the input and writes the manifest at the end.
A receipt whose shard is there stands for the work done; anything else that an earlier run left is done again, to the same bytes.
"""

from __future__ import annotations

import fcntl
import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ztgraph.errors import WriteError
from ztgraph.read.remote import is_remote
from ztgraph.scale.admission import Admitted, cut
from ztgraph.scale.job import Job, Outcome, Result, Task, outcome_of
from ztgraph.scale.places import place_of
from ztgraph.scale.work import receipt_name, write_shard

FORMAT = 1
HEAD, MANIFEST = "run.json", "manifest.jsonl"
_SHARD = re.compile(r"[0-9a-f]{32}\.nq")
_RECEIPT = re.compile(r"[0-9a-f]{32}\.json")


class Shards:
    """The place of a run, open for it. Use it as a context manager."""

    def __init__(self, job: Job) -> None:
        """Take the place, which must be new, empty or of an earlier run. Raises WriteError."""
        self.job, self.place = job, place_of(job.output)
        self._lock = _locked(job.output)
        self._lock.__enter__()
        try:
            self._check()
            self._receipts = frozenset(self.place.names("receipts"))
            self.place.write(HEAD, self._head())
        except BaseException:
            self._lock.__exit__(None, None, None)
            raise
        self._manifest = tempfile.TemporaryDirectory(prefix="ztgraph-")
        self._lines = Path(self._manifest.name, MANIFEST).open("wb")  # noqa: SIM115 (closed by close)
        self._sizes: dict[str, int] = {}
        self._kept: set[str] = set()
        self._keys: set[str] = set()
        self.shards = self.bytes = self.quads = self.resumed = 0

    def __enter__(self) -> Shards:
        return self

    def __exit__(self, *_: object) -> None:
        self._lines.close()
        self._manifest.cleanup()
        self._lock.__exit__(None, None, None)

    def _head(self) -> bytes:
        head = {"format": FORMAT, "version": self.job.version, "rules": self.job.rules, "base": self.job.base}
        return json.dumps(head).encode("utf-8") + b"\n"

    def _check(self) -> None:
        head = self.place.read(HEAD)
        if head is None:
            if [name for name in self.place.names("") if name and not name.startswith(".")]:
                raise WriteError("neither a place of shards nor an empty folder", place=self.job.output, remedy="name a new folder")
            return
        try:
            known = json.loads(head)["format"]
        except (ValueError, TypeError, KeyError):
            known = None
        if known != FORMAT:
            raise WriteError("shards of another version", place=self.job.output, remedy="name a new folder")

    def done(self, task: Task) -> Result | None:
        """What an earlier run made of a batch; None where it is still to be done."""
        name = receipt_name(task.key)
        if name.rpartition("/")[2] not in self._receipts:
            return None
        try:
            record = json.loads(self.place.read(name) or b"")
            outcomes = tuple(outcome_of(each) for each in record["outcomes"])
            shard, size = record["shard"], sum(each.length for each in outcomes)
            meant = tuple(record["meant"])
        except (ValueError, KeyError, TypeError):
            return None  # broken: the batch is done again
        if shard is not None and (not _SHARD.fullmatch(shard.removeprefix("shards/")) or self.place.size(shard) != size):
            return None
        self.resumed += 1
        return Result(task.key, outcomes, shard=shard, meant=meant)

    def take(self, task: Task, admitted: Admitted) -> None:
        """Put a batch into the manifest; where not all of its shard belongs to the run, a shard of what does. Raises WriteError."""
        shard = admitted.result.shard
        if shard is not None and not admitted.whole:
            data = self.place.read(shard)
            if data is None:
                raise WriteError("the shard has gone", place=f"{self.job.output}/{shard}", remedy="run it again")
            shard = write_shard(self.place, cut(data, admitted.kept))
        if admitted.whole and not any(each.status == "failed" and each.bug for each in admitted.outcomes):
            self._keys.add(receipt_name(task.key).rpartition("/")[2])
        if shard is None:
            return
        documents = [each for each in admitted.outcomes if each.length]
        size, quads = sum(each.length for each in documents), sum(each.quads for each in documents)
        line = {"shard": shard, "bytes": size, "quads": quads, "documents": [_document(each) for each in documents]}
        self._lines.write(json.dumps(line, ensure_ascii=False).encode("utf-8") + b"\n")
        self._kept.add(shard.rpartition("/")[2])
        self.shards, self.bytes, self.quads = self.shards + 1, self.bytes + size, self.quads + quads

    def finish(self) -> None:
        """Write the manifest of a complete run, then take away what an earlier or interrupted one left. Raises WriteError."""
        self._lines.flush()
        self.place.take(MANIFEST, Path(self._lines.name))
        for folder, pattern, kept in (("shards", _SHARD, self._kept), ("receipts", _RECEIPT, self._keys)):
            for name in self.place.names(folder):
                unfinished = name.startswith(".") and pattern.search(name) is not None
                if unfinished or (pattern.fullmatch(name) and name not in kept):
                    self.place.remove(f"{folder}/{name}")


def _document(outcome: Outcome) -> dict[str, Any]:
    return {"id": outcome.id, "sha256": outcome.sha256, "source": outcome.source, "statements": outcome.statements}


@contextmanager
def _locked(output: str) -> Iterator[None]:
    """One run at a time in a folder of this machine; the system frees the lock however the process ends."""
    if is_remote(output):
        yield
        return
    try:
        Path(output).mkdir(parents=True, exist_ok=True)
        file = Path(output, ".lock").open("a")  # noqa: SIM115 (closed below)
    except OSError as error:
        raise WriteError(f"cannot write: {error.strerror or error}", place=output, remedy="choose another place") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise WriteError("another run is writing there", place=output, remedy="wait until it has ended") from None
        yield
