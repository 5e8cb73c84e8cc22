"""Markdown keeps its length and its words' places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ztgraph.read.markdown import document_from_markdown, plain_text

SOURCE = """---
title: "Review of **Border** Grants"
date: March 4, 2021
---
# Heading one

The **Department of Justice** (DOJ) did _not_ refer [the case](https://example.org/a_b) to `ICE`.

> - The OIG\\* said so.[^1]

| Agency | Duty |
|:------|-----:|
| CBP | apprehended her |

```python
secret = "DOJ referred code to ICE"
```

<!-- DOJ referred a comment to ICE --> <b>The FBI</b> agreed.

[^1]: A footnote about snake_case and 2 * 3 * 4.
"""


def test_length_and_words_stay_in_place() -> None:
    text = plain_text(SOURCE)
    assert len(text) == len(SOURCE)
    for words in (
        "Department of Justice",
        "(DOJ) did",
        "the case",
        "CBP",
        "apprehended her",
        "The FBI",
        "agreed.",
        "snake_case",
        "2 * 3 * 4",
    ):
        assert text.index(words) == SOURCE.index(words)
    assert " ".join(text[text.index("The  ") :].split("\n")[0].split()) == "The Department of Justice (DOJ) did not refer the case to ICE ."


def test_what_is_no_prose_is_blank() -> None:
    text = plain_text(SOURCE)
    for words in ("secret", "comment", "https://", "title:", "**", "_not_", "| Agency", "Duty |", "---", "<b>", "[^1]", "#", "`"):
        assert words not in text


def test_line_ends_stay() -> None:
    source = SOURCE.replace("\n", "\r\n")
    assert [at for at, c in enumerate(plain_text(source)) if c in "\r\n"] == [at for at, c in enumerate(source) if c in "\r\n"]
    assert "secret" not in plain_text(source)


def test_metadata_of_front_matter_comes_first() -> None:
    document = document_from_markdown(SOURCE, id="a")
    assert (document.title, document.date, document.reader) == ("Review of **Border** Grants", "2021-03-04", "markdown")


def test_the_first_heading_is_the_title_and_may_name_the_publisher() -> None:
    document = document_from_markdown("## Contents\n\n# Harlan County Auditor Releases *Audit* of Jails #\n\nMay 2, 2020\n\nText.", id="a")
    assert document.title == "Harlan County Auditor Releases Audit of Jails"
    assert document.publisher == "Harlan County Auditor"
    assert document.date == "2020-05-02"


@pytest.mark.parametrize(
    "source", ["2 * 3 * 4", "a snake_case_name", "x ** y", "* item", "5 > 3", "A & B < C", "[sic] he said", "1. First", "$5*"]
)
def test_plain_prose_is_left_alone(source: str) -> None:
    assert plain_text(source).replace(" ", "") == source.replace(" ", "").rstrip("*") or plain_text(source) == source


@given(st.text(st.sampled_from("*_`~#>-|[]()<>!\\ab \n\r:^"), max_size=120))
def test_any_source_keeps_length_and_line_ends(source: str) -> None:
    text = plain_text(source)
    assert len(text) == len(source)
    assert all(new in (old, " ") for new, old in zip(text, source, strict=True))
    assert all(new == old for new, old in zip(text, source, strict=True) if old in "\r\n")


@pytest.mark.parametrize("piece", ["[", "![", "<!--", "<a ", "*", "_", "`", "[a](", "---\n", "> ", "| ", "- |", "#", "\\"])
def test_hostile_markup_takes_no_time(piece: str) -> None:
    source = piece * (60_000 // len(piece))
    assert len(plain_text(source)) == len(source)
