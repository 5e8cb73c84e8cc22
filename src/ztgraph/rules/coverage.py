"""Which frames and triggers the examples exercise: a trigger that no sentence shows is a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ztgraph.language.morphology import VERB, analyse
from ztgraph.model import Statement
from ztgraph.rules.objects import Frame, Rules, TriggerPos

Fired = tuple[str, str]
"""Id of a frame (``relation/frame``) and the trigger lemma that set it off."""

_WORD = re.compile(r"[^\W_]+(?:[-'’.&/][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Coverage:
    """Frames, and single triggers of exercised frames, that no ``match`` example exercises; both sorted."""

    frames: tuple[str, ...]
    triggers: tuple[Fired, ...]

    @property
    def gaps(self) -> int:
        """How many there are of both."""
        return len(self.frames) + len(self.triggers)


def lemmas(word: str, pos: TriggerPos) -> frozenset[str]:
    """The forms under which ``word`` may stand as a trigger of this part of speech: itself and its dictionary form."""
    low = word.lower().replace("’", "'").removesuffix("'s")
    analysis = analyse(low)
    return frozenset({low, (analysis.verb if pos == "verb" else analysis.noun) or low})


def says(text: str, trigger: str, pos: TriggerPos) -> bool:
    """Do the words of ``trigger`` occur in ``text`` in order? Other words may stand between them (``hand the case over``)."""
    at = 0
    parts = trigger.lower().split()
    for word in _WORD.findall(text):
        if at < len(parts) and parts[at] in lemmas(word, pos):
            at += 1
    return at == len(parts)


def fired_by(statement: Statement, rules: Rules, text: str) -> Iterator[Fired]:
    """The frame of a statement with the triggers of it that stand where the engine saw its trigger (or anywhere, if it does not say)."""
    frame = rules.frames.get(statement.rule)
    if frame is None:
        return
    places = [step for step in statement.steps if step.what == "trigger"]
    yield statement.rule, ""
    for trigger in frame.triggers:
        first = trigger.lower().split()[0]
        if any(trigger == step.note for step in places):  # the engine's own word, also of a form that no rule of spelling gives ("is")
            yield statement.rule, trigger
            continue
        seen = not places or any(_says_near(text[step.start : step.end], first, frame) for step in places)
        if seen and says(text, trigger, frame.trigger_pos):
            yield statement.rule, trigger


def _says_near(words: str, first: str, frame: Frame) -> bool:
    return any(first in lemmas(word, frame.trigger_pos) for word in _WORD.findall(words))


def coverage(rules: Rules, fired: Iterable[Fired], relations: Iterable[str]) -> Coverage:
    """What is missing among the frames of ``relations``, given what ``match`` examples fired."""
    seen = set(fired)
    frames: list[str] = []
    triggers: list[Fired] = []
    for name in sorted(set(relations)):
        for frame in rules.relations[name].frames:
            if (frame.id, "") not in seen:
                frames.append(frame.id)
            else:
                triggers.extend((frame.id, trigger) for trigger in frame.triggers if (frame.id, trigger) not in seen)
    return Coverage(tuple(sorted(frames)), tuple(sorted(triggers)))


def unsaid_triggers(rules: Rules) -> list[Fired]:
    """The triggers whose words stand in no ``match`` example of their relation; needs no engine."""
    return sorted(
        (frame.id, trigger)
        for relation in rules.relations.values()
        for frame in relation.frames
        for trigger in frame.triggers
        if not any(says(example.text, trigger, frame.trigger_pos) for example in relation.match)
    )


def unknown_triggers(rules: Rules) -> list[Fired]:
    """Verb and noun triggers that are no dictionary form, so that no sentence can ever set them off."""
    return sorted(
        (frame.id, trigger)
        for frame in rules.frames.values()
        for trigger in frame.triggers
        if not _is_dictionary_form(trigger.lower().split(), frame.trigger_pos)
    )


def _is_dictionary_form(words: list[str], pos: TriggerPos) -> bool:
    if pos == "verb":
        analysis = analyse(words[0])
        return bool(analysis.pos & VERB) and analysis.verb == words[0]
    return pos == "adjective" or analyse(words[-1]).noun in {words[-1], ""}
