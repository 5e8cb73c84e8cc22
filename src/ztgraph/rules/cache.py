"""Rules kept compiled, so that a run need not read their YAML again: by the digest of the files and of the code that reads them.

A file of the cache is a head with a digest, then pickled objects; only the classes of ztgraph's own rules are let in, and whatever is not
whole is made anew. It is written beside its place and moved there, so that any number of processes may write it at once.
"""

from __future__ import annotations

import gc
import hashlib
import io
import os
import pickle
import sys
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from ztgraph import __version__
from ztgraph.rules.objects import Rules

OFF = "ZTGRAPH_CACHE"  # the folder of the cache, or "off"
_HEAD = b"ztgraph rules 1\n"
_MOST = 8  # files that stay
_MODULES = frozenset({"ztgraph.rules.objects", "ztgraph.rules.notation"})
_BUILTINS = frozenset({"frozenset", "set", "dict", "list", "tuple"})


class _Unpickler(pickle.Unpickler):
    """Lets in what rules are made of, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if module in _MODULES or (module == "builtins" and name in _BUILTINS):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of rules")


def folder() -> Path | None:
    """Where compiled rules are kept: ``ZTGRAPH_CACHE``, or below the user's cache folder; None where they are not to be kept."""
    chosen = os.environ.get(OFF)
    if chosen is not None:
        return None if chosen in ("", "0", "off") else Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME") or (Path.home() / ".cache" if "HOME" in os.environ else None)
    return None if base is None else Path(base, "ztgraph")


@lru_cache(maxsize=1)
def _code() -> bytes:
    """What tells one state of the code that reads rules from another: each of its files, with size and time."""
    own = Path(__file__).parent
    names = sorted((path.name, path.stat()) for path in own.glob("*.py"))
    parts = [f"{name}:{found.st_size}:{found.st_mtime_ns}" for name, found in names]
    return "\n".join([__version__, sys.version, str(own), *parts]).encode("utf-8", "surrogateescape")


def path_of(digest: str, named: str = "") -> Path | None:
    """The file of the rules with that digest, whether it is there or not; ``named`` is what errors call the files of these rules."""
    place = folder()
    key = hashlib.sha256(b"\0".join((_code(), digest.encode("ascii"), named.encode("utf-8", "surrogateescape"))))
    return None if place is None else place / f"rules-{key.hexdigest()[:32]}.bin"


def kept(digest: str, named: str = "") -> Rules | None:
    """The rules with that digest; None where they are not kept, or what is kept is not whole, not theirs or not of this user."""
    path = path_of(digest, named)
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_uid != os.getuid():
                return None
            data = file.read()
    except OSError:
        return None
    head, check, body = data[: len(_HEAD)], data[len(_HEAD) : len(_HEAD) + 32], data[len(_HEAD) + 32 :]
    if head != _HEAD or hashlib.sha256(body).digest() != check:
        return None
    collecting = gc.isenabled()
    gc.disable()  # it would look through the growing rules again and again
    try:
        found = _Unpickler(io.BytesIO(body)).load()
    except Exception:  # a file from elsewhere can raise anything
        return None
    finally:
        if collecting:
            gc.enable()
    return found if isinstance(found, Rules) and found.digest == digest else None


def keep(rules: Rules, named: str = "") -> None:
    """Keep the rules, and forget the oldest of those kept before; where that cannot be written, nothing happens."""
    path = path_of(rules.digest, named)
    if path is None:
        return
    body = pickle.dumps(rules, 5)
    temporary = ""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".rules-")
        with os.fdopen(handle, "wb") as file:
            file.write(_HEAD + hashlib.sha256(body).digest() + body)
        os.replace(temporary, path)
        old = sorted(path.parent.glob("rules-*.bin"), key=lambda each: each.stat().st_mtime_ns)
        for each in old[:-_MOST]:
            each.unlink(missing_ok=True)
    except OSError:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
