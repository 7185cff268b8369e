"""Rounding limits and the p value of an interval, against published worked examples."""

from __future__ import annotations

from decimal import Decimal
from math import exp, log
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check.printed.limits import (
    excludes,
    half,
    implied_p,
    interval_limits,
    limits,
    null_value,
    overlap,
    p_excludes,
    p_limits,
    two_sided,
)
from generator.model.printed import Printed


def printed(text: str) -> Printed:
    """A number as a card holds it."""
    number = text.lstrip("<>=")
    sign = text.removesuffix(number)
    return Printed(text, word=text) if text in ("NS", "NR") else Printed(text, Decimal(number), sign)


def implied(value: str, low: str, high: str, *, ratio: bool, level: str = "95") -> tuple[float, float] | None:
    own, bounds = limits(printed(value)), interval_limits((printed(low), printed(high)))
    assert own is not None
    assert bounds is not None
    found = implied_p(own, bounds, Decimal(level), ratio=ratio)
    return (float(found[0]), float(found[1])) if found else None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("12.3", "12.25", "12.35"), ("1.00", "0.995", "1.005"), ("36", "35.5", "36.5"), ("-4", "-4.5", "-3.5")],
)
def test_a_number_lies_within_half_a_unit_of_its_last_digit(text: str, low: str, high: str) -> None:
    assert limits(printed(text)) == (Decimal(low), Decimal(high))
    assert half(Decimal(text)) == (Decimal(high) - Decimal(low)) / 2


@pytest.mark.parametrize("text", ["<0.5", "NR"])
def test_bounds_and_words_have_no_limits(text: str) -> None:
    assert limits(printed(text)) is None


@pytest.mark.parametrize(
    ("value", "low", "high", "ratio", "p"),
    [("17", "1.4", "32.6", False, 0.032), ("0.30", "0.10", "0.90", True, 0.034)],
    ids=["zinc, difference of proportions", "blood pressure, relative risk"],
)
def test_the_worked_examples_of_altman_and_bland(
    value: str, low: str, high: str, ratio: bool, p: float
) -> None:
    """BMJ 2011;343:d2090 makes these intervals from these p values; here the way back (d2304)."""
    found = implied(value, low, high, ratio=ratio)
    assert found is not None
    assert found[0] <= p <= found[1]


@given(st.floats(0.2, 3.8))
def test_the_exact_p_is_near_the_published_approximation(z: float) -> None:
    """BMJ 2011;343:d2304: P = exp(−0.717 z − 0.416 z²)."""
    assert float(two_sided(z)) == pytest.approx(exp(-0.717 * z - 0.416 * z * z), rel=0.11)


@given(st.floats(0.2, 5), st.floats(0.05, 0.8), st.sampled_from(["90", "95", "99"]))
def test_an_interval_and_its_p_fit_whatever_was_rounded(ratio: float, error: float, level: str) -> None:
    width = NormalDist().inv_cdf(0.5 + float(level) / 200) * error
    low, high = (round(exp(log(ratio) + side * width), 3) for side in (-1, 1))
    found = implied(f"{ratio:.3f}", f"{low:.3f}", f"{high:.3f}", ratio=True, level=level)
    p = float(two_sided(log(ratio) / error))
    assert found is None or found[0] - 1e-9 <= p <= found[1] + 1e-9


@pytest.mark.parametrize(
    ("value", "low", "high", "level"),
    [
        ("0.5", "0.0", "1.0", "95"),
        ("0", "0.3", "1.0", "95"),
        ("0.4", "0.3", "0", "95"),
        ("0.5", "0.5", "0.5", "95"),
        ("0.55", "0.5", "0.6", "95"),
        ("0.5", "0.2", "1.2", "100"),
        ("0.5", "0.2", "1.2", "0"),
    ],
    ids=[
        "from zero",
        "of zero",
        "to zero",
        "no width",
        "bounds that may be one",
        "level of 100",
        "level of 0",
    ],
)
def test_no_p_follows_where_the_interval_does_not_tell(value: str, low: str, high: str, level: str) -> None:
    assert implied(value, low, high, ratio=True, level=level) is None


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        ("1.1", "2", True),
        ("0.3", "0.9", True),
        ("0.9", "1.1", False),
        ("1.0", "2", None),
        ("0.5", "1.00", None),
    ],
)
def test_an_interval_excludes_no_difference_only_beyond_rounding(
    low: str, high: str, told: bool | None
) -> None:
    bounds = interval_limits((printed(low), printed(high)))
    assert bounds is not None
    assert excludes(bounds, Decimal(1)) is told


@pytest.mark.parametrize(
    ("p", "told"),
    [
        ("0.049", True),
        ("0.05", None),
        ("0.051", False),
        ("0.050", None),
        ("0.1", False),
        ("0.0", True),
        ("<0.05", True),
        ("<=0.05", True),
        ("<0.1", None),
        (">0.05", False),
        (">=0.05", False),
        (">0.01", None),
        ("NS", False),
    ],
)
def test_a_p_value_excludes_no_difference_only_beyond_rounding(p: str, told: bool | None) -> None:
    assert p_excludes(printed(p)) is told


def test_a_bound_allows_a_range_of_p_values() -> None:
    assert p_limits(printed("<0.001")) == (Decimal(0), Decimal("0.001"))
    assert p_limits(printed("<=0.001")) == (Decimal(0), Decimal("0.001"))
    assert p_limits(printed(">0.99")) == (Decimal("0.99"), Decimal(1))
    assert p_limits(printed("NS")) == (Decimal("0.05"), Decimal(1))


def test_no_difference_is_a_ratio_of_1_or_a_difference_of_0() -> None:
    assert {measure: null_value(measure) for measure in ("hr", "or", "rr", "difference")} == {
        "hr": 1,
        "or": 1,
        "rr": 1,
        "difference": 0,
    }


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [("36", "37", True), ("37", "36", True), ("36", "38", False), ("38", "36", False)],
)
def test_two_rounded_numbers_may_be_one_where_their_limits_touch(one: str, other: str, shared: bool) -> None:
    mine, its = limits(printed(one)), limits(printed(other))
    assert mine is not None
    assert its is not None
    assert overlap(mine, its) is shared


def test_an_effect_of_no_difference_has_a_p_of_up_to_1() -> None:
    """1.0 may be 1 itself; then z is 0."""
    for value, low, high, ratio in (("1.0", "0.5", "2.0", True), ("0", "-10", "10", False)):
        found = implied(value, low, high, ratio=ratio)
        assert found is not None
        assert found[1] == 1
        assert 0.8 < found[0] < 1
