"""One page of a PDF to characters with their places, and what is drawn: dark boxes, rules, pictures. Runs in the child process only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import apply_matrix_pt

from ztgraph.read.characters import LIGATURES, MENDED

_BOLD: Final = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_DARK: Final = 0.25  # of white
_LIGHT: Final = 0.85
_UNUSED: Final = frozenset({127, 129, 141, 143, 144, 157})  # codes without a letter in WinAnsiEncoding show a bullet (PDF 1.7, annex D)
# What TeX's faces have at codes that no table of the file explains: ligatures, quotes, dashes (encodings OT1, T1), and the bullet of TS1.
_TEX: Final[dict[int, str]] = {
    11: "ff", 12: "fi", 13: "fl", 14: "ffi", 15: "ffl", 16: "“", 17: "”", 18: "„", 21: "–", 22: "—", 27: "ff", 28: "fi", 29: "fl",
    30: "ffi", 31: "ffl", 136: "•",
}  # fmt: skip
_MOST_SHAPES: Final = 20_000
BLOCK: Final = "█"


class TooMuchError(Exception):
    """A page holds more than its bound."""


class Glyph(NamedTuple):
    """A character: its left and right end, the line it stands on (all in points from the lower left corner), its size and looks."""

    x0: float
    x1: float
    y: float
    size: float
    text: str
    bold: bool
    light: bool = False


class Box(NamedTuple):
    """A filled or stroked rectangle."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class RawPage:
    """What stands on one page, in the order of drawing."""

    number: int
    width: float = 0.0
    height: float = 0.0
    glyphs: list[Glyph] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    pictures: float = 0.0
    """The share of the page that pictures cover; more than 1 where they overlap."""
    undefined: int = 0
    """How many characters have no meaning that the file tells."""


class PageDevice(PDFTextDevice):
    """A device that notes what is drawn on one page after the other; ``pages`` holds the page begun last."""

    def __init__(self, manager: Any, most: int) -> None:
        super().__init__(manager)
        self.most = most
        self.page = RawPage(0)
        self.turned: dict[int, list[Glyph]] = {}
        self.fonts: dict[int, bool] = {}

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        """A new page."""
        (x0, y0), (x1, y1) = apply_matrix_pt(ctm, page.mediabox[:2]), apply_matrix_pt(ctm, page.mediabox[2:])
        self.page = RawPage(self.page.number + 1, abs(x1 - x0) or 1.0, abs(y1 - y0) or 1.0)
        self.turned = {0: [], 90: [], 270: []}

    def end_page(self, page: PDFPage) -> None:
        """Turn the page where most of what stands on it is turned."""
        made = self.page
        angle = max(self.turned, key=lambda each: len(self.turned[each]))
        made.glyphs = self.turned[angle]
        if angle == 90:
            made.boxes, made.rules = [_turned(box, 1) for box in made.boxes], [_turned(box, 1) for box in made.rules]
        elif angle == 270:
            made.boxes, made.rules = [_turned(box, -1) for box in made.boxes], [_turned(box, -1) for box in made.rules]
        if angle:
            made.width, made.height = made.height, made.width

    def render_char(
        self, matrix: Any, font: Any, fontsize: float, scaling: float, rise: float, cid: int, ncs: Any, graphicstate: Any
    ) -> float:
        """Note one character; its advance is the answer."""
        width: float = font.char_width(cid)
        advance = width * fontsize * scaling
        try:
            text = font.to_unichr(cid)
            if width == 0 and (len(text) > 1 or text in LIGATURES):
                # The library's own table of widths, which it takes for the standard faces, lacks ligatures.
                advance = _width_of(font, LIGATURES.get(text, text)) * fontsize * scaling
        except PDFUnicodeNotDefined:
            known = None if font.is_multibyte() else "•" if cid in _UNUSED else _TEX.get(cid)
            if known is None:
                self.page.undefined += 1
                return advance
            text = known
        if text < " " and not text.isspace():
            self.page.undefined += 1
            text = "•"  # a face without the sign that was asked for; alone in its line it was a bullet
        a, b, c, d, e, f = matrix
        if abs(b) <= 0.02 * abs(a) and a > 0 and d > 0:
            self._add(0, Glyph(e, e + advance * a, f + rise * d, abs(fontsize * d), text, self._bold(font), _is_light(graphicstate)))
        elif abs(a) <= 0.02 * abs(b) and b * c < 0:
            up = b > 0
            across, along = (-e, f) if up else (e, -f)
            where = Glyph(along, along + advance * abs(b), across, abs(fontsize * c), text, self._bold(font), _is_light(graphicstate))
            self._add(90 if up else 270, where)
        return advance

    def _add(self, angle: int, glyph: Glyph) -> None:
        glyphs = self.turned[angle]
        if len(glyphs) >= self.most:
            raise TooMuchError(f"more than {self.most:,} characters on page {self.page.number}")
        glyphs.append(glyph)

    def _bold(self, font: Any) -> bool:
        known = self.fonts.get(id(font))
        if known is None:
            flags = getattr(font, "flags", 0)
            known = bool(_BOLD.search(str(getattr(font, "fontname", "") or ""))) or bool(isinstance(flags, int) and flags & (1 << 18))
            self.fonts[id(font)] = known
        return known

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        """Note rectangles that are filled dark, and straight lines."""
        if len(path) > 6 or len(self.page.boxes) + len(self.page.rules) > _MOST_SHAPES:
            return
        try:
            matrix: Any = self.ctm
            points = [apply_matrix_pt(matrix, each[-2:]) for each in path if each[0] in ("m", "l")]
        except (TypeError, ValueError):
            return
        if len(points) < 2 or any(each[0] in ("c", "v", "y") for each in path):
            return
        xs, ys = [point[0] for point in points], [point[1] for point in points]
        box = Box(min(xs), min(ys), max(xs), max(ys))
        if box.y1 - box.y0 < 3:
            if box.x1 - box.x0 > 20 and (stroke or fill):
                self.page.rules.append(box)
        elif fill and _shade(gstate.ncolor) < _DARK and len(points) >= 4:
            self.page.boxes.append(box)

    def render_image(self, name: str, stream: Any) -> None:
        """Note how much of the page a picture covers."""
        matrix: Any = self.ctm
        a, b, c, d, _, _ = matrix
        self.page.pictures += abs(a * d - b * c) / (self.page.width * self.page.height)

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        """Figures hold text like pages do."""

    def end_figure(self, name: str) -> None:
        """Nothing ends with a figure."""


