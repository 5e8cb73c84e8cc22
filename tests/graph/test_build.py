"""Extractions to quads and back."""

from __future__ import annotations

import pytest

from tests.factories import ATTORNEYS, DHS, DOJ, HHS, HOSTILE, OIG, RELATIONS, SESSIONS, USMS, Draft, hostile, release, second
from ztgraph.errors import GraphError
from ztgraph.export.nquads import write_nquads
from ztgraph.export.trig import write_trig
from ztgraph.export.turtle import write_turtle
from ztgraph.graph.build import build_quads
from ztgraph.graph.load import extractions_of, load_extractions, parse_quads
from ztgraph.graph.terms import XSD, Literal, Quad, flattened
from ztgraph.graph.validate import problems_of
from ztgraph.graph.vocabulary import EDTF, RDFS, SCHEMA, SKOS, ZT, Names, web_address
from ztgraph.identity import statement_id
from ztgraph.model import Extraction, replace

N = Names()
BOTH = (release(), second())


@pytest.fixture(scope="module")
def quads() -> tuple[Quad, ...]:
    return build_quads(BOTH, RELATIONS)


def values(quads: tuple[Quad, ...], subject: str, predicate: str) -> set[object]:
    return {quad.object for quad in flattened(quads) if quad.subject == subject and quad.predicate == predicate}


def test_direct_edges_are_of_what_is_asserted(quads: tuple[Quad, ...]) -> None:
    doj, dhs = N.entity("doj"), N.entity("dhs")
    assert doj in values(quads, dhs, ZT + "referredTo")
    assert values(quads, doj, ZT + "notCoordinatedWith") == {N.entity(ATTORNEYS.id), N.entity("usms")}
    assert values(quads, doj, ZT + "coordinatedWith") == {N.entity("usms")}
    assert not values(quads, doj, ZT + "consulted"), "what is only recommended has no edge"
    assert values(quads, doj, ZT + "notConsulted") == {N.entity("hhs")}


def test_symmetric_relations_have_both_edges(quads: tuple[Quad, ...]) -> None:
    assert values(quads, N.entity(ATTORNEYS.id), ZT + "notCoordinatedWith") == {N.entity("doj")}
    assert not values(quads, N.entity("doj"), ZT + "referredTo")


def test_statements_keep_time_as_given_with_bounds(quads: tuple[Quad, ...]) -> None:
    season = next(each for each in release().statements if each.time == "2018-21")
    node = N.statement(season.id)
    assert values(quads, node, ZT + "time") == {Literal("2018-21", EDTF)}
    assert values(quads, node, ZT + "earliest") == {Literal("2018-03-01", XSD + "date")}
    assert values(quads, node, ZT + "latest") == {Literal("2018-05-31", XSD + "date")}


def test_open_intervals_have_one_bound() -> None:
    draft = Draft()
    made = draft.say(DHS, "referred_to", DOJ, "DHS began referring to DOJ", time="../2018-05-04")
    quads = build_quads([draft.done()], RELATIONS)
    assert not values(quads, N.statement(made.id), ZT + "earliest")
    assert values(quads, N.statement(made.id), ZT + "latest") == {Literal("2018-05-04", XSD + "date")}


def test_labels_are_sentences(quads: tuple[Quad, ...]) -> None:
    labels = {quad.object.value for quad in quads if quad.predicate == RDFS + "label" and isinstance(quad.object, Literal)}
    assert "DOJ did not coordinate with Southwest border U.S. Attorneys (2018-05-04, according to DOJ OIG)" in labels
    assert "DHS referred to DOJ: adults who were apprehended with children (2018-05-04)" in labels
    assert "DOJ consulted HHS (not stated as a fact)" in labels


