"""Reading: files, folders, globs, addresses, standard input and corpora become Documents whose offsets point into their text.

``read_inputs`` is the way in. ``formats`` tells what a file is; ``layout`` and ``markdown`` read plain texts, ``html``, ``mail``, ``docx``
and ``pdf`` laid-out documents by way of ``blocks``, ``corpus``, ``csvtable`` and ``archive`` files of many; ``sections`` says who speaks
where, ``metadata`` finds date, title, publisher and number in the document's own words, ``selection`` chooses, ``manifest`` keeps account.
"""

from __future__ import annotations

from ztgraph.read.inputs import read_inputs
from ztgraph.read.plain import document_from_text
from ztgraph.read.selection import ReadFailure, Wish

__all__ = ["ReadFailure", "Wish", "document_from_text", "read_inputs"]
