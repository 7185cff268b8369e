"""Direction and precision: clinical rules 1 to 5."""

import pytest
from evidence_folder import Folder

from generator.printed.results import shown
from generator.synthesise.direction import RULES, Reading, of_p, precision, read_result

HANDLED = "{immortal_time: handled}"


def reading(folder: Folder, result: str, design: str = "randomised", **keys: str) -> Reading | None:
    folder.card(f"- {{{result}}}", design=design, **keys)
    corpus = folder.corpus()
    (item,) = shown(corpus, "trial")
    return read_result(corpus.evidence, item.rows)


def facts(folder: Folder, result: str, design: str = "randomised", **keys: str) -> tuple[str, str, str]:
    found = reading(folder, result, design, **keys)
    assert found is not None
    return found.towards, found.precision, found.basis


def effect(endpoint: str, text: str) -> str:
    return f"endpoint: {endpoint}, effect: {{{text}}}"


# (a) where the estimate points


@pytest.mark.parametrize(
    ("endpoint", "measure", "value", "towards"),
    [
        ("survival", "hr", "0.66", "experimental"),
        ("survival", "hr", "1.3", "control"),
        ("survival", "hr", "1", "neither"),
        ("survival", "hr", "1.00", "neither"),
        ("local-failure", "hr", "0.5", "experimental"),
        ("relief", "hr", "1.4", "experimental"),
        ("relief", "hr", "0.7", "control"),
        ("response", "or", "2.0", "experimental"),
        ("response", "rr", "0.8", "control"),
        ("toxicity", "or", "2.0", "control"),
        ("toxicity", "rr", "0.5", "experimental"),
        ("response", "difference", "18", "experimental"),
        ("response", "difference", "-3", "control"),
        ("response", "difference", "0", "neither"),
        ("toxicity", "difference", "-3", "experimental"),
        ("pattern", "or", "2.0", "unknown"),
        ("pattern", "hr", "2.0", "unknown"),
        ("survival", "hr", "NR", "unknown"),
        ("survival", "hr", '"<1.2"', "unknown"),
    ],
)
def test_an_effect_points_by_its_endpoint(
    folder: Folder, endpoint: str, measure: str, value: str, towards: str
) -> None:
    assert facts(folder, effect(endpoint, f"measure: {measure}, value: {value}")) == (
        towards,
        "unknown",
        "effect",
    )


@pytest.mark.parametrize(
    ("endpoint", "value", "towards"),
    [("survival", 2, "experimental"), ("local-failure", 2, "experimental"), ("relief", 2, "control")],
)
def test_a_difference_of_times_is_read_by_the_event(
    folder: Folder, endpoint: str, value: int, towards: str
) -> None:
    result = effect(endpoint, f"measure: difference, value: {value}, unit: weeks")
    assert facts(folder, result)[0] == towards


@pytest.mark.parametrize(
    ("measure", "value", "towards"),
    [("hr", "1.52", "experimental"), ("hr", "0.8", "control"), ("hr", "1", "neither")],
)
def test_an_effect_printed_the_other_way_is_turned(
    folder: Folder, measure: str, value: str, towards: str
) -> None:
    result = effect("survival", f"measure: {measure}, value: {value}, between: [old, new]")
    assert facts(folder, result)[0] == towards


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ("endpoint: survival, median: {new: 15.9, old: 7.6}", ("experimental", "unknown", "medians")),
        ("endpoint: survival, median: {old: 15.9, new: 7.6}", ("control", "unknown", "medians")),
        ("endpoint: survival, median: {new: 7.6, old: 7.6}", ("neither", "unknown", "medians")),
        ("endpoint: local-failure, median: {new: 15.9, old: 7.6}", ("experimental", "unknown", "medians")),
        ("endpoint: relief, median: {new: 3, old: 2}", ("control", "unknown", "medians")),
        (
            "endpoint: local-failure, timepoint: 1 year, rate: {new: 10, old: 7}",
            ("control", "unknown", "rates"),
        ),
        ("endpoint: response, rate: {new: 36, old: 18}, p: 0.07", ("experimental", "includes", "rates")),
        ("endpoint: toxicity, rate: {new: 36, old: 18}, p: 0.01", ("control", "excludes", "rates")),
        (
            "endpoint: survival, rate: {new: 1, old: 2}, median: {new: 2, old: 1}",
            ("control", "unknown", "rates"),
        ),
    ],
)
def test_without_an_effect_two_rates_or_medians_point(
    folder: Folder, result: str, expected: tuple[str, str, str]
) -> None:
    assert facts(folder, result) == expected


