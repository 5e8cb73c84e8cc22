"""Inputs made to harm: each costs at most its limit, is named, and the documents beside it are read; the exit code is 1."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.read.test_pdf import bomb, drawn, lines
from ztgraph.limits import MIB

GOOD = "The Bureau of Prisons did not notify the FBI of the escape.\n"
SECONDS = 60.0  # for each; most take less than two


def zip_of(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name.replace("_", "."), data)
    return buffer.getvalue()


def looped_pdf() -> bytes:
    """A PDF whose pages hold themselves, and say that they are ten thousand."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 10000/Kids["
        + b"2 0 R " * 10_000
        + b"]>>endobj\ntrailer<</Root 1 0 R>>"
    )


def many_pages() -> bytes:
    """A PDF whose one page stands in it ten thousand times."""
    kids = b"3 0 R " * 10_000
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 10000/Kids[" + kids + b"]>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 R>>"
    )


def recursive_form() -> bytes:
    """A PDF whose page draws a form that draws itself."""
    form = b"q /F Do Q " * 20
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Resources<</XObject<</F 4 0 R>>>>/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 4 0 R>>>>/Length %d>>stream\n%s\nendstream endobj\n"
        b"trailer<</Root 1 0 R>>" % (len(form), form)
    )


def docx_of(xml: bytes) -> bytes:
    import docx

    buffer = io.BytesIO()
    docx.Document().save(buffer)
    with zipfile.ZipFile(io.BytesIO(buffer.getvalue())) as old:
        files = {name: old.read(name) for name in old.namelist()}
    files["word/document.xml"] = xml
    made_in = io.BytesIO()
    with zipfile.ZipFile(made_in, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return made_in.getvalue()


W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
REFUSED: dict[str, Callable[[], bytes]] = {
    "zip-bomb.zip": lambda: zip_of(a_txt=b"0" * (300 * MIB)),
    "docx-bomb.docx": lambda: docx_of(b"<w:document %s><w:body>%s</w:body></w:document>" % (W, b"<w:p></w:p>" * 15_000_000)),
    "entities.docx": lambda: docx_of(
        b'<!DOCTYPE a [<!ENTITY b0 "bbbbbbbbbb">'
        + b"".join(b'<!ENTITY b%d "%s">' % (n + 1, b"&b%d;" % n * 10) for n in range(12))
        + b"]><w:document %s><w:body><w:p><w:r><w:t>&b12;</w:t></w:r></w:p></w:body></w:document>" % W
    ),
    "deep.docx": lambda: docx_of(b"<w:document %s><w:body>%s%s</w:body></w:document>" % (W, b"<w:sdt>" * 100_000, b"</w:sdt>" * 100_000)),
    "pdf-bomb.pdf": lambda: bomb(1500 * MIB),
    "truncated.pdf": lambda: drawn(lines([GOOD]))[:400],
    "looped.pdf": looped_pdf,
    "many-pages.pdf": many_pages,
    "recursive.pdf": recursive_form,
    "nested.pdf": lambda: b"%PDF-1.4\n1 0 obj" + b"[" * 200_000 + b"endobj\ntrailer<</Root 1 0 R>>",
    "nothing.pdf": lambda: b"%PDF-",
    "nested.html": lambda: b"<div>" * 200_000 + b"words",
    "nested-mail.eml": lambda: (
        b"From: a\n" + b"".join(b"Content-Type: multipart/mixed; boundary=A%d\n\n--A%d\n" % (n, n) for n in range(20_000))
    ),
    "nul.txt": lambda: b"words\0" * 1000,
    "line.txt": lambda: b"a" * (100 * MIB),
    "line.jsonl": lambda: b'{"id": "a", "text": "' + b"a" * (100 * MIB),
    "nested.jsonl": lambda: b"[" * 2_000_000,
    "wrong.pdf": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "wrong.txt": lambda: b"\x7fELF" + bytes(range(256)) * 40,
    "wrong.docx": lambda: b"PK\x03\x04" + b"\xff" * 500,
    "cut.jsonl.gz": lambda: gzip.compress(json.dumps({"id": "a", "text": GOOD}).encode() * 2000)[:-30],
    "quote.csv": lambda: b'id,text\n1,"' + b"x" * (80 * MIB),
}
READ: dict[str, Callable[[], bytes]] = {
    "rtl.txt": (
        "\u202eThe Bureau of Prisons\u202c did not notify the FBI. \u05d0\u05d1\u05d2 \u0645\u0631\u062d\u0628\u0627 " + GOOD
    ).encode,
    "combining.txt": ("A" + "\u0301" * 200_000 + " " + GOOD).encode,
    "brackets.txt": ("(" * 50_000 + " " + GOOD).encode,
    "dots.txt": ("." * 100_000 + "\n" + ". " * 50_000 + "\n" + GOOD).encode,
    "hyphens.txt": ("a-\n" * 50_000 + GOOD).encode,
    "spaces.txt": (" " * 1_000_000 + GOOD + "\n" * 100_000 + "E " * 100_000).encode,
    "tags.html": lambda: b"<p><li><td>" * 100_000 + GOOD.encode(),
    "attributes.html": lambda: b"<p " + b"a=b " * 200_000 + b">" + GOOD.encode(),
    "comments.html": lambda: b"<!--" * 100_000 + b"--><p>" + GOOD.encode(),
    "entities.html": lambda: b"&" * 100_000 + b"&amp;" * 100_000 + b"<p>" + GOOD.encode(),
    "headings.md": lambda: b"#" * 100_000 + b"\n" + b"[" * 100_000 + b"\n\n" + GOOD.encode(),
    "breaks.txt": lambda: b"\x0c" * 50_000 + GOOD.encode(),
}


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (6 * 1024 * MIB, 6 * 1024 * MIB))


