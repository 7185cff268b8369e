"""Direction and precision of a two-group result: two facts, never one verdict.

Direction says where the estimate points. Precision says whether the interval, or the p value where no
interval is printed, excludes no difference. A p value alone tells precision and never direction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from generator.model.evidence import Evidence
from generator.model.printed import Printed
from generator.printed.comparison import FIRST, SECOND
from generator.printed.rows import Row

Towards = Literal["experimental", "control", "neither", "unknown"]
Precision = Literal["excludes", "includes", "unknown"]

_RATIOS = ("hr", "or", "rr")
_NO_PRECISION = ("historical", "trend", "interaction", "landmark")
_LEVEL = Decimal("0.05")
_NO_DIRECTION = ("single-arm", "laboratory", "guideline")
"""Columns of designs that compare no groups of patients."""
_TURNED: dict[Towards, Towards] = {
    "experimental": "control",
    "control": "experimental",
    "neither": "neither",
    "unknown": "unknown",
}

RULES = {
    "towards": "A hazard ratio points to the tested group below 1 when the event is bad, above 1 when it is good. Odds ratios, risk"
    " ratios and differences are read by whether more or less of the endpoint is better. Without an effect, two rates or medians"
    " tell the direction, and the site says so.",
    "precision": "The interval excludes no difference, or includes it; an interval of less than 95% is not enough to exclude it."
    " Without an interval an exact two-sided p value tells;"
    " a p value over more than two groups, one-sided, against history, for trend or for interaction tells nothing. An interval"
    " that includes no difference makes a result uncertain; it does not show that there is none.",
    "none": "No direction is given for single groups, for factors of a model, tables of characteristics, laboratory studies and"
    " guidelines, for groups that are not a tested group and its control or, in a trial, not assigned by chance, and for"
    " cohorts in which patients had to live long enough to be treated.",
}


@dataclass(frozen=True)
class Reading:
    """Where an estimate points and how precise it is; `basis` names what the direction rests on."""

    towards: Towards
    precision: Precision
    basis: Literal["effect", "rates", "medians", "none"]


def read_result(evidence: Evidence, rows: Sequence[Row]) -> Reading | None:
    """Return direction and precision of one result's rows, or None where none is given.

    Factors of a model are left out: they are no comparison of treatments.
    """
    rows = [row for row in rows if not row.factor]
    if not rows or not may_point(evidence, rows[0].study) or rows[0].method.get("by_chance") == "no":
        return None
    effect = next((row for row in rows if row.statistic in (*_RATIOS, "difference")), None)
    bare = next((row for row in rows if row.statistic == "p"), None)
    if any(row is not None and row.method.get("p_test") == "historical" for row in (effect, bare)):
        return None
    if effect is not None and effect.value is not None:
        return _of_effect(evidence, effect, bare)
    towards, basis, pair = _of_estimates(evidence, rows)
    compared = [row for row in (effect, bare) if row is not None and set(row.groups) == pair]
    told: list[Precision] = [found for found in map(precision, compared) if found != "unknown"]
    return Reading(towards, (*told, "unknown")[0], basis) if basis != "none" else None


def may_point(evidence: Evidence, study_id: str) -> bool:
    """Say whether a study's results may carry a direction: randomised, or immortal time handled."""
    study = evidence.studies[study_id]
    design = evidence.term("designs", study.design)
    if study.trial.bundle or design.column in _NO_DIRECTION:
        return False
    return bool(design.randomised) or study.trial.immortal_time in ("handled", "not-applicable")


def _of_effect(evidence: Evidence, effect: Row, bare: Row | None) -> Reading | None:
    """Read an effect between a tested group and its control, in whichever order it was printed."""
    roles = tuple(_role(evidence, effect, group) for group in (effect.group, effect.comparator))
    if roles not in (("first", "second"), ("second", "first")):
        return None
    towards = _of_value(evidence, effect)
    found = precision(effect)
    if found == "unknown" and bare is not None and set(bare.groups) == set(effect.groups):
        found = precision(bare)
    return Reading(towards if roles[0] == "first" else _TURNED[towards], found, "effect")


def _role(evidence: Evidence, row: Row, group: str) -> str:
    found = evidence.studies[row.study].groups.get(group)
    role = found.role if found else None
    return "first" if role in FIRST else "second" if role in SECOND else ""


def _of_value(evidence: Evidence, row: Row) -> Towards:
    """Return where a printed ratio or difference points; a bound such as "<1.2" does not say it."""
    value = row.value.exact if row.value else None
    if value is None:
        return "unknown"
    null = Decimal(0) if row.statistic == "difference" else Decimal(1)
    return _points(value - null, _higher_is_better(evidence, row))


def _higher_is_better(evidence: Evidence, row: Row) -> bool | None:
    """Say whether more is better: of a hazard by its event, of a time by its event, else by the endpoint."""
    term = evidence.term("endpoints", row.endpoint)
    if row.statistic == "hr":
        return None if term.event_is is None else term.event_is == "good"
    is_time = evidence.term("units", row.unit).kind == "time"
    if term.event_is is not None and is_time and row.statistic in ("median", "mean", "difference"):
        return term.event_is == "bad"
    return None if term.better in (None, "none") else term.better == "higher"


def _points(difference: Decimal, higher_is_better: bool | None) -> Towards:
    if higher_is_better is None:
        return "unknown"
    if difference == 0:
        return "neither"
    return "experimental" if (difference > 0) == higher_is_better else "control"


def _of_estimates(
    evidence: Evidence, rows: Sequence[Row]
) -> tuple[Towards, Literal["rates", "medians", "none"], set[str]]:
    bases: tuple[tuple[str, Literal["rates", "medians"]], ...] = (("rate", "rates"), ("median", "medians"))
    for statistic, basis in bases:
        pair = [row for row in rows if row.statistic == statistic and row.group_role in (*FIRST, *SECOND)]
        pair.sort(key=lambda row: row.group_role in SECOND)
        if len(pair) == 2 and pair[0].group_role in FIRST and pair[1].group_role in SECOND:
            numbers = [row.value.exact if row.value else None for row in pair]
            if numbers[0] is not None and numbers[1] is not None:
                towards = _points(numbers[0] - numbers[1], _higher_is_better(evidence, pair[0]))
                return towards, basis, {row.group for row in pair}
    return "unknown", "none", set()


def precision(row: Row) -> Precision:
    """Return whether a comparison's interval, or else its p value, excludes no difference."""
    if row.bounds and row.ci_kind == "confidence":
        return _of_interval(row)
    if row.method.get("p_sided") == "one" or row.method.get("p_test") in _NO_PRECISION:
        return "unknown"
    return of_p(row.p_value)


def _of_interval(row: Row) -> Precision:
    assert row.bounds
    low, high = (bound.number for bound in row.bounds)
    if low is None or high is None:
        return "unknown"
    null = 0 if row.statistic == "difference" else 1
    if low <= null <= high:
        return "includes"
    return "excludes" if Decimal(row.ci_level or 95) >= 95 else "unknown"


def of_p(p: Printed | None) -> Precision:
    """Return what a two-sided p value says about no difference, at 0.05."""
    if p is None:
        return "unknown"
    if p.word == "NS":
        return "includes"
    if p.number is None:
        return "unknown"
    if p.sign in ("<", "<="):
        return "excludes" if p.number <= _LEVEL else "unknown"
    if p.sign in (">", ">="):
        return "includes" if p.number >= _LEVEL else "unknown"
    return "excludes" if p.number < _LEVEL else "includes"
