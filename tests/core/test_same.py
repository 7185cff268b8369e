"""Design section 6, clause by clause: which results are the same, which number is first, where sources disagree."""

from decimal import Decimal

import pytest
from evidence_folder import Folder
from hypothesis import example, given
from hypothesis import strategies as st

from generator.model.printed import Printed
from generator.printed.agree import agree, agree_inverse, agree_negative
from generator.printed.corpus import Corpus
from generator.printed.rows import Row
from generator.printed.same import in_months, source_kind, time_key


def printed(text: str) -> Printed:
    if text in ("NR", "NA", "NS"):
        return Printed(text, word=text)
    sign = text.rstrip("-0123456789.")
    return Printed(text, Decimal(text.removeprefix(sign)), sign)


# Numbers that agree


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("17.4", "17.6", False),
        ("41", "41.2", True),
        ("41", "41.5", False),
        ("42", "41.5", True),
        ("41", "40.5", True),
        ("-0.5", "-1", True),
        ("0.66", "0.66", True),
        ("0.66", "0.660", True),
        ("0.66", "0.664", True),
        ("0.66", "0.7", True),
        ("0.66", "1", True),
        ("12.3", "12", True),
        ("<0.001", "0.0004", True),
        ("<0.001", "0.001", False),
        ("<0.001", "0.01", False),
        ("<=0.001", "0.001", True),
        (">0.05", "0.07", True),
        (">0.05", "0.03", False),
        (">=30", "30", True),
        (">=30", "29.9", False),
        ("<0.001", "<0.001", True),
        ("<0.001", "<0.01", False),
        ("<0.05", ">0.05", False),
        ("NR", "NR", True),
        ("NR", "31.0", False),
        ("NR", "NA", False),
        ("NS", "0.07", True),
        ("NS", "0.05", True),
        ("NS", "0.049", False),
        ("NS", ">0.05", True),
        ("NS", "<0.05", False),
        ("NS", "NS", True),
    ],
)
def test_numbers_agree_when_equal_after_rounding_to_the_fewer_decimals(
    one: str, other: str, same: bool
) -> None:
    assert agree(printed(one), printed(other)) is same


def test_a_number_that_is_not_printed_disagrees_with_none() -> None:
    assert agree(None, printed("1"))
    assert agree(printed("NR"), None)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("0.66", "1.52", True),
        ("0.66", "1.5", True),
        ("0.15", "6.7", True),
        ("0.66", "1.9", False),
        ("0.5", "2", True),
        ("1", "1.00", True),
        ("<0.5", "2.5", True),
        ("<0.5", "1.5", False),
        ("0.4", ">2", True),
        ("0", "5", True),
        ("NR", "2", True),
    ],
)
def test_a_ratio_the_other_way_round_is_one_over_it(one: str, other: str, same: bool) -> None:
    assert agree_inverse(printed(one), printed(other)) is same


def test_a_difference_the_other_way_round_has_the_other_sign() -> None:
    assert agree_negative(printed("5.0"), printed("-5"))
    assert not agree_negative(printed("5"), printed("5"))
    assert agree_negative(printed("<-2"), printed("3"))


DECIMALS = st.decimals(
    min_value=Decimal("-999999999999999"), max_value=Decimal("999999999999999"), places=15, allow_nan=False
) | st.decimals(min_value=-100, max_value=100, places=1)
NUMBERS = st.builds(
    lambda number, sign: Printed(f"{sign}{number}", number, sign),
    DECIMALS,
    st.sampled_from(["", "", "", "<", ">", "<=", ">="]),
) | st.sampled_from([printed("NR"), printed("NA"), printed("NS")])


@given(NUMBERS, NUMBERS)
@example(printed("999999999999999.000000000000001"), printed("0.000000000000001"))
def test_agreement_is_the_same_both_ways(one: Printed, other: Printed) -> None:
    assert agree(one, other) == agree(other, one)
    assert agree_inverse(one, other) == agree_inverse(other, one)
    assert agree_negative(one, other) == agree_negative(other, one)


@given(NUMBERS)
def test_every_number_agrees_with_itself(one: Printed) -> None:
    assert agree(one, one)


