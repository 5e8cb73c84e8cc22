"""Which modules of the engine stand compiled beside their sources, and whether they are of these sources."""

from __future__ import annotations

from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src"


def compiled(source: Path = SOURCE) -> list[Path]:
    """The compiled modules below ``source``, without the library that they share."""
    return sorted((source / "ztgraph").rglob("*.so"))


def stale(source: Path = SOURCE) -> list[Path]:
    """The compiled modules that are older than their sources, or that have none any more."""
    found = []
    for module in compiled(source):
        plain = module.with_name(module.name.partition(".")[0] + ".py")
        if not plain.is_file() or plain.stat().st_mtime > module.stat().st_mtime:
            found.append(module)
    return found
