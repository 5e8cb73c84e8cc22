"""A graph kept on disk: documents are added, replaced and removed one by one, and whatever happens it opens again whole."""

from __future__ import annotations

from ztgraph.store.layout import current_snapshot, is_store
from ztgraph.store.store import Store, store_quads

__all__ = ["Store", "current_snapshot", "is_store", "store_quads"]
