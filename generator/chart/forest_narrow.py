"""The forest plot on a phone: words above each mark, and no gridline through the words."""

from generator.chart.forest_marks import axis, favours, pooled_marks, row_marks, sides
from generator.chart.forest_words import each, ratio_text, remark
from generator.chart.measure import measure, wrap
from generator.chart.scene import Scene
from generator.chart.style import AMBER_INK, INK, INK2, INK3, LABEL, LINE, PIXELS, SMALL, SMALL_LINE
from generator.chart.views import ForestGroup, ForestPanel, ForestRow, ForestView, Pooled
from generator.chart.words import joined, span

LEFT, PLOT = 8.0, 342.0


def scene(view: ForestView) -> Scene:
    """Header with the two "Favours …" labels, panels, axis."""
    made = Scene(PIXELS["narrow"], LEFT, PLOT, "log", axis(view))
    lines = sides(made, view, 0, made.width)
    y = 24 + 16.0 * (max(map(len, lines)) - 1)
    made.rule(1, INK, 2)
    favours(made, lines, y)
    made.rule(y + 10, INK, 1)
    y += 10
    if not any(each(view)):
        made.word(0, y + 24, "No results to draw", fill=INK3)
        y += 36
    for number, panel in enumerate(view.panels):
        y = _panel(made, view, panel, y, number == 0)
    made.ground(y + 6)
    return made


def _panel(made: Scene, view: ForestView, panel: ForestPanel, y: float, first: bool) -> float:
    if not first:
        made.rule(y, INK, 1)
    if panel.label:
        made.word(0, y + 23, panel.label, size=LABEL, fill=INK2)
        y += 23
    for group in panel.groups:
        y = _group(made, view, group, y)
    return y


def _group(made: Scene, view: ForestView, group: ForestGroup, y: float) -> float:
    y = made.words(0, y + 24, wrap(group.endpoint, made.width, bold=True, most=3), LINE, bold=True) - LINE + 6
    for row in group.rows:
        y = _row(made, view, row, y)
    return _pooled(made, group.pooled, y) if group.pooled else y


def _row(made: Scene, view: ForestView, row: ForestRow, y: float) -> float:
    effect, known = ratio_text(row), row.ratio is not None
    taken = measure(effect, bold=known) + 10
    made.word(made.width, y + 20, effect, align="right", bold=known, fill=INK if known else INK3)
    y = made.words(0, y + 20, wrap(row.study, made.width - taken), LINE) - 1.5
    y = made.words(0, y, wrap(_note(view, row), made.width, SMALL, most=4), SMALL_LINE, size=SMALL, fill=INK3)
    notice = wrap(row.notice, made.width, SMALL) if row.notice else ()
    y = made.words(0, y, notice, SMALL_LINE, size=SMALL, fill=AMBER_INK) - SMALL_LINE
    if known:
        _strip(made, y + 11)
        row_marks(made, row, y + 21)
    end = y + (35 if known else 12)
    made.rule(end)
    return end


def _note(view: ForestView, row: ForestRow) -> str:
    medians = "\u00a0vs\u00a0".join(filter(None, row.medians))
    patients = f"n\u00a0{row.patients}" if row.patients else ""
    events = f"{row.events} events" if row.events else ""
    weight = f"weight {row.weight}" if row.weight else ""
    first = joined((row.note, patients, events, weight))
    return joined((first, f"{medians}\u00a0{view.medians_unit}" if medians else "", remark(row)), "; ")


def _strip(made: Scene, y: float) -> None:
    """The ticks of the axis beside one mark, 20 pixels high from `y`."""
    for tick in made.axis.ticks:
        if tick != 1:
            made.grid(tick, y, y + 20)
    made.grid(1, y, y + 20, INK)


def _pooled(made: Scene, pooled: Pooled, y: float) -> float:
    text = f"{pooled.ratio.text} ({span(pooled.bounds)})"
    made.word(made.width, y + 20, text, align="right", bold=True)
    room = made.width - measure(text, bold=True) - 10
    y = made.words(0, y + 20, wrap(pooled.label, room, bold=True), LINE, bold=True) - 1.5
    ahead = f"predicted {span(pooled.prediction)}" if pooled.prediction else ""
    note = joined((pooled.note, f"n\u00a0{pooled.patients}" if pooled.patients else "", ahead))
    y = made.words(0, y, wrap(note, made.width, SMALL), SMALL_LINE, size=SMALL, fill=INK3) - SMALL_LINE
    _strip(made, y + 11)
    pooled_marks(made, pooled, y + 21)
    made.rule(y + 35)
    return y + 35
