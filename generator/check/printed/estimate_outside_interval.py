"""An estimate outside its own interval."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.printed.limits import Limits, interval_limits, limits, null_value
from generator.check.printed.question import Look, Question, ask, look
from generator.check.printed.selection import all_rows, in_shares, interval_excludes
from generator.check.printed.wording import about, interval, value
from generator.printed.corpus import Corpus
from generator.printed.rows import Row


def check(corpus: Corpus) -> Iterator[Look]:
    """A value lies outside the interval, the range or the interquartile range that is printed with it.

    Rounding is allowed for. A mean may lie outside an interquartile range, so that pair is left out. The
    verdict would change where an effect and its 95% interval stand on different sides of no difference.
    """
    for row in all_rows(corpus):
        mean_of_quartiles = row.ci_kind == "iqr" and "mean" in (row.statistic, row.analysis)
        bounds, own = interval_limits(row.bounds), limits(row.value)
        if bounds and own and not mean_of_quartiles and not in_shares(row):
            outside = own[1] < bounds[0][0] or own[0] > bounds[1][1]
            yield look([row], _question(corpus, row, own, bounds) if outside else None)


def _question(corpus: Corpus, row: Row, own: Limits, bounds: tuple[Limits, Limits]) -> Question:
    printed, against = value(corpus, row), interval(row)
    sentence = f"{printed} lies outside the {against} printed with it. Which of the three numbers is meant?"
    return ask(
        "estimate-outside-interval",
        (row,),
        about(corpus, row),
        sentence,
        printed,
        against,
        verdict=_other_side(row, own, bounds),
    )


def _other_side(row: Row, own: Limits, bounds: tuple[Limits, Limits]) -> bool:
    """Say whether an interval excludes no difference and the estimate lies beyond it."""
    null = null_value(row.statistic)
    if not interval_excludes(row):
        return False
    return own[1] <= null if bounds[0][0] > null else own[0] >= null
