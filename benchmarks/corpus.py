"""A corpus of any size from a grammar of sentence kinds, with the statements that each document makes, so that recall is known at scale.

    python benchmarks/corpus.py make 100000 corpus.jsonl [--seed 7] [--sentences 12]
    ztgraph extract corpus.jsonl --format score > found.jsonl
    python benchmarks/corpus.py recall corpus.jsonl found.jsonl

A line of the corpus is a document as ztgraph reads it; ``statements`` are in the form of ``tests/gold``. Document n depends on the seed and
n alone, so a larger corpus begins as a smaller one does. Names are made of syllables: what is read in one document helps in no other.
Between the sentences of known kinds stand others that state nothing of two actors. ``recall`` needs memory for one document at a time.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

CURATED = (
    "the Department of Energy", "the Department of Labor", "the Environmental Protection Agency", "the Federal Bureau of Investigation",
    "the Internal Revenue Service", "the Small Business Administration", "the Department of Commerce", "the Coast Guard", "FEMA", "NASA",
    "the Department of Education", "the Social Security Administration", "the Census Bureau", "the Food and Drug Administration",
)  # fmt: skip
_ONSETS = "b br c cl cr d dr f fl g gr h k l m n p pr qu r s st t tr v w".split()
_VOWELS = "a e i o u ai ea".split()
_CODAS = "ck l ll lm m n nd nt r rk rn rt s st th x".split()
_ENDS = "burg dale field ford ham mont ridge ton ville worth".split()
_BODIES = (
    "the {} Housing Authority", "the {} County Sheriff's Office", "the {} School Board", "{} Logistics, Inc.", "the {} Port Authority",
    "{} Memorial Hospital", "the {} Water Commission", "the {} Fire Department", "{} Engineering Corp.", "the {} Transit Agency",
)  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_FILLERS = (
    "The archive in {} fills two floors.", "Snow fell over {} for three days.", "The road to {} was paved twice.",
    "Most of the boxes were empty.", "The lamps in the hall had been replaced, and the paint was dry.", "Costs rose by {number} percent.",
    "The building dates from the time of the first railway to {}.", "Page {number} of the annex is blank.",
)  # fmt: skip


class Verb(NamedTuple):
    """A way of stating a relation: the forms of the verb, what stands before the object and after it."""

    predicate: str
    base: str
    past: str
    participle: str
    gerund: str
    before: str = ""
    after: str = ""
    passive: bool = True


VERBS = (
    Verb("informed", "inform", "informed", "informed", "informing", after=" of the delay"),
    Verb("informed", "notify", "notified", "notified", "notifying", after=" of the leak"),
    Verb("consulted", "consult", "consulted", "consulted", "consulting"),
    Verb("investigated", "investigate", "investigated", "investigated", "investigating"),
    Verb("investigated", "audit", "audited", "audited", "auditing"),
    Verb("funded", "fund", "funded", "funded", "funding"),
    Verb("oversaw", "oversee", "oversaw", "overseen", "overseeing"),
    Verb("prosecuted", "prosecute", "prosecuted", "prosecuted", "prosecuting"),
    Verb("directed", "direct", "directed", "directed", "directing", after=" to close the annex"),
    Verb("urged", "urge", "urged", "urged", "urging", after=" to repair the gate"),
    Verb("requested_of", "ask", "asked", "asked", "asking", after=" to count the crates"),
    Verb("coordinated_with", "coordinate", "coordinated", "coordinated", "coordinating", "with ", passive=False),
    Verb("referred_to", "refer", "referred", "referred", "referring", "the complaint to ", passive=False),
    Verb("provided_to", "provide", "provided", "provided", "providing", "the ledgers to ", passive=False),
    Verb("transferred_to", "transfer", "transferred", "transferred", "transferring", "six patients to ", passive=False),
    Verb("responded_to", "respond", "responded", "responded", "responding", "to ", passive=False),
)


@dataclass(frozen=True, slots=True)
class Said:
    """A statement that a sentence makes; names as they stand there."""

    subject: str
    predicate: str
    object: str
    polarity: str = "positive"
    modality: str = "asserted"
    time: str | None = None
    kind: str = ""


Made = tuple[str, list[Said]]


class Namer:
    """Names for one document: each is drawn anew from the document's own random numbers."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def place(self) -> str:
        """A town that does not exist."""
        syllables = "".join(self._random.choice(_ONSETS) + self._random.choice(_VOWELS) for _ in range(self._random.randint(1, 2)))
        return (syllables + self._random.choice(_CODAS) + self._random.choice(_ENDS)).capitalize()

    def body(self) -> str:
        """A body: one that the lexicon knows, or one that it does not."""
        if self._random.random() < 0.35:
            return self._random.choice(CURATED)
        return self._random.choice(_BODIES).format(self.place())

    def bodies(self, count: int) -> list[str]:
        """Different bodies."""
        found: list[str] = []
        while len(found) < count:
            name = self.body()
            if name not in found:
                found.append(name)
        return found


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _object(verb: Verb, name: str) -> str:
    return f"{verb.before}{name}{verb.after}"


