"""Intervals from p values and p values from intervals: Altman and Bland, BMJ 2011;343:d2090 and d2304."""

from dataclasses import replace
from decimal import Decimal
from math import exp, log, sqrt

import pytest
from evidence_folder import Folder
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.printed.rows import Row
from generator.synthesise.derived import Derived, bound_text, limits
from generator.synthesise.distributions import normal_quantile, two_sided_p
from generator.synthesise.interval import derive_interval, derive_p, interval_from_p, p_from_interval

from .data import printed


def made(ratio: str, p: str, count: int | None = 100) -> Derived:
    found = interval_from_p(printed(ratio), printed(p), count)
    assert isinstance(found, Derived), found
    return found


def test_the_worked_example_of_a_relative_risk() -> None:
    """d2090: the relative risk was 0.30 (P=0.034); z 2.117 and standard error 0.569 by the paper's formula."""
    z = -0.862 + sqrt(0.743 - 2.404 * log(0.034))
    error = abs(log(0.30)) / z
    assert (z, error) == pytest.approx((2.117, 0.569), abs=5e-4)
    found = made("0.30", "0.034")
    low, high = (exp(log(0.30) + side * 1.96 * error) for side in (-1, 1))
    assert found.low == pytest.approx(low, abs=0.005)
    assert found.high == pytest.approx(high, abs=0.01)
    assert found.low < low < high < found.high
    assert (found.method, found.level, found.precision, found.approximate) == (
        "interval-from-p",
        95,
        "excludes",
        False,
    )


def test_the_worked_example_of_zinc() -> None:
    """d2090: P=0.032 gives z = 2.141."""
    assert normal_quantile(1 - 0.032 / 2) == pytest.approx(2.141, abs=0.005)


@given(st.floats(0.0001, 0.9))
def test_the_papers_formula_for_z_is_near(p: float) -> None:
    z = -0.862 + sqrt(0.743 - 2.404 * log(p))
    assert normal_quantile(1 - p / 2) == pytest.approx(z, abs=0.035)


@given(st.floats(0.1, 3.9))
def test_the_papers_formula_for_p_is_near(z: float) -> None:
    assert two_sided_p(z) == pytest.approx(exp(-0.717 * z - 0.416 * z * z), abs=0.015)


def test_the_widest_interval_that_rounding_allows_is_shown() -> None:
    found, finer = made("0.5", "0.03"), made("0.500", "0.0300")
    assert found.low < finer.low
    assert finer.high < found.high
    low = exp(log(0.45) - 1.959964 * -log(0.45) / normal_quantile(1 - 0.035 / 2))
    assert found.low == pytest.approx(low, abs=1e-6)


@pytest.mark.parametrize(
    ("p", "precision"),
    [
        ("0.04", "excludes"),
        ("0.05", "unknown"),
        ("0.050", "unknown"),
        ("0.049", "excludes"),
        ("0.051", "includes"),
        ("0.1", "includes"),
        ("0.06", "includes"),
    ],
)
def test_where_rounding_decides_precision_is_unknown(p: str, precision: str) -> None:
    assert made("0.6", p).precision == precision


@pytest.mark.parametrize(("count", "approximate"), [(None, True), (59, True), (60, False)])
def test_few_patients_make_it_approximate(count: int | None, approximate: bool) -> None:
    assert made("0.6", "0.04", count).approximate is approximate


@pytest.mark.parametrize(
    ("ratio", "p", "reason"),
    [
        ("0.6", "<0.05", "the p value is not an exact number"),
        ("0.6", "0.00009", "the p value is below 0.0001 or above 0.9"),
        ("0.6", "0.91", "the p value is below 0.0001 or above 0.9"),
        ("0.6", "0", "the p value is below 0.0001 or above 0.9"),
        ("0.96", "0.4", "the ratio is too close to 1"),
        ("1.05", "0.4", "the ratio is too close to 1"),
        ("1", "0.4", "the ratio is too close to 1"),
        (">0.6", "0.4", "the ratio is not a plain number above zero"),
        ("0", "0.4", "the ratio is not a plain number above zero"),
        ("-0.6", "0.4", "the ratio is not a plain number above zero"),
    ],
)
def test_numbers_that_carry_no_interval(ratio: str, p: str, reason: str) -> None:
    assert interval_from_p(printed(ratio), printed(p)) == reason


