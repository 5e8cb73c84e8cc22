"""Any bytes to each reader and to the engine: nothing but a ReadError may come of it.

``python tests/hostile/fuzz.py TARGET [-max_total_time=1200 …]`` runs one target under atheris (libFuzzer), guided by coverage, beginning with
small files of its kind; a finding is kept in ``tests/hostile/findings/TARGET-*`` and then read by the tests for ever.
"""

from __future__ import annotations

import io
import json
import random
import sys
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
    "text": _one("text"), "markdown": _one("markdown"), "html": _one("html"), "mail": _one("mail"), "docx": _one("docx"), "pdf": pdf,
    "jsonl": _corpus("jsonl"), "csv": _corpus("csv"), "zip": _corpus("zip"), "gzip": _corpus("gzip"), "engine": engine,
}  # fmt: skip


@lru_cache(maxsize=1)
def seeds() -> dict[str, list[bytes]]:
    """Small files of each kind to begin with."""
    import gzip

    import docx
    from reportlab.pdfgen.canvas import Canvas

    made = docx.Document()
    made.add_heading("What We Found", 1)
    made.add_paragraph("The BOP did not tell the FBI.")
    word = io.BytesIO()
    made.save(word)
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
        "html": [page], "mail": [mail + page + b"\n--A--\n"], "docx": [word.getvalue()], "pdf": [drawn.getvalue()],
        "jsonl": [record * 2], "csv": [b"id,text,date\n1,The BOP told the FBI.,2021\n"], "zip": [packed.getvalue()], "gzip": [gzip.compress(record)],
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
        attempt(name, seeds()[name][0])
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
