"""Running examples: what passes, what fails and why, coverage, and the report."""

from __future__ import annotations

import pytest

from ztgraph.errors import RulesError
from ztgraph.model import Document, Entity, Evidence, Extraction, Statement, Step, replace
from ztgraph.rules.check import CheckReport, check_examples, check_rules, report_record, report_text
from ztgraph.rules.compare import name_words, same_name, same_time
from ztgraph.rules.coverage import says, unknown_triggers, unsaid_triggers
from ztgraph.rules.objects import Example, Rules

CBP = Entity("cbp", "Customs and Border Protection", "agency", ("Customs and Border Protection", "CBP"))
FBI = Entity("fbi", "Federal Bureau of Investigation", "agency", ("FBI",))
OIG = Entity("oig", "Office of the Inspector General", "agency", ("OIG",))


def statement(document: Document, trigger: str = "referred", **changes: object) -> Statement:
    """A correct statement about ``document``, with ``changes``."""
    at = document.text.find(trigger)
    base = Statement(
        id="st-1",
        document=document.id,
        subject=CBP,
        predicate="referred_to",
        object=FBI,
        polarity="positive",
        modality="asserted",
        rule="referred_to/refer",
        evidence=(Evidence(0, 3, document.text[:3]),),
        steps=(Step("trigger", at, at + len(trigger), ""),),
    )
    return replace(base, **changes)


def toy(document: Document, rules: Rules) -> Extraction:
    """An engine that gets the small lexicon's examples right."""
    if "referred" in document.text:
        return Extraction(document, statements=(statement(document, time="../2018-05-04"),))
    if "handed" in document.text:
        return Extraction(document, statements=(statement(document, "handed", polarity="negative", modality="other", attribution=OIG),))
    return Extraction(document)


def with_statement(**changes: object) -> object:
    """An engine that answers every document with one statement."""

    def extract(document: Document, rules: Rules) -> Extraction:
        return Extraction(document, statements=(statement(document, **{"time": "2018-05-04", **changes}),))  # type: ignore[arg-type]

    return extract


def first_reason(rules: Rules, **changes: object) -> str | None:
    return check_examples(rules, with_statement(**changes))[0].reason  # type: ignore[arg-type]


def test_right_answers_pass(rules: Rules) -> None:
    results = check_examples(rules, toy)
    assert [(result.kind, result.passed) for result in results] == [
        ("match", True),
        ("match", True),
        ("no_match", True),
        ("not_yet", False),
    ]
    assert not any(result.failed for result in results)


def test_silence_fails_the_matches_only(rules: Rules) -> None:
    results = check_examples(rules, lambda document, _: Extraction(document))
    assert [result.failed for result in results] == [True, True, False, False]
    assert results[0].reason == "no statement of this relation was found"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, None),
        ({"polarity": "negative"}, "polarity is negative, expected positive"),
        ({"modality": "other"}, "modality is other, expected asserted"),
        ({"time": "2018-05-05"}, "time is 2018-05-05, expected 2018-05-04"),
        ({"time": None}, "time is not given"),
        ({"rule": "referred_to/make"}, "made by the frame referred_to/make, expected refer"),
        ({"subject": FBI, "object": CBP}, "no statement has 'CBP' and 'the FBI' as its ends"),
        ({"object": OIG}, "no statement has 'CBP' and 'the FBI' as its ends"),
        ({"predicate": "informed"}, "no statement of this relation"),
        ({"evidence": ()}, "no statement of this relation"),
    ],
)
def test_each_part_of_the_answer_counts(rules: Rules, changes: dict[str, object], reason: str | None) -> None:
    found = first_reason(rules, **changes)
    assert found is None if reason is None else found is not None and reason in found


def test_attribution_counts_where_it_is_given(rules: Rules) -> None:
    right = {"polarity": "negative", "modality": "other"}
    assert check_examples(rules, with_statement(**right, attribution=OIG))[1].passed  # type: ignore[arg-type]
    assert check_examples(rules, with_statement(**right))[1].reason is not None  # type: ignore[arg-type]
    assert not check_examples(rules, with_statement(**right, attribution=FBI))[1].passed  # type: ignore[arg-type]


def test_a_symmetric_relation_holds_in_either_order(rules: Rules) -> None:
    relation = replace(rules.relations["referred_to"], symmetric=True)
    symmetric = replace(rules, relations={"referred_to": relation})
    assert first_reason(symmetric, subject=FBI, object=CBP) is None


def test_a_no_match_fails_on_any_statement_of_its_relation(rules: Rules) -> None:
    result = check_examples(rules, with_statement(modality="other"))[2]  # type: ignore[arg-type]
    assert result.failed
    assert result.reason is not None
    assert "found what should not be" in result.reason


def test_a_pronoun_is_matched_by_its_place(rules: Rules) -> None:
    text = "It referred the driver to the FBI."
    example = Example(text, text, (("subject", 0, 2), ("object", 26, 33)))
    one = replace(rules, relations={"referred_to": replace(rules.relations["referred_to"], match=(example,), no_match=(), not_yet=())})
    assert not check_examples(one, with_statement())[0].passed  # type: ignore[arg-type]
    assert check_examples(one, with_statement(steps=(Step("subject", 0, 2, "antecedent"),)))[0].passed  # type: ignore[arg-type]


