"""Shares of patients with their intervals, in percent, one block an outcome and one line a group."""

import altair as alt

from generator.chart import dots, dots_words, frame
from generator.chart.scene import Scene
from generator.chart.style import Width
from generator.chart.views import Axis, RateGroup, RateOutcome, RatesView
from generator.chart.words import Words

WHOLE = Axis(0, 100, (0, 20, 40, 60, 80, 100))


def _line(group: RateGroup) -> dots.Line:
    text = dots.value_text(group.value, group.bounds, "%", False, group.missing)
    return dots.Line(
        group.label,
        group.count,
        group.role,
        group.value,
        group.bounds,
        False,
        group.interval,
        group.notice,
        group.missing,
        text,
    )


def _block(outcome: RateOutcome) -> dots.Block:
    lines = dots.in_ink(tuple(map(_line, outcome.groups)))
    return dots.Block(outcome.label, outcome.note, outcome.effect, outcome.effect_note, lines, paired=False)


def _dots(view: RatesView) -> dots.Dots:
    return dots.Dots(tuple(map(_block, view.outcomes)), view.axis or WHOLE, view.axis_label)


def scene(view: RatesView, width: Width) -> Scene:
    """The rows of data that the chart draws."""
    return dots.scene(_dots(view), width)


def words(view: RatesView) -> Words:
    """Title, sentences, legend and table."""
    made = _dots(view)
    clipped = any(
        line.bounds and line.bounds.high and line.bounds.high.value > made.axis.high
        for block in made.blocks
        for line in block.lines
    )
    title = view.title or dots_words.title(made.blocks, "%", "")
    return dots_words.words(made.blocks, "%", title, view.subtitle or view.axis_label, view.caption, clipped)


def chart(view: RatesView, width: Width) -> alt.LayerChart:
    """The Altair chart."""
    return frame.build(scene(view, width), words(view).title)
