"""All renderers in one table, and the check that no generated file replaces another."""

from __future__ import annotations

from generator.problems import Problem
from generator.render import exports, search
from generator.render.context import Context, Files, Renderer
from generator.render.pages import (
    checks,
    contribute,
    data,
    disagreements,
    evidence_map,
    explorer,
    fractionation,
    glossary,
    home,
    methods,
    ongoing,
    social,
    sources,
    study,
    topic,
)

RENDERERS: tuple[Renderer, ...] = (
    home.render,
    topic.render,
    study.render,
    explorer.render,
    evidence_map.render,
    fractionation.render,
    ongoing.render,
    disagreements.render,
    checks.render,
    sources.render,
    glossary.render,
    methods.render,
    data.render,
    contribute.render,
    exports.render,
    search.render,
    social.render,
)


def render(context: Context) -> Files:
    """Return every generated file by its path under the pages' folder.

    Raises ValueError where two renderers write the same path.
    """
    files: Files = {}
    for renderer in RENDERERS:
        made = renderer(context)
        twice = files.keys() & made.keys()
        if twice:
            raise ValueError(f"two renderers write {', '.join(sorted(twice))}")
        files |= made
    return files


def collisions(files: Files, hand_written: set[str]) -> tuple[Problem, ...]:
    """Return a problem for every generated file that would replace a hand-written one."""
    return tuple(
        Problem(
            "page-collision",
            f"docs/{path}",
            1,
            1,
            f"The generated page {path} would replace this file.",
            "a path that no generated page has",
            "Rename the hand-written page.",
        )
        for path in sorted(files.keys() & hand_written)
    )
