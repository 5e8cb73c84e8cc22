"""Faces that do not tell what their codes mean, as TeX writes them: ligatures, quotes and bullets are known by their codes, others are not."""

from __future__ import annotations

import pytest

from ztgraph.limits import Limits
from ztgraph.read.pdf import document_from_pdf


def typeset(codes: bytes) -> bytes:
    """A page with one line in a Type 3 face whose glyphs are named by their codes ("a27") and have no table of characters."""
    shown = b"BT /F 11 Tf 72 700 Td <%s> Tj ET" % codes.hex().encode()
    glyph = b"500 0 0 0 500 500 d1 0 0 400 400 re f"
    names = b" ".join(b"/a%d" % code for code in range(256))
    glyphs = b" ".join(b"/a%d 6 0 R" % code for code in range(256))
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R /Resources <</Font <</F 5 0 R >> >> >>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown),
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 500 500]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 0/LastChar 255/Widths[%s]"
        b"/Encoding<</Type/Encoding/Differences[0 %s]>>/CharProcs<<%s>>/Resources<<>>>>" % (b"500 " * 256, names, glyphs),
        b"<</Length %d>>stream\n%s\nendstream" % (len(glyph), glyph),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(parts) + 1
    return data + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        len(data),
    )


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (
            b"The sta\x1b \x1cled its re\x1dections of di\x1eculties and ba\x1fed us.",
            "The staff filed its reflections of difficulties and baffled us.",
        ),
        (
            b"The sta\x0b \x0cled its re\x0dections of di\x0eculties and ba\x0fed us.",
            "The staff filed its reflections of difficulties and baffled us.",
        ),
        (b"They said \x10No\x11 to it \x16 twice.", "They said “No” to it — twice."),
        (b"\x88 Keep a list.", "• Keep a list."),
        (b"The board met\x05 twice.", "The board met twice."),
    ],
)
def test_codes_of_tex(codes: bytes, words: str) -> None:
    assert document_from_pdf(typeset(codes), id="x", limits=Limits(pdf_seconds=60))[0].text == words
