"""Each rule at its edges, worked out by hand: what is just asked, what just fits, and what is not looked at."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from evidence_folder import Folder

from check_printed.cards import GROUPS, difference, factors, hr, regimen, survival
from generator.check import check as problems
from generator.check.printed import ask


@dataclass(frozen=True)
class Edge:
    """A card, how often the rule looks at it, and words of each question that it then asks."""

    why: str
    code: str
    results: str
    asked: tuple[str, ...] = ()
    keys: dict[str, str] = field(default_factory=dict)
    looks: int = 1
    grade: str = "differs"


def asks(why: str, code: str, results: str, *asked: str, looks: int = 1, **keys: str) -> Edge:
    return Edge(why, code, results, asked, keys, looks)


def asks_of_the_verdict(why: str, code: str, results: str, *asked: str, looks: int = 1, **keys: str) -> Edge:
    return Edge(why, code, results, asked, keys, looks, "verdict")


def fits(why: str, code: str, results: str, looks: int = 1, **keys: str) -> Edge:
    return Edge(why, code, results, (), keys, looks)


def skips(why: str, code: str, results: str, **keys: str) -> Edge:
    return Edge(why, code, results, (), keys, 0)


def share(number: str, more: str = "") -> str:
    return f"- {{endpoint: response, rate: {{new: {{{number}}}}}{more}}}"


def blocks(*texts: str) -> str:
    """Characteristics of the group of 36, each with its rows of labels and cells."""
    return "".join(
        f"\n  - {{label: {label}, rows: {{{rows}}}}}" for label, rows in (t.split("| ") for t in texts)
    )


def two_rates(more: str, effect: str, endpoint: str = "response") -> str:
    return f"- {{endpoint: {endpoint}, rate: {{new: 40, old: 45}}, {more}effect: {{{effect}}}}}"


SEX = "Male: {new: {count: 20, percent: 55.6}}, Female: {new: {count: 16, percent: 44.4}}"


ESTIMATE = "estimate-outside-interval"
ESTIMATES = [
    fits(
        "44 may be 43.5, and so may 43",
        ESTIMATE,
        "- {endpoint: survival, median: {new: {value: 44, range: [1, 43]}}}",
    ),
    asks(
        "a median outside its quartiles",
        ESTIMATE,
        "- {endpoint: survival, median: {new: {value: 45, iqr: [1, 43]}}}",
        "outside the interquartile range 1–43",
    ),
    asks(
        "a mean may lie outside the quartiles, and not outside the range",
        ESTIMATE,
        "- {endpoint: survival, mean: {new: {value: 45, range: [1, 43]}}}",
        "outside the range 1–43",
    ),
    asks_of_the_verdict(
        "the estimate is below 1, the interval above", ESTIMATE, hr("value: 0.9, ci: [1.2, 2.0]"), "0.9 lies"
    ),
    asks(
        "estimate and interval are both below 1", ESTIMATE, hr("value: 0.95, ci: [0.20, 0.80]"), "0.95 lies"
    ),
    asks("1 may be 0.5, below 1 like the interval", ESTIMATE, hr("value: 1, ci: [0.2, 0.4]"), "1 lies"),
    asks("1 may be 1.5, above 1 like the interval", ESTIMATE, hr("value: 1, ci: [1.6, 2.4]"), "1 lies"),
    asks_of_the_verdict(
        "a difference of 5 against one of -9 to -2", ESTIMATE, difference("value: 5, ci: [-9, -2]"), "5% lies"
    ),
    asks(
        "a 90% interval says nothing of 0.05",
        ESTIMATE,
        hr("value: 0.9, ci: [1.2, 2.0], ci_level: 90"),
        "the 90% CI 1.2–2.0",
    ),
    skips("two scales are the question of another rule", ESTIMATE, share("value: 92, ci: [0.77, 1]")),
]

EVEN = "interval-asymmetric"
EVENNESS = [
    asks_of_the_verdict(
        "0.36 may be 0.365, and so may 0.37: as near from below, the upper bound would be under 1",
        EVEN,
        hr("value: 0.36, ci: [0.37, 1.18]"),
        "is 0.661",
    ),
    asks_of_the_verdict(
        "1.19 may be 1.185, and so may 1.18: as near from above, the lower bound would be over 1",
        EVEN,
        hr("value: 1.19, ci: [0.37, 1.18]"),
        "is 0.661",
    ),
    skips("a ratio of 0, which may be 0.5", EVEN, hr("value: 0, ci: [0.3, 0.9]")),
    asks(
        "what is left out does not end the walk",
        EVEN,
        "\n".join(
            (
                hr("value: 0.66, ci: [0.00, 1.18]", ", timepoint: 1 year"),
                hr("value: 2.66, ci: [0.37, 1.18]", ", timepoint: 2 years"),
                hr("value: 0.70, ci: [0.37, 1.18]", ", timepoint: 3 years"),
            )
        ),
        "0.70 is printed",
    ),
    asks("from 0 to 28 the middle is 14", EVEN, difference("value: 10, ci: [0, 28]"), "is 14.0;"),
    asks("a negative middle", EVEN, difference("value: -10, ci: [-28, 4]"), "is −12.0;"),
    asks_of_the_verdict(
        "as far below 10 as 28 is above would be -8, and 0 no longer excluded",
        EVEN,
        difference("value: 10, ci: [2, 28]"),
        "is 15.0;",
    ),
    asks(
        "a 90% interval says nothing of 0.05",
        EVEN,
        difference("value: 10, ci: [2, 28], ci_level: 90"),
        "is 15.0;",
    ),
    asks_of_the_verdict(
        "as far below 10 as 15 is above would be 5, and 0 excluded",
        EVEN,
        difference("value: 10, ci: [-1, 15]"),
        "is 7.0;",
    ),
    asks(
        "either bound from the other, 3 or 14, still excludes 0",
        EVEN,
        difference("value: 10, ci: [6, 17]"),
        "is 11.5;",
    ),
    asks(
        "as far below 10 as 21 is above may be 0.5 or -2.5",
        EVEN,
        difference("value: 10, ci: [3, 21]"),
        "is 12.0;",
    ),
    asks(
        "as far above -4 as -9 is below may be -0.5 or 2.5",
        EVEN,
        difference("value: -4, ci: [-9, -2]"),
        "is −5.5;",
    ),
    asks_of_the_verdict(
        "as far above -3 as -9 is below would be 3, and 0 no longer excluded",
        EVEN,
        difference("value: -3, ci: [-9, -2]"),
        "is −5.5;",
    ),
    asks_of_the_verdict(
        "the other bound to 0.45 would be 0.60 * 0.60 / 0.45 = 0.8, and 1 excluded",
        EVEN,
        hr("value: 0.60, ci: [0.45, 1.05]"),
        "0.687",
    ),
    asks_of_the_verdict(
        "the other bound to 0.60 would be 0.80 * 0.80 / 0.60 = 1.07, and 1 no longer excluded",
        EVEN,
        hr("value: 0.80, ci: [0.60, 0.95]"),
        "0.755",
    ),
    asks("the other bound to 0.5 may be 0.77 or 1.25", EVEN, hr("value: 0.7, ci: [0.5, 1.4]"), "0.84"),
    asks("the other bound to 0.6 may be 0.65 or 1.02", EVEN, hr("value: 0.7, ci: [0.6, 1.2]"), "0.85"),
    asks("the other bound to 0.6 may be 0.87 or 1.31", EVEN, hr("value: 0.8, ci: [0.6, 0.8]"), "0.69"),
]

SCALE = "interval-scale"
SCALES = [
    skips("no interval, nothing to compare", SCALE, share("value: 92")),
    skips("a difference may be under 1%", SCALE, difference("value: 5, ci: [0.2, 0.9]")),
    fits("1 and at most 1", SCALE, share("value: 1, ci: [0.5, 1]")),
    asks("2% against shares of one", SCALE, share("value: 2, ci: [0.01, 0.05]"), "2% is printed with"),
    fits("an interval of zero width at 0 has no scale", SCALE, share("value: 5, ci: [0, 0]")),
    fits("an upper bound over 1 is no share of one", SCALE, share("value: 50, ci: [0.5, 1.5]")),
    fits("0 has no scale", SCALE, share("value: 0, ci: [1, 5]")),
    fits("1 under its interval is outside, not on another scale", SCALE, share("value: 1, ci: [2, 5]")),
    fits("1.5 is no share of one", SCALE, share("value: 1.5, ci: [3, 9]")),
    fits("all three may be shares of one", SCALE, share("value: 0.5, ci: [0.6, 1]")),
    asks(
        "a share of one against 0.6% to 2%", SCALE, share("value: 0.5, ci: [0.6, 2]"), "0.5% is printed with"
    ),
    fits("half a percent at its own bound", SCALE, share("value: 0.5, ci: [0.5, 4]")),
]

P = "p-against-interval"
P_VALUES = [
    fits(
        "an interval of 1.00 leaves p on either side of 0.05",
        P,
        hr("value: 1.42, ci: [1.00, 2.03], p: 0.049"),
    ),
    fits(
        "a 90% interval says nothing of 0.05", P, hr("value: 1.42, ci: [1.05, 1.92], ci_level: 90, p: 0.06")
    ),
    asks_of_the_verdict(
        "one p far under all that is worth telling",
        P,
        hr("value: 0.30, ci: [0.20, 0.45], p: 0.3"),
        "p value of less than 0.0001; 0.3 is printed",
    ),
    asks(
        "what is left out does not end the walk",
        P,
        hr("value: 0.66, ci: [0.37, 1.18]") + "\n" + hr("value: 0.66, ci: [0.37, 1.18], p: 0.35"),
        "0.35 is printed",
    ),
]

WORDS = "p-words"
NOT_SIGNIFICANT = "- {endpoint: survival, median: {new: 9, old: 8}, p: NS}\n"
P_WORDS = [
    asks_of_the_verdict(
        "the interval stands without a p value of its own",
        WORDS,
        NOT_SIGNIFICANT + hr("value: 0.5, ci: [0.3, 0.8]"),
        "95% CI 0.3–0.8 for the same comparison",
    ),
    skips(
        "a 90% interval says nothing of 0.05", WORDS, hr("value: 0.5, ci: [0.3, 0.8], ci_level: 90, p: NS")
    ),
    skips("a one-sided p value", WORDS, hr("value: 0.5, p: 0.01, p_sided: one", ", p: NS")),
    skips(
        "two models of one factor are two comparisons",
        WORDS,
        factors("hr: 0.5, p: 0.01", "hr: 0.6, p: NS"),
    ),
    skips("the bounds of a factor without its ratio", WORDS, factors("ci: [0.3, 0.8], p: NS", "p: 0.3")),
    skips("another time", WORDS, hr("value: 0.5, p: 0.01", ", timepoint: 1 year") + "\n" + NOT_SIGNIFICANT),
    skips(
        "another endpoint",
        WORDS,
        "- {endpoint: response, effect: {measure: or, value: 2, p: 0.01}}\n" + NOT_SIGNIFICANT,
    ),
]

CALLED = ", method: {called: significant}"
CALLED_NOT = ", method: {called: not-significant}"
P_WORDS += [
    asks_of_the_verdict(
        "the source's word against its p value",
        WORDS,
        hr("value: 0.7, p: 0.09", CALLED),
        "The difference is called significant, and p 0.09 is printed, which does not exclude no difference.",
    ),
    asks_of_the_verdict(
        "and the other way round",
        WORDS,
        hr("value: 0.7, p: 0.02", CALLED_NOT),
        "The difference is called not significant, and p 0.02 is printed, which excludes no difference.",
    ),
    asks_of_the_verdict(
        "an interval where there is no p value",
        WORDS,
        hr("value: 0.7, ci: [0.4, 1.2]", CALLED),
        "95% CI 0.4–1.2 is printed, which does not exclude no difference",
    ),
    asks_of_the_verdict(
        "a p value without a ratio",
        WORDS,
        "- {endpoint: survival, median: {new: 9, old: 8}, p: 0.3, method: {called: significant}}",
        "p 0.3 is printed",
    ),
    fits("word and p value", WORDS, hr("value: 0.7, p: 0.02", CALLED)),
    fits("the p value goes before the interval", WORDS, hr("value: 0.7, ci: [0.4, 1.2], p: 0.04", CALLED)),
    fits("not significant, rightly", WORDS, hr("value: 0.7, ci: [0.4, 1.2]", CALLED_NOT)),
    skips("a p value that rounds to the limit", WORDS, hr("value: 0.7, p: 0.05", CALLED)),
    skips("a one-sided p value with a word", WORDS, hr("value: 0.7, p: 0.03, p_sided: one", CALLED_NOT)),
    skips(
        "an interim analysis has a limit of its own",
        WORDS,
        hr("value: 0.7, p: 0.01", CALLED_NOT + ", maturity: {analysis: interim}"),
    ),
    skips(
        "a trial with a threshold of its own",
        WORDS,
        hr("value: 0.7, p: 0.15", ", method: {called: significant, threshold: {p: 0.20, sided: two}}"),
    ),
]

DIRECTION = "direction-against-medians"
RATES_OF_TIMES = """
- {endpoint: survival, timepoint: 12 months, rate: {new: 40, old: 45}}
- {endpoint: survival, timepoint: 2 years, rate: {new: 20, old: 25}}
"""
DIRECTIONS = [
    fits("9 and 8 may both be 8.5", DIRECTION, hr("value: 1.2", ", median: {new: 9, old: 8}")),
    fits("8 and 9 may both be 8.5", DIRECTION, hr("value: 0.8", ", median: {new: 8, old: 9}")),
    asks(
        "10 is more than 8",
        DIRECTION,
        hr("value: 1.2", ", median: {new: 10, old: 8}"),
        "points the other way",
    ),
    asks(
        "8 is less than 10",
        DIRECTION,
        hr("value: 0.8", ", median: {new: 8, old: 10}"),
        "points the other way",
    ),
    asks_of_the_verdict(
        "an interval that excludes 1",
        DIRECTION,
        hr("value: 0.8, ci: [0.7, 0.9]", ", median: {new: 8, old: 10}"),
        "points the other way",
    ),
    asks(
        "a 90% interval says nothing of 0.05",
        DIRECTION,
        hr("value: 0.8, ci: [0.7, 0.9], ci_level: 90", ", median: {new: 8, old: 10}"),
        "points the other way",
    ),
    fits("1.0 may be on either side of 1", DIRECTION, hr("value: 1.0", ", median: {new: 8, old: 10}")),
    asks(
        "means as medians", DIRECTION, hr("value: 0.8", ", mean: {new: 8, old: 10}"), "the means of 8 months"
    ),
    skips(
        "a median is not held against a mean",
        DIRECTION,
        hr("value: 0.8", ", median: {new: 8}, mean: {old: 10}"),
    ),
    skips(
        "the groups' numbers stand in two results",
        DIRECTION,
        hr("value: 0.8")
        + "\n- {endpoint: survival, median: {new: 8}}\n- {endpoint: survival, median: {old: 10}}",
    ),
    skips(
        "a median of something else than time",
        DIRECTION,
        hr("value: 0.8", ", unit: lesions, median: {new: 8, old: 10}"),
    ),
    skips(
        "no effect, a p value alone", DIRECTION, "- {endpoint: survival, median: {new: 8, old: 10}, p: 0.01}"
    ),
    skips(
        "the effect of a factor",
        DIRECTION,
        "- {endpoint: survival, in: new, median: {new: 8, old: 10}, factors: {Age: {hr: 0.5}}}",
    ),
    asks(
        "an effect of one time is held against that time's rates",
        DIRECTION,
        hr("value: 0.8", ", timepoint: 1 year") + RATES_OF_TIMES,
        "at 12 months of 40%",
    ),
    asks(
        "an effect over all time is held against the rates at each",
        DIRECTION,
        hr("value: 0.8") + RATES_OF_TIMES,
        "at 12 months of 40%",
        "at 2 years of 20%",
        looks=2,
    ),
    asks(
        "a risk ratio of shares", DIRECTION, two_rates("", "measure: rr, value: 1.3"), "The risk ratio of 1.3"
    ),
    skips(
        "an odds ratio of medians",
        DIRECTION,
        "- {endpoint: survival, median: {new: 8, old: 10}, effect: {measure: or, value: 1.3}}",
    ),
    skips(
        "an odds ratio of rates on a curve", DIRECTION, two_rates("", "measure: or, value: 1.3", "survival")
    ),
    asks(
        "a difference of shares",
        DIRECTION,
        two_rates("", "measure: difference, value: 5"),
        "The difference of 5 points",
    ),
    asks(
        "a difference of medians",
        DIRECTION,
        "- {endpoint: survival, median: {new: 8, old: 10}, effect: {measure: difference, value: 3}}",
        "The difference of 3 points",
    ),
    asks(
        "means of the time to a good event",
        DIRECTION,
        "- {endpoint: relief, mean: {new: 10, old: 8}, effect: {measure: hr, value: 1.3}}",
        "The hazard ratio of 1.3",
    ),
    skips(
        "a difference in another unit",
        DIRECTION,
        two_rates("", "measure: difference, unit: months, value: 5"),
    ),
    asks(
        "a good event is more often there the higher the hazard",
        DIRECTION,
        two_rates("", "measure: hr, value: 1.3", "remission"),
        "The hazard ratio of 1.3",
    ),
    skips(
        "an endpoint of which neither is better",
        DIRECTION,
        two_rates("", "measure: hr, value: 1.3", "pattern"),
    ),
    asks_of_the_verdict(
        "a difference whose interval excludes 0 and not 1",
        DIRECTION,
        two_rates("", "measure: difference, value: 5, ci: [0.6, 9.4]"),
        "The difference of 5 ",
    ),
    asks(
        "the interval does not exclude 1, whatever p says",
        DIRECTION,
        hr("value: 0.8, ci: [0.5, 1.3], p: 0.01", ", median: {new: 8, old: 10}"),
        "0.8",
    ),
]

DIFFERENCE = "difference-against-values"
DIFFERENCES = [
    asks(
        "medians",
        DIFFERENCE,
        "- {endpoint: survival, median: {new: 9.1, old: 7.0}, effect: {measure: difference, value: 2.4}}",
        "9.1 months less 7.0 months is 2.1 months",
    ),
    asks(
        "means",
        DIFFERENCE,
        "- {endpoint: survival, mean: {new: 9.1, old: 7.0}, effect: {measure: difference, value: 2.4}}",
        "9.1 months less 7.0 months is 2.1 months",
    ),
    fits(
        "9.1 less 7.0 is 2.0 to 2.2",
        DIFFERENCE,
        "- {endpoint: survival, median: {new: 9.1, old: 7.0}, effect: {measure: difference, value: 2.2}}",
    ),
    fits(
        "36 less 18 is 17 to 19",
        DIFFERENCE,
        difference("value: 17", ", rate: {new: 36, old: 18}"),
    ),
    asks(
        "36 less 18 is at least 17, and 16 at most 16.5",
        DIFFERENCE,
        difference("value: 16", ", rate: {new: 36, old: 18}"),
        "36% less 18% is 18%",
    ),
    asks(
        "0 less 18",
        DIFFERENCE,
        difference("value: -20", ", rate: {new: 0, old: 18}"),
        "0% less 18% is −18%; a difference of −20% is printed",
    ),
    skips("a hazard ratio is no difference", DIFFERENCE, hr("value: 20", ", median: {new: 36, old: 18}")),
    skips(
        "a median less a mean",
        DIFFERENCE,
        "- {endpoint: survival, median: {new: 9.1}, mean: {old: 7.0}, effect: {measure: difference, unit: months, value: 2.4}}",
    ),
]

CURVE = "median-against-rate"
CURVES = [
    fits("36 may be 36.5, a time at which 58% are alive", CURVE, survival("36", "58", "36.5 months")),
    fits("36 may be 35.5, a time at which 40% are alive", CURVE, survival("36", "40", "35.5 months")),
    fits("36 may be 35.9, before 36 months", CURVE, survival("36", "40", "36 months")),
    asks("36 is at most 36.5", CURVE, survival("36", "58", "36.6 months"), "after the median"),
    asks("36 is at least 35.5", CURVE, survival("36", "40", "35.4 months"), "before the median"),
    asks("0.5 months are at least 0.45", CURVE, survival("0.5", "40", "0.4 months"), "before the median"),
    fits("0.6 months are at least 0.55", CURVE, survival("0.6", "40", "0.8 months")),
    asks("a median of 0 months", CURVE, survival("0", "58", "0.8 months"), "after the median"),
    asks(
        "named by its label",
        CURVE,
        survival("32.5", "58.1").replace("survival", "growth-free"),
        "The median free of growth is 32.5 months",
    ),
    skips(
        "a cumulative incidence",
        CURVE,
        survival("32.5", "58.1", method=", method: {estimator: cumulative-incidence}"),
    ),
    asks(
        "an estimate of Kaplan and Meier",
        CURVE,
        survival("32.5", "58.1", method=", method: {estimator: kaplan-meier}"),
        "58.1%",
    ),
    skips(
        "a median in a unit that is no time",
        CURVE,
        survival("32.5", "58.1").replace("median:", "unit: lesions, median:"),
    ),
    skips("the median is only known to be more", CURVE, survival('">30"', "58.1")),
    skips(
        "neither group is named with its number",
        CURVE,
        survival("32.5", "58.1").replace("median: {new", "median: {unclear"),
    ),
    skips(
        "the rate is not assigned to a group",
        CURVE,
        "- {endpoint: survival, median: {unclear: [32.5]}}\n- {endpoint: survival, timepoint: 3 years, rate: {unclear: [58.1, 40]}}",
    ),
]

SAME = "identical-estimates"
MODELS = [
    asks(
        "no p values",
        SAME,
        factors("hr: 0.37, ci: [0.17, 0.79]", "hr: 0.37, ci: [0.17, 0.79]"),
        "0.37 (95% CI 0.17–0.79) is printed",
    ),
    fits("the interval differs", SAME, factors("hr: 0.37, ci: [0.17, 0.79]", "hr: 0.37, ci: [0.17, 0.80]")),
    fits("the ratio differs", SAME, factors("hr: 0.36, ci: [0.17, 0.79]", "hr: 0.37, ci: [0.17, 0.79]")),
]

PERCENT = "percent-against-count"
NEITHER = "Neither another denominator nor another count fits;"
COUNTS = [
    asks(
        "1 of 67 is 1.5%",
        PERCENT,
        share("percent: 1, count: 1, of: 36"),
        "2.8%; 1% is printed. 1 of 67 would give the printed share",
    ),
    asks(
        "1 of 66 is 1.5%, and so is 2 of 100",
        PERCENT,
        share("percent: 2, count: 1, of: 100"),
        "1 of 66 or 2 of 100 would give",
    ),
    asks(
        "600 of 600 and 540 of 540 are all",
        PERCENT,
        share("percent: 100, count: 600, of: 540"),
        "600 of 600 or 540 of 540 would give",
    ),
    asks(
        "35 of 35 and 36 of 36 are all",
        PERCENT,
        share("percent: 100, count: 35, of: 36"),
        "35 of 35 or 36 of 36 would give",
    ),
    asks(
        "36 of 72 is half, and 72 no more than twice 36",
        PERCENT,
        share("percent: 50, count: 36, of: 36"),
        "36 of 72 or 18 of 36 would give",
    ),
    asks(
        "36 of 89 is too far away, and no count of 36 is 40%",
        PERCENT,
        share("percent: 40, count: 36, of: 36"),
        f"{NEITHER} is one of the numbers misprinted?",
    ),
    asks(
        "495 of 1000 is 49.5%",
        PERCENT,
        share("percent: 50, count: 400, of: 1000"),
        "or 495 of 1000 would give",
    ),
    asks(
        "505 of 1000 is 50.5%",
        PERCENT,
        share("percent: 50, count: 600, of: 1000"),
        "or 505 of 1000 would give",
    ),
    asks("6 of 1000 is 0.6%", PERCENT, share("percent: 0.6, count: 8, of: 1000"), "or 6 of 1000 would give"),
    asks(
        "0 of 36 is no 6%, and 2 of 36 is",
        PERCENT,
        share("percent: 6, count: 0, of: 36"),
        "0 of 36 is 0.0%; 6% is printed. 2 of 36 would give",
    ),
    asks(
        "71 of 132 is 53.79%, cut off 53.7%",
        PERCENT,
        share("percent: 53.7, count: 71, of: 132"),
        f"{NEITHER} was the last digit cut off?",
    ),
    asks(
        "12.5% cut off is 12.5%",
        PERCENT,
        share("percent: 12.4, count: 1, of: 8"),
        f"{NEITHER} is one of the numbers misprinted?",
    ),
    asks(
        "600 of 597 would be 101%, and is no share",
        PERCENT,
        share("percent: 101, count: 600, of: 540"),
        NEITHER,
    ),
    asks(
        "1 of 1 and 2 of 2 are all",
        PERCENT,
        share("percent: 100, count: 1, of: 2"),
        "1 of 1 or 2 of 2 would give",
    ),
    asks(
        "as many digits as are printed",
        PERCENT,
        share("percent: 43.46, count: 23, of: 54"),
        "23 of 54 is 42.59%; 43.46% is printed.",
    ),
    asks(
        "65 of 119 is 54.62%, which no cutting makes 54.5%",
        PERCENT,
        share("percent: 54.5, count: 65, of: 119"),
        f"{NEITHER} is one of the numbers misprinted?",
    ),
    asks("a share under 0 has neither", PERCENT, share("percent: -5, count: 3, of: 36"), NEITHER),
    asks(
        "what is left out does not end the walk",
        PERCENT,
        share("value: 40") + "\n" + share("percent: 43.4, count: 23, of: 54").replace("response", "toxicity"),
        "23 of 54 is 42.6%",
    ),
    asks(
        "the size of a subset of the group",
        PERCENT,
        share("percent: 50, count: 9", ", subset: part"),
        "9 of 20 is 45.0%; 50% is printed. No denominator is printed; 20 is the size of the subset. 9 of 18 or 10 of 20",
        subsets="{part: {name: A part, of: new, n: 20}}",
    ),
    skips(
        "a subset of the other group",
        PERCENT,
        share("percent: 50, count: 9", ", subset: part"),
        subsets="{part: {name: A part, of: old, n: 20}}",
    ),
    skips(
        "a subset without a size",
        PERCENT,
        share("percent: 50, count: 9", ", subset: part"),
        subsets="{part: {name: A part, of: new}}",
    ),
    skips(
        "shares of lesions have another whole",
        PERCENT,
        share("percent: 50, count: 9", ", method: {unit_of_analysis: lesion}"),
    ),
    asks(
        "the number of all patients analysed",
        PERCENT,
        "- {endpoint: response, rate: {all: {percent: 50, count: 20}}}",
        "No denominator is printed; 30 is the number of all patients.",
        population="{summary: Adults, analysed: 30}",
    ),
    skips(
        "the number of all patients is not printed",
        PERCENT,
        "- {endpoint: response, rate: {all: {percent: 50, count: 20}}}",
    ),
    skips(
        "the numbers of a group that is not all",
        PERCENT,
        "- {endpoint: response, rate: {unclear: [{percent: 50, count: 20}]}}",
        population="{summary: Adults, analysed: 30}",
    ),
    skips(
        "a group without a size",
        PERCENT,
        share("percent: 50, count: 20"),
        groups="\n  new: {name: New}\n  old: {name: Old}",
    ),
    asks(
        "each of two numbers that no group is named for has its own whole",
        PERCENT,
        "- {endpoint: response, rate: {unclear: [{percent: 50, count: 10, of: 20}, {percent: 50, count: 10, of: 30}]}}",
        "10 of 30 is 33.3%",
        looks=2,
    ),
    asks(
        "a characteristic with a printed whole",
        PERCENT,
        "",
        "20 of 30 is 66.7%; 50% is printed. 20 of 40 or 15 of 30",
        characteristics=blocks("Sex| Male: {new: {count: 20, percent: 50, of: 30}}"),
    ),
    asks(
        "a characteristic without one",
        PERCENT,
        "",
        "20 of 36 is 55.6%; 50% is printed. No denominator",
        characteristics=blocks("Sex| Male: {new: {count: 20, percent: 50}}"),
    ),
]

OVER = "count-over-group"
COUNTED = [
    asks(
        "2 of 1",
        OVER,
        "- {endpoint: response, count: {new: {count: 2, of: 1}}}",
        "2 patients are counted out of 1. Is",
    ),
    skips("a count that is only known to be more", OVER, '- {endpoint: response, count: {new: ">30"}}'),
    skips(
        "lesions, not patients, are analysed",
        OVER,
        "- {endpoint: response, count: {new: 37}, method: {unit_of_analysis: lesion}}",
    ),
]

TOTAL = "groups-against-total"
PART = "\n  new: {name: New, n: 36}\n  some: {name: Some, of: new, n: %s}"
TOTALS = [
    fits("all that were enrolled are in groups", TOTAL, "", population="{summary: Adults, enrolled: 76}"),
    skips(
        "the number of one group is no total", TOTAL, "- {endpoint: patients-randomised, value: {new: 30}}"
    ),
    skips(
        "the number of a subset is no total",
        TOTAL,
        "- {endpoint: patients-randomised, subset: part, value: {all: 30}}",
    ),
    asks(
        "a total among the results",
        TOTAL,
        "- {endpoint: patients-randomised, value: {all: 70}}",
        "together 76; 70 is printed for all",
    ),
    asks(
        "a group that is a part of another",
        TOTAL,
        "",
        "40 patients are printed for “Some”, and 36 for “New”",
        groups=PART % 40,
    ),
    fits("a part as large as its whole", TOTAL, "", groups=PART % 36),
    skips(
        "a part without a size",
        TOTAL,
        "",
        groups="\n  new: {name: New, n: 36}\n  some: {name: Some, of: new}",
    ),
    asks(
        "a part of a group and a part of the study",
        TOTAL,
        "",
        "40 patients are printed for “Some”",
        looks=2,
        groups=PART % 40,
        subsets="{part: {name: A part, of: new, n: 5}}",
    ),
    asks(
        "1 of 0",
        TOTAL,
        "",
        "1 patients are printed for “A part”, and 0 for “Old”",
        groups="\n  new: {name: New, n: 36}\n  old: {name: Old, n: 0}",
        subsets="{part: {name: A part, of: old, n: 1}}",
    ),
    fits(
        "0 of 0",
        TOTAL,
        "",
        groups="\n  new: {name: New, n: 36}\n  old: {name: Old, n: 0}",
        subsets="{part: {name: A part, of: old, n: 0}}",
    ),
    asks(
        "1 and 0 are 1, and not 0",
        TOTAL,
        "",
        "together 1; 0 is printed for all",
        groups="\n  new: {name: New, role: experimental, n: 1}\n  old: {name: Old, role: control, n: 0}",
        population="{summary: Adults, randomised: 0}",
    ),
    fits(
        "36 and 0 are 36",
        TOTAL,
        "",
        groups="\n  new: {name: New, role: experimental, n: 36}\n  old: {name: Old, role: control, n: 0}",
        population="{summary: Adults, randomised: 36}",
    ),
]

OVER_100 = "shares-over-100"
SHARES = [
    skips("a median of 120 months", OVER_100, "- {endpoint: survival, median: {new: 120}}"),
    skips("a difference of 120%", OVER_100, difference("value: 120")),
    fits("under 110 may be under 100", OVER_100, share('value: "<110"')),
    fits("up to 110 may be under 100", OVER_100, share('value: "<=110"')),
    asks("more than 110", OVER_100, share('value: ">110"'), "> 110% is printed, more than 100%"),
    fits(
        "two characteristics are added up apart",
        OVER_100,
        "",
        looks=6,
        characteristics=blocks(f"Sex| {SEX}", f"Home| {SEX}"),
    ),
    fits(
        "results are no characteristics",
        OVER_100,
        share("percent: 55.6, count: 20"),
        looks=4,
        characteristics=blocks(f"Sex| {SEX}"),
    ),
    fits(
        "one category is no sum",
        OVER_100,
        "",
        looks=1,
        characteristics=blocks("Sex| Male: {new: {count: 36, percent: 100}}"),
    ),
    fits(
        "a share that is only bounded cannot be added",
        OVER_100,
        "",
        looks=3,
        characteristics=blocks(
            "Sex| Male: {new: {count: 20, percent: 80}}, Female: {new: {count: 15, percent: 70}}, Other: {new: {count: 1, percent: '<5'}}"
        ),
    ),
    asks(
        "55.6 and 44.6 are 100.2, and rounding allows 100.1",
        OVER_100,
        "",
        "add up to 100.2%",
        looks=3,
        characteristics=blocks(
            "Sex| Male: {new: {count: 20, percent: 55.6}}, Female: {new: {count: 16, percent: 44.6}}"
        ),
    ),
    fits(
        "a count that is only bounded makes up no group",
        OVER_100,
        "",
        looks=2,
        characteristics=blocks(
            "Sex| Male: {new: {count: '>20', percent: 80}}, Female: {new: {count: 36, percent: 70}}"
        ),
    ),
]

GRIM = "grim"
GRANULES = [
    fits("1 of 8 is 12.5%, which rounds to 13%", GRIM, share("value: 13, of: 8")),
    asks("steps of 2.78% are wider than 2%", GRIM, share("value: 40, of: 36"), "14 of 36"),
    asks(
        "steps of 1.43% are wider than 1%",
        GRIM,
        share("value: 8, of: 70"),
        "5 of 70 is 7.143%, 6 of 70 is 8.571%",
    ),
    skips("steps of 1% are as wide as the digits", GRIM, share("value: 40, of: 100")),
    asks(
        "what is left out does not end the walk",
        GRIM,
        share("value: 40, of: 100") + "\n" + share("value: 40") + "\n" + share("value: 40, of: 36"),
        "14 of 36",
    ),
    skips(
        "a mean without a printed number of patients",
        GRIM,
        "- {endpoint: toxicity, unit: patients, mean: {new: 5.27}}",
    ),
    skips(
        "months are not counted in whole numbers",
        GRIM,
        "- {endpoint: survival, mean: {new: {value: 5.27, of: 43}}}",
    ),
    skips("a rate over time is estimated", GRIM, "- {endpoint: survival, rate: {new: {value: 40, of: 36}}}"),
    skips(
        "an incidence at a time is estimated",
        GRIM,
        "- {endpoint: toxicity, timepoint: 1 year, rate: {new: {value: 40, of: 36}}}",
    ),
    asks(
        "an incidence over all time is counted",
        GRIM,
        "- {endpoint: toxicity, rate: {new: {value: 40, of: 36}}}",
        "14 of 36",
    ),
    asks(
        "a response at a time is counted",
        GRIM,
        "- {endpoint: response, timepoint: 12 weeks, rate: {new: {value: 40, of: 36}}}",
        "14 of 36",
    ),
    skips(
        "a response that was estimated",
        GRIM,
        share("value: 40, of: 36", ", method: {estimator: kaplan-meier}"),
    ),
    asks(
        "a response that was counted",
        GRIM,
        share("value: 40, of: 36", ", method: {estimator: crude}"),
        "14 of 36",
    ),
]

FRACTIONS = "dose-against-fractions"
FRACTIONATIONS = [
    fits(
        "10 times 3.15 is 31.5, which 32 may be",
        FRACTIONS,
        "",
        groups=regimen("dose_gy: 32, fractions: 10, per_fraction_gy: 3.1"),
    ),
    fits(
        "10 times 3.05 is 30.5, which 30 may be",
        FRACTIONS,
        "",
        groups=regimen("dose_gy: 30, fractions: 10, per_fraction_gy: 3.1"),
    ),
    asks(
        "10 times 3.1 is at most 31.5",
        FRACTIONS,
        "",
        "10 fractions of 3.1 Gy make 31 Gy",
        groups=regimen("dose_gy: 33, fractions: 10, per_fraction_gy: 3.1"),
    ),
    fits(
        "10 to 15 times 3 is 30 to 45",
        FRACTIONS,
        "",
        groups=regimen("dose_gy: 30, fractions: {range: [10, 15]}, per_fraction_gy: 3"),
    ),
    fits(
        "10 times 3 to 4 is 30 to 40",
        FRACTIONS,
        "",
        groups=regimen("dose_gy: 30, fractions: 10, per_fraction_gy: {range: [3, 4]}"),
    ),
    asks(
        "10 to 15 times 3 is at least 30",
        FRACTIONS,
        "",
        "10–15 fractions of 3 Gy make 37.5 Gy",
        groups=regimen("dose_gy: 29, fractions: {range: [10, 15]}, per_fraction_gy: 3"),
    ),
    asks(
        "10 times 3 to 4 is at least 30",
        FRACTIONS,
        "",
        "10 fractions of 3–4 Gy make 35 Gy",
        groups=regimen("dose_gy: 29, fractions: 10, per_fraction_gy: {range: [3, 4]}"),
    ),
    asks(
        "3 without decimals is 3: 10 times 2.5 would be 25",
        FRACTIONS,
        "",
        "make 30 Gy",
        groups=regimen("dose_gy: 27, fractions: 10, per_fraction_gy: 3"),
    ),
    fits(
        "a total of 30 may be 29.5",
        FRACTIONS,
        "",
        groups=regimen("dose_gy: 30, fractions: 5, per_fraction_gy: 5.9"),
    ),
    skips(
        "a dose of which nothing is said",
        FRACTIONS,
        "",
        groups=regimen("dose_gy: {}, fractions: 10, per_fraction_gy: 3"),
    ),
    skips(
        "an open range",
        FRACTIONS,
        "",
        groups=regimen("dose_gy: 50, fractions: {range: [10, '>15']}, per_fraction_gy: 3"),
    ),
    skips(
        "a number that is only bounded",
        FRACTIONS,
        "",
        groups=regimen("dose_gy: '>50', fractions: 10, per_fraction_gy: 3"),
    ),
    asks(
        "each regimen of a group by itself",
        FRACTIONS,
        "",
        "10 fractions of 3 Gy make 30 Gy; a total of 35 Gy",
        looks=2,
        groups="\n  new: {name: New, radiotherapy: [{dose_gy: 20, fractions: 5}, {dose_gy: 35, fractions: 10, per_fraction_gy: 3}, {dose_gy: 8, fractions: 1, per_fraction_gy: 8}]}\n  old: {name: Old}",
    ),
]

PLAUSIBLE = "dose-plausible"
DOSES = [
    asks(
        "a range of doses",
        PLAUSIBLE,
        "",
        "range 30–300 is printed; plausible are 1 to 100 Gy",
        groups=regimen("dose_gy: {range: [30, 300]}"),
    ),
    asks(
        "a number of fractions has no unit of dose",
        PLAUSIBLE,
        "",
        "80 fractions is printed; plausible are 1 to 70.",
        groups=regimen("fractions: 80"),
    ),
    fits("under 300 may be under 100", PLAUSIBLE, '- {endpoint: total-dose, value: {new: "<300"}}'),
    fits("up to 300 may be under 100", PLAUSIBLE, '- {endpoint: total-dose, value: {new: "<=300"}}'),
    fits("more than 0.5 may be more than 1", PLAUSIBLE, '- {endpoint: total-dose, value: {new: ">0.5"}}'),
    fits("at least 0.5 may be more than 1", PLAUSIBLE, '- {endpoint: total-dose, value: {new: ">=0.5"}}'),
    asks("more than 300", PLAUSIBLE, '- {endpoint: total-dose, value: {new: ">300"}}', "> 300 Gy is printed"),
    asks("under 0.5", PLAUSIBLE, '- {endpoint: total-dose, value: {new: "<0.5"}}', "< 0.5 Gy is printed"),
    fits("a dose that is not available", PLAUSIBLE, "- {endpoint: total-dose, value: {new: NA}}"),
    fits("a dose without its fractions", PLAUSIBLE, "", groups=regimen("dose_gy: 30")),
    fits("fractions without their dose", PLAUSIBLE, "", groups=regimen("fractions: 10")),
    fits("1 Gy in 2 fractions", PLAUSIBLE, "", looks=3, groups=regimen("dose_gy: 1, fractions: 2")),
    asks(
        "1 Gy in 4 fractions",
        PLAUSIBLE,
        "",
        "1 Gy in 4 fractions make 0.25 Gy a fraction",
        looks=3,
        groups=regimen("dose_gy: 1, fractions: 4"),
    ),
    fits(
        "a median dose over a number of fractions is no dose of anyone",
        PLAUSIBLE,
        "",
        looks=2,
        groups=regimen("dose_gy: {median: 70}, fractions: 1"),
    ),
    fits(
        "a dose over a median number of fractions neither",
        PLAUSIBLE,
        "",
        looks=2,
        groups=regimen("dose_gy: 70, fractions: {median: 1}"),
    ),
    fits(
        "a range of doses over a number of fractions neither",
        PLAUSIBLE,
        "",
        looks=2,
        groups=regimen("dose_gy: {range: [60, 70]}, fractions: 1"),
    ),
    skips(
        "laboratories give what they like",
        PLAUSIBLE,
        "",
        groups=regimen("dose_gy: 70, fractions: 1"),
        design="laboratory",
    ),
]

DATES = "dates-in-order"
CUTOFF = "- {endpoint: survival, median: {new: 9}, maturity: {cutoff: %s}}"
IN_ORDER = [
    asks(
        "it begins before it is completed",
        DATES,
        "",
        "The first year is 2019, and the expected completion is 2018-06.",
        years="{start: 2019}",
        trial="{expected_completion: 2018-06}",
    ),
    fits(
        "completed in the year it begins",
        DATES,
        "",
        years="{start: 2019}",
        trial="{expected_completion: 2019-06}",
    ),
]

EDGES = [
    *ESTIMATES, *EVENNESS, *SCALES, *P_VALUES, *P_WORDS, *DIRECTIONS, *DIFFERENCES, *CURVES, *MODELS, *COUNTS, *COUNTED,
    *TOTALS, *SHARES, *GRANULES, *FRACTIONATIONS, *DOSES, *IN_ORDER,
]  # fmt: skip


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: f"{edge.code}: {edge.why}")
def test_a_rule_draws_its_line_where_the_numbers_do(folder: Folder, edge: Edge) -> None:
    folder.card(edge.results, **{"groups": GROUPS, "subsets": "{part: {name: A part}}", **edge.keys})
    corpus = folder.corpus()
    assert [found.message for found in problems(corpus) if found.severity == "error"] == []
    tally = ask(corpus).tallies[edge.code]
    assert tally.looks == edge.looks
    assert len(tally.questions) == len(edge.asked)
    for found, words in zip(tally.questions, edge.asked, strict=True):
        assert words in found.sentence
        assert found.grade == edge.grade


@pytest.mark.parametrize(
    ("issued", "cutoff", "asked"),
    [
        ("2017", "2017-03-01", False),
        ("2017", "2018-03-01", True),
        ("2017-03-01", "2017-03-01", False),
        ("2017-03-01", "2017-03-02", True),
        ("2017-04", "2017", False),
    ],
)
def test_a_report_is_not_of_an_earlier_day_than_its_cut_off(
    folder: Folder, issued: str, cutoff: str, asked: bool
) -> None:
    folder.source("paper", more=f'issued: "{issued}"')
    folder.card("- {endpoint: response, rate: {new: 9}}\n" + CUTOFF % f'"{cutoff}"')
    tally = ask(folder.corpus()).tallies[DATES]
    assert (tally.looks, len(tally.questions)) == (1, int(asked))
    for found in tally.questions:
        assert found.study == "trial"
        assert [row.statistic for row in found.rows] == ["median"]


def test_a_cut_off_is_held_against_the_report_that_states_it(folder: Folder) -> None:
    folder.source("paper", more='issued: "2019"')
    folder.source("review", "review", more='issued: "2017"')
    folder.card(CUTOFF.replace("{endpoint", "{source: review, at: Text, endpoint") % "2018-03-01")
    (found,) = ask(folder.corpus()).tallies[DATES].questions
    assert found.against == "the date of its report 2017"


def test_a_card_without_a_source_has_no_report_to_hold_a_cut_off_against(folder: Folder) -> None:
    folder.card(CUTOFF % "2018-03-01", source="", at="")
    assert ask(folder.corpus()).tallies[DATES].looks == 0


def test_a_study_and_not_another_has_its_first_year_before_its_cut_off(folder: Folder) -> None:
    folder.source("paper", primary_for="trial, other")
    folder.card(CUTOFF % "2014-12-31", years="{start: 2015}")
    folder.card(CUTOFF % "2014-12-31", id_="other", years="{start: 2014}")
    assert [found.study for found in ask(folder.corpus()).tallies[DATES].questions] == ["trial"]


def test_dates_in_order_are_counted_study_by_study(folder: Folder) -> None:
    folder.source("paper", primary_for="trial, other")
    for id_ in ("trial", "other"):
        folder.card(id_=id_, years="{start: 2014, end: 2015}")
    tally = ask(folder.corpus()).tallies[DATES]
    assert (tally.numbers, tally.looks, tally.questions) == (2, 2, ())
