"""The closed vocabulary of grammatical positions that frames may name, by the part of speech of the trigger.

Positions are deep roles: ``patient`` is the object of an active and the subject of a passive verb alike, so a frame never speaks of voice
or word order. docs/rules.md explains each with an example.
"""

from __future__ import annotations

from ztgraph.rules.objects import TriggerPos

# fmt: off
PREPOSITIONS: frozenset[str] = frozenset({
    "about", "across", "after", "against", "among", "around", "as", "at", "before", "behind", "between", "beyond", "by", "concerning",
    "during", "for", "from", "in", "into", "of", "off", "on", "onto", "out", "over", "per", "regarding", "since", "through", "to",
    "toward", "towards", "under", "until", "up", "upon", "via", "with", "within", "without",
})
# fmt: on

CLAUSES: frozenset[str] = frozenset(
    {
        "that.agent",
        "that.patient",
        "infinitive.agent",
        "infinitive.patient",
        "ing.agent",
        "ing.patient",
        "whether.agent",
        "whether.patient",
    }
)

POSSESSORS: frozenset[str] = frozenset(
    {
        "patient.possessor",
        "of.possessor",
        "into.possessor",
        "on.possessor",
        "to.possessor",
        "with.possessor",
        "for.possessor",
        "support.possessor",
    }
)

_VERB = (
    PREPOSITIONS | CLAUSES | POSSESSORS | {"agent", "patient", "patient.of", "recipient", "coagent", "ing", "infinitive", "modal", "host"}
)
_NOUN = (
    PREPOSITIONS | CLAUSES | POSSESSORS | {"host", "governor", "self", "possessor", "modifier", "support", "receiver", "recipient", "agent"}
)
_ADJECTIVE = PREPOSITIONS | CLAUSES | {"agent", "patient", "coagent"}

POSITIONS: dict[TriggerPos, frozenset[str]] = {"verb": _VERB, "noun": _NOUN, "adjective": _ADJECTIVE}
ALL_POSITIONS: frozenset[str] = _VERB | _NOUN | _ADJECTIVE