@pytest.mark.parametrize(("ratio", "p"), [("0.95", "0.4"), ("1.06", "0.9"), ("0.6", "0.0001")])
def test_numbers_that_just_carry_one(ratio: str, p: str) -> None:
    found = made(ratio, p)
    assert found.low < float(ratio) < found.high


ratios = st.decimals("0.05", "20", places=6)
values = st.decimals("0.0002", "0.89", places=6)


@given(ratios, values)
def test_the_interval_holds_the_ratio_and_leads_back_to_p(ratio: Decimal, p: Decimal) -> None:
    assume(abs(log(ratio)) >= 0.06)
    found = made(str(ratio), str(p))
    assert found.low < ratio < found.high
    bounds = [printed(f"{bound:.8f}") for bound in (found.low, found.high)]
    assume(bounds[0].number != 0)
    back = p_from_interval(printed(str(ratio)), (bounds[0], bounds[1]))
    if isinstance(back, Derived):
        assert back.value == pytest.approx(float(p), abs=0.01)
        assert back.low <= (back.value or 0) <= back.high


@given(ratios, values)
def test_a_turned_ratio_has_the_turned_interval(ratio: Decimal, p: Decimal) -> None:
    assume(abs(log(ratio)) >= 0.06)
    found, turned = made(str(ratio), str(p)), made(f"{1 / ratio:.9f}", str(p))
    assert log(turned.low) == pytest.approx(-log(found.high), rel=1e-3, abs=1e-3)


@given(ratios, values, values)
def test_a_smaller_p_is_more_precise(ratio: Decimal, one: Decimal, other: Decimal) -> None:
    assume(abs(log(ratio)) >= 0.06)
    less, more = sorted((one, other))
    small, large = made(str(ratio), str(less)), made(str(ratio), str(more))
    assert large.low <= small.low
    assert small.high <= large.high


def row(folder: Folder, effect: str, more: str = "", **keys: str) -> tuple[Row, Row | None]:
    folder.card(f"- {{endpoint: survival, effect: {{{effect}}}{more}}}", **keys)
    rows = folder.result_rows()
    return rows[0], next((found for found in rows if found.statistic == "p"), None)


def derived(folder: Folder, effect: str, more: str = "", **keys: str) -> Derived | str:
    first, bare = row(folder, effect, more, **keys)
    return derive_interval(folder.corpus().evidence, first, bare)


def test_a_card_gives_its_number_of_patients(folder: Folder) -> None:
    found = derived(folder, "measure: hr, value: 0.6, p: 0.04")
    assert isinstance(found, Derived)
    assert not found.approximate
    few = derived(
        folder,
        "measure: hr, value: 0.6, p: 0.04",
        groups="{new: {name: N, role: experimental, n: 19}, old: {name: O, role: control, n: 40}}",
    )
    assert isinstance(few, Derived)
    assert few.approximate


@pytest.mark.parametrize(
    "groups", ["{new: {name: N, role: experimental}, old: {name: O, role: control, n: 400}}"]
)
def test_without_the_groups_sizes_it_is_approximate(folder: Folder, groups: str) -> None:
    found = derived(folder, "measure: hr, value: 0.6, p: 0.04", groups=groups)
    assert isinstance(found, Derived)
    assert found.approximate


def test_in_a_subgroup_it_is_approximate(folder: Folder) -> None:
    found = derived(
        folder, "measure: hr, value: 0.6, p: 0.04", ", subset: part", subsets="{part: {name: Part}}"
    )
    assert isinstance(found, Derived)
    assert found.approximate


