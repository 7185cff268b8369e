"""All disagreements of the site: sources, or places of one, that print different numbers for one result."""

from __future__ import annotations

from typing import Any

from generator.model.evidence import study_path
from generator.printed.same import Disagreement
from generator.render import words
from generator.render.cells import Site
from generator.render.context import Context, Files
from generator.render.env import page
from generator.render.pages import parted
from generator.render.pages.figures import Figure, figure
from generator.render.pages.frame import front, read_words
from generator.render.pages.slopes import slopes
from generator.render.pages.study_results import disagreement


def render(context: Context) -> Files:
    """Return the page of disagreements and the files of its charts."""
    site = context.site()
    found = by_study(site)
    views = {id_: slopes(site, id_, items) for id_, items in found.items()}
    drawn = {id_: figure(context, site, view) for id_, view in views.items() if view}
    files: Files = {"disagreements.md": page("disagreements.md.j2", **view(context, site, found, drawn))}
    for made in drawn.values():
        files |= made.files
    return files


def view(
    context: Context, site: Site, found: dict[str, list[Disagreement]], drawn: dict[str, Figure]
) -> dict[str, Any]:
    """Return everything that the page shows."""
    columns, rows = parted.matrix(site, site.corpus.disagreements)
    every = [one for items in found.values() for one in items]
    within = sum(one.first.origin.source == one.second.origin.source for one in every)
    return {
        "front": front(
            context,
            "Disagreements",
            "Where two sources, or two places of one, print different numbers for the same result.",
            paths=[study_path(id_) for id_ in found],
            curated=read_words(context, found) if found else "",
        ),
        "any": bool(every),
        "count": words.plural(len(every), "disagreement"),
        "studies": words.plural(len(found), "study", "studies"),
        "parts": f"{len(every) - within} between two sources, {within} within one.",
        "groups": [group(site, id_, items, drawn.get(id_)) for id_, items in found.items()],
        "columns": columns,
        "rows": rows,
    }


def by_study(site: Site) -> dict[str, list[Disagreement]]:
    """Return the disagreements by study, studies in the order of their names."""
    found: dict[str, list[Disagreement]] = {}
    for one in site.corpus.disagreements:
        found.setdefault(one.first.study, []).append(one)
    return dict(sorted(found.items(), key=lambda item: site.evidence.studies[item[0]].name.lower()))


def group(site: Site, study_id: str, found: list[Disagreement], drawn: Figure | None) -> dict[str, Any]:
    """Return one study's disagreements for the template, with their chart where plain numbers differ."""
    return {
        "id": study_id,
        "name": words.nobreak(site.evidence.studies[study_id].name),
        "href": f"{site.study(study_id)}#differences",
        "title": site.evidence.studies[study_id].title,
        "notice": site.study_notice(study_id),
        "entries": [disagreement(site, one) for one in found],
        "chart": drawn.block if drawn else None,
    }
