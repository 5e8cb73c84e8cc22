"""A graph sent to a SPARQL server, document by document: by the Graph Store Protocol or by SPARQL Update, resumable."""

from __future__ import annotations

from ztgraph.push.push import Pushed, push
from ztgraph.push.targets import Credentials, GraphStore, Target, UpdateEndpoint

__all__ = ["Credentials", "GraphStore", "Pushed", "Target", "UpdateEndpoint", "push"]
