"""The effect direction plot on a phone: under each study a line for every endpoint that it reports."""

from generator.chart.direction_marks import HALF, cell_mark, figures, key
from generator.chart.direction_words import each, unread
from generator.chart.measure import measure, wrap
from generator.chart.scene import Scene
from generator.chart.style import AMBER_INK, INK, INK2, INK3, LABEL, LINE, PIXELS, SMALL, SMALL_LINE
from generator.chart.views import Axis, DirectionCell, DirectionPanel, DirectionRow, EffectDirectionView
from generator.chart.words import joined

LEFT = 38.0
"""Where the words beside a mark begin."""


def scene(view: EffectDirectionView) -> Scene:
    """Key, then panels."""
    size = PIXELS["narrow"]
    made = Scene(size, 0, size, "linear", Axis(0, size, ()))
    y = key(made, view, 12) + 2
    made.rule(y, INK, 2)
    if not any(each(view)):
        made.word(0, y + 24, "No results to draw", fill=INK3)
        y += 36
    for number, panel in enumerate(view.panels):
        y = _panel(made, view, panel, y, number == 0)
    made.rule(y, INK, 1)
    made.bottom = made.height = y + 2
    return made


def _panel(made: Scene, view: EffectDirectionView, panel: DirectionPanel, y: float, first: bool) -> float:
    if not first:
        made.rule(y, INK, 1)
    if panel.label:
        made.word(0, y + 23, wrap(panel.label, made.width, LABEL, most=1)[0], size=LABEL, fill=INK2)
        y += 24
    for index, row in enumerate(panel.rows):
        if index:
            made.rule(y)
        y = _row(made, view, row, y)
    return y


def _row(made: Scene, view: EffectDirectionView, row: DirectionRow, y: float) -> float:
    y = made.words(0, y + 21, wrap(row.study, made.width, bold=True), LINE, bold=True) - 2
    y = made.words(0, y, wrap(row.note, made.width, SMALL, most=4), SMALL_LINE, size=SMALL, fill=INK3)
    notice = wrap(row.notice, made.width, SMALL) if row.notice else ()
    y = made.words(0, y, notice, SMALL_LINE, size=SMALL, fill=AMBER_INK) + 5
    for label, cell in zip(view.endpoints, row.cells, strict=True):
        if cell is not None:
            y = _cell(made, row, label, cell, y)
    missing = unread(view, row)
    text = f"No two-group result read: {missing}" if missing else ""
    y = made.words(0, y, wrap(text, made.width, SMALL, most=3), SMALL_LINE, size=SMALL, fill=INK3)
    return y - SMALL_LINE + 14


def _cell(made: Scene, row: DirectionRow, label: str, cell: DirectionCell, y: float) -> float:
    """One endpoint: mark and line at the left, its name, its number at the right; returns the next baseline."""
    tip = joined((row.study, figures(cell)), ": ")
    marked = cell_mark(made, cell, HALF, y - 5, bool(row.notice), tip)
    room = made.width - LEFT
    short = measure(cell.number, SMALL) + measure(label) + 16 <= room
    if short:
        made.word(made.width, y, cell.number, align="right", size=SMALL)
    base = made.words(LEFT, y, wrap(label, room), LINE) - 2
    said = joined(
        (
            "" if marked else cell.words,
            "" if short else cell.number,
            cell.interval,
            cell.remark,
        )
    )
    lines = wrap(said, room, SMALL, most=3)
    base = made.words(LEFT, base, lines, SMALL_LINE, size=SMALL, fill=INK3)
    return max(base, y + 26) + 5
