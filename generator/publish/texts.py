"""The texts of sources at hand, for `evidence verify`: `<source id>.txt` in a folder that git ignores."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

DEFAULT = ".sources"
VARIABLE = "EVIDENCE_SOURCES"


def folder() -> Path:
    """The folder of the texts: what EVIDENCE_SOURCES names, else `.sources`."""
    return Path(os.environ.get(VARIABLE) or DEFAULT)


def texts(where: Path) -> Mapping[str, str]:
    """Return the text of every source at hand by the source's id; bytes that are no UTF-8 are replaced."""
    paths = sorted(where.glob("*.txt")) if where.is_dir() else []
    return {path.stem: path.read_text(encoding="utf-8", errors="replace") for path in paths}
