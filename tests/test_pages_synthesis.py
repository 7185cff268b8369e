"""What is derived, pooled and judged, as the pages show it: invented trials beside those of the golden evidence."""

from __future__ import annotations

import csv
import io
import re
import shutil
from html import unescape
from pathlib import Path

import markdown
import pytest

from generator.chart.cache import MemoryCache
from generator.check import check
from generator.check.review import content_hash
from generator.model.evidence import study_path
from generator.printed.corpus import build
from generator.printed.results import shown
from generator.problems import Problem
from generator.read.load import read
from generator.render import exports
from generator.render.context import Context, Dates, Files
from generator.render.pages import methods, study, topic
from generator.render.pages.forest import forest
from generator.render.pages.selection import profile

GOLDEN = Path(__file__).parent / "golden" / "evidence"

TRIAL = """\
name: {name}
title: Drug A with or without SBRT
design: randomised-phase-2
status: published
source: {id}-2021
at: Abstract
population: {{summary: Stage IV disease}}
topics: [sbrt]
groups:
  both: {{name: SBRT and drug A, role: experimental, n: 50, interventions: [sbrt, drug-a]}}
  alone: {{name: Drug A, role: control, n: 50, interventions: [drug-a]}}
results:
  - endpoint: overall-survival
    effect: {{measure: hr, {effect}}}
{more}curation: {{added: 2026-01-02, by: [project]}}
"""
SOURCE = """\
kind: paper
type: article-journal
title: Paper of {id}
issued: "2021"
primary_for: [{id}]
read: abstract
read_on: 2026-01-02
read_at: https://example.org/{id}
"""
EFFECTS = {
    "cobb": "value: 0.70, ci: [0.49, 1.00]",
    "dyer": "value: 0.80, ci: [0.60, 1.07]",
    "eads": "value: 0.60, ci: [0.40, 0.90]",
    "ford": "value: 1.20, ci: [0.90, 1.60]",
    "gray": "value: 0.90, ci: [0.70, 1.16]",
}
POOL = """\
    pools:
      - endpoint: overall-survival
        comparison: SBRT with drug A against drug A
        studies: [{studies}]
"""


class Folder:
    """The golden evidence with more trials."""

    def __init__(self, root: Path) -> None:
        shutil.copytree(GOLDEN, root)
        self.root = root

    def trial(self, id_: str, effect: str = "", more: str = "", name: str = "") -> None:
        card = TRIAL.format(id=id_, name=name or id_.upper(), effect=effect or EFFECTS[id_], more=more)
        (self.root / f"studies/{id_}.yml").write_text(card, encoding="utf-8")
        (self.root / f"sources/{id_}-2021.yml").write_text(SOURCE.format(id=id_), encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, path
        (self.root / path).write_text(text.replace(old, new), encoding="utf-8")

    def pool(self, *studies: str) -> None:
        named = ", ".join(studies)
        self.edit(
            "topics/sbrt.md", "studies: [able-trial, baker-cohort]\n", f"studies: [able-trial, {named}]\n"
        )
        self.edit("topics/sbrt.md", "    gaps:", POOL.format(studies=named) + "    gaps:")

    def context(self) -> Context:
        reading = read(self.root)
        corpus = build(reading.evidence)
        problems: tuple[Problem, ...] = (*reading.problems, *check(corpus))
        assert not [found for found in problems if found.severity == "error"], problems
        return Context(corpus, problems, Dates({}, "2026-01-03"), MemoryCache())


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "evidence")


def plain(text: object) -> str:
    """The words of a page, on one line."""
    body = str(text).split("---", 2)[-1]
    html = markdown.markdown(body, extensions=["attr_list", "md_in_html", "tables"])
    return " ".join(
        unescape(re.sub(r"<style.*?</style>|<svg.*?</svg>|<[^>]+>", " ", html, flags=re.DOTALL)).split()
    )


def topic_page(folder: Folder) -> str:
    return plain(topic.render(folder.context())["topics/sbrt.md"])


def study_page(folder: Folder, id_: str) -> str:
    return plain(study.render(folder.context())[f"studies/{id_}.md"])


# Pooled estimates


