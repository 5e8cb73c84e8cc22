"""What a graph says of one actor, by queries alone: a graph of ten million triples is asked for the few that matter, never read whole.

Every function takes ``ask``, which answers a query whose prefixes are ``PREFIXES``; ``asker`` makes one of a session.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ztgraph.graph.load import documents_of, statement_order, statements_of
from ztgraph.graph.terms import RDF, Quad, escape, ntriples_term
from ztgraph.graph.vocabulary import DCTERMS, RDFS, SCHEMA, SKOS, ZT
from ztgraph.model import Document, Extraction, Statement
from ztgraph.query.engine import answer_of
from ztgraph.query.results import Result
from ztgraph.query.session import Session

Ask = Callable[[str], Result]
PREFIXES = f"PREFIX zt: <{ZT}> PREFIX dcterms: <{DCTERMS}> PREFIX rdfs: <{RDFS}> PREFIX skos: <{SKOS}> "
NAMES = ("rdfs:label", "skos:altLabel", "zt:mentionedAs", "dcterms:identifier")
ENDS = ("zt:subject", "zt:object", "zt:attributedTo")
BATCH = 200  # statements or documents that one query fetches
# What an actor and, but for its text, a document are read back from; edges, which they have by the thousand, are left out.
_TYPE = RDF + "type"
_OF_ACTOR = (
    _TYPE, RDFS + "label", DCTERMS + "identifier", SKOS + "altLabel", ZT + "mentionedAs", ZT + "curated", ZT + "parent", SCHEMA + "sameAs",
    SCHEMA + "url", ZT + "address",
)  # fmt: skip
_OF_DOCUMENT = (_TYPE, DCTERMS + "identifier")
_PARTS = tuple(ZT + name for name in ("evidence", "quantity", "rule"))
_ACTORS = tuple(ZT + name for name in ("subject", "object", "attributedTo"))


def asker(session: Session) -> Ask:
    """The queries of this module to a session, without the bounds of a client's own queries."""

    def ask(text: str) -> Result:
        return answer_of(session.ask(PREFIXES + text), text)

    return ask


def called(ask: Ask, name: str) -> list[str]:
    """The addresses of the actors of that name or id, sorted: spelled like that or in a usual case; where there is none, in whatever case.

    The first are looked up; for the second every name in the graph is looked at.
    """
    cases = " ".join(map(_text, dict.fromkeys([name, name.upper(), name.lower(), name.title()])))
    found = ask(f"SELECT DISTINCT ?e {{ VALUES ?name {{ {cases} }} ?e {'|'.join(NAMES)} ?name . ?e a zt:Entity }} ORDER BY ?e").rows
    if not found:
        same = f"FILTER(LCASE(STR(?name)) = LCASE({_text(name)}))"
        found = ask(f"SELECT DISTINCT ?e {{ ?e {'|'.join(NAMES)} ?name {same} ?e a zt:Entity }} ORDER BY ?e").rows
    return [str(row[0]) for row in found]


def _text(value: str) -> str:
    return f'"{escape(value)}"'


def _values(variable: str, iris: Iterable[str]) -> str:
    return f"VALUES ?{variable} {{ {' '.join(map(ntriples_term, iris))} }}"


def at_ends(iris: Iterable[str], ends: Sequence[str] = ENDS) -> str:
    """A pattern: ``?s`` has one of the actors at one of its ends."""
    actors = _values("end", iris)
    return " UNION ".join(f"{{ {actors} ?s {end} ?end }}" for end in ends)


@dataclass(frozen=True, slots=True)
class Around:
    """The neighbourhood of an actor: addresses of statements, nearest first, and how many have the actor itself at an end."""

    statements: tuple[str, ...]
    total: int
    whole: bool
    """Whether these are all within the steps that were asked for."""


def around(ask: Ask, actors: Sequence[str], *, steps: int = 1, most: int = 100) -> Around:
    """The statements that lead from ``actors`` to others in at most ``steps``, ``most`` of them: those that the graph has first."""
    found: dict[str, None] = {}
    frontier, seen, whole = list(actors), set(actors), True
    total = int(ask(f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ {at_ends(actors)} }}").records()[0]["n"])
    for _ in range(steps):
        ends = "OPTIONAL { ?s zt:attributedTo ?c }"
        query = f"SELECT DISTINCT ?s {{ {at_ends(frontier)} }} LIMIT {most + len(found) + 1}"
        rows = ask(f"SELECT ?s ?a ?b ?c {{ {{ {query} }} ?s zt:subject ?a ; zt:object ?b {ends} }}").rows
        reached: dict[str, None] = {}
        for row in sorted(rows, key=lambda row: str(row[0])):
            if str(row[0]) not in found and len(found) >= most:
                whole = False
                break
            found[str(row[0])] = None
            reached.update(dict.fromkeys(str(end) for end in row[1:] if end is not None))
        frontier = [each for each in reached if each not in seen]
        seen.update(frontier)
        if not frontier or not whole:
            break
    return Around(tuple(found), total, whole)


