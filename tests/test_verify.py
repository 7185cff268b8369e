"""`evidence verify`: every number stands in the section of the text that its card names."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from generator.check.verify import Text, in_words, occurs, verify
from generator.model.printed import Printed
from generator.printed.corpus import Corpus, build
from generator.read.load import read

GOLDEN = Path(__file__).parent / "golden" / "evidence"
ARTICLE = """An invented trial

Abstract
In all 76 patients were randomised, thirty-six of them to 24 Gy in three fractions (n=36 vs n=40).
Response was 36% (13 of 36) and 18% (p=0.07). Survival was 15.9 months (7.1 to not reached) and 7.6 months
(6.0-13.9), hazard ratio 0.66 (0.37-1.18), p=0.16. One and two patients had pneumonitis.
Results in women were alike. 20 (55.6%) and 22 (55.0%) were men (p=0.4).

Introduction
In 2019 there were 1,234 cases.

Results
Nothing more.
"""


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return build(read(GOLDEN).evidence)


def codes(corpus: Corpus, text: str) -> list[str]:
    return [problem.code for problem in verify(corpus, {"able-2020": text})]


def test_a_card_that_is_typed_right_is_clean(corpus: Corpus) -> None:
    assert codes(corpus, ARTICLE) == []


def test_a_digit_that_the_source_does_not_print_is_an_error_at_its_line(corpus: Corpus) -> None:
    found = list(verify(corpus, {"able-2020": ARTICLE.replace("15.9", "16.9")}))
    assert [problem.code for problem in found] == ["number-not-in-source"]
    assert found[0].message == (
        "15.9 (overall-survival, median) does not occur in able-2020, Abstract, nor anywhere else in the source."
    )
    line = (GOLDEN / "studies" / "able-trial.yml").read_text().splitlines()[found[0].line - 1]
    assert "15.9" in line


def test_a_number_in_another_section_is_a_warning(corpus: Corpus) -> None:
    moved = ARTICLE.replace("15.9 months (", "(").replace("Nothing more.", "Survival was 15.9 months.")
    found = list(verify(corpus, {"able-2020": moved}))
    assert [(problem.code, problem.severity) for problem in found] == [("number-elsewhere", "warning")]


def test_a_source_without_text_is_passed_over(corpus: Corpus) -> None:
    assert list(verify(corpus, {"review-2022": "30.10 20 15.9 7.8 1.42 1.00 2.03 0.051"})) == []
    assert list(verify(corpus, {})) == []


def test_an_abstract_ends_at_the_introduction_and_a_section_at_the_next_heading() -> None:
    text = Text(tuple(ARTICLE.splitlines()), ("Abstract", "Results", "Introduction"))
    assert "0.66" in text.section("Abstract")
    assert "1,234" not in text.section("Abstract")
    assert "women" not in text.section("Results"), (
        "a heading that stands alone comes before a line that begins like it"
    )


def test_a_float_does_not_end_a_section_but_ends_a_table() -> None:
    lines = ("2. Results", "first", "Table 1. Patients", "20 (37.0)", "second", "3. Discussion", "third")
    text = Text(lines, ("2. Results", "Table 1", "3. Discussion"))
    assert "second" in text.section("Results; 2. Results")
    assert "third" not in text.section("2. Results")
    assert "third" not in text.section("Table 1")


@pytest.mark.parametrize(
    ("typed", "text", "there"),
    [
        ("70", "70%", True),
        ("70", "170%", False),
        ("70", "70.5%", False),
        ("7.0", "7.00", False),
        ("1234", "1,234 cases", True),
        ("12", "1,234", False),
        ("54", "Fifty-four patients", True),
        ("281", "Two-hundred and eighty-one patients", True),
        ("1", "a single fraction", True),
        ("0", "no patient had it", True),
        ("0", "ten patients", False),
        ("0.5", "10.5", False),
        ("5", "grade 5.", True),
    ],
)
def test_how_a_number_is_found(typed: str, text: str, there: bool) -> None:
    assert occurs(Printed(typed, Decimal(typed)), text) is there


def test_numbers_in_words() -> None:
    assert in_words(19) == "nineteen"
    assert in_words(92) == "ninety-two"
    assert in_words(300) == "three-hundred"
    assert in_words(1000) == ""
