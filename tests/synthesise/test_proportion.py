"""Wilson intervals, and what gets none."""

import pytest
from evidence_folder import Folder
from hypothesis import given
from hypothesis import strategies as st

from generator.synthesise.derived import Derived
from generator.synthesise.proportion import derive_share, wilson, zero_events_limit

counts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("events", "patients", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0),
    ],
)
def test_newcombe_1998_table_i_method_3(events: int, patients: int, low: float, high: float) -> None:
    assert wilson(events, patients) == pytest.approx((low, high), abs=5e-5)


def test_none_of_the_patients_still_has_an_upper_limit() -> None:
    assert zero_events_limit(20) == pytest.approx(0.1611, abs=5e-5)
    assert zero_events_limit(20, 0.99) > zero_events_limit(20)
    assert wilson(0, 7)[0] == 0
    assert wilson(7, 7)[1] == 1


@pytest.mark.parametrize(("events", "patients"), [(-1, 10), (11, 10), (0, 0)])
def test_events_are_counted_among_patients(events: int, patients: int) -> None:
    with pytest.raises(ValueError, match="among at least one patient"):
        wilson(events, patients)


@given(counts)
def test_the_interval_holds_the_share_and_is_mirrored(found: tuple[int, int]) -> None:
    events, patients = found
    low, high = wilson(events, patients)
    assert 0 <= low <= events / patients <= high <= 1
    assert wilson(patients - events, patients) == pytest.approx((1 - high, 1 - low))


@given(counts)
def test_more_events_lie_higher_and_more_patients_are_more_precise(found: tuple[int, int]) -> None:
    events, patients = found
    low, high = wilson(events, patients)
    more = wilson(events + 1, patients + 1)
    assert more[0] > low
    tenfold = wilson(10 * events, 10 * patients)
    assert tenfold[1] - tenfold[0] < high - low


def share(folder: Folder, result: str, statistic: str = "count") -> Derived | str:
    folder.card(f"- {{{result}}}")
    row, *_ = [row for row in folder.result_rows() if row.statistic == statistic and row.group == "new"]
    return derive_share(folder.corpus().evidence, row)


def test_a_count_with_a_printed_denominator_gets_an_interval(folder: Folder) -> None:
    found = share(folder, "endpoint: response, count: {new: {count: 0, of: 20}}")
    assert isinstance(found, Derived)
    assert (found.method, found.low, found.value) == ("wilson", 0, 0)
    assert found.high == pytest.approx(0.1611, abs=5e-5)
    assert "Wilson" in found.explained


def test_a_printed_percentage_confirms_the_group_as_denominator(folder: Folder) -> None:
    found = share(folder, "endpoint: response, rate: {new: {count: 12, percent: 33.3}}")
    assert isinstance(found, Derived)
    assert found.value == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("result", "statistic", "reason"),
    [
        ("endpoint: response, rate: {new: 33}", "rate", "not a printed count of an outcome"),
        ("endpoint: survival, median: {new: 33}", "median", "not a printed count of an outcome"),
        (
            "endpoint: response, count: {new: {count: 12, of: 36, ci: [3, 20]}}",
            "count",
            "the source prints an interval",
        ),
        (
            "endpoint: response, unit: lesions, count: {new: {count: 12, of: 36}}",
            "count",
            "several lesions or courses of one patient are not independent",
        ),
        (
            "endpoint: response, method: {unit_of_analysis: lesion}, count: {new: {count: 12, of: 36}}",
            "count",
            "several lesions or courses of one patient are not independent",
        ),
        (
            "endpoint: response, method: {unit_of_analysis: course}, count: {new: {count: 12, of: 36}}",
            "count",
            "several lesions or courses of one patient are not independent",
        ),
        (
            "endpoint: toxicity, method: {counting: events}, count: {new: {count: 12, of: 36}}",
            "count",
            "events are counted, of which a patient may have several",
        ),
        (
            "endpoint: survival, method: {estimator: kaplan-meier}, timepoint: 1 year, count: {new: {count: 12, of: 36}}",
            "count",
            "a Kaplan–Meier rate is no share of patients counted",
        ),
        (
            "endpoint: local-failure, method: {estimator: cumulative-incidence}, count: {new: {count: 12, of: 36}}",
            "count",
            "a cumulative incidence is no share of patients counted",
        ),
        (
            "endpoint: survival, count: {new: {count: 12, of: 36}}",
            "count",
            "the patients were not all followed to one fixed time",
        ),
        (
            "endpoint: survival, method: {estimator: crude}, count: {new: {count: 12, of: 36}}",
            "count",
            "the patients were not all followed to one fixed time",
        ),
        (
            "endpoint: survival, timepoint: 1 year, count: {new: {count: 12, of: 36}}",
            "count",
            "the patients were not all followed to one fixed time",
        ),
        (
            "endpoint: response, count: {new: {count: 12}}",
            "count",
            "the number of patients who could be counted is not printed",
        ),
        (
            "endpoint: response, rate: {new: {count: 12, percent: 40}}",
            "count",
            "the printed percentage has another denominator",
        ),
        (
            'endpoint: response, count: {new: {count: "<12", of: 36}}',
            "count",
            "the count or the number of patients is not a whole number",
        ),
        (
            "endpoint: response, count: {new: {count: 12.5, of: 36}}",
            "count",
            "the count or the number of patients is not a whole number",
        ),
        ("endpoint: response, count: {new: {count: 37, of: 36}}", "count", "more events than patients"),
    ],
)
def test_what_gets_no_interval(folder: Folder, result: str, statistic: str, reason: str) -> None:
    assert share(folder, result, statistic) == reason


