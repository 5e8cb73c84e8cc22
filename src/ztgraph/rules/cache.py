"""Rules kept compiled, so that a run need not read their YAML again: by the digest of the files and of the code that reads them."""

from __future__ import annotations

import gc
import io
import pickle
from pathlib import Path
from typing import Any

from ztgraph import cache
from ztgraph.rules.objects import Rules

_MODULES = frozenset({"ztgraph.rules.objects", "ztgraph.rules.notation"})
_BUILTINS = frozenset({"frozenset", "set", "dict", "list", "tuple"})


class _Unpickler(pickle.Unpickler):
    """Lets in what rules are made of, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if module in _MODULES or (module == "builtins" and name in _BUILTINS):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of rules")


def path_of(digest: str, named: str = "") -> Path | None:
    """The file of the rules with that digest, whether it is there or not; ``named`` is what errors call the files of these rules."""
    return cache.path_of("rules", cache.code_of(Path(__file__).parent), digest.encode("ascii"), named.encode("utf-8", "surrogateescape"))


def kept(digest: str, named: str = "") -> Rules | None:
    """The rules with that digest; None where they are not kept, or what is kept are not they."""
    body = cache.get(path_of(digest, named))
    if body is None:
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
    """Keep the rules, where that can be done."""
    cache.put(path_of(rules.digest, named), pickle.dumps(rules, 5))
