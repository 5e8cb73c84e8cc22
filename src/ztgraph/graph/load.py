"""Reading graphs back: files to quads, and quads of our own vocabulary to the model that they were built from.

``load_extractions(path)`` is the inverse of building, so that the page, ``explain``, ``diff`` and the record-shaped exports need the graph
file alone. pyoxigraph parses; nothing here follows an address.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from ztgraph.errors import GraphError
from ztgraph.graph.terms import RDF, Literal, Quad, Term, sorted_quads, without_collector
from ztgraph.graph.vocabulary import DC, DCTERMS, KIND_OF_CLASS, OA, RDFS, SCHEMA, SKOS, WIKIDATA, ZT, identifier_of, relation_of
from ztgraph.limits import DEFAULT_LIMITS, Limits
from ztgraph.model import Bound, Document, Entity, Evidence, Extraction, Kind, Modality, Polarity, Quantity, Statement, Step, replace

if TYPE_CHECKING:
    import pyoxigraph

TYPE = RDF + "type"
_FORMATS = {
    ".ttl": "TURTLE", ".turtle": "TURTLE", ".trig": "TRIG", ".nq": "N_QUADS", ".nquads": "N_QUADS", ".nt": "N_TRIPLES", ".rdf": "RDF_XML",
    ".owl": "RDF_XML", ".xml": "RDF_XML", ".jsonld": "JSON_LD",
}  # fmt: skip
ENTITY_CHARACTERS = 1000  # of an entity of XML; addresses of namespaces are shorter
_ENTITY = re.compile(r"""<!ENTITY\s+[^'">]*(?P<mark>["'])(?P<value>.*?)(?P=mark)""", re.DOTALL)
_STEP = re.compile(r"(\S+) (\d+)-(\d+): (.*)")


def format_of(path: Path) -> str:
    """The name of the RDF syntax of a file by its suffix. Raises GraphError where the suffix is not known."""
    found = _FORMATS.get(path.suffix.lower())
    if found is None:
        raise GraphError("not a graph file by its name", place=str(path), remedy=f"name it with one of {' '.join(sorted(_FORMATS))}")
    return found


def quads_from(parsed: Iterable[pyoxigraph.Quad]) -> Iterator[Quad]:
    """Quads of pyoxigraph as ours; equal names are one object, which saves much memory in a large graph."""
    import pyoxigraph

    literal, named, default = pyoxigraph.Literal, pyoxigraph.NamedNode, pyoxigraph.DefaultGraph
    known: dict[str, str] = {}
    share = known.setdefault

    def name(value: object) -> str:
        text = value.value if isinstance(value, named) else "" if isinstance(value, default) else str(value)
        return share(text, text)

    for quad in parsed:
        value = quad.object
        if isinstance(value, literal):
            datatype = value.datatype.value
            term: Term = Literal(value.value, share(datatype, datatype), value.language or "")
        else:
            term = name(value)
        predicate = quad.predicate.value
        yield Quad(name(quad.subject), share(predicate, predicate), term, name(quad.graph_name))


def _check_entities(text: str, place: str) -> None:
    """Raises GraphError where RDF/XML declares entities that could swell to more than a machine holds: long ones, or ones of others."""
    for match in _ENTITY.finditer(text):
        value = match["value"]
        if "&" in value or "%" in value or len(value) > ENTITY_CHARACTERS:
            raise GraphError("an entity of XML that holds others or is long", place=place, remedy="write the graph as Turtle or N-Quads")


def parse_quads(data: bytes | str, syntax: str, *, place: str = "graph") -> tuple[Quad, ...]:
    """The quads of a text in ``syntax`` (``TURTLE``, ``TRIG``, ``N_QUADS``, ``N_TRIPLES``, ``RDF_XML``, ``JSON_LD``), sorted.

    Raises GraphError with line and column where it is not of that syntax.
    """
    import pyoxigraph

    if syntax == "RDF_XML":
        _check_entities(data if isinstance(data, str) else data.decode("utf-8", "replace"), place)
    try:
        with without_collector():
            return sorted_quads(quads_from(pyoxigraph.parse(data, format=getattr(pyoxigraph.RdfFormat, syntax))))
    except (SyntaxError, ValueError) as error:
        raise GraphError(f"not {syntax.replace('_', '-').title()}: {error}", place=place) from error


def read_quads(path: Path, limits: Limits = DEFAULT_LIMITS) -> tuple[Quad, ...]:
    """The quads of a graph file. Raises GraphError where it is missing, too large, or not what its name says."""
    syntax = format_of(path)
    try:
        if path.stat().st_size > limits.graph_bytes:
            raise GraphError(f"larger than {limits.graph_bytes} bytes", place=str(path), remedy="load it into a store or a server")
        data = path.read_bytes()
    except OSError as error:
        raise GraphError(
            f"cannot read: {error.strerror or error}", place=str(path), remedy="name a file that ztgraph build has written"
        ) from error
    return parse_quads(data, syntax, place=str(path))


class _Reader:
    """The quads of one graph as nodes with their values, and how to make the objects of the model of them."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.nodes: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            self.nodes[quad.subject][quad.predicate].append(quad.object)
        self.entities: dict[str, Entity] = {}

    def of_type(self, class_iri: str) -> list[str]:
        return sorted(node for node, values in self.nodes.items() if class_iri in values.get(TYPE, ()))

    def texts(self, node: str, predicate: str) -> list[str]:
        values = self.nodes[node].get(predicate, ()) if node in self.nodes else ()
        return [value if isinstance(value, str) else value.value for value in values]

    def maybe(self, node: str, predicate: str) -> str | None:
        found = self.texts(node, predicate)
        return found[0] if found else None

    def one(self, node: str, predicate: str) -> str:
        found = self.texts(node, predicate)
        if len(found) != 1:
            raise GraphError(
                f"has {len(found)} values of {predicate}, not one", place=node, remedy="ztgraph validate says what else is wrong"
            )
        return found[0]

    def number(self, node: str, predicate: str) -> int:
        text = self.one(node, predicate)
        if re.fullmatch(r"[0-9]{1,12}", text) is None:
            raise GraphError(f"{predicate} is no offset: {text!r}", place=node)
        return int(text)

    def choice(self, node: str, predicate: str, allowed: object) -> str:
        text = self.one(node, predicate)
        if text not in get_args(allowed):
            raise GraphError(f"{predicate} cannot be {text!r}", place=node)
        return text

    def document(self, node: str) -> Document:
        return Document(
            id=self.one(node, DCTERMS + "identifier"),
            text=self.one(node, ZT + "text"),
            sha256=self.one(node, ZT + "sha256"),
            date=self.maybe(node, DCTERMS + "date"),
            title=self.maybe(node, DCTERMS + "title"),
            publisher=self.maybe(node, DC + "publisher"),
            url=self.maybe(node, SCHEMA + "url") or self.maybe(node, ZT + "address"),
            source=self.maybe(node, ZT + "sourceName") or "",
            media_type=self.maybe(node, DC + "format") or "text/plain",
            reader=self.maybe(node, ZT + "reader") or "plain",
            number=self.maybe(node, ZT + "reportNumber"),
        )

    def entity(self, node: str) -> Entity:
        found = self.entities.get(node)
        if found is None:
            found = self.entities[node] = self._entity(node)
        return found

    def _entity(self, node: str) -> Entity:
        kinds = sorted(KIND_OF_CLASS[name] for name in self.texts(node, TYPE) if name in KIND_OF_CLASS)
        if not kinds:
            raise GraphError("is of no class of entity", place=node, remedy="ztgraph validate says what else is wrong")
        kind: Kind = next(kind for kind in get_args(Kind) if kind in kinds)
        # Different rules may name an actor differently; the union of their graphs is read as building all at once names it.
        labels = sorted(self.texts(node, RDFS + "label")) or [self.one(node, RDFS + "label")]
        label, parent = labels[0], self.maybe(node, ZT + "parent")
        return Entity(
            id=self.maybe(node, DCTERMS + "identifier") or identifier_of(node),
            label=label,
            kind=kind,
            mentions=(*labels, *sorted(self.texts(node, SKOS + "altLabel") + self.texts(node, ZT + "mentionedAs"))),
            part_of=None if parent is None else identifier_of(parent),
            same_as=tuple(same.removeprefix(WIKIDATA) for same in self.texts(node, SCHEMA + "sameAs")),
            url=self.maybe(node, SCHEMA + "url") or self.maybe(node, ZT + "address"),
            curated=self.maybe(node, ZT + "curated") == "true",
        )

    def register(self, mentioned: Iterable[str]) -> Iterator[Entity]:
        """The entities that a document speaks of, and the parents of theirs that it does not."""
        seen = set(mentioned)
        yield from (self.entity(node) for node in sorted(seen))
        above = [self.maybe(node, ZT + "parent") for node in sorted(seen)]
        while above:
            node = above.pop()
            if node is not None and node not in seen and self.texts(node, RDFS + "label"):
                seen.add(node)
                yield replace(self.entity(node), mentions=())
                above.append(self.maybe(node, ZT + "parent"))

    def evidence(self, node: str) -> Evidence:
        page = self.number(node, ZT + "page") if self.texts(node, ZT + "page") else None
        return Evidence(self.number(node, OA + "start"), self.number(node, OA + "end"), self.one(node, OA + "exact"), page)

    def quantity(self, node: str) -> Quantity:
        role = self.one(node, ZT + "role")
        if role not in ("subject", "object", "theme"):
            raise GraphError(f"a quantity of {role!r}", place=node)
        bound: Bound = next(name for name in get_args(Bound) if name == self.choice(node, ZT + "bound", Bound))
        try:
            value = float(self.one(node, ZT + "value"))
        except ValueError as error:
            raise GraphError(f"a quantity without a number: {error}", place=node) from error
        return Quantity(
            "subject" if role == "subject" else "object" if role == "object" else "theme", self.one(node, ZT + "words"), value, bound
        )

    def steps(self, node: str) -> tuple[Step, ...]:
        lines = (self.maybe(node, ZT + "derivation") or "").split("\n")
        matches = (_STEP.fullmatch(line) for line in lines)
        return tuple(Step(match[1], int(match[2]), int(match[3]), match[4]) for match in matches if match is not None)

    def statement(self, node: str) -> Statement:
        polarity: Polarity = "negative" if self.choice(node, ZT + "polarity", Polarity) == "negative" else "positive"
        modality: Modality = "other" if self.choice(node, ZT + "modality", Modality) == "other" else "asserted"
        source, document, rule = self.maybe(node, ZT + "attributedTo"), self.one(node, ZT + "document"), self.one(node, ZT + "rule")
        return Statement(
            id=identifier_of(node),
            document=self.one(document, DCTERMS + "identifier"),
            subject=self.entity(self.one(node, ZT + "subject")),
            predicate=relation_of(self.one(node, ZT + "predicate")),
            object=self.entity(self.one(node, ZT + "object")),
            polarity=polarity,
            modality=modality,
            rule=self.maybe(rule, RDFS + "label") or identifier_of(rule),
            evidence=tuple(sorted((self.evidence(each) for each in self.texts(node, ZT + "evidence")), key=_place)),
            time=self.maybe(node, ZT + "time"),
            attribution=None if source is None else self.entity(source),
            theme=self.maybe(node, ZT + "theme"),
            quantities=tuple(self.quantity(each) for each in sorted(self.texts(node, ZT + "quantity"))),
            steps=self.steps(node),
        )


