"""The grammar's word knowledge from the rules: complements and signatures, verbs of saying, the kinds of head nouns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

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
    verbs, control = _from_frames(rules, cues.signatures("embedding", "verbs"), cues.words("embedding", "phrase_control"))
    return GrammarWords(
        verbs=verbs,
        nouns=_tables(cues.signatures("embedding", "nouns")),
        adjectives=_tables(cues.signatures("embedding", "adjectives")),
        saying=cues.words("speech", "saying"),
        finding=cues.words("speech", "finding"),
        faulting=cues.words("speech", "faulting"),
        kinds=kinds,
        phrase_control=control,
    )


_CONTROLLING: Final = frozenset({"directed", "urged", "requested_of", "expected_of", "approved", "recommended_to"})


def _from_frames(
    rules: Rules, given: Mapping[str, Mapping[str, str]], control: frozenset[str]
) -> tuple[dict[str, dict[str, str]], frozenset[str]]:
    """What the frames tell of complements: who is urged or ordered acts in the infinitive, and "that.agent" asks for a that-clause."""
    verbs = _tables(given)
    phrasal = set(control)
    for name in sorted(rules.relations):
        for frame in rules.relations[name].frames:
            if frame.trigger_pos != "verb":
                continue
            for trigger in frame.triggers:
                if "that.agent" in frame.object or frame.complement == "that":
                    verbs.setdefault(trigger, {}).setdefault("that", "o/o")
                if name in _CONTROLLING and {"patient", "recipient"} & set(frame.object) and frame.complement != "none":
                    verbs.setdefault(trigger, {}).setdefault("obj-to", "o/o")
                if name in ("urged", "expected_of", "requested_of") and {"on", "for", "upon", "to", "with"} & set(frame.object):
                    phrasal.add(trigger.split()[0])
    return verbs, frozenset(phrasal)


def _tables(given: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    return {lemma: dict(entry) for lemma, entry in given.items()}
