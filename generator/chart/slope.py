"""Slope chart: what several sources print for one result, a line a group from source to source.

A few sources stand side by side at full width; many of them, and all on a phone, stand below each other.
"""

import altair as alt

from generator.chart import frame, slope_columns, slope_rows, slope_words
from generator.chart.measure import wrap
from generator.chart.scene import Scene
from generator.chart.style import INK3, LINE, PIXELS, Width
from generator.chart.views import Axis, SlopePanel, SlopeView
from generator.chart.words import Words

MOST_BESIDE = 4
"""Sources that find room side by side."""


def scene(view: SlopeView, width: Width) -> Scene:
    """Every panel below the one before; pixels are the unit of the horizontal axis."""
    made = Scene(PIXELS[width], 0, PIXELS[width], "linear", Axis(0, PIXELS[width], ()))
    y = 2.0
    if not view.panels:
        made.word(0, y + 20, "No results to draw", fill=INK3)
        y += 32
    for number, panel in enumerate(view.panels):
        if number:
            made.rule(y)
        y = _panel(made, panel, y, width)
    made.bottom = made.height = y
    return made


def _panel(made: Scene, panel: SlopePanel, y: float, width: Width) -> float:
    head = wrap(slope_words.titled(panel), made.width, bold=True, most=3)
    y = made.words(0, y + 21, head, LINE, bold=True)
    beside = width == "wide" and len(panel.sources) <= MOST_BESIDE
    return slope_columns.panel(made, panel, y) if beside else slope_rows.panel(made, panel, y, width)


def words(view: SlopeView) -> Words:
    """Title, sentences, legend and table."""
    return slope_words.words(view)


def chart(view: SlopeView, width: Width) -> alt.LayerChart:
    """The Altair chart."""
    return frame.build(scene(view, width), words(view).title)
