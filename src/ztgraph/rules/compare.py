"""Does a statement say what an example marks? Names are compared by their words, without determiners, possessives and case."""

from __future__ import annotations

from collections.abc import Iterable

from ztgraph.model import Entity, Statement
from ztgraph.rules.objects import Example

_DETERMINERS = frozenset("the a an this that these those its his her their our my your".split())
_EDGES = ".,;:!?()[]\"'“”‘’"


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name that count: ``"the Department's OIG"`` gives ``("department", "oig")``."""
    words = []
    for word in name.replace("’", "'").casefold().split():
        bare = word.strip(_EDGES).removesuffix("'s").strip(_EDGES)
        if bare:
            words.append(bare)
    while len(words) > 1 and words[0] in _DETERMINERS:
        del words[0]
    return tuple(words)


def same_name(one: str, other: str) -> bool:
    """Are the two names equal, or does one hold the words of the other in a row?"""
    shorter, longer = sorted((name_words(one), name_words(other)), key=len)
    width = len(shorter)
    return width > 0 and any(longer[at : at + width] == shorter for at in range(len(longer) - width + 1))


def is_called(entity: Entity, words: str) -> bool:
    """Is one of the entity's forms the marked words?"""
    return any(same_name(form, words) for form in (entity.label, *entity.mentions))


def same_time(expected: str, found: str | None) -> bool:
    """Are the EDTF times equal? An interval with one open end counts as its given end, as in the guidelines of annotation."""
    return found is not None and _given_end(expected) == _given_end(found)


def _given_end(time: str) -> str:
    return time.removeprefix("../").removeprefix("/").removesuffix("/..").removesuffix("/")


def fills(statement: Statement, role: str, entity: Entity, marked: str, start: int, end: int) -> bool:
    """Does ``entity`` stand for the words marked at ``start``-``end``: by a form, or (pronouns) by the place the engine took it from?"""
    if is_called(entity, marked):
        return True
    return any(step.what == role and step.start < end and start < step.end for step in statement.steps)


def ends_match(statement: Statement, example: Example, subject: tuple[int, int], object_: tuple[int, int], symmetric: bool) -> bool:
    """Are the statement's two ends the marked subject and object, in either order if the relation is ``symmetric``?"""
    sides = [("subject", statement.subject), ("object", statement.object)]
    orders = [(sides[0], sides[1]), (sides[1], sides[0])] if symmetric else [(sides[0], sides[1])]
    return any(
        fills(statement, first[0], first[1], example.text[slice(*subject)], *subject)
        and fills(statement, second[0], second[1], example.text[slice(*object_)], *object_)
        for first, second in orders
    )


def differences(statement: Statement, example: Example) -> list[str]:
    """In what a statement with the right ends is wrong; empty if in nothing."""
    wrong = []
    if statement.polarity != example.polarity:
        wrong.append(f"polarity is {statement.polarity}, expected {example.polarity}")
    if statement.modality != example.modality:
        wrong.append(f"modality is {statement.modality}, expected {example.modality}")
    if example.time is not None and not same_time(example.time, statement.time):
        wrong.append(f"time is {statement.time or 'not given'}, expected {example.time}")
    if example.attribution is not None and not (statement.attribution and is_called(statement.attribution, example.attribution)):
        found = statement.attribution.label if statement.attribution else "nobody"
        wrong.append(f"attributed to {found}, expected {example.attribution}")
    if example.frame is not None and statement.rule.partition("/")[2] != example.frame:
        wrong.append(f"made by the frame {statement.rule}, expected {example.frame}")
    return wrong


def spans_of(example: Example, role: str) -> list[tuple[int, int]]:
    """The spans marked with ``role``, in order of place."""
    return [(start, end) for name, start, end in example.spans if name == role]


def brief(statements: Iterable[Statement]) -> tuple[str, ...]:
    """One line a statement, for reports."""
    return tuple(
        f"{item.subject.label} —{item.predicate}→ {item.object.label} [{item.polarity}, {item.modality}"
        f"{', ' + item.time if item.time else ''}] by {item.rule}"
        for item in statements
    )
