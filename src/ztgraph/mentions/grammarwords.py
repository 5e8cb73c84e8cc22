"""The grammar's word knowledge from the rules: complements and signatures, verbs of saying, the kinds of head nouns."""

from __future__ import annotations

from ztgraph.language.grammarwords import GrammarWords
from ztgraph.rules.objects import Rules


def grammar_words(rules: Rules) -> GrammarWords:
    """The parser's view of ``rules``."""
    heads, cues = rules.heads, rules.cues
    kinds: dict[str, str] = {}
    for kind in ("place", "event", "instrument", "population", "group", "agency"):
        for noun in sorted(getattr(heads, kind)):
            kinds[noun] = kind
    for role in sorted(rules.titles.lower):
        kinds.setdefault(role.split()[-1], "group")
    return GrammarWords(
        verbs=cues.signatures("embedding", "verbs"),
        nouns=cues.signatures("embedding", "nouns"),
        adjectives=cues.signatures("embedding", "adjectives"),
        saying=cues.words("speech", "saying"),
        finding=cues.words("speech", "finding"),
        kinds=kinds,
        phrase_control=cues.words("embedding", "phrase_control"),
    )
