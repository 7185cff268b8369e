"""The matrix of sources and studies that disagree: which source prints what, and in words what differs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from generator.printed.rows import Row
from generator.printed.same import Disagreement, Same, differences
from generator.render import words
from generator.render.cells import Cell, Site, short_name
from generator.render.pages.frame import shorten
from generator.render.pages.slopes import result_name

MOST_SOURCES = 5
"""Sources with a column of their own; what further ones print stands in the last column."""
MOST_LETTERS = 24

Columns = list[dict[str, Any]]


def matrix(site: Site, found: Sequence[Disagreement]) -> tuple[Columns, list[dict[str, Any]]]:
    """Return columns and rows: a line for each result that sources print differently, a column a source."""
    sames = [same for held in site.corpus.same.values() for same in held if is_parted(same, found)]
    sames.sort(key=lambda same: site.evidence.studies[same.headline.study].name.lower())
    wide, rest = sources(sames)
    columns: Columns = [{"key": "name", "label": "Study, result and group", "head": True}]
    for id_ in wide:
        name = shorten(short_name(site.evidence.sources[id_]), MOST_LETTERS)
        columns.append({"key": id_, "label": name, "place": "half", "labelled": True})
    if rest:
        columns.append({"key": "others", "label": "Other sources", "labelled": True})
    return columns, [line(site, same, wide) for same in sames]


def is_parted(same: Same, found: Sequence[Disagreement]) -> bool:
    """Say whether a result is one of those that disagree."""
    return any(one.first is same.headline for one in found)


def sources(sames: Sequence[Same]) -> tuple[list[str], list[str]]:
    """Return the sources that print most of these results, and the others."""
    counts: dict[str, int] = {}
    for same in sames:
        for id_ in {row.origin.source for row in same.rows if row.origin.source}:
            counts[id_] = counts.get(id_, 0) + 1
    order = sorted(counts, key=lambda id_: (-counts[id_], id_))
    return order[:MOST_SOURCES], order[MOST_SOURCES:]


def line(site: Site, same: Same, wide: Sequence[str]) -> dict[str, Any]:
    """Return one result with what each source prints of it."""
    first = same.headline
    study = site.evidence.studies[first.study]
    group = " vs ".join(filter(None, (first.group_name, first.comparator_name)))
    name: Cell = {
        "text": words.nobreak(study.name),
        "href": f"{site.study(first.study)}#differences",
        "strong": True,
        "under": [result_name(site, first), *([group] if group else [])],
    }
    notice = site.study_notice(first.study)
    made: dict[str, Any] = {"name": {**name, "notice": notice} if notice else name}
    for id_ in wide:
        rows = [row for row in same.rows if row.origin.source == id_]
        if rows:
            made[id_] = {"html": Markup("").join(said(site, same, row) for row in rows)}
    others = [row for row in same.rows if row.origin.source and row.origin.source not in wide]
    if others:
        made["others"] = {"html": Markup("").join(said(site, same, row, name=True) for row in others)}
    return made


def said(site: Site, same: Same, row: Row, *, name: bool = False) -> Markup:
    """Return a printed number with its place, and whether it is shown first, agrees or differs."""
    value = words.with_unit(site.evidence, row.value, row.unit) if row.value else ""
    p = f"p {words.p_words(row.p_value)}" if row.p_value else ""
    numbers = ", ".join(part for part in (value, words.bounds_words(row), p) if part)
    named = Markup('<a href="{}">{}</a>: ').format(
        site.source_page(row.origin.source or ""),
        short_name(site.evidence.sources[row.origin.source or ""]),
    )
    tail = "; ".join(part for part in (standing(same, row), row.origin.at or "") if part)
    shown = Markup('<span class="main">{}</span> <span class="under">{}</span>').format(numbers, tail)
    return named + shown if name else shown


def standing(same: Same, row: Row) -> str:
    """Say how a number stands to the one that the site shows first, after rounding to the fewer decimals."""
    if row is same.headline:
        return "shown first"
    parted = differences(same.headline, row)
    if not parted:
        return "agrees"
    return "differs" if "value" in parted else f"{words.joined(parted)} differs"
