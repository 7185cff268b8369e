"""Derived numbers as rows of the exports: in the form of the printed one that they rest on, and marked."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from generator.model.printed import Printed
from generator.printed.rows import Row
from generator.synthesise.derived import Derived, bound_text


def derived_row(row: Row, found: Derived) -> Row:
    """Return the row of a derived number.

    An interval stands beside the printed ratio; a p value stands alone, as a bare p does, with the range that the
    rounding allows in words; a share is in percent with Wilson's interval. `finding` names the method.
    """
    if found.method == "p-from-interval":
        low, high = (f"{bound:.3g}" for bound in (found.low, found.high))
        return replace(
            row,
            statistic="p",
            value=None,
            bounds=None,
            ci_kind="",
            ci_level="",
            p_value=number(f"{found.value:.3g}"),
            finding=f"{found.explained} Between {low} and {high}.",
        )
    if found.method == "wilson":
        bounds = tuple(number(f"{100 * bound:.2f}") for bound in (found.low, found.high))
        value = number(f"{100 * (found.value or 0):.2f}")
        return _with_interval(replace(row, statistic="rate", unit="percent", value=value), bounds, found)
    bounds = tuple(number(bound_text(bound, places=3)) for bound in (found.low, found.high))
    return _with_interval(row, bounds, found)


def _with_interval(row: Row, bounds: tuple[Printed, ...], found: Derived) -> Row:
    low, high = bounds
    return replace(
        row,
        bounds=(low, high),
        ci_kind="confidence",
        ci_level=str(found.level),
        p_value=None,
        finding=found.explained,
    )


def number(text: str) -> Printed:
    """Return a computed number in the form of the exports."""
    exact = Decimal(text)
    return Printed(f"{exact:f}", exact)
