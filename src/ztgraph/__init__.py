"""ztgraph: knowledge graphs of actors and agencies from oversight documents, by hand-curated rules alone."""

from __future__ import annotations

__version__ = "0.1.0"
