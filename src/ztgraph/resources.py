"""Where the data beside the package stands: ``ontology/`` and ``seeds/`` inside an installed wheel, or at the top of the repository."""

from __future__ import annotations

from pathlib import Path

from ztgraph.errors import ZtgraphError

_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """The folder or file ``name`` (``ontology``, ``seeds``, ``ontology/shapes.ttl``).

    Raises ZtgraphError where neither the package nor the repository has it, which means a broken installation.
    """
    for root in (_PACKAGE, _PACKAGE.parent.parent):
        path = root / name
        if path.exists():
            return path
    raise ZtgraphError(f"the installation lacks {name}", place=str(_PACKAGE), remedy="install ztgraph again")
