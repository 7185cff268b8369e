"""A p value that does not follow from the effect and its interval."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.check.printed.limits import (
    LEVEL,
    RATIOS,
    Limits,
    implied_p,
    interval_limits,
    limits,
    overlap,
    p_excludes,
    p_limits,
)
from generator.check.printed.question import Look, Question, ask, look
from generator.check.printed.selection import NO_PLAIN_P, effects_with_interval, interval_excludes
from generator.check.printed.wording import about, interval, p_text, text, value
from generator.printed.corpus import Corpus
from generator.printed.rows import Row


def check(corpus: Corpus) -> Iterator[Look]:
    """The printed p value is not the one that follows from the effect and its interval (Altman & Bland, BMJ 2011;343:d2304).

    Worked out at the rounding limits of all printed numbers, with the exact normal distribution; one-sided p
    values and those of a test against history, for trend, for interaction or at a landmark are left out.
    A log-rank, likelihood-ratio or exact test may rightly give a somewhat other p value than the interval. The
    verdict would change where one of the three, the interval, the p value that follows and the printed p value,
    excludes no difference at 0.05 and another does not.
    """
    for row in effects_with_interval(corpus):
        p, implied = row.p_value, _implied(row)
        one_sided = row.method.get("p_sided") == "one" or row.method.get("p_test") in NO_PLAIN_P
        printed = p_limits(p) if p and not one_sided else None
        if p is None or implied is None or printed is None:
            continue
        fits = overlap(printed, implied) and not _verdict_changes(row, implied)
        yield look([row], None if fits else _question(corpus, row, implied))


def _implied(row: Row) -> Limits | None:
    bounds, own = interval_limits(row.bounds), limits(row.value)
    if bounds is None or own is None:
        return None
    return implied_p(own, bounds, Decimal(row.ci_level), ratio=row.statistic in RATIOS)


def _question(corpus: Corpus, row: Row, implied: Limits) -> Question:
    low, high = (p_text(p) for p in implied)
    follows = low if low == high else f"{low} to {high}"
    verdict = _verdict_changes(row, implied)
    told = f" {_told(row, implied)}" if verdict else ""
    sentence = (
        f"From {value(corpus, row)} and its {interval(row)} follows a two-sided p value of {follows};"
        f" {text(row.p_value)} is printed.{told} Is one of the numbers misprinted, or was another test used?"
    )
    return ask(
        "p-against-interval",
        (row,),
        about(corpus, row),
        sentence,
        f"p {text(row.p_value)}",
        f"p {follows}",
        verdict=verdict,
    )


def _verdict_changes(row: Row, implied: Limits) -> bool:
    assert row.p_value
    printed = p_excludes(row.p_value)
    return printed is not None and (not printed) in (interval_excludes(row), _of_p(implied))


def _of_p(implied: Limits) -> bool | None:
    return True if implied[1] < LEVEL else False if implied[0] >= LEVEL else None


def _told(row: Row, implied: Limits) -> str:
    """Say which of the three excludes no difference and which does not."""
    assert row.p_value
    found = (
        ("the printed p value", p_excludes(row.p_value)),
        ("the interval", interval_excludes(row)),
        ("the p value that follows", _of_p(implied)),
    )
    yes = " and ".join(name for name, excluded in found if excluded)
    no = " and ".join(name for name, excluded in found if excluded is False)
    many = " and " in yes
    return f"{yes[0].upper()}{yes[1:]} exclude{'' if many else 's'} no difference; {no} {'do' if ' and ' in no else 'does'} not."
