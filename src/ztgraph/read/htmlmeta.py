"""What a page says of itself: title, date, publisher, report number and address, from its meta tags, JSON-LD and links."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from ztgraph.read.characters import clean
from ztgraph.read.metadata import Metadata, edtf_date

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_DATES: Final = (
    "article:published_time", "citation_publication_date", "citation_date", "dcterms.issued", "dcterms.date", "dcterms.created",
    "dc.date.issued",     "dc.date", "dc.date.created", "datepublished", "publishdate", "pubdate", "publication_date", "date",
    "og:published_time", "article.published",
)  # fmt: skip
_TITLES: Final = ("citation_title", "og:title", "dcterms.title", "dc.title", "twitter:title")
_PUBLISHERS: Final = (
    "citation_publisher",
    "dcterms.publisher",
    "dc.publisher",
    "citation_technical_report_institution",
    "og:site_name",
    "publisher",
)
_NUMBERS: Final = ("citation_technical_report_number", "report-number", "report_number", "dcterms.identifier")
_ARTICLES: Final = frozenset(
    "Article NewsArticle Report WebPage GovernmentService CreativeWork TechArticle BlogPosting PressRelease ScholarlyArticle".split()
)
_SITE: Final = re.compile(r"\s+(?:[|»·]|::|[–—-](?=\s))\s*[^|»]{2,80}$")
_MOST_JSON: Final = 1_000_000  # characters of one block of JSON-LD that is looked at
_MOST_NODES: Final = 2_000
_LONGEST: Final = 500


def page_metadata(tree: LexborHTMLParser) -> tuple[Metadata, str | None]:
    """The metadata of a page, each part None where it gives none, and its canonical address."""
    meta = _meta(tree)
    data = next((node for node in _linked_data(tree) if _types(node) & _ARTICLES), {})
    time = tree.css_first("main time[datetime], article time[datetime], time[pubdate], time[itemprop=datePublished]")
    dates = [
        *(meta.get(name) for name in _DATES),
        data.get("datePublished"),
        data.get("dateCreated"),
        time.attributes.get("datetime") if time else None,
    ]
    titles = [
        *(meta.get(name) for name in _TITLES),
        data.get("headline"),
        _element(tree, "h1"),
        _SITE.sub("", _element(tree, "title") or ""),
    ]
    publishers = [
        *(meta.get(name) for name in _PUBLISHERS[:-2]),
        _name(data.get("publisher")),
        _name(data.get("author")),
        *map(meta.get, _PUBLISHERS[-2:]),
    ]
    link = tree.css_first("link[rel=canonical]")
    addresses = [link.attributes.get("href") if link else None, meta.get("og:url"), data.get("url"), data.get("@id")]
    found = Metadata(
        date=next((date for value in dates if isinstance(value, str) and (date := edtf_date(value))), None),
        title=next(filter(None, map(_words, titles)), None),
        publisher=next(filter(None, map(_words, publishers)), None),
        number=next(filter(None, (_words(meta.get(name)) for name in _NUMBERS[:3])), None),
    )
    return found, next((value.strip() for value in addresses if isinstance(value, str) and re.match(r"\s*https?://\S+\s*$", value)), None)


def _words(value: object) -> str | None:
    return (clean(value)[:_LONGEST] or None) if isinstance(value, str) else None


def _meta(tree: LexborHTMLParser) -> dict[str, str]:
    """The meta tags by name in small letters, the first of each name."""
    found: dict[str, str] = {}
    for node in tree.css("meta")[:_MOST_NODES]:
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = attributes.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), content)
    return found


def _element(tree: LexborHTMLParser, tag: str) -> str | None:
    node = tree.css_first(tag)
    return _words(node.text()) if node is not None else None


def _linked_data(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD, breadth first; what is no JSON is passed over."""
    for script in tree.css('script[type="application/ld+json"]')[:20]:
        text = script.text()
        if len(text) > _MOST_JSON:
            continue
        try:
            waiting: list[Any] = [json.loads(text)]
        except (ValueError, RecursionError):
            continue
        for node in waiting:
            if len(waiting) > _MOST_NODES:
                break
            if isinstance(node, list):
                waiting += node
            elif isinstance(node, dict):
                yield node
                waiting += [value for key, value in node.items() if key in ("@graph", "mainEntity", "mainEntityOfPage")]


def _types(node: dict[str, Any]) -> set[str]:
    kinds = node.get("@type")
    return {kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)}


def _name(value: object) -> str | None:
    """The name of an organisation in JSON-LD."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict) and not _types(value) & {"Person"}:
        value = value.get("name")
    return _words(value)
