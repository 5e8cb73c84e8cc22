"""The page of named questions in the documentation, written from the library: ``python -m ztgraph.query.manual docs/queries.md``.

With a graph as second argument, each example is followed by its answer on that graph.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from ztgraph.files import write_atomic
from ztgraph.graph.load import read_quads
from ztgraph.graph.terms import Quad
from ztgraph.query.catalog import NamedQuery, list_queries
from ztgraph.query.engine import run_named
from ztgraph.query.results import Result, to_table

_INTRODUCTION = """# Queries

`ztgraph query` asks a graph in SPARQL 1.1: `SELECT`, `ASK`, `CONSTRUCT` and `DESCRIBE`.

```sh
ztgraph query not-coordinated --actor DOJ                 # a named question on the built-in graph
ztgraph query out/graph.ttl timeline                      # the same on a graph of yours
ztgraph query out/ 'ASK { ?s ?p ?o }' --json               # SPARQL as text
ztgraph query out/graph.trig question.rq --format csv     # SPARQL from a file
ztgraph query --list                                      # all named questions
```

Answers come as a table, CSV, JSON (SPARQL 1.1 Query Results) or, for `CONSTRUCT` and `DESCRIBE`, Turtle. Rows are in the order that
the query asks for, and sorted where it asks for none, so the same graph and query give the same bytes. Named graphs are merged into the
default graph; a query that says `GRAPH` finds them under their documents' addresses too.

## What a query may not do

A query reads the graph at hand and nothing else. `SERVICE`, `FROM`, `LOAD` and every update are refused with line and column before
anything runs. The query then runs in a process of its own with a deadline (30 seconds), bounded memory (4 GiB), bounded rows, and no
way to open a file or a connection. A query that is late, too large or nested too deeply is an error with exit code 2; the caller lives on.

## Writing your own

The [graph model](graph-model.md) names all classes and properties. Two ways lead to most answers:

```sparql
PREFIX zt: <https://w3id.org/ztgraph/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
# direct edges: what is asserted
SELECT ?who ?whom { ?a zt:notCoordinatedWith ?b . ?a rdfs:label ?who . ?b rdfs:label ?whom }
```

```sparql
PREFIX zt: <https://w3id.org/ztgraph/ns#>
PREFIX oa: <http://www.w3.org/ns/oa#>
# statement nodes: when, who says so, on which words
SELECT ?time ?words { ?s zt:predicate zt:referredTo ; zt:evidence/oa:exact ?words . OPTIONAL { ?s zt:time ?time } } ORDER BY ?time
```

A file with a head like those in `src/ztgraph/query/library/` becomes a named question: `# title:`, `# description:`, one `# param:` a
parameter, `# example:`, and a line `VALUES ?name { UNDEF }` where the parameter goes (`# date` or `# number` after it where it is no
text). Unbound, a parameter means "any", so the file is a query for any SPARQL engine as it stands. From Python:

```python
from pathlib import Path
from ztgraph.query import run_named, run_query

result = run_named(Path("out/graph.ttl"), "not-coordinated", {"actor": "DOJ"})
for row in result.records():
    print(row["who"], row["whom"], row.get("time"))
```

## The named questions
"""


ROWS = 8  # most lines of an answer that the page shows


def _example_parameters(query: NamedQuery) -> dict[str, str]:
    """The parameters that the query's example on the command line binds."""
    words = shlex.split(query.example)[2:]
    return {name.removeprefix("--"): value for name, value in zip(words[::2], words[1::2], strict=True)}


def _answer(result: Result) -> str:
    head, rule, *rows = to_table(result, column=48).splitlines()
    more = [f"… and {len(rows) - ROWS} more"] if len(rows) > ROWS + 1 else []
    shown = [head, rule, *(rows[:ROWS] if more else rows), *more] if rows else ["(nothing)"]
    return "\n```text\n" + "\n".join(shown) + "\n```\n"


def _entry(query: NamedQuery, quads: Sequence[Quad] | None) -> str:
    lines = [f"\n### {query.name}\n", f"**{query.title}** {query.description}\n", f"```sh\nztgraph {query.example}\n```"]
    if query.parameters:
        lines.append("")
        kinds = {"text": "", "date": ", a date", "number": ", a number"}
        lines += [
            f"- `--{each.name}`{', required' if each.required else ''}{kinds[each.kind]}: {each.description}" for each in query.parameters
        ]
    text = "\n".join(lines) + "\n"
    if quads is not None:
        text += _answer(run_named(quads, query.name, _example_parameters(query)))
    return text


def manual(quads: Sequence[Quad] | None = None) -> str:
    """The page in Markdown; with ``quads``, each example is followed by its answer on that graph."""
    return _INTRODUCTION + "".join(_entry(query, quads) for query in list_queries())


if __name__ == "__main__":
    write_atomic(Path(sys.argv[1]), manual(read_quads(Path(sys.argv[2])) if len(sys.argv) > 2 else None))