def test_crude_shares_at_a_fixed_time_get_one(folder: Folder) -> None:
    result = (
        "endpoint: survival, method: {estimator: crude}, timepoint: 1 year, count: {new: {count: 12, of: 36}}"
    )
    assert isinstance(share(folder, result), Derived)


def test_characteristics_and_group_sizes_get_none(folder: Folder) -> None:
    folder.card(characteristics="\n- {label: Sex, rows: {women: {new: {count: 5, of: 36}}}}")
    corpus = folder.corpus()
    told = {derive_share(corpus.evidence, row) for row in corpus.rows["trial"]}
    assert told == {"not a printed count of an outcome"}


@pytest.mark.parametrize(
    "count", ["{count: 10, of: 10}", "{count: 1, of: 1}", "{count: 4, of: 10, range: [1, 6]}"]
)
def test_all_patients_one_patient_and_a_range_are_no_hindrance(folder: Folder, count: str) -> None:
    assert isinstance(share(folder, f"endpoint: response, count: {{new: {count}}}"), Derived)


@pytest.mark.parametrize(
    "rate", ['{count: 12, percent: "<40"}', '{count: "<12", percent: 33}', "{count: 12.5, percent: 34.7}"]
)
def test_a_bound_confirms_no_denominator(folder: Folder, rate: str) -> None:
    told = share(folder, f"endpoint: response, rate: {{new: {rate}}}")
    assert told == "the number of patients who could be counted is not printed"


@pytest.mark.parametrize(
    ("percent", "confirms"), [("33", True), ("33.3", True), ("33.4", False), ("34", False)]
)
def test_a_percentage_confirms_within_its_rounding(folder: Folder, percent: str, confirms: bool) -> None:
    told = share(folder, f"endpoint: response, rate: {{new: {{count: 12, percent: {percent}}}}}")
    assert isinstance(told, Derived) is confirms


def test_a_share_on_the_edge_of_rounding_is_confirmed(folder: Folder) -> None:
    groups = "{new: {name: New, role: experimental, n: 200}}"
    for percent in (1, 2):
        folder.card(
            f"- {{endpoint: response, rate: {{new: {{count: 3, percent: {percent}}}}}}}", groups=groups
        )
        row = next(row for row in folder.result_rows() if row.statistic == "count")
        assert isinstance(derive_share(folder.corpus().evidence, row), Derived)


def test_each_number_of_a_list_has_its_own_denominator(folder: Folder) -> None:
    folder.card("- {endpoint: response, count: {unclear: [{count: 3}, {count: 4, of: 9}]}}")
    first, second = folder.result_rows()
    evidence = folder.corpus().evidence
    assert derive_share(evidence, first) == "the number of patients who could be counted is not printed"
    assert isinstance(derive_share(evidence, second), Derived)
