"""W3C Web Annotations: each statement as a description of the pieces of text that it stands on.

The context is named by its address because the recommendation asks for that; reading the file needs no more than the recommendation.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ztgraph.export.network import Edge, network_of
from ztgraph.export.prefixes import names_of
from ztgraph.graph.build import CONTEXT_CHARACTERS
from ztgraph.graph.terms import Quad
from ztgraph.graph.vocabulary import Names, web_address
from ztgraph.model import Document, Evidence

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def _target(evidence: Evidence, document: Document, names: Names) -> dict[str, Any]:
    before = document.text[max(0, evidence.start - CONTEXT_CHARACTERS) : evidence.start]
    after = document.text[evidence.end : evidence.end + CONTEXT_CHARACTERS]
    return {
        "source": (web_address(document.url) if document.url else None) or names.document(document.id),
        "selector": [
            {"type": "TextPositionSelector", "start": evidence.start, "end": evidence.end},
            {"type": "TextQuoteSelector", "exact": evidence.quote, "prefix": before, "suffix": after},
        ],
    }


def _annotation(edge: Edge, names: Names) -> dict[str, Any]:
    statement = names.statement(edge.statement.id)
    targets = [_target(each, edge.document, names) for each in edge.statement.evidence]
    return {
        "@context": CONTEXT,
        "id": f"{statement}#annotation",
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"type": "TextualBody", "value": edge.label, "format": "text/plain", "purpose": "describing"},
            {"type": "SpecificResource", "source": statement, "purpose": "identifying"},
        ],
        "target": targets[0] if len(targets) == 1 else targets,
    }


def write_webannotation(quads: Sequence[Quad]) -> str:
    """A JSON list of annotations in order of document and place. Raises GraphError where it is not our graph."""
    names = names_of(quads)
    return json.dumps([_annotation(edge, names) for edge in network_of(quads).edges], indent=1, ensure_ascii=False) + "\n"
