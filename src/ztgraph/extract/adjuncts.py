"""Relations that a preposition of several words states between its complement and the agent of the clause.

"jointly with B", "at the request of B", "contrary to policy": the data are in ``cues/prepositions.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator

from ztgraph.extract.frames import Candidate
from ztgraph.extract.positions import agent, patient
from ztgraph.language.trees import Clause, Phrase, Tree
from ztgraph.language.units import Unit
from ztgraph.mentions.register import Register
from ztgraph.rules.objects import Cues, Rules


def relating(cues: Cues) -> dict[str, dict[str, str]]:
    """The prepositions that state a relation: which end is which, and the relation."""
    return {word: dict(frame) for word, frame in cues.signatures("prepositions", "frames").items()}


_BEING = frozenset({"be", "remain", "stay", "act", "operate", "work", "behave"})


def _apart(frame: dict[str, str], fronted: bool, verb: str) -> bool:
    """Whether the clause's own negation leaves the relation alone.

    "Contrary to the policy, A did not file" is a breach and "A was not in violation of the policy" is none; "A did not file in accordance
    with the policy" is a breach, "in accordance with the policy, A did not file" is none.
    """
    if "absolute" not in frame:
        return False
    return fronted or (frame["absolute"] != "fronted" and verb not in _BEING)


class Adjuncts:
    """Finds the relations of ``cues/prepositions.yaml``."""

    def __init__(self, rules: Rules, register: Register, frames: dict[str, dict[str, str]]) -> None:
        self.rules, self.register, self.frames = rules, register, frames

    def find(self, tree: Tree) -> Iterator[Candidate]:
        """All candidates of a sentence."""
        for clause in tree.clauses:
            for pp in clause.pps:
                frame = self.frames.get(pp.word)
                if frame is None or clause.head is None:
                    continue
                apart = _apart(frame, pp.first < clause.head.first, clause.verb)
                hosts = agent(clause) or (patient(clause) if frame.get("passive") else [])
                for host in hosts:
                    for other in pp.group:
                        yield from self._pair(frame, pp.word, host, other, clause, clause.head, pp.negation is not None, apart)

    def _pair(
        self, frame: dict[str, str], word: str, host: Phrase, other: Phrase, clause: Clause, trigger: Unit, negated: bool, apart: bool
    ) -> Iterator[Candidate]:
        subject, thing = (host, other) if frame["subject"] == "host" else (other, host)
        relation = self.rules.relations[frame["relation"]]
        first, second = self.register.resolve(subject), self.register.resolve(thing)
        if first is None or second is None or first is second:
            return
        if first.kind not in relation.subject_kinds or second.kind not in relation.object_kinds:
            return
        negative = (frame.get("polarity") == "negative") != negated
        yield Candidate(
            relation.id,
            f"{relation.id}/{word.replace(' ', '_')}",
            subject,
            thing,
            trigger,
            clause,
            negative=negative,
            nominal=apart,
            subject_referent=first,
            object_referent=second,
        )
