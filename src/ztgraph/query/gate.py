"""What a query may not do is refused before anything runs it: reach out (SERVICE, LOAD, FROM), change data, nest without end.

The text is cut into tokens as SPARQL's grammar cuts it, so that a refused word inside a string, a comment, an address or a variable is
no reason to refuse. Engines differ in where a keyword ends, so a bare word that merely contains a refused one is refused too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ztgraph.errors import QueryError
from ztgraph.limits import DEFAULT_LIMITS, Limits

_TOKEN = re.compile(
    r"""(?P<space>[\x00-\x20]+)
    |(?P<comment>\#[^\r\n]*)
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<string>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}|"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
    |(?P<variable>[?$]\w+)
    |(?P<blank>_:[\w.-]+)
    |(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<name>(?P<prefix>[^\W\d_](?:[\w.-]*[\w-])?)?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*)
    |(?P<number>[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)
    |(?P<word>[^\W\d]\w*)
    |(?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
_REACHING = re.compile("SERVICE|LOAD|FROM")
_CHANGING = frozenset({"INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "USING", "WITH"})
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_OPEN, _CLOSE = frozenset("({["), frozenset(")}]")


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a query: its kind (a group of the pattern above), text, and offset in code points."""

    kind: str
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a query without spaces and comments; every character belongs to some token."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "sign"
        if kind not in ("space", "comment"):
            yield Token("name" if kind == "prefix" else kind, match.group(), match.start())


def position(text: str, offset: int) -> str:
    """``line L, column C`` of an offset, both from 1."""
    before = text[:offset]
    return f"line {before.count(chr(10)) + 1}, column {offset - before.rfind(chr(10))}"


def _keyword(token: Token) -> str:
    """The part of a token that an engine could take for a keyword, in capitals; empty where there is none."""
    if token.kind == "word":
        return token.text.upper()
    return token.text.partition(":")[0].upper() if token.kind == "name" else ""


def _refuse(text: str) -> None:
    for token in tokens(text):
        word = _keyword(token)
        reaching = _REACHING.search(word)
        if reaching is not None:
            raise QueryError(
                f"{reaching.group()} is refused: a query reads the graph at hand and nothing else",
                place=position(text, token.start),
                remedy="load what you need into one graph first" if token.kind == "word" else "choose another prefix",
            )
        if token.kind == "word" and word in _CHANGING:
            raise QueryError(
                f"{word} is refused: queries are read only",
                place=position(text, token.start),
                remedy="use SELECT, ASK, CONSTRUCT or DESCRIBE",
            )


def _unescaped(text: str) -> str:
    """``text`` as an engine sees it that expands ``\\uXXXX`` before it parses."""
    return _CODE_POINT.sub(lambda match: chr(min(int(match[1] or match[2], 16), 0x10FFFF)), text)


def check_query(text: str, limits: Limits = DEFAULT_LIMITS) -> None:
    """Raises QueryError, with line and column, where the query reaches out, changes data, is too long or nested too deeply."""
    if len(text) > limits.query_characters:
        raise QueryError(f"the query is longer than {limits.query_characters} characters")
    depth = 0
    for token in tokens(text):
        depth += (token.text in _OPEN) - (token.text in _CLOSE) if token.kind == "sign" else 0
        if depth > limits.query_depth:
            raise QueryError(f"the query is nested deeper than {limits.query_depth} brackets", place=position(text, token.start))
    _refuse(text)
    expanded = _unescaped(text)
    if expanded != text:
        _refuse(expanded)


def is_ordered(text: str) -> bool:
    """Whether the query itself orders its rows (ORDER BY outside all groups)."""
    depth, last = 0, ""
    for token in tokens(text):
        if token.kind == "sign":
            depth += (token.text in _OPEN) - (token.text in _CLOSE)
        word = token.text.upper() if token.kind == "word" else ""
        if depth == 0 and ((word == "BY" and last == "ORDER") or word == "ORDERBY"):
            return True
        last = word
    return False


def names_graphs(text: str) -> bool:
    """Whether the query asks for named graphs (GRAPH), so that they must be loaded as well."""
    return any(token.kind == "word" and "GRAPH" in token.text.upper() for token in tokens(text))
