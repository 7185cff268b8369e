"""Where finished drawings are kept, by a key of their content."""

import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol


class Cache(Protocol):
    """Text by key. `get` gives `None` for what was never put."""

    def get(self, key: str) -> str | None:
        """The text kept under a key, or `None`."""
        ...

    def put(self, key: str, text: str) -> None:
        """Keep a text under a key."""
        ...


@dataclass(frozen=True)
class MemoryCache:
    """Keeps drawings for as long as it lives itself."""

    kept: dict[str, str] = field(default_factory=dict)

    def get(self, key: str) -> str | None:
        """The text kept under a key, or `None`."""
        return self.kept.get(key)

    def put(self, key: str, text: str) -> None:
        """Keep a text under a key."""
        self.kept[key] = text


@dataclass(frozen=True)
class DiskCache:
    """Keeps each drawing in a file of `folder`; the folder may be deleted at any time."""

    folder: Path

    def get(self, key: str) -> str | None:
        """The text kept under a key, or `None` where the file is missing or not readable as text."""
        try:
            return self._path(key).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def put(self, key: str, text: str) -> None:
        """Write beside the file and move into place, so that a reader never meets half a drawing."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key[2:]}.json"
