"""A graph kept on disk: documents are added, replaced and removed one by one, and whatever happens it opens again whole.

``ztgraph.store.store`` writes, ``ztgraph.store.layout`` tells readers where to look.
"""

from __future__ import annotations
