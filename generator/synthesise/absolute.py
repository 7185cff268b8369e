"""Patients per 100 alive, or without progression, from a hazard ratio and a control group's share.

With proportional hazards the tested group's share is S₀ to the power of the hazard ratio (Altman and Andersen, BMJ
1999;319:1492). The interval is that of the ratio only: neither the uncertainty of S₀ nor whether the trial's
patients resemble the one at hand is in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp

from generator.model.evidence import Evidence
from generator.printed.corpus import Corpus
from generator.printed.rows import Row
from generator.printed.same import in_months, time_key
from generator.synthesise.candidates import open_notices
from generator.synthesise.contrast import contrast

_RISKS = {
    "cause-specific": "a cause-specific ratio does not give patients per 100",
    "subdistribution": "a subdistribution ratio does not give patients per 100",
}


_HAZARDS = {"violated": "proportional hazards are reported as violated"}


@dataclass(frozen=True)
class Absolute:
    """Patients per 100 without the event at one time; `more` is tested minus control with its bounds."""

    control: float
    tested: float
    tested_bounds: tuple[float, float]

    @property
    def more(self) -> tuple[float, float, float]:
        """How many more per 100: the estimate, the least and the most; below zero for fewer."""
        low, high = self.tested_bounds
        return self.tested - self.control, low - self.control, high - self.control

    @property
    def words(self) -> str:
        """The difference in words, with both ends."""
        middle, low, high = (_count(number) for number in self.more)
        return f"{middle} per 100 (from {low} to {high})"


@dataclass(frozen=True)
class Baseline:
    """The control groups' shares at one time: where the reader may move, from 0 to 1, and whose they are."""

    low: float
    high: float
    rows: tuple[Row, ...]

    @property
    def middle(self) -> float:
        """Where it starts."""
        return (self.low + self.high) / 2

    @property
    def slider(self) -> bool:
        """Say whether the reader may move at all: one trial gives a table."""
        return len({row.study for row in self.rows}) > 1

    def holds(self, control: float) -> bool:
        """Say whether a share lies in the range."""
        return self.low <= control <= self.high


def per_hundred(control: float, ratio: float, low: float, high: float) -> Absolute:
    """Return patients per 100 from a control group's share between 0 and 1 and a hazard ratio with its bounds.

    Raises ValueError unless the share lies between 0 and 1 and the ratio within its bounds, above zero.
    """
    if not 0 < control < 1 or not 0 < low <= ratio <= high:
        raise ValueError("a share lies between 0 and 1, and a ratio within its bounds")
    return Absolute(100 * control, 100 * control**ratio, (100 * control**high, 100 * control**low))


def derive_absolute(corpus: Corpus, row: Row, baseline: Baseline, control: float) -> Absolute | str:
    """Return patients per 100 at the baseline's time for a control share that it allows, or why it is refused."""
    timepoint = baseline.rows[0].timepoint
    reason = refusal(corpus, row, timepoint)
    found = contrast(corpus.evidence, row)
    if reason or isinstance(found, str):
        return reason or str(found)
    if any(other.endpoint != row.endpoint for other in baseline.rows):
        return "the control groups' rates are of another endpoint"
    if not baseline.holds(control) or not 0 < control < 1:
        return "outside the range of the trials' control groups"
    return per_hundred(control, exp(found.estimate), exp(found.low), exp(found.high))


def refusal(corpus: Corpus, row: Row, timepoint: str) -> str:
    """Return why a row gives no patients per 100 at a time, or an empty text."""
    evidence, study = corpus.evidence, corpus.evidence.studies[row.study]
    if row.statistic != "hr" or row.factor:
        return "not a hazard ratio between two groups"
    if not evidence.term("designs", study.design).randomised or study.trial.bundle:
        return "not a randomised trial"
    if row.method.get("analysis_set") != "intention-to-treat":
        return "not read to be by intention to treat"
    return (
        _of_endpoint(evidence, row)
        or _of_interval(row)
        or ("a publisher's notice is open" if open_notices(corpus, row) else "")
        or ("a subgroup without a test for interaction" if _untested_subgroup(row) else "")
        or _HAZARDS.get(row.method.get("proportional_hazards", ""), "")
        or _of_time(corpus, row, timepoint)
    )


def control_range(corpus: Corpus, studies: Iterable[str], endpoint: str, timepoint: str) -> Baseline | str:
    """Return the range of the randomised trials' control groups at a time, or why there is none."""
    wanted = [
        row
        for study in studies
        for row in corpus.rows[study]
        if _is_control_rate(corpus, row, endpoint, timepoint)
    ]
    shares = [float(row.value.exact) / 100 for row in wanted if row.value and row.value.exact is not None]
    if not shares:
        return "no control group's rate at that time was read"
    return Baseline(min(shares), max(shares), tuple(wanted))


def _of_endpoint(evidence: Evidence, row: Row) -> str:
    term = evidence.term("endpoints", row.endpoint)
    if term.kind != "time-to-event" or term.counts_death is not True or term.event_is != "bad":
        return "not an endpoint that counts death"
    if row.method.get("estimator") == "cumulative-incidence":
        return "a cumulative incidence does not give patients per 100"
    return _RISKS.get(row.method.get("model", ""), "")


def _of_interval(row: Row) -> str:
    printed = row.bounds is not None and row.ci_kind == "confidence" and row.value is not None
    return "" if printed and float(row.ci_level) == 95 else "no printed ratio with a 95% interval"


def _untested_subgroup(row: Row) -> bool:
    return bool(row.subset) and not row.method.get("interaction_p")


def _of_time(corpus: Corpus, row: Row, timepoint: str) -> str:
    """Refuse times beyond follow-up, and those for which the trial prints what happened."""
    months, followed = in_months(timepoint), _followed(row)
    if months is None or followed is None:
        return "the follow-up, or the time, was not read as a number"
    if float(months) > followed:
        return "beyond the median follow-up"
    return "the trial prints its own rates at that time" if _prints_rates(corpus, row, timepoint) else ""


def _followed(row: Row) -> float | None:
    try:
        return float(row.method.get("follow_up_months", ""))
    except ValueError:
        return None


def _prints_rates(corpus: Corpus, row: Row, timepoint: str) -> bool:
    rates = [other for other in corpus.rows[row.study] if _is_rate(other, row.endpoint, timepoint)]
    printed = {other.group for other in rates if other.subset == row.subset}
    return set(row.groups) <= printed


def _is_rate(row: Row, endpoint: str, timepoint: str) -> bool:
    plain = row.value is not None and row.value.exact is not None and not row.factor
    same = row.endpoint == endpoint and time_key(row.timepoint) == time_key(timepoint)
    return row.statistic == "rate" and row.unit == "percent" and plain and same


def _is_control_rate(corpus: Corpus, row: Row, endpoint: str, timepoint: str) -> bool:
    study = corpus.evidence.studies[row.study]
    randomised = bool(corpus.evidence.term("designs", study.design).randomised) and not study.trial.bundle
    whole = not row.subset and row.group_role == "control" and not open_notices(corpus, row)
    estimated = row.method.get("estimator") != "cumulative-incidence"
    first = corpus.is_headline(row)
    return first and randomised and whole and estimated and _is_rate(row, endpoint, timepoint)


def _count(number: float) -> str:
    whole = round(number)
    return f"{abs(whole)} {'fewer' if whole < 0 else 'more'}"
