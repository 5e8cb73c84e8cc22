"""Any bytes to each reader and to the engine: nothing but a ReadError may come of it.

``python tests/hostile/fuzz.py TARGET [-max_total_time=1200 …]`` runs one target under atheris (libFuzzer), guided by coverage, beginning with
small files of its kind; a finding is kept in ``tests/hostile/findings/TARGET-*`` and then read by the tests for ever.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import sys
import warnings
import zipfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from ztgraph.errors import ReadError
from ztgraph.limits import Limits
from ztgraph.model import Document

LIMITS = Limits(text_characters=200_000, archive_bytes=2_000_000, corpus_bytes=2_000_000, html_depth=500)
FINDINGS = Path(__file__).with_name("findings")
WORDS = "What We Found\n\nThe Bureau of Prisons (BOP) did not tell the FBI of it until May 4, 2018.[1]\n\n• It must coordi-\nnate with ICE;\n\f3\n\nMr. Ho wrote:\n\n“We did.”\n"


def check(document: Document) -> None:
    """What holds of every document."""
    length = len(document.text)
    assert all(0 <= each.start < each.end <= length for each in document.sections)
    assert all(0 <= link.start < link.end <= length for link in document.links)
    assert all(0 <= page.start <= length for page in document.pages)
    assert [page.start for page in document.pages] == sorted(page.start for page in document.pages)
    document.text.encode("utf-8")
    if document.origin is not None and length:
        low, high = document.origin.span(0, length)
        assert 0 <= low <= high <= len(document.origin.raw)


def _one(kind: Any) -> Callable[[bytes], None]:
    def target(data: bytes) -> None:
        from ztgraph.read.formats import read_one

        for item in read_one(kind, data, f"x.{kind}", "x", LIMITS):
            if isinstance(item, Document):
                check(item)

    return target


def docx(data: bytes) -> None:
    """A Word file as it is, or one packed from parts that NULs divide (the body, the styles, the notes): else chance never gets past the checksums."""
    if not data.startswith(b"PK"):
        body, styles, notes, *_ = *data.split(b"\0\0", 2), b"", b""
        data = word_file(body, styles, notes)
    _one("docx")(data)


def gzip_of(data: bytes) -> None:
    """A compressed corpus as it is, or records packed here."""
    _corpus("gzip")(data if data.startswith(b"\x1f\x8b") else gzip.compress(data, 1, mtime=0))


def zip_of(data: bytes) -> None:
    """An archive as it is, or one packed of named members that NULs divide."""
    if not data.startswith(b"PK"):
        packed = io.BytesIO()
        with warnings.catch_warnings(), zipfile.ZipFile(packed, "w") as archive:
            warnings.simplefilter("ignore")  # names that come twice are meant
            for member in data.split(b"\0\0")[:20]:
                name, _, content = member.partition(b"\n")
                archive.writestr(zipfile.ZipInfo(name.decode("latin-1")[:200] or "a.txt"), content)
        data = packed.getvalue()
    _corpus("zip")(data)


def _corpus(kind: Any) -> Callable[[bytes], None]:
    def target(data: bytes) -> None:
        from ztgraph.read.inputs import _corpus as read_many

        for item in read_many(kind, io.BytesIO(data), f"x.{kind}", "x", LIMITS, None):
            if isinstance(item, Document):
                check(item)

    return target


def pdf(data: bytes) -> None:
    """What the child process does, here."""
    from ztgraph.read.pdfworker import read

    answer = read(data, {"pages": 50, "page_characters": 20_000})
    json.dumps(answer)
    if "error" not in answer:
        starts = [start for start, _ in answer["pages"]]
        assert starts == sorted(starts)


@lru_cache(maxsize=1)
def _rules() -> Any:
    from ztgraph.rules.load import load_rules

    return load_rules()


def engine(data: bytes) -> None:
    """The engine on any text."""
    from ztgraph.extract.pipeline import extract
    from ztgraph.read.layout import document_from_layout

    document = document_from_layout(data.decode("utf-8", "ignore")[:5000], id="x")
    for statement in extract(document, _rules()).statements:
        for evidence in statement.evidence:
            assert document.text[evidence.start : evidence.end] == evidence.quote


TARGETS: dict[str, Callable[[bytes], None]] = {
    "text": _one("text"), "markdown": _one("markdown"), "html": _one("html"), "mail": _one("mail"), "docx": docx, "pdf": pdf,
    "jsonl": _corpus("jsonl"), "csv": _corpus("csv"), "zip": zip_of, "gzip": gzip_of, "engine": engine,
}  # fmt: skip


_PARTS = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="W.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="W.styles+xml"/>
<Override PartName="/word/footnotes.xml" ContentType="W.footnotes+xml"/></Types>""".replace(
    "W.", "application/vnd.openxmlformats-officedocument.wordprocessingml."
)
_RELATION = '<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'
_RELATIONS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
WORD_BODY = f"""<w:document {_W}><w:body><w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:t>What We Found</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>The BOP did not tell the </w:t></w:r><w:hyperlink r:id="l"><w:r><w:t>FBI</w:t></w:r></w:hyperlink><w:r><w:rPr>
<w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r><w:del><w:r><w:delText>it</w:delText></w:r></w:del></w:p>
<w:p><w:pPr><w:numPr/></w:pPr><w:ins><w:r><w:t>It must</w:t><w:tab/><w:noBreakHyphen/><w:br/></w:r></w:ins></w:p><w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc/></w:tr></w:tbl></w:body></w:document>"""
WORD_STYLES = f"""<w:styles {_W}><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="N"/></w:style>
<w:style w:type="paragraph" w:styleId="N"><w:name w:val="Normal"/></w:style></w:styles>"""
WORD_NOTES = f'<w:footnotes {_W}><w:footnote w:id="1"><w:p><w:r><w:t>1 The FBI was told.</w:t></w:r></w:p></w:footnote></w:footnotes>'