def test_quantities_stand_on_the_statement(quads: tuple[Quad, ...]) -> None:
    made = next(each for each in release().statements if each.predicate == "separated_from")
    (node,) = values(quads, N.statement(made.id), ZT + "quantity")
    assert node == f"{N.statement(made.id)}#subject-1"
    assert values(quads, str(node), ZT + "words") == {Literal("Over 3,000")}
    assert values(quads, str(node), ZT + "value") == {Literal("3000", XSD + "decimal")}
    assert values(quads, str(node), ZT + "bound") == {Literal("more_than")}


def test_entities_have_links_names_and_what_only_refers(quads: tuple[Quad, ...]) -> None:
    assert values(quads, N.entity("doj"), SCHEMA + "sameAs") == {"http://www.wikidata.org/entity/Q1553390"}
    assert values(quads, N.entity("doj"), SKOS + "altLabel") == {Literal("Department of Justice")}
    assert values(quads, N.entity("doj"), ZT + "mentionedAs") == {Literal("the Department")}
    assert values(quads, N.entity("usms"), ZT + "partOf") == {N.entity("doj")}


def test_one_named_graph_a_document_and_none_depends_on_another(quads: tuple[Quad, ...]) -> None:
    assert {quad.graph for quad in quads} == {N.document("release"), N.document("letter-2")}
    apart = {*build_quads([release()], RELATIONS), *build_quads([second()], RELATIONS)}
    assert set(quads) == apart


def test_order_of_input_does_not_matter(quads: tuple[Quad, ...]) -> None:
    assert build_quads(reversed(BOTH), RELATIONS) == quads


def test_no_blank_nodes_and_every_statement_node_is_an_address(quads: tuple[Quad, ...]) -> None:
    assert not any(str(term).startswith("_:") for quad in quads for term in quad if isinstance(term, str))


def test_base_moves_individuals_and_keeps_the_vocabulary() -> None:
    quads = build_quads(BOTH, RELATIONS, base="https://example.org/kg/")
    assert all(quad.subject.startswith("https://example.org/kg/") for quad in quads)
    ours = {quad.predicate for quad in quads if "ztgraph" in quad.predicate}
    assert ours
    assert all(predicate.startswith(ZT) for predicate in ours)
    assert "@prefix st: <https://example.org/kg/st/> ." in write_turtle(quads)
    assert extractions_of(parse_quads(write_trig(quads), "TRIG"))[1].statements == release().statements


@pytest.mark.parametrize("base", ["not an address", "https://example.org/x", ""])
def test_a_bad_base_is_refused(base: str) -> None:
    with pytest.raises(GraphError):
        build_quads(BOTH, RELATIONS, base=base)


def as_read(extraction: Extraction) -> Extraction:
    """Mentions have no order in a graph: the label first, the rest sorted."""

    entities = tuple(replace(each, mentions=(each.label, *sorted(set(each.mentions) - {each.label}))) for each in extraction.entities)
    by_id = {each.id: each for each in entities}
    statements = tuple(
        replace(
            each,
            subject=by_id[each.subject.id],
            object=by_id[each.object.id],
            attribution=None if each.attribution is None else by_id[each.attribution.id],
        )
        for each in extraction.statements
    )
    return replace(extraction, entities=entities, statements=statements)


@pytest.mark.parametrize(("write", "syntax"), [(write_trig, "TRIG"), (write_nquads, "N_QUADS")])
def test_what_was_built_is_read_back(quads: tuple[Quad, ...], write: object, syntax: str) -> None:
    assert callable(write)
    found = extractions_of(parse_quads(write(quads), syntax))
    assert found == tuple(map(as_read, (second(), release())))


def test_turtle_is_read_back_with_shared_mentions(quads: tuple[Quad, ...]) -> None:
    found = extractions_of(parse_quads(write_turtle(quads), "TURTLE"))
    assert [each.document for each in found] == [second().document, release().document]
    assert [each.id for each in found[1].statements] == [each.id for each in release().statements]


