"""What is packed: the members of ZIP archives and gzip streams, measured before and while they are unpacked."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, BinaryIO, Final

from ztgraph.errors import ReadError
from ztgraph.limits import DEFAULT_LIMITS, MIB, Limits

_PACKED_ERRORS: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)


def check_members(archive: zipfile.ZipFile, place: str, limits: Limits = DEFAULT_LIMITS) -> None:
    """Raises ReadError where an archive has too many members, says that it unpacks to too much, or is packed as only bombs are."""
    members = archive.infolist()
    if len(members) > limits.archive_members:
        raise ReadError(f"more than {limits.archive_members:,} members", place=place)
    if sum(member.file_size for member in members) > limits.archive_bytes:
        raise ReadError(f"it would unpack to more than the bound of {limits.archive_bytes:,} bytes", place=place)
    for member in members:
        if member.file_size > MIB and member.file_size > limits.archive_ratio * max(1, member.compress_size):
            raise ReadError(f"{member.filename[:80]!r} would unpack to more than {limits.archive_ratio} times its size", place=place)


def members(stream: BinaryIO, place: str, limits: Limits = DEFAULT_LIMITS) -> Iterator[tuple[str, bytes | ReadError]]:
    """The files of an archive sorted by name, each with its bytes or why it could not be unpacked; hidden and foreign ones come too.

    A member's name is a label only; nothing is written. Raises ReadError where the archive as a whole cannot be read.
    """
    try:
        archive = zipfile.ZipFile(stream)
        check_members(archive, place, limits)
        infos = sorted((info for info in archive.infolist() if info.filename and not info.is_dir()), key=lambda info: info.filename)
    except _PACKED_ERRORS as error:
        raise ReadError(f"not a whole ZIP archive: {error}", place=place) from error
    with archive:
        for info in infos:
            name = _safe_name(info.filename)
            here = f"{place}:{name}"
            if info.flag_bits & 1:
                yield name, ReadError("the member is encrypted", place=here, remedy="unpack it with its password first")
                continue
            try:
                with archive.open(info) as member:
                    data = member.read(limits.file_bytes + 1)
            except _PACKED_ERRORS as error:
                yield name, ReadError(f"cannot be unpacked: {error}", place=here)
                continue
            too_large = len(data) > limits.file_bytes
            yield name, ReadError(f"larger than the bound of {limits.file_bytes:,} bytes", place=here) if too_large else data


def _safe_name(name: str) -> str:
    """A member's name without what leads out of a folder: it becomes part of sources and ids."""
    parts = [part for part in PurePosixPath(name.replace("\\", "/").replace("\0", "")).parts if part not in ("/", ".", "..")]
    return "/".join(parts).encode("utf-8", "replace").decode("utf-8") or "member"


class Unpacked(io.RawIOBase):
    """A gzip stream, unpacked as it is read. Raises ReadError where it is broken or unpacks to more than the bound."""

    def __init__(self, stream: BinaryIO, place: str, most: int) -> None:
        self._stream = gzip.GzipFile(fileobj=stream)
        self._place, self._most, self._read = place, most, 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Unpack the next bytes into ``buffer``."""
        view = memoryview(buffer)
        try:
            data = self._stream.read(len(view))
        except (EOFError, OSError, zlib.error) as error:
            raise ReadError(f"not a whole gzip file: {error}", place=self._place) from error
        self._read += len(data)
        if self._read > self._most:
            raise ReadError(f"it unpacks to more than the bound of {self._most:,} bytes", place=self._place)
        view[: len(data)] = data
        return len(data)


def unpacked(stream: BinaryIO, place: str, most: int) -> BinaryIO:
    """``stream`` unpacked, buffered, as ``Unpacked`` gives it."""
    return io.BufferedReader(Unpacked(stream, place, most), 1 << 18)
