"""``ztgraph cluster``: whether the machines of a Dask cluster would write what this one would."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from ztgraph.cli.work import load, rules_option
from ztgraph.columns import columns

SOMETHING_WRONG = 1
HEADER = ("worker", "ztgraph", "rules", "python", "engine", "verdict")


@click.group("cluster", short_help="Look at the machines of a cluster.")
def command() -> None:
    """Look at the machines of a Dask cluster, which ztgraph build --shards --cluster works on."""


@command.command("doctor", short_help="Would all workers write the same?")
@click.argument("address", metavar="ADDRESS")
@click.option("--json", "as_json", is_flag=True, help="Write the findings as JSON.")
@rules_option
def doctor(address: str, as_json: bool, extra_rules: Path | None) -> int:
    """Ask the workers of the scheduler at ADDRESS (tcp://HOST:8786) what they are.

    They must have this version of ztgraph and of Python and these rules; a file of rules given by --rules is sent to them.
    The exit code is 1 where one differs or none is there.
    """
    from ztgraph.scale.cluster import Machine, connect, difference, machines, this_machine
    from ztgraph.scale.job import files_of

    rules, extra = load(extra_rules), files_of(extra_rules)
    client = connect(address)
    try:
        found = machines(client, extra)
    finally:
        client.close()
    own = this_machine(extra)
    verdicts = {name: difference(machine, rules.digest) or "ok" for name, machine in found.items()}
    shown = {"here": own, **found}
    if as_json:
        records = {
            name: {**(asdict(machine) if isinstance(machine, Machine) else {}), "verdict": verdicts.get(name, "ok")}
            for name, machine in shown.items()
        }
        click.echo(json.dumps(records, ensure_ascii=False, indent=2))
    else:
        rows = [[name, *_cells(machine), verdicts.get(name, "")] for name, machine in shown.items()]
        click.echo(columns(HEADER, rows), nl=False)
    return 0 if found and all(verdict == "ok" for verdict in verdicts.values()) else SOMETHING_WRONG


def _cells(machine: object) -> list[str]:
    from ztgraph.scale.cluster import Machine

    if not isinstance(machine, Machine):
        return ["", "", "", ""]
    return [machine.version, machine.rules[:12], machine.python, "compiled" if machine.compiled else "plain"]
