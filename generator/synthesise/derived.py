"""Numbers that we computed: never of the type of a number that a source printed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from generator.model.printed import Printed
from generator.synthesise.direction import Precision

Method = Literal["interval-from-p", "p-from-interval", "wilson"]

METHODS: dict[Method, str] = {
    "interval-from-p": "95% interval computed from the printed ratio and its exact p value (Altman and Bland, BMJ 2011;343:d2090)"
    " at both rounding limits of the two; the widest is shown.",
    "p-from-interval": "Two-sided p value computed from the printed ratio and its interval (Altman and Bland, BMJ 2011;343:d2304)"
    " at both rounding limits of the printed numbers.",
    "wilson": "95% interval of a share of patients by Wilson's score method without continuity correction"
    " (Wilson, J Am Stat Assoc 1927;22:209; method 3 of Newcombe, Stat Med 1998;17:857).",
}
"""What readers are told of each method wherever its numbers stand."""


@dataclass(frozen=True)
class Derived:
    """A derived interval, and a derived number where there is one.

    `low` and `high` are bounds of the interval, or the lowest and highest p value that the rounding allows.
    Shares are between 0 and 1. `precision` says whether no difference is excluded, unknown where rounding
    decides it. `approximate` holds for fewer than 60 patients and where their number was not read.
    """

    method: Method
    low: float
    high: float
    value: float | None = None
    level: int = 95
    precision: Precision = "unknown"
    approximate: bool = False

    @property
    def explained(self) -> str:
        """The method in words, with its source."""
        return METHODS[self.method]


def limits(printed: Printed) -> tuple[Decimal, Decimal]:
    """Return the lowest and highest number that rounds to a printed one: half a unit of its last digit each way.

    Raises ValueError for bounds and words.
    """
    if printed.exact is None:
        raise ValueError("only a plain number has rounding limits")
    exponent = printed.exact.as_tuple().exponent
    half = Decimal(5).scaleb(int(exponent) - 1)
    return printed.exact - half, printed.exact + half


def bound_text(bound: float, null: float = 1, places: int = 2) -> str:
    """Return a bound with as many decimals as it takes not to print it as no difference when it is not."""
    while f"{bound:.{places}f}" == f"{null:.{places}f}" and bound != null and places < 6:
        places += 1
    return f"{bound:.{places}f}"
