"""Means and shares that no whole number of patients gives."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal

from generator.check.printed.limits import half
from generator.check.printed.question import Look, Question, ask, look
from generator.check.printed.selection import Whole, all_rows, estimate, whole
from generator.check.printed.wording import about, plain, text, value
from generator.printed.corpus import Corpus
from generator.printed.rows import Row, as_decimal


def check(corpus: Corpus) -> Iterator[Look]:
    """No whole number, divided by the number of patients, gives the printed mean or share (GRIM test).

    The test of granularity-related inconsistency of means (Brown & Heathers, Soc Psychol Personal Sci
    2017;8:363): a sum over n patients of something counted in whole numbers moves in steps of one, so
    that a mean, or a percentage, moves in steps of 1/n. Looked at are means of things counted in whole numbers
    and percentages of patients without a printed count, where these steps are wider than the printed digits;
    rates over time are estimated and not counted, and are left out. So are percentages without a printed denominator: response and
    toxicity are often counted among those who could be assessed or were treated, and the size of the group is then no measure.
    """
    for row in all_rows(corpus, "mean", "rate"):
        of, scale = whole(corpus.evidence.studies[row.study], row), _scale(corpus, row)
        number = as_decimal(row.value)
        if of is None or of.note or scale is None or number is None:
            continue
        if Decimal(scale) / of.number > 2 * half(number):
            fits = _reachable(number, of, scale)
            yield look([row], None if fits else _question(corpus, row, number, of, scale))


def _scale(corpus: Corpus, row: Row) -> int | None:
    """Return 100 for a share of patients, 1 for a mean of whole numbers, None for anything else."""
    if row.statistic == "mean":
        return 1 if corpus.evidence.term("units", row.unit).kind == "count" else None
    record = estimate(corpus.evidence.studies[row.study], row)
    counted = record is not None and record.count is not None
    kind = corpus.evidence.term("endpoints", row.endpoint).kind
    over_time = kind == "time-to-event" or (row.timepoint != "" and kind != "proportion")
    estimated = over_time or row.method.get("estimator", "crude") != "crude"
    return None if counted or estimated or row.unit != "percent" else 100


def _reachable(number: Decimal, of: Whole, scale: int) -> bool:
    highest = ((number + half(number)) * of.number / scale).to_integral_value(ROUND_FLOOR)
    return highest * scale / of.number >= number - half(number)


def _question(corpus: Corpus, row: Row, number: Decimal, of: Whole, scale: int) -> Question:
    below = (number * of.number / scale).to_integral_value(ROUND_FLOOR)
    near = [plain(total * scale / of.number, 4) for total in (below, below + 1)]
    sign, over = ("%", "of") if scale == 100 else ("", "over")
    sentence = (
        f"{value(corpus, row)} is printed; {below} {over} {of.number} is {near[0]}{sign}, {below + 1} {over} {of.number}"
        f" is {near[1]}{sign}, and nothing lies between. Was another number of patients meant?"
    )
    steps = f"{below}/{of.number} = {near[0]}{sign}, {below + 1}/{of.number} = {near[1]}{sign}"
    return ask("grim", (row,), about(corpus, row), sentence, text(row.value) + sign, steps)
