"""The slope chart of a study's disagreements: what its sources print for one result, group by group."""

from __future__ import annotations

from collections.abc import Sequence

from generator.chart.views import Number, Role, SlopeLine, SlopePanel, SlopeSource, SlopeView
from generator.printed.comparison import FIRST, SECOND
from generator.printed.rows import Row
from generator.printed.same import Disagreement, Same, source_kind
from generator.render import words
from generator.render.cells import Site, depth, short_name

Place = tuple[str, str, int]
"""Source, place in it, and which of the numbers that this place prints for the same result."""


def slopes(site: Site, study_id: str, found: Sequence[Disagreement]) -> SlopeView | None:
    """Return the chart of a study's disagreements, or None where no two plain numbers differ."""
    panels = tuple(panel(site, sames, found) for sames in drawn_together(site, study_id, found))
    return SlopeView(id=f"{study_id}-slopes", panels=panels, caption=caption(panels)) if panels else None


def drawn_together(site: Site, study_id: str, found: Sequence[Disagreement]) -> list[list[Same]]:
    """Return what stands in one panel: a tested group and its control, or one group whose numbers differ."""
    panels: list[list[Same]] = []
    for sames in by_result(site, study_id).values():
        pair = len(sames) == 2 and {role(same.headline) for same in sames} == {"experimental", "control"}
        if pair and any(differs(same, found) for same in sames):
            panels.append(sames)
        elif not pair:
            panels += [[same] for same in sames if differs(same, found)]
    return panels


def by_result(site: Site, study_id: str) -> dict[tuple[str, ...], list[Same]]:
    """Return the results of a study that two places print as plain numbers; the groups of one result together."""
    found: dict[tuple[str, ...], list[Same]] = {}
    for same in site.corpus.same[study_id]:
        row = same.headline
        if len(plain(same)) > 1:
            key = (row.endpoint, row.statistic, row.timepoint, row.grade, row.subset, row.unit)
            found.setdefault((*key, "" if row.comparator else row.factor), []).append(same)
    return found


def plain(same: Same) -> list[Row]:
    """Return the rows of a result that print a plain number, its groups in the headline's order."""
    order = (same.headline.group, same.headline.comparator)
    rows = [row for row in same.rows if row.value is not None and row.value.exact is not None]
    return [row for row in rows if (row.group, row.comparator) == order]


def differs(same: Same, found: Sequence[Disagreement]) -> bool:
    """Say whether the plain numbers of a result disagree."""
    shown = {id(row) for row in plain(same)}
    return any("value" in one.what and {id(one.first), id(one.second)} <= shown for one in found)


def panel(site: Site, sames: Sequence[Same], found: Sequence[Disagreement]) -> SlopePanel:
    """Return one result with its groups."""
    first = sames[0].headline
    rows = {id(same): dict(zip(places(plain(same)), plain(same), strict=True)) for same in sames}
    columns = list(dict.fromkeys(place for held in rows.values() for place in held))
    lines = tuple(line(site, same, rows[id(same)], columns, differs(same, found)) for same in sames)
    named = {place: row for held in rows.values() for place, row in held.items()}
    sources = tuple(source(site, named[place]) for place in columns)
    return SlopePanel(result_name(site, first), unit_name(site, first), sources, lines)


def places(rows: Sequence[Row]) -> list[Place]:
    """Return the place of each row; a place that prints two numbers is two places."""
    found: list[Place] = []
    for row in rows:
        where = (row.origin.source or "", row.origin.at or "")
        found.append((*where, sum(known[:2] == where for known in found)))
    return found


def line(site: Site, same: Same, rows: dict[Place, Row], columns: Sequence[Place], parted: bool) -> SlopeLine:
    """Return one group's numbers, place by place."""
    first = same.headline
    name = " vs ".join(filter(None, (first.group_name, first.comparator_name)))
    flag = site.study_notice(first.study)
    return SlopeLine(
        label=name or first.factor or "All patients",
        values=tuple(number(rows.get(place)) for place in columns),
        role=role(first),
        differs=parted,
        notice=flag["label"] if flag and flag["kind"] != "correction" else "",
    )


def role(row: Row) -> Role:
    """Return the role of the group that a number is about; a comparison of two has none."""
    if row.comparator or row.group_role not in (*FIRST, *SECOND):
        return "group"
    return "experimental" if row.group_role in FIRST else "control"


def number(row: Row | None) -> Number | None:
    """Return a row's plain number for the chart."""
    if row is None or row.value is None or row.value.exact is None:
        return None
    return Number(float(row.value.exact), words.printed(row.value))


def source(site: Site, row: Row) -> SlopeSource:
    """Return where a number was read: the source, its kind for this study and depth, the place."""
    found = site.evidence.sources.get(row.origin.source or "")
    if found is None:
        return SlopeSource(row.origin.source or "source not recorded", place=row.origin.at or "")
    name = short_name(found).replace(" …", "\u00a0…")
    return SlopeSource(name, depth(source_kind(site.evidence, row), found), row.origin.at or "")


def result_name(site: Site, row: Row) -> str:
    """Name a result: endpoint, statistic, time, grade, subgroup and factor."""
    subset = site.evidence.studies[row.study].subsets.get(row.subset)
    statistic = words.STATISTICS.get(row.statistic) or words.MEASURE_NAMES.get(row.statistic, "").lower()
    parts = [
        site.evidence.label("endpoints", row.endpoint),
        "" if row.statistic == "n" else statistic,
        f"at {row.timepoint}" if row.timepoint else "",
        words.grade(row.grade) if row.grade else "",
        f"subgroup: {subset.name}" if subset else "",
        row.factor if not row.comparator else "",
    ]
    return ", ".join(part for part in parts if part)


def unit_name(site: Site, row: Row) -> str:
    """Name a unit for the head of a panel: "%", "months"; a ratio and a number of patients need none."""
    if row.unit in ("", "ratio", "patients", "fractions"):
        return ""
    symbol = site.evidence.term("units", row.unit).symbol
    return symbol if symbol == "%" else site.evidence.label("units", row.unit).lower()


def caption(panels: Sequence[SlopePanel]) -> str:
    """Say how much is drawn, and that it settles nothing."""
    lines = [line for panel in panels for line in panel.lines]
    numbers = sum(value is not None for line in lines for value in line.values)
    drawn = f"{words.plural(numbers, 'printed number')} of {words.plural(len(lines), 'group')}"
    return f"{drawn} in {words.plural(len(panels), 'result')}. The chart does not say which number is right."