@given(st.decimals(min_value=-100, max_value=100, places=4, allow_nan=False), st.integers(0, 3))
def test_a_number_agrees_with_itself_rounded(number: Decimal, places: int) -> None:
    rounded = number.quantize(Decimal(1).scaleb(-places), "ROUND_HALF_UP")
    assert agree(Printed(str(number), number), Printed(str(rounded), rounded))


@given(st.decimals(min_value=Decimal("0.05"), max_value=20, places=2, allow_nan=False), st.integers(1, 3))
def test_a_ratio_agrees_with_its_own_inverse_rounded(number: Decimal, places: int) -> None:
    inverse = (1 / number).quantize(Decimal(1).scaleb(-places), "ROUND_HALF_UP")
    assert agree_inverse(Printed(str(number), number), Printed(str(inverse), inverse))


# Timepoints


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1 year", "12 months", True),
        ("2 years", "24 months", True),
        ("1.5 years", "18 months", True),
        ("1 year", "12-month", True),
        ("1 Year", "12 months", True),
        ("1 year", "1.0 years", True),
        ("12 weeks", "12 weeks", True),
        ("12 weeks", "3 months", False),
        ("12 weeks", "84 days", False),
        ("52 weeks", "1 year", False),
        ("1 year", "365 days", False),
        ("at 3 months", "3 months", False),
        ("", "1 year", False),
    ],
)
def test_one_year_is_twelve_months_and_nothing_else_is_converted(one: str, other: str, same: bool) -> None:
    assert (time_key(one) == time_key(other)) is same


def test_months_for_axes_are_rounded_to_two_decimals() -> None:
    assert [in_months(text) for text in ("12 weeks", "1 year", "soon")] == [
        Decimal("2.76"),
        Decimal(12),
        None,
    ]


# The same result


def is_one(folder: Folder, first: str, second: str, **keys: str) -> bool:
    """Say whether two results of a card, each with one number, are one."""
    folder.card(f"- {{{first}}}\n- {{{second}, at: Table 2}}", **keys)
    groups = [group for group in folder.corpus().same["trial"] if group.headline.result is not None]
    assert sum(len(group.rows) for group in groups) == 2
    return len(groups) == 1


BASE = "endpoint: survival, median: {new: 1}"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (BASE, BASE),
        (BASE, BASE + ", note: Odd."),
        (
            "endpoint: survival, timepoint: 1 year, rate: {new: 1}",
            "endpoint: survival, timepoint: 12 months, rate: {new: 2}",
        ),
        (BASE, BASE + ", method: {assessor: central}"),
        (BASE + ", method: {assessor: local}", BASE + ", method: {assessor: local}"),
        (BASE + ", maturity: {cutoff: 2026-01-02}", BASE),
        (BASE + ", analysis: univariable", BASE),
        (BASE + ", unit: months", BASE),
        ("endpoint: response, timepoint: 12 weeks, rate: {new: 1}", "endpoint: response, rate: {new: 1}"),
        ("endpoint: response, timepoint: 12 weeks, p: 0.1", "endpoint: response, p: 0.1"),
        (
            "endpoint: survival, effect: {measure: hr, value: 0.5}",
            "endpoint: survival, effect: {measure: hr, value: 2, between: [old, new]}",
        ),
        (
            "endpoint: survival, effect: {measure: hr, value: 0.5, model: multivariable}",
            "endpoint: survival, effect: {measure: hr, value: 0.5, model: multivariable}",
        ),
        ("endpoint: survival, p: 0.1", "endpoint: survival, p: {value: 0.1, between: [old, new]}"),
        ("endpoint: survival, factors: {Age: {hr: 1}}", "endpoint: survival, factors: {Age: {hr: 1}}"),
    ],
)
def test_the_same(folder: Folder, first: str, second: str) -> None:
    assert is_one(folder, first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (BASE, BASE.replace("survival", "relief")),
        (BASE, BASE.replace("median", "mean")),
        (BASE, BASE.replace("new", "old")),
        (BASE, BASE.replace("new", "all")),
        (BASE, BASE + ", subset: young"),
        (BASE, BASE + ", grade: '3'"),
        (BASE + ", grade: '3'", BASE + ", grade: '>=3'"),
        (BASE, BASE + ", timepoint: 1 year"),
        (BASE, BASE + ", unit: weeks"),
        (BASE.replace("new", "unclear"), BASE.replace("new", "unclear")),
        (BASE, BASE.replace("new", "unclear")),
        (
            "endpoint: survival, timepoint: 1 year, rate: {new: 1}",
            "endpoint: survival, timepoint: 52 weeks, rate: {new: 1}",
        ),
        (
            "endpoint: response, timepoint: 12 weeks, rate: {new: 1}",
            "endpoint: response, timepoint: 24 weeks, rate: {new: 1}",
        ),
        ("endpoint: toxicity, timepoint: 1 year, rate: {new: 1}", "endpoint: toxicity, rate: {new: 1}"),
        (BASE + ", method: {assessor: local}", BASE + ", method: {assessor: central}"),
        (
            BASE + ", method: {analysis_set: intention-to-treat}",
            BASE + ", method: {analysis_set: per-protocol}",
        ),
        (BASE + ", maturity: {cutoff: 2025-01-02}", BASE + ", maturity: {cutoff: 2026-01-02}"),
        (
            "endpoint: survival, effect: {measure: hr, value: 0.5}",
            "endpoint: survival, effect: {measure: or, value: 0.5}",
        ),
        (
            "endpoint: survival, effect: {measure: hr, value: 0.5}",
            "endpoint: survival, effect: {measure: hr, value: 0.5, model: multivariable}",
        ),
        (
            "endpoint: survival, effect: {measure: hr, value: 0.5, model: unadjusted}",
            "endpoint: survival, effect: {measure: hr, value: 0.5, model: stratified}",
        ),
        ("endpoint: survival, factors: {Age: {hr: 1}}", "endpoint: survival, factors: {Sex: {hr: 1}}"),
        (
            "endpoint: survival, analysis: univariable, factors: {Age: {hr: 1}}",
            "endpoint: survival, analysis: multivariable, factors: {Age: {hr: 1}}",
        ),
        ("endpoint: survival, finding: Longer.", "endpoint: survival, finding: Longer."),
        (
            "endpoint: survival, p: {value: 0.1, test: log-rank}",
            "endpoint: survival, p: {value: 0.2, test: landmark}",
        ),
    ],
)
def test_not_the_same(folder: Folder, first: str, second: str) -> None:
    assert not is_one(folder, first, second)


