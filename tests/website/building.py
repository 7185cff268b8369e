"""The site of the project's own evidence, built once for all tests, and its offline bundle."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "site"
INPUTS = ("evidence", "docs", "generator", "mkdocs.yml")
MARGIN = 30
"""Seconds between the last edit and the oldest page: a build in between may have missed the edit."""


def evidence(*arguments: str, **environment: str) -> None:
    """Run the command line in the project's folder; where it fails, the test fails with what it said."""
    run = subprocess.run(
        (sys.executable, "-m", "generator", *arguments),
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        pytest.fail(f"evidence {' '.join(arguments)}\n{run.stdout}{run.stderr}", pytrace=False)


def built_site(folder: Path) -> Path:
    """Return site/ where nothing was edited since it was built; else build the site into a folder, once."""
    if is_fresh(SITE):
        return SITE
    site = folder / "site"
    with locked(folder):
        if not (site / "index.html").is_file():
            evidence("build", "--site", str(site))
    return site


def unzipped_bundle(site: Path, folder: Path) -> Path:
    """Return the folder that a reader finds after unzipping the offline bundle."""
    target = folder / "bundle"
    with locked(folder):
        if not target.is_dir():
            evidence("bundle", "--site", str(site), "--out", str(folder / "offline.zip"))
            zipfile.ZipFile(folder / "offline.zip").extractall(target)
    return next(target.iterdir())


def is_fresh(site: Path) -> bool:
    """Say whether a site is younger than everything it is made from."""
    if not (site / "index.html").is_file():
        return False
    edited = max(path.stat().st_mtime for path in _inputs())
    oldest = min(path.stat().st_mtime for path in site.rglob("*.html"))
    return oldest > edited + MARGIN


def _inputs() -> Iterator[Path]:
    """Yield what the site is made from. Folders too: their time tells of files that are gone."""
    for name in INPUTS:
        yield ROOT / name
        yield from (path for path in (ROOT / name).rglob("*") if "__pycache__" not in path.parts)
    # The dates on the pages are those of commits.
    yield from (path for path in (ROOT / ".git" / "logs" / "HEAD",) if path.is_file())


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Let one process at a time through."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
