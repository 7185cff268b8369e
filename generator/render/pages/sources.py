"""The list of sources with the table of which reports which study, and the page of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from generator.model.base import references
from generator.model.evidence import source_path
from generator.printed.rows import Row
from generator.render import words
from generator.render.cells import Cell, Site, short_name
from generator.render.context import Context, Files
from generator.render.env import page
from generator.render.pages import source as one
from generator.render.pages.frame import front, review_words, shorten
from generator.render.pages.selection import by_design, counts
from generator.render.pages.source_cells import DEPTHS, KINDS, amount, notices_cell, open_notice, study_cell
from generator.render.pages.source_rows import is_number
from generator.render.pages.topic import left_out

MOST_LETTERS = 24
"""Letters of a column's head, so that it fits half of a phone's width."""
MOST_COLUMNS = 5
"""Sources with a column of their own, so that the table fits a small tablet."""


def render(context: Context) -> Files:
    """Return the list of sources and the page of each."""
    site = context.site("../")
    used = studies_of(site)
    return {
        "sources/index.md": page("sources.md.j2", **index_view(context, site, used)),
        **{
            f"sources/{id_}.md": page("source.md.j2", **one.view(context, site, id_, used[id_]))
            for id_ in context.evidence.sources
        },
    }


def studies_of(site: Site) -> dict[str, dict[str, list[Row]]]:
    """Return the rows read in every source, by study; randomised designs first.

    A study that a card names a source for, without a number from it, has no rows.
    """
    found: dict[str, dict[str, list[Row]]] = {id_: {} for id_ in site.evidence.sources}
    own: dict[str, set[str]] = defaultdict(set)
    for source_id, source in site.evidence.sources.items():
        for study_id in source.primary_for:
            own[study_id].add(source_id)
    for study_id in by_design(site.evidence, site.evidence.studies):
        named = {id_ for _, ref, id_ in references(site.evidence.studies[study_id]) if ref.kind == "sources"}
        for source_id in named | own[study_id]:
            found[source_id][study_id] = []
        for row in site.corpus.rows[study_id]:
            if row.origin.source is not None:
                found[row.origin.source][study_id].append(row)
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
            curated=review_words(site.evidence, list(site.evidence.studies)),
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


def matrix(
    site: Site, used: dict[str, dict[str, list[Row]]]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return columns and rows of source by study; the sources of most studies have a column of their own."""
    wide, single = columns_of(in_order(site, used), used)
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


def columns_of(
    ordered: Sequence[str], used: Mapping[str, Mapping[str, Sequence[Row]]]
) -> tuple[list[str], list[str]]:
    """Return the sources with a column of their own, and the others that report a study."""
    wide = [id_ for id_ in ordered if len(used[id_]) > 1][:MOST_COLUMNS]
    return wide, [id_ for id_ in ordered if used[id_] and id_ not in wide]


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
