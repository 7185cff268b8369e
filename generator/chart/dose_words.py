"""The words of a dose-fractionation plot: title, a sentence for each regimen, key and table."""

from generator.chart.views import DoseMark, DoseView
from generator.chart.words import Rows, Words, counted, joined, listed, lower, without_gaps

COLUMNS = ("Studies", "Total dose, Gy", "Fractions", "EQD2, Gy", "Intent", "Model", "Remark", "Notice")


def key(view: DoseView) -> dict[str, str]:
    """Which marks are used, each with its words."""
    plain = [mark for mark in view.marks if not mark.palliative and not mark.notice]
    used = {
        "reported": ("Regimen", any(not mark.rough for mark in plain)),
        "rough": (
            f"Over {view.rough_above:g} Gy a fraction: model disputed",
            any(mark.rough for mark in view.marks),
        ),
        "palliative": ("Palliative", any(mark.palliative for mark in view.marks)),
        "notice": ("Under notice by the publisher", any(mark.notice for mark in view.marks)),
        "equal": (f"Equal EQD2 (α/β {view.alpha_beta:g} Gy)", bool(view.levels)),
        "disputed": (f"The same over {view.rough_above:g} Gy a fraction", bool(view.levels)),
    }
    return {name: label for name, (label, found) in used.items() if found}


def regimen(mark: DoseMark) -> str:
    """ "24 Gy in 3"."""
    return f"{mark.total.text} Gy in {mark.fractions.text}"


def tip(mark: DoseMark) -> str:
    """What the interactive version says of a mark."""
    return f"{', '.join(mark.names)}: {regimen(mark)}, EQD2 {mark.eqd2} Gy"


def _sentence(mark: DoseMark) -> str:
    fractions = "fraction" if mark.fractions.text == "1" else "fractions"
    said = (
        f"{regimen(mark)} {fractions}, EQD2 {mark.eqd2} Gy",
        "palliative" if mark.palliative else "",
        "the model is disputed at this dose a fraction" if mark.rough else "",
        mark.note,
        lower(mark.notice),
    )
    return f"{listed(mark.names)}: {joined(said)}."


def _rows(view: DoseView) -> Rows:
    return tuple(
        (
            "; ".join(mark.names),
            mark.total.text,
            mark.fractions.text,
            mark.eqd2,
            "palliative" if mark.palliative else "other",
            "disputed" if mark.rough else "plain or extrapolated",
            mark.note,
            mark.notice,
        )
        for mark in view.marks
    )


def title(view: DoseView) -> str:
    """ "9 regimens from 8 Gy in 1 to 60 Gy in 30 fractions": the ends of what is drawn."""
    if not view.marks:
        return "No regimens to draw"
    ends = sorted(view.marks, key=lambda mark: (mark.total.value, mark.fractions.value))
    if len(ends) == 1:
        return f"1 regimen: {regimen(ends[0])}"
    regimens = counted(len(ends), "regimen", "regimens")
    return f"{regimens}, from {regimen(ends[0])} to {regimen(ends[-1])} fractions"


def words(view: DoseView) -> Words:
    """Everything the plot says."""
    subtitle = view.subtitle or (
        "Total dose and number of fractions of each regimen; the lines join regimens of equal EQD2, "
        f"α/β {view.alpha_beta:g} Gy."
    )
    sentences = tuple(map(_sentence, view.marks))
    return Words(
        view.title or title(view), subtitle, sentences, view.caption, (), *without_gaps(COLUMNS, _rows(view))
    )
