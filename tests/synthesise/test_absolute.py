"""Patients per 100 from a hazard ratio: clinical rule 13."""

from math import exp, log

import pytest
from evidence_folder import Folder
from hypothesis import given
from hypothesis import strategies as st

from generator.synthesise.absolute import (
    Absolute,
    Baseline,
    control_range,
    derive_absolute,
    per_hundred,
    refusal,
)

EFFECT = "measure: hr, value: 0.70, ci: [0.50, 0.98]"
READ = "method: {analysis_set: intention-to-treat}, maturity: {follow_up_months: 24}"
RATE = "- {{endpoint: survival, timepoint: {time}, rate: {{old: {rate}}}{more}}}"

shares = st.floats(0.01, 0.99)
ratios = st.floats(0.1, 5)


def test_the_share_is_the_controls_to_the_power_of_the_ratio() -> None:
    found = per_hundred(0.4, 0.7, 0.5, 0.98)
    assert (found.control, found.tested) == pytest.approx((40, 100 * 0.4**0.7))
    assert found.tested_bounds == pytest.approx((100 * 0.4**0.98, 100 * 0.4**0.5))
    assert found.more == pytest.approx((12.6553, 0.7397, 23.2456), abs=5e-4)
    assert found.words == "13 more per 100 (from 1 more to 23 more)"


def test_the_published_examples_of_absolute_effects() -> None:
    """Pacheco and Riera, abseff (Stata), examples 5 and 6, after GRADE guidelines 27 (Skoetz et al., J Clin Epidemiol 2020;118:124)."""
    survival = per_hundred(0.7, 0.35, 0.18, 0.65)
    assert [round(10 * share) for share in (survival.tested, *survival.tested_bounds)] == [883, 793, 938]
    events = per_hundred(1 - 0.055, 0.90, 0.61, 1.34)
    assert [round(1000 - 10 * share) for share in (events.tested, *events.tested_bounds)] == [50, 73, 34]


@given(shares, ratios)
def test_it_is_the_formula_of_grade(control: float, ratio: float) -> None:
    """GRADE handbook: risk ratio = (1 − exp(ratio × ln(1 − risk))) / risk, with the risk of the event."""
    risk = 1 - control
    risk_ratio = (1 - exp(ratio * log(1 - risk))) / risk
    assert 100 - per_hundred(control, ratio, ratio, ratio).tested == pytest.approx(100 * risk * risk_ratio)


def test_an_interval_that_includes_1_names_both_ends() -> None:
    assert per_hundred(0.4, 0.9, 0.6, 1.3).words == "4 more per 100 (from 10 fewer to 18 more)"
    assert per_hundred(0.4, 1.2, 1.1, 1.3).words == "7 fewer per 100 (from 10 fewer to 4 fewer)"


@given(shares, ratios, ratios)
def test_a_higher_ratio_leaves_fewer(control: float, one: float, other: float) -> None:
    low, high = sorted((one, other))
    found = per_hundred(control, low, low, high)
    assert 0 <= found.tested_bounds[0] <= found.tested_bounds[1] <= 100
    assert found.tested == found.tested_bounds[1]
    assert per_hundred(control, 1, 1, 1).more == (0, 0, 0)


@given(shares, shares, ratios)
def test_more_controls_alive_are_more_tested_alive(one: float, other: float, ratio: float) -> None:
    low, high = sorted((one, other))
    assert per_hundred(low, ratio, ratio, ratio).tested <= per_hundred(high, ratio, ratio, ratio).tested


@pytest.mark.parametrize(
    "numbers", [(0, 0.7, 0.5, 1), (1, 0.7, 0.5, 1), (0.4, 0.4, 0.5, 1), (0.4, 1.1, 0.5, 1), (0.4, 0.7, 0, 1)]
)
def test_numbers_that_cannot_be_are_refused(numbers: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="a share lies between 0 and 1"):
        per_hundred(*numbers)


def told(
    folder: Folder, effect: str = EFFECT, more: str = READ, timepoint: str = "1 year", **keys: str
) -> str:
    endpoint = keys.pop("endpoint", "survival")
    rates = keys.pop("rates", "")
    folder.card(f"- {{endpoint: {endpoint}, effect: {{{effect}}}, {more}}}\n{rates}", **keys)
    corpus = folder.corpus()
    return refusal(corpus, folder.result_rows()[0], timepoint)


def test_a_randomised_ratio_of_survival_is_not_refused(folder: Folder) -> None:
    assert told(folder) == ""
    assert told(folder, endpoint="progression") == ""
    assert told(folder, timepoint="24 months") == ""
    assert told(folder, EFFECT + ", model: stratified") == ""


