"""A count of more patients than there are."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.printed.question import Look, Question, ask, look
from generator.check.printed.selection import Whole, all_rows, whole
from generator.check.printed.wording import about, text
from generator.printed.corpus import Corpus
from generator.printed.rows import Row, as_decimal


def check(corpus: Corpus) -> Iterator[Look]:
    """More patients are counted than the printed denominator, or else the group, has."""
    for count in all_rows(corpus, "count"):
        of = whole(corpus.evidence.studies[count.study], count)
        number = as_decimal(count.value)
        if of is not None and number is not None:
            yield look([count], _question(corpus, count, of) if number > of.number else None)


def _question(corpus: Corpus, count: Row, of: Whole) -> Question:
    sentence = (
        f"{text(count.value)} patients are counted out of {of.number}.{of.note}"
        " Is the count misprinted, or is it about other patients?"
    )
    return ask(
        "count-over-group",
        (count,),
        about(corpus, count, statistic=False),
        sentence,
        text(count.value),
        f"of {of.number}",
    )
