"""The one Altair specification behind every chart; a scene fills it with data.

Building and checking a chart costs more than drawing it, so each kind of axis is built once and then
filled: the data are named lists, and the ends and ticks of the axis are parameters.
"""

from functools import cache
from typing import Any

import altair as alt

from generator.chart.scene import LAYERS, Scale, Scene
from generator.chart.style import EDGE, INK2, LABEL
from generator.chart.views import Axis

Spec = dict[str, Any]

BEYOND = "datum.side == 'left' ? datum.bound < domain('x')[0] : datum.bound > domain('x')[1]"
DIAMOND = (
    "'M' + (scale('x', datum.low) - scale('x', datum.v)) + ',0L0,-7L'"
    " + (scale('x', datum.high) - scale('x', datum.v)) + ',0L0,7Z'"
)


def _pixel(name: str) -> Any:
    return alt.value(alt.expr(f"datum.{name} - left" if name.startswith("x") else f"datum.{name}"))


def _as_is(channel: Any, name: str) -> Any:
    """A colour, size or shape that the datum carries itself: no scale, so no legend either."""
    return channel(name, scale=None)


def _layer(name: str) -> alt.Chart:
    return alt.Chart(alt.NamedData(name=name), name=name)


def _encode(base: Any, **channels: Any) -> alt.Chart:
    made: alt.Chart = base.encode(**channels)
    return made


def _x(scale: Scale) -> alt.X:
    ends = [alt.expr("low"), alt.expr("high")]
    axis = alt.Axis(
        values=alt.expr("ticks"), labelExpr="'' + datum.value", title=None, grid=False, domain=False
    )
    zero: dict[str, Any] = {} if scale == "log" else {"zero": False}
    return alt.X("v:Q", scale=alt.Scale(type=scale, domain=ends, nice=False, **zero), axis=axis)


def _text(name: str, x: Any, **mark: Any) -> alt.Chart:
    base = _layer(name).mark_text(baseline="alphabetic", clip=False, **mark)
    return _encode(base, x=x, y=_pixel("y"), text="text:N", color=_as_is(alt.Color, "fill:N"))


def _verticals(name: str, x: alt.X, thick: float) -> alt.Chart:
    base = _layer(name).mark_rule(strokeWidth=thick, clip=True)
    return _encode(base, x=x, y=_pixel("y"), y2=_pixel("y2"), color=_as_is(alt.Color, "fill:N"))


def _rules() -> alt.Chart:
    base = _layer("rules").mark_rule(strokeWidth=alt.expr("datum.thick"), clip=False)
    place = {name: _pixel(name) for name in ("x", "x2", "y", "y2")}
    return _encode(base, **place, color=_as_is(alt.Color, "fill:N"))


def _lines(x: alt.X) -> alt.Chart:
    dash = alt.condition("datum.dash", alt.value([3, 3]), alt.value([1, 0]))
    base = _layer("lines").mark_rule(strokeWidth=alt.expr("datum.thick"), clip=True)
    return _encode(base, x=x, x2="v2:Q", y=_pixel("y"), strokeDash=dash, color=_as_is(alt.Color, "fill:N"))


def _curves(x: alt.X) -> alt.Chart:
    dashes = {"dashed": [5, 3], "dotted": [1, 4]}
    dash = alt.when("datum.dash == 'dashed'").then(alt.value(dashes["dashed"]))
    dash = dash.when("datum.dash == 'dotted'").then(alt.value(dashes["dotted"]))
    base = _layer("curves").mark_line(strokeWidth=alt.expr("datum.thick"), clip=True)
    return _encode(
        base,
        x=x,
        y=_pixel("y"),
        detail="line:N",
        order="step:Q",
        strokeDash=dash.otherwise(alt.value([1, 0])),
        color=_as_is(alt.Color, "fill:N"),
    )


def _arrows() -> alt.Chart:
    base = _layer("arrows").mark_point(filled=True, size=70, clip=False)
    shown = alt.condition(BEYOND, alt.value(1), alt.value(0))
    shape, fill = _as_is(alt.Shape, "shape:N"), _as_is(alt.Color, "fill:N")
    return _encode(base, x=_pixel("x"), y=_pixel("y"), shape=shape, opacity=shown, color=fill)


