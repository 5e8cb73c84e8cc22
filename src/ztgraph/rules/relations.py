"""One relation file into one Relation, with every key, position, kind and example checked."""

from __future__ import annotations

import re
from typing import Literal, get_args

from ztgraph.model import KINDS, Kind, Modality, Polarity
from ztgraph.rules import fields
from ztgraph.rules.notation import parse_notation
from ztgraph.rules.objects import ANY, Complement, Constraint, Example, Family, Frame, Relation, TriggerPos, Voice
from ztgraph.rules.positions import ALL_POSITIONS, POSITIONS
from ztgraph.rules.strict_yaml import Table

ExampleKind = Literal["match", "no_match", "not_yet"]

RELATION_KEYS = ("id", "label", "negative_label", "meaning", "family", "symmetric", "subject", "object", "frames", "examples")
FRAME_KEYS = ("subject", "object", "theme", "unless", "polarity", "modality", "voice", "complement", "subject_kinds", "object_kinds")
EXAMPLE_KEYS = ("say", "time", "polarity", "modality", "attribution", "frame", "why")

POLARITIES: tuple[Polarity, ...] = get_args(Polarity)
MODALITIES: tuple[Modality, ...] = get_args(Modality)
VOICES: tuple[Voice, ...] = get_args(Voice)
COMPLEMENTS: tuple[Complement, ...] = get_args(Complement)
FAMILIES: tuple[Family, ...] = get_args(Family)
TRIGGER_POS: tuple[TriggerPos, ...] = get_args(TriggerPos)

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_EDTF = re.compile(r"(\.\.|\d{4}(-\d\d){0,2}[?~%]?)(/(\.\.|\d{4}(-\d\d){0,2}[?~%]?)?)?|/\d{4}(-\d\d){0,2}")


def read_relation(table: Table, stem: str) -> Relation:
    """The relation of the parsed file ``table`` whose name without suffix is ``stem``. Raises RulesError."""
    fields.check_keys(
        table, RELATION_KEYS, ("id", "label", "negative_label", "meaning", "family", "subject", "object", "frames", "examples")
    )
    identifier = _name(table, "id")
    if identifier != stem:
        fields.fail(f"the id '{identifier}' is not the file's name '{stem}'", table.place("id"), f"rename the file to {identifier}.yaml")
    subject_kinds = fields.choices_at(table, "subject", KINDS)
    object_kinds = fields.choices_at(table, "object", KINDS)
    frames = _frames(fields.table_at(table, "frames"), identifier, subject_kinds, object_kinds)
    known = frozenset(frame.id.partition("/")[2] for frame in frames)
    examples = fields.table_at(table, "examples")
    fields.check_keys(examples, get_args(ExampleKind), ("match",))
    return Relation(
        id=identifier,
        label=fields.text_at(table, "label"),
        negative_label=fields.text_at(table, "negative_label"),
        meaning=fields.text_at(table, "meaning"),
        family=fields.choice_at(table, "family", FAMILIES),
        symmetric=fields.choice_or_none(table, "symmetric", ("yes", "no")) == "yes",
        subject_kinds=subject_kinds,
        object_kinds=object_kinds,
        frames=frames,
        match=_examples(examples, "match", known),
        no_match=_examples(examples, "no_match", known),
        not_yet=_examples(examples, "not_yet", known),
        file=table.file,
    )


def _name(table: Table, key: str) -> str:
    name = fields.text_at(table, key)
    if not _NAME.fullmatch(name):
        fields.fail(f"'{name}' is not a name of lower-case words joined by '_'", table.place(key), "write it like referred_to")
    return name


def _frames(table: Table, relation: str, subject_kinds: frozenset[Kind], object_kinds: frozenset[Kind]) -> tuple[Frame, ...]:
    frames: list[Frame] = []
    for name, value in table.items():
        place = table.place(name)
        if not _NAME.fullmatch(name):
            fields.fail(f"the frame's name '{name}' is not of lower-case words joined by '_'", place, "write it like hand_over")
        frames.append(_frame(fields.as_table(value, f"the frame '{name}'", place), relation, name, subject_kinds, object_kinds))
    if not frames:
        fields.fail("there are no frames", table.place(), "write at least one, like 'refer: {verb: refer, subject: agent, object: to}'")
    return tuple(frames)