@pytest.mark.parametrize(
    "result",
    [
        "endpoint: survival, p: 0.01",
        "endpoint: survival, median: {new: 15.9}, p: 0.01",
        "endpoint: survival, median: {new: NR, old: 7.6}, p: 0.01",
        "endpoint: survival, median: {all: 15.9}",
        "endpoint: survival, median: {unclear: [15.9, 7.6]}, p: 0.01",
        "endpoint: survival, finding: Longer.",
        "endpoint: survival, factors: {Age: {hr: 0.5}}",
        "endpoint: survival, factors: {Age: {hr: 0.5, p: 0.01}}, in: new",
    ],
)
def test_a_p_value_or_a_single_number_never_points(folder: Folder, result: str) -> None:
    assert reading(folder, result) is None


def test_factors_beside_a_comparison_do_not_hide_it(folder: Folder) -> None:
    result = "endpoint: survival, median: {new: 15.9, old: 7.6}, factors: {Age: {hr: 1.5, p: 0.01}}"
    assert facts(folder, result) == ("experimental", "unknown", "medians")


# (b) precision


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("measure: hr, value: 0.66, ci: [0.37, 1.18]", "includes"),
        ("measure: hr, value: 0.66, ci: [0.37, 0.98]", "excludes"),
        ("measure: hr, value: 0.66, ci: [0.37, 1.00]", "includes"),
        ("measure: hr, value: 1.5, ci: [1.01, 2.1]", "excludes"),
        ("measure: hr, value: 0.66, ci: [0.37, NR]", "unknown"),
        ("measure: difference, value: 18, ci: [-2, 38]", "includes"),
        ("measure: difference, value: 18, ci: [2, 38]", "excludes"),
        ("measure: hr, value: 0.66, ci: [0.37, 0.98], ci_level: 80", "unknown"),
        ("measure: hr, value: 0.66, ci: [0.37, 1.18], ci_level: 80", "includes"),
        ("measure: hr, value: 0.66, ci: [0.37, 0.98], ci_level: 97.5", "excludes"),
        ("measure: hr, value: 0.66, ci: [0.37, 1.18], p: 0.01", "includes"),
        ("measure: hr, value: 0.66, p: 0.049", "excludes"),
        ("measure: hr, value: 0.66, p: 0.05", "includes"),
        ("measure: hr, value: 0.66, p: 0.16", "includes"),
        ('measure: hr, value: 0.66, p: "<0.001"', "excludes"),
        ('measure: hr, value: 0.66, p: "<0.05"', "excludes"),
        ('measure: hr, value: 0.66, p: "<0.1"', "unknown"),
        ('measure: hr, value: 0.66, p: ">0.05"', "includes"),
        ('measure: hr, value: 0.66, p: ">0.01"', "unknown"),
        ("measure: hr, value: 0.66, p: NS", "includes"),
        ("measure: hr, value: 0.66, p: 0.01, p_sided: one", "unknown"),
        ("measure: hr, value: 0.66, p: 0.01, p_test: trend", "unknown"),
        ("measure: hr, value: 0.66, p: 0.01, p_test: interaction", "unknown"),
        ("measure: hr, value: 0.66, p: 0.01, p_test: landmark", "unknown"),
        ("measure: hr, value: 0.66, p: 0.01, p_test: log-rank", "excludes"),
        ("measure: hr, value: 0.66", "unknown"),
    ],
)
def test_precision(folder: Folder, text: str, expected: str) -> None:
    assert facts(folder, effect("survival", text))[1] == expected


