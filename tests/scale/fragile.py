"""The worker's program with an engine that certain texts bring down, so that tests need no document that really does."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path

from ztgraph.extract.pipeline import extract
from ztgraph.model import Document, Extraction
from ztgraph.rules.objects import Rules
from ztgraph.scale import child, work


def brittle(document: Document, rules: Rules) -> Extraction:
    """The engine, but for texts that ask for an end."""
    text = document.text
    if "kill the worker" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "leave the worker" in text:
        os._exit(3)
    if "hang" in text:
        time.sleep(3600)
    if "fill the memory" in text:
        bytearray(64 << 30)
    if (found := re.search(r"die once (\S+)", text)) and not Path(found[1]).exists():
        Path(found[1]).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return extract(document, rules)


if __name__ == "__main__":
    setattr(work, "extract", brittle)  # noqa: B010
    child.main()
