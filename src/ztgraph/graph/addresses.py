"""Addresses that a text gives for a report or a video: "The video is available at: <https://…>"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ztgraph.model import Entity, Extraction, replace

# What is published under an address; a policy or a contract in the same sentence is what the report is about.
_PUBLISHED = frozenset(
    "advisory alert audit brief evaluation guidance letter memo memorandum notice order presentation recording report review statement "
    "study summary testimony transcript video webcast".split()
)
_ADDRESS = re.compile(r"https?://[^\s<>\"“”‘’()\[\]{}]+")
_TRAILING = ".,;:!?'"
_BREAK = re.compile(r"[.!?][\"”')\]]*\s+(?=[\"“(A-Z])|\n")


def with_addresses(extraction: Extraction) -> Extraction:
    """``extraction`` with ``url`` on each instrument for which its text gives an address, the first where it gives several.

    An address is that of the published thing named last before it in the same sentence; where two entities bear that name, of none.
    """
    names = _names(extraction.entities)
    if not names:
        return extraction
    text = extraction.document.text
    pattern = re.compile(
        r"\b(?:" + "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name))) + r")\b", re.IGNORECASE
    )
    found: dict[str, str] = {}
    for match in _ADDRESS.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        start = max((each.end() for each in _BREAK.finditer(text, line, match.start())), default=line)
        named = [each[0].lower() for each in pattern.finditer(text, start, match.start())]
        bearers = names[named[-1]] if named else set()
        if len(bearers) == 1:
            found.setdefault(next(iter(bearers)), match[0].rstrip(_TRAILING))
    for link in extraction.document.links:  # of a web page: the words themselves are the link
        named = [each[0].lower() for each in pattern.finditer(text, link.start, link.end)]
        bearers = names[named[0]] if len(set(named)) == 1 else set()
        if len(bearers) == 1 and len(named[0]) > 0.6 * (link.end - link.start):
            found.setdefault(next(iter(bearers)), link.address)
    return _addressed(extraction, found) if found else extraction


def _addressed(extraction: Extraction, found: Mapping[str, str]) -> Extraction:
    """``extraction`` with the addresses on its entities, in its register and in its statements."""

    def one(entity: Entity) -> Entity:
        return replace(entity, url=found[entity.id]) if entity.id in found and entity.url is None else entity

    statements = (replace(each, subject=one(each.subject), object=one(each.object)) for each in extraction.statements)
    return replace(extraction, entities=tuple(one(entity) for entity in extraction.entities), statements=tuple(statements))


def _names(entities: tuple[Entity, ...]) -> dict[str, set[str]]:
    """Small-letter forms of what is published, each with the ids of the instruments that bear it."""
    names: dict[str, set[str]] = {}
    for entity in entities:
        for form in (entity.label, *entity.mentions) if entity.kind == "instrument" else ():
            if form.lower().split()[-1:] and form.lower().split()[-1] in _PUBLISHED:
                names.setdefault(form.lower(), set()).add(entity.id)
    return names
