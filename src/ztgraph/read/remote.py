"""Files of object stores and other places that have a scheme (``s3://…``, ``gs://…``, ``file://…``), by way of fsspec."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple, cast

from ztgraph.errors import ReadError

_SCHEME = re.compile(r"(?!https?://)[A-Za-z][A-Za-z0-9+.-]*(?:::[^:]+)?://")
_MAGIC = re.compile(r"[*?\[]")


class RemoteFile(NamedTuple):
    """An object: its address, its name below the input, its size in bytes (-1 where unknown) and a mark that changes with its content."""

    place: str
    name: str
    size: int
    mark: str


def is_remote(given: str) -> bool:
    """Whether ``given`` is an address that fsspec opens; addresses of the web are read by ``ztgraph.read.web``."""
    return _SCHEME.match(given) is not None


def file_system(address: str) -> tuple[Any, str]:
    """The file system of an address, and its path there. Raises ReadError where fsspec or the driver of the scheme is missing."""
    try:
        import fsspec

        found, path = fsspec.core.url_to_fs(address)
    except ImportError as error:
        raise ReadError(
            f"needs a package that is not installed: {error}", place=address, remedy="pip install 'ztgraph[cluster]', and s3fs for s3://"
        ) from error
    except ValueError as error:
        raise ReadError(str(error), place=address) from error
    return found, str(path)


def open_remote(address: str) -> BinaryIO:
    """The object as a stream that can be read and sought. Raises ReadError, OSError."""
    system, path = file_system(address)
    return cast("BinaryIO", io.BufferedReader(system.open(path, "rb"), 1 << 16))  # fsspec's own files read no line of bounded length


def remote_files(given: str) -> Iterator[RemoteFile]:
    """The objects that an address names: one, all that a pattern meets, or all below a folder, sorted by name. Raises ReadError."""
    system, path = file_system(given)
    try:
        if _MAGIC.search(path):
            found = system.glob(path, detail=True)
            below = path[: _MAGIC.search(path).start()].rpartition("/")[0]  # type: ignore[union-attr]
        else:
            found = system.find(path, detail=True)
            below = path.rstrip("/") if path.rstrip("/") not in found else path.rstrip("/").rpartition("/")[0]
    except (OSError, ValueError) as error:
        raise ReadError(f"cannot be listed: {error}", place=given) from error
    except Exception as error:  # drivers raise errors of their own libraries: no credentials, no such host
        raise ReadError(f"cannot be listed: {type(error).__name__}: {error}", place=given) from error
    for name in sorted(found):
        info = found[name]
        if info.get("type") == "file":
            shown = name.removeprefix(below).lstrip("/") or name.rpartition("/")[2]
            yield RemoteFile(str(system.unstrip_protocol(name)), shown, int(info.get("size") or -1), _mark(info))


def _mark(info: dict[str, Any]) -> str:
    known = next((info[key] for key in ("ETag", "etag", "md5Hash", "mtime", "LastModified", "created") if info.get(key)), "")
    return f"{info.get('size')}:{known}"
