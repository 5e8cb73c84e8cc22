"""FollowTheMoney: one entity a line as JSON, for Aleph and its relatives.

What is asserted takes the schema that says it (Employment, Membership, Payment); everything else, what is denied or only planned
above all, is an UnknownLink whose role and status say so, because a specific schema would state it as a fact.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from ztgraph.export.network import Edge, network_of
from ztgraph.graph.terms import Quad, check_text
from ztgraph.graph.vocabulary import web_address
from ztgraph.identity import digest
from ztgraph.model import Document, Entity

_SCHEMA = {"agency": "Organization", "person": "Person", "group": "LegalEntity", "population": "LegalEntity", "instrument": "Document"}
_LEGAL = frozenset({"agency", "person", "group", "population"})
_PLAIN_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")
Properties = dict[str, list[str]]


def _line(name: str, schema: str, properties: Properties) -> str:
    kept = {key: [check_text(value) for value in values if value.strip()] for key, values in sorted(properties.items())}
    record: dict[str, Any] = {"id": name, "schema": schema, "properties": {key: values for key, values in kept.items() if values}}
    return json.dumps(record, ensure_ascii=False)


def _document_id(document: Document) -> str:
    return f"doc-{digest('document', document.id)}"


def _source(document: Document) -> Properties:
    address = web_address(document.url) if document.url else None
    return {"sourceUrl": [address] if address is not None else [], "publisher": [document.publisher or ""]}


def _document(document: Document) -> str:
    date = [document.date] if document.date and _PLAIN_DATE.fullmatch(document.date) else []
    properties = {
        "title": [document.title or document.id], "fileName": [document.source], "bodyText": [document.text], "date": date,
        "mimeType": [document.media_type], **_source(document),
    }  # fmt: skip
    return _line(_document_id(document), "PlainText", properties)


def _entity(entity: Entity, parents: frozenset[str]) -> str:
    schema = "PublicBody" if entity.kind == "agency" and entity.curated else _SCHEMA[entity.kind]
    address = web_address(entity.url) if entity.url else None
    properties: Properties = {
        "name": [entity.label],
        "alias": [mention for mention in entity.mentions if mention != entity.label],
        "wikidataId": [name for name in entity.same_as if re.fullmatch(r"Q[0-9]+", name)],
        "sourceUrl": [address] if address is not None else [],
    }
    if schema == "LegalEntity":
        properties["classification"] = [entity.kind]
    if schema in ("PublicBody", "Organization") and entity.part_of in parents:
        properties["parent"] = [entity.part_of or ""]
    return _line(entity.id, schema, properties)


def _link(edge: Edge) -> tuple[str, Properties]:
    """The schema of a statement and its two ends."""
    made = edge.statement
    subject, target = [made.subject.id], [made.object.id]
    kinds = made.subject.kind, made.object.kind
    if made.modality == "asserted" and made.polarity == "positive":
        if made.predicate == "affiliated_with" and kinds == ("person", "agency"):
            return "Employment", {"employee": subject, "employer": target}
        if made.predicate in ("affiliated_with", "part_of") and kinds[0] in _LEGAL and kinds[1] == "agency":
            return "Membership", {"member": subject, "organization": target}
        if made.predicate == "funded" and set(kinds) <= _LEGAL:
            return "Payment", {"payer": subject, "beneficiary": target}
    return "UnknownLink", {"subject": subject, "object": target}


def _dates(time: str | None) -> Properties:
    """A date as exact as the text has it; FollowTheMoney knows no seasons, so those stand in the description only."""
    if time is None:
        return {}
    start, slash, end = time.partition("/")
    if not slash:
        return {"date": [time]} if _PLAIN_DATE.fullmatch(time) else {}
    return {name: [value] for name, value in (("startDate", start), ("endDate", end)) if _PLAIN_DATE.fullmatch(value)}


def _statement(edge: Edge) -> str:
    made = edge.statement
    schema, ends = _link(edge)
    role = made.predicate.replace("_", " ")
    properties: Properties = {
        **ends, **_dates(made.time), **_source(edge.document),
        "role": [f"not {role}" if made.polarity == "negative" else role],
        "status": [f"{made.modality}, {made.polarity}"],
        "summary": [each.quote for each in made.evidence],
        "description": [edge.label],
        "proof": [_document_id(edge.document)],
        "recordId": [made.id],
    }  # fmt: skip
    if schema == "Payment":
        properties["purpose"] = [made.theme or ""]
        del properties["role"], properties["status"]
    return _line(made.id, schema, properties)


def write_ftm(quads: Sequence[Quad]) -> str:
    """Documents, entities and statements, one JSON object a line. Raises GraphError where it is not our graph."""
    network = network_of(quads)
    parents = frozenset(entity.id for entity in network.entities)
    lines = [_document(document) for document in network.documents]
    lines += [_entity(entity, parents) for entity in network.entities]
    lines += [_statement(edge) for edge in network.edges]
    return "".join(f"{line}\n" for line in lines)
