"""From results to charts, and from drawings to the blocks and files of a page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from markupsafe import Markup

from generator.chart import Drawing, draw
from generator.chart.views import (
    MedianEndpoint,
    MedianGroup,
    MediansView,
    Number,
    Range,
    RateGroup,
    RateOutcome,
    RatesView,
    View,
)
from generator.model.printed import Printed
from generator.printed.comparison import ALL, UNCLEAR
from generator.printed.results import Shown, shown
from generator.printed.rows import Row
from generator.render import words
from generator.render.cells import Site, short_name
from generator.render.context import Context, Files
from generator.render.env import component, in_script
from generator.render.pages.study_results import method_words

_ROLES: dict[str, Literal["experimental", "control"]] = {
    "experimental": "experimental",
    "exposed": "experimental",
    "control": "control",
    "unexposed": "control",
}
_MOST = 8


@dataclass(frozen=True)
class Figure:
    """A chart on a page: what the component shows, and the files beside it."""

    block: dict[str, Any]
    files: Files


def study_charts(context: Context, site: Site, study_id: str) -> list[Figure]:
    """Return the charts of a study: medians of survival on one clock, and rates."""
    first = [
        item
        for item in shown(context.corpus, study_id)
        if charted(item) and any(map(context.corpus.is_headline, item.estimates))
    ]
    found = told_apart(first)
    views: list[View] = [*medians_views(site, study_id, found), *rates_views(site, study_id, found)]
    return [figure(context, site, view) for view in views]


def told_apart(found: Sequence[Shown]) -> list[Shown]:
    """Leave out a result whose groups' numbers a wider result of the same endpoint shows as well."""
    return [item for item in found if not any(_covers(other, item) for other in found if other is not item)]


def _covers(other: Shown, item: Shown) -> bool:
    same = other.result.endpoint == item.result.endpoint and other.result.timepoint == item.result.timepoint
    wider = set(item.groups) < set(other.groups)
    return same and wider and not item.result.grade and other.result.subset == item.result.subset


def charted(item: Shown) -> bool:
    """Say whether a result may stand in a chart: its groups are known and it is about the whole groups."""
    groups = [row.group for row in item.estimates]
    return (
        bool(groups) and UNCLEAR not in groups and len(groups) == len(set(groups)) and not item.result.subset
    )


def medians_views(site: Site, study_id: str, found: Sequence[Shown]) -> list[MediansView]:
    """Return a chart of medians for each clock; results of one group only make none."""
    clocks: dict[str, list[Shown]] = {}
    for item in found:
        kind = site.evidence.term("endpoints", item.result.endpoint).kind
        if kind == "time-to-event" and any(
            row.statistic == "median" and row.unit == "months" for row in item.estimates
        ):
            clocks.setdefault(item.result.method.time_zero or "", []).append(item)
    return [
        medians_view(site, study_id, items[:_MOST], index)
        for index, items in enumerate(clocks.values())
        if any(len(item.groups) > 1 for item in items)
    ]


def medians_view(site: Site, study_id: str, items: Sequence[Shown], index: int) -> MediansView:
    """Return the chart of medians of some results."""
    endpoints = tuple(
        MedianEndpoint(
            label=site.evidence.label("endpoints", item.result.endpoint),
            note=note,
            groups=tuple(_median_group(site, row) for row in _ordered(item) if row.statistic == "median"),
            effect=_effect(item),
            effect_note=_p(item),
        )
        for item, note in zip(items, apart(site, items), strict=True)
    )
    return MediansView(
        id=f"{study_id}-medians{index or ''}",
        endpoints=endpoints,
        subtitle=_clock(site, items[0]),
        caption=_caption(site, items),
        axis_label=_axis("Months, median", items),
    )


def apart(site: Site, items: Sequence[Shown]) -> list[str]:
    """Tell results of one endpoint, time and grade apart: by what else was said of how each was measured.

    A result whose name no other has needs no such words.
    """
    names = [_outcome(site, item) for item in items]
    said = [method_words(site, item.result) for item in items]
    notes = []
    for name, mine in zip(names, said, strict=True):
        alike = [other for its, other in zip(names, said, strict=True) if its == name]
        notes.append("; ".join(word for word in mine if not all(word in other for other in alike)))
    return notes


def _axis(label: str, items: Sequence[Shown]) -> str:
    bounded = any(row.ci_kind == "confidence" for item in items for row in item.estimates)
    return f"{label} and 95% interval" if bounded else label


def _clock(site: Site, item: Shown) -> str:
    zero = item.result.method.time_zero
    return (
        f"Counted from {site.evidence.label('time-zeros', zero).lower()}."
        if zero
        else "Start of the clock not in what we read."
    )


def _median_group(site: Site, row: Row) -> MedianGroup:
    value = _number(row.value)
    return MedianGroup(
        label=row.group_name,
        role=_ROLES.get(row.group_role, "group"),
        patients=words.printed(row.n) if row.n else "",
        value=value,
        bounds=_range(row),
        not_reached=bool(row.value and row.value.word == "NR"),
        notice=_notice(site, row),
        missing=_undrawn(row, ""),
    )


def rates_views(site: Site, study_id: str, found: Sequence[Shown]) -> list[RatesView]:
    """Return a chart of rates where two groups or more have one."""
    items = [
        item
        for item in found
        if sum(row.statistic == "rate" and row.unit == "percent" for row in item.estimates) > 1
    ][:_MOST]
    if not items:
        return []
    outcomes = tuple(
        RateOutcome(
            label=_outcome(site, item),
            note=note,
            groups=rate_groups(site, item),
            effect=_effect(item),
            effect_note=_p(item),
        )
        for item, note in zip(items, apart(site, items), strict=True)
    )
    return [
        RatesView(
            id=f"{study_id}-rates",
            outcomes=outcomes,
            caption=_caption(site, items),
            axis_label=_axis("Patients, %", items),
        )
    ]


