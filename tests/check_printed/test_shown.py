"""What a question shows its reader besides the sentence: what it is about, the two numbers compared, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from evidence_folder import Folder

from check_printed.cards import GROUPS, characteristic, difference, factors, hr, regimen, survival
from generator.check.printed import RULES, Grade, ask


@dataclass(frozen=True)
class Case:
    """A card that one rule asks about once, and what the question shows; `rows` are place and statistic of each number."""

    code: str
    results: str
    about: str
    printed: str
    against: str
    rows: tuple[str, ...]
    grade: Grade = "differs"
    keys: dict[str, str] = field(default_factory=dict)
    place: str = ""


CASES = [
    Case(
        "estimate-outside-interval",
        hr("value: 0.35, ci: [0.37, 1.18]"),
        "Survival (hazard ratio, New against Old)",
        "0.35",
        "95% CI 0.37–1.18",
        ("results.0.effect hr",),
    ),
    Case(
        "interval-asymmetric",
        difference("value: 10, ci: [-4, 28]"),
        "Response (difference, New against Old)",
        "10% (95% CI −4 to 28)",
        "middle of the interval 12.0",
        ("results.0.effect difference",),
    ),
    Case(
        "interval-scale",
        "- {endpoint: survival, timepoint: 2 years, rate: {new: {value: 92, ci: [0.77, 1]}}}",
        "Survival (rate, New, at 2 years)",
        "92%",
        "95% CI 0.77–1",
        ("results.0.rate.new rate",),
    ),
    Case(
        "p-against-interval",
        hr("value: 0.66, ci: [0.37, 1.18], p: 0.35"),
        "Survival (hazard ratio, New against Old)",
        "p 0.35",
        "p 0.15 to 0.17",
        ("results.0.effect hr",),
    ),
    Case(
        "p-words",
        hr("value: 0.5, p: 0.01", ", p: NS"),
        "Survival (New against Old)",
        "p NS",
        "p 0.01",
        ("results.0.p p", "results.0.effect hr"),
        "verdict",
    ),
    Case(
        "p-words",
        hr("value: 0.5, ci: [0.3, 0.8], p: NS"),
        "Survival (New against Old)",
        "p NS",
        "95% CI 0.3–0.8",
        ("results.0.effect hr",),
        "verdict",
    ),
    Case(
        "direction-against-medians",
        hr("value: 1.50", ", median: {new: 15.9, old: 7.6}"),
        "Survival (New against Old)",
        "hazard ratio 1.50",
        "medians of 15.9 months against 7.6 months",
        ("results.0.effect hr", "results.0.median.new median", "results.0.median.old median"),
    ),
    Case(
        "difference-against-values",
        difference("value: 20", ", rate: {new: 36, old: 18}"),
        "Response (New against Old)",
        "20%",
        "36 − 18 = 18%",
        ("results.0.effect difference", "results.0.rate.new rate", "results.0.rate.old rate"),
    ),
    Case(
        "median-against-rate",
        survival("32.5", "58.1"),
        "Survival (New)",
        "58.1% at 3 years",
        "median 32.5 months",
        ("results.1.rate.new rate", "results.0.median.new median"),
    ),
    Case(
        "identical-estimates",
        factors("hr: 0.37, ci: [0.17, 0.79], p: 0.011", "hr: 0.37, ci: [0.17, 0.79], p: 0.011"),
        "Survival (hazard ratio, Old age, New)",
        "univariable 0.37 (95% CI 0.17–0.79, p 0.011)",
        "multivariable 0.37 (95% CI 0.17–0.79, p 0.011)",
        ("results.0.factors.Old age hr", "results.1.factors.Old age hr"),
    ),
    Case(
        "percent-against-count",
        "- {endpoint: response, rate: {new: {percent: 43.4, count: 23, of: 54}}}",
        "Response (New)",
        "43.4%",
        "23/54 = 42.6%",
        ("results.0.rate.new rate", "results.0.rate.new count"),
    ),
    Case(
        "count-over-group",
        "- {endpoint: response, count: {new: 37}}",
        "Response (New)",
        "37",
        "of 36",
        ("results.0.count.new count",),
    ),
    Case(
        "groups-against-total",
        "",
        "Patients randomised (all patients)",
        "77",
        "36 + 40 = 76",
        ("population.randomised n", "groups.new.n n", "groups.old.n n"),
        keys={"population": "{summary: Adults, randomised: 77}"},
    ),
    Case(
        "groups-against-total",
        "",
        "Number of patients (A part)",
        "37",
        "of 36",
        ("subsets.part.n n", "groups.new.n n"),
        keys={"subsets": "{part: {name: A part, of: new, n: 37}}"},
    ),
    Case(
        "shares-over-100",
        "- {endpoint: response, rate: {new: 101}}",
        "Response (rate, New)",
        "101%",
        "100%",
        ("results.0.rate.new rate",),
    ),
    Case(
        "shares-over-100",
        "",
        "Characteristics (Sex, New)",
        "56.6 + 45.1 = 101.7%",
        "100%",
        ("characteristics.0.rows.Male.new rate", "characteristics.0.rows.Female.new rate"),
        keys={"characteristics": characteristic("count: 20, percent: 56.6", "count: 16, percent: 45.1")},
    ),
    Case(
        "grim",
        "- {endpoint: response, rate: {new: {value: 40, of: 36}}}",
        "Response (rate, New)",
        "40%",
        "14/36 = 38.89%, 15/36 = 41.67%",
        ("results.0.rate.new rate",),
    ),
    Case(
        "dose-against-fractions",
        "",
        "Radiotherapy (sbrt, New)",
        "35 Gy",
        "10 fractions × 3 Gy = 30 Gy",
        tuple(
            f"groups.new.radiotherapy.0.{key}"
            for key in ("dose_gy dose_gy", "fractions fractions", "per_fraction_gy dose_gy")
        ),
        keys={"groups": regimen("technique: sbrt, dose_gy: 35, fractions: 10, per_fraction_gy: 3")},
    ),
    Case(
        "dose-plausible",
        "- {endpoint: total-dose, unit: cgy, value: {new: 40}}",
        "Dose (New)",
        "40 cGy",
        "1 to 100 Gy",
        ("results.0.value.new dose_gy",),
    ),
    Case(
        "dose-plausible",
        "",
        "Dose (regimen 1, New)",
        "70 Gy in 1 fractions",
        "70 Gy a fraction",
        ("groups.new.radiotherapy.0.dose_gy dose_gy", "groups.new.radiotherapy.0.fractions fractions"),
        keys={"groups": regimen("dose_gy: 70, fractions: 1")},
    ),
    Case(
        "dates-in-order",
        "",
        "Dates",
        "the first year 2019",
        "the last year 2018",
        (),
        keys={"years": "{start: 2019, end: 2018}"},
        place="years.start",
    ),
    Case(
        "dates-in-order",
        "",
        "Dates",
        "the first year 2019",
        "the expected completion 2018-06",
        (),
        keys={"years": "{start: 2019}", "trial": "{expected_completion: 2018-06}"},
        place="trial.expected_completion",
    ),
    Case(
        "dates-in-order",
        """
