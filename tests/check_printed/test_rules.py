"""Each rule: a card that breaks it, with grade and sentence, and cards that just do not."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from evidence_folder import Folder

from check_printed.cards import GROUPS, characteristic, difference, factors, hr, regimen, survival
from generator.check import check as problems
from generator.check.printed import RULES, Question, ask, documentation


@dataclass(frozen=True)
class Case:
    """A card, and what the rule asks of it: grade and sentence of every question."""

    code: str
    results: str = ""
    told: tuple[tuple[str, str], ...] = ()
    keys: dict[str, str] = field(default_factory=dict)
    looks: int | None = 1


def broken(code: str, results: str, *told: tuple[str, str], **keys: str) -> Case:
    return Case(code, results, told, keys)


def right(code: str, results: str, **keys: str) -> Case:
    """A card at which the rule looks once and asks nothing."""
    return Case(code, results, (), keys)


def left_out(code: str, results: str, **keys: str) -> Case:
    """A card with nothing for the rule to look at."""
    return Case(code, results, (), keys, 0)


NO_DENOMINATOR = "No denominator is printed; 36 is the size of the group."
MISPRINTED = "Is one of the three numbers misprinted?"
FROM = "Is one of the numbers misprinted, or was another test used?"
CURVE = "Is one of the two misprinted, or are they about different patients or clocks?"
CROSS = "Do the curves cross, is the effect adjusted, or are the groups swapped?"

CASES = [
    # An estimate within its interval
    broken(
        "estimate-outside-interval",
        hr("value: 0.35, ci: [0.37, 1.18]"),
        (
            "differs",
            "0.35 lies outside the 95% CI 0.37–1.18 printed with it. Which of the three numbers is meant?",
        ),
    ),
    broken(
        "estimate-outside-interval",
        hr("value: 1.10, ci: [0.30, 0.80]"),
        (
            "verdict",
            "1.10 lies outside the 95% CI 0.30–0.80 printed with it. Which of the three numbers is meant?",
        ),
    ),
    broken(
        "estimate-outside-interval",
        "- {endpoint: survival, median: {new: {value: 45, range: [1, 43]}}}",
        (
            "differs",
            "45 months lies outside the range 1–43 printed with it. Which of the three numbers is meant?",
        ),
    ),
    right("estimate-outside-interval", hr("value: 0.36, ci: [0.37, 1.18]")),
    right("estimate-outside-interval", hr("value: 0.4, ci: [0.42, 1.18]")),
    right("estimate-outside-interval", "- {endpoint: survival, median: {new: {value: 43, range: [1, 43]}}}"),
    left_out("estimate-outside-interval", "- {endpoint: survival, mean: {new: {value: 44, iqr: [1, 43]}}}"),
    left_out("estimate-outside-interval", hr("value: 0.37, ci: [0.12, NR]")),
    # An interval even around its estimate
    broken(
        "interval-asymmetric",
        hr("value: 0.70, ci: [0.37, 1.18]"),
        (
            "differs",
            f"The middle of the 95% CI 0.37–1.18 is 0.661 on the log scale, where intervals of ratios are even; 0.70 is printed. {MISPRINTED}",
        ),
    ),
    broken(
        "interval-asymmetric",
        hr("value: 0.78, ci: [0.36, 0.94]"),
        (
            "verdict",
            f"The middle of the 95% CI 0.36–0.94 is 0.582 on the log scale, where intervals of ratios are even; 0.78 is printed. {MISPRINTED}",
        ),
    ),
    broken(
        "interval-asymmetric",
        difference("value: 10, ci: [-4, 28]"),
        ("differs", f"The middle of the 95% CI −4 to 28 is 12.0; 10% is printed. {MISPRINTED}"),
    ),
    right("interval-asymmetric", hr("value: 0.66, ci: [0.37, 1.18]")),
    right("interval-asymmetric", hr("value: 0.67, ci: [0.37, 1.18]")),
    right("interval-asymmetric", difference("value: 11, ci: [-4, 28]")),
    left_out("interval-asymmetric", "- {endpoint: survival, median: {new: {value: 9, ci: [8, 20]}}}"),
    left_out("interval-asymmetric", hr("value: 0.66, ci: [0.00, 1.18]")),
    left_out("interval-asymmetric", hr("value: 2.66, ci: [0.37, 1.18]")),
    # Two scales
    broken(
        "interval-scale",
        "- {endpoint: survival, timepoint: 2 years, rate: {new: {value: 92, ci: [0.77, 1]}}}",
        (
            "differs",
            "92% is printed with 95% CI 0.77–1: one stands in percent, the other in shares of one. Is the same rate meant?",
        ),
    ),
    broken(
        "interval-scale",
        "- {endpoint: response, rate: {new: {value: 0.92, ci: [77, 100]}}}",
        (
            "differs",
            "0.92% is printed with 95% CI 77–100: one stands in percent, the other in shares of one. Is the same rate meant?",
        ),
    ),
    right("interval-scale", "- {endpoint: response, rate: {new: {value: 0.9, ci: [0.1, 4.0]}}}"),
    right("interval-scale", "- {endpoint: response, rate: {new: {value: 0.5, ci: [0.1, 0.9]}}}"),
    # p against the interval
    broken(
        "p-against-interval",
        hr("value: 0.66, ci: [0.37, 1.18], p: 0.35"),
        (
            "differs",
            f"From 0.66 and its 95% CI 0.37–1.18 follows a two-sided p value of 0.15 to 0.17; 0.35 is printed. {FROM}",
        ),
    ),
    broken(
        "p-against-interval",
        hr("value: 0.66, ci: [0.37, 1.18], p: 0.016"),
        (
            "verdict",
            "From 0.66 and its 95% CI 0.37–1.18 follows a two-sided p value of 0.15 to 0.17; 0.016 is printed. The printed p"
            f" value excludes no difference; the interval and the p value that follows do not. {FROM}",
        ),
    ),
    broken(
        "p-against-interval",
        hr("value: 0.50, ci: [0.30, 0.83], p: NS"),
        (
            "verdict",
            "From 0.50 and its 95% CI 0.30–0.83 follows a two-sided p value of 0.0056 to 0.010; NS is printed. The interval and"
            f" the p value that follows exclude no difference; the printed p value does not. {FROM}",
        ),
    ),
    broken(
        "p-against-interval",
        difference("value: 12, ci: [2, 22], p: 0.4"),
        (
            "verdict",
            "From 12% and its 95% CI 2–22 follows a two-sided p value of 0.0099 to 0.032; 0.4 is printed. The interval and"
            f" the p value that follows exclude no difference; the printed p value does not. {FROM}",
        ),
    ),
    right("p-against-interval", hr("value: 0.66, ci: [0.37, 1.18], p: 0.16")),
    right("p-against-interval", hr("value: 0.66, ci: [0.37, 1.18], p: 0.15")),
    right("p-against-interval", hr('value: 0.50, ci: [0.30, 0.83], p: "<0.01"')),
    right("p-against-interval", hr("value: 1.42, ci: [1.00, 2.03], p: 0.051")),
    right("p-against-interval", hr("value: 0.66, ci: [0.37, 1.18], p: NS")),
    right("p-against-interval", hr("value: 0.66, ci: [0.41, 1.06], ci_level: 90, p: 0.16")),
    left_out("p-against-interval", hr("value: 0.66, ci: [0.37, 1.18], p: 0.016, p_sided: one")),
    left_out("p-against-interval", hr("value: 0.66, ci: [0.37, 1.18], p: 0.016, p_test: interaction")),
    left_out("p-against-interval", hr("value: 0.66, ci: [0.37, 1.18]")),
    left_out("p-against-interval", hr("value: 0.66, ci: [0.37, 1.18], ci_level: 100, p: 0.16")),
    # Words against numbers
    broken(
        "p-words",
        hr("value: 0.5, p: 0.01", ", p: NS"),
        (
            "verdict",
            "“NS” (not significant) is printed, and p 0.01 for the same comparison, which excludes no difference. Which of the two is meant?",
        ),
    ),
    broken(
        "p-words",
        hr("value: 0.5, ci: [0.3, 0.8], p: NS"),
        (
            "verdict",
            "“NS” (not significant) is printed, and 95% CI 0.3–0.8 for the same comparison, which excludes no difference. Which of the two is meant?",
        ),
    ),
    right("p-words", hr("value: 0.5, p: 0.05", ", p: NS")),
    right("p-words", hr("value: 0.7, ci: [0.3, 1.2], p: NS")),
    left_out("p-words", hr("value: 0.5, p: 0.01, p_test: trend", ", p: NS")),
    left_out("p-words", hr("value: 0.5, ci: [0.3, 0.8], p: 0.01")),
    # Where an effect points
    broken(
        "direction-against-medians",
        hr("value: 1.50, ci: [1.10, 2.05]", ", median: {new: 15.9, old: 7.6}"),
        (
            "verdict",
            f"The hazard ratio of 1.50 (95% CI 1.10–2.05) points the other way from the medians of 15.9 months against 7.6 months. {CROSS}",
        ),
    ),
    broken(
        "direction-against-medians",
        hr("value: 0.80", ", timepoint: 1 year, rate: {new: 40, old: 45}"),
        (
            "differs",
            f"The hazard ratio of 0.80 points the other way from the rates at 1 year of 40% against 45%. {CROSS}",
        ),
    ),
    broken(
        "direction-against-medians",
        "- {endpoint: response, rate: {new: 40, old: 45}, effect: {measure: or, value: 1.3, p: 0.01}}",
        (
            "verdict",
            f"The odds ratio of 1.3 points the other way from the rates of 40% against 45%. {CROSS}",
        ),
    ),
    broken(
        "direction-against-medians",
        hr("value: 1.20", ", median: {new: NR, old: 7.6}"),
        (
            "differs",
            f"The hazard ratio of 1.20 points the other way from the medians of NR against 7.6 months. {CROSS}",
        ),
    ),
    right("direction-against-medians", hr("value: 0.66", ", median: {new: 15.9, old: 7.6}")),
    right("direction-against-medians", hr("value: 1.00", ", median: {new: 15.9, old: 7.6}")),
    right("direction-against-medians", hr("value: 0.90", ", median: {new: 8, old: 8.4}")),
    right(
        "direction-against-medians",
        "- {endpoint: local-failure, timepoint: 1 year, rate: {new: 5, old: 9}, effect: {measure: hr, value: 0.5}}",
    ),
    left_out(
        "direction-against-medians",
        hr("value: 1.50")
        + "\n- {endpoint: survival, subset: part, median: {new: 9, old: 3}}"
        + "\n- {endpoint: survival, median: {unclear: [9, 3]}}",
        subsets="{part: {name: A part}}",
    ),
    left_out(
        "direction-against-medians",
        "- {endpoint: relief, timepoint: 1 year, rate: {new: 5, old: 9}, effect: {measure: hr, value: 0.5}}",
    ),
    # Differences
    broken(
        "difference-against-values",
        difference("value: 20", ", rate: {new: 36, old: 18}"),
        (
            "differs",
            "36% less 18% is 18%; a difference of 20% is printed. Does it come from a model, or is one of the numbers misprinted?",
        ),
    ),
    right("difference-against-values", difference("value: 19", ", rate: {new: 36, old: 18}")),
    right("difference-against-values", difference("value: -18", ", rate: {new: 18, old: 36}")),
    left_out(
        "difference-against-values",
        difference("value: 25, model: multivariable", ", rate: {new: 36, old: 18}"),
    ),
    # A median and a rate of one curve
    broken(
        "median-against-rate",
        survival("32.5", "58.1"),
        (
            "differs",
            f"The median survival is 32.5 months, and 58.1% at 3 years is printed, more than half after the median. {CURVE}",
        ),
    ),
    broken(
        "median-against-rate",
        survival("40", "49"),
        (
            "differs",
            f"The median survival is 40 months, and 49% at 3 years is printed, less than half before the median. {CURVE}",
        ),
    ),
    broken(
        "median-against-rate",
        survival("NR", "31"),
        (
            "differs",
            f"The median survival was not reached, and 31% at 3 years is printed, less than half before the median. {CURVE}",
        ),
    ),
    right("median-against-rate", survival("36.0", "58.1")),
    right("median-against-rate", survival("35.9", "50.0", "36 months")),
    right("median-against-rate", survival("32.5", "50")),
    right("median-against-rate", survival("32.5", "58.1", "2 years")),
    right("median-against-rate", survival("NR", "58.1")),
    left_out("median-against-rate", survival("32.5", "58.1", method=", method: {estimator: crude}")),
    left_out("median-against-rate", survival("32.5", "58.1", method=", subset: part")),
    left_out(
        "median-against-rate",
        """