def _active(verb: Verb, names: list[str], random: Random) -> Made:
    a, b = names[:2]
    return f"{_capital(a)} {verb.past} {_object(verb, b)}.", [Said(a, verb.predicate, b)]


def _dated(verb: Verb, names: list[str], random: Random) -> Made:
    a, b = names[:2]
    month, day, year = random.randrange(12), random.randint(1, 28), random.randint(1998, 2022)
    time = f"{year}-{month + 1:02d}-{day:02d}"
    return f"On {_MONTHS[month]} {day}, {year}, {a} {verb.past} {_object(verb, b)}.", [Said(a, verb.predicate, b, time=time)]


def _passive(verb: Verb, names: list[str], random: Random) -> Made:
    a, b = names[:2]
    return f"{_capital(b)} was {verb.participle} by {a}{verb.after}.", [Said(a, verb.predicate, b)]


def _did_not(verb: Verb, names: list[str], random: Random) -> Made:
    a, b = names[:2]
    return f"{_capital(a)} did not {verb.base} {_object(verb, b)}.", [Said(a, verb.predicate, b, "negative")]


def _failed(verb: Verb, names: list[str], random: Random) -> Made:
    a, b = names[:2]
    word = random.choice(("failed", "neglected", "refused"))
    return f"{_capital(a)} {word} to {verb.base} {_object(verb, b)}.", [Said(a, verb.predicate, b, "negative")]


def _never(verb: Verb, names: list[str], random: Random) -> Made:
    a, b = names[:2]
    return f"{_capital(a)} never {verb.past} {_object(verb, b)}.", [Said(a, verb.predicate, b, "negative")]


def _without(verb: Verb, names: list[str], random: Random) -> Made:
    a, b = names[:2]
    return f"{_capital(a)} moved its files without {verb.gerund} {_object(verb, b)}.", [Said(a, verb.predicate, b, "negative")]


def _should(verb: Verb, names: list[str], random: Random) -> Made:
    a, b = names[:2]
    word = random.choice(("should", "must", "may"))
    return f"{_capital(a)} {word} {verb.base} {_object(verb, b)}.", [Said(a, verb.predicate, b, modality="other")]


def _relative(verb: Verb, names: list[str], random: Random) -> Made:
    a, b = names[:2]
    return f"{_capital(a)}, which {verb.past} {_object(verb, b)}, has moved to {names[2]}.", [Said(a, verb.predicate, b)]


def _two_objects(verb: Verb, names: list[str], random: Random) -> Made:
    a, b, c = names[0], names[1], names[3]
    text = f"{_capital(a)} {verb.past} {verb.before}{b} and {c}{verb.after}."
    return text, [Said(a, verb.predicate, b), Said(a, verb.predicate, c)]


def _two_subjects(verb: Verb, names: list[str], random: Random) -> Made:
    a, b, c = names[0], names[1], names[3]
    return f"Both {a} and {c} {verb.past} {_object(verb, b)}.", [Said(a, verb.predicate, b), Said(c, verb.predicate, b)]


KINDS: dict[str, Callable[[Verb, list[str], Random], Made]] = {
    "active": _active, "dated": _dated, "passive": _passive, "did not": _did_not, "failed to": _failed, "never": _never,
    "without": _without, "should": _should, "relative": _relative, "two objects": _two_objects, "two subjects": _two_subjects,
}  # fmt: skip


