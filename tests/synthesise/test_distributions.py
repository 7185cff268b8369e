"""Quantiles against published tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.synthesise.distributions import (
    chi_squared_quantile,
    chi_squared_share,
    falling_root,
    incomplete_beta,
    normal_quantile,
    t_quantile,
    t_share,
    two_sided_p,
)

# NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2: upper critical values of Student's t distribution.
NIST_T = {
    1: (3.078, 6.314, 12.706, 31.821, 63.657),
    2: (1.886, 2.920, 4.303, 6.965, 9.925),
    3: (1.638, 2.353, 3.182, 4.541, 5.841),
    5: (1.476, 2.015, 2.571, 3.365, 4.032),
    10: (1.372, 1.812, 2.228, 2.764, 3.169),
    12: (1.356, 1.782, 2.179, 2.681, 3.055),
    30: (1.310, 1.697, 2.042, 2.457, 2.750),
    100: (1.290, 1.660, 1.984, 2.364, 2.626),
}
SHARES = (0.90, 0.95, 0.975, 0.99, 0.995)

shares = st.floats(0.001, 0.999)
freedoms = st.integers(1, 60)


@pytest.mark.parametrize("df", NIST_T)
def test_the_t_quantiles_are_those_of_the_nist_table(df: int) -> None:
    assert [t_quantile(share, df) for share in SHARES] == pytest.approx(NIST_T[df], abs=5.1e-4)


def test_one_and_two_degrees_of_freedom_are_known_in_closed_form() -> None:
    assert t_share(1, 1) == pytest.approx(0.75)
    assert t_share(2**0.5, 2) == pytest.approx(0.5 + 2**0.5 / (2 * (2 + 2) ** 0.5))


def test_chi_squared_with_two_degrees_of_freedom_is_exponential() -> None:
    assert chi_squared_quantile(0.95, 2) == pytest.approx(5.991464547107979)
    assert chi_squared_share(0, 2) == 0
    assert chi_squared_share(1000, 2) == 1


def test_chi_squared_with_one_degree_of_freedom_is_the_squared_normal() -> None:
    assert chi_squared_quantile(0.95, 1) == pytest.approx(normal_quantile(0.975) ** 2)


@given(shares, freedoms)
def test_quantile_and_share_undo_each_other(share: float, df: int) -> None:
    assert t_share(t_quantile(share, df), df) == pytest.approx(share, abs=1e-9)
    assert chi_squared_share(chi_squared_quantile(share, df), df) == pytest.approx(share, abs=1e-9)


@given(shares, freedoms)
def test_the_t_distribution_is_symmetric_and_wider_than_the_normal(share: float, df: int) -> None:
    assert t_quantile(share, df) == pytest.approx(-t_quantile(1 - share, df), abs=1e-6)
    assert abs(t_quantile(share, df)) >= abs(normal_quantile(share)) - 1e-9
    assert abs(t_quantile(share, df)) >= abs(t_quantile(share, df + 1)) - 1e-9


def test_many_degrees_of_freedom_give_the_normal_distribution() -> None:
    assert t_quantile(0.975, 10**6) == pytest.approx(normal_quantile(0.975), abs=1e-5)


def test_the_p_value_has_two_sides() -> None:
    assert two_sided_p(normal_quantile(0.975)) == pytest.approx(0.05)
    assert two_sided_p(-1.5) == two_sided_p(1.5)
    assert two_sided_p(0) == 1


@pytest.mark.parametrize(("x", "value"), [(-1, 0), (0, 0), (1, 1), (2, 1), (0.5, 0.5)])
def test_the_incomplete_beta_function_ends_at_0_and_1(x: float, value: float) -> None:
    assert incomplete_beta(x, 2, 2) == pytest.approx(value)


@pytest.mark.parametrize(("share", "df"), [(0, 3), (1, 3), (-0.1, 3), (0.5, 0)])
def test_what_has_no_quantile_is_refused(share: float, df: int) -> None:
    for quantile in (t_quantile, chi_squared_quantile):
        with pytest.raises(ValueError, match="a share lies between 0 and 1"):
            quantile(share, df)


def test_the_normal_quantile_refuses_certainty() -> None:
    with pytest.raises(ValueError, match="a share lies between 0 and 1"):
        normal_quantile(1)


def test_a_root_is_looked_for_beyond_the_first_bound() -> None:
    assert falling_root(lambda x: 1000 - x, 0.0) == pytest.approx(1000)
    assert falling_root(lambda x: -1 - x, 0.0) == 0
    with pytest.raises(ValueError, match="does not cross zero"):
        falling_root(lambda _: 1.0, 0.0)
