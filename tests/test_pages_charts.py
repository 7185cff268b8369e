"""What the pages draw beside the forest plots: disagreements, directions, the map, regimens, years."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from test_pages_synthesis import Folder, plain

from generator.chart.views import DirectionCell
from generator.model.records import Question
from generator.render.cells import Site
from generator.render.context import Context
from generator.render.pages import (
    disagreements,
    evidence_map,
    fractionation,
    home,
    ongoing,
    parted,
    regimens,
    slopes,
    timelines,
)
from generator.render.pages.effect_direction import NOT_BY_CHANCE, effect_direction


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "evidence")


def differs(text: str) -> str:
    """The third result of the golden trial, as a review reports it."""
    return f"    median: {{sbrt-a: 15.9, a: {text}}}\n"


# Disagreements


def test_two_sources_that_differ_get_a_slope_with_the_group_in_which_they_agree(folder: Folder) -> None:
    site = folder.context().site()
    view = slopes.slopes(site, "able-trial", site.corpus.disagreements)
    assert view is not None
    (panel,) = view.panels
    assert [(line.label, line.role, line.differs) for line in panel.lines] == [
        ("SBRT, then drug A", "experimental", False),
        ("Drug A", "control", True),
    ]
    assert [[value.text if value else "" for value in line.values] for line in panel.lines] == [
        ["15.9", "15.9"],
        ["7.6", "7.8"],
    ]
    assert [(source.name, source.depth, source.place) for source in panel.sources] == [
        ("Able 2020", "paper, abstract", "Abstract"),
        ("Critic 2022", "review, full text", "Results"),
    ]
    assert {line.notice for line in panel.lines} == {"Expression of concern"}


@pytest.mark.parametrize(("text", "drawn"), [("7.8", True), ("8", False), ("7.60", False), ('"<7"', False)])
def test_numbers_that_agree_after_rounding_and_bounds_make_no_slope(
    folder: Folder, text: str, drawn: bool
) -> None:
    folder.edit("studies/able-trial.yml", differs("7.8"), differs(text))
    if not drawn and text != '"<7"':
        folder.edit("studies/able-trial.yml", "    differs: The review rounds another cut-off.\n", "")
    site = folder.context().site()
    assert bool(slopes.slopes(site, "able-trial", site.corpus.disagreements)) is drawn


def test_two_numbers_of_one_place_are_two_places() -> None:
    class Origin:
        source, at = "one", "Table 1"

    class Row:
        origin = Origin()

    assert slopes.places([Row(), Row()]) == [("one", "Table 1", 0), ("one", "Table 1", 1)]  # type: ignore[list-item]


def test_the_matrix_says_in_words_which_number_is_shown_and_which_differs(folder: Folder) -> None:
    page = disagreements.render(folder.context())
    said = plain(page["disagreements.md"])
    assert "7.6 mo, 95% CI 6.0–13.9 shown first; Abstract" in said
    assert "7.8 mo differs; Results" in said
    assert "assets/charts/able-trial-slopes.svg" in page


def test_sources_beyond_the_first_ones_share_a_column(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parted, "MOST_SOURCES", 1)
    site = folder.context().site()
    columns, rows = parted.matrix(site, site.corpus.disagreements)
    assert [column["label"] for column in columns] == [
        "Study, result and group",
        "Able 2020",
        "Other sources",
    ]
    assert "Critic 2022" in rows[0]["others"]["html"]


# Effect direction


def directions(context: Context, *ids: str) -> dict[str, dict[str, DirectionCell | None]]:
    site = context.site()
    question = context.evidence.topics["sbrt"].questions[0]
    view = effect_direction(site, question, ids, "chart")
    if view is None:
        return {}
    return {
        row.study: dict(zip(view.endpoints, row.cells, strict=True))
        for panel in view.panels
        for row in panel.rows
    }


def test_a_direction_has_its_precision_its_number_and_its_interval(folder: Folder) -> None:
    found = directions(folder.context(), "able-trial")
    survival, response = found["ABLE\u20111"]["Overall survival"], found["ABLE\u20111"]["Objective response"]
    assert survival == DirectionCell("experimental", "includes", "HR 0.66", "0.37–1.18")
    assert response is not None
    assert (response.towards, response.number, response.interval) == ("experimental", "36% vs 18%", "p 0.07")
    assert response.remark == "at 12 weeks; by rates alone"


def test_cohorts_stand_apart_without_a_mark_and_say_why(folder: Folder) -> None:
    context = folder.context()
    question = context.evidence.topics["sbrt"].questions[0]
    view = effect_direction(context.site(), question, ["able-trial", "baker-cohort"], "chart")
    assert view is not None
    assert [panel.label for panel in view.panels] == ["Randomised trials", "Other designs"]
    (cohort,) = view.panels[1].rows
    assert [cell.towards if cell else cell for cell in cohort.cells] == [None, None]
    assert NOT_BY_CHANCE in cohort.note
    assert "No direction is given where patients had to live long enough" in view.caption
    assert view.panels[0].rows[0].notice == "Expression of concern"


def test_only_cohorts_make_no_plot(folder: Folder) -> None:
    assert directions(folder.context(), "baker-cohort") == {}


def test_a_trial_of_several_cancers_says_so(folder: Folder) -> None:
    folder.trial("cobb", more="limitations: [None known]\n")
    folder.edit("studies/cobb.yml", "{summary: Stage IV disease}", "{summary: Stage IV disease, nsclc_n: 20}")
    context = folder.context()
    question: Question = context.evidence.topics["sbrt"].questions[0]
    view = effect_direction(context.site(), question, ["cobb"], "chart")
    assert view is not None
    assert view.panels[0].rows[0].note == "Randomised phase 2 trial; mixed cancers, 20 of lung"


def test_a_result_that_points_the_other_way_is_mentioned(folder: Folder) -> None:
    more = "  - {endpoint: overall-survival, timepoint: 1 year, rate: {both: 40, alone: 60}}\n"
    folder.trial("cobb", more=more)
    cell = directions(folder.context(), "cobb")["COBB"]["Overall survival"]
    assert cell is not None
    assert cell.remark == "another result of it points the other way"


# The evidence map


def cells(drawn: evidence_map.Map, line: str) -> dict[str, evidence_map.Cell]:
    (found,) = [one for one in drawn.lines if one.name == line]
    return dict(zip(drawn.columns, found.cells, strict=True))


def waiting(folder: Folder, id_: str) -> None:
    folder.trial(id_)
    folder.edit(f"studies/{id_}.yml", "status: published", "status: recruiting")


def test_the_map_counts_reports_by_design_and_trials_under_way_apart(folder: Folder) -> None:
    waiting(folder, "cobb")
    found = cells(evidence_map.by_topic(folder.context().site()), "SBRT with drug A")
    counted = {label: cell.studies for label, cell in found.items() if cell.studies}
    assert counted == {"Randomised": 1, "Cohort": 1, "Under way": 1}
    assert found["Randomised"].randomised == 1
    assert found["Randomised"].href == "explorer.html#topic=sbrt&design=randomised&status=published"
    assert found["Under way"].href == "explorer.html#topic=sbrt&status=recruiting"


def test_an_empty_cell_names_the_trial_that_would_fill_it(folder: Folder) -> None:
    waiting(folder, "cobb")
    folder.edit("studies/cobb.yml", "design: randomised-phase-2", "design: not-stated")
    vocabulary = folder.root / "vocabulary/designs.yml"
    vocabulary.write_text(
        vocabulary.read_text(encoding="utf-8")
        + "\nnot-stated: {label: Not stated, definition: Unknown., column: not-stated, rank: 9, randomised: false}\n",
        encoding="utf-8",
    )
    context = folder.context()
    page = plain(evidence_map.render(context)["map.md"])
    assert "under way: COBB" in page
    assert "under way: COBB" not in plain(home.render(context)["index.md"])


def test_treatments_by_outcome_open_the_explorer_with_both(folder: Folder) -> None:
    folder.trial("cobb")
    drawn = evidence_map.by_treatment(folder.context().site())
    found = cells(drawn, "SBRT")["Overall survival"]
    assert (found.studies, found.randomised) == (3, 2)
    assert found.href == "explorer.html#given=sbrt&endpoint=overall-survival&status=published"


def test_squares_are_drawn_by_area_and_numbers_stand_for_a_voice(folder: Folder) -> None:
    small, large = (evidence_map.Cell(n, 0, "x.html", "topic, cohort") for n in (4, 16))
    sides = [
        float(re.findall(r'<rect class="all".*?width="([\d.]+)"', evidence_map.square(cell, 16))[0])
        for cell in (small, large)
    ]
    assert sides == [13, 26]
    html = evidence_map.cell_html(evidence_map.Cell(1, 1, "x.html", "topic, randomised"), 16, True)
    assert 'aria-hidden="true"' in html
    assert "study: topic, randomised" in html
    assert "is-randomised" in html


def test_the_numbers_of_the_map_can_be_taken_along(folder: Folder) -> None:
    files = evidence_map.render(folder.context())
    rows = list(csv.DictReader(io.StringIO(str(files[evidence_map.BY_TOPIC]))))
    assert [(row["Column"], row["Studies"]) for row in rows if row["Studies"] != "0"] == [
        ("Randomised", "1"),
        ("Cohort", "1"),
    ]


# Regimens


REGIMENS = "radiotherapy: [{technique: sbrt, dose_gy: 24, fractions: 3, target: one site, timing: before}]"


@pytest.mark.parametrize(
    ("regimen", "drawn"),
    [
        ("dose_gy: 24, fractions: 3", True),
        ('dose_gy: ">=24", fractions: 3', False),
        ("dose_gy: {range: [24, 30]}, fractions: 3", False),
        ("dose_gy: {median: 24}, fractions: 3", False),
        ("dose_gy: 24", False),
        ("dose_gy: 24, fractions: 3, per_day: 2", False),
    ],
)
def test_only_plain_regimens_are_drawn_and_the_others_counted(
    folder: Folder, regimen: str, drawn: bool
) -> None:
    folder.edit("studies/able-trial.yml", REGIMENS, f"radiotherapy: [{{{regimen}}}]")
    context = folder.context()
    found = regimens.doses(
        context.site(), ((study, one) for study, _, one, _ in fractionation.regimens(context.site()))
    )
    assert (found is not None) is drawn
    assert ("assets/charts/dose-fractionation.svg" in fractionation.render(context)) is drawn


def test_the_same_regimen_of_two_studies_is_one_mark(folder: Folder) -> None:
    folder.trial("cobb")
    folder.edit(
        "studies/cobb.yml",
        "role: experimental, n: 50,",
        "role: experimental, n: 50, radiotherapy: [{dose_gy: 24, fractions: 3}, {dose_gy: 34, fractions: 1}, {dose_gy: 30, fractions: 3}],",
    )
    site = folder.context().site()
    view = regimens.doses(site, ((study, one) for study, _, one, _ in fractionation.regimens(site)))
    assert view is not None
    assert [(mark.names, mark.eqd2, mark.rough) for mark in view.marks] == [
        (("ABLE\u20111", "COBB"), "36.0", False),
        (("COBB",), "50.0", False),
        (("COBB",), "124.7", True),
    ]
    assert view.caption.startswith(
        "4 regimens on the cards with one total dose and one number of fractions, 3 different."
    )


# Years


def test_trials_under_way_stand_by_their_expected_end_and_the_silent_ones_are_counted(folder: Folder) -> None:
    for id_ in ("cobb", "dyer", "eads"):
        waiting(folder, id_)
    folder.edit(
        "studies/cobb.yml",
        "topics: [sbrt]",
        "topics: [sbrt]\nyears: {start: 2020}\ntrial: {expected_completion: 2028-03}",
    )
    folder.edit("studies/dyer.yml", "topics: [sbrt]", "topics: [sbrt]\nyears: {start: 2021}")
    context = folder.context()
    view = timelines.under_way_view(context.site(), ["cobb", "dyer", "eads"], "2026-01-03")
    assert view is not None
    assert view.title == "2 trials under way, 1 with an expected completion"
    assert [(row.study, row.start, row.end) for row in view.groups[0].rows] == [
        ("COBB", 2020, pytest.approx(2028.2, abs=0.05)),
        ("DYER", 2021, None),
    ]
    assert (
        "Of 1 of 3 trials neither a start nor an expected completion stands in what we read." in view.caption
    )
    assert "assets/charts/trials-under-way.svg" in ongoing.render(context)


def test_without_any_year_the_page_says_so_and_draws_nothing(folder: Folder) -> None:
    waiting(folder, "cobb")
    files = ongoing.render(folder.context())
    assert list(files) == ["ongoing.md"]
    assert "Neither a start nor an expected completion of any of these trials" in plain(files["ongoing.md"])


def test_studies_stand_by_accrual_and_by_reports_of_their_own(folder: Folder) -> None:
    site = Site(folder.context().corpus)
    view = timelines.studies_view(site)
    assert view is not None
    (group,) = view.groups
    (row,) = group.rows
    assert (row.text, row.start, row.end) == ("patients entered 2015 to 2018; own report 2020", 2015, 2019)
    assert row.marks == ((2020.5, "own report 2020"),)
    assert "Of 1 of 2 studies neither years of accrual nor a report of their own was read" in view.caption


@pytest.mark.parametrize(
    ("iso", "year"), [("2028", 2028.5), ("2028-01", 2028.04), ("2028-07-01", 2028.5), ("", None)]
)
def test_a_date_is_a_year_with_decimals(iso: str, year: float | None) -> None:
    found = timelines.decimal_year(iso)
    assert found == (pytest.approx(year, abs=0.01) if year else None)
