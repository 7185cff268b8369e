"""The picture of a question about harm: how often it was seen in each group, study by study."""

from __future__ import annotations

from collections.abc import Sequence

from generator.chart.views import Axis, RateOutcome, RatesView
from generator.model.records import Question
from generator.printed.results import Shown, shown
from generator.render import words
from generator.render.cells import Site
from generator.render.pages.figures import charted, rate_groups
from generator.render.pages.forest import PAIRS, unjudged
from generator.render.pages.selection import is_randomised, is_single_arm, under_way

MOST = 10
_SEVERE = (">=3", "3-4", "3", "3-5")
_MODERATE = (">=2", "2-5")
_ENDS = ((10, 2), (20, 5), (40, 10), (60, 20), (100, 20))
"""Ends of the axis in percent, and the steps between its ticks."""


def is_about_harm(site: Site, question: Question) -> bool:
    """Say whether the outcome that a question ranks first is a harm, of which studies print how often it was seen."""
    return bool(question.outcomes) and _is_harm(site, question.outcomes[0].endpoint)


def rates(site: Site, question: Question, ids: Sequence[str], chart_id: str) -> RatesView | None:
    """Return the shares of patients with the first harm that two studies or more compare; None without one.

    Every study stands by itself, randomised trials first. Single groups are left out: they would stand beside
    the control of another study (clinical rule 29).
    """
    endpoints = [each.endpoint for each in question.outcomes if _is_harm(site, each.endpoint)]
    read = [id_ for id_ in ids if not under_way(site.evidence.studies[id_])]
    compared = [id_ for id_ in read if not is_single_arm(site.evidence, id_)]
    for endpoint in endpoints:
        found = [item for id_ in compared if (item := worst(site, id_, endpoint)) is not None]
        if len(found) > 1:
            return _view(site, endpoint, found, ids, chart_id)
    return None


def worst(site: Site, study_id: str, endpoint: str) -> Shown | None:
    """Return a study's comparison of a harm: of grade 3 and above where that is printed, else of grade 2, else of any."""
    found = [
        item
        for item in shown(site.corpus, study_id)
        if item.result.endpoint == endpoint and not item.second and not item.factors and charted(item)
        if is_comparison(item) and item.result.method.by_chance != "no"
    ]
    return min(found, key=lambda item: (_rank(item.result.grade), item.index), default=None)


def is_comparison(item: Shown) -> bool:
    """Say whether the shares are of a tested group and its control, or of three groups or more."""
    rates = [row for row in item.estimates if row.statistic == "rate" and row.unit == "percent"]
    roles = {row.group_role for row in rates}
    return len(rates) > 2 or any(roles >= set(pair) for pair in PAIRS)


def _rank(grade: str | None) -> int:
    return 0 if grade in _SEVERE else 1 if grade in _MODERATE else 2 if grade in (None, "any") else 3


def _is_harm(site: Site, endpoint: str) -> bool:
    term = site.evidence.term("endpoints", endpoint)
    return term.kind in ("incidence", "proportion") and term.better == "lower"


def _view(site: Site, endpoint: str, found: Sequence[Shown], ids: Sequence[str], chart_id: str) -> RatesView:
    ordered = sorted(found, key=lambda item: not is_randomised(site.evidence, item.study))
    randomised = sum(is_randomised(site.evidence, item.study) for item in found)
    counted = (
        words.plural(randomised, "randomised trial") if randomised else "",
        words.plural(len(found) - randomised, "other comparison") if len(found) > randomised else "",
    )
    more = f" {len(ordered) - MOST} more stand on the studies' pages." if len(ordered) > MOST else ""
    blocks = tuple(_block(site, item) for item in ordered[:MOST])
    return RatesView(
        id=chart_id,
        outcomes=blocks,
        axis=_axis(blocks),
        title=f"{site.evidence.label('endpoints', endpoint)}: {words.joined([part for part in counted if part])}",
        subtitle="Patients, %, each study by itself; grades and times differ.",
        axis_label="Patients, %",
        caption=f"Not pooled. Cohorts chose who was treated.{more} {unjudged(site, ids)}".rstrip(),
    )


def _axis(blocks: Sequence[RateOutcome]) -> Axis:
    """Return an axis from 0 to the first end that takes every share and its interval: most harms are rare."""
    groups = [group for block in blocks for group in block.groups]
    highest = max(
        (
            number.value
            for group in groups
            for number in (group.value, group.bounds.high if group.bounds else None)
            if number is not None
        ),
        default=100.0,
    )
    end, step = next(each for each in _ENDS if highest <= each[0] or each[0] == 100)
    return Axis(0, end, tuple(range(0, end + 1, step)))


def _block(site: Site, item: Shown) -> RateOutcome:
    study = site.evidence.studies[item.study]
    about = (
        words.grade(item.result.grade) if item.result.grade else "grade not stated",
        f"at {item.result.timepoint}" if item.result.timepoint else "",
        site.evidence.label("designs", study.design).lower(),
    )
    return RateOutcome(
        label=words.nobreak(study.name),
        note="; ".join(part for part in about if part),
        groups=rate_groups(site, item),
        effect_note=f"p {words.p_words(item.p.p_value)}" if item.p is not None and item.p.p_value else "",
    )
