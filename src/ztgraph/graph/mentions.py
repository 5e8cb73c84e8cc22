"""Which surface forms of an entity are names that hold outside their document, and which only refer to it there."""

from __future__ import annotations

# Words that begin a description or stand for a name: "the Department" is DOJ in one document and DHS in the next.
_REFERRING = frozenset({
    "a", "all", "an", "another", "any", "both", "certain", "each", "either", "every", "former", "he", "her", "him", "his", "i", "it", "its",
    "many", "me", "most", "my", "neither", "no", "one", "other", "our", "ours", "she", "several", "some", "such", "that", "the", "their",
    "them", "then", "these", "they", "this", "those", "us", "we", "which", "who", "whom", "whose", "you", "your",
})  # fmt: skip


# Common nouns that stand for a body when they stand alone: "Department", "the Bureau".
_GENERIC = frozenset({
    "administration", "agency", "authority", "board", "bureau", "center", "commission", "committee", "company", "corporation", "council",
    "county", "court", "department", "directorate", "division", "government", "headquarters", "inspector", "institute", "office", "panel",
    "report", "secretary", "service", "state", "subcommittee", "unit",
})  # fmt: skip


_CONNECTING = frozenset({"&", "and", "at", "de", "del", "du", "for", "in", "la", "of", "on", "the", "to", "van", "von"})


def is_name(mention: str) -> bool:
    """Whether a surface form is a name outside its document.

    All its words are capitalised but for those that connect them; it does not begin with a pronoun, a determiner or the like ("US" is a
    name, "us" is none), holds no parenthesis, and is more than a common noun for a body ("Department").
    """
    words = mention.split()
    if not words or any(mark in mention for mark in "()[]"):
        return False
    named = [word[0].isupper() or word[0].isdigit() for word in words]
    if not named[-1] or not all(fits or word in _CONNECTING for fits, word in zip(named, words, strict=True)):
        return False
    first = words[0]
    referring = first.lower() in _REFERRING and not (first.isupper() and len(first) > 1)
    return any(word[0].isupper() for word in words) and not referring and not (len(words) == 1 and first.lower() in _GENERIC)