def test_loading_names_file_and_remedy(tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    (folder / "a.ttl").write_text("<a> <b> ", encoding="utf-8")
    (folder / "b.ttl").write_text("<http://a/a> <http://a/b> <http://a/c> .", encoding="utf-8")
    for name, words in [("a.ttl", "not Turtle"), ("b.ttl", "no document"), ("c.ttl", "cannot read"), ("d.png", "not a graph file")]:
        with pytest.raises(GraphError, match=words) as caught:
            load_extractions(folder / name)
        assert name in str(caught.value)


def test_quotations_must_be_the_documents_words() -> None:
    extraction = release()
    first = extraction.statements[0]
    wrong = replace(first, evidence=(first.evidence[0]._replace(start=first.evidence[0].start + 1),))
    with pytest.raises(GraphError, match="not what the document says"):
        build_quads([replace(extraction, statements=(wrong,))], RELATIONS)
    with pytest.raises(GraphError, match="without evidence"):
        build_quads([replace(extraction, statements=(replace(first, evidence=()),))], RELATIONS)


def test_unknown_relations_times_and_twin_documents_are_errors() -> None:
    extraction = release()
    first = extraction.statements[0]
    with pytest.raises(GraphError, match="no relation is called"):
        build_quads([replace(extraction, statements=(replace(first, predicate="likes"),))], RELATIONS)
    with pytest.raises(GraphError, match="not EDTF"):
        build_quads([replace(extraction, statements=(replace(first, time="last May"),))], RELATIONS)
    with pytest.raises(GraphError, match="two documents"):
        build_quads([extraction, Draft("Another text.", "release").done()], RELATIONS)
    assert build_quads([extraction, extraction], RELATIONS) == build_quads([extraction], RELATIONS)


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_texts_survive(name: str) -> None:
    quads = build_quads([hostile(HOSTILE[name])], RELATIONS)
    assert parse_quads(write_trig(quads), "TRIG") == quads
    (found,) = extractions_of(quads)
    assert found.document.text == hostile(HOSTILE[name]).document.text
    assert len(found.statements) == 1
    assert found.statements[0].theme == HOSTILE[name]


def test_a_lone_surrogate_is_a_clear_error() -> None:
    with pytest.raises(GraphError, match="lone surrogate"):
        build_quads([hostile("\ud800")], RELATIONS)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://oig.justice.gov/a?b=c#d", "https://oig.justice.gov/a?b=c#d"),
        ("HTTP://X.org/a b", "HTTP://X.org/a%20b"),
        ("https://x.org/ü%zz", "https://x.org/%C3%BC%25zz"),
        ("https://x.org/[1]#a#b", "https://x.org/%5B1%5D#a%23b"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("https://x y/", None),
        ("https://x:y/", None),
        ("www.x.org", None),
    ],
)
def test_only_addresses_of_the_web_become_links(address: str, expected: str | None) -> None:
    assert web_address(address) == expected


def test_the_shared_actors_are_used() -> None:
    assert {OIG.id, HHS.id, USMS.id, SESSIONS.id} <= {each.id for each in release().entities}
    first = release().statements[0]
    assert first.id == statement_id(
        release().document.sha256, first.subject.id, first.predicate, first.object.id, first.polarity, first.modality, first.time, None
    )


def test_one_text_under_two_names_has_its_statements_once() -> None:
    copied = tuple(replace(each, document="copy") for each in second().statements)
    twin = replace(second(), document=replace(second().document, id="copy", url=None), statements=copied)
    quads = build_quads([second(), twin], RELATIONS)
    assert problems_of(quads) == ()
    first, other = extractions_of(quads)
    assert (first.document.id, len(first.statements)) == ("copy", 2)
    assert (other.document.id, other.statements) == ("letter-2", ())
    assert values(quads, N.document("letter-2"), ZT + "sameTextAs") == {N.document("copy")}


