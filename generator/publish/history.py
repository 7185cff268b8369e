"""Dates from the history of the repository: one `git log` for all files."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from generator.render.context import Dates

_LOG = (
    "git",
    "-c",
    "log.showSignature=false",
    "log",
    "-z",
    "--no-color",
    "--no-renames",
    "--relative",
    "--name-only",
    "--format=%x01%H %ct",
)
_NO_DATES = "The pages carry no dates"
_EARLIEST_ZIP = 315532800  # 1 January 1980, the earliest day that a zip can hold


@dataclass(frozen=True)
class History:
    """Days (ISO, UTC) of last change by path; commit and time (seconds since 1970) of HEAD; why there are none."""

    changed: Mapping[str, str] = field(default_factory=dict)
    commit: str = ""
    time: int = _EARLIEST_ZIP
    note: str = ""

    @property
    def dates(self) -> Dates:
        """The dates as the pages need them; all empty without a commit."""
        return Dates(self.changed, day(self.time) if self.commit else "", self.commit)


def day(seconds: int) -> str:
    """Return the day of a time, in UTC: the same wherever the site is built."""
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def history(root: Path) -> History:
    """Read the history of a folder. Without git, or before the first commit, it is empty and says why."""
    try:
        run = subprocess.run(_LOG, cwd=root, capture_output=True, check=False)
    except OSError:
        return History(note=f"{_NO_DATES}: git is not installed.")
    if run.returncode:
        return History(note=f"{_NO_DATES}: {_reason(run.stderr.decode(errors='replace'))}")
    return _parsed(run.stdout.decode(errors="replace"), _shallow(root))


def _reason(error: str) -> str:
    if "not a git repository" in error:
        return "this folder is not under git."
    if "does not have any commits" in error:
        return "nothing is committed yet."
    return "git says: " + " ".join(error.split())[:300]


def _shallow(root: Path) -> frozenset[str]:
    """Return the commits at which a shallow copy of the history ends: they seem to have made every file."""
    run = subprocess.run(
        ("git", "rev-parse", "--git-path", "shallow"), cwd=root, capture_output=True, check=False
    )
    file = root / run.stdout.decode(errors="replace").strip()
    return frozenset(file.read_text(encoding="ascii").split()) if file.is_file() else frozenset()


def _parsed(log: str, ends: frozenset[str]) -> History:
    commits = list(_commits(log))
    changed: dict[str, str] = {}
    for commit, time, paths in commits:
        if commit not in ends:
            changed |= {path: max(day(time), changed.get(path, "")) for path in paths}
    note = "The history here is cut short (a shallow clone): older changes carry no date." if ends else ""
    return History(changed, commits[0][0][:7], max(commits[0][1], _EARLIEST_ZIP), note)


def _commits(log: str) -> Iterator[tuple[str, int, list[str]]]:
    """Yield commit, time and changed paths, the newest first."""
    for block in log.split("\x01")[1:]:
        head, *paths = block.split("\0")
        commit, time = head.split()
        yield commit, int(time), [path.removeprefix("\n") for path in paths if path.strip()]
