"""Forest plot.

Ratios of two groups on a log axis, by endpoint, randomised and other designs in separate panels.
"""

import altair as alt

from generator.chart import forest_narrow, forest_wide, forest_words, frame
from generator.chart.scene import Scene
from generator.chart.style import Width
from generator.chart.views import ForestView
from generator.chart.words import Words


def scene(view: ForestView, width: Width) -> Scene:
    """The rows of data that the chart draws."""
    return forest_wide.scene(view) if width == "wide" else forest_narrow.scene(view)


def words(view: ForestView) -> Words:
    """Title, sentences, legend and table."""
    return forest_words.words(view, clipped=bool(scene(view, "wide").data["arrows"]))


def chart(view: ForestView, width: Width) -> alt.LayerChart:
    """The Altair chart."""
    return frame.build(scene(view, width), words(view).title)
