"""Pooled estimates of a topic's questions: the plot, the estimate in words, and what stays outside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.chart.views import ForestGroup, ForestPanel, ForestRow, ForestView, Number, Pooled, Range
from generator.chart.views import Interval as Drawn
from generator.model.records import PoolPlan, Question
from generator.printed.comparison import SECOND
from generator.printed.results import shown
from generator.render import words
from generator.render.cells import NOTICE_NAMES, Site
from generator.render.context import Context, Files
from generator.render.pages import forest
from generator.render.pages.figures import figure
from generator.synthesise.candidates import Candidate
from generator.synthesise.contrast import RATIOS, natural
from generator.synthesise.derived import bound_text
from generator.synthesise.plan import pool_plan
from generator.synthesise.pooling import Pool
from generator.synthesise.random_effects import FROM_TRIALS, Fit, Interval

LIMITS = (
    "This is an average over trials that differ in patients, drugs and doses, and no prediction for one patient. Trials without a"
    " usable result are not in it."
)


def blocks(
    context: Context, site: Site, question: Question, chart_id: str
) -> tuple[list[dict[str, Any]], Files]:
    """Return one block for each pool that a question declares, and the files of their charts."""
    found: list[dict[str, Any]] = []
    files: Files = {}
    for index, plan in enumerate(question.pools):
        block, made = pool_block(context, site, question, plan, f"{chart_id}-pool-{index + 1}")
        found.append(block)
        files |= made
    return found, files


def pool_block(
    context: Context, site: Site, question: Question, plan: PoolPlan, chart_id: str
) -> tuple[dict[str, Any], Files]:
    """Return one pool for the template: its chart, its sentences, what is left out and why."""
    found = pool_plan(context.corpus, plan)
    drawn = figure(context, site, view) if (view := chart(site, question, plan, found, chart_id)) else None
    return {
        "id": chart_id,
        "title": f"Taken together: {outcome(site, plan)}",
        "comparison": plan.comparison,
        "sentences": sentences(site, plan, found),
        "chart": drawn.block if drawn else None,
        "outside": outside(site, found),
    }, drawn.files if drawn else {}


def outcome(site: Site, plan: PoolPlan) -> str:
    """Name the endpoint with its grade and its time."""
    label = site.evidence.label("endpoints", plan.endpoint).lower()
    grade = words.grade(plan.grade) if plan.grade else ""
    return ", ".join(part for part in (label, grade, plan.timepoint or "") if part)


def sentences(site: Site, plan: PoolPlan, found: Pool) -> list[str]:
    """Say the estimate, how far trials spread, what leaving one out or adding others does; or why there is none."""
    if found.main is None:
        return [
            f"Not pooled: {found.refused}.",
            *(["The trials are shown side by side."] if beside_each_other(found) else []),
        ]
    measure = found.trials[0].effect.measure
    return [
        estimate(found, found.main, measure),
        spread(found.main, measure),
        *leaving(site, found, measure),
        *(
            f"{one.label.capitalize()} ({words.joined([item.name for item in one.added])}): {value(one.fit, measure)}."
            for one in found.sensitivity
        ),
        LIMITS,
    ]


def estimate(found: Pool, fit: Fit, measure: str) -> str:
    """Say the pooled estimate, and what its interval leaves open."""
    low, high = (natural(bound, measure) for bound in fit.interval)
    null = 1 if measure in RATIOS else 0
    name = words.MEASURE_NAMES[measure].lower()
    said = f"Over {fit.trials} randomised trials ({words.joined([item.name for item in found.trials])}) the {name} is {value(fit, measure)}."
    if low <= null <= high:
        return f"{said} The interval includes no difference: it reaches from {side(low, null)} to {side(high, null)}."
    return said


def side(bound: float, null: float) -> str:
    """Say what a bound of an interval means: a ratio or difference below, at or above no difference."""
    text = bound_text(bound, null)
    return (
        f"{text} (fewer events with the tested treatment)"
        if bound < null
        else f"{text} (more events with it)"
    )


def spread(fit: Fit, measure: str) -> str:
    """Say how far the trials differ beyond chance, and where a further trial might lie."""
    low, high = fit.tau2_interval
    tau = f"Between the trials the variance τ² is {fit.tau2:.3f} (95% CI {low:.3f}–{high:.3f}), I² {fit.i2:.0f}%."
    if fit.prediction is None:
        return f"{tau} No prediction interval: that takes {FROM_TRIALS} trials."
    return f"{tau} A further trial like these may well lie anywhere in {span(fit.prediction, measure)} (95% prediction interval)."


def leaving(site: Site, found: Pool, measure: str) -> list[str]:
    """Say between which values the estimate moves when each trial is left out in turn."""
    if not found.without:
        return []
    ordered = sorted(found.without, key=lambda item: item[1].estimate)
    (least, low), (most, high) = ordered[0], ordered[-1]
    names = [words.nobreak(site.evidence.studies[id_].name) for id_ in (least, most)]
    return [
        f"Without one trial at a time it moves between {value(low, measure)} (without {names[0]}) and"
        f" {value(high, measure)} (without {names[1]})."
    ]


def value(fit: Fit, measure: str) -> str:
    """Write an estimate with its interval: "0.70 (95% CI 0.55–0.89)"."""
    return f"{bound_text(natural(fit.estimate, measure))} (95% CI {span(fit.interval, measure)})"


def span(interval: Interval, measure: str) -> str:
    """Write an interval of the pooling scale for readers."""
    low, high = (bound_text(natural(bound, measure)) for bound in interval)
    return f"{low} to {high}" if "-" in low + high else f"{low}–{high}"


def outside(site: Site, found: Pool) -> list[dict[str, Any]]:
    """Return the eligible trials that are not in the estimate, each with the reason."""
    beside = [(item.study, f"kept for a sensitivity analysis: {_why_beside(item)}") for item in found.beside]
    left = [(item.study, item.reason) for item in found.left_out]
    return [
        {
            "study": {"text": words.nobreak(site.evidence.studies[id_].name), "href": site.study(id_)},
            "reason": reason,
        }
        for id_, reason in (*beside, *left)
    ]


def _why_beside(item: Candidate) -> str:
    names = [
        NOTICE_NAMES[kind].lower() + " by the publisher" for kind in item.notice.split(", ") if item.notice
    ]
    return words.joined([*names, *(["interval derived from the p value"] if item.derived else [])])


def beside_each_other(found: Pool) -> bool:
    """Say whether two trials or more have a ratio of one kind; one alone stands in the question's own plot."""
    measures = [item.effect.measure for item in (*found.trials, *found.beside)]
    return len(measures) > 1 and len(set(measures)) == 1 and set(measures) <= set(RATIOS)


