"""Whose words a section is: what the reader found out about the parts of a document, as the engine's referents.

A statement of a section of findings or recommendations is its author's claim, one of an agency's letter or of a set-off quotation that of
who wrote it; "we" in these is the writer too. Where the text itself names a source, that goes before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from ztgraph.identity import slug
from ztgraph.language.tokens import tokenize
from ztgraph.mentions.gazetteer import Gazetteer
from ztgraph.mentions.labels import Labels
from ztgraph.mentions.referents import Referent
from ztgraph.mentions.register import Register
from ztgraph.model import Document, Section

_TURN: Final = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Senator|Representative)\b\.?\s")


class Voices:
    """The speakers of a document's sections; asked in the order of the text."""

    def __init__(self, document: Document, register: Register, local: Gazetteer, labels: Labels) -> None:
        self.sections: tuple[Section, ...] = document.sections
        self.starts: list[int] = [section.start for section in self.sections]
        self.register, self.local, self.labels = register, local, labels
        self.here: Section | None = None
        self.own: str | None = None  # the author's key while another speaks
        self.speaking = False

    def at(self, offset: int) -> Referent | None:
        """Who claims what stands at ``offset`` (a code point of the text) where no source is named; ``None`` where the text itself does.

        From here on "we" is who speaks here.
        """
        number = bisect_right(self.starts, offset) - 1
        section = self.sections[number] if number >= 0 and offset < self.sections[number].end else None
        if section is not self.here:
            self._leave()
            self.here = section
            if section is not None and section.role in ("response", "quotation") and section.speaker is not None:
                self._enter(section.role, section.speaker)
        if section is None or section.role == "footnote":
            return None
        if section.role in ("findings", "recommendations"):
            return self.register.author() if self.register.author_key is not None else None
        return self.register.author() if self.speaking else None

    def _enter(self, role: str, name: str) -> None:
        speaker = self._named(name)
        if speaker is None and role == "quotation" and _TURN.match(name):
            speaker = self._person(name)
        if speaker is None and role == "response":
            speaker = self.register.get(f"agency:{name.lower()}", "agency", name)
            self.labels.define(speaker.key, "agency", name)
        if speaker is not None:
            self.own, self.speaking = self.register.author_key, True
            self.register.author_key = speaker.key

    def _leave(self) -> None:
        if self.speaking:
            self.register.author_key = self.own
            self.speaking = False

    def _named(self, name: str) -> Referent | None:
        """The actor of that name: a curated or defined one, else one that the text has spoken of."""
        tokens = tokenize(name)
        for first in range(min(3, len(tokens))):
            hit = self.local.match(tokens, first, len(tokens))
            if hit is not None and hit[0] == len(tokens):
                known = self.labels.get(hit[1])
                return self.register.get(hit[1], "agency", known[1] if known is not None else name)
        for referent in self.register.referents.values():
            if referent.label == name or name.endswith(" " + referent.label):
                return referent
        return None

    def _person(self, name: str) -> Referent:
        """Who takes a turn: the person that the text has called by more than the surname, else one of that surname."""
        surname = name.split(" of ")[0].split()[-1]
        for key, (kind, label) in self.labels.own.items():
            if kind == "person" and label.split()[-1].lower() == surname.lower():
                return self.register.get(key, "person", label)
        return self.register.get(f"person:{slug(surname)}", "person", surname)
