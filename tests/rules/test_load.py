"""Loading whole folders: the objects that come out, the digest, files on top, and errors that name file, line and remedy."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from tests.rules.conftest import ACTORS, EMBEDDING, FILES, HEADS, RELATION, SPEECH, TITLES, WriteLexicon, write_files
from ztgraph.errors import RulesError
from ztgraph.rules.load import find_problems, load_rules, rule_files
from ztgraph.rules.objects import ANY, Rules, Title


def test_a_relation_comes_out_whole(rules: Rules) -> None:
    relation = rules.relations["referred_to"]
    assert (relation.label, relation.negative_label, relation.family, relation.symmetric) == (
        "referred to",
        "did not refer to",
        "coordination",
        False,
    )
    assert relation.subject_kinds == {"agency", "person"}
    assert [frame.id for frame in relation.frames] == ["referred_to/refer", "referred_to/make", "referred_to/deny"]
    assert [len(relation.match), len(relation.no_match), len(relation.not_yet)] == [2, 1, 1]


def test_frames_carry_positions_constraints_and_defaults(rules: Rules) -> None:
    refer, make, deny = rules.relations["referred_to"].frames
    assert (refer.trigger_pos, refer.triggers) == ("verb", ("refer", "hand over"))
    assert (refer.subject, refer.object, refer.theme) == (("agent",), ("to",), ("patient",))
    assert (refer.needs, refer.unless, refer.polarity, refer.modality, refer.voice, refer.complement) == (
        (),
        (),
        "positive",
        None,
        None,
        None,
    )
    assert refer.object_kinds == {"agency", "person", "group"}
    assert make.needs == (("into", ANY), ("patient", ("referral",)))
    assert make.unless == (("with", ("fee", "rate")),)
    assert make.object_kinds == {"agency"}
    assert (deny.trigger_pos, deny.subject) == ("noun", ("by", "possessor"))
    assert (deny.polarity, deny.modality, deny.voice, deny.complement) == ("negative", "other", "passive", "none")


def test_examples_carry_text_spans_and_place(rules: Rules) -> None:
    first, second = rules.relations["referred_to"].match
    assert first.text == "CBP referred the driver to the FBI on May 4, 2018."
    assert first.words("object") == ("the FBI",)
    assert (first.time, first.frame, first.polarity, first.modality) == ("2018-05-04", "refer", "positive", "asserted")
    assert (second.polarity, second.modality, second.attribution) == ("negative", "other", "OIG")
    assert first.place.endswith("relations/referred_to.yaml:14")
    assert rules.relations["referred_to"].no_match[0].why is not None


def test_indices(rules: Rules) -> None:
    assert [frame.id for frame in rules.frames_for("verb", "hand over")] == ["referred_to/refer"]
    assert rules.frames_for("noun", "refer") == ()
    assert sorted(rules.frames) == ["referred_to/deny", "referred_to/make", "referred_to/refer"]
    assert rules.components == {"doj": ("fbi",)}


def test_actors_words_and_cues(rules: Rules) -> None:
    doj = rules.actors["doj"]
    assert (doj.label, doj.aliases, doj.abbreviations, doj.same_as, doj.dates) == (
        "Department of Justice",
        ("Justice Department",),
        ("DOJ",),
        ("Q1553390",),
        "1870/",
    )
    assert rules.actors["fbi"].part_of == "doj"
    assert rules.titles.titles == (Title("Attorney General", "doj"), Title("Inspector General"))
    assert (rules.titles.prefixes, rules.titles.lower) == (frozenset({"Acting"}), frozenset({"sheriff"}))
    assert (rules.heads.agency, rules.heads.instrument, rules.heads.place) == (
        frozenset({"department", "office"}),
        frozenset({"report"}),
        frozenset(),
    )
    assert rules.cues.table("speech", "saying") == ("say", "state")
    assert rules.cues.table("embedding", "verbs") == {"fail": {"to": "-/+", "ing": "-/o"}}
    assert rules.cues.words("speech", "finding") == {"find"}
    assert rules.cues.words("embedding", "verbs") == {"fail"}
    assert rules.cues.signatures("embedding", "verbs") == {"fail": {"to": "-/+", "ing": "-/o"}}
    assert rules.cues.words("speech", "question") == frozenset()
    assert rules.cues.signatures("embedding", "nouns") == {}


def test_cues_say_what_is_wrong(rules: Rules) -> None:
    with pytest.raises(RulesError, match="no cue file 'support'"):
        rules.cues.table("support", "verbs")
    with pytest.raises(RulesError, match="not a mapping"):
        rules.cues.strings("speech", "saying")
    with pytest.raises(RulesError, match="not one word"):
        rules.cues.strings("embedding", "verbs")


def test_rules_are_frozen_and_travel_between_processes(rules: Rules) -> None:
    with pytest.raises(AttributeError):
        rules.digest = "x"  # type: ignore[misc]
    again = pickle.loads(pickle.dumps(rules))
    assert again == rules
    assert again.by_trigger == rules.by_trigger


def test_the_digest_is_over_names_and_bytes(lexicon: WriteLexicon, tmp_path: Path) -> None:
    digest = load_rules(lexicon=lexicon()).digest
    assert len(digest) == 64
    assert load_rules(lexicon=write_files(tmp_path / "elsewhere", dict(FILES))).digest == digest
    assert load_rules(lexicon=lexicon({"cues/speech.yaml": SPEECH + "# a comment\n"})).digest != digest
    moved = {name.replace("us.yaml", "usa.yaml"): content for name, content in FILES.items()}
    assert load_rules(lexicon=write_files(tmp_path / "moved", dict(moved))).digest != digest


def test_an_extra_folder_adds_and_overrides(lexicon: WriteLexicon, tmp_path: Path) -> None:
    extra = write_files(
        tmp_path / "extra",
        {
            "relations/referred_to.yaml": RELATION.replace("label: referred to", "label: sent to", 1),
            "actors/own.yaml": "actors: [{id: harlan, label: Harlan County, kind: agency, part_of: doj}]\n",
        },
    )
    base, rules = load_rules(lexicon=lexicon()), load_rules(extra, lexicon=lexicon())
    assert rules.relations["referred_to"].label == "sent to"
    assert sorted(rules.actors) == ["doj", "fbi", "harlan"]
    assert rules.digest != base.digest


def test_errors_in_an_extra_file_name_its_path(lexicon: WriteLexicon, tmp_path: Path) -> None:
    extra = write_files(tmp_path / "extra", {"actors/own.yaml": "actors:\n  - id: x\n    lable: X\n    kind: agency\n"})
    with pytest.raises(RulesError) as caught:
        load_rules(extra, lexicon=lexicon())
    assert str(caught.value).startswith(f"{extra / 'actors/own.yaml'}:3: unknown key 'lable' — did you mean 'label'?")


def test_other_files_are_left_alone(lexicon: WriteLexicon) -> None:
    root = lexicon({"words/inflections.tsv": "a\tb\n", "relations/.referred_to.yaml.tmp": "x", "README.md": "hello"})
    assert sorted(rule_files(root)) == sorted(FILES)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("relatons/x.yaml", "did you mean 'relations'"),
        ("relations/x.yml", "rule files end in .yaml"),
        ("x.yaml", "outside the folders"),
        ("cues/spech.yaml", "did you mean 'speech'"),
        ("words/title.yaml", "did you mean 'titles'"),
    ],
)
def test_files_in_wrong_places(lexicon: WriteLexicon, name: str, message: str) -> None:
    with pytest.raises(RulesError, match=message):
        load_rules(lexicon=lexicon({name: "a: b\n"}))


def test_folders_that_are_none(tmp_path: Path, lexicon: WriteLexicon) -> None:
    with pytest.raises(RulesError, match="not a folder"):
        load_rules(tmp_path / "missing", lexicon=lexicon())
    (tmp_path / "empty").mkdir()
    with pytest.raises(RulesError, match="holds no rule files"):
        load_rules(tmp_path / "empty", lexicon=lexicon())


def test_a_huge_file_is_not_read(lexicon: WriteLexicon) -> None:
    with pytest.raises(RulesError, match="bound is"):
        load_rules(lexicon=lexicon({"cues/grammar.yaml": b"a: " + b"x" * 10_000_000}))


def test_all_problems_are_listed(lexicon: WriteLexicon) -> None:
    root = lexicon(
        {
            "relations/referred_to.yaml": RELATION.replace("subject: agent", "subject: agnet", 1),
            "words/heads.yaml": HEADS + "grup: [x]\n",
            "actors/us.yaml": ACTORS.replace("part_of: doj", "part_of: dog"),
        }
    )
    problems = find_problems(lexicon=root)
    assert [problem.place is not None and problem.place.partition("lexicon/")[2] for problem in problems] == [
        "relations/referred_to.yaml:9",
        "words/heads.yaml:6",
        "actors/us.yaml:10",
    ]
    assert all(problem.remedy for problem in problems)
    with pytest.raises(RulesError, match="did you mean 'agent'"):
        load_rules(lexicon=root)


RELATION_MISTAKES = [
    ("id: referred_to", "id: refered_to", 1, "is not the file's name"),
    ("id: referred_to", "id: Referred-To", 1, "lower-case words"),
    ("label: referred to\n", "", 1, "the key 'label' is missing"),
    ("family: coordination", "family: cordination", 5, "did you mean 'coordination'"),
    ("subject: [agency, person]", "subject: [agency, persons]", 6, "did you mean 'person'"),
    ("subject: [agency, person]", "subject: [agency, agency]", 6, "stands twice"),
    ("subject: [agency, person]", "subject: []", 6, "empty list"),
    ("subject: [agency, person]", "subject: {a: b}", 6, "neither a text nor a list"),
    ("theme: patient}", "theme: patient, patien: case}", 9, "unknown key 'patien' — did you mean 'patient'?"),
    ("theme: patient}", "theme: possessor}", 9, "unknown position of the theme of a verb 'possessor'"),
    ("subject: [by, possessor]", "subject: [by, posessor]", 11, "did you mean 'possessor'"),
    ("{verb: make,", "{verb: make, noun: making,", 10, "has 2 trigger keys"),
    ("{verb: make,", "{", 10, "has no trigger keys"),
    ("{verb: make,", "{verb: make/*.+?,", 10, "is not a lemma"),
    ("{verb: make,", "{verb: '',", 10, "empty"),
    ("into: any", "into: [any, agreement]", 10, "'any' beside lemmas"),
    ("unless: {with:", "unless: {wiht:", 10, "did you mean 'with'"),
    ("unless: {with:", "unless: {complement: thta, with:", 10, "did you mean 'that'"),
    ("object_kinds: agency", "object_kinds: instrument", 10, "which the relation does not allow"),
    ("polarity: negative, modality", "polarity: negativ, modality", 11, "did you mean 'negative'"),
    ("voice: passive", "voice: pasive", 11, "did you mean 'passive'"),
    ("complement: none", "complement: infinitiv", 11, "did you mean 'infinitive'"),
    ("  deny: {", "  Deny It: {", 11, "the frame's name"),
    ("{subject: CBP} referred", "CBP referred", 14, "does not mark its subject"),
    ("{subject: CBP} referred", "{subjet: CBP} referred", 14, "'subjet' is not a role"),
    ('time: "2018-05-04"', "time: May 2018", 15, "is not an EDTF date"),
    ("frame: refer", "frame: refre", 16, "did you mean 'refer'"),
    ("      why:", "      whyy:", 23, "did you mean 'why'"),
    ("  not_yet:", "  notyet:", 24, "did you mean 'not_yet'"),
    ("  no_match:\n    -", "  no_match:\n     ", 21, "is not a list"),
]


@pytest.mark.parametrize(("old", "new", "line", "message"), RELATION_MISTAKES)
def test_mistakes_in_relations(lexicon: WriteLexicon, old: str, new: str, line: int, message: str) -> None:
    assert old in RELATION
    with pytest.raises(RulesError) as caught:
        load_rules(lexicon=lexicon({"relations/referred_to.yaml": RELATION.replace(old, new, 1)}))
    assert message in str(caught.value)
    assert caught.value.place is not None
    assert caught.value.place.endswith(f"relations/referred_to.yaml:{line}")
    assert caught.value.remedy


def test_a_stopper_may_be_a_complement(lexicon: WriteLexicon) -> None:
    text = RELATION.replace("unless: {with: [fee, rate]}", "unless: {complement: infinitive}")
    frame = load_rules(lexicon=lexicon({"relations/referred_to.yaml": text})).frames["referred_to/make"]
    assert frame.unless == (("complement", ("infinitive",)),)


ACTOR_MISTAKES = [
    ("id: fbi", "id: FBI", "is not a valid id"),
    ("id: fbi", "id: doj", "stands twice (first in "),
    ("part_of: doj", "part_of: dojj", "did you mean 'doj'"),
    ("part_of: doj", "part_of: fbi", "is part of itself (fbi > fbi)"),
    ("kind: agency\n    part_of", "kind: agencies\n    part_of", "did you mean 'agency'"),
    ("Q1553390", "1553390", "is not a valid same_as"),
    ('dates: "1870/"', "dates: since 1870", "is not a valid dates"),
    ("generic: [department]", "generic: [Department]", "not in lower case"),
    ("abbreviations: [FBI]", "abbreviations: [DOJ]", "'DOJ' names both 'fbi' and 'doj'"),
    ("abbreviations: [FBI]", "aliases: [Justice Department]", "'Justice Department' names both"),
    ("abbreviations: [FBI]", "abbreviations: [FBI]\n    collides: [FIB]", "did you mean 'FBI'"),
    ("abbreviations: [DOJ]", "abbreviations: [DOJ, Justice Department]", "stands twice among the names"),
    ("    label: Federal", "    lable: Federal", "did you mean 'label'"),
    ("    kind: agency\n    part_of", "    part_of", "the key 'kind' is missing"),
]


@pytest.mark.parametrize(("old", "new", "message"), ACTOR_MISTAKES)
def test_mistakes_in_actors(lexicon: WriteLexicon, old: str, new: str, message: str) -> None:
    assert old in ACTORS
    with pytest.raises(RulesError) as caught:
        load_rules(lexicon=lexicon({"actors/us.yaml": ACTORS.replace(old, new, 1)}))
    assert message in str(caught.value)
    assert caught.value.place is not None
    assert "actors/us.yaml:" in caught.value.place


def test_a_shared_name_is_allowed_where_all_but_one_list_it(lexicon: WriteLexicon) -> None:
    text = ACTORS.replace("abbreviations: [FBI]", "abbreviations: [FBI, DOJ]\n    collides: [DOJ]")
    assert load_rules(lexicon=lexicon({"actors/us.yaml": text})).actors["fbi"].collides == ("DOJ",)


WORD_MISTAKES = [
    ("words/titles.yaml", TITLES.replace("agency: doj", "agency: dojj"), "did you mean 'doj'"),
    ("words/titles.yaml", TITLES.replace("title: Inspector", "title: Attorney"), "the title 'Attorney General' stands twice"),
    ("words/titles.yaml", TITLES.replace("agency: doj", "agencies: doj"), "did you mean 'agency'"),
    ("words/heads.yaml", HEADS.replace("[official]", "[official, office]"), "is both agency and group"),
    ("words/heads.yaml", HEADS.replace("official", "Official"), "not in lower case"),
    ("cues/speech.yaml", SPEECH.replace("saying", "sayings"), "did you mean 'saying'"),
    ("cues/embedding.yaml", EMBEDDING.replace("verbs:", "verb:"), "did you mean 'verbs'"),
    ("cues/speech.yaml", SPEECH.replace("state", "say"), "stands twice"),
]


@pytest.mark.parametrize(("name", "text", "message"), WORD_MISTAKES)
def test_mistakes_in_words_and_cues(lexicon: WriteLexicon, name: str, text: str, message: str) -> None:
    with pytest.raises(RulesError) as caught:
        load_rules(lexicon=lexicon({name: text}))
    assert message in str(caught.value)
    assert caught.value.place is not None
    assert name in caught.value.place