@pytest.mark.parametrize(
    ("effect", "more", "keys", "reason"),
    [
        ("measure: or, value: 0.7, ci: [0.5, 0.9]", READ, {}, "not a hazard ratio between two groups"),
        (EFFECT, READ, {"design": "cohort"}, "not a randomised trial"),
        (EFFECT, READ, {"design": "single-arm"}, "not a randomised trial"),
        (EFFECT, READ, {"trial": "{bundle: true}"}, "not a randomised trial"),
        (EFFECT, "maturity: {follow_up_months: 24}", {}, "not read to be by intention to treat"),
        (
            EFFECT,
            "method: {analysis_set: per-protocol}, maturity: {follow_up_months: 24}",
            {},
            "not read to be by intention to treat",
        ),
        (EFFECT, READ, {"endpoint": "local-failure"}, "not an endpoint that counts death"),
        (EFFECT, READ, {"endpoint": "response"}, "not an endpoint that counts death"),
        (
            EFFECT,
            "method: {analysis_set: intention-to-treat, estimator: cumulative-incidence}",
            {},
            "a cumulative incidence does not give patients per 100",
        ),
        (
            EFFECT + ", model: cause-specific",
            READ,
            {},
            "a cause-specific ratio does not give patients per 100",
        ),
        (
            EFFECT + ", model: subdistribution",
            READ,
            {},
            "a subdistribution ratio does not give patients per 100",
        ),
        ("measure: hr, value: 0.7, p: 0.04", READ, {}, "no printed ratio with a 95% interval"),
        ("measure: hr, ci: [0.5, 0.9]", READ, {}, "no printed ratio with a 95% interval"),
        (EFFECT + ", ci_level: 90", READ, {}, "no printed ratio with a 95% interval"),
        (
            EFFECT,
            READ + ", subset: part",
            {"subsets": "{part: {name: Part}}"},
            "a subgroup without a test for interaction",
        ),
        (
            EFFECT,
            "method: {analysis_set: intention-to-treat}",
            {},
            "the follow-up, or the time, was not read as a number",
        ),
        (EFFECT, READ, {"timepoint": "at the end"}, "the follow-up, or the time, was not read as a number"),
        (EFFECT, READ, {"timepoint": "25 months"}, "beyond the median follow-up"),
        (
            EFFECT,
            READ,
            {"rates": "- {endpoint: survival, timepoint: 12 months, rate: {new: 60, old: 50}}"},
            "the trial prints its own rates at that time",
        ),
    ],
)
def test_what_is_refused(folder: Folder, effect: str, more: str, keys: dict[str, str], reason: str) -> None:
    assert told(folder, effect, more, **keys) == reason


@pytest.mark.parametrize(
    "rates",
    [
        "- {endpoint: survival, timepoint: 12 months, rate: {old: 50}}",
        "- {endpoint: survival, timepoint: 2 years, rate: {new: 60, old: 50}}",
        "- {endpoint: progression, timepoint: 12 months, rate: {new: 60, old: 50}}",
        "- {endpoint: survival, timepoint: 12 months, rate: {new: NR, old: 50}}",
    ],
)
def test_other_rates_do_not_replace_it(folder: Folder, rates: str) -> None:
    assert told(folder, rates=rates) == ""


def test_a_subgroup_with_a_test_for_interaction_is_not_refused(folder: Folder) -> None:
    more = "subset: part, method: {analysis_set: intention-to-treat, interaction_p: 0.03}, maturity: {follow_up_months: 24}"
    assert told(folder, more=more, subsets="{part: {name: Part}}") == ""


def test_an_open_notice_refuses_it(folder: Folder) -> None:
    folder.source("paper", more="notices: [{kind: correction, text: Seen., seen_on: 2026-01-02}]\n")
    assert told(folder) == "a publisher's notice is open"


def test_crossing_curves_refuse_it(folder: Folder) -> None:
    assert told(folder) == ""
    more = "method: {analysis_set: intention-to-treat, proportional_hazards: violated}, maturity: {follow_up_months: 24}"
    assert told(folder, more=more) == "proportional hazards are reported as violated"


# The control groups


def control(folder: Folder, id_: str, rate: str, time: str = "1 year", more: str = "", **keys: str) -> None:
    folder.source(f"paper-{id_}", primary_for=id_)
    folder.card(RATE.format(rate=rate, time=time, more=more), id_=id_, source=f"paper-{id_}", **keys)


