"""Web pages: the main text as blocks, without navigation, banners, share boxes and forms; headings, lists, tables and links kept.

The parser is lexbor's (selectolax), which reads any bytes as a browser does. Its cost grows with the square of the nesting, so nesting is
counted before it sees the page. Nothing is fetched: scripts, styles and frames are not looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from ztgraph.errors import ReadError
from ztgraph.limits import DEFAULT_LIMITS, Limits
from ztgraph.model import Document
from ztgraph.read.blocks import Block, assemble
from ztgraph.read.htmlwalk import BOXES, DROPPED, Walk
from ztgraph.read.metadata import Metadata
from ztgraph.read.plain import document_from_body
from ztgraph.read.sniff import Decoded, decode

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_CHARSET: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*(?P<name>[A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_NAME: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)")
_VOID: Final = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# Elements that a next one like them closes: their end tags are often left out.
_CLOSED: Final = frozenset("p li dt dd tr td th thead tbody tfoot option optgroup colgroup html head body rt rp".split())


def check_nesting(source: str, place: str, limits: Limits) -> None:
    """Raises ReadError where elements are nested deeper than the bound; what a browser closes by itself does not count."""
    opened: Counter[str] = Counter()
    depth = 0
    for found in _NAME.finditer(source):
        name = found[2].lower()
        if name in _VOID or name in _CLOSED:
            continue
        if not found[1]:
            opened[name] += 1
            depth += 1
            if depth > limits.html_depth:
                raise ReadError(f"elements are nested deeper than the bound of {limits.html_depth:,}", place=place)
        elif opened[name]:
            opened[name] -= 1
            depth -= 1


def document_from_html(
    source: str,
    *,
    id: str,
    name: str = "",
    place: str = "",
    known: Metadata | None = None,
    url: str | None = None,
    reader: str = "html",
    media_type: str = "text/html",
    limits: Limits = DEFAULT_LIMITS,
) -> Document:
    """A Document of the main text of a page.

    ``known`` and ``url`` are what is told of it from outside (a mail's head, an address) and go before what it says of itself; ``name`` is
    the document's source, ``place`` the file for errors. Raises ReadError where the page is nested too deep, too long, or holds no text.
    """
    from selectolax.lexbor import LexborHTMLParser

    from ztgraph.read.htmlmeta import page_metadata

    check_nesting(source, place or name, limits)
    tree = LexborHTMLParser(source.replace("\0", " "))
    told, address = page_metadata(tree)
    body = assemble(main_blocks(tree))
    if not body.text:
        raise ReadError("the page holds no text", place=place or name, remedy="save the page as your browser shows it, scripts run")
    first = known or Metadata()
    both = Metadata(first.date or told.date, first.title or told.title, first.publisher or told.publisher, first.number or told.number)
    return document_from_body(body, id=id, source=name, known=both, url=url or address, media_type=media_type, reader=reader, limits=limits)


def page_text(data: bytes, place: str, encoding: str | None = None) -> Decoded:
    """The characters of a page: by its byte-order mark, as the user says, as the page itself says, else as any text of unknown encoding.

    Raises ReadError where it is empty or no text.
    """
    if encoding is None and not data.startswith(_MARKS) and (found := _CHARSET.search(data[:4096])):
        named = found["name"].decode("ascii").lower()
        try:
            return Decoded(data.decode("windows-1252" if named in ("iso-8859-1", "latin1", "us-ascii", "ascii") else named, "replace"))
        except (LookupError, UnicodeError):
            pass
    return decode(data, place, encoding)


def main_blocks(tree: LexborHTMLParser) -> list[Block]:
    """The blocks of the main part of a page: of ``main`` or the article where they hold most of the text, else of the body."""
    body = tree.body
    if body is None:
        return []
    best = Walk(body).run()
    whole = _size(best)
    for selector in ("article", "main, [role=main]"):
        roots = [node for node in tree.css(selector) if not _inside_dropped(node)]
        if len(roots) == 1 and (blocks := Walk(roots[0]).run()) and _size(blocks) > 0.5 * whole:
            return blocks
    return best


def _size(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _inside_dropped(node: LexborNode) -> bool:
    above = node.parent
    while above is not None:
        if above.tag in DROPPED or above.tag in BOXES:
            return True
        above = above.parent
    return False
