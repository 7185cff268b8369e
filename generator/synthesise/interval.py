"""Intervals from a ratio and its p value, and the other way round; refused where that would mislead.

With z = Φ⁻¹(1 − p/2) the standard error of ln(ratio) is |ln(ratio)|/z, and the 95% interval is
exp(ln(ratio) ± 1.96 standard errors) (Altman and Bland, BMJ 2011;343:d2090). Backwards, the standard error is the
interval's width over 2 × 1.96 and z = ln(ratio)/standard error (BMJ 2011;343:d2304). Both papers approximate
the normal distribution; here it is exact, and their formulas are the tests.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from math import exp, log

from generator.model.evidence import Evidence
from generator.model.printed import Printed
from generator.printed.rows import Bounds, Row
from generator.printed.same import is_adjusted
from generator.synthesise.derived import Derived, limits
from generator.synthesise.direction import Precision
from generator.synthesise.distributions import normal_quantile, two_sided_p

RATIOS = ("hr", "or", "rr")
FEW = 60
"""Below this number of patients the normal distribution is a rough guide (BMJ 2011;343:d2090)."""
_LOWEST_P, _HIGHEST_P = Decimal("0.0001"), Decimal("0.9")
_LEAST_LOG = 0.05
_LEVEL = Decimal("0.05")
_OTHER_TESTS = {
    "landmark": "the p value is of one point of the curves",
    "historical": "the p value is against earlier patients",
    "trend": "the p value is of a trend",
    "interaction": "the p value is of an interaction",
}
_TEST_MODELS = {
    "log-rank": "unadjusted",
    "chi-square": "unadjusted",
    "fisher": "unadjusted",
    "stratified-log-rank": "stratified",
}
_Z95 = normal_quantile(0.975)


def derive_interval(evidence: Evidence, row: Row, bare: Row | None = None) -> Derived | str:
    """Return the 95% interval of a printed ratio from its p value, or why it is refused.

    `bare` is a p value that the card records without an effect; it is used where the effect has none.
    """
    reason = refusal(row, bare)
    p = row.p_value or (bare.p_value if bare is not None else None)
    if reason or row.value is None or p is None:
        return reason or "no ratio with a p value"
    return interval_from_p(row.value, p, patients(evidence, row))


def interval_from_p(ratio: Printed, p: Printed, count: int | None = None) -> Derived | str:
    """Return the widest 95% interval that a printed ratio and two-sided p value allow, or why it is refused."""
    reason = _unusable_p(p) or _unusable_ratio(ratio)
    if reason or ratio.exact is None or p.exact is None:
        return reason or "no plain numbers"
    around = [_around(float(r), float(q)) for r, q in product(limits(ratio), limits(p))]
    return Derived(
        "interval-from-p",
        min(low for low, _ in around),
        max(high for _, high in around),
        precision=_precision(p),
        approximate=count is None or count < FEW,
    )


def derive_p(evidence: Evidence, row: Row) -> Derived | str:
    """Return the two-sided p value of a printed ratio from its interval, or why it is refused."""
    if row.statistic not in RATIOS:
        return "not a ratio"
    if row.value is None or row.bounds is None or row.ci_kind != "confidence":
        return "no ratio with a confidence interval"
    return p_from_interval(row.value, row.bounds, float(row.ci_level), patients(evidence, row))


def p_from_interval(
    ratio: Printed, bounds: Bounds, level: float = 95, count: int | None = None
) -> Derived | str:
    """Return the two-sided p value of a ratio and its interval, with the lowest and highest that rounding allows.

    Refused are bounds that are not plain numbers above zero, a ratio outside its interval, an interval no wider
    than its rounding, and one not symmetric about the ratio on the logarithmic scale: it was not made this way.
    """
    low, high = bounds
    if (
        ratio.exact is None
        or low.exact is None
        or high.exact is None
        or min(limits(low)[0], limits(ratio)[0]) <= 0
    ):
        return "the ratio or a bound is not a plain number above zero"
    if not low.exact <= ratio.exact <= high.exact or low.exact == high.exact:
        return "the ratio lies outside its interval"
    if limits(low)[1] >= limits(high)[0]:
        return "the interval is no wider than its rounding"
    if not _symmetric(ratio, bounds):
        return "the interval is not symmetric about the ratio"
    width = 2 * normal_quantile(0.5 + level / 200)
    found = [_p(*corner, width) for corner in product(limits(ratio), limits(low), limits(high))]
    value = _p(ratio.exact, low.exact, high.exact, width)
    return Derived("p-from-interval", min(found), max(found), value, approximate=count is None or count < FEW)


def refusal(row: Row, bare: Row | None = None) -> str:
    """Return why a row's interval may not be derived from its p value, or an empty text."""
    if row.statistic not in RATIOS or row.factor:
        return "not a ratio between two groups of patients"
    if row.bounds:
        return "the source prints an interval"
    told = row if row.p_value else bare
    if told is None or told.p_value is None:
        return "no p value"
    if told.method.get("p_sided") == "one":
        return "the p value is one-sided"
    other = _OTHER_TESTS.get(told.method.get("p_test", ""))
    return other or _other_model(row, told) or _other_comparison(row, told)


