"""Random effects against the published results of metafor and of the papers that its tests are held against."""

from math import exp

import numpy
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from statsmodels.stats.meta_analysis import combine_effects

from generator.synthesise import random_effects
from generator.synthesise.random_effects import Estimator, fit, leave_one_out

from .data import DIURETICS, EXPECTANCY, log_odds_ratios, log_risk_ratios

EXAMPLE_1 = (
    [-0.581, 0.530, 0.771, 1.031, 0.553, 0.295, 0.078, 0.573, -0.176, -0.232],
    [v**0.5 for v in (0.023, 0.052, 0.060, 0.115, 0.095, 0.203, 0.200, 0.211, 0.051, 0.040)],
)
EXAMPLE_2 = (
    [
        0.100, -0.162, -0.090, -0.049, -0.046, -0.010, -0.431, -0.261, 0.134,
        0.019, 0.175, 0.056, 0.045, 0.103, 0.121, -0.482, 0.290, 0.342,
    ],
    [
        v**0.5 for v in (
            0.016, 0.015, 0.050, 0.050, 0.032, 0.052, 0.036, 0.024, 0.034,
            0.033, 0.031, 0.034, 0.039, 0.167, 0.134, 0.096, 0.016, 0.035,
        )
    ],
)  # fmt: skip
"""Viechtbauer, J Educ Behav Stat 2005;30:261, pages 271 and 272."""


@pytest.mark.parametrize(
    ("estimator", "tau2", "mean", "error"),
    [
        ("dl", 0.3088, -0.7141, 0.1787),
        ("pm", 0.3181, -0.7150, 0.1809),
        ("reml", 0.3132, -0.7145, 0.1798),
    ],
)
def test_bcg_vaccine_by_estimator(estimator: Estimator, tau2: float, mean: float, error: float) -> None:
    found = fit(*log_risk_ratios(), estimator)
    assert (found.tau2, found.estimate, found.plain_error) == pytest.approx((tau2, mean, error), abs=5e-5)
    assert (found.estimator, found.trials) == (estimator, 13)


def test_bcg_vaccine_in_all_its_digits() -> None:
    """metafor, tests of influence(): tau2 and Q by REML."""
    found = fit(*log_risk_ratios())
    assert found.tau2 == pytest.approx(0.313243325980895, abs=1e-6)
    assert found.q == pytest.approx(152.233008082373)
    assert found.weights[0] == pytest.approx(5.05948307931551, abs=1e-5)
    assert found.q_p < 1e-12


def test_bcg_vaccine_by_hartung_and_knapp() -> None:
    found = fit(*log_risk_ratios())
    assert found.error == pytest.approx(0.1808, abs=5e-5)
    assert found.interval == pytest.approx((-1.1084, -0.3206), abs=5e-5)


def test_bcg_vaccine_heterogeneity() -> None:
    """metafor, tests of confint(): ratio 0.4896 (0.3449 to 0.6950), tau2, I2 by Q-profile; I2 by REML 92.22139."""
    found = fit(*log_risk_ratios(), "dl")
    assert [exp(x) for x in (found.estimate, *found.plain_interval)] == pytest.approx(
        (0.4896, 0.3449, 0.6950), abs=5e-5
    )
    assert found.tau2_interval == pytest.approx((0.1197, 1.1115), abs=5e-5)
    assert (found.i2, *found.i2_interval) == pytest.approx((92.1173, 81.9177, 97.6781), abs=4e-3)
    assert fit(*log_risk_ratios()).i2 == pytest.approx(92.22139, abs=1e-4)


def test_bcg_vaccine_without_its_first_trial() -> None:
    """metafor, tests of leave1out()."""
    first, *others = leave_one_out(*log_risk_ratios())
    assert first.estimate == pytest.approx(-0.707083788031436, abs=1e-6)
    assert first.plain_error == pytest.approx(0.189961024702717, abs=1e-6)
    assert first.plain_interval == pytest.approx((-1.07940055491509, -0.334767021147788), abs=1e-6)
    assert (first.tau2, first.i2) == pytest.approx((0.336156745300306, 93.2259349111223), abs=1e-5)
    assert first.q == pytest.approx(151.582572747109)
    assert len(others) == 12


