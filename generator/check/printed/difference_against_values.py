"""A difference that is not the one between its two numbers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.check.printed.limits import limits, overlap
from generator.check.printed.question import Look, Question, ask, look
from generator.check.printed.selection import all_rows
from generator.check.printed.wording import about, text, unit, value
from generator.printed.corpus import Corpus
from generator.printed.rows import Row, as_decimal


def check(corpus: Corpus) -> Iterator[Look]:
    """A printed difference is not that of the two groups' printed numbers, within rounding of all three.

    Compared are numbers of one endpoint, unit and time point in one source. A difference from a model may rightly
    be another one; such a model is mostly named.
    """
    for effect in all_rows(corpus, "difference"):
        if effect.comparator and not effect.factor and not effect.method.get("model"):
            for first, second in _pairs(corpus, effect):
                yield from _compared(corpus, effect, first, second)


def _pairs(corpus: Corpus, effect: Row) -> Iterator[tuple[Row, Row]]:
    def beside(row: Row, group: str) -> bool:
        keys = ("endpoint", "grade", "subset", "unit", "timepoint", "factor")
        same = all(getattr(row, key) == getattr(effect, key) for key in keys)
        return same and row.group == group and row.origin.source == effect.origin.source

    rows = [row for row in corpus.rows[effect.study] if row.statistic in ("median", "mean", "rate")]
    for first in (row for row in rows if beside(row, effect.group)):
        for second in (row for row in rows if beside(row, effect.comparator)):
            if (first.result, first.statistic) == (second.result, second.statistic):
                yield first, second


def _compared(corpus: Corpus, effect: Row, first: Row, second: Row) -> Iterator[Look]:
    own, one, other = limits(effect.value), limits(first.value), limits(second.value)
    if own and one and other:
        fits = overlap(own, (one[0] - other[1], one[1] - other[0]))
        yield look([effect, first, second], None if fits else _question(corpus, effect, first, second))


def _question(corpus: Corpus, effect: Row, first: Row, second: Row) -> Question:
    one, other = (as_decimal(row.value) or Decimal(0) for row in (first, second))
    found = f"{one - other}".replace("-", "−") + unit(corpus, effect.unit)
    sentence = (
        f"{value(corpus, first)} less {value(corpus, second)} is {found}; a difference of {value(corpus, effect)} is printed."
        " Does it come from a model, or is one of the numbers misprinted?"
    )
    against = f"{text(first.value)} − {text(second.value)} = {found}"
    rows = (effect, first, second)
    return ask(
        "difference-against-values",
        rows,
        about(corpus, effect, statistic=False),
        sentence,
        value(corpus, effect),
        against,
    )
