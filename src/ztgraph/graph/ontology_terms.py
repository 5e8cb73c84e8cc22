"""The terms of the vocabulary that are not relations: classes, properties, and how all of it lines up with other vocabularies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class ClassTerm:
    """A class of ``zt:``; parents are ``prefix:local``."""

    name: str
    label: str
    comment: str
    parents: tuple[str, ...] = ()
    example: str = ""


@dataclass(frozen=True, slots=True)
class PropertyTerm:
    """A property of ``zt:``; ``is_iri`` marks an annotation property whose values are IRIs."""

    name: str
    kind: Literal["object", "data", "annotation"]
    label: str
    comment: str
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    example: str = ""
    is_iri: bool = False


CLASSES: tuple[ClassTerm, ...] = (
    ClassTerm(
        "Entity", "entity", "An actor or a thing that a document speaks of.", example="the Department of Justice; separated children"
    ),
    ClassTerm(
        "Agency",
        "agency",
        "A department, bureau, office, court, company or other organisation.",
        ("zt:Entity", "org:Organization", "foaf:Organization", "prov:Agent"),
        "the U.S. Marshals Service",
    ),
    ClassTerm("Person", "person", "A named person.", ("zt:Entity", "foaf:Person", "prov:Person"), "Michael E. Horowitz"),
    ClassTerm(
        "Group", "group", "People named by their role.", ("zt:Entity", "foaf:Group", "prov:Agent"), "Southwest border U.S. Attorneys"
    ),
    ClassTerm("Population", "population", "People to whom things are done.", ("zt:Entity",), "family unit adults"),
    ClassTerm(
        "Instrument",
        "instrument",
        "A policy, law, order, report, recommendation, program, grant, contract or system.",
        ("zt:Entity",),
        "a zero tolerance policy",
    ),
    ClassTerm(
        "Statement",
        "statement",
        "That a document says of two entities that they stand, do not stand, or may stand in a relation.",
        ("prov:Entity",),
        example="DOJ did not coordinate with Southwest border U.S. Attorneys (2018-05-04, according to DOJ OIG)",
    ),
    ClassTerm("Document", "document", "A source, with its text.", ("foaf:Document", "prov:Entity"), "a press release"),
    ClassTerm(
        "Evidence",
        "evidence",
        "A piece of a document on which a statement stands.",
        ("oa:TextPositionSelector", "oa:TextQuoteSelector", "prov:Entity"),
        example="characters 2127 to 2203 of a press release",
    ),
    ClassTerm("Quantity", "quantity", "A number that the text gives for one role of a statement.", (), "over 3,000 children"),
    ClassTerm("Rule", "rule", "The relation and the frame that made a statement.", ("prov:Plan",), "coordinated_with/coordinate"),
    ClassTerm(
        "Relation",
        "relation",
        "A property that statements are made with; its negative twin says that the source denies it.",
        (),
        example="zt:coordinatedWith, whose negative twin is zt:notCoordinatedWith",
    ),
)

_S, _Q, _E, _D = ("zt:Statement",), ("zt:Quantity",), ("zt:Entity",), ("zt:Document",)
_STRING = ("xsd:string",)

PROPERTIES: tuple[PropertyTerm, ...] = (
    PropertyTerm(
        "subject",
        "object",
        "subject",
        "Who or what the statement is about.",
        _S,
        _E,
        example="the Department of Homeland Security, in: DHS referred adults to DOJ",
    ),
    PropertyTerm(
        "predicate",
        "object",
        "predicate",
        "The relation, always the positive property; polarity says whether the source denies it.",
        _S,
        ("zt:Relation",),
        example="zt:referredTo, in: DHS referred adults to DOJ",
    ),
    PropertyTerm(
        "object",
        "object",
        "object",
        "The other end of the relation.",
        _S,
        _E,
        example="the Department of Justice, in: DHS referred adults to DOJ",
    ),
    PropertyTerm(
        "polarity",
        "data",
        "polarity",
        "positive, or negative where the source says that it did not happen.",
        _S,
        _STRING,
        example="negative",
    ),
    PropertyTerm(
        "modality",
        "data",
        "modality",
        "asserted, or other for what is planned, expected, required, recommended, conditional or possible.",
        _S,
        _STRING,
        example="asserted",
    ),
    PropertyTerm(
        "time",
        "annotation",
        "time",
        "When it happened, as exact as the text says and no more (EDTF).",
        _S,
        ("edtf:EDTF",),
        example="2018-05-04; 2018-21 (spring of 2018)",
    ),
    PropertyTerm(
        "earliest", "annotation", "earliest day", "The first day on which it can have happened.", _S, ("xsd:date",), example="2018-03-01"
    ),
    PropertyTerm(
        "latest", "annotation", "latest day", "The last day on which it can have happened.", _S, ("xsd:date",), example="2018-05-31"
    ),
    PropertyTerm(
        "attributedTo",
        "object",
        "attributed to",
        "The actor whose claim or finding it is; none where the document itself says it.",
        _S,
        _E,
        example="the DOJ OIG, in: the DOJ OIG found that DOJ had not coordinated with …",
    ),
    PropertyTerm(
        "theme",
        "data",
        "theme",
        "What was referred, provided, requested or recommended, in the document's words.",
        _S,
        _STRING,
        example="a draft of the report",
    ),
    PropertyTerm(
        "evidence",
        "object",
        "evidence",
        "A piece of text on which the statement stands.",
        _S,
        ("zt:Evidence",),
        ("prov:wasDerivedFrom",),
        example="the words: DOJ had not effectively coordinated with …",
    ),
    PropertyTerm(
        "rule",
        "object",
        "rule",
        "The relation and frame that made the statement.",
        _S,
        ("zt:Rule",),
        example="the rule coordinated_with/coordinate",
    ),
    PropertyTerm(
        "derivation",
        "data",
        "derivation",
        "Why the statement says what it says: one line a step with its place in the text.",
        _S,
        _STRING,
        example="trigger 2127-2140: coordinate, verb",
    ),
    PropertyTerm(
        "quantity",
        "object",
        "quantity",
        "A number that the text gives for one role.",
        _S,
        _Q,
        example="over 3,000, in: over 3,000 children had been separated from their parents",
    ),
    PropertyTerm("role", "data", "role", "The role that a quantity counts: subject, object or theme.", _Q, _STRING, example="subject"),
    PropertyTerm("words", "data", "words", "The quantity in the document's words.", _Q, _STRING, example="over 3,000"),
    PropertyTerm("value", "data", "value", "The quantity as a number.", _Q, ("xsd:decimal",), example="3000"),
    PropertyTerm("bound", "data", "bound", "exact, at_least, at_most, more_than, less_than or about.", _Q, _STRING, example="more_than"),
    PropertyTerm(
        "document",
        "object",
        "document",
        "The document that a statement or a piece of evidence is of.",
        (),
        _D,
        example="the press release in which the words stand",
    ),
    PropertyTerm(
        "mentions",
        "object",
        "mentions",
        "An entity that the document speaks of.",
        _D,
        _E,
        ("schema:mentions",),
        example="a press release mentions the Department of Justice",
    ),
    PropertyTerm(
        "mentionedAs",
        "data",
        "mentioned as",
        "A description or pronoun by which a document refers to the entity; no name outside it.",
        _E,
        _STRING,
        example="the Department",
    ),
    PropertyTerm(
        "text",
        "data",
        "text",
        "The text that all offsets refer to, in Unicode code points.",
        _D,
        _STRING,
        example="FOR IMMEDIATE RELEASE …",
    ),
    PropertyTerm("sha256", "data", "SHA-256", "The digest of the text in UTF-8.", _D, _STRING, example="64 hexadecimal digits"),
    PropertyTerm(
        "sameTextAs",
        "object",
        "same text as",
        "A document with the same text, which has the statements of both.",
        _D,
        _D,
        example="a release that came as release.txt and again as copy.txt",
    ),
    PropertyTerm("reader", "data", "reader", "The part of ztgraph that read the document.", _D, _STRING, example="plain"),
    PropertyTerm("readerVersion", "data", "reader version", "The version of ztgraph that read the document.", _D, _STRING, example="0.1.0"),
    PropertyTerm(
        "sourceName", "data", "source name", "The name of the file or of the corpus line.", _D, _STRING, example="press-release.txt"
    ),
    PropertyTerm(
        "address",
        "data",
        "address",
        "An address that the source gives and that is not one of the web.",
        (),
        _STRING,
        example="ftp://ftp.example.org/report.txt",
    ),
    PropertyTerm("reportNumber", "data", "report number", "The number that a report bears.", _D, _STRING, example="21-028"),
    PropertyTerm(
        "page",
        "data",
        "page",
        "The page of the file on which a piece of evidence begins.",
        ("zt:Evidence",),
        ("xsd:integer",),
        example="12",
    ),
    PropertyTerm(
        "curated",
        "data",
        "curated",
        "Whether the entity is one of the lexicon and means the same in every document.",
        _E,
        ("xsd:boolean",),
        example="true for the Department of Justice, false for the contractor of one report",
    ),
    PropertyTerm(
        "parent",
        "object",
        "parent",
        "The agency that curated data name as the parent; zt:partOf says the same for queries.",
        _E,
        _E,
        ("zt:partOf",),
        example="the OIG's parent is the Department",
    ),
    PropertyTerm(
        "negativeTwin",
        "annotation",
        "negative twin",
        "The property that says that the source denies the relation.",
        ("zt:Relation",),
        is_iri=True,
        example="zt:notCoordinatedWith, of zt:coordinatedWith",
    ),
    PropertyTerm(
        "relationId",
        "annotation",
        "relation id",
        "The name of the relation in rule files and statement records.",
        ("zt:Relation",),
        _STRING,
        example="coordinated_with",
    ),
    PropertyTerm(
        "family", "annotation", "family", "The family of relations that it belongs to.", ("zt:Relation",), _STRING, example="oversight"
    ),
)

PLOVER: dict[str, tuple[str, ...]] = {
    "agreed_with": ("AGREE",),
    "apprehended": ("COERCE",),
    "approved": ("AGREE", "YIELD"),
    "consulted": ("CONSULT",),
    "coordinated_with": ("COOPERATE",),
    "directed": ("REQUEST",),
    "ended": ("YIELD",),
    "funded": ("AID",),
    "informed": ("CONSULT",),
    "interviewed": ("CONSULT",),
    "investigated": ("ACCUSE",),
    "prosecuted": ("COERCE", "SANCTION"),
    "provided_to": ("AID",),
    "recommended_to": ("REQUEST",),
    "referred_to": ("COOPERATE",),
    "requested_of": ("REQUEST",),
    "responded_to": ("CONSULT",),
    "reunified_with": ("YIELD",),
    "separated_from": ("COERCE",),
    "urged": ("REQUEST",),
}
"""Event classes of PLOVER that come close to a relation."""

MATCHES: dict[str, tuple[str, ...]] = {
    "affiliated_with": ("org:memberOf",),
    "funded": ("schema:funder",),
    "part_of": ("org:subOrganizationOf", "dcterms:isPartOf"),
}
"""Terms of other vocabularies that come close to a relation."""

TERM_MATCHES: dict[str, tuple[str, ...]] = {
    "Entity": ("sem:Actor",),
    "Statement": ("sem:Event", "rdf:Statement"),
    "attributedTo": ("prov:wasAttributedTo",),
    "document": ("oa:hasSource",),
    "earliest": ("sem:hasEarliestBeginTimeStamp",),
    "latest": ("sem:hasLatestEndTimeStamp",),
    "object": ("rdf:object", "sem:hasActor"),
    "predicate": ("rdf:predicate", "sem:eventType"),
    "subject": ("rdf:subject", "sem:hasActor"),
    "time": ("sem:hasTime",),
}
"""Terms of other vocabularies that come close to a class or property of ours that is no relation."""

EXTERNAL: dict[str, tuple[str, ...]] = {
    "class": (
        "foaf:Document",
        "foaf:Group",
        "foaf:Organization",
        "foaf:Person",
        "oa:TextPositionSelector",
        "oa:TextQuoteSelector",
        "org:Organization",
        "prov:Agent",
        "prov:Entity",
        "prov:Person",
        "prov:Plan",
        "skos:Concept",
    ),
    "object": ("prov:wasDerivedFrom", "schema:mentions"),
    "annotation": (
        "dc:format",
        "dc:publisher",
        "dcterms:date",
        "dcterms:identifier",
        "dcterms:license",
        "dcterms:title",
        "oa:end",
        "oa:exact",
        "oa:prefix",
        "oa:start",
        "oa:suffix",
        "schema:sameAs",
        "schema:url",
        "skos:altLabel",
        "skos:closeMatch",
        "skos:example",
        "skos:notation",
    ),
}
"""Terms of others that the graph or the ontology uses, by what they are declared as here."""
