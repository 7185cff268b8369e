"""The marks of a slope chart: colours, dots and numbers, the same in both layouts."""

from collections.abc import Sequence

from generator.chart.dots import INKS, is_pair
from generator.chart.scene import Align, Scene
from generator.chart.style import AMBER, AMBER_INK, DOT, EDGE, INK3, PAPER
from generator.chart.views import Number, SlopeLine, SlopePanel

Point = tuple[float, float, Number]
"""Where a number stands, in pixels, and the number."""


def inks(line: SlopeLine, panel: SlopePanel) -> tuple[str, str]:
    """The colour of a line and of its words; roles count where exactly two groups have them."""
    if line.notice:
        return AMBER, AMBER_INK
    if not line.differs:
        return EDGE, INK3
    pair = is_pair(tuple(each.role for each in panel.lines))
    colour = INKS[line.role if pair else "group"]
    return colour, colour


def ends(panel: SlopePanel) -> tuple[float, float]:
    """The lowest and the highest number of a panel."""
    every = [value.value for line in panel.lines for value in line.values if value]
    return min(every, default=0.0), max(every, default=0.0)


def share(value: float, panel: SlopePanel) -> float:
    """How far a number lies from the lowest to the highest of its panel; in the middle where all are one."""
    low, high = ends(panel)
    return (value - low) / (high - low) if high > low else 0.5


def draw(made: Scene, line: SlopeLine, panel: SlopePanel, points: Sequence[Point]) -> None:
    """A line through its dots: filled experimental or in ink, open control or in agreement."""
    colour, _ = inks(line, panel)
    made.curve([(x, y) for x, y, _ in points], colour, thick=2 if line.differs else 1)
    pair = is_pair(tuple(each.role for each in panel.lines))
    open_mark = (pair and line.role == "control") or not line.differs
    for x, y, value in points:
        tip = f"{line.label}: {value.text}"
        made.mark(x, y, "circle", DOT - 30, PAPER if open_mark else colour, colour, tip)


def number(made: Scene, point: Point, ink: str, align: Align) -> None:
    """The number beside its dot, or above it."""
    x, y, value = point
    dx = {"left": 10.0, "right": -10.0, "center": 0.0}[align]
    made.label(x, y + (4.5 if dx else -11), value.text, ink, align=align, dx=dx)
