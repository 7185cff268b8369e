"""The picture of a question about harm, and what the forest plot leaves to the studies' pages there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_pages_synthesis import Folder

from generator.chart.views import RatesView
from generator.render.pages import absolute, explorer, harms, outcomes, study, topic
from generator.render.pages.forest import drawn_rows, forest
from generator.render.pages.lists import study_row
from generator.synthesise.direction import read_result

OUTCOMES = "outcomes: [{endpoint: overall-survival, importance: critical}, {endpoint: objective-response, importance: important}]"
HARM_FIRST = "outcomes: [{endpoint: pneumonitis, importance: critical}, {endpoint: overall-survival, importance: critical}]"


def harm(rate: str, more: str = "") -> str:
    return f"results:\n  - {{endpoint: pneumonitis, rate: {rate}{more}}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A question that ranks pneumonitis first; two trials and a cohort print it."""
    made = Folder(tmp_path / "evidence")
    made.edit("topics/sbrt.md", OUTCOMES, HARM_FIRST)
    made.edit("topics/sbrt.md", "studies: [able-trial, baker-cohort]", "studies: [cobb, dyer, eads]")
    for id_ in ("cobb", "dyer", "eads"):
        made.trial(id_)
    made.edit("studies/cobb.yml", "design: randomised-phase-2", "design: retrospective-comparative")
    made.edit("studies/cobb.yml", "results:\n", harm("{both: 12, alone: 6}", ", p: 0.04"))
    made.edit("studies/dyer.yml", "results:\n", harm('{both: 4, alone: "<1"}', ', grade: ">=3"'))
    made.edit(
        "studies/eads.yml", "results:\n", harm("{both: 9, alone: 7}", ', grade: ">=3", timepoint: 1 year')
    )
    return made


def view(folder: Folder) -> RatesView | None:
    context = folder.context()
    question = context.evidence.topics["sbrt"].questions[0]
    site = context.site()
    assert harms.is_about_harm(site, question)
    return harms.rates(site, question, question.studies, "chart")


def test_every_study_stands_by_itself_randomised_first_with_its_grade(folder: Folder) -> None:
    made = view(folder)
    assert made is not None
    assert [(block.label, block.note) for block in made.outcomes] == [
        ("DYER", "grade ≥ 3; randomised phase 2 trial"),
        ("EADS", "grade ≥ 3; at 1 year; randomised phase 2 trial"),
        ("COBB", "grade not stated; retrospective comparison"),
    ]
    assert made.title == "Pneumonitis: 2 randomised trials and 1 other comparison"
    assert made.outcomes[2].effect_note == "p 0.04"
    assert "Not pooled." in made.caption


def test_a_share_below_a_number_is_printed_and_not_called_unread(folder: Folder) -> None:
    made = view(folder)
    assert made is not None
    assert [
        (group.value.text if group.value else None, group.missing) for group in made.outcomes[0].groups
    ] == [
        ("4", "4%"),
        (None, "< 1%"),
    ]


@pytest.mark.parametrize(("highest", "end"), [("10", 10), ("10.5", 20), ("41", 60), ("61", 100)])
def test_the_axis_begins_at_zero_and_fits_what_is_rare(folder: Folder, highest: str, end: int) -> None:
    folder.edit("studies/cobb.yml", "{both: 12, alone: 6}", f"{{both: {highest}, alone: 6}}")
    made = view(folder)
    assert made is not None
    assert made.axis is not None
    assert (made.axis.low, made.axis.high) == (0, end)


@pytest.mark.parametrize(("other", "leads"), [("5", None), (">=2", ">=2"), ("any", None), ("3-4", "3-4")])
def test_grade_3_and_above_leads_then_grade_2_and_fatal_cases_never(
    folder: Folder, other: str, leads: str | None
) -> None:
    more = harm("{both: 3, alone: 2}", f', grade: "{other}"').removeprefix("results:\n")
    folder.edit("studies/cobb.yml", "p: 0.04}\n", "p: 0.04}\n" + more)
    item = harms.worst(folder.context().site(), "cobb", "pneumonitis")
    assert item is not None
    assert item.result.grade == leads


