"""The dose-fractionation plot: the regimens whose total dose and number of fractions are plain numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.chart.views import DoseMark, DoseView, Number
from generator.model.study import Quantity, Regimen
from generator.render import words
from generator.render.cells import Site
from generator.render.pages.selection import under_way
from generator.synthesise import dose

LEVELS = (10, 20, 40, 60, 80, 100, 120)
"""EQD2 in Gy of the lines that may be drawn; those are drawn that lie among the regimens."""
PALLIATIVE = ("palliative", "bridging")
ROUGH_ABOVE = 10.0
"""Gy a fraction above which the linear-quadratic model is disputed (synthesise.dose.confidence)."""


@dataclass(frozen=True)
class Plain:
    """A regimen of a study with one total dose, one number of fractions and what is derived from them."""

    study: str
    total: Number
    fractions: Number
    dose: dose.Dose
    palliative: bool

    @property
    def place(self) -> tuple[float, float, bool]:
        """What makes two regimens one mark."""
        return self.total.value, self.fractions.value, self.palliative


def doses(site: Site, found: Iterable[tuple[str, Regimen]]) -> DoseView | None:
    """Return the plot of the studies' regimens, or None where none can be drawn."""
    every = list(found)
    drawn = [made for study, regimen in every if (made := plain(study, regimen))]
    together: dict[tuple[float, float, bool], list[Plain]] = {}
    for one in drawn:
        together.setdefault(one.place, []).append(one)
    if not together:
        return None
    highest = max(float(one.dose.eqd2[1]) for one in drawn)
    return DoseView(
        id="dose-fractionation",
        marks=tuple(mark(site, together[place]) for place in sorted(together)),
        levels=tuple(level for level in LEVELS if level < highest * 1.3),
        alpha_beta=float(dose.ALPHA_BETA["tumour"]),
        rough_above=ROUGH_ABOVE,
        caption=caption(len(drawn), len(together), len(every) - len(drawn)),
    )


def plain(study: str, regimen: Regimen) -> Plain | None:
    """Return a regimen that can be drawn; a bound, a range, a median or a refused formula cannot."""
    total, fractions = number(regimen.dose_gy), number(regimen.fractions)
    found = dose.derive(regimen, "tumour")
    if total is None or fractions is None or isinstance(found, str):
        return None
    return Plain(study, total, fractions, found, regimen.intent in PALLIATIVE)


def mark(site: Site, found: Sequence[Plain]) -> DoseMark:
    """Return one mark with the names of its studies."""
    first, studies = found[0], site.evidence.studies
    ids = list(dict.fromkeys(one.study for one in found))
    flags = [flag for flag in map(site.study_notice, ids) if flag and flag["kind"] != "correction"]
    planned = [words.nobreak(studies[id_].name) for id_ in ids if under_way(studies[id_])]
    return DoseMark(
        names=tuple(words.nobreak(studies[id_].name) for id_ in ids),
        total=first.total,
        fractions=first.fractions,
        eqd2=f"{first.dose.eqd2[0]:.1f}",
        palliative=first.palliative,
        rough=first.dose.confidence == "rough",
        notice=flags[0]["label"] if flags else "",
        note=f"planned: {words.joined(planned)}" if planned else "",
    )


def number(quantity: Quantity | None) -> Number | None:
    """Return a quantity that is one plain number."""
    value = quantity.value if quantity else None
    if value is None or value.exact is None:
        return None
    return Number(float(value.exact), words.printed(value))


def caption(drawn: int, different: int, left: int) -> str:
    """Say how many regimens are drawn and how many are not, and what the picture leaves out."""
    parts = [
        f"{words.plural(drawn, 'regimen')} on the cards with one total dose and one number of fractions, {different} different.",
        f"Not drawn, listed below: {left} with a bound, a range, a median or one number of the two, with several"
        " fractions a day, or in phases."
        if left
        else "",
        "A mark without a name found no room for it; the table names all. The regimen of several studies is one mark.",
        "Prescribed to different points, doses are not ranked by their place. Overall time, volume and drugs are not in"
        " the picture.",
    ]
    return " ".join(part for part in parts if part)