def _frame(table: Table, relation: str, name: str, subject_kinds: frozenset[Kind], object_kinds: frozenset[Kind]) -> Frame:
    given = [pos for pos in TRIGGER_POS if pos in table]
    if len(given) != 1:
        fields.fail(
            f"the frame '{name}' has {len(given) or 'no'} trigger keys", table.place(), "give it exactly one of verb, noun, adjective"
        )
    pos = given[0]
    fields.check_keys(table, {*FRAME_KEYS, *TRIGGER_POS, *POSITIONS[pos]}, ("subject", "object"))
    return Frame(
        id=f"{relation}/{name}",
        relation=relation,
        trigger_pos=pos,
        triggers=_lemmas(table, pos),
        subject=_positions(table, "subject", pos),
        object=_positions(table, "object", pos),
        theme=_positions(table, "theme", pos),
        needs=tuple(_constraint(table, key) for key in sorted(table) if key in ALL_POSITIONS),
        unless=_unless(table, pos),
        polarity=fields.choice_or_none(table, "polarity", POLARITIES) or "positive",
        modality=fields.choice_or_none(table, "modality", MODALITIES),
        voice=fields.choice_or_none(table, "voice", VOICES),
        complement=fields.choice_or_none(table, "complement", COMPLEMENTS),
        subject_kinds=_narrower(table, "subject_kinds", subject_kinds),
        object_kinds=_narrower(table, "object_kinds", object_kinds),
        line=table.line,
    )


def _lemmas(table: Table, key: str) -> tuple[str, ...]:
    lemmas = fields.texts_at(table, key)
    for lemma in lemmas:
        if "  " in lemma or not all(char.isalnum() or char in " -'’.&/$%" for char in lemma):
            fields.fail(f"'{lemma}' is not a lemma", table.place(key), "write dictionary forms, words of one lemma apart by one blank")
    return lemmas


def _positions(table: Table, role: str, pos: TriggerPos) -> tuple[str, ...]:
    positions = fields.texts_at(table, role)
    for position in positions:
        if position not in POSITIONS[pos]:
            fields.unknown(f"position of the {role} of a {pos}", position, POSITIONS[pos], table.place(role))
    return positions


def _constraint(table: Table, key: str) -> Constraint:
    lemmas = _lemmas(table, key)
    if "any" in lemmas and lemmas != ANY:
        fields.fail(f"'{key}' has 'any' beside lemmas", table.place(key), "write 'any' alone or lemmas alone")
    return key, lemmas


def _unless(table: Table, pos: TriggerPos) -> tuple[Constraint, ...]:
    """Stoppers; besides positions, ``complement`` may be forbidden (``unless: {complement: infinitive}``)."""
    if "unless" not in table:
        return ()
    stoppers = fields.table_at(table, "unless")
    fields.check_keys(stoppers, POSITIONS[pos] | {"complement"})
    fields.choices_at(stoppers, "complement", COMPLEMENTS)
    return tuple(_constraint(stoppers, key) for key in sorted(stoppers))


def _narrower(table: Table, key: str, of: frozenset[Kind]) -> frozenset[Kind]:
    kinds = fields.choices_at(table, key, KINDS)
    wider = sorted(kinds - of)
    if wider:
        fields.fail(
            f"'{key}' names {', '.join(wider)}, which the relation does not allow", table.place(key), "narrow it or widen the relation"
        )
    return kinds or of


def _examples(table: Table, kind: ExampleKind, frames: frozenset[str]) -> tuple[Example, ...]:
    return tuple(_example(item, kind, frames) for item in fields.tables_at(table, kind))


def _example(table: Table, kind: ExampleKind, frames: frozenset[str]) -> Example:
    fields.check_keys(table, EXAMPLE_KEYS, ("say",))
    say = fields.text_at(table, "say")
    place = table.place("say")
    text, spans = parse_notation(say, place)
    roles = {role for role, _, _ in spans}
    if kind == "match" and not {"subject", "object"} <= roles:
        missing = " and ".join(sorted({"subject", "object"} - roles))
        fields.fail(f"the example does not mark its {missing}", place, "mark the words like {subject: the agency}")
    frame = fields.text_or_none(table, "frame")
    if frame is not None and frame not in frames:
        fields.unknown("frame", frame, frames, table.place("frame"))
    time = fields.text_or_none(table, "time")
    if time is not None and not _EDTF.fullmatch(time):
        fields.fail(f"'{time}' is not an EDTF date", table.place("time"), "write it like 2018-05-04, 2018-05, 2018 or ../2018-05-04")
    return Example(
        say=say,
        text=text,
        spans=spans,
        time=time,
        polarity=fields.choice_or_none(table, "polarity", POLARITIES) or "positive",
        modality=fields.choice_or_none(table, "modality", MODALITIES) or "asserted",
        attribution=fields.text_or_none(table, "attribution"),
        frame=frame,
        why=fields.text_or_none(table, "why"),
        line=table.lines["say"],
        file=table.file,
    )