def test_the_reader_moves_within_the_trials_control_groups(folder: Folder) -> None:
    control(folder, "a", "40")
    control(folder, "b", "55.5", "12 months")
    found = control_range(folder.corpus(), ["a", "b"], "survival", "1 year")
    assert isinstance(found, Baseline)
    assert (found.low, found.high, found.middle) == pytest.approx((0.40, 0.555, 0.4775))
    assert found.slider
    assert [row.study for row in found.rows] == ["a", "b"]
    assert found.holds(0.40)
    assert found.holds(0.555)
    assert not found.holds(0.39)
    assert not found.holds(0.56)


def test_one_trial_gives_a_table(folder: Folder) -> None:
    control(folder, "a", "40")
    found = control_range(folder.corpus(), ["a"], "survival", "1 year")
    assert isinstance(found, Baseline)
    assert not found.slider


@pytest.mark.parametrize(
    ("time", "more", "keys"),
    [
        ("2 years", "", {}),
        ("1 year", ", subset: part", {"subsets": "{part: {name: Part}}"}),
        ("1 year", ", method: {estimator: cumulative-incidence}", {}),
        ("1 year", "", {"design": "cohort"}),
        ("1 year", "", {"trial": "{bundle: true}"}),
        ("1 year", "", {"groups": "{old: {name: Old, role: experimental}}"}),
    ],
)
def test_other_rates_are_no_control_groups(
    folder: Folder, time: str, more: str, keys: dict[str, str]
) -> None:
    control(folder, "a", "40", time, more, **keys)
    told = control_range(folder.corpus(), ["a"], "survival", "1 year")
    assert told == "no control group's rate at that time was read"


def derived(folder: Folder, share: float, effect: str = EFFECT) -> Absolute | str:
    control(folder, "a", "40")
    control(folder, "b", "50")
    folder.card(f"- {{endpoint: survival, effect: {{{effect}}}, {READ}}}")
    corpus = folder.corpus()
    baseline = control_range(corpus, ["a", "b"], "survival", "1 year")
    assert isinstance(baseline, Baseline)
    return derive_absolute(corpus, folder.result_rows()[0], baseline, share)


def test_a_ratio_and_a_control_share_give_patients_per_100(folder: Folder) -> None:
    found = derived(folder, 0.4)
    assert isinstance(found, Absolute)
    assert found.more == pytest.approx(per_hundred(0.4, 0.70, 0.50, 0.98).more)


def test_a_ratio_the_other_way_round_is_turned(folder: Folder) -> None:
    found = derived(folder, 0.4, "measure: hr, value: 2, ci: [1.6, 2.5], between: [old, new]")
    assert isinstance(found, Absolute)
    assert found.tested == pytest.approx(100 * 0.4**0.5)


@pytest.mark.parametrize(
    ("share", "effect", "reason"),
    [
        (0.39, EFFECT, "outside the range of the trials' control groups"),
        (0.51, EFFECT, "outside the range of the trials' control groups"),
        (0.4, "measure: hr, value: 0.7", "no printed ratio with a 95% interval"),
        (
            0.4,
            "measure: hr, value: 0.7, ci: [0.5, 0.9], between: [new, all]",
            "not a tested group against its control",
        ),
    ],
)
def test_nothing_is_computed_outside_the_rules(
    folder: Folder, share: float, effect: str, reason: str
) -> None:
    assert derived(folder, share, effect) == reason


def test_rates_of_another_endpoint_are_no_baseline(folder: Folder) -> None:
    control(folder, "a", "40")
    folder.card(f"- {{endpoint: progression, effect: {{{EFFECT}}}, {READ}}}")
    corpus = folder.corpus()
    baseline = control_range(corpus, ["a"], "survival", "1 year")
    assert isinstance(baseline, Baseline)
    told = derive_absolute(corpus, folder.result_rows()[0], baseline, 0.4)
    assert told == "the control groups' rates are of another endpoint"


@pytest.mark.parametrize(("rate", "share"), [("0", 0.0), ("100", 1.0)])
def test_where_all_or_none_of_the_controls_live_there_is_nothing_to_compute(
    folder: Folder, rate: str, share: float
) -> None:
    control(folder, "a", rate)
    folder.card(f"- {{endpoint: survival, effect: {{{EFFECT}}}, {READ}}}")
    corpus = folder.corpus()
    baseline = control_range(corpus, ["a"], "survival", "1 year")
    assert isinstance(baseline, Baseline)
    told = derive_absolute(corpus, folder.result_rows()[0], baseline, share)
    assert told == "outside the range of the trials' control groups"


def test_no_difference_is_neither_fewer_nor_many() -> None:
    assert per_hundred(0.4, 1, 0.99, 1.01).words == "0 more per 100 (from 0 more to 0 more)"
    assert per_hundred(0.4, 0.97, 0.95, 0.999).words == "1 more per 100 (from 0 more to 2 more)"
