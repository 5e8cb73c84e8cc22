"""A statement as a line that people read, the same in every command."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ztgraph.model import Statement


class Labels(Protocol):
    """What a relation is called, and its negation."""

    @property
    def label(self) -> str: ...
    @property
    def negative_label(self) -> str: ...


def relation_label(statement: Statement, relations: Mapping[str, Labels]) -> str:
    """``referred to``, ``did not refer to``; in brackets where the statement is not asserted."""
    known = relations.get(statement.predicate)
    name = statement.predicate.replace("_", " ")
    if statement.polarity == "positive":
        label = known.label if known else name
    else:
        label = known.negative_label if known else f"not: {name}"
    return label if statement.modality == "asserted" else f"[{label}]"


def statement_line(statement: Statement, relations: Mapping[str, Labels]) -> str:
    """``DOJ did not coordinate with U.S. Attorneys (2018-05-04; says DOJ OIG)``."""
    notes = [statement.time or "", f"says {statement.attribution.label}" if statement.attribution else ""]
    tail = "; ".join(note for note in notes if note)
    line = f"{statement.subject.label} {relation_label(statement, relations)} {statement.object.label}"
    return f"{line} ({tail})" if tail else line
