"""The strict reader: what it accepts is text only, and hostile files end in a RulesError, fast."""

from __future__ import annotations

import time

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ztgraph.errors import RulesError
from ztgraph.rules import strict_yaml
from ztgraph.rules.strict_yaml import Row, Table, parse


def read(text: str) -> Table:
    return parse(text.encode("utf-8"), "f.yaml")


def refused(text: str | bytes) -> RulesError:
    with pytest.raises(RulesError) as caught:
        parse(text.encode("utf-8") if isinstance(text, str) else text, "f.yaml")
    assert caught.value.place is not None
    assert caught.value.place.startswith("f.yaml")
    assert caught.value.remedy
    return caught.value


def test_every_scalar_is_text() -> None:
    table = read("a: no\nb: 1\nc: 2018-05-04\nd: null\ne: ~\nf: [yes, 1.5, 0x10]\ng: ''\n")
    assert dict(table) == {"a": "no", "b": "1", "c": "2018-05-04", "d": "null", "e": "~", "f": ["yes", "1.5", "0x10"], "g": ""}


def test_keys_and_items_keep_their_lines() -> None:
    table = read("# comment\na: 1\n\nb:\n  - x\n  - c: 2\n    d: 3\n")
    assert table.lines == {"a": 2, "b": 4}
    assert table.place("b") == "f.yaml:4"
    row = table["b"]
    assert isinstance(row, Row)
    assert row.lines == [5, 6]
    assert isinstance(row[1], Table)
    assert row[1].lines == {"c": 6, "d": 7}


def test_empty_collections_are_kept() -> None:
    assert dict(read("a: {}\nb: []\n")) == {"a": {}, "b": []}


def test_a_byte_order_mark_is_no_error() -> None:
    assert dict(parse(b"\xef\xbb\xbfa: b\n", "f.yaml")) == {"a": "b"}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "stands twice (first in line 1)"),
        ("x:\n  a: {b: 1, b: 2}\n", 2, "key 'b' stands twice"),
        ("a: &x 1\nb: 2\n", 1, "anchor '&x'"),
        ("a: 1\nb: *x\n", 2, "alias '*x'"),
        ("a: &x {b: c}\n", 1, "anchor '&x'"),
        ("a: !!python/object/apply:os.system ['true']\n", 1, "tag 'tag:yaml.org,2002:python/object/apply:os.system'"),
        ("a: !!int 5\n", 1, "tag"),
        ("a: !own 5\n", 1, "tag '!own'"),
        ("!!map\na: 5\n", 1, "tag"),
        ("a: ! 5\n", 1, "tag '!'"),
        ("b:\n  <<: {a: 1}\n", 2, "merge keys"),
        ("a:\nb: 1\n", 1, "key 'a' has no value"),
        ("a:\n  - x\n  -\n", 3, "the list item has no value"),
        ("- a\n- b\n", 1, "the file is a list"),
        ("just text\n", 1, "not a mapping"),
        ("a: 1\n---\nb: 2\n", 2, "a second YAML document"),
        ("%YAML 1.1\n---\na: 1\n", 1, "directives"),
        ("%TAG ! tag:x,2000:\n---\na: 1\n", 1, "directives"),
        ("? [a, b]\n: 1\n", 1, "where a key is expected"),
        ("? {a: b}\n: 1\n", 1, "where a key is expected"),
        ("'': 1\n", 1, "empty key"),
        ("a: 1\n b: 2\n", 2, "not valid YAML"),
        ("a: [1, 2\n", 2, "not valid YAML"),
        ("a: 'x\n", 2, "not valid YAML"),
        ("a: b: c\n", 1, "not valid YAML"),
        ("\ta: 1\n", 1, "not valid YAML"),
        ("", 1, "empty"),
        ("# only a comment\n", 1, "empty"),
    ],
)
def test_refusals_name_the_line(text: str, line: int, message: str) -> None:
    error = refused(text)
    assert error.place == f"f.yaml:{line}"
    assert message in error.message


def test_billion_laughs_is_refused_at_its_first_anchor() -> None:
    levels = ["a0: &a0 [lol, lol]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    error = refused("\n".join(levels))
    assert "anchor '&a0'" in error.message
    assert error.place == "f.yaml:1"


@pytest.mark.parametrize("depth", [strict_yaml.MAX_DEPTH + 1, 900, 200_000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")])
def test_deep_nesting_is_refused_without_recursion(depth: int, opening: str, closing: str) -> None:
    error = refused("a: " + opening * depth + "x" + closing * depth)
    assert "nested deeper" in error.message or "maximum nesting depth" in error.message  # the latter is libyaml's own, looking ahead


def test_nesting_up_to_the_bound_is_read() -> None:
    inner = strict_yaml.MAX_DEPTH - 1
    assert "a" in read("a: " + "[" * inner + "x" + "]" * inner)


def test_ten_megabytes_are_refused_before_parsing(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("the parser was called")

    monkeypatch.setattr(yaml, "parse", never)
    error = refused(b"a: " + b"x" * 10_000_000)
    assert "10,000,003 bytes" in error.message


def test_many_values_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strict_yaml, "MAX_NODES", 100)
    assert "more than 100 values" in refused("a: [" + "x," * 200 + "]").message


@pytest.mark.parametrize("data", [b"a: \xff\xfe\n", b"a: 1\nb: \xc3\n"])
def test_bytes_that_are_no_utf8(data: bytes) -> None:
    error = refused(data)
    assert error.message == "not UTF-8 text"
    assert error.place == f"f.yaml:{data.count(b'b:') + 1}"


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x1b", "\ud800"])
def test_control_characters_and_surrogates(char: str) -> None:
    refused(f"a: b{char}c\n".encode("utf-8", "surrogatepass"))


@settings(max_examples=300)
@given(st.binary(max_size=200))
@example(b"a: |\n  x\n--- \n...\n")
def test_any_bytes_give_a_table_or_a_rules_error(data: bytes) -> None:
    try:
        outcome: Table | RulesError = parse(data, "f.yaml")
    except RulesError as error:
        outcome = error
    if isinstance(outcome, RulesError):
        assert outcome.place
        assert outcome.remedy
    else:
        assert outcome.keys() == outcome.lines.keys()


@settings(max_examples=300)
@given(st.text(alphabet="ab:-[]{}&*!<>|'\"#%,? \n\t", max_size=60))
def test_any_punctuation_gives_a_table_or_a_rules_error(text: str) -> None:
    try:
        table = read(text)
    except RulesError:
        return
    pending: list[object] = [table]
    while pending:
        value = pending.pop()
        assert isinstance(value, str | Table | Row)
        if isinstance(value, Table):
            assert list(value) == list(value.lines)
            pending.extend(value.values())
        elif isinstance(value, Row):
            assert len(value) == len(value.lines)
            pending.extend(value)


def test_one_megabyte_reads_quickly() -> None:
    entry = "  - id: a-{0}\n    label: Department of Justice {0}\n    aliases: [U.S. Department of Justice {0}]\n    kind: agency\n"
    data = ("actors:\n" + "".join(entry.format(n) for n in range(9_000))).encode()
    assert len(data) > 950_000
    best = min(_seconds(data) for _ in range(3))
    assert best < 2.0  # 0.3 s on an idle machine; the margin is for busy ones


def _seconds(data: bytes) -> float:
    start = time.perf_counter()
    parse(data, "f.yaml")
    return time.perf_counter() - start
