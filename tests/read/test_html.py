"""Web pages, saved pages and mails: the main text and nothing else, with what the page says of itself."""

from __future__ import annotations

import pytest

from ztgraph.errors import ReadError
from ztgraph.limits import Limits
from ztgraph.model import Document
from ztgraph.read.html import document_from_html, page_text
from ztgraph.read.mail import document_from_mail


def page(body: str, head: str = "") -> Document:
    return document_from_html(f"<html><head>{head}</head><body>{body}</body></html>", id="x")


def blocks(body: str) -> list[str]:
    return page(body).text.split("\n\n")


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav><p>FBI told ICE.</p></nav>",
        "<header><p>FBI told ICE.</p></header>",
        "<footer><p>FBI told ICE.</p></footer>",
        "<aside><p>FBI told ICE.</p></aside>",
        "<form><p>FBI told ICE.</p></form>",
        "<div role=navigation><p>FBI told ICE.</p></div>",
        "<div class='breadcrumb-list'><p>FBI told ICE.</p></div>",
        "<div class='siteHeader site-header'><p>FBI told ICE.</p></div>",
        "<div id=cookieConsent><p>FBI told ICE.</p></div>",
        "<div class='social-share'><p>FBI told ICE.</p></div>",
        "<div hidden><p>FBI told ICE.</p></div>",
        "<div style='display: none'><p>FBI told ICE.</p></div>",
        "<div aria-hidden=true><p>FBI told ICE.</p></div>",
        "<script>FBI told ICE.</script><style>FBI told ICE.</style><noscript>FBI told ICE.</noscript><template>FBI told ICE.</template>",
        "<!-- FBI told ICE. -->",
        "<p>An official website of the United States government</p><p>Here’s how you know</p><p>Share this page</p>",
        "<ul><li><a href=/a>FBI told ICE</a><li><a href=/b>FBI told CBP</a><li><a href=/c>FBI told DEA</a></ul>",
    ],
)
def test_the_furniture_of_a_page_is_left_out(furniture: str) -> None:
    assert blocks(f"{furniture}<h1>Audit of Records</h1><p>The audit was done.</p>{furniture}") == [
        "Audit of Records",
        "The audit was done.",
    ]


@pytest.mark.parametrize(
    "kept",
    [
        "<body class='with-sidebar has-nav'><p>The audit was done.</p>",
        "<div class=menu-page><main><p>The audit was done.</p></main></div>",
        "<header><h1>Title of all</h1></header><p>The audit was done.</p>",
        "<table><tr><td><p>The audit was done.</p></td></tr></table>",
        "<p>The audit <b>was</b> <i>done</i>.</p>",
        "<p>The audit\n   was <span>do</span>ne.</p>",
        "<div>The audit was done.<div>More.</div></div>",
    ],
)
def test_what_only_looks_like_furniture_is_kept(kept: str) -> None:
    assert "The audit was done." in page(kept).text


def test_headings_lists_quotations_tables_and_breaks() -> None:
    assert blocks(
        "<h2>Findings</h2><p>One:</p><ul><li>first;<li><p>second.</p></ul><ol><li>third</ol><p>a<br>b<br><br>c</p>"
        "<blockquote>We knew.</blockquote><table><tr><th>Agency<th>Cases<tr><td>FBI<td>4</table>"
        "<table><tr><td>1<td>The board did not tell the mayor.<tr><td>2<td>None.</table>"
    ) == [
        "Findings",
        "One:",
        "• first;\n• second.\n• third",
        "a b",
        "c",
        "We knew.",
        "Agency | Cases\nFBI | 4",
        "1",
        "The board did not tell the mayor.",
        "2 | None.",
    ]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>policy.<sup>3</sup> Next", "policy. Next"),
        ("<p>policy<sup><a href='#fn3'>3</a></sup> of", "policy of"),
        ("<p>policy.<a href='#n'>[3]</a> Next", "policy. Next"),
        ("<p>10<sup>2</sup> cases", "102 cases"),
        ("<p>the 1<sup>st</sup> case", "the 1st case"),
        ("<p>the <a href='https://example.org/'>policy</a> of", "the policy of"),
        ("<p>co\u00adordi\u00adnate of\ufb01ce&nbsp;x", "coordinate office x"),
    ],
)
def test_marks_of_footnotes_go_powers_and_ordinals_stay(body: str, text: str) -> None:
    assert page(body).text == text


def test_footnotes_are_marked_as_such() -> None:
    document = page("<p>The audit.</p><div class=footnotes><ol><li id=fn1>See the <b>law</b>. <a href='#r1'>↩</a></ol></div>")
    assert [(document.text[s.start : s.end], s.role) for s in document.sections] == [("See the law.", "footnote")]


