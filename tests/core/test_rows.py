"""One row a printed number: every column, as design section 8 has them."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from evidence_folder import Folder
from hypothesis import given
from hypothesis import strategies as st

from generator.model.printed import Printed
from generator.printed.place import Origin
from generator.printed.results import Shown, group_tables, main_result, shown
from generator.printed.rows import Row

Told = list[tuple[str, str, str]]


def told(rows: list[Row]) -> Told:
    """Statistic, group and value of rows, for short."""
    return [(row.statistic, row.group, str(row.value) if row.value else "") for row in rows]


def bounds(row: Row) -> tuple[str, ...]:
    return tuple(str(bound) for bound in row.bounds or ())


def one(rows: list[Row]) -> Row:
    (row,) = rows
    return row


# Estimates


def test_each_group_has_its_row(folder: Folder) -> None:
    new, old = folder.result_rows()
    assert told([new, old]) == [("median", "new", "15.9"), ("median", "old", "7.6")]
    assert (new.group_name, new.group_role, old.group_role) == ("New", "experimental", "control")
    assert (new.endpoint, new.unit, str(new.n), new.result) == ("survival", "months", "36", 0)
    assert new.place == ("results", 0, "median", "new")
    assert new.origin == Origin("paper", "Abstract")
    assert new.comparator == ""


@pytest.mark.parametrize("typed", ["15.9", "15.90", "0.50", "100", "NR", "NA", '">=30"', "0"])
def test_a_number_keeps_the_digits_it_was_typed_with(folder: Folder, typed: str) -> None:
    folder.card(f"- {{endpoint: survival, median: {{new: {typed}}}}}")
    assert str(one(folder.result_rows()).value) == typed.strip('"')


@pytest.mark.parametrize("typed", ["≥30", "≥ 30", ">= 30"])
def test_signs_are_written_in_one_way(folder: Folder, typed: str) -> None:
    folder.card(f'- {{endpoint: survival, median: {{new: "{typed}"}}}}')
    assert str(one(folder.result_rows()).value) == ">=30"


@pytest.mark.parametrize(
    ("key", "kind", "level"), [("ci", "confidence", "95"), ("range", "range", ""), ("iqr", "iqr", "")]
)
def test_an_interval_has_its_kind_and_level(folder: Folder, key: str, kind: str, level: str) -> None:
    folder.card(f"- {{endpoint: survival, median: {{new: {{value: 15.9, {key}: [7.1, NR]}}}}}}")
    row = one(folder.result_rows())
    assert (bounds(row), row.ci_kind, row.ci_level) == (("7.1", "NR"), kind, level)


def test_a_printed_level_is_kept(folder: Folder) -> None:
    folder.card("- {endpoint: survival, median: {new: {value: 15.9, ci: [7, 20], ci_level: 90}}}")
    assert one(folder.result_rows()).ci_level == "90"


def test_an_interval_may_stand_without_its_number(folder: Folder) -> None:
    folder.card("- {endpoint: survival, median: {new: {ci: [7.1, 20]}}}")
    assert told(folder.result_rows()) == [("median", "new", "")]


def test_plus_minus_is_told_in_words(folder: Folder) -> None:
    folder.card("- {endpoint: survival, mean: {new: {value: 15.9, plus_minus: 2.1}}}")
    row = one(folder.result_rows())
    assert (row.statistic, row.finding, row.bounds) == ("mean", "± 2.1", None)


def test_count_and_percent_are_two_rows(folder: Folder) -> None:
    folder.card("- {endpoint: response, rate: {new: {count: 13, of: 35, percent: 37.1, ci: [20, 55]}}}")
    rate, count = folder.result_rows()
    assert told([rate, count]) == [("rate", "new", "37.1"), ("count", "new", "13")]
    assert (rate.unit, count.unit) == ("percent", "patients")
    assert [str(row.n) for row in (rate, count)] == ["35", "35"]
    assert (bounds(rate), bounds(count), count.ci_kind) == (("20", "55"), (), "")


def test_count_and_percent_are_two_rows_under_count_too(folder: Folder) -> None:
    folder.card("- {endpoint: response, count: {new: {count: 13, percent: 37.1}}}")
    assert [(row.statistic, row.unit) for row in folder.result_rows()] == [
        ("rate", "percent"),
        ("count", "patients"),
    ]


def test_a_count_alone_has_its_interval(folder: Folder) -> None:
    folder.card("- {endpoint: response, rate: {new: {count: 13, of: 35, ci: [20, 55]}}}")
    row = one(folder.result_rows())
    assert (row.statistic, bounds(row)) == ("count", ("20", "55"))


def test_a_count_of_lesions_is_no_count_of_patients(folder: Folder) -> None:
    folder.card(
        "- {endpoint: response, rate: {new: {count: 13, of: 35}}, method: {unit_of_analysis: lesion}}"
    )
    assert one(folder.result_rows()).unit == "lesions"


def test_a_count_in_its_own_unit(folder: Folder) -> None:
    folder.card("- {endpoint: response, count: {new: {count: 13}}, unit: lesions}")
    assert one(folder.result_rows()).unit == "lesions"


@pytest.mark.parametrize(
    ("result", "statistic", "unit"),
    [
        ("endpoint: survival, median: {new: 1}", "median", "months"),
        ("endpoint: survival, median: {new: 1}, unit: weeks", "median", "weeks"),
        ("endpoint: survival, mean: {new: 1}", "mean", "months"),
        ("endpoint: response, rate: {new: 1}", "rate", "percent"),
        ("endpoint: response, count: {new: 1}", "count", "patients"),
        ("endpoint: patients, value: {new: 1}", "n", "patients"),
        ("endpoint: patients, count: {new: 1}", "n", "patients"),
        ("endpoint: total-dose, value: {new: 1}", "dose_gy", "gy"),
        ("endpoint: total-dose, median: {new: 1}", "dose_gy", "gy"),
        ("endpoint: fractions, value: {new: 1}", "fractions", "fractions"),
    ],
)
def test_statistic_and_unit(folder: Folder, result: str, statistic: str, unit: str) -> None:
    folder.card(f"- {{{result}}}")
    row = one(folder.result_rows())
    assert (row.statistic, row.unit) == (statistic, unit)


def test_a_median_dose_says_that_it_is_one(folder: Folder) -> None:
    folder.card("- {endpoint: total-dose, median: {new: 50}}")
    assert one(folder.result_rows()).analysis == "median"


def test_what_a_source_does_not_assign_is_unclear(folder: Folder) -> None:
    folder.card("- {endpoint: survival, median: {unclear: [9.1, {value: 5.1, ci: [4, 6]}]}}")
    first, second = folder.result_rows()
    assert told([first, second]) == [("median", "unclear", "9.1"), ("median", "unclear", "5.1")]
    assert (first.place, second.place) == (
        ("results", 0, "median", "unclear", 0),
        ("results", 0, "median", "unclear", 1),
    )
    assert (first.group_name, first.n) == ("Group not stated", None)


def test_everyone(folder: Folder) -> None:
    folder.card("- {endpoint: survival, median: {all: 9.1}}")
    row = one(folder.result_rows())
    assert (row.group, row.group_name, row.group_role) == ("all", "All patients", "")


def test_timepoint_grade_subset_and_analysis_have_columns(folder: Folder) -> None:
    folder.card(
        '- {endpoint: toxicity, rate: {new: 3}, timepoint: 1 year, grade: ">=3", subset: young, analysis: univariable}',
        subsets="{young: {name: Young, of: new, n: 12}}",
    )
    row = one(folder.result_rows())
    assert (row.timepoint, row.grade, row.subset, row.analysis) == ("1 year", ">=3", "young", "univariable")


def test_the_size_of_a_group_is_not_that_of_its_subset(folder: Folder) -> None:
    folder.card(
        "- {endpoint: survival, median: {new: 3}, subset: young}", subsets="{young: {name: Young, of: new}}"
    )
    assert one(folder.result_rows()).n is None


def test_method_and_maturity_are_text(folder: Folder) -> None:
    folder.card(
        "- {endpoint: survival, median: {new: 3}, method: {endpoint_role: primary, margin: 10%, threshold: {p: 0.1}},"
        " maturity: {cutoff: 2026-01-02, events: 40, follow_up_months: 12.0}}"
    )
    assert one(folder.result_rows()).method == {
        "endpoint_role": "primary",
        "margin": "10%",
        "cutoff": "2026-01-02",
        "events": "40",
        "follow_up_months": "12.0",
    }


# Effects and p values


def test_an_effect_is_experimental_over_control(folder: Folder) -> None:
    folder.card(
        "- {endpoint: survival, median: {old: 7.6, new: 15.9}, effect: {measure: hr, value: 0.66, ci: [0.37, 1.18], p: 0.16,"
        " model: stratified, p_sided: two, p_test: log-rank}}"
    )
    row = folder.result_rows()[-1]
    assert told([row]) == [("hr", "new", "0.66")]
    assert (row.comparator, row.comparator_name, row.groups) == ("old", "Old", ("new", "old"))
    assert (row.unit, bounds(row), row.ci_level, str(row.p_value)) == (
        "ratio",
        ("0.37", "1.18"),
        "95",
        "0.16",
    )
    assert (row.method["model"], row.method["p_sided"], row.method["p_test"]) == (
        "stratified",
        "two",
        "log-rank",
    )
    assert row.place == ("results", 0, "effect")


def test_between_says_which_is_over_which(folder: Folder) -> None:
    folder.card("- {endpoint: survival, effect: {measure: hr, value: 1.52, between: [old, new]}}")
    row = one(folder.result_rows())
    assert (row.group, row.comparator) == ("old", "new")


THREE = """
    a: {name: A, role: experimental}
    b: {name: B, role: experimental}
    c: {name: C, role: control}
    """


@pytest.mark.parametrize(
    ("result", "groups"),
    [
        ("median: {a: 1, c: 2}", ("a", "c")),
        ("median: {c: 1, b: 2}", ("b", "c")),
        ("median: {a: 1, b: 2, c: 3}", ()),
        ("median: {a: 1, b: 2}", ()),
        ("timepoint: 1 year", ()),
        ("median: {unclear: [1, 2]}", ()),
    ],
)
def test_the_pair_of_an_effect_is_never_guessed(folder: Folder, result: str, groups: tuple[str, ...]) -> None:
    folder.card(f"- {{endpoint: survival, {result}, effect: {{measure: hr, value: 0.7}}}}", groups=THREE)
    row = folder.result_rows()[-1]
    assert (row.statistic, row.groups) == ("hr", groups)
    assert row.group == (groups[0] if groups else "")


def test_two_groups_without_role_give_an_effect_no_order_and_a_p_a_pair(folder: Folder) -> None:
    folder.card(
        "- {endpoint: survival, median: {a: 1, b: 2}, effect: {measure: hr, value: 0.7}, p: 0.03}",
        groups="{a: {name: A}, b: {name: B}}",
    )
    effect, p = folder.result_rows()[-2:]
    assert (effect.groups, p.groups) == ((), ("a", "b"))


def test_exposed_and_unexposed_are_a_pair(folder: Folder) -> None:
    folder.card(
        "- {endpoint: survival, effect: {measure: hr, value: 0.7}}",
        groups="{b: {name: B, role: unexposed}, a: {name: A, role: exposed}}",
    )
    assert one(folder.result_rows()).groups == ("a", "b")


@pytest.mark.parametrize(
    ("result", "unit"),
    [
        ("endpoint: response, rate: {new: 3, old: 4}", "percent"),
        ("endpoint: survival, median: {new: 3, old: 4}", "months"),
        ("endpoint: survival, median: {new: 3, old: 4}, unit: weeks", "weeks"),
    ],
)
def test_the_unit_of_a_difference(folder: Folder, result: str, unit: str) -> None:
    folder.card(f"- {{{result}, effect: {{measure: difference, value: -1}}}}")
    assert folder.result_rows()[-1].unit == unit


def test_a_bare_p_has_its_own_row_without_a_value(folder: Folder) -> None:
    folder.card('- {endpoint: survival, median: {new: 3, old: 4}, p: "<0.001"}')
    row = folder.result_rows()[-1]
    assert (row.statistic, row.value, str(row.p_value)) == ("p", None, "<0.001")
    assert (row.groups, row.unit, row.place) == (("new", "old"), "", ("results", 0, "p"))


def test_a_p_over_three_groups_belongs_to_no_pair(folder: Folder) -> None:
    folder.card("- {endpoint: survival, median: {a: 1, b: 2, c: 3}, p: 0.01}", groups=THREE)
    row = folder.result_rows()[-1]
    assert (row.group, row.comparator, row.groups) == ("", "", ("a", "b", "c"))
    assert row.group_name == "A, B, C"


def test_a_p_says_its_test(folder: Folder) -> None:
    folder.card("- {endpoint: survival, p: {value: NS, sided: one, test: trend, between: [old, new]}}")
    row = one(folder.result_rows())
    assert (row.groups, row.method["p_sided"], row.method["p_test"]) == (("old", "new"), "one", "trend")


# Models and findings


def test_factors_of_a_model(folder: Folder) -> None:
    folder.card(
        """
        - endpoint: survival
          in: new
          analysis: [univariable, multivariable]
          factors:
            Male vs female: {hr: 0.37, ci: [0.2, 0.7], p: 0.01, analysis: multivariable}
            Age: {p: NS}
            Stage: {or: 2.1}
        """
    )
    male, age, stage = folder.result_rows()
    assert told([male, age, stage]) == [("hr", "new", "0.37"), ("p", "new", ""), ("or", "new", "2.1")]
    assert [row.factor for row in (male, age, stage)] == ["Male vs female", "Age", "Stage"]
    assert [row.analysis for row in (male, age)] == ["multivariable", "univariable, multivariable"]
    assert (male.unit, bounds(male), male.comparator, str(age.p_value)) == ("ratio", ("0.2", "0.7"), "", "NS")


def test_factors_without_a_group_are_about_everyone(folder: Folder) -> None:
    folder.card("- {endpoint: survival, factors: {Age: {hr: 1.1}}}")
    assert one(folder.result_rows()).group == "all"


def test_a_finding_is_a_row_of_words(folder: Folder) -> None:
    folder.card("- {endpoint: toxicity, in: new, finding: No more harm.}")
    row = one(folder.result_rows())
    assert (row.statistic, row.value, row.finding, row.group) == ("finding", None, "No more harm.", "new")


# Groups, regimens, population, characteristics


def test_group_sizes(folder: Folder) -> None:
    folder.card(subsets="{young: {name: Young, of: new, n: 12}, old-ones: {name: Old ones, of: young, n: 3}}")
    rows = folder.rows(endpoint="patients")
    assert [(row.group, row.subset, str(row.value)) for row in rows] == [
        ("new", "", "36"),
        ("old", "", "40"),
        ("new", "young", "12"),
        ("all", "old-ones", "3"),
    ]
    assert {(row.statistic, row.unit, row.result) for row in rows} == {("n", "patients", None)}


def test_population(folder: Folder) -> None:
    folder.card(
        population="""
            summary: Adults
            source: paper
            at: Table 1
            enrolled: 92
            randomised: 76
            nsclc_n: 70
            cancers: {adenocarcinoma: 50}
            flow: [{label: Excluded, n: 16, at: Figure 1}]
            """
    )
    rows = folder.rows(group="all")
    assert [(row.endpoint, row.factor, str(row.value), row.origin.at) for row in rows] == [
        ("patients-enrolled", "", "92", "Table 1"),
        ("patients-randomised", "", "76", "Table 1"),
        ("patients", "lung cancer", "70", "Table 1"),
        ("patients", "adenocarcinoma", "50", "Table 1"),
        ("patients", "Excluded", "16", "Figure 1"),
    ]


REGIMENS = """
    new:
      name: New
      drug_doses: {drug: 250 mg daily}
      radiotherapy:
        - {technique: sbrt, target: one site, dose_gy: 24, fractions: 3, per_fraction_gy: 8}
        - {dose_gy: {median: 50, range: [27, 60]}, fractions: {range: [3, 10]}, accepted_gy: [21, 27], schedule: once a week}
        - {dose_gy: ">=30", source: paper, at: Table 2}
    """


def test_regimens(folder: Folder) -> None:
    folder.card("", groups=REGIMENS)
    rows = [row for row in folder.rows() if row.endpoint != "patients"]
    assert [(row.endpoint, row.statistic, str(row.value or row.finding), row.unit) for row in rows] == [
        ("drug-dose", "finding", "250 mg daily", ""),
        ("total-dose", "dose_gy", "24", "gy"),
        ("fractions", "fractions", "3", "fractions"),
        ("dose-per-fraction", "dose_gy", "8", "gy"),
        ("total-dose", "dose_gy", "50", "gy"),
        ("fractions", "fractions", "", "fractions"),
        ("accepted-dose", "dose_gy", "", "gy"),
        ("schedule", "finding", "once a week", ""),
        ("total-dose", "dose_gy", ">=30", "gy"),
    ]
    assert [row.factor for row in rows[1:]] == ["sbrt; one site"] * 3 + ["regimen 2"] * 4 + ["regimen 3"]
    assert (bounds(rows[4]), rows[4].ci_kind, rows[4].analysis) == (("27", "60"), "range", "median")
    assert (bounds(rows[6]), rows[6].ci_kind) == (("21", "27"), "range")
    assert (rows[1].origin.at, rows[-1].origin.at) == ("Abstract", "Table 2")
    assert rows[1].place == ("groups", "new", "radiotherapy", 0, "dose_gy")


CHARACTERISTICS = """
    - label: Sex
      at: Table 1
      p: 0.3
      rows:
        Male: {new: {count: 20, percent: 55.6}, old: {count: 21, of: 39}}
        Female: {new: 16}
    - label: Age
      unit: years
      rows:
        Median: {new: {value: 61, range: [40, 80]}, old: {range: [38, 79]}}
        Mean: {all: {value: 60, plus_minus: 9}}
    """


def test_characteristics(folder: Folder) -> None:
    folder.card("", characteristics=CHARACTERISTICS)
    rows = folder.rows(endpoint="characteristic")
    assert [(row.factor, row.statistic, row.group, str(row.value or ""), row.unit) for row in rows] == [
        ("Sex: Male", "count", "new", "20", "patients"),
        ("Sex: Male", "rate", "new", "55.6", "percent"),
        ("Sex: Male", "count", "old", "21", "patients"),
        ("Sex: Female", "count", "new", "16", "patients"),
        ("Sex", "p", "", "", ""),
        ("Age: Median", "median", "new", "61", "years"),
        ("Age: Median", "median", "old", "", "years"),
        ("Age: Mean", "median", "all", "60", "years"),
    ]
    assert [str(row.n) for row in rows[:4]] == ["36", "36", "39", "36"]
    assert (str(rows[4].p_value), rows[0].origin.at, rows[5].origin.at) == ("0.3", "Table 1", "Abstract")
    assert (bounds(rows[6]), rows[6].ci_kind, rows[7].finding) == (("38", "79"), "range", "± 9")


# Sources and places


def test_a_place_belongs_to_its_source(folder: Folder) -> None:
    folder.source("review", "review", "")
    folder.card(
        """
        - {endpoint: survival, median: {new: 1}}
        - {endpoint: survival, median: {new: 1}, at: Table 2}
        - {endpoint: survival, median: {new: 1}, source: paper}
        - {endpoint: survival, median: {new: 1}, source: review}
        - {endpoint: survival, median: {new: 1}, source: review, at: Text}
        """
    )
    assert [row.origin for row in folder.result_rows()] == [
        Origin("paper", "Abstract"),
        Origin("paper", "Table 2"),
        Origin("paper", "Abstract"),
        Origin("review", None),
        Origin("review", "Text"),
    ]


# Printed numbers


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-1000, max_value=1000))
def test_any_decimal_is_shown_as_it_was_typed(number: Decimal) -> None:
    printed = Printed(str(number), number)
    assert (str(printed), printed.exact) == (str(number), number)


def test_a_bound_is_no_exact_number() -> None:
    assert Printed("<5", Decimal(5), "<").exact is None


# Results as a page shows them


def test_results_are_put_together_again(folder: Folder) -> None:
    folder.card(
        """
        - {endpoint: survival, median: {new: 15.9, old: 7.6}, effect: {measure: hr, value: 0.66, p: 0.16}}
        - {endpoint: survival, factors: {Age: {hr: 1.1}}, finding: Age did not matter.}
        """
    )
    first, second = shown(folder.corpus(), "trial")
    assert told(list(first.estimates)) == [("median", "new", "15.9"), ("median", "old", "7.6")]
    assert first.effect is not None
    assert first.p is first.effect
    assert first.groups == ("new", "old")
    assert (second.estimates, second.effect, len(second.factors)) == ((), None, 1)
    assert second.finding is not None


def groups_of(found: list[Shown]) -> list[tuple[str, ...]]:
    return [groups for groups, _ in group_tables(found, ["a", "b", "c", "d", "e", "f"])]


@pytest.mark.parametrize(
    ("first", "second", "tables"),
    [
        ("a: 1, b: 2", "b: 1, a: 2", [("a", "b")]),
        ("a: 1", "b: 1, a: 2", [("a", "b")]),
        ("a: 1", "b: 1", [("a",), ("b",)]),
        ("f: 1, e: 1, d: 1, c: 1, b: 1, a: 1", "a: 1", [("a", "b", "c", "d", "e")]),
        ("f: 1", "f: 1, e: 1, d: 1, c: 1, b: 1, a: 1", [("f",), ("a", "b", "c", "d", "e")]),
        ("unclear: 1", "all: 1", [("unclear",), ("all",)]),
    ],
)
def test_tables_hold_results_about_the_same_groups(
    folder: Folder, first: str, second: str, tables: list[tuple[str, ...]]
) -> None:
    folder.card(
        f"- {{endpoint: survival, median: {{{first}}}}}\n- {{endpoint: response, rate: {{{second}}}}}",
        groups="{" + ", ".join(f"{name}: {{name: {name.upper()}}}" for name in "abcdef") + "}",
    )
    assert groups_of(list(shown(folder.corpus(), "trial"))) == tables


# The result that stands for a study in lists

Main = Callable[[str, str], str]


@pytest.fixture
def main(folder: Folder) -> Main:
    def find(results: str, design: str = "randomised") -> str:
        folder.card(results, design=design)
        found = main_result(folder.corpus(), "trial")
        return "" if found is None else str(found.index)

    return find


def test_the_primary_endpoint_stands_for_a_study(main: Main) -> None:
    assert (
        main(
            """
            - {endpoint: survival, median: {new: 2, old: 1}}
            - {endpoint: response, rate: {new: 2, old: 1}, method: {endpoint_role: primary}}
            """,
            "randomised",
        )
        == "1"
    )


def test_else_the_first_comparison_then_the_first_number(main: Main) -> None:
    single = "- {endpoint: survival, median: {all: 2}}\n"
    assert main(single + "- {endpoint: response, rate: {new: 2, old: 1}}", "randomised") == "1"
    assert main(single + "- {endpoint: response, finding: None seen.}", "randomised") == "0"
    assert main("- {endpoint: patients, value: {new: 36}}", "randomised") == ""


UNADJUSTED = "- {endpoint: survival, effect: {measure: hr, value: 0.5, model: unadjusted}}\n"
ADJUSTED = "- {endpoint: survival, effect: {measure: hr, value: 0.8, model: multivariable}}\n"
STRATIFIED = "- {endpoint: survival, effect: {measure: hr, value: 0.7, model: stratified}}\n"
ITT = (
    "- {endpoint: survival, effect: {measure: hr, value: 0.7}, method: {analysis_set: intention-to-treat}}\n"
)
PER_PROTOCOL = (
    "- {endpoint: survival, effect: {measure: hr, value: 0.5}, method: {analysis_set: per-protocol}}\n"
)


@pytest.mark.parametrize(
    ("results", "design", "first"),
    [
        (UNADJUSTED + ADJUSTED, "cohort", "1"),
        (ADJUSTED + UNADJUSTED, "cohort", "0"),
        (UNADJUSTED + ADJUSTED, "randomised", "0"),
        (UNADJUSTED + STRATIFIED, "randomised", "1"),
        (UNADJUSTED + STRATIFIED, "cohort", "0"),
        (PER_PROTOCOL + ITT, "randomised", "1"),
        (ITT + STRATIFIED, "randomised", "0"),
        (PER_PROTOCOL + UNADJUSTED, "randomised", "0"),
    ],
)
def test_of_several_analyses_rule_7_chooses(main: Main, results: str, design: str, first: str) -> None:
    assert main(results, design) == first


def test_rule_7_chooses_between_analyses_only(main: Main) -> None:
    other = "- {endpoint: response, effect: {measure: or, value: 0.8, model: multivariable}}\n"
    subset = ADJUSTED.replace("survival,", "survival, subset: young,")
    later = ADJUSTED.replace("survival,", "survival, maturity: {cutoff: 2026-01-02},")
    earlier = UNADJUSTED.replace("survival,", "survival, maturity: {cutoff: 2025-01-02},")
    assert main(UNADJUSTED + other, "cohort") == "0"
    assert main(earlier + later, "cohort") == "0"
    assert main(subset + UNADJUSTED, "cohort") == "1"


def test_a_model_of_prognosis_is_no_adjusted_comparison(main: Main) -> None:
    model = "- {endpoint: survival, median: {new: 2, old: 1}, factors: {Age: {hr: 2.0, analysis: multivariable}}}\n"
    assert main(UNADJUSTED + model, "cohort") == "0"
