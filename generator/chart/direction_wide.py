"""The effect direction plot at full width: a table of marks, studies down and endpoints across."""

from generator.chart.direction_marks import breadth, cell_mark, figures, key, too_wide
from generator.chart.direction_words import each
from generator.chart.measure import wrap
from generator.chart.scene import Scene
from generator.chart.style import AMBER_INK, INK, INK2, INK3, LABEL, LINE, PIXELS, SMALL, SMALL_LINE
from generator.chart.views import Axis, DirectionCell, DirectionPanel, DirectionRow, EffectDirectionView
from generator.chart.words import joined

LEFT = 244.0
"""Room for the study, in pixels."""
MOST_WIDE = 200.0
"""A column is no wider, so that few endpoints stand near their studies."""


def scene(view: EffectDirectionView) -> Scene:
    """Key, column heads, panels."""
    size = PIXELS["wide"]
    made = Scene(size, 0, size, "linear", Axis(0, size, ()))
    wide = min(breadth(len(view.endpoints), size - LEFT), MOST_WIDE)
    places = [LEFT + wide * (index + 0.5) for index in range(len(view.endpoints))]
    y = _heads(made, view, places, wide, key(made, view, 12) + 2)
    if not any(each(view)):
        made.word(0, y + 24, "No results to draw", fill=INK3)
        y += 36
    for number, panel in enumerate(view.panels):
        y = _panel(made, panel, places, wide, y, number == 0)
    made.rule(y, INK, 1)
    made.bottom = made.height = y + 2
    return made


def _heads(made: Scene, view: EffectDirectionView, places: list[float], wide: float, y: float) -> float:
    """Names of the endpoints; on two levels where a word is wider than its column."""
    made.rule(y, INK, 2)
    levels = 2 if too_wide(view.endpoints, wide - 8) else 1
    lines = [wrap(label, wide * levels - 8, LABEL, True, most=3) for label in view.endpoints]
    heights = [max((len(one) for one in lines[level::levels]), default=0) * 16.0 for level in range(levels)]
    end = y + 8 + sum(heights)
    for index, (at, one) in enumerate(zip(places, lines, strict=True)):
        level = index % levels
        base = y + 8 + sum(heights[: level + 1])
        made.words(at, base - 16 * (len(one) - 1), one, 16, align="center", size=LABEL, bold=True)
    made.word(0, end, "Study", size=LABEL, bold=True)
    made.rule(end + 9, INK, 1)
    return end + 9


def _panel(
    made: Scene, panel: DirectionPanel, places: list[float], wide: float, y: float, first: bool
) -> float:
    if not first:
        made.rule(y, INK, 1)
    if panel.label:
        made.word(0, y + 23, wrap(panel.label, made.width, LABEL, most=1)[0], size=LABEL, fill=INK2)
        y += 26
    for index, row in enumerate(panel.rows):
        if index:
            made.rule(y)
        y = _row(made, row, places, wide, y)
    return y


def _row(made: Scene, row: DirectionRow, places: list[float], wide: float, y: float) -> float:
    below = made.words(0, y + 21, wrap(row.study, LEFT - 16), LINE)
    below = made.words(
        0, below - 2.5, wrap(row.note, LEFT - 16, SMALL, most=4), SMALL_LINE, size=SMALL, fill=INK3
    )
    notice = wrap(row.notice, LEFT - 16, SMALL) if row.notice else ()
    below = made.words(0, below, notice, SMALL_LINE, size=SMALL, fill=AMBER_INK)
    end = below - SMALL_LINE
    for at, cell in zip(places, row.cells, strict=True):
        end = max(end, _cell(made, row, cell, at, wide - 8, y))
    return end + 14


def _cell(
    made: Scene, row: DirectionRow, cell: DirectionCell | None, x: float, room: float, y: float
) -> float:
    """Mark, line, number and interval, one below the other; returns the last baseline."""
    if cell is None:
        made.word(x, y + 21, "–", align="center", fill=INK3)
        return y + 21
    tip = joined((row.study, figures(cell)), ": ")
    base = y + 21
    if cell_mark(made, cell, x, y + 17, bool(row.notice), tip):
        base = y + 46
    else:
        lines = wrap(cell.words, room, SMALL)
        base = made.words(x, base, lines, SMALL_LINE, align="center", size=SMALL, fill=INK3)
    for text, fill in ((cell.number, INK), (cell.interval, INK3), (cell.remark, INK3)):
        lines = wrap(text, room, SMALL, most=6)
        base = made.words(x, base, lines, SMALL_LINE, align="center", size=SMALL, fill=fill)
    return base - SMALL_LINE
