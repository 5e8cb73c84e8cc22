"""Agreement with what the text has said before: "The panel made two recommendations. The Navy concurred." """

from __future__ import annotations

from typing import Final

from ztgraph.language.trees import Clause, Phrase
from ztgraph.mentions.referents import Referent
from ztgraph.mentions.register import Register
from ztgraph.model import ACTOR_KINDS

# Verbs that stand alone where the text has said what was recommended, with the frames whose names they go by.
AGREEING: Final = {"agree": "agree", "concur": "agree", "disagree": "disagree", "nonconcur": "disagree"}
DISAGREEING: Final = frozenset({"disagree", "nonconcur"})
_AGREED: Final = frozenset({"recommendation", "finding", "conclusion", "suggestion", "observation"})
_TOPICAL: Final = frozenset({"with", "to", "in", "on", "that", "about", "upon", "over", "for"})


def bare_agreement(clause: Clause, register: Register) -> list[tuple[Phrase, Referent, Referent]]:
    """Who agrees with what in a clause that names only who: the phrase of each actor, the actor, what was recommended or found last."""
    if clause.passive or clause.objects or clause.complements or any(pp.word in _TOPICAL for pp in clause.pps):
        return []
    if clause.verb in DISAGREEING and clause.negation is not None:
        return []  # "neither agreed nor disagreed"
    found: list[tuple[Phrase, Referent, Referent]] = []
    for subject in clause.subject:
        actor = register.resolve(subject)
        thing = next((r for r in register.window() if r.kind == "instrument" and r.heads & _AGREED), None)
        if actor is not None and thing is not None and actor.kind in ACTOR_KINDS:
            found.append((subject, actor, thing))
    return found
