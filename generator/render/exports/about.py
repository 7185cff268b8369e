"""Where a file of data comes from: every file that may travel alone says so."""

from __future__ import annotations

from typing import Any

from generator.render.context import Context


def about(context: Context) -> dict[str, Any]:
    """Return title, publisher, licence, advice, and day and commit of the build where they are known."""
    site = context.evidence.site
    licence = {"name": site.licence.name, "url": site.licence.url}
    made = {"title": site.title, "publisher": site.publisher, "licence": licence, "advice": site.advice}
    dated = {"built": context.dates.built, "commit": context.dates.commit, "generator": context.version}
    return {**made, **{key: value for key, value in dated.items() if value}}
