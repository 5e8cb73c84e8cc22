"""Writing a folder of files that belong together: all of them are whole before any takes its place."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ztgraph.errors import WriteError


def check_folder(folder: Path) -> None:
    """Raises WriteError where ``folder`` cannot be made or written to, before any work is done. Makes nothing that stays."""
    place = folder
    while not place.exists() and place != place.parent:
        place = place.parent
    if not place.is_dir():
        raise WriteError("not a folder", place=str(place), remedy="choose another output folder")
    if not os.access(place, os.W_OK | os.X_OK):
        raise WriteError("the folder cannot be written to", place=str(place), remedy="choose another output folder")


def write_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Write ``files`` (name to text, as UTF-8) into ``folder``, which is made where it is missing; other files there stay.

    The files are first written in full beside each other and then moved into place one by one, so that a full disk or an
    interruption leaves no half-written file and, but for the moment of moving, no mixture of old and new. Raises WriteError.
    """
    staging: str | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        staging = tempfile.mkdtemp(dir=folder, prefix=".ztgraph-")
        for name in sorted(files):
            path = Path(staging, name)
            path.write_bytes(files[name].encode("utf-8"))
            path.chmod(0o644)
        for name in sorted(files):
            os.replace(Path(staging, name), folder / name)
    except OSError as error:
        remedy = "choose another output folder"
        raise WriteError(f"cannot write: {error.strerror or error}", place=str(error.filename or folder), remedy=remedy) from error
    finally:
        if staging is not None:
            shutil.rmtree(staging, ignore_errors=True)
