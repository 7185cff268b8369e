"""The forest plot of a question: its comparisons by outcome, randomised and other designs apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.chart.views import ForestGroup, ForestPanel, ForestRow, ForestView, Number, Range
from generator.check.judgements import judged
from generator.model.printed import Printed
from generator.model.records import Question
from generator.printed.comparison import group_name
from generator.printed.results import Shown, shown
from generator.printed.rows import Row
from generator.printed.same import ADJUSTED
from generator.render import words
from generator.render.cells import Site
from generator.render.pages import bias
from generator.render.pages.lists import ordered, subset_name
from generator.render.pages.selection import is_randomised, is_single_arm, under_way
from generator.render.pages.study_who import patients
from generator.synthesise.derived import bound_text

PAIRS = (("experimental", "control"), ("exposed", "unexposed"))
PANELS = (
    ("Randomised trials", True, False),
    ("Randomised trials of mixed cancers", True, True),
    ("Other designs", False, False),
    ("Other designs, mixed cancers", False, True),
)
"""The groups of a forest plot: label, randomised, several cancers."""
MOST = 40


def forest(
    site: Site,
    question: Question,
    ids: Sequence[str],
    chart_id: str,
    *,
    subsets: bool = True,
    most: int = MOST,
) -> ForestView | None:
    """Return the forest plot of a question's survival outcomes, or None where no two-group result was read.

    Without `subsets`, subgroups of studies that print the whole are left to the studies' pages; so are the rows
    beyond the first `most`.
    """
    outcomes = [
        outcome.endpoint
        for outcome in question.outcomes
        if site.evidence.term("endpoints", outcome.endpoint).kind == "time-to-event"
        and site.evidence.term("endpoints", outcome.endpoint).event_is == "bad"
    ]
    panels = [
        panel(
            site, label, [id_ for id_ in ids if kind_of(site, id_) == (randomised, mixed)], outcomes, subsets
        )
        for label, randomised, mixed in PANELS
    ]
    kept = tuple(found for found in panels if found.groups)
    if not kept or not any(row.ratio for found in kept for group in found.groups for row in group.rows):
        return None
    names = question.short or (question.intervention, question.comparator)
    drawn, left = first_rows(kept, most)
    more = f"{words.plural(left, 'more result')} on the studies' pages. " if left else ""
    more += "" if subsets else "Subgroups are on the studies' pages. "
    return ForestView(
        id=chart_id,
        panels=drawn,
        left_label=f"Favours {names[0]}",
        right_label=f"Favours {names[1]}",
        medians_label="Median, months",
        subtitle=f"Hazard ratio, log scale. {question.intervention}; against: {question.comparator}.",
        caption=f"{more}Not pooled here. Cohorts chose who was treated; their rows are no test of the treatment. {unjudged(site, ids)}".rstrip(),
    )


def first_rows(panels: Sequence[ForestPanel], most: int) -> tuple[tuple[ForestPanel, ...], int]:
    """Return the panels with their first rows, and how many rows are left out."""
    kept, free, left = [], most, 0
    for each in panels:
        groups = []
        for group in each.groups:
            rows = group.rows[:free]
            free, left = free - len(rows), left + len(group.rows) - len(rows)
            groups += [replace(group, rows=rows)] if rows else []
        kept += [replace(each, groups=tuple(groups))] if groups else []
    return tuple(kept), left


def drawn_rows(view: ForestView | None) -> int:
    """Return how many rows a forest plot has."""
    return sum(len(group.rows) for each in view.panels for group in each.groups) if view else 0


def kind_of(site: Site, study_id: str) -> tuple[bool, bool]:
    """Say whether a study is randomised, and whether its patients had several cancers: indirect evidence stands apart."""
    return is_randomised(site.evidence, study_id), site.evidence.mixes_cancers(study_id)


def unjudged(site: Site, ids: Sequence[str]) -> str:
    """Say that nobody has judged the risk of bias, or of how many studies nobody has."""
    missing = sum(not judged(site.evidence.studies[id_].risk_of_bias) for id_ in ids)
    if not missing:
        return ""
    return (
        "Risk of bias: not assessed."
        if missing == len(ids)
        else f"Risk of bias: not assessed in {missing} of {len(ids)} studies."
    )


def panel(site: Site, label: str, ids: Sequence[str], outcomes: Sequence[str], subsets: bool) -> ForestPanel:
    """Return one panel: a group of rows for each outcome that was read."""
    groups = []
    for endpoint in outcomes:
        rows = [
            made
            for id_ in ids
            if not under_way(site.evidence.studies[id_])
            for made in rows_of(site, id_, endpoint, subsets=subsets)
        ]
        if rows:
            groups.append(ForestGroup(endpoint=site.evidence.label("endpoints", endpoint), rows=tuple(rows)))
    return ForestPanel(label=label, groups=tuple(groups))


def rows_of(site: Site, study_id: str, endpoint: str, *, subsets: bool = True) -> list[ForestRow]:
    """Return a study's results of an endpoint; comparisons of different groups are told apart by their names."""
    found = without_repeats([item for item in shown(site.corpus, study_id) if fits(site, item, endpoint)])
    if not subsets:
        found = [item for item in found if not item.result.subset] or found
    several = len({tested(item) for item in found}) > 1
    return [row(site, item, named=several) for item in found]


def tested(item: Shown) -> str:
    """Return the group that a comparison is about."""
    if item.effect is not None:
        return item.effect.groups[0]
    return next(row.group for row in ordered(item) if row.statistic == "median")


