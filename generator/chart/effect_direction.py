"""Effect direction plot: studies by endpoint, where each result points and how precise it is.

Two channels for two facts. The mark says where the estimate points: filled towards the tested treatment, open
towards the control, a bar for neither. The line under it says what the interval does: thick, thin or dashed.
All marks have one size; nothing is counted. After SWiM (Campbell et al., BMJ 2020;368:l6890) and Boon and
Thomson (Res Synth Methods 2021;12:29), without their tallies.
"""

import altair as alt

from generator.chart import direction_narrow, direction_wide, direction_words, frame
from generator.chart.scene import Scene
from generator.chart.style import Width
from generator.chart.views import EffectDirectionView
from generator.chart.words import Words


def scene(view: EffectDirectionView, width: Width) -> Scene:
    """The rows of data that the chart draws."""
    return direction_wide.scene(view) if width == "wide" else direction_narrow.scene(view)


def words(view: EffectDirectionView) -> Words:
    """Title, sentences, legend and table."""
    return direction_words.words(view)


def chart(view: EffectDirectionView, width: Width) -> alt.LayerChart:
    """The Altair chart."""
    return frame.build(scene(view, width), words(view).title)
