"""The notation of examples: the answer stands in the sentence.

``"{subject: CBP} referred {theme: the driver} to {object: the FBI}"`` is the plain sentence plus the spans of its roles. Markers may nest
(``{subject: {object: DOJ} OIG}``). A literal brace is doubled: ``{{`` and, outside markers, ``}}``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, cast, get_args

from ztgraph.errors import RulesError

Role = Literal["subject", "object", "theme"]
MarkedSpan = tuple[Role, int, int]
"""Role, start and end of a marked piece of an example's plain text, in code points, end exclusive."""

ROLES: tuple[Role, ...] = get_args(Role)
_REMEDY = "mark words like {subject: the agency}; write a literal brace twice"


def parse_notation(say: str, place: str | None = None) -> tuple[str, tuple[MarkedSpan, ...]]:
    """Split a marked sentence into its plain text and its spans, sorted by start, the outer before the inner.

    ``place`` (``file:line``) goes into errors. Raises RulesError with the column (from 1) of what is wrong.
    """
    out: list[str] = []
    spans: list[MarkedSpan] = []
    opened: list[tuple[Role, int, int]] = []  # role, start in the plain text, column in ``say``
    length = at = 0
    while at < len(say):
        char = say[at]
        if char == "{" and say.startswith("{{", at):
            at += 1
        elif char == "{":
            role, after = _role(say, at, place)
            opened.append((role, length, at))
            at = after
            continue
        elif char == "}" and opened:
            role, start, column = opened.pop()
            _check_words("".join(out)[start:], column, place)
            spans.append((role, start, length))
            at += 1
            continue
        elif char == "}":
            if not say.startswith("}}", at):
                _fail("a closing brace without a marker", at, place)
            at += 1
        out.append(char)
        length += 1
        at += 1
    if opened:
        _fail(f"the marker of {opened[-1][0]} is not closed", opened[-1][2], place)
    return "".join(out), tuple(sorted(spans, key=lambda span: (span[1], -span[2], ROLES.index(span[0]))))


def render_notation(text: str, spans: Iterable[MarkedSpan]) -> str:
    """Write a plain text and its spans in the notation; the inverse of ``parse_notation``.

    Raises RulesError for spans that are empty, out of bounds, crossing, edged by blanks, or that hold a ``}`` (which no marker can).
    """
    ordered = sorted(spans, key=lambda span: (span[1], -span[2], ROLES.index(span[0])))
    ends: list[int] = []
    starts: dict[int, list[Role]] = {}
    closing: dict[int, int] = {}
    for role, start, end in ordered:
        if not 0 <= start < end <= len(text):
            raise RulesError(f"the span {start}-{end} is not in the text", remedy="mark at least one character of the text")
        while ends and ends[-1] <= start:
            ends.pop()
        if ends and ends[-1] < end:
            raise RulesError(f"the span {start}-{end} crosses another", remedy="nest spans or keep them apart")
        ends.append(end)
        if "}" in text[start:end]:
            raise RulesError(f"the span {start}-{end} holds a closing brace", remedy="choose another example")
        _check_words(text[start:end], start, None)
        starts.setdefault(start, []).append(role)
        closing[end] = closing.get(end, 0) + 1
    out: list[str] = []
    for at, char in enumerate(text):
        out.append("}" * closing.get(at, 0))
        out.extend(f"{{{role}: " for role in starts.get(at, ()))
        out.append(char * 2 if char in "{}" else char)
    out.append("}" * closing.get(len(text), 0))
    return "".join(out)


def _role(say: str, at: int, place: str | None) -> tuple[Role, int]:
    """The role of the marker that opens at ``at``, and where its words begin."""
    colon = say.find(":", at)
    name = say[at + 1 : colon].strip() if colon >= 0 else ""
    if name not in ROLES:
        shown = name if 0 < len(name) <= 30 else say[at : at + 20]
        _fail(f"'{shown}' is not a role (roles: {', '.join(ROLES)})", at, place)
    after = colon + 1
    if after < len(say) and say[after] == " ":
        after += 1
    return cast("Role", name), after


def _check_words(words: str, column: int, place: str | None) -> None:
    if not words or words != words.strip():
        _fail("a marker is empty or begins or ends with a blank", column, place)


def _fail(message: str, column: int, place: str | None) -> None:
    raise RulesError(f"column {column + 1} of the example: {message}", place=place, remedy=_REMEDY)
