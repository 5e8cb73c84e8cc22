"""The cursor of the parser: the units of a sentence, the place reached, and what the layers of the grammar share."""

from __future__ import annotations

from typing import Final

from ztgraph.language import closed
from ztgraph.language.grammarwords import GrammarWords
from ztgraph.language.trees import Clause, Phrase, Preposition, Tree
from ztgraph.language.units import Unit

FINITE: Final = frozenset({"VZ", "VD", "MD", "HV", "BE", "DO"})
QUANTITY: Final = frozenset(
    "about nearly almost more over at least most than up to some roughly approximately under fewer less only just as many".split()
) | {"more than", "less than", "up to", "at least", "at most", "as many as", "as much as", "as few as", "no fewer than", "no less than"}
DEPTH: Final = 60  # clauses and phrases inside each other; what nests deeper is read as if it began anew
LOOK: Final = 60  # units that list and clause look-ahead may scan
RELATIVE: Final = frozenset({"who", "which", "whom", "whose", "that"})


class Cursor:
    """State of one parse. The methods that raise are those that a lower layer calls in a higher one.

    A recursive-descent grammar over tagged units; every decision looks a bounded number of units ahead, so the cost is linear in the length
    of the sentence.
    """

    def __init__(self, tree: Tree, words: GrammarWords) -> None:
        self.tree, self.units, self.words = tree, tree.units, words
        self.count = len(tree.units)
        self.k = 0
        self.depth = 0  # how many clauses and phrases are open around the place reached
        self.prepositions = closed.PREPOSITIONS
        self.asides: list[tuple[int, int]] = []  # parentheses that hold a clause
        self.joining: Clause | None = None  # the clause that "and" and a prepositional phrase go on with
        self.subject_level = 0  # inside how many subjects the grammar stands
        self.awaited = False  # whether the verb of a subject further out is still to come
        self.gap = False  # at the subject of a relative clause whose gap is the object
        self.of_role = False  # inside a phrase on a role or person: "the chief of staff, NAME", "a lawyer at B who …"
        self.fronting = False  # inside a phrase before the subject: "In the report the agency said …"
        self.ditransitive = False  # after a verb that takes two objects
        self.naming = False  # after a verb that gives somebody a post: "named Ann Doyle interim president"
        self.resultative = False  # after "keep", "leave", "have": a participle after the object is no relative
        self.joint = False  # after "with" of a participle inside a subject: "agents working with A and B arrested …"
        self.of_verb = False  # after a verb that takes "of" ("accuse B of", "inform B of")
        self.reporting = False  # after a verb that takes a that-clause
        self.root: Clause | None = None  # the main clause that is read
        self.quoting: list[Phrase] = []  # who says what follows the colon

    def kind_of(self, lemma: str) -> str:
        """The kind that a head noun suggests, "" if none."""
        return self.words.kind_of(lemma)

    def tag(self, offset: int = 0) -> str:
        i = self.k + offset
        return self.units[i].tag if i < self.count else "."

    def norm(self, offset: int = 0) -> str:
        i = self.k + offset
        return self.units[i].norm if i < self.count else ""

    def tag_at(self, i: int) -> str:
        return self.units[i].tag if 0 <= i < self.count else "."

    def norm_at(self, i: int) -> str:
        return self.units[i].norm if 0 <= i < self.count else ""

    def name_kind(self, i: int) -> str:
        """The kind of the name at unit ``i``, "" if there is none."""
        name = self.units[i].name if 0 <= i < self.count else None
        return name.kind if name is not None else ""

    # --- supplied by higher layers -------------------------------------------------------------------------------------------------

    def _after(self, phrase: Phrase, context: str) -> None:
        raise NotImplementedError

    def _apposition(self, phrase: Phrase, context: str) -> bool:
        raise NotImplementedError

    def prepositional(self, owner: Clause | None = None) -> Preposition | None:
        raise NotImplementedError

    def rest(self, clause: Clause) -> None:
        raise NotImplementedError

    def _comma(self, clause: Clause) -> bool:
        raise NotImplementedError

    def _conjunction(self, clause: Clause, comma: bool) -> bool:
        raise NotImplementedError

    def _finite(self, clause: Clause) -> bool:
        raise NotImplementedError

    def _joined_verb(self, clause: Clause, j: int, negation: Unit | None, finite: bool) -> bool:
        raise NotImplementedError

    def agent(self, clause: Clause) -> list[Phrase]:
        raise NotImplementedError

    def attach(self, clause: Clause, pp: Preposition) -> None:
        raise NotImplementedError

    def clause(self, relation: str, parent: Clause | None = None, connective: str = "") -> Clause:
        raise NotImplementedError

    def infinitive(self, parent: Clause | None, subject: list[Phrase], purpose: bool = False) -> Clause:
        raise NotImplementedError

    def open(self, relation: str, parent: Clause | None, connective: str = "") -> Clause:
        raise NotImplementedError

    def participle(self, relation: str, parent: Clause | None, subject: list[Phrase], antecedent: Phrase | None = None) -> Clause:
        raise NotImplementedError

    def subordinate(self, clause: Clause, subject: list[Phrase]) -> Clause:
        raise NotImplementedError
