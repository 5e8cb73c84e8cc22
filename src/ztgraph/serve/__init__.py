"""A graph served on this machine: the page, documents with their evidence, a JSON API, SPARQL 1.1 and name reconciliation. Read only."""

from __future__ import annotations

from ztgraph.serve.app import application

__all__ = ["application"]