def patients(evidence: Evidence, row: Row) -> int | None:
    """Return how many patients a row compares, or None where that was not read or the row is about a part."""
    groups = evidence.studies[row.study].groups
    sizes = [groups[group].n if group in groups else None for group in row.groups]
    numbers = [size.exact for size in sizes if size is not None and size.exact is not None]
    complete = len(numbers) == len(sizes) == 2 and not row.subset
    return int(sum(numbers)) if complete else None


def _other_model(row: Row, told: Row) -> str:
    """Say why a p value is not of the ratio's model: an adjusted ratio with an unadjusted p, and the like."""
    model = row.method.get("model", "")
    tested = _TEST_MODELS.get(told.method.get("p_test", ""), "")
    if is_adjusted(row) and (tested or (told is not row and not is_adjusted(told))):
        return "the ratio is adjusted and the p value is not"
    return "the p value is of another model than the ratio" if model and tested and model != tested else ""


def _other_comparison(row: Row, told: Row) -> str:
    same = ("endpoint", "subset", "grade", "timepoint", "origin")
    if set(row.groups) != set(told.groups) or any(getattr(row, key) != getattr(told, key) for key in same):
        return "the p value is of another comparison"
    cutoffs = {each.method.get("cutoff", "") for each in (row, told)} - {""}
    return "the p value is of another data cut-off" if len(cutoffs) > 1 else ""


def _unusable_p(p: Printed) -> str:
    if p.exact is None:
        return "the p value is not an exact number"
    return "" if _LOWEST_P <= p.exact <= _HIGHEST_P else "the p value is below 0.0001 or above 0.9"


def _unusable_ratio(ratio: Printed) -> str:
    if ratio.exact is None or limits(ratio)[0] <= 0:
        return "the ratio is not a plain number above zero"
    return "the ratio is too close to 1" if abs(log(ratio.exact)) < _LEAST_LOG else ""


def _around(ratio: float, p: float) -> tuple[float, float]:
    half = _Z95 * abs(log(ratio)) / normal_quantile(1 - p / 2)
    return exp(log(ratio) - half), exp(log(ratio) + half)


def _precision(p: Printed) -> Precision:
    """Say whether the interval excludes 1 at all rounding limits of p, at none, or it is not known."""
    low, high = limits(p)
    if high < _LEVEL:
        return "excludes"
    return "includes" if low >= _LEVEL else "unknown"


def _p(ratio: Decimal, low: Decimal, high: Decimal, width: float) -> float:
    return two_sided_p(log(ratio) * width / (log(high) - log(low)))


def _symmetric(ratio: Printed, bounds: Bounds) -> bool:
    """Say whether the ratio can be the geometric middle of its bounds within the rounding of all three."""
    (low, low_most), (high, high_most), (least, most) = (limits(each) for each in (*bounds, ratio))
    return low * high <= most * most and least * least <= low_most * high_most
