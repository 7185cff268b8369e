"""Timeline: studies on one axis of years, a bar for the years they took patients, a dot for each report."""

import altair as alt

from generator.chart import frame, timeline_words
from generator.chart.measure import measure, wrap
from generator.chart.scene import Scene
from generator.chart.style import (
    AMBER,
    AMBER_INK,
    DOT,
    EDGE,
    EXP,
    INK,
    INK2,
    INK3,
    LABEL,
    LINE,
    PAPER,
    PIXELS,
    SMALL,
    SMALL_LINE,
    Width,
)
from generator.chart.views import Axis, TimelineGroup, TimelineRow, TimelineView
from generator.chart.words import Words

PLACES: dict[Width, tuple[float, float]] = {"wide": (340.0, 556.0), "narrow": (14.0, 326.0)}
"""Left end and length of the axis of years, in pixels."""
BAR = 7.0
UPRIGHT = "M0,-.8L0,.8"
STEPS = (1, 2, 5, 10, 20)
MOST_TICKS: dict[Width, int] = {"wide": 10, "narrow": 6}


def scene(view: TimelineView, width: Width) -> Scene:
    """Key, groups of rows, the axis of years at the foot."""
    left, plot = PLACES[width]
    made = Scene(PIXELS[width], left, plot, "linear", axis(view, width))
    if not any(group.rows for group in view.groups):
        made.word(0, 24, "No years to draw", fill=INK3)
        made.bottom = made.height = 40
        return made
    top = _key(made, view, 10)
    made.rule(top, INK, 2)
    y = top
    for number, group in enumerate(view.groups):
        if number and group.rows:
            made.rule(y, INK, 1)
        y = _group(made, view, group, y, width)
    if width == "wide":
        _years(made, view, top, y + 4)
    made.ground(y + 4)
    return made


def axis(view: TimelineView, width: Width) -> Axis:
    """The axis given, or whole years around all that is drawn."""
    if view.axis:
        return view.axis
    rows = [row for group in view.groups for row in group.rows]
    found = [year for row in rows for year in (row.start, row.end, *(at for at, _ in row.marks)) if year]
    found += [view.today] if view.today else []
    low, high = int(min(found, default=2000.0)), int(max(found, default=2001.0)) + 1
    step = next((step for step in STEPS if (high - low) / step <= MOST_TICKS[width]), STEPS[-1])
    ticks = tuple(float(year) for year in range(low - low % step, high + 1, step) if year >= low)
    return Axis(low - 0.4, high + 0.4, ticks)


def _group(made: Scene, view: TimelineView, group: TimelineGroup, y: float, width: Width) -> float:
    if group.label and group.rows:
        made.word(0, y + 23, wrap(group.label, made.width, LABEL, most=1)[0], size=LABEL, fill=INK2)
        y += 25
    for index, row in enumerate(group.rows):
        if index:
            made.rule(y)
        y = _wide(made, row, y) if width == "wide" else _narrow(made, view, row, y)
    return y


def _wide(made: Scene, row: TimelineRow, y: float) -> float:
    """Name and years at the left, the bar beside the name."""
    room = made.left - 20
    below = made.words(0, y + 19, wrap(row.study, room), LINE) - 2.5
    below = made.words(0, below, wrap(row.note, room, SMALL), SMALL_LINE, size=SMALL, fill=INK3)
    notice = wrap(row.notice, room, SMALL) if row.notice else ()
    below = made.words(0, below, notice, SMALL_LINE, size=SMALL, fill=AMBER_INK)
    _draw(made, row, y + 14.5)
    return below - SMALL_LINE + 9


def _narrow(made: Scene, view: TimelineView, row: TimelineRow, y: float) -> float:
    """Name and years above the bar."""
    below = made.words(0, y + 20, wrap(row.study, made.width), LINE) - 2
    below = made.words(0, below, wrap(row.note, made.width, SMALL), SMALL_LINE, size=SMALL, fill=INK3)
    notice = wrap(row.notice, made.width, SMALL) if row.notice else ()
    y = made.words(0, below, notice, SMALL_LINE, size=SMALL, fill=AMBER_INK) - SMALL_LINE
    _years(made, view, y + 6, y + 24)
    _draw(made, row, y + 15)
    return y + 30


def _draw(made: Scene, row: TimelineRow, y: float) -> None:
    """The bar, solid for years that patients entered and dashed towards an expected end, and a dot a report."""
    colour = AMBER if row.notice else EXP
    if row.start is not None and row.end is not None:
        expected = row.span == "expected"
        made.line(
            row.start,
            row.end,
            y,
            EDGE,
            start=row.start,
            dash=expected,
            cap=0,
            thick=2 if expected else BAR,
        )
    elif row.start is not None:
        made.mark(row.start, y, "triangle-right", DOT - 30, EDGE, EDGE, row.text)
    if row.end is not None and row.span == "expected":
        made.mark(row.end, y, "circle", DOT - 30, PAPER, colour, row.text)
    for year, what in row.marks:
        made.mark(year, y, "circle", DOT - 40, PAPER if row.notice else colour, colour, what)


def _years(made: Scene, view: TimelineView, y: float, y2: float) -> None:
    """The years as upright lines, and the line between what was and what is expected."""
    for tick in made.axis.ticks:
        made.grid(tick, y, y2)
    if view.today is not None:
        made.grid(view.today, y, y2, INK)


def _key(made: Scene, view: TimelineView, y: float) -> float:
    """Which mark is which, as far as they are used; returns how far down it reaches."""
    x = 0.0
    for kind, label in timeline_words.key(view).items():
        wide = measure(label, LABEL) + 44
        if x and x + wide > made.width:
            x, y = 0.0, y + 21
        if kind in ("accrual", "waiting"):
            solid = kind == "accrual"
            made.key_line(x, x + 20, y, EDGE, "solid" if solid else "dashed", BAR if solid else 2)
        elif kind == "today":
            made.key(x + 10, y, UPRIGHT, 300, INK, INK)
        else:
            shape = "triangle-right" if kind == "begun" else "circle"
            fill, colour = {
                "begun": (EDGE, EDGE),
                "expected": (PAPER, EXP),
                "notice": (PAPER, AMBER),
            }.get(kind, (EXP, EXP))
            made.key(x + 10, y, shape, DOT - 35, fill, colour)
        made.word(x + 26, y + 4.5, label, size=LABEL, fill=INK2)
        x += wide
    return y + 20


def words(view: TimelineView) -> Words:
    """Title, sentences, legend and table."""
    return timeline_words.words(view)


def chart(view: TimelineView, width: Width) -> alt.LayerChart:
    """The Altair chart."""
    return frame.build(scene(view, width), words(view).title)
