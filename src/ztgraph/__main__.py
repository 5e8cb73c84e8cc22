"""``python -m ztgraph`` is the command line."""

from __future__ import annotations

import sys

from ztgraph.cli.entry import main

if __name__ == "__main__":
    sys.exit(main())
