"""Writes the JSON Schemas, the only generated files that are committed."""

from __future__ import annotations

from pathlib import Path

from generator.publish.tree import write_file
from generator.render.schema import schemas

_HEAD = b'{\n "$schema"'


def write_schemas(out: Path) -> list[str]:
    """Write every schema into a folder and remove schemas of ours that are no longer made. Returns their names."""
    out.mkdir(parents=True, exist_ok=True)
    files = schemas()
    for path in out.glob("*.json"):
        if path.name not in files and path.read_bytes().startswith(_HEAD):
            path.unlink()
    for name, content in files.items():
        write_file(out, name, content)
    return sorted(files)
