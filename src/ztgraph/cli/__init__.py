"""The command line: one command a file, imported when called. stdout carries data, stderr everything that is said about it.

Exit codes: 0 done, 1 done but some documents or examples failed (listed), 2 usage, 3 rules invalid, 4 nothing could be read,
5 graph invalid, 70 a bug of ours, 130 interrupted.
"""

from __future__ import annotations

from ztgraph.cli.entry import main

__all__ = ["main"]