def test_diuretics_in_pregnancy() -> None:
    """Viechtbauer, Stat Med 2007;26:37, Table II: tau2 by DL and REML, and its Q-profile interval."""
    data = log_odds_ratios(DIURETICS)
    found = fit(*data, "dl")
    assert found.tau2 == pytest.approx(0.230, abs=5e-4)
    assert found.tau2_interval == pytest.approx((0.072, 2.203), abs=5e-4)
    assert fit(*data).tau2 == pytest.approx(0.301, abs=5e-4)


@pytest.mark.parametrize(
    ("estimator", "plain", "knapp"),
    [
        ("reml", (0.019, 0.084, 0.052, -0.018, 0.185), (0.062, -0.046, 0.213)),
        ("dl", (0.026, 0.089, 0.056, -0.020, 0.199), (0.064, -0.044, 0.223)),
    ],
)
def test_teacher_expectancy(estimator: Estimator, plain: tuple[float, ...], knapp: tuple[float, ...]) -> None:
    """Raudenbush 2009 (Handbook of Research Synthesis, Table 16.3), as metafor reproduces it."""
    found = fit(*EXPECTANCY, estimator)
    assert (found.tau2, found.estimate, found.plain_error, *found.plain_interval) == pytest.approx(
        plain, abs=5e-4
    )
    assert (found.error, *found.interval) == pytest.approx(knapp, abs=5e-4)
    assert found.q == pytest.approx(35.83, abs=5e-3)
    assert found.q_p == pytest.approx(0.0074, abs=5e-5)


@pytest.mark.parametrize(
    ("data", "estimator", "tau2", "i2"),
    [
        (EXAMPLE_1, "dl", 0.277, 80.44),
        (EXAMPLE_1, "reml", 0.223, 76.84),
        (EXAMPLE_2, "dl", 0.013, 27.53),
        (EXAMPLE_2, "reml", 0.016, 32.02),
    ],
)
def test_the_examples_of_viechtbauer_2005(
    data: tuple[list[float], list[float]], estimator: Estimator, tau2: float, i2: float
) -> None:
    found = fit(*data, estimator)
    assert found.tau2 == pytest.approx(tau2, abs=5e-4)
    assert found.i2 == pytest.approx(i2, abs=5e-3)


def test_the_prediction_interval_is_of_t_with_two_degrees_fewer() -> None:
    found = fit(*log_risk_ratios())
    reach = 2.200985160 * (found.tau2 + found.error**2) ** 0.5  # t(0.975; 11)
    assert found.prediction == pytest.approx((found.estimate - reach, found.estimate + reach))


def test_a_prediction_interval_starts_at_five_trials() -> None:
    effects, errors = log_risk_ratios()
    assert fit(effects[:4], errors[:4]).prediction is None
    assert fit(effects[:5], errors[:5]).prediction is not None


def test_equal_effects_have_no_variance_between_them() -> None:
    found = fit([0.3, 0.3, 0.3], [0.1, 0.2, 0.4])
    assert (found.tau2, *found.tau2_interval, found.i2, found.q) == pytest.approx((0, 0, 0, 0, 0))
    assert found.estimate == pytest.approx(0.3)
    assert found.error == found.plain_error
    assert found.q_p == 1


