"""The number under which a body puts a document out: with its label, alone on its line, or of a series that is known by its letters.

Numbers of cases, dockets, telephones, statutes and sessions look alike; they are told by their labels and shapes and are none of a report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ztgraph.read.dates import parse_date, without_date

# Two or more parts, one of which holds a digit: "OIG-23-45", "A-05-20-00012", "2021-ER-014", "22-E-0028", "07/2022", "R46123".
_SHAPE: Final = r"(?=[\w./–-]*\d)[A-Z0-9][\w./]*(?:[-–][\w./]+){0,5}"
_PRODUCT: Final = (
    r"(?:report|audit|evaluation|inspection|inspections|review|product|publication|document|memorandum|release|advisory|alert|special\s+report"
    r"|serial|h\.?\s?(?:rept|r\.\s?rep)\.?|s\.?\s?(?:rept|rep)\.?|house\s+report|senate\s+report|executive\s+report)"
)
LABELLED: Final = re.compile(
    rf"\b{_PRODUCT}(?:\s+report)?\s*(?:(?:numbers?|nos?\.?|num\.?|\#|id)\s*[:.]?|:)\s*(?P<number>{_SHAPE}(?:\s+(?:19|20)\d{{2}}[-–]\d{{2}}(?!\d))?)",
    re.IGNORECASE,
)
# Labels that need no "No.": the shape alone would be weak ("Audit Division 21-045", "SIGAR 22-15", "Special report 07/2022", "HC 123").
_SERIES: Final = re.compile(
    r"\b(?i:audit\s+division|evaluation\s+and\s+inspections\s+division|special\s+report)\s+(?P<number>\d{2}[-–]\d{2,4}|\d{1,2}/\d{4})\b"
    r"|\b(?P<named>SIGAR[ -]\d{2}[-–]\d{1,3}(?:[-–][A-Z]{2})?|(?:HC|HL\s+Paper|HL|CP|Cm|Cmd|Cmnd)\s+\d{1,4}(?:[-–][IVX]{1,4})?)(?![\w/-])"
    r"|\bCRS\s+(?:Report\s+)?(?P<crs>R[LS]?\d{4,5})\b|^(?:HOUSE\s+|SENATE\s+)?REPORT\s+(?P<congress>1\d\d[-–]\d{1,4})$"
)
_PREFIXED: Final = re.compile(
    r"\b(?:OIG|GAO|SIGAR|TIGTA|DODIG|DOE|AUD|ISP|ESP|INV)[-–](?:[A-Z]{1,5}[-–])*\d{2,4}(?:[-–][A-Z0-9]{1,6}){1,3}\b"
)
_BARE: Final = re.compile(r"(?:[A-Z]{1,6}[-–])+\d{2,4}(?:[-–][A-Z0-9]{1,6}){1,4}|\d{2,4}[-–](?:\d{2,5}|[A-Z]{1,3})[-–]\d{1,5}")
_SHORT: Final = re.compile(r"\d{2}[-–]\d{2,3}")
"""Two parts and no letter: a number only under the name of a division or a kind of report."""
_UNDER: Final = re.compile(
    r"(?:.*\bdivision|(?:final\s+)?(?:audit|evaluation|inspection|special)?\s*(?:report|memorandum|review))", re.IGNORECASE
)
_FOREIGN: Final = re.compile(
    r"\b(?:case|docket|cause|index|civil(?:\s+action)?|criminal(?:\s+action)?|crim\.?|civ\.?|complaint|matter|appeal|petition|claim|project"
    r"|tel(?:ephone)?|phone|fax|call|hotline|omb|cfda|contract|grant|account|bill|public\s+law|pub\.\s*l|p\.\s?l)\b\.?[\s:]*(?:action\s+)?"
    r"(?:numbers?|nos?\b\.?|\#)?\s*:?\s*(?=[\w(:]*\d)",
    re.IGNORECASE,
)
_DOCKET: Final = re.compile(
    r"\b\d{1,2}:\d{2}[-–](?:[a-z]{2,4}[-–])?\d+|\b\d{2,4}[-–](?:cv|cr|crim|civ|mc|mj|bk|bkr|ap|sw|gj|md|mdl|misc|cf)[-–]\d+", re.IGNORECASE
)
_PHONE: Final = re.compile(r"\d{3}[-–.]\d{3}[-–.]\d{4}")
_SPAN: Final = re.compile(r"(?:19|20)\d{2}[-–/](?:(?:19|20)\d{2}|\d{2})")
_COURT: Final = re.compile(r"\bCOURT\b|\b(?:Supreme|District|Circuit|Bankruptcy|Appeals|Claims)\s+Court\b|\bCourt\s+of\s+\w")
_EDGES: Final = " .,;:()[]|*"


def number_of_line(line: str) -> str | None:
    """The report number that a line gives with a label or by the letters of its series; None also where the line speaks of a case."""
    if _FOREIGN.search(line) or _DOCKET.search(line):
        return None
    if match := LABELLED.search(line):
        number = match["number"].rstrip(".,;:-–/")
        return None if _PHONE.fullmatch(number) or _SPAN.fullmatch(number) or parse_date(number) else number
    if match := _SERIES.search(line):
        groups: tuple[str | None, ...] = match.groups()
        return next((group for group in groups if group), None)
    return None


def find_number(lines: Sequence[str], title_at: int | None) -> str | None:
    """The report number of a head's lines: with its label, else alone on a line (a date may follow), else of a known series."""
    for line in lines:
        if len(line) < 120 and (number := number_of_line(line)):
            return number
    if any(_COURT.search(line) and len(line) < 120 for line in lines[:8]):
        return None
    for place, line in enumerate(lines):
        bare = without_date(line)[0].strip(_EDGES)
        if _is_alone(bare) or (
            place and _SHORT.fullmatch(bare) and not _SPAN.fullmatch(bare) and _UNDER.fullmatch(lines[place - 1].strip(_EDGES))
        ):
            return bare
    for line in lines[: 12 if title_at is None else title_at + 6]:
        if len(line) < 200 and not _FOREIGN.search(line) and (match := _PREFIXED.search(line)):
            return match[0]
    return None


def _is_alone(words: str) -> bool:
    return bool(_BARE.fullmatch(words)) and not (_PHONE.fullmatch(words) or _DOCKET.search(words) or parse_date(words))


def is_number_line(line: str) -> bool:
    """Whether a line begins with a report number, or a label and a number, and so is no title."""
    if match := LABELLED.match(line) or _SERIES.match(line) or _PREFIXED.match(line):
        return line[match.end() : match.end() + 1] != ":" or not line[match.end() :].strip(" :")
    return _is_alone(without_date(line)[0].strip(_EDGES)) or bool(_FOREIGN.match(line)) or bool(_DOCKET.match(line))
