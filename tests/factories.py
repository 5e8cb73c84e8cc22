"""A realistic extraction by hand: what the engine would find in a short release, so that graph, exports and queries are tested without it."""

from __future__ import annotations

import hashlib

from ztgraph.graph.relations import Relation, relation_table
from ztgraph.identity import discovered_entity_id, statement_id
from ztgraph.model import Document, Entity, Evidence, Extraction, Modality, Polarity, Quantity, Statement, Step, replace

TEXT = """FOR IMMEDIATE RELEASE

January 13, 2021

The DOJ OIG found that, in advance of the DHS policy change on May 4, 2018, DOJ had not effectively coordinated with the Southwest
border U.S. Attorneys. On May 4, DHS began referring to DOJ adults who were apprehended with children. The policy was announced by then
Attorney General Jeff Sessions on April 6, 2018. Over 3,000 children had been separated from their parents. DOJ officials later
coordinated with the U.S. Marshals Service, having failed to coordinate with it until May 2018. The OIG recommended that the
Department consult HHS before it implements a policy. We provided a draft of the report to the Department on August 27, 2020: “\u201crestore legality\u201d”.
The Department and the USMS agreed with all three recommendations. DHS did not inform the U.S. Attorneys of its plan in spring 2018.
"""

RELATIONS: dict[str, Relation] = relation_table(
    [
        Relation(
            "coordinated_with",
            "coordinated with",
            "did not coordinate with",
            "A and B worked together.",
            symmetric=True,
            family="coordination",
        ),
        Relation("referred_to", "referred to", "did not refer to", "A sent people, a case or a matter to B."),
        Relation("announced", "announced", "did not announce", "A made B public in words."),
        Relation("recommended_to", "recommended to", "did not recommend to", "A made recommendations to B."),
        Relation("consulted", "consulted", "did not consult", "A sought B's view or met B."),
        Relation("provided_to", "provided to", "did not provide to", "A gave B a thing."),
        Relation("agreed_with", "agreed with", "did not agree with", "A agreed with B."),
        Relation("informed", "informed", "did not inform", "A told B something."),
        Relation("separated_from", "was separated from", "was not separated from", "A was parted from B."),
        Relation("affiliated_with", "is or was affiliated with", "is not affiliated with", "A holds or held a post at B."),
        Relation("part_of", "is part of", "is not part of", "A is a component of B."),
    ]
)

DOJ = Entity("doj", "DOJ", "agency", ("DOJ", "Department of Justice", "the Department"), same_as=("Q1553390",), curated=True)
OIG = Entity("doj-oig", "DOJ OIG", "agency", ("DOJ OIG", "The OIG", "We"), part_of="doj", same_as=("Q7889737",), curated=True)
DHS = Entity("dhs", "DHS", "agency", ("DHS",), same_as=("Q11231",), curated=True)
HHS = Entity("hhs", "HHS", "agency", ("HHS",), same_as=("Q942326",), curated=True)
USMS = Entity("usms", "U.S. Marshals Service", "agency", ("U.S. Marshals Service", "USMS"), part_of="doj", curated=True)
SESSIONS = Entity("jeff-sessions", "Jeff Sessions", "person", ("Jeff Sessions",), same_as=("Q358443",), curated=True)


def discovered(label: str, kind: str, document_id: str = "release", **more: object) -> Entity:
    """An entity that only this document knows."""
    entity = Entity(discovered_entity_id(document_id, label), label, "group", (label,))
    return replace(entity, kind=kind, **more)


ATTORNEYS = discovered("Southwest border U.S. Attorneys", "group")
CHILDREN = discovered("children", "population")
PARENTS = discovered("parents", "population")
POLICY = discovered("zero tolerance policy", "instrument", url="https://oig.justice.gov/reports/review-of-policy")
RECOMMENDATIONS = discovered("recommendations", "instrument")


class Draft:
    """A document with statements that quote it."""

    def __init__(self, text: str = TEXT, document_id: str = "release") -> None:
        sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        self.document = Document(
            document_id, text, sha256, date="2021-01-13", title="DOJ OIG Releases Report", publisher="DOJ OIG",
            url="https://oig.justice.gov/news", source=f"{document_id}.txt",
        )  # fmt: skip
        self.statements: list[Statement] = []

    def say(
        self, subject: Entity, predicate: str, target: Entity, quote: str, *, polarity: Polarity = "positive", modality: Modality = "asserted",
        time: str | None = None, source: Entity | None = None, theme: str | None = None, quantities: tuple[Quantity, ...] = (),
        rule: str = "test",
    ) -> Statement:  # fmt: skip
        """Add a statement on the first place where ``quote`` stands in the text."""
        start = self.document.text.index(quote)
        evidence = Evidence(start, start + len(quote), quote)
        name = statement_id(
            self.document.sha256, subject.id, predicate, target.id, polarity, modality, time, None if source is None else source.id
        )
        steps = (Step("trigger", start, start + 3, "first words"), Step("time", start, start + 1, "said so"))
        made = Statement(
            name, self.document.id, subject, predicate, target, polarity, modality, f"{predicate}/{rule}", (evidence,), time, source, theme,
            quantities, steps,
        )  # fmt: skip
        self.statements.append(made)
        return made

    def done(self) -> Extraction:
        """The extraction, sorted as the engine sorts it."""
        found = {
            entity.id: entity
            for statement in self.statements
            for entity in (statement.subject, statement.object, statement.attribution)
            if entity is not None
        }
        statements = tuple(sorted(self.statements, key=lambda each: (each.evidence[0].start, each.evidence[0].end, each.id)))
        return Extraction(self.document, tuple(found[key] for key in sorted(found)), statements)


