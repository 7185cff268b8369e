"""Which rows are the same result, which number is shown first, and where sources disagree.

Two rows of a card are the same when endpoint with its grade, statistic, groups, subset, factor and
timepoint are equal, and both or neither are adjusted. Other fields count only when both state them
and they differ; so a later cut-off is a later result and no disagreement.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.model.evidence import Evidence
from generator.model.printed import Printed
from generator.printed.agree import agree, agree_inverse, agree_negative
from generator.printed.rows import Row, is_unclear

ADJUSTED = ("multivariable", "matched", "weighted", "time-dependent")
SOFT = (
    "assessor",
    "analysis_set",
    "criteria",
    "estimator",
    "time_zero",
    "attribution",
    "scale",
    "unit_of_analysis",
    "model",
    "cutoff",
    "window",
    "counting",
)
OWN_REPORTS = ("paper", "registry", "meeting")
_RATIOS = ("hr", "or", "rr")
_KINDS = ("paper", "registry", "meeting", "review", "news")
_IN_MONTHS = {
    "day": Decimal(12) / Decimal("365.25"),
    "week": Decimal(84) / Decimal("365.25"),
    "month": Decimal(1),
    "year": Decimal(12),
}
_TIME = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)[\s-]*(day|week|month|year)s?\Z", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Same:
    """Rows that report one result; the first is the headline, the others stand beneath it."""

    rows: tuple[Row, ...]

    @property
    def headline(self) -> Row:
        """The number that is shown first."""
        return self.rows[0]


@dataclass(frozen=True)
class Disagreement:
    """Two rows of one result that print different numbers, and what differs."""

    first: Row
    second: Row
    what: tuple[str, ...]


def same_results(evidence: Evidence, rows: Sequence[Row]) -> tuple[Same, ...]:
    """Group the rows of one card into results; within each, the headline stands first.

    A row that states less than two different results (no timepoint of a response, no cut-off) may be
    either; it joins the one whose numbers it repeats, else the first.
    """
    groups: list[list[Row]] = []
    for row in sorted(rows, key=lambda row: _rank(evidence, row)):
        homes = [group for group in groups if all(is_same(evidence, member, row) for member in group)]
        home = next((group for group in homes if not differences(group[0], row)), None)
        if homes:
            (home or homes[0]).append(row)
        else:
            groups.append([row])
    place = {id(row): index for index, row in enumerate(rows)}
    return tuple(Same(tuple(group)) for group in sorted(groups, key=lambda group: place[id(group[0])]))


def is_same(evidence: Evidence, one: Row, other: Row) -> bool:
    """Say whether two rows of a card report the same result."""
    if one.study != other.study or is_unclear(one) or is_unclear(other):
        return False
    if one.statistic == "finding" or one.endpoint == "characteristic" or _within_one_list(one, other):
        return False
    return _identity(evidence, one, other) == _identity(evidence, other, one) and not _told_apart(one, other)


def _within_one_list(one: Row, other: Row) -> bool:
    """Regimens of one list stand side by side; so do numbers of one result."""
    if one.result is not None and one.result == other.result:
        return True
    return "radiotherapy" in one.place and "radiotherapy" in other.place


def _identity(evidence: Evidence, row: Row, other: Row) -> tuple[object, ...]:
    factor = "" if _is_regimen(row) != _is_regimen(other) else row.factor
    return (
        row.endpoint,
        row.grade,
        row.statistic,
        frozenset(row.groups or (row.group,)),
        row.subset,
        factor,
        _time(evidence, row, other),
        is_adjusted(row),
    )


def _is_regimen(row: Row) -> bool:
    return "radiotherapy" in row.place


def is_adjusted(row: Row) -> bool:
    """Say whether a number comes from an adjusted model."""
    return row.method.get("model", "") in ADJUSTED or "multivariable" in row.analysis


def _time(evidence: Evidence, row: Row, other: Row) -> object:
    response = evidence.term("endpoints", row.endpoint).kind == "proportion"
    return "" if response and not (row.timepoint and other.timepoint) else time_key(row.timepoint)


def time_key(timepoint: str) -> tuple[Decimal | None, str]:
    """Return what two timepoints are compared by: years count as months, and nothing else is converted."""
    match = _TIME.match(timepoint.strip())
    if not match:
        return None, timepoint.strip()
    number, unit = Decimal(match[1]), match[2].lower()
    return (number * 12, "month") if unit == "year" else (number, unit)


def in_months(timepoint: str) -> Decimal | None:
    """Return a timepoint in months, where it is a number and a unit: 1 year is 12 months."""
    match = _TIME.match(timepoint.strip())
    if not match:
        return None
    return (Decimal(match[1]) * _IN_MONTHS[match[2].lower()]).quantize(Decimal("0.01"))


def _told_apart(one: Row, other: Row) -> bool:
    soft = (*SOFT, "p_test", "p_sided") if one.statistic == "p" else SOFT
    if any(_stated_apart(one, other, key) for key in soft):
        return True
    return any(a and b and a != b for a, b in ((one.analysis, other.analysis), (one.unit, other.unit)))


def _stated_apart(one: Row, other: Row, key: str) -> bool:
    """Say whether both rows state a field and state it differently."""
    stated = one.method.get(key), other.method.get(key)
    return all(stated) and stated[0] != stated[1]


def _rank(evidence: Evidence, row: Row) -> tuple[int, int]:
    if not source_kind(evidence, row):
        return (2, 0)
    return (int(is_retracted(evidence, row)), _KINDS.index(source_kind(evidence, row)))


def is_retracted(evidence: Evidence, row: Row) -> bool:
    """Say whether a row's source is retracted: such a number is never shown first."""
    source = evidence.sources.get(row.origin.source or "")
    notices = source.notices if source else ()
    return any(notice.kind == "retraction" and not notice.resolved for notice in notices)


