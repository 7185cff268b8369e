"""What a printed number may have been before it was rounded, and the p value that an interval implies."""

from __future__ import annotations

from decimal import Decimal
from math import log
from statistics import NormalDist

from generator.model.printed import Printed

Limits = tuple[Decimal, Decimal]
LEVEL = Decimal("0.05")
RATIOS = ("hr", "or", "rr")
_NORMAL = NormalDist()


def half(number: Decimal) -> Decimal:
    """Return half a unit of the last printed digit: 0.05 for 12.3."""
    exponent = number.as_tuple().exponent
    assert isinstance(
        exponent, int
    )  # of a number that is none, or infinite, it is a letter; no card holds one
    return Decimal(5).scaleb(exponent - 1)


def limits(printed: Printed | None) -> Limits | None:
    """Return the lowest and highest number that rounds to the printed one; None for bounds and words."""
    number = printed.exact if printed else None
    return (number - half(number), number + half(number)) if number is not None else None


def overlap(one: Limits, other: Limits) -> bool:
    """Say whether two ranges share a number."""
    return one[0] <= other[1] and other[0] <= one[1]


def interval_limits(bounds: tuple[Printed, Printed] | None) -> tuple[Limits, Limits] | None:
    """Return the limits of both bounds of an interval; None where one is no plain number."""
    low, high = (limits(bound) for bound in bounds) if bounds else (None, None)
    return (low, high) if low is not None and high is not None else None


def null_value(statistic: str) -> Decimal:
    """Return the effect that means no difference: 1 for a ratio, 0 for a difference."""
    return Decimal(1 if statistic in RATIOS else 0)


def excludes(bounds: tuple[Limits, Limits], null: Decimal) -> bool | None:
    """Say whether an interval excludes no difference; None where its rounding leaves that open."""
    (low_low, low_high), (high_low, high_high) = bounds
    if low_low > null or high_high < null:
        return True
    return False if low_high < null < high_low else None


def p_excludes(p: Printed) -> bool | None:
    """Say whether a two-sided p value lies below 0.05; None where its rounding or its sign leaves that open."""
    if p.word == "NS":
        return False
    if p.number is None:
        return None
    if p.sign:
        below = p.sign in ("<", "<=") and p.number <= LEVEL
        return True if below else False if p.sign in (">", ">=") and p.number >= LEVEL else None
    low, high = p.number - half(p.number), p.number + half(p.number)
    return True if high <= LEVEL else False if low >= LEVEL else None


def p_limits(p: Printed) -> Limits | None:
    """Return the range of p values that a printed p allows."""
    if p.word == "NS":
        return LEVEL, Decimal(1)
    if p.number is None:
        return None
    if p.sign:
        return (Decimal(0), p.number) if p.sign in ("<", "<=") else (p.number, Decimal(1))
    return limits(p)


def implied_p(value: Limits, bounds: tuple[Limits, Limits], level: Decimal, *, ratio: bool) -> Limits | None:
    """Return the lowest and highest two-sided p that an effect and its interval allow within rounding.

    z is the effect over its standard error, which is the width of the interval over twice the normal
    quantile of its level, both on the log scale for ratios (Altman & Bland, BMJ 2011;343:d2304; with the
    exact normal distribution instead of the approximation given there). None where an interval touches
    zero on a ratio's scale, has no width, or a level that no interval has.
    """
    if not 0 < level < 100 or (ratio and min(value[0], bounds[0][0], bounds[1][0]) <= 0):
        return None
    quantile = _NORMAL.inv_cdf(0.5 + float(level) / 200)
    low, high, estimate = (_scaled(pair, ratio=ratio) for pair in (*bounds, value))
    widest, narrowest = (high[1] - low[0]) / 2 / quantile, (high[0] - low[1]) / 2 / quantile
    if narrowest <= 0:
        return None
    nearest = 0.0 if estimate[0] <= 0 <= estimate[1] else min(map(abs, estimate))
    return two_sided(max(map(abs, estimate)) / narrowest), two_sided(nearest / widest)


def two_sided(z: float) -> Decimal:
    """Return the two-sided p value of a normal deviate."""
    return Decimal(2 * _NORMAL.cdf(-abs(z)))


def _scaled(pair: Limits, *, ratio: bool) -> tuple[float, float]:
    return (log(pair[0]), log(pair[1])) if ratio else (float(pair[0]), float(pair[1]))