def test_p_values_over_different_groups_are_different(folder: Folder) -> None:
    groups = "{a: {name: A}, b: {name: B}, c: {name: C}, d: {name: D}}"
    first = "endpoint: survival, p: {value: 0.1, between: [a, b, c]}"
    assert is_one(folder, first, first, groups=groups)
    assert not is_one(folder, first, first.replace("c]", "d]"), groups=groups)


def test_results_that_both_fit_a_vaguer_one_are_not_made_one(folder: Folder) -> None:
    folder.source("review", "review", "")
    folder.card(
        """
        - {endpoint: response, rate: {new: 20}, source: review, at: Text}
        - {endpoint: response, rate: {new: 36}, timepoint: 12 weeks}
        - {endpoint: response, rate: {new: 20}, timepoint: 24 weeks}
        """
    )
    corpus = folder.corpus()
    groups = [
        [row.result for row in group.rows]
        for group in corpus.same["trial"]
        if group.headline.result is not None
    ]
    assert groups == [[1], [2, 0]]
    assert corpus.disagreements == ()


def test_a_second_hand_number_finds_the_cut_off_that_it_repeats(folder: Folder) -> None:
    folder.source("review", "review", "")
    folder.card(
        """
        - {endpoint: survival, median: {new: 15.9}, maturity: {cutoff: 2025-01-02}}
        - {endpoint: survival, median: {new: 17.0}, maturity: {cutoff: 2026-01-02}}
        - {endpoint: survival, median: {new: 17}, source: review, at: Text}
        """
    )
    assert folder.told() == []


def test_regimens_of_one_list_stand_side_by_side(folder: Folder) -> None:
    folder.card(
        "- {endpoint: total-dose, value: {new: 30}, at: Table 2}",
        groups="{new: {name: New, radiotherapy: [{dose_gy: 24}, {dose_gy: 30}]}}",
    )
    corpus = folder.corpus()
    assert [[str(row.value) for row in group.rows] for group in corpus.same["trial"]] == [
        ["24"],
        ["30", "30"],
    ]
    assert corpus.disagreements == ()


