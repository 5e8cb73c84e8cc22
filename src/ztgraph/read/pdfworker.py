"""The child process that reads PDFs: a head line and a file on stdin, an answer a file on stdout, all lines JSON.

Before the first file it bounds its memory and gives up sockets, programs and files. For each file it sets its own bound of processor time.
``python -m ztgraph.read.pdfworker`` runs it.
"""

from __future__ import annotations

import codecs
import io
import json
import logging
import resource
import signal
import sys
from typing import Any, Final

from ztgraph import fence
from ztgraph.model import Origin
from ztgraph.read.blocks import assemble
from ztgraph.read.characters import clean

_SCANNED: Final = 0.4  # the share of a page that a picture covers, above which a page without text is a scan
_CODECS: Final = (
    "ascii",
    "latin-1",
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-be",
    "utf-16-le",
    "utf-32-be",
    "cp1252",
    "mac-roman",
    "cp437",
    "idna",
)
_MOST_DEPTH: Final = 600
_GENERATED: Final = ("microsoft word", "untitled", "powerpoint", "slide 1", "document1", ".doc", ".indd", ".qxd", ".pdf")


def prepare() -> None:
    """Load the library, and see to it that it loads nothing from disk later on: neither tables of characters nor anything a file names."""
    from pdfminer import cmapdb, pdfdocument, pdfinterp, pdfpage, psparser  # noqa: F401 - loaded before the doors close

    from ztgraph.read import pdfflow, pdfpages  # noqa: F401 - likewise

    def refuse(name: str) -> Any:
        raise cmapdb.CMapDB.CMapNotFound(name)

    for name in _CODECS:
        codecs.lookup(name)  # a codec is a file as well
    setattr(cmapdb.CMapDB, "_load_data", staticmethod(refuse))  # noqa: B010 (the method has another type)
    logging.disable(logging.CRITICAL)
    sys.setrecursionlimit(_MOST_DEPTH)


def read(data: bytes, head: dict[str, Any]) -> dict[str, Any]:
    """The body of a PDF as JSON, or ``{"error": …, "remedy": …}``."""
    from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.pdfparser import PDFParser
    from pdfminer.psexceptions import PSException

    from ztgraph.read.pdfchars import TooMuchError

    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)), caching=True)
        return _body(document, head)
    except (PDFPasswordIncorrect, PDFEncryptionError):
        return {"error": "the file is encrypted", "remedy": "save it without a password"}
    except TooMuchError as error:
        return {"error": str(error)}
    except MemoryError:
        return {"error": "the file needs more memory than it may have", "fatal": True}
    except RecursionError:
        return {"error": "the file is nested too deep"}
    except (
        PDFException,
        PSException,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        AssertionError,
        ArithmeticError,
        OSError,
        LookupError,
    ) as error:
        return {"error": f"not a whole PDF ({type(error).__name__}: {str(error)[:120]})", "remedy": "save or print it anew as PDF"}


def _body(document: Any, head: dict[str, Any]) -> dict[str, Any]:
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    from ztgraph.read.pdfchars import PageDevice, RawPage, TooMuchError
    from ztgraph.read.pdfflow import blocks_of
    from ztgraph.read.pdfpages import lay_out_pages

    manager = PDFResourceManager(caching=True)
    device = PageDevice(manager, head["page_characters"])
    interpreter = PDFPageInterpreter(manager, device)
    pages: list[RawPage] = []
    broken: list[int] = []
    for page in PDFPage.create_pages(document):
        if len(pages) >= head["pages"]:
            return {"error": f"more than {head['pages']:,} pages", "remedy": "split the document"}
        try:
            interpreter.process_page(page)
            pages.append(device.page)
        except (MemoryError, TooMuchError):
            raise
        except Exception:
            broken.append(len(pages) + 1)
            pages.append(RawPage(len(pages) + 1, 612.0, 792.0))
        pages[-1].number = device.page.number = len(pages)
    if not pages:
        return {"error": "the file has no pages", "remedy": "save or print it anew as PDF"}
    scanned = [page.number for page in pages if not page.glyphs and page.pictures > _SCANNED]
    undefined = sum(page.undefined for page in pages)
    count = sum(len(page.glyphs) for page in pages)
    laid = lay_out_pages(pages)
    del pages
    body = assemble(blocks_of(laid), "\f".join(page.raw for page in laid))
    assert isinstance(body.origin, Origin)
    return {
        "text": body.text,
        "pages": body.pages,
        "sections": body.sections,
        "raw": body.origin.raw,
        "pieces": body.origin.pieces,
        "title": _title(document),
        "count": len(laid),
        "scanned": scanned,
        "broken": broken,
        "undefined": undefined / max(1, undefined + count),
    }


def _title(document: Any) -> str | None:
    """The title that the file gives itself, unless a program made it up."""
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    for info in getattr(document, "info", ())[:1]:
        try:
            value = resolve1(info.get("Title"))
            words = clean(decode_text(value) if isinstance(value, bytes) else "")[:500]
        except Exception:
            return None
        if len(words.split()) > 2 and not any(sign in words.lower() for sign in _GENERATED):
            return words
    return None


def _used() -> int:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return int(usage.ru_utime + usage.ru_stime)


def main() -> None:
    """Answer one file after the other until there are no more."""
    prepare()
    limits = json.loads(sys.stdin.buffer.readline())
    fence.bound_memory(limits["memory"])
    fence.close_network()
    fence.close_doors()
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    while line := sys.stdin.buffer.readline():
        head = json.loads(line)
        most = _used() + head["seconds"] + 1
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        answer = read(sys.stdin.buffer.read(head["bytes"]), head)
        answer["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # KiB on Linux
        try:
            text = json.dumps(answer, ensure_ascii=True)
        except MemoryError:
            text = json.dumps({"error": "the file needs more memory than it may have", "fatal": True})
        sys.stdout.write(text + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
