"""Word documents: paragraphs, headings, lists, tables and footnotes in the order of the body; deleted text is left out, inserted text kept.

The archive is measured before anything of it is unpacked, and the XML is read without entities, so that neither can grow without bound.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from ztgraph.errors import ReadError
from ztgraph.limits import DEFAULT_LIMITS, Limits
from ztgraph.model import Document
from ztgraph.read.archive import check_members
from ztgraph.read.blocks import Block, BlockKind, Words, assemble, row_blocks
from ztgraph.read.metadata import Metadata
from ztgraph.read.plain import document_from_body

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_NOTES: Final = ("footnotes", "endnotes")
_PASSED: Final = frozenset(
    {
        f"{_W}{name}"
        for name in (
            "del",
            "moveFrom",
            "pPr",
            "rPr",
            "instrText",
            "delText",
            "sectPr",
            "footnoteReference",
            "endnoteReference",
            "txbxContent",
        )
    }
    | {f"{_MC}Fallback"}
)
_GENERATED: Final = re.compile(r"microsoft word.*|document\d*|untitled.*|.*\.docx?|title", re.IGNORECASE)
_NOTE_SIGN: Final = re.compile(r"^\d{1,3}\s+")
_HEADING_WORDS: Final = 14


def document_from_docx(data: bytes, *, id: str, name: str = "", place: str = "", limits: Limits = DEFAULT_LIMITS) -> Document:
    """A Document of a Word file. Raises ReadError where it is damaged, protected, too large when unpacked, or holds no text."""
    import docx
    from docx.exceptions import PythonDocxError
    from docx.oxml.exceptions import XmlchemyError
    from lxml.etree import LxmlError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_members(archive, place, limits)
        word = docx.Document(io.BytesIO(data))
        blocks = list(_Body(word).blocks())
        title = word.core_properties.title
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        LxmlError,
        KeyError,
        ValueError,
        OSError,
        RuntimeError,
        NotImplementedError,
        EOFError,
    ) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError(f"not a whole Word document: {error}", place=place, remedy="save it anew as .docx") from error
    except (
        AttributeError,
        AssertionError,
        TypeError,
        IndexError,
        PythonDocxError,
        XmlchemyError,
        zlib_error(),
    ) as error:  # what python-docx raises where a part is missing
        raise ReadError(f"not a whole Word document ({type(error).__name__})", place=place, remedy="save it anew as .docx") from error
    body = assemble(blocks)
    if not body.text:
        raise ReadError("the document holds no text", place=place)
    known = Metadata(title=None if not title or _GENERATED.fullmatch(title.strip()) else " ".join(title.split()))
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return document_from_body(body, id=id, source=name, known=known, media_type=media_type, reader="docx", limits=limits)


def zlib_error() -> type[Exception]:
    """The error of a broken compressed stream."""
    import zlib

    return zlib.error


class _Body:
    """The blocks of one Word document."""

    def __init__(self, word: WordDocument) -> None:
        self.word = word
        self.styles: dict[str, str] = {}
        self.bases: dict[str, str] = {}
        for style in word.styles.element.iter(f"{_W}style"):
            named, base = style.find(f"{_W}name"), style.find(f"{_W}basedOn")
            self.styles[str(style.get(f"{_W}styleId"))] = str(named.get(f"{_W}val") or "") if named is not None else ""
            if base is not None:
                self.bases[str(style.get(f"{_W}styleId"))] = str(base.get(f"{_W}val"))
        self.targets = {key: part.target_ref for key, part in word.part.rels.items() if part.is_external}
        self.notes = {kind: self._notes(kind) for kind in _NOTES}
        self.pending: list[Block] = []

    def blocks(self) -> Iterator[Block]:
        """Body elements in order; the notes of a paragraph follow it."""
        waiting: list[Any] = list(reversed(list(self.word.element.body)))
        while waiting:
            element = waiting.pop()
            if element.tag == f"{_W}p":
                yield from self._paragraph(element)
                yield from self.pending
                self.pending = []
            elif element.tag == f"{_W}tbl":
                yield from self._table(element)
            elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins", f"{_W}moveTo"):
                waiting += reversed(list(element))

    def _paragraph(self, element: Any) -> Iterator[Block]:
        words, bold = self._words(element)
        text = words.text
        if not any(character.isalnum() for character in text):
            return
        kind, level = self._kind(element)
        if kind == "contents":
            return
        if kind == "paragraph" and bold and text[-1] not in ".,;" and len(text.split()) <= _HEADING_WORDS:
            kind = "heading"
        yield Block(kind, text, level, links=words.links)  # type: ignore[arg-type]

    def _words(self, element: Any) -> tuple[Words, bool]:
        """The text of a paragraph with its links, and whether all of it is bold."""
        words, bold = Words(), True
        waiting: list[tuple[Any, str | None, bool]] = [(child, None, False) for child in reversed(list(element))]
        while waiting:
            node, address, strong = waiting.pop()
            tag = node.tag
            if tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
                note = self.notes["footnotes" if "footnote" in tag else "endnotes"].get(str(node.get(f"{_W}id")))
                self.pending += [Block("footnote", note)] if note else []
            if tag in _PASSED or not isinstance(tag, str):
                continue
            if tag == f"{_W}t":
                words.add(node.text or "", address)
                bold = bold and (strong or not (node.text or "").strip())
            elif tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
                words.add(" ")
            elif tag == f"{_W}noBreakHyphen":
                words.add("-", address)
            else:
                if tag == f"{_W}hyperlink":
                    target = self.targets.get(str(node.get(f"{_R}id")), "")
                    address = target if target.startswith(("http://", "https://")) else address
                if tag == f"{_W}r":
                    strong = _is_on(node.find(f"{_W}rPr"), "b")
                    if _is_mark(node):
                        continue
                waiting += [(child, address, strong) for child in reversed(list(node))]
        return words, bold

    def _kind(self, element: Any) -> tuple[BlockKind | str, int]:
        """What a paragraph is by its style and numbering, and the rank of a heading."""
        properties = element.find(f"{_W}pPr")
        style = properties.find(f"{_W}pStyle") if properties is not None else None
        key = str(style.get(f"{_W}val")) if style is not None else ""
        for _ in range(10):
            name = self.styles.get(key, key).lower()
            if found := re.match(r"heading\s*(\d)", name):
                return "heading", int(found[1])
            if name in ("title", "subtitle"):
                return "heading", 1
            if re.match(r"toc\b|toc\d|table of figures", name):
                return "contents", 0
            if name.startswith("list"):
                return "item", 0
            if "quote" in name:
                return "quotation", 0
            if name in ("footnote text", "endnote text"):
                return "footnote", 0
            if key not in self.bases:
                break
            key = self.bases[key]
        numbered = properties is not None and properties.find(f"{_W}numPr") is not None
        return ("item" if numbered else "paragraph"), 0

    def _table(self, table: Any) -> Iterator[Block]:
        """The rows of a table; one that only frames text gives its paragraphs."""
        rows = table.findall(f"{_W}tr")
        if len(rows) == 1 or max((len(row.findall(f"{_W}tc")) for row in rows), default=0) == 1:
            for paragraph in table.iter(f"{_W}p"):
                yield from self._paragraph(paragraph)
            return
        for row in rows:
            yield from row_blocks([self._cell(cell) for cell in row.findall(f"{_W}tc")])

    def _cell(self, cell: Any) -> str:
        return " ".join(filter(None, (self._words(paragraph)[0].text for paragraph in cell.iter(f"{_W}p"))))

    def _notes(self, kind: str) -> dict[str, str]:
        """The footnotes or endnotes by their ids."""
        from docx.oxml.parser import parse_xml

        part = next(
            (each.target_part for each in self.word.part.rels.values() if not each.is_external and each.reltype.endswith(f"/{kind}")), None
        )
        if part is None:
            return {}
        found = {}
        for note in parse_xml(part.blob):
            text = " ".join(filter(None, ("".join(node.text or "" for node in p.iter(f"{_W}t")).strip() for p in note.iter(f"{_W}p"))))
            if note.get(f"{_W}type") is None and text:
                found[str(note.get(f"{_W}id"))] = _NOTE_SIGN.sub("", " ".join(text.split()))
        return found


def _is_on(properties: Any, name: str) -> bool:
    found = properties.find(f"{_W}{name}") if properties is not None else None
    return found is not None and found.get(f"{_W}val") not in ("0", "false", "none")


def _is_mark(run: Any) -> bool:
    """Whether a run is a superscript number: the mark of a note that was typed by hand."""
    properties = run.find(f"{_W}rPr")
    raised = properties.find(f"{_W}vertAlign") if properties is not None else None
    text = "".join(node.text or "" for node in run.iter(f"{_W}t")).strip()
    return raised is not None and raised.get(f"{_W}val") == "superscript" and bool(re.fullmatch(r"\d{1,3}", text))
