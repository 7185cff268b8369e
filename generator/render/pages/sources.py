"""A page per source: how it was read and every number it contributed; and the list of all sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from generator.model.base import references
from generator.model.evidence import source_path, study_path
from generator.model.source import Source
from generator.printed.rows import Row
from generator.render import words
from generator.render.cells import NOTICE_NAMES, Cell, Site, depth, link, short_name
from generator.render.citation import citation, citation_link
from generator.render.context import Context, Files
from generator.render.env import page
from generator.render.pages.frame import front, shorten
from generator.render.pages.selection import by_design, counts
from generator.render.pages.source_rows import breakable, is_number, numbers_table, study_kind
from generator.render.pages.study import notice_block
from generator.render.pages.topic import left_out

KINDS = {
    "paper": "Paper",
    "registry": "Registry",
    "meeting": "Meeting report",
    "review": "Review",
    "news": "News",
}
DEPTHS = {
    "abstract": "Abstract",
    "full-text": "Full text",
    "registry-record": "Registry record",
    "news": "News page",
}

MOST_LETTERS = 27
"""Letters of a column's head, so that it fits half of a phone's width."""


def render(context: Context) -> Files:
    """Return the list of sources and the page of each."""
    site = Site(context.corpus, "../")
    used = studies_of(site)
    return {
        "sources/index.md": page("sources.md.j2", **index_view(context, site, used)),
        **{
            f"sources/{id_}.md": page("source.md.j2", **view(context, site, id_, used[id_]))
            for id_ in context.evidence.sources
        },
    }


def studies_of(site: Site) -> dict[str, dict[str, list[Row]]]:
    """Return the rows read in every source, by study; randomised designs first.

    A study that a card names a source for, without a number from it, has no rows.
    """
    found: dict[str, dict[str, list[Row]]] = {id_: {} for id_ in site.evidence.sources}
    for study_id in by_design(site.evidence, site.evidence.studies):
        study = site.evidence.studies[study_id]
        rows = site.corpus.rows[study_id]
        named = {id_ for _, ref, id_ in references(study) if ref.kind == "sources"}
        for source_id in found:
            if source_id in named or study_id in site.evidence.sources[source_id].primary_for:
                found[source_id][study_id] = [row for row in rows if row.origin.source == source_id]
    return found


def index_view(context: Context, site: Site, used: dict[str, dict[str, list[Row]]]) -> dict[str, Any]:
    """Return everything that the list of sources shows."""
    columns, rows = matrix(site, used)
    return {
        "front": front(
            context,
            "Sources",
            "Every publication and registry record that numbers were read in, how it was read, and what it contributed.",
            paths=[source_path(id_) for id_ in site.evidence.sources],
            data=[
                {"label": "References (.bib)", "href": "../data/references.bib"},
                {"label": "(.ris)", "href": "../data/references.ris"},
                {"label": "(.json)", "href": "../data/sources.json"},
            ],
        ),
        "sources": [index_row(site, id_, used[id_]) for id_ in in_order(site, used)],
        "columns": columns,
        "rows": rows,
        "left_out": left_out(sum(not counts(study) for study in site.evidence.studies.values())),
    }


def in_order(site: Site, used: dict[str, dict[str, list[Row]]]) -> list[str]:
    """Put the sources that report most studies first."""
    return sorted(used, key=lambda id_: (-len(used[id_]), short_name(site.evidence.sources[id_]).lower()))


def index_row(site: Site, source_id: str, rows: dict[str, list[Row]]) -> dict[str, Any]:
    """Return one source as a line of the list."""
    source = site.evidence.sources[source_id]
    notice = site.notice(open_notice(source))
    name: Cell = {
        "text": short_name(source),
        "href": site.source_page(source_id),
        "strong": True,
        "under": source.title,
    }
    return {
        "id": source_id,
        "name": {**name, "notice": notice} if notice else name,
        "kind": {"text": KINDS[source.kind], "under": DEPTHS[source.read].lower()},
        "year": (source.issued or "")[:4] or {"absent": words.NOT_READ},
        "studies": str(sum(counts(site.evidence.studies[id_]) for id_ in rows)),
        "numbers": str(sum(is_number(row) for found in rows.values() for row in found)),
        "notices": notices_cell(source),
    }


def open_notice(source: Source) -> Any:
    """Return the gravest notice that is not resolved, or None."""
    order = ("retraction", "expression-of-concern", "correction")
    found = [notice for notice in source.notices if not notice.resolved]
    return min(found, key=lambda notice: order.index(notice.kind), default=None)


def notices_cell(source: Source) -> Cell:
    """Say which notices stand, and when they were last looked for."""
    names = [NOTICE_NAMES[notice.kind] for notice in source.notices if not notice.resolved]
    checked = f"looked up {words.day(source.notices_checked)}" if source.notices_checked else ""
    if names:
        return {"text": words.joined(names), "under": checked}
    return {"text": "None seen", "under": checked} if checked else {"absent": "not looked up"}


def matrix(
    site: Site, used: dict[str, dict[str, list[Row]]]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return columns and rows of source by study; a source of one study has no column of its own."""
    wide = [id_ for id_ in in_order(site, used) if len(used[id_]) > 1]
    single = [id_ for id_ in in_order(site, used) if len(used[id_]) == 1]
    columns: list[dict[str, Any]] = [{"key": "name", "label": "Study", "head": True}]
    for id_ in wide:
        name = shorten(short_name(site.evidence.sources[id_]), MOST_LETTERS)
        columns.append({"key": id_, "label": name, "num": True, "place": "half", "labelled": True})
    if single:
        columns.append({"key": "others", "label": "Other sources", "labelled": True})
    rows = [
        matrix_row(site, study_id, wide, single, used)
        for study_id in by_design(site.evidence, site.evidence.studies)
    ]
    return columns, rows


