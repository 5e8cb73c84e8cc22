"""The documents of the format test: own texts, modelled on the kinds that oversight bodies put out, built from a few paragraphs a kind.

A document is a list of parts (headings, paragraphs with footnotes, lists, quotations, tables) that knows nothing of its layout; the same
parts are written as text, as a web page and as a PDF.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Literal

PartKind = Literal["heading", "paragraph", "list", "numbered", "quotation", "table"]


@dataclass(frozen=True)
class Part:
    """One part; a paragraph's words may hold a footnote as ``^[words]``. ``level`` is a heading's rank; ``rows`` are a table's."""

    kind: PartKind
    text: str = ""
    level: int = 0
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Source:
    """A document: its head and its parts."""

    id: str
    layout: str
    title: str
    publisher: str
    date: str
    number: str
    parts: tuple[Part, ...] = field(default=())


# Department, its inspector general's office, three components with their abbreviations, and what the work was about.
SETTINGS: tuple[tuple[str, str, str, str, str, str], ...] = (
    (
        "Department of Justice",
        "DOJ OIG",
        "Bureau of Prisons",
        "U.S. Marshals Service",
        "Drug Enforcement Administration",
        "the transfer of sealed case files",
    ),
    (
        "Department of Homeland Security",
        "DHS OIG",
        "U.S. Customs and Border Protection",
        "U.S. Immigration and Customs Enforcement",
        "Federal Emergency Management Agency",
        "the watch-list exchange",
    ),
    (
        "Department of Veterans Affairs",
        "VA OIG",
        "Veterans Health Administration",
        "Veterans Benefits Administration",
        "National Cemetery Administration",
        "appointment scheduling at rural clinics",
    ),
    (
        "Department of Health and Human Services",
        "HHS OIG",
        "Centers for Medicare & Medicaid Services",
        "Food and Drug Administration",
        "Indian Health Service",
        "the recall of infusion pumps",
    ),
    (
        "Department of the Treasury",
        "TIGTA",
        "Internal Revenue Service",
        "Financial Crimes Enforcement Network",
        "Bureau of the Fiscal Service",
        "refund holds in the filing season",
    ),
    (
        "Department of Transportation",
        "DOT OIG",
        "Federal Aviation Administration",
        "Federal Railroad Administration",
        "Federal Transit Administration",
        "the certification of signal contractors",
    ),
    (
        "Department of Labor",
        "DOL OIG",
        "Occupational Safety and Health Administration",
        "Wage and Hour Division",
        "Mine Safety and Health Administration",
        "complaints about silica dust",
    ),
    (
        "Environmental Protection Agency",
        "EPA OIG",
        "Office of Water",
        "Office of Land and Emergency Management",
        "Office of Enforcement and Compliance Assurance",
        "the lead line inventory",
    ),
    (
        "Department of Agriculture",
        "USDA OIG",
        "Food Safety and Inspection Service",
        "Forest Service",
        "Farm Service Agency",
        "the poultry sampling plan",
    ),
    (
        "Department of Education",
        "ED OIG",
        "Federal Student Aid",
        "Office for Civil Rights",
        "Rehabilitation Services Administration",
        "loan discharge notices",
    ),
)
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")

