"""How numbers are written in questions, those printed and those worked out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.check.printed.wording import decimals, p_text, plain, text
from generator.model.printed import Printed


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        (Printed("12.30", Decimal("12.30")), "12.30"),
        (Printed("-4", Decimal(-4)), "−4"),
        (Printed("<0.001", Decimal("0.001"), "<"), "< 0.001"),
        (Printed(">=-3", Decimal(-3), ">="), "≥ −3"),
        (Printed("NR", word="NR"), "NR"),
        (None, ""),
    ],
    ids=["digits", "minus", "less", "at least", "word", "none"],
)
def test_a_printed_number_keeps_its_digits(printed: Printed | None, written: str) -> None:
    assert text(printed) == written


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("0.0146", "0.015"),
        ("3.46", "3.5"),
        ("9.94", "9.9"),
        ("34.2", "34"),
        ("142.4", "142"),
        ("-3.46", "−3.5"),
        ("-34.2", "−34"),
    ],
    ids=["thousandths", "units", "below ten", "tens", "hundreds", "minus", "minus tens"],
)
def test_a_number_of_ours_has_two_digits_or_is_whole(number: str, written: str) -> None:
    assert plain(Decimal(number)) == written


def test_a_number_of_ours_has_more_digits_where_they_are_asked_for() -> None:
    assert [plain(Decimal(number), 4) for number in ("5.27906", "38.888", "1234.5")] == [
        "5.279",
        "38.89",
        "1234",
    ]


@pytest.mark.parametrize(
    ("p", "written"),
    [("0.00009", "less than 0.0001"), ("0.0001", "0.00010"), ("0.0364", "0.036"), ("0.999", "1.0")],
)
def test_a_small_p_value_of_ours_is_only_called_small(p: str, written: str) -> None:
    assert p_text(Decimal(p)) == written


def test_decimals_are_counted_behind_the_point() -> None:
    assert [decimals(Printed(number, Decimal(number))) for number in ("12", "12.3", "0.050")] == [0, 1, 3]
    assert decimals(None) == 0