def without_repeats(found: Sequence[Shown]) -> list[Shown]:
    """Leave out medians without a ratio where another report of the same groups and cut-off has the ratio.

    Of two reports that print the same ratio with the same interval, the one with more beside it stays.
    """
    return [item for item in found if not any(_repeats(item, other) for other in found if other is not item)]


def _repeats(item: Shown, other: Shown) -> bool:
    """Say whether another result tells all that an item does."""
    if other.effect is None or not _same_patients(item, other):
        return False
    if item.effect is None:
        return True
    analyses = {each.result.maturity.analysis for each in (item, other)} - {None}
    fuller = (len(other.estimates), -other.index) > (len(item.estimates), -item.index)
    return _numbers(item.effect) == _numbers(other.effect) and len(analyses) < 2 and fuller


def _numbers(effect: Row) -> tuple[object, ...]:
    """Return a ratio as printed, with its interval and its model; one without an interval is like no other."""
    bounds = tuple(words.printed(bound) for bound in effect.bounds or ()) or effect.place
    return words.printed(effect.value), bounds, effect.method.get("model")


def _same_patients(item: Shown, other: Shown) -> bool:
    one, two = item.result, other.result
    cutoffs = {result.maturity.cutoff for result in (one, two)} - {None}
    return one.subset == two.subset and set(item.groups) == set(other.groups) and len(cutoffs) < 2


def fits(site: Site, item: Shown, endpoint: str) -> bool:
    """Say whether a result is a comparison of a tested group and its control for an endpoint."""
    if (
        item.second
        or item.result.method.by_chance == "no"
        or item.result.endpoint != endpoint
        or item.factors
        or is_single_arm(site.evidence, item.study)
    ):
        return False
    if item.effect is not None:
        return item.effect.statistic == "hr" and _roles(site, item.study, item.effect.groups) in PAIRS
    rows = [row for row in ordered(item) if row.statistic == "median"]
    return len(rows) == 2 and (rows[0].group_role, rows[1].group_role) in PAIRS


def _roles(site: Site, study_id: str, groups: Sequence[str]) -> tuple[str, ...]:
    known = site.evidence.studies[study_id].groups
    return tuple((known[group].role or "") if group in known else "" for group in groups)


def row(site: Site, item: Shown, *, named: bool = False) -> ForestRow:
    """Return one result for the forest plot; `named` adds the group that it is about."""
    study = site.evidence.studies[item.study]
    effect = item.effect
    medians = tuple(words.printed(one.value) for one in ordered(item) if one.statistic == "median")
    ratio = number(effect.value) if effect is not None and effect.value else None
    bounds = interval(effect) if effect is not None else None
    computed = None if bounds else derived_interval(site, effect)
    found = bias.of_result(study, item.result.endpoint)
    note = "; ".join(
        part
        for part in (
            site.evidence.label("designs", study.design),
            group_name(study, tested(item)) if named else "",
            subset_name(site, item),
            adjusted(item),
            *maturity(site, item),
            f"risk of bias {bias.light(found)}" if found else "",
        )
        if part
    )
    p = f"p {words.p_words(item.p.p_value)}" if item.p is not None and item.p.p_value else ""
    return ForestRow(
        study=words.nobreak(study.name),
        note=note,
        patients=_patients(site, item),
        medians=medians,
        ratio=ratio,
        bounds=bounds or computed,
        interval="reported" if bounds else "derived" if computed else "none",
        effect_note=p,
        notice=_notice(site, item.study),
        events=words.printed(item.result.maturity.events) if item.result.maturity.events else "",
    )


def adjusted(item: Shown) -> str:
    """Say how a ratio was adjusted: two of one study may differ by nothing else."""
    model = item.effect.method.get("model", "") if item.effect is not None else ""
    return model if model in ADJUSTED else ""


def maturity(site: Site, item: Shown) -> list[str]:
    """Say which analysis a result is from, and who assessed it: two of one trial are told apart by that."""
    known, method = item.result.maturity, item.result.method
    return [
        text
        for text in (
            f"{known.analysis} analysis" if known.analysis else "",
            f"data of {words.day(known.cutoff)}" if known.cutoff else "",
            site.evidence.label("assessors", method.assessor).lower() if method.assessor else "",
        )
        if text
    ]


def _patients(site: Site, item: Shown) -> str:
    if not item.result.subset:
        return patients(site.corpus, item.study)[0]
    subset = site.evidence.studies[item.study].subsets.get(item.result.subset)
    return words.printed(subset.n) if subset and subset.n else ""


def number(value: Printed) -> Number | None:
    """Return a printed number for a chart, or None for bounds and words."""
    exact = value.exact
    return Number(float(exact), words.printed(value)) if exact is not None else None


def interval(effect: Row) -> Range | None:
    """Return a printed confidence interval for a chart."""
    if effect.bounds is None or effect.ci_kind != "confidence":
        return None
    low, high = (number(bound) for bound in effect.bounds)
    return Range(low, high) if low is not None else None


def derived_interval(site: Site, effect: Row | None) -> Range | None:
    """Return the interval derived from a ratio and its p value, for a chart."""
    found = site.derived(effect)
    if found is None or found.method != "interval-from-p":
        return None
    return Range(*(Number(bound, bound_text(bound)) for bound in (found.low, found.high)))


def _notice(site: Site, study_id: str) -> str:
    flag = site.study_notice(study_id)
    return flag["label"] if flag and flag["kind"] != "correction" else ""
