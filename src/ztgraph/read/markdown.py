"""Markdown to text of the same length: markup becomes spaces, so that every offset into the text is one into the source as decoded.

Only markup that would stand in the way of reading is blanked: front matter, code, comments and tags, addresses of links, and the marks
of headings, quotes, emphasis, rules and tables. Bullets and numbers stay, for they end sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ztgraph.limits import DEFAULT_LIMITS, Limits
from ztgraph.model import Document, Link
from ztgraph.read.blocks import Body
from ztgraph.read.layout import headed_blocks
from ztgraph.read.metadata import Metadata, find_metadata, parse_date
from ztgraph.read.plain import document_from_body
from ztgraph.read.sections import Headed, mark_sections

# Each pattern is linear: no two neighbouring parts of it can match the same character.
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(?:(?!---[ \t]*\r?$).*\n){0,200}?---[ \t]*\r?$", re.MULTILINE)
_FRONT_FIELD = re.compile(r"^(?P<key>title|date|publisher|author|url)[ \t]*:[ \t]*(?P<value>\S.*?)[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_FENCE = re.compile(r"^ {0,3}(?P<mark>`{3,}|~{3,})")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]{0,1000})?/?>")
_IMAGE = re.compile(r"!\[[^\]\n]{0,500}\](?:\([^()\n]{0,2000}\)|\[[^\]\n]{0,200}\])")
_LINK = re.compile(r"(?P<open>\[)(?P<words>[^\[\]\n]{1,1000})(?P<close>\](?:\([^()\n]{0,2000}\)|\[[^\]\n]{0,200}\]))")
_TARGET = re.compile(r"\]\(<?(?P<address>https?://[^\s<>()]{1,1900})")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,40}\]:?")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]*\S.*$", re.MULTILINE)
_HEADING = re.compile(r"^(?P<open> {0,3}#{1,6})(?=[ \t])|(?<=[ \t])#+[ \t]*\r?$", re.MULTILINE)
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-{2,}|(?:\* *){3,}|(?:_ *){3,})[ \t]*\r?$", re.MULTILINE)
_QUOTE = re.compile(r"^(?: {0,3}>)+", re.MULTILINE)
_TABLE_RULE = re.compile(r"^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*\r?$", re.MULTILINE)
_TABLE_EDGE = re.compile(r"^ {0,3}\||\|[ \t]*\r?$", re.MULTILINE)
_EMPHASIS = re.compile(
    r"(?<![\\*])\*{1,3}(?=[^\s*])|(?<=[^\s*\\])\*{1,3}(?!\*)|(?<![\w\\_])_{1,3}(?=[^\s_])|(?<=[^\s_\\])_{1,3}(?!\w)|~~|`+"
)
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_HARD_BREAK = re.compile(r"\\(?=\r?$)", re.MULTILINE)
_TITLE = re.compile(r"^ {0,3}#[ \t]+(?P<title>\S.*?)(?:[ \t]+#+)?[ \t]*\r?$", re.MULTILINE)


def plain_text(source: str) -> str:
    """``source`` with its markup blanked; as long as ``source``, and the same at every place that is not markup."""
    text = _FRONT_MATTER.sub(_blank, source)
    text = _blank_comments(_blank_fences(text))
    for pattern in (_DEFINITION, _FOOTNOTE, _IMAGE):
        text = pattern.sub(_blank, text)
    text = _LINK.sub(lambda link: " " + link["words"] + " " * len(link["close"]), text)
    for pattern in (_TAG, _TABLE_RULE, _UNDERLINE, _QUOTE, _HEADING, _TABLE_EDGE, _EMPHASIS, _ESCAPE, _HARD_BREAK):
        text = pattern.sub(_blank, text)
    return text


def _blank(match: re.Match[str]) -> str:
    return _spaces(match[0])


def _spaces(words: str) -> str:
    """Spaces in place of all but line ends."""
    return "".join(character if character in "\r\n" else " " for character in words)


def _blank_fences(text: str) -> str:
    lines = text.splitlines(keepends=True)
    mark = ""
    for number, line in enumerate(lines):
        fence = _FENCE.match(line)
        if not mark and not fence:
            continue
        if fence and not mark:
            mark = fence["mark"]
        elif fence and fence["mark"].startswith(mark) and not line[fence.end() :].strip():
            mark = ""
        lines[number] = _spaces(line)
    return "".join(lines)


def _blank_comments(text: str) -> str:
    """Comments blanked; one that nothing closes is none. (A pattern would look for the end anew at every beginning.)"""
    parts: list[str] = []
    done = 0
    while (start := text.find("<!--", done)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        parts += [text[done:start], _spaces(text[start : end + 3])]
        done = end + 3
    return "".join(parts) + text[done:]


def document_from_markdown(text: str, *, id: str, source: str = "", limits: Limits = DEFAULT_LIMITS) -> Document:
    """A Document of Markdown: ``Document.text`` is ``plain_text``; front matter and the first heading come before what the head tells."""
    words = plain_text(text)
    known = _front_matter(text)
    heading = _TITLE.search(_blank_fences(_FRONT_MATTER.sub(_blank, text)))
    if known.title is None and heading:
        title = " ".join(plain_text(heading["title"]).split())
        known = Metadata(known.date, title or None, known.publisher or find_metadata(f"{title}\n\n{words.strip()}", limits).publisher)
    body = Body(words, sections=mark_sections(list(_blocks(text, words))), links=_links(text, words))
    return document_from_body(body, id=id, source=source, known=known, media_type="text/markdown", reader="markdown", limits=limits)


def _blocks(source: str, words: str) -> Iterator[Headed]:
    """The blocks as sections see them: ranks of headings and quotations are told by the source, which is as long as the text."""
    for block in headed_blocks(words):
        start = source.rfind("\n", 0, block.start) + 1
        mark = source[start : block.start].strip()
        if mark and not mark.strip("#"):
            yield block._replace(kind="heading", level=len(mark))
        else:
            yield block._replace(kind="quotation") if mark.startswith(">") else block


def _links(source: str, words: str) -> tuple[Link, ...]:
    """The links whose words are part of the text."""
    found = []
    for link in _LINK.finditer(source):
        address = _TARGET.match(link["close"])
        if address and words[link.start("words") : link.end("words")].strip():
            found.append(Link(link.start("words"), link.end("words"), address["address"]))
    return tuple(found)


def _front_matter(text: str) -> Metadata:
    """Title, date and publisher of the front matter, where each is a plain value on its line."""
    block = _FRONT_MATTER.match(text)
    if not block:
        return Metadata()
    fields = {field["key"].lower(): field["value"].strip("\"'") for field in _FRONT_FIELD.finditer(block[0])}
    return Metadata(parse_date(fields.get("date", "")), fields.get("title"), fields.get("publisher"))
