"""Which actor a name means: an index over all names of a graph's entities, by words and by groups of three letters."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ztgraph.graph.likeness import Named, plain, similarity, trigrams

SURE = 95.0  # the score from which a name that no other comes near is a match
CANDIDATES = 200  # entities that are compared with a name in full


@dataclass(frozen=True, slots=True)
class Match:
    """An entity that a name may mean, with a score from 0 to 100; ``sure`` where it is this one and no other."""

    entity: Named
    score: float
    sure: bool = False


@dataclass(slots=True)
class NameIndex:
    """All entities by their names."""

    entities: tuple[Named, ...]
    _plain: list[tuple[str, ...]] = field(default_factory=list)
    _by_word: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _by_trigram: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for number, entity in enumerate(self.entities):
            names = tuple(dict.fromkeys(filter(None, map(plain, (*entity.names, entity.id.replace("-", " "))))))
            self._plain.append(names)
            for word in {word for name in names for word in name.split()}:
                self._by_word[word].append(number)
            for trigram in {trigram for name in names for trigram in trigrams(name)}:
                self._by_trigram[trigram].append(number)

    def _candidates(self, name: str) -> Iterable[int]:
        """The entities that share most words and groups of letters with a plain name."""
        votes: Counter[int] = Counter()
        for word in name.split():
            weight = 3.0 / (1 + len(self._by_word.get(word, ())) ** 0.5)
            for number in self._by_word.get(word, ()):
                votes[number] += 10 + int(100 * weight)
        for trigram in trigrams(name):
            for number in self._by_trigram.get(trigram, ()):
                votes[number] += 1
        return (number for number, _ in sorted(votes.items(), key=lambda pair: (-pair[1], pair[0]))[:CANDIDATES])

    def find(self, name: str, *, kinds: frozenset[str] = frozenset(), limit: int = 10, within: frozenset[str] = frozenset()) -> list[Match]:
        """The entities that ``name`` may mean, best first; of those ``kinds`` and of those parents where they are given."""
        sought = plain(name)
        if not sought:
            return []
        found: list[Match] = []
        for number in self._candidates(sought):
            entity = self.entities[number]
            if kinds and entity.kind not in kinds:
                continue
            score = max((similarity(sought, each) for each in self._plain[number]), default=0.0)
            if within and not within & entity.parents:
                score = round(score * 0.8, 1)
            if score >= 30:
                found.append(Match(entity, score))
        found.sort(key=lambda match: (-match.score, not match.entity.curated, match.entity.label, match.entity.id))
        if found and found[0].score >= SURE and (len(found) == 1 or _stands_out(found[0], found[1])):
            found[0] = Match(found[0].entity, found[0].score, True)
        return found[:limit]

    def begins(self, prefix: str, *, limit: int = 10) -> list[Named]:
        """The entities one of whose names begins with ``prefix``, then those that hold it, those of the lexicon first."""
        sought = plain(prefix)
        ranked = []
        for entity, names in zip(self.entities, self._plain, strict=True):
            if any(name.startswith(sought) for name in names):
                ranked.append((0, not entity.curated, entity.label, entity.id, entity))
            elif any(sought in name for name in names):
                ranked.append((1, not entity.curated, entity.label, entity.id, entity))
        return [each[-1] for each in sorted(ranked, key=lambda each: each[:4])[:limit]]


def _stands_out(first: Match, second: Match) -> bool:
    """Whether the best match is better than the next, or known to the lexicon where the next is not."""
    return first.score > second.score or (first.entity.curated and not second.entity.curated)
