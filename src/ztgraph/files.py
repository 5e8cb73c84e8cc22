"""Writing without loss: a file is written under a temporary name beside its place and renamed when whole."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from ztgraph.errors import WriteError


def write_atomic(path: Path, data: str | bytes) -> None:
    """Write ``data`` (text as UTF-8 with ``\\n`` line ends) to ``path``, or leave what stood there.

    Raises WriteError where the folder cannot be made or the file not be written.
    """
    payload = data.encode("utf-8") if isinstance(data, str) else data
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(payload)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except OSError as error:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
        raise WriteError(f"cannot write: {error.strerror or error}", place=str(path), remedy="choose another output folder") from error
