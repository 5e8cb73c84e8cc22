"""Documents into shards: what ``ztgraph build --shards`` does, with the processes of this machine or of a cluster."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from ztgraph.cli.progress import Progress
from ztgraph.cli.reading import Reading
from ztgraph.cli.terminal import clear_progress, say
from ztgraph.cli.work import Run, job_of

if TYPE_CHECKING:
    from ztgraph.rules.objects import Rules
    from ztgraph.scale.cluster import Cluster
    from ztgraph.scale.job import Job
    from ztgraph.scale.pool import Pool


def build_shards(
    place: str,
    inputs: Sequence[str],
    rules: Rules,
    *,
    extra_rules: Path | None = None,
    reading: Reading | None = None,
    base: str | None = None,
    jobs: int = 1,
    cluster: str | None = None,
) -> int:
    """Write the shards of the documents and say what became of them; the exit code is that of ``build``."""
    from ztgraph.scale.pieces import total_size
    from ztgraph.scale.run import batches
    from ztgraph.scale.shards import Shards

    run = Run(inputs, reading or Reading())
    job = job_of(rules, extra_rules, run.reading, output=place, base=base)
    progress = Progress(total_size(inputs, job) if sys.stderr.isatty() else None)
    size = 0
    with Shards(job) as shards, runner_of(job, jobs, cluster) as runner, run.account():
        try:
            for batch in batches(inputs, job, runner, shards.done):
                for outcome in batch.admitted.outcomes:
                    run.take(outcome)
                if batch.task is not None:
                    shards.take(batch.task, batch.admitted)
                    size += batch.task.size
                progress.update(run.read, size)
        except KeyboardInterrupt:
            clear_progress()
            say(f"{run.read} documents are done; run the same command again, and it goes on from there")
            raise
        clear_progress()
        run.require_one()
        shards.finish()
    again = f", {shards.resumed} batches from an earlier run" if shards.resumed else ""
    say(f"{run.summary()}{again} → {shards.shards} shard{'s' * (shards.shards != 1)}, {shards.quads:,} quads in {place}")
    return run.exit_code


def runner_of(job: Job, jobs: int, cluster: str | None) -> AbstractContextManager[Pool | Cluster]:
    """The processes that work: of this machine, or of the cluster whose scheduler is named."""
    if cluster is None:
        from ztgraph.scale.pool import Pool

        return Pool(job, jobs)
    from ztgraph.scale.cluster import Cluster

    return Cluster(job, cluster)
