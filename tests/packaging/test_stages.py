"""One way only: a stage imports nothing of a later one, and nothing heavy where the command line must start fast."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "ztgraph"

# In the order of the flow. Those of one row do not know each other, those of the first know no stage at all.
ORDER: tuple[tuple[str, ...], ...] = (
    ("errors", "limits", "model", "files", "identity", "resources", "columns", "fence", "children", "cache", "__init__"),
    ("read", "language"),
    ("rules",),
    ("mentions",),
    ("extract",),
    ("graph",),
    ("export",),
    ("store", "scale"),
    ("query", "view"),
    ("push", "serve"),
    ("cli",),
    ("__main__",),
)
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
# Programs that are run by hand to write files of the repository, and are no part of the flow.
TOOLS = frozenset({"graph/ontology.py"})
FOUNDATIONS = frozenset(ORDER[0])


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def stage(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, int, bool]]:
    """The modules that a file imports, with the line, and whether only for types."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and isinstance(block.test, ast.Name) and block.test.id == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            # "from ztgraph import query" imports a stage as well as "from ztgraph.query import …" does.
            names = [f"ztgraph.{alias.name}" for alias in node.names] if node.module == "ztgraph" else [str(node.module)]
        else:
            continue
        for name in names:
            yield name, node.lineno, id(node) in for_types


def test_every_stage_has_its_place() -> None:
    assert {stage(path) for path in modules()} - {"lexicon"} <= set(RANK)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_stage_imports_a_later_one(path: Path) -> None:
    own = stage(path)
    if path.relative_to(PACKAGE).as_posix() in TOOLS:
        assert "__main__" in path.read_text(encoding="utf-8")
        return
    for name, line, _ in imports(path):
        parts = name.split(".")
        if parts[0] != "ztgraph" or len(parts) == 1 or parts[1] == own or parts[1] not in RANK:
            continue
        other = parts[1]
        earlier = RANK[other] < RANK[own] or (RANK[other] == RANK[own] and own in FOUNDATIONS)
        assert earlier, f"{path.relative_to(PACKAGE)}:{line}: {own} imports {other}, which comes later"


def test_the_test_sees_a_wrong_import(tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_text("from ztgraph import query\nimport ztgraph.view.page\nfrom ztgraph.graph.build import build_quads\n", encoding="utf-8")
    assert [name for name, *_ in imports(path)] == ["ztgraph.query", "ztgraph.view.page", "ztgraph.graph.build"]


def test_every_module_says_what_it_is_for() -> None:
    for path in modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), path
        assert len(tree.body) == 1 or any(isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in tree.body), path
