"""Which studies may stand in one pooled estimate: clinical rules 15 to 17."""

from __future__ import annotations

from math import exp, log

import pytest
from evidence_folder import Folder

from generator.printed.corpus import Corpus
from generator.printed.rows import Row
from generator.synthesise.candidates import Candidate, LeftOut, candidate, gather, open_notices
from generator.synthesise.contrast import Contrast, contrast, natural
from generator.synthesise.overlap import patients_of, share_patients
from generator.synthesise.pooling import RULES, Pool, pool, pool_rows
from generator.synthesise.random_effects import Estimator, fit

ESTIMATORS: tuple[Estimator, ...] = ("reml", "pm", "dl")
EFFECT = "measure: hr, value: 0.70, ci: [0.49, 1.00]"
NOTICE = """\
notices:
  - {{kind: {kind}, text: Seen., seen_on: 2026-01-02{more}}}
"""


def add(
    folder: Folder, id_: str, effect: str = EFFECT, more: str = "", notice: str = "", **keys: str
) -> None:
    """Write a trial with one effect, and a source of its own."""
    folder.source(f"paper-{id_}", primary_for=id_, more=notice)
    endpoint = keys.pop("endpoint", "survival")
    card = {"name": id_.upper(), "source": f"paper-{id_}", **keys}
    folder.card(f"- {{endpoint: {endpoint}, effect: {{{effect}}}{more}}}", id_=id_, **card)


def effects(corpus: Corpus, *ids: str) -> list[Row]:
    return [
        row for id_ in ids for row in corpus.rows[id_] if row.statistic in ("hr", "or", "rr", "difference")
    ]


def pooled(folder: Folder, *ids: str) -> Pool:
    corpus = folder.corpus()
    return pool_rows(corpus, effects(corpus, *(ids or ("a", "b", "c"))))


@pytest.fixture
def three(folder: Folder) -> Folder:
    """Three trials that may be pooled."""
    add(folder, "a")
    add(folder, "b", "measure: hr, value: 0.80, ci: [0.60, 1.07]")
    add(folder, "c", "measure: hr, value: 0.60, ci: [0.40, 0.90]")
    return folder


def test_three_trials_are_pooled_on_the_logarithmic_scale(three: Folder) -> None:
    found = pooled(three)
    assert found.main
    assert (found.refused, found.beside, found.left_out, found.sensitivity, found.without) == (
        "",
        (),
        (),
        (),
        (),
    )
    values = [log(x) for x in (0.70, 0.80, 0.60)]
    errors = [log(high / low) / (2 * 1.959964) for low, high in ((0.49, 1.00), (0.60, 1.07), (0.40, 0.90))]
    same = fit(values, errors)
    assert found.main.estimate == pytest.approx(same.estimate)
    assert found.main.interval == pytest.approx(same.interval, abs=1e-6)
    assert 0.6 < natural(found.main.estimate, "hr") < 0.8
    assert [item.name for item in found.trials] == ["A", "B", "C"]


def test_two_trials_are_shown_without_an_estimate(three: Folder) -> None:
    found = pooled(three, "a", "b")
    assert found.main is None
    assert found.refused == "fewer than three trials have a usable printed interval (2)"
    assert len(found.trials) == 2


def test_no_trial_is_no_pool(three: Folder) -> None:
    found = pool_rows(three.corpus(), [])
    assert (found.main, found.trials) == (None, ())
    assert "(0)" in found.refused


def test_four_trials_are_also_pooled_without_each(three: Folder) -> None:
    add(three, "d", "measure: hr, value: 1.20, ci: [0.90, 1.60]")
    found = pooled(three, "a", "b", "c", "d")
    assert found.main
    assert [study for study, _ in found.without] == ["a", "b", "c", "d"]
    assert {each.trials for _, each in found.without} == {3}
    assert found.without[3][1].estimate < found.main.estimate


# What keeps studies apart