FINDINGS = (
    "{A} did not notify {B} of the change until {later}, although its own procedures required notice within five days. Officials of {A} told the {I} that they had not consulted {B} before the decision.",
    "The {I} found that {A} had failed to coordinate with {B} on {work}. {B} learned of the problem from {C} on {early}, and it did not receive guidance from {A} headquarters.^[{A} issued the guidance to its regional offices on {later}. The guidance did not mention {B}.]",
    "{A} referred {n} cases to {B} in fiscal year {y}. {B} returned most of them without review, and neither {A} nor {C} asked {B} why.",
    "{C} shared its list with {A} but refused to provide the list to {B}. As a result, {B} could not inform the regional directors of the risk.",
    "According to {A}, {B} never responded to the two letters that it sent on {early} and {later}. {B} officials said that they had forwarded the letters to {C}.",
    "{B} awarded the contract to Norwood Data Systems, Inc. on {early}. {A} was not informed of the award, and {C} did not approve it.^[Norwood Data Systems, Inc. later sued {B} in the U.S. Court of Federal Claims.]",
    "On {early}, {A} directed {C} to suspend the program. {C} suspended it on {later}, without having warned {B} or the states.",
    "The {D} had delegated the approval of waivers to {A}. {A} approved {n} waivers but did not report them to the {D}, and it did not keep records that would allow the {I} to test them.",
    "{A} and {C} signed a memorandum of understanding on {early}. Under the memorandum, {C} must alert {A} to each loss of data; it alerted {A} to only two of {n} losses that the {I} identified.",
    "Neither {B} nor {C} trained the contractors that {A} had assigned to {work}. Instead, {A} relied on the contractors to train themselves.",
    "After {C} complained to the {D}, {A} agreed to meet with {C} once a month. The meetings did not take place, and {A} did not explain to {C} why it had cancelled them.",
    "{A} interviewed {n} applicants before {B} objected. {B} asked {A} to stop the interviews, and {A} declined to do so.",
)
BACKGROUND = (
    "The {I} conducted this review of {A} and {B} after {C} had asked the Inspector General to examine {work}. The review covered the period from {early}, to {later}.",
    "{A} is a component of the {D}. It works with {B} and {C} on {work}, and it reports to the Deputy Secretary each quarter.^[The {D} established {A} by order of {early}.]",
    "In {y}, the Committee on Oversight and Accountability requested that the {I} assess how {A} handled {work}. The Committee had received complaints from {n} employees of {B}.",
    "The Inspector General issued an earlier report on {work} on {early}. In that report, the {I} recommended that {A} inform {B} of each suspension; {A} did not implement the recommendation.",
    "The Government Accountability Office has designated {work} as a high-risk area since {y}. It has urged the {D} to require {A} to consult with {B} before each change.",
    "To answer its objectives, the {I} interviewed officials of {A}, {B} and {C}, reviewed {n} case files, and visited four regional offices. {A} provided the files to the {I} on {early}, three months after the {I} had requested them.",
)
RECOMMENDATIONS = (
    "notify {B} in writing of each change to {work}",
    "coordinate with {C} before it suspends a program",
    "provide the complete list to {B} once a month",
    "require its regional offices to report each loss of data to {C}",
    "train the staff that it has assigned to {work}",
    "consult with the {D} before it approves a waiver",
)
RESPONSES = (
    "We appreciate the opportunity to comment on the draft report. We concur with the recommendations, and we have directed our regional offices to notify {B} of each change by {later}.",
    "We do not agree that we failed to coordinate with {B}. Our staff met with {B} on {early}, and {B} did not raise the matter with us.",
    "We have asked {C} to review the memorandum of understanding. {C} has not yet responded to our request.",
)
QUOTATIONS = (
    (
        "In a letter to the {I}, Administrator Lena Whitcomb wrote:",
        "We informed {B} of the decision on the day it was made. {B} did not ask us for the file.",
    ),
    (
        "Deputy Director Paul Ostrander told the {I}:",
        "Nobody at headquarters had consulted {C} about the order, and {C} refused to sign it.",
    ),
)
HEADS = (
    "{A} Did Not Notify Its Partners in Time",
    "Coordination With {C} Was Not Effective",
    "Weak Records Hid Late Notices",
    "Waivers Were Approved Without Review",
    "Training Did Not Reach Contractors",
    "Unanswered Letters Delayed the Work",
)


class Writer:
    """Makes the parts of one document; the seed decides all of it."""

    def __init__(self, seed: int, setting: int) -> None:
        self.random = random.Random(seed)
        department, office, first, second, third, work = SETTINGS[setting % len(SETTINGS)]
        names = [first, second, third]
        self.random.shuffle(names)
        self.fixed = {"D": department, "I": office, "work": work}
        self.names = names
        self.year = 2012 + seed % 12

    def fill(self, words: str) -> str:
        """A template with names, dates and numbers."""
        chance = self.random
        early = f"{chance.choice(MONTHS[:6])} {chance.randint(1, 28)}, {self.year}"
        later = f"{chance.choice(MONTHS[6:])} {chance.randint(1, 28)}, {self.year}"
        names = self.names[:]
        if chance.random() < 0.3:
            chance.shuffle(names)
        letters = dict(zip("ABC", ("the " + name for name in names), strict=True))
        filled = words.format(**letters, **self.fixed, early=early, later=later, n=chance.randint(11, 980), y=self.year)
        out = filled.replace(". the ", ". The ").replace("^[the ", "^[The ")
        return out[0].upper() + out[1:]

    def some(self, pool: tuple[str, ...], count: int) -> list[str]:
        """``count`` filled templates, none twice before all were used."""
        chosen: list[str] = []
        while len(chosen) < count:
            turn = list(pool)
            self.random.shuffle(turn)
            chosen += turn[: count - len(chosen)]
        return [self.fill(words) for words in chosen]

    def paragraphs(self, pool: tuple[str, ...], count: int) -> list[Part]:
        """``count`` paragraphs."""
        return [Part("paragraph", words) for words in self.some(pool, count)]

    def listed(self, kind: PartKind, count: int) -> list[Part]:
        """A list of recommendations with the line that leads in."""
        items = self.some(RECOMMENDATIONS, count)
        items = [item[0].lower() + item[1:] for item in items]
        ends = [*(";" for _ in items[:-2]), *("; and" for _ in items[-2:-1]), "."]
        lead = self.fill("The {I} recommends that the {D}:" if self.random.random() < 0.5 else "We recommend that {A}:")
        return [Part("paragraph", lead), Part(kind, items=tuple(item + end for item, end in zip(items, ends, strict=True)))]

    def heading(self, level: int) -> Part:
        """A heading of the text's own."""
        return Part("heading", self.fill(self.random.choice(HEADS)).replace("The ", "").replace("the ", ""), level)

    def table(self) -> Part:
        """A table of numbers."""
        rows = [
            ("Component", "Cases", "Late notices"),
            *((name, str(self.random.randint(20, 900)), str(self.random.randint(1, 19))) for name in self.names),
        ]
        return Part("table", rows=tuple(rows))

    def quotation(self) -> list[Part]:
        """A quotation set off from the text, with the line that leads in."""
        lead, words = self.random.choice(QUOTATIONS)
        return [Part("paragraph", self.fill(lead)), Part("quotation", self.fill(words))]

    def letter(self) -> list[Part]:
        """An appendix with the agency's own words."""
        agency = self.names[0]
        return [Part("heading", f"Appendix B: Comments From the {agency}", 1), *self.paragraphs(RESPONSES, 3)]


