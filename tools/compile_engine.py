"""Compiles the engine (language, mentions, extract) with mypyc, so that it runs about three times as fast; the result says the same.

    python tools/compile_engine.py [--remove] [--into DIR]

Without ``--into`` the compiled modules stand beside their sources in ``src/``, where Python prefers them: run it again after each change
of the engine (``make`` does), or take them away with ``--remove``. It needs a C compiler; where there is none, or where the compilation
fails, it says so and leaves the engine as plain Python. ``tools/hatch_build.py`` calls it for wheels.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src"
PARTS = ("language", "mentions", "extract")
ALONE = ("identity.py",)
GROUP = "ztgraph_engine"  # the name of the library that all compiled modules share

_SETUP = """
from pathlib import Path
from setuptools import setup
from mypyc.build import mypycify

setup(
    name="ztgraph",
    packages=[],
    ext_modules=mypycify(["--strict", *{paths!r}], opt_level="1", debug_level="0", multi_file=True, group_name={group!r}),
)
"""


class CompilationError(Exception):
    """The engine could not be compiled; the message says why."""


def sources() -> list[str]:
    """The modules that are compiled, as paths below ``src``."""
    package = SOURCE / "ztgraph"
    inner = [path for part in PARTS for path in sorted((package / part).glob("*.py")) if path.name != "__init__.py"]
    return [path.relative_to(SOURCE).as_posix() for path in (*(package / name for name in ALONE), *inner)]


def compiled() -> list[Path]:
    """The compiled modules that stand in ``src`` now."""
    return sorted({*SOURCE.glob("*.so"), *(SOURCE / "ztgraph").rglob("*.so")})


def compile_engine(into: Path) -> list[Path]:
    """Compile the engine into a folder laid out like ``src``; the modules made, relative to it.

    Raises:
        CompilationError: there is no C compiler, or mypyc or the compiler refused.
    """
    compiler = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc").split()[0]
    if shutil.which(compiler) is None:
        raise CompilationError(f"there is no C compiler ({compiler})")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        shutil.copytree(SOURCE / "ztgraph", work / "ztgraph", ignore=shutil.ignore_patterns("__pycache__", "*.so"))
        (work / "setup.py").write_text(_SETUP.format(paths=sources(), group=GROUP), encoding="utf-8")
        command = [sys.executable, "setup.py", "--quiet", "build_ext", "--build-lib", str(work / "made")]
        done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
        if done.returncode:
            raise CompilationError(f"mypyc or the C compiler refused:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        made = sorted(path.relative_to(work / "made") for path in (work / "made").rglob("*.so"))
        for path in made:
            (into / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(work / "made" / path, into / path)
    return made


def main() -> int:
    """Compile in place, or into a folder, and say what was done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--remove", action="store_true", help="take compiled modules away and compile nothing")
    parser.add_argument("--into", type=Path, default=SOURCE, help="the folder that the modules are written to (src)")
    args = parser.parse_args()
    for path in compiled() if args.into == SOURCE or args.remove else ():
        path.unlink()
    if args.remove:
        return 0
    if os.environ.get("ZTGRAPH_COMPILE") == "0":
        print("engine: plain Python, as ZTGRAPH_COMPILE=0 says")
        return 0
    try:
        made = compile_engine(args.into)
    except CompilationError as error:
        print(f"engine: plain Python, which is slower: {error}", file=sys.stderr)
        return 0
    print(f"engine: {len(made) - 1} modules compiled")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