def _outcome(site: Site, item: Shown) -> str:
    parts = [
        site.evidence.label("endpoints", item.result.endpoint),
        words.grade(item.result.grade) if item.result.grade else "",
        f"at {item.result.timepoint}" if item.result.timepoint else "",
    ]
    return ", ".join(part for part in parts if part)


def rate_groups(site: Site, item: Shown) -> tuple[RateGroup, ...]:
    """Return the groups of a result with their shares, the experimental group first."""
    return tuple(_rate_group(site, item, row) for row in _ordered(item) if row.statistic == "rate")


def _rate_group(site: Site, item: Shown, row: Row) -> RateGroup:
    bounds, computed = _range(row), None if row.bounds else _share_range(site, item, row)
    return RateGroup(
        label=row.group_name,
        role=_ROLES.get(row.group_role, "group"),
        value=_number(row.value),
        bounds=bounds or computed,
        interval="reported" if bounds else "derived" if computed else "none",
        notice=_notice(site, row),
        missing=_undrawn(row, "%"),
    )


def _undrawn(row: Row, unit: str) -> str:
    """Say what stands where no mark can: what is printed ("< 1%", "> 24"), or that no number was read."""
    return f"{words.printed(row.value)}{unit}" if row.value is not None else words.NOT_READ


def _share_range(site: Site, item: Shown, row: Row) -> Range | None:
    """Return Wilson's interval of the patients counted for the same group, in percent."""
    counts = [other for other in item.estimates if other.statistic == "count" and other.group == row.group]
    found = site.derived(counts[0]) if len(counts) == 1 else None
    if found is None:
        return None
    return Range(*(Number(100 * bound, f"{100 * bound:.1f}") for bound in (found.low, found.high)))


def _ordered(item: Shown) -> list[Row]:
    return sorted(
        item.estimates, key=lambda row: (row.group_role in ("control", "unexposed"), row.group == ALL)
    )


def _number(value: Printed | None) -> Number | None:
    return (
        Number(float(value.exact), words.printed(value))
        if value is not None and value.exact is not None
        else None
    )


def _range(row: Row) -> Range | None:
    if row.bounds is None or row.ci_kind != "confidence":
        return None
    low, high = (_number(bound) for bound in row.bounds)
    return Range(low, high) if low is not None else None


def _effect(item: Shown) -> str:
    row = item.effect
    if row is None or row.value is None or row.statistic == "difference":
        return ""
    bounds = f" ({words.interval(row.bounds)})" if row.bounds else ""
    return f"{words.MEASURES[row.statistic]} {words.printed(row.value)}{bounds}"


def _p(item: Shown) -> str:
    return f"p {words.p_words(item.p.p_value)}" if item.p is not None and item.p.p_value else ""


def _notice(site: Site, row: Row) -> str:
    flag = site.study_notice(row.study)
    return flag["label"] if flag and flag["kind"] != "correction" else ""


def _caption(site: Site, items: Sequence[Shown]) -> str:
    ids = dict.fromkeys(row.origin.source or "" for item in items for row in item.rows)
    names = [short_name(site.evidence.sources[id_]) for id_ in ids if id_ in site.evidence.sources]
    return f"Read in {words.joined(names)}."


def figure(context: Context, site: Site, view: View) -> Figure:
    """Draw a view and return its block and its files."""
    drawing = draw(view, context.cache)
    base = f"assets/charts/{drawing.id}"
    block = {
        "id": drawing.id,
        "title": drawing.title,
        "subtitle": drawing.subtitle,
        "live": True,
        "key": [
            {"name": entry.label, "role": {"exp": "experimental", "ctl": "control"}[entry.mark]}
            for entry in drawing.key
        ],
        "svg_wide": Markup(drawing.svg_wide),
        "svg_narrow": Markup(drawing.svg_narrow),
        "caption": drawing.caption,
        "words": list(drawing.alternative),
        "table": numbers_table(drawing),
        "links": [
            {"text": name, "href": f"{site.up}{base}.{suffix}", "download": True}
            for name, suffix in (("SVG", "svg"), ("CSV", "csv"), ("Specification", "vl.json"))
        ],
    }
    files: Files = {
        f"{base}.svg": drawing.svg_light,
        f"{base}.csv": drawing.csv,
        f"{base}.vl.json": json.dumps(drawing.vega_lite, ensure_ascii=False, sort_keys=True) + "\n",
        f"{base}.js": _script(drawing),
    }
    return Figure(block, files)


def numbers_table(drawing: Drawing) -> Markup:
    """Return the table of a chart's numbers."""
    columns = [
        {"key": f"c{index}", "label": label, "head": index == 0, "labelled": index > 0}
        for index, label in enumerate(drawing.columns)
    ]
    rows = [
        {f"c{index}": cell or {"absent": words.NOT_READ} for index, cell in enumerate(row)}
        for row in drawing.rows
    ]
    return component("data_table", columns, rows, dense=True)


def _script(drawing: Drawing) -> str:
    spec = in_script(drawing.vega)
    return f"(window.EVIDENCE_CHARTS = window.EVIDENCE_CHARTS || {{}})[{json.dumps(drawing.id)}] = {spec};\n"
