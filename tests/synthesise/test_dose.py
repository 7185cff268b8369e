"""BED and EQD2 by the linear-quadratic formula."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.study import Regimen
from generator.synthesise.dose import ALPHA_BETA, Dose, Tissue, bed, confidence, derive, eqd2, refusal

doses = st.decimals("0.5", "200", places=1)
counts = st.integers(1, 60).map(Decimal)


def of(**keys: object) -> Dose | str:
    return derive(Regimen.model_validate(keys), "tumour")


def made(**keys: object) -> Dose:
    found = of(**keys)
    assert isinstance(found, Dose), found
    return found


@pytest.mark.parametrize(
    ("tissue", "biological", "equivalent"),
    [("tumour", "43.2", "36.0"), ("late", "88.0", "52.8"), ("cns", "120.0", "60.0")],
)
def test_24_gy_in_3_fractions_by_tissue(tissue: Tissue, biological: str, equivalent: str) -> None:
    found = derive(Regimen.model_validate({"dose_gy": Decimal(24), "fractions": 3}), tissue)
    assert isinstance(found, Dose)
    assert found.alpha_beta == ALPHA_BETA[tissue]
    assert [round(number, 6) for number in (*found.bed, *found.eqd2)] == [
        Decimal(text) for text in (biological, biological, equivalent, equivalent)
    ]


SCHEDULES = {
    "30 Gy in 5": ("48", "40", "120", "60"),
    "25 Gy in 5": ("37.5", "31.25", "87.5", "43.75"),
    "27 Gy in 3": ("51.3", "42.75", "148.5", "74.25"),
    "24 Gy in 3": ("43.2", "36", "120", "60"),
    "20 Gy in 1": ("60", "50", "220", "110"),
    "18 Gy in 1": ("50.4", "42", "180", "90"),
    "16 Gy in 1": ("41.6", "34.67", "144", "72"),
    "14 Gy in 1": ("33.6", "28", "112", "56"),
    "12 Gy in 1": ("26.4", "22", "84", "42"),
}
"""BED and EQD2 of tumour (α/β 10 Gy) and of brain (2 Gy): Radiat Oncol 2021;16:73 (10.1186/s13014-021-01802-9), table 3."""
SALVAGE = {
    "66 Gy in 33": ("79.2", "66", "110", "66"),
    "65 Gy in 26": ("81.25", "67.71", "119.17", "71.5"),
}
"""Early- (10 Gy) and late-responding normal tissue (3 Gy): protocol of SHARE, Trials 2021 (10.1186/s13063-021-05708-5), table 3."""


@pytest.mark.parametrize(
    ("regimen", "printed", "tissues"),
    [
        *((regimen, printed, ("tumour", "cns")) for regimen, printed in SCHEDULES.items()),
        *((regimen, printed, ("tumour", "late")) for regimen, printed in SALVAGE.items()),
    ],
)
def test_the_published_tables_of_bed_and_eqd2(
    regimen: str, printed: tuple[str, str, str, str], tissues: tuple[Tissue, Tissue]
) -> None:
    total, fractions = regimen.split(" Gy in ")
    keys = {"dose_gy": Decimal(total), "fractions": int(fractions)}
    found = [derive(Regimen.model_validate(keys), tissue) for tissue in tissues]
    numbers = [number for dose in found if isinstance(dose, Dose) for number in (dose.bed[0], dose.eqd2[0])]
    rounded = [
        round(number, max(0, -int(Decimal(text).as_tuple().exponent)))
        for number, text in zip(numbers, printed, strict=True)
    ]
    assert rounded == [Decimal(text) for text in printed]


def test_a_range_of_doses_gives_a_range() -> None:
    found = made(dose_gy={"range": [30, 60]}, fractions=3)
    assert found.bed == (Decimal(60), Decimal(180))
    assert found.eqd2 == (Decimal(50), Decimal(150))
    assert found.confidence == "rough"


@pytest.mark.parametrize(
    ("per_fraction", "band"),
    [("2", "plain"), ("6", "plain"), ("6.01", "extrapolated"), ("10", "extrapolated"), ("10.01", "rough")],
)
def test_how_far_the_model_carries(per_fraction: str, band: str) -> None:
    assert confidence(Decimal(per_fraction)) == band


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ({"technique": "carbon"}, "dose weighted for the particle's effect, without its weight"),
        ({"technique": "simultaneous-boost"}, "a plan in phases, without the phases' data"),
        ({"technique": "mixed"}, "a plan in phases, without the phases' data"),
        ({"per_day": 2}, "more than one fraction a day, with a gap that was not read"),
        ({"per_day": 1}, ""),
        ({}, ""),
    ],
)
def test_what_is_refused(keys: dict[str, object], reason: str) -> None:
    assert refusal(Regimen.model_validate(keys)) == reason
    if reason:
        assert of(dose_gy=60, fractions=30, **keys) == reason


@pytest.mark.parametrize(
    "keys",
    [
        {"dose_gy": 60},
        {"fractions": 30},
        {"dose_gy": ">=60", "fractions": 30},
        {"dose_gy": {"median": 60}, "fractions": 30},
        {"dose_gy": {"median": 60, "range": [50, 70]}, "fractions": 30},
        {"dose_gy": {"range": ["<50", 70]}, "fractions": 30},
        {"dose_gy": 60, "fractions": {"range": [20, 30]}},
    ],
)
def test_without_a_plain_dose_and_number_there_is_none(keys: dict[str, object]) -> None:
    assert of(**keys) == "no plain total dose and number of fractions"


@pytest.mark.parametrize("numbers", [(0, 3, 10), (24, 0, 10), (24, 3, 0), (-1, 3, 10)])
def test_nothing_is_zero(numbers: tuple[int, int, int]) -> None:
    for formula in (bed, eqd2):
        with pytest.raises(ValueError, match="above zero"):
            formula(*map(Decimal, numbers))


@given(counts)
def test_fractions_of_2_gy_are_their_own_equivalent(fractions: Decimal) -> None:
    for ratio in ALPHA_BETA.values():
        assert eqd2(2 * fractions, fractions, ratio) == pytest.approx(2 * fractions)


@given(doses, counts, counts)
def test_fewer_fractions_and_more_dose_do_more(dose: Decimal, one: Decimal, other: Decimal) -> None:
    few, many = sorted((one, other))
    assert bed(dose, few, Decimal(3)) >= bed(dose, many, Decimal(3))
    assert bed(dose + 1, few, Decimal(3)) > bed(dose, few, Decimal(3)) > dose
    assert bed(dose, few, Decimal(3)) > bed(dose, few, Decimal(10))


def test_the_band_is_that_of_the_dose_a_fraction() -> None:
    assert made(dose_gy=60, fractions=30).confidence == "plain"
    assert made(dose_gy=24, fractions=3).confidence == "extrapolated"
