"""Which stretch of a document speaks for whom, by the titles of its headings: findings, recommendations, responses, quotations, footnotes.

The conventions are those of oversight reports: "What We Found", "What GAO Recommends", an appendix with the agency's comments. A section
ends at the next heading of a title that is known here, and at one of higher rank where ranks are known. A turn of a transcript is a
quotation of who speaks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from ztgraph.model import Section, SectionRole
from ztgraph.read.turns import Turn, find_turns


class Headed(NamedTuple):
    """A block as sections see it: its place in the text, kind, rank (0 unknown) and words."""

    start: int
    end: int
    kind: str
    level: int
    text: str


_WHO: Final = r"(?:we|gao|the\s+(?:oig|ig|office|board|commission|inspector\s+general)|(?:[a-z]{2,6}\s+)?oig|tigta|sigar|sigir)"
_LOOK: Final = r"(?:audit|evaluation|review|inspection|investigation|inquiry|study|work)"
_FINDINGS: Final = re.compile(
    rf"what\s+{_WHO}\s+(?:found|learned|concluded|determined|identified)"
    rf"|(?:(?:our|key|main|major|principal|summary\s+of|detailed|overall)\s+)*findings?(?:\s+and\s+(?:conclusions?|analysis))?(?:\s+(?:no\.\s*)?\d{{1,2}}\b.*)?"
    rf"|(?:{_LOOK}\s+)(?:results|findings)|results\s+(?:of\s+(?:the\s+|our\s+)?{_LOOK}|in\s+brief)|in\s+brief"
)
_RECOMMENDATIONS: Final = re.compile(
    rf"what\s+{_WHO}\s+recommend(?:s|ed|ing)?|(?:(?:our|summary\s+of|list\s+of|open)\s+)*recommendations?(?:\s+for\s+executive\s+action)?"
)
_RESPONSE_WORD: Final = r"(?:comments?|responses?|reply|replies|views|statement)"
_RESPONSE: Final = re.compile(rf"\b{_RESPONSE_WORD}\b|\bconcurrence\b", re.IGNORECASE)
_ASSESSED: Final = re.compile(r"\b(?:evaluation|analysis|assessment|our|oig(?:'s)?\s+(?:response|reply|comments?))\b", re.IGNORECASE)
_ENCLOSED: Final = re.compile(
    r"(?:appendix|enclosure|attachment|annex|exhibit)\b\s*(?:(?:[ivx]+|[a-z]|\d+)\b)?\s*[:.–—-]*\s*", re.IGNORECASE
)
_NEUTRAL: Final = re.compile(
    rf"background|introduction|(?:executive\s+|report\s+)?summary|overview|highlights|at\s+a\s+glance|contents|table\s+of\s+contents|abbreviations"
    rf"|acronyms|glossary|conclusions?|objectives?\b.*|scope\b.*|methodology|why\s+.*|what\s+{_WHO}\s+(?:did|does|reviewed|audited|examined)\b.*|about\b.*"
    rf"|(?:appendix|appendices|enclosure|attachment|annex|exhibit)\b.*|(?:end)?notes|footnotes|references|(?:report\s+)?distribution\b.*"
    rf"|(?:major\s+|staff\s+)?(?:contributors|acknowledg\w+)\b.*|contacts?\b.*|additional\s+information.*|report\s+fraud.*|(?:to\s+)?report(?:ing)?\s+waste.*"
    rf"|chapter\b.*|legal\s+(?:framework|authority)|matters?\s+for\s+(?:congressional\s+)?consideration|the\s+issue|purpose|what\s+is\s+at\s+stake"
)
_NUMBERING: Final = re.compile(
    r"^(?:(?:chapter|section|part|finding)\s+)?(?:\d{1,2}(?:\.\d{1,2}){0,3}[.):]?|[ivx]{1,5}[.):]|[a-z][.):])\s+(?=\S)", re.IGNORECASE
)
_FROM: Final = re.compile(
    rf"\b{_RESPONSE_WORD}\s+(?:(?:provided|received|submitted)\s+)?(?:from|of|by)\s+(?:the\s+)?(?P<name>[A-Z].*)$", re.IGNORECASE
)
_OWNER: Final = re.compile(
    rf"^(?:the\s+)?(?P<name>.+?)(?:['’]s?)?\s+(?:(?:formal|official|written|management|agency|technical|draft\s+report)\s+)*{_RESPONSE_WORD}\b",
    re.IGNORECASE,
)
_GENERIC: Final = frozenset(
    """agency agency's management auditee grantee contractor formal official written full complete text
 the department bureau component responsible officials""".split()
)
_SMALL: Final = frozenset("of the and for on in to".split())
_LETTERHEAD: Final = re.compile(r"^(?:U\.?S\.?\s+)?(?:[A-Z][\w.&'’-]*)(?:,?\s+(?:of|for|the|and|on)?\s*[A-Z][\w.&'’-]*){1,9}$")
_ORGANISATION: Final = re.compile(
    r"\b(?:Department|Agency|Bureau|Office|Administration|Service|Commission|Board|Authority|Corps|Corporation|Center|Council)\b"
)
_SAYS: Final = re.compile(
    r"(?:^|[.!?]\s+|,\s+)(?:(?:In|On|At|As|According)\b[^,]{0,80},\s+)?(?P<name>[A-Z][\w.&'’-]*(?:\s+(?:(?:of|for|the|and)\s+)?[A-Z][\w.&'’-]*){0,7})"
    r"\s+(?:also\s+|then\s+|later\s+)?(?:said|stated|wrote|told|explained|responded|testified|replied|added|noted|commented|advised|informed)\b[^.]{0,200}:$"
)


class _Title(NamedTuple):
    role: SectionRole | None
    letter: bool = False
    """Whether the section is another's own words (a letter in an appendix), not the author's report of them."""
    speaker: str | None = None


def classify(title: str) -> _Title | None:
    """What the section under a heading is; None where the title is of no known kind (and so goes on with the section above)."""
    words = " ".join(title.replace("’", "'").split()).strip(" .:–—-")
    plain = _NUMBERING.sub("", words.lower(), count=1) or words.lower()
    if _FINDINGS.fullmatch(plain) or _FINDINGS.fullmatch(words.lower()):
        return _Title("findings")
    if _RECOMMENDATIONS.fullmatch(plain):
        return _Title("recommendations")
    bare = _NUMBERING.sub("", words, count=1)
    enclosed = _ENCLOSED.match(bare)
    rest = bare[enclosed.end() :] if enclosed else bare
    if _RESPONSE.search(rest) and len(rest.split()) <= 16:
        if _ASSESSED.search(rest):
            return _Title(None)
        return _Title("response", enclosed is not None or _FROM.search(rest) is not None, _owner(rest))
    return _Title(None) if _NEUTRAL.fullmatch(plain) or enclosed else None


def _owner(title: str) -> str | None:
    """Whose response a title names: "Comments from the Department of Labor", "FEMA Response"; None for "Agency Comments"."""
    found = _FROM.search(title) or _OWNER.match(title)
    if not found:
        return None
    name = re.sub(r"\s+to\s+.*$|\s+on\s+.*$", "", found["name"]).strip(" ,.:'’")
    if not name or all(word.lower() in _GENERIC for word in name.split()):
        return None
    return _spelled(name) if name.isupper() and len(name.split()) > 1 else name


def _spelled(name: str) -> str:
    """A name of several words in capitals as it is written in running text."""
    words = name.split()
    return " ".join(word if "." in word else word.lower() if word.lower() in _SMALL else word.capitalize() for word in words)


def mark_sections(blocks: Sequence[Headed]) -> tuple[Section, ...]:
    """The sections of a document from its blocks in order. Headings themselves belong to none."""
    found: list[Section] = []
    here: _Title | None = None
    rank = 0
    turns = find_turns([block.text for block in blocks])
    speaker: str | None = None  # whose turn it is in a transcript
    for number, block in enumerate(blocks):
        if turns[number] or (speaker is not None and block.kind in ("paragraph", "item", "quotation")):
            speaker = _speak(found, block, turns[number], speaker)
            continue
        if block.kind == "heading":
            speaker = None
            title = classify(block.text)
            if title is not None:
                here, rank = (title, block.level) if title.role else (None, 0)
                if here is not None and here.letter and here.speaker is None:
                    here = here._replace(speaker=_letterhead(blocks[number + 1 : number + 6]))
            elif here is not None and 0 < block.level < rank:
                here = None
            continue
        if block.kind == "footnote":
            _add(found, Section(block.start, block.end, "footnote"))
        elif not (here is not None and here.letter) and ((speaker := _quoted(blocks, number)) is not None or block.kind == "quotation"):
            _add(found, Section(block.start, block.end, "quotation", speaker))
        elif here is not None and here.role is not None:
            _add(found, Section(block.start, block.end, here.role, here.speaker if here.letter else None))
    return tuple(found)


def _add(found: list[Section], section: Section) -> None:
    """Append a section, as part of the one before where that is the same."""
    last = found[-1] if found else None
    if last is not None and last[2:] == section[2:] and section.start - last.end <= 2 and section.role not in ("quotation", "footnote"):
        found[-1] = last._replace(end=section.end)
    else:
        found.append(section)


def _speak(found: list[Section], block: Headed, turns: Sequence[Turn], speaker: str | None) -> str | None:
    """Add the turns of a block to the sections, that of the block before first; whose turn it is at its end."""
    places = [(0, 0, speaker), *turns]
    for (_, words, name), after in zip(places, [*(turn.start for turn in turns), len(block.text)], strict=True):
        said = block.text[words:after].rstrip()
        if said and name is not None:
            found.append(Section(block.start + words, block.start + words + len(said), "quotation", name))
    return turns[-1].speaker if turns else speaker


def _letterhead(blocks: Sequence[Headed]) -> str | None:
    """The organisation that the first lines of a letter name."""
    for block in blocks:
        for line in block.text.splitlines():
            if len(line) < 100 and _ORGANISATION.search(line) and _LETTERHEAD.match(line.strip()):
                return line.strip()
    return None


def _quoted(blocks: Sequence[Headed], number: int) -> str | None:
    """Who speaks in a paragraph that is set off as a quotation: "… the director wrote:" before it, a name as the text has it."""
    place = number - 1
    while place >= 0 and blocks[number].kind == blocks[place].kind == "quotation":
        place -= 1
    before = blocks[place] if place >= 0 else None
    if before is None or before.kind in ("heading", "footnote") or blocks[number].kind in ("item", "row") or not before.text.endswith(":"):
        return None
    said = _SAYS.search(before.text[-400:])
    return said["name"] if said else None
