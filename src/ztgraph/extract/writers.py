"""Who speaks through a paper: "the report recommends that B act" is its author's advice."""

from __future__ import annotations

from typing import Final

from ztgraph.language.trees import Phrase
from ztgraph.mentions.referents import Referent
from ztgraph.mentions.register import Register
from ztgraph.model import ACTOR_KINDS

# What an overseer puts out of its own work: it speaks for its author. Other papers (an indictment, a letter) are somebody else's.
REPORTS: Final = frozenset(
    """follow-up followup fieldwork testing report review audit evaluation inspection investigation study assessment analysis
 examination survey inquiry finding
 memorandum""".split()
)
# Papers that do what their authors do: the finding of an investigation is not its own author's act.
_OVERSEERS: Final = frozenset({"inspector", "auditor", "comptroller", "ombudsman", "watchdog"})
_ACTING: Final = frozenset("report review audit evaluation inspection study assessment survey".split())


# Who got, saw or asked for a paper did not write it.
_GETTING: Final = frozenset(
    "obtain review see read receive cite quote request order commission demand seek leak provide share send".split()
)


def writer(register: Register, paper: Phrase) -> Referent | None:
    """The actor that owns or wrote a paper, or else the author of the document."""
    owner = register.resolve(paper.possessor) if paper.possessor is not None else None
    if owner is None:
        owner = next((r for p in _writers(paper) if (r := register.resolve(p)) is not None and r.kind in ACTOR_KINDS), None)
    return owner if owner is not None and owner.kind in ACTOR_KINDS else register.author() or _overseer(register)


def _overseer(register: Register) -> Referent | None:
    """The one inspector general, auditor or ombudsman that the text has named, whose report it is if no office is named."""
    found = [r for r in register.window() if r.kind in ("person", "group") and not r.plural and (r.roles | r.heads) & _OVERSEERS]
    return found[0] if len(found) == 1 else None


def speaks(phrase: Phrase) -> bool:
    """Whether a phrase is a report that stands for its author as the subject of what it does."""
    definite = phrase.possessor is not None or (phrase.determiner is not None and phrase.determiner.norm in ("the", "this", "our"))
    return phrase.head.tag == "N" and phrase.head.noun in _ACTING and definite


def _writers(paper: Phrase) -> list[Phrase]:
    """Who wrote a paper, where the text adds it: "a report by B", "a report from B", "a report released Thursday by B"."""
    near = [p for pp in paper.pps if pp.word in ("by", "from") for p in pp.group]
    passive = [c for c in paper.clauses if c.relation == "reduced" and c.passive and c.verb not in _GETTING]
    return near or [p for c in passive for pp in c.pps if pp.word == "by" for p in pp.group]