def test_a_single_arm_and_two_groups_without_roles_are_no_comparison(folder: Folder) -> None:
    for id_ in ("cobb", "eads"):
        folder.edit(f"studies/{id_}.yml", "role: experimental, ", "")
        folder.edit(f"studies/{id_}.yml", "role: control, ", "")
        folder.edit(
            f"studies/{id_}.yml", "effect: {measure: hr,", "effect: {between: [both, alone], measure: hr,"
        )
    folder.edit("studies/dyer.yml", 'rate: {both: 4, alone: "<1"}', "rate: {both: 4}")
    assert view(folder) is None


def test_the_page_shows_harm_first_and_the_forest_without_subgroups(folder: Folder) -> None:
    young = "subsets:\n  young: {name: Under 65, n: 20}\nresults:\n  - {endpoint: overall-survival, subset: young, effect: {measure: hr, value: 0.31}}\n"
    folder.edit("studies/eads.yml", "results:\n", young)
    context = folder.context()
    page = str(topic.render(context)["topics/sbrt.md"])
    assert page.index('data-chart="sbrt-add-sbrt-rates"') < page.index('data-chart="sbrt-add-sbrt"')
    site, question = context.site(), context.evidence.topics["sbrt"].questions[0]
    for subsets, drawn in ((True, ["0.31", "0.60"]), (False, ["0.60"])):
        plot = forest(site, question, ["eads"], "chart", subsets=subsets)
        assert plot is not None
        assert [row.ratio.text for row in plot.panels[0].groups[0].rows if row.ratio] == drawn
        assert plot.caption.startswith("Subgroups are on the studies' pages. ") is not subsets


def test_a_question_about_survival_has_no_picture_of_harm(folder: Folder) -> None:
    folder.edit("topics/sbrt.md", HARM_FIRST, OUTCOMES)
    context = folder.context()
    assert not harms.is_about_harm(context.site(), context.evidence.topics["sbrt"].questions[0])
    assert "-rates" not in str(topic.render(context)["topics/sbrt.md"])


def test_an_effect_without_the_groups_numbers_stands_in_one_cell_of_a_list_and_in_the_explorers_only_one(
    folder: Folder,
) -> None:
    folder.trial("ford")
    context = folder.context()
    site = context.site()
    listed, alone = study_row(site, "ford"), explorer.row(site, "ford")
    assert listed["result"]["text"] == "OS"
    assert listed["effect"]["text"] == "HR 1.20"
    assert alone["result"]["text"] == "OS HR 1.20, 95% CI 0.90–1.60"


def rows(folder: Folder) -> list[tuple[str, tuple[str, ...]]]:
    """The ratio and the medians of each row of the trial's forest plot."""
    context = folder.context()
    plot = forest(context.site(), context.evidence.topics["sbrt"].questions[0], ["eads"], "chart")
    assert plot is not None
    return [(row.ratio.text if row.ratio else "", row.medians) for row in plot.panels[0].groups[0].rows]


@pytest.mark.parametrize(
    ("again", "drawn"),
    [
        ("value: 0.60, ci: [0.40, 0.90]", [("0.60", ("20", "15"))]),
        (
            "value: 0.60, ci: [0.40, 0.91]}, differs: Rounded elsewhere, maturity: {analysis: final",
            [("0.60", ()), ("0.60", ("20", "15"))],
        ),
        ("value: 0.60, ci: [0.40, 0.90], model: multivariable", [("0.60", ()), ("0.60", ("20", "15"))]),
    ],
)
def test_one_ratio_in_two_of_its_own_reports_is_one_row_the_fuller_one(
    folder: Folder, again: str, drawn: list[tuple[str, tuple[str, ...]]]
) -> None:
    sources = folder.root / "sources"
    text = (sources / "eads-2021.yml").read_text(encoding="utf-8")
    (sources / "eads-2022.yml").write_text(text.replace("2021", "2022"), encoding="utf-8")
    second = f"0.90]}}\n  - {{endpoint: overall-survival, source: eads-2022, at: Abstract, median: {{both: 20, alone: 15}}, effect: {{measure: hr, {again}}}}}\n"
    folder.edit("studies/eads.yml", "0.90]}", second)
    assert rows(folder) == drawn


