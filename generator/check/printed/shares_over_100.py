"""Shares of more than the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.check.printed.limits import half
from generator.check.printed.question import Look, Question, ask, look
from generator.check.printed.selection import all_rows, whole
from generator.check.printed.wording import about, interval, value
from generator.model.printed import Printed
from generator.printed.corpus import Corpus
from generator.printed.rows import Row, as_decimal

_ALL = Decimal(100)


def check(corpus: Corpus) -> Iterator[Look]:
    """A rate or a bound of its interval is over 100%, or the shares of one characteristic add up to more.

    The shares of a characteristic are added up only where its categories exclude each other: their counts
    make up the whole group. Each share may be off by half a unit of its last digit.
    """
    for row in all_rows(corpus, "rate"):
        if row.unit == "percent":
            yield look([row], _over(corpus, row))
    yield from _characteristics(corpus)


def _over(corpus: Corpus, row: Row) -> Question | None:
    over = [
        number for number in (row.value, *(row.bounds or ())) if number is not None and is_over_100(number)
    ]
    if not over:
        return None
    printed = ", ".join(part for part in (value(corpus, row), interval(row)) if part)
    sentence = f"{printed} is printed, more than 100%. What is the number meant to be?"
    return ask("shares-over-100", (row,), about(corpus, row), sentence, printed, "100%")


def is_over_100(number: Printed) -> bool:
    """Say whether a printed share is more than the whole; a bound such as "<101" is not."""
    return number.number is not None and number.number > _ALL and number.sign not in ("<", "<=")


def _characteristics(corpus: Corpus) -> Iterator[Look]:
    for rows in corpus.rows.values():
        blocks: dict[tuple[object, str], list[Row]] = {}
        for row in rows:
            if row.endpoint == "characteristic" and row.statistic in ("rate", "count"):
                blocks.setdefault((row.place[1], row.group), []).append(row)
        for block in blocks.values():
            yield from _added(corpus, block)


def _added(corpus: Corpus, block: Sequence[Row]) -> Iterator[Look]:
    rates = [row for row in block if row.statistic == "rate"]
    shares = [share for row in rates if (share := as_decimal(row.value)) is not None]
    if len(shares) < 2 or len(shares) < len(rates) or not _exclusive(corpus, block):
        return
    added, room = sum(shares, Decimal(0)), sum(map(half, shares), Decimal(0))
    yield look(rates, _too_much(rates, added) if added > _ALL + room else None)


def _exclusive(corpus: Corpus, block: Sequence[Row]) -> bool:
    """Say whether the counts of a characteristic make up the group, so that its categories exclude each other."""
    counts = [as_decimal(row.value) for row in block if row.statistic == "count"]
    of = whole(corpus.evidence.studies[block[0].study], block[0])
    known = [count for count in counts if count is not None]
    return of is not None and len(known) == len(counts) and sum(known, Decimal(0)) == of.number


def _too_much(rates: Sequence[Row], added: Decimal) -> Question:
    first, name = rates[0], rates[0].factor.split(":")[0]
    shares = " + ".join(f"{row.value}" for row in rates)
    sentence = (
        f"The shares of “{name}” add up to {added}%, although the counts make up the whole group."
        " Were they worked out over different denominators?"
    )
    about_it = f"Characteristics ({name}, {first.group_name})"
    return ask("shares-over-100", tuple(rates), about_it, sentence, f"{shares} = {added}%", "100%")