def _place(evidence: Evidence) -> tuple[int, int]:
    return evidence.start, evidence.end


def statement_order(statement: Statement) -> tuple[int, int, str]:
    """The order of statements in a document: by the place of their first evidence, then by id."""
    first = min((_place(each) for each in statement.evidence), default=(0, 0))
    return (*first, statement.id)


def documents_of(quads: Iterable[Quad]) -> tuple[Document, ...]:
    """The documents of a graph without what was found in them, sorted by id. Raises GraphError where one lacks what it must have."""
    reader = _Reader(quads)
    return tuple(sorted((reader.document(node) for node in reader.of_type(ZT + "Document")), key=lambda document: document.id))


def statements_of(quads: Iterable[Quad]) -> dict[str, Statement]:
    """The statements of a piece of a graph by their addresses; it need not hold the documents' texts. Raises GraphError."""
    reader = _Reader(quads)
    return {node: reader.statement(node) for node in reader.of_type(ZT + "Statement")}


def extractions_of(quads: Sequence[Quad]) -> tuple[Extraction, ...]:
    """The extractions that a graph was built from, sorted by document id. Raises GraphError where the graph is not one of ztgraph.

    From a dataset each document has its own register of mentions; from a union of graphs (Turtle) an entity that several documents
    share has the mentions of all.
    """
    by_graph: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        by_graph[quad.graph].append(quad)
    found: list[Extraction] = []
    for graph in sorted(by_graph):
        reader = _Reader(by_graph[graph])
        statements: dict[str, list[Statement]] = defaultdict(list)
        for node in reader.of_type(ZT + "Statement"):
            statement = reader.statement(node)
            statements[statement.document].append(statement)
        for node in reader.of_type(ZT + "Document"):
            document = reader.document(node)
            entities = sorted(reader.register(reader.texts(node, ZT + "mentions")), key=lambda entity: entity.id)
            own = sorted(statements.get(document.id, []), key=statement_order)
            found.append(Extraction(document, tuple(entities), tuple(own)))
    if not found:
        raise GraphError("holds no document of ztgraph", place="graph", remedy="use a graph that ztgraph build has written")
    return tuple(sorted(found, key=lambda extraction: extraction.document.id))


def load_extractions(path: Path, limits: Limits = DEFAULT_LIMITS) -> tuple[Extraction, ...]:
    """The documents, entities and statements of a graph file (Turtle, TriG, N-Quads, N-Triples). Raises GraphError."""
    try:
        return extractions_of(read_quads(path, limits))
    except GraphError as error:
        if error.place == "graph":
            raise GraphError(error.message, place=str(path), remedy=error.remedy) from error
        raise
