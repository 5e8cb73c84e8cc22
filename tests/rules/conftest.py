"""A small lexicon in a temporary folder, and a toy engine that knows one sentence pattern."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ztgraph.rules.load import load_rules
from ztgraph.rules.objects import Rules

RELATION = """\
id: referred_to
label: referred to
negative_label: did not refer to
meaning: A sent a case to B.
family: coordination
subject: [agency, person]
object: [agency, person, group]
frames:
  refer: {verb: [refer, hand over], subject: agent, object: [to], theme: patient}
  make: {verb: make, patient: referral, into: any, unless: {with: [fee, rate]}, subject: agent, object: to, object_kinds: agency}
  deny: {noun: referral, subject: [by, possessor], object: to, polarity: negative, modality: other, voice: passive, complement: none}
examples:
  match:
    - say: "{subject: CBP} referred {theme: the driver} to {object: the FBI} on May 4, 2018."
      time: "2018-05-04"
      frame: refer
    - say: "{subject: CBP} handed the driver over to {object: the FBI}."
      polarity: negative
      modality: other
      attribution: OIG
  no_match:
    - say: "The report refers to the FBI."
      why: to refer to a thing is not to refer somebody
  not_yet:
    - say: "It was to {object: the FBI} that {subject: CBP} turned."
"""

ACTORS = """\
actors:
  - id: doj
    label: Department of Justice
    aliases: [Justice Department]
    abbreviations: [DOJ]
    kind: agency
    generic: [department]
    same_as: [Q1553390]
    dates: "1870/"
  - id: fbi
    label: Federal Bureau of Investigation
    abbreviations: [FBI]
    kind: agency
    part_of: doj
"""

HEADS = """\
agency: [department, office]
group: [official]
instrument: report
event: [review]
organisation_suffixes: [Inc., LLC]
"""

TITLES = """\
titles:
  - title: Attorney General
    agency: doj
  - title: Inspector General
prefixes: [Acting]
lower: [sheriff]
"""

SPEECH = """\
saying: [say, state]
finding: [find]
"""

EMBEDDING = """\
verbs:
  fail: {to: "-/+", ing: "-/o"}
"""

FILES = {
    "relations/referred_to.yaml": RELATION,
    "actors/us.yaml": ACTORS,
    "words/heads.yaml": HEADS,
    "words/titles.yaml": TITLES,
    "cues/speech.yaml": SPEECH,
    "cues/embedding.yaml": EMBEDDING,
}

WriteLexicon = Callable[..., Path]


def write_files(root: Path, files: dict[str, str | bytes]) -> Path:
    """Write ``files`` (relative name to content) below ``root``."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return root


@pytest.fixture
def lexicon(tmp_path: Path) -> WriteLexicon:
    """Writes the small lexicon, with some files replaced or added, and returns its folder."""

    def write(changes: dict[str, str | bytes] | None = None) -> Path:
        return write_files(tmp_path / "lexicon", {**FILES, **(changes or {})})

    return write


@pytest.fixture
def rules(lexicon: WriteLexicon) -> Rules:
    """The small lexicon, loaded."""
    return load_rules(lexicon=lexicon())
