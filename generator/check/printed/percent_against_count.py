"""A share that is not its count over its denominator."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import ceil, floor

from generator.check.printed.limits import Limits, limits
from generator.check.printed.question import Look, Question, ask, look
from generator.check.printed.selection import Whole, all_rows, whole
from generator.check.printed.wording import about, decimals, text, value
from generator.printed.corpus import Corpus
from generator.printed.rows import Row, as_decimal


def check(corpus: Corpus) -> Iterator[Look]:
    """A percentage printed with its count is not that count over the denominator, within rounding.

    The denominator is the printed one, else the size of the group or subset, and the question says so. Where
    another denominator, or another count, near by would fit, it is named; patients without the information
    are the usual reason.
    """
    for rate in all_rows(corpus, "rate"):
        count, share = _count(corpus, rate), limits(rate.value)
        of = whole(corpus.evidence.studies[rate.study], rate)
        number = as_decimal(count.value) if count else None
        if count is None or number is None or share is None or of is None:
            continue
        fits = share[0] <= number * 100 / of.number <= share[1]
        yield look([rate, count], None if fits else _question(corpus, rate, count, int(number), of, share))


def _count(corpus: Corpus, rate: Row) -> Row | None:
    """Return the count typed in the same place as a rate."""
    beside = (row for row in corpus.rows[rate.study] if row.place == rate.place and row.statistic == "count")
    return next(beside, None)


def _question(corpus: Corpus, rate: Row, count: Row, number: int, of: Whole, share: Limits) -> Question:
    found = f"{Decimal(number) * 100 / of.number:.{max(1, decimals(rate.value))}f}%"
    sentence = f"{number} of {of.number} is {found}; {value(corpus, rate)} is printed.{of.note} {_fits(number, of, share)}"
    return ask(
        "percent-against-count",
        (rate, count),
        about(corpus, rate, statistic=False),
        sentence,
        f"{text(rate.value)}%",
        f"{number}/{of.number} = {found}",
    )


def _fits(count: int, of: Whole, share: Limits) -> str:
    """Name the nearest denominator and the nearest count that would give the printed share."""
    other_whole, other_count = _nearest_whole(count, of, share), _nearest_count(count, of, share)
    found = [f"{count} of {other_whole}"] if other_whole else []
    found += [f"{other_count} of {of.number}"] if other_count is not None else []
    if found:
        return f"{' or '.join(found)} would give the printed share; is {'that' if len(found) == 1 else 'one of these'} meant?"
    cut = share[1] < Decimal(count) * 100 / of.number < share[1] + (share[1] - share[0]) / 2
    reason = "was the last digit cut off" if cut else "is one of the numbers misprinted"
    return f"Neither another denominator nor another count fits; {reason}?"


def _nearest_whole(count: int, of: Whole, share: Limits) -> int | None:
    """Return the denominator nearest to the one taken, up to twice as large, of which the count is the printed share."""
    if share[0] <= 0:
        return None
    least, most = ceil(count * 100 / share[1]), floor(count * 100 / share[0])
    nearest = min(max(of.number, least, count), most)
    return nearest if max(least, count) <= nearest <= 2 * of.number else None


def _nearest_count(count: int, of: Whole, share: Limits) -> int | None:
    """Return the count nearest to the printed one that is the printed share of the denominator."""
    least, most = ceil(max(share[0], Decimal(0)) * of.number / 100), floor(share[1] * of.number / 100)
    nearest = min(max(count, least), most, of.number)
    return nearest if least <= nearest else None