- {endpoint: response, rate: {new: 9}}
- {endpoint: survival, median: {new: 9}, maturity: {cutoff: 2014-12-31}}
""",
        "Dates",
        "the first year 2015",
        "the data cut-off 2014-12-31",
        ("results.1.median.new median",),
        keys={"years": "{start: 2015}"},
        place="results.1.maturity.cutoff",
    ),
]


def dotted(place: tuple[str | int, ...]) -> str:
    return ".".join(map(str, place))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}: {case.place or case.rows[0]}")
def test_a_question_shows_the_numbers_it_is_about(folder: Folder, case: Case) -> None:
    folder.card(case.results, **{"groups": GROUPS, "subsets": "{part: {name: A part}}", **case.keys})
    tally = ask(folder.corpus()).tallies[case.code]
    (found,) = tally.questions
    assert tally.numbers == max(len(case.rows), 1)
    assert (found.about, found.printed, found.against) == (case.about, case.printed, case.against)
    assert tuple(f"{dotted(row.place)} {row.statistic}" for row in found.rows) == case.rows
    assert dotted(found.place) == (case.place or case.rows[0].rpartition(" ")[0])
    assert found.grade == case.grade


@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_an_example_of_what_it_shows(code: str) -> None:
    assert any(case.code == code for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}: {case.place or case.rows[0]}")
def test_the_same_card_of_two_studies_is_counted_and_asked_about_twice(folder: Folder, case: Case) -> None:
    keys = {"groups": GROUPS, "subsets": "{part: {name: A part}}", **case.keys}
    folder.card(case.results, **keys)
    once = ask(folder.corpus()).tallies[case.code]
    folder.source("paper", primary_for="trial, other")
    folder.card(case.results, id_="other", **keys)
    twice = ask(folder.corpus()).tallies[case.code]
    assert (twice.numbers, twice.looks) == (2 * once.numbers, 2 * once.looks)
    assert {question.study for question in twice.questions} == {"trial", "other"}


ABOUT = [
    (
        "a toxicity by its grade",
        '- {endpoint: toxicity, grade: ">=3", rate: {new: 101}}',
        "rate, New, grade >=3",
    ),
    ("a subset by its name", "- {endpoint: response, subset: part, rate: {new: 101}}", "rate, New, A part"),
    (
        "a time",
        "- {endpoint: response, timepoint: 12 weeks, rate: {new: 101}}",
        "rate, New, at 12 weeks",
    ),
    ("all patients", "- {endpoint: response, rate: {all: 101}}", "rate, All patients"),
]


@pytest.mark.parametrize(("what", "results", "about"), ABOUT, ids=[case[0] for case in ABOUT])
def test_a_question_is_told_from_its_neighbours_by(
    folder: Folder, what: str, results: str, about: str
) -> None:
    folder.card(results, groups=GROUPS, subsets="{part: {name: A part}}")
    (found,) = ask(folder.corpus()).tallies["shares-over-100"].questions
    assert found.about.endswith(f" ({about})")


def test_a_question_about_a_characteristic_says_so(folder: Folder) -> None:
    folder.card(groups=GROUPS, characteristics=characteristic("percent: 101", "percent: 5"))
    (found,) = ask(folder.corpus()).tallies["shares-over-100"].questions
    assert found.about == "Characteristics (rate, Sex: Male, New)"


def test_a_difference_without_a_known_unit_is_shown_as_the_bare_number(folder: Folder) -> None:
    for unit in ("", "unit: unknown, "):
        effect = f"{{measure: difference, {unit}value: 4, ci: [6, 9]}}"
        folder.card(f"- {{endpoint: toxicity, effect: {effect}}}")
        (found,) = ask(folder.corpus()).tallies["estimate-outside-interval"].questions
        assert found.printed == "4"


def test_two_questions_of_one_rule_about_one_card_stay_two(folder: Folder) -> None:
    folder.card("- {endpoint: response, rate: {new: 101, old: 102}}")
    printed = [found.printed for found in ask(folder.corpus()).tallies["shares-over-100"].questions]
    assert printed == ["101%", "102%"]


def test_the_questions_of_a_study_begin_with_those_that_change_the_verdict(folder: Folder) -> None:
    folder.card(f"{hr('value: 0.35, ci: [0.37, 1.18]')}\n{hr('value: 0.5, p: 0.01', ', p: NS')}")
    told = [(found.code, found.grade) for found in ask(folder.corpus()).of_study("trial")]
    assert told == [("p-words", "verdict"), ("estimate-outside-interval", "differs")]