def test_a_declared_pool_says_its_estimate_its_spread_and_its_limits(folder: Folder) -> None:
    for id_ in EFFECTS:
        folder.trial(id_)
    folder.pool(*EFFECTS)
    said = topic_page(folder)
    # Anchors: the same five trials by random_effects, which the tests of synthesise hold against metafor.
    assert (
        "Over 5 randomised trials (COBB, DYER, EADS, FORD and GRAY) the hazard ratio is 0.84 (95% CI 0.61–1.15)."
        in said
    )
    assert (
        "The interval includes no difference: it reaches from 0.61 (fewer events with the tested treatment) to 1.15"
        in said
    )
    assert "A further trial like these may well lie anywhere in 0.41–1.72 (95% prediction interval)." in said
    assert "Without one trial at a time it moves between 0.78 (95% CI 0.60–1.01) (without FORD) and" in said
    assert "This is an average over trials that differ" in said
    assert "Weight" in said or "%" in said


def test_two_trials_stand_side_by_side_without_an_estimate(folder: Folder) -> None:
    for id_ in ("cobb", "dyer"):
        folder.trial(id_)
    folder.pool("cobb", "dyer")
    said = topic_page(folder)
    assert "Not pooled: fewer than three trials have a usable printed interval (2)." in said
    assert "The trials are shown side by side." in said
    assert "Pooled estimate" not in said


def test_one_usable_trial_has_no_plot_of_its_own(folder: Folder) -> None:
    folder.trial("cobb")
    folder.trial("dyer", "p: NS")
    folder.pool("cobb", "dyer")
    said = topic_page(folder)
    assert "Not pooled: fewer than three trials have a usable printed interval (1)." in said
    assert "side by side" not in said
    assert "sbrt-add-sbrt-pool-1-wide" not in said


def test_a_trial_under_notice_and_one_with_a_derived_interval_stand_beside(folder: Folder) -> None:
    for id_ in ("cobb", "dyer", "eads"):
        folder.trial(id_)
    folder.trial("hale", "value: 0.50, p: 0.01")
    folder.trial("ives", "p: 0.01")
    folder.pool("cobb", "dyer", "eads", "hale", "ives", "able-trial")
    folder.edit(
        "topics/sbrt.md",
        "studies: [able-trial, cobb, dyer, eads, hale, ives, able-trial]\n    answer",
        "studies: [able-trial, cobb, dyer, eads, hale, ives]\n    answer",
    )
    said = topic_page(folder)
    assert "Over 3 randomised trials (COBB, DYER and EADS)" in said
    assert "HALE kept for a sensitivity analysis: interval derived from the p value" in said
    assert "ABLE‑1 kept for a sensitivity analysis: expression of concern by the publisher" in said
    assert "IVES no plain estimate" in said
    assert "With studies under notice (ABLE-1): 0.7" in said
    assert "With derived intervals (HALE): 0.6" in said


def test_a_pool_whose_patients_overlap_is_refused_with_the_names(folder: Folder) -> None:
    for id_ in ("cobb", "dyer", "eads"):
        folder.trial(id_)
    folder.trial("ford", more="related: {follow_up_of: [cobb]}\n")
    folder.pool("cobb", "dyer", "eads", "ford")
    assert "Not pooled: the same patients would count twice: COBB and FORD." in topic_page(folder)


def test_a_pool_may_only_name_studies_of_its_question(folder: Folder) -> None:
    folder.trial("cobb")
    folder.trial("dyer")
    folder.edit("topics/sbrt.md", "    gaps:", POOL.format(studies="cobb, dyer") + "    gaps:")
    reading = read(folder.root)
    found = [(one.code, one.message) for one in check(build(reading.evidence))]
    assert ("study-outside-pool", "The question 'add-sbrt' does not count the study 'cobb'.") in found


# Derived numbers


def test_a_derived_interval_is_marked_and_names_its_method(folder: Folder) -> None:
    folder.trial("hale", "value: 0.50, p: 0.01")
    page = str(study.render(folder.context())["studies/hale.md"])
    assert (
        'class="derived" data-tip="95% interval computed from the printed ratio and its exact p value' in page
    )
    assert "95% CI 0.28–0.88" in page
    assert "derived, not printed" in page


def test_a_derived_p_value_stands_where_only_an_interval_is_printed(folder: Folder) -> None:
    folder.trial("cobb")
    said = study_page(folder, "cobb")
    assert "0.050 derived, not printed" in said


def test_a_share_of_patients_gets_wilsons_interval(folder: Folder) -> None:
    said = study_page(folder, "able-trial")
    assert "13 of 36 95% CI 22.5–52.4% derived, not printed" in said