def test_all_marked_pairs_are_wanted(rules: Rules) -> None:
    text = "CBP and OIG referred the driver to the FBI."
    example = Example(text, text, (("subject", 0, 3), ("subject", 8, 11), ("object", 35, 42)))
    one = replace(rules, relations={"referred_to": replace(rules.relations["referred_to"], match=(example,), no_match=(), not_yet=())})
    reason = check_examples(one, with_statement())[0].reason  # type: ignore[arg-type]
    assert reason is not None
    assert "'OIG' and 'the FBI'" in reason


def test_a_closed_gap_is_reported(rules: Rules) -> None:
    report = check_rules(rules, with_statement())  # type: ignore[arg-type]
    assert report.count("not_yet", True) == 1
    assert "this not_yet passes now; move it to match" in report_text(report)
    assert len(report_record(report)["closed"]) == 1


def test_an_engine_that_breaks_fails_the_example_only(rules: Rules) -> None:
    def broken(document: Document, _: Rules) -> Extraction:
        if "referred" in document.text:
            raise IndexError("list index out of range")
        return toy(document, rules)

    results = check_examples(rules, broken)
    assert results[0].reason == "the engine failed: IndexError: list index out of range"
    assert results[1].passed


def test_an_unknown_relation_is_refused(rules: Rules) -> None:
    with pytest.raises(RulesError, match="did you mean 'referred_to'"):
        check_examples(rules, toy, ["refered_to"])
    assert check_examples(rules, toy, []) == []
    assert len(check_examples(rules, toy, ["referred_to", "referred_to"])) == 4


def test_coverage_names_frames_and_triggers(rules: Rules) -> None:
    report = check_rules(rules, toy)
    assert report.coverage.frames == ("referred_to/deny", "referred_to/make")
    assert report.coverage.triggers == ()
    assert not report.ok

    def without_hand_over(document: Document, _: Rules) -> Extraction:
        return Extraction(document) if "handed" in document.text else toy(document, rules)

    assert check_rules(rules, without_hand_over).coverage.triggers == (("referred_to/refer", "hand over"),)


def test_the_report(rules: Rules) -> None:
    report = check_rules(rules, lambda document, _: Extraction(document))
    record = report_record(report)
    assert record["match"] == {"passed": 0, "failed": 2}
    assert record["not_yet"] == {"closed": 0, "open": 1}
    assert record["failures"][0]["place"].endswith("referred_to.yaml:14")
    text = report_text(report)
    assert "match 0 passed, 2 failed · no_match 1 passed, 0 failed · not_yet 1 open, 0 closed" in text
    assert "referred_to/make: no match example exercises this frame" in text
    assert text == report_text(check_rules(rules, lambda document, _: Extraction(document)))


def test_a_report_without_gaps_is_ok(rules: Rules) -> None:
    report = check_rules(rules, toy)
    assert CheckReport(report.results, replace(report.coverage, frames=())).ok


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the Department of Justice", "Department of Justice", True),
        ("The department’s OIG", "Department OIG", True),
        ("DOJ's", "DOJ", True),
        ("FBI", "the FBI's Denver office", True),
        ("ICE", "police", False),
        ("ICE", "Office", False),
        ("the Department of Justice", "Department of Labor", False),
        ("U.S. Attorneys,", "U.S. attorneys", True),
        ("the", "the", True),
        ("", "FBI", False),
        ("'s", "FBI", False),
    ],
)
def test_names(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same


def test_name_words_keep_a_lone_determiner() -> None:
    assert name_words("its") == ("its",)
    assert name_words("its “Office”") == ("office",)


@pytest.mark.parametrize(
    ("expected", "found", "same"),
    [
        ("2018-05-04", "2018-05-04", True),
        ("2018-05-04", "../2018-05-04", True),
        ("../2018-05-04", "2018-05-04", True),
        ("2018", "2018/..", True),
        ("2018", "2018-05", False),
        ("2018", None, False),
        ("2018/2020", "2018/2020", True),
    ],
)
def test_times(expected: str, found: str | None, same: bool) -> None:
    assert same_time(expected, found) is same


@pytest.mark.parametrize(
    ("text", "trigger", "found"),
    [
        ("CBP handed the case over.", "hand over", True),
        ("CBP handed the case.", "hand over", False),
        ("Over the years CBP handed out cases.", "hand over", False),
        ("The board met twice.", "meet", True),
        ("The reports were late.", "referral", False),
    ],
)
def test_says(text: str, trigger: str, found: bool) -> None:
    assert says(text, trigger, "verb") is found


def test_static_lists_of_triggers(rules: Rules) -> None:
    assert unsaid_triggers(rules) == [("referred_to/deny", "referral"), ("referred_to/make", "make")]
    assert unknown_triggers(rules) == []
    frame = replace(rules.relations["referred_to"].frames[0], triggers=("refer", "referred"))
    wrong = replace(rules, relations={"referred_to": replace(rules.relations["referred_to"], frames=(frame,))})
    assert unknown_triggers(wrong) == [("referred_to/refer", "referred")]
