"""The evidence map as a picture: squares by area, the randomised part inside, what is under way in words."""

from math import isclose, sqrt

import pytest
from test_chart import SQUARES

from generator.chart.evidence_map import SIDE, scene, words
from generator.chart.style import WIDTHS, Width


@pytest.mark.parametrize("width", WIDTHS)
def test_squares_are_by_area_and_the_randomised_part_is_inside(width: Width) -> None:
    squares = scene(SQUARES, width).data["keys"][3:]
    sides = [sqrt(float(str(square["size"]))) + 2 for square in squares]
    studies = [16, 16, 9, 4, 1, 1, 2, 1]
    expected = [SIDE * sqrt(number / 16) for number in studies]
    found = sorted(sides, reverse=True)
    for side, wanted in zip(found, sorted(expected, reverse=True), strict=True):
        assert isclose(side, max(wanted, 4)), "two pixels are the line around it"


def test_every_column_is_drawn_once_on_a_phone_too() -> None:
    for width in WIDTHS:
        said = [str(word["text"]) for word in scene(SQUARES, width).data["words"]]
        heads = said[said.index("Design not stated") + 1 :]
        for column in ("Randomised", "Cohort", "Single arm", "Guideline"):
            assert heads.count(column) == 1, (width, column)


def test_a_line_says_its_numbers_and_what_would_fill_a_gap() -> None:
    said = words(SQUARES)
    assert said.sentences == (
        "Brain: randomised 16, cohort 9, single arm 4 (1 randomised), guideline 1, design not stated 2.",
        "Bone: randomised none, under way Trial A, cohort 1.",
    )
    assert said.rows[1][:2] == ("Bone", "0 studies; under way: Trial A")