- {endpoint: survival, median: {new: 32.5}, method: {assessor: local}}
- {endpoint: survival, timepoint: 3 years, rate: {new: 58.1}, method: {assessor: central}}
""",
    ),
    left_out(
        "median-against-rate",
        """
- {endpoint: local-failure, median: {new: 32.5}}
- {endpoint: local-failure, timepoint: 3 years, rate: {new: 58.1}}
""",
    ),
    # Two models, one line
    broken(
        "identical-estimates",
        factors("hr: 0.37, ci: [0.17, 0.79], p: 0.011", "hr: 0.37, ci: [0.17, 0.79], p: 0.011"),
        (
            "differs",
            "0.37 (95% CI 0.17–0.79, p 0.011) is printed for the univariable and for the multivariable model alike."
            " Was one line copied from the other table?",
        ),
    ),
    right(
        "identical-estimates",
        factors("hr: 0.37, ci: [0.17, 0.79], p: 0.011", "hr: 0.37, ci: [0.17, 0.79], p: 0.012"),
    ),
    left_out("identical-estimates", factors("hr: 0.37", "hr: 0.37")),
    # Shares and counts
    broken(
        "percent-against-count",
        "- {endpoint: response, rate: {new: {percent: 43.4, count: 23, of: 54}}}",
        (
            "differs",
            "23 of 54 is 42.6%; 43.4% is printed. 23 of 53 would give the printed share; is that meant?",
        ),
    ),
    broken(
        "percent-against-count",
        "- {endpoint: response, rate: {new: {percent: 50, count: 17}}}",
        (
            "differs",
            f"17 of 36 is 47.2%; 50% is printed. {NO_DENOMINATOR} 17 of 34 or 18 of 36 would give the printed share; is one of these meant?",
        ),
    ),
    broken(
        "percent-against-count",
        "- {endpoint: response, rate: {new: {percent: 52.4, count: 64, of: 122}}}",
        (
            "differs",
            "64 of 122 is 52.5%; 52.4% is printed. Neither another denominator nor another count fits; was the last digit cut off?",
        ),
    ),
    right("percent-against-count", "- {endpoint: response, rate: {new: {percent: 42.6, count: 23, of: 54}}}"),
    right("percent-against-count", "- {endpoint: response, rate: {new: {percent: 12.5, count: 1, of: 8}}}"),
    right("percent-against-count", "- {endpoint: response, rate: {new: {percent: 12, count: 1, of: 8}}}"),
    right("percent-against-count", "- {endpoint: response, rate: {new: {percent: 13, count: 1, of: 8}}}"),
    right("percent-against-count", "- {endpoint: response, rate: {new: {percent: 0, count: 0}}}"),
    left_out("percent-against-count", "- {endpoint: patients, count: {new: {percent: 47.4, count: 36}}}"),
    left_out(
        "percent-against-count", "- {endpoint: response, subset: part, rate: {new: {percent: 9, count: 23}}}"
    ),
    broken(
        "count-over-group",
        "- {endpoint: response, count: {new: 37}}",
        (
            "differs",
            f"37 patients are counted out of 36. {NO_DENOMINATOR} Is the count misprinted, or is it about other patients?",
        ),
    ),
    right("count-over-group", "- {endpoint: response, count: {new: 36}}"),
    left_out("count-over-group", "- {endpoint: response, count: {new: 37}, unit: lesions}"),
    left_out("count-over-group", "- {endpoint: response, count: {new: 37}, method: {counting: events}}"),
    # Groups and totals
    broken(
        "groups-against-total",
        "",
        (
            "differs",
            "The groups have 36 (New), 40 (Old), together 76; 77 is printed for all. Were some left out, or is one of the numbers misprinted?",
        ),
        population="{summary: Adults, randomised: 77}",
    ),
    broken(
        "groups-against-total",
        "",
        (
            "differs",
            "The groups have 36 (New), 40 (Old), together 76; 75 is printed for all. Were some left out, or is one of the numbers misprinted?",
        ),
        population="{summary: Adults, enrolled: 75}",
    ),
    broken(
        "groups-against-total",
        "",
        (
            "differs",
            "37 patients are printed for “A part”, and 36 for “New”, which it is a part of. Is one of the numbers misprinted?",
        ),
        subsets="{part: {name: A part, of: new, n: 37}}",
    ),
    right("groups-against-total", "", population="{summary: Adults, randomised: 76}"),
    right("groups-against-total", "", population="{summary: Adults, enrolled: 92}"),
    right("groups-against-total", "", subsets="{part: {name: A part, of: new, n: 36}}"),
    left_out(
        "groups-against-total",
        "",
        population="{summary: Adults, randomised: 77}",
        groups="\n  new: {name: New, n: 36}\n  old: {name: Old, n: 40}",
    ),
    left_out(
        "groups-against-total",
        "",
        population="{summary: Adults, randomised: 77}",
        groups="\n  new: {name: New, role: experimental, n: 36}\n  old: {name: Old, role: control}",
    ),
    # Shares of more than the whole
    broken(
        "shares-over-100",
        "- {endpoint: response, rate: {new: 101}}",
        ("differs", "101% is printed, more than 100%. What is the number meant to be?"),
    ),
    broken(
        "shares-over-100",
        "- {endpoint: response, rate: {new: {value: 96, ci: [90, 102]}}}",
        ("differs", "96%, 95% CI 90–102 is printed, more than 100%. What is the number meant to be?"),
    ),
    Case(
        "shares-over-100",
        told=(
            (
                "differs",
                "The shares of “Sex” add up to 101.7%, although the counts make up the whole group. Were they worked out over different denominators?",
            ),
        ),
        keys={
            "characteristics": characteristic("count: 20, percent: 56.6", "count: 16, percent: 45.1"),
        },
        looks=3,
    ),
    right("shares-over-100", "- {endpoint: response, rate: {new: {value: 100, ci: [90, 100]}}}"),
    Case(
        "shares-over-100",
        keys={"characteristics": characteristic("count: 20, percent: 55.6", "count: 16, percent: 44.5")},
        looks=3,
    ),
    Case(
        "shares-over-100",
        keys={"characteristics": characteristic("count: 20, percent: 56.6", "count: 20, percent: 56.6")},
        looks=2,
    ),
    # Granularity
    broken(
        "grim",
        "- {endpoint: response, rate: {new: {value: 40, of: 36}}}",
        (
            "differs",
            "40% is printed; 14 of 36 is 38.89%, 15 of 36 is 41.67%, and nothing lies between. Was another number of patients meant?",
        ),
    ),
    broken(
        "grim",
        "- {endpoint: lesions-treated, unit: lesions, mean: {new: {value: 5.27, of: 43}}}",
        (
            "differs",
            "5.27 lesions is printed; 226 over 43 is 5.256, 227 over 43 is 5.279, and nothing lies between. Was another number of patients meant?",
        ),
    ),
    right("grim", "- {endpoint: response, rate: {new: {value: 39, of: 36}}}"),
    left_out("grim", "- {endpoint: response, rate: {new: 40}}"),
    right("grim", "- {endpoint: lesions-treated, unit: lesions, mean: {new: {value: 5.28, of: 43}}}"),
    left_out("grim", "- {endpoint: response, rate: {new: {value: 40, of: 100}}}"),
    left_out("grim", "- {endpoint: survival, timepoint: 1 year, rate: {new: 40}}"),
    left_out("grim", "- {endpoint: toxicity, timepoint: 1 year, rate: {new: 40}}"),
    left_out("grim", "- {endpoint: response, rate: {new: {percent: 40, count: 15}}}"),
    left_out("grim", "- {endpoint: survival, mean: {new: 5.27}}"),
    # Doses
    broken(
        "dose-against-fractions",
        "",
        (
            "differs",
            "10 fractions of 3 Gy make 30 Gy; a total of 35 Gy is printed. Is one of the three numbers misprinted, or does the total include a boost?",
        ),
        groups=regimen("dose_gy: 35, fractions: 10, per_fraction_gy: 3"),
    ),
    broken(
        "dose-against-fractions",
        "",
        (
            "differs",
            "10–15 fractions of 3 Gy make 37.5 Gy; a total of 50 Gy is printed. Is one of the three numbers misprinted, or does the total include a boost?",
        ),
        groups=regimen("dose_gy: 50, fractions: {range: [10, 15]}, per_fraction_gy: 3"),
    ),
    right("dose-against-fractions", "", groups=regimen("dose_gy: 35, fractions: 10, per_fraction_gy: 3.5")),
    right("dose-against-fractions", "", groups=regimen("dose_gy: 34, fractions: 10, per_fraction_gy: 3.4")),
    right("dose-against-fractions", "", groups=regimen("dose_gy: 50, fractions: 15, per_fraction_gy: 3.33")),
    left_out(
        "dose-against-fractions",
        "",
        groups=regimen("technique: mixed, dose_gy: 35, fractions: 10, per_fraction_gy: 3"),
    ),
    left_out(
        "dose-against-fractions",
        "",
        groups=regimen("dose_gy: {median: 35}, fractions: 10, per_fraction_gy: 3"),
    ),
    broken(
        "dose-plausible",
        "- {endpoint: total-dose, unit: cgy, value: {new: 40}}",
        ("differs", "40 cGy is printed; plausible are 1 to 100 Gy. Is the unit gray?"),
    ),
    broken(
        "dose-plausible",
        "- {endpoint: total-dose, value: {new: 3000}}",
        (
            "differs",
            "3000 Gy is printed; plausible are 1 to 100 Gy. Is the unit another one, or was a decimal point lost?",
        ),
    ),
    Case(
        "dose-plausible",
        told=(
            (
                "differs",
                "70 Gy in 1 fractions make 70 Gy a fraction; plausible are 0.5 to 34 Gy. Is one of the two misprinted?",
            ),
        ),
        keys={"groups": regimen("dose_gy: 70, fractions: 1")},
        looks=3,
    ),
    right("dose-plausible", "- {endpoint: total-dose, unit: cgy, value: {new: 4000}}"),
    right("dose-plausible", "- {endpoint: total-dose, value: {new: 100}}"),
    right("dose-plausible", '- {endpoint: total-dose, value: {new: ">99"}}'),
    Case("dose-plausible", keys={"groups": regimen("dose_gy: 34, fractions: 1")}, looks=3),
    left_out("dose-plausible", "- {endpoint: total-dose, value: {new: 0.1}}", design="laboratory"),
    # Dates
    broken(
        "dates-in-order",
        "",
        ("differs", "The first year is 2019, and the last year is 2018. Is one of the two misprinted?"),
        years="{start: 2019, end: 2018}",
    ),
    broken(
        "dates-in-order",
        "- {endpoint: survival, median: {new: 9}, maturity: {cutoff: 2014-12-31}}",
        (
            "differs",
            "The first year is 2015, and the data cut-off is 2014-12-31. Is one of the two misprinted?",
        ),
        years="{start: 2015}",
    ),
    right("dates-in-order", "", years="{start: 2018, end: 2018}"),
    right(
        "dates-in-order",
        "- {endpoint: survival, median: {new: 9}, maturity: {cutoff: 2015-01-01}}",
        years="{start: 2015}",
    ),
    left_out("dates-in-order", "", years="{end: 2018}"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}-{'breaks' if case.told else 'right'}")
def test_a_rule_asks_of_the_card_that_breaks_it_and_of_no_other(folder: Folder, case: Case) -> None:
    keys = {"groups": GROUPS, "subsets": "{part: {name: A part}}", **case.keys}
    folder.card(case.results, **keys)
    corpus = folder.corpus()
    assert [found.message for found in problems(corpus) if found.severity == "error"] == []
    tally = ask(corpus).tallies[case.code]
    assert [(found.grade, found.sentence) for found in tally.questions] == list(case.told)
    assert all(found.code == case.code and found.study == "trial" for found in tally.questions)
    assert case.looks in (None, tally.looks)


@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_a_card_that_breaks_it_and_one_that_just_does_not(code: str) -> None:
    assert {bool(case.told) for case in CASES if case.code == code} == {True, False}


@pytest.mark.parametrize("code", RULES)
def test_every_rule_is_documented_and_named_like_its_module(code: str) -> None:
    assert len(documentation()[code]) > 40
    assert RULES[code].__module__ == f"generator.check.printed.{code.replace('-', '_')}"


def test_a_report_before_its_cut_off_is_asked_about(folder: Folder) -> None:
    folder.source("paper", more='issued: "2017"')
    folder.card("- {endpoint: survival, median: {new: 9}, maturity: {cutoff: 2018-03-01}}")
    assert [found.sentence for found in questions(folder)] == [
        "The data cut-off is 2018-03-01, and the date of its report is 2017. Is one of the two misprinted?"
    ]


def test_two_sources_are_not_held_against_each_other(folder: Folder) -> None:
    folder.source("review", "review")
    folder.card(
        """
- {endpoint: survival, median: {new: 32.5}}
- {endpoint: survival, source: review, at: Text, timepoint: 3 years, rate: {new: 58.1}}
"""
    )
    assert questions(folder) == ()


def test_what_is_printed_twice_is_asked_once(folder: Folder) -> None:
    line = hr("value: 0.78, ci: [0.36, 0.94]")
    folder.card(f"{line}\n{line.replace('endpoint', 'at: Table 2, endpoint')}")
    (found,) = questions(folder)
    assert [row.origin.at for row in found.rows] == ["Abstract", "Table 2"]
    assert ask(folder.corpus()).tallies["interval-asymmetric"].numbers == 2


def test_a_card_with_questions_has_no_problems(folder: Folder) -> None:
    folder.card(hr("value: 0.78, ci: [0.36, 0.94], p: 0.046"))
    assert folder.problems() == ()
    assert len(questions(folder)) == 2


def test_the_folder_that_tests_start_from_leaves_no_question(folder: Folder) -> None:
    assert questions(folder) == ()


def questions(folder: Folder) -> tuple[Question, ...]:
    return ask(folder.corpus()).questions
