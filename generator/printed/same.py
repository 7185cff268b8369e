"""Which rows are the same result, which number is shown first, and where sources disagree.

Two rows of a card are the same when endpoint with its grade, statistic, groups, subset, factor and
timepoint are equal, and both or neither are adjusted. Other fields count only when both state them
and they differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from generator.model.evidence import Evidence
from generator.model.printed import Printed
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
)
_RATIOS = ("hr", "or", "rr")
_KINDS = ("paper", "registry", "meeting", "review", "news")
_IN_MONTHS = {
    "day": Decimal(12) / Decimal("365.25"),
    "week": Decimal(84) / Decimal("365.25"),
    "month": Decimal(1),
    "year": Decimal(12),
}
_TIME = re.compile(r"(\d+(?:\.\d+)?)[\s-]*(day|week|month|year)s?\Z")


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
    """Group the rows of one card into results; within each, the headline stands first."""
    groups: list[list[Row]] = []
    for row in sorted(rows, key=lambda row: _rank(evidence, row)):
        home = next((group for group in groups if is_same(evidence, group[0], row)), None)
        if home is None:
            groups.append([row])
        else:
            home.append(row)
    return tuple(Same(tuple(group)) for group in sorted(groups, key=lambda group: rows.index(group[0])))


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
    groups = frozenset((row.group, row.comparator)) if row.comparator else row.group
    factor = "" if _is_regimen(row) != _is_regimen(other) else row.factor
    return (
        row.endpoint,
        row.grade,
        row.statistic,
        groups,
        row.subset,
        factor,
        _time(evidence, row, other),
        is_adjusted(row),
        row.unit == other.unit or not row.unit,
    )


def _is_regimen(row: Row) -> bool:
    return "radiotherapy" in row.place


def is_adjusted(row: Row) -> bool:
    """Say whether a number comes from an adjusted model."""
    return row.method.get("model", "") in ADJUSTED or "multivariable" in row.analysis


def _time(evidence: Evidence, row: Row, other: Row) -> object:
    response = evidence.term("endpoints", row.endpoint).kind == "proportion" and row.statistic == "rate"
    if response and not (row.timepoint and other.timepoint):
        return ""
    return in_months(row.timepoint) or row.timepoint


def in_months(timepoint: str) -> Decimal | None:
    """Return a timepoint in months, where it is a number and a unit: 1 year is 12 months."""
    match = _TIME.match(timepoint.strip())
    if not match:
        return None
    return (Decimal(match[1]) * _IN_MONTHS[match[2]]).quantize(Decimal("0.01"))


def _told_apart(one: Row, other: Row) -> bool:
    for key in SOFT:
        if one.method.get(key) and other.method.get(key) and one.method[key] != other.method[key]:
            return True
    return bool(one.analysis and other.analysis and one.analysis != other.analysis)


def _rank(evidence: Evidence, row: Row) -> tuple[int, int, int]:
    source = evidence.sources.get(row.origin.source or "")
    if source is None:
        return (9, len(_KINDS), 0)
    retracted = any(notice.kind == "retraction" and not notice.resolved for notice in source.notices)
    return (2 if retracted else 0, _KINDS.index(source_kind(evidence, row)), 0)


def source_kind(evidence: Evidence, row: Row) -> str:
    """Return the kind of a row's source for this study: a paper about another study is second-hand here."""
    source = evidence.sources.get(row.origin.source or "")
    if source is None:
        return ""
    if row.study in source.primary_for or source.kind in ("registry", "review", "news"):
        return source.kind
    return "review"


def disagreements(evidence: Evidence, same: Same) -> Iterator[Disagreement]:
    """Yield the rows that differ from the headline, or that agree with no report of the study itself."""
    primary = [row for row in same.rows if source_kind(evidence, row) in ("paper", "registry", "meeting")]
    for row in same.rows[1:]:
        if row not in primary and any(not differences(row, report) for report in primary):
            continue
        if _is_history(same.headline, row):
            continue
        what = differences(same.headline, row)
        if what:
            yield Disagreement(same.headline, row, tuple(what))


def _is_history(one: Row, other: Row) -> bool:
    cutoffs = (one.method.get("cutoff"), other.method.get("cutoff"))
    return all(cutoffs) and cutoffs[0] != cutoffs[1]


def differences(one: Row, other: Row) -> list[str]:
    """Return what two rows of the same result print differently: value, interval, p."""
    flipped = one.comparator != other.comparator and one.statistic in _RATIOS
    found = []
    if not _agree(one.value, _inverse(other.value, one.value) if flipped else other.value):
        found.append("value")
    if not flipped and not _bounds_agree(one, other):
        found.append("interval")
    if not _agree(one.p_value, other.p_value):
        found.append("p")
    return found


def _bounds_agree(one: Row, other: Row) -> bool:
    if one.bounds is None or other.bounds is None or one.ci_kind != other.ci_kind:
        return True
    return all(_agree(a, b) for a, b in zip(one.bounds, other.bounds, strict=True))


def _inverse(printed: Printed | None, like: Printed | None) -> Printed | None:
    number = printed.exact if printed else None
    if not number or like is None or like.exact is None:
        return printed
    places = min(_places(printed.number), _places(like.number)) if printed else 0
    inverse = (1 / number).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return Printed(str(inverse), inverse)


def agree(one: Printed | None, other: Printed | None) -> bool:
    """Say whether two printed numbers agree: equal when rounded to the fewer decimals of the two.

    A bound agrees with every number it allows; a number that is not printed disagrees with none.
    """
    return _agree(one, other)


def _agree(one: Printed | None, other: Printed | None) -> bool:
    if one is None or other is None:
        return True
    if one.word or other.word:
        return _words_agree(one, other)
    if one.sign and other.sign:
        return one.sign == other.sign and one.number == other.number
    if one.sign or other.sign:
        bound, plain = (one, other) if one.sign else (other, one)
        return _within(bound, plain)
    return _rounded_equal(one.number, other.number)


def _words_agree(one: Printed, other: Printed) -> bool:
    if one.word and other.word:
        return one.word == other.word
    word, plain = (one, other) if one.word else (other, one)
    return (
        word.word == "NS"
        and plain.number is not None
        and plain.number >= Decimal("0.05")
        and plain.sign in ("", ">", ">=")
    )


def _within(bound: Printed, plain: Printed) -> bool:
    if bound.number is None or plain.number is None:
        return True
    less, equal = plain.number < bound.number, plain.number == bound.number
    return {"<": less, "<=": less or equal, ">": not less and not equal, ">=": not less}[bound.sign]


def _rounded_equal(one: Decimal | None, other: Decimal | None) -> bool:
    if one is None or other is None:
        return True
    places = Decimal(1).scaleb(-min(_places(one), _places(other)))
    return one.quantize(places, ROUND_HALF_UP) == other.quantize(places, ROUND_HALF_UP)


def _places(number: Decimal | None) -> int:
    exponent = number.as_tuple().exponent if number is not None else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0
