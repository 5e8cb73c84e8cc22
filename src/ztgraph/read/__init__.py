"""Reading: files, folders, globs, standard input and corpora become Documents whose offsets point into the source.

``read_inputs`` is the way in; ``sniff`` turns bytes into text or a clear refusal, ``plain``, ``markdown`` and ``corpus`` make documents,
``metadata`` finds date, title and publisher in the document's own words.
"""

from __future__ import annotations

from ztgraph.read.inputs import ReadFailure, read_inputs
from ztgraph.read.plain import document_from_text

__all__ = ["ReadFailure", "document_from_text", "read_inputs"]