def statements(ask: Ask, iris: Sequence[str]) -> dict[str, tuple[Statement, str]]:
    """The statements of those addresses with their labels; those that are there, in that order."""
    found: dict[str, Statement] = {}
    labels: dict[str, str] = {}
    for start in range(0, len(iris), BATCH):
        quads = _round(ask, iris[start : start + BATCH])
        found.update(statements_of(quads))
        labels.update(_labels(quads))
    return {iri: (found[iri], labels.get(iri, "")) for iri in iris if iri in found}


def _round(ask: Ask, iris: Sequence[str]) -> tuple[Quad, ...]:
    """Everything that statements are read back from: themselves, their words, numbers and rules, their ends and their documents.

    In two queries each of which names its nodes: an engine that finds them by a join looks through the whole graph for it.
    """
    own = _described(ask, [(iris, ())])
    ends: dict[str, dict[str, None]] = {}
    for quad in own:
        if isinstance(quad.object, str):
            ends.setdefault(quad.predicate, {})[quad.object] = None
    parts, actors = ([node for name in names for node in ends.get(name, ())] for names in (_PARTS, _ACTORS))
    return own + _described(ask, [(parts, ()), (actors, _OF_ACTOR), (list(ends.get(ZT + "document", ())), _OF_DOCUMENT)])


def _described(ask: Ask, groups: Iterable[tuple[Sequence[str], Sequence[str]]]) -> tuple[Quad, ...]:
    """What the graph says of nodes: all, or by the predicates that are given."""
    patterns: list[str] = []
    for nodes, predicates in groups:
        if nodes and not predicates:
            patterns.append(f"{{ {_values('n', nodes)} ?n ?p ?o }}")
        elif nodes:
            patterns += [f"{{ {_values('n', nodes)} ?n <{each}> ?o BIND(<{each}> AS ?p) }}" for each in predicates]
    return ask(f"CONSTRUCT {{ ?n ?p ?o }} WHERE {{ {' UNION '.join(patterns)} }}").quads if patterns else ()


def actor_quads(ask: Ask, iri: str) -> tuple[Quad, ...]:
    """What the graph says of an actor apart from its edges: kind, names, parent, links; none where there is no such actor."""
    known = ask(f"ASK {{ <{iri}> a zt:Entity }}").truth
    return _described(ask, [([iri], _OF_ACTOR)]) if known else ()


def _labels(quads: Iterable[Quad]) -> dict[str, str]:
    return {quad.subject: quad.object.value for quad in quads if quad.predicate == RDFS + "label" and not isinstance(quad.object, str)}


def documents(ask: Ask, identifiers: Sequence[str]) -> dict[str, Document]:
    """The documents of those ids, with their texts."""
    found: dict[str, Document] = {}
    for start in range(0, len(identifiers), BATCH):
        ids = " ".join(map(_text, identifiers[start : start + BATCH]))
        pattern = f"VALUES ?id {{ {ids} }} ?d dcterms:identifier ?id ; a zt:Document ; ?p ?o FILTER(?p != zt:mentions)"
        found.update((each.id, each) for each in documents_of(ask(f"CONSTRUCT {{ ?d ?p ?o }} WHERE {{ {pattern} }}").quads))
    return found


def extractions(ask: Ask, iris: Sequence[str], *, characters: int) -> tuple[Extraction, ...]:
    """The statements of those addresses with their documents, sorted by document; as many as have texts of so many characters in all."""
    by_document: dict[str, list[Statement]] = {}
    for statement, _ in statements(ask, iris).values():
        by_document.setdefault(statement.document, []).append(statement)
    sizes = _sizes(ask, list(by_document))
    kept: list[str] = []
    for name in by_document:
        characters -= sizes.get(name, 0)
        if characters >= 0 or not kept:
            kept.append(name)
    known = documents(ask, kept)
    return tuple(Extraction(known[name], (), tuple(sorted(by_document[name], key=statement_order))) for name in sorted(known))


def _sizes(ask: Ask, identifiers: Sequence[str]) -> dict[str, int]:
    """The length of the texts of documents, in characters."""
    found: dict[str, int] = {}
    for start in range(0, len(identifiers), BATCH):
        ids = " ".join(map(_text, identifiers[start : start + BATCH]))
        query = f"SELECT ?id (STRLEN(?text) AS ?n) {{ VALUES ?id {{ {ids} }} ?d dcterms:identifier ?id ; zt:text ?text }}"
        found.update((row["id"], int(row["n"])) for row in ask(query).records())
    return found


def neighbourhood_title(identifier: str, shown: Iterable[Extraction], total: int) -> str:
    """The heading of a page of a neighbourhood: the actor, and how much of what is said of it stands there."""
    label, count = identifier, 0
    for extraction in shown:
        for statement in extraction.statements:
            ends = [each for each in (statement.subject, statement.object, statement.attribution) if each and each.id == identifier]
            count += bool(ends)
            label = ends[0].label if ends else label
    return f"{label}: {count:,} of {total:,} statements" if count < total else f"{label}: {total:,} statement{'s' * (total != 1)}"