def test_links_lie_on_their_words() -> None:
    document = page(
        "<p>See <a href='https://example.org/a'>the <b>report</b></a> and <a href='#x'>this</a>, <a href='javascript:x'>that</a>."
    )
    assert [(document.text[link.start : link.end], link.address) for link in document.links] == [("the report", "https://example.org/a")]


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ("<title>Audit of X | Agency</title>", "title", "Audit of X"),
        ("<title>A</title><meta property=og:title content='Audit &amp; Y'>", "title", "Audit & Y"),
        ("<meta property=article:published_time content='2022-03-04T10:00:00Z'>", "date", "2022-03-04"),
        ("<meta name=DCTERMS.date content='March 4, 2022'>", "date", "2022-03-04"),
        ("<meta name=date content='soon'><meta name=pubdate content='2022-03'>", "date", "2022-03"),
        ("<meta property=og:site_name content='Office of Inspector General'>", "publisher", "Office of Inspector General"),
        ("<link rel=canonical href='https://example.org/r'>", "url", "https://example.org/r"),
        ("<link rel=canonical href='/r'><meta property=og:url content='javascript:x'>", "url", None),
        ("<meta name=citation_technical_report_number content='OIG-1-2'>", "number", "OIG-1-2"),
        (
            (
                "<script type=application/ld+json>{'@graph': broken</script><script type=application/ld+json>"
                '{"@graph": [{"@type": "WebSite"}, {"@type": ["Report"], "headline": "Audit of Z", "datePublished": "2021-05-06",'
                ' "publisher": {"@type": "Organization", "name": "GAO"}}]}</script>'
            ),
            "publisher",
            "GAO",
        ),
    ],
)
def test_what_a_page_says_of_itself(head: str, field: str, value: str | None) -> None:
    assert getattr(page("<p>The audit was done, and more.</p>", head), field) == value


def test_json_ld_gives_title_and_date() -> None:
    data = '{"@type": "NewsArticle", "headline": "Audit of Z", "datePublished": "2021-05-06"}'
    document = page("<p>The audit.</p>", f"<script type=application/ld+json>{data}</script>")
    assert (document.title, document.date) == ("Audit of Z", "2021-05-06")
    deep = "[" * 100_000
    assert page("<p>The audit.</p>", f"<script type=application/ld+json>{deep}</script>").text == "The audit."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<meta charset=windows-1252><p>OIG’s".encode("windows-1252"), "OIG’s"),
        ("<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'><p>OIG’s".encode("windows-1252"), "OIG’s"),
        ("\ufeff<p>OIG’s".encode(), "OIG’s"),
        ("\ufeff<p>OIG’s".encode("utf-16-le"), "OIG’s"),
        (b"<meta charset=no-such><p>OIG", "OIG"),
    ],
)
def test_the_encoding_of_a_page(data: bytes, text: str) -> None:
    assert document_from_html(page_text(data, "x").text, id="x").text == text


def test_nesting_is_bounded_and_what_browsers_close_does_not_count() -> None:
    limits = Limits(html_depth=100)
    document_from_html("<p>" * 5000 + "words" + "<li>x" * 5000 + "<br>" * 5000 + "<div>x</div>" * 5000, id="x", limits=limits)
    for tag in ("<div>", "<b>", "<x-y></b>", "<DIV\n>"):
        with pytest.raises(ReadError, match="nested deeper"):
            document_from_html(tag * 101 + "words", id="x", limits=limits)


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(ReadError, match="holds no text") as caught:
        page("<script>1</script><nav>Home</nav>")
    assert "scripts run" in (caught.value.remedy or "")


RELEASE = b"""From: Office of Inspector General <press@example.gov>
To: list@example.org
Subject: =?utf-8?q?Audit_of_the_Bureau=E2=80=99s_Records?=
Date: Fri, 04 Mar 2022 10:00:00 -0500
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=A

--A
Content-Type: multipart/alternative; boundary=B

--B
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

The OIG=E2=80=99s audit.
--B
Content-Type: text/html; charset=utf-8

<p>The <b>OIG</b> audit.</p><script>x</script>
--B--
--A
Content-Type: text/plain
Content-Disposition: attachment; filename=other.txt

Attached words.
--A--
"""


def test_a_mail() -> None:
    document = document_from_mail(RELEASE, id="m", name="m.eml")
    assert (document.text, document.title, document.date) == ("The OIG audit.", "Audit of the Bureau’s Records", "2022-03-04")
    assert (document.publisher, document.reader, document.media_type) == ("Office of Inspector General", "mail", "message/rfc822")
    plain = document_from_mail(RELEASE.replace(b"text/html", b"image/png"), id="m")
    assert plain.text.strip() == "The OIG’s audit."


def test_a_saved_page() -> None:
    data = (
        b"From: <Saved by Browser>\r\nSnapshot-Content-Location: https://example.gov/r\r\nSubject: Audit of X\r\nDate: Fri, 04 Mar 2022 10:00:00 -0000\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary=Z\r\n\r\n--Z\r\nContent-Type: text/html\r\n'
        b"Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://example.gov/r\r\n\r\n<meta charset=3Dutf-8><p>OIG=E2=80=99s "
        b"audit.</p>\r\n--Z\r\nContent-Type: image/png\r\n\r\nx\r\n--Z--\r\n"
    )
    document = document_from_mail(data, id="m")
    assert (document.text, document.url, document.date, document.reader) == ("OIG’s audit.", "https://example.gov/r", None, "mhtml")


def test_mails_are_bounded() -> None:
    with pytest.raises(ReadError, match="no part"):
        document_from_mail(b"From: a\nContent-Type: image/png\n\nx", id="m")
    many = b"From: a\nContent-Type: multipart/mixed; boundary=A\n\n" + b"--A\nContent-Type: image/png\n\nx\n" * 50 + b"--A--\n"
    with pytest.raises(ReadError, match="more than 20 parts"):
        document_from_mail(many, id="m", limits=Limits(mail_parts=20))
    deep = b"From: a\n" + b"".join(b"Content-Type: multipart/mixed; boundary=A%d\n\n--A%d\n" % (n, n) for n in range(3000))
    with pytest.raises(ReadError):
        document_from_mail(deep, id="m")
