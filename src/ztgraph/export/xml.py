"""Texts in XML 1.0, which cannot hold all of Unicode."""

from __future__ import annotations

import re

from ztgraph.errors import GraphError
from ztgraph.graph.terms import check_text

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ENTITIES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\r": "&#13;",
    "\n": "&#10;",
    "\t": "&#9;",
    "\x85": "&#133;",
    "\u2028": "&#8232;",
}
_TO_ESCAPE = re.compile('[&<>"\r\n\t\x85\u2028]')


def xml_text(text: str) -> str:
    """``text`` as it stands in XML 1.0, in an element or between double quotes; what XML cannot hold becomes U+FFFD."""
    return _xml_escaped(_NOT_XML.sub("\ufffd", check_text(text)))


def xml_text_strict(text: str, place: str) -> str:
    """As ``xml_text``, but raises GraphError where XML cannot hold the text."""
    found = _NOT_XML.search(check_text(text))
    if found is not None:
        raise GraphError(
            f"XML cannot hold the control character U+{ord(found.group()):04X} of a text",
            place=place,
            remedy="write Turtle, TriG or N-Quads instead",
        )
    return _xml_escaped(text)


def _xml_escaped(text: str) -> str:
    return _TO_ESCAPE.sub(lambda match: _ENTITIES[match.group()], text)
