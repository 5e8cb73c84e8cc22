"""The frames as the matcher asks for them: by part of speech and trigger, with what is asked of each again and again worked out once."""

from __future__ import annotations

from ztgraph.model import Kind
from ztgraph.rules.objects import Constraint, Frame, Rules


class Pattern:
    """One frame, prepared for matching; the fields mean what they mean in :class:`~ztgraph.rules.objects.Frame`."""

    __slots__ = (
        "complement",
        "coupled",
        "needs",
        "negative",
        "object",
        "object_kinds",
        "open",
        "presupposed",
        "relation",
        "rule",
        "subject",
        "subject_kinds",
        "theme",
        "unless",
        "voice",
        "with_coagent",
    )

    def __init__(self, frame: Frame) -> None:
        self.rule, self.relation = frame.id, frame.relation
        self.subject: tuple[str, ...] = frame.subject
        self.object: tuple[str, ...] = frame.object
        self.theme: tuple[str, ...] = frame.theme
        self.needs: tuple[Constraint, ...] = frame.needs
        self.unless: tuple[Constraint, ...] = frame.unless
        self.voice: str = frame.voice or ""
        self.complement: str = frame.complement or ""
        self.subject_kinds: frozenset[Kind] = frame.subject_kinds
        self.object_kinds: frozenset[Kind] = frame.object_kinds
        self.negative: bool = frame.polarity == "negative"
        self.open: bool = frame.modality == "other"
        self.coupled: bool = frame.subject == frame.object and len(frame.subject) == 1  # both ends are of one group: "A and B met"
        # "did not meet B's request": there was one
        self.presupposed: bool = all(p.endswith(".possessor") and not p.startswith("patient") for p in frame.subject)
        self.with_coagent: bool = "coagent" in frame.object


class Patterns:
    """All frames of the rules by trigger; made once for many documents."""

    __slots__ = ("adjectives", "nouns", "verbs")

    def __init__(self, rules: Rules) -> None:
        self.verbs: dict[str, list[Pattern]] = {}
        self.nouns: dict[str, list[Pattern]] = {}
        self.adjectives: dict[str, list[Pattern]] = {}
        for frame in rules.frames.values():
            pattern = Pattern(frame)
            kept = self.verbs if frame.trigger_pos == "verb" else self.nouns if frame.trigger_pos == "noun" else self.adjectives
            for trigger in frame.triggers:
                kept.setdefault(trigger, []).append(pattern)
