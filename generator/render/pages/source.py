"""The page of one source: how it was read, and every number that it contributed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.model.evidence import source_path, study_path
from generator.model.source import Source
from generator.printed.rows import Row
from generator.render import words
from generator.render.cells import NOTICE_NAMES, Site, depth, link, short_name
from generator.render.citation import citation, citation_link
from generator.render.context import Context
from generator.render.pages.frame import front
from generator.render.pages.source_cells import DEPTHS, KINDS, amount, notices_cell, study_cell
from generator.render.pages.source_rows import breakable, is_number, numbers_table, study_kind
from generator.render.pages.study import notice_block


def view(context: Context, site: Site, source_id: str, rows: dict[str, list[Row]]) -> dict[str, Any]:
    """Return everything that a source's page shows."""
    source = site.evidence.sources[source_id]
    name = short_name(source)
    rows = dict(sorted(rows.items(), key=lambda item: item[0] not in source.primary_for))
    return {
        "front": front(
            context,
            own_title(site, source_id),
            f"How {own_title(site, source_id)} was read, and every number of this site that comes from it.",
            edit=source_path(source_id),
            edit_label="Edit this source",
            paths=[source_path(source_id), *map(study_path, rows)],
            curated=f"Read as {DEPTHS[source.read].lower()}, {words.day(source.read_on)}.",
        ),
        "notices": [notice_block(notice) for notice in source.notices if not notice.resolved],
        "breadcrumbs": [{"text": "Sources", "href": "index.html"}, {"text": name}],
        "title": name,
        "long_title": source.title,
        "meta": meta(source),
        "how": how_read(site, source_id, source),
        "studies": [contributed(site, source, id_, found) for id_, found in rows.items()],
        "tables": [
            {
                "id": f"study-{id_}",
                "name": words.nobreak(site.evidence.studies[id_].name),
                "link": link("The study's page", site.study(id_)),
                **numbers_table(site, found),
            }
            for id_, found in rows.items()
            if found
        ],
    }


def own_title(site: Site, source_id: str) -> str:
    """Name a source as no other page is named: several of one publisher and year carry their ids."""
    name = short_name(site.evidence.sources[source_id])
    same = sum(short_name(source) == name for source in site.evidence.sources.values())
    taken = any(study.name == name for study in site.evidence.studies.values())
    return name if same == 1 and not taken else f"{name} ({source_id})"


def meta(source: Source) -> list[Any]:
    """Return the line under the title."""
    items: list[Any] = [depth(KINDS[source.kind], source), (source.issued or "")[:4]]
    address = citation_link(source)
    return [item for item in (*items, source.container_title, address) if item]


def how_read(site: Site, source_id: str, source: Source) -> list[dict[str, Any]]:
    """Return how, when and where a source was read, and what stands about it."""
    at: Any = source.read_at if " " in source.read_at else {"html": breakable(source.read_at)}
    own = [
        {"text": words.nobreak(site.evidence.studies[id_].name), "href": site.study(id_)}
        for id_ in source.primary_for
        if id_ in site.evidence.studies
    ]
    second = "Of no study here: all its numbers are second-hand, as it printed them of others."
    items = [
        ("Citation", citation(source)),
        ("Kind", KINDS[source.kind]),
        ("Read", f"{DEPTHS[source.read]}, {words.day(source.read_on)}"),
        ("Where", at),
        ("Own report", own or second),
        ("Notices", notices_cell(source)),
        ("Notices now resolved", resolved(source)),
        ("Note", source.note),
    ]
    return [{"label": label, "value": value} for label, value in items if value]


def resolved(source: Source) -> list[str]:
    """Return the notices that were resolved, and when."""
    return [
        f"{NOTICE_NAMES[notice.kind]}: {notice.text} Resolved {words.day(notice.resolved)}."
        for notice in source.notices
        if notice.resolved
    ]


def contributed(site: Site, source: Source, study_id: str, rows: Sequence[Row]) -> dict[str, Any]:
    """Return one study as a line of what a source contributed."""
    numbers = sum(is_number(row) for row in rows)
    first = sum(is_number(row) and site.corpus.is_headline(row) for row in rows)
    return {
        "id": f"study-{study_id}" if not rows else "",
        "name": study_cell(site, study_id),
        "design": site.evidence.label("designs", site.evidence.studies[study_id].design),
        "kind": study_kind(source, study_id),
        "numbers": {"text": amount(rows), "href": f"#study-{study_id}"} if rows else amount(rows),
        "first": str(first) if numbers else "–",
    }
