"""``ztgraph load``: files of N-Quads into a store, in bulk."""

from __future__ import annotations

import time
from pathlib import Path

import click

from ztgraph.cli.terminal import clear_progress, progress, say

SOME_FAILED = 1


@click.command("load", short_help="Files of N-Quads into a store, in bulk.")
@click.argument("shards", metavar="SHARDS...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--store", metavar="DIR", type=click.Path(path_type=Path), required=True, help="The store; made where it is missing.")
@click.option("--replace", is_flag=True, help="Where the store holds a document with other statements, take those of the file.")
def command(shards: tuple[Path, ...], store: Path, replace: bool) -> int:
    """Load SHARDS (files of N-Quads that ztgraph wrote, .nq or .nq.gz, or folders of them) into the store.

    The way for many documents at once: what build has written in pieces is checked line by line and
    written past the transactions. A file that has been loaded is passed over. Killed at any moment, the
    same command completes the load; until then readers see the store as it was.
    """
    from ztgraph.store.load import load_shards

    start = time.monotonic()

    def report(quads: int) -> None:
        progress(quads, f"quads, {quads / max(0.001, time.monotonic() - start):,.0f} a second")

    done = load_shards(store, shards, replace=replace, report=report)
    clear_progress()
    for error in done.failed:
        say(f"failed: {error}", colour="red")
    if done.settled:
        say(f"note: {done.settled} of the documents have the text of another and now point to it")
    if done.orphans:
        say(f"note: {done.orphans} of the documents point to another with the same text that the store does not hold")
    parts = [f"{done.loaded} shard{'s' * (done.loaded != 1)} loaded", f"{done.known} there already"]
    parts += [f"{len(done.failed)} failed"] if done.failed else []
    taken = f"{done.documents:,} document{'s' * (done.documents != 1)}, {done.quads:,} quads in {time.monotonic() - start:.1f} s"
    say(f"{', '.join(parts)}: {taken} → {store}")
    if done.failed and not done.loaded and not done.known:
        return done.failed[0].exit_code
    return SOME_FAILED if done.failed else 0
