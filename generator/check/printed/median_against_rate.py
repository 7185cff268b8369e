"""A median and a rate of the same curve that exclude each other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.check.printed.limits import Limits, limits
from generator.check.printed.question import Look, Question, ask, look
from generator.check.printed.selection import alike
from generator.check.printed.wording import about, value
from generator.printed.corpus import Corpus
from generator.printed.rows import Row
from generator.printed.same import in_months

_HALF = Decimal(50)
_NOT_REACHED = Decimal("Infinity")


def check(corpus: Corpus) -> Iterator[Look]:
    """More than half are free of the event at a time after the median, or fewer than half before it.

    Both are read from one curve, which falls to a half at the median. Compared are a median and a Kaplan–Meier
    rate of the same endpoint, group and subset in one source, unless both state a clock, an assessor or a
    cut-off and differ; crude rates and cumulative incidences are left out. A median that was not reached is
    held against rates under a half.
    """
    for rows in corpus.rows.values():
        medians = [row for row in rows if row.statistic == "median" and _is_survival(corpus, row)]
        rates = [row for row in rows if row.statistic == "rate" and _is_curve(row)]
        for median in medians:
            for rate in rates:
                if rate.group == median.group and alike(median, rate):
                    yield from _compared(corpus, median, rate)


def _is_survival(corpus: Corpus, row: Row) -> bool:
    """Say whether rates of the endpoint count those who are still free of a bad event."""
    term = corpus.evidence.term("endpoints", row.endpoint)
    return term.kind == "time-to-event" and term.event_is == "bad" and term.better == "higher"


def _is_curve(row: Row) -> bool:
    return row.unit == "percent" and row.method.get("estimator") not in ("crude", "cumulative-incidence")


def _compared(corpus: Corpus, median: Row, rate: Row) -> Iterator[Look]:
    time, share, reached = in_months(rate.timepoint), limits(rate.value), _reached(median)
    if time is None or share is None or reached is None:
        return
    over, under = share[0] > _HALF, share[1] < _HALF
    broken = (over and time > reached[1]) or (under and time < reached[0])
    yield look([median, rate], _question(corpus, median, rate, over=over) if broken else None)


def _reached(median: Row) -> Limits | None:
    """Return the median in months within rounding; one that was not reached lies beyond all times."""
    if median.value is not None and median.value.word == "NR":
        return _NOT_REACHED, _NOT_REACHED
    found = limits(median.value)
    if found is None:
        return None
    low, high = (in_months(f"{max(bound, Decimal(0)):f} {median.unit}") for bound in found)
    return (low, high) if low is not None and high is not None else None


def _question(corpus: Corpus, median: Row, rate: Row, *, over: bool) -> Question:
    when = "after" if over else "before"
    many = "more" if over else "less"
    name = corpus.evidence.label("endpoints", median.endpoint).lower()
    reached = value(corpus, median)
    told = "was not reached" if median.value and median.value.word else f"is {reached}"
    sentence = (
        f"The median {name} {told}, and {value(corpus, rate)} at {rate.timepoint} is printed, {many} than half"
        f" {when} the median. Is one of the two misprinted, or are they about different patients or clocks?"
    )
    return ask(
        "median-against-rate",
        (rate, median),
        about(corpus, median, statistic=False),
        sentence,
        f"{value(corpus, rate)} at {rate.timepoint}",
        f"median {reached}",
    )