def _width_of(font: Any, letters: str) -> float:
    """The width of several letters of a standard face, in its own units."""
    widths = getattr(font, "widths", {})
    found = (widths.get(letter, 0) for letter in letters)
    return sum(width for width in found if isinstance(width, (int, float))) * float(getattr(font, "hscale", 0.001))


def _turned(box: Box, way: int) -> Box:
    """A box as it stands when the page is turned so that its text is upright: (x, y) goes to (y, -x), or the other way round."""
    if way > 0:
        return Box(box.y0, -box.x1, box.y1, -box.x0)
    return Box(-box.y1, box.x0, -box.y0, box.x1)


def _shade(colour: Any) -> float:
    """How light a colour is, 0 black to 1 white; 1 where that cannot be told (a pattern)."""
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    if not parts or not all(isinstance(part, (int, float)) for part in parts):
        return 1.0
    if len(parts) == 4:
        return float(1 - min(1.0, parts[3])) * (1 - max(0.0, min(1.0, max(parts[:3]) if parts[3] < 0.5 else 0.0)))
    return float(max(parts))


def _is_light(gstate: Any) -> bool:
    return _shade(gstate.ncolor) > _LIGHT and gstate.ncolor not in (None, 1.5)


def uncovered(page: RawPage) -> list[Glyph]:
    """The characters of a page without those that dark boxes cover, and with a block for each box that stands in a line of text."""
    kept = page.glyphs
    marks: list[Glyph] = []
    for box in page.boxes[:2_000]:
        high = box.y1 - box.y0
        if box.x1 - box.x0 < 4 or high < 4:
            continue
        inside = [g for g in kept if box.x0 - 1 <= (g.x0 + g.x1) / 2 <= box.x1 + 1 and box.y0 - 1 <= g.y + 0.3 * g.size <= box.y1 + 1]
        if any(g.light for g in inside):
            continue  # a title in white on dark
        hidden = set(map(id, inside))
        kept = [g for g in kept if id(g) not in hidden]
        beside = [
            g
            for g in kept
            if box.y0 - 1 <= g.y + 0.3 * g.size <= box.y1 + 1 and (abs(g.x1 - box.x0) < 2.5 * g.size or abs(g.x0 - box.x1) < 2.5 * g.size)
        ]
        if beside and high < 3 * beside[0].size:
            near = beside[0]
            marks.append(Glyph(box.x0, box.x1, near.y, near.size, f" {BLOCK} ", near.bold))
    return kept + marks


def mended(text: str) -> str:
    """The text of a glyph: ligatures resolved, soft hyphens as hyphens (they are drawn only where they break a word)."""
    if text == "\u00ad":
        return "-"
    return text if text.isascii() else "".join(MENDED.get(character, character) for character in text)
