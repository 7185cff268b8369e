"""“Significant” or “not significant” beside numbers that say otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.printed.limits import p_excludes
from generator.check.printed.question import Look, Question, ask, look
from generator.check.printed.selection import (
    EFFECTS,
    NO_PLAIN_P,
    alike,
    all_rows,
    interval_excludes,
    result_of,
)
from generator.check.printed.wording import about, interval, text
from generator.printed.corpus import Corpus
from generator.printed.rows import Row


def check(corpus: Corpus) -> Iterator[Look]:
    """A source calls a difference significant or not, and its p value, or its 95% interval where it prints no p, says otherwise.

    Read are a p value printed as NS and the card's key `called`; sentences in notes and findings are not. Left out are one-sided
    and other p values than that of the comparison, interim analyses and trials with a threshold of their own, where 0.05 is not the limit.
    """
    for row in all_rows(corpus):
        if row.p_value is not None and row.p_value.word == "NS":
            for other in corpus.rows[row.study]:
                if (other is row or _is_comparison(row, other)) and _tells(other):
                    rows = [row] if other is row else [row, other]
                    yield look(rows, _question(corpus, row, other) if _excludes(other) else None)

        elif row.method.get("called") and _at_usual_level(corpus, row):
            excluded = p_excludes(row.p_value) if row.p_value is not None else interval_excludes(row)
            if excluded is not None:
                differs = excluded != (row.method["called"] == "significant")
                yield look([row], _of_words(corpus, row, excluded=excluded) if differs else None)


def _at_usual_level(corpus: Corpus, row: Row) -> bool:
    """Say whether 0.05 is the limit that the source's word stands for."""
    result = result_of(corpus.evidence.studies[row.study], row)
    plain = row.method.get("p_sided") != "one" and row.method.get("p_test") not in NO_PLAIN_P
    compared = row.statistic in (*EFFECTS, "p") and row.comparator != ""
    own = result is not None and (
        result.method.threshold is not None or result.maturity.analysis == "interim"
    )
    return plain and compared and not own


def _is_comparison(row: Row, other: Row) -> bool:
    plain = other.method.get("p_sided") != "one" and other.method.get("p_test") not in NO_PLAIN_P
    groups = bool(row.groups) and set(row.groups) == set(other.groups)
    return plain and groups and row.timepoint == other.timepoint and alike(row, other)


def _tells(row: Row) -> bool:
    """Say whether a row has a number that tells whether no difference is excluded."""
    return interval_excludes(row) is not None or (row.p_value is not None and row.p_value.number is not None)


def _excludes(row: Row) -> bool:
    by_p = p_excludes(row.p_value) if row.p_value is not None else None
    return bool(by_p or interval_excludes(row))


def _of_words(corpus: Corpus, row: Row, *, excluded: bool) -> Question:
    shown = f"p {text(row.p_value)}" if row.p_value is not None else interval(row)
    word = "not significant" if excluded else "significant"
    verb = "excludes" if excluded else "does not exclude"
    sentence = f"The difference is called {word}, and {shown} is printed, which {verb} no difference. Was another test meant?"
    return ask(
        "p-words", (row,), about(corpus, row, statistic=False), sentence, f"“{word}”", shown, verdict=True
    )


def _question(corpus: Corpus, row: Row, other: Row) -> Question:
    shown = interval(other) if interval_excludes(other) else f"p {text(other.p_value)}"
    sentence = (
        f"“NS” (not significant) is printed, and {shown} for the same comparison, which excludes no difference."
        " Which of the two is meant?"
    )
    rows = (row,) if other is row else (row, other)
    return ask("p-words", rows, about(corpus, row, statistic=False), sentence, "p NS", shown, verdict=True)
