"""SPARQL over built graphs: read only, in a guarded child process, with a library of named questions."""

from __future__ import annotations

from ztgraph.query.catalog import NamedQuery, list_queries, load_query
from ztgraph.query.engine import ask, run_named, run_query
from ztgraph.query.results import Result
from ztgraph.query.session import Session

__all__ = ["NamedQuery", "Result", "Session", "ask", "list_queries", "load_query", "run_named", "run_query"]
