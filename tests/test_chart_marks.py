"""Which mark a result gets, and what its chart says of it."""

from dataclasses import replace

import pytest
from test_chart import (
    ALONE,
    DERIVED,
    MEDIANS,
    MISSING,
    NOTICED,
    PAIR,
    POOLED,
    RATES,
    REPORTED,
    THREE,
    WIDE,
    number,
)
from test_chart import forest as forest_view
from test_chart import span as bounds

from generator.chart import forest, medians, rates
from generator.chart.measure import clip, measure, wrap
from generator.chart.scene import Datum, Scene
from generator.chart.style import AMBER, CTL, EXP, INK, PAPER, WIDTHS, Width
from generator.chart.views import (
    Axis,
    ForestRow,
    MedianEndpoint,
    MedianGroup,
    MediansView,
    RateGroup,
    RateOutcome,
    RatesView,
)
from generator.chart.words import listed, lower, span, two_digits


def one(row: ForestRow, width: Width = "wide") -> Scene:
    return forest.scene(forest_view(row), width)


def words(scene: Scene) -> list[str]:
    return [str(word["text"]) for word in scene.data["words"]]


def kinds(data: list[Datum]) -> list[tuple[object, object, object]]:
    return [(mark["shape"], mark["fill"], mark["stroke"]) for mark in data]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_reported_interval_is_a_filled_square_on_a_capped_line(width: Width) -> None:
    scene = one(REPORTED, width)
    assert kinds(scene.data["marks"]) == [("square", EXP, EXP)]
    assert [line["dash"] for line in scene.data["lines"]] == [False]
    assert [cap["v"] for cap in scene.data["caps"]] == [0.22, 0.75]


def test_a_derived_interval_is_an_open_square_on_a_dashed_line_and_says_so() -> None:
    scene = one(DERIVED)
    assert kinds(scene.data["marks"]) == [("square", PAPER, EXP)]
    assert [line["dash"] for line in scene.data["lines"]] == [True]
    assert not scene.data["caps"]
    assert "interval derived from\u00a0p" in words(scene)


def test_a_ratio_alone_is_a_cross() -> None:
    scene = one(ALONE)
    assert str(scene.data["marks"][0]["shape"]).startswith("M")
    assert not scene.data["lines"]


@pytest.mark.parametrize("width", WIDTHS)
def test_no_ratio_is_no_mark_but_words(width: Width) -> None:
    scene = one(MISSING, width)
    assert not scene.data["marks"]
    assert "ratio not in what we read" in words(scene)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_notice_is_an_open_amber_square_and_words(width: Width) -> None:
    scene = one(NOTICED, width)
    assert kinds(scene.data["marks"]) == [("square", PAPER, AMBER)]
    assert "Expression of concern" in words(scene)


@pytest.mark.parametrize("width", WIDTHS)
def test_bounds_beyond_the_axis_get_arrows_on_both_sides_and_no_caps(width: Width) -> None:
    scene = one(WIDE, width)
    assert [arrow["side"] for arrow in scene.data["arrows"]] == ["left", "right"]
    assert not scene.data["caps"]
    assert "Arrow" in forest.words(forest_view(WIDE)).caption


def test_bounds_at_the_ends_of_the_axis_are_capped_not_clipped() -> None:
    view = replace(forest_view(REPORTED), axis=Axis(0.22, 0.75, (0.5,)))
    scene = forest.scene(view, "wide")
    assert not scene.data["arrows"]
    assert len(scene.data["caps"]) == 2


def test_an_estimate_beyond_a_given_axis_gets_an_arrow() -> None:
    view = replace(forest_view(ALONE), axis=Axis(0.5, 2, (1,)))
    assert [arrow["side"] for arrow in forest.scene(view, "wide").data["arrows"]] == ["left"]


def test_a_bound_of_zero_and_one_not_reached_can_be_drawn_on_a_log_axis() -> None:
    for row in (replace(REPORTED, bounds=bounds("0", "0.8")), replace(REPORTED, bounds=bounds("0.2", ""))):
        assert len(one(row).data["arrows"]) == 1


def test_the_axis_reaches_every_estimate() -> None:
    scene = one(replace(REPORTED, ratio=number("7.5"), bounds=bounds("4.1", "60")))
    assert scene.axis.low < 0.2 < 7.5 < scene.axis.high < 60


def test_pooled_estimate_is_a_diamond_with_its_prediction_interval() -> None:
    scene = forest.scene(forest_view(REPORTED, pooled=POOLED), "narrow")
    assert [(mark["low"], mark["high"], mark["fill"]) for mark in scene.data["diamonds"]] == [(0.3, 0.7, INK)]
    assert scene.data["lines"][-1]["low"] == 0.2


@pytest.mark.parametrize("width", WIDTHS)
def test_rows_stand_below_each_other_and_within_the_drawing(width: Width) -> None:
    scene = forest.scene(forest_view(*[REPORTED] * 40), width)
    heights = [float(mark["y"]) for mark in scene.data["marks"]]
    assert heights == sorted(heights)
    assert len(set(heights)) == 40
    assert all(0 < float(word["y"]) < scene.height for word in scene.data["words"])


def test_no_gridline_crosses_the_words_of_the_narrow_forest() -> None:
    scene = forest.scene(forest_view(REPORTED, DERIVED, MISSING), "narrow")
    baselines = [float(word["y"]) for word in scene.data["words"]]
    for line in scene.data["grid"]:
        assert not [y for y in baselines if float(line["y"]) < y - 3 < float(line["y2"])]


