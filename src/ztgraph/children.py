"""The end of a process that reads, asks or works for us."""

from __future__ import annotations

import subprocess


def end(child: subprocess.Popen[bytes]) -> None:
    """Kill a process if it is still there, wait until it is gone, and close what led to it."""
    child.kill()
    child.wait()
    for stream in (child.stdin, child.stdout, child.stderr):
        if stream is not None:
            try:
                stream.close()
            except BrokenPipeError:  # what it did not take any more
                continue
