"""What a server has acknowledged, so that a push that was broken off goes on where it stopped."""

from __future__ import annotations

import json
import os
from pathlib import Path

from ztgraph.errors import WriteError
from ztgraph.identity import digest


def default_state(url: str, by: str) -> Path:
    """The file for a server in the user's folder of program state."""
    home = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(home) / "ztgraph" / f"push-{digest('push', url, by)}.jsonl"


class State:
    """A file of lines, one a graph that the server has: its name and the digest of what was sent. The last line of a graph counts.

    A line is on disk before the next graph is sent; a line that a crash cut short is passed over, and its graph is sent again.
    """

    def __init__(self, path: Path) -> None:
        """Read the file, or begin it. Raises WriteError where it cannot be used."""
        self.path = path
        self.known: dict[str, str] = {}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            for line in path.read_bytes().splitlines() if path.exists() else ():
                self._take(line)
            self._file = path.open("ab")
            if path.stat().st_size and not path.read_bytes().endswith(b"\n"):
                self._file.write(b"\n")
        except OSError as error:
            raise WriteError(
                f"the state cannot be kept: {error.strerror or error}", place=str(path), remedy="choose another --state"
            ) from error

    def _take(self, line: bytes) -> None:
        try:
            record = json.loads(line)
            graph, value = record["graph"], record["digest"]
        except (ValueError, TypeError, KeyError):
            return
        if value is None:
            self.known.pop(graph, None)
        elif isinstance(graph, str) and isinstance(value, str):
            self.known[graph] = value

    def record(self, graph: str, value: str | None) -> None:
        """The server has the graph with that digest, or has it no more. Raises WriteError."""
        line = json.dumps({"graph": graph, "digest": value}) + "\n"
        try:
            self._file.write(line.encode("ascii"))
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise WriteError(f"the state cannot be kept: {error.strerror or error}", place=str(self.path)) from error
        self._take(line.encode("ascii"))

    def close(self) -> None:
        """Close the file."""
        self._file.close()
