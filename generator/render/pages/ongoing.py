"""Trials that had not reported as far as was read, by topic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from generator.model.evidence import study_path
from generator.render import words
from generator.render.cells import Site
from generator.render.context import Context, Files
from generator.render.env import page
from generator.render.pages.figures import Figure, figure
from generator.render.pages.frame import front, read_words
from generator.render.pages.lists import ongoing_row
from generator.render.pages.selection import by_design, counts, under_way
from generator.render.pages.timelines import under_way_view, without_years

NOT_COUNTED = "not counted: several unnamed trials, or perhaps the same as another card"
_NO_TOPIC = ""


def render(context: Context) -> Files:
    """Return the page of trials under way."""
    site = context.site()
    studies = site.evidence.studies
    ids = by_design(site.evidence, (id_ for id_, study in studies.items() if under_way(study)))
    chart = under_way_view(site, ids, context.dates.built)
    drawn = figure(context, site, chart) if chart else None
    files: Files = drawn.files if drawn else {}
    return {"ongoing.md": page("ongoing.md.j2", **view(context, site, ids, drawn)), **files}


def view(context: Context, site: Site, ids: Sequence[str], drawn: Figure | None) -> dict[str, Any]:
    """Return everything that the page shows."""
    studies = site.evidence.studies
    late = [id_ for id_ in ids if overdue(site, id_, context.dates.built)]
    return {
        "front": front(
            context,
            "Ongoing trials",
            "Trials that had not reported as far as our sources say, by topic, each with how old that knowledge is.",
            paths=[study_path(id_) for id_ in ids],
            curated=read_words(context, ids) if ids else "",
        ),
        "count": words.plural(sum(counts(studies[id_]) for id_ in ids), "trial"),
        "any": bool(ids),
        "chart": drawn.block if drawn else None,
        "without_years": "" if drawn else without_years(site, ids),
        "groups": [
            {
                "id": topic or "other",
                "title": site.evidence.topics[topic].title if topic else "Other",
                "looked": looked_up(site, topic),
                "rows": [row(site, id_) for id_ in found],
            }
            for topic, found in by_topic(site, ids)
        ],
        "overdue": [{**row(site, id_), "id": f"overdue-{id_}"} for id_ in late],
        "built": words.day(context.dates.built),
    }


def by_topic(site: Site, ids: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Put each trial under the first topic that its card names; topics in their order."""
    found: dict[str, list[str]] = {}
    for id_ in ids:
        known = [topic for topic in site.evidence.studies[id_].topics if topic in site.evidence.topics]
        found.setdefault(known[0] if known else _NO_TOPIC, []).append(id_)

    def order(item: tuple[str, list[str]]) -> tuple[bool, int, str]:
        topic = site.evidence.topics.get(item[0])
        return topic is None, topic.order if topic else 0, item[0]

    return sorted(found.items(), key=order)


def row(site: Site, study_id: str) -> dict[str, Any]:
    """Return a trial as a line, with the day on which its standing was read."""
    line = ongoing_row(site, study_id)
    standing = line["standing"]
    read = as_of(site, study_id)
    several = "" if counts(site.evidence.studies[study_id]) else NOT_COUNTED
    under = [part for part in (*standing.get("under", []), read, several) if part]
    return {**line, "id": f"trial-{study_id}", "standing": {**standing, "under": under}}


def as_of(site: Site, study_id: str) -> str:
    """Say of when a trial's standing is: the day a registry was read; of a publication its year, which is older."""
    study = site.evidence.studies[study_id]
    origin = study.status_source
    source = site.evidence.sources.get((origin.source if origin else None) or study.source or "")
    looked = (origin.read_on if origin else None) or (source.read_on if source else "")
    if source is None or source.read in ("registry-record", "news"):
        return f"looked up {words.day(looked)}" if looked else ""
    year = f"written in {source.issued[:4]}" if source.issued else "of a year that we could not read"
    return f"says a source {year}; read {words.day(looked)}"


def overdue(site: Site, study_id: str, built: str) -> bool:
    """Say whether a trial was expected to be complete before the day of the build (both ISO, as far as given)."""
    expected = site.evidence.studies[study_id].trial.expected_completion
    return bool(expected and built and expected < built[: len(expected)])


def looked_up(site: Site, topic_id: str) -> str:
    """Say when public pages were last searched for a topic's trials."""
    days = [search.date for search in site.evidence.searches if topic_id and topic_id in search.topics]
    if not days:
        return "No registry or other public page has been searched for this topic yet; these trials were named in a source."
    return f"Public pages last searched for this topic on {words.day(max(days))}."
