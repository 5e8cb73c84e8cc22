"""The guide for researchers: its examples load, and it leaves out no key and no position."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

from ztgraph.rules.actors import ACTOR_KEYS, check_actors, read_actors
from ztgraph.rules.load import FOLDERS
from ztgraph.rules.positions import ALL_POSITIONS, PREPOSITIONS
from ztgraph.rules.relations import EXAMPLE_KEYS, FRAME_KEYS, RELATION_KEYS, TRIGGER_POS, read_relation
from ztgraph.rules.strict_yaml import parse

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
BLOCKS = [textwrap.dedent(block) for block in re.findall(r"^ *```yaml\n(.*?)^ *```", GUIDE, re.MULTILINE | re.DOTALL)]


def block(beginning: str) -> bytes:
    return next(text for text in BLOCKS if text.startswith(beginning)).encode("utf-8")


def test_the_first_rule_loads() -> None:
    relation = read_relation(parse(block("id: subpoenaed"), "guide"), "subpoenaed")
    assert {example.frame for example in relation.match} == {frame.id.partition("/")[2] for frame in relation.frames}


def test_the_actor_loads() -> None:
    (actor,) = read_actors(parse(block("actors:"), "guide"))
    assert actor.part_of == "doj"
    assert check_actors([]) == {}


def test_no_key_is_left_out() -> None:
    keys = {*RELATION_KEYS, *FRAME_KEYS, *EXAMPLE_KEYS, *TRIGGER_POS}
    assert sorted(key for key in keys if f"`{key}`" not in GUIDE and f"`{key}: " not in GUIDE) == []
    assert sorted(key for key in ACTOR_KEYS if f"{key}:" not in GUIDE and f"`{key}`" not in GUIDE and key != "examples") == []
    assert sorted(folder for folder in FOLDERS if f"{folder}/" not in GUIDE) == []


def test_no_position_is_left_out() -> None:
    assert sorted(position for position in ALL_POSITIONS - PREPOSITIONS if f"`{position}`" not in GUIDE) == []
