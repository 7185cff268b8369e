"""Doses and fractions that no one gives."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.check.printed.dose_against_fractions import regimens
from generator.check.printed.question import Look, Question, ask, look
from generator.check.printed.selection import all_rows
from generator.check.printed.wording import about, interval, plain, text, unit
from generator.model.printed import Printed
from generator.printed.corpus import Corpus
from generator.printed.rows import Row, as_decimal

RANGES: dict[str, tuple[Decimal, Decimal]] = {
    "total-dose": (Decimal(1), Decimal(100)),
    "accepted-dose": (Decimal(1), Decimal(100)),
    "dose-per-fraction": (Decimal("0.5"), Decimal(34)),
    "fractions": (Decimal(1), Decimal(70)),
    "eqd2-dose": (Decimal("0.5"), Decimal(300)),
    "bed-dose": (Decimal("0.5"), Decimal(400)),
}
"""Lowest and highest plausible number by endpoint: Gy, or fractions; 34 Gy is the largest single dose in use."""
_CENTI = Decimal(100)


def check(corpus: Corpus) -> Iterator[Look]:
    """A dose in Gy, a dose a fraction or a number of fractions lies outside what is given to patients.

    Plausible are 1 to 100 Gy in total, 0.5 to 34 Gy a fraction, printed or worked out from total and fractions, 1 to
    70 fractions, and equivalent doses up to 300 and 400 Gy (EQD2, BED). The usual reasons are a unit taken for another (cGy for Gy), two
    courses added up, and a lost decimal point. Laboratory studies are left out.
    """
    for row in all_rows(corpus):
        if row.endpoint in RANGES and row.statistic in ("dose_gy", "fractions") and _in_patients(corpus, row):
            yield look([row], _question(corpus, row))
    for study_id in corpus.rows:
        for rows in regimens(corpus, study_id):
            if "dose_gy" in rows and "fractions" in rows and _in_patients(corpus, rows["dose_gy"]):
                yield from _each(corpus, rows["dose_gy"], rows["fractions"])


def _in_patients(corpus: Corpus, row: Row) -> bool:
    design = corpus.evidence.studies[row.study].design
    return corpus.evidence.term("designs", design).column != "laboratory"


def _question(corpus: Corpus, row: Row) -> Question | None:
    numbers = [number for number in (row.value, *(row.bounds or ())) if number is not None]
    strange = [number for number in numbers if _outside(row, number)]
    if not strange:
        return None
    low, high = RANGES[row.endpoint]
    printed = f"{text(row.value)}{unit(corpus, row.unit)}" if row.value else interval(row)
    usual = f"{low} to {high}" + ("" if row.endpoint == "fractions" else " Gy")
    hint = "Is the unit gray" if row.unit == "cgy" else "Is the unit another one, or was a decimal point lost"
    sentence = f"{printed} is printed; plausible are {usual}. {hint}?"
    return ask("dose-plausible", (row,), about(corpus, row, statistic=False), sentence, printed, usual)


def _outside(row: Row, number: Printed) -> bool:
    """Say whether a number lies outside the range; a bound such as ">50" only where all that it allows does."""
    if number.number is None:
        return False
    size = number.number / _CENTI if row.unit == "cgy" else number.number
    low, high = RANGES[row.endpoint]
    return (size < low and number.sign not in (">", ">=")) or (size > high and number.sign not in ("<", "<="))


def _each(corpus: Corpus, total: Row, fractions: Row) -> Iterator[Look]:
    """Look at the dose a fraction that a plain total and a plain number of fractions make."""
    dose, number = as_decimal(total.value), as_decimal(fractions.value)
    if dose is None or not number or total.analysis or fractions.analysis:
        return
    each, (low, high) = dose / number, RANGES["dose-per-fraction"]
    yield look([total, fractions], None if low <= each <= high else _uneven(corpus, total, fractions, each))


def _uneven(corpus: Corpus, total: Row, fractions: Row, each: Decimal) -> Question:
    low, high = RANGES["dose-per-fraction"]
    printed = f"{text(total.value)} Gy in {text(fractions.value)} fractions"
    sentence = (
        f"{printed} make {plain(each)} Gy a fraction; plausible are {low} to {high} Gy."
        " Is one of the two misprinted?"
    )
    name = about(corpus, total, statistic=False)
    return ask("dose-plausible", (total, fractions), name, sentence, printed, f"{plain(each)} Gy a fraction")
