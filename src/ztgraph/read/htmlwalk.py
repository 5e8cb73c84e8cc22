"""From the elements of a page to blocks: what is text and what is the page's furniture, in one pass without recursion."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ztgraph.read.blocks import Block, BlockKind, Words, row_blocks

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

DROPPED: Final = frozenset(
    """script style noscript template nav form button input select textarea svg canvas iframe object embed applet audio video map dialog
 menu  head title label fieldset figure picture img""".split()
)
BOXES: Final = frozenset({"header", "footer", "aside"})  # dropped unless they stand in an article or hold its headline
_ROLES: Final = frozenset(
    "navigation banner contentinfo search complementary dialog alertdialog menu menubar toolbar tablist status alert".split()
)
_BLOCKS: Final = frozenset(
    """address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr
 html  li main nav ol p pre section summary table tbody td tfoot th thead tr ul caption""".split()
)
_TOKEN: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_CHROME: Final = frozenset(
    """nav navbar navigation menu menus megamenu submenu breadcrumb breadcrumbs crumbs cookie cookies consent gdpr banner share sharing
 sharethis addthis addtoany social sidebar related footer skip skiplink skipnav pagination pager newsletter subscribe subscription signup
 comments disqus popup modal overlay advert advertisement ads sponsored toolbar printfriendly masthead usa-banner offscreen""".split()
)
_CHROME_PAIRS: Final = (
    ("screen", "reader"),
    ("visually", "hidden"),
    ("sr", "only"),
    ("site", "header"),
    ("page", "tools"),
    ("back", "top"),
    ("read", "next"),
)
_KEPT: Final = frozenset({"html", "body", "main", "article", "h1"})
_NOTES: Final = frozenset({"footnote", "footnotes", "endnote", "endnotes"})
_NOTE_MARK: Final = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§]{1,3}|[a-z])[\])]?(?:\s*,\s*\d{1,3})*")
_CHROME_WORDS: Final = re.compile(
    r"an official website of the united states government.*|here[’']?s how you know.*|official websites use \.gov.*"
    r"|a \.gov website belongs to.*"
    r"|secure \.gov websites use https.*|a lock \(.*\) or https:// means.*|the (?:\.gov|site) (?:means|is secure).*"
    r"|share sensitive information only.*"
    r"|skip to (?:main )?(?:content|navigation).*|share(?: this| on)?(?: (?:page|story|release|article|facebook|twitter|x|linkedin))*"
    r"|facebook|twitter|linkedin|x"
    r"|e?-?mail(?: this)?|print(?: this)?(?: page)?|copy link|back to top|(?:accept|reject|manage)(?: all)? cookies.*|we use cookies.*"
    r"|this (?:web)?site uses cookies.*"
    r"|(?:search|menu|close|home|share|download|subscribe|sign up.*|read more|learn more|return to.*|previous|next|español)|javascript .*",
    re.IGNORECASE,
)
_HEADING_WORDS: Final = 14
_LINK_SHARE: Final = 0.8  # of a list item's characters, above which it is a link and nothing else
_LINK_LIST: Final = 3  # so many of them in a row are a menu


class Walk:
    """One pass over the elements below a root that collects blocks."""

    def __init__(self, root: LexborNode) -> None:
        self.root = root
        self.blocks: list[Block] = []
        self.words = Words()
        self.inside: dict[str, int] = {}  # how many elements of each kind are open: bold, note, quote, pre, article
        self.bold = self.linked = 0  # characters of the block so far that are bold, that are links
        self.href: str | None = None
        self.level = 0
        self.items: list[bool] = []  # for each open list item, whether its first block is still to come
        self.menus: set[int] = set()  # ids of blocks that are nothing but a link

    def run(self) -> list[Block]:
        """All blocks, the page's furniture taken out."""
        root = self.root.mem_id
        node: LexborNode | None = self.root
        while node is not None:
            child = node.child if self._enter(node) else None
            while child is None and node is not None:
                self._leave(node)
                if node.mem_id == root:
                    node = None
                else:
                    child = node.next
                    node = node.parent if child is None else node
            node = child
        self._flush()
        return [block for block in self._without_menus() if not _CHROME_WORDS.fullmatch(block.text)]

    def _enter(self, node: LexborNode) -> bool:
        """Take what a node brings; False where what is below it is passed over."""
        tag = node.tag or "-"
        if tag == "-text":
            self._text(node.text_content or "")
            return False
        if tag[0] in "-!" or tag in DROPPED or (tag not in _KEPT and self._is_chrome(node, tag)):
            return False
        if tag == "br":
            self._break(node)
            return False
        if (tag == "sup" and self._is_mark(node)) or (tag == "a" and _is_note_link(node)):
            return False
        if tag == "table" and node.css_first("table table, p + p, ul, ol") is None and len(node.css("tr")) > 1:
            self._flush()
            self._table(node)
            return False
        if tag == "a":
            self.href = _address(node)
            self._count("link", 1)
        elif tag in ("b", "strong"):
            self._count("bold", 1)
        elif tag in _BLOCKS:
            self._flush()
            self._open(node, tag, 1)
        return True

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or "-"
        if tag in ("b", "strong") and self.inside.get("bold"):
            self._count("bold", -1)
        elif tag == "a" and self.inside.get("link"):
            self.href = None
            self._count("link", -1)
        elif tag in _BLOCKS and self.inside.get(f"open {node.mem_id}"):
            self._flush()
            self._open(node, tag, -1)

    def _open(self, node: LexborNode, tag: str, way: int) -> None:
        """Note that a block element begins (``way`` 1) or ends (-1)."""
        self._count(f"open {node.mem_id}", way)
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.level = int(tag[1]) if way > 0 else 0
        elif tag == "li" or tag == "dd":
            if way > 0:
                self.items.append(True)
            elif self.items:
                self.items.pop()
        elif tag == "blockquote":
            self._count("quote", way)
        elif tag in ("pre", "article"):
            self._count(tag, way)
        if way > 0 and _is_notes(node):
            self._count(f"note {node.mem_id}", 1)
            self._count("note", 1)
        elif way < 0 and self.inside.get(f"note {node.mem_id}"):
            self._count(f"note {node.mem_id}", -1)
            self._count("note", -1)

    def _count(self, name: str, way: int) -> None:
        now = self.inside.get(name, 0) + way
        if now > 0:
            self.inside[name] = now
        else:
            self.inside.pop(name, None)

    def _text(self, text: str) -> None:
        if self.inside.get("pre"):
            for number, part in enumerate(re.split(r"\n[ \t]*\n", text)):
                if number:
                    self._flush()
                self.words.add(part, self.href)
            return
        before = self.words.length
        self.words.add(text, self.href)
        grown = self.words.length - before
        self.bold += grown if self.inside.get("bold") else 0
        self.linked += grown if self.inside.get("link") else 0

    def _break(self, node: LexborNode) -> None:
        """A line break is a space, two of them begin a new block."""
        after = node.next
        while after is not None and after.tag == "-text" and not (after.text_content or "").strip():
            after = after.next
        if after is not None and after.tag == "br":
            self._flush()
        else:
            self.words.add(" ")

    def _flush(self) -> None:
        """The words so far as a block."""
        words, text = self.words, self.words.text
        bold, linked = self.bold, self.linked
        self.words, self.bold, self.linked = Words(), 0, 0
        if not any(character.isalnum() for character in text):
            return
        kind, level = self._kind(), self.level
        if kind == "paragraph" and bold >= len(text) - 1 and text[-1] not in ".,;" and len(text.split()) <= _HEADING_WORDS:
            kind = "heading"
        block = Block(kind, text, level if kind == "heading" else 0, links=words.links)
        if linked > _LINK_SHARE * len(text) and kind in ("item", "paragraph") and text[-1] not in ".;:":
            self.menus.add(len(self.blocks))
        self.blocks.append(block)

    def _kind(self) -> BlockKind:
        if self.inside.get("note"):
            return "footnote"
        if self.level:
            return "heading"
        if self.items and self.items[-1]:
            self.items[-1] = False
            return "item"
        return "quotation" if self.inside.get("quote") else "paragraph"

    def _table(self, table: LexborNode) -> None:
        """The rows of a table of data; a table that only lays out the page is walked like any other element."""
        for row in table.css("tr"):
            cells = [" ".join(block.text for block in Walk(cell).run()) for cell in row.css("td, th")]
            self.blocks += row_blocks(cells)

    def _without_menus(self) -> list[Block]:
        """The blocks without runs of list items that are links alone."""
        kept: list[Block] = []
        number = 0
        while number < len(self.blocks):
            end = number
            while end in self.menus:
                end += 1
            if end - number < _LINK_LIST:
                end = max(end, number + 1)
                kept += self.blocks[number:end]
            number = end
        return kept

    def _is_chrome(self, node: LexborNode, tag: str) -> bool:
        """Whether an element is furniture by its kind, role, class or id, and holds no headline or article."""
        attributes = node.attributes
        if "hidden" in attributes or attributes.get("aria-hidden") == "true":
            return True
        style = (attributes.get("style") or "").replace(" ", "").lower()
        if "display:none" in style or "visibility:hidden" in style:
            return True
        if tag not in _BLOCKS and tag != "span":
            return False
        suspect = tag in BOXES or (attributes.get("role") or "").lower() in _ROLES or _has_chrome_name(attributes)
        if not suspect or _is_notes(node):
            return False
        return node.css_first("h1, main, article, [role=main]") is None

    def _is_mark(self, node: LexborNode) -> bool:
        """Whether a superscript is the mark of a footnote, not a power or an ordinal."""
        words = node.text().strip()
        if not words:
            return True
        if not _NOTE_MARK.fullmatch(words):
            return False
        return node.css_first("a") is not None or (not self.words.last().isdigit() and not words.isalpha())