@pytest.mark.parametrize(
    ("effect", "more", "reason"),
    [
        ("measure: difference, value: 6, p: 0.04", "", "not a ratio between two groups of patients"),
        ("measure: hr, value: 0.6, ci: [0.4, 0.9], p: 0.04", "", "the source prints an interval"),
        ("measure: hr, value: 0.6", "", "no p value"),
        ("measure: hr, p: 0.04", "", "no ratio with a p value"),
        ('measure: hr, value: 0.6, p: "<0.05"', "", "the p value is not an exact number"),
        ("measure: hr, value: 0.6, p: NS", "", "the p value is not an exact number"),
        ("measure: hr, value: NR, p: 0.04", "", "the ratio is not a plain number above zero"),
        ("measure: hr, value: 0.6, p: 0.04, p_sided: one", "", "the p value is one-sided"),
        (
            "measure: hr, value: 0.6, p: 0.04, p_test: landmark",
            "",
            "the p value is of one point of the curves",
        ),
        (
            "measure: hr, value: 0.6, p: 0.04, p_test: historical",
            "",
            "the p value is against earlier patients",
        ),
        ("measure: hr, value: 0.6, p: 0.04, p_test: trend", "", "the p value is of a trend"),
        ("measure: hr, value: 0.6, p: 0.04, p_test: interaction", "", "the p value is of an interaction"),
        (
            "measure: hr, value: 0.6, p: 0.04, p_test: log-rank, model: multivariable",
            "",
            "the ratio is adjusted and the p value is not",
        ),
        (
            "measure: hr, value: 0.6, model: multivariable",
            ", p: 0.04",
            "the ratio is adjusted and the p value is not",
        ),
        (
            "measure: hr, value: 0.6, p: 0.04, p_test: log-rank, model: stratified",
            "",
            "the p value is of another model than the ratio",
        ),
        (
            "measure: hr, value: 0.6, p: 0.04, p_test: stratified-log-rank, model: unadjusted",
            "",
            "the p value is of another model than the ratio",
        ),
        ("measure: hr, value: 0.6", ", p: {value: 0.04, sided: one}", "the p value is one-sided"),
        ("measure: hr, value: 0.6", ", p: {value: 0.04, test: trend}", "the p value is of a trend"),
        (
            "measure: hr, value: 0.6, between: [new, old]",
            ", p: {value: 0.04, between: [new, all]}",
            "the p value is of another comparison",
        ),
    ],
)
def test_what_is_refused(folder: Folder, effect: str, more: str, reason: str) -> None:
    assert derived(folder, effect, more) == reason


@pytest.mark.parametrize(
    ("effect", "more"),
    [
        ("measure: hr, value: 0.6, p: 0.04, p_test: cox, model: multivariable", ""),
        ("measure: hr, value: 0.6, p: 0.04, p_test: stratified-log-rank, model: stratified", ""),
        ("measure: hr, value: 0.6, p: 0.04, p_test: stratified-log-rank", ""),
        ("measure: or, value: 0.6, p: 0.04, p_sided: two", ""),
        ("measure: rr, value: 0.6", ", p: 0.04"),
        (
            "measure: hr, value: 0.6, model: unadjusted",
            ", p: {value: 0.04, test: log-rank, between: [old, new]}",
        ),
    ],
)
def test_what_is_not_refused(folder: Folder, effect: str, more: str) -> None:
    assert isinstance(derived(folder, effect, more), Derived)


@pytest.mark.parametrize("key", ["endpoint", "subset", "grade", "timepoint"])
def test_a_p_value_of_another_result_is_refused(folder: Folder, key: str) -> None:
    first, bare = row(folder, "measure: hr, value: 0.6", ", p: 0.04")
    assert bare
    other = replace(bare, **{key: "other"})  # type: ignore[arg-type]
    told = derive_interval(folder.corpus().evidence, first, other)
    assert told == "the p value is of another comparison"


def test_a_p_value_of_another_cut_off_is_refused(folder: Folder) -> None:
    first, bare = row(folder, "measure: hr, value: 0.6", ", p: 0.04, maturity: {cutoff: 2020-01}")
    assert bare
    later = replace(bare, method={**bare.method, "cutoff": "2022-01"})
    assert derive_interval(folder.corpus().evidence, first, later) == "the p value is of another data cut-off"
    unread = replace(bare, method={})
    assert isinstance(derive_interval(folder.corpus().evidence, first, unread), Derived)


def test_factors_of_a_model_get_no_interval(folder: Folder) -> None:
    folder.card("- {endpoint: survival, in: new, factors: {age: {hr: 0.6, p: 0.04}}}")
    (factor,) = folder.result_rows()
    reason = "not a ratio between two groups of patients"
    assert derive_interval(folder.corpus().evidence, factor) == reason


# The other way round


def p_of(ratio: str, low: str, high: str, level: float = 95) -> Derived | str:
    return p_from_interval(printed(ratio), (printed(low), printed(high)), level)


def test_p_from_an_interval() -> None:
    """By the steps of d2304: standard error 0.0752 and z −2.80 for 0.81 (0.70 to 0.94)."""
    error = (log(0.94) - log(0.70)) / 3.92
    found = p_of("0.81", "0.70", "0.94")
    assert isinstance(found, Derived)
    assert found.value == pytest.approx(two_sided_p(log(0.81) / error), abs=1e-5)
    assert found.value == pytest.approx(0.005, abs=5e-4)
    assert found.low < (found.value or 0) < found.high
    assert found.method == "p-from-interval"