def source_kind(evidence: Evidence, row: Row) -> str:
    """Return the kind of a row's source for this study: whatever is not its own report is second-hand here."""
    source = evidence.sources.get(row.origin.source or "")
    if source is None:
        return ""
    own = row.study in source.primary_for
    return source.kind if own or source.kind == "news" else "review"


def disagreements(evidence: Evidence, same: Same) -> Iterator[Disagreement]:
    """Yield the rows that differ from the headline, or that agree with no report of the study itself."""
    own = [row for row in same.rows if source_kind(evidence, row) in OWN_REPORTS]
    for row in same.rows[1:]:
        second_hand = source_kind(evidence, row) not in OWN_REPORTS
        if second_hand and any(not differences(report, row) for report in own):
            continue
        what = differences(same.headline, row)
        if what:
            yield Disagreement(same.headline, row, tuple(what))


def differences(one: Row, other: Row) -> list[str]:
    """Return what two rows of the same result print differently: value, interval, p."""
    same_number, other_bounds = _comparison(one, other)
    found = []
    if not same_number(one.value, other.value):
        found.append("value")
    if _intervals_compare(one, other) and not all(map(same_number, one.bounds or (), other_bounds)):
        found.append("interval")
    if not _other_test(one, other) and not agree(one.p_value, other.p_value):
        found.append("p")
    return found


def _comparison(
    one: Row, other: Row
) -> tuple[Callable[[Printed | None, Printed | None], bool], tuple[Printed, ...]]:
    """Return how two numbers are compared, and the other row's bounds from low to high for this."""
    bounds = other.bounds or ()
    if one.comparator == other.comparator or not one.comparator:
        return agree, bounds
    if one.statistic in _RATIOS:
        return agree_inverse, bounds[::-1]
    return (agree_negative, bounds[::-1]) if one.statistic == "difference" else (agree, bounds)


def _intervals_compare(one: Row, other: Row) -> bool:
    """Intervals of another kind or level are other numbers."""
    printed = one.bounds is not None and other.bounds is not None
    return printed and (one.ci_kind, one.ci_level) == (other.ci_kind, other.ci_level)


def _other_test(one: Row, other: Row) -> bool:
    """Two p values of different tests, or of one and of two sides, are different numbers."""
    return any(_stated_apart(one, other, key) for key in ("p_test", "p_sided"))
