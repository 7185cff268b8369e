"""“Not significant” beside numbers that say otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.printed.limits import excludes, interval_limits, null_value, p_excludes
from generator.check.printed.question import Look, Question, ask, look
from generator.check.printed.selection import EFFECTS, NO_PLAIN_P, alike, all_rows
from generator.check.printed.wording import about, interval, text
from generator.printed.corpus import Corpus
from generator.printed.rows import Row


def check(corpus: Corpus) -> Iterator[Look]:
    """“NS” is printed for a comparison of which the same source prints a p value under 0.05, or a 95% interval that excludes no difference.

    Only p values typed as NS are read; sentences in notes and findings are not.
    """
    for row in all_rows(corpus):
        if row.p_value is not None and row.p_value.word == "NS":
            for other in corpus.rows[row.study]:
                if (other is row or _is_comparison(row, other)) and _tells(other):
                    rows = [row] if other is row else [row, other]
                    yield look(rows, _question(corpus, row, other) if _excludes(other) else None)


def _is_comparison(row: Row, other: Row) -> bool:
    plain = other.method.get("p_sided") != "one" and other.method.get("p_test") not in NO_PLAIN_P
    groups = bool(row.groups) and set(row.groups) == set(other.groups)
    return plain and groups and row.timepoint == other.timepoint and alike(row, other)


def _tells(row: Row) -> bool:
    """Say whether a row has a number that tells whether no difference is excluded."""
    return _of_interval(row) is not None or (row.p_value is not None and row.p_value.number is not None)


def _of_interval(row: Row) -> bool | None:
    standard = row.statistic in EFFECTS and row.ci_level == "95"
    bounds = interval_limits(row.bounds) if standard else None
    return excludes(bounds, null_value(row.statistic)) if bounds else None


def _excludes(row: Row) -> bool:
    by_p = p_excludes(row.p_value) if row.p_value is not None else None
    return bool(by_p or _of_interval(row))


def _question(corpus: Corpus, row: Row, other: Row) -> Question:
    shown = interval(other) if _of_interval(other) else f"p {text(other.p_value)}"
    sentence = (
        f"“NS” (not significant) is printed, and {shown} for the same comparison, which excludes no difference."
        " Which of the two is meant?"
    )
    rows = (row,) if other is row else (row, other)
    return ask("p-words", rows, about(corpus, row, statistic=False), sentence, "p NS", shown, verdict=True)
