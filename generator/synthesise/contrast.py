"""A printed effect of a tested group against its control, turned that way round, with its interval."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

from generator.model.evidence import Evidence
from generator.model.printed import Printed
from generator.printed.comparison import FIRST, SECOND
from generator.printed.rows import Row
from generator.synthesise.derived import Derived
from generator.synthesise.distributions import normal_quantile

RATIOS = ("hr", "or", "rr")


@dataclass(frozen=True)
class Contrast:
    """An effect, tested group over (or minus) control, on the scale on which it is pooled.

    `estimate` and its bounds are natural logarithms for ratios, and plain for differences.
    """

    measure: str
    estimate: float
    low: float
    high: float
    level: float

    @property
    def error(self) -> float:
        """The standard error, from the width of the interval."""
        return (self.high - self.low) / (2 * normal_quantile(0.5 + self.level / 200))


def contrast(evidence: Evidence, row: Row, derived: Derived | None = None) -> Contrast | str:
    """Return a row's effect with its printed or derived interval, or why it cannot be used."""
    if row.statistic not in (*RATIOS, "difference") or row.factor:
        return "no effect between two groups"
    turned = _turned(evidence, row)
    bounds = (derived.low, derived.high) if derived else _bounds(row)
    if turned is None:
        return "not a tested group against its control"
    if row.value is None or row.value.exact is None:
        return "no plain estimate"
    if bounds is None:
        return "no usable confidence interval"
    found = _scaled(row.statistic, float(row.value.exact), *bounds)
    if found is None:
        return "the estimate does not lie within its interval"
    return Contrast(
        row.statistic, *(_turn(found) if turned else found), 95 if derived else float(row.ci_level)
    )


def natural(number: float, measure: str) -> float:
    """Return a number of the pooling scale as readers know it: a ratio, or the difference itself."""
    return exp(number) if measure in RATIOS else number


def _turned(evidence: Evidence, row: Row) -> bool | None:
    """Say whether a row is printed control over tested group; None where its groups are not such a pair."""
    groups = evidence.studies[row.study].groups
    roles = [groups[group].role if group in groups else None for group in (row.group, row.comparator)]
    if roles[0] in FIRST and roles[1] in SECOND:
        return False
    return True if roles[0] in SECOND and roles[1] in FIRST else None


def _bounds(row: Row) -> tuple[float, float] | None:
    if row.bounds is None or row.ci_kind != "confidence":
        return None
    low, high = (_number(bound) for bound in row.bounds)
    return (low, high) if low is not None and high is not None else None


def _scaled(measure: str, value: float, low: float, high: float) -> tuple[float, float, float] | None:
    if not low <= value <= high or low == high:
        return None
    if measure not in RATIOS:
        return value, low, high
    return (log(value), log(low), log(high)) if low > 0 else None


def _turn(found: tuple[float, float, float]) -> tuple[float, float, float]:
    value, low, high = found
    return -value, -high, -low


def _number(printed: Printed) -> float | None:
    return float(printed.exact) if printed.exact is not None else None
