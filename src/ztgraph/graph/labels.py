"""A sentence that a person can read for each statement: its ``rdfs:label``."""

from __future__ import annotations

from ztgraph.graph.relations import RelationNames
from ztgraph.model import Quantity, Statement


def _clean(text: str) -> str:
    """One line: runs of white space become one space."""
    return " ".join(text.split())


def statement_label(statement: Statement, relation: RelationNames) -> str:
    """For example ``DOJ did not coordinate with U.S. Attorneys (2018-05-04, according to DOJ OIG)``.

    What is planned, required or possible only says so in the parenthesis, for its verb reads like a fact.
    """
    verb = relation.negative_label if statement.polarity == "negative" else relation.label
    sentence = f"{_clean(statement.subject.label)} {verb} {_clean(statement.object.label)}"
    if statement.theme:
        sentence += f": {_clean(statement.theme)}"
    notes = []
    if statement.modality == "other":
        notes.append("not stated as a fact")
    if statement.time is not None:
        notes.append(statement.time)
    if statement.attribution is not None:
        notes.append(f"according to {_clean(statement.attribution.label)}")
    return f"{sentence} ({', '.join(notes)})" if notes else sentence


def quantity_label(quantity: Quantity) -> str:
    """For example ``object: over 3,000``."""
    return f"{quantity.role}: {_clean(quantity.words)}"
