"""What a query may not do is refused before anything runs it: reach out (SERVICE, LOAD, FROM), change data, nest without end.

The text is cut into tokens as SPARQL's grammar cuts it, so that a refused word inside a string, a comment, an address or a variable is
no reason to refuse. Engines differ in where a keyword ends, so a bare word that merely contains a refused one is refused too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ztgraph.errors import QueryError
from ztgraph.limits import DEFAULT_LIMITS, Limits

_TOKEN = re.compile(
    r"""(?P<space>[\x00-\x20]+)
    |(?P<comment>\#[^\r\n]*)
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<variable>[?$]\w+)
    |(?P<blank>_:[\w.-]+)
    |(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<number>[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)
    |(?P<word>[^\W\d]\w*)
    |(?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
_LOCAL = re.compile(r":(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*")
_PREFIX = re.compile(r"[^\W\d_][\w.-]*")
_STRINGS = {
    '"""': re.compile(r'(?:[^"\\]|\\.|"(?!""))*', re.DOTALL),
    "'''": re.compile(r"(?:[^'\\]|\\.|'(?!''))*", re.DOTALL),
    '"': re.compile(r'(?:[^"\\\r\n]|\\.)*', re.DOTALL),
    "'": re.compile(r"(?:[^'\\\r\n]|\\.)*", re.DOTALL),
}
_REACHING = re.compile("SERVICE|LOAD|FROM")
_CHANGING = frozenset({"INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "USING", "WITH"})
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
KEPT_CHARACTERS = 10_000  # of the longest text whose tokens are kept
FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_OPEN, _CLOSE = frozenset("({["), frozenset(")}]")


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a query: its kind (a group of the pattern above), text, and offset in code points."""

    kind: str
    text: str
    start: int


class _Scanner:
    """Finds tokens in time linear in the text: what was looked for in vain up to some place is not looked for again before that place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._unclosed = dict.fromkeys(_STRINGS, 0)
        self._nameless = 0

    def string(self, start: int) -> int:
        """The end of the string that begins at ``start``; ``start`` itself where none does."""
        for quote, body in _STRINGS.items():
            if self.text.startswith(quote, start) and start >= self._unclosed[quote]:
                end = _end(body, self.text, start + len(quote))
                if self.text.startswith(quote, end):
                    return end + len(quote)
                self._unclosed[quote] = end
        return start

    def name(self, start: int) -> int:
        """The end of the prefixed name that begins at ``start``; ``start`` itself where none does."""
        end = start
        if self.text[start] != ":":
            if start < self._nameless:
                return start
            end = _end(_PREFIX, self.text, start)
            if end == start or not self.text.startswith(":", end) or self.text[end - 1] == ".":
                self._nameless = end
                return start
        return _end(_LOCAL, self.text, end)

    def token(self, start: int) -> Token:
        """The token that begins at ``start``."""
        end = self.string(start)
        if end > start:
            return Token("string", self.text[start:end], start)
        end = self.name(start)
        if end > start:
            return Token("name", self.text[start:end], start)
        match = _TOKEN.match(self.text, start)
        assert match is not None
        return Token(match.lastgroup or "sign", match.group(), start)


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return start if match is None else match.end()


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a query without spaces and comments; every character belongs to some token."""
    return _kept_tokens(text) if len(text) <= KEPT_CHARACTERS else tuple(_scanned(text))


@lru_cache(maxsize=64)
def _kept_tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a short query, which each check looks through and which is often asked again."""
    return tuple(_scanned(text))


def _scanned(text: str) -> Iterator[Token]:
    scanner, start = _Scanner(text), 0
    while start < len(text):
        token = scanner.token(start)
        start += len(token.text)
        if token.kind not in ("space", "comment"):
            yield token


def position(text: str, offset: int) -> str:
    """``line L, column C`` of an offset, both from 1."""
    before = text[:offset]
    return f"line {before.count(chr(10)) + 1}, column {offset - before.rfind(chr(10))}"


def _keyword(token: Token) -> str:
    """The part of a token that an engine could take for a keyword, in capitals; empty where there is none."""
    if token.kind == "word":
        return token.text.upper()
    return token.text.partition(":")[0].upper() if token.kind == "name" else ""


def dataset_clauses(text: str) -> tuple[str, ...]:
    """The addresses that FROM and FROM NAMED of a query name in plain form, in order."""
    found: list[str] = []
    words: list[str] = []
    for token in tokens(text):
        if token.kind == "iri" and words[-1:] and (words[-1] == "FROM" or words[-2:] == ["FROM", "NAMED"]):
            found.append(token.text[1:-1])
        words = [*words[-1:], _keyword(token)]
    return tuple(found)


def _refuse(text: str, graphs: Collection[str]) -> None:
    found = tokens(text)
    for at, token in enumerate(found):
        if token.kind == "word" and token.text.upper() == "FROM" and _names_one_of(found[at + 1 : at + 3], graphs):
            continue
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


def _names_one_of(after: Sequence[Token], graphs: Collection[str]) -> bool:
    """Whether the tokens after FROM name one of ``graphs``."""
    named = after[1:] if after and after[0].text.upper() == "NAMED" else after
    return bool(named) and named[0].kind == "iri" and named[0].text[1:-1] in graphs


def _unescaped(text: str) -> str:
    """``text`` as an engine sees it that expands ``\\uXXXX`` before it parses."""
    return _CODE_POINT.sub(lambda match: chr(min(int(match[1] or match[2], 16), 0x10FFFF)), text)


def check_query(text: str, limits: Limits = DEFAULT_LIMITS, graphs: Collection[str] = ()) -> None:
    """Raises QueryError, with line and column, where the query reaches out, changes data, is too long or nested too deeply.

    FROM may name ``graphs``, which are known to be part of the graph at hand.
    """
    if len(text) > limits.query_characters:
        raise QueryError(f"the query is longer than {limits.query_characters} characters")
    depth = 0
    for token in tokens(text):
        depth += (token.text in _OPEN) - (token.text in _CLOSE) if token.kind == "sign" else 0
        if depth > limits.query_depth:
            raise QueryError(f"the query is nested deeper than {limits.query_depth} brackets", place=position(text, token.start))
    _refuse(text, graphs)
    expanded = _unescaped(text)
    if expanded != text:
        _refuse(expanded, graphs)


def form_of(text: str) -> str:
    """``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``, whichever comes first; empty where there is none."""
    words = (token.text.upper() for token in tokens(text) if token.kind == "word")
    return next((word for word in words if word in FORMS), "")


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
