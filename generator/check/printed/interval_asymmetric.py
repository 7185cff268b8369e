"""An interval that does not lie evenly around its estimate."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.check.printed.limits import (
    RATIOS,
    Limits,
    excludes,
    interval_limits,
    limits,
    null_value,
    overlap,
)
from generator.check.printed.question import Look, Question, ask, look
from generator.check.printed.selection import effects_with_interval, interval_excludes
from generator.check.printed.wording import about, decimals, interval, value
from generator.printed.corpus import Corpus
from generator.printed.rows import Row

Interval = tuple[Limits, Limits]


def check(corpus: Corpus) -> Iterator[Look]:
    """The estimate is not the middle of its interval: on the log scale for a ratio, as printed for a difference.

    Intervals of ratios from the usual models have the ratio as the geometric mean of their bounds. All three
    printed numbers may be off by half a unit of their last digit. Exact, bootstrap and profile-likelihood
    intervals may rightly be uneven. The verdict would change where the estimate with one of the bounds implies
    another bound, and the 95% interval would then no longer exclude no difference, or would begin to.
    """
    for row in effects_with_interval(corpus):
        bounds, own = interval_limits(row.bounds), limits(row.value)
        if bounds is None or own is None or (row.statistic in RATIOS and min(own[0], bounds[0][0]) <= 0):
            continue
        if own[1] < bounds[0][0] or own[0] > bounds[1][1]:
            continue  # that is estimate-outside-interval
        even = overlap(_joined(row, own, own), _joined(row, *bounds))
        yield look([row], None if even else _question(corpus, row, own, bounds))


def _joined(row: Row, one: Limits, other: Limits) -> Limits:
    """Return the product of two ratios, or the sum of two differences: twice the middle on their scale."""
    if row.statistic in RATIOS:
        return one[0] * other[0], one[1] * other[1]
    return one[0] + other[0], one[1] + other[1]


def _question(corpus: Corpus, row: Row, own: Limits, bounds: Interval) -> Question:
    low, high = (bound.number or Decimal(0) for bound in row.bounds or ())
    ratio = row.statistic in RATIOS
    middle = (low * high).sqrt() if ratio else (low + high) / 2
    found = f"{middle:.{decimals(row.value) + 1}f}".replace("-", "−")
    scale = " on the log scale, where intervals of ratios are even" if ratio else ""
    printed, against = f"{value(corpus, row)} ({interval(row)})", f"middle of the interval {found}"
    sentence = (
        f"The middle of the {interval(row)} is {found}{scale}; {value(corpus, row)} is printed."
        " Is one of the three numbers misprinted?"
    )
    return ask(
        "interval-asymmetric",
        (row,),
        about(corpus, row),
        sentence,
        printed,
        against,
        verdict=_verdict_changes(row, own, bounds),
    )


def _verdict_changes(row: Row, own: Limits, bounds: Interval) -> bool:
    """Say whether the interval with either bound worked out from the other tells something else."""
    null, printed = null_value(row.statistic), interval_excludes(row)
    implied = (bounds[0], _mirrored(row, own, bounds[0])), (_mirrored(row, own, bounds[1]), bounds[1])
    return printed is not None and (not printed) in {excludes(one, null) for one in implied}


def _mirrored(row: Row, own: Limits, bound: Limits) -> Limits:
    """Return the bound that lies as far from the estimate on the other side."""
    if row.statistic in RATIOS:
        return own[0] ** 2 / bound[1], own[1] ** 2 / bound[0]
    return 2 * own[0] - bound[1], 2 * own[1] - bound[0]