def test_two_results_of_one_name_in_a_studys_chart_are_told_apart_by_what_differs(folder: Folder) -> None:
    early, late = "{analysis: interim, cutoff: 2020-01-05}", "{analysis: interim, cutoff: 2021-11-29}"
    medians = "".join(
        f"  - {{endpoint: overall-survival, median: {{both: {both}, alone: {alone}}}, maturity: {maturity}}}\n"
        for both, alone, maturity in ((20, 15, early), (22, 16, late))
    )
    folder.edit("studies/eads.yml", "results:\n", f"results:\n{medians}")
    page = str(study.render(folder.context())["studies/eads.md"])
    described = re.findall(r"<desc[^>]*>([^<]*)", page)[0]
    assert "Overall survival, data of 5 January 2020: SBRT and drug A 20 months" in described
    assert "Overall survival, data of 29 November 2021: SBRT and drug A 22 months" in described
    assert "interim" not in described


def test_groups_that_chance_did_not_assign_are_no_randomised_comparison(folder: Folder) -> None:
    folder.edit("studies/eads.yml", "ci: [0.40, 0.90]}", 'ci: [0.40, 0.90]}\n    method: {by_chance: "no"}')
    context = folder.context()
    site, question = context.site(), context.evidence.topics["sbrt"].questions[0]
    assert outcomes.outcome_rows(site, question.outcomes[1], ["eads"]) == []
    assert forest(site, question, ["eads"], "chart") is None
    assert read_result(context.evidence, context.corpus.rows["eads"][-1:]) is None
    assert absolute.effects(site, "eads", "overall-survival") == []
    folder.edit("studies/cobb.yml", "p: 0.04}", 'p: 0.04, method: {by_chance: "no"}}')
    assert harms.worst(folder.context().site(), "cobb", "pneumonitis") is None
    assert "groups not assigned by chance" in str(study.render(context)["studies/eads.md"])


# Room on a page


@pytest.mark.parametrize(
    ("sizes", "most", "together", "each"),
    [
        ([3, 50, 50], 40, 60, 28),
        ([3, 4], 40, 60, 40),
        ([50, 50], 40, 200, 40),
        ([9, 9, 9], 40, 2, 1),
        ([], 40, 60, 40),
    ],
)
def test_short_lists_are_whole_and_long_ones_share_what_is_left(
    sizes: list[int], most: int, together: int, each: int
) -> None:
    assert topic.room(sizes, most, together) == each


def test_a_long_question_says_how_much_it_shows_and_where_the_rest_is(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Tables and charts show" not in str(topic.render(folder.context())["topics/sbrt.md"])
    monkeypatch.setattr(topic, "MOST_STUDIES", 2)
    page = str(topic.render(folder.context())["topics/sbrt.md"])
    assert "Tables and charts show the first 2 of 3 studies, randomised trials first." in page
    assert "explorer.html#question=sbrt.add-sbrt" in page
    assert page.count("studies/cobb.html") < page.count("studies/dyer.html")
    assert "<dt>randomised with results</dt><dd>2</dd>" in page
    assert "<dt>other studies</dt><dd>1</dd>" in page, "the profile counts every study"


def test_a_long_forest_keeps_its_first_rows_and_says_how_many_are_left(folder: Folder) -> None:
    context = folder.context()
    site, question = context.site(), context.evidence.topics["sbrt"].questions[0]
    whole = forest(site, question, ["dyer", "eads", "cobb"], "chart")
    cut = forest(site, question, ["dyer", "eads", "cobb"], "chart", most=2)
    assert whole is not None
    assert cut is not None
    assert (drawn_rows(whole), drawn_rows(cut)) == (3, 2)
    assert [panel.label for panel in cut.panels] == ["Randomised trials"]
    assert cut.caption.startswith("1 more result on the studies' pages. ")
    assert "more result" not in whole.caption


def test_a_long_list_of_trials_under_way_leads_to_their_own_page(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for id_ in ("dyer", "eads"):
        folder.edit(f"studies/{id_}.yml", "status: published", "status: ongoing")
    assert "all trials under way" not in str(topic.render(folder.context())["topics/sbrt.md"])
    monkeypatch.setattr(topic, "MOST_LISTED", 1)
    page = str(topic.render(folder.context())["topics/sbrt.md"])
    assert '<a href="../ongoing.html">1 more: all trials under way</a>' in page
