"""A total dose that is not its fractions times the dose of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from generator.check.printed.limits import Limits, limits, overlap
from generator.check.printed.question import Look, Question, ask, look
from generator.check.printed.wording import decimals, text, unit
from generator.printed.corpus import Corpus
from generator.printed.rows import Row

_KEYS = ("dose_gy", "fractions", "per_fraction_gy")


def check(corpus: Corpus) -> Iterator[Look]:
    """The total dose of a regimen is not its number of fractions times its dose a fraction, where all three are printed.

    Rounding of the doses is allowed for, but a dose a fraction without decimals is taken as it stands. Where one is a
    range, the two ranges have to meet. Medians and means are left out, and so are plans in phases.
    """
    for study_id in corpus.rows:
        for rows in regimens(corpus, study_id):
            if not all(key in rows for key in _KEYS) or rows["dose_gy"].factor.startswith(_PHASES):
                continue
            total, fractions, each = (_span(rows[key], key) for key in _KEYS)
            if total and fractions and each:
                product = fractions[0] * each[0], fractions[1] * each[1]
                fits = overlap(total, product)
                found = tuple(rows[key] for key in _KEYS)
                yield look(found, None if fits else _question(corpus, found, fractions, each))


_PHASES = ("simultaneous-boost", "mixed")


def regimens(corpus: Corpus, study_id: str) -> Iterator[Mapping[str, Row]]:
    """Yield the rows of every regimen of a card by their key there."""
    found: dict[tuple[str | int, ...], dict[str, Row]] = {}
    for row in corpus.rows[study_id]:
        if "radiotherapy" in row.place:
            found.setdefault(row.place[:-1], {})[str(row.place[-1])] = row
    yield from found.values()


def _span(row: Row, key: str) -> Limits | None:
    """Return the lowest and highest number of a regimen: as it stands, or a dose within its rounding."""
    if row.analysis:
        return None
    if row.value is not None:
        exact = row.value.exact
        stands = key == "fractions" or (key == "per_fraction_gy" and decimals(row.value) == 0)
        return (exact, exact) if exact is not None and stands else limits(row.value)
    low, high = (bound.exact for bound in row.bounds) if row.bounds else (None, None)
    return (low, high) if low is not None and high is not None else None


def _question(corpus: Corpus, rows: tuple[Row, ...], fractions: Limits, each: Limits) -> Question:
    total, number, dose = (_said(corpus, row) for row in rows)
    middle = (fractions[0] + fractions[1]) / 2 * (each[0] + each[1]) / 2
    product = f"{Decimal(f'{middle:.1f}').normalize():f} Gy"
    sentence = (
        f"{number} of {dose} make {product}; a total of {total} is printed."
        " Is one of the three numbers misprinted, or does the total include a boost?"
    )
    name = f"Radiotherapy ({rows[0].factor}, {rows[0].group_name})"
    return ask("dose-against-fractions", rows, name, sentence, total, f"{number} × {dose} = {product}")


def _said(corpus: Corpus, row: Row) -> str:
    numbers = [text(row.value)] if row.value else [text(bound) for bound in row.bounds or ()]
    return "–".join(numbers) + unit(corpus, row.unit)
