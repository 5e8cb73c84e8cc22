"""OpenRefine itself matches a column of names to the actors of a served graph, where it is installed (apt-get install openrefine)."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.serve.conftest import Client

REFINE = Path("/usr/share/openrefine/refine")
NAMES = {
    "Department of Justice": "doj",
    "U.S. Marshals Service": "usms",
    "Jeff Sessions": "jeff-sessions",
    "HHS": "hhs",
    "Nobody at all": None,
}


class Refine:
    """OpenRefine by its HTTP commands."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}/command/core"

    def get(self, command: str, **parameters: str) -> Any:
        with urllib.request.urlopen(f"{self.base}/{command}?{urlencode(parameters)}", timeout=30) as reply:
            return json.loads(reply.read())

    def post(self, command: str, body: bytes, kind: str, **parameters: str) -> str:
        token = self.get("get-csrf-token")["token"]
        request = urllib.request.Request(
            f"{self.base}/{command}?{urlencode({**parameters, 'csrf_token': token})}", body, {"Content-Type": kind}
        )
        with urllib.request.urlopen(request, timeout=60) as reply:
            return str(reply.geturl())

    def project(self, name: str, text: str) -> str:
        """A project of one text file; its id."""
        parts = {"project-name": name, "format": "text/line-based/*sv", "options": json.dumps({"separator": "\t"})}
        lines = [f'--x\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in parts.items()]
        lines.append(f'--x\r\nContent-Disposition: form-data; name="project-file"; filename="n.tsv"\r\n\r\n{text}\r\n--x--\r\n')
        where = self.post("create-project-from-upload", "".join(lines).encode(), "multipart/form-data; boundary=x")
        return where.rpartition("project=")[2]


@pytest.fixture(scope="module")
def refine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Refine]:
    """OpenRefine without a browser."""
    if not REFINE.exists() or shutil.which("java") is None:
        pytest.skip("OpenRefine is not installed: apt-get install openrefine")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    command = [str(REFINE), "-p", str(port), "-i", "127.0.0.1", "-x", "refine.headless=true", "-d", str(tmp_path_factory.mktemp("refine"))]
    process = subprocess.Popen(command, cwd=REFINE.parent, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        client, end = Refine(port), time.monotonic() + 90
        while True:
            try:
                client.get("get-version")
                break
            except (OSError, urllib.error.URLError):
                assert process.poll() is None, "OpenRefine has ended"
                assert time.monotonic() < end, "OpenRefine does not answer"
                time.sleep(0.3)
        yield client
    finally:
        import os
        import signal

        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.slow
def test_openrefine_matches_names(refine: Refine, server: Client) -> None:
    project = refine.project("names", "name\n" + "\n".join(NAMES) + "\n")
    manifest = server.get("/reconcile").json
    config = {
        "mode": "standard-service", "service": f"http://127.0.0.1:{server.port}/reconcile", "identifierSpace": manifest["identifierSpace"],
        "schemaSpace": manifest["schemaSpace"], "type": None, "autoMatch": True, "columnDetails": [], "limit": 0,
    }  # fmt: skip
    operations = json.dumps(
        [{"op": "core/recon", "columnName": "name", "config": config, "engineConfig": {"facets": [], "mode": "row-based"}}]
    )
    refine.post("apply-operations", urlencode({"operations": operations}).encode(), "application/x-www-form-urlencoded", project=project)
    end = time.monotonic() + 60
    while any(each["status"] != "done" for each in refine.get("get-processes", project=project)["processes"]):
        assert time.monotonic() < end
        time.sleep(0.2)
    rows = refine.get("get-rows", project=project, start="0", limit="50")
    recons = rows["pool"]["recons"] if "pool" in rows else {}
    found: dict[str, str | None] = {}
    for row in rows["rows"]:
        cell = row["cells"][0]
        recon = recons.get(str(cell["r"])) if isinstance(cell.get("r"), (str, int)) else cell.get("r")
        matched = (recon or {}).get("m")
        found[cell["v"]] = matched["id"] if matched else None
    assert found == NAMES
