"""One line for every number that a source printed: what was measured, in whom, the number, its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from generator.model.source import Source
from generator.printed.rows import Row
from generator.render import words
from generator.render.cells import Cell, Site

_NOT_ENDPOINTS = {
    "characteristic": "Patients' characteristic",
    "accepted-dose": "Accepted dose",
    "drug-dose": "Drug dose",
    "schedule": "Schedule",
}


def is_number(row: Row) -> bool:
    """Say whether a row holds a printed number: a value, an interval or a p value."""
    return any(part is not None for part in (row.value, row.bounds, row.p_value))


def study_kind(source: Source, study_id: str) -> str:
    """Say whether a source is a study's own report."""
    return "own report" if study_id in source.primary_for else words.nobreak("second-hand")


def breakable(address: str) -> Markup:
    """Return an address that may break after each of its parts, linked where it is one of the web."""
    parts = Markup("<wbr>").join(re.split(r"(?<=[/._-])(?=\w)", address))
    web = address.startswith(("https://", "http://"))
    return Markup('<a href="{}">{}</a>').format(address, parts) if web else parts


def numbers_table(site: Site, rows: Sequence[Row]) -> dict[str, Any]:
    """Return the numbers of one study, then what is said in words; a place that holds for all is named once."""
    places = {row.origin.at or "" for row in rows}
    return {
        "numbers": [number_row(site, row) for row in rows if is_number(row)],
        "findings": [number_row(site, row) for row in rows if not is_number(row)],
        "place": places.pop() if len(places) == 1 else "",
    }


def number_row(site: Site, row: Row) -> dict[str, Any]:
    """Return a row for the table of a source's numbers."""
    return {
        "endpoint": endpoint_cell(site, row),
        "group": group_cell(site, row),
        "value": value_cell(site, row),
        "at": row.origin.at or {"absent": "place not recorded"},
    }


def endpoint_cell(site: Site, row: Row) -> Cell:
    """Return what was measured, and underneath statistic, time, grade and factor."""
    known = row.endpoint in site.evidence.vocabulary.get("endpoints", {})
    label = site.evidence.label("endpoints", row.endpoint) if known else endpoint_name(row.endpoint)
    statistic = words.STATISTICS.get(row.statistic) or words.MEASURE_NAMES.get(row.statistic, "").lower()
    parts = [
        "" if statistic == "number of patients" else statistic,
        row.analysis,
        f"at {row.timepoint}" if row.timepoint else "",
        words.grade(row.grade) if row.grade else "",
        row.factor,
    ]
    shown = ", ".join(part for part in parts if part)
    return {"text": label, **({"under": shown} if shown else {})}


def endpoint_name(endpoint: str) -> str:
    """Return a name for what is no term of the vocabulary: a table of characteristics, a schedule."""
    return _NOT_ENDPOINTS.get(endpoint) or endpoint.replace("-", " ").capitalize()


def group_cell(site: Site, row: Row) -> Cell:
    """Return the group that a number is about, or the two that it compares, and its subset."""
    names = [name for name in (row.group_name, row.comparator_name) if name]
    subset = site.evidence.studies[row.study].subsets.get(row.subset)
    cell: Cell = {"text": words.nobreak(" vs ".join(names))} if names else {"absent": "no group named"}
    return {**cell, "under": f"subgroup: {subset.name}"} if subset else cell


def value_cell(site: Site, row: Row) -> Cell:
    """Return the number with its interval and p value, or the finding in words; flagged where a notice stands."""
    cell = number_cell(site, row)
    source = site.evidence.sources.get(row.origin.source or "")
    notice = site.row_notice(row, source) if source else None
    return {**cell, "notice": notice} if notice else cell


def number_cell(site: Site, row: Row) -> Cell:
    """Return the number without flags."""
    if not is_number(row):
        return {"text": row.finding} if row.finding else {"absent": "named without a number"}
    p = f"p {words.p_words(row.p_value)}" if row.p_value else ""
    if row.statistic == "p":
        return {"text": p, **({"struck": True} if site.retracted(row) else {})}
    cell = site.effect(row) if row.statistic in words.MEASURES else site.value(row)
    under = cell.get("under", [])
    return {**cell, "under": [*under, p]} if p else cell
