"""Files of many documents, Word files, what is chosen of a run, what is said of it by hand, and the account that is kept."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest

from ztgraph.errors import ReadError, UsageError
from ztgraph.limits import Limits
from ztgraph.model import Document
from ztgraph.read import ReadFailure, Wish, read_inputs
from ztgraph.read.docx import document_from_docx
from ztgraph.read.manifest import Account, record_of
from ztgraph.read.selection import read_meta, since_date


def read(*inputs: Path | str, limits: Limits | None = None, wish: Wish | None = None) -> tuple[list[Document], list[ReadFailure]]:
    found = list(read_inputs([str(each) for each in inputs], limits or Limits(), wish=wish))
    return [item for item in found if isinstance(item, Document)], [item for item in found if isinstance(item, ReadFailure)]


def archive(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return path


def line(**record: object) -> bytes:
    return json.dumps(record).encode() + b"\n"


def word(*parts: tuple[str, str]) -> bytes:
    made = docx.Document()
    for style, text in parts:
        made.add_paragraph(text, style=style or None)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def test_a_word_document() -> None:
    made = docx.Document()
    made.core_properties.title = "Microsoft Word - draft.docx"
    made.add_heading("Audit of Lists", 0)
    made.add_heading("What We Found", 1)
    paragraph = made.add_paragraph("The board kept no ")
    paragraph.add_run("list").bold = True
    paragraph.add_run(".")
    mark = paragraph.add_run("3")
    mark.font.superscript = True
    made.add_paragraph("first;", style="List Bullet")
    made.add_paragraph("second.", style="List Bullet")
    made.add_paragraph("We lost it.", style="Intense Quote")
    table = made.add_table(rows=2, cols=2)
    for cell, text in zip((cell for row in table.rows for cell in row.cells), ("Office", "Cases", "North", "4"), strict=True):
        cell.text = text
    made.add_paragraph().add_run("Next Steps").bold = True
    buffer = io.BytesIO()
    made.save(buffer)
    document = document_from_docx(buffer.getvalue(), id="w", name="w.docx")
    assert document.text.split("\n\n") == [
        "Audit of Lists", "What We Found", "The board kept no list.", "• first;\n• second.", "We lost it.", "Office | Cases\nNorth | 4", "Next Steps",
    ]  # fmt: skip
    assert [section.role for section in document.sections] == ["findings", "quotation", "findings"]
    assert document.title == "Audit of Lists"


def test_deleted_words_are_left_out_and_inserted_ones_kept() -> None:
    data = word(("", "XXX"))
    body = b"<w:p><w:r><w:t>The board </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:ins><w:r><w:t>met.</w:t></w:r></w:ins></w:p>"
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        files = {name: old.read(name) for name in old.namelist()}
    xml = files["word/document.xml"]
    start, end = xml.index(b"<w:p>"), xml.index(b"</w:p>") + len(b"</w:p>")
    files["word/document.xml"] = xml[:start] + body + xml[end:]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    assert document_from_docx(buffer.getvalue(), id="w").text == "The board met."


def test_damaged_word_documents_are_refused() -> None:
    data = word(("", "Words."))
    for broken in (data[:-200], data.replace(b"word/document.xml", b"word/documint.xml"), b"PK\x03\x04" + b"\0" * 50):
        with pytest.raises(ReadError, match="not a whole Word document"):
            document_from_docx(broken, id="w", place="w.docx")
    entities = (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">'
        + b"".join(b'<!ENTITY c%d "%s">' % (n, b"&b;" * 10 if not n else b"&c%d;" % (n - 1) * 10) for n in range(12))
        + b"]><w:document>&c11;</w:document>"
    )
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        files = {name: old.read(name) for name in old.namelist()}
    files["word/document.xml"] = entities
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    with pytest.raises(ReadError):
        document_from_docx(buffer.getvalue(), id="w")


def test_archives(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "all.zip",
        {
            "b/report.txt": b"The board met.",
            "a.html": b"<html><p>The mayor met the board.</p>",
            "c.docx": word(("", "The clerk met the mayor.")),
            "d.jsonl": line(id="one", text="Two met.") + b"{broken\n",
            ".hidden.txt": b"no",
            "__MACOSX/b/report.txt": b"no",
            "picture.png": b"no",
            "../../up.txt": b"The guard met nobody.",
            "inner.zip": b"PK\x03\x04",
        },
    )
    documents, failures = read(path)
    assert [(d.id, d.source) for d in documents] == [
        ("up", "all.zip:up.txt"), ("a", "all.zip:a.html"), ("report", "all.zip:b/report.txt"), ("c", "all.zip:c.docx"), ("one", "all.zip:d.jsonl:1"),
    ]  # fmt: skip
    assert [f.message for f in failures] == [
        "broken JSON: Expecting property name enclosed in double quotes at column 2",
        "an archive in an archive is not opened",
    ]


def test_archives_are_measured_before_they_are_unpacked(tmp_path: Path) -> None:
    path = archive(tmp_path / "bomb.zip", {"a.txt": b"0" * 50_000_000, "b.txt": b"words"})
    documents, (failure,) = read(path)
    assert not documents
    assert "200 times its size" in failure.message
    assert "members" in read(path, limits=Limits(archive_members=1))[1][0].message
    assert "unpack to more" in read(path, limits=Limits(archive_bytes=1000))[1][0].message
    (found,), (large,) = read(
        archive(tmp_path / "c.zip", {"a.txt": b"many words " * 10, "b.txt": b"few words"}), limits=Limits(file_bytes=50)
    )
    assert found.id == "b"
    assert "50 bytes" in large.message
    (tmp_path / "d.zip").write_bytes(b"PK\x03\x04 and no more")
    assert "not a whole ZIP" in read(tmp_path / "d.zip")[1][0].message


def test_packed_corpora(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl.gz"
    path.write_bytes(gzip.compress(line(id="a", text="The board met.") + line(id="b", text="The mayor met.")))
    assert [d.source for d in read(path)[0]] == ["c.jsonl.gz:1", "c.jsonl.gz:2"]
    whole = path.read_bytes()
    path.write_bytes(whole[:-12])
    assert "not a whole gzip" in read(path)[1][-1].message
    path.write_bytes(gzip.compress(line(id="a", text="x" * 100_000)))
    assert "unpacks to more" in read(path, limits=Limits(corpus_bytes=5000))[1][0].message
    table = tmp_path / "t.csv.gz"
    table.write_bytes(gzip.compress(b"id,text\n1,The clerk met.\n"))
    assert [d.text for d in read(table)[0]] == ["The clerk met."]


def test_tables(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        'Doc ID,Publication Date,Full Text,Agency,URL\na-1,"March 4, 2021","The board\nmet.",GAO,https://example.org/a\n,,\n,,The mayor met.,,\nb,soon,x,,\n'
    )
    (first, second), failures = read(path)
    assert (first.id, first.date, first.text, first.publisher, first.url) == (
        "a-1",
        "2021-03-04",
        "The board\nmet.",
        "GAO",
        "https://example.org/a",
    )
    assert (second.id, second.source) == ("t-4", "t.csv:row 4")
    assert [f.message for f in failures] == ["not a date: soon"]
    for data, message in (
        (b"", "empty"),
        (b"a,b\n1,2\n", "no column of texts"),
        (b"id,text\n", "no rows"),
        (b'text\n"x\0y"\n', "NUL|no text|CSV"),
    ):
        path.write_bytes(data)
        documents, (failure, *_) = read(path)
        assert not documents
        assert __import__("re").search(message, failure.message), failure
    path.write_bytes("id;text\n1;The Mayor’s list".encode("windows-1252"))
    assert read(path)[0][0].text == "The Mayor’s list"
    path.write_text("text\n" + "x" * 5000 + "\n")
    assert "broken CSV" in read(path, limits=Limits(corpus_line_bytes=1000))[1][0].message


def test_content_goes_before_the_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"<!DOCTYPE html><p>The board met.</p>")
    (tmp_path / "b.pdf").write_bytes(b"The mayor met.")
    (tmp_path / "c.html").write_bytes(word(("", "The clerk met.")))
    documents, notes = read(tmp_path)
    assert [(d.text, d.reader) for d in documents] == [("The board met.", "html"), ("The clerk met.", "docx")]
    assert [(Path(n.place).name, n.message, n.note) for n in notes] == [
        ("a.txt", "it is a web page, whatever its name says", True),
        ("b.pdf", notes[1].message, False),
        ("c.html", "it is a Word document, whatever its name says", True),
    ]
    assert "not a whole PDF" in notes[1].message


def test_what_was_built_and_what_a_browser_saved_beside_a_page_is_no_source(tmp_path: Path) -> None:
    for name in ("out/graph.ttl", "out/statements.jsonl", "out/page.html", "saved.html", "saved_files/frame.html", "other_files/x.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"<html><p>Words of {name}.</p>")
    assert [d.source for d in read(tmp_path)[0]] == ["other_files/x.html", "saved.html"]


def corpus(path: Path) -> Path:
    path.write_bytes(
        line(id="a", text="The board met.", date="2020-05-01")
        + line(id="b", text="The mayor met.", date="2021-03")
        + line(id="c", text="The clerk met.", date="2021")
        + line(id="d", text="The guard met.")
        + line(id="e", text="The board met.", date="2022")
    )
    return path


@pytest.mark.parametrize(
    ("since", "ids"), [("2020", "abc"), ("2021", "bce"), ("2021-04-01", "ce"), ("2021-03-15", "bce"), ("March 1, 2022", "e"), ("2023", "")]
)
def test_since(tmp_path: Path, since: str, ids: str) -> None:
    documents, others = read(corpus(tmp_path / "c.jsonl"), wish=Wish(since=since_date(since)))
    assert "".join(d.id for d in documents) == ids
    assert all(each.harmless for each in others)
    assert any("undated" in each.message for each in others)
    with pytest.raises(UsageError, match="not a date"):
        since_date("soon")


def test_limit_counts_what_is_taken_and_reads_no_further(tmp_path: Path) -> None:
    documents, others = read(corpus(tmp_path / "c.jsonl"), tmp_path / "missing.txt", wish=Wish(limit=2))
    assert [d.id for d in documents] == ["a", "b"]
    assert not others
    assert [d.id for d in read(tmp_path / "c.jsonl", wish=Wish(limit=2, since="2021"))[0]] == ["b", "c"]


def test_metadata_by_hand(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("The board met.")
    (tmp_path / "s.txt").write_text("The mayor met.")
    table = tmp_path / "meta.csv"
    table.write_text(
        "File,Date,Title,Agency,Report Number,URL\nr.txt,2021-01-13,A title,GAO,GAO-21-1,https://example.org/\ns,January 2020,,,,\ngone.pdf,2020,,,,\n"
    )
    (first, second), (note,) = read(tmp_path / "r.txt", tmp_path / "s.txt", wish=Wish(meta=read_meta(table)))
    assert (first.date, first.title, first.publisher, first.number, first.url) == (
        "2021-01-13",
        "A title",
        "GAO",
        "GAO-21-1",
        "https://example.org/",
    )
    assert second.date == "2020-01"
    assert note.note
    assert note.place == "gone.pdf"
    for data, message in (("a,b\n", "name the columns"), ("file,date\nr,soon\n", "not a date"), ("file,url\nr,ftp:x\n", "not an address")):
        table.write_text(data)
        with pytest.raises(UsageError, match=message):
            read_meta(table)


def test_the_account_names_all(tmp_path: Path) -> None:
    corpus(tmp_path / "c.jsonl")
    items = list(read_inputs([str(tmp_path / "c.jsonl"), str(tmp_path / "no.txt")], wish=Wish(since="2020")))
    with Account(tmp_path / "account.jsonl") as account:
        for item in items:
            account.add(record_of(item))
    records = [json.loads(row) for row in (tmp_path / "account.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(record["source"].rsplit("/", 1)[-1], record["status"]) for record in records] == [
        ("c.jsonl:1", "read"), ("c.jsonl:2", "read"), ("c.jsonl:3", "read"), ("c.jsonl:4", "skipped"), ("c.jsonl:5", "duplicate"), ("no.txt", "failed"),
    ]  # fmt: skip
    assert records[0]["sha256"] == items[0].sha256  # type: ignore[union-attr]


def test_the_command_line(tmp_path: Path) -> None:
    corpus(tmp_path / "c.jsonl")
    command = [
        sys.executable,
        "-m",
        "ztgraph",
        "extract",
        "c.jsonl",
        "gone.txt",
        "--since",
        "2021",
        "--limit",
        "5",
        "--manifest",
        "m.jsonl",
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "gone.txt: no such file" in done.stderr
    assert "3 documents read" in done.stderr
    assert [json.loads(row)["status"] for row in (tmp_path / "m.jsonl").read_text().splitlines()] == [
        "skipped",
        "read",
        "read",
        "skipped",
        "read",
        "failed",
    ]
    none = subprocess.run([*command[:4], "c.jsonl", "--since", "2030"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert none.returncode == 4
    assert "--since" in none.stderr
    wrong = subprocess.run([*command[:4], "c.jsonl", "--since", "soon"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert wrong.returncode == 2
