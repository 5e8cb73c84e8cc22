"""The build hook: a wheel carries the engine compiled, where a C compiler is at hand; else it is a wheel of plain Python."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))
from compile_engine import CompilationError, compile_engine


class EngineHook(BuildHookInterface[Any]):
    """Compiles the engine for wheels; an editable installation is compiled in place by ``make``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the compiled modules to what the wheel holds. ``ZTGRAPH_COMPILE=0`` leaves them out, ``=1`` makes a failure an error."""
        wish = os.environ.get("ZTGRAPH_COMPILE", "")
        if self.target_name != "wheel" or version == "editable" or wish == "0":
            return
        self.folder = tempfile.TemporaryDirectory()
        into = Path(self.folder.name)
        try:
            made = compile_engine(into)
        except CompilationError as error:
            if wish == "1":
                raise
            self.app.display_warning(f"the engine stays plain Python, which is slower: {error}")
            return
        build_data["force_include"].update({str(into / path): path.as_posix() for path in made})
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take the temporary folder away."""
        if hasattr(self, "folder"):
            self.folder.cleanup()
