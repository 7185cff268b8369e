"""The marks of a forest plot: where its axis runs and what is drawn at one height."""

from generator.chart.forest_words import each, pools, ratio_text
from generator.chart.measure import wrap
from generator.chart.scene import Align, Scene
from generator.chart.style import AMBER, EXP, INK, INK2, LABEL, PAPER, SQUARE
from generator.chart.views import Axis, ForestRow, ForestView, Pooled

CROSS = "M-.75,-.75L.75,.75M-.75,.75L.75,-.75"
STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
LINE_UP = 16.0
REACH = (0.1, 5.0)
"""Bounds beyond these never stretch the axis: they are clipped and get an arrow."""


def axis(view: ForestView) -> Axis:
    """The axis given, or 0.15 to 3, widened to every estimate and to every bound up to `REACH`."""
    if view.axis:
        return view.axis
    ratios = [row.ratio.value for _, _, row in each(view) if row.ratio]
    ratios += [pool.ratio.value for _, _, pool in pools(view)]
    ranges = [row.bounds for _, _, row in each(view) if row.bounds] + [
        pool.bounds for _, _, pool in pools(view)
    ]
    ends = [end.value for each_ in ranges for end in (each_.low, each_.high) if end]
    near = [min(max(end, REACH[0]), REACH[1]) for end in ends] + [ratio for ratio in ratios if ratio > 0]
    low, high = min([0.15, *(each_ * 0.92 for each_ in near)]), max([3.0, *(each_ * 1.08 for each_ in near)])
    return Axis(low, high, _ticks(low, high))


def _ticks(low: float, high: float) -> tuple[float, ...]:
    inside = tuple(step for step in STEPS if low <= step <= high)
    if len(inside) <= 7:
        return inside
    return tuple(step for step in inside if f"{step:g}".lstrip("0.").startswith("1"))


def tip(row: ForestRow) -> str:
    """What the interactive version says of a mark."""
    return f"{row.study}: {ratio_text(row)}"


def row_marks(scene: Scene, row: ForestRow, y: float) -> None:
    """Square, line and caps as reported; open and dashed as derived; a cross alone; amber under a notice."""
    if row.ratio is None or row.ratio.value <= 0:
        return
    colour = AMBER if row.notice else EXP
    derived = row.interval == "derived"
    if row.bounds:
        low = row.bounds.low.value if row.bounds.low else None
        high = row.bounds.high.value if row.bounds.high else None
        scene.line(low, high, y, colour, start=row.ratio.value, dash=derived, cap=0 if derived else 9)
    scene.off(row.ratio.value, y, colour)
    open_mark = derived or bool(row.notice)
    if row.bounds is None and not row.notice:
        scene.mark(row.ratio.value, y, CROSS, 190, "transparent", colour, tip(row))
        return
    scene.mark(
        row.ratio.value,
        y,
        "square",
        100 if open_mark else SQUARE,
        PAPER if open_mark else colour,
        colour,
        tip(row),
    )


def pooled_marks(scene: Scene, pooled: Pooled, y: float) -> None:
    """The diamond, and the thin line of its prediction interval under it."""
    value, bounds, ahead = pooled.ratio.value, pooled.bounds, pooled.prediction
    if ahead and ahead.low and ahead.high:
        scene.line(ahead.low.value, ahead.high.value, y, INK, start=value, cap=0, thick=1)
    low = bounds.low.value if bounds.low else value
    high = bounds.high.value if bounds.high else value
    text = f"{pooled.label}: {pooled.ratio.text}"
    scene.data["diamonds"].append(
        {"v": value, "low": low, "high": high, "y": y, "size": 4, "fill": INK, "stroke": INK, "tip": text}
    )


def favour_lines(label: str, room: float) -> tuple[str, ...]:
    """A "Favours …" label in up to three lines of `room` pixels."""
    return wrap(label, max(room, 60), LABEL, most=3)


def sides(
    scene: Scene, view: ForestView, left: float, right: float
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Both "Favours …" labels in lines that fit between `left`, the reference line and `right`."""
    at = min(max(scene.px(1), left + 68), right - 68)
    return favour_lines(view.left_label, at - 8 - left), favour_lines(view.right_label, right - at - 8)


def favours(scene: Scene, lines: tuple[tuple[str, ...], tuple[str, ...]], y: float) -> None:
    """Both labels at either side of the reference line, their last lines on baseline `y`."""
    at = scene.px(1)
    for label, x, align in zip(lines, (at - 8, at + 8), ("right", "left"), strict=True):
        for up, line in enumerate(reversed(label)):
            side: Align = "right" if align == "right" else "left"
            scene.word(x, y - LINE_UP * up, line, align=side, size=LABEL, fill=INK2)
