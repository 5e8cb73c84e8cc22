"""Pages a second from PDFs beside pdfminer.six alone, documents a second from web pages beside trafilatura, on the test's documents.

``python benchmarks/reading.py [rounds]``; trafilatura comes with ``pip install -e '.[bench]'``.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.documents.texts import sources
from tests.documents.typeset import pdf
from tests.documents.written import web_page
from ztgraph.limits import DEFAULT_LIMITS
from ztgraph.read.html import document_from_html, page_text
from ztgraph.read.pdf import PdfReader


def best(work: Callable[[], int], rounds: int) -> tuple[int, float]:
    """What the work counts, and the fewest seconds it took."""
    counts, times = set(), []
    for _ in range(rounds):
        start = time.perf_counter()
        counts.add(work())
        times.append(time.perf_counter() - start)
    assert len(counts) == 1
    return counts.pop(), min(times)


def main() -> None:
    """Measure and print a line each."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    prints = [pdf(source) for source in sources()]
    pages = [web_page(source) for source in sources()]
    with PdfReader(DEFAULT_LIMITS) as reader:
        reader.read(prints[0], "warm")
        count, seconds = best(lambda: sum(reader.read(data, "x")["count"] for data in prints), rounds)
    print(f"{'ztgraph, PDF, in its child process':40} {count / seconds:8.1f} pages/s")
    from pdfminer.high_level import extract_text

    _, alone = best(lambda: sum(len(extract_text(io.BytesIO(data))) for data in prints), rounds)
    print(f"{'pdfminer.six alone, PDF':40} {count / alone:8.1f} pages/s")
    number, seconds = best(lambda: sum(len(document_from_html(page_text(data, "x").text, id="x").text) > 0 for data in pages), rounds)
    print(f"{'ztgraph, web pages':40} {number / seconds:8.1f} documents/s")
    try:
        import trafilatura
    except ImportError:
        print("trafilatura is not installed")
        return
    number, seconds = best(lambda: sum(bool(trafilatura.extract(data)) for data in pages), rounds)
    print(f"{'trafilatura, web pages':40} {number / seconds:8.1f} documents/s")


if __name__ == "__main__":
    main()