def document(number: int, seed: int, sentences: int) -> dict[str, Any]:
    """Document ``number``: id, date, title, text of about ``sentences`` sentences, and the statements that it makes."""
    random = Random(f"{seed}:{number}")
    namer = Namer(random)
    paragraphs: list[str] = []
    said: list[Said] = []
    line: list[str] = []
    for _ in range(max(1, round(sentences * random.uniform(0.7, 1.3)))):
        if random.random() < 0.3:
            line.append(random.choice(_FILLERS).format(namer.place(), number=random.randint(2, 99)))
        else:
            kind = random.choice(tuple(KINDS))
            verb = random.choice(VERBS if kind != "passive" else tuple(each for each in VERBS if each.passive))
            first, second, third = namer.bodies(3)
            text, made = KINDS[kind](verb, [first, second, namer.place(), third], random)
            line.append(text.removesuffix(".") if text.endswith("..") else text)
            said += [replace(each, kind=kind) for each in made]
        if len(line) > 3:
            paragraphs.append(" ".join(line))
            line = []
    text = "\n\n".join([*paragraphs, *([" ".join(line)] if line else [])])
    date = f"{random.randint(2000, 2022)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"
    return {
        "id": f"made-{number:08d}",
        "date": date,
        "title": f"Notes {number}",
        "text": text,
        "statements": [_gold(each) for each in said],
    }


def _gold(said: Said) -> dict[str, Any]:
    return {
        "subject": [said.subject], "predicate": said.predicate, "object": [said.object], "polarity": said.polarity,
        "modality": said.modality, "time": said.time, "kind": said.kind,
    }  # fmt: skip


def corpus(count: int, seed: int = 7, sentences: int = 12) -> Iterator[str]:
    """The lines of a corpus of ``count`` documents."""
    for number in range(count):
        yield json.dumps(document(number, seed, sentences), ensure_ascii=False) + "\n"


def _plain(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ").rstrip(".").lower()  # a full stop at the end of a sentence is not the name's


def _names(entity: dict[str, Any]) -> set[str]:
    return {_plain(each) for each in (entity["label"], *entity["mentions"])}


def is_found(said: dict[str, Any], found: list[dict[str, Any]]) -> bool:
    """Whether a statement of the corpus is among those that were found: relation, both names, polarity and modality are right."""
    return any(
        each["predicate"] == said["predicate"]
        and each["polarity"] == said["polarity"]
        and each["modality"] == said["modality"]
        and _plain(said["subject"][0]) in _names(each["subject"])
        and _plain(said["object"][0]) in _names(each["object"])
        for each in found
    )


def recall(made: Iterator[str], found: Iterator[str]) -> tuple[Counter[str], Counter[str], int]:
    """How many statements of each kind there are, how many of them were found, and how many were found in all.

    Both are lines in the order of the corpus. Raises ValueError where they are not of the same documents.
    """
    there: Counter[str] = Counter()
    right: Counter[str] = Counter()
    total = 0
    for one, other in zip(made, found, strict=True):
        gold, answer = json.loads(one), json.loads(other)
        if gold["id"] != answer["id"]:
            raise ValueError(f"{gold['id']} stands where {answer['id']} is answered")
        total += len(answer["statements"])
        for said in gold["statements"]:
            there[said["kind"]] += 1
            right[said["kind"]] += is_found(said, answer["statements"])
    return there, right, total


def _make(args: argparse.Namespace) -> None:
    with Path(args.file).open("w", encoding="utf-8") as file:
        file.writelines(corpus(args.count, args.seed, args.sentences))


def _recall(args: argparse.Namespace) -> None:
    with Path(args.corpus).open(encoding="utf-8") as made, Path(args.found).open(encoding="utf-8") as found:
        there, right, total = recall(made, found)
    for kind in sorted(there, key=lambda kind: right[kind] / there[kind]):
        print(f"{kind:<14}{right[kind]:>9,} of {there[kind]:>9,}  {right[kind] / there[kind]:.3f}")
    print(f"{'all':<14}{right.total():>9,} of {there.total():>9,}  {right.total() / there.total():.3f}; {total:,} statements in all")


def main() -> None:
    """Make a corpus, or say how much of it was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    make = commands.add_parser("make")
    make.add_argument("count", type=int)
    make.add_argument("file")
    make.add_argument("--seed", type=int, default=7)
    make.add_argument("--sentences", type=int, default=12)
    make.set_defaults(run=_make)
    check = commands.add_parser("recall")
    check.add_argument("corpus")
    check.add_argument("found")
    check.set_defaults(run=_recall)
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    main()
