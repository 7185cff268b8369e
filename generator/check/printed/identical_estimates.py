"""One estimate printed for two models."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.printed.question import Look, Question, ask, look
from generator.check.printed.selection import EFFECTS
from generator.check.printed.wording import about, interval, text
from generator.printed.corpus import Corpus
from generator.printed.rows import Row


def check(corpus: Corpus) -> Iterator[Look]:
    """The same ratio, interval and p value are printed for a univariable and a multivariable model.

    Adjusting for other factors nearly always moves at least the last digits; a line copied from one table into the
    other is the usual reason. Compared are lines of one factor, endpoint and group at one place of one source.
    """
    for rows in corpus.rows.values():
        factors = [
            row for row in rows if row.factor and row.statistic in EFFECTS and row.value and row.bounds
        ]
        for crude in (row for row in factors if row.analysis == "univariable"):
            for adjusted in (row for row in factors if row.analysis == "multivariable"):
                if _is_pair(crude, adjusted):
                    same = _numbers(crude) == _numbers(adjusted)
                    yield look([crude, adjusted], _question(corpus, crude, adjusted) if same else None)


def _is_pair(one: Row, other: Row) -> bool:
    keys = ("endpoint", "statistic", "factor", "group", "subset", "timepoint", "origin")
    return all(getattr(one, key) == getattr(other, key) for key in keys)


def _numbers(row: Row) -> tuple[str, ...]:
    return tuple(str(number) for number in (row.value, *(row.bounds or ()), row.p_value))


def _question(corpus: Corpus, crude: Row, adjusted: Row) -> Question:
    p = f", p {text(crude.p_value)}" if crude.p_value else ""
    numbers = f"{text(crude.value)} ({interval(crude)}{p})"
    sentence = (
        f"{numbers} is printed for the univariable and for the multivariable model alike."
        " Was one line copied from the other table?"
    )
    name = about(corpus, crude).replace(", univariable)", ")")
    rows = (crude, adjusted)
    return ask(
        "identical-estimates", rows, name, sentence, f"univariable {numbers}", f"multivariable {numbers}"
    )