def matrix_row(
    site: Site,
    study_id: str,
    wide: Sequence[str],
    single: Sequence[str],
    used: dict[str, dict[str, list[Row]]],
) -> dict[str, Any]:
    """Return one study with the number of numbers that each source has of it."""
    row: dict[str, Any] = {"name": study_cell(site, study_id, title=False)}
    row |= {
        id_: count_cell(site, id_, study_id, used[id_][study_id]) for id_ in wide if study_id in used[id_]
    }
    others = [id_ for id_ in single if study_id in used[id_]]
    if others:
        row["others"] = {"html": site_links(site, others, study_id)}
    return row


def site_links(site: Site, source_ids: Sequence[str], study_id: str) -> Markup:
    """Return links to what sources say of a study."""
    shown = [
        Markup('<a href="{}#study-{}">{}</a>').format(
            site.source_page(id_), study_id, short_name(site.evidence.sources[id_])
        )
        for id_ in source_ids
    ]
    return Markup(", ").join(shown)


def count_cell(site: Site, source_id: str, study_id: str, rows: Sequence[Row]) -> Cell:
    """Return how many numbers of a study a source has, linked to them."""
    return {"text": amount(rows), "href": f"{site.source_page(source_id)}#study-{study_id}"}


def amount(rows: Sequence[Row]) -> str:
    """Say how many numbers there are; "in words" or "named" where a source gives none."""
    number = sum(is_number(row) for row in rows)
    return str(number) if number else "in words" if rows else "named"


def study_cell(site: Site, study_id: str, *, title: bool = True) -> Cell:
    """Return a study's name, linked, with its notice."""
    study = site.evidence.studies[study_id]
    cell: Cell = {"text": words.nobreak(study.name), "href": site.study(study_id)}
    notice = site.study_notice(study_id)
    return {
        **cell,
        **({"under": study.title, "strong": True} if title else {}),
        **({"notice": notice} if notice else {}),
    }


def view(context: Context, site: Site, source_id: str, rows: dict[str, list[Row]]) -> dict[str, Any]:
    """Return everything that a source's page shows."""
    source = site.evidence.sources[source_id]
    name = short_name(source)
    rows = dict(sorted(rows.items(), key=lambda item: item[0] not in source.primary_for))
    return {
        "front": front(
            context,
            name,
            f"How {name} was read, and every number of this site that comes from it.",
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
