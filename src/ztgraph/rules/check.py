"""Running the examples that stand in the rule files: each is a document of its own, read by the whole engine with all rules."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ztgraph.errors import RulesError
from ztgraph.model import Document, Extraction, Statement
from ztgraph.rules.compare import brief, differences, ends_match, spans_of
from ztgraph.rules.coverage import Coverage, Fired, coverage, fired_by
from ztgraph.rules.fields import nearest
from ztgraph.rules.objects import Example, Relation, Rules
from ztgraph.rules.relations import ExampleKind

Extract = Callable[[Document, Rules], Extraction]


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """How one example fared. ``reason`` says why it failed; ``found`` are the statements of its relation that the engine made.

    ``passed`` of a ``not_yet`` means that the gap is closed. ``fired`` are the frames, with the trigger words, of what the engine found.
    """

    relation: str
    kind: ExampleKind
    example: Example
    passed: bool
    reason: str | None
    found: tuple[str, ...]
    fired: tuple[Fired, ...]

    @property
    def failed(self) -> bool:
        """Is this a failure of the rules? An open ``not_yet`` is not."""
        return not self.passed and self.kind != "not_yet"


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All results of a check and what no example exercises."""

    results: tuple[ExampleResult, ...]
    coverage: Coverage

    @property
    def failures(self) -> tuple[ExampleResult, ...]:
        """The examples that failed, in order."""
        return tuple(result for result in self.results if result.failed)

    @property
    def ok(self) -> bool:
        """Did every example pass, and is every frame and trigger exercised?"""
        return not self.failures and not self.coverage.gaps

    def count(self, kind: ExampleKind, passed: bool) -> int:
        """How many examples of ``kind`` passed, or did not."""
        return sum(result.kind == kind and result.passed == passed for result in self.results)


def check_examples(rules: Rules, extract: Extract, relations: Iterable[str] | None = None) -> list[ExampleResult]:
    """Run the examples of all relations, or of those named, in order of relation, kind and place.

    Raises RulesError for the name of no relation. An exception of the engine fails the example and does not end the run.
    """
    return [_run(rules, extract, relation, kind, example) for relation, kind, example in _examples(rules, relations)]


def check_rules(rules: Rules, extract: Extract, relations: Iterable[str] | None = None) -> CheckReport:
    """Run the examples and look for frames and triggers that none exercises. Raises RulesError for the name of no relation."""
    names = sorted(set(relations)) if relations is not None else sorted(rules.relations)
    results = check_examples(rules, extract, names)
    fired = (fire for result in results if result.kind == "match" for fire in result.fired)
    return CheckReport(tuple(results), coverage(rules, fired, names))


def _examples(rules: Rules, relations: Iterable[str] | None) -> Iterator[tuple[Relation, ExampleKind, Example]]:
    for name in sorted(set(relations)) if relations is not None else sorted(rules.relations):
        if name not in rules.relations:
            near = nearest(name, rules.relations)
            remedy = f"did you mean '{near}'?" if near else f"the relations are {', '.join(sorted(rules.relations))}"
            raise RulesError(f"there is no relation '{name}'", remedy=remedy)
        relation = rules.relations[name]
        groups: tuple[tuple[ExampleKind, tuple[Example, ...]], ...] = (
            ("match", relation.match),
            ("no_match", relation.no_match),
            ("not_yet", relation.not_yet),
        )
        for kind, examples in groups:
            for example in examples:
                yield relation, kind, example


def _run(rules: Rules, extract: Extract, relation: Relation, kind: ExampleKind, example: Example) -> ExampleResult:
    document = Document(
        id="example",
        text=example.text,
        sha256=hashlib.sha256(example.text.encode("utf-8")).hexdigest(),
        source=example.place,
    )
    try:
        statements = extract(document, rules).statements
    except Exception as error:  # a bug on one sentence must not hide the results of all others
        failure = f"the engine failed: {type(error).__name__}: {error}"
        return ExampleResult(relation.id, kind, example, False, failure, (), ())
    own = [statement for statement in statements if statement.predicate == relation.id and statement.evidence]
    reason = judge(relation, kind, example, own)
    fired = tuple(sorted({fire for statement in own for fire in fired_by(statement, rules, example.text)}))
    return ExampleResult(relation.id, kind, example, reason is None, reason, brief(own), fired)


