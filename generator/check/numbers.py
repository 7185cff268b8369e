"""Numbers that cannot be typed right."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.printed import reversed_interval
from generator.printed.corpus import Corpus
from generator.problems import Problem


def interval_reversed(corpus: Corpus) -> Iterator[Problem]:
    """An interval's first bound is greater than its second.

    Where a source prints the bounds that way round, type the lower one first and say so in a `note:`.
    """
    for study_id, rows in corpus.rows.items():
        for row in rows:
            if reversed_interval(row.bounds) and row.bounds:
                low, high = row.bounds
                yield corpus.problem(
                    study_id,
                    row.place,
                    "interval-reversed",
                    f"The interval [{low}, {high}] runs downwards.",
                    f"[{high}, {low}]",
                    "Look at the source again and write the lower bound first.",
                )


def p_out_of_range(corpus: Corpus) -> Iterator[Problem]:
    """A p value lies outside 0 to 1."""
    for study_id, rows in corpus.rows.items():
        for row in rows:
            number = row.p_value.number if row.p_value else None
            if number is not None and not 0 <= number <= 1:
                yield corpus.problem(
                    study_id,
                    row.place,
                    "p-out-of-range",
                    f"p = {row.p_value} cannot be.",
                    "a number from 0 to 1",
                    "Look at the source again; a missing decimal point is the usual cause.",
                )
