"""A rate and its interval on two scales."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.printed.question import Look, Question, ask, look
from generator.check.printed.selection import all_rows, in_shares
from generator.check.printed.wording import about, interval, value
from generator.printed.corpus import Corpus
from generator.printed.rows import Row


def check(corpus: Corpus) -> Iterator[Look]:
    """A rate is printed in percent and its interval as shares of one, or the other way round."""
    for row in all_rows(corpus, "rate"):
        if row.unit == "percent" and row.bounds:
            yield look([row], _question(corpus, row) if in_shares(row) else None)


def _question(corpus: Corpus, row: Row) -> Question:
    sentence = (
        f"{value(corpus, row)} is printed with {interval(row)}: one stands in percent, the other in shares of one."
        " Is the same rate meant?"
    )
    return ask("interval-scale", (row,), about(corpus, row), sentence, value(corpus, row), interval(row))
