"""Lines of study lists: name, design, patients, main result, source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.model.records import Term
from generator.printed.comparison import UNCLEAR
from generator.printed.results import Shown
from generator.printed.rows import Row
from generator.render import words
from generator.render.cells import Cell, Site, depth, short_name
from generator.render.pages.selection import is_single_arm, main_reading
from generator.render.pages.study_results import statement_short
from generator.render.pages.study_who import has_patients, patients, registration


def study_rows(site: Site, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Return the lines of a table of studies."""
    return [study_row(site, id_) for id_ in ids]


def study_row(site: Site, study_id: str) -> dict[str, Any]:
    """Return one study as a line."""
    study = site.evidence.studies[study_id]
    item, _ = main_reading(site.corpus, study_id)
    number, what = patients(site.corpus, study_id)
    none = words.NOT_READ if has_patients(site, study) else "–"
    return {
        "name": name_cell(site, study_id),
        "design": site.evidence.label("designs", study.design),
        "patients": {"text": number, "under": what} if number else {"absent": none},
        "result": result_cell(site, item),
        "effect": effect_cell(site, item) if has_patients(site, study) else {"absent": "–"},
        "source": source_cell(site, study_id, item),
    }


def name_cell(site: Site, study_id: str) -> Cell:
    """Return a study's name, linked, with what was compared underneath and its notice."""
    study = site.evidence.studies[study_id]
    cell: Cell = {
        "text": words.nobreak(study.name),
        "href": site.study(study_id),
        "strong": True,
        "under": study.title,
    }
    notice = site.study_notice(study_id)
    return {**cell, "notice": notice} if notice else cell


def abbreviation(term: Term) -> str:
    """Return a term's short form."""
    return term.abbreviation or term.label


def result_cell(site: Site, item: Shown | None, *, alone: bool = False) -> Cell:
    """Return the groups' numbers of the main result in one line: "PFS 6.6 vs 1.9 mo".

    The effect has a cell of its own; a cell that stands `alone` has it where the groups' numbers were not read.
    """
    if item is None:
        return {"absent": "no number in what we read"}
    term = site.evidence.term("endpoints", item.result.endpoint)
    rows = [row for row in ordered(item) if row.statistic != "count"] or list(ordered(item))
    under = [part for part in (statement_short(site, item), subset_name(site, item)) if part]
    if not rows:
        names = (
            [f"{item.effect.group_name} vs {item.effect.comparator_name}"] if item.effect is not None else []
        )
        effect = f" {words.effect_words(item.effect)}" if alone and item.effect is not None else ""
        return {"text": abbreviation(term) + effect, "under": [*under, *names]}
    if any(row.group == UNCLEAR for row in rows):
        numbers = "; ".join(words.with_unit(site.evidence, row.value, row.unit) for row in rows)
        return {"text": f"{abbreviation(term)} {numbers}", "under": [*under, "group not stated"]}
    if len(rows) > 2:
        return {
            "text": f"{abbreviation(term)}: {_values(site, rows)}",
            "under": [*under, "; ".join(row.group_name for row in rows)],
        }
    who = [" vs ".join(row.group_name for row in rows)] if len(rows) == 2 else []
    values = _values(site, rows)
    return {"text": f"{abbreviation(term)} {values}", "together": values, "under": [*under, *who]}


def _values(site: Site, rows: Sequence[Row]) -> str:
    unit = words.unit_symbol(site.evidence, rows[0].unit)
    numbers = [words.printed(row.value) + (unit if unit == "%" else "") for row in rows]
    return (" vs " if len(rows) == 2 else ", ").join(numbers) + (f" {unit}" if unit and unit != "%" else "")


def ordered(item: Shown) -> Sequence[Row]:
    """Put the experimental group first; one statistic only."""
    first = item.estimates[:1]
    rows = [row for row in item.estimates if row.statistic == first[0].statistic] if first else []
    return sorted(rows, key=lambda row: row.group_role in ("control", "unexposed"))


def subset_name(site: Site, item: Shown) -> str:
    """Name the subgroup that a result is about."""
    study = site.evidence.studies[item.study]
    return (
        f"subgroup: {study.subsets[item.result.subset].name}" if item.result.subset in study.subsets else ""
    )


def effect_cell(site: Site, item: Shown | None) -> Cell:
    """Return the main result's effect, or its p value, or that none was read."""
    if item is not None and is_single_arm(site.evidence, item.study):
        return {"absent": "no comparison"}
    if item is None or (item.effect is None and item.p is None):
        single = item is not None and len(item.groups) < 2
        return {"absent": "no comparison" if single else words.NOT_READ}
    p = f"p {words.p_words(item.p.p_value)}" if item.p is not None and item.p.p_value else ""
    if item.effect is None or item.effect.value is None:
        return {"absent": f"ratio {words.NOT_READ}", "under": p} if p else {"absent": words.NOT_READ}
    cell = site.effect(item.effect)
    return {**cell, "under": [*cell.get("under", []), p]} if p else cell


def source_cell(site: Site, study_id: str, item: Shown | None) -> dict[str, Any]:
    """Return the source of the line's result, else the first source of the card."""
    if item is not None:
        return site.source(item.first, place=False)
    rows = site.corpus.rows[study_id]
    return site.source(rows[0], place=False) if rows else {"text": "", "depth": ""}


def ongoing_row(site: Site, study_id: str) -> dict[str, Any]:
    """Return a trial under way as a line."""
    study = site.evidence.studies[study_id]
    endpoints = [site.evidence.label("endpoints", id_) for id_ in study.trial.primary_endpoint]
    text = "; ".join(
        [*endpoints, *([study.trial.primary_endpoint_text] if study.trial.primary_endpoint_text else [])]
    )
    numbers = [registration(id_) for id_ in study.registrations]
    name: Cell = {
        "text": words.nobreak(study.name),
        "href": site.study(study_id),
        "strong": True,
        "under": ", ".join(study.registrations) if numbers else f"registry number {words.NOT_READ}",
    }
    planned = words.printed(study.trial.planned_n or study.population.enrolled)
    standing = [study.status.capitalize()]
    if study.trial.expected_completion:
        standing.append(f"completion expected {words.day(study.trial.expected_completion)}")
    row = {
        "name": name,
        "comparison": study.title,
        "planned": planned or {"absent": words.NOT_READ},
        "endpoint": text or {"absent": words.NOT_READ},
        "standing": {"text": standing[0], "under": standing[1:]},
    }
    origin = study.status_source
    source = site.evidence.sources.get((origin.source if origin else None) or study.source or "")
    if source is None:
        return row
    return {**row, "source": source_of_status(site, study_id)}


def source_of_status(site: Site, study_id: str) -> dict[str, Any]:
    """Return where a trial's status was read."""
    study = site.evidence.studies[study_id]
    id_ = (study.status_source.source if study.status_source else None) or study.source or ""
    source = site.evidence.sources[id_]
    kind = source.kind if study_id in source.primary_for or source.kind != "paper" else "review"
    return {"text": short_name(source), "href": site.source_page(id_), "depth": depth(kind, source)}
