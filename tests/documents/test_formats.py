"""One document, three formats: what is found in the web page and in the PDF is what is found in the text."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

from tests.documents.texts import PLAN, Source, sources
from tests.documents.typeset import pdf
from tests.documents.written import text, web_page
from ztgraph.extract.pipeline import extract
from ztgraph.model import Document, Entity
from ztgraph.read import ReadFailure, read_inputs
from ztgraph.rules.load import load_rules

WRITERS = {"txt": text, "html": web_page, "pdf": pdf}
Said = tuple[str, ...]


@lru_cache(maxsize=1)
def folder(base: Path) -> Path:
    """All documents in all formats, written once."""
    for source in sources():
        for ending, writer in WRITERS.items():
            (base / f"{source.id}.{ending}").write_bytes(writer(source))
    return base


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder(tmp_path_factory.mktemp("documents"))


def read(path: Path) -> Document:
    found = [item for item in read_inputs([str(path)]) if not (isinstance(item, ReadFailure) and item.note)]
    assert len(found) == 1, found
    assert isinstance(found[0], Document), found[0]
    return found[0]


def name(entity: Entity | None) -> str:
    return "" if entity is None else entity.id if entity.curated else entity.label


def said(document: Document) -> Counter[Said]:
    """What a document states, each as often as it has evidence for it."""
    found: Counter[Said] = Counter()
    for each in extract(document, load_rules()).statements:
        key = (name(each.subject), each.predicate, name(each.object), each.polarity, each.modality, each.time or "", name(each.attribution))
        found[key] += len(each.evidence)
        for evidence in each.evidence:
            assert document.text[evidence.start : evidence.end] == evidence.quote
            assert (evidence.page is not None) == bool(document.pages)
    return found


def share(first: Counter[Said], second: Counter[Said]) -> tuple[int, int]:
    return sum((first & second).values()), max(sum(first.values()), sum(second.values()))


def test_there_are_forty_documents_in_twelve_layouts() -> None:
    assert len(sources()) >= 40
    assert len({source.layout for source in sources()}) >= 12
    assert len({source.id for source in sources()}) == len(sources())


def compare(chosen: list[Source], files: Path) -> dict[str, tuple[int, int]]:
    """For each format how many statements agree with the text's, and of how many."""
    total = {"html": (0, 0), "pdf": (0, 0)}
    for source in chosen:
        plain = said(read(files / f"{source.id}.txt"))
        assert sum(plain.values()) > 15, source.id
        for ending, (same, count) in total.items():
            more, of = share(plain, said(read(files / f"{source.id}.{ending}")))
            assert more >= 0.9 * of, (source.id, ending, more, of)
            total[ending] = (same + more, count + of)
    return total


def test_the_first_of_each_layout_says_the_same_in_every_format(files: Path) -> None:
    chosen = [next(source for source in sources() if source.layout == layout) for layout, _, _ in PLAN]
    for ending, (same, count) in compare(chosen, files).items():
        assert same >= 0.97 * count, (ending, same, count)


@pytest.mark.slow
def test_all_documents_say_the_same_in_every_format(files: Path) -> None:
    for ending, (same, count) in compare(sources(), files).items():
        assert same >= 0.97 * count, (ending, same, count)


def test_heads_are_read_alike(files: Path) -> None:
    for source in sources()[::5]:
        for ending in WRITERS:
            document = read(files / f"{source.id}.{ending}")
            assert document.date is not None, (source.id, ending)
            assert document.date.startswith(source.date[-4:]), (source.id, ending)
            assert document.number == source.number, (source.id, ending)
            assert document.title is not None
            assert " ".join(document.title.split()) == source.title, (source.id, ending)


@pytest.mark.parametrize("identifier", ["chapters-1", "two-column-2", "letterhead-1", "three-column-1", "indented-2"])
def test_the_text_of_a_pdf_leads_back_to_its_page(files: Path, identifier: str) -> None:
    document = read(files / f"{identifier}.pdf")
    assert document.origin is not None
    raw = document.origin.raw
    pages = raw.split("\f")
    starts = [0]
    for page in pages:
        starts.append(starts[-1] + len(page) + 1)
    bare = re.compile(r"[\s•|-]+")
    for found in re.finditer(r"[A-Z][^.\n]{30,200}\.", document.text):
        low, high = document.origin.span(*found.span())
        assert document.page(found.start()) == sum(start <= low for start in starts)
        quote, there = bare.sub("", found[0]), bare.sub("", raw[low:high])
        if "\f" not in raw[low:high] and there != quote:
            # Between the two ends lie a running head, or footnotes of the column.
            assert quote[:8] == there[:8], (found[0], raw[low:high])
            assert quote[-8:] == there[-8:], (found[0], raw[low:high])


def test_nothing_of_the_furniture_is_read(files: Path) -> None:
    for source in sources()[::3]:
        page = read(files / f"{source.id}.html").text
        for words in (
            "official website",
            "Skip to",
            "Related Reports",
            "escape",
            "Share this",
            "cookies",
            "Contact us",
            "About the Office",
            "Home",
        ):
            assert words not in page, (source.id, words)
        print_ = read(files / f"{source.id}.pdf").text
        for words in ("www.oversight", "....."):
            assert words not in print_, (source.id, words)


def test_words_are_whole(files: Path) -> None:
    """No word of a PDF is broken by a line end, a ligature or a gap that the text does not have."""
    for source in sources()[::2]:
        if source.layout in ("ruled-tables", "chapters", "boxed", "narrow", "spaced-capitals", "sidebar", "two-column"):
            continue  # their tables cut long names, their headings are in capitals
        known = set(re.findall(r"[^\W\d_]+", read(files / f"{source.id}.txt").text)) | set(re.findall(r"[^\W\d_]+", source.publisher))
        found = set(re.findall(r"[^\W\d_]+", read(files / f"{source.id}.pdf").text))
        assert found <= known, (source.id, found - known)
