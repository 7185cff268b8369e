"""Which rows a rule looks at, and which of them are about the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.check.printed.limits import excludes, interval_limits, null_value
from generator.model.study import Estimate, Result, Study
from generator.printed.comparison import ALL
from generator.printed.corpus import Corpus
from generator.printed.rows import NUMBER_STATISTICS, Row, as_decimal, is_unclear
from generator.printed.same import SOFT

PEOPLE = ("patients", "patients-enrolled", "patients-randomised", "patients-analysed")
EFFECTS = ("hr", "or", "rr", "difference")
NO_PLAIN_P = ("historical", "trend", "interaction", "landmark")
"""Tests whose p value does not belong to the effect printed beside it (clinical rule 9)."""


def all_rows(corpus: Corpus, *statistics: str) -> Iterator[Row]:
    """Yield the rows of all cards; of the named statistics only, where any are named."""
    for rows in corpus.rows.values():
        yield from (row for row in rows if not statistics or row.statistic in statistics)


def effects_with_interval(corpus: Corpus) -> Iterator[Row]:
    """Yield ratios and differences with a confidence interval, those of a model's factors included."""
    for row in all_rows(corpus, *EFFECTS):
        if row.bounds:
            yield row


def interval_excludes(row: Row) -> bool | None:
    """Say whether an effect's 95% interval excludes no difference.

    None where it has none, where its level is another one, which 0.05 is no limit for, and where rounding leaves it open.
    """
    if row.statistic not in EFFECTS or not row.bounds or Decimal(row.ci_level) != 95:
        return None
    bounds = interval_limits(row.bounds)
    return excludes(bounds, null_value(row.statistic)) if bounds else None


def alike(one: Row, other: Row) -> bool:
    """Say whether two rows of one source are about the same endpoint of the same patients.

    Time point and group are the rule's to compare. What both state and state differently (the clock, the
    assessor, the cut-off …) makes them two things.
    """
    keys = ("study", "endpoint", "grade", "subset", "factor")
    if is_unclear(one) or is_unclear(other) or one.origin.source != other.origin.source:
        return False
    if any(getattr(one, key) != getattr(other, key) for key in keys):
        return False
    told = ((one.method.get(key), other.method.get(key)) for key in SOFT)
    return not any(mine and its and mine != its for mine, its in told)


def estimate(study: Study, row: Row) -> Estimate | None:
    """Return the record of the card that a group's number was typed in; None for other rows."""
    match row.place:
        case "characteristics", int(block), "rows", label, group:
            return study.characteristics[block].rows[str(label)][str(group)]
        case "results", int(result), statistic, group, *index if statistic in NUMBER_STATISTICS:
            found: dict[str, tuple[Estimate, ...]] = getattr(study.results[result], str(statistic))
            return found[str(group)][int(index[0]) if index else 0]
    return None


def result_of(study: Study, row: Row) -> Result | None:
    """Return the result of the card that a row was typed in; None for characteristics, regimens and populations."""
    match row.place:
        case "results", int(result), *_:
            return study.results[result]
    return None


@dataclass(frozen=True)
class Whole:
    """How many patients a share or count is of; `note` says so where that is no printed denominator."""

    number: int
    note: str = ""


def whole(study: Study, row: Row) -> Whole | None:
    """Return the denominator of a group's number: the printed one, else the size of its group or subset.

    None where neither is a plain whole number, and without a printed one for counts of lesions or events, and
    for endpoints that are a number of patients: their share is of a larger whole.
    """
    record = estimate(study, row)
    if record is not None and record.of is not None:
        return _whole(record.of.exact)
    if not _counts_patients(row):
        return None
    if row.subset:
        subset = study.subsets.get(row.subset)
        size = as_decimal(subset.n) if subset and subset.of == row.group else None
        return _whole(size, "the size of the subset")
    source = "the number of all patients" if row.group == ALL else "the size of the group"
    return _whole(_size(study, row.group), source)


def _counts_patients(row: Row) -> bool:
    patients = row.unit in ("patients", "percent") and row.endpoint not in PEOPLE
    by_patient = row.method.get("unit_of_analysis", "patient") == "patient"
    return patients and by_patient and row.method.get("counting") != "events"


def _size(study: Study, group: str) -> Decimal | None:
    if group in study.groups:
        return as_decimal(study.groups[group].n)
    return as_decimal(study.population.analysed) if group == ALL else None


def _whole(number: Decimal | None, source: str = "") -> Whole | None:
    if number is None or number <= 0 or number != int(number):
        return None
    return Whole(int(number), f" No denominator is printed; {int(number)} is {source}." if source else "")


def in_shares(row: Row) -> bool:
    """Say whether a rate in percent and its interval stand on two scales: one in percent, one in shares of one."""
    value = as_decimal(row.value)
    bounds = [bound.exact for bound in row.bounds or () if bound.exact is not None]
    if row.unit != "percent" or value is None or not bounds or row.statistic != "rate":
        return False
    low, high = min(bounds), max(bounds)
    return (value > 1 and 0 < high <= 1) or (0 < value < 1 and high > 1 and not low <= value)
