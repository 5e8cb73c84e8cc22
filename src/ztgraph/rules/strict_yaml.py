"""YAML as text: mappings, lists and strings, nothing else.

YAML in full can run code (``!!python``), grow without bound (aliases), drop data (duplicate keys) and turn ``no`` into false. Rule files
need none of that, so this reader takes the event stream of libyaml and refuses whatever is not a plain tree of strings. Every value
keeps its line, so that later checks can name the place.
"""

from __future__ import annotations

from typing import Any, NoReturn

import yaml

from ztgraph.errors import RulesError
from ztgraph.limits import DEFAULT_LIMITS

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser is ten times faster; the pure one reads the same

MAX_BYTES = DEFAULT_LIMITS.rule_file_bytes
MAX_DEPTH = DEFAULT_LIMITS.yaml_depth
MAX_NODES = 400_000  # scalars and collections of one file


class Table(dict[str, Any]):
    """A mapping of a rule file; ``lines`` gives the line of each key, ``line`` its own, both counted from 1."""

    __slots__ = ("file", "line", "lines")

    def __init__(self, file: str, line: int) -> None:
        super().__init__()
        self.file, self.line = file, line
        self.lines: dict[str, int] = {}

    def place(self, key: str | None = None) -> str:
        """``file:line`` of ``key``, or of the mapping itself."""
        return f"{self.file}:{self.line if key is None else self.lines.get(key, self.line)}"


class Row(list[Any]):
    """A list of a rule file; ``lines`` runs parallel to the items."""

    __slots__ = ("file", "line", "lines")

    def __init__(self, file: str, line: int) -> None:
        super().__init__()
        self.file, self.line = file, line
        self.lines: list[int] = []


def parse(data: bytes, file: str) -> Table:
    """Read the bytes of one rule file; ``file`` is the name used in errors.

    Raises RulesError (with ``file:line`` and a remedy) for anything but one mapping of strings, lists and mappings.
    """
    if len(data) > MAX_BYTES:
        raise RulesError(f"the file has {len(data):,} bytes, the bound is {MAX_BYTES:,}", place=file, remedy="split it into several files")
    text = _decode(data, file)
    try:
        return _Builder(file).run(yaml.parse(text, Loader=Loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{file}:{mark.line + 1}" if mark is not None else file
        problem = error.problem or error.context or "not YAML"
        raise RulesError(f"not valid YAML: {problem}", place=place, remedy="check indentation, quotes and brackets here") from error
    except yaml.YAMLError as error:
        raise RulesError(
            f"not valid YAML: {_one_line(str(error))}", place=file, remedy="remove control characters; save the file as UTF-8 text"
        ) from error


def _decode(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RulesError("not UTF-8 text", place=f"{file}:{line}", remedy="save the file as UTF-8") from error


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]


class _Builder:
    """Builds the tree from events with a stack of its own, so that no depth of nesting can exhaust Python's."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.stack: list[Table | Row] = []
        self.keys: list[str | None] = []  # the pending key of each open collection
        self.root: Table | None = None
        self.nodes = 0
        self.documents = 0

    def run(self, events: Any) -> Table:
        scalar, map_start, list_start = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
        for event in events:
            kind = type(event)
            if kind is scalar:
                self._scalar(event)
            elif kind is map_start:
                self._open(event, Table(self.file, event.start_mark.line + 1))
            elif kind is list_start:
                self._open(event, Row(self.file, event.start_mark.line + 1))
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.stack.pop()
                self.keys.pop()
            elif kind is yaml.AliasEvent:
                self._refuse(event, f"alias '*{event.anchor}' is not allowed", "write the value out")
            elif kind is yaml.DocumentStartEvent:
                self._document(event)
        if self.root is None:
            raise RulesError(
                "the file is empty", place=f"{self.file}:1", remedy="write the keys that docs/rules.md lists, or delete the file"
            )
        return self.root

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._refuse(event, "a second YAML document begins here", "remove the line '---' or make it a file of its own")
        if event.version or event.tags:
            self._refuse(event, "YAML directives are not allowed", "remove the lines that begin with '%'")

    def _scalar(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event)
        value: str = event.value
        if not self.stack:
            self._refuse(event, "the file is not a mapping of keys to values", "begin with a line like 'id: referred_to'")
        top = self.stack[-1]
        if type(top) is Table and self.keys[-1] is None:
            self._key(event, top, value)
            return
        if not value and event.implicit[0]:
            what = f"key '{self.keys[-1]}'" if self.keys[-1] else "the list item"
            self._refuse(event, f"{what} has no value", "write the value or remove the key")
        self._add(event, value)

    def _key(self, event: Any, table: Table, key: str) -> None:
        line = event.start_mark.line + 1
        if not key:
            self._refuse(event, "an empty key", "write the key before the colon")
        if key == "<<":
            self._refuse(event, "merge keys ('<<') are not allowed", "write the keys out")
        if key in table.lines:
            self._refuse(event, f"key '{key}' stands twice (first in line {table.lines[key]})", "keep one of them")
        table.lines[key] = line
        self.keys[-1] = key

    def _open(self, event: Any, node: Table | Row) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event)
        if not self.stack:
            if type(node) is not Table:
                self._refuse(event, "the file is a list, not a mapping", "begin with a key, such as 'actors:'")
            self.root = node
        elif type(self.stack[-1]) is Table and self.keys[-1] is None:
            self._refuse(event, "a list or mapping stands where a key is expected", "quote text that begins with { or [")
        else:
            self._add(event, node)
        if len(self.stack) >= MAX_DEPTH:
            self._refuse(event, f"nested deeper than {MAX_DEPTH} levels", "flatten the structure")
        self.stack.append(node)
        self.keys.append(None)

    def _add(self, event: Any, value: str | Table | Row) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._refuse(event, f"more than {MAX_NODES:,} values in one file", "split it into several files")
        top = self.stack[-1]
        if type(top) is Table:
            top[self.keys[-1] or ""] = value
            self.keys[-1] = None
        else:
            assert type(top) is Row
            top.append(value)
            top.lines.append(event.start_mark.line + 1)

    def _refuse_marks(self, event: Any) -> NoReturn:
        if event.anchor is not None:
            self._refuse(event, f"anchor '&{event.anchor}' is not allowed", "write the value out where it is needed")
        self._refuse(event, f"tag '{event.tag}' is not allowed", "remove it: every value is read as text; quote text that begins with '!'")

    def _refuse(self, event: Any, message: str, remedy: str) -> NoReturn:
        raise RulesError(message, place=f"{self.file}:{event.start_mark.line + 1}", remedy=remedy)
