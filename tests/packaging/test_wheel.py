"""The wheel, in an empty environment, in another folder: everything travels in it, and what it builds is what the repository builds."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}


def call(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], cwd=cwd, env=CLEAN, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the working tree by the build backend that the tests have (so that no network is needed for it)."""
    folder = tmp_path_factory.mktemp("wheel")
    done = call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty environment with the wheel and the pinned dependencies."""
    folder = tmp_path_factory.mktemp("environment")
    assert call(sys.executable, "-m", "venv", folder, cwd=folder).returncode == 0
    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--constraint")
    done = call(folder / "bin" / "python", *pip, ROOT / "constraints.txt", wheel, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_what_is_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (ROOT / "src" / "ztgraph").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith("."):
            assert path.relative_to(ROOT / "src").as_posix() in names
    for folder in ("ontology", "seeds"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file():
                assert f"ztgraph/{path.relative_to(ROOT).as_posix()}" in names
    assert "ztgraph/py.typed" in names
    assert not any(name.startswith(("tests/", "docs/")) or "__pycache__" in name for name in names)


@pytest.mark.slow
def test_the_installed_program_builds_what_the_repository_builds(environment: Path, tmp_path: Path) -> None:
    program = environment / "bin" / "ztgraph"
    where = call(environment / "bin" / "python", "-c", "import ztgraph; print(ztgraph.__file__)", cwd=tmp_path)
    assert Path(where.stdout.strip()).is_relative_to(environment)
    done = call(program, "build", ROOT / "seeds", "-o", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for path in sorted((ROOT / "exports").iterdir()):
        assert (tmp_path / "out" / path.name).read_bytes() == path.read_bytes(), path.name
    doctor = call(program, "doctor", cwd=tmp_path)
    assert doctor.returncode == 0, doctor.stdout


@pytest.mark.slow
def test_the_built_in_graph_needs_no_repository(environment: Path, tmp_path: Path) -> None:
    done = call(environment / "bin" / "ztgraph", "export", "--to", "nquads", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == (ROOT / "exports" / "graph.nq").read_text(encoding="utf-8")
