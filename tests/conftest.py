"""Before any test: what is tested is what stands in the sources."""

from __future__ import annotations

import pytest

from tests.packaging.engine import stale


def pytest_sessionstart() -> None:
    """Compiled modules that are older than their sources would be tested in their stead."""
    old = stale()
    if old:
        pytest.exit(f"{old[0].name} is older than its source: run `make engine` (or `make plain`, for plain Python)", returncode=3)
