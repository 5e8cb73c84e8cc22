"""The same documents as plain text and as web pages, in the ways in which people and programs write these."""

from __future__ import annotations

import html
import textwrap

from tests.documents.texts import Part, Source
from tests.documents.typeset import FOOTNOTE


def text(source: Source) -> bytes:
    """The document as a text file: hard-wrapped or not, with line ends, bullets, encodings and marks of footnotes of many kinds."""
    kind = sum(map(ord, source.id)) % 5
    width = 0 if kind in (0, 3) else 78
    notes: list[str] = []
    blocks = [source.publisher, source.date, f"Report No. {source.number}", source.title]
    if source.layout in ("release", "letterhead"):
        blocks[0] = "FOR IMMEDIATE RELEASE"
    for part in source.parts:
        blocks += _blocks(part, width, "o" if kind == 2 else "•", notes)
        while notes:
            blocks.append(_wrapped(notes.pop(0), width))
    if source.layout in ("release", "letterhead"):
        blocks.append("###")
    whole = "\n\n".join(blocks) + "\n"
    if kind == 1:
        whole = whole.replace("\n", "\r\n")
    return whole.encode(("utf-8", "utf-8-sig", "utf-16", "windows-1252", "utf-8")[kind])


def _wrapped(words: str, width: int, hang: str = "") -> str:
    return textwrap.fill(words, width, subsequent_indent=hang, break_on_hyphens=False, break_long_words=False) if width else words


def _blocks(part: Part, width: int, bullet: str, notes: list[str]) -> list[str]:
    if part.kind == "heading":
        return [part.text]
    if part.kind == "table":
        return ["\n".join("    ".join(row) for row in part.rows)]
    if part.kind in ("list", "numbered"):
        marks = [bullet if part.kind == "list" else f"{number}." for number in range(1, len(part.items) + 1)]
        return ["\n".join(_wrapped(f"{mark} {item}", width, "   ") for mark, item in zip(marks, part.items, strict=True))]
    words = part.text
    for number, note in enumerate(FOOTNOTE.findall(words), 1):
        notes.append(f"[{number}] {note}")
        words = FOOTNOTE.sub(f"[{number}]", words, count=1)
    return [_wrapped(words, width)]


PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="{charset}"><title>{title} | Office of Inspector General</title>
<meta property="og:title" content="{title}"><meta name="dcterms.date" content="{iso}">
<meta property="og:site_name" content="{publisher}"><link rel="canonical" href="https://oversight.example.gov/{id}">
<script>var page = "<div><div>";</script><style>p {{ margin: 0 }}</style></head>
<body class="has-sidebar page-with-menu"><a class="skip-link" href="#main">Skip to main content</a>
<div class="usa-banner"><p>An official website of the United States government</p><button>Here’s how you know</button></div>
<header class="site-header"><a href="/">Office of Inspector General</a><nav><ul><li><a href="/a">About the Office</a></li><li><a href="/b">Reports</a></li></ul></nav></header>
<ol class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/reports">Reports</a></li></ol>
{main}
<aside class="related"><h2>Related Reports</h2><ul><li><a href="/x">The Board told the Bureau of Prisons of an escape</a></li></ul></aside>
<div id="share-tools"><a href="/s">Share this page</a></div>
<footer><p>The Inspector General reports to Congress. Contact us.</p></footer>
<div class="cookie-notice">We use cookies. The site informed the FBI of nothing.</div></body></html>
"""


def web_page(source: Source) -> bytes:
    """The document as a web page: article, main, bare divisions or a table that lays it out; footnotes linked at its end."""
    kind = sum(map(ord, source.id)) % 4
    notes: list[str] = []
    inner = [f"<h1>{html.escape(source.title)}</h1>", f"<p>{source.date}</p>", f"<p>Report No. {source.number}</p>"]
    inner += [_element(part, kind, notes) for part in source.parts]
    if notes:
        items = "".join(
            f'<li id="fn{number}">{html.escape(note)} <a href="#ref{number}">↩</a></li>' for number, note in enumerate(notes, 1)
        )
        inner.append(f'<div class="footnotes"><ol>{items}</ol></div>')
    body = "\n".join(inner)
    frames = (
        f'<main id="main"><article>{body}</article></main>',
        f'<div class="content" id="main">{body}</div>',
        f'<table class="layout"><tr><td class="nav"><a href="/m">Menu</a></td><td><div>{body}</div></td></tr></table>',
        f'<div role="main"><div class="field">{body}</div></div>',
    )
    charset = "windows-1252" if kind == 1 else "utf-8"
    month, day, year = source.date.replace(",", "").split()
    months = "January February March April May June July August September October November December".split()
    iso = f"{year}-{months.index(month) + 1:02d}-{int(day):02d}"
    page = PAGE.format(
        charset=charset, title=html.escape(source.title), iso=iso, publisher=html.escape(source.publisher), id=source.id, main=frames[kind]
    )
    return page.encode(charset, "xmlcharrefreplace")


def _element(part: Part, kind: int, notes: list[str]) -> str:
    if part.kind == "heading":
        return (
            f"<p><strong>{html.escape(part.text)}</strong></p>"
            if kind == 3
            else f"<h{part.level + 1}>{html.escape(part.text)}</h{part.level + 1}>"
        )
    if part.kind == "table":
        rows = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in part.rows)
        return f"<table>{rows}</table>"
    if part.kind in ("list", "numbered"):
        tag = "ul" if part.kind == "list" else "ol"
        return f"<{tag}>" + "".join(f"<li>{html.escape(item)}" for item in part.items) + f"</{tag}>"
    words = html.escape(part.text, quote=False)
    for note in FOOTNOTE.findall(part.text):
        notes.append(note)
        mark = f'<sup><a href="#fn{len(notes)}" id="ref{len(notes)}">{len(notes)}</a></sup>'
        words = FOOTNOTE.sub(mark, words, count=1)
    words = words.replace("U.S. ", "U.S.&nbsp;")
    if part.kind == "quotation":
        return f"<blockquote><p>{words}</p></blockquote>"
    return f"{words}<br><br>" if kind == 1 else f"<p>{words}</p>"
