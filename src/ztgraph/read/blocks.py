"""What the readers of laid-out documents make: blocks in reading order, which ``assemble`` joins to a text.

Every reader gives the same blocks for the same document, whatever its format, so that its statements are the same as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ztgraph.model import Link, Origin, PageStart, Piece, Section
from ztgraph.read.characters import SPACES, clean
from ztgraph.read.sections import Headed, mark_sections

BlockKind = Literal["heading", "paragraph", "item", "row", "quotation", "footnote"]
BULLET = "• "


@dataclass(slots=True)
class Block:
    """One paragraph, heading, list item, row of a table, quotation or footnote; offsets are code points into its ``text``.

    ``level`` is the rank of a heading, 1 the highest, 0 where unknown. ``pages`` says from which offset on which page the text stands.
    ``pieces`` leads back to the raw characters of the file.
    """

    kind: BlockKind
    text: str
    level: int = 0
    pages: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Body:
    """A text and what lies on it, as ``Document`` takes it."""

    text: str
    pages: tuple[PageStart, ...] = ()
    sections: tuple[Section, ...] = ()
    links: tuple[Link, ...] = ()
    origin: Origin | None = None


def assemble(blocks: Iterable[Block], raw: str | None = None) -> Body:
    """The blocks as one text: an empty line between them, none between the items of a list or the rows of a table.

    ``raw`` is what the pieces of the blocks point into.
    """
    parts: list[str] = []
    pages: list[PageStart] = []
    links: list[Link] = []
    pieces: list[Piece] = []
    headed: list[Headed] = []
    length, before = 0, ""
    for block in blocks:
        if not block.text:
            continue
        if parts:
            joint = "\n" if block.kind == before and block.kind in ("item", "row") else "\n\n"
            parts.append(joint)
            length += len(joint)
        start = length
        mark = BULLET if block.kind == "item" and not _numbered(block.text) else ""
        parts += [mark, block.text]
        inside = start + len(mark)
        length = inside + len(block.text)
        for offset, number in block.pages:
            if not pages or pages[-1].number != number:
                pages.append(PageStart(start if offset == 0 else inside + offset, number))
        links += [Link(inside + first, inside + last, address) for first, last, address in block.links]
        pieces += [Piece(inside + piece.start, piece.place, piece.length) for piece in block.pieces]
        headed.append(Headed(start, length, block.kind, block.level, block.text))
        before = block.kind
    origin = None if raw is None else Origin(raw, tuple(pieces))
    return Body("".join(parts), tuple(pages), mark_sections(headed), tuple(links), origin)


def _numbered(text: str) -> bool:
    """Whether an item brings a number or letter of its own: "1. ", "(a) ", "iv) "."""
    head = text.split(" ", 1)[0]
    return (
        len(head) <= 6
        and len(head) > 1
        and head[-1] in ".)"
        and head.strip("().").isalnum()
        and (head[:-1].strip("(").isdigit() or len(head) <= 4)
    )


class Words:
    """Inline text as it grows: white space collapsed as in a browser, with the links that lie on it."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.links: list[tuple[int, int, str]] = []
        self.length = 0
        self._space = False

    def add(self, text: str, address: str | None = None) -> None:
        """Append ``text``, a link to ``address`` where there is one."""
        words = clean(text)
        if not words:
            self._space = self._space or bool(text)
            return
        if self.length and (self._space or text[0].isspace()):
            self.parts.append(" ")
            self.length += 1
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        self._space = text[-1].isspace() or text[-1] in SPACES
        if address:
            last = self.links[-1] if self.links else None
            if last is not None and last[2] == address and start - last[1] <= 1:
                self.links[-1] = (last[0], self.length, address)
            else:
                self.links.append((start, self.length, address))

    def last(self) -> str:
        """The last character, or nothing."""
        return self.parts[-1][-1] if self.parts and not self._space else ""

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self.parts)


def row_blocks(cells: Sequence[str]) -> list[Block]:
    """A row of a table: one block of its cells; where one holds a sentence, a paragraph for each, so that none runs into the next."""
    words = [cell for cell in cells if cell]
    if any(cell[-1] in ".!?" and len(cell.split()) > 4 for cell in words):
        return [Block("paragraph", cell) for cell in words]
    return [Block("row", " | ".join(words))] if words else []