def test_derived_numbers_are_rows_of_their_own_and_never_lead(folder: Folder) -> None:
    folder.trial("hale", "value: 0.50, p: 0.01")
    files: Files = exports.render(folder.context())
    rows = list(csv.DictReader(io.StringIO(str(files["data/results.csv"]))))
    derived = [row for row in rows if row["derived"] == "true"]
    assert [(row["study_id"], row["statistic"], row["headline"]) for row in derived] == [
        ("able-trial", "rate", "false"),
        ("hale", "hr", "false"),
    ]
    share, ratio = derived
    assert (share["value"], share["ci_low"], share["ci_high"], share["unit"]) == (
        "36.11",
        "22.48",
        "52.42",
        "percent",
    )
    assert (ratio["value"], ratio["ci_low"], ratio["ci_high"], ratio["p_value"]) == (
        "0.50",
        "0.281",
        "0.876",
        "",
    )
    assert "BMJ 2011;343:d2090" in ratio["finding"]


def test_the_rules_of_deriving_and_pooling_stand_on_the_methods_page(folder: Folder) -> None:
    said = plain(methods.render(folder.context())["methods.md"])
    for words in (
        "BMJ 2011;343:d2090",
        "Wilson",
        "Fewer than three trials",
        "restricted maximum likelihood",
        "some concerns",
    ):
        assert words in said


# Judgements of persons: invented examples, which never stand in the real evidence


BIAS = (
    "risk_of_bias:\n"
    "  - {tool: RoB 2, judgement: some concerns, by: A. Example, date: 2026-01-02, endpoint: overall-survival, reason: Open label}\n"
    "  - {tool: RoB 2, judgement: low, by: A. Example, date: 2026-01-02}\n"
)


def test_nobodys_judgement_is_shown_until_somebody_signs_one(folder: Folder) -> None:
    assert "Risk of bias: not assessed." in study_page(folder, "able-trial")
    assert "Risk of bias: not assessed." in topic_page(folder)
    assert "Certainty: not assessed." in topic_page(folder)


def test_a_signed_judgement_stands_on_the_study_and_beside_the_forest_plot(folder: Folder) -> None:
    folder.trial("cobb", more=BIAS)
    folder.edit("topics/sbrt.md", "studies: [able-trial, baker-cohort]", "studies: [able-trial, cobb]")
    said = study_page(folder, "cobb")
    assert (
        "Risk of bias: overall survival ◐ some concerns (RoB 2); ○ low (RoB 2); judged by A. Example." in said
    )
    assert "Overall survival ◐ some concerns (RoB 2) Open label A. Example, 2 January 2026" in said
    above = topic_page(folder)
    assert "risk of bias ◐ some concerns (RoB 2)" in above
    assert "Risk of bias: not assessed in 1 of 2 studies." in above


def test_a_judgement_in_words_that_the_tool_lacks_is_an_error(folder: Folder) -> None:
    folder.trial("cobb", more=BIAS.replace("some concerns", "moderate"))
    found = [one for one in check(build(read(folder.root).evidence)) if one.code == "unknown-judgement"]
    assert [(one.message, one.expected) for one in found] == [
        ("RoB 2 has no judgement 'moderate'.", "low, some concerns, high")
    ]


SIGNED = "certainty: low, certainty_by: A. Example, certainty_date: 2026-01-02, certainty_reasons: [imprecision, risk-of-bias]"


def test_certainty_says_its_reasons_in_a_sentence(folder: Folder) -> None:
    folder.edit(
        "topics/sbrt.md",
        "endpoint: overall-survival, importance: critical",
        f"endpoint: overall-survival, importance: critical, {SIGNED}",
    )
    said = topic_page(folder)
    assert "Certainty: low." in said
    assert (
        "Overall survival: marked down for imprecision and risk of bias. Judged by A. Example, 2 January 2026."
        in said
    )


@pytest.mark.parametrize(
    ("drop", "missing"),
    [
        ("certainty_by: A. Example, ", "certainty_by"),
        ("certainty_date: 2026-01-02, ", "certainty_date"),
        (", certainty_reasons: [imprecision, risk-of-bias]", "certainty_reasons"),
    ],
)
def test_certainty_without_name_day_or_reason_is_an_error(folder: Folder, drop: str, missing: str) -> None:
    stated = f"endpoint: overall-survival, importance: critical, {SIGNED.replace(drop, '')}"
    folder.edit("topics/sbrt.md", "endpoint: overall-survival, importance: critical", stated)
    found = [one for one in check(build(read(folder.root).evidence)) if one.code == "unsigned-certainty"]
    assert [one.message for one in found] == [f"The certainty about 'overall-survival' lacks {missing}."]