@pytest.mark.parametrize(
    ("effect", "more", "keys", "reason"),
    [
        (EFFECT, "", {"design": "cohort"}, "randomised and other comparisons are never pooled"),
        ("measure: or, value: 0.7, ci: [0.5, 1.0]", "", {}, "the effects are of different kinds"),
        ("measure: rr, value: 0.7, ci: [0.5, 1.0]", "", {}, "the effects are of different kinds"),
        (EFFECT, "", {"endpoint": "progression"}, "the endpoints, grades or timepoints differ"),
        (EFFECT, ", timepoint: 2 years", {}, "the endpoints, grades or timepoints differ"),
        (EFFECT, ', grade: ">=3"', {}, "the endpoints, grades or timepoints differ"),
        (
            EFFECT + ", model: multivariable",
            "",
            {},
            "adjusted, unadjusted and competing-risk effects are never pooled",
        ),
        (
            EFFECT + ", model: cause-specific",
            "",
            {},
            "adjusted, unadjusted and competing-risk effects are never pooled",
        ),
        (
            EFFECT,
            ", subset: part",
            {"subsets": "{part: {name: Part}}"},
            "subgroups are never pooled with whole trials",
        ),
        (
            EFFECT,
            "",
            {"population": "{summary: Adults, nsclc_n: 18}"},
            "trials of several cancers are never pooled with those of one",
        ),
        (
            EFFECT,
            "",
            {"population": "{summary: Adults, cancers: {adenocarcinoma: 5, colorectal: 6}}"},
            "trials of several cancers are never pooled with those of one",
        ),
    ],
)
def test_one_odd_trial_refuses_the_pool(
    three: Folder, effect: str, more: str, keys: dict[str, str], reason: str
) -> None:
    add(three, "d", effect, more, **keys)
    found = pooled(three, "a", "b", "c", "d")
    assert (found.refused, found.main) == (reason, None)
    assert len(found.trials) == 4


@pytest.mark.parametrize(
    ("key", "one", "other", "reason"),
    [
        ("assessor", "central", "local", "the assessors differ"),
        ("criteria", "recist-1-1", "who", "the criteria of assessment differ"),
        ("analysis_set", "intention-to-treat", "per-protocol", "the analysis sets differ"),
        ("time_zero", "randomisation", "diagnosis", "the starting points of time differ"),
    ],
)
def test_what_two_results_state_differently_keeps_them_apart(
    three: Folder, key: str, one: str, other: str, reason: str
) -> None:
    add(three, "a", more=f", method: {{{key}: {one}}}")
    assert pooled(three).refused == ""
    add(three, "b", more=f", method: {{{key}: {other}}}")
    assert pooled(three).refused == reason


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("line: first", "line: second", "the lines of treatment differ"),
        ("line: first", "line: unknown", ""),
        (
            "state_as_classified: {term: induced, reason: Drug.}",
            "state_as_classified: {term: synchronous, reason: New.}",
            "the states of disease differ",
        ),
        (
            "eligibility: {drivers: [egfr]}",
            "eligibility: {drivers: [alk]}",
            "the drivers of the disease differ",
        ),
        ("eligibility: {drivers: [egfr]}", "eligibility: {drivers: [egfr, alk]}", ""),
        ("eligibility: {drivers: [egfr]}", "summary: Men", ""),
    ],
)
def test_patients_that_are_stated_to_differ_keep_trials_apart(
    three: Folder, one: str, other: str, reason: str
) -> None:
    for id_, text in (("a", one), ("b", other)):
        summary = "" if text.startswith("summary") else "summary: Adults, "
        add(three, id_, population=f"{{{summary}{text}}}")
    assert pooled(three).refused == reason


def test_differences_of_different_units_are_apart(three: Folder) -> None:
    for id_ in "ab":
        add(three, id_, "measure: difference, value: 3, ci: [1, 5], unit: months")
    add(three, "c", "measure: difference, value: 3, ci: [1, 5], unit: percent")
    assert pooled(three).refused == "the effects have different units"


def test_cohorts_alone_are_not_pooled_either(folder: Folder) -> None:
    for id_ in "abc":
        add(folder, id_, design="cohort", trial="{immortal_time: handled}")
    assert pooled(folder).refused == "only randomised comparisons are pooled"


def test_a_year_is_twelve_months(three: Folder) -> None:
    for id_, time in zip("abc", ("1 year", "12 months", "12 months"), strict=True):
        add(three, id_, more=f", timepoint: {time}")
    assert pooled(three).refused == ""


# Patients count once


@pytest.mark.parametrize("relation", ["follow_up_of", "shares_patients_with", "pools", "updates"])
def test_the_same_patients_never_count_twice(three: Folder, relation: str) -> None:
    add(three, "c", related=f"{{{relation}: [a]}}")
    assert pooled(three).refused == "the same patients would count twice: A and C"


