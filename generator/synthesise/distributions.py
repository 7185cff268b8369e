"""Quantiles of the normal, t and chi-squared distributions from the standard library alone.

The t distribution comes from the regularised incomplete beta function (DLMF 8.17.22, a continued fraction),
the chi-squared one from the regularised incomplete gamma function (DLMF 8.7.1, a series of positive terms).
"""

from __future__ import annotations

from collections.abc import Callable
from math import erfc, exp, inf, lgamma, log, log1p, sqrt
from statistics import NormalDist

_NORMAL = NormalDist()
_DEPTH = 200
"""Steps of the continued fraction and of bisection; both stand still long before."""
_MOST = 1e9


def normal_quantile(share: float) -> float:
    """Return z with this share of the standard normal distribution below it. Raises ValueError outside 0 to 1."""
    _check(share, 1)
    return _NORMAL.inv_cdf(share)


def two_sided_p(z: float) -> float:
    """Return the share of the standard normal distribution that lies further from 0 than z."""
    return erfc(abs(z) / sqrt(2))


def t_share(t: float, df: int) -> float:
    """Return the share of Student's t distribution with df degrees of freedom below t."""
    tail = incomplete_beta(df / (df + t * t), df / 2, 0.5) / 2
    return 1 - tail if t > 0 else tail


def t_quantile(share: float, df: int) -> float:
    """Return t with this share of its distribution below. Raises ValueError outside 0 to 1 or without freedom."""
    _check(share, df)
    if share < 0.5:
        return -t_quantile(1 - share, df)
    return falling_root(lambda t: share - t_share(t, df), 0.0)


def chi_squared_share(x: float, df: int) -> float:
    """Return the share of the chi-squared distribution with df degrees of freedom below x."""
    if x <= 0:
        return 0.0
    shape, half = df / 2, x / 2
    term = exp(shape * log(half) - half - lgamma(shape + 1))
    total, step = 0.0, 0
    while term > total * 1e-17 or step < half:
        total += term
        step += 1
        term *= half / (shape + step)
    return min(1.0, total)


def chi_squared_quantile(share: float, df: int) -> float:
    """Return x with this share of its distribution below. Raises ValueError outside 0 to 1 or without freedom."""
    _check(share, df)
    return falling_root(lambda x: share - chi_squared_share(x, df), 0.0)


def incomplete_beta(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function I(x; a, b) for 0 ≤ x ≤ 1 and a, b above zero."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    return front / _fraction(x, a, b)


def _fraction(x: float, a: float, b: float) -> float:
    """Return 1 + d1 x/(1 + d2 x/(1 + …)), worked out from its far end."""
    value = 1.0
    for m in range(_DEPTH, 0, -1):
        even = m * (b - m) / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m - 1) * (a + b + m - 1) / ((a + 2 * m - 2) * (a + 2 * m - 1))
        value = 1 + odd * x / (1 + even * x / value)
    return value


def falling_root(function: Callable[[float], float], low: float, high: float = 1.0) -> float:
    """Return where a falling function crosses zero, by bisection; `low` where it starts at or below zero.

    `high` is doubled until the function is below zero there. Raises ValueError if it never is.
    """
    while function(high) > 0:
        high = high * 2
        if high > _MOST:
            raise ValueError("the function does not cross zero")
    for _ in range(_DEPTH):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if function(middle) > 0 else (low, middle)
    return low


def _check(share: float, df: float) -> None:
    if not 0 < share < 1 or not 1 <= df < inf:
        raise ValueError("a share lies between 0 and 1, and there is at least one degree of freedom")
