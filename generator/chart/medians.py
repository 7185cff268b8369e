"""Medians of groups, a dot on its interval, one block an endpoint; all on one clock."""

import altair as alt

from generator.chart import dots, dots_words, frame
from generator.chart.scene import Scene
from generator.chart.style import Width
from generator.chart.views import Axis, MedianEndpoint, MedianGroup, MediansView
from generator.chart.words import Words

STEPS = (0.1, 0.2, 0.5, 1, 2, 3, 6, 12, 24, 36, 60, 120, 240, 600)


def axis(view: MediansView) -> Axis:
    """The axis given, or from 0 so far that every median fits.

    Bounds beyond two and a half times that are clipped.
    """
    if view.axis:
        return view.axis
    groups = [group for endpoint in view.endpoints for group in endpoint.groups]
    values = [group.value.value for group in groups if group.value]
    lows = [group.bounds.low.value for group in groups if group.bounds and group.bounds.low]
    highs = [group.bounds.high.value for group in groups if group.bounds and group.bounds.high]
    near = max(values + lows, default=1.0) or 1.0
    top = max(near * 1.15, min(max(highs, default=0.0), near * 2.5))
    step = next((step for step in STEPS if top / step <= 6), STEPS[-1])
    count = int(-(-top // step))
    # Rounded, so that six steps of 0.2 are named 1.2 and not 1.2000000000000002.
    ticks = tuple(round(number * step, 6) for number in range(count + 1))
    return Axis(0, ticks[-1], ticks)


def _line(group: MedianGroup) -> dots.Line:
    text = dots.value_text(group.value, group.bounds, "", group.not_reached, group.missing)
    note = f"{group.patients} patients" if group.patients else ""
    return dots.Line(
        group.label,
        note,
        group.role,
        group.value,
        group.bounds,
        group.not_reached,
        "reported",
        group.notice,
        group.missing,
        text,
    )


def _block(endpoint: MedianEndpoint) -> dots.Block:
    lines = dots.in_ink(tuple(map(_line, endpoint.groups)))
    paired = dots.is_pair(tuple(line.role for line in lines))
    return dots.Block(endpoint.label, endpoint.note, endpoint.effect, endpoint.effect_note, lines, paired)


def _dots(view: MediansView) -> dots.Dots:
    return dots.Dots(tuple(map(_block, view.endpoints)), axis(view), view.axis_label)


def scene(view: MediansView, width: Width) -> Scene:
    """The rows of data that the chart draws."""
    return dots.scene(_dots(view), width)


def words(view: MediansView) -> Words:
    """Title, sentences, legend and table."""
    blocks, unit = _dots(view).blocks, f" {view.unit}"
    top = axis(view).high
    clipped = any(
        line.bounds and line.bounds.high and line.bounds.high.value > top
        for block in blocks
        for line in block.lines
    )
    title = view.title or dots_words.title(blocks, unit, "Median")
    return dots_words.words(blocks, unit, title, view.subtitle or view.axis_label, view.caption, clipped)


def chart(view: MediansView, width: Width) -> alt.LayerChart:
    """The Altair chart."""
    return frame.build(scene(view, width), words(view).title)
