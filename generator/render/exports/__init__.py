"""Exports: the evidence as tables, records and references. Every export is `render(tables) -> {path: content}`."""

from __future__ import annotations

from collections.abc import Callable

from generator.render.context import Context, Files
from generator.render.exports import database, dictionary, results, sources, studies, topics
from generator.render.exports.tables import Tables

EXPORTS: tuple[Callable[[Tables], Files], ...] = (
    results.render,
    studies.render,
    studies.render_each,
    topics.render,
    topics.render_each,
    sources.render,
    database.render,
    dictionary.render,
)


def render(context: Context) -> Files:
    """Return all exports by their path; what they share is worked out once."""
    tables = Tables(context)
    return {path: content for export in EXPORTS for path, content in export(tables).items()}
