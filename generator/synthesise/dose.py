"""Biologically effective dose and EQD2 of a regimen, by the linear-quadratic formula.

BED = D (1 + d/(α/β)), with total dose D and dose a fraction d in Gy (Fowler, Br J Radiol 1989;62:679).
EQD2 = BED / (1 + 2/(α/β)): the dose in fractions of 2 Gy of the same effect in the model (Bentzen et al.,
Radiother Oncol 2012;105:266). The model says nothing of overall time, volume or drugs.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from generator.model.printed import Printed
from generator.model.study import Quantity, Regimen

Tissue = Literal["tumour", "late", "cns"]
Confidence = Literal["plain", "extrapolated", "rough"]

ALPHA_BETA: dict[Tissue, Decimal] = {"tumour": Decimal(10), "late": Decimal(3), "cns": Decimal(2)}
"""α/β in Gy by tissue; the late value is for tissue that receives the full prescription, no constraint of an organ."""

_PARTICLES = ("carbon",)
_SEVERAL_A_DAY = ("hyperfractionated-rt",)
_SPLIT = ("simultaneous-boost", "mixed")


@dataclass(frozen=True)
class Dose:
    """Derived doses of one regimen in Gy at one α/β; `low` and `high`, and the two doses a fraction, differ where the dose is a range."""

    alpha_beta: Decimal
    low: tuple[Decimal, Decimal]
    high: tuple[Decimal, Decimal]
    per_fraction: tuple[Decimal, Decimal]
    confidence: Confidence

    @property
    def bed(self) -> tuple[Decimal, Decimal]:
        """Lowest and highest BED in Gy."""
        return self.low[0], self.high[0]

    @property
    def eqd2(self) -> tuple[Decimal, Decimal]:
        """Lowest and highest EQD2 in Gy."""
        return self.low[1], self.high[1]


def bed(total_gy: Decimal, fractions: Decimal, alpha_beta: Decimal) -> Decimal:
    """Return the biologically effective dose in Gy. Raises ValueError unless all are above zero."""
    if min(total_gy, fractions, alpha_beta) <= 0:
        raise ValueError("dose, fractions and α/β must be above zero")
    return total_gy * (1 + total_gy / fractions / alpha_beta)


def eqd2(total_gy: Decimal, fractions: Decimal, alpha_beta: Decimal) -> Decimal:
    """Return the equivalent dose in 2 Gy fractions in Gy. Raises ValueError unless all are above zero."""
    return bed(total_gy, fractions, alpha_beta) / (1 + 2 / alpha_beta)


def derive(regimen: Regimen, tissue: Tissue) -> Dose | str:
    """Return a regimen's derived doses, or why they are refused.

    Refused are regimens without a plain total dose and number of fractions, particles without RBE, plans in
    phases, and more than one fraction a day (the gap is not recorded).
    """
    reason = refusal(regimen)
    totals, fractions = _range(regimen.dose_gy), _exact(regimen.fractions)
    if reason or totals is None or fractions is None:
        return reason or "no plain total dose and number of fractions"
    ratio = ALPHA_BETA[tissue]
    low, high = (
        (bed(total, fractions, ratio), eqd2(total, fractions, ratio)) for total in (totals[0], totals[1])
    )
    per_fraction = totals[0] / fractions, totals[1] / fractions
    return Dose(ratio, low, high, per_fraction, confidence(per_fraction[1]))


def refusal(regimen: Regimen) -> str:
    """Return why a regimen's derived doses are refused, or an empty text."""
    if regimen.technique in _PARTICLES:
        return "dose weighted for the particle's effect, without its weight"
    if regimen.technique in _SPLIT:
        return "a plan in phases, without the phases' data"
    if regimen.technique in _SEVERAL_A_DAY or (regimen.per_day is not None and regimen.per_day > 1):
        return "more than one fraction a day, with a gap that was not read"
    return ""


def confidence(per_fraction_gy: Decimal) -> Confidence:
    """Return how far the model carries: plain to 6 Gy a fraction, extrapolated to 10, rough above."""
    if per_fraction_gy <= 6:
        return "plain"
    return "extrapolated" if per_fraction_gy <= 10 else "rough"


def _range(quantity: Quantity | None) -> tuple[Decimal, Decimal] | None:
    if quantity is None:
        return None
    exact = _number(quantity.value)
    if exact is not None:
        return exact, exact
    if quantity.value is None and quantity.median is None and quantity.mean is None and quantity.range:
        low, high = (_number(bound) for bound in quantity.range)
        return (low, high) if low is not None and high is not None else None
    return None


def _exact(quantity: Quantity | None) -> Decimal | None:
    return _number(quantity.value) if quantity else None


def _number(value: Printed | None) -> Decimal | None:
    return value.exact if value is not None else None
