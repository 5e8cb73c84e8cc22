"""The process that works on batches: a job and then tasks on stdin, what it is at and its results on stdout, each as a framed pickle.

``python -m ztgraph.scale.child`` runs it. A document that brings it down takes no other process with it; see ``ztgraph.scale.keeper``.
"""

from __future__ import annotations

import os
import pickle
import struct
import sys
from typing import Any, BinaryIO

LENGTH = struct.Struct(">Q")


def send(stream: BinaryIO, message: object) -> None:
    """Write a message. Raises BrokenPipeError where nobody reads."""
    data = pickle.dumps(message, 5)
    stream.write(LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: BinaryIO) -> Any:
    """The next message; None at the end."""
    head = stream.read(LENGTH.size)
    return None if len(head) < LENGTH.size else pickle.loads(stream.read(LENGTH.unpack(head)[0]))


def main() -> None:
    """Work on one task after the other until there are no more, or until the process that asks for them is gone."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no message
    source, parent = sys.stdin.buffer, os.getppid()
    job = receive(source)

    from ztgraph import fence
    from ztgraph.errors import ZtgraphError
    from ztgraph.scale.places import place_of
    from ztgraph.scale.work import rules_of, work

    fence.bound_memory(job.limits.worker_memory_bytes)

    def note(number: int) -> None:
        if os.getppid() != parent:
            os._exit(1)
        send(out, ("at", number))

    try:
        rules = rules_of(job)
        place = place_of(job.output) if job.form == "shards" else None
        send(out, ("ready", rules.digest))
        while (task := receive(source)) is not None:
            send(out, ("done", work(task, job, rules, place, note)))
    except BrokenPipeError:
        os._exit(1)  # nobody is there any more
    except ZtgraphError as error:
        send(out, ("failed", type(error), error.message, error.place, error.remedy))
    except OSError as error:
        send(out, ("failed", None, f"{type(error).__name__}: {error}", None, None))


if __name__ == "__main__":
    main()