def run(folder: Path, *arguments: str) -> tuple[subprocess.CompletedProcess[str], float]:
    start = time.monotonic()
    command = [sys.executable, "-m", "ztgraph", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=SECONDS, preexec_fn=limited)
    return done, time.monotonic() - start


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_is_refused_is_named_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(REFUSED[name]())
    (tmp_path / "zz-good.txt").write_text(GOOD)
    done, seconds = run(tmp_path, "extract", ".", "--manifest", "../m.jsonl")
    assert done.returncode == 1, (done.returncode, done.stderr[-500:])
    assert name in done.stderr
    assert "a bug of ours" not in done.stderr
    assert '"predicate": "informed"' in done.stdout
    assert seconds < SECONDS
    records = [json.loads(row) for row in (tmp_path.parent / "m.jsonl").read_text().splitlines()]
    assert [record["status"] for record in records if record["source"].endswith("zz-good.txt")] == ["read"]
    assert any(record["status"] == "failed" and name in record["source"] for record in records)


@pytest.mark.parametrize("name", sorted(READ))
def test_what_is_strange_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(READ[name]())
    done, _ = run(tmp_path, "extract", name)
    assert done.returncode == 0, (done.returncode, done.stderr[-500:])
    records = [json.loads(row) for row in done.stdout.splitlines()]
    assert any(record["predicate"] == "informed" and record["polarity"] == "negative" for record in records), done.stderr


def test_names_of_files_do_no_harm(tmp_path: Path) -> None:
    for number, name in enumerate(("<script>.txt", "a\nb.txt", "-o.txt", "$(id).txt", "\u202egnp.txt", "%2e%2e.txt")):
        (tmp_path / name).write_text(f"{number}. {GOOD}")
    done, _ = run(tmp_path, "extract", ".")
    assert done.returncode == 0, done.stderr
    assert len({json.loads(row)["document"] for row in done.stdout.splitlines()}) == 6


@pytest.mark.slow
def test_killed_at_any_moment_the_next_run_gives_the_same_bytes(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for number in range(12):
        (source / f"{number}.txt").write_text(f"On May {number + 1}, 2018, {GOOD}" * 3)
    (source / "p.pdf").write_bytes(drawn(lines(["On May 30, 2018, ICE did not tell the FBI of it."])))
    command = [sys.executable, "-m", "ztgraph", "build", "in", "-o", "out", "--manifest", "m.jsonl"]
    start = time.monotonic()
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    whole = time.monotonic() - start

    def written() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in [*(tmp_path / "out").iterdir(), tmp_path / "m.jsonl"]}

    undisturbed = written()
    moments = random.Random(6)
    for _ in range(10):
        for path in (tmp_path / "out").iterdir():
            path.unlink()
        child = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(0.05, whole))
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
        assert {name: data for name, data in written().items() if not name.startswith(".")} == undisturbed
