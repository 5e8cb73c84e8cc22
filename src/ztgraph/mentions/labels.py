"""What each key of a document denotes: the curated actors of all documents, and what this one defines or names by itself."""

from __future__ import annotations

Label = tuple[str, str]  # the kind and the label of a key


class Labels:
    """Key → kind and label; a document's own entries stand on top of the shared ones, which are never altered."""

    def __init__(self, shared: dict[str, Label]) -> None:
        self._shared = shared
        self.own: dict[str, Label] = {}

    def get(self, key: str) -> Label | None:
        """The kind and label of a key, ``None`` if it has none."""
        return self._shared.get(key) or self.own.get(key)

    def label(self, key: str) -> str:
        """The label of a key; the key itself if it has none."""
        found = self.get(key)
        return found[1] if found is not None else key

    def define(self, key: str, kind: str, label: str) -> None:
        """Give a key its kind and label; the first of each key stays."""
        if key not in self._shared and key not in self.own:
            self.own[key] = (kind, label)
