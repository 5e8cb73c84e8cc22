"""Where shards are written: a folder, or a place of an object store by way of fsspec. A file is there whole or not at all."""

from __future__ import annotations

import os
import shutil
import uuid
from pathlib import Path
from typing import Protocol

from ztgraph.errors import ReadError, WriteError
from ztgraph.files import write_atomic
from ztgraph.read.remote import file_system, is_remote


class Place(Protocol):
    """A folder somewhere, its files named by paths with ``/``."""

    def write(self, name: str, data: bytes) -> None:
        """Write a file whole. Raises WriteError."""

    def take(self, name: str, path: Path) -> None:
        """Write a file with the content of a local one. Raises WriteError."""

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None where there is none. Raises WriteError."""

    def size(self, name: str) -> int | None:
        """How large a file is; None where there is none."""

    def names(self, folder: str) -> list[str]:
        """The names of the files in ``folder``, sorted."""

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""


def place_of(given: str) -> Place:
    """The place that the user names. Raises WriteError where it cannot be one."""
    if is_remote(given):
        return _Remote(given)
    if Path(given).exists() and not Path(given).is_dir():
        raise WriteError("not a folder", place=given, remedy="choose another place for the shards")
    return _Local(Path(given))


class _Local:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, name: str, data: bytes) -> None:
        write_atomic(self._folder / name, data)

    def take(self, name: str, path: Path) -> None:
        target = self._folder / name
        temporary = target.with_name(f".{target.name}.{uuid.uuid4().hex}")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, temporary)
            os.replace(temporary, target)
        except OSError as error:
            temporary.unlink(missing_ok=True)
            raise WriteError(f"cannot write: {error.strerror or error}", place=str(target)) from error

    def read(self, name: str) -> bytes | None:
        try:
            return (self._folder / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise WriteError(f"cannot read: {error.strerror or error}", place=str(self._folder / name)) from error

    def size(self, name: str) -> int | None:
        try:
            return (self._folder / name).stat().st_size
        except OSError:
            return None

    def names(self, folder: str) -> list[str]:
        try:
            return sorted(path.name for path in (self._folder / folder).iterdir() if path.is_file())
        except FileNotFoundError:
            return []

    def remove(self, name: str) -> None:
        (self._folder / name).unlink(missing_ok=True)


class _Remote:
    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")
        try:
            self._system, self._path = file_system(self._address)
        except ReadError as error:
            raise WriteError(error.message, place=error.place, remedy=error.remedy) from error
        self._path = self._path.rstrip("/")
        protocol = self._system.protocol
        self._renames = bool({"file", "local", "sftp", "hdfs", "smb"} & set((protocol,) if isinstance(protocol, str) else protocol))

    def _failed(self, what: str, name: str, error: Exception) -> WriteError:
        """A driver raises errors of its own libraries: no credentials, no such bucket."""
        return WriteError(f"cannot {what}: {type(error).__name__}: {error}", place=f"{self._address}/{name}")

    def write(self, name: str, data: bytes) -> None:
        """An object appears when its upload is complete; where files are files it is written under another name and renamed."""
        target = f"{self._path}/{name}"
        try:
            if not self._renames:
                self._system.pipe_file(target, data)
                return
            folder, _, last = target.rpartition("/")
            self._system.makedirs(folder, exist_ok=True)
            temporary = f"{folder}/.{last}.{uuid.uuid4().hex}"
            self._system.pipe_file(temporary, data)
            self._system.mv(temporary, target)
        except Exception as error:
            raise self._failed("write", name, error) from error

    def take(self, name: str, path: Path) -> None:
        if self._renames:
            self.write(name, path.read_bytes())
            return
        try:
            self._system.put_file(str(path), f"{self._path}/{name}")
        except Exception as error:
            raise self._failed("write", name, error) from error

    def read(self, name: str) -> bytes | None:
        try:
            return bytes(self._system.cat_file(f"{self._path}/{name}"))
        except FileNotFoundError:
            return None
        except Exception as error:
            raise self._failed("read", name, error) from error

    def size(self, name: str) -> int | None:
        try:
            self._system.invalidate_cache()
            return int(self._system.size(f"{self._path}/{name}"))
        except FileNotFoundError:
            return None
        except Exception as error:
            raise self._failed("look", name, error) from error

    def names(self, folder: str) -> list[str]:
        try:
            self._system.invalidate_cache()
            return sorted(str(path).rpartition("/")[2] for path in self._system.ls(f"{self._path}/{folder}", detail=False))
        except FileNotFoundError:
            return []
        except Exception as error:
            raise self._failed("list", folder, error) from error

    def remove(self, name: str) -> None:
        try:
            self._system.rm_file(f"{self._path}/{name}")
        except FileNotFoundError:
            return
        except Exception as error:
            raise self._failed("remove", name, error) from error