def test_the_size_of_a_group_is_compared_with_what_another_source_prints(folder: Folder) -> None:
    folder.source("review", "review", "")
    folder.card("- {endpoint: patients, value: {new: 35}, source: review, at: Text}")
    (found,) = folder.corpus().disagreements
    assert (str(found.first.value), str(found.second.value), found.what) == ("36", "35", ("value",))


# Disagreements


def differing(folder: Folder, *results: str) -> list[tuple[int | None, int | None, tuple[str, ...]]]:
    folder.card(
        "\n".join(f"- {{endpoint: survival, at: Table {n}, {text}}}" for n, text in enumerate(results))
    )
    return [(found.first.result, found.second.result, found.what) for found in folder.corpus().disagreements]


EFFECT = "effect: {{measure: hr, value: {}, ci: [{}, {}], p: {}}}"


@pytest.mark.parametrize(
    ("first", "second", "what"),
    [
        ("median: {new: 15.9}", "median: {new: 15.9}", ()),
        ("median: {new: 15.9}", "median: {new: 16}", ()),
        ("median: {new: 17.4}", "median: {new: 17.6}", ("value",)),
        ("median: {new: {value: 9, ci: [7, 11]}}", "median: {new: {value: 9, ci: [7, 12]}}", ("interval",)),
        ("median: {new: {value: 9, ci: [7, NR]}}", "median: {new: {value: 9, ci: [7, 12]}}", ("interval",)),
        ("median: {new: {value: 9, ci: [7, 11]}}", "median: {new: 9}", ()),
        ("median: {new: {value: 9, ci: [7, 11]}}", "median: {new: {value: 9, range: [1, 40]}}", ()),
        (
            "median: {new: {value: 9, ci: [7, 11]}}",
            "median: {new: {value: 9, ci: [8, 10], ci_level: 80}}",
            (),
        ),
        (EFFECT.format(0.66, 0.37, 1.18, 0.16), EFFECT.format(0.66, 0.37, 1.2, 0.161), ()),
        (EFFECT.format(0.66, 0.37, 1.18, 0.16), EFFECT.format(0.7, 0.5, 0.9, 0.01), ("interval", "p")),
        (
            EFFECT.format(0.66, 0.37, 1.18, 0.16),
            "effect: {measure: hr, value: 1.52, ci: [0.85, 2.70], p: 0.16, between: [old, new]}",
            (),
        ),
        (
            EFFECT.format(0.66, 0.37, 1.18, 0.16),
            "effect: {measure: hr, value: 1.52, ci: [0.85, 3.70], between: [old, new]}",
            ("interval",),
        ),
        (
            "effect: {measure: hr, value: 0.66, p: 0.16, p_test: log-rank}",
            "effect: {measure: hr, value: 0.66, p: 0.08, p_test: cox}",
            (),
        ),
        (
            "effect: {measure: difference, value: 5, ci: [1, 9]}",
            "effect: {measure: difference, value: -5, ci: [-9, -1], between: [old, new]}",
            (),
        ),
        ("p: 0.16", "p: 0.2", ()),
        ("p: 0.16", "p: 0.02", ("p",)),
        ("p: '<0.001'", "p: 0.0004", ()),
    ],
)
def test_what_differs(folder: Folder, first: str, second: str, what: tuple[str, ...]) -> None:
    assert differing(folder, first, second) == ([(0, 1, what)] if what else [])


def test_a_later_cut_off_is_history(folder: Folder) -> None:
    early, late = "maturity: {cutoff: 2025-01-02}", "maturity: {cutoff: 2026-01-02}"
    assert differing(folder, f"median: {{new: 15}}, {early}", f"median: {{new: 17}}, {late}") == []
    assert differing(folder, f"median: {{new: 15}}, {early}", f"median: {{new: 17}}, {early}") == [
        (0, 1, ("value",))
    ]


def test_what_is_unclear_never_disagrees(folder: Folder) -> None:
    assert (
        differing(
            folder, "median: {unclear: [9.1, 5.1]}", "median: {unclear: [9.0, 5.1]}", "median: {new: 2}"
        )
        == []
    )


@pytest.fixture
def reported(folder: Folder) -> Folder:
    folder.source("meeting", "meeting")
    folder.source("review", "review", "")
    return folder


