"""A run from its inputs to what is made of them: batches, a runner, admission in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ztgraph.read.selection import Selection
from ztgraph.scale.admission import Admission, Admitted
from ztgraph.scale.job import Job, Outcome, Result, Task
from ztgraph.scale.pieces import tasks
from ztgraph.scale.pool import Done, Promise, Runner, in_order


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch that was taken into the run; ``task`` is None for what is said when all was read."""

    task: Task | None
    admitted: Admitted


def _nothing(task: Task) -> Result | None:
    return None


def batches(inputs: Sequence[str], job: Job, runner: Runner, done: Callable[[Task], Result | None] = _nothing) -> Iterator[Batch]:
    """All batches of a run in the order of its input. ``done`` gives what an earlier run made of a batch. Raises what the runner raises."""

    def submit(task: Task) -> Promise[Result]:
        made = done(task)
        return runner.submit(task) if made is None else Done(made)

    admission = Admission(job.wish.limit, lambda task: runner.submit(task).result())
    selection = Selection(job.wish)
    try:
        for task, result in in_order(tasks(inputs, job), submit, runner.ahead):
            selection.meant.update(result.meant)
            yield Batch(task, admission.admit(task, result))
            if admission.full:
                return
    finally:
        admission.close()
    notes = tuple(Outcome("note", each.place, each.message) for each in selection.unused())
    if notes:
        yield Batch(None, Admitted(Result("", notes), notes, (), True))