def test_a_lower_level_gives_a_larger_p() -> None:
    wide, narrow = p_of("0.81", "0.70", "0.94"), p_of("0.81", "0.70", "0.94", 90)
    assert isinstance(wide, Derived)
    assert isinstance(narrow, Derived)
    assert (wide.value or 0) < (narrow.value or 0)


@pytest.mark.parametrize(
    ("ratio", "low", "high", "reason"),
    [
        ("0.5", "0.6", "0.9", "the ratio lies outside its interval"),
        ("1.5", "0.6", "0.9", "the ratio lies outside its interval"),
        ("0.6", "0.6", "0.6", "the ratio lies outside its interval"),
        ("0.5", "0.2", "0.6", "the interval is not symmetric about the ratio"),
        ("0.9", "0.9", "1.0", "the interval is no wider than its rounding"),
        ("0.50", "0.40", "0.90", "the interval is not symmetric about the ratio"),
        ("0.5", ">0.2", "0.9", "the ratio or a bound is not a plain number above zero"),
        ("0.5", "0.2", ">0.9", "the ratio or a bound is not a plain number above zero"),
        ("<0.5", "0.2", "0.9", "the ratio or a bound is not a plain number above zero"),
        ("0.5", "0", "0.9", "the ratio or a bound is not a plain number above zero"),
    ],
)
def test_intervals_that_carry_no_p(ratio: str, low: str, high: str, reason: str) -> None:
    assert p_of(ratio, low, high) == reason


@pytest.mark.parametrize(
    ("effect", "told"),
    [
        ("measure: difference, value: 5, ci: [1, 9]", "not a ratio"),
        ("measure: hr, value: 0.6", "no ratio with a confidence interval"),
        ("measure: hr, ci: [0.4, 0.9]", "no ratio with a confidence interval"),
    ],
)
def test_a_card_without_ratio_and_interval_gives_no_p(folder: Folder, effect: str, told: str) -> None:
    first, _ = row(folder, effect)
    assert derive_p(folder.corpus().evidence, first) == told


def test_a_card_gives_a_p_at_its_level(folder: Folder) -> None:
    first, _ = row(folder, "measure: hr, value: 0.81, ci: [0.70, 0.94], ci_level: 90")
    found, same = derive_p(folder.corpus().evidence, first), p_of("0.81", "0.70", "0.94", 90)
    assert isinstance(found, Derived)
    assert isinstance(same, Derived)
    assert (found.value, found.approximate) == (same.value, False)


# What both need


def test_rounding_limits_are_half_a_unit_of_the_last_digit() -> None:
    assert limits(printed("0.60")) == (Decimal("0.595"), Decimal("0.605"))
    assert limits(printed("7")) == (Decimal("6.5"), Decimal("7.5"))
    with pytest.raises(ValueError, match="plain number"):
        limits(printed("<7"))


@pytest.mark.parametrize(
    ("bound", "text"), [(0.9512, "0.95"), (0.9966, "0.997"), (1.00004, "1.00004"), (1.0, "1.00")]
)
def test_a_bound_is_not_printed_as_1_unless_it_is(bound: float, text: str) -> None:
    assert bound_text(bound) == text


def test_six_decimals_are_the_most() -> None:
    assert bound_text(1.0000001) == "1.000000"


def test_a_p_value_of_the_same_adjusted_model_is_taken(folder: Folder) -> None:
    found = derived(
        folder, "measure: hr, value: 0.6, model: multivariable", ", p: 0.04, analysis: multivariable"
    )
    assert isinstance(found, Derived)


@pytest.mark.parametrize(("count", "approximate"), [(None, True), (59, True), (60, False)])
def test_few_patients_make_a_p_approximate_too(count: int | None, approximate: bool) -> None:
    found = p_from_interval(printed("0.81"), (printed("0.70"), printed("0.94")), 95, count)
    assert isinstance(found, Derived)
    assert found.approximate is approximate


def test_a_ratio_at_the_end_of_its_interval_is_not_in_its_middle() -> None:
    assert p_of("0.60", "0.50", "0.60") == "the interval is not symmetric about the ratio"
