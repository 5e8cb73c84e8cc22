"""The folder of a store, its lock, and the snapshots that readers open while a writer works.

``data/`` is the database of the one writer; RocksDB forbids others to look into it meanwhile. What has been written is therefore shown
in ``snapshots/NUMBER/``, a copy by hard links that takes no space of its own and never changes. Readers open the newest; older ones
are removed, which does not disturb those who have them open.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ztgraph.errors import GraphError, WriteError
from ztgraph.files import write_atomic
from ztgraph.graph.vocabulary import BASE, Names

if TYPE_CHECKING:
    import pyoxigraph

FORMAT = 1
HEAD = "store.json"
AGAIN = "wait until ztgraph load has ended; where it broke off, give the same command again"
KEPT = 2  # snapshots that stay: the newest, and the one before it for those who are about to open it


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a store are."""

    folder: Path

    @property
    def data(self) -> Path:
        """The writer's database."""
        return self.folder / "data"

    @property
    def ledger(self) -> Path:
        """The record of what each document's graph was made from."""
        return self.folder / "documents.sqlite"

    @property
    def dirty(self) -> Path:
        """A file that stands as long as the database may hold more than the newest snapshot."""
        return self.folder / "unshown"

    @property
    def loading(self) -> Path:
        """A file that stands while others are loaded in bulk, which is no transaction: the database may hold documents in part."""
        return self.folder / "loading"

    @property
    def snapshots(self) -> Path:
        """The folder of the readers' copies."""
        return self.folder / "snapshots"

    def newest(self) -> Path | None:
        """The newest snapshot, None where there is none."""
        found = self.numbered()
        return found[-1] if found else None

    def numbered(self) -> list[Path]:
        """The whole snapshots, oldest first."""
        try:
            return sorted(path for path in self.snapshots.iterdir() if path.name.isdigit())
        except FileNotFoundError:
            return []


def is_store(folder: Path) -> bool:
    """Whether ``folder`` holds a store."""
    return (folder / HEAD).is_file()


def read_head(folder: Path) -> str:
    """The base address of the store's names. Raises GraphError where it is no store or one of another version."""
    try:
        head = json.loads((folder / HEAD).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GraphError(f"not a store: {error}", place=str(folder), remedy="make one with: ztgraph build INPUT... --store DIR") from error
    if not isinstance(head, dict) or head.get("format") != FORMAT or not isinstance(head.get("base"), str):
        raise GraphError("a store of another version", place=str(folder), remedy="build it again in another folder")
    return str(head["base"])


def make(folder: Path, base: str | None) -> str:
    """Make the folder a store where it is none yet, and return its base. Raises GraphError for another base, WriteError."""
    if is_store(folder):
        known = read_head(folder)
        if base is not None and base != known:
            raise GraphError(f"the store names things under {known}", place=str(folder), remedy="leave --base out, or use another store")
        return known
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WriteError("neither a store nor an empty folder", place=str(folder), remedy="name a new folder")
    chosen = Names(base or BASE).base
    write_atomic(folder / HEAD, json.dumps({"format": FORMAT, "base": chosen}) + "\n")
    return chosen


@contextmanager
def locked(folder: Path, *, wait: bool = False) -> Iterator[bool]:
    """Hold the writer's lock; the value says whether it was got. The system frees it when the process ends, however it ends."""
    with (folder / "lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
        else:
            yield True


def take_snapshot(database: pyoxigraph.Store, layout: Layout) -> Path:
    """Show what the database holds to readers, and forget older snapshots. To be called by the holder of the lock."""
    numbered = layout.numbered()
    target = layout.snapshots / f"{int(numbered[-1].name) + 1 if numbered else 1:08d}"
    unfinished = layout.snapshots / "unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    layout.snapshots.mkdir(exist_ok=True)
    database.backup(str(unfinished))
    unfinished.rename(target)
    layout.dirty.unlink(missing_ok=True)
    for old in numbered[: 1 - KEPT or None]:
        shutil.rmtree(old, ignore_errors=True)
    return target


def current_snapshot(folder: Path) -> Path:
    """The snapshot that a reader should open: the newest while a writer works, else one of all that was ever committed.

    Raises GraphError where the folder holds no store or the database cannot be opened.
    """
    import pyoxigraph

    read_head(folder)
    layout = Layout(folder)
    if (layout.newest() is None or layout.dirty.exists()) and layout.data.is_dir() and os.access(folder, os.W_OK):
        with locked(folder) as free:
            if free and not layout.loading.exists():
                try:
                    return take_snapshot(pyoxigraph.Store(str(layout.data)), layout)
                except (OSError, RuntimeError) as error:
                    raise GraphError(f"the store cannot be opened: {error}", place=str(folder)) from error
    newest = layout.newest()
    if newest is None and layout.loading.exists():
        raise GraphError("what is loaded into the store is not all there yet", place=str(folder), remedy=AGAIN)
    if newest is None:
        raise GraphError("the store holds nothing yet", place=str(folder), remedy="add documents: ztgraph build INPUT... --store DIR")
    return newest


def open_newest(folder: Path) -> pyoxigraph.Store:
    """What ``current_snapshot`` names, open to read. Raises GraphError."""
    import pyoxigraph

    while True:
        snapshot = current_snapshot(folder)
        try:
            return pyoxigraph.Store.read_only(str(snapshot))
        except (OSError, RuntimeError) as error:
            if snapshot.exists():
                raise GraphError(f"the store cannot be opened: {error}", place=str(snapshot)) from error
            # A writer took it away meanwhile; it made a newer one first.
