"""Loading: the files of the lexicon, with a researcher's own on top, into one frozen ``Rules`` object with a digest.

The folders are fixed: ``relations/``, ``actors/``, ``cues/`` and ``words/``. A file of the extra folder with the same relative name
replaces the shipped one; any other is added.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from ztgraph.errors import RulesError
from ztgraph.limits import DEFAULT_LIMITS
from ztgraph.rules import cache
from ztgraph.rules.objects import Rules

LEXICON = Path(__file__).resolve().parent.parent / "lexicon"
FOLDERS = ("actors", "cues", "relations", "words")


def load_rules(extra: Path | None = None, *, lexicon: Path = LEXICON, cached: bool = True) -> Rules:
    """All rules of ``lexicon``, with the files of the folder ``extra`` added or put in place of those of the same name.

    They come from the cache of compiled rules where they stand there, unless ``cached`` is false. Raises RulesError at the first thing
    that is wrong; ``find_problems`` lists all.
    """
    problems: list[RulesError] = []
    rules = _load(rule_files(lexicon, extra), problems, cached=cached)
    if problems:
        raise problems[0]
    assert rules is not None  # _load gives up only with a problem
    return rules


def find_problems(extra: Path | None = None, *, lexicon: Path = LEXICON) -> list[RulesError]:
    """What keeps the rules from loading: the first error of each file, then those across files; empty if they load."""
    problems: list[RulesError] = []
    try:
        _load(rule_files(lexicon, extra), problems)
    except RulesError as error:
        problems.append(error)
    return problems


def rule_files(lexicon: Path = LEXICON, extra: Path | None = None) -> dict[str, Path]:
    """Relative name (``relations/informed.yaml``) to path of every rule file in force, sorted by name. Raises RulesError."""
    found = _files_of(lexicon)
    if extra is not None:
        added = _files_of(extra)
        if not added:
            raise RulesError(
                "the folder holds no rule files", place=str(extra), remedy=f"put .yaml files into subfolders named {', '.join(FOLDERS)}"
            )
        found.update(added)
    if len(found) > DEFAULT_LIMITS.rule_files:
        raise RulesError(f"more than {DEFAULT_LIMITS.rule_files:,} rule files", place=str(extra or lexicon), remedy="join some files")
    return dict(sorted(found.items()))


def _files_of(root: Path) -> dict[str, Path]:
    if not root.is_dir():
        raise RulesError("not a folder", place=str(root), remedy="give the folder that holds relations/, actors/, cues/ or words/")
    found: dict[str, Path] = {}
    for entry in sorted(root.iterdir()):
        if entry.name.startswith((".", "__")):
            continue
        if entry.is_dir():
            if entry.name not in FOLDERS:
                from ztgraph.rules.fields import unknown

                unknown("folder of rules", entry.name, FOLDERS, str(entry))
            found.update((f"{entry.name}/{path.name}", path) for path in _yaml_files(entry))
        elif entry.suffix in {".yaml", ".yml"}:
            raise RulesError("a rule file outside the folders", place=str(entry), remedy=f"move it into one of {', '.join(FOLDERS)}")
    return found


def _yaml_files(folder: Path) -> list[Path]:
    paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    for path in paths:
        if path.suffix == ".yml":
            raise RulesError("rule files end in .yaml", place=str(path), remedy="rename the file")
    return [path for path in paths if path.suffix == ".yaml"]


def _load(files: Mapping[str, Path], problems: list[RulesError], *, cached: bool = False) -> Rules | None:
    """The rules of ``files``, from the cache where they may and do stand there, or None with what is wrong added to ``problems``."""
    digest = hashlib.sha256()
    contents: dict[str, tuple[bytes, str]] = {}
    for name, path in files.items():
        try:
            data = _read(path)
        except RulesError as error:
            problems.append(error)
            continue
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
        contents[name] = data, _shown(path, name)
    named = "\0".join(shown for _, shown in contents.values())
    if cached and not problems and (found := cache.kept(digest.hexdigest(), named)) is not None:
        return found
    from ztgraph.rules.assemble import assemble

    rules = assemble(contents, digest.hexdigest(), problems)
    if cached and rules is not None:
        cache.keep(rules, named)
    return rules


def _shown(path: Path, name: str) -> str:
    """The file's name in errors: shipped files relative to the lexicon, a researcher's own by their path."""
    return name if path.is_relative_to(LEXICON) else str(path)


def _read(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > DEFAULT_LIMITS.rule_file_bytes:
            raise RulesError(
                f"the file has {size:,} bytes, the bound is {DEFAULT_LIMITS.rule_file_bytes:,}",
                place=str(path),
                remedy="split it into several files",
            )
        return path.read_bytes()
    except OSError as error:
        raise RulesError(
            f"cannot be read: {error.strerror or error}", place=str(path), remedy="check the file and its permissions"
        ) from error