# Reviews that lapse


def reviewed(folder: Folder) -> None:
    """Sign the golden trial's card as it stands."""
    found = content_hash(read(folder.root).evidence.documents[study_path("able-trial")].data)
    signed = f"curation: {{added: 2026-01-02, by: [project], review: {{by: A. Example, date: 2026-01-02, hash: {found}}}}}"
    folder.edit("studies/able-trial.yml", "curation: {added: 2026-01-02, by: [project]}", signed)


def test_a_review_is_named_while_the_card_is_as_it_was(folder: Folder) -> None:
    reviewed(folder)
    assert "Reviewed by A. Example, 2 January 2026." in study_page(folder, "able-trial")
    front = str(topic.render(folder.context())["topics/sbrt.md"]).split("---")[1]
    assert "1 of 2 cards reviewed by a clinician." in front


def test_a_review_lapses_when_the_card_changes(folder: Folder) -> None:
    reviewed(folder)
    folder.edit("studies/able-trial.yml", "value: 0.66", "value: 0.67")
    context = folder.context()
    assert [found.code for found in context.problems] == ["lapsed-review"]
    assert "Review lapsed: the card has changed since it was reviewed by A. Example" in study_page(
        folder, "able-trial"
    )
    front = str(topic.render(context)["topics/sbrt.md"]).split("---")[1]
    assert "0 of 2 cards reviewed by a clinician. 1 review lapsed: the card has changed since." in front


def test_a_comment_or_another_layout_is_no_change(folder: Folder) -> None:
    reviewed(folder)
    folder.edit("studies/able-trial.yml", "limitations: [Small]", "limitations:   # one\n  - Small")
    assert "Reviewed by A. Example" in study_page(folder, "able-trial")


# Outcome by outcome, and patients per 100

TWO_YEARS = (
    "results:\n  - endpoint: overall-survival\n    timepoint: 2 years\n    rate: {{both: {}, alone: {}}}\n"
)
FOLLOWED = "\n    method: {analysis_set: intention-to-treat}\n    maturity: {follow_up_months: 36}"


def followed(folder: Folder) -> None:
    """Two trials that print survival at two years, one whose ratio may be applied to their control groups."""
    for id_, rates in (("cobb", (60, 48)), ("dyer", (55, 40))):
        folder.trial(id_)
        folder.edit(f"studies/{id_}.yml", "results:\n", TWO_YEARS.format(*rates))
    folder.trial("eads")
    folder.edit("studies/eads.yml", "0.90]}", "0.90]}" + FOLLOWED)
    terms = "intention-to-treat: {label: Intention to treat, definition: All.}\n"
    (folder.root / "vocabulary/analysis-sets.yml").write_text(terms, encoding="utf-8")
    folder.edit(
        "topics/sbrt.md", "studies: [able-trial, baker-cohort]", "studies: [baker-cohort, cobb, dyer, eads]"
    )
    folder.edit("topics/sbrt.md", "{{ figure('able-trial', 'objective-response') }}", "not known")


def test_every_outcome_has_its_randomised_comparisons_or_says_that_there_are_none(folder: Folder) -> None:
    followed(folder)
    said = topic_page(folder)
    assert "Overall survival (critical; certainty not assessed) COBB OS 60% vs 48%" in said
    eads = "EADS by group not in what we read SBRT and drug A vs Drug A HR 0.60 95% CI 0.40–0.90 points to"
    assert eads in said
    assert "1 other study of the question reports it." in said
    assert "No randomised comparison in what we read: objective response (important)" in said


def test_an_effect_without_the_groups_numbers_says_in_whom_it_is(folder: Folder) -> None:
    followed(folder)
    young = "subsets:\n  young: {name: Under 65, n: 20}\nresults:\n  - endpoint: overall-survival\n    subset: young\n    effect: {measure: hr, value: 0.55}\n"
    folder.edit("studies/eads.yml", "results:\n", young)
    said = topic_page(folder)
    assert "EADS by group not in what we read subgroup: Under 65 SBRT and drug A vs Drug A HR 0.55" in said


