"""From one process to many machines: batches of documents, worked on apart, put together in the order of the input.

``pieces`` cuts the input into batches, ``work`` is what is done to one, ``child`` runs it in a process that may die and ``keeper`` replaces
that, ``pool`` has several of those and ``cluster`` those of other machines; ``admission`` settles duplicates and ids in order, ``shards``
writes the result.
"""

from __future__ import annotations
