"""The parser: it ends on anything, keeps to its units, and its cost grows with the length of the sentence."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ztgraph.language.clauses import parse
from ztgraph.language.grammarwords import GrammarWords
from ztgraph.language.tagging import tag
from ztgraph.language.tokens import tokenize
from ztgraph.language.trees import Tree
from ztgraph.language.units import UnitBuilder

WORDS = (
    "the a its agency agencies officials who which that whose to of by with for and or nor but not never no neither until before after if while "
    "because told notified directed reviewed failed to be was were had been has did would may found said agreed referring notifying notified "
    "it they he them report review order reports , , . ; : ( ) — \" 's one three May first all each other rather than so as many"
).split()


def tree_of(text: str) -> Tree:
    tokens = tokenize(text)
    units = UnitBuilder(tokens, {}, {}).build(0, len(tokens))
    tag(units)
    return parse(units, GrammarWords(saying=frozenset({"say", "tell"}), finding=frozenset({"find"})))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_any_sequence_of_words_has_a_tree(words: list[str]) -> None:
    tree = tree_of(" ".join(words))
    for clause in tree.clauses:
        assert 0 <= clause.first <= len(tree.units)
    for phrase in tree.phrases:
        assert phrase.units
        assert 0 <= phrase.first < len(tree.units)


def test_the_same_words_give_the_same_tree() -> None:
    text = "The agency, which had told its officials to review the report, failed to notify the board until May."
    assert [repr(c) for c in tree_of(text).clauses] == [repr(c) for c in tree_of(text).clauses]


def test_subject_verb_and_object_of_a_plain_clause() -> None:
    (clause,) = tree_of("The agency did not notify the board.").clauses
    assert clause.verb == "notify"
    assert clause.negation is not None
    assert clause.subject[0].head.norm == "agency"
    assert clause.objects[0][0].head.norm == "board"


def test_a_passive_has_its_agent_in_the_by_phrase() -> None:
    (clause,) = tree_of("The report was reviewed by the board.").clauses
    assert clause.passive
    assert clause.pps[0].word == "by"
    assert clause.pps[0].group[0].head.norm == "board"


def test_a_long_sentence_without_a_stop_is_read_in_one_go() -> None:
    tree = tree_of("the agency told the board that " * 400 + "it failed")
    assert len(tree.clauses) >= 400
