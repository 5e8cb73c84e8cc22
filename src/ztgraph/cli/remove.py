"""``ztgraph remove``: a store forgets documents."""

from __future__ import annotations

from pathlib import Path

import click

from ztgraph.cli.terminal import say
from ztgraph.cli.work import load, rules_option
from ztgraph.errors import GraphError


@click.command("remove", short_help="Documents out of a store.")
@click.argument("documents", metavar="DOCUMENT...", nargs=-1, required=True)
@click.option("--store", metavar="DIR", type=click.Path(path_type=Path), required=True, help="The store that ztgraph build --store made.")
@rules_option
def command(documents: tuple[str, ...], store: Path, extra_rules: Path | None) -> int:
    """Forget each DOCUMENT (its id; ztgraph query DIR documents lists them) and all that stands on it alone."""
    from ztgraph.cli.stores import open_store
    from ztgraph.store.layout import is_store

    if not is_store(store):
        raise GraphError("not a store", place=str(store), remedy="make one with: ztgraph build INPUT... --store DIR")
    with open_store(store, load(extra_rules)) as opened:
        held = set(opened.documents())
        missing = [name for name in documents if name not in held]
        if missing:
            raise GraphError(f"holds no document {missing[0]!r}", place=str(store), remedy=f"ztgraph query {store} documents lists them")
        for name in dict.fromkeys(documents):
            opened.remove(name)
    say(f"{len(set(documents))} removed, {len(held - set(documents))} left → {store}")
    return 0