def release() -> Extraction:
    """The release above with its statements: negative, later positive, other, symmetric, attributed, with quantities and a season."""
    draft = Draft()
    draft.say(
        DOJ, "coordinated_with", ATTORNEYS, "DOJ had not effectively coordinated with the Southwest\nborder U.S. Attorneys", polarity="negative",
        time="2018-05-04", source=OIG, rule="coordinate",
    )  # fmt: skip
    draft.say(
        DHS, "referred_to", DOJ, "DHS began referring to DOJ adults", time="2018-05-04", theme="adults who were apprehended with children"
    )
    draft.say(
        SESSIONS,
        "announced",
        POLICY,
        "The policy was announced by then\nAttorney General Jeff Sessions on April 6, 2018",
        time="2018-04-06",
    )
    draft.say(
        CHILDREN, "separated_from", PARENTS, "Over 3,000 children had been separated from their parents",
        quantities=(Quantity("subject", "Over 3,000", 3000.0, "more_than"),),
    )  # fmt: skip
    draft.say(DOJ, "coordinated_with", USMS, "coordinated with the U.S. Marshals Service", time="2018-05")
    draft.say(DOJ, "coordinated_with", USMS, "failed to coordinate with it until May 2018", polarity="negative", time="2018-05")
    draft.say(OIG, "recommended_to", DOJ, "The OIG recommended that the\nDepartment consult HHS")
    draft.say(DOJ, "consulted", HHS, "consult HHS before it implements a policy", modality="other")
    draft.say(
        OIG,
        "provided_to",
        DOJ,
        "We provided a draft of the report to the Department on August 27, 2020",
        time="2020-08-27",
        theme="a draft of the report",
    )
    draft.say(
        DOJ, "agreed_with", RECOMMENDATIONS, "The Department and the USMS agreed with all three recommendations",
        quantities=(Quantity("object", "all three", 3.0),),
    )  # fmt: skip
    draft.say(USMS, "agreed_with", RECOMMENDATIONS, "The Department and the USMS agreed with all three recommendations")
    draft.say(
        DHS, "informed", ATTORNEYS, "DHS did not inform the U.S. Attorneys of its plan in spring 2018", polarity="negative", time="2018-21"
    )
    draft.say(SESSIONS, "affiliated_with", DOJ, "then\nAttorney General Jeff Sessions", rule="title")
    draft.say(OIG, "part_of", DOJ, "DOJ OIG", rule="prefix")
    return draft.done()


def second() -> Extraction:
    """Another document that shares curated entities with the first."""
    draft = Draft("HHS told DHS of the plan on June 20, 2018. DOJ did not consult HHS.\n", "letter-2")
    draft.say(HHS, "informed", DHS, "HHS told DHS of the plan on June 20, 2018", time="2018-06-20")
    draft.say(DOJ, "consulted", HHS, "DOJ did not consult HHS", polarity="negative")
    return draft.done()


HOSTILE: dict[str, str] = {
    "quotes": 'a "double" and \'single\' and """triple""" "',
    "backslash": "ends with a backslash \\",
    "escapes": '\\n \\u0041 \\" \\N{DASH}',
    "newlines": "one\ntwo\r\nthree\rfour\u2028five\u2029six\x85seven",
    "formfeed": "page\x0cbreak\x0bvertical",
    "nul": "before\x00after",
    "controls": "".join(chr(code) for code in range(1, 32)) + "\x7f\x9f",
    "markup": "<script>alert('1')</script> &amp; ]]> <!-- --> <?x?>",
    "bidi": "abc \u202egnp.exe\u202c \u05d0\u05d1 \u0627\u0644 \u2066x\u2069",
    "astral": "\U0001f600 \U0001d11e e\u0301 \ufeff \ufffd",
    "noncharacters": "\ufffe\uffff\U0010ffff",
    "iri": 'http://example.org/<a b>{c}|^`"%zz#frag',
    "turtle": "x . <a> <b> <c> } GRAPH @prefix : <#> ;,",
    "csv": '=HYPERLINK("http://x"),a;b\tc',
    "markdown": "# [x](javascript:alert(1)) | *b* `c` <b>",
    "spaces": "  leading and trailing  \t",
}


def hostile(text: str) -> Extraction:
    """An extraction in which ``text`` stands wherever a document can put it: labels, mentions, themes, quotation, title, ids, addresses."""
    draft = Draft(f"{text} DOJ told {text} it", f"doc {text}")
    quote = f"DOJ told {text} it"
    target = discovered(text, "instrument", draft.document.id, url=text)
    quantities = (Quantity("theme", text, 2.5, "about"),)
    draft.say(DOJ, "informed", target, quote, theme=text, source=discovered(text + "!", "person", draft.document.id), quantities=quantities)
    done = draft.done()
    return replace(done, document=replace(done.document, title=text, publisher=text, url=f"https://x.org/{text}", source=text))