@pytest.mark.parametrize(
    ("effects", "errors", "message"),
    [
        ([0.1], [0.2], "at least two effects"),
        ([], [], "at least two effects"),
        ([0.1, 0.2], [0.2], "each with its standard error"),
        ([0.1, 0.2], [0.2, 0.0], "above zero"),
        ([0.1, 0.2], [0.2, -1.0], "above zero"),
    ],
)
def test_what_cannot_be_pooled_is_refused(effects: list[float], errors: list[float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        fit(effects, errors)


trials = st.lists(st.tuples(st.floats(-3, 3), st.floats(0.05, 2)), min_size=2, max_size=12)
estimators: st.SearchStrategy[Estimator] = st.sampled_from(["reml", "pm", "dl"])


@given(trials, estimators)
@settings(max_examples=60, deadline=None)
def test_properties_of_every_fit(found: list[tuple[float, float]], estimator: Estimator) -> None:
    effects, errors = [y for y, _ in found], [s for _, s in found]
    made = fit(effects, errors, estimator)
    assert min(effects) - 1e-9 <= made.estimate <= max(effects) + 1e-9
    assert made.tau2 >= 0
    assert 0 <= made.i2 <= 100
    assert made.tau2_interval[0] <= made.tau2_interval[1]
    assert sum(made.weights) == pytest.approx(100)
    assert made.error >= made.plain_error
    assert made.interval[0] <= made.plain_interval[0] <= made.plain_interval[1] <= made.interval[1]
    if made.prediction:
        assert made.prediction[0] <= made.interval[0] <= made.interval[1] <= made.prediction[1]


@given(trials, estimators, st.floats(-2, 2))
@settings(max_examples=40, deadline=None)
def test_order_sign_and_origin_do_not_matter(
    found: list[tuple[float, float]], estimator: Estimator, shift: float
) -> None:
    effects, errors = [y for y, _ in found], [s for _, s in found]
    one = fit(effects, errors, estimator)
    for other, sign, origin in (
        (fit(effects[::-1], errors[::-1], estimator), 1, 0.0),
        (fit([-y for y in effects], errors, estimator), -1, 0.0),
        (fit([y + shift for y in effects], errors, estimator), 1, shift),
    ):
        assert other.tau2 == pytest.approx(one.tau2, abs=1e-5)
        assert other.estimate == pytest.approx(sign * one.estimate + origin, abs=1e-4)


@given(trials)
@settings(max_examples=60, deadline=None)
def test_no_variance_between_trials_is_likelier_than_the_one_found(found: list[tuple[float, float]]) -> None:
    data = random_effects._data([y for y, _ in found], [s for _, s in found])
    best = random_effects._likelihood(data, random_effects._TAU2["reml"](data))
    assert best >= max(random_effects._likelihood(data, step / 20) for step in range(400)) - 1e-7


@pytest.mark.parametrize(
    ("effects", "errors", "tau2"),
    [
        ([-1.7, 2.4, 3.0, 2.4, -1.1], [1.77, 0.05, 2.8, 0.22, 1.34], 2.6327),
        ([2.3, 1.5, -2.8], [0.66, 0.06, 1.88], 3.3865),
        ([-2.2, -2.2, 1.3], [0.16, 0.37, 1.41], 0),
    ],
)
def test_of_two_peaks_of_the_likelihood_the_higher_is_taken(
    effects: list[float], errors: list[float], tau2: float
) -> None:
    assert fit(effects, errors).tau2 == pytest.approx(tau2, abs=5e-5)


TRIALS = st.lists(
    st.tuples(
        st.floats(-2, 2, allow_nan=False).map(lambda x: round(x, 3)),
        st.floats(0.05, 1, allow_nan=False).map(lambda x: round(x, 3)),
    ),
    min_size=3,
    max_size=12,
)


@settings(deadline=None, max_examples=60)
@given(trials=TRIALS)
def test_a_library_finds_the_same(trials: list[tuple[float, float]]) -> None:
    """statsmodels' combine_effects: DerSimonian and Laird, and the error by Hartung and Knapp."""
    effects, errors = [effect for effect, _ in trials], [error for _, error in trials]
    variances = numpy.array([error**2 for error in errors])
    ours = fit(effects, errors, "dl")
    assume(ours.tau2 > 1e-6)  # the library does not cut the variance off at zero
    library = combine_effects(numpy.array(effects), variances, method_re="dl")
    assert ours.tau2 == pytest.approx(library.tau2)
    assert ours.q == pytest.approx(library.q)
    assert ours.estimate == pytest.approx(library.mean_effect_re, abs=1e-9)
    assert ours.plain_error == pytest.approx(library.sd_eff_w_re)
    # Our Hartung and Knapp error is never narrower than the plain one: their factor, at least 1.
    factor = max(1.0, float(library.scale_hksj_re) ** 0.5)
    assert ours.error == pytest.approx(library.sd_eff_w_re * factor)


@pytest.mark.parametrize("data", [log_risk_ratios(), log_odds_ratios(DIURETICS), EXPECTANCY, EXAMPLE_1])
def test_a_library_finds_the_same_by_paule_and_mandel(data: tuple[list[float], list[float]]) -> None:
    """On published data only: the library's iteration does not always converge."""
    effects, errors = data
    theirs = combine_effects(numpy.array(effects), numpy.array(errors) ** 2, method_re="iterated", atol=1e-14)
    ours = fit(effects, errors, "pm")
    assert ours.tau2 == pytest.approx(theirs.tau2, rel=1e-5)
    assert (ours.estimate, ours.plain_error) == pytest.approx(
        (theirs.mean_effect_re, theirs.sd_eff_w_re), rel=1e-5
    )
