"""A panel of a slope chart with its sources below each other: numbers lie from left to right, lines run down."""

from generator.chart.dots import is_pair
from generator.chart.measure import wrap
from generator.chart.scene import Align, Scene
from generator.chart.slope_marks import Point, draw, inks, number, share
from generator.chart.style import AMBER_INK, INK2, INK3, LABEL, SMALL, SMALL_LINE, Width
from generator.chart.views import SlopeLine, SlopePanel

PLACES: dict[Width, tuple[float, float, float]] = {"wide": (320.0, 380.0, 480.0), "narrow": (150, 196, 112)}
"""Room for the source at the left; left end and length of the scale, in pixels."""


def panel(made: Scene, panel: SlopePanel, y: float, width: Width) -> float:
    """Draw a panel from baseline `y` on; returns where it ends."""
    room, left, way = PLACES[width]
    y = _groups(made, panel, y)
    heights: list[float] = []
    for source in panel.sources:
        made.rule(y - 10)
        lines = wrap(source.name, room, LABEL, True, most=3)
        below = made.words(0, y + 8, lines, 17, size=LABEL, bold=True)
        for text, fill in ((source.depth, INK2), (source.place, INK3)):
            below = made.words(0, below, wrap(text, room, SMALL, most=3), SMALL_LINE, size=SMALL, fill=fill)
        heights.append((y - 10 + below - SMALL_LINE + 6) / 2)
        y = below + 8
    for line in sorted(panel.lines, key=lambda line: line.differs):
        points = [
            (left + way * share(value.value, panel), at, value)
            for at, value in zip(heights, line.values, strict=True)
            if value is not None
        ]
        draw(made, line, panel, points)
        _numbers(made, panel, line, points, heights)
    return y - 6


def _groups(made: Scene, panel: SlopePanel, y: float) -> float:
    """The groups by name, and a notice; a pair is named by the key of the chart."""
    pair = is_pair(tuple(line.role for line in panel.lines))
    for line in panel.lines:
        _, ink = inks(line, panel)
        label = () if pair else wrap(line.label, made.width, SMALL, most=3)
        y = made.words(0, y, label, SMALL_LINE, size=SMALL, fill=ink)
        if line.notice:
            notice = f"{line.label}: {line.notice}" if pair else line.notice
            y = made.words(0, y, wrap(notice, made.width, SMALL), SMALL_LINE, size=SMALL, fill=AMBER_INK)
    return y + 4


def _numbers(
    made: Scene, panel: SlopePanel, line: SlopeLine, points: list[Point], heights: list[float]
) -> None:
    """At the right of the dot; at its left where another group's number lies to the right of it."""
    for point in points:
        index = heights.index(point[1])
        others = [each.values[index] for each in panel.lines if each is not line]
        lower = any(other is not None and other.value > point[2].value for other in others)
        align: Align = "right" if lower else "left"
        number(made, point, inks(line, panel)[1], align)
