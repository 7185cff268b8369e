"""An effect that points the other way from the groups' own numbers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.check.printed.limits import limits, null_value, p_excludes
from generator.check.printed.question import Look, Question, ask, look
from generator.check.printed.selection import EFFECTS, alike, all_rows, interval_excludes
from generator.check.printed.wording import MEASURES, about, interval, text, value
from generator.printed.corpus import Corpus
from generator.printed.rows import Row
from generator.printed.same import time_key

_NOT_REACHED = Decimal("Infinity")
_OF_RATES: dict[tuple[str | None, str | None], int] = {
    ("bad", "higher"): -1,
    ("bad", "lower"): 1,
    ("good", "higher"): 1,
}
"""Whether rates rise or fall with the hazard, by what the event is and which rate is better: of a bad event the rate that is
better higher counts those free of it."""


def check(corpus: Corpus) -> Iterator[Look]:
    """A ratio or difference points the other way from the medians or rates of its two groups in the same source.

    A hazard ratio below 1 of a bad event goes with the longer median and the higher share free of it. Odds ratios, risk ratios and
    differences go with the higher of the two numbers. Curves that cross and adjustment can do this rightly; swapped groups are the usual reason
    (clinical rule 2). The verdict would change where the interval or the p value excludes no difference.
    """
    for effect in all_rows(corpus, *EFFECTS):
        if not effect.factor and effect.comparator:
            for first, second in _pairs(corpus, effect):
                yield from _compared(corpus, effect, first, second)


def _pairs(corpus: Corpus, effect: Row) -> Iterator[tuple[Row, Row]]:
    """Yield the two groups' medians, and their rates at each time point, of the effect's endpoint in its source."""
    rows = [row for row in corpus.rows[effect.study] if _beside(effect, row)]
    for first in (row for row in rows if row.group == effect.group):
        for second in (row for row in rows if row.group == effect.comparator):
            one_result = first.result == second.result
            if one_result and first.statistic == second.statistic and first.unit == second.unit:
                yield first, second


def _beside(effect: Row, row: Row) -> bool:
    timed = effect.timepoint == "" or time_key(effect.timepoint) == time_key(row.timepoint)
    return row.statistic in ("median", "mean", "rate") and timed and alike(effect, row)


def expected(corpus: Corpus, effect: Row, estimate: Row) -> int:
    """Return 1 where a ratio above 1 goes with the larger of the groups' numbers, -1 with the smaller, 0 unknown."""
    term = corpus.evidence.term("endpoints", effect.endpoint)
    if effect.statistic == "difference":
        return 1
    if effect.statistic != "hr":
        return 1 if estimate.statistic == "rate" and term.kind != "time-to-event" else 0
    if estimate.statistic in ("median", "mean"):
        # The more often a thing happens, the sooner half have had it.
        return -1 if corpus.evidence.term("units", estimate.unit).kind == "time" else 0
    return _OF_RATES.get((term.event_is, term.better), 0)


def _compared(corpus: Corpus, effect: Row, first: Row, second: Row) -> Iterator[Look]:
    turn, own = expected(corpus, effect, first), _sign_of_effect(effect)
    numbers = _sign_of_pair(first, second)
    if effect.statistic == "difference" and first.unit != effect.unit:
        return
    if turn and own is not None and numbers is not None:
        fits = own * numbers * turn >= 0
        yield look([effect, first, second], None if fits else _question(corpus, effect, first, second))


def _sign_of_effect(effect: Row) -> int | None:
    found, null = limits(effect.value), null_value(effect.statistic)
    if found is None:
        return None
    return 1 if found[0] > null else -1 if found[1] < null else 0


def _sign_of_pair(first: Row, second: Row) -> int | None:
    """Return which of two numbers is larger beyond rounding; one that was not reached is larger than any."""
    one, other = (_span(row) for row in (first, second))
    if one is None or other is None:
        return None
    return 1 if one[0] > other[1] else -1 if one[1] < other[0] else 0


def _span(row: Row) -> tuple[Decimal, Decimal] | None:
    if row.value is not None and row.value.word == "NR":
        return _NOT_REACHED, _NOT_REACHED
    return limits(row.value)


def _question(corpus: Corpus, effect: Row, first: Row, second: Row) -> Question:
    measure = MEASURES[effect.statistic]
    beside = f" ({interval(effect)})" if effect.bounds else ""
    when = f" at {first.timepoint}" if first.timepoint else ""
    numbers = f"{first.statistic}s{when} of {value(corpus, first)} against {value(corpus, second)}"
    sentence = (
        f"The {measure} of {text(effect.value)}{beside} points the other way from the {numbers}."
        " Do the curves cross, is the effect adjusted, or are the groups swapped?"
    )
    return ask(
        "direction-against-medians",
        (effect, first, second),
        about(corpus, effect, statistic=False),
        sentence,
        f"{measure} {text(effect.value)}",
        numbers,
        verdict=_excludes(effect),
    )


def _excludes(effect: Row) -> bool:
    told = interval_excludes(effect)
    return bool(told or (told is None and effect.p_value is not None and p_excludes(effect.p_value)))