def release(writer: Writer, size: int) -> list[Part]:
    """A press release."""
    return [
        *writer.paragraphs(BACKGROUND, 1),
        *writer.paragraphs(FINDINGS, 4 * size),
        *writer.listed("list", 3),
        *writer.paragraphs(FINDINGS, 1),
    ]


def highlights(writer: Writer, size: int) -> list[Part]:
    """The page of highlights in front of a report, and the report."""
    parts = [
        Part("heading", "Why We Did This Audit", 2),
        *writer.paragraphs(BACKGROUND, 2),
        Part("heading", "What We Recommend", 2),
        *writer.listed("list", 3),
    ]
    parts += [Part("heading", "What We Found", 2), *writer.paragraphs(FINDINGS, 4)]
    return parts + report(writer, size)


def report(writer: Writer, size: int) -> list[Part]:
    """A report of chapters with background, findings, a table, recommendations and the agency's letter."""
    parts = [Part("heading", "Background", 1), *writer.paragraphs(BACKGROUND, 3), Part("heading", "Results of Audit", 1)]
    for number in range(2 * size):
        parts += [writer.heading(2), *writer.paragraphs(FINDINGS, 5)]
        if number % 3 == 0:
            parts += [writer.table(), *writer.paragraphs(FINDINGS, 1)]
        if number % 3 == 1:
            parts += writer.quotation()
            parts += writer.paragraphs(FINDINGS, 1)
    parts += [Part("heading", "Recommendations", 1), *writer.listed("numbered", 4)]
    return parts + writer.letter()


def memorandum(writer: Writer, size: int) -> list[Part]:
    """A memorandum: no chapters, a list, a quotation."""
    return [
        *writer.paragraphs(BACKGROUND, 2),
        *writer.paragraphs(FINDINGS, 5 * size),
        *writer.quotation(),
        *writer.listed("numbered", 4),
        *writer.paragraphs(FINDINGS, 2),
    ]


def testimony(writer: Writer, size: int) -> list[Part]:
    """A statement before a committee."""
    parts = [Part("paragraph", "Chairwoman Alvarez, Ranking Member Boyd, and Members of the Committee: Thank you for the invitation.")]
    for _ in range(2 * size):
        parts += [writer.heading(1), *writer.paragraphs(FINDINGS, 4)]
    return [*parts, Part("heading", "Conclusion", 1), *writer.paragraphs(BACKGROUND, 1)]


# Layout, kind of document, and the sizes of its documents: about two pages for 1, 120 for the largest.
PLAN = (
    ("release", release, (1, 1, 2)),
    ("sidebar", highlights, (1, 1, 3)),
    ("two-column", report, (1, 2, 4)),
    ("chapters", report, (2, 3, 88)),
    ("indented", testimony, (1, 2, 6)),
    ("memorandum", memorandum, (1, 1, 2)),
    ("large", testimony, (1, 2, 3)),
    ("spaced-capitals", highlights, (1, 1, 2)),
    ("landscape", memorandum, (1, 1, 2)),
    ("ruled-tables", report, (1, 1, 2)),
    ("boxed", highlights, (1, 1, 2)),
    ("narrow", report, (1, 1, 2)),
    ("letterhead", release, (1, 2, 2)),
    ("three-column", release, (2, 3, 4)),
)


def sources() -> list[Source]:
    """All documents, always the same."""
    made: list[Source] = []
    for place, (layout, kind, sizes) in enumerate(PLAN):
        for number, size in enumerate(sizes):
            seed = place * 10 + number
            writer = Writer(seed, seed)
            subject = writer.fixed["work"].removeprefix("the ")
            made.append(
                Source(
                    id=f"{layout}-{number + 1}",
                    layout=layout,
                    title=f"{writer.names[0]} Did Not Fully Manage {subject[0].upper()}{subject[1:]}",
                    publisher=f"{writer.fixed['D']} Office of Inspector General",
                    date=f"{MONTHS[seed % 12]} {seed % 27 + 1}, {writer.year + 1}",
                    number=f"OIG-{writer.year % 100 + 1:02d}-{seed + 10}",
                    parts=tuple(kind(writer, size)),
                )
            )
    return made
