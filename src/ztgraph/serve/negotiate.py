"""Content negotiation: which of the forms that we can write a client likes best (RFC 9110, section 12)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_QUALITY = re.compile(r"(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")
_RANGE = re.compile(r"([a-z0-9!#$&^_.+-]+|\*)/([a-z0-9!#$&^_.+-]+|\*)")


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write an answer: the media type that is sent, the formatter's name, and other names by which clients ask for it."""

    media_type: str
    formatter: str
    also: tuple[str, ...] = ()


ROWS: tuple[Form, ...] = (
    Form("application/sparql-results+json", "json", ("application/json",)),
    Form("application/sparql-results+xml", "xml", ("application/xml", "text/xml")),
    Form("text/csv", "csv"),
    Form("text/tab-separated-values", "tsv"),
)
TRUTH = ROWS[:2]
GRAPH: tuple[Form, ...] = (
    Form("text/turtle", "turtle", ("application/x-turtle", "text/n3")),
    Form("application/n-triples", "ntriples", ("text/plain",)),
    Form("application/ld+json", "jsonld", ("application/json",)),
    Form("application/rdf+xml", "rdfxml", ("application/xml", "text/xml")),
)
FORMS: Mapping[str, Sequence[Form]] = {"SELECT": ROWS, "ASK": TRUTH, "CONSTRUCT": GRAPH, "DESCRIBE": GRAPH}


def _ranges(accept: str) -> dict[tuple[str, str], float]:
    """The media ranges of an Accept header with their qualities; what is no media range is passed over."""
    found: dict[tuple[str, str], float] = {}
    for part in accept.split(","):
        name, *parameters = (piece.strip() for piece in part.lower().split(";"))
        match = _RANGE.fullmatch(name)
        if match is None:
            continue
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                quality = float(value.strip()) if _QUALITY.fullmatch(value.strip()) else 0.0
        found[match[1], match[2]] = max(quality, found.get((match[1], match[2]), 0.0))
    return found


def _liking(media_type: str, ranges: Mapping[tuple[str, str], float]) -> float:
    """The quality of the most specific range that fits a media type."""
    kind, _, name = media_type.partition("/")
    for key in ((kind, name), (kind, "*"), ("*", "*")):
        if key in ranges:
            return ranges[key]
    return 0.0


def choose(accept: str | None, forms: Sequence[Form]) -> Form | None:
    """The form that the client likes best, the first of equals; None where it likes none. No header, or an empty one, likes all."""
    if accept is None or not accept.strip():
        return forms[0]
    ranges = _ranges(accept)
    best, most = None, 0.0
    for form in forms:
        named = (ranges.get((kind, rest), 0.0) for kind, _, rest in (name.partition("/") for name in form.also))
        liking = max(_liking(form.media_type, ranges), *named, 0.0)
        if liking > most:
            best, most = form, liking
    return best


def likes_html(accept: str | None) -> bool:
    """Whether the client would rather have a page for people than any form of data, as a browser does."""
    if accept is None:
        return False
    ranges = _ranges(accept)
    html = ranges.get(("text", "html"), 0.0)
    data = (form.media_type.partition("/") for form in (*ROWS, *GRAPH))
    return html > 0 and all(html >= ranges.get((kind, name), 0.0) for kind, _, name in data)
