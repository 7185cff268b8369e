"""Slope, effect direction, dose and timeline: which mark a result gets, and what the chart says of it."""

from dataclasses import replace
from itertools import pairwise

import pytest
from test_chart import (
    ACCRUAL,
    AWAY,
    DOSES,
    EXPECTED,
    LEVEL,
    MANY,
    PARTED,
    POINTS,
    REGIMEN,
    SILENT,
    SLOPES,
    TIMES,
    TOWARDS,
    number,
)

from generator.chart import doses, effect_direction, slope, timeline
from generator.chart.direction_marks import BAR
from generator.chart.scene import Datum, Scene
from generator.chart.style import AMBER, CTL, EDGE, EXP, INK, PAPER, WIDTHS, Width
from generator.chart.views import (
    DirectionCell,
    DirectionPanel,
    DirectionRow,
    DoseMark,
    EffectDirectionView,
    SlopeLine,
    SlopeView,
    TimelineGroup,
    TimelineView,
)


def words(scene: Scene) -> list[str]:
    return [str(word["text"]) for word in scene.data["words"]]


def kinds(data: list[Datum]) -> list[tuple[object, object, object]]:
    return [(mark["shape"], mark["fill"], mark["stroke"]) for mark in data]


# Slope


@pytest.mark.parametrize("width", WIDTHS)
def test_numbers_that_differ_stand_on_a_thick_line_and_equal_ones_on_a_thin_one(width: Width) -> None:
    scene = slope.scene(SLOPES, width)
    lines = {row["line"]: (row["fill"], row["thick"]) for row in scene.data["curves"]}
    assert list(lines.values()) == [(EDGE, 1), (CTL, 2)]
    assert [label["text"] for label in scene.data["labels"]] == ["15.9", "15.9", "7.6", "7.8"]


def test_sources_stand_with_their_kind_depth_and_place() -> None:
    said = words(slope.scene(SLOPES, "wide"))
    assert [text for text in said if text in ("Able 2020", "paper, abstract", "Abstract")] == [
        "Able 2020",
        "paper, abstract",
        "Abstract",
    ]


def test_the_higher_number_stands_higher_and_on_a_phone_further_right() -> None:
    line = SlopeLine("Drug", (number("7.6"), number("7.8")))
    view = SlopeView("s", (replace(PARTED, lines=(line,)),))
    first, second = slope.scene(view, "wide").data["curves"]
    assert float(first["y"]) > float(second["y"])
    first, second = slope.scene(view, "narrow").data["curves"]
    assert float(first["v"]) < float(second["v"])


def test_many_sources_stand_below_each_other_at_full_width_too() -> None:
    heights = [float(row["y"]) for row in slope.scene(SlopeView("s", (MANY,)), "wide").data["curves"]]
    assert heights == sorted(heights)
    assert len(set(heights)) == 5, "the source that prints nothing has no point"


def test_a_slope_says_who_prints_what_and_its_title_the_numbers() -> None:
    said = slope.words(SLOPES)
    assert said.title == "Overall survival, median, Drug: 7.6 or 7.8 months"
    assert said.sentences[1] == (
        "Overall survival, median, Drug: 7.6 months in Able 2020 (paper, abstract; Abstract); "
        "7.8 months in Critic 2022 (review, full text)."
    )
    assert said.sentences[0].endswith("these agree.")
    assert [dict(zip(said.columns, row, strict=True))["Do they agree"] for row in said.rows] == [
        *["agree"] * 2,
        *["differ"] * 2,
    ]


def test_a_notice_turns_the_line_amber_and_stands_in_words() -> None:
    scene = slope.scene(SlopeView("s", (MANY,)), "narrow")
    assert {mark["stroke"] for mark in scene.data["marks"]} == {AMBER}
    assert "Expression of concern" in words(scene)


# Effect direction