def _address(node: LexborNode) -> str | None:
    """Where a link leads, if to another page."""
    href = (node.attributes.get("href") or "").strip()
    return href if href.lower().startswith(("http://", "https://")) and len(href) < 2000 else None


def _is_note_link(node: LexborNode) -> bool:
    """Whether a link is the mark of a footnote or leads back from one: "[3]", "↩"."""
    words = node.text().strip()
    inner = (node.attributes.get("href") or "").startswith("#")
    return inner and (words in ("↩", "↩︎", "^", "↑", "Back to top") or bool(re.fullmatch(r"[\[(]\d{1,3}[\])]", words)))


def _is_notes(node: LexborNode) -> bool:
    attributes = node.attributes
    names = {attributes.get("role"), attributes.get("id"), *(attributes.get("class") or "").split()}
    return bool(names & {*_NOTES, "doc-footnote", "doc-endnote", "doc-endnotes"})


def _has_chrome_name(attributes: dict[str, str | None]) -> bool:
    for name in [*(attributes.get("class") or "").split(), attributes.get("id") or ""]:
        if name in _CHROME:
            return True
        parts = [part.lower() for part in _TOKEN.findall(name)]
        if any(part in _CHROME for part in parts) or any(pair in _CHROME_PAIRS for pair in pairwise(parts)):
            return True
    return False