def test_a_statement_that_two_frames_found_is_one_with_all_evidence() -> None:
    draft = Draft()
    draft.say(DOJ, "agreed_with", OIG, "The Department and the USMS agreed")
    draft.say(DOJ, "agreed_with", OIG, "agreed with all three", rule="other")
    quads = build_quads([draft.done()], RELATIONS)
    assert problems_of(quads) == ()
    (found,) = extractions_of(quads)[0].statements
    assert [each.quote for each in found.evidence] == ["The Department and the USMS agreed", "agreed with all three"]
    assert found.rule == "agreed_with/test"


def test_an_entity_has_one_label_over_all_documents() -> None:
    renamed = replace(DOJ, label="Department of Justice", mentions=("Department of Justice",))
    draft = Draft("The Department of Justice told DHS.", "memo")
    draft.say(renamed, "informed", DHS, "The Department of Justice told DHS")
    quads = build_quads([release(), draft.done()], RELATIONS)
    assert problems_of(quads) == ()
    assert values(quads, N.entity("doj"), RDFS + "label") == {Literal("DOJ")}


def xml_graph(declared: str, used: str = "x") -> str:
    """RDF/XML with a document type of its own."""
    head = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://a.org/">'
    body = f'<rdf:Description rdf:about="http://a.org/s"><e:p>{used}</e:p></rdf:Description></rdf:RDF>'
    return f'<?xml version="1.0"?><!DOCTYPE rdf:RDF [{declared}]>{head}{body}'


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">',
        "<!ENTITY a 'ha'>\n<!ENTITY b '&a;&a;'>",
        f'<!ENTITY a "{"x" * 2000}">',
        "<!ENTITY % a \"<!ENTITY b 'x'>\"> %a;",
        '<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;">',
    ],
)
def test_entities_of_xml_that_swell_are_refused(declared: str) -> None:
    with pytest.raises(GraphError):
        parse_quads(xml_graph(declared), "RDF_XML")


def test_entities_for_namespaces_are_fine() -> None:
    (quad,) = parse_quads(xml_graph('<!ENTITY xsd "http://www.w3.org/2001/XMLSchema#">', "&xsd;date"), "RDF_XML")
    assert quad.object == Literal("http://www.w3.org/2001/XMLSchema#date")


@pytest.mark.parametrize(
    ("text", "syntax"),
    [
        ('{"@context": "http://127.0.0.1:9/context", "@id": "http://a.org/s", "p": "x"}', "JSON_LD"),
        ('{"@id": "http://a.org/s", "http://a.org/p": ' + "[" * 100_000 + "]" * 100_000 + "}", "JSON_LD"),
        ("<http://a.org/s> <http://a.org/p> " + "[" * 100_000, "TURTLE"),
        (xml_graph('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;"), "RDF_XML"),
    ],
    ids=["remote context", "deep JSON", "deep Turtle", "external entity"],
)
def test_hostile_files_are_errors_and_fetch_nothing(text: str, syntax: str) -> None:
    with pytest.raises(GraphError):
        parse_quads(text, syntax)


def test_pages_and_numbers_of_reports_come_back() -> None:
    extraction = release()
    paged = tuple(
        each._replace(evidence=tuple(one._replace(page=3 + number) for one in each.evidence))
        for number, each in enumerate(extraction.statements[:1])
    )
    numbered = Extraction(replace(extraction.document, number="21-028"), extraction.entities, (*paged, *extraction.statements[1:]))
    quads = build_quads([numbered], RELATIONS)
    assert problems_of(quads) == ()
    (back,) = extractions_of(quads)
    assert back.document.number == "21-028"
    assert back.document == numbered.document
    pages = {each.id: [one.page for one in each.evidence] for each in back.statements}
    assert pages[paged[0].id] == [3]
    assert {page for name, found in pages.items() if name != paged[0].id for page in found} == {None}
    two = Quad(
        f"{Names().document('release')}#char={paged[0].evidence[0].start},{paged[0].evidence[0].end}",
        ZT + "page",
        Literal("4", XSD + "integer"),
        Names().document("release"),
    )
    assert "at most one page" in str(problems_of([*quads, two]))