def _symbols(name: str, x: alt.X, shape: Any) -> alt.Chart:
    base = _layer(name).mark_point(strokeWidth=2, opacity=1, clip=True)
    fill, stroke = _as_is(alt.Fill, "fill:N"), _as_is(alt.Stroke, "stroke:N")
    size = _as_is(alt.Size, "size:Q")
    return _encode(
        base, x=x, y=_pixel("y"), shape=shape, size=size, fill=fill, stroke=stroke, tooltip="tip:N"
    )


def _keys() -> alt.Chart:
    base = _layer("keys").mark_point(strokeWidth=2, opacity=1, clip=False)
    fill, stroke = _as_is(alt.Fill, "fill:N"), _as_is(alt.Stroke, "stroke:N")
    shape, size = _as_is(alt.Shape, "shape:N"), _as_is(alt.Size, "size:Q")
    return _encode(base, x=_pixel("x"), y=_pixel("y"), shape=shape, size=size, fill=fill, stroke=stroke)


def _layers(scale: Scale) -> list[alt.Chart]:
    x = _x(scale)
    beside = {"align": alt.expr("datum.align"), "dx": alt.expr("datum.dx")}
    words = {"align": "align", "fontSize": "size", "fontWeight": "weight"}
    made = {
        "grid": _verticals("grid", x, 1),
        "rules": _rules(),
        "curves": _curves(x),
        "lines": _lines(x),
        "caps": _verticals("caps", x, 2),
        "arrows": _arrows(),
        "diamonds": _symbols("diamonds", x, alt.value(alt.expr(DIAMOND))),
        "marks": _symbols("marks", x, _as_is(alt.Shape, "shape:N")),
        "keys": _keys(),
        "halo": _text(
            "halo",
            x,
            fontSize=LABEL,
            fontWeight=alt.expr("datum.weight"),
            stroke="var(--paper)",
            strokeWidth=4,
            **beside,
        ),
        "labels": _text("labels", x, fontSize=LABEL, fontWeight=alt.expr("datum.weight"), **beside),
        "words": _text("words", _pixel("x"), **{to: alt.expr(f"datum.{name}") for to, name in words.items()}),
    }
    return [made[name] for name in LAYERS]


def parameters(scene: Scene) -> dict[str, Any]:
    """The named values of the specification: ends and ticks of the axis, and the pixels left of it."""
    axis = scene.axis
    return {"low": axis.low, "high": axis.high, "ticks": list(axis.ticks), "left": scene.left}


def shape(scene: Scene) -> dict[str, Any]:
    """Size of the plot and the room around it.

    The axis is as long as the plot, words stand in the padding.
    """
    right, below = scene.width - scene.left - scene.plot, scene.height - scene.bottom
    padding = {"left": scene.left, "top": 0, "right": right, "bottom": below}
    return {"width": scene.plot, "height": scene.bottom, "padding": padding, "autosize": "none"}


def build(scene: Scene, description: str = "") -> alt.LayerChart:
    """The Altair chart of a scene."""
    zoom = alt.selection_interval(name="zoom", bind="scales", encodings=["x"], zoom="wheel![event.ctrlKey]")
    values = parameters(scene)
    layers = _layers(scene.scale)
    layers[LAYERS.index("marks")] = layers[LAYERS.index("marks")].add_params(zoom)
    chart = alt.layer(*layers).properties(**shape(scene), datasets=scene.data, background="transparent")
    chart = chart.properties(description=description)
    chart = chart.add_params(*(alt.param(name=name, value=value) for name, value in values.items()))
    chart = chart.configure(font="inherit", aria=False).configure_view(stroke=None)
    styled: alt.LayerChart = chart.configure_axis(
        labelColor=INK2,
        labelFontSize=LABEL,
        labelPadding=5,
        labelOverlap=False,
        labelFlush=False,
        tickColor=EDGE,
        tickSize=5,
    )
    return styled


@cache
def skeleton(scale: Scale) -> Spec:
    """The specification of an axis kind with nothing in it."""
    empty = Scene(width=100, left=10, plot=80, scale=scale, axis=Axis(1, 2, ()), bottom=10, height=20)
    spec: Spec = build(empty).to_dict()
    return spec


def fill(scene: Scene, description: str = "") -> Spec:
    """The Vega-Lite specification of a scene.

    What `build(scene).to_dict()` gives, without building it again.
    """
    values = parameters(scene)
    made = skeleton(scene.scale)
    params = [
        {**each, "value": values[each["name"]]} if each["name"] in values else each for each in made["params"]
    ]
    return {**made, **shape(scene), "params": params, "datasets": scene.data, "description": description}