def test_a_study_is_dated_by_its_papers_from_the_first_to_the_last(folder: Folder) -> None:
    folder.trial("eads")
    assert "Published 2021 50 + 50" in study_page(folder, "eads")
    text = (folder.root / "sources/eads-2021.yml").read_text(encoding="utf-8")
    later = text.replace("2021", "2024")
    registry = text.replace("2021", "2019").replace("kind: paper", "kind: registry")
    registry = registry.replace("read: abstract", "read: registry-record")
    (folder.root / "sources/eads-2024.yml").write_text(later, encoding="utf-8")
    (folder.root / "sources/eads-2019.yml").write_text(registry, encoding="utf-8")
    (folder.root / "sources/eads-2026.yml").write_text(
        text.replace("2021", "2026")
        .replace("kind: paper", "kind: news")
        .replace("read: abstract", "read: news"),
        encoding="utf-8",
    )
    assert "Published 2021 to 2024 50 + 50" in study_page(folder, "eads")


GIVEN = (
    "interventions: [sbrt, drug-a], drug_doses: {drug-a: 5 mg daily}, radiotherapy: ["
    "{technique: sbrt, dose_gy: {range: [25, 40]}, fractions: 5, target: every site}, {technique: sbrt}, {timing: before}]}"
)


def test_a_group_says_once_what_it_was_given_and_the_table_says_it_by_source(folder: Folder) -> None:
    folder.trial("eads")
    folder.edit("studies/eads.yml", "n: 50, interventions: [sbrt, drug-a]}", f"n: 50, {GIVEN}")
    said = study_page(folder, "eads")
    sbrt = "Stereotactic body radiotherapy, 25–40 Gy in 5 fractions, to: every site."
    assert f"50 patients. SBRT and drug A. Drug A 5 mg daily. {sbrt} Before the drug. Drug A" in said
    assert "25–40 Gy 5 5.0–8.0 Gy" in said


def test_patients_per_100_are_printed_where_a_trial_prints_them_and_else_computed(folder: Folder) -> None:
    followed(folder)
    said = topic_page(folder)
    assert "Overall survival at 2 years: of 100 patients" in said
    assert "COBB 48% 60% printed by the trial; no difference is computed" in said
    # 0.40 ** 0.60 = 0.577 and 0.48 ** 0.60 = 0.644; with 0.40 and 0.90 as ratios 0.693 and 0.438, 0.746 and 0.517.
    assert "EADS 40 58 18 more per 100 (from 4 more to 29 more)" in said
    assert "EADS 48 64 16 more per 100 (from 4 more to 27 more)" in said
    assert "ranges as in COBB and DYER" in said
    page = str(topic.render(folder.context())["topics/sbrt.md"])
    assert 'data-ratio="0.6000" data-low="0.4000" data-high="0.9000" hidden' in page
    assert 'min="40" max="48" value="44"' in page


def test_one_control_group_gives_a_table_and_no_slider(folder: Folder) -> None:
    followed(folder)
    folder.edit("topics/sbrt.md", "studies: [baker-cohort, cobb, dyer, eads]", "studies: [cobb, eads]")
    page = str(topic.render(folder.context())["topics/sbrt.md"])
    assert "EADS 48 64 16 more per 100 (from 4 more to 27 more)" in plain(page)
    assert "data-ratio" not in page


def test_a_notice_leaves_the_trial_out_of_patients_per_100(folder: Folder) -> None:
    followed(folder)
    with (folder.root / "sources/eads-2021.yml").open("a", encoding="utf-8") as file:
        file.write("notices: [{kind: expression-of-concern, text: Seen., seen_on: 2026-01-02}]\n")
    said = topic_page(folder)
    assert "COBB 48% 60%" in said
    assert "EADS 40" not in said


# Sentences


def test_one_patient_is_written_in_the_singular(folder: Folder) -> None:
    folder.trial("cobb")
    folder.edit(
        "studies/cobb.yml",
        "results:\n",
        "summary: There was {{ figure('pneumonitis') }}.\nresults:\n  - endpoint: pneumonitis\n    count: {both: 1}\n",
    )
    assert "There was 1 patient ." in study_page(folder, "cobb")


# One line a comparison in the forest plot