def word_file(body: bytes, styles: bytes, notes: bytes) -> bytes:
    """The smallest Word file of these parts: some two thousand bytes, so that a run does not cut it off."""
    inner = _RELATION.format("s", "styles", "styles.xml") + _RELATION.format("n", "footnotes", "footnotes.xml")
    inner += _RELATION.format("l", "hyperlink", "https://example.org/").replace("/>", ' TargetMode="External"/>')
    parts = {
        "[Content_Types].xml": _PARTS.encode(),
        "_rels/.rels": _RELATIONS.format(_RELATION.format("d", "officeDocument", "word/document.xml")).encode(),
        "word/_rels/document.xml.rels": _RELATIONS.format(inner).encode(),
        "word/document.xml": body, "word/styles.xml": styles, "word/footnotes.xml": notes,
    }  # fmt: skip
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return packed.getvalue()


@lru_cache(maxsize=1)
def seeds() -> dict[str, list[bytes]]:
    """Small files of each kind to begin with."""
    from reportlab.pdfgen.canvas import Canvas

    word = [WORD_BODY.encode(), WORD_STYLES.encode(), WORD_NOTES.encode()]
    drawn = io.BytesIO()
    canvas = Canvas(drawn, pageCompression=0, invariant=1)
    for number, line in enumerate(WORDS.replace("\f", "").split("\n")):
        canvas.drawString(72, 700 - 13 * number, line.replace("•", "-").replace("“", '"').replace("”", '"'))
    canvas.rect(72, 500, 100, 12, fill=1)
    canvas.save()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", WORDS)
        archive.writestr("b.html", "<p>The BOP did not tell the FBI.")
    text = WORDS.encode()
    record = json.dumps({"id": "a", "text": WORDS, "date": "2021-03-04"}).encode() + b"\n"
    page = b"<!DOCTYPE html><html><head><meta charset=utf-8><title>A</title></head><body><nav>x</nav><main><h1>What We Found</h1><p>The <b>BOP</b> did not"
    page += b" tell<sup>1</sup> the <a href=https://example.org/>FBI</a>.</p><ul><li>a<li>b</ul><table><tr><td>1<td>2<tr><td>3</table><blockquote>We did.</blockquote></main>"
    mail = b"From: OIG <a@b.c>\nSubject: =?utf-8?q?A?=\nDate: Fri, 04 Mar 2022 10:00:00 -0500\nContent-Type: multipart/mixed; boundary=A\n\n--A\nContent-Type: text/html\n\n"
    return {
        "text": [text, text.decode().encode("utf-16"), b"E VA L U AT I O N\n\nBackground ..... 4\n"],
        "markdown": [b"---\ntitle: A\n---\n# What We Found\n\n> We *did*. [a](https://b.c)\n\n| a | b |\n|---|---|\n" + text],
        "html": [page], "mail": [mail + page + b"\n--A--\n"], "docx": [b"\0\0".join(word), word_file(*word)], "pdf": [drawn.getvalue()],
        "jsonl": [record * 2], "csv": [b"id,text,date\n1,The BOP told the FBI.,2021\n"], "zip": [packed.getvalue(), b"a.txt\nThe BOP told the FBI.\0\0b/c.jsonl\n" + record + b"\0\0../d.html\n" + page],
        "gzip": [gzip.compress(record), record * 2],
        "engine": [text, b"The OIG found that, in May 2018, neither the BOP nor ICE had told the FBI, which refused to ask them."],
    }  # fmt: skip


def mutated(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """``data`` with some of it changed, repeated, cut out or replaced by pieces of its like."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        start = chance.randrange(len(out) + 1)
        end = min(len(out), start + chance.randrange(1, 40))
        match chance.randrange(6):
            case 0:
                out[start:end] = b""
            case 1:
                out[start:start] = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 6)))
            case 2:
                out[start:start] = out[start:end] * chance.randrange(1, 50)
            case 3:
                other = chance.choice(others)
                place = chance.randrange(len(other) + 1)
                out[start:end] = other[place : place + chance.randrange(1, 60)]
            case 4 if end > start:
                out[start] = chance.choice(b"\0\xff\n <>[](){}/%.-'\"&;0")
            case _:
                out[start:end] = out[start:end][::-1]
    return bytes(out[:50_000])


def attempt(name: str, data: bytes) -> None:
    """Run a target; raises what is no ReadError."""
    try:
        TARGETS[name](data)
    except ReadError as error:
        if not error.message:
            raise AssertionError("an error that says nothing") from error


def main() -> None:
    """One target under atheris."""
    import atheris

    name = sys.argv[1]
    with atheris.instrument_imports(include=["ztgraph", "pdfminer", "docx", "email", "csv"]):
        for seed in seeds()[name]:
            attempt(name, seed)
    corpus = Path("/tmp") / f"ztgraph-fuzz-{name}"
    corpus.mkdir(exist_ok=True)
    for number, seed in enumerate(seeds()[name]):
        (corpus / f"seed-{number}").write_bytes(seed)
    FINDINGS.mkdir(exist_ok=True)
    options = [
        sys.argv[0],
        str(corpus),
        f"-artifact_prefix={FINDINGS}/{name}-",
        "-max_len=20000",
        "-timeout=20",
        "-rss_limit_mb=3000",
        *sys.argv[2:],
    ]
    atheris.Setup(options, lambda data: attempt(name, bytes(data)))
    atheris.Fuzz()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    main()
