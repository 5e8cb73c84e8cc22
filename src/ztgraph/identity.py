"""Identifiers that depend on content only: the same statement has the same id whenever and wherever it is built.

Every identifier is ASCII, begins with a letter and holds only ``a-z 0-9 -``, so that it is a valid local name in every RDF syntax,
a valid NCName in XML and a plain word in a shell.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b
from typing import Final

_MAX_SLUG: Final = 64  # characters; longer labels are cut at a word and told apart by a digest
_SAFE: Final = "abcdefghijklmnopqrstuvwxyz0123456789"
# What parts words; "U.S." and "Governor's" are one word each.
_PARTING: Final = {code: "" if chr(code) in ".'`" else "-" for code in range(128) if chr(code) not in _SAFE} | {0x2019: "", 0x2018: ""}
_UNSAFE: Final = re.compile(r"[^a-z0-9-]+")


def digest(*parts: str | None, length: int = 16) -> str:
    """``length`` hex digits of BLAKE2b over ``parts``; ``None`` and ``""`` differ, and no two lists of parts run together.

    Lone surrogates are allowed (they hash as themselves), so an id never fails on text that a writer would refuse.
    """
    payload = ",".join(["-" if part is None else f"{len(part)}:{part}" for part in parts])
    return blake2b(payload.encode("utf-8", "surrogatepass"), digest_size=length // 2).hexdigest()


@lru_cache(maxsize=8192)
def slug(label: str) -> str:
    """An id-safe ASCII form of ``label`` that begins with a letter: ``"U.S. Attorneys"`` becomes ``us-attorneys``.

    Accents are dropped; a label that has no ASCII letter or digit at all, or that is very long, gets a digest of itself, so that two
    such labels stay apart. Different labels may share a slug otherwise ("U.S." and "US").
    """
    plain = label
    if label.isascii() and label.replace(" ", "").isalnum() and label[0].isalpha() and len(label) <= _MAX_SLUG:
        return "-".join(label.lower().split())  # most labels are plain words
    if not label.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", label) if not unicodedata.combining(c))
    parted = plain.lower().translate(_PARTING)
    if not parted.isascii():
        parted = _UNSAFE.sub("-", parted)
    words = "-".join([word for word in parted.split("-") if word])
    if not words:
        return f"x-{digest(label, length=8)}"
    if not words[0].isalpha():
        words = f"n-{words}"
    if len(words) > _MAX_SLUG:
        words = f"{words[:_MAX_SLUG].rsplit('-', 1)[0]}-{digest(label, length=8)}"
    return words


def discovered_entity_id(document_id: str, label: str) -> str:
    """The id of an entity that no rule file names: readable, and of this document only.

    Curated ids never end in an eight-digit digest, so the two kinds cannot be confused.
    """
    return f"{slug(label)}-{digest('entity', document_id, label, length=8)}"


def component_id(parent_id: str, name: str) -> str:
    """The id of a body that no rule file names but documents make part of a curated one: the same in all that give it that very name."""
    return f"{slug(name)}-{digest('component', parent_id, name, length=8)}"


def statement_id(
    document_sha256: str,
    subject_id: str,
    predicate: str,
    object_id: str,
    polarity: str,
    modality: str,
    time: str | None,
    source_id: str | None,
) -> str:
    """The id of a statement, ``st-`` and 16 hex digits, over what it says and the text that says it.

    ``source_id`` is the id of the entity to which the statement is attributed, ``None`` where the text itself says it.
    """
    return f"st-{digest('statement', document_sha256, subject_id, predicate, object_id, polarity, modality, time, source_id)}"