def test_a_bare_p_of_the_same_pair_tells_the_precision_of_an_effect(folder: Folder) -> None:
    assert facts(folder, effect("survival", "measure: hr, value: 0.66") + ", p: 0.01")[1] == "excludes"


@pytest.mark.parametrize(
    "p",
    [
        "{value: 0.01, sided: one}",
        "{value: 0.01, test: trend}",
        "{value: 0.01, test: interaction}",
        "{value: 0.01, between: [new, old, third]}",
        "{value: 0.01, between: [new, third]}",
    ],
)
def test_a_p_of_another_kind_or_of_other_groups_tells_nothing(folder: Folder, p: str) -> None:
    groups = "{new: {name: New, role: experimental}, old: {name: Old, role: control}, third: {name: Third}}"
    result = f"endpoint: survival, median: {{new: 15.9, old: 7.6}}, p: {p}"
    assert facts(folder, result, groups=groups) == ("experimental", "unknown", "medians")


def test_the_p_over_three_groups_tells_nothing_of_two(folder: Folder) -> None:
    groups = "{new: {name: New, role: experimental}, newer: {name: Newer, role: experimental}, old: {name: Old, role: control}}"
    assert (
        reading(folder, "endpoint: survival, median: {new: 3, newer: 4, old: 2}, p: 0.01", groups=groups)
        is None
    )


def test_no_p_no_precision() -> None:
    assert of_p(None) == "unknown"


def test_a_range_is_no_interval(folder: Folder) -> None:
    folder.card("- {endpoint: survival, median: {new: {value: 3, range: [2, 4]}}}")
    assert precision(folder.result_rows()[0]) == "unknown"


# No direction


@pytest.mark.parametrize(
    ("design", "trial", "given"),
    [
        ("randomised", "{}", True),
        ("cohort", "{}", False),
        ("cohort", "{immortal_time: unclear}", False),
        ("cohort", "{immortal_time: not-handled}", False),
        ("cohort", HANDLED, True),
        ("cohort", "{immortal_time: not-applicable}", True),
        ("single-arm", HANDLED, False),
        ("laboratory", "{immortal_time: not-applicable}", False),
        ("guideline", "{immortal_time: not-applicable}", False),
        ("randomised", "{bundle: true}", False),
        ("unknown-design", "{}", False),
    ],
)
def test_only_fair_comparisons_point(folder: Folder, design: str, trial: str, given: bool) -> None:
    found = reading(folder, effect("survival", "measure: hr, value: 0.66"), design, trial=trial)
    assert (found is not None) is given


def test_against_history_there_is_neither(folder: Folder) -> None:
    assert (
        reading(folder, effect("survival", "measure: hr, value: 0.66, p: 0.01, p_test: historical")) is None
    )
    history = "endpoint: survival, median: {new: 15.9, old: 7.6}, p: {value: 0.01, test: historical}"
    assert reading(folder, history) is None


@pytest.mark.parametrize(
    "groups",
    [
        "{new: {name: New}, old: {name: Old}}",
        "{new: {name: New, role: experimental}, old: {name: Old}}",
        "{new: {name: New, role: experimental}, old: {name: Old, role: exposed}}",
    ],
)
def test_groups_that_are_no_tested_group_and_control_do_not_point(folder: Folder, groups: str) -> None:
    result = effect("survival", "measure: hr, value: 0.66, between: [new, old]")
    assert reading(folder, result, groups=groups) is None


def test_exposed_and_unexposed_point_like_tested_and_control(folder: Folder) -> None:
    groups = "{new: {name: New, role: exposed}, old: {name: Old, role: unexposed}}"
    result = effect("survival", "measure: hr, value: 0.66, ci: [0.5, 0.9]")
    assert facts(folder, result, "cohort", groups=groups, trial=HANDLED) == (
        "experimental",
        "excludes",
        "effect",
    )


def test_nothing_is_read_from_no_rows(folder: Folder) -> None:
    assert read_result(folder.corpus().evidence, ()) is None


def test_the_rules_are_words_for_the_methods_page() -> None:
    assert set(RULES) == {"towards", "precision", "none"}
