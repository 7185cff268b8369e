"""A share that is not its count over its denominator."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.check.printed.limits import Limits, limits
from generator.check.printed.question import Look, Question, ask, look
from generator.check.printed.select import Whole, all_rows, whole
from generator.check.printed.wording import about, plain, text, value
from generator.printed.corpus import Corpus
from generator.printed.rows import Row


def check(corpus: Corpus) -> Iterator[Look]:
    """A percentage printed with its count is not that count over the denominator, within rounding.

    The denominator is the printed one, else the size of the group or subset, and the question says so. Where
    another denominator, or another count, near by would fit, it is named; patients without the information
    are the usual reason.
    """
    for rate in all_rows(corpus, "rate"):
        count, share = _count(corpus, rate), limits(rate.value)
        of = whole(corpus.evidence.studies[rate.study], rate)
        if count is None or count.value is None or count.value.exact is None or share is None or of is None:
            continue
        fits = share[0] <= count.value.exact * 100 / of.number <= share[1]
        yield look([rate, count], None if fits else _question(corpus, rate, count, of, share))


def _count(corpus: Corpus, rate: Row) -> Row | None:
    """Return the count typed in the same place as a rate."""
    beside = (row for row in corpus.rows[rate.study] if row.place == rate.place and row.statistic == "count")
    return next(beside, None)


def _question(corpus: Corpus, rate: Row, count: Row, of: Whole, share: Limits) -> Question:
    assert count.value and count.value.exact is not None
    number, digits = count.value.exact, len(f"{count.value.exact * 100 / of.number:.0f}") + 1
    found = f"{plain(number * 100 / of.number, digits)}%"
    sentence = (
        f"{number} of {of.words} is {found}; {value(corpus, rate)} is printed. {_fits(int(number), of, share)}"
    )
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
    wholes = [n for n in range(max(count, 1), 2 * of.number + 1) if _gives(count, n, share)]
    counts = [n for n in range(of.number + 1) if _gives(n, of.number, share)]
    found = [f"{count} of {min(wholes, key=lambda n: abs(n - of.number))}"] if wholes and count else []
    found += [f"{min(counts, key=lambda n: abs(n - count))} of {of.number}"] if counts else []
    if not found:
        return "Neither another denominator nor another count fits; is one of the numbers misprinted?"
    return f"{' or '.join(found)} would give the printed share; is one of these meant?"


def _gives(count: int, number: int, share: Limits) -> bool:
    return share[0] <= Decimal(count) * 100 / number <= share[1]
