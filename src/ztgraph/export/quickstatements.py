"""QuickStatements (version 1) for actors with a Wikidata id: other names, parents, affiliations, with the source where it has an address.

These are proposals for a person to check before they are sent: the file says what the documents say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ztgraph.export.network import Edge, network_of
from ztgraph.graph.mentions import is_name
from ztgraph.graph.terms import Quad, check_text
from ztgraph.graph.vocabulary import web_address
from ztgraph.model import Entity

_ITEM = re.compile(r"Q[1-9][0-9]*")
_ALIAS = re.compile(r"[A-Z][\w.&-]+(?: [\w.,&'()-]+)*")
PROPERTIES = {"part_of": "P749", "affiliated_with": "P1416"}  # parent organization, affiliation


def _item(entity: Entity) -> str | None:
    return next((name for name in entity.same_as if _ITEM.fullmatch(name)), None)


def _edge_line(edge: Edge) -> str | None:
    made = edge.statement
    subject, target, name = _item(made.subject), _item(made.object), PROPERTIES.get(made.predicate)
    if subject is None or target is None or name is None or made.polarity == "negative" or made.modality == "other":
        return None
    address = web_address(edge.document.url) if edge.document.url else None
    source = f'\tS854\t"{address}"' if address is not None else ""
    return f"{subject}\t{name}\t{target}{source}"


def write_quickstatements(quads: Sequence[Quad]) -> str:
    """Lines of QuickStatements, sorted; empty where no actor has a Wikidata id. Raises GraphError where it is not our graph."""
    network = network_of(quads)
    lines = set()
    for entity in network.entities:
        item = _item(entity)
        if item is not None and entity.curated:
            lines |= {
                f'{item}\tAen\t"{check_text(name)}"'
                for name in entity.mentions
                if name != entity.label and is_name(name) and _ALIAS.fullmatch(name)
            }
    lines |= {line for line in map(_edge_line, network.edges) if line is not None}
    return "".join(f"{line}\n" for line in sorted(lines))