def judge(relation: Relation, kind: ExampleKind, example: Example, own: list[Statement]) -> str | None:
    """Why the statements of the example's relation are not what it asks for; ``None`` if they are.

    A ``match`` wants every marked pair. A ``no_match`` wants no statement at all, or, if it marks a subject and an object, none of that
    pair. A ``not_yet`` is a ``match`` that is not found so far if it marks a pair, else a sentence that wrongly matches so far.
    """
    subjects, objects = spans_of(example, "subject"), spans_of(example, "object")
    marked = bool(subjects and objects)
    if kind == "match" or (kind == "not_yet" and marked):
        return _missing(relation, example, own, subjects, objects)
    hits = own
    if marked:
        hits = [item for item in own for one in subjects for two in objects if ends_match(item, example, one, two, relation.symmetric)]
    return f"found what should not be: {brief(hits)[0]}" if hits else None


def _missing(
    relation: Relation, example: Example, own: list[Statement], subjects: list[tuple[int, int]], objects: list[tuple[int, int]]
) -> str | None:
    if not own:
        return "no statement of this relation was found"
    for one in subjects:
        for two in objects:
            pair = f"{example.text[slice(*one)]!r} and {example.text[slice(*two)]!r}"
            near = [item for item in own if ends_match(item, example, one, two, relation.symmetric)]
            if not near:
                return f"no statement has {pair} as its ends; found {brief(own)[0]}"
            wrong = min((differences(item, example) for item in near), key=len)
            if wrong:
                return f"the statement of {pair} is off: {'; '.join(wrong)}"
    return None


def report_record(report: CheckReport) -> dict[str, Any]:
    """The JSON form of a report, keys in a fixed order."""
    return {
        "ok": report.ok,
        "match": {"passed": report.count("match", True), "failed": report.count("match", False)},
        "no_match": {"passed": report.count("no_match", True), "failed": report.count("no_match", False)},
        "not_yet": {"closed": report.count("not_yet", True), "open": report.count("not_yet", False)},
        "failures": [_result_record(result) for result in report.failures],
        "closed": [_result_record(result) for result in report.results if result.kind == "not_yet" and result.passed],
        "frames_unexercised": list(report.coverage.frames),
        "triggers_unexercised": [{"frame": frame, "trigger": trigger} for frame, trigger in report.coverage.triggers],
    }


def _result_record(result: ExampleResult) -> dict[str, Any]:
    return {
        "relation": result.relation,
        "kind": result.kind,
        "place": result.example.place,
        "say": result.example.say,
        "reason": result.reason,
        "found": list(result.found),
    }


def report_text(report: CheckReport) -> str:
    """A report for people: failures with place and reason, closed gaps, what is unexercised, and one line of counts."""
    lines: list[str] = []
    for result in report.failures:
        lines += [f"{result.example.place}: {result.relation} {result.kind}: {result.reason}", f"    {result.example.say}"]
    for result in report.results:
        if result.kind == "not_yet" and result.passed:
            lines.append(f"{result.example.place}: {result.relation}: this not_yet passes now; move it to {_home(result.example)}")
    for frame in report.coverage.frames:
        lines.append(f"{frame}: no match example exercises this frame")
    for frame, trigger in report.coverage.triggers:
        lines.append(f"{frame}: no match example exercises the trigger '{trigger}'")
    lines.append(
        f"match {report.count('match', True)} passed, {report.count('match', False)} failed · "
        f"no_match {report.count('no_match', True)} passed, {report.count('no_match', False)} failed · "
        f"not_yet {report.count('not_yet', False)} open, {report.count('not_yet', True)} closed"
    )
    return "\n".join(lines) + "\n"


def _home(example: Example) -> str:
    return "match" if spans_of(example, "subject") and spans_of(example, "object") else "no_match"