def chart(site: Site, question: Question, plan: PoolPlan, found: Pool, chart_id: str) -> ForestView | None:
    """Return the forest plot of a pool, or None where fewer than two trials can stand in one."""
    if not beside_each_other(found):
        return None
    items = (*found.trials, *found.beside)
    measure = items[0].effect.measure
    weights = dict(zip(found.trials, found.main.weights, strict=True)) if found.main else {}
    rows = tuple(_row(site, item, weights.get(item)) for item in items)
    names = question.short or (question.intervention, question.comparator)
    group = ForestGroup(
        endpoint=outcome(site, plan).capitalize(),
        rows=rows,
        pooled=_diamond(found.main, measure) if found.main else None,
    )
    return ForestView(
        id=chart_id,
        panels=(ForestPanel(label="Randomised trials", groups=(group,)),),
        left_label=f"Favours {names[0]}",
        right_label=f"Favours {names[1]}",
        title=f"{outcome(site, plan).capitalize()}: {words.plural(len(items), 'randomised trial')}",
        subtitle=f"{words.MEASURE_NAMES[measure]}, log scale. {plan.comparison}",
        measure=words.MEASURE_NAMES[measure],
        caption=_caption(found),
    )


def _caption(found: Pool) -> str:
    if found.main is None:
        return f"Not pooled: {found.refused}."
    return "Random effects (restricted maximum likelihood, interval by Hartung and Knapp). Trials without a weight are not in the estimate."


def _row(site: Site, item: Candidate, weight: float | None) -> ForestRow:
    known = next(each for each in shown(site.corpus, item.study) if each.index == item.row.result)
    row = forest.row(site, known)
    row = replace(row, weight=f"{weight:.0f}%" if weight is not None else "")
    if not item.derived and row.ratio and row.bounds and item.row.group_role not in SECOND:
        return row
    numbers = (item.effect.estimate, item.effect.low, item.effect.high)
    middle, low, high = (_number(natural(number, item.effect.measure)) for number in numbers)
    interval: Drawn = "derived" if item.derived else "reported"
    return replace(row, ratio=middle, bounds=Range(low, high), interval=interval)


def _number(value: float) -> Number:
    return Number(value, bound_text(value))


def _diamond(fit: Fit, measure: str) -> Pooled:
    middle, low, high = (_number(natural(number, measure)) for number in (fit.estimate, *fit.interval))
    ahead = Range(*(_number(natural(bound, measure)) for bound in fit.prediction)) if fit.prediction else None
    return Pooled("Pooled estimate", middle, Range(low, high), note=f"{fit.trials} trials", prediction=ahead)