def test_one_study_twice_is_named(three: Folder) -> None:
    found = pooled(three, "a", "a", "b")
    assert found.refused == "the same patients would count twice: A and A"


def test_two_reports_of_a_trial_that_is_not_there_are_found(three: Folder) -> None:
    add(three, "d")
    for id_ in "ab":
        add(three, id_, related="{follow_up_of: [d]}")
    assert pooled(three).refused == "the same patients would count twice: A and B"


def test_trials_pooled_by_one_analysis_do_not_overlap_each_other(three: Folder) -> None:
    add(three, "d", related="{pools: [a, b, c]}")
    assert pooled(three).refused == ""
    add(three, "e", related="{pools: [a]}")
    evidence = three.corpus().evidence
    assert share_patients(evidence, "d", "e")
    assert patients_of(evidence, "d") == {"a", "b", "c", "d"}


def test_patients_shared_with_a_pooled_trial_are_shared(three: Folder) -> None:
    add(three, "a", related="{shares_patients_with: [c]}")
    add(three, "d", related="{pools: [a]}")
    evidence = three.corpus().evidence
    assert share_patients(evidence, "c", "d")
    assert share_patients(evidence, "d", "c")
    assert not share_patients(evidence, "b", "d")


def test_relations_that_go_in_circles_end(three: Folder) -> None:
    add(three, "a", related="{updates: [b]}")
    add(three, "b", related="{updates: [a]}")
    assert patients_of(three.corpus().evidence, "a") == {"a", "b"}


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ({"related": "{same_as_maybe: [a]}"}, "perhaps the same study as another card"),
        ({"trial": "{bundle: true}"}, "a citation that stands for several unnamed studies"),
    ],
)
def test_cards_that_may_be_another_study_are_left_out_and_named(
    three: Folder, keys: dict[str, str], reason: str
) -> None:
    add(three, "d", **keys)
    found = pooled(three, "a", "b", "c", "d")
    assert found.main
    assert found.left_out == (LeftOut("d", reason),)


# Notices, derived intervals and missing ones


@pytest.mark.parametrize("kind", ["expression-of-concern", "correction"])
def test_a_study_under_notice_stands_in_a_sensitivity_analysis_only(three: Folder, kind: str) -> None:
    add(three, "d", notice=NOTICE.format(kind=kind, more=""))
    found = pooled(three, "a", "b", "c", "d")
    assert found.main
    assert found.main.trials == 3
    assert [item.notice for item in found.beside] == [kind]
    (more,) = found.sensitivity
    assert (more.label, more.fit.trials, more.added) == ("with studies under notice", 4, found.beside)


def test_a_resolved_notice_is_no_notice(three: Folder) -> None:
    add(three, "d", notice=NOTICE.format(kind="correction", more=", resolved: 2026-01-03"))
    found = pooled(three, "a", "b", "c", "d")
    assert found.main
    assert found.main.trials == 4


def test_a_retracted_study_stands_in_no_analysis(three: Folder) -> None:
    add(three, "d", notice=NOTICE.format(kind="retraction", more=""))
    found = pooled(three, "a", "b", "c", "d")
    assert (found.beside, found.sensitivity) == ((), ())
    assert found.left_out == (LeftOut("d", "retracted"),)


def test_a_notice_about_the_review_a_number_was_read_in_counts(three: Folder) -> None:
    three.source("review", "review", primary_for="", more=NOTICE.format(kind="correction", more=""))
    three.card(
        "- {endpoint: survival, effect: {measure: hr, value: 0.7, ci: [0.5, 1.0]}}", id_="a", source="review"
    )
    corpus = three.corpus()
    (row,) = effects(corpus, "a")
    assert [notice.kind for notice in open_notices(corpus, row)] == ["correction"]
    assert "(2)" in pooled(three).refused


def test_a_notice_does_not_lift_two_trials_to_three(three: Folder) -> None:
    add(three, "c", notice=NOTICE.format(kind="correction", more=""))
    found = pooled(three)
    assert (found.main, found.sensitivity) == (None, ())
    assert [item.study for item in found.beside] == ["c"]


def test_a_derived_interval_stands_in_a_sensitivity_analysis_only(three: Folder) -> None:
    add(three, "d", "measure: hr, value: 0.50, p: 0.02")
    found = pooled(three, "a", "b", "c", "d")
    assert found.main
    assert found.main.trials == 3
    (more,) = found.sensitivity
    assert (more.label, [item.derived for item in more.added]) == ("with derived intervals", [True])
    assert more.fit.estimate < found.main.estimate


