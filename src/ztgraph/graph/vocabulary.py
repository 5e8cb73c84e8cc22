"""Namespaces and names: how ids of the model become IRIs, and IRIs become ids again.

``--base`` changes where entities, documents, statements and rules live; the vocabulary ``zt:`` stays where it is, so that the same
query, shape and ontology fit every graph that ztgraph writes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from ztgraph.errors import GraphError
from ztgraph.graph.terms import RDF, XSD, check_iri

BASE = "https://w3id.org/ztgraph/"
ZT = BASE + "ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
DCTERMS = "http://purl.org/dc/terms/"
DC = "http://purl.org/dc/elements/1.1/"
OA = "http://www.w3.org/ns/oa#"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PROV = "http://www.w3.org/ns/prov#"
ORG = "http://www.w3.org/ns/org#"
FOAF = "http://xmlns.com/foaf/0.1/"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
WIKIDATA = "http://www.wikidata.org/entity/"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"

VOCABULARIES: dict[str, str] = {
    "zt": ZT, "rdf": RDF, "rdfs": RDFS, "owl": OWL, "xsd": XSD, "dcterms": DCTERMS, "dc": DC, "oa": OA, "schema": SCHEMA, "skos": SKOS,
    "prov": PROV, "org": ORG, "foaf": FOAF, "sem": SEM, "wd": WIKIDATA, "edtf": "http://id.loc.gov/datatypes/edtf/",
}  # fmt: skip

CLASS_OF_KIND: dict[str, str] = {
    "agency": ZT + "Agency",
    "person": ZT + "Person",
    "group": ZT + "Group",
    "population": ZT + "Population",
    "instrument": ZT + "Instrument",
}
KIND_OF_CLASS: dict[str, str] = {iri: kind for kind, iri in CLASS_OF_KIND.items()}

# Scheme, host and port as they must be; what follows them is encoded where need be.
_WEB = re.compile(r"(?P<site>(?i:https?)://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?)(?P<rest>(?:[/?#].*)?)", re.DOTALL)
_RELATION_ID = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")


def property_name(relation: str, *, negative: bool = False) -> str:
    """The local name of a relation's property: ``coordinated_with`` gives ``coordinatedWith``, negative ``notCoordinatedWith``.

    Raises GraphError where ``relation`` is no relation id (lower-case words joined by ``_``).
    """
    if _RELATION_ID.fullmatch(relation) is None:
        raise GraphError(f"not a relation id: {relation!r}", remedy="use lower-case words joined by _")
    words = (["not"] if negative else []) + relation.split("_")
    return words[0] + "".join(word.capitalize() for word in words[1:])


def property_iri(relation: str, *, negative: bool = False) -> str:
    """The IRI of a relation's property or of its negative twin."""
    return ZT + property_name(relation, negative=negative)


def relation_of(iri: str) -> str:
    """The relation id of a positive property's IRI. Raises GraphError for an IRI of another namespace."""
    if not iri.startswith(ZT):
        raise GraphError("not a relation of ztgraph", place=iri)
    return re.sub(r"[A-Z]", lambda match: f"_{match.group().lower()}", iri[len(ZT) :])


def segment(identifier: str) -> str:
    """``identifier`` percent-encoded as one segment of a path. Raises GraphError where it is empty or holds a lone surrogate."""
    if not identifier:
        raise GraphError("an empty id cannot be named in a graph", remedy="give every document, entity and rule an id")
    try:
        return quote(identifier, safe="-._~")
    except UnicodeEncodeError as error:
        raise GraphError(
            "an id holds a lone surrogate", place=repr(identifier), remedy="read the document with the right encoding"
        ) from error


def web_address(address: str) -> str | None:
    """``address`` as an IRI where it is one of the web (http or https), else ``None``; what an IRI cannot hold is percent-encoded."""
    match = _WEB.fullmatch(address)
    if match is None:
        return None
    try:
        rest = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(match["rest"], safe="%/:?@!$&'()*+,;=~-._#"))
    except UnicodeEncodeError:
        return None
    before, mark, fragment = rest.partition("#")
    return f"{match['site']}{before}{mark}{fragment.replace('#', '%23')}"


@dataclass(frozen=True, slots=True)
class Names:
    """IRIs of one graph's individuals under ``base``, which ends with ``/`` or ``#``."""

    base: str = BASE

    def __post_init__(self) -> None:
        check_iri(self.base)
        if not self.base.endswith(("/", "#")):
            raise GraphError("a base address must end with / or #", place=self.base, remedy=f"use {self.base}/")

    def entity(self, identifier: str) -> str:
        """The IRI of an entity."""
        return f"{self.base}id/{segment(identifier)}"

    def document(self, identifier: str) -> str:
        """The IRI of a document, which is also that of its named graph."""
        return f"{self.base}doc/{segment(identifier)}"

    def statement(self, identifier: str) -> str:
        """The IRI of a statement."""
        return f"{self.base}st/{segment(identifier)}"

    def rule(self, identifier: str) -> str:
        """The IRI of a rule, ``relation/frame``."""
        return f"{self.base}rule/{'/'.join(segment(part) for part in identifier.split('/'))}"

    def prefixes(self) -> dict[str, str]:
        """Prefix to namespace, for the writers."""
        own = {name: f"{self.base}{name}/" for name in ("id", "doc", "st", "rule")}
        return dict(sorted({**VOCABULARIES, **own}.items()))


def evidence_iri(document_iri: str, start: int, end: int) -> str:
    """The IRI of a piece of a document by RFC 5147: characters from ``start`` to ``end``, end exclusive, in code points."""
    return f"{document_iri}#char={start},{end}"


def identifier_of(iri: str) -> str:
    """The id that an IRI of ``Names`` was made from (rules: the frame only)."""
    return unquote(re.split(r"[/#]", iri)[-1])


def base_of(document_iri: str) -> str:
    """The base under which a document's IRI was made. Raises GraphError where the IRI is of another shape."""
    match = re.fullmatch(r"(.*[/#])doc/[^/#]+", document_iri)
    if match is None:
        raise GraphError("not a document of ztgraph", place=document_iri)
    return match[1]
