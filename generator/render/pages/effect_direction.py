"""The effect direction plot of a question: its studies by its outcomes, randomised and other designs apart."""

from __future__ import annotations

from collections.abc import Sequence

from generator.chart.views import DirectionCell, DirectionPanel, DirectionRow, EffectDirectionView
from generator.model.records import Question
from generator.printed.results import Shown
from generator.render import words
from generator.render.cells import Site
from generator.render.pages import outcomes
from generator.render.pages.lists import ordered, subset_name
from generator.render.pages.selection import counts, is_randomised, is_single_arm, under_way
from generator.synthesise.direction import Reading, may_point, read_result

MOST_STUDIES = 16
NO_DIRECTION = "no direction"
NOT_BY_CHANCE = "not known to be assigned by chance, so no direction"
WHY = (
    "No direction is given where patients had to live long enough to be treated or were chosen for it, unless the"
    " source handles that, and where a p value stands alone or the groups are not a tested one and its control."
)


def effect_direction(
    site: Site, question: Question, ids: Sequence[str], chart_id: str, *, most: int = MOST_STUDIES
) -> EffectDirectionView | None:
    """Return the plot of a question's studies and outcomes, or None where no result has a direction.

    Left out are single arms, trials under way, citations of several studies and outcomes without a result.
    """
    shown = [id_ for id_ in ids if compares(site, id_)]
    every = [outcome.endpoint for outcome in question.outcomes]
    found = {id_: {endpoint: cell(site, id_, endpoint) for endpoint in every} for id_ in shown}
    found = {id_: cells for id_, cells in found.items() if any(cells.values())}
    read = [endpoint for endpoint in every if any(cells[endpoint] for cells in found.values())]
    if not any(one and one.towards for cells in found.values() for one in cells.values()):
        return None
    ordered = sorted(found, key=lambda id_: not is_randomised(site.evidence, id_))
    kept, more = ordered[:most], len(found) - most
    panels = tuple(
        DirectionPanel(
            label, tuple(row(site, id_, [found[id_][endpoint] for endpoint in read]) for id_ in part)
        )
        for label, part in (
            ("Randomised trials", [id_ for id_ in kept if is_randomised(site.evidence, id_)]),
            ("Other designs", [id_ for id_ in kept if not is_randomised(site.evidence, id_)]),
        )
        if part
    )
    tested, control = question.short or (question.intervention, question.comparator)
    labels = tuple(site.evidence.label("endpoints", endpoint) for endpoint in read)
    return EffectDirectionView(
        id=chart_id,
        endpoints=labels,
        panels=panels,
        experimental=tested,
        control=control,
        caption=caption(
            site,
            [one for id_ in kept for one in found[id_].values() if one],
            [endpoint for endpoint in every if endpoint not in read],
            f"{words.plural(len(kept), 'study', 'studies')}"
            + (f" of {len(found)}, the others not drawn for want of room" if more > 0 else ""),
        ),
    )


def compares(site: Site, study_id: str) -> bool:
    """Say whether a study may have a result of two groups that is counted as its own."""
    study = site.evidence.studies[study_id]
    return not under_way(study) and counts(study) and not is_single_arm(site.evidence, study_id)


def cell(site: Site, study_id: str, endpoint: str) -> DirectionCell | None:
    """Return the result that stands for an endpoint: of the whole groups, with a direction, first on the card."""
    items = [
        item
        for item in outcomes.results(site, study_id, endpoint)
        if len(item.groups) > 1 or item.effect is not None
    ]
    if not items:
        return None
    read = {item.index: read_result(site.evidence, item.rows) for item in items}
    first = min(items, key=lambda item: (bool(item.result.subset), read[item.index] is None, item.index))
    reading = read[first.index]
    others = [read[item.index] for item in items if item is not first and not item.result.subset]
    number, interval = figures(site, first, reading)
    towards = reading.towards if reading and reading.towards != "unknown" else None
    remarks = [
        subset_name(site, first),
        words.grade(first.result.grade) if first.result.grade else "",
        f"at {first.result.timepoint}" if first.result.timepoint else "",
        f"by {reading.basis} alone" if reading and reading.basis in ("medians", "rates") else "",
        "another result of it points the other way" if turned(reading, others) else "",
    ]
    return DirectionCell(
        towards=towards,
        precision=reading.precision if reading else "unknown",
        number=number,
        interval=interval,
        words="" if towards else NO_DIRECTION,
        remark="; ".join(part for part in remarks if part),
    )


def turned(reading: Reading | None, others: Sequence[Reading | None]) -> bool:
    """Say whether another result of the same endpoint points the other way."""
    opposite = {"experimental": "control", "control": "experimental"}.get(reading.towards if reading else "")
    return opposite is not None and any(other and other.towards == opposite for other in others)


def figures(site: Site, item: Shown, reading: Reading | None) -> tuple[str, str]:
    """Return a result's number, and its interval or else its p value, as printed."""
    effect = item.effect
    p = f"p {words.p_words(item.p.p_value)}" if item.p is not None and item.p.p_value else ""
    if effect is not None and effect.value is not None and (reading is None or reading.basis == "effect"):
        level = f"{effect.ci_level}% CI " if effect.bounds and effect.ci_level != "95" else ""
        unit = words.unit_symbol(site.evidence, effect.unit) if effect.statistic == "difference" else ""
        number = f"{words.MEASURES[effect.statistic]} {words.printed(effect.value)} {unit}".rstrip()
        return number, f"{level}{words.interval(effect.bounds)}" if effect.bounds else p
    rows = ordered(item)
    numbers = [words.printed(one.value) for one in rows if one.value is not None]
    unit = words.unit_symbol(site.evidence, rows[0].unit) if rows else ""
    if unit == "%":
        numbers = [f"{text}%" for text in numbers]
    text = " vs ".join(numbers[:3]) + (f" {unit}" if numbers and unit not in ("", "%") else "")
    return text, p


def row(site: Site, study_id: str, cells: Sequence[DirectionCell | None]) -> DirectionRow:
    """Return a study with its cells."""
    study = site.evidence.studies[study_id]
    flag = site.study_notice(study_id)
    notes = [
        site.evidence.label("designs", study.design),
        mixed(site, study_id),
        "" if may_point(site.evidence, study_id) else NOT_BY_CHANCE,
    ]
    return DirectionRow(
        study=words.nobreak(study.name),
        cells=tuple(cells),
        note="; ".join(part for part in notes if part),
        notice=flag["label"] if flag and flag["kind"] != "correction" else "",
    )


def mixed(site: Site, study_id: str) -> str:
    """Say that a study's patients had several cancers, and how many of them the one that the site is about."""
    population = site.evidence.studies[study_id].population
    if not site.evidence.mixes_cancers(study_id):
        return ""
    number = f", {words.printed(population.nsclc_n)} of lung" if population.nsclc_n else ""
    return f"mixed cancers{number}"


def caption(site: Site, cells: Sequence[DirectionCell], missing: Sequence[str], studies: str) -> str:
    """Say how much is drawn, what has no direction and why, and which outcomes nobody reported."""
    labels = [site.evidence.label("endpoints", endpoint).lower() for endpoint in missing]
    parts = [
        f"{studies}, {words.plural(len(cells), 'result')}.",
        WHY if any(not one.towards for one in cells) else "",
        f"No two-group result in what we read: {words.joined(labels)}." if labels else "",
    ]
    return " ".join(part for part in parts if part)
