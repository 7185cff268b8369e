"""Dose-fractionation plot: regimens by fractions and total dose, over lines of equal EQD2.

Fractions lie on a log axis, total dose on a linear one from 0. A line of equal EQD2 holds the regimens that the
linear-quadratic formula (Fowler, Br J Radiol 1989;62:679) calls equal; where the formula is disputed the line is
dotted and the mark hollow.
"""

import math

import altair as alt

from generator.chart import dose_labels, dose_words, frame
from generator.chart.measure import measure, wrap
from generator.chart.scene import Dash, Scene
from generator.chart.style import (
    AMBER,
    DOT,
    EDGE,
    EXP,
    INK2,
    INK3,
    LABEL,
    PAPER,
    PIXELS,
    RULE,
    SMALL,
    SQUARE,
    Width,
)
from generator.chart.views import Axis, DoseMark, DoseView
from generator.chart.words import Words

PLACES: dict[Width, tuple[float, float, float, float]] = {
    "wide": (34.0, 790.0, 34.0, 380.0),
    "narrow": (26.0, 280.0, 34.0, 340.0),
}
"""Left end and length of the axis of fractions, top and height of the axis of dose, in pixels."""
TICKS = (1.0, 2.0, 3.0, 5.0, 10.0, 15.0, 20.0, 30.0, 40.0)
FEW_TICKS = (1.0, 3.0, 5.0, 10.0, 20.0, 30.0)
STEPS = (5, 10, 20, 40)


def scene(view: DoseView, width: Width) -> Scene:
    """Key, lines of equal dose, marks and their names, the axis of fractions at the foot."""
    left, plot, top, high = PLACES[width]
    made = Scene(PIXELS[width], left, plot, "log", _axis(view, width))
    if not view.marks:
        made.word(0, 24, "No regimens to draw", fill=INK3)
        made.bottom = made.height = 40
        return made
    top += _key(made, view, 8)
    most = _most(view)
    made.word(0, top - 14, "Total dose, Gy", size=LABEL, fill=INK2)
    for dose in range(0, most + 1, _step(most)):
        y = _height(dose, most, top, high)
        made.rule(y, RULE if dose else EDGE, 1, left, left + plot)
        made.word(left - 6, y + 4.5, str(dose), align="right", size=LABEL, fill=INK2)
    _lines(made, view, most, top, high, width)
    places = {
        id(mark): (mark.fractions.value, _height(mark.total.value, most, top, high)) for mark in view.marks
    }
    for mark in sorted(view.marks, key=lambda mark: not mark.palliative):
        _mark(made, mark, *places[id(mark)])
    dose_labels.place(made, view, places, top, top + high, width)
    made.ground(top + high, "Fractions (log scale)")
    return made


def _axis(view: DoseView, width: Width) -> Axis:
    """From one fraction to beyond the most, with a little room at both ends."""
    most = max([10.0, *(mark.fractions.value for mark in view.marks)])
    ticks = TICKS if width == "wide" else FEW_TICKS
    return Axis(0.88, most * 1.12, tuple(tick for tick in ticks if tick <= most * 1.12))


def _most(view: DoseView) -> int:
    """The end of the axis of dose: a multiple of its step above the highest dose."""
    top = max(mark.total.value for mark in view.marks) * 1.06
    return math.ceil(top / _step(top)) * _step(top)


def _step(most: float) -> int:
    return next((step for step in STEPS if most / step <= 6), STEPS[-1])


def _height(dose: float, most: float, top: float, high: float) -> float:
    return top + high * (1 - dose / most)


def total(eqd2: float, fractions: float, alpha_beta: float) -> float:
    """The total dose in Gy that has a given EQD2 in a number of fractions.

    EQD2 = D (D/n + α/β) / (2 + α/β) (Bentzen et al., Radiother Oncol 2012;105:266), solved for D.
    """
    half = fractions * alpha_beta / 2
    return -half + math.sqrt(half * half + eqd2 * (2 + alpha_beta) * fractions)


def _lines(made: Scene, view: DoseView, most: float, top: float, high: float, width: Width) -> None:
    """The lines of equal EQD2, each named where it leaves the plot; without room for its name none is drawn."""
    last = 1e9
    for level in view.levels:
        name = f"EQD2 {level} Gy" if width == "wide" else f"{level} Gy"
        points = [(n, total(level, n, view.alpha_beta)) for n in _steps(made)]
        inside = [(n, dose) for n, dose in points if dose <= most]
        if not inside:
            continue
        at, half = made.px(inside[-1][0]), measure(name, SMALL) / 2
        if len(inside) == len(points):
            y = _height(inside[-1][1], most, top, high) + 4.5
            made.word(made.left + made.plot + 6, y, name, size=SMALL, fill=INK2)
        elif made.left + 110 < at - half and at + half < last - 8:
            made.word(at, top - 14, name, align="center", size=SMALL, fill=INK2)
            last = at - half
        else:
            continue
        _curve(made, view, inside, most, top, high)


def _steps(made: Scene) -> list[float]:
    """Numbers of fractions along the axis, close enough for a smooth line."""
    low, end = math.log(made.axis.low), math.log(made.axis.high)
    return [math.exp(low + (end - low) * step / 60) for step in range(61)]


def _curve(
    made: Scene, view: DoseView, points: list[tuple[float, float]], most: float, top: float, high: float
) -> None:
    """A line of equal EQD2: dotted where the model is disputed, dashed where it carries."""
    limit = next((at for at, (n, dose) in enumerate(points) if dose / n <= view.rough_above), len(points))
    parts: tuple[tuple[list[tuple[float, float]], Dash], ...] = (
        (points[: limit + 1], "dotted"),
        (points[limit:], "dashed"),
    )
    for part, dash in parts:
        if len(part) > 1:
            made.curve([(n, _height(dose, most, top, high)) for n, dose in part], EDGE, dash=dash, thick=1)


def look(palliative: bool, rough: bool, notice: bool) -> tuple[str, float, str, str]:
    """Shape, size, fill and stroke: square and grey when palliative, hollow where the model is disputed."""
    colour = AMBER if notice else EDGE if palliative else EXP
    shape, size = ("square", SQUARE - 20) if palliative else ("circle", DOT)
    return shape, size - 20 if rough else size, PAPER if rough else colour, colour


def _mark(made: Scene, mark: DoseMark, fractions: float, y: float) -> None:
    made.mark(fractions, y, *look(mark.palliative, mark.rough, bool(mark.notice)), dose_words.tip(mark))


def _key(made: Scene, view: DoseView, y: float) -> float:
    """Which mark is which, as far as they are used; returns how far down it reaches."""
    x, start = 0.0, y
    for kind, label in dose_words.key(view).items():
        (line,) = wrap(label, made.width - 24, LABEL, most=1)
        wide = measure(line, LABEL) + 40
        if x and x + wide > made.width:
            x, y = 0.0, y + 21
        if kind in ("equal", "disputed"):
            made.key_line(x, x + 20, y, EDGE, "dashed" if kind == "equal" else "dotted", 1.5)
        else:
            made.key(x + 9, y, *look(kind == "palliative", kind == "rough", kind == "notice"))
        made.word(x + 25, y + 4.5, line, size=LABEL, fill=INK2)
        x += wide
    return y - start + 26


def words(view: DoseView) -> Words:
    """Title, sentences, legend and table."""
    return dose_words.words(view)


def chart(view: DoseView, width: Width) -> alt.LayerChart:
    """The Altair chart."""
    return frame.build(scene(view, width), words(view).title)
