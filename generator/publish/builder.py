"""Runs the site's builder in a process of its own, and puts the finished site in place at one stroke."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.model.evidence import Evidence
from generator.publish.history import History
from generator.publish.project import Project
from generator.publish.trouble import Trouble

COMMAND = (sys.executable, "-m", "mkdocs")
SITE_FILES = ("index.html", "assets/search/index.js")
"""By these a site of ours is known."""
_INFO = re.compile(r"^INFO +-")
_LINES_SHOWN = 40


def settings_of(past: History, evidence: Evidence) -> dict[str, str]:
    """Return the environment that the builder is given: ours, and what mkdocs.yml reads from it."""
    built, checked = past.dates.built, notices_checked(evidence)
    return {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(past.time),
        "NO_MKDOCS_2_WARNING": "1",
        # The letter keeps YAML from making a date of it.
        "EVIDENCE_BUILD_DATE": f"{built}Z" if built else "",
        "EVIDENCE_NOTICES_CHECKED": f"{checked}Z" if checked else "",
    }


def notices_checked(evidence: Evidence) -> str:
    """Return the day since which every source that was ever checked for notices has been; empty if none was."""
    days = [source.notices_checked for source in evidence.sources.values() if source.notices_checked]
    return min((day for day in days if len(day) == len("2026-11-21")), default="")


@contextmanager
def scratch(project: Project, site: Path) -> Iterator[Path]:
    """Give a folder from which the site can be moved into place: on the same disk, in build/ if that is."""
    site.absolute().parent.mkdir(parents=True, exist_ok=True)
    build = project.pages.parent
    build.mkdir(parents=True, exist_ok=True)
    same = build.stat().st_dev == site.absolute().parent.stat().st_dev
    with TemporaryDirectory(
        prefix=".site-", dir=build if same else site.absolute().parent, ignore_cleanup_errors=True
    ) as name:
        yield Path(name)


def build(project: Project, target: Path, environment: dict[str, str]) -> None:
    """Build the pages into a folder. Raises Trouble with what the builder said."""
    command = (
        *COMMAND,
        "build",
        "--strict",
        "--config-file",
        "mkdocs.yml",
        "--site-dir",
        str(target.absolute()),
    )
    run = subprocess.run(
        command, cwd=project.root, env=environment, capture_output=True, check=False, stdin=subprocess.DEVNULL
    )
    if run.returncode:
        said = complaints((run.stderr + run.stdout).decode(errors="replace"))
        raise Trouble(f"MkDocs could not build the site; the last good one stays as it was.\n{said}")


def complaints(output: str) -> str:
    """Return what a builder said beyond its progress."""
    lines = [line for line in output.splitlines() if line.strip() and not _INFO.match(line)]
    more = len(lines) - _LINES_SHOWN
    return "\n".join(lines[:_LINES_SHOWN] + ([f"… and {more} lines more"] if more > 0 else []))


def swap(new: Path, site: Path, trash: Path) -> None:
    """Put a new folder in the place of the old one; the old one comes back where that fails."""
    old = trash / "old"
    if site.is_dir():
        site.rename(old)
    try:
        new.rename(site)
    except OSError:
        if old.is_dir():
            old.rename(site)
        raise
    shutil.rmtree(old, ignore_errors=True)


def must_be_a_site(site: Path) -> None:
    """Raise Trouble where a folder holds something else: it is going to be replaced."""
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise Trouble(f"{site} is no folder. Name another one with --site.", 2)
    if site.is_dir() and any(site.iterdir()) and not is_site(site):
        raise Trouble(f"{site}/ holds files but no site. Name another folder with --site, or empty it.", 2)


def is_site(site: Path) -> bool:
    """Say whether a folder holds a site that we built."""
    return all((site / name).is_file() for name in SITE_FILES)
