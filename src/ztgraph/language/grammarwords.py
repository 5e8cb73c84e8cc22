"""What the grammar needs to know of words: which verbs take which complements, which nouns are roles. Filled from the lexicon's cues."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class GrammarWords:
    """Word knowledge for the parser.

    ``verbs``, ``nouns`` and ``adjectives`` map a lemma to its complements and their signatures (see ``ztgraph.language.factuality``);
    ``saying``, ``finding`` and ``faulting`` ("accused B of …") are verbs that name the source of a claim; ``kinds`` maps head nouns
    to the kind they suggest.
    """

    verbs: dict[str, dict[str, str]] = field(default_factory=dict)
    nouns: dict[str, dict[str, str]] = field(default_factory=dict)
    adjectives: dict[str, dict[str, str]] = field(default_factory=dict)
    saying: frozenset[str] = frozenset()
    finding: frozenset[str] = frozenset()
    faulting: frozenset[str] = frozenset()
    kinds: dict[str, str] = field(default_factory=dict)
    phrase_control: frozenset[str] = frozenset()

    def kind_of(self, lemma: str) -> str:
        """The kind that a head noun suggests, "" if none."""
        return self.kinds.get(lemma, "")

    def entry(self, verb: str, particles: list[str]) -> dict[str, str]:
        """The complements of a verb; a verb with its particle ("turn out") before the bare verb."""
        for particle in particles[:1]:
            found = self.verbs.get(f"{verb} {particle}")
            if found is not None:
                return found
        return self.verbs.get(verb, {})

    def reports(self, verb: str) -> bool:
        """Whether a verb names the source of what it embeds."""
        return verb in self.saying or verb in self.finding

    def takes_clause(self, verb: str) -> bool:
        """Whether a verb takes a that-clause."""
        return verb in self.saying or verb in self.finding or "that" in self.verbs.get(verb, ())
