"""The exception tree: every error that ztgraph raises on purpose, with the exit code of the command line.

ZtgraphError
├── UsageError          2   the call's words are off
├── RulesError          3   a rule file is invalid (names file, line and remedy)
├── ReadError           4   a document could not be read
├── GraphError          5   a graph is invalid or not a graph
│   └── QueryError      2   a query is refused or wrong
└── WriteError          2   an output place cannot be written
"""

from __future__ import annotations


class ZtgraphError(Exception):
    """Base of all errors that ztgraph raises on purpose.

    ``message`` says what is wrong, ``place`` where (file, line, byte), ``remedy`` what to try; all are plain text.
    """

    exit_code = 70

    def __init__(self, message: str, *, place: str | None = None, remedy: str | None = None) -> None:
        self.message, self.place, self.remedy = message, place, remedy
        head = f"{place}: {message}" if place else message
        super().__init__(f"{head} ({remedy})" if remedy else head)


class UsageError(ZtgraphError):
    """The caller asked for something that makes no sense."""

    exit_code = 2


class RulesError(ZtgraphError):
    """A rule file cannot be used."""

    exit_code = 3


class ReadError(ZtgraphError):
    """A document cannot be read."""

    exit_code = 4


class GraphError(ZtgraphError):
    """A graph is invalid, or a file holds none."""

    exit_code = 5


class QueryError(GraphError):
    """A query is refused or has a syntax error."""

    exit_code = 2


class WriteError(ZtgraphError):
    """An output place cannot be written."""

    exit_code = 2