@pytest.mark.parametrize("width", WIDTHS)
def test_filled_points_to_the_tested_treatment_open_to_the_control_a_bar_to_neither(width: Width) -> None:
    scene = effect_direction.scene(POINTS, width)
    assert [(shape, fill) for shape, fill, _ in kinds(scene.data["marks"])] == [
        ("circle", EXP),
        ("circle", PAPER),
        (BAR, kinds(scene.data["marks"])[2][1]),
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_line_under_a_mark_is_thick_thin_or_dashed(width: Width) -> None:
    lines = effect_direction.scene(POINTS, width).data["lines"]
    assert [(line["thick"], line["dash"]) for line in lines] == [(3.5, False), (1.0, False), (2.0, True)]


def test_all_marks_of_one_kind_have_one_size_whatever_their_precision() -> None:
    cells = tuple(replace(TOWARDS, precision=found) for found in ("excludes", "includes", "unknown"))
    row = DirectionRow("Trial A", cells)
    view = replace(POINTS, panels=(DirectionPanel("", (row,)),))
    assert len({mark["size"] for mark in effect_direction.scene(view, "wide").data["marks"]}) == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_a_result_without_direction_has_words_and_its_number_and_no_mark(width: Width) -> None:
    view = replace(POINTS, endpoints=("Overall survival",), panels=(one(SILENT),))
    scene = effect_direction.scene(view, width)
    assert not scene.data["marks"]
    assert "no direction" in " ".join(words(scene))
    assert "9.1 vs 5.1 mo" in " ".join(words(scene))


def one(*cells: DirectionCell, notice: str = "") -> DirectionPanel:
    return DirectionPanel("Randomised trials", (DirectionRow("Trial A", cells, notice=notice),))


def test_the_number_and_its_interval_stand_under_the_mark() -> None:
    said = words(effect_direction.scene(POINTS, "wide"))
    assert said.index("0.22–0.75") == said.index("HR 0.41") + 1


def test_a_notice_keeps_the_direction_and_is_said() -> None:
    view = replace(
        POINTS,
        endpoints=("OS", "PFS"),
        panels=(one(TOWARDS, AWAY, notice="Expression of concern"),),
    )
    scene = effect_direction.scene(view, "wide")
    assert kinds(scene.data["marks"]) == [("circle", AMBER, AMBER), ("circle", PAPER, AMBER)]
    assert "Expression of concern" in words(scene)


def test_the_plot_counts_nothing_and_says_so() -> None:
    said = effect_direction.words(POINTS)
    assert said.title == "Where the results point, by endpoint (randomised trials: 1; other designs: 1)"
    assert said.caption.startswith("Direction ignores size and precision; no counting of significance.")
    assert said.sentences == (
        "Trial A, phase 2: overall survival points to SBRT (HR 0.41, 0.22–0.75; “no difference” is excluded); "
        "progression-free survival points to no SBRT (HR 1.10, 0.80–1.50; uncertain: “no difference” is not excluded).",
        "Cohort B: overall survival: no direction (9.1 vs 5.1 mo); "
        "cognition points to neither (12 vs 12 mo; precision not known; by medians alone).",
    )


def test_a_phone_names_the_endpoints_that_were_not_read() -> None:
    assert "No two-group result read: cognition" in words(effect_direction.scene(POINTS, "narrow"))


def test_many_endpoints_stand_on_two_levels_and_keep_their_words() -> None:
    labels = tuple(f"Haematological toxicity {n}" for n in range(8))
    view = EffectDirectionView("e", labels, (one(*(LEVEL,) * 8),), "A", "B")
    said = effect_direction.scene(view, "wide").data["words"]
    heights = {word["y"] for word in said if str(word["text"]).startswith("Haematological")}
    assert len(heights) == 2
    assert not [word["text"] for word in said if "…" in str(word["text"])]


# Dose and fractionation


@pytest.mark.parametrize(
    ("eqd2", "fractions", "dose"), [(60, 30, 60), (36, 3, 24), (12, 1, 8), (93.75, 4, 50)]
)
def test_a_line_of_equal_eqd2_holds_what_the_formula_calls_equal(
    eqd2: float, fractions: float, dose: float
) -> None:
    """By EQD2 = D (D/n + 10) / 12: 60 (2 + 10), 24 (8 + 10), 8 (8 + 10) and 50 (12.5 + 10), each over 12."""
    assert doses.total(eqd2, fractions, 10) == pytest.approx(dose, abs=0.005)


@pytest.mark.parametrize("width", WIDTHS)
def test_marks_are_round_square_when_palliative_hollow_where_disputed_amber_under_notice(
    width: Width,
) -> None:
    found = set(kinds(doses.scene(DOSES, width).data["marks"]))
    assert found == {
        ("circle", EXP, EXP),
        ("circle", PAPER, EXP),
        ("square", EDGE, EDGE),
        ("circle", AMBER, AMBER),
    }


@pytest.mark.parametrize("width", WIDTHS)
def test_lines_are_dotted_above_the_disputed_dose_a_fraction_and_dashed_below(width: Width) -> None:
    scene = doses.scene(DOSES, width)
    top, high = float(scene.bottom) - doses.PLACES[width][3], doses.PLACES[width][3]
    for row in scene.data["curves"]:
        dose = (1 - (float(row["y"]) - top) / high) * 80
        per_fraction = dose / float(row["v"])
        assert (row["dash"] == "dotted") == (per_fraction > 10) or abs(per_fraction - 10) < 1.5


def test_every_line_that_is_drawn_has_its_name() -> None:
    scene = doses.scene(DOSES, "wide")
    names = [text for text in words(scene) if text.startswith("EQD2 ")]
    ends = {row["line"] for row in scene.data["curves"] if row["dash"] == "dashed"}
    assert len(names) == len(ends)


def test_fractions_lie_on_a_log_axis_and_dose_on_a_linear_one_from_zero() -> None:
    scene = doses.scene(DOSES, "wide")
    assert scene.scale == "log"
    assert scene.px(10) - scene.px(1) == pytest.approx(scene.px(30) - scene.px(3))
    places = {str(mark["tip"]).split(":")[0]: float(mark["y"]) for mark in scene.data["marks"]}
    ground = scene.bottom
    assert (ground - places["Trial E"]) / (ground - places["Trial D"]) == pytest.approx(3)


@pytest.mark.parametrize("width", WIDTHS)
def test_names_cover_neither_each_other_nor_a_mark(width: Width) -> None:
    crowd = tuple(
        replace(REGIMEN, names=(f"Trial number {n}",), total=number(f"{24 + n / 5}")) for n in range(14)
    )
    scene = doses.scene(replace(DOSES, marks=crowd), width)
    shown = [label["text"] for label in scene.data["labels"]]
    assert 0 < len(shown) < 14
    assert len(shown) == len(set(shown))
    heights = sorted(float(label["y"]) for label in scene.data["labels"] if label["align"] == "left")
    assert all(below - above > 11 for above, below in pairwise(heights))


def test_a_regimen_says_its_dose_and_what_is_disputed() -> None:
    said = doses.words(DOSES)
    assert said.title == "4 regimens, from 20 Gy in 5 to 60 Gy in 30 fractions"
    assert said.sentences[:2] == (
        "Trial A and Trial B: 24 Gy in 3 fractions, EQD2 36.0 Gy.",
        "Trial C: 34 Gy in 1 fraction, EQD2 124.7 Gy, the model is disputed at this dose a fraction.",
    )


def test_the_key_names_only_what_is_drawn() -> None:
    plain = replace(DOSES, marks=(DoseMark(("Trial A",), number("24"), number("3"), "36.0"),))
    assert "Palliative" in words(doses.scene(DOSES, "wide"))
    assert "Palliative" not in words(doses.scene(plain, "wide"))


# Timeline


@pytest.mark.parametrize("width", WIDTHS)
def test_accrual_is_a_bar_and_a_wait_a_dashed_line_to_an_open_dot(width: Width) -> None:
    scene = timeline.scene(TIMES, width)
    assert [(line["low"], line["high"], line["dash"]) for line in scene.data["lines"]] == [
        (2015, 2019, False),
        (2020, 2028.5, True),
    ]
    assert kinds(scene.data["marks"]) == [("circle", EXP, EXP), ("circle", PAPER, EXP)]


def test_a_start_without_an_end_is_a_wedge_and_not_a_bar() -> None:
    row = replace(EXPECTED, end=None)
    scene = timeline.scene(TimelineView("t", (TimelineGroup("", (row,)),)), "wide")
    assert not scene.data["lines"]
    assert scene.data["marks"][0]["shape"] == "triangle-right"


@pytest.mark.parametrize("width", WIDTHS)
def test_the_day_of_the_edition_is_a_line_that_no_words_stand_on(width: Width) -> None:
    scene = timeline.scene(TIMES, width)
    today = [line for line in scene.data["grid"] if line["fill"] == INK]
    assert {line["v"] for line in today} == {2026.9}
    if width == "narrow":
        baselines = [float(word["y"]) for word in scene.data["words"]]
        assert not [y for line in today for y in baselines if float(line["y"]) < y - 3 < float(line["y2"])]


def test_a_timeline_says_the_ends_of_what_it_shows_and_each_study_in_words() -> None:
    said = timeline.words(TIMES)
    assert said.title == "2 studies between 2015 and 2028"
    assert said.sentences == (
        "Trial A: patients entered 2015 to 2018.",
        "Trial B: completion expected 2028.",
    )
    table = [dict(zip(said.columns, row, strict=True)) for row in said.rows]
    assert [(row["From"], row["To"]) for row in table] == [("2015", "2018"), ("2020", "2028")]


def test_years_are_whole_and_not_too_many() -> None:
    old = replace(ACCRUAL, start=1960.0)
    for width in WIDTHS:
        ticks = timeline.axis(TimelineView("t", (TimelineGroup("", (old,)),)), width).ticks
        assert 1 < len(ticks) <= 11
        assert all(tick == int(tick) for tick in ticks)


# The tables


def test_a_table_has_no_column_that_nobody_fills_and_a_dash_where_nothing_applies() -> None:
    for said in (
        slope.words(SLOPES),
        doses.words(DOSES),
        timeline.words(TIMES),
        effect_direction.words(POINTS),
    ):
        assert all(all(row) for row in said.rows)
        for index in range(len(said.columns)):
            assert {row[index] for row in said.rows} != {"–"}
