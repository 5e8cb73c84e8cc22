"""The interactive page: a network, a timeline, a table and the source text in one HTML file that works offline."""

from __future__ import annotations

from ztgraph.view.page import render_page
from ztgraph.view.relations import RelationInfo, relation_infos

__all__ = ["RelationInfo", "relation_infos", "render_page"]
