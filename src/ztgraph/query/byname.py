"""Questions about an actor of a name, on a store: who bears the name is found first, then what is said of them.

A question of the library compares names inside a filter, so that it runs as it stands on any engine; on millions of statements an engine
then looks at every one. Here the same question is put as the union of one for each place where the actor may stand. The answer is the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ztgraph.graph.terms import ntriples_term
from ztgraph.graph.vocabulary import DCTERMS, RDFS, SKOS, ZT
from ztgraph.query.results import Result

_BOUND = re.compile(r'^ *VALUES \?(?P<name>\w+) \{ (?P<value>"(?:[^"\\\n]|\\.)*") \}.*\n', re.MULTILINE)
_BEARS = (
    r"(?:BOUND\(\?\w+\) && )?EXISTS \{ \?(?P<end>\w+) rdfs:label\|skos:altLabel\|zt:mentionedAs\|dcterms:identifier "
    r"\?(?P<n>n[0-9]) FILTER\(LCASE\(STR\(\?(?P=n)\)\) = LCASE\(\?NAME\)\) \}"
)
_NAMES = "|".join(f"<{name}>" for name in (RDFS + "label", SKOS + "altLabel", ZT + "mentionedAs", DCTERMS + "identifier"))


def by_name(text: str, ask: Callable[[str], Result]) -> str:
    """The question with its actor looked up by ``ask``; ``text`` itself where it is of another form."""
    head, where, rest = text.partition("WHERE {\n")
    body, end, tail = rest.rpartition("\n}")
    if not where or not end or "SELECT DISTINCT" not in head:
        return text
    for given in _BOUND.finditer(body):
        name = given["name"]
        ends = _ends(body, name)
        plain = "" if ends is None else _without(body, given.group(), ends[0])
        if ends is None or f"?{name}" in plain:
            continue
        iris = " ".join(ntriples_term(str(row[0])) for row in ask(_bearers(given["value"])).rows)
        branches = (f"{{ VALUES ?{each} {{ {iris} }}\n{_required(plain, each)}\n}}" for each in ends[1])
        return f"{head}{where}{' UNION '.join(branches)}{end}{tail}"
    return text


def _ends(body: str, name: str) -> tuple[str, list[str]] | None:
    """The filter that compares the names of ends with ``?name``, and the ends; None where there is no such filter."""
    bears = _BEARS.replace("NAME", name)
    one = re.sub(r"\(\?P<\w+>", "(?:", bears.replace("(?P=n)", "n[0-9]"))
    found = re.search(rf"^ *FILTER\(!BOUND\(\?{name}\)(?: \|\| {one})+\)$", body, re.MULTILINE)
    return None if found is None else (found.group(), [match["end"] for match in re.finditer(bears, found.group())])


def _without(body: str, *parts: str) -> str:
    for part in parts:
        body = body.replace(part, "", 1)
    return body


def _required(body: str, end: str) -> str:
    """The body where ``?end`` must be there, also if it was optional."""
    return re.sub(rf"OPTIONAL \{{ ([^{{}}]*\?{end}\b[^{{}}]*) \}}", r"\1 .", body)


def _bearers(value: str) -> str:
    return f"SELECT DISTINCT ?e {{ ?e {_NAMES} ?name FILTER(LCASE(STR(?name)) = LCASE({value})) }}"
