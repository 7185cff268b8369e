"""A panel of a slope chart with its sources side by side: numbers rise and fall from left to right."""

from generator.chart.measure import wrap
from generator.chart.scene import Align, Scene
from generator.chart.slope_marks import Point, draw, inks, number, share
from generator.chart.style import AMBER_INK, EDGE, INK2, INK3, LABEL, SMALL, SMALL_LINE
from generator.chart.views import SlopeLine, SlopePanel

FIRST, WAY, RISE = 300.0, 480.0, 104.0
"""The first source, the way to the last, and the height from the lowest number to the highest, in pixels."""
ROOM = 220.0
"""Room for a group's name at the left."""


def panel(made: Scene, panel: SlopePanel, y: float) -> float:
    """Draw a panel from baseline `y` on; returns where it ends."""
    step = WAY / max(len(panel.sources) - 1, 1)
    columns = [FIRST + step * index for index in range(len(panel.sources))]
    top = _heads(made, panel, columns, y + 2, min(step - 12, 220.0)) + 22
    for at in columns:
        made.grid(at, top - 12, top + RISE + 12, EDGE)
    ends: list[tuple[float, SlopeLine]] = []
    for line in sorted(panel.lines, key=lambda line: line.differs):
        points = [
            (at, top + RISE * (1 - share(value.value, panel)), value)
            for at, value in zip(columns, line.values, strict=True)
            if value is not None
        ]
        draw(made, line, panel, points)
        _numbers(made, points, inks(line, panel)[1])
        ends.append((points[0][1] if points else top, line))
    return max(top + RISE + 22, _names(made, panel, ends) + 4)


def _heads(made: Scene, panel: SlopePanel, columns: list[float], y: float, room: float) -> float:
    """Names of the sources over their columns, with kind, depth and place; returns where they end."""
    end = y
    for source, at in zip(panel.sources, columns, strict=True):
        lines = wrap(source.name, room, LABEL, True, most=3)
        below = made.words(at, y, lines, 17, align="center", size=LABEL, bold=True)
        for text, fill in ((source.depth, INK2), (source.place, INK3)):
            lines = wrap(text, room, SMALL, most=3)
            below = made.words(at, below, lines, SMALL_LINE, align="center", size=SMALL, fill=fill)
        end = max(end, below - SMALL_LINE)
    return end


def _numbers(made: Scene, points: list[Point], ink: str) -> None:
    """Outside at both ends, above the dot in between."""
    for index, point in enumerate(points):
        inner: Align = "center" if point[0] > FIRST else "right"
        number(made, point, ink, "left" if index == len(points) - 1 and index else inner)


def _names(made: Scene, panel: SlopePanel, wanted: list[tuple[float, SlopeLine]]) -> float:
    """Names of the groups at the left, each as near to its line as the one above allows; returns the end."""
    end = -1e9
    for at, line in sorted(wanted, key=lambda item: item[0]):
        lines = wrap(line.label, ROOM, SMALL, most=3)
        y = max(at + 4.5 - (len(lines) - 1) * SMALL_LINE / 2, end + 4)
        ink = inks(line, panel)[1]
        end = made.words(FIRST - 70, y, lines, SMALL_LINE, align="right", size=SMALL, fill=ink)
        notice = wrap(line.notice, ROOM, SMALL, most=1) if line.notice else ()
        end = made.words(FIRST - 70, end, notice, SMALL_LINE, align="right", size=SMALL, fill=AMBER_INK)
    return end
