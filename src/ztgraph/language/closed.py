"""The closed classes of English: function words by part of speech. They are grammar, so they stand in code."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ARTICLES: Final = _words("the a an")
DETERMINERS: Final = _words(
    "the a an this these those each every either some any no another such all both half what whichever several many few most much more"
    " fewer less enough"
)
POSSESSIVES: Final = _words("its their his her our my your whose")
SUBJECT_PRONOUNS: Final = _words("it they he she we i you")
OBJECT_PRONOUNS: Final = _words("it them him her us me you itself themselves himself herself ourselves")
PRONOUNS: Final = (
    SUBJECT_PRONOUNS
    | OBJECT_PRONOUNS
    | _words("one another none nobody everyone anyone someone nothing something anything everything himself ours theirs")
)
DEMONSTRATIVES: Final = _words("this these those that")
BE: Final = _words("be am is are was were been being 's 're 'm")
HAVE: Final = _words("have has had having 've")
DO: Final = _words("do does did")
MODALS: Final = _words("will would shall should may might can could must ca wo 'll 'd cannot ought need")
NEGATIONS: Final = _words("not n't never hardly scarcely barely rarely seldom neither nor")
COORDINATORS: Final = _words("and or but nor yet")
RELATIVES: Final = _words("who whom which whose")
QUESTIONS: Final = _words("what whether how why where when which who whom whatever whoever if")
SUBORDINATORS: Final = _words(
    "because although though while whereas when whenever if unless until till before after since once as whether where lest so than except"
)
PREPOSITIONS: Final = _words(
    """
 of in to for with on at by from about against between among through during before after under over into onto upon within without
 across toward towards per via regarding concerning despite amid amidst throughout since until till behind beyond near beside
 besides below above inside outside off out up down along around like unlike as than including excluding following alongside
 notwithstanding pending versus save except but minus plus absent"""
)
# Groups of words that work as one preposition; the value is the preposition that frames see.
COMPLEX_PREPOSITIONS: Final[dict[tuple[str, ...], str]] = {
    ("according", "to"): "according to",
    ("because", "of"): "because of",
    ("due", "to"): "because of",
    ("owing", "to"): "because of",
    ("prior", "to"): "before",
    ("subsequent", "to"): "after",
    ("contrary", "to"): "contrary to",
    ("pursuant", "to"): "under",
    ("in", "accordance", "with"): "in accordance with",
    ("in", "compliance", "with"): "in accordance with",
    ("in", "violation", "of"): "in violation of",
    ("in", "breach", "of"): "in violation of",
    ("in", "defiance", "of"): "in violation of",
    ("in", "coordination", "with"): "jointly with",
    ("in", "cooperation", "with"): "jointly with",
    ("in", "collaboration", "with"): "jointly with",
    ("in", "conjunction", "with"): "jointly with",
    ("in", "partnership", "with"): "jointly with",
    ("in", "concert", "with"): "jointly with",
    ("jointly", "with"): "jointly with",
    ("together", "with"): "jointly with",
    ("along", "with"): "along with",
    ("as", "well", "as"): "along with",
    ("in", "consultation", "with"): "in consultation with",
    ("after", "consultation", "with"): "in consultation with",
    ("in", "response", "to"): "in response to",
    ("in", "reply", "to"): "in response to",
    ("in", "addition", "to"): "besides",
    ("in", "lieu", "of"): "instead of",
    ("instead", "of"): "instead of",
    ("rather", "than"): "instead of",
    ("in", "place", "of"): "instead of",
    ("on", "behalf", "of"): "on behalf of",
    ("at", "the", "request", "of"): "at the request of",
    ("at", "the", "behest", "of"): "at the request of",
    ("at", "the", "urging", "of"): "at the urging of",
    ("at", "the", "direction", "of"): "at the direction of",
    ("on", "the", "orders", "of"): "at the direction of",
    ("on", "orders", "from"): "at the direction of",
    ("under", "the", "supervision", "of"): "under the supervision of",
    ("under", "the", "direction", "of"): "under the supervision of",
    ("under", "the", "oversight", "of"): "under the supervision of",
    ("with", "the", "help", "of"): "jointly with",
    ("with", "help", "from"): "jointly with",
    ("with", "the", "assistance", "of"): "jointly with",
    ("with", "assistance", "from"): "jointly with",
    ("with", "the", "approval", "of"): "with the approval of",
    ("without", "the", "approval", "of"): "without the approval of",
    ("with", "the", "consent", "of"): "with the approval of",
    ("without", "the", "consent", "of"): "without the approval of",
    ("subject", "to"): "subject to",
    ("with", "respect", "to"): "regarding",
    ("with", "regard", "to"): "regarding",
    ("in", "connection", "with"): "regarding",
    ("as", "required", "by"): "as required by",
    ("as", "directed", "by"): "as required by",
    ("as", "ordered", "by"): "as required by",
    ("as", "mandated", "by"): "as required by",
    ("in", "contravention", "of"): "in violation of",
    ("in", "disregard", "of"): "in violation of",
    ("in", "keeping", "with"): "in accordance with",
    ("in", "line", "with"): "in accordance with",
    ("in", "tandem", "with"): "jointly with",
    ("on", "the", "recommendation", "of"): "on the recommendation of",
    ("on", "the", "advice", "of"): "on the recommendation of",
    ("at", "the", "insistence", "of"): "at the urging of",
    ("at", "the", "invitation", "of"): "at the request of",
    ("under", "orders", "from"): "at the direction of",
    ("on", "instructions", "from"): "at the direction of",
    ("under", "pressure", "from"): "at the urging of",
    ("as", "part", "of"): "as part of",
    ("as", "of"): "as of",
    ("as", "to"): "regarding",
    ("out", "of"): "out of",
    ("outside", "of"): "outside",
    ("inside", "of"): "inside",
    ("ahead", "of"): "before",
    ("in", "advance", "of"): "before",
    ("on", "or", "about"): "on",
    ("on", "or", "before"): "by",
    ("up", "to"): "up to",
    ("apart", "from"): "apart from",
    ("aside", "from"): "except",
    ("except", "for"): "except",
    ("with", "the", "exception", "of"): "except",
    ("other", "than"): "except",
    ("regardless", "of"): "despite",
    ("in", "spite", "of"): "despite",
    ("by", "means", "of"): "via",
    ("as", "a", "result", "of"): "because of",
    ("in", "the", "absence", "of"): "without",
    ("in", "front", "of"): "before",
    ("for", "the", "purpose", "of"): "for",
    ("by", "virtue", "of"): "because of",
    ("more", "than"): "more than",
    ("less", "than"): "less than",
    ("fewer", "than"): "less than",
}
COMPLEX_FIRST: Final = frozenset(key[0] for key in COMPLEX_PREPOSITIONS)
# Groups of words that work as one subordinator; the value is what factuality and dates see.
COMPLEX_SUBORDINATORS: Final[dict[tuple[str, ...], str]] = {
    ("even", "though"): "although",
    ("even", "if"): "if",
    ("as", "if"): "as if",
    ("as", "though"): "as if",
    ("so", "that"): "so that",
    ("in", "order", "for"): "so that",
    ("provided", "that"): "if",
    ("as", "long", "as"): "if",
    ("so", "long", "as"): "if",
    ("as", "soon", "as"): "when",
    ("only", "if"): "if",
    ("except", "that"): "although",
    ("given", "that"): "because",
    ("in", "that"): "because",
    ("now", "that"): "because",
    ("until", "after"): "until",
    ("by", "the", "time"): "by the time",
    ("the", "day"): "",
}
# Groups of words that work as one adverb or negation.
COMPLEX_ADVERBS: Final[dict[tuple[str, ...], str]] = {
    tuple(phrase.split()): phrase
    for phrase in (
        "as a result",
        "each time",
        "in turn",
        "for example",
        "for instance",
        "at least",
        "as many as",
        "as much as",
        "as few as",
        "no fewer than",
        "no less than",
        "at most",
        "in addition",
        "in general",
        "in part",
        "in fact",
        "on average",
        "at all",
        "of course",
        "at the time",
        "in particular",
        "for its part",
        "for their part",
        "for his part",
        "for her part",
        "in writing",
        "so far",
        "at once",
        "to date",
        "at first",
        "in person",
        "at that time",
        "in advance",
        "even so",
        "as well",
        "at times",
        "in practice",
        "in principle",
        "in full",
        "by contrast",
        "in contrast",
        "on the other hand",
        "after all",
        "above all",
        "in particular",
        "in short",
        "once again",
        "over time",
        "as required",
        "as planned",
        "in the meantime",
        "by phone",
        "by telephone",
        "by email",
        "by letter",
        "under oath",
        "in court",
        "in public",
        "in private",
        "in secret",
        "on time",
        "on paper",
        "in effect",
        "at issue",
        "as such",
        "so much as",
        "even so much as",
        "at length",
        "as usual",
        "in doing so",
    )
}
COMPLEX_NEGATIONS: Final[dict[tuple[str, ...], str]] = {
    ("no", "longer"): "no longer",
    ("at", "no", "time"): "never",
    ("at", "no", "point"): "never",
    ("in", "no", "way"): "never",
    ("by", "no", "means"): "never",
    ("not", "yet"): "not",
    ("not", "once"): "never",
    ("never", "once"): "never",
    ("not", "ever"): "never",
}
# Groups of words that work as one pronoun.
COMPLEX_PRONOUNS: Final[dict[tuple[str, ...], str]] = {
    ("no", "one"): "no one",
    ("each", "other"): "each other",
    ("one", "another"): "each other",
}
# Words of time that stand as noun phrases without a preposition.
TEMPORAL_HEADS: Final = _words(
    """
 today yesterday tomorrow tonight monday tuesday wednesday thursday friday saturday sunday january february march april may june
 july august september october november december week month year day quarter morning afternoon evening night spring summer fall
 autumn winter decade time hour minute times weeks months years days hours minutes"""
)
MONTHS: Final = _words("january february march april may june july august september october november december")
WEEKDAYS: Final = _words("monday tuesday wednesday thursday friday saturday sunday")
NUMBER_WORDS: Final[dict[str, int]] = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
 twenty""".split()
    )
} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "dozen": 12,
    "dozens": 24,
    "hundreds": 200,
    "thousands": 2000,
    "once": 1,
    "twice": 2,
}
ADVERBS: Final = _words(
    """
 also then later soon already still just only even ever again further once twice however therefore thus nonetheless nevertheless
 moreover furthermore additionally meanwhile instead otherwise accordingly consequently subsequently previously formerly now today
 ago here there together jointly yet perhaps too very well so quite rather almost nearly approximately roughly about largely mostly
 mainly partly partially fully formally publicly privately separately apparently allegedly reportedly long often sometimes always
 usually never not afterward afterwards thereafter likewise similarly indeed finally eventually initially originally thereby
 herself both either neither neither abroad elsewhere forward back away aside apart alone much more most less least twice next last
 first second third maybe likely unlikely ahead"""
)