def test_notices_and_derived_intervals_are_added_apart_and_together(three: Folder) -> None:
    add(three, "d", "measure: hr, value: 0.50, p: 0.02")
    add(three, "e", notice=NOTICE.format(kind="correction", more=""))
    found = pooled(three, "a", "b", "c", "d", "e")
    assert [(each.label, each.fit.trials) for each in found.sensitivity] == [
        ("with studies under notice", 4),
        ("with derived intervals", 4),
        ("with both", 5),
    ]


def test_a_derived_interval_under_notice_is_both(three: Folder) -> None:
    add(three, "d", "measure: hr, value: 0.50, p: 0.02", notice=NOTICE.format(kind="correction", more=""))
    (each,) = pooled(three, "a", "b", "c", "d").sensitivity
    assert each.label == "with both"


@pytest.mark.parametrize(
    ("effect", "reason"),
    [
        ("measure: hr, value: 0.7", "no usable confidence interval"),
        ('measure: hr, value: 0.7, p: "<0.05"', "no usable confidence interval"),
        ('measure: hr, value: 0.7, ci: [0.5, ">1"]', "no usable confidence interval"),
        ('measure: hr, value: "<1", ci: [0.5, 1.2]', "no plain estimate"),
        ("measure: hr, ci: [0.5, 1.2]", "no plain estimate"),
        ("measure: hr, value: 0.4, ci: [0.5, 1.2]", "the estimate does not lie within its interval"),
        ("measure: hr, value: 0.5, ci: [0, 1.2]", "the estimate does not lie within its interval"),
        ("measure: hr, value: 0.5, ci: [0.5, 0.5]", "the estimate does not lie within its interval"),
        (
            "measure: hr, value: 0.7, ci: [0.5, 1.2], between: [new, all]",
            "not a tested group against its control",
        ),
    ],
)
def test_a_trial_without_a_usable_effect_is_listed(three: Folder, effect: str, reason: str) -> None:
    add(three, "d", effect)
    found = pooled(three, "a", "b", "c", "d")
    assert found.main
    assert found.left_out == (LeftOut("d", reason),)


def test_other_rows_are_no_effects(three: Folder) -> None:
    corpus = three.corpus()
    row = corpus.rows["a"][0]
    assert candidate(corpus, row) == LeftOut("a", "no effect between two groups")


# One effect


def one(folder: Folder, effect: str) -> Contrast:
    add(folder, "a", effect)
    corpus = folder.corpus()
    (row,) = effects(corpus, "a")
    found = contrast(corpus.evidence, row)
    assert isinstance(found, Contrast), found
    return found


def test_a_ratio_printed_the_other_way_round_is_turned(folder: Folder) -> None:
    found = one(folder, "measure: hr, value: 2.0, ci: [1.6, 2.5], between: [old, new]")
    assert [exp(x) for x in (found.estimate, found.low, found.high)] == pytest.approx([0.5, 0.4, 0.625])


def test_a_difference_is_pooled_as_it_is(folder: Folder) -> None:
    found = one(folder, "measure: difference, value: 3, ci: [-1, 7], between: [old, new]")
    assert (found.estimate, found.low, found.high) == (-3, -7, 1)
    assert natural(found.estimate, "difference") == -3


def test_a_90_percent_interval_has_a_larger_error(folder: Folder) -> None:
    wide = one(folder, "measure: difference, value: 3, ci: [1, 5], ci_level: 90")
    assert wide.error == pytest.approx(4 / (2 * 1.644854))
    assert one(folder, "measure: difference, value: 3, ci: [1, 5]").error == pytest.approx(4 / (2 * 1.959964))


def test_a_derived_interval_is_one_of_95_percent(folder: Folder) -> None:
    add(folder, "a", "measure: hr, value: 0.50, p: 0.02")
    corpus = folder.corpus()
    (row,) = effects(corpus, "a")
    found = candidate(corpus, row)
    assert isinstance(found, Candidate)
    assert (found.derived, found.effect.level, found.notice) == (True, 95, "")


