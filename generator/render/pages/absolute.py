"""Patients per 100 at one time: what trials print of it, and what a ratio makes of a control group's share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.model.records import Question
from generator.printed.comparison import FIRST, SECOND
from generator.printed.rows import Row
from generator.printed.same import in_months, time_key
from generator.render import words
from generator.render.cells import Site
from generator.render.pages.selection import is_randomised, under_way
from generator.synthesise.absolute import Absolute, Baseline, control_range, derive_absolute
from generator.synthesise.contrast import contrast, natural

MOST = 3
"""Times shown of one outcome, the earliest first."""


def blocks(site: Site, question: Question, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Return a block for each outcome and time at which a trial's control group was followed."""
    trials = [
        id_ for id_ in ids if is_randomised(site.evidence, id_) and not under_way(site.evidence.studies[id_])
    ]
    found = [
        block(site, outcome.endpoint, timepoint, trials)
        for outcome in question.outcomes
        if _counts_death(site, outcome.endpoint)
        for timepoint in times(site, outcome.endpoint, trials)[:MOST]
    ]
    return [made for made in found if made["rows"]]


def _counts_death(site: Site, endpoint: str) -> bool:
    term = site.evidence.term("endpoints", endpoint)
    return term.kind == "time-to-event" and term.counts_death is True and term.event_is == "bad"


def times(site: Site, endpoint: str, trials: Sequence[str]) -> list[str]:
    """Return the times at which a control group's rate was read, in order."""
    found = {
        time_key(row.timepoint): row.timepoint
        for id_ in trials
        for row in site.corpus.rows[id_]
        if row.endpoint == endpoint
        and row.statistic == "rate"
        and row.timepoint
        and row.group_role == "control"
    }
    return sorted(found.values(), key=lambda text: in_months(text) or 0)


def block(site: Site, endpoint: str, timepoint: str, trials: Sequence[str]) -> dict[str, Any]:
    """Return the trials that print their rates at a time, and those to which the model may be applied."""
    baseline = control_range(site.corpus, trials, endpoint, timepoint)
    printed = [row for id_ in trials for row in printed_rates(site, id_, endpoint, timepoint)]
    modelled = [
        (row, baseline)
        for id_ in trials
        for row in effects(site, id_, endpoint)
        if isinstance(baseline, Baseline)
        and isinstance(derive_absolute(site.corpus, row, baseline, baseline.middle), Absolute)
    ]
    label = site.evidence.label("endpoints", endpoint)
    return {
        "title": f"{label} at {timepoint}: of 100 patients",
        "rows": [*printed, *(made for row, base in modelled for made in model_rows(site, row, base))],
        "sliders": [slider(site, row, base) for row, base in modelled if base.slider],
        "note": note(site, modelled[0][1], timepoint) if modelled else "",
    }


def printed_rates(site: Site, study_id: str, endpoint: str, timepoint: str) -> list[dict[str, Any]]:
    """Return a trial's own rates of both groups at a time: no model stands in their place."""
    rates = [
        row
        for row in site.corpus.rows[study_id]
        if row.endpoint == endpoint
        and row.statistic == "rate"
        and row.unit == "percent"
        and not row.subset
        and row.method.get("by_chance") != "no"
        and not row.factor
        and time_key(row.timepoint) == time_key(timepoint)
        and site.corpus.is_headline(row)
        and row.value is not None
    ]
    tested = next((row for row in rates if row.group_role in FIRST), None)
    control = next((row for row in rates if row.group_role in SECOND), None)
    if tested is None or control is None:
        return []
    return [
        {
            "study": _name(site, study_id),
            "control": site.value(control),
            "tested": site.value(tested),
            "difference": {"absent": "printed by the trial; no difference is computed"},
        }
    ]


def effects(site: Site, study_id: str, endpoint: str) -> list[Row]:
    """Return the whole trial's hazard ratio of an endpoint that the site shows first."""
    return [
        row
        for row in site.corpus.rows[study_id]
        if row.endpoint == endpoint
        and row.statistic == "hr"
        and not row.factor
        and not row.subset
        and row.method.get("by_chance") != "no"
        and site.corpus.is_headline(row)
    ][:1]


def model_rows(site: Site, row: Row, baseline: Baseline) -> list[dict[str, Any]]:
    """Return what a trial's ratio makes of the least, the middle and the greatest share of the control groups."""
    shares = dict.fromkeys((baseline.low, baseline.middle, baseline.high))
    return [
        {
            "study": _name(site, row.study),
            "control": f"{100 * share:.0f}",
            "tested": {"text": f"{found.tested:.0f}", "derived": METHOD},
            "difference": {"text": found.words, "derived": METHOD},
        }
        for share in shares
        if isinstance(found := derive_absolute(site.corpus, row, baseline, share), Absolute)
    ]


METHOD = "The control group's share to the power of the hazard ratio (Altman and Andersen, BMJ 1999;319:1492), by proportional hazards."


def slider(site: Site, row: Row, baseline: Baseline) -> dict[str, Any]:
    """Return the numbers that a reader may move, in whole patients of 100."""
    effect = contrast(site.evidence, row)
    assert not isinstance(effect, str)  # the model was applied to it already
    ratio, low, high = (natural(value, "hr") for value in (effect.estimate, effect.low, effect.high))
    return {
        "study": words.nobreak(site.evidence.studies[row.study].name),
        "id": f"slider-{row.study}-{row.result}",
        "ratio": f"{ratio:.4f}",
        "low": f"{low:.4f}",
        "high": f"{high:.4f}",
        "least": round(100 * baseline.low),
        "most": round(100 * baseline.high),
        "start": round(100 * baseline.middle),
    }


def note(site: Site, baseline: Baseline, timepoint: str) -> str:
    """Say what the model assumes, and whose control groups set the range."""
    names = words.joined(
        [
            words.nobreak(site.evidence.studies[id_].name)
            for id_ in dict.fromkeys(row.study for row in baseline.rows)
        ]
    )
    return (
        f"Dotted: computed. The control group's share at {timepoint} ranges as in {names}; the tested group's follows from the trial's hazard ratio"
        " if hazards are proportional. The interval is that of the ratio only: how sure the control share is, and whether your patient resembles"
        " the trial's, is not in it. Curves under immunotherapy often cross or part late."
    )


def _name(site: Site, study_id: str) -> dict[str, Any]:
    cell = {"text": words.nobreak(site.evidence.studies[study_id].name), "href": site.study(study_id)}
    notice = site.study_notice(study_id)
    return {**cell, "notice": notice} if notice else cell