@pytest.mark.parametrize(("value", "disagree"), [("15.9", False), ("16.4", False), ("16.0", True)])
def test_a_second_hand_number_agrees_when_it_equals_any_report_of_the_study(
    reported: Folder, value: str, disagree: bool
) -> None:
    reported.card(
        f"""
        - {{endpoint: survival, median: {{new: 15.9}}}}
        - {{endpoint: survival, median: {{new: 16.4}}, source: meeting, at: Slide, differs: Earlier data.}}
        - {{endpoint: survival, median: {{new: {value}}}, source: review, at: Text}}
        """
    )
    assert [found.second.result for found in reported.corpus().disagreements] == ([1, 2] if disagree else [1])


def test_a_report_of_the_study_itself_is_compared_with_the_first(reported: Folder) -> None:
    reported.card(
        """
        - {endpoint: survival, median: {new: 16.4}, source: meeting, at: Slide}
        - {endpoint: survival, median: {new: 15.9}}
        """
    )
    (found,) = reported.corpus().disagreements
    assert (str(found.first.value), str(found.second.value)) == ("15.9", "16.4")


# The number that is shown first


def first(folder: Folder, *sources: str) -> str:
    folder.card(
        "\n".join(
            f"- {{endpoint: survival, median: {{new: 15.9}}, source: {source}, at: P{index}}}"
            for index, source in enumerate(sources)
        )
    )
    corpus = folder.corpus()
    heads = [row for row in corpus.rows["trial"] if row.result is not None and corpus.is_headline(row)]
    return " ".join(f"{row.origin.source}:{row.origin.at}" for row in heads)


@pytest.fixture
def kinds(folder: Folder) -> Folder:
    for kind in ("registry", "meeting", "news", "review"):
        folder.source(kind, kind, "" if kind in ("review", "news") else "trial")
    folder.source("other-paper", "paper", "")
    folder.source("other-registry", "registry", "")
    notice = "notices: [{kind: retraction, text: Withdrawn., seen_on: 2026-01-02}]"
    folder.source("withdrawn", "paper", more=notice)
    folder.source("restored", "paper", more=notice.replace("}]", ", resolved: 2026-01-03}]"))
    folder.source("concern", "paper", more=notice.replace("retraction", "expression-of-concern"))
    return folder


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ("registry paper", "paper:P1"),
        ("meeting paper", "paper:P1"),
        ("meeting registry", "registry:P1"),
        ("review meeting", "meeting:P1"),
        ("news review", "review:P1"),
        ("other-paper meeting", "meeting:P1"),
        ("other-registry meeting", "meeting:P1"),
        ("other-paper review", "other-paper:P0"),
        ("news other-paper", "other-paper:P1"),
        ("paper paper", "paper:P0"),
        ("withdrawn review", "review:P1"),
        ("withdrawn news", "news:P1"),
        ("restored paper", "restored:P0"),
        ("concern registry", "concern:P0"),
        ("withdrawn", ""),
    ],
)
def test_the_order_of_reports(kinds: Folder, sources: str, expected: str) -> None:
    assert first(kinds, *sources.split()) == expected


def test_an_adjusted_and_an_unadjusted_effect_both_stand(folder: Folder) -> None:
    folder.card(
        """
        - {endpoint: survival, effect: {measure: hr, value: 0.5, model: unadjusted}}
        - {endpoint: survival, effect: {measure: hr, value: 0.8, model: multivariable}}
        """
    )
    corpus = folder.corpus()
    assert [corpus.is_headline(row) for row in folder_rows(corpus)] == [True, True]
    assert corpus.disagreements == ()


def folder_rows(corpus: Corpus) -> list[Row]:
    return [row for row in corpus.rows["trial"] if row.result is not None]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("paper", "paper"),
        ("registry", "registry"),
        ("meeting", "meeting"),
        ("review", "review"),
        ("news", "news"),
        ("other-paper", "review"),
        ("other-registry", "review"),
    ],
)
def test_whatever_is_not_the_studys_own_report_is_second_hand(kinds: Folder, source: str, kind: str) -> None:
    kinds.card(f"- {{endpoint: survival, median: {{new: 15.9}}, source: {source}, at: Text}}")
    corpus = kinds.corpus()
    assert source_kind(corpus.evidence, kinds.result_rows()[0]) == kind
    assert source_kind(corpus.evidence, corpus.rows["trial"][-1]) == kind
