"""Wilson intervals of shares of patients; refused for everything that is not a plain count of patients."""

from __future__ import annotations

from math import sqrt

from generator.model.evidence import Evidence
from generator.model.printed import Printed
from generator.model.study import Estimate
from generator.printed.rows import Row
from generator.printed.same import in_months
from generator.synthesise.derived import Derived, limits
from generator.synthesise.distributions import normal_quantile

_CURVES = {
    "kaplan-meier": "a Kaplan–Meier rate is no share of patients counted",
    "cumulative-incidence": "a cumulative incidence is no share of patients counted",
    "model-based": "a rate from a model is no share of patients counted",
}


def wilson(events: int, patients: int, level: float = 0.95) -> tuple[float, float]:
    """Return Wilson's score interval of a share, between 0 and 1, without continuity correction.

    Wilson, J Am Stat Assoc 1927;22:209; method 3 of Newcombe, Stat Med 1998;17:857.
    Raises ValueError unless 0 ≤ events ≤ patients, with at least one patient.
    """
    if not 0 <= events <= patients or patients < 1:
        raise ValueError("events are counted among at least one patient")
    z = normal_quantile(0.5 + level / 2)
    share = events / patients
    middle = share + z * z / (2 * patients)
    half = z * sqrt(share * (1 - share) / patients + z * z / (4 * patients**2))
    scale = 1 + z * z / patients
    low = 0.0 if events == 0 else (middle - half) / scale
    return low, 1.0 if events == patients else (middle + half) / scale


def zero_events_limit(patients: int, level: float = 0.95) -> float:
    """Return the upper limit of the share, between 0 and 1, where none of the patients had the event."""
    return wilson(0, patients, level)[1]


def derive_share(evidence: Evidence, row: Row) -> Derived | str:
    """Return the Wilson interval of a row that counts patients, or why it is refused."""
    reason = refusal(evidence, row)
    events, patients = _whole(row.value), _whole(row.n)
    if reason or events is None or patients is None:
        return reason or "the count or the number of patients is not a whole number"
    if not 0 <= events <= patients or patients < 1:
        return "more events than patients"
    low, high = wilson(events, patients)
    return Derived("wilson", low, high, events / patients)


def refusal(evidence: Evidence, row: Row) -> str:
    """Return why a row gets no Wilson interval, or an empty text."""
    if row.statistic != "count" or row.factor:
        return "not a printed count of an outcome"
    if row.bounds and row.ci_kind == "confidence":
        return "the source prints an interval"
    method = row.method.get
    if row.unit != "patients" or method("unit_of_analysis", "patient") != "patient":
        return "several lesions or courses of one patient are not independent"
    if method("counting") == "events":
        return "events are counted, of which a patient may have several"
    return _CURVES.get(method("estimator", "")) or _no_fixed_time(evidence, row) or _incomplete(evidence, row)


def _no_fixed_time(evidence: Evidence, row: Row) -> str:
    """Events of a time-to-event endpoint accrue with follow-up: they are a share only where they were counted at one time."""
    if evidence.term("endpoints", row.endpoint).kind != "time-to-event":
        return ""
    crude = row.method.get("estimator") == "crude" and in_months(row.timepoint) is not None
    return "" if crude else "the patients were not all followed to one fixed time"


def _incomplete(evidence: Evidence, row: Row) -> str:
    """A denominator is complete where it is printed, or where the printed percentage confirms the group's size."""
    found = _estimate(evidence, row)
    if found is not None and found.of is not None:
        return ""
    events, patients = _whole(row.value), _whole(row.n)
    if (
        found is None
        or found.percent is None
        or found.percent.exact is None
        or events is None
        or not patients
    ):
        return "the number of patients who could be counted is not printed"
    low, high = limits(found.percent)
    agrees = low * patients <= 100 * events <= high * patients
    return "" if agrees else "the printed percentage has another denominator"


def _estimate(evidence: Evidence, row: Row) -> Estimate | None:
    """Return the card's record of a row, which tells a printed denominator from the size of the group."""
    if row.result is None:
        return None
    result = evidence.studies[row.study].results[row.result]
    found: tuple[Estimate, ...] = getattr(result, str(row.place[2])).get(row.group, ())
    index = row.place[4] if len(row.place) > 4 else 0
    return found[int(index)] if int(index) < len(found) else None


def _whole(printed: Printed | None) -> int | None:
    number = printed.exact if printed is not None else None
    return int(number) if number is not None and number == int(number) else None