def test_another_level_is_said_and_leaves_the_column_head() -> None:
    said = words(forest.scene(forest_view(REPORTED, replace(REPORTED, level="90")), "wide"))
    assert "90% interval" in said
    assert "Hazard ratio (interval)" in said
    assert "Hazard ratio (90% CI)" in words(one(replace(REPORTED, level="90")))


def test_a_sentence_has_two_digits_and_the_endpoint() -> None:
    row = replace(REPORTED, ratio=number("0.4137"), bounds=bounds("0.2211", "0.7512"))
    assert forest.words(forest_view(row)).sentences == (
        "Trial A: progression-free survival, hazard ratio 0.41 (95% interval 0.22 to 0.75); "
        "medians 10 vs 2 months; 59 patients.",
    )


def test_a_title_says_what_to_see() -> None:
    view = forest_view(REPORTED, MISSING)
    assert forest.words(view).title == "Progression-free survival: 2 results in randomised trials"
    assert forest.words(replace(view, title="As given")).title == "As given"
    assert medians.words(MEDIANS).title == "Median overall survival: 15.9 vs 7.6 months"
    assert rates.words(RATES).title == "Objective response: 36%, 18% and not read"


def test_two_groups_with_roles_are_filled_and_open_experimental_first() -> None:
    view = MediansView("m", (MedianEndpoint("Overall survival", PAIR[::-1]),))
    scene = medians.scene(view, "wide")
    assert kinds(scene.data["marks"]) == [("circle", EXP, EXP), ("circle", PAPER, CTL)]
    assert [label["text"] for label in scene.data["labels"]] == ["15.9", "7.6"]


@pytest.mark.parametrize("width", WIDTHS)
def test_groups_under_notice_are_amber_and_still_filled_and_open(width: Width) -> None:
    noticed = tuple(replace(group, notice="Expression of concern") for group in PAIR)
    scene = medians.scene(MediansView("m", (MedianEndpoint("Overall survival", noticed),)), width)
    assert kinds(scene.data["marks"]) == [("circle", AMBER, AMBER), ("circle", PAPER, AMBER)]


@pytest.mark.parametrize("width", WIDTHS)
def test_more_groups_are_all_in_ink_in_the_given_order(width: Width) -> None:
    scene = medians.scene(MediansView("m", (MedianEndpoint("Overall survival", THREE),)), width)
    assert {mark["stroke"] for mark in scene.data["marks"]} == {INK}
    said = words(scene)
    assert said.index("SBRT") < said.index("Pembrolizumab") < said.index("Neither")


def test_a_bound_not_reached_is_an_arrow_and_the_letters() -> None:
    scene = medians.scene(MEDIANS, "wide")
    assert [arrow["side"] for arrow in scene.data["arrows"]] == ["right"]
    assert "NR" in words(scene)
    assert "NR: not reached." in medians.words(MEDIANS).caption


@pytest.mark.parametrize("width", WIDTHS)
def test_groups_that_begin_alike_are_named_to_where_they_differ(width: Width) -> None:
    names = (
        "Nivolumab with chemoradiotherapy, then nivolumab and ipilimumab",
        "Nivolumab with chemoradiotherapy, then nivolumab",
    )
    groups = tuple(RateGroup(name, value=number("4")) for name in names)
    scene = rates.scene(RatesView("r", (RateOutcome("Pneumonitis", groups),)), width)
    assert not [text for text in words(scene) if "…" in text]


def test_a_line_to_a_bound_not_reached_ends_where_every_browser_can_draw_it() -> None:
    scene = medians.scene(MEDIANS, "wide")
    ends = [float(line["v2"]) for line in scene.data["lines"]]
    assert scene.axis.high < max(ends) < 100 * scene.axis.high


def test_a_bound_far_off_is_clipped_and_its_number_printed() -> None:
    group = MedianGroup("Only", value=number("8"), bounds=bounds("5", "120"))
    scene = medians.scene(MediansView("m", (MedianEndpoint("Overall survival", (group,)),)), "wide")
    assert scene.axis.high < 30
    assert "120" in words(scene)


def test_rates_keep_the_whole_axis_and_whole_dots_at_its_ends() -> None:
    scene = rates.scene(RATES, "wide")
    assert list(scene.axis.ticks) == [0, 20, 40, 60, 80, 100]
    assert scene.px(0) - scene.left > 6
    assert scene.left + scene.plot - scene.px(100) > 6


def test_words_are_broken_into_lines_that_fit() -> None:
    lines = wrap("one two three four five six seven", 90)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(measure(line) <= 90 for line in lines)
    assert clip("short", 90) == "short"
    assert wrap("", 90) == ()


def test_small_words() -> None:
    assert two_digits(number("0.5")) == "0.5"
    assert two_digits(number("0.4951")) == "0.50"
    assert span(bounds("-3", "4")) == "-3 to 4"
    assert span(bounds("7.1", "")) == "7.1–NR"
    assert listed(["A", "B", "A", "C"]) == "A, B and C"
    assert listed(["A"]) == "A"
    assert listed([]) == ""
    assert (lower("PD-L1 change"), lower("Overall survival"), lower("SBRT")) == (
        "PD-L1 change",
        "overall survival",
        "SBRT",
    )
