"""The words of a forest plot: its default title, a sentence for each result, legend and table."""

from collections.abc import Iterator

from generator.chart.views import ForestGroup, ForestPanel, ForestRow, ForestView, Pooled
from generator.chart.words import (
    KeyEntry,
    Rows,
    Words,
    counted,
    joined,
    listed,
    lower,
    span,
    spoken,
    two_digits,
    without_gaps,
)

COLUMNS = (
    "Design",
    "Endpoint",
    "Study",
    "Note",
    "Patients",
    "Events",
    "Medians",
    "Ratio",
    "Interval",
    "Level, %",
    "Interval is",
    "Remark",
)
FACTS = ("Patients", "Events", "Medians", "Ratio", "Interval")
"""Columns in which nothing means that nothing was read."""

MARKS = {
    "reported": "Filled square: interval as reported.",
    "derived": "Open square, dashed line: interval derived from the p value.",
    "cross": "Cross: ratio without an interval.",
    "clipped": "Arrow: the interval runs off the scale.",
    "notice": "Amber: the publisher has put a notice on the study.",
    "pooled": "Diamond: pooled estimate.",
    "prediction": "Thin line through a diamond: prediction interval.",
}


def each(view: ForestView) -> Iterator[tuple[ForestPanel, ForestGroup, ForestRow]]:
    """Every row with its panel and its endpoint, in order."""
    return ((panel, group, row) for panel in view.panels for group in panel.groups for row in group.rows)


def pools(view: ForestView) -> Iterator[tuple[ForestPanel, ForestGroup, Pooled]]:
    """Every pooled estimate with its panel and its endpoint."""
    groups = ((panel, group) for panel in view.panels for group in panel.groups)
    return ((panel, group, group.pooled) for panel, group in groups if group.pooled)


def remark(row: ForestRow) -> str:
    """What stands under the ratio: how the interval came about, its level where it is not 95%."""
    if row.ratio is None:
        return row.effect_note
    kind = {"derived": "interval derived from\u00a0p", "none": "no interval in what we read", "reported": ""}[
        row.interval
    ]
    level = f"{row.level}% interval" if row.bounds and row.level != "95" else ""
    return joined((row.effect_note or kind, level))


def ratio_text(row: ForestRow) -> str:
    """ "0.41 (0.22–0.75)", "0.40", or why there is none."""
    if row.ratio is None:
        return row.missing
    return f"{row.ratio.text} ({span(row.bounds)})" if row.bounds else row.ratio.text


def _effect(row: ForestRow, measure: str) -> str:
    if row.ratio is None:
        return row.missing
    if row.bounds is None:
        return f"{measure} {two_digits(row.ratio)}, no interval"
    how = ", derived from p" if row.interval == "derived" else ""
    return f"{measure} {two_digits(row.ratio)} ({row.level}% interval {spoken(row.bounds)}{how})"


def _sentence(view: ForestView, group: ForestGroup, row: ForestRow) -> str:
    medians = " vs ".join(filter(None, row.medians))
    patients = f"{row.patients} patients" if row.patients else ""
    said = (
        _effect(row, lower(view.measure)),
        f"medians {medians} {view.medians_unit}" if medians else "",
        patients,
        lower(row.notice),
    )
    return f"{row.study}: {lower(group.endpoint)}, {joined(said, '; ')}."


def _pooled_sentence(view: ForestView, group: ForestGroup, pooled: Pooled) -> str:
    ahead = f"; prediction interval {spoken(pooled.prediction)}" if pooled.prediction else ""
    measure = lower(view.measure)
    what = f"{pooled.label}: {lower(group.endpoint)}, {measure} {two_digits(pooled.ratio)}"
    return f"{what} ({spoken(pooled.bounds)}){ahead}."


def _row(panel: ForestPanel, group: ForestGroup, row: ForestRow) -> tuple[str, ...]:
    ratio = row.ratio.text if row.ratio else row.missing
    level, kind = (row.level, row.interval) if row.bounds else ("", "")
    medians = " vs ".join(filter(None, row.medians))
    return (
        panel.label,
        group.endpoint,
        row.study,
        row.note,
        row.patients,
        row.events,
        medians,
        ratio,
        span(row.bounds),
        level,
        kind,
        joined((remark(row), row.notice), "; "),
    )


def _pooled_row(panel: ForestPanel, group: ForestGroup, pooled: Pooled) -> tuple[str, ...]:
    ahead = f"prediction interval {span(pooled.prediction)}" if pooled.prediction else ""
    return (
        panel.label,
        group.endpoint,
        pooled.label,
        pooled.note,
        pooled.patients,
        "",
        "",
        pooled.ratio.text,
        span(pooled.bounds),
        "95",
        "pooled",
        ahead,
    )


def _rows(view: ForestView) -> Rows:
    pooled = {id(group): (panel, group, pool) for panel, group, pool in pools(view)}
    rows: list[tuple[str, ...]] = []
    for panel in view.panels:
        for group in panel.groups:
            rows += [_row(panel, group, row) for row in group.rows]
            rows += [_pooled_row(*pooled[id(group)])] if id(group) in pooled else []
    return tuple(rows)


def _legend(view: ForestView, clipped: bool) -> str:
    rows = [row for _, _, row in each(view)]
    marks = {
        "reported": any(
            row.bounds and row.ratio and row.interval != "derived" and not row.notice for row in rows
        ),
        "derived": any(row.bounds and row.interval == "derived" for row in rows),
        "cross": any(row.ratio and not row.bounds and not row.notice for row in rows),
        "clipped": clipped,
        "notice": any(row.notice and row.ratio for row in rows),
        "pooled": any(pools(view)),
        "prediction": any(pool.prediction for _, _, pool in pools(view)),
    }
    return joined((MARKS[name] for name, used in marks.items() if used), " ")


def title(view: ForestView) -> str:
    """What there is to see, without a verdict: endpoints, and how many results each kind of design has."""
    endpoints = listed(lower(group.endpoint) for panel in view.panels for group in panel.groups)
    endpoints = endpoints[:1].upper() + endpoints[1:]
    counts = {panel.label: sum(len(group.rows) for group in panel.groups) for panel in view.panels}
    parts = [
        f"{counted(n, 'result', 'results')} in {lower(label)}" if label else counted(n, "result", "results")
        for label, n in counts.items()
    ]
    return f"{endpoints}: {', '.join(parts)}" if endpoints else "No results to draw"


def words(view: ForestView, clipped: bool) -> Words:
    """Everything a forest plot says.

    `clipped` tells whether an interval runs off the scale of the drawing.
    """
    sentences = [_sentence(view, group, row) for _, group, row in each(view)]
    sentences += [_pooled_sentence(view, group, pooled) for _, group, pooled in pools(view)]
    subtitle = view.subtitle or f"{view.measure}, log scale"
    caption = joined((_legend(view, clipped), view.caption), " ")
    pairs = (KeyEntry("exp", view.experimental), KeyEntry("ctl", view.control))
    key = pairs if view.experimental and view.control else ()
    return Words(
        view.title or title(view),
        subtitle,
        tuple(sentences),
        caption,
        key,
        *without_gaps(COLUMNS, _rows(view), FACTS),
    )
