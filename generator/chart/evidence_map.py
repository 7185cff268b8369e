"""Evidence map as one picture: numbers of studies as squares by area, the randomised part of each coloured.

An empty place is shown as one, and no mark says what the studies found.
"""

from math import sqrt

import altair as alt

from generator.chart import frame
from generator.chart.measure import wrap
from generator.chart.scene import Scene
from generator.chart.style import ACCENT, EDGE, INK, INK2, INK3, LABEL, LINE, PAPER, PIXELS, SMALL, Width
from generator.chart.views import Axis, MapCell, MapRow, MapView
from generator.chart.words import Rows, Words, counted, joined, listed, lower

SIDE = 26.0
"""Side in pixels of the square of the largest number."""
SMALLEST = 2.0
"""Side in pixels of the smallest square inside its line."""
HEAD = 190.0
"""Width in pixels of the heads of the lines in the wide drawing."""
NARROW_COLUMNS = 4
"""Columns that find room side by side on a phone; the others follow below."""
STEP = 34.0
HEAD_LINE = 16.0


def scene(view: MapView, width: Width) -> Scene:
    """Key, heads, a line of squares each; on a phone a few columns at a time."""
    made = Scene(PIXELS[width], 0, PIXELS[width], "linear", Axis(0, PIXELS[width], ()))
    if not largest(view):
        made.word(0, 24, "No studies to draw", fill=INK3)
        made.bottom = made.height = 40
        return made
    y = _key(made, view)
    most = len(view.columns) if width == "wide" else NARROW_COLUMNS
    for first in range(0, len(view.columns), most):
        columns = range(first, min(first + most, len(view.columns)))
        y = _panel(made, view, columns, y, width) + 18
    made.bottom = made.height = y
    return made


def largest(view: MapView) -> int:
    """The largest number of the map, which has the largest square."""
    return max((cell.studies for row in view.rows for cell in row.cells), default=0)


def _key(made: Scene, view: MapView) -> float:
    x = 0.0
    used = [cell for row in view.rows for cell in row.cells]
    entries = [("all", "Studies"), ("randomised", "Randomised")]
    entries += [("open", "Design not stated")] if any(cell.open and cell.studies for cell in used) else []
    for kind, label in entries:
        _square(made, x + 8, 12, 14, kind)
        made.word(x + 22, 16.5, label, size=LABEL, fill=INK2)
        x += 32 + len(label) * 7.4
    return 26


def _panel(made: Scene, view: MapView, columns: range, y: float, width: Width) -> float:
    """Some of the columns for all lines; returns where the panel ends."""
    left = HEAD if width == "wide" else 0.0
    room = (made.width - left) / (len(columns) if width == "wide" else NARROW_COLUMNS)
    heads = [wrap(view.columns[column], room - 8, SMALL, most=3) for column in columns]
    tallest = max(map(len, heads))
    for place, lines in enumerate(heads):
        start = y + 16 + (tallest - len(lines)) * HEAD_LINE
        made.words(left + place * room, start, lines, HEAD_LINE, size=SMALL, fill=INK2)
    y += 10 + tallest * HEAD_LINE
    made.rule(y, INK, 1)
    for row in view.rows:
        y = _line(made, view, row, columns, y, left, room)
        made.rule(y)
    return y


def _line(
    made: Scene, view: MapView, row: MapRow, columns: range, y: float, left: float, room: float
) -> float:
    """One line: beside its head, or on a phone below it."""
    if left:
        lines = wrap(row.label, left - 16)
        made.words(0, y + (22 if len(lines) == 1 else 16), lines, 17)
        height = STEP if len(lines) == 1 else STEP + 8
    else:
        made.words(0, y + 19, wrap(row.label, made.width, most=1), LINE)
        y, height = y + 20, STEP
    for place, column in enumerate(columns):
        _cell(made, row.cells[column], left + place * room, y + height / 2, SIDE / sqrt(largest(view)))
    return y + height


def _cell(made: Scene, cell: MapCell, x: float, y: float, unit: float) -> None:
    """A square with its number, or a dash; `unit` is the side in pixels of the square of one study."""
    if not cell.studies:
        made.word(x + SIDE / 2, y + 4.5, "–", align="center", fill=INK3)
        return
    side = unit * sqrt(cell.studies)
    _square(made, x + SIDE / 2, y, side, "open" if cell.open else "all")
    if cell.randomised:
        part = unit * sqrt(cell.randomised)
        aside = max(side - part, 0) / 2
        _square(made, x + SIDE / 2 - aside, y + aside, part, "randomised")
    bold = 0 < cell.studies == cell.randomised
    made.word(x + SIDE + 8, y + 4.5, str(cell.studies), bold=bold)


def _square(made: Scene, x: float, y: float, side: float, kind: str) -> None:
    fill, stroke = {"all": (EDGE, EDGE), "randomised": (ACCENT, ACCENT), "open": (PAPER, EDGE)}[kind]
    made.key(x, y, "square", max(side - 2, SMALLEST) ** 2, fill, stroke)


def words(view: MapView) -> Words:
    """Title, a sentence for each line, and the table."""
    sentences = tuple(
        f"{row.label}: {joined(_said(name, cell) for name, cell in zip(view.columns, row.cells, strict=True)) or 'none'}."
        for row in view.rows
    )
    return Words(
        view.title or f"{view.head} by {len(view.columns)} columns",
        view.subtitle,
        sentences,
        view.caption,
        (),
        (view.head, *view.columns),
        _rows(view),
    )


def _said(name: str, cell: MapCell) -> str:
    if not cell.studies:
        return f"{lower(name)} none, under way {listed(cell.ongoing)}" if cell.ongoing else ""
    part = f" ({cell.randomised} randomised)" if 0 < cell.randomised < cell.studies else ""
    return f"{lower(name)} {cell.studies}{part}"


def _rows(view: MapView) -> Rows:
    return tuple((row.label, *(_text(cell) for cell in row.cells)) for row in view.rows)


def _text(cell: MapCell) -> str:
    part = f", {cell.randomised} randomised" if 0 < cell.randomised < cell.studies else ""
    running = f"; under way: {listed(cell.ongoing)}" if cell.ongoing else ""
    return f"{counted(cell.studies, 'study', 'studies')}{part}{running}"


def chart(view: MapView, width: Width) -> alt.LayerChart:
    """The Altair chart."""
    return frame.build(scene(view, width), words(view).title)
