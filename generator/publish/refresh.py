"""From the folders to build/pages, as one step: for `evidence pages`, `build` and `serve`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.model.evidence import Evidence
from generator.problems import Problem
from generator.publish.history import History, history
from generator.publish.pages import compose, compose_whatever_is_sound
from generator.publish.project import Project
from generator.publish.reading import checked
from generator.publish.steps import Steps
from generator.publish.tree import Changes, write_tree


@dataclass(frozen=True)
class Written:
    """What was read and written."""

    evidence: Evidence
    past: History
    problems: tuple[Problem, ...]
    changes: Changes


def write_pages(project: Project, out: Path, steps: Steps, *, allow_broken: bool = False) -> Written:
    """Read, check, render and write all pages.

    Raises Refused where anything has errors, unless broken pages may stand as such; Trouble for bad folders.
    """
    with steps.step("Reading and checking the evidence"):
        state, past = checked(project.evidence), history(project.root)
    with steps.step("Rendering the pages, charts and exports"):
        pages = (compose_whatever_is_sound if allow_broken else compose)(project, state, past)
    with steps.step(f"Writing them to {out}"):
        changes = write_tree(pages.files, out, keep_others=not pages.whole)
    return Written(state.corpus.evidence, past, pages.problems, changes)
