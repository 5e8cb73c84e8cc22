"""What was computed once and need not be again: files in a folder of the user's, each named by what it was made from.

A file is a head, a digest and a body; what is not whole, or not this user's, is as if it were not there. It is written beside its place and
moved there, so that any number of processes may write it at once; where the folder cannot be written, nothing is kept.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from functools import cache
from pathlib import Path

from ztgraph import __version__

VARIABLE = "ZTGRAPH_CACHE"  # the folder, or "off"
_HEAD = b"ztgraph cache 1\n"
_DIGEST = 32  # bytes
_MOST = 32  # files of a kind that stay


def folder() -> Path | None:
    """Where things are kept: ``ZTGRAPH_CACHE``, or below the user's cache folder; None where nothing is to be kept."""
    chosen = os.environ.get(VARIABLE)
    if chosen is not None:
        return None if chosen in ("", "0", "off") else Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME") or (Path.home() / ".cache" if "HOME" in os.environ else None)
    return None if base is None else Path(base, "ztgraph")


@cache
def code_of(package: Path) -> bytes:
    """What tells one state of the modules in a folder from another: name, size and time of each."""
    found = sorted((path.name, path.stat()) for path in package.glob("*.py"))
    parts = [f"{name}:{each.st_size}:{each.st_mtime_ns}" for name, each in found]
    return "\n".join([__version__, sys.version, str(package), *parts]).encode("utf-8", "surrogateescape")


def path_of(kind: str, *key: bytes) -> Path | None:
    """The file of a kind for a key, whether it is there or not."""
    place = folder()
    made = hashlib.sha256(b"".join(len(part).to_bytes(8, "big") + part for part in key)).hexdigest()
    return None if place is None else place / f"{kind}-{made[:32]}.bin"


def get(path: Path | None) -> bytes | None:
    """The body of a file; None where it is not there, not whole or not of this user."""
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_uid != os.getuid():
                return None
            data = file.read()
    except OSError:
        return None
    start = len(_HEAD) + _DIGEST
    whole = data.startswith(_HEAD) and hashlib.sha256(memoryview(data)[start:]).digest() == data[len(_HEAD) : start]
    return data[start:] if whole else None


def put(path: Path | None, body: bytes) -> None:
    """Keep a body, and forget the oldest of its kind."""
    if path is None:
        return
    temporary = ""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".unfinished-")
        with os.fdopen(handle, "wb") as file:
            file.write(_HEAD + hashlib.sha256(body).digest() + body)
        os.replace(temporary, path)
        kind = path.name.rpartition("-")[0]
        for each in sorted(path.parent.glob(f"{kind}-*.bin"), key=lambda each: each.stat().st_mtime_ns)[:-_MOST]:
            each.unlink(missing_ok=True)
    except OSError:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
