"""Statements as RDF: vocabulary, building, reading back, checking."""

from __future__ import annotations
