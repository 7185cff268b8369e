"""Dates from git: one call, and honest where the history is cut short or missing."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from generator.publish.history import History, day, history

NOON = 1767441600  # 3 January 2026, 12:00 UTC


def git(root: Path, *words: str, time: int = NOON) -> str:
    """Run git as somebody, at a time."""
    who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in _person(time)}
    found = subprocess.run(
        ["git", *words],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
        env={**who, "PATH": os.environ["PATH"]},
    )
    return found.stdout.strip()


def _person(time: int) -> tuple[tuple[str, str], ...]:
    return (("NAME", "A"), ("EMAIL", "a@example.org"), ("DATE", f"{time} +0000"))


def commit(root: Path, name: str, text: str, time: int) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", f"Write {name}", time=time)


@pytest.fixture(autouse=True)
def no_repository_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A git hook that runs these tests names its own repository in the environment."""
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    root.mkdir()
    git(root, "init", "--quiet", "--initial-branch", "main")
    return root


def test_each_file_has_the_day_of_its_last_commit_and_the_build_that_of_head(repository: Path) -> None:
    commit(repository, "evidence/studies/é b.yml", "1", NOON - 10 * 86400)
    commit(repository, "evidence/studies/a.yml", "1", NOON - 5 * 86400)
    commit(repository, "evidence/studies/a.yml", "2", NOON - 86400)
    git(repository, "commit", "--quiet", "--allow-empty", "--message", "Nothing", time=NOON)
    found = history(repository)
    assert found.changed == {
        "evidence/studies/é b.yml": "2025-12-24",
        "evidence/studies/a.yml": "2026-01-02",
    }
    assert (found.dates.built, found.time, found.note) == ("2026-01-03", NOON, "")
    assert found.commit == git(repository, "rev-parse", "HEAD")[:7]


def test_what_is_not_committed_has_no_day(repository: Path) -> None:
    commit(repository, "a.yml", "1", NOON)
    (repository / "b.yml").write_text("1", encoding="utf-8")
    assert history(repository).dates.of("b.yml") == ""


def test_a_project_inside_a_repository_counts_paths_from_itself(repository: Path) -> None:
    commit(repository, "project/evidence/a.yml", "1", NOON)
    assert history(repository / "project").changed == {"evidence/a.yml": "2026-01-03"}


def test_a_shallow_clone_gives_no_day_to_what_its_first_commit_seems_to_have_made(
    repository: Path, tmp_path: Path
) -> None:
    for number, name in enumerate(("a.yml", "b.yml", "c.yml")):
        commit(repository, name, "1", NOON - (9 - number) * 86400)
    git(tmp_path, "clone", "--quiet", "--depth", "2", repository.as_uri(), "shallow")
    found = history(tmp_path / "shallow")
    assert found.changed == {"c.yml": day(NOON - 7 * 86400)}
    assert found.note == "The history here is cut short (a shallow clone): older changes carry no date."


def test_before_the_first_commit_nothing_is_dated(repository: Path) -> None:
    found = history(repository)
    assert found == History(note="The pages carry no dates: nothing is committed yet.")
    assert (found.dates.built, found.dates.commit) == ("", "")


def test_without_a_repository_nothing_is_dated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert history(tmp_path).note == "The pages carry no dates: this folder is not under git."


def test_without_git_nothing_is_dated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert history(tmp_path).note == "The pages carry no dates: git is not installed."
