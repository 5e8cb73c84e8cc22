"""Writes the page: one HTML file with everything in it, which asks nothing of any other place."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from importlib.resources import files

from ztgraph.errors import UsageError
from ztgraph.model import Extraction
from ztgraph.view.network import network_data, vis_network_script
from ztgraph.view.records import (
    Record,
    bundles,
    document_record,
    entity_record,
    in_order,
    merged_entities,
    relation_records,
    statement_records,
    vocabulary,
)
from ztgraph.view.relations import RelationInfo

_SCRIPTS = (
    "state", "words", "shapes", "arrange", "stage", "edges", "labels", "network", "panel", "filters", "timeline", "table", "source",
    "search", "path", "picture", "export", "compare", "keys", "main",
)  # fmt: skip
_DEFAULT_TITLE = "Who did what with whom"


def render_page(extractions: Sequence[Extraction], relations: Mapping[str, RelationInfo], *, title: str | None = None) -> str:
    """The page on ``extractions`` as HTML; the same input gives the same bytes.

    ``relations`` says how predicates read (``relation_infos`` makes it from rule records); predicates that it lacks are shown by their
    name. ``title`` defaults to the document's own where there is one document. Raises UsageError where there is no document.
    """
    if not extractions:
        raise UsageError("no document to show", remedy="give at least one document or a graph that holds one")
    data = page_data(extractions, relations)
    heading = _printable(title or _title(data))
    data["title"] = heading
    return _template(heading, data)


def page_data(extractions: Sequence[Extraction], relations: Mapping[str, RelationInfo]) -> Record:
    """All data of the page as JSON-ready records."""
    ordered = in_order(extractions)
    statements = [statement for extraction in ordered for statement in extraction.statements]
    entities = merged_entities(ordered)
    drawn = network_data(entities, bundles(statements, relations))
    return {
        **vocabulary(),
        "documents": [document_record(extraction.document) for extraction in ordered],
        "entities": [entity_record(entity) for entity in entities],
        "relations": relation_records(statements, relations),
        "statements": [record for index, extraction in enumerate(ordered) for record in statement_records(extraction, index)],
        "nodes": drawn.nodes,
        "edges": drawn.edges,
        "parts": drawn.parts,
    }


def _title(data: Record) -> str:
    documents = data["documents"]
    return str(documents[0]["title"]) if len(documents) == 1 else _DEFAULT_TITLE


def _template(title: str, data: Record) -> str:
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    script, style, library = _bundle(), _asset("page.css"), vis_network_script()
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":")}
    return environment.from_string(_asset("page.html")).render(
        title=title,
        data=data,
        policy=_policy([library, script], [style]),
        # Markup: these three are files of this package and of pyvis, never data.
        library=Markup(_inline(library)),
        script=Markup(_inline(script)),
        style=Markup(_inline(style)),
    )


def _bundle() -> str:
    """All scripts as one, each a part with a single purpose that hangs its functions on one object."""
    parts = "\n".join(_asset(f"{name}.js") for name in _SCRIPTS)
    return f'"use strict";\n(() => {{\nconst zt = {{}};\n{parts}\n}})();\n'


def _asset(name: str) -> str:
    return files("ztgraph.view").joinpath("assets", name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """A Content-Security-Policy that allows the scripts and styles of this very page and nothing else."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(_hash(script) for script in scripts)}",
            f"style-src {' '.join(_hash(style) for style in styles)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _inline(text: str) -> str:
    """``text`` unchanged, once it is sure that it cannot end its element."""
    lowered = text.lower()
    if "</script" in lowered or "</style" in lowered or "<!--" in lowered:
        raise ValueError("an asset would end its own element")
    return text


def _printable(text: str) -> str:
    """``text`` without what UTF-8 cannot hold and without line breaks."""
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split()) or _DEFAULT_TITLE
