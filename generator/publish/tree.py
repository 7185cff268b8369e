"""Writes a tree of files: only what changed, each file at one stroke, and removes what is no longer made."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.publish.trouble import Trouble
from generator.render.context import Content

MARKER = ".written-by-evidence"
"""Lies in a folder that we may empty. Its name begins with a dot: the site's builder passes it over."""


@dataclass(frozen=True)
class Changes:
    """How many files were written and removed."""

    written: int
    removed: int


def write_tree(files: Mapping[str, Content], out: Path, *, keep_others: bool = False) -> Changes:
    """Make a folder hold just these files. Raises Trouble where it holds files of somebody else."""
    claim(out)
    stale = [] if keep_others else [path for path in _files(out) if _name(out, path) not in files]
    for path in stale:
        path.unlink()
    _drop_empty(out)
    return Changes(sum(write_file(out, name, content) for name, content in files.items()), len(stale))


def claim(out: Path) -> None:
    """Make the folder ours, or raise Trouble: we never empty what we did not fill."""
    if out.is_dir() and any(out.iterdir()) and not (out / MARKER).exists():
        raise Trouble(
            f"{out}/ holds files that this command did not write. Name another folder with --out, or empty it.",
            2,
        )
    out.mkdir(parents=True, exist_ok=True)
    (out / MARKER).touch()


def write_file(out: Path, name: str, content: Content) -> bool:
    """Write one file unless it is there already. Says whether it was written."""
    path = out / name
    made = content.encode() if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == made:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, made, beside=out)
    return True


def replace_file(path: Path, content: bytes, *, beside: Path) -> None:
    """Write next to `beside` (out of sight of whoever watches it) and move into place."""
    part = beside.absolute().with_name(f".{beside.absolute().name}-{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _files(out: Path) -> Iterator[Path]:
    found = (path for path in sorted(out.rglob("*")) if path.is_symlink() or not path.is_dir())
    return (path for path in found if path != out / MARKER)


def _drop_empty(out: Path) -> None:
    for path in sorted((path for path in out.rglob("*") if path.is_dir()), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()


def _name(out: Path, path: Path) -> str:
    return path.relative_to(out).as_posix()
