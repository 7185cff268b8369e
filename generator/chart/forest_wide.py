"""The forest plot at full width: a table whose plot is one of its columns."""

from dataclasses import dataclass

from generator.chart.forest_marks import axis, favours, pooled_marks, row_marks, sides
from generator.chart.forest_words import each, ratio_text, remark
from generator.chart.measure import measure, wrap
from generator.chart.scene import Scene
from generator.chart.style import (
    AMBER_INK,
    CTL,
    EXP,
    INK,
    INK2,
    INK3,
    LABEL,
    LINE,
    PIXELS,
    SMALL,
    SMALL_LINE,
)
from generator.chart.views import ForestGroup, ForestPanel, ForestRow, ForestView, Pooled
from generator.chart.words import span

LEFT, PLOT = 482.0, 252.0
EFFECT = 182.0
"""Room for the ratio at the right edge, in pixels."""


@dataclass(frozen=True)
class Columns:
    """Where the columns stand: right edges, and the middle of "vs" for medians.

    `None` where nobody has a value.
    """

    study: float
    patients: float | None
    events: float | None
    medians: float | None


def columns(view: ForestView) -> Columns:
    """The columns that hold something; the study takes the room of those that do not."""
    rows = [row for _, _, row in each(view)]
    medians = 402.0 if any(row.medians for row in rows) else None
    edge = 306.0 if medians else 448.0
    events = edge if any(row.events for row in rows) else None
    widest = max((measure(row.events) for row in rows), default=0.0)
    at = edge - (max(60.0, widest + 16) if events else 16 if medians else 0)
    patients = at if any(row.patients or row.weight for row in rows) else None
    return Columns((patients or events or edge) - 42, patients, events, medians)


def scene(view: ForestView) -> Scene:
    """Header, panels, axis."""
    made = Scene(PIXELS["wide"], LEFT, PLOT, "log", axis(view))
    place = columns(view)
    top = _header(made, view, place)
    y = top
    if not any(each(view)):
        made.word(0, y + 24, "No results to draw", fill=INK3)
        y += 36
    for number, panel in enumerate(view.panels):
        y = _panel(made, view, panel, place, y, number == 0)
    for tick in made.axis.ticks:
        if tick != 1:
            made.grid(tick, top, y + 6)
    made.grid(1, top, y + 6, INK)
    made.ground(y + 6)
    return made


def _header(made: Scene, view: ForestView, place: Columns) -> float:
    lines = sides(
        made, view, (place.medians or 400) + 62, made.width - 0.9 * measure(_head(view), LABEL, True) - 8
    )
    y = 25 + 16.0 * (max(map(len, lines)) - 1)
    made.rule(1, INK, 2)
    made.word(0, y, "Study", size=LABEL, bold=True)
    for at, label in ((place.patients, "Patients"), (place.events, "Events")):
        if at:
            made.word(at, y, label, align="right", size=LABEL, bold=True)
    if place.medians:
        made.word(place.medians, y, view.medians_label, align="center", size=LABEL, bold=True)
    made.word(made.width, y, _head(view), align="right", size=LABEL, bold=True)
    favours(made, lines, y)
    made.rule(y + 12, INK, 1)
    return y + 12


def _head(view: ForestView) -> str:
    levels = {row.level for _, _, row in each(view) if row.bounds}
    return f"{view.measure} ({levels.pop()}% CI)" if len(levels) == 1 else f"{view.measure} (interval)"


def _panel(made: Scene, view: ForestView, panel: ForestPanel, place: Columns, y: float, first: bool) -> float:
    if not first:
        made.rule(y, INK, 1)
    if panel.label:
        made.word(0, y + 24, panel.label, size=LABEL, fill=INK2)
        y += 24
    for group in panel.groups:
        y = _group(made, view, group, place, y)
    return y


def _group(made: Scene, view: ForestView, group: ForestGroup, place: Columns, y: float) -> float:
    lines = wrap(group.endpoint, 440, bold=True)
    y = made.words(0, y + 25, lines, LINE, bold=True) - LINE + 9
    for row in group.rows:
        y = _row(made, row, place, y)
    return _pooled(made, group.pooled, place, y) if group.pooled else y


def _row(made: Scene, row: ForestRow, place: Columns, y: float) -> float:
    label, note = wrap(row.study, place.study), wrap(row.note, place.study, SMALL, most=3)
    below = made.words(0, y + 20, label, LINE)
    below = made.words(0, below - 2.5, note, SMALL_LINE, size=SMALL, fill=INK3)
    _counts(made, row, place, y + 20)
    _medians(made, row.medians, place, y + 20)
    beside = _effect(made, row, y + 20)
    row_marks(made, row, y + 15)
    end = max(below, beside) - SMALL_LINE + 14
    made.rule(end)
    return end


def _counts(made: Scene, row: ForestRow, place: Columns, y: float) -> None:
    for at, text in ((place.patients, row.patients), (place.events, row.events)):
        if at and text:
            made.word(at, y, text, align="right")
    if place.patients and row.weight:
        made.word(place.patients, y + 16.5, row.weight, align="right", size=SMALL, fill=INK3)


def _medians(made: Scene, medians: tuple[str, ...], place: Columns, y: float) -> None:
    """Two medians stand at either side of "vs" in the colours of their groups; more, or one, in ink."""
    if place.medians is None or not any(medians):
        return
    if len(medians) != 2:
        made.word(place.medians, y, wrap(" vs ".join(medians), 150, most=1)[0], align="center")
        return
    for x, align, text, fill in ((-12, "right", medians[0], EXP), (12, "left", medians[1], CTL)):
        bold = bool(text)
        shown = text or "–"
        made.word(
            place.medians + x, y, shown, align="right" if align == "right" else "left", bold=bold, fill=fill
        )
    made.word(place.medians, y, "vs", align="center", fill=INK3)


def _effect(made: Scene, row: ForestRow, y: float) -> float:
    """Ratio and interval at the right edge, and under them what qualifies them; returns the next baseline."""
    known = row.ratio is not None
    lines = wrap(ratio_text(row), EFFECT, bold=known, most=3)
    y = made.words(made.width, y, lines, LINE, align="right", bold=known, fill=INK if known else INK3) - 2.5
    under = wrap(remark(row), EFFECT, SMALL) if remark(row) else ()
    y = made.words(made.width, y, under, SMALL_LINE, align="right", size=SMALL, fill=INK3)
    notice = wrap(row.notice, EFFECT, SMALL) if row.notice else ()
    return made.words(made.width, y, notice, SMALL_LINE, align="right", size=SMALL, fill=AMBER_INK)


def _pooled(made: Scene, pooled: Pooled, place: Columns, y: float) -> float:
    below = made.words(0, y + 20, wrap(pooled.label, place.study, bold=True), LINE, bold=True) - 2.5
    below = made.words(0, below, wrap(pooled.note, place.study, SMALL), SMALL_LINE, size=SMALL, fill=INK3)
    if place.patients and pooled.patients:
        made.word(place.patients, y + 20, pooled.patients, align="right")
    text = f"{pooled.ratio.text} ({span(pooled.bounds)})"
    made.word(made.width, y + 20, text, align="right", bold=True)
    if pooled.prediction:
        ahead = f"predicted {span(pooled.prediction)}"
        made.word(made.width, y + 36.5, ahead, align="right", size=SMALL, fill=INK3)
        below = max(below, y + 53.5)
    pooled_marks(made, pooled, y + 15)
    end = below - SMALL_LINE + 14
    made.rule(end)
    return end
