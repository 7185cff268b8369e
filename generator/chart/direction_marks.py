"""The marks of an effect direction plot and their key, drawn in the picture so that a download has it too."""

from collections.abc import Sequence

from generator.chart.measure import measure, wrap
from generator.chart.scene import Scene
from generator.chart.style import AMBER, CTL, DOT, EXP, INK2, LABEL, PAPER
from generator.chart.views import DirectionCell, EffectDirectionView, Precision, Towards
from generator.chart.words import joined

BAR = "M-.8,0L.8,0"
HALF = 14.0
"""Half the length of the line under a mark, in pixels."""
UNDER = 12.0
"""How far below the mark its line is."""
LINES: dict[Precision, tuple[float, bool]] = {
    "excludes": (3.5, False),
    "includes": (1.0, False),
    "unknown": (2.0, True),
}
"""Thickness in pixels, and whether the line is dashed."""
STEP = 22.0
"""Pixels from one line of the key to the next."""


def drawn(towards: Towards, amber: bool = False) -> tuple[str, float, str, str]:
    """Shape, size, fill and stroke of a direction: filled, open, or a bar for neither."""
    colour = AMBER if amber else {"experimental": EXP, "control": CTL}.get(towards, INK2)
    if towards == "neither":
        return BAR, 150, colour, colour
    return ("circle", DOT - 20, PAPER, colour) if towards == "control" else ("circle", DOT, colour, colour)


def mark(made: Scene, x: float, y: float, towards: Towards, amber: bool = False, tip: str = "") -> None:
    """Where a result points."""
    made.mark(x, y, *drawn(towards, amber), tip)


def underline(made: Scene, x: float, y: float, precision: Precision) -> None:
    """How precise a result is: a thick, a thin or a dashed line under its mark."""
    thick, dash = LINES[precision]
    made.line(x - HALF, x + HALF, y + UNDER, INK2, start=x, dash=dash, cap=0, thick=thick)


def cell_mark(made: Scene, cell: DirectionCell, x: float, y: float, amber: bool, tip: str) -> bool:
    """Mark and line of a cell; says whether it has any."""
    if cell.towards is None or cell.towards == "unknown":
        return False
    mark(made, x, y, cell.towards, amber, tip)
    underline(made, x, y, cell.precision)
    return True


def figures(cell: DirectionCell) -> str:
    """The printed number and its interval in one line."""
    return joined((cell.number, cell.interval), " ")


def key(made: Scene, view: EffectDirectionView, y: float) -> float:
    """The key: three marks, then three lines, each with its words; returns where it ends."""
    marks: dict[Towards, str] = {
        "experimental": f"points to {view.experimental}",
        "control": f"points to {view.control}",
        "neither": "points to neither",
    }
    lines: dict[Precision, str] = {
        "excludes": "interval (or p) excludes “no difference”",
        "includes": "includes it: uncertain",
        "unknown": "precision not known",
    }
    for towards, (x, at) in zip(marks, _entries(made, list(marks.values()), y), strict=True):
        shape, size, fill, stroke = drawn(towards)
        made.key(x, at, shape, size, fill, stroke)
        y = at
    for precision, (x, at) in zip(lines, _entries(made, list(lines.values()), y + STEP), strict=True):
        thick, dash = LINES[precision]
        made.key_line(x - HALF, x + HALF, at, INK2, "dashed" if dash else "solid", thick)
        y = at
    return y + STEP


def _entries(made: Scene, labels: Sequence[str], y: float) -> list[tuple[float, float]]:
    """Words of the key in lines that fit; returns the places of their marks."""
    places: list[tuple[float, float]] = []
    x, below = 0.0, y
    for label in labels:
        wide = measure(label, LABEL) + 52
        if x and x + wide > made.width:
            x, y = 0.0, below + STEP
        places.append((x + HALF, y))
        lines = wrap(label, made.width - x - 36, LABEL)
        below = made.words(x + 36, y + 4.5, lines, 17, size=LABEL, fill=INK2) - 21.5
        x += wide
    return places


def breadth(columns: int, room: float) -> float:
    """The width of a column."""
    return room / max(columns, 1)


def too_wide(labels: Sequence[str], room: float) -> bool:
    """Whether a word of a label is wider than its column."""
    return any(measure(word, LABEL, True) > room for label in labels for word in label.split(" "))