def test_a_p_value_beside_the_effect_can_be_used(folder: Folder) -> None:
    add(folder, "a", "measure: hr, value: 0.50", ", p: 0.02")
    corpus = folder.corpus()
    (row,) = effects(corpus, "a")
    bare = next(other for other in corpus.rows["a"] if other.statistic == "p")
    assert candidate(corpus, row) == LeftOut("a", "no usable confidence interval")
    assert isinstance(candidate(corpus, row, bare), Candidate)


def test_the_pool_can_be_made_of_candidates(three: Folder) -> None:
    corpus = three.corpus()
    found, left_out = gather(corpus, effects(corpus, "a", "b", "c"))
    assert (
        pool(corpus.evidence, found, left_out, "pm").main
        == pool_rows(corpus, effects(corpus, "a", "b", "c"), "pm").main
    )


def test_the_rules_are_in_words() -> None:
    assert set(RULES) == {"together", "patients", "few", "sensitivity", "method"}


def test_what_is_stated_as_unknown_was_not_read(three: Folder) -> None:
    for id_, who in zip("abc", ("central", "unknown", "central"), strict=True):
        add(three, id_, more=f", method: {{assessor: {who}}}")
    assert pooled(three).refused == ""


def test_unadjusted_stratified_and_unread_models_go_together(three: Folder) -> None:
    add(three, "a", EFFECT + ", model: unadjusted")
    add(three, "b", EFFECT + ", model: stratified")
    assert pooled(three).refused == ""


def test_matched_and_multivariable_models_are_both_adjusted(three: Folder) -> None:
    for id_, model in zip("abc", ("matched", "multivariable", "weighted"), strict=True):
        add(three, id_, f"{EFFECT}, model: {model}")
    assert pooled(three).refused == ""


def test_cause_specific_and_subdistribution_ratios_are_apart(three: Folder) -> None:
    for id_, model in zip("abc", ("cause-specific", "cause-specific", "subdistribution"), strict=True):
        add(three, id_, f"{EFFECT}, model: {model}")
    assert pooled(three).refused == "adjusted, unadjusted and competing-risk effects are never pooled"


def test_a_trial_that_names_its_one_cancer_is_not_mixed(three: Folder) -> None:
    add(three, "a", population="{summary: Adults, cancers: {adenocarcinoma: 40}}")
    assert pooled(three).refused == ""


def test_every_pair_that_shares_patients_is_named(three: Folder) -> None:
    add(three, "b", related="{updates: [a]}")
    add(three, "c", related="{updates: [a]}")
    assert pooled(three).refused == "the same patients would count twice: A and B; A and C; B and C"


def test_all_of_a_pool_is_made_by_one_estimator(three: Folder) -> None:
    add(three, "d", "measure: hr, value: 2.00, ci: [1.50, 2.67]")
    add(three, "e", notice=NOTICE.format(kind="correction", more=""))
    corpus = three.corpus()
    rows = effects(corpus, "a", "b", "c", "d", "e")
    for estimator in ESTIMATORS:
        found = pool_rows(corpus, rows, estimator)
        fits = [found.main, *(each.fit for each in found.sensitivity), *(each for _, each in found.without)]
        assert {made.estimator for made in fits if made} == {estimator}
        assert len(fits) == 6
    assert pool(corpus.evidence, gather(corpus, rows)[0]).main == pool_rows(corpus, rows, "reml").main


def test_two_kinds_of_notice_are_both_named(three: Folder) -> None:
    both = "notices:\n" + "".join(
        f"  - {{kind: {kind}, text: Seen., seen_on: 2026-01-02}}\n"
        for kind in ("correction", "expression-of-concern")
    )
    add(three, "d", notice=both)
    assert [item.notice for item in pooled(three, "a", "b", "d").beside] == [
        "expression-of-concern, correction"
    ]


def test_a_notice_about_the_studys_own_report_counts_wherever_the_number_was_read(three: Folder) -> None:
    three.source("review", "review", primary_for="")
    three.source("own", primary_for="a", more=NOTICE.format(kind="retraction", more=""))
    result = f"- {{endpoint: survival, effect: {{{EFFECT}}}}}"
    three.card(result, id_="a", source="review")
    assert pooled(three).left_out == (LeftOut("a", "retracted"),)


def test_control_against_everyone_is_no_comparison(three: Folder) -> None:
    add(three, "a", EFFECT + ", between: [old, all]")
    assert pooled(three).left_out == (LeftOut("a", "not a tested group against its control"),)