PRINTED = (
    "results:\n"
    "  - endpoint: overall-survival\n"
    "    median: {both: 20, alone: 15}\n"
    "    effect: {measure: hr, value: 0.70, ci: [0.49, 1.00], p: 0.05}\n"
    "    maturity: {analysis: interim, cutoff: 2020-05-01}\n"
    "  - endpoint: overall-survival\n"
    "    source: review-2022\n"
    "    at: Results\n"
    "    median: {both: 20, alone: 15}\n"
    "    p: 0.05\n"
)


def repeated(folder: Folder) -> None:
    """A trial whose numbers a review repeats with a p value of its own."""
    folder.trial("cobb")
    text = (folder.root / "studies/cobb.yml").read_text(encoding="utf-8")
    start, end = text.index("results:"), text.index("curation:")
    (folder.root / "studies/cobb.yml").write_text(text[:start] + PRINTED + text[end:], encoding="utf-8")
    folder.edit("topics/sbrt.md", "studies: [able-trial, baker-cohort]", "studies: [cobb]")


def test_a_review_that_repeats_a_result_with_its_p_value_is_a_second_report(folder: Folder) -> None:
    repeated(folder)
    said = study_page(folder, "cobb")
    assert said.index("Also reported by") < said.index("Agrees")
    (first, second) = shown(folder.context().corpus, "cobb")
    assert (first.second, second.second) == (False, True)


def test_a_repeated_result_is_one_line_of_the_forest_plot_and_says_which_analysis_it_is(
    folder: Folder,
) -> None:
    repeated(folder)
    site = folder.context().site()
    question = site.evidence.topics["sbrt"].questions[0]
    view = forest(site, question, ["cobb"], "chart")
    assert view
    (row,) = view.panels[0].groups[0].rows
    assert row.note == "Randomised phase 2 trial; interim analysis; data of 1 May 2020"
    assert (row.ratio and row.ratio.text, row.medians) == ("0.70", ("20", "15"))


SUBGROUPS = (
    "results:\n"
    "  - endpoint: overall-survival\n"
    "    effect: {measure: hr, value: 0.70, ci: [0.49, 1.00], model: multivariable, between: [both, alone]}\n"
    "  - endpoint: overall-survival\n"
    "    effect: {measure: hr, value: 0.60, ci: [0.40, 0.90], between: [few, many]}\n"
)


def test_comparisons_of_other_groups_of_a_study_are_told_apart_in_the_forest_plot(folder: Folder) -> None:
    folder.trial("cobb")
    text = (folder.root / "studies/cobb.yml").read_text(encoding="utf-8")
    start, end = text.index("results:"), text.index("curation:")
    more = "  few: {name: Few sites, role: exposed}\n  many: {name: Many sites, role: unexposed}\n"
    (folder.root / "studies/cobb.yml").write_text(text[:start] + SUBGROUPS + text[end:], encoding="utf-8")
    folder.edit("studies/cobb.yml", "groups:\n", f"groups:\n{more}")
    folder.edit("topics/sbrt.md", "studies: [able-trial, baker-cohort]", "studies: [cobb]")
    site = folder.context().site()
    view = forest(site, site.evidence.topics["sbrt"].questions[0], ["cobb"], "chart")
    assert view
    first, second = (row.note for row in view.panels[0].groups[0].rows)
    assert first.endswith("; multivariable")
    assert second.endswith("; Few sites")


def test_medians_of_one_report_give_way_to_the_ratio_of_another(folder: Folder) -> None:
    repeated(folder)
    folder.edit("studies/cobb.yml", "    effect: {measure: hr, value: 0.70, ci: [0.49, 1.00], p: 0.05}\n", "")
    folder.edit("studies/cobb.yml", "    p: 0.05\n", "    effect: {measure: hr, value: 0.70, p: 0.05}\n")
    site = folder.context().site()
    view = forest(site, site.evidence.topics["sbrt"].questions[0], ["cobb"], "chart")
    assert view
    assert [row.ratio.text if row.ratio else "" for row in view.panels[0].groups[0].rows] == ["0.70"]


def test_patients_of_the_arms_count_where_no_total_is_printed(folder: Folder) -> None:
    folder.trial("cobb")
    folder.trial("dyer")
    folder.edit("studies/dyer.yml", "n: 50, interventions: [drug-a]}", "interventions: [drug-a]}")
    corpus = folder.context().corpus
    assert profile(corpus, ["cobb"]).patients == 100
    assert profile(corpus, ["dyer"]).patients == 0, "one arm's number is no number of patients of the trial"
    assert profile(corpus, ["able-trial", "cobb"]).patients == 176
