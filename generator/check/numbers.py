"""Numbers that cannot be typed right."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.printed.shares_over_100 import is_over_100
from generator.model.base import Frozen, Place
from generator.model.printed import reversed_interval
from generator.model.study import Estimate, Quantity, Study
from generator.printed.corpus import Corpus
from generator.printed.rows import NUMBER_STATISTICS
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
                    (*row.place, "ci" if row.ci_kind == "confidence" else row.ci_kind),
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
                    (*row.place, "p"),
                    "p-out-of-range",
                    f"p = {row.p_value} cannot be.",
                    "a number from 0 to 1",
                    "Look at the source again; a missing decimal point is the usual cause.",
                )


def rate_over_100(corpus: Corpus) -> Iterator[Problem]:
    """A share of patients is over 100% (a warning): a slip of typing, or what the source prints."""
    for study_id, rows in corpus.rows.items():
        for row in rows:
            if row.statistic == "rate" and row.unit == "percent" and row.value and is_over_100(row.value):
                yield corpus.problem(
                    study_id,
                    row.place,
                    "rate-over-100",
                    f"A rate of {row.value}% cannot be.",
                    "a number from 0 to 100",
                    "Look at the source again; if it prints so, leave it: the site puts the question to the source.",
                    severity="warning",
                )


def unit_missing(corpus: Corpus) -> Iterator[Problem]:
    """A difference stands without its unit, and beside no medians or rates that would tell it."""
    for study_id, rows in corpus.rows.items():
        for row in rows:
            if row.statistic == "difference" and not row.unit:
                yield corpus.problem(
                    study_id,
                    row.place,
                    "unit-missing",
                    "This difference has no unit.",
                    "`unit:` in the effect, a term of evidence/vocabulary/units.yml",
                    "Write unit: percent for a difference of rates, unit: months for one of medians.",
                )


def two_in_one(corpus: Corpus) -> Iterator[Problem]:
    """One place holds two numbers where only one can be shown.

    An estimate has `value` or `percent`, and one of `ci`, `range` and `iqr`; a dose has one of `value`,
    `median` and `mean`, and `range` or `iqr`. The second number becomes a result of its own.
    """
    for study_id, study in corpus.evidence.studies.items():
        for place, record in _records(study):
            for keys in _ALTERNATIVES[type(record)]:
                given = [key for key in keys if getattr(record, key) is not None]
                if len(given) > 1:
                    yield corpus.problem(
                        study_id,
                        (*place, given[1]),
                        "two-in-one",
                        f"{_listed(given)} stand in one place; only one can be shown.",
                        "one of " + ", ".join(keys),
                        "Write a second result, with the same endpoint, for the other.",
                        key=True,
                    )


_BOUNDS = ("ci", "range", "iqr")
_ALTERNATIVES: dict[type[Frozen], tuple[tuple[str, ...], ...]] = {
    Estimate: (("value", "percent"), _BOUNDS),
    Quantity: (("value", "median", "mean"), _BOUNDS[1:]),
}


def _records(study: Study) -> Iterator[tuple[Place, Estimate | Quantity]]:
    for index, result in enumerate(study.results):
        for statistic in NUMBER_STATISTICS:
            for group, estimates in getattr(result, statistic).items():
                for number, estimate in enumerate(estimates):
                    yield ("results", index, statistic, group, number), estimate
    for index, block in enumerate(study.characteristics):
        for label, cells in block.rows.items():
            for group, cell in cells.items():
                yield ("characteristics", index, "rows", label, group), cell
    for group, record in study.groups.items():
        for index, regimen in enumerate(record.radiotherapy):
            for key in ("dose_gy", "fractions", "per_fraction_gy"):
                quantity = getattr(regimen, key)
                if quantity:
                    yield ("groups", group, "radiotherapy", index, key), quantity


def _listed(keys: list[str]) -> str:
    return f"{', '.join(keys[:-1])} and {keys[-1]}"
